/* Facets: a type's parameters, checked once and then asked of every value (Part 2, 4.3).  Which of
   them a type has depends on its primitive type alone; what they are is a table. */
#include "xsd/internal.h"

#include <stdlib.h>
#include <string.h>

struct bound {
    const char *literal; /* as written in the schema; NULL where there is none */
    const struct datatype_value *value;
};

enum facet_name {
    LENGTH,
    MIN_LENGTH,
    MAX_LENGTH,
    PATTERN,
    MIN_INCLUSIVE,
    MIN_EXCLUSIVE,
    MAX_INCLUSIVE,
    MAX_EXCLUSIVE,
    TOTAL_DIGITS,
    FRACTION_DIGITS,
    FACET_COUNT
};

struct facets {
    bool given[FACET_COUNT];
    size_t sizes[FACET_COUNT];        /* lengths and numbers of digits */
    struct bound bounds[FACET_COUNT]; /* the four limits */
    struct xsd_regex **patterns;      /* all must match */
    size_t pattern_count;
};

static const struct {
    const char *name;
    unsigned group;     /* of enum facet_group; 0: every type has it */
    const char *phrase; /* "... is not PHRASE", for limits and digits */
} facet_table[FACET_COUNT] = {
    [LENGTH] = {"length", FACETS_LENGTH, NULL},
    [MIN_LENGTH] = {"minLength", FACETS_LENGTH, "at least "},
    [MAX_LENGTH] = {"maxLength", FACETS_LENGTH, "at most "},
    [PATTERN] = {"pattern", 0, "matched by the pattern "},
    [MIN_INCLUSIVE] = {"minInclusive", FACETS_BOUNDS, "at least "},
    [MIN_EXCLUSIVE] = {"minExclusive", FACETS_BOUNDS, "more than "},
    [MAX_INCLUSIVE] = {"maxInclusive", FACETS_BOUNDS, "at most "},
    [MAX_EXCLUSIVE] = {"maxExclusive", FACETS_BOUNDS, "less than "},
    [TOTAL_DIGITS] = {"totalDigits", FACETS_DIGITS, "a number of at most "},
    [FRACTION_DIGITS] = {"fractionDigits", FACETS_DIGITS, "a number with at most "},
};

/* ---- making ---- */

struct facet_reader {
    struct arena *arena;
    const struct type *type;
    struct facets *facets;
    size_t parameter_count;
    struct buffer *message;
};

/* A number that is not negative, as the facets of length and digits have it. */
static bool read_size(struct facet_reader *reader, enum facet_name facet, const char *literal) {
    struct scratch scratch;
    struct text text =
        normalise(COLLAPSE, (struct text){literal, literal + strlen(literal)}, &scratch);
    size_t size = 0;
    if (text.start < text.end && *text.start == '+') text.start++;
    const char *digits = text.start;
    for (; text.start < text.end && *text.start >= '0' && *text.start <= '9'; text.start++) {
        size_t digit = (size_t)(*text.start - '0');
        size = size > (SIZE_MAX - digit) / 10 ? SIZE_MAX : size * 10 + digit;
    }
    bool right = text.start == text.end && text.start > digits;
    free(scratch.larger);
    if (!right || (facet == TOTAL_DIGITS && !size)) {
        buffer_print(reader->message, "%s must be an integer of at least %d, not \"%s\"",
                     facet_table[facet].name, facet == TOTAL_DIGITS, literal);
        return false;
    }
    reader->facets->sizes[facet] = size;
    return true;
}

/* A limit must be a value of the type that it limits (Part 2, 4.3.7 to 4.3.10). */
static bool read_bound(struct facet_reader *reader, enum facet_name facet, const char *literal) {
    const struct datatype *type = datatype_plain(reader->arena, reader->type);
    const struct datatype_value *value =
        datatype_value_new(reader->arena, type, literal, strlen(literal), NULL);
    if (!value) {
        buffer_print(reader->message, "%s must be a value of the type itself: \"%s\" is not ",
                     facet_table[facet].name, literal);
        datatype_explain(type, literal, strlen(literal), NULL, reader->message);
        return false;
    }
    reader->facets->bounds[facet] =
        (struct bound){arena_copy(reader->arena, literal, strlen(literal)), value};
    return true;
}

static bool read_pattern(struct facet_reader *reader, const char *expression) {
    struct facets *facets = reader->facets;
    if (!facets->patterns)
        facets->patterns =
            arena_allocate(reader->arena, reader->parameter_count * sizeof *facets->patterns);
    struct xsd_regex *regex = xsd_regex_new(reader->arena, expression, reader->message);
    if (!regex) return false;
    facets->patterns[facets->pattern_count++] = regex;
    return true;
}

static bool read_parameter(struct facet_reader *reader, const struct datatype_parameter *parameter,
                           enum datatype_error *error) {
    struct facets *facets = reader->facets;
    size_t facet = 0;
    while (facet < FACET_COUNT && strcmp(facet_table[facet].name, parameter->name) != 0)
        facet++;
    unsigned group = facet < FACET_COUNT ? facet_table[facet].group : 0;
    *error = DATATYPE_NO_PARAMETER;
    if (facet == FACET_COUNT) {
        bool is_facet = strcmp(parameter->name, "enumeration") == 0 ||
                        strcmp(parameter->name, "whiteSpace") == 0;
        buffer_print(reader->message,
                     is_facet ? "%s cannot be a parameter in RELAX NG%s" : "there is no facet %s",
                     parameter->name,
                     *parameter->name == 'e' ? "; write a choice of values instead" : "");
        return false;
    }
    if (group && !(reader->type->primitive->facets & group)) {
        buffer_print(reader->message, "the type %s has no facet %s", reader->type->name,
                     parameter->name);
        return false;
    }
    *error = DATATYPE_BAD_PARAMETER;
    if (facets->given[facet] && facet != PATTERN) {
        buffer_print(reader->message, "%s is given twice", parameter->name);
        return false;
    }
    facets->given[facet] = true;
    if (facet == PATTERN) return read_pattern(reader, parameter->value);
    return group == FACETS_BOUNDS ? read_bound(reader, (enum facet_name)facet, parameter->value)
                                  : read_size(reader, (enum facet_name)facet, parameter->value);
}

/* ---- facets that contradict each other ---- */

/* The smaller one must not be above the larger one. */
static const struct {
    enum facet_name smaller, larger;
} size_pairs[] = {{MIN_LENGTH, MAX_LENGTH},
                  {MIN_LENGTH, LENGTH},
                  {LENGTH, MAX_LENGTH},
                  {FRACTION_DIGITS, TOTAL_DIGITS}};

/* The lower limit must not be above the upper one; where just one of them excludes itself, they
   must not be equal either. */
static const struct {
    enum facet_name lower, upper;
    bool may_be_equal;
} bound_pairs[] = {{MIN_INCLUSIVE, MAX_INCLUSIVE, true},
                   {MIN_EXCLUSIVE, MAX_EXCLUSIVE, true},
                   {MIN_INCLUSIVE, MAX_EXCLUSIVE, false},
                   {MIN_EXCLUSIVE, MAX_INCLUSIVE, false}};

static bool contradict(struct facet_reader *reader, enum facet_name lower, enum facet_name upper) {
    buffer_print(reader->message, "%s and %s leave no value", facet_table[lower].name,
                 facet_table[upper].name);
    return false;
}

static bool check_pairs(struct facet_reader *reader) {
    const struct facets *facets = reader->facets;
    for (size_t i = 0; i < sizeof size_pairs / sizeof *size_pairs; i++) {
        enum facet_name smaller = size_pairs[i].smaller, larger = size_pairs[i].larger;
        if (facets->given[smaller] && facets->given[larger] &&
            facets->sizes[smaller] > facets->sizes[larger])
            return contradict(reader, smaller, larger);
    }
    for (size_t i = 0; i < sizeof bound_pairs / sizeof *bound_pairs; i++) {
        enum facet_name lower = bound_pairs[i].lower, upper = bound_pairs[i].upper;
        if (!facets->given[lower] || !facets->given[upper]) continue;
        enum order order = reader->type->primitive->compare(facets->bounds[lower].value,
                                                            facets->bounds[upper].value);
        if (order == GREATER || (order == EQUAL && !bound_pairs[i].may_be_equal))
            return contradict(reader, lower, upper);
    }
    return true;
}

struct facets *facets_new(struct arena *arena, const struct type *type,
                          const struct datatype_parameter *parameters, size_t count,
                          enum datatype_error *error, size_t *culprit, struct buffer *message) {
    struct facets *facets = arena_allocate(arena, sizeof *facets);
    struct facet_reader reader = {arena, type, facets, count, message};
    bool right = true;
    for (size_t i = 0; i < count && right; i++) {
        *culprit = i;
        right = read_parameter(&reader, &parameters[i], error);
    }
    if (right && check_pairs(&reader)) {
        *error = DATATYPE_OK;
        return facets;
    }
    facets_free(facets);
    return NULL;
}

void facets_free(struct facets *facets) {
    for (size_t i = 0; i < facets->pattern_count; i++)
        xsd_regex_free(facets->patterns[i]);
}

/* ---- asking ---- */

bool facets_need_value(const struct facets *facets) {
    for (size_t facet = 0; facet < FACET_COUNT; facet++)
        if (facets->given[facet] && (facet_table[facet].group & (FACETS_BOUNDS | FACETS_DIGITS)))
            return true;
    return false;
}

/* Appends `at most 3 characters long`, `a number of at most 3 digits`. */
static void describe_size(enum facet_name facet, size_t size, const struct type *type,
                          struct buffer *text) {
    bool is_length = facet_table[facet].group == FACETS_LENGTH;
    const char *unit = is_length ? type->primitive->unit : "digit";
    if (facet_table[facet].phrase) buffer_text(text, facet_table[facet].phrase);
    buffer_print(text, "%zu %s%s", size, unit, size == 1 ? "" : "s");
    if (is_length) buffer_text(text, " long");
    if (facet == FRACTION_DIGITS) buffer_text(text, " behind the point");
}

/* Whether a size is within a facet of length or digits. */
static bool size_is_within(enum facet_name facet, size_t limit, const struct type *type,
                           struct text text, const struct datatype_value *value) {
    switch (facet) {
    case LENGTH: return type->primitive->length(text) == limit;
    case MIN_LENGTH: return type->primitive->length(text) >= limit;
    case MAX_LENGTH: return type->primitive->length(text) <= limit;
    case TOTAL_DIGITS: return decimal_digits(&value->as.decimal) <= limit;
    case FRACTION_DIGITS: return decimal_fraction_digits(&value->as.decimal) <= limit;
    default: return true;
    }
}

static bool bound_is_kept(enum facet_name facet, enum order order) {
    switch (facet) {
    case MIN_INCLUSIVE: return order == GREATER || order == EQUAL;
    case MIN_EXCLUSIVE: return order == GREATER;
    case MAX_INCLUSIVE: return order == LESS || order == EQUAL;
    default: return order == LESS;
    }
}

static bool patterns_match(const struct facets *facets, struct text text,
                           struct buffer *explanation) {
    for (size_t i = 0; i < facets->pattern_count; i++) {
        enum xsd_regex_verdict verdict = xsd_regex_match(facets->patterns[i], text);
        if (verdict == REGEX_MATCHES) continue;
        if (explanation) {
            buffer_print(explanation, "%s\"%s\"", facet_table[PATTERN].phrase,
                         xsd_regex_expression(facets->patterns[i]));
            if (verdict == REGEX_TOO_COSTLY)
                buffer_text(explanation, " (it would take too long to find out)");
        }
        return false;
    }
    return true;
}

bool facets_allow(const struct facets *facets, const struct type *type, struct text text,
                  const struct datatype_value *value, struct buffer *explanation) {
    for (size_t i = 0; i < FACET_COUNT; i++) {
        enum facet_name facet = (enum facet_name)i;
        if (!facets->given[facet] || facet == PATTERN) continue;
        bool is_bound = facet_table[facet].group == FACETS_BOUNDS;
        bool right =
            is_bound
                ? bound_is_kept(facet, type->primitive->compare(value, facets->bounds[facet].value))
                : size_is_within(facet, facets->sizes[facet], type, text, value);
        if (right) continue;
        if (explanation) {
            if (is_bound)
                buffer_print(explanation, "%s%s", facet_table[facet].phrase,
                             facets->bounds[facet].literal);
            else
                describe_size(facet, facets->sizes[facet], type, explanation);
            buffer_print(explanation, " (%s)", facet_table[facet].name);
        }
        return false;
    }
    return patterns_match(facets, text, explanation);
}
