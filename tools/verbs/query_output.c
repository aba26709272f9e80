/* How the verb `query` writes items and errors. */
#include "verbs/query_output.h"

#include "xpath/functions.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- errors ---- */

/* The line of the place in the expression, of which the finding shows an excerpt; the offset counts
   characters from 1. */
static void set_place(struct finding *finding, const char *text, size_t offset) {
    const char *line = text;
    finding->line = finding->column = 1;
    for (const char *at = text; *at && --offset; at++) {
        while ((at[1] & 0xC0) == 0x80)
            at++;
        finding->column++;
        if (*at != '\n') continue;
        finding->line++;
        finding->column = 1;
        line = at + 1;
    }
    finding->excerpt = line;
    finding->excerpt_length = strcspn(line, "\n");
}

void query_say_fault(struct report *report, const struct query_text *text,
                     const struct xpath_fault *fault, const char *file) {
    struct buffer code = {0}, hint = {0};
    struct finding finding = {
        .severity = SEVERITY_ERROR, .file = text->name, .message = fault->message};
    buffer_print(&code, "xpath/%s", fault->code);
    if (file) buffer_print(&hint, "evaluated for %s", file);
    finding.code = code.bytes;
    finding.hint = hint.bytes;
    set_place(&finding, text->bytes, fault->offset ? fault->offset : 1);
    report_add(report, &finding);
    buffer_free(&code);
    buffer_free(&hint);
}

/* ---- formats ---- */

static const struct xpath_node *node_of(const struct xpath_value *item) {
    return item->type == XPATH_NODE ? &item->as.node : NULL;
}

static void append_string(struct xpath_evaluation *evaluation, const struct xpath_value *item,
                          struct buffer *output) {
    struct xpath_string string;
    if (item->type == XPATH_FUNCTION)
        buffer_text(output, "function");
    else if (xpath_string_of(evaluation, item, &string))
        buffer_append(output, string.bytes, string.length);
}

static void append_file(const char *file, struct buffer *output) {
    if (file) buffer_print(output, "%s: ", file);
}

static void write_text(struct xpath_evaluation *evaluation, struct xpath_sequence value,
                       const char *file, struct buffer *output) {
    for (size_t i = 0; i < value.count; i++) {
        append_file(file, output);
        append_string(evaluation, &value.items[i], output);
        buffer_byte(output, '\n');
    }
}

static void write_xml(struct xpath_evaluation *evaluation, struct xpath_sequence value,
                      const char *file, struct buffer *output) {
    for (size_t i = 0; i < value.count; i++) {
        const struct xpath_node *node = node_of(&value.items[i]);
        append_file(file, output);
        if (node)
            tree_write(node->tree, node->index, output);
        else
            append_string(evaluation, &value.items[i], output);
        buffer_byte(output, '\n');
    }
}

static void write_count(struct xpath_evaluation *evaluation, struct xpath_sequence value,
                        const char *file, struct buffer *output) {
    (void)evaluation;
    append_file(file, output);
    buffer_print(output, "%zu\n", value.count);
}

static json_t *json_text(const struct buffer *text) {
    return json_stringn_nocheck(text->length ? text->bytes : "", text->length);
}

/* Of a node where it stands. */
static void set_node(json_t *object, const struct xpath_node *node) {
    struct xml_place place = tree_place(node->tree, node->index);
    struct buffer path = {0};
    tree_path(node->tree, node->index, &path);
    if (node->tree->file) json_object_set_new(object, "file", json_string(node->tree->file));
    json_object_set_new(object, "line", json_integer((json_int_t)place.line));
    json_object_set_new(object, "column", json_integer((json_int_t)place.column));
    json_object_set_new(object, "xpath", json_text(&path));
    buffer_free(&path);
}

static void write_jsonl(struct xpath_evaluation *evaluation, struct xpath_sequence value,
                        const char *file, struct buffer *output) {
    static const char *const kinds[] = {"document", "element", "attribute",
                                        "text",     "comment", "processing-instruction"};
    for (size_t i = 0; i < value.count; i++) {
        const struct xpath_value *item = &value.items[i];
        const struct xpath_node *node = node_of(item);
        json_t *object = json_object();
        struct buffer string = {0};
        append_string(evaluation, item, &string);
        if (file) json_object_set_new(object, "file", json_string(file));
        json_object_set_new(object, "type",
                            json_string(node ? kinds[node->tree->nodes[node->index].kind]
                                        : item->type < XPATH_TYPES ? xpath_type_name(item->type)
                                                                   : "function"));
        if (node) set_node(object, node);
        json_object_set_new(object, "value", json_text(&string));
        char *line = json_dumps(object, JSON_COMPACT);
        if (line) buffer_text(output, line);
        buffer_byte(output, '\n');
        free(line);
        json_decref(object);
        buffer_free(&string);
    }
}

const struct query_format *query_format_named(const char *name) {
    static const struct query_format formats[] = {
        {"xml", write_xml}, {"text", write_text}, {"jsonl", write_jsonl}, {"count", write_count}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(formats[i].name, name)) return &formats[i];
    return NULL;
}
