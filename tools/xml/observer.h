/* The events of a document that is being read: what those are told who look on, and what they can
   ask while an event is at hand. */
#ifndef TEIKIT_XML_OBSERVER_H
#define TEIKIT_XML_OBSERVER_H

#include <stddef.h>
#include <stdint.h>

struct xml_place {
    size_t line, column; /* from 1, columns in characters */
    const char *file;    /* that was included, by its path; NULL: the document itself.  It stays
                            until the reading ends */
};

/* Interned: within one document two strings are equal where their addresses are. */
struct xml_name {
    const char *uri, *local, *prefix; /* uri: "" for none; prefix: NULL for none */
};

enum xml_attribute_type { XML_OTHER_TYPE, XML_ID_TYPE, XML_IDREFS_TYPE /* or IDREF */ };

struct xml_attribute {
    struct xml_name name;
    const char *value;            /* without a NUL at its end */
    size_t length;                /* in bytes */
    enum xml_attribute_type type; /* as the internal subset declares it */
};

struct xml_tag {
    struct xml_name name;
    const struct xml_attribute *attributes;
    size_t attribute_count;
    const char *const *namespaces; /* that it declares: prefix (NULL: the default namespace), URI
                                      (NULL: none), and so on */
    size_t namespace_count;
};

struct xml_reader;

/* Who looks on.  Any function may be NULL.  Strings are valid during the call only, but for names,
   which stay until the reading ends. */
struct xml_observer {
    void *context;
    void (*start_tag)(void *context, const struct xml_tag *tag, struct xml_reader *reader);
    void (*end_tag)(void *context, struct xml_reader *reader);
    /* Text comes in pieces, but never in part of a character; CDATA sections are text. */
    void (*text)(void *context, const char *text, size_t length, struct xml_reader *reader);
    /* Not those within the document type declaration. */
    void (*comment)(void *context, const char *text, struct xml_reader *reader);
    void (*instruction)(void *context, const char *target, const char *content,
                        struct xml_reader *reader);
    /* At the end of a document that is well-formed. */
    void (*end)(void *context, struct xml_reader *reader);
};

/* ---- where the event at hand stands: told from what is still held of the file ---- */

/* Where the tag begins, or the entity reference that led to it. */
struct xml_place xml_tag_place(const struct xml_reader *reader);

/* Where the name of that attribute of the start tag begins. */
struct xml_place xml_attribute_place(const struct xml_reader *reader, const struct xml_name *name);

/* The place of the byte at `offset` of the text. */
struct xml_place xml_text_place(const struct xml_reader *reader, const char *text, size_t length,
                                size_t offset);

/* Where the comment, or the instruction of that target, begins. */
struct xml_place xml_comment_place(const struct xml_reader *reader);
struct xml_place xml_instruction_place(const struct xml_reader *reader, const char *target);

/* ---- the reading ---- */

/* How many bytes the document's file has; 0 where that is not known. */
size_t xml_size(const struct xml_reader *reader);

/* Ends it with an error at the place that is reached. */
void xml_refuse(struct xml_reader *reader, const char *code, const char *message);

#endif
