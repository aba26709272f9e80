/* Derivatives of patterns: what is left to match after the next piece of a document (James Clark,
   "An algorithm for RELAX NG validation").  Pure functions of pattern and piece; those that a
   schema can make expensive remember what they found for each part of a pattern. */
#ifndef TEIKIT_RNG_DERIVATIVE_H
#define TEIKIT_RNG_DERIVATIVE_H

#include "rng/build.h"

/* Where derivatives are made and remembered. */
enum name_event {
    START_TAG,            /* of an element of that name */
    START_TAG_RECOVERING, /* the same, as if what is required before it had been there */
    ATTRIBUTE,
    NAME_EVENTS
};

struct derivatives {
    struct pattern_table *patterns;
    struct builder builder;            /* of elements' contents */
    struct memo by_name[NAME_EVENTS];  /* pattern, URI, local name */
    struct memo closed[2], after_text; /* pattern */
};

void derivatives_free(struct derivatives *derivatives);

/* How many bytes the memos take. */
size_t derivatives_size(const struct derivatives *derivatives);

/* After `<name` or an attribute's name: notAllowed, or a choice of after(c, r), where c is what the
   element's or the attribute's content must match, and r what is left behind it. */
const struct pattern *name_derivative(struct derivatives *derivatives,
                                      const struct pattern *pattern, enum name_event event,
                                      const char *uri, const char *local);

/* After the last attribute of a start tag: attributes that are still required make it notAllowed,
   or, with `recovering`, are taken as if they had been there. */
const struct pattern *start_tag_close_derivative(struct derivatives *derivatives,
                                                 const struct pattern *pattern, bool recovering);

/* After text that a `text` pattern matches; data, value and list do not. */
const struct pattern *text_derivative(struct derivatives *derivatives,
                                      const struct pattern *pattern);

/* Whether the string is what the pattern matches as the whole value of an attribute or the whole
   content of an element. */
bool pattern_matches_string(struct derivatives *derivatives, const struct pattern *pattern,
                            const char *string, size_t length,
                            const struct datatype_context *context);

/* What is left of a list's pattern after a token. */
const struct pattern *list_token_derivative(struct derivatives *derivatives,
                                            const struct pattern *pattern, const char *token,
                                            size_t length, const struct datatype_context *context);

/* The next token of a list, from *rest on; false where there is none.  *rest moves behind it. */
struct token {
    const char *start;
    size_t length;
};
bool next_token(const char **rest, const char *end, struct token *token);

/* Whether the string has nothing but white space (RNG 6.2.9 whitespace). */
static inline bool is_white_byte(char byte) {
    return (unsigned char)byte <= ' ' &&
           (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r');
}
static inline bool is_white(const char *string, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (!is_white_byte(string[i])) return false;
    return true;
}

#endif
