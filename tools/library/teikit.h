/* libteikit: validates TEI documents and makes TEI of plain text, within a program of yours.

   All that teikit does is done in a context: it holds options, schemas, and what the last call
   found.  There may be many at a time, and each may be used in one thread at a time, whichever; two
   contexts share nothing.  A thread needs a stack as large as the system's limit (ulimit -s) says.

   The library writes to no stream, reads no other files than those that are named (by calls,
   options, schemas and documents; see docs/library.md), fetches nothing, sets no signal handler,
   changes neither locale nor working folder, and never ends the program, also where memory runs
   out.  Strings are UTF-8 with a NUL at their end, sizes are in bytes. */
#ifndef TEIKIT_H
#define TEIKIT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TEIKIT_API __attribute__((visibility("default")))
#else
#define TEIKIT_API
#endif

/* The version of the library that the program runs with, as "0.1.0". */
TEIKIT_API const char *teikit_version(void);

/* ---- contexts ---- */

typedef struct teikit teikit;

/* A new context; NULL where there is no memory.  Free it with teikit_free(). */
TEIKIT_API teikit *teikit_new(void);

/* Frees the context and all that it gave out; NULL does nothing. */
TEIKIT_API void teikit_free(teikit *context);

/* What comes of a call: the program's exit statuses, and that there was not enough memory. */
enum teikit_status {
    TEIKIT_GOOD = 0,
    TEIKIT_AT_FAULT = 1,   /* the document or text is: there are findings that say why */
    TEIKIT_WRONG_CALL = 2, /* the call, a schema, a profile or a file is: findings say why */
    TEIKIT_NO_MEMORY = 3   /* memory ran out.  All that the context held has been given back; it can
                              only be freed, and each further call comes to the same */
};

/* Sets an option: one of `teikit validate` (check, no-check, xinclude, settings, baseline, phase,
   no-rules, explain) or of `teikit encode` (profile, genre, lang, id, metadata, persons, charset,
   nfc) by its long name.  The value is its argument, which is copied; for an option that takes none
   it is "yes", which NULL is as well, or "no".  Options of `validate` can be set before the first
   schema or document, and those of `encode` before each text; NULL for their argument takes it
   back.  Settings of a corpus are not looked for: without "settings" there are none. */
TEIKIT_API enum teikit_status teikit_set(teikit *context, const char *option, const char *value);

/* Lets the context take no more than so many bytes of memory, its libraries' not counted; 0: as
   many as there are.  Where they do not suffice, a call comes to TEIKIT_NO_MEMORY. */
TEIKIT_API enum teikit_status teikit_limit_memory(teikit *context, size_t most);

/* ---- validation ---- */

/* Loads a schema, by which documents are validated from now on: RELAX NG in either syntax or
   Schematron, from a file (a name with a "." or "/") or built in ("teikit").  Several schemas add
   up.  Where none was loaded, those count that settings or the document name, else "teikit". */
TEIKIT_API enum teikit_status teikit_use_schema(teikit *context, const char *name);

/* The same for a schema in memory.  Findings and relative references take it for the file `name`,
   whose end (.rng, .rnc, .sch) says in what language it is, where its content does not. */
TEIKIT_API enum teikit_status teikit_use_schema_bytes(teikit *context, const char *bytes,
                                                      size_t length, const char *name);

/* Validates a document in memory, in any encoding that XML allows.  Findings and relative
   references take it for the file `name`, which need not be there. */
TEIKIT_API enum teikit_status teikit_validate(teikit *context, const char *bytes, size_t length,
                                              const char *name);

/* The same for the file `path`, which is read bit by bit. */
TEIKIT_API enum teikit_status teikit_validate_file(teikit *context, const char *path);

/* ---- encoding ---- */

/* Makes TEI of a text in memory, by the options.  Findings, and ids where the text has no number,
   take it for the file `name`. */
TEIKIT_API enum teikit_status teikit_encode(teikit *context, const char *bytes, size_t length,
                                            const char *name);

/* The same for the file `path`. */
TEIKIT_API enum teikit_status teikit_encode_file(teikit *context, const char *path);

/* What the last call has encoded, with a NUL behind it; NULL, and *length 0, where that was
   nothing.  It belongs to the context until the next call. */
TEIKIT_API const char *teikit_encoding(const teikit *context, size_t *length);

/* ---- findings ---- */

enum teikit_severity { TEIKIT_NOTE = 0, TEIKIT_WARNING = 1, TEIKIT_ERROR = 2 };

/* One finding.  Later versions may have more at its end. */
struct teikit_finding {
    int severity;        /* enum teikit_severity */
    const char *code;    /* a stable name, "module/what"; docs/findings.md explains each */
    const char *file;    /* the name that was given, or that of a schema, in its bytes; or NULL */
    size_t line, column; /* from 1, columns in characters; 0 where not known */
    const char *message; /* a sentence without its full stop */
    const char *hint;    /* what to do about it; or NULL */
    const char *xpath;   /* the node that it is about; or NULL */
};

/* The next finding of the last call, in the order of the document; NULL behind the last one.  It
   belongs to the context until the next call that validates, encodes, sets or loads. */
TEIKIT_API const struct teikit_finding *teikit_next_finding(teikit *context);

/* All findings of the last call as a report in one of the formats of `teikit validate`: "text",
   "jsonl", "sarif", "junit", "github" or "checkstyle".  NULL, and *length 0, where there is
   no such format or no memory.  It has a NUL behind it and belongs to the context until the next
   call. */
TEIKIT_API const char *teikit_report(teikit *context, const char *format, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
