/* What the files that read a document share: reader.c, place.c, entities.c, xinclude.c. */
#ifndef TEIKIT_XML_READER_INTERNAL_H
#define TEIKIT_XML_READER_INTERNAL_H

#include "base/arena.h"
#include "base/file.h"
#include "xml/reader.h"

#include <libxml/hash.h>
#include <libxml/parser.h>

struct xml_reader {
    const struct xml_observer *observers, *observers_end; /* at least one */
    bool has_several;
    xmlParserCtxt *parser;
    const xmlParserInput *input;  /* of the file itself; entities may be inputs on top of it */
    const xmlParserCtxt *current; /* of the event at hand: the same, or one for an entity */
    struct report *report;        /* or NULL */
    const struct xml_source *source;
    const char *name, *path;
    const char *no_uri;  /* the interned "" */
    struct arena *arena; /* as long as the whole reading */

    struct xml_reader *includer; /* of the document whose xi:include has led here; or NULL */
    const char *only_id;         /* only the element of this xml:id is included; or NULL */
    bool follows_xinclude;
    bool id_found;
    size_t inside;                /* how many elements are open from that one on */
    struct inclusion *inclusions; /* the open xi:include elements */
    size_t inclusion_count, inclusion_capacity;
    size_t depth; /* how many elements are open; counted where XInclude is followed */

    struct file_reader file; /* an error in reading it is said at the end */
    size_t total;            /* bytes read so far */

    size_t names_limit; /* of the dictionary */

    size_t entity_bytes; /* bytes that entities gave in all */
    xmlEntity nothing;   /* stands for any entity once reading has stopped */
    bool stopped;        /* nothing more is to be said about this document */
    bool refused;        /* by an observer */
    bool at_fault;       /* an error was found */

    /* The place behind the last event, and how many bytes of the file are before it. */
    struct xml_place known;
    size_t known_offset;

    xmlHashTable *types; /* element and attribute, as written: enum xml_attribute_type, where it is
                            not XML_OTHER_TYPE; or NULL */
    struct xml_attribute *attributes;
    size_t attribute_capacity;
};

/* That of a parser: the document's own one, or one for an entity. */
struct xml_reader *reader_of(void *context);

/* Adds a finding at the place that the parser has reached. */
void reader_say(struct xml_reader *reader, enum severity severity, const char *code,
                const char *message, const char *hint);

/* Stops the parser; those for entities are stopped when they call back. */
void reader_stop(struct xml_reader *reader);

/* Whether nothing more is to be done with the document, which the parser is told then. */
bool reader_is_stopped(const struct xml_reader *reader, void *context);

/* Reads what is open and frees what reading needs (reader.c). */
void reader_run(struct xml_reader *reader);

/* Hands text to the observers (reader.c). */
void reader_give_text(struct xml_reader *reader, const char *text, size_t length);

/* Notes the place behind an event; `here` is that of the parser's line and column, or `more` bytes
   of ASCII before it. */
static inline void reader_note_place(struct xml_reader *reader, const xmlChar *here, size_t more) {
    const xmlParserInput *input = reader->input;
    reader->known_offset = input->consumed + (size_t)(here - input->base) + more;
    reader->known.line = (size_t)input->line;
    reader->known.column = (size_t)input->col + more;
}

/* Whether the event at hand is in an entity. */
static inline bool reader_is_in_entity(const struct xml_reader *reader) {
    return reader->current != reader->parser || reader->parser->inputNr > 1;
}

/* Whether the tag that was read begins where the last event ended. */
static inline bool reader_is_tag_next(const struct xml_reader *reader) {
    const xmlParserInput *input = reader->input;
    if (reader->known_offset < input->consumed || reader_is_in_entity(reader)) return false;
    const xmlChar *at = input->base + (reader->known_offset - input->consumed);
    return at + 1 < input->cur && at[0] == '<' && at[1] != '!' && at[1] != '?';
}

/* Whether an event is XInclude's own, so that the observers are not told of it (xinclude.c). */
bool xinclude_takes_start(struct xml_reader *reader, const struct xml_tag *tag);
bool xinclude_takes_end(struct xml_reader *reader);
bool xinclude_takes_content(const struct xml_reader *reader);
void xinclude_free(struct xml_reader *reader);

/* Callbacks for entities (entities.c). */
void on_entity_declaration(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content);
xmlEntity *on_entity(void *context, const xmlChar *name);
xmlEntity *on_parameter_entity(void *context, const xmlChar *name);

#endif
