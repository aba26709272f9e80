/* Collections: from entries to files. */
#include "transform/collection.h"

#include "base/memory.h"
#include "transform/internal.h"

#include <libxml/parser.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void collection_digest(const char *bytes, size_t length, char sha256[65]) {
    struct sha256_ctx context;
    uint8_t octets[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, sizeof octets, octets);
    for (size_t i = 0; i < sizeof octets; i++)
        snprintf(sha256 + 2 * i, 3, "%02x", octets[i]);
}

void collection_add(struct buffer *entries, const char *made, size_t length) {
    const char *element = made;
    while (length - (size_t)(element - made) > 1 &&
           (element[0] != '<' || element[1] == '!' || element[1] == '?'))
        element++;
    buffer_append(entries, element, length - (size_t)(element - made));
}

bool path_stays(const char *path) {
    if (!*path || *path == '/') return false;
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += *part == '/';
        size_t length = strcspn(part, "/");
        if (!length || (length == 1 && *part == '.') || (length == 2 && !memcmp(part, "..", 2)))
            return false;
    }
    return true;
}

/* The element that the file is to hold; NULL: it is text. */
static xmlNode *document_element(const xmlNode *file) {
    for (xmlNode *child = file->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE) return child;
    return NULL;
}

/* Gives an empty comment to each element of HTML that is empty without being of those that always
   are: browsers would take <p/> for the beginning of a paragraph. */
static void fill_empty(xmlNode *element) {
    static const char voids[] = " area base br col embed hr img input link meta source track wbr ";
    for (xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE) fill_empty(child);
    if (element->children || !element->ns ||
        !xmlStrEqual(element->ns->href, BAD_CAST "http://www.w3.org/1999/xhtml"))
        return;
    const char *place = strstr(voids, (const char *)element->name);
    size_t length = strlen((const char *)element->name);
    if (!place || place[-1] != ' ' || place[length] != ' ')
        xmlAddChild(element, xmlNewDocComment(element->doc, BAD_CAST ""));
}

/* A copy stands alone: the namespaces that it uses are declared in it.  A page is written as
   browsers and XML tools both read it, which an XML declaration would be in the way of. */
static xmlBuffer *write_element(xmlNode *element) {
    xmlDoc *document = xmlNewDoc(NULL);
    xmlBuffer *bytes = xmlBufferCreate();
    if (!document || !bytes) memory_exhausted();
    xmlNode *copy = xmlDocCopyNode(element, document, 1);
    if (!copy) memory_exhausted();
    xmlDocSetRootElement(document, copy);
    fill_empty(copy);
    bool is_page = xmlStrEqual(copy->name, BAD_CAST "html");
    xmlBufferCCat(bytes,
                  is_page ? "<!DOCTYPE html>\n" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (xmlNodeDump(bytes, document, copy, 0, 0) < 0) memory_exhausted();
    xmlBufferCCat(bytes, "\n");
    xmlFreeDoc(document);
    return bytes;
}

static bool take_file(xmlNode *file, struct report *report, const char *name,
                      const struct collection_taker *taker) {
    xmlChar *path = xmlGetNoNsProp(file, BAD_CAST "path");
    bool taken = path && path_stays((const char *)path);
    if (!taken)
        report_say(report, SEVERITY_ERROR, "transform/file-name", name, 0, 0,
                   "the stylesheet makes a file \"%s\", which would not be in the folder",
                   path ? (const char *)path : "");
    xmlNode *element = document_element(file);
    if (taken && element) {
        xmlBuffer *bytes = write_element(element);
        taken = taker->file(taker->context, (const char *)path,
                            (const char *)xmlBufferContent(bytes), (size_t)xmlBufferLength(bytes));
        xmlBufferFree(bytes);
    } else if (taken) {
        xmlChar *text = xmlNodeGetContent(file);
        const char *bytes = (const char *)text;
        taken = taker->file(taker->context, (const char *)path, bytes, strlen(bytes));
        xmlFree(text);
    }
    xmlFree(path);
    return taken;
}

static void take_page(const xmlNode *page, const struct collection_taker *taker) {
    struct transform_parameter *parameters = NULL;
    size_t count = 0, capacity = 0;
    for (const xmlAttr *attribute = page->properties; attribute; attribute = attribute->next) {
        char *value = (char *)xmlNodeGetContent((const xmlNode *)attribute);
        parameters = memory_grow(parameters, &capacity, count + 1, sizeof *parameters);
        parameters[count++] =
            (struct transform_parameter){(const char *)attribute->name, value, false};
    }
    parameters = memory_grow(parameters, &capacity, count + 1, sizeof *parameters);
    parameters[count] = (struct transform_parameter){0};
    taker->page(taker->context, parameters);
    for (size_t i = 0; i < count; i++)
        xmlFree((char *)parameters[i].value);
    free(parameters);
}

static bool take_element(xmlNode *element, struct report *report, const char *name,
                         const struct collection_taker *taker) {
    if (element->type != XML_ELEMENT_NODE) return true;
    if (xmlStrEqual(element->name, BAD_CAST "page") && taker->page) take_page(element, taker);
    return !xmlStrEqual(element->name, BAD_CAST "file") || take_file(element, report, name, taker);
}

bool collection_make(struct transform_stylesheet *stylesheet, const struct buffer *entries,
                     const char *name, const struct transform_parameter *parameters,
                     struct report *report, const struct collection_taker *taker) {
    struct buffer collection = {0}, made = {0};
    buffer_text(&collection, "<collection>");
    buffer_append(&collection, entries->bytes, entries->length);
    buffer_text(&collection, "</collection>");
    bool good = transform_memory(stylesheet, collection.bytes, collection.length, name, parameters,
                                 report, &made) == TRANSFORM_DONE;
    buffer_free(&collection);
    struct session session = {.report = report, .name = name};
    xmlDoc *document = NULL;
    if (good) {
        session_begin(&session);
        document = document_parse(made.bytes, made.length, name, &session);
        session_end(&session);
    }
    buffer_free(&made);
    xmlNode *element = document ? xmlDocGetRootElement(document)->children : NULL;
    for (good = document; element && good; element = element->next)
        good = take_element(element, report, name, taker);
    xmlFreeDoc(document);
    return good;
}
