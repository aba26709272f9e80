/* What a pattern expects next, for messages: the names of elements or attributes, those that are
   required or needed marked, and whether text or the end tag may come. */
#include "base/memory.h"
#include "rng/internal.h"

#include <stdlib.h>
#include <string.h>

struct collector {
    struct expected *expected;
    enum name_event event;
    bool required_only;
    struct memo visited; /* patterns */
    struct memo names;   /* URI, local name */
};

/* ---- the names ---- */

static void add_name(struct collector *collector, const char *uri, const char *local) {
    static const char any[] = ""; /* stands for what is not named */
    struct expected *expected = collector->expected;
    if (memo_find(&collector->names, uri ? uri : any, local, NULL)) return;
    memo_add(&collector->names, uri ? uri : any, local, NULL, any);
    expected->names = memory_grow(expected->names, &expected->capacity, expected->count + 1,
                                  sizeof *expected->names);
    expected->names[expected->count++] = (struct expected_name){.uri = uri, .local = local};
}

static void add_names(struct collector *collector, const struct name_class *name_class) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        add_names(collector, name_class->first);
    switch (name_class->kind) {
    case NAME_CLASS_NAME: add_name(collector, name_class->uri, name_class->local); break;
    case NAME_CLASS_NS: add_name(collector, name_class->uri, NULL); break;
    default: add_name(collector, NULL, NULL); break;
    }
}

static void add_pattern(struct collector *collector, const struct pattern *pattern,
                        const struct name_class *name_class) {
    struct expected *expected = collector->expected;
    if (memo_find(&collector->visited, pattern, NULL, NULL)) return;
    memo_add(&collector->visited, pattern, NULL, NULL, pattern);
    expected->patterns = memory_grow(expected->patterns, &expected->pattern_capacity,
                                     expected->pattern_count + 1, sizeof *expected->patterns);
    expected->patterns[expected->pattern_count++] = pattern;
    add_names(collector, name_class);
}

static void collect(struct collector *collector, const struct pattern *pattern);

static void collect_compound(struct collector *collector, const struct pattern *pattern) {
    if (memo_find(&collector->visited, pattern, NULL, NULL)) return;
    memo_add(&collector->visited, pattern, NULL, NULL, pattern);
    bool either = collector->event == ATTRIBUTE || pattern->kind == PATTERN_INTERLEAVE ||
                  pattern->kind == PATTERN_CHOICE;
    collect(collector, pattern->first);
    if (pattern->kind == PATTERN_AFTER)
        collector->expected->end |= pattern->first->nullable;
    else if (either || pattern->first->nullable)
        collect(collector, pattern->second);
}

static void collect(struct collector *collector, const struct pattern *pattern) {
    struct expected *expected = collector->expected;
    bool elements = collector->event != ATTRIBUTE;
    if (collector->required_only && pattern->nullable) return;
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second)
        collect(collector, pattern->first);
    switch (pattern->kind) {
    case PATTERN_ELEMENT:
        if (elements) add_pattern(collector, pattern, pattern->element->name_class);
        break;
    case PATTERN_ATTRIBUTE:
        if (!elements) add_pattern(collector, pattern, pattern->name_class);
        break;
    case PATTERN_TEXT: expected->text = true; break;
    case PATTERN_DATA:
    case PATTERN_VALUE:
    case PATTERN_LIST: expected->data = true; break;
    case PATTERN_ONE_OR_MORE: collect(collector, pattern->inner); break;
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE:
    case PATTERN_AFTER: collect_compound(collector, pattern); break;
    default: break;
    }
}

/* ---- which of them are required ---- */

/* How deep a pattern must be nested for a memo to be worth its while. */
enum { DEEP = 12 };

static bool is_required(const struct pattern *pattern, const struct expected_name *name,
                        enum name_event event, struct memo *known);

static bool is_name(const struct name_class *name_class, const struct expected_name *name) {
    return name_class->kind == NAME_CLASS_NAME && name_class->uri == name->uri &&
           name_class->local == name->local;
}

static bool is_required_by_compound(const struct pattern *pattern, const struct expected_name *name,
                                    enum name_event event, struct memo *known) {
    bool first = is_required(pattern->first, name, event, known);
    switch (pattern->kind) {
    case PATTERN_AFTER: return first;
    case PATTERN_CHOICE: return first && is_required(pattern->second, name, event, known);
    case PATTERN_GROUP:
        if (event != ATTRIBUTE && !pattern->first->nullable) return first;
        return first || is_required(pattern->second, name, event, known);
    default: return first || is_required(pattern->second, name, event, known);
    }
}

/* Whether nothing can match the pattern unless an element (or attribute) of that name comes, an
   element before any other. */
static bool is_required(const struct pattern *pattern, const struct expected_name *name,
                        enum name_event event, struct memo *known) {
    static const char yes, no;
    if (pattern->nullable) return false;
    switch (pattern->kind) {
    case PATTERN_ELEMENT: return event != ATTRIBUTE && is_name(pattern->element->name_class, name);
    case PATTERN_ATTRIBUTE: return event == ATTRIBUTE && is_name(pattern->name_class, name);
    case PATTERN_ONE_OR_MORE: return is_required(pattern->inner, name, event, known);
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE:
    case PATTERN_CHOICE:
    case PATTERN_AFTER: break;
    default: return false;
    }
    bool remember = pattern->depth > DEEP;
    const void *found = remember ? memo_find(known, pattern, name->uri, name->local) : NULL;
    if (found) return found == &yes;
    bool result = is_required_by_compound(pattern, name, event, known);
    if (remember) memo_add(known, pattern, name->uri, name->local, result ? &yes : &no);
    return result;
}

static void collect_all(struct collector *collector, const struct pattern *pattern) {
    struct expected *expected = collector->expected;
    collect(collector, pattern);
    memo_free(&collector->visited);
    memo_free(&collector->names);
    struct memo known = {0};
    for (size_t i = 0; i < expected->count; i++)
        expected->names[i].required =
            expected->names[i].local &&
            is_required(pattern, &expected->names[i], collector->event, &known);
    memo_free(&known);
}

/* Marks the names that are found where something has to come. */
static void mark_needed(struct expected *expected, const struct pattern *pattern,
                        enum name_event event) {
    struct expected needed = {0};
    struct memo places = {0};
    static const char here;
    collect_all(&(struct collector){.expected = &needed, .event = event, .required_only = true},
                pattern);
    for (size_t i = 0; i < needed.count; i++)
        if (needed.names[i].local)
            memo_add(&places, needed.names[i].uri, needed.names[i].local, NULL, &here);
    for (size_t i = 0; i < expected->count; i++)
        expected->names[i].needed =
            expected->names[i].local &&
            memo_find(&places, expected->names[i].uri, expected->names[i].local, NULL);
    memo_free(&places);
    expected_free(&needed);
}

void expected_collect(struct expected *expected, const struct pattern *pattern,
                      enum name_event event) {
    collect_all(&(struct collector){.expected = expected, .event = event}, pattern);
    mark_needed(expected, pattern, event);
}

void expected_collect_required(struct expected *expected, const struct pattern *pattern,
                               enum name_event event) {
    collect_all(&(struct collector){.expected = expected, .event = event, .required_only = true},
                pattern);
    size_t count = 0;
    for (size_t i = 0; i < expected->count; i++)
        if (expected->names[i].required) expected->names[count++] = expected->names[i];
    expected->count = count;
}

void expected_free(struct expected *expected) {
    free(expected->names);
    free(expected->patterns);
    *expected = (struct expected){0};
}
