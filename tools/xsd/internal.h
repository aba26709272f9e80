/* What the files of this room share: types as rows of a table, values, facets. */
#ifndef TEIKIT_XSD_INTERNAL_H
#define TEIKIT_XSD_INTERNAL_H

#include "xsd/calendar.h"
#include "xsd/characters.h"
#include "xsd/datatype.h"

#include <stdint.h>

/* ---- values ---- */

/* Digits without leading zeros before the point and trailing ones behind it; zero has none. */
struct decimal {
    bool negative;
    struct text whole, fraction;
};

/* A point of the time line, or a repeating one put at an arbitrary place of it.  Without a time
   zone it is as if in UTC.  Years beyond 100,000,000,000 are all taken as that, and a second is
   divided into 10^18 parts. */
struct moment {
    bool zoned;
    int64_t seconds;
    int64_t fraction;
};

struct qualified_name {
    const char *uri;
    struct text local;
};

struct datatype_value {
    struct text text; /* with its white space normalised */
    union {
        bool truth;
        double number;
        struct decimal decimal;
        struct moment moment;
        struct duration duration;
        struct qualified_name name;
    } as;
};

enum order { LESS, EQUAL, GREATER, INCOMPARABLE };

/* ---- types ---- */

/* Facets that a primitive type has besides `pattern`, which all have (Part 2, 4.1.5). */
enum facet_group { FACETS_LENGTH = 1, FACETS_BOUNDS = 2, FACETS_DIGITS = 4 };

/* What the types derived from one primitive type have in common. */
struct primitive {
    unsigned facets; /* of enum facet_group */
    bool (*equal)(const struct datatype_value *first, const struct datatype_value *second);
    enum order (*compare)(const struct datatype_value *first, const struct datatype_value *second);
    size_t (*length)(struct text text);
    const char *unit; /* that the length is counted in */
};

struct type {
    const char *name;
    const char *noun; /* for "... is not NOUN" */
    const struct primitive *primitive;
    /* Whether the text, its white space normalised, is in the type; NULL: every text is.  Where
       `value` is given, it is set; where `reason` is given and there is more to say than the noun
       does, a text not in the type appends why. */
    bool (*parse)(const struct type *type, struct text text, const struct datatype_context *context,
                  struct datatype_value *value, struct buffer *reason);
    enum white_space { PRESERVE, REPLACE, COLLAPSE } white_space;
    enum datatype_id_type id_type;
    enum name_kind name_kind;      /* names and lists of them */
    const char *format;            /* dates and times: see dates.c */
    const char *minimum, *maximum; /* integers: or NULL */
};

/* The type of that name in a library ("" or XML Schema's); NULL where there is none. */
const struct type *type_find(bool is_built_in_library, const char *name);

#define PARSE_FUNCTION(name)                                                                       \
    bool name(const struct type *type, struct text text, const struct datatype_context *context,   \
              struct datatype_value *value, struct buffer *reason)

extern const struct primitive primitive_string, primitive_list, primitive_name, primitive_uri;
PARSE_FUNCTION(parse_name);
PARSE_FUNCTION(parse_names);
PARSE_FUNCTION(parse_language);
PARSE_FUNCTION(parse_qualified_name);
PARSE_FUNCTION(parse_uri);

extern const struct primitive primitive_boolean, primitive_decimal, primitive_float;
PARSE_FUNCTION(parse_boolean);
PARSE_FUNCTION(parse_decimal);
PARSE_FUNCTION(parse_integer);
PARSE_FUNCTION(parse_float);
PARSE_FUNCTION(parse_double);

extern const struct primitive primitive_hex, primitive_base64;
PARSE_FUNCTION(parse_hex);
PARSE_FUNCTION(parse_base64);

extern const struct primitive primitive_moment, primitive_duration;
PARSE_FUNCTION(parse_moment);
PARSE_FUNCTION(parse_duration);

/* How many digits a decimal has before and behind its point, without zeros that do not count. */
size_t decimal_digits(const struct decimal *decimal);
size_t decimal_fraction_digits(const struct decimal *decimal);

/* ---- texts ---- */

static inline size_t text_length(struct text text) {
    return (size_t)(text.end - text.start);
}

/* Where a normalised text stands that is not simply a part of the original. */
struct scratch {
    char room[256];
    char *larger; /* or NULL */
};

/* The text with its white space normalised (Part 2, 4.3.6); in place where that is possible.
   Free scratch->larger afterwards. */
struct text normalise(enum white_space white_space, struct text text, struct scratch *scratch);

/* ---- facets ---- */

struct facets;

/* The type of a row, without facets. */
const struct datatype *datatype_plain(struct arena *arena, const struct type *type);

/* The facets of a type from its parameters, in `arena`; NULL and *error, *culprit and a message
   where they are wrong. */
struct facets *facets_new(struct arena *arena, const struct type *type,
                          const struct datatype_parameter *parameters, size_t count,
                          enum datatype_error *error, size_t *culprit, struct buffer *message);
void facets_free(struct facets *facets);

/* Whether facets ask for the value, not for the text alone. */
bool facets_need_value(const struct facets *facets);

/* Whether a text and its value (where needed) are within the facets.  Where `text` is given and
   they are not, it gets what they would have to be. */
bool facets_allow(const struct facets *facets, const struct type *type, struct text text,
                  const struct datatype_value *value, struct buffer *explanation);

/* ---- the facet `pattern` ---- */

struct xsd_regex;

/* An expression of XML Schema in `arena`, checked; NULL and a message where it is wrong.  It is
   compiled at its first use, since schemas have many that a document never needs. */
struct xsd_regex *xsd_regex_new(struct arena *arena, const char *expression,
                                struct buffer *message);
void xsd_regex_free(struct xsd_regex *regex);
const char *xsd_regex_expression(const struct xsd_regex *regex);

/* Whether the expression matches the whole text. */
enum xsd_regex_verdict { REGEX_MATCHES, REGEX_DOES_NOT_MATCH, REGEX_TOO_COSTLY };
enum xsd_regex_verdict xsd_regex_match(struct xsd_regex *regex, struct text text);

#endif
