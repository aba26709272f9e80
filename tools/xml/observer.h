/* Events of a document that is being parsed, for those who look at it beside the one who parses. */
#ifndef TEIKIT_XML_OBSERVER_H
#define TEIKIT_XML_OBSERVER_H

#include <stddef.h>
#include <stdint.h>

struct xml_place {
    size_t line, column; /* from 1, columns in characters */
    const char *file;    /* that was included, by its path; NULL: the document itself */
};

/* Interned: within one document two strings are equal where their addresses are. */
struct xml_name {
    const char *uri, *local, *prefix; /* uri: "" for none; prefix: NULL for none */
};

enum xml_attribute_type { XML_OTHER_TYPE, XML_ID_TYPE, XML_IDREFS_TYPE /* or IDREF */ };

struct xml_attribute {
    struct xml_name name;
    const char *value; /* without a NUL at its end */
    size_t length;     /* in bytes */
    uint8_t type;      /* as the internal subset declares it */
};

struct xml_tag {
    struct xml_name name;
    const struct xml_attribute *attributes;
    size_t attribute_count;
    const char *const *namespaces; /* that it declares: prefix (NULL: the default namespace), URI
                                      (NULL: none), and so on */
    size_t namespace_count;
};

/* Tells where things stand, while the event is at hand. */
struct xml_locator {
    const void *reader;
    struct xml_place (*tag)(const void *reader);
    struct xml_place (*attribute)(const void *reader, const char *prefix, const char *local);
    /* Of the byte at `offset` of the text of the event. */
    struct xml_place (*text)(const void *reader, const char *text, size_t length, size_t offset);
};

/* Names are valid until the document's end, other strings during the call only.  Text comes in
   pieces, but never in part of a character.  Any function may be NULL. */
struct xml_observer {
    void *context;
    void (*start_tag)(void *context, const struct xml_tag *tag, const struct xml_locator *locator);
    void (*end_tag)(void *context);
    void (*text)(void *context, const char *text, size_t length, const struct xml_locator *locator);
    /* Not those within the document type declaration. */
    void (*comment)(void *context, const char *text, const struct xml_locator *locator);
    void (*instruction)(void *context, const char *target, const char *content,
                        const struct xml_locator *locator);
    /* At the end of a document that is well-formed. */
    void (*end)(void *context);
};

#endif
