/* Entities of a document: internal ones are expanded, but cannot make a small document large;
   external ones are never read, and a finding says so where one is referred to. */
#include "rng/document.h"

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

static void check_amplification(struct document *document, const xmlEntity *entity) {
    document->entity_bytes += entity->length > 0 ? (size_t)entity->length : 0;
    if (document->entity_bytes <= ENTITY_ALLOWANCE ||
        document->entity_bytes / LARGEST_AMPLIFICATION <= document->file.total)
        return;
    document_say(document, SEVERITY_ERROR, "xml/entity-amplification",
                 "entities make the document more than 10 times as large: reading stops here",
                 NULL);
    document_stop(document);
}

static void check_external(struct document *document, const xmlEntity *entity) {
    if (!entity->SystemID || entity->etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY) return;
    struct buffer message = {0};
    buffer_print(&message, "external entity \"%s\" (%s) is not read", (const char *)entity->name,
                 (const char *)entity->SystemID);
    document_say(document, SEVERITY_ERROR, "xml/external-entity", message.bytes,
                 "put its content into the document");
    buffer_free(&message);
}

/* What the parser gets at a reference to an entity.  Once reading has stopped that is nothing: a
   NULL it would not take for an answer, but look the entity up by itself. */
static xmlEntity *refer(struct document *document, void *context, xmlEntity *entity) {
    if (entity && !document->stopped) {
        check_external(document, entity);
        check_amplification(document, entity);
    }
    return document_is_stopped(document, context) ? &document->nothing : entity;
}

xmlEntity *on_entity(void *context, const xmlChar *name) {
    return refer(document_of(context), context, xmlSAX2GetEntity(context, name));
}

xmlEntity *on_parameter_entity(void *context, const xmlChar *name) {
    return refer(document_of(context), context, xmlSAX2GetParameterEntity(context, name));
}
