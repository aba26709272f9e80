/* transform: XSLT 1.0 stylesheets with EXSLT, run by libxslt without network, and without reading
   or writing elsewhere than allowed. */
#ifndef TEIKIT_TRANSFORM_TRANSFORM_H
#define TEIKIT_TRANSFORM_TRANSFORM_H

#include "base/buffer.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

struct transform_stylesheet;

/* Lets libxml2 take its memory where trees are quickly made and freed.  To be called once, before
   anything of libxml2 is; what is transformed is the same without it. */
void transform_prepare(void);

/* How a stylesheet is run.  What it points to must live as long as the stylesheet. */
struct transform_options {
    /* Folders beneath which it may read, besides its own and the document's, and write; each list
       ends with NULL. */
    const char *const *read_folders, *const *write_folders;
    int max_depth;  /* how deep templates may call each other, at most TRANSFORM_DEEPEST; 0: as
                       deep as TRANSFORM_DEPTH */
    bool xinclude;  /* XInclude elements of documents are carried out before */
    bool any_root;  /* documents need not be TEI for a built-in stylesheet */
    bool take_time; /* for transform_say_times() */
};

enum { TRANSFORM_DEPTH = 3000, TRANSFORM_DEEPEST = 30000 };

/* Loads the stylesheet in a file; `options` may be NULL. */
struct transform_stylesheet *
transform_load(const char *path, const struct transform_options *options, struct report *report);

/* Loads the built-in stylesheet of that name ("html", "text", "source"). */
struct transform_stylesheet *transform_load_builtin(const char *name,
                                                    const struct transform_options *options,
                                                    struct report *report);

/* Both give NULL where the stylesheet cannot be used; findings say why, with the stylesheet's file
   and line.  Stylesheets import those built in by the address "teikit:html.xsl".  Free it with
   transform_free(). */
void transform_free(struct transform_stylesheet *stylesheet);

/* The extension of what the stylesheet makes, by its media type and output method: "html", "txt".
 */
const char *transform_extension(const struct transform_stylesheet *stylesheet);

/* A parameter of a stylesheet. */
struct transform_parameter {
    const char *name, *value;
    bool is_expression; /* the value is in XPath, and evaluated for each document; else a string */
};

bool transform_has_parameter(const struct transform_stylesheet *stylesheet, const char *name);

/* Whether these parameters, which end with a NULL name, can be set; a warning for each that the
   stylesheet does not have, an error for an expression that is no XPath. */
bool transform_check_parameters(const struct transform_stylesheet *stylesheet,
                                const struct transform_parameter *parameters,
                                struct report *report);

enum transform_status {
    TRANSFORM_DONE,
    TRANSFORM_AT_FAULT,   /* the document: not well-formed, not TEI */
    TRANSFORM_STYLESHEET, /* the stylesheet failed, or wanted what it may not have */
    TRANSFORM_UNREADABLE  /* the document cannot be read */
};

/* Transforms the document in the file `path` ("-": standard input), which findings name as `name`.
   The result is appended to `output` only where the status is TRANSFORM_DONE.  Parameters end with
   a NULL name; where they do not set `file` and the stylesheet has it, it is set to `name`. */
enum transform_status transform_file(struct transform_stylesheet *stylesheet, const char *path,
                                     const char *name, const struct transform_parameter *parameters,
                                     struct report *report, struct buffer *output);

/* The same for a document in memory. */
enum transform_status transform_memory(struct transform_stylesheet *stylesheet, const char *bytes,
                                       size_t length, const char *name,
                                       const struct transform_parameter *parameters,
                                       struct report *report, struct buffer *output);

/* Adds a note for each template that took time, the slowest first: how much, in how many calls. */
void transform_say_times(const struct transform_stylesheet *stylesheet, struct report *report);

#endif
