/* transform: XSLT 1.0 stylesheets with EXSLT, run by libxslt without network and without writing.
 */
#ifndef TEIKIT_TRANSFORM_TRANSFORM_H
#define TEIKIT_TRANSFORM_TRANSFORM_H

#include "base/buffer.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

struct transform_stylesheet;

/* Loads the stylesheet in a file. */
struct transform_stylesheet *transform_load(const char *path, struct report *report);

/* Loads the built-in stylesheet of that name ("html", "text", "source"). */
struct transform_stylesheet *transform_load_builtin(const char *name, struct report *report);

/* Both give NULL where the stylesheet cannot be used; findings say why, with the stylesheet's file
   and line.  Free it with transform_free(). */
void transform_free(struct transform_stylesheet *stylesheet);

/* The extension of what the stylesheet makes, by the media type of its xsl:output, such as "csv" for
   text/csv, or else by its method: "html", "xml" or "txt". */
const char *transform_extension(const struct transform_stylesheet *stylesheet);

/* A parameter of a stylesheet; its value is a string. */
struct transform_parameter {
    const char *name, *value;
};

enum transform_status {
    TRANSFORM_DONE,
    TRANSFORM_AT_FAULT,   /* the document: not well-formed, not TEI */
    TRANSFORM_STYLESHEET, /* the stylesheet failed, or wanted what it may not have */
    TRANSFORM_UNREADABLE  /* the document cannot be read */
};

/* Transforms the document in the file `path` ("-": standard input), which findings name as `name`.
   The result is appended to `output` only where the status is TRANSFORM_DONE.  Parameters end with
   a NULL name. */
enum transform_status transform_file(struct transform_stylesheet *stylesheet, const char *path,
                                     const char *name, const struct transform_parameter *parameters,
                                     struct report *report, struct buffer *output);

/* The same for a document in memory. */
enum transform_status transform_memory(struct transform_stylesheet *stylesheet, const char *bytes,
                                       size_t length, const char *name,
                                       const struct transform_parameter *parameters,
                                       struct report *report, struct buffer *output);

#endif
