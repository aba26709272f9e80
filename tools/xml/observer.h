/* Events of a document that is being parsed, for those who look at it beside the one who parses. */
#ifndef TEIKIT_XML_OBSERVER_H
#define TEIKIT_XML_OBSERVER_H

#include <stddef.h>

struct xml_place {
    size_t line, column; /* from 1, columns in characters */
    const char *file;    /* that was included, by its path; NULL: the document itself */
};

struct xml_attribute {
    const char *uri, *prefix, *local; /* uri: "" for none; prefix: NULL for none */
    const char *value;                /* without a NUL at its end */
    size_t length;                    /* in bytes */
};

/* Tells where things stand, while the event is at hand. */
struct xml_locator {
    const void *reader;
    struct xml_place (*tag)(const void *reader);
    struct xml_place (*attribute)(const void *reader, const char *prefix, const char *local);
    /* Of the byte at `offset` of the text of the event. */
    struct xml_place (*text)(const void *reader, const char *text, size_t length, size_t offset);
};

/* Strings are valid during the call only.  Text comes in pieces, but never in part of a
   character. */
struct xml_observer {
    void *context;
    void (*start_tag)(void *context, const char *uri, const char *local,
                      const struct xml_attribute *attributes, size_t count,
                      const struct xml_locator *locator);
    void (*text)(void *context, const char *text, size_t length, const struct xml_locator *locator);
};

#endif
