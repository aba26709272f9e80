/* What the files that read a document share (document.c, place.c, entities.c): the parser and all
   that belongs to one document. */
#ifndef TEIKIT_RNG_DOCUMENT_H
#define TEIKIT_RNG_DOCUMENT_H

#include "base/file.h"
#include "rng/internal.h"

#include <libxml/parser.h>

struct document {
    struct matcher *matcher;
    xmlParserCtxt *parser;
    const xmlParserCtxt *current; /* of the event at hand: the same, or one for an entity */
    struct report *report;
    const char *name, *path;
    struct document *includer; /* the document whose xi:include has led here; or NULL */
    const char *only_id;       /* only the element of this xml:id is included; or NULL */
    bool id_found;
    size_t inside; /* how many elements are open from that one on */

    struct inclusion *inclusions; /* the open xi:include elements */
    size_t inclusion_count, inclusion_capacity;
    size_t depth; /* how many elements are open; counted where XInclude is followed */

    struct file_reader file; /* an error in reading it is said at the end */

    size_t names_limit; /* of the dictionary */

    size_t entity_bytes; /* bytes that entities gave in all */
    xmlEntity nothing;   /* stands for any entity once reading has stopped */
    bool stopped;        /* nothing more is to be said about this document */
    bool invalid;        /* an error was found here or by the matcher */

    /* A place a little before the one at hand, for columns on lines whose beginning the parser does
       not hold any more. */
    size_t known_offset, known_line, known_column;

    struct document_attribute *attributes;
    size_t attribute_capacity;
    struct xml_attribute *observed; /* the same, for the schema's observer */
    size_t observed_capacity;
};

/* The document that a parser reads: its own, or one for an entity. */
struct document *document_of(void *context);

/* The file's own input; entities are inputs on top of it. */
const xmlParserInput *document_input(const struct document *document);

/* Adds a finding at the place that the parser has reached. */
void document_say(struct document *document, enum severity severity, const char *code,
                  const char *message, const char *hint);

/* Stops the parser; those for entities are stopped when they call back. */
void document_stop(struct document *document);

/* Whether nothing more is to be done with the document, which the parser is told then. */
bool document_is_stopped(const struct document *document, void *context);

/* The place of a byte of a piece of text, which is the event at hand (place.c). */
struct place document_byte_place(const struct document *document, const char *text, size_t length,
                                 size_t offset);

/* Notes the place behind an event, to which the parser's line and column belong (place.c). */
void document_note_place(struct document *document, const xmlChar *here);

/* Reads the open file and frees what reading needs (document.c). */
void document_read(struct document *document, struct rng_schema *schema);

/* Whether an event is XInclude's own, so that the matcher is not told of it (xinclude.c). */
bool xinclude_takes_start(struct document *document, const struct document_name *name,
                          const struct document_attribute *attributes, size_t count);
bool xinclude_takes_end(struct document *document);
bool xinclude_takes_text(const struct document *document);
void xinclude_free(struct document *document);

/* Callbacks for entities (entities.c). */
void on_entity_declaration(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content);
xmlEntity *on_entity(void *context, const xmlChar *name);
xmlEntity *on_parameter_entity(void *context, const xmlChar *name);

#endif
