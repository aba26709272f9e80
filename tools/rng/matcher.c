/* Matches a document's events against the schema: one state, a stack of open elements, and how to
   go on after an error.  What an error is called is said elsewhere (message.c). */
#include "base/memory.h"
#include "rng/internal.h"
#include "text/spelling.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A document is matched on after an error as follows, so that one slip gives one finding:
   - An element that may not stand here, but could if required ones had been before it, is matched
     as if they had been.
   - Any other element that may not stand here is matched against its content as it is anywhere
     else in the schema, and leaves the state around it as it was.
   - In an element that the schema does not know, nothing is expected (the state of notAllowed), and
     what is not matched there is no error: one was reported.
   - An attribute that may not stand here is ignored, one whose value is bad counts as matched.
   - What is missing at the end of a start tag or of an element counts as having been there. */

/* ---- the state of notAllowed: within an element that is not known ---- */

static bool is_lost(const struct matcher *matcher) {
    return matcher->state == matcher->schema->automaton->not_allowed;
}

/* Whether what does not match now is due to an error already reported. */
static bool is_excused(const struct matcher *matcher) {
    return is_lost(matcher) && matcher->had_error;
}

/* ---- open elements ---- */

static const struct frame *parent(const struct matcher *matcher) {
    return matcher->depth ? &matcher->frames[matcher->depth - 1] : NULL;
}

/* More different children than this are not counted: their positions are not told. */
enum { MOST_COUNTERS = 64 };

static size_t first_counter(const struct matcher *matcher) {
    return matcher->depth ? parent(matcher)->first_counter : 0;
}

static struct child_counter *find_counter(const struct matcher *matcher,
                                          const struct xml_name *name) {
    for (size_t i = first_counter(matcher); i < matcher->counter_count; i++) {
        struct child_counter *counter = &matcher->counters[i];
        if (counter->local == name->local && counter->uri == name->uri) return counter;
    }
    return NULL;
}

static bool has_most_counters(const struct matcher *matcher) {
    return matcher->counter_count - first_counter(matcher) >= MOST_COUNTERS;
}

size_t matcher_next_position(const struct matcher *matcher, const struct xml_name *name) {
    const struct child_counter *counter = find_counter(matcher, name);
    if (counter) return counter->count + 1;
    return has_most_counters(matcher) ? 0 : 1;
}

/* Where the elements of that name are counted. */
static size_t total_of(struct matcher *matcher, const struct xml_name *name) {
    void *place = memo_find(&matcher->total_places, name->uri, name->local, NULL);
    if (place) return (uintptr_t)place - 1;
    matcher->totals = memory_grow(matcher->totals, &matcher->total_capacity,
                                  matcher->total_count + 1, sizeof *matcher->totals);
    matcher->totals[matcher->total_count++] = 0;
    memo_add(&matcher->total_places, name->uri, name->local, NULL,
             (void *)(uintptr_t)matcher->total_count);
    return matcher->total_count - 1;
}

size_t matcher_count(const struct matcher *matcher, const char *uri, const char *local) {
    void *place = memo_find(&matcher->total_places, uri, local, NULL);
    return place ? matcher->totals[(uintptr_t)place - 1] : 0;
}

/* The position of a new child among its siblings of the same name. */
static size_t count_child(struct matcher *matcher, const struct xml_name *name) {
    struct child_counter *counter = find_counter(matcher, name);
    if (counter) {
        matcher->totals[counter->total]++;
        return ++counter->count;
    }
    if (has_most_counters(matcher)) return 0;
    size_t total = total_of(matcher, name);
    matcher->totals[total]++;
    if (matcher->counter_count == matcher->counter_capacity)
        matcher->counters = memory_grow(matcher->counters, &matcher->counter_capacity,
                                        matcher->counter_count + 1, sizeof *matcher->counters);
    matcher->counters[matcher->counter_count++] =
        (struct child_counter){name->uri, name->local, 1, total};
    return 1;
}

static void push(struct matcher *matcher, const struct xml_name *name) {
    size_t position = count_child(matcher, name);
    if (matcher->depth == matcher->frame_capacity)
        matcher->frames = memory_grow(matcher->frames, &matcher->frame_capacity, matcher->depth + 1,
                                      sizeof *matcher->frames);
    matcher->frames[matcher->depth++] = (struct frame){.name = *name,
                                                       .position = position,
                                                       .first_counter = matcher->counter_count,
                                                       .namespaces = matcher->namespace_count};
}

static void pop(struct matcher *matcher) {
    const struct frame *frame = &matcher->frames[--matcher->depth];
    matcher->counter_count = frame->first_counter;
    matcher->namespace_count = frame->namespaces;
}

/* ---- namespaces in scope, for QNames ---- */

static void declare(struct matcher *matcher, const char *prefix, const char *uri) {
    matcher->namespaces = memory_grow(matcher->namespaces, &matcher->namespace_capacity,
                                      matcher->namespace_count + 1, sizeof *matcher->namespaces);
    matcher->namespaces[matcher->namespace_count++] =
        (struct namespace_declaration){prefix, uri ? uri : ""};
}

static const char *namespace_of(void *data, const char *prefix, size_t length) {
    struct matcher *matcher = data;
    matcher->asked = true;
    for (size_t i = matcher->namespace_count; i-- > 0;) {
        const struct namespace_declaration *declaration = &matcher->namespaces[i];
        const char *declared = declaration->prefix ? declaration->prefix : "";
        if (strlen(declared) == length && !memcmp(declared, prefix, length))
            return *declaration->uri || !length ? declaration->uri : NULL;
    }
    if (length == 3 && !memcmp(prefix, "xml", 3)) return "http://www.w3.org/XML/1998/namespace";
    return length ? NULL : "";
}

const char *matcher_schema_uri(const struct matcher *matcher, const char *uri) {
    return uri == matcher->wrong_uri ? matcher->right_uri : uri;
}

/* ---- start tags ---- */

/* The content of the elements of that name, wherever they are in the schema: of those that name it
   most exactly (a name before a namespace before any name); notAllowed where there is none. */
static const struct pattern *find_content(struct matcher *matcher, const char *uri,
                                          const char *local) {
    const struct simple_schema *simple = matcher->schema->simple;
    struct derivatives *derivatives = &matcher->schema->automaton->derivatives;
    struct pattern_table *patterns = derivatives->patterns;
    const struct pattern *content = pattern_not_allowed(patterns);
    int best = 0;
    for (size_t i = 0; i < simple->element_count; i++) {
        struct element_pattern *element = simple->elements[i];
        int exactness = name_class_exactness(element->name_class, uri, local);
        if (exactness < best || !exactness) continue;
        if (exactness > best) content = pattern_not_allowed(patterns);
        content = pattern_choice(patterns, content, build_content(&derivatives->builder, element));
        best = exactness;
    }
    return content;
}

static const struct pattern *content_anywhere(struct matcher *matcher, const char *uri,
                                              const char *local) {
    struct memo *known = &matcher->schema->automaton->contents;
    const struct pattern *content = memo_find(known, uri, local, NULL);
    if (content) return content;
    content = find_content(matcher, uri, local);
    memo_add(known, uri, local, NULL, content);
    return content;
}

/* Whether any element of the schema is in that namespace, wildcards aside. */
static bool schema_knows_namespace(const struct matcher *matcher, const char *uri) {
    const struct simple_schema *simple = matcher->schema->simple;
    for (size_t i = 0; i < simple->element_count; i++)
        if (name_class_names_namespace(simple->elements[i]->name_class, uri)) return true;
    return false;
}

/* The namespace in which an element of that local name may stand here, where the one that it is in
   is not the schema's at all; else NULL. */
static const char *right_namespace(struct matcher *matcher, const struct xml_name *name) {
    if (schema_knows_namespace(matcher, name->uri)) return NULL;
    struct expected expected = {0};
    expected_collect(&expected, matcher->state->pattern, START_TAG);
    const char *uri = NULL;
    for (size_t i = 0; i < expected.count && !uri; i++)
        if (expected.names[i].local == name->local) uri = expected.names[i].uri;
    expected_free(&expected);
    return uri;
}

/* The element that may stand here and is nearest in spelling to one that no schema has, or is TEI's
   for one of HTML: a slip of the pen, after which matching goes on as if the name were right. False
   where there is none. */
static bool find_meant(struct matcher *matcher, const struct xml_name *name,
                       struct xml_name *meant) {
    struct expected expected = {0};
    expected_collect(&expected, matcher->state->pattern, START_TAG);
    size_t tolerance = spelling_tolerance(name->local), best = tolerance + 1;
    const struct habit *habit = habit_of_element(name->local, name->uri);
    for (size_t i = 0; i < expected.count; i++) {
        const struct expected_name *other = &expected.names[i];
        if (!other->local) continue;
        bool same = !strcasecmp(habit ? habit->tei : name->local, other->local);
        size_t distance = same ? 0 : spelling_distance(name->local, other->local, tolerance);
        if (distance >= best) continue;
        best = distance;
        *meant = (struct xml_name){other->uri, other->local, NULL};
    }
    expected_free(&expected);
    return best <= tolerance;
}

/* What is only lacking the element around it stands for that: it is not missing any more. */
static void assume_container(struct matcher *matcher, const struct xml_name *name) {
    struct expected expected = expected_now(matcher, matcher->state->pattern, START_TAG);
    const struct expected_name *container = container_for(matcher, &expected, true, name);
    if (container) matcher->state = state_after(matcher, container);
    expected_free(&expected);
}

static const struct opening *recover_opening(struct matcher *matcher, const struct xml_name *name,
                                             const char *uri) {
    struct automaton *automaton = matcher->schema->automaton;
    bool excused = is_excused(matcher);
    const struct opening *opening =
        automaton_open(automaton, matcher->state, uri, name->local, true);
    if (opening->state != automaton->not_allowed) {
        if (!excused) say_element_missing_before(matcher, name);
        return opening;
    }
    const char *right = excused || matcher->wrong_uri ? NULL : right_namespace(matcher, name);
    if (right) {
        say_namespace(matcher, name, right);
        matcher->wrong_uri = name->uri;
        matcher->right_uri = right;
        return automaton_open(automaton, matcher->state, right, name->local, false);
    }
    const struct pattern *content = content_anywhere(matcher, uri, name->local);
    bool known_elsewhere = content->kind != PATTERN_NOT_ALLOWED;
    if (!excused) say_element_not_allowed(matcher, name, known_elsewhere);
    struct xml_name meant = {0};
    if (!known_elsewhere && find_meant(matcher, name, &meant))
        return automaton_open(automaton, matcher->state, meant.uri, meant.local, false);
    if (known_elsewhere) assume_container(matcher, name);
    return automaton_open_content(automaton, content, matcher->state);
}

static const struct opening *open_element(struct matcher *matcher, const struct xml_name *name) {
    struct automaton *automaton = matcher->schema->automaton;
    const char *uri = matcher_schema_uri(matcher, name->uri);
    const struct opening *opening =
        automaton_open(automaton, matcher->state, uri, name->local, false);
    if (opening->state != automaton->not_allowed) return opening;
    matcher->starting = name;
    opening = recover_opening(matcher, name, uri);
    matcher->starting = NULL;
    return opening;
}

/* ---- attributes ---- */

static bool matches_branch(struct matcher *matcher, const struct attribute_branch *branch,
                           const struct xml_attribute *attribute) {
    return pattern_matches_string(&matcher->schema->automaton->derivatives, branch->value,
                                  attribute->value, attribute->length, &matcher->context);
}

/* Where the attribute's name and value lead; with `any_value`, where any of its values would. */
static struct state *after_attribute(struct matcher *matcher, const struct attribute_step *step,
                                     const struct xml_attribute *attribute, bool any_value) {
    struct automaton *automaton = matcher->schema->automaton;
    struct state *next = automaton->not_allowed;
    for (size_t i = 0; i < step->count; i++) {
        const struct attribute_branch *branch = &step->branches[i];
        if (!any_value && !matches_branch(matcher, branch, attribute)) continue;
        next =
            next == automaton->not_allowed
                ? branch->next
                : automaton_state(automaton, pattern_choice(automaton->derivatives.patterns,
                                                            next->pattern, branch->next->pattern));
    }
    return next;
}

/* Where the attribute leads; the state of notAllowed where its value is wrong. */
static struct state *after_value(struct matcher *matcher, const struct attribute_step *step,
                                 const struct xml_attribute *attribute) {
    struct automaton *automaton = matcher->schema->automaton;
    if (step->any_value) return step->branches[0].next;
    struct state *next =
        automaton_known_value(automaton, step, attribute->value, attribute->length);
    if (next) return next;
    matcher->asked = false;
    next = after_attribute(matcher, step, attribute, false);
    if (next != automaton->not_allowed && !matcher->asked)
        automaton_know_value(automaton, step, attribute->value, attribute->length, next);
    return next;
}

static void match_attribute(struct matcher *matcher, struct state *before,
                            const struct xml_attribute *attributes, size_t index) {
    struct automaton *automaton = matcher->schema->automaton;
    const struct xml_attribute *attribute = &attributes[index];
    const struct attribute_step *step =
        automaton_attribute(automaton, matcher->state, attribute->name.uri, attribute->name.local);
    if (step->count == 0) {
        if (!is_excused(matcher)) say_attribute_not_allowed(matcher, before, attributes, index);
        return;
    }
    matcher->state = after_value(matcher, step, attribute);
    if (matcher->state != automaton->not_allowed) return;
    say_attribute_value(matcher, step, attribute);
    matcher->state = after_attribute(matcher, step, attribute, true);
}

/* ---- IDs (RELAX NG DTD Compatibility, section 5) ---- */

static void match_id(struct matcher *matcher, const struct xml_attribute *attribute,
                     const struct token *id) {
    struct xml_place place = xml_attribute_place(matcher->reader, &attribute->name);
    size_t first_line;
    if (document_ids_add(matcher->ids, id->start, id->length, place.line, &first_line)) return;
    struct buffer message = {0};
    buffer_print(&message, "ID \"%.*s\" is not unique: it stands on line %zu too", (int)id->length,
                 id->start, first_line);
    matcher_add(matcher, "rng/id-not-unique", place, message.bytes, NULL);
    buffer_free(&message);
}

static void match_reference(struct matcher *matcher, const struct xml_attribute *attribute,
                            const struct token *id) {
    if (document_ids_has(matcher->ids, id->start, id->length)) return;
    struct xml_place place = xml_attribute_place(matcher->reader, &attribute->name);
    document_ids_refer(matcher->ids, id->start, id->length, place.line, place.column);
}

static void match_ids(struct matcher *matcher, const struct xml_name *element,
                      const struct xml_attribute *attribute) {
    enum datatype_id_type type =
        id_types_find(matcher->schema->simple->id_types, matcher_schema_uri(matcher, element->uri),
                      element->local, attribute->name.uri, attribute->name.local);
    if (type == DATATYPE_NO_ID) return;
    const char *rest = attribute->value, *end = attribute->value + attribute->length;
    for (struct token token; next_token(&rest, end, &token);)
        if (type == DATATYPE_ID)
            match_id(matcher, attribute, &token);
        else
            match_reference(matcher, attribute, &token);
}

static void say_dangling(void *data, const char *id, size_t line, size_t column) {
    struct matcher *matcher = data;
    struct buffer message = {0};
    buffer_print(&message, "no element has the ID \"%s\" that is referred to", id);
    matcher_add(matcher, "rng/idref-without-id", (struct xml_place){line, column, NULL},
                message.bytes, NULL);
    buffer_free(&message);
}

/* ---- when the automaton has grown too large ---- */

static void renew_automaton(struct matcher *matcher) {
    struct rng_schema *schema = matcher->schema;
    struct automaton *old = schema->automaton;
    struct automaton *automaton = automaton_new(schema->simple);
    struct memo known = {0};
    matcher->state = automaton_adopt_state(automaton, matcher->state, &known);
    for (size_t i = 0; i < matcher->depth; i++)
        matcher->frames[i].opening =
            automaton_adopt_opening(automaton, matcher->frames[i].opening, &known);
    memo_free(&known);
    automaton_free(old);
    schema->automaton = automaton;
}

/* ---- events ---- */

void matcher_start(struct matcher *matcher) {
    matcher->state = matcher->schema->automaton->start;
    matcher->context = (struct datatype_context){namespace_of, matcher};
    if (matcher->schema->simple->id_types) matcher->ids = document_ids_new();
}

/* False where text may not stand here. */
static bool match_untyped_text(struct matcher *matcher) {
    struct automaton *automaton = matcher->schema->automaton;
    struct state *next = automaton_text(automaton, matcher->state);
    matcher->after_text = true;
    if (next == automaton->not_allowed) return is_excused(matcher);
    matcher->state = next;
    return true;
}

/* Typed content that turns out to have a child element: it can only have been untyped. */
static void give_up_collecting(struct matcher *matcher) {
    matcher->collects = false;
    if (!is_white(matcher->text.bytes, matcher->text.length) && !match_untyped_text(matcher))
        say_text_not_allowed(matcher);
}

/* Text that is not allowed is quoted; this much of it is enough, in bytes. */
enum { LONGEST_COMPLAINT = 256 };

/* The place of the first character that is not white space. */
static struct xml_place first_place(const struct matcher *matcher, const char *text,
                                    size_t length) {
    if (!matcher->report) return (struct xml_place){0};
    size_t white = 0;
    while (white < length && is_white_byte(text[white]))
        white++;
    return xml_text_place(matcher->reader, text, length, white);
}

static void take_text(void *context, const char *text, size_t length, struct xml_reader *reader) {
    struct matcher *matcher = context;
    matcher->reader = reader;
    if (matcher->collects) {
        bool starts = is_white(matcher->text.bytes, matcher->text.length);
        if (starts && !is_white(text, length))
            matcher->text_place = first_place(matcher, text, length);
        buffer_append(&matcher->text, text, length);
    } else if (matcher->complains) {
        if (matcher->text.length < LONGEST_COMPLAINT) buffer_append(&matcher->text, text, length);
    } else if (!matcher->after_text && !is_white(text, length) && !match_untyped_text(matcher)) {
        matcher->complains = true;
        matcher->text_place = first_place(matcher, text, length);
        matcher->text.length = 0;
        buffer_append(&matcher->text, text, length);
    }
}

void matcher_finish_text(struct matcher *matcher) {
    if (matcher->collects) give_up_collecting(matcher);
    if (matcher->complains) say_text_not_allowed(matcher);
    matcher->complains = false;
}

static void match_attributes(struct matcher *matcher, const struct xml_tag *tag) {
    for (size_t i = 0; i < tag->attribute_count; i++) {
        struct state *before = matcher->frames[matcher->depth - 1].opening->state;
        match_attribute(matcher, before, tag->attributes, i);
        if (matcher->ids) match_ids(matcher, &tag->name, &tag->attributes[i]);
        if (automaton_is_full(matcher->schema->automaton)) renew_automaton(matcher);
    }
}

static void close_start_tag(struct matcher *matcher) {
    struct automaton *automaton = matcher->schema->automaton;
    struct state *closed = automaton_close(automaton, matcher->state, false);
    if (closed == automaton->not_allowed && !is_lost(matcher)) {
        say_attribute_missing(matcher);
        closed = automaton_close(automaton, matcher->state, true);
    }
    matcher->state = closed;
}

void matcher_open(struct matcher *matcher, const struct xml_tag *tag) {
    matcher_finish_text(matcher);
    const struct opening *opening = open_element(matcher, &tag->name);
    push(matcher, &tag->name);
    matcher->frames[matcher->depth - 1].opening = opening;
    for (size_t i = 0; i < tag->namespace_count; i++)
        declare(matcher, tag->namespaces[2 * i], tag->namespaces[2 * i + 1]);
    matcher->state = opening->state;
    if (tag->attribute_count) match_attributes(matcher, tag);
}

static void start_tag(void *context, const struct xml_tag *tag, struct xml_reader *reader) {
    struct matcher *matcher = context;
    matcher->reader = reader;
    matcher_open(matcher, tag);
    close_start_tag(matcher);
    matcher->after_text = false;
    matcher->collects = matcher->state->is_typed;
    matcher->text.length = 0;
    if (automaton_is_full(matcher->schema->automaton)) renew_automaton(matcher);
}

/* Where typed content leads: its one string is checked now. */
static const struct pattern *match_typed_content(struct matcher *matcher) {
    matcher->collects = false;
    const struct pattern *returns = automaton_returns_of_string(
        matcher->schema->automaton, matcher->state, matcher->text.length ? matcher->text.bytes : "",
        matcher->text.length, &matcher->context);
    if (returns->kind == PATTERN_NOT_ALLOWED) say_content_value(matcher);
    return returns;
}

static const struct pattern *match_content_end(struct matcher *matcher) {
    const struct pattern *returns =
        automaton_returns(matcher->schema->automaton, matcher->state, false);
    if (returns->kind == PATTERN_NOT_ALLOWED && !is_lost(matcher)) say_content_incomplete(matcher);
    return returns;
}

static void end_tag(void *context, struct xml_reader *reader) {
    struct matcher *matcher = context;
    matcher->reader = reader;
    struct automaton *automaton = matcher->schema->automaton;
    const struct opening *opening = parent(matcher)->opening;
    if (matcher->complains) matcher_finish_text(matcher);
    const struct pattern *returns =
        matcher->collects ? match_typed_content(matcher) : match_content_end(matcher);
    if (returns->kind == PATTERN_NOT_ALLOWED)
        returns = automaton_returns(automaton, matcher->state, true);
    matcher->state = returns->kind == PATTERN_NOT_ALLOWED
                         ? opening->returns[0] /* of an element that is not known */
                         : automaton_return(automaton, opening, returns);
    pop(matcher);
    matcher->after_text = false;
}

static void end(void *context, struct xml_reader *reader) {
    struct matcher *matcher = context;
    matcher->reader = reader;
    if (matcher->ids) document_ids_check(matcher->ids, say_dangling, matcher);
}

struct xml_observer matcher_observer(struct matcher *matcher) {
    return (struct xml_observer){.context = matcher,
                                 .start_tag = start_tag,
                                 .end_tag = end_tag,
                                 .text = take_text,
                                 .end = end};
}

void matcher_free(struct matcher *matcher) {
    free(matcher->frames);
    free(matcher->counters);
    free(matcher->totals);
    memo_free(&matcher->total_places);
    free(matcher->namespaces);
    buffer_free(&matcher->text);
    document_ids_free(matcher->ids);
}
