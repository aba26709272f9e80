/* Reads a document with libxml2's SAX2 parser and hands its events to those who look on.  No tree
   is built, nothing outside of the file is read, and entities cannot make a small document large.
 */
#ifndef TEIKIT_XML_READER_H
#define TEIKIT_XML_READER_H

#include "report/report.h"
#include "xml/observer.h"

#include <stdbool.h>

struct _xmlDict; /* libxml2's xmlDict */

struct xml_source {
    const char *path;       /* of the file ("-": standard input) */
    const char *name;       /* by which findings name it */
    const char *bytes;      /* what is to be read in its place, in any encoding; or NULL */
    size_t length;          /* of `bytes` */
    bool is_utf8;           /* whether the bytes are UTF-8, whatever they declare */
    bool bytes_stay;        /* whether a tree that is built can look into them again (tree.h) */
    bool follows_xinclude;  /* whether xi:include elements are replaced by what they name (XInclude
                               1.0): files, whole or by the id of an element, as XML or text */
    struct _xmlDict *names; /* where names are interned; NULL: in one of the document's own */
    /* Is told of each file that an xi:include names, whether it is there or not; or NULL. */
    void (*included)(void *context, const char *path);
    void *included_context;
};

enum xml_verdict {
    XML_GOOD,
    XML_AT_FAULT,  /* there are findings that say why, and not more events than there can be */
    XML_UNREADABLE /* the file cannot be read: a finding says why */
};

/* Reads the document; each event goes to the observers, of which there is at least one, in their
   order. `report` NULL: nobody is told of what is wrong. */
enum xml_verdict xml_read(const struct xml_source *source, const struct xml_observer *observers,
                          size_t count, struct report *report);

/* The source that is being read; with what is included, the document that includes. */
const struct xml_source *xml_source_of(const struct xml_reader *reader);

#endif
