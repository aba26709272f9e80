/* Entities of a document: internal ones are expanded, but cannot make a small document large;
   external ones are never read, and a finding says so where one is referred to. */
#include "base/buffer.h"
#include "xml/reader_internal.h"

#include <libxml/SAX2.h>

/* Entities may make a document so many times as large, once they have given this many bytes. */
enum { LARGEST_AMPLIFICATION = 10, ENTITY_ALLOWANCE = 1 << 20 };

/* Declares an external entity as an empty internal one: nothing is fetched, and where it is
   referred to, its system identifier tells. */
void on_entity_declaration(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content) {
    xmlChar nothing[] = "";
    if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY) {
        type = type == XML_EXTERNAL_GENERAL_PARSED_ENTITY ? XML_INTERNAL_GENERAL_ENTITY
                                                          : XML_INTERNAL_PARAMETER_ENTITY;
        content = nothing;
    }
    xmlSAX2EntityDecl(context, name, type, public_id, system_id, content);
}

static void check_amplification(struct xml_reader *reader, const xmlEntity *entity) {
    reader->entity_bytes += entity->length > 0 ? (size_t)entity->length : 0;
    if (reader->entity_bytes <= ENTITY_ALLOWANCE ||
        reader->entity_bytes / LARGEST_AMPLIFICATION <= reader->total)
        return;
    reader_say(reader, SEVERITY_ERROR, "xml/entity-amplification",
               "entities make the document more than 10 times as large: reading stops here", NULL);
    reader_stop(reader);
}

static void check_external(struct xml_reader *reader, const xmlEntity *entity) {
    if (!entity->SystemID || entity->etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY) return;
    struct buffer message = {0};
    buffer_print(&message, "external entity \"%s\" (%s) is not read", (const char *)entity->name,
                 (const char *)entity->SystemID);
    reader_say(reader, SEVERITY_ERROR, "xml/external-entity", message.bytes,
               "put its content into the document");
    buffer_free(&message);
}

/* What the parser gets at a reference to an entity.  Once reading has stopped that is nothing: a
   NULL it would not take for an answer, but look the entity up by itself. */
static xmlEntity *refer(struct xml_reader *reader, void *context, xmlEntity *entity) {
    if (entity && !reader->stopped) {
        check_external(reader, entity);
        check_amplification(reader, entity);
    }
    return reader_is_stopped(reader, context) ? &reader->nothing : entity;
}

xmlEntity *on_entity(void *context, const xmlChar *name) {
    return refer(reader_of(context), context, xmlSAX2GetEntity(context, name));
}

xmlEntity *on_parameter_entity(void *context, const xmlChar *name) {
    return refer(reader_of(context), context, xmlSAX2GetParameterEntity(context, name));
}
