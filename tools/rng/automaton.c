/* The lazily built automaton; see automaton.h.  Everything that is remembered here can be thrown
   away at any time between two events and is computed again as needed. */
#include "rng/automaton.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Beyond this size a new automaton is begun: schemas with huge automata (30 elements in any order)
   cost time then, not memory. */
enum { LARGEST = 24 << 20 };

/* A power of two. */
enum { KNOWN_VALUES = 512 };

struct automaton *automaton_new(struct simple_schema *schema) {
    struct automaton *automaton = memory_allocate(1, sizeof *automaton);
    automaton->schema = schema;
    automaton->arena = arena_new();
    automaton->values = arena_allocate(automaton->arena, KNOWN_VALUES * sizeof *automaton->values);
    struct pattern_table *patterns = pattern_table_new(automaton->arena);
    struct builder *builder = &automaton->derivatives.builder;
    automaton->derivatives.patterns = builder->patterns = patterns;
    build_leaves(builder, schema);
    automaton->not_allowed = automaton_state(automaton, pattern_not_allowed(patterns));
    automaton->start = automaton_state(automaton, build_pattern(builder, schema->start));
    return automaton;
}

void automaton_free(struct automaton *automaton) {
    if (!automaton) return;
    pattern_table_free(automaton->derivatives.patterns);
    derivatives_free(&automaton->derivatives);
    memo_free(&automaton->states);
    memo_free(&automaton->openings[false]);
    memo_free(&automaton->openings[true]);
    memo_free(&automaton->attributes);
    memo_free(&automaton->contents);
    arena_free(automaton->arena);
    free(automaton);
}

static size_t size_of(const struct automaton *automaton) {
    return automaton->steps + pattern_table_size(automaton->derivatives.patterns) +
           derivatives_size(&automaton->derivatives) + memo_size(&automaton->states) +
           memo_size(&automaton->openings[false]) + memo_size(&automaton->openings[true]) +
           memo_size(&automaton->attributes) + memo_size(&automaton->contents);
}

bool automaton_is_full(struct automaton *automaton) {
    if (!automaton->has_grown) return false;
    automaton->has_grown = false;
    return size_of(automaton) > LARGEST;
}

static void *allocate(struct automaton *automaton, size_t size) {
    automaton->steps += size;
    automaton->has_grown = true;
    return arena_allocate(automaton->arena, size);
}

struct state *automaton_state(struct automaton *automaton, const struct pattern *pattern) {
    struct state *state = memo_find(&automaton->states, pattern, NULL, NULL);
    if (state) return state;
    state = allocate(automaton, sizeof *state);
    state->pattern = pattern;
    state->is_typed = pattern->has_data;
    if (!pattern->has_attributes) state->closed = state->closed_recovering = state;
    memo_add(&automaton->states, pattern, NULL, NULL, state);
    return state;
}

/* ---- start tags ---- */

static size_t count_members(const struct pattern *choice) {
    size_t count = 1;
    for (; choice->kind == PATTERN_CHOICE; choice = choice->second)
        count++;
    return choice->kind == PATTERN_NOT_ALLOWED ? count - 1 : count;
}

static struct opening *new_opening(struct automaton *automaton, size_t count) {
    struct opening *opening =
        allocate(automaton, sizeof *opening + count * sizeof *opening->returns);
    opening->count = count;
    opening->state = automaton->not_allowed;
    return opening;
}

/* Makes an opening of a choice of after(content, what is left in the parent). */
static struct opening *opening_of(struct automaton *automaton, const struct pattern *afters) {
    struct pattern_table *patterns = automaton->derivatives.patterns;
    struct opening *opening = new_opening(automaton, count_members(afters));
    if (!opening->count) return opening;
    const struct pattern **members = memory_allocate(opening->count, sizeof *members);
    for (size_t i = 0; i < opening->count; i++) {
        const struct pattern *after = afters->kind == PATTERN_CHOICE ? afters->first : afters;
        members[i] = pattern_after(patterns, after->first, pattern_return(patterns, i));
        opening->returns[i] = automaton_state(automaton, after->second);
        afters = afters->second;
    }
    opening->state =
        automaton_state(automaton, pattern_choice_of(patterns, members, opening->count));
    free(members);
    return opening;
}

static const struct opening *compute_opening(struct automaton *automaton, struct state *state,
                                             const char *uri, const char *local, bool recovering) {
    const struct pattern *afters =
        name_derivative(&automaton->derivatives, state->pattern,
                        recovering ? START_TAG_RECOVERING : START_TAG, uri, local);
    const struct opening *opening = opening_of(automaton, afters);
    memo_add(&automaton->openings[recovering], state, uri, local, opening);
    return opening;
}

const struct opening *automaton_open(struct automaton *automaton, struct state *state,
                                     const char *uri, const char *local, bool recovering) {
    const struct opening *opening = memo_find(&automaton->openings[recovering], state, uri, local);
    return opening ? opening : compute_opening(automaton, state, uri, local, recovering);
}

const struct opening *automaton_open_content(struct automaton *automaton,
                                             const struct pattern *content, struct state *after) {
    struct pattern_table *patterns = automaton->derivatives.patterns;
    struct opening *opening = new_opening(automaton, 1);
    opening->state =
        automaton_state(automaton, pattern_after(patterns, content, pattern_return(patterns, 0)));
    opening->returns[0] = after;
    return opening;
}

/* ---- attributes and the end of the start tag ---- */

static const struct attribute_step *compute_attribute(struct automaton *automaton,
                                                      struct state *state, const char *uri,
                                                      const char *local) {
    const struct pattern *afters =
        name_derivative(&automaton->derivatives, state->pattern, ATTRIBUTE, uri, local);
    size_t count = count_members(afters);
    struct attribute_step *step =
        allocate(automaton, sizeof *step + count * sizeof *step->branches);
    step->count = count;
    for (size_t i = 0; i < count; i++) {
        const struct pattern *after = afters->kind == PATTERN_CHOICE ? afters->first : afters;
        step->branches[i] =
            (struct attribute_branch){after->first, automaton_state(automaton, after->second)};
        afters = afters->second;
    }
    step->any_value = count == 1 && step->branches[0].value->kind == PATTERN_TEXT;
    memo_add(&automaton->attributes, state, uri, local, step);
    return step;
}

const struct attribute_step *automaton_attribute(struct automaton *automaton, struct state *state,
                                                 const char *uri, const char *local) {
    const struct attribute_step *step = memo_find(&automaton->attributes, state, uri, local);
    return step ? step : compute_attribute(automaton, state, uri, local);
}

/* Where the value is kept if it is known; NULL where it is too long for that. */
static struct known_value *place_of_value(const struct automaton *automaton,
                                          const struct attribute_step *step, const char *value,
                                          size_t length) {
    if (length > sizeof automaton->values->bytes) return NULL;
    size_t hash = (uintptr_t)step >> 4;
    for (size_t i = 0; i < length; i++)
        hash = hash * 31 + (unsigned char)value[i];
    return &automaton->values[(hash ^ hash >> 9) % KNOWN_VALUES];
}

struct state *automaton_known_value(const struct automaton *automaton,
                                    const struct attribute_step *step, const char *value,
                                    size_t length) {
    const struct known_value *known = place_of_value(automaton, step, value, length);
    return known && known->step == step && known->length == length &&
                   !memcmp(known->bytes, value, length)
               ? known->next
               : NULL;
}

void automaton_know_value(struct automaton *automaton, const struct attribute_step *step,
                          const char *value, size_t length, struct state *next) {
    struct known_value *known = place_of_value(automaton, step, value, length);
    if (!known) return;
    *known = (struct known_value){.step = step, .next = next, .length = (uint8_t)length};
    memcpy(known->bytes, value, length);
}

struct state *automaton_close(struct automaton *automaton, struct state *state, bool recovering) {
    struct state **closed = recovering ? &state->closed_recovering : &state->closed;
    if (!*closed)
        *closed =
            automaton_state(automaton, start_tag_close_derivative(&automaton->derivatives,
                                                                  state->pattern, recovering));
    return *closed;
}

/* ---- text ---- */

struct state *automaton_text(struct automaton *automaton, struct state *state) {
    if (!state->text)
        state->text =
            automaton_state(automaton, text_derivative(&automaton->derivatives, state->pattern));
    return state->text;
}

/* ---- end tags ---- */

/* The second parts of those after(x, k) of a state whose x passes. */
static const struct pattern *returns_where(struct automaton *automaton, const struct state *state,
                                           bool (*passes)(struct automaton *automaton,
                                                          const struct pattern *content,
                                                          const void *data),
                                           const void *data) {
    struct pattern_table *patterns = automaton->derivatives.patterns;
    const struct pattern *returns = pattern_not_allowed(patterns);
    const struct pattern *rest = state->pattern;
    for (; rest->kind == PATTERN_CHOICE; rest = rest->second)
        if (passes(automaton, rest->first->first, data))
            returns = pattern_choice(patterns, returns, rest->first->second);
    if (rest->kind == PATTERN_AFTER && passes(automaton, rest->first, data))
        returns = pattern_choice(patterns, returns, rest->second);
    return returns;
}

static bool is_nullable(struct automaton *automaton, const struct pattern *content,
                        const void *data) {
    (void)automaton, (void)data;
    return content->nullable;
}

static bool is_anything(struct automaton *automaton, const struct pattern *content,
                        const void *data) {
    (void)automaton, (void)content, (void)data;
    return true;
}

const struct pattern *automaton_returns(struct automaton *automaton, struct state *state,
                                        bool all) {
    const struct pattern **returns = all ? &state->all_returns : &state->returns;
    if (!*returns)
        *returns = returns_where(automaton, state, all ? is_anything : is_nullable, NULL);
    return *returns;
}

struct content_string {
    const char *bytes;
    size_t length;
    const struct datatype_context *context;
};

static bool is_string(struct automaton *automaton, const struct pattern *content,
                      const void *data) {
    const struct content_string *string = data;
    return pattern_matches_string(&automaton->derivatives, content, string->bytes, string->length,
                                  string->context);
}

const struct pattern *automaton_returns_of_string(struct automaton *automaton, struct state *state,
                                                  const char *string, size_t length,
                                                  const struct datatype_context *context) {
    return returns_where(automaton, state, is_string,
                         &(struct content_string){string, length, context});
}

struct state *automaton_return(struct automaton *automaton, const struct opening *opening,
                               const struct pattern *places) {
    if (places->kind == PATTERN_RETURN) return opening->returns[places->place];
    struct pattern_table *patterns = automaton->derivatives.patterns;
    const struct pattern *together = pattern_not_allowed(patterns);
    for (; places->kind == PATTERN_CHOICE; places = places->second)
        together =
            pattern_choice(patterns, together, opening->returns[places->first->place]->pattern);
    if (places->kind == PATTERN_RETURN)
        together = pattern_choice(patterns, together, opening->returns[places->place]->pattern);
    return automaton_state(automaton, together);
}

/* ---- from an automaton that is thrown away to its successor ---- */

static const struct pattern *adopt_pattern(struct automaton *automaton,
                                           const struct pattern *pattern, struct memo *known);

static const struct pattern *adopt_choice(struct automaton *automaton, const struct pattern *choice,
                                          struct memo *known) {
    struct pattern_table *patterns = automaton->derivatives.patterns;
    size_t count = count_members(choice);
    const struct pattern **members = memory_allocate(count, sizeof *members);
    for (size_t i = 0; i < count; i++, choice = choice->second)
        members[i] = adopt_pattern(automaton,
                                   choice->kind == PATTERN_CHOICE ? choice->first : choice, known);
    const struct pattern *adopted = pattern_choice_of(patterns, members, count);
    free(members);
    return adopted;
}

static const struct pattern *adopt_parts(struct automaton *automaton, const struct pattern *pattern,
                                         struct memo *known) {
    struct pattern_table *patterns = automaton->derivatives.patterns;
    switch (pattern->kind) {
    case PATTERN_EMPTY: return pattern_empty(patterns);
    case PATTERN_NOT_ALLOWED: return pattern_not_allowed(patterns);
    case PATTERN_TEXT: return pattern_text(patterns);
    case PATTERN_RETURN: return pattern_return(patterns, pattern->place);
    case PATTERN_ELEMENT: return pattern_element(patterns, pattern->element);
    case PATTERN_VALUE:
        return pattern_value(patterns, pattern->value_type, pattern->value, pattern->value_text);
    case PATTERN_DATA:
        return pattern_data(patterns, pattern->type,
                            pattern->except ? adopt_pattern(automaton, pattern->except, known)
                                            : NULL);
    case PATTERN_ATTRIBUTE:
        return pattern_attribute(patterns, pattern->name_class,
                                 adopt_pattern(automaton, pattern->attribute_content, known));
    case PATTERN_LIST:
        return pattern_list(patterns, adopt_pattern(automaton, pattern->inner, known));
    case PATTERN_ONE_OR_MORE:
        return pattern_one_or_more(patterns, adopt_pattern(automaton, pattern->inner, known));
    case PATTERN_CHOICE: return adopt_choice(automaton, pattern, known);
    default: break;
    }
    const struct pattern *first = adopt_pattern(automaton, pattern->first, known);
    const struct pattern *second = adopt_pattern(automaton, pattern->second, known);
    switch (pattern->kind) {
    case PATTERN_GROUP: return pattern_group(patterns, first, second);
    case PATTERN_INTERLEAVE: return pattern_interleave(patterns, first, second);
    default: return pattern_after(patterns, first, second);
    }
}

static const struct pattern *adopt_pattern(struct automaton *automaton,
                                           const struct pattern *pattern, struct memo *known) {
    const struct pattern *adopted = memo_find(known, pattern, NULL, NULL);
    if (adopted) return adopted;
    adopted = adopt_parts(automaton, pattern, known);
    memo_add(known, pattern, NULL, NULL, adopted);
    return adopted;
}

struct state *automaton_adopt_state(struct automaton *automaton, const struct state *state,
                                    struct memo *known) {
    return automaton_state(automaton, adopt_pattern(automaton, state->pattern, known));
}

const struct opening *automaton_adopt_opening(struct automaton *automaton,
                                              const struct opening *opening, struct memo *known) {
    struct opening *adopted = memo_find(known, opening, NULL, NULL);
    if (adopted) return adopted;
    adopted = new_opening(automaton, opening->count);
    adopted->state = automaton_adopt_state(automaton, opening->state, known);
    for (size_t i = 0; i < opening->count; i++)
        adopted->returns[i] = automaton_adopt_state(automaton, opening->returns[i], known);
    memo_add(known, opening, NULL, NULL, adopted);
    return adopted;
}
