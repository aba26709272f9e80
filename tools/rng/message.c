/* What validation says about an error: names what is wrong, what was expected there (the likeliest
   first, the rest counted), and in the hint what was probably meant. */
#include "base/memory.h"
#include "rng/internal.h"
#include "text/spelling.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* So many names are listed, if there are more than one above it; the rest is counted. */
enum { MOST_NAMES = 8, FEWEST_NAMES = 4 };

static const char xml_uri[] = "http://www.w3.org/XML/1998/namespace";

/* A message and a hint under construction. */
struct words {
    struct matcher *matcher;
    struct buffer message, hint;
};

static const struct frame *element(const struct matcher *matcher) {
    return &matcher->frames[matcher->depth - 1];
}

static void add(struct words *words, const char *code, struct xml_place place) {
    matcher_add(words->matcher, code, place, words->message.bytes,
                words->hint.length ? words->hint.bytes : NULL);
    buffer_free(&words->message);
    buffer_free(&words->hint);
}

/* Whether nobody is to be told; that there was an error is noted all the same. */
static bool is_unheard(struct matcher *matcher) {
    matcher->had_error = true;
    return !matcher->report;
}

/* ---- names ---- */

/* As the document writes it. */
static void append_name(struct buffer *buffer, const struct xml_name *name) {
    const char *prefix = name->prefix ? name->prefix : "";
    buffer_print(buffer, "\"%s%s%s\"", prefix, *prefix ? ":" : "", name->local);
}

/* The namespace that goes without saying: that of the element at hand. */
static const char *usual_uri(const struct matcher *matcher) {
    const char *uri = matcher->depth ? element(matcher)->name.uri : matcher->schema->no_uri;
    return uri == matcher->wrong_uri ? matcher->right_uri : uri;
}

static void append_namespace(struct buffer *buffer, const char *uri) {
    if (*uri)
        buffer_print(buffer, "namespace \"%s\"", uri);
    else
        buffer_text(buffer, "no namespace");
}

/* As the schema has it. */
static void append_schema_name(struct words *words, struct buffer *buffer, const char *uri,
                               const char *local, enum name_event event) {
    const char *usual = event == ATTRIBUTE || !words->matcher->depth
                            ? words->matcher->schema->no_uri
                            : usual_uri(words->matcher);
    if (!uri) {
        buffer_text(buffer, event == ATTRIBUTE ? "any attribute" : "any element");
    } else if (!local) {
        buffer_print(buffer, "any %s of ", event == ATTRIBUTE ? "attribute" : "element");
        append_namespace(buffer, uri);
    } else if (!strcmp(uri, xml_uri)) {
        buffer_print(buffer, "\"xml:%s\"", local);
    } else {
        buffer_print(buffer, "\"%s\"", local);
        if (uri == usual) return;
        buffer_text(buffer, " (");
        append_namespace(buffer, uri);
        buffer_byte(buffer, ')');
    }
}

/* ---- what was expected ---- */

static void count_seen(const struct matcher *matcher, struct expected *expected) {
    for (size_t i = 0; i < expected->count; i++) {
        struct expected_name *name = &expected->names[i];
        if (!name->local) continue;
        const struct xml_name child = {name->uri, name->local, NULL};
        size_t next = matcher_next_position(matcher, &child);
        name->siblings = next ? next - 1 : 0;
        name->total = matcher_count(matcher, name->uri, name->local);
    }
}

/* The likeliest first: what is required, then what is needed, then what its siblings are, then what
   is frequent in the document, then by name. */
static int compare_names(const void *a, const void *b) {
    const struct expected_name *first = a, *second = b;
    if (first->required != second->required) return first->required ? -1 : 1;
    if (first->needed != second->needed) return first->needed ? -1 : 1;
    if (first->siblings != second->siblings) return first->siblings > second->siblings ? -1 : 1;
    if (first->total != second->total) return first->total > second->total ? -1 : 1;
    if (!first->local || !second->local) return !first->local - !second->local;
    int order = strcmp(first->local, second->local);
    return order ? order : strcmp(first->uri, second->uri);
}

struct expected expected_now(const struct matcher *matcher, const struct pattern *pattern,
                             enum name_event event) {
    struct expected expected = {0};
    expected_collect(&expected, pattern, event);
    if (event != ATTRIBUTE) count_seen(matcher, &expected);
    if (expected.count)
        qsort(expected.names, expected.count, sizeof *expected.names, compare_names);
    return expected;
}

static size_t count_required(const struct expected *expected) {
    size_t count = 0;
    while (count < expected->count && expected->names[count].required)
        count++;
    return count;
}

static size_t count_needed(const struct expected *expected) {
    size_t count = 0;
    for (size_t i = 0; i < expected->count; i++)
        count += expected->names[i].needed;
    return count;
}

static bool is_likely(const struct expected_name *name) {
    return name->required || name->needed || name->siblings || name->total;
}

/* Of `count` names so many are listed, the rest is counted: of those that nothing speaks for only
   as many as show what is meant. */
static size_t count_shown(const struct matcher *matcher, const struct expected *expected,
                          size_t count, enum name_event event) {
    if (matcher->schema->explain_all || count <= MOST_NAMES + 1) return count;
    size_t shown = 0;
    while (shown < MOST_NAMES && (event == ATTRIBUTE || is_likely(&expected->names[shown])))
        shown++;
    return shown < FEWEST_NAMES ? FEWEST_NAMES : shown;
}

/* Appends `count` names: "a", "b" or "c" (`last` stands before the last one).  So many `before`
   them stand in the same list. */
static void append_names(struct words *words, const struct expected *expected, size_t count,
                         size_t before, const char *last, enum name_event event) {
    struct buffer *message = &words->message;
    size_t shown = count_shown(words->matcher, expected, count, event);
    for (size_t i = 0; i < shown; i++) {
        if (i || before) buffer_text(message, i + 1 == count ? last : ", ");
        append_schema_name(words, message, expected->names[i].uri, expected->names[i].local, event);
    }
    if (shown < count) buffer_print(message, " or %zu more", count - shown);
}

/* "; expected ...", where anything is. */
static void append_expected(struct words *words, const struct expected *expected) {
    struct buffer *message = &words->message;
    size_t before = 0;
    if (expected->end && words->matcher->depth) {
        buffer_text(message, "; expected the end of ");
        append_name(message, &element(words->matcher)->name);
        before++;
    }
    if (expected->text || expected->data) {
        buffer_text(message, !before ? "; expected " : expected->count ? ", " : " or ");
        buffer_text(message, expected->text ? "text" : "a value");
        before++;
    }
    if (!before && expected->count) buffer_text(message, "; expected ");
    append_names(words, expected, expected->count, before, " or ", START_TAG);
}

/* ---- what was meant ---- */

/* The name that is nearest in spelling, or differs in case alone. */
struct near_miss {
    const char *uri, *local;
    size_t distance; /* to beat */
};

static void look_at(struct near_miss *near, const char *word, const char *uri, const char *local) {
    if (near->distance == 0 || !local) return;
    bool same = !strcasecmp(word, local);
    size_t distance = same ? 0 : spelling_distance(word, local, near->distance - 1);
    if (distance < near->distance) *near = (struct near_miss){uri, local, distance};
}

/* "did you mean ...?": a name expected here, else one of the schema's. */
static bool append_near_miss(struct words *words, const char *local,
                             const struct expected *expected, const struct schema_name *names,
                             size_t count) {
    struct near_miss near = {.distance = spelling_tolerance(local) + 1};
    for (size_t i = 0; i < expected->count; i++)
        look_at(&near, local, expected->names[i].uri, expected->names[i].local);
    for (size_t i = 0; i < count && !(near.local && near.distance <= 1); i++)
        look_at(&near, local, names[i].uri, names[i].local);
    if (near.local)
        buffer_print(&words->hint, "did you mean \"%s%s\"?",
                     strcmp(near.uri, xml_uri) ? "" : "xml:", near.local);
    return near.local;
}

/* ---- where else an element may stand ---- */

static void append_place(struct words *words, const char *place, const struct xml_name *name) {
    buffer_print(&words->hint, "it may stand %s ", place);
    append_name(&words->hint, name);
}

static bool append_container(struct words *words, const struct expected *expected, bool is_needed,
                             const struct xml_name *child) {
    const struct expected_name *container =
        container_for(words->matcher, expected, is_needed, child);
    if (container)
        append_place(words, "within", &(struct xml_name){container->uri, container->local, NULL});
    return container;
}

static void append_where(struct words *words, const struct expected *expected,
                         const struct xml_name *name) {
    const struct matcher *matcher = words->matcher;
    const struct frame *ancestor;
    if (append_container(words, expected, true, name)) return;
    if ((ancestor = ancestor_to_end(matcher, name)))
        append_place(words, "after the end of", &ancestor->name);
    else if (may_stand_earlier(matcher, name))
        append_place(words, "earlier in", &element(matcher)->name);
    else
        append_container(words, expected, false, name);
}

/* The namespace in which the schema knows that name, where it is another. */
static void append_other_namespace(struct words *words, const struct xml_name *name,
                                   const struct schema_name *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (names[i].local != name->local || names[i].uri == name->uri) continue;
        buffer_print(&words->hint, "the schema has \"%s\" in ", name->local);
        append_namespace(&words->hint, names[i].uri);
        return;
    }
}

/* ---- elements ---- */

void say_element_not_allowed(struct matcher *matcher, const struct xml_name *name,
                             bool known_elsewhere) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    const struct schema_names *names = schema_names_of(matcher->schema);
    struct expected expected = expected_now(matcher, matcher->state->pattern, START_TAG);
    buffer_text(&words.message, known_elsewhere ? "element " : "unknown element ");
    append_name(&words.message, name);
    if (known_elsewhere) {
        buffer_text(&words.message, " not allowed here");
        append_where(&words, &expected, name);
        if (!words.hint.length) append_near_miss(&words, name->local, &expected, NULL, 0);
    } else {
        const struct habit *habit = habit_of_element(name->local, usual_uri(matcher));
        if (habit)
            buffer_print(&words.hint, "\"%s\" is of HTML; TEI has %s", habit->html, habit->written);
        else
            append_other_namespace(&words, name, names->elements, names->element_count);
        if (!words.hint.length)
            append_near_miss(&words, name->local, &expected, names->elements, names->element_count);
    }
    append_expected(&words, &expected);
    expected_free(&expected);
    add(&words, known_elsewhere ? "rng/element-not-allowed" : "rng/element-unknown",
        xml_tag_place(matcher->reader));
}

/* "a" or "a" and "b", or where there is a choice: one of "a" or "b".  What may come and still
   leaves something missing is not told. */
static void append_missing(struct words *words, const struct expected *expected,
                           enum name_event event) {
    size_t required = count_required(expected);
    if (required) {
        append_names(words, expected, required, 0, " and ", event);
        return;
    }
    size_t needed = count_needed(expected), count = needed ? needed : expected->count;
    if (count > 1) buffer_text(&words->message, "one of ");
    append_names(words, expected, count, 0, " or ", event);
}

void say_element_missing_before(struct matcher *matcher, const struct xml_name *name) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    struct expected expected = expected_now(matcher, matcher->state->pattern, START_TAG);
    buffer_text(&words.message, "element ");
    append_name(&words.message, name);
    buffer_text(&words.message, " not allowed yet: ");
    append_missing(&words, &expected, START_TAG);
    buffer_text(&words.message, " must come before it");
    expected_free(&expected);
    add(&words, "rng/element-missing", xml_tag_place(matcher->reader));
}

void say_namespace(struct matcher *matcher, const struct xml_name *name, const char *right_uri) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    buffer_text(&words.message, "element ");
    append_name(&words.message, name);
    buffer_text(&words.message, " is in ");
    append_namespace(&words.message, name->uri);
    buffer_text(&words.message, "; expected ");
    append_namespace(&words.message, right_uri);
    if (!name->prefix) buffer_print(&words.hint, "add xmlns=\"%s\" to its start tag", right_uri);
    add(&words, "rng/namespace", xml_tag_place(matcher->reader));
}

void say_content_incomplete(struct matcher *matcher) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    struct expected expected = expected_now(matcher, matcher->state->pattern, START_TAG);
    buffer_text(&words.message, "element ");
    append_name(&words.message, &element(matcher)->name);
    buffer_text(&words.message, " is incomplete: ");
    if (expected.count)
        append_missing(&words, &expected, START_TAG);
    else
        buffer_text(&words.message, expected.data ? "a value" : "content that the schema allows");
    buffer_text(&words.message, " missing before its end tag");
    expected_free(&expected);
    add(&words, "rng/element-missing", xml_tag_place(matcher->reader));
}

/* ---- text ---- */

static void trim(const char **text, size_t *length) {
    while (*length && is_white(*text, 1))
        ++*text, --*length;
    while (*length && is_white(*text + *length - 1, 1))
        --*length;
}

void say_text_not_allowed(struct matcher *matcher) {
    if (is_unheard(matcher)) return;
    const char *text = matcher->text.bytes;
    size_t length = matcher->text.length;
    struct words words = {.matcher = matcher};
    struct expected expected = expected_now(matcher, matcher->state->pattern, START_TAG);
    buffer_text(&words.message, "text ");
    trim(&text, &length);
    append_quoted(&words.message, text, length);
    buffer_text(&words.message, " not allowed in ");
    append_name(&words.message, &element(matcher)->name);
    append_expected(&words, &expected);
    if (!append_container(&words, &expected, true, NULL) && !count_needed(&expected))
        append_container(&words, &expected, false, NULL);
    expected_free(&expected);
    add(&words, "rng/text-not-allowed", matcher->text_place);
}

/* The contents that an element may have by its state. */
static size_t contents_of(const struct pattern *pattern, const struct pattern **contents) {
    size_t count = 0;
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second, count++)
        if (contents) contents[count] = pattern->first->first;
    if (contents) contents[count] = pattern->first;
    return count + 1;
}

void say_content_value(struct matcher *matcher) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    size_t count = contents_of(matcher->state->pattern, NULL);
    const struct pattern **contents = memory_allocate(count, sizeof *contents);
    contents_of(matcher->state->pattern, contents);
    bool empty = is_white(matcher->text.bytes, matcher->text.length);
    buffer_text(&words.message, "bad content of element ");
    append_name(&words.message, &element(matcher)->name);
    buffer_text(&words.message, ": ");
    const char *text = empty ? "" : matcher->text.bytes;
    size_t length = empty ? 0 : matcher->text.length;
    trim(&text, &length);
    explain_value(matcher, contents, count, text, length, &words.message, &words.hint);
    free(contents);
    add(&words, "rng/content-value", empty ? xml_tag_place(matcher->reader) : matcher->text_place);
}

/* ---- attributes ---- */

static struct xml_place place_of(const struct matcher *matcher,
                                 const struct xml_attribute *attribute) {
    return xml_attribute_place(matcher->reader, &attribute->name);
}

static bool schema_has_attribute(const struct schema_names *names, const struct xml_name *name) {
    for (size_t i = 0; i < names->attribute_count; i++)
        if (names->attributes[i].local == name->local && names->attributes[i].uri == name->uri)
            return true;
    return false;
}

/* The attribute before this one that excludes it; NULL where it is not to be had on its own
   either. */
static const struct xml_attribute *excluding_attribute(struct matcher *matcher,
                                                       struct state *before,
                                                       const struct xml_attribute *attributes,
                                                       size_t index) {
    struct automaton *automaton = matcher->schema->automaton;
    const struct xml_name *name = &attributes[index].name;
    if (!automaton_attribute(automaton, before, name->uri, name->local)->count) return NULL;
    for (size_t i = 0; i < index; i++) {
        const struct attribute_step *step = automaton_attribute(
            automaton, before, attributes[i].name.uri, attributes[i].name.local);
        bool excludes = step->count;
        for (size_t j = 0; j < step->count; j++)
            excludes &=
                !automaton_attribute(automaton, step->branches[j].next, name->uri, name->local)
                     ->count;
        if (excludes) return &attributes[i];
    }
    return NULL;
}

void say_attribute_not_allowed(struct matcher *matcher, struct state *before,
                               const struct xml_attribute *attributes, size_t index) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    const struct xml_attribute *attribute = &attributes[index];
    const struct schema_names *names = schema_names_of(matcher->schema);
    bool known = schema_has_attribute(names, &attribute->name);
    const struct xml_attribute *other = excluding_attribute(matcher, before, attributes, index);
    struct expected expected = expected_now(matcher, matcher->state->pattern, ATTRIBUTE);
    const struct habit *habit = habit_of_attribute(attribute->name.local, &expected);
    buffer_text(&words.message, known || other ? "attribute " : "unknown attribute ");
    append_name(&words.message, &attribute->name);
    buffer_text(&words.message, known || other ? " not allowed on " : " on ");
    append_name(&words.message, &element(matcher)->name);
    if (other) {
        buffer_text(&words.message, " together with ");
        append_name(&words.message, &other->name);
    } else if (habit) {
        buffer_print(&words.hint, "\"%s\" is of HTML; TEI has \"%s\"", habit->html, habit->written);
    } else if (!append_near_miss(&words, attribute->name.local, &expected,
                                 known ? NULL : names->attributes,
                                 known ? 0 : names->attribute_count)) {
        buffer_text(&words.message, expected.count ? "; allowed " : "; no further one is allowed");
        append_names(&words, &expected, expected.count, 0, " or ", ATTRIBUTE);
    }
    expected_free(&expected);
    add(&words, known || other ? "rng/attribute-not-allowed" : "rng/attribute-unknown",
        place_of(matcher, attribute));
}

void say_attribute_value(struct matcher *matcher, const struct attribute_step *step,
                         const struct xml_attribute *attribute) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    const struct pattern **values = memory_allocate(step->count, sizeof *values);
    for (size_t i = 0; i < step->count; i++)
        values[i] = step->branches[i].value;
    buffer_text(&words.message, "bad value of attribute ");
    append_name(&words.message, &attribute->name);
    buffer_text(&words.message, " on ");
    append_name(&words.message, &element(matcher)->name);
    buffer_text(&words.message, ": ");
    explain_value(matcher, values, step->count, attribute->value, attribute->length, &words.message,
                  &words.hint);
    free(values);
    add(&words, "rng/attribute-value", place_of(matcher, attribute));
}

void say_attribute_missing(struct matcher *matcher) {
    if (is_unheard(matcher)) return;
    struct words words = {.matcher = matcher};
    struct expected expected = expected_now(matcher, matcher->state->pattern, ATTRIBUTE);
    buffer_text(&words.message, "element ");
    append_name(&words.message, &element(matcher)->name);
    size_t required = count_required(&expected);
    buffer_print(&words.message, " lacks %s",
                 required > 1 || (!required && expected.count > 1) ? "attributes " : "attribute ");
    append_missing(&words, &expected, ATTRIBUTE);
    expected_free(&expected);
    add(&words, "rng/attribute-missing", xml_tag_place(matcher->reader));
}

/* ---- the finding ---- */

static bool append_step(struct buffer *path, const struct xml_name *name, size_t position) {
    const char *prefix = name->prefix ? name->prefix : "";
    buffer_print(path, "/%s%s%s[%zu]", prefix, *prefix ? ":" : "", name->local, position);
    return position;
}

/* The path to the element at hand; false where a position on it was not counted. */
static bool append_path(const struct matcher *matcher, struct buffer *path) {
    for (size_t i = 0; i < matcher->depth; i++)
        if (!append_step(path, &matcher->frames[i].name, matcher->frames[i].position)) return false;
    const struct xml_name *starting = matcher->starting;
    if (starting) return append_step(path, starting, matcher_next_position(matcher, starting));
    return matcher->depth;
}

/* A path longer than this is of no use to anyone. */
enum { DEEPEST_PATH = 1000 };

void matcher_add(struct matcher *matcher, const char *code, struct xml_place place,
                 const char *message, const char *hint) {
    struct buffer path = {0};
    bool has_path = matcher->depth <= DEEPEST_PATH && append_path(matcher, &path);
    matcher->had_error = true;
    report_add(matcher->report, &(struct finding){.severity = SEVERITY_ERROR,
                                                  .code = code,
                                                  .file = place.file ? place.file : matcher->name,
                                                  .line = place.line,
                                                  .column = place.column,
                                                  .message = message,
                                                  .hint = hint,
                                                  .xpath = has_path ? path.bytes : NULL});
    buffer_free(&path);
}
