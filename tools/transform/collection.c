/* Collections: from entries to files. */
#include "transform/collection.h"

#include "base/memory.h"
#include "transform/internal.h"

#include <libxml/parser.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
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

/* Whether the path stays in the folder that it is written to. */
static bool stays(const char *path) {
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

/* A copy stands alone: the namespaces that it uses are declared in it. */
static xmlChar *write_element(xmlNode *element, int *length) {
    xmlChar *bytes = NULL;
    xmlDoc *document = xmlNewDoc(NULL);
    if (!document) memory_exhausted();
    xmlNode *copy = xmlDocCopyNode(element, document, 1);
    if (!copy) memory_exhausted();
    if (xmlStrEqual(copy->name, BAD_CAST "html"))
        xmlCreateIntSubset(document, BAD_CAST "html", NULL, NULL);
    xmlDocSetRootElement(document, copy);
    xmlDocDumpMemoryEnc(document, &bytes, length, "UTF-8");
    xmlFreeDoc(document);
    if (!bytes) memory_exhausted();
    return bytes;
}

static bool take_file(xmlNode *file, struct report *report, const char *name, collection_take *take,
                      void *context) {
    xmlChar *path = xmlGetNoNsProp(file, BAD_CAST "path");
    bool taken = path && stays((const char *)path);
    if (!taken)
        report_say(report, SEVERITY_ERROR, "transform/file-name", name, 0, 0,
                   "the stylesheet makes a file \"%s\", which would not be in the folder",
                   path ? (const char *)path : "");
    xmlNode *element = document_element(file);
    if (taken && element) {
        int length;
        xmlChar *bytes = write_element(element, &length);
        taken = take(context, (const char *)path, (const char *)bytes, (size_t)length);
        xmlFree(bytes);
    } else if (taken) {
        xmlChar *text = xmlNodeGetContent(file);
        const char *bytes = (const char *)text;
        taken = take(context, (const char *)path, bytes, strlen(bytes));
        xmlFree(text);
    }
    xmlFree(path);
    return taken;
}

bool collection_make(struct transform_stylesheet *stylesheet, const struct buffer *entries,
                     const char *name, const struct transform_parameter *parameters,
                     struct report *report, collection_take *take, void *context) {
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
    xmlNode *file = document ? xmlDocGetRootElement(document)->children : NULL;
    for (good = document; file && good; file = file->next)
        if (file->type == XML_ELEMENT_NODE && xmlStrEqual(file->name, BAD_CAST "file"))
            good = take_file(file, report, name, take, context);
    xmlFreeDoc(document);
    return good;
}
