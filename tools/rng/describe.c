/* Describes what stands at a place of a document that is being typed: an element, an attribute or a
   value, in a few lines of plain text. */
#include "rng/proposals.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* So many names or values are listed; the rest is counted. */
enum { MOST_LISTED = 12 };

struct description {
    struct rng_description result; /* first, so that one can be had from the other */
    struct typing *typing;
    struct rng_schema *schema;
    struct arena *arena;
    struct buffer text;
};

/* ---- paragraphs ---- */

static void begin_paragraph(struct buffer *text) {
    if (text->length) buffer_text(text, "\n\n");
}

/* What it is, as the document writes it. */
static void append_what(struct description *description, const char *what, size_t start,
                        size_t end) {
    buffer_text(&description->text, what);
    buffer_append(&description->text, description->typing->bytes + start, end - start);
}

static void append_documentation(struct description *description,
                                 const struct definitions *definitions) {
    const char *documentation =
        definitions_documentation(description->schema, definitions, description->arena);
    if (!documentation) return;
    begin_paragraph(&description->text);
    buffer_text(&description->text, documentation);
}

/* ---- lists of names ---- */

/* A name with how likely it is to be used. */
struct likely {
    const char *text; /* with its prefix */
    bool required;
    size_t uses, order; /* order: in the schema */
};

struct likely_names {
    struct likely *names;
    size_t count, capacity;
    struct memo known; /* URI, local name */
};

static int compare_likely(const void *a, const void *b) {
    const struct likely *first = a, *second = b;
    if (first->required != second->required) return first->required ? -1 : 1;
    if (first->uses != second->uses) return first->uses > second->uses ? -1 : 1;
    return first->order < second->order ? -1 : 1;
}

/* The text is listed once for a name, or for all that a wildcard stands for. */
static struct likely *add_likely(struct likely_names *names, const char *uri, const char *local,
                                 const char *text) {
    static const char any[] = "";
    void **place = memo_place(&names->known, uri ? uri : any, local, NULL);
    if (*place) return NULL;
    *place = (void *)(uintptr_t)any;
    names->names =
        memory_grow(names->names, &names->capacity, names->count + 1, sizeof *names->names);
    struct likely *likely = &names->names[names->count];
    *likely = (struct likely){.text = text, .order = names->count++};
    return likely;
}

struct listing {
    struct description *description;
    struct likely_names names;
    const char *parent;              /* local name of the element that they are in */
    const struct expected *required; /* of attributes; or NULL */
    bool is_attribute;
};

static bool is_required(const struct expected *required, const struct name_class *name) {
    for (size_t i = 0; required && i < required->count; i++)
        if (required->names[i].local == name->local && required->names[i].uri == name->uri)
            return true;
    return false;
}

static void list_name(struct listing *listing, const struct name_class *name) {
    const struct description *description = listing->description;
    const char *prefix = typing_prefix(description->typing, name->uri, listing->is_attribute);
    const char *colon = prefix && *prefix ? ":" : "";
    struct likely *likely =
        add_likely(&listing->names, name->uri, name->local,
                   arena_join(description->arena, prefix ? prefix : "", colon, name->local));
    if (!likely) return;
    likely->uses =
        typing_uses(description->typing, listing->parent, name->local, listing->is_attribute);
    likely->required = is_required(listing->required, name);
}

static void list_names(struct listing *listing, const struct name_class *name_class) {
    struct arena *arena = listing->description->arena;
    const char *what = listing->is_attribute ? "attribute" : "element";
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        list_names(listing, name_class->first);
    if (name_class->kind == NAME_CLASS_NAME)
        list_name(listing, name_class);
    else if (name_class->kind == NAME_CLASS_ANY)
        add_likely(&listing->names, NULL, NULL, arena_print(arena, "any %s", what));
    else
        add_likely(&listing->names, name_class->uri, NULL,
                   arena_print(arena, "any %s of the namespace \"%s\"", what, name_class->uri));
}

/* "TITLE: a, b (required) and 3 more"; `lead` stands before the names, "" for nothing. */
static void append_listing(struct listing *listing, const char *title, const char *lead,
                           const struct definitions *definitions) {
    struct buffer *text = &listing->description->text;
    for (size_t i = 0; i < definitions->count; i++)
        list_names(listing, definitions->nodes[i]->name_class);
    struct likely_names *names = &listing->names;
    if (names->count) qsort(names->names, names->count, sizeof *names->names, compare_likely);
    size_t shown = names->count <= MOST_LISTED + 1 ? names->count : MOST_LISTED;
    if (names->count || *lead) buffer_print(text, "%s: %s", title, lead);
    for (size_t i = 0; i < shown; i++) {
        if (i || *lead) buffer_text(text, ", ");
        buffer_text(text, names->names[i].text);
        if (names->names[i].required) buffer_text(text, " (required)");
    }
    if (shown < names->count) buffer_print(text, " and %zu more", names->count - shown);
    free(names->names);
    memo_free(&names->known);
}

/* ---- values ---- */

static void append_string(struct buffer *text, const struct simple_node *node) {
    if (node->kind == SIMPLE_VALUE)
        buffer_print(text, "\"%s\"", node->syntax->text ? node->syntax->text : "");
    else
        buffer_print(text, "%s (%s)", datatype_name(node->type), datatype_noun(node->type));
}

static bool is_listed(const struct definitions *strings, size_t index) {
    const struct simple_node *node = strings->nodes[index];
    for (size_t i = 0; i < index && i < MOST_LISTED; i++) {
        const struct simple_node *before = strings->nodes[i];
        bool same = before->kind == node->kind && before->type == node->type;
        if (same && (node->kind == SIMPLE_DATA || before->value == node->value)) return true;
    }
    return false;
}

/* "Values: "a", "b" or token (text)", or nothing where any text will do. */
static void append_strings(struct description *description, const char *title,
                           const struct definitions *definitions) {
    struct buffer *text = &description->text;
    struct definitions strings = {0};
    definitions_strings(&strings, definitions);
    size_t shown = strings.count <= MOST_LISTED + 1 ? strings.count : MOST_LISTED;
    if (strings.count) {
        begin_paragraph(text);
        buffer_print(text, "%s: ", title);
    }
    for (size_t i = 0; i < shown; i++) {
        if (is_listed(&strings, i)) continue;
        if (i) buffer_text(text, ", ");
        append_string(text, strings.nodes[i]);
    }
    if (shown < strings.count) buffer_print(text, " and %zu more", strings.count - shown);
    definitions_free(&strings);
}

/* ---- elements ---- */

static void append_content(struct description *description, const struct definitions *elements,
                           const char *local) {
    unsigned contains = 0;
    for (size_t i = 0; i < elements->count; i++)
        contains |= elements->nodes[i]->members[0]->contains;
    struct definitions children = {0};
    definitions_children(&children, elements);
    struct listing listing = {.description = description, .parent = local};
    begin_paragraph(&description->text);
    if (!(contains & (CONTAINS_ELEMENT | CONTAINS_TEXT | CONTAINS_DATA | CONTAINS_LIST)))
        buffer_text(&description->text, "Content: none");
    append_listing(&listing, "Content", contains & CONTAINS_TEXT ? "text" : "", &children);
    definitions_free(&children);
    if (contains & (CONTAINS_DATA | CONTAINS_LIST))
        append_strings(description, "Content", elements);
}

static void append_attributes(struct description *description, const struct definitions *elements,
                              const char *local) {
    struct derivatives *derivatives = &description->schema->automaton->derivatives;
    struct definitions attributes = {0};
    struct expected required = {0};
    expected_collect_required(
        &required, build_content(&derivatives->builder, elements->nodes[0]->element), ATTRIBUTE);
    definitions_attributes(&attributes, elements);
    struct listing listing = {
        .description = description, .parent = local, .required = &required, .is_attribute = true};
    if (attributes.count) buffer_byte(&description->text, '\n');
    append_listing(&listing, "Attributes", "", &attributes);
    definitions_free(&attributes);
    expected_free(&required);
}

/* The element whose start tag the place is in. */
static void describe_element(struct description *description) {
    struct typing *typing = description->typing;
    const struct markup *tag = &typing->here;
    struct tag_place place;
    description->result.start = tag->name_start;
    description->result.end = tag->name_end;
    tag_place_enter(&place, typing, SIZE_MAX);
    if (place.elements.count) {
        append_what(description, "element ", tag->name_start, tag->name_end);
        append_documentation(description, &place.elements);
        append_content(description, &place.elements, place.element.local);
        append_attributes(description, &place.elements, place.element.local);
    }
    tag_place_leave(&place);
}

/* ---- attributes ---- */

/* The value's token at the place, where the schema documents it; else false. */
static bool describe_value(struct description *description, const struct definitions *named,
                           const struct markup_attribute *attribute) {
    const struct typing *typing = description->typing;
    struct definitions strings = {0};
    size_t start = typing->offset, end = start;
    while (start > attribute->value_start && !is_white_byte(typing->bytes[start - 1]))
        start--;
    while (end < attribute->value_end && !is_white_byte(typing->bytes[end]))
        end++;
    definitions_strings(&strings, named);
    const char *documentation = NULL;
    for (size_t i = 0; i < strings.count && !documentation; i++)
        if (strings.nodes[i]->kind == SIMPLE_VALUE &&
            datatype_equals(strings.nodes[i]->type, strings.nodes[i]->value, typing->bytes + start,
                            end - start, &typing->matcher.context))
            documentation = definition_documentation(description->schema, strings.nodes[i]);
    definitions_free(&strings);
    if (!documentation) return false;
    description->result.start = start;
    description->result.end = end;
    append_what(description, "value ", start, end);
    begin_paragraph(&description->text);
    buffer_text(&description->text, documentation);
    return true;
}

static void describe_attribute(struct description *description,
                               const struct markup_attribute *attribute) {
    struct typing *typing = description->typing;
    struct tag_place place;
    struct definitions named = {0};
    tag_place_enter(&place, typing, SIZE_MAX);
    const struct xml_name name =
        typing_attribute_name(typing, attribute->name_start, attribute->name_end);
    definitions_named(&named, &place.attributes, name.uri, name.local);
    description->result.start = attribute->name_start;
    description->result.end = attribute->name_end;
    bool is_told = is_in_value(typing, attribute) && describe_value(description, &named, attribute);
    if (named.count && !is_told) {
        append_what(description, "attribute ", attribute->name_start, attribute->name_end);
        append_documentation(description, &named);
        append_strings(description, "Value", &named);
    }
    definitions_free(&named);
    tag_place_leave(&place);
}

static void describe_start_tag(struct description *description) {
    struct markup_attribute attribute;
    if (description->typing->offset <= description->typing->here.name_end)
        describe_element(description);
    else if (find_attribute(description->typing, &attribute))
        describe_attribute(description, &attribute);
}

/* ---- end tags ---- */

static void describe_at(struct description *description, const char *bytes, size_t length,
                        size_t offset);

/* The element that the end tag ends, as it is described at its start tag. */
static void describe_end_tag(struct description *description) {
    const struct typing *typing = description->typing;
    const struct markup tag = typing->here;
    const struct open_tag *open = typing_ended(typing, &tag);
    if (!open || typing->offset < tag.name_start || typing->offset > tag.name_end) return;
    describe_at(description, typing->bytes, typing->length, open->name_start);
    description->result.start = tag.name_start;
    description->result.end = tag.name_end;
}

/* ---- all of them ---- */

static void describe_at(struct description *description, const char *bytes, size_t length,
                        size_t offset) {
    struct typing typing;
    description->typing = &typing;
    typing_start(&typing, description->schema, bytes, length, offset);
    if (typing.here.kind == MARKUP_START_TAG)
        describe_start_tag(description);
    else if (typing.here.kind == MARKUP_END_TAG)
        describe_end_tag(description);
    typing_finish(&typing);
    description->typing = NULL;
}

struct rng_description *rng_describe(struct rng_schema *schema, const char *bytes, size_t length,
                                     size_t offset) {
    struct arena *arena = arena_new();
    struct description *description = arena_allocate(arena, sizeof *description);
    *description = (struct description){.schema = schema, .arena = arena};
    describe_at(description, bytes, length, offset);
    struct buffer *text = &description->text;
    if (text->length) description->result.text = arena_copy(arena, text->bytes, text->length);
    buffer_free(text);
    if (description->result.text) return &description->result;
    arena_free(arena);
    return NULL;
}

void rng_description_free(struct rng_description *description) {
    if (description) arena_free(((struct description *)description)->arena);
}
