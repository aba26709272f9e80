/* What the files of transform share: the session, which is what libxslt's callbacks are told. */
#ifndef TEIKIT_TRANSFORM_INTERNAL_H
#define TEIKIT_TRANSFORM_INTERNAL_H

#include "base/buffer.h"
#include "transform/transform.h"

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>

/* One loading of a stylesheet or one transformation. */
struct session {
    struct report *report;
    const char *name;      /* the document or stylesheet, as findings name it */
    struct buffer message; /* what libxslt has said of the line that it is at */
    bool is_message;       /* that is a text of xsl:message */
    char *file;            /* where it says that it is: a stylesheet; NULL: nowhere */
    size_t line;
    char *unplaced; /* an error of XPath whose place libxslt is about to say; NULL: none */
    size_t errors;  /* not 0 where something went wrong */
};

/* messages.c: libxslt's and libxml2's messages go to the session as findings until it ends. */
void session_begin(struct session *session);
void session_end(struct session *session);

/* Adds an error to the session's report. */
void session_error(struct session *session, const char *code, const char *file, size_t line,
                   size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* documents.c: parses a document; external entities are refused.  NULL where it is not well-formed;
   findings say why.  The caller frees it with xmlFreeDoc(). */
xmlDoc *document_parse(const char *bytes, size_t length, const char *name, struct session *session);

/* Makes libxslt load stylesheets and document() through documents.c: files and what is built in. */
void documents_register(void);

/* Reads a file; false with a finding where that fails. */
bool session_read(struct session *session, const char *path, const char *name,
                  struct buffer *bytes);

/* The address of a built-in stylesheet begins so. */
#define BUILTIN_BASE "teikit:/"

#endif
