/* YAML by libcyaml and libyaml; see yaml.h. */
#include "text/yaml.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/yaml_complaint.h"
#include "text/yaml_scalar.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void hear(cyaml_log_t level, void *context, const char *format, va_list arguments) {
    struct yaml_complaint *complaint = context;
    (void)level;
    if (!complaint->exhausted) yaml_complaint_hear(complaint, format, arguments);
}

/* libcyaml's memory.  Where it runs out libcyaml frees what it and libyaml hold, and only then is
   there an end. */
static void *resize(void *context, void *block, size_t size) {
    struct yaml_complaint *complaint = context;
    if (!size) {
        free(block);
        return NULL;
    }
    block = realloc(block, size);
    complaint->exhausted |= !block;
    return block;
}

static cyaml_config_t configuration(struct yaml_complaint *complaint) {
    return (cyaml_config_t){.log_fn = hear,
                            .log_ctx = complaint,
                            .mem_fn = resize,
                            .mem_ctx = complaint,
                            .log_level = CYAML_LOG_ERROR,
                            .flags = CYAML_CFG_DEFAULT};
}

/* Parses the YAML as it stands; false where that cannot be done. */
static bool load_document(const struct yaml_source *source, yaml_parser_t *parser,
                          yaml_document_t *document) {
    if (!yaml_parser_initialize(parser)) memory_exhausted();
    yaml_parser_set_input_string(parser, (const unsigned char *)source->bytes, source->length);
    bool good = yaml_parser_load(parser, document);
    if (!good) yaml_parser_delete(parser);
    return good;
}

/* Whether the node is those words, at the complaint's place or behind it. */
static bool is_key_behind(const yaml_node_t *node, const char *name,
                          const struct yaml_complaint *complaint) {
    size_t line = node->start_mark.line + 1, column = node->start_mark.column + 1;
    return node->type == YAML_SCALAR_NODE && !strcmp((const char *)node->data.scalar.value, name) &&
           (line > complaint->line || (line == complaint->line && column >= complaint->column));
}

/* libcyaml places a key that it does not know, or knows already, where what stands before it is:
   finds the key itself, the first of that name from there on. */
static void place_key(const struct yaml_source *source, struct yaml_complaint *complaint) {
    static const char *const prefixes[] = {"Unexpected key: ", "Mapping field already seen: "};
    yaml_parser_t parser;
    yaml_document_t document;
    const char *name = NULL;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && complaint->heard.length; i++)
        if (!strncmp(complaint->heard.bytes, prefixes[i], strlen(prefixes[i])))
            name = complaint->heard.bytes + strlen(prefixes[i]);
    if (!name || !load_document(source, &parser, &document)) return;
    for (int i = 1; yaml_document_get_node(&document, i); i++) {
        const yaml_node_t *node = yaml_document_get_node(&document, i);
        if (!is_key_behind(node, name, complaint)) continue;
        complaint->line = (unsigned)node->start_mark.line + 1;
        complaint->column = (unsigned)node->start_mark.column + 1;
        break;
    }
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
}

/* Adds a finding: what libcyaml complained of, or if it did not, that there is nothing. */
static void say_complaint(const struct yaml_source *source, const cyaml_schema_value_t *schema,
                          struct yaml_complaint *complaint, cyaml_err_t error) {
    yaml_complaint_tell(complaint, source, schema);
    place_key(source, complaint);
    const char *message = complaint->message.length ? complaint->message.bytes
                          : error                   ? cyaml_strerror(error)
                                                    : "holds nothing";
    report_add(source->report, &(struct finding){.severity = SEVERITY_ERROR,
                                                 .code = source->code,
                                                 .file = source->file,
                                                 .line = complaint->line,
                                                 .column = complaint->column,
                                                 .message = message,
                                                 .hint = complaint->hint});
}

void *yaml_source_load(const struct yaml_source *source, const cyaml_schema_value_t *schema) {
    struct yaml_complaint complaint = {.code = source->code};
    cyaml_config_t config = configuration(&complaint);
    cyaml_data_t *data = NULL;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)source->bytes, source->length, &config,
                                        schema, &data, NULL);
    if (complaint.exhausted || error == CYAML_ERR_OOM) memory_exhausted();
    if (error || !data) say_complaint(source, schema, &complaint, error);
    buffer_free(&complaint.heard);
    buffer_free(&complaint.message);
    return data;
}

void yaml_source_free(const cyaml_schema_value_t *schema, void *data) {
    struct yaml_complaint complaint = {0};
    cyaml_config_t config = configuration(&complaint);
    cyaml_free(&config, schema, data, 0);
    buffer_free(&complaint.heard);
}

/* ---- places ---- */

/* A source as it stands. */
struct yaml_places {
    yaml_parser_t parser;
    yaml_document_t document;
    bool parsed;
};

struct yaml_places *yaml_places_new(void) {
    return memory_allocate(1, sizeof(struct yaml_places));
}

static void forget(struct yaml_places *places) {
    if (!places->parsed) return;
    yaml_document_delete(&places->document);
    yaml_parser_delete(&places->parser);
}

void yaml_places_free(struct yaml_places *places) {
    if (places) forget(places);
    free(places);
}

/* The value of a mapping's key or the entry of a sequence's number; NULL where there is none. */
static const yaml_node_t *step(yaml_document_t *document, const yaml_node_t *node, const char *name,
                               size_t length) {
    if (node->type == YAML_SEQUENCE_NODE) {
        const yaml_node_item_t *items = node->data.sequence.items.start;
        size_t count = (size_t)(node->data.sequence.items.top - items);
        size_t index = strtoul(name, NULL, 10);
        return index < count ? yaml_document_get_node(document, items[index]) : NULL;
    }
    if (node->type != YAML_MAPPING_NODE) return NULL;
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = yaml_document_get_node(document, pair->key);
        if (key->type == YAML_SCALAR_NODE && key->data.scalar.length == length &&
            !memcmp(key->data.scalar.value, name, length))
            return yaml_document_get_node(document, pair->value);
    }
    return NULL;
}

/* Finds the node that the path leads to, or the last on its way, which is NULL where the document
   is empty; false where it does not lead to one. */
static bool walk(yaml_document_t *document, const char *path, const yaml_node_t **found) {
    const yaml_node_t *next = *found = yaml_document_get_root_node(document);
    while (*path && next) {
        size_t length = strcspn(path, "/");
        next = step(document, *found, path, length);
        if (next) *found = next;
        path += length + (path[length] == '/');
    }
    return next;
}

/* The same as yaml_source_place_in(); `offset` is SIZE_MAX for the beginning of the value, quotes
   and all. */
static bool find_place(const struct yaml_source *source, const char *path, size_t offset,
                       size_t *line, size_t *column) {
    struct yaml_places own = {0}, *places = source->places ? source->places : &own;
    const yaml_node_t *node = NULL;
    *line = *column = 0;
    if (!places->parsed) places->parsed = load_document(source, &places->parser, &places->document);
    bool there = places->parsed && walk(&places->document, path, &node);
    if (node) {
        *line = node->start_mark.line + 1;
        *column = node->start_mark.column + 1;
    }
    if (there && offset != SIZE_MAX) yaml_place_in_scalar(source, node, offset, line, column);
    forget(&own);
    return there;
}

bool yaml_source_place(const struct yaml_source *source, const char *path, size_t *line,
                       size_t *column) {
    return find_place(source, path, SIZE_MAX, line, column);
}

bool yaml_source_place_in(const struct yaml_source *source, const char *path, size_t offset,
                          size_t *line, size_t *column) {
    return find_place(source, path, offset, line, column);
}

void yaml_source_say(const struct yaml_source *source, const char *path, enum severity severity,
                     const char *code, const char *format, ...) {
    struct buffer message = {0};
    size_t line, column;
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    yaml_source_place(source, path, &line, &column);
    report_say(source->report, severity, code, source->file, line, column, "%s", message.bytes);
    buffer_free(&message);
}
