/* Derivatives of patterns by names, the end of a start tag and untyped text.  Each is a walk over
   the pattern that leaves out what cannot match and puts together what is left. */
#include "rng/derivative.h"

#include "base/memory.h"

#include <stdlib.h>

/* ---- a choice under construction; most have no member or one, and those cost nothing ---- */

struct alternatives {
    const struct pattern *only, **all;
    size_t count, capacity;
};

static void add_alternative(struct alternatives *alternatives, const struct pattern *pattern) {
    if (pattern->kind == PATTERN_NOT_ALLOWED) return;
    if (alternatives->count++ == 0) {
        alternatives->only = pattern;
        return;
    }
    alternatives->all = memory_grow(alternatives->all, &alternatives->capacity, alternatives->count,
                                    sizeof *alternatives->all);
    alternatives->all[0] = alternatives->only;
    alternatives->all[alternatives->count - 1] = pattern;
}

static const struct pattern *choice_of(struct pattern_table *patterns,
                                       struct alternatives *alternatives) {
    if (alternatives->count == 1) return alternatives->only;
    const struct pattern *choice =
        pattern_choice_of(patterns, alternatives->all, alternatives->count);
    free(alternatives->all);
    return choice;
}

/* ---- what stands around a part ---- */

/* Puts what is left of one part of `whole` (of its first part, or its second) back among the
   rest of it. */
static const struct pattern *put_back(struct pattern_table *patterns, const struct pattern *whole,
                                      bool of_first, const struct pattern *left) {
    switch (whole->kind) {
    case PATTERN_GROUP:
        return of_first ? pattern_group(patterns, left, whole->second)
                        : pattern_group(patterns, whole->first, left);
    case PATTERN_INTERLEAVE:
        return of_first ? pattern_interleave(patterns, left, whole->second)
                        : pattern_interleave(patterns, whole->first, left);
    case PATTERN_ONE_OR_MORE:
        return pattern_group(patterns, left,
                             pattern_choice(patterns, whole, pattern_empty(patterns)));
    default: return pattern_after(patterns, left, whole->second);
    }
}

/* The same for a choice of after(c, r): in each of them, r is what is left of the part. */
static const struct pattern *put_back_afters(struct pattern_table *patterns,
                                             const struct pattern *whole, bool of_first,
                                             const struct pattern *afters) {
    struct alternatives alternatives = {0};
    for (; afters->kind == PATTERN_CHOICE; afters = afters->second)
        add_alternative(&alternatives,
                        pattern_after(patterns, afters->first->first,
                                      put_back(patterns, whole, of_first, afters->first->second)));
    if (afters->kind == PATTERN_AFTER)
        add_alternative(&alternatives,
                        pattern_after(patterns, afters->first,
                                      put_back(patterns, whole, of_first, afters->second)));
    return choice_of(patterns, &alternatives);
}

/* ---- names ---- */

/* How deep a pattern must be nested for a memo to be worth its while: of shared parts, a walk
   without one may meet 2^depth. */
enum { DEEP = 8 };

struct name {
    enum name_event event;
    const char *uri, *local;
};

static const struct pattern *derive_by_name(struct derivatives *derivatives,
                                            const struct pattern *pattern, const struct name *name);

/* Whether the second part of a pair can come while the first has not been matched. */
static bool second_may_start(const struct pattern *pair, enum name_event event) {
    switch (event) {
    case START_TAG: return pair->kind == PATTERN_INTERLEAVE || pair->first->nullable;
    default: return true; /* attributes come in any order */
    }
}

static const struct pattern *derive_compound_by_name(struct derivatives *derivatives,
                                                     const struct pattern *pattern,
                                                     const struct name *name) {
    struct pattern_table *patterns = derivatives->patterns;
    if (pattern->kind == PATTERN_ONE_OR_MORE)
        return put_back_afters(patterns, pattern, true,
                               derive_by_name(derivatives, pattern->inner, name));
    const struct pattern *first =
        put_back_afters(patterns, pattern, true, derive_by_name(derivatives, pattern->first, name));
    if (pattern->kind == PATTERN_AFTER || !second_may_start(pattern, name->event)) return first;
    const struct pattern *second = derive_by_name(derivatives, pattern->second, name);
    if (pattern->kind == PATTERN_INTERLEAVE || name->event == ATTRIBUTE)
        second = put_back_afters(patterns, pattern, false, second);
    return pattern_choice(patterns, first, second);
}

static const struct pattern *derive_choice_by_name(struct derivatives *derivatives,
                                                   const struct pattern *choice,
                                                   const struct name *name) {
    struct alternatives alternatives = {0};
    for (; choice->kind == PATTERN_CHOICE; choice = choice->second)
        add_alternative(&alternatives, derive_by_name(derivatives, choice->first, name));
    add_alternative(&alternatives, derive_by_name(derivatives, choice, name));
    return choice_of(derivatives->patterns, &alternatives);
}

static const struct pattern *derive_by_name(struct derivatives *derivatives,
                                            const struct pattern *pattern,
                                            const struct name *name) {
    struct pattern_table *patterns = derivatives->patterns;
    const struct pattern *none = pattern_not_allowed(patterns);
    if (name->event == ATTRIBUTE && !pattern->has_attributes) return none;
    switch (pattern->kind) {
    case PATTERN_ELEMENT:
        if (!name_class_contains(pattern->element->name_class, name->uri, name->local)) return none;
        return pattern_after(patterns, build_content(&derivatives->builder, pattern->element),
                             pattern_empty(patterns));
    case PATTERN_ATTRIBUTE:
        if (name->event != ATTRIBUTE ||
            !name_class_contains(pattern->name_class, name->uri, name->local))
            return none;
        return pattern_after(patterns, pattern->attribute_content, pattern_empty(patterns));
    case PATTERN_CHOICE: return derive_choice_by_name(derivatives, pattern, name);
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE:
    case PATTERN_ONE_OR_MORE:
    case PATTERN_AFTER: break;
    default: return none;
    }
    struct memo *memo = &derivatives->by_name[name->event];
    bool remember = pattern->depth > DEEP;
    const struct pattern *known =
        remember ? memo_find(memo, pattern, name->uri, name->local) : NULL;
    if (known) return known;
    const struct pattern *result = derive_compound_by_name(derivatives, pattern, name);
    if (remember) memo_add(memo, pattern, name->uri, name->local, result);
    return result;
}

const struct pattern *name_derivative(struct derivatives *derivatives,
                                      const struct pattern *pattern, enum name_event event,
                                      const char *uri, const char *local) {
    return derive_by_name(derivatives, pattern, &(struct name){event, uri, local});
}

/* ---- the end of a start tag ---- */

static const struct pattern *close_choice(struct derivatives *derivatives,
                                          const struct pattern *choice, bool recovering) {
    struct alternatives alternatives = {0};
    for (; choice->kind == PATTERN_CHOICE; choice = choice->second)
        add_alternative(&alternatives,
                        start_tag_close_derivative(derivatives, choice->first, recovering));
    add_alternative(&alternatives, start_tag_close_derivative(derivatives, choice, recovering));
    return choice_of(derivatives->patterns, &alternatives);
}

static const struct pattern *close_compound(struct derivatives *derivatives,
                                            const struct pattern *pattern, bool recovering) {
    struct pattern_table *patterns = derivatives->patterns;
    if (pattern->kind == PATTERN_ONE_OR_MORE)
        return pattern_one_or_more(
            patterns, start_tag_close_derivative(derivatives, pattern->inner, recovering));
    const struct pattern *first =
        start_tag_close_derivative(derivatives, pattern->first, recovering);
    if (pattern->kind == PATTERN_AFTER) return pattern_after(patterns, first, pattern->second);
    const struct pattern *second =
        start_tag_close_derivative(derivatives, pattern->second, recovering);
    return pattern->kind == PATTERN_GROUP ? pattern_group(patterns, first, second)
                                          : pattern_interleave(patterns, first, second);
}

const struct pattern *start_tag_close_derivative(struct derivatives *derivatives,
                                                 const struct pattern *pattern, bool recovering) {
    struct pattern_table *patterns = derivatives->patterns;
    if (!pattern->has_attributes) return pattern;
    if (pattern->kind == PATTERN_ATTRIBUTE)
        return recovering ? pattern_empty(patterns) : pattern_not_allowed(patterns);
    if (pattern->kind == PATTERN_CHOICE) return close_choice(derivatives, pattern, recovering);
    struct memo *memo = &derivatives->closed[recovering];
    const struct pattern *known = memo_find(memo, pattern, NULL, NULL);
    if (known) return known;
    const struct pattern *result = close_compound(derivatives, pattern, recovering);
    memo_add(memo, pattern, NULL, NULL, result);
    return result;
}

/* ---- untyped text ---- */

static const struct pattern *derive_choice_by_text(struct derivatives *derivatives,
                                                   const struct pattern *choice) {
    struct alternatives alternatives = {0};
    for (; choice->kind == PATTERN_CHOICE; choice = choice->second)
        add_alternative(&alternatives, text_derivative(derivatives, choice->first));
    add_alternative(&alternatives, text_derivative(derivatives, choice));
    return choice_of(derivatives->patterns, &alternatives);
}

static const struct pattern *derive_compound_by_text(struct derivatives *derivatives,
                                                     const struct pattern *pattern) {
    struct pattern_table *patterns = derivatives->patterns;
    if (pattern->kind == PATTERN_ONE_OR_MORE)
        return put_back(patterns, pattern, true, text_derivative(derivatives, pattern->inner));
    const struct pattern *first =
        put_back(patterns, pattern, true, text_derivative(derivatives, pattern->first));
    if (pattern->kind == PATTERN_AFTER || !second_may_start(pattern, START_TAG)) return first;
    const struct pattern *second = text_derivative(derivatives, pattern->second);
    if (pattern->kind == PATTERN_INTERLEAVE) second = put_back(patterns, pattern, false, second);
    return pattern_choice(patterns, first, second);
}

const struct pattern *text_derivative(struct derivatives *derivatives,
                                      const struct pattern *pattern) {
    switch (pattern->kind) {
    case PATTERN_TEXT: return pattern;
    case PATTERN_CHOICE: return derive_choice_by_text(derivatives, pattern);
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE:
    case PATTERN_ONE_OR_MORE:
    case PATTERN_AFTER: break;
    default: return pattern_not_allowed(derivatives->patterns);
    }
    const struct pattern *known = memo_find(&derivatives->after_text, pattern, NULL, NULL);
    if (known) return known;
    const struct pattern *result = derive_compound_by_text(derivatives, pattern);
    memo_add(&derivatives->after_text, pattern, NULL, NULL, result);
    return result;
}

/* ---- the memos ---- */

void derivatives_free(struct derivatives *derivatives) {
    builder_free(&derivatives->builder);
    for (size_t i = 0; i < NAME_EVENTS; i++)
        memo_free(&derivatives->by_name[i]);
    memo_free(&derivatives->closed[false]);
    memo_free(&derivatives->closed[true]);
    memo_free(&derivatives->after_text);
}

size_t derivatives_size(const struct derivatives *derivatives) {
    size_t size = memo_size(&derivatives->builder.made) + memo_size(&derivatives->closed[false]) +
                  memo_size(&derivatives->closed[true]) + memo_size(&derivatives->after_text);
    for (size_t i = 0; i < NAME_EVENTS; i++)
        size += memo_size(&derivatives->by_name[i]);
    return size;
}
