/* The face of the room: a type is a row of the table in types.c and perhaps facets.  A check
   normalises white space, lets the row parse the text, then asks the facets; nothing is allocated
   unless white space must be rewritten. */
#include "xsd/internal.h"

#include <stdlib.h>
#include <string.h>

const char datatype_xsd_library[] = "http://www.w3.org/2001/XMLSchema-datatypes";

struct datatype {
    const struct type *type;
    struct facets *facets; /* or NULL */
    bool needs_value;
};

const struct datatype *datatype_plain(struct arena *arena, const struct type *type) {
    struct datatype *datatype = arena_allocate(arena, sizeof *datatype);
    datatype->type = type;
    return datatype;
}

const struct datatype *datatype_new(struct arena *arena, const char *library, const char *name,
                                    const struct datatype_parameter *parameters,
                                    size_t parameter_count, enum datatype_error *error,
                                    size_t *culprit, struct buffer *message) {
    bool is_built_in = !*library;
    *culprit = 0;
    if (!is_built_in && strcmp(library, datatype_xsd_library) != 0) {
        *error = DATATYPE_NO_LIBRARY;
        buffer_print(message, "there is no datatype library \"%s\"", library);
        return NULL;
    }
    const struct type *type = type_find(is_built_in, name);
    if (!type) {
        *error = DATATYPE_NO_TYPE;
        buffer_print(message, "there is no datatype \"%s\" in %s", name,
                     is_built_in ? "the built-in library (string and token)" : "XML Schema's");
        return NULL;
    }
    struct datatype *datatype = arena_allocate(arena, sizeof *datatype);
    datatype->type = type;
    *error = DATATYPE_OK;
    if (!parameter_count) return datatype;
    if (is_built_in) {
        *error = DATATYPE_NO_PARAMETER;
        buffer_print(message, "the built-in type %s has no parameters", name);
        return NULL;
    }
    datatype->facets =
        facets_new(arena, type, parameters, parameter_count, error, culprit, message);
    if (!datatype->facets) return NULL;
    datatype->needs_value = facets_need_value(datatype->facets);
    return datatype;
}

void datatype_free(const struct datatype *type) {
    if (type && type->facets) facets_free(type->facets);
}

/* ---- is it in the type ---- */

/* Whether a normalised text is in the type; *value, where given, becomes its value. */
static bool parse(const struct datatype *type, struct text text,
                  const struct datatype_context *context, struct datatype_value *value) {
    struct datatype_value own;
    if (!value && type->needs_value) value = &own;
    if (value) value->text = text;
    if (type->type->parse && !type->type->parse(type->type, text, context, value, NULL))
        return false;
    return !type->facets || facets_allow(type->facets, type->type, text, value, NULL);
}

static struct text text_of(const char *string, size_t length) {
    if (!string) string = "";
    return (struct text){string, string + length};
}

bool datatype_allows(const struct datatype *type, const char *string, size_t length,
                     const struct datatype_context *context) {
    if (!type->type->parse && !type->facets) return true;
    struct scratch scratch;
    struct text text = normalise(type->type->white_space, text_of(string, length), &scratch);
    bool allowed = parse(type, text, context, NULL);
    free(scratch.larger);
    return allowed;
}

bool datatype_is_written(const char *name, const char *string, size_t length) {
    const struct type *type = type_find(false, name);
    return !type->parse || type->parse(type, text_of(string, length), NULL, NULL, NULL);
}

enum datatype_id_type datatype_id_type(const struct datatype *type) {
    return type->type->id_type;
}

const char *datatype_name(const struct datatype *type) {
    return type->type->name;
}

const char *datatype_noun(const struct datatype *type) {
    return type->type->noun;
}

bool datatype_is_list(const struct datatype *type) {
    return type->type->primitive == &primitive_list;
}

/* ---- values ---- */

const struct datatype_value *datatype_value_new(struct arena *arena, const struct datatype *type,
                                                const char *string, size_t length,
                                                const struct datatype_context *context) {
    struct scratch scratch;
    struct text text = normalise(type->type->white_space, text_of(string, length), &scratch);
    length = text_length(text);
    const char *copy = arena_copy(arena, text.start, length);
    free(scratch.larger);
    struct datatype_value *value = arena_allocate(arena, sizeof *value);
    if (!parse(type, text_of(copy, length), context, value)) return NULL;
    if (type->type->primitive == &primitive_name)
        value->as.name.uri = arena_copy(arena, value->as.name.uri, strlen(value->as.name.uri));
    return value;
}

bool datatype_equals(const struct datatype *type, const struct datatype_value *value,
                     const char *string, size_t length, const struct datatype_context *context) {
    struct scratch scratch;
    struct datatype_value other;
    struct text text = normalise(type->type->white_space, text_of(string, length), &scratch);
    bool equal = parse(type, text, context, &other) && type->type->primitive->equal(value, &other);
    free(scratch.larger);
    return equal;
}

/* ---- messages ---- */

void datatype_explain(const struct datatype *type, const char *string, size_t length,
                      const struct datatype_context *context, struct buffer *text) {
    const struct type *row = type->type;
    struct scratch scratch;
    struct buffer reason = {0};
    struct datatype_value value;
    struct text normal = normalise(row->white_space, text_of(string, length), &scratch);
    value.text = normal;
    if (row->parse && !row->parse(row, normal, context, &value, &reason)) {
        buffer_text(text, row->noun);
        if (reason.length) buffer_print(text, " (%s)", reason.bytes);
    } else if (type->facets) {
        facets_allow(type->facets, row, normal, &value, text);
    }
    buffer_free(&reason);
    free(scratch.larger);
}
