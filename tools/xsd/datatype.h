/* Datatypes: RELAX NG's built-in library (RNG 6.2.8: string, token) and XML Schema Part 2 (second
   edition, 28 October 2004), every built-in type and every facet.  What validation needs of a type:
   is this string in it, and are two strings the same value. */
#ifndef TEIKIT_XSD_DATATYPE_H
#define TEIKIT_XSD_DATATYPE_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct datatype;       /* a type with its facets applied; lives in the arena it was made in */
struct datatype_value; /* a value of a type; lives in the arena it was made in */

/* What QName and NOTATION need: the namespace URI of a prefix ("" for the default namespace), NULL
   where it is not declared. */
struct datatype_context {
    const char *(*namespace_of)(void *data, const char *prefix, size_t length);
    void *data;
};

/* The two libraries' URIs: "" (built-in) and that of XML Schema. */
extern const char datatype_xsd_library[];

struct datatype_parameter {
    const char *name, *value; /* a facet: "minInclusive", "pattern", ... */
};

enum datatype_error {
    DATATYPE_OK,
    DATATYPE_NO_LIBRARY,   /* no such datatype library */
    DATATYPE_NO_TYPE,      /* the library has no such type */
    DATATYPE_NO_PARAMETER, /* the type has no such facet */
    DATATYPE_BAD_PARAMETER /* the facet's value is wrong (bad number, bad regular expression,
                              facets that contradict each other) */
};

/* The type `name` of `library` with these parameters applied, made in `arena`.  On an error NULL:
   *error says which, *culprit the index of the parameter, and `message` gets a sentence for a
   person. */
const struct datatype *datatype_new(struct arena *arena, const char *library, const char *name,
                                    const struct datatype_parameter *parameters,
                                    size_t parameter_count, enum datatype_error *error,
                                    size_t *culprit, struct buffer *message);

/* Gives back what a type holds outside its arena (compiled regular expressions).  Call it before
   the arena goes. */
void datatype_free(const struct datatype *type);

/* Whether the string (UTF-8, white space not yet normalised) is in the type (RNG 6.2.8
   datatypeAllows). */
bool datatype_allows(const struct datatype *type, const char *string, size_t length,
                     const struct datatype_context *context);

/* Whether a string, its white space normalised already, is in the lexical space of the built-in
   type of that name in XML Schema, one that needs no namespaces. */
bool datatype_is_written(const char *name, const char *string, size_t length);

/* Says why a string is not in the type, for a message that reads "... is not TEXT": appends such as
   `an integer` or `at most 10` or `matched by the pattern "[0-9]+"`. */
void datatype_explain(const struct datatype *type, const char *string, size_t length,
                      const struct datatype_context *context, struct buffer *text);

/* The value that the string stands for in the type, kept in `arena`; NULL where it is not in the
   type. */
const struct datatype_value *datatype_value_new(struct arena *arena, const struct datatype *type,
                                                const char *string, size_t length,
                                                const struct datatype_context *context);

/* Whether the string stands for the same value (RNG 6.2.8 datatypeEqual). */
bool datatype_equals(const struct datatype *type, const struct datatype_value *value,
                     const char *string, size_t length, const struct datatype_context *context);

/* ID, IDREF, IDREFS or none of them (RELAX NG DTD Compatibility, section 5). */
enum datatype_id_type { DATATYPE_NO_ID, DATATYPE_ID, DATATYPE_IDREF, DATATYPE_IDREFS };
enum datatype_id_type datatype_id_type(const struct datatype *type);

/* The name of the type in its library, what it is in words ("an integer"), and whether it is a list
   of tokens with white space between. */
const char *datatype_name(const struct datatype *type);
const char *datatype_noun(const struct datatype *type);
bool datatype_is_list(const struct datatype *type);

#endif
