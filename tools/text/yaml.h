/* YAML that a user writes, read by libcyaml into the form that a schema says.  What is wrong with
   it becomes a finding with line and column, also after it was read. */
#ifndef TEIKIT_TEXT_YAML_H
#define TEIKIT_TEXT_YAML_H

#include "report/report.h"

#include <cyaml/cyaml.h>
#include <stdbool.h>
#include <stddef.h>

struct yaml_source {
    const char *file;  /* as findings name it */
    const char *bytes; /* the YAML */
    size_t length;
    const char *code; /* of findings that say it is wrong: "profile/invalid" */
    struct report *report;
    struct yaml_places *places; /* NULL: the YAML is parsed again for every place */
};

/* What the YAML holds, in the form of the schema (whose value is a pointer to a mapping); NULL,
   with a finding, where it is not of that form.  Free it with yaml_source_free(). */
void *yaml_source_load(const struct yaml_source *source, const cyaml_schema_value_t *schema);
void yaml_source_free(const cyaml_schema_value_t *schema, void *data);

/* Where a value stands: `path` leads there by keys and numbers from 0, as "files/2/date".  What is
   not there has the place of what would hold it, and the answer is false. */
bool yaml_source_place(const struct yaml_source *source, const char *path, size_t *line,
                       size_t *column);

/* The same of the byte `offset` of the text that the value is, however its lines are folded and its
   signs escaped. */
bool yaml_source_place_in(const struct yaml_source *source, const char *path, size_t offset,
                          size_t *line, size_t *column);

/* For a source in which many places may be asked for: it is parsed at the first. */
struct yaml_places *yaml_places_new(void);
void yaml_places_free(struct yaml_places *places);

/* Adds a finding about the value at `path`. */
void yaml_source_say(const struct yaml_source *source, const char *path, enum severity severity,
                     const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
