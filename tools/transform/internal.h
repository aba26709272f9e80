/* What the files of transform share: the session, which is what libxslt's callbacks are told. */
#ifndef TEIKIT_TRANSFORM_INTERNAL_H
#define TEIKIT_TRANSFORM_INTERNAL_H

#include "base/buffer.h"
#include "transform/transform.h"

#include <libxml/tree.h>
#include <libxslt/security.h>
#include <libxslt/xsltInternals.h>

struct transform_stylesheet {
    xsltStylesheet *compiled;
    xsltSecurityPrefs *security;
    struct transform_options options;
    char *folder; /* its own, as a real path; NULL: it is built in */
};

/* One loading of a stylesheet or one transformation. */
struct session {
    struct report *report;
    const char *name; /* the document or stylesheet, as findings name it */
    const struct transform_stylesheet *stylesheet;
    xsltTransformContext *context; /* of the transformation that runs; or NULL */
    struct buffer message;         /* what libxslt has said of the line that it is at */
    bool is_message;               /* that is a text of xsl:message */
    char *file;                    /* where it says that it is: a stylesheet; NULL: nowhere */
    size_t line;
    /* An error whose place libxslt is about to say; NULL: none. */
    char *unplaced;
    const char *unplaced_code;
    size_t errors; /* not 0 where something went wrong */
};

/* messages.c: libxslt's and libxml2's messages go to the session as findings until it ends. */
void session_begin(struct session *session);
void session_end(struct session *session);

/* Adds an error to the session's report. */
void session_error(struct session *session, const char *code, const char *file, size_t line,
                   size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Adds an error about what a stylesheet asks for: at the instruction that is being carried out, or
   at the one that libxslt is about to name. */
void session_refuse(struct session *session, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The file that the user named, of an address that libxslt gives; the caller frees it. */
char *address_file(const char *address);

/* documents.c: parses a document; external entities are refused.  NULL where it is not well-formed;
   findings say why.  The caller frees it with xmlFreeDoc(). */
xmlDoc *document_parse(const char *bytes, size_t length, const char *name, struct session *session);

/* Puts in the place of each xi:include what it includes; false, with findings, where that fails. */
bool document_include(xmlDoc *document, struct session *session);

/* Makes libxslt load stylesheets and document() through documents.c: files and what is built in. */
void documents_register(void);

/* Reads a file; false with a finding where that fails. */
bool session_read(struct session *session, const char *path, const char *name,
                  struct buffer *bytes);

/* access.c: whether a stylesheet may read the file: beneath its own folder, that of the document,
   and those allowed besides.  Symbolic links count as what they lead to. */
bool access_may_read(const struct session *session, const char *path);

/* What a stylesheet may do, as libxslt asks it. */
xsltSecurityPrefs *access_rules(void);

/* The address of a built-in stylesheet is this and its path below stylesheets/. */
#define BUILTIN_BASE "teikit:"

#endif
