/* Findings as JSON, one object a line. */
#include "report/internal.h"

#include <jansson.h>

/* File names may hold any bytes; JSON holds UTF-8 only. */
static json_t *text(const char *string) {
    if (!string) return json_null();
    json_t *value = json_string(string);
    if (value) return value;
    struct buffer clean = {0};
    clean_append(&clean, string);
    value = json_string(clean.bytes);
    buffer_free(&clean);
    return value;
}

static void set_text(json_t *object, const char *key, const char *string) {
    if (string) json_object_set_new(object, key, text(string));
}

json_t *jsonl_object(const struct finding *finding) {
    json_t *object = json_object();
    json_object_set_new(object, "severity", json_string(report_severity_names[finding->severity]));
    set_text(object, "code", finding->code);
    json_object_set_new(object, "file", text(finding->file));
    json_object_set_new(object, "line", json_integer((json_int_t)finding->line));
    json_object_set_new(object, "column", json_integer((json_int_t)finding->column));
    set_text(object, "message", finding->message);
    set_text(object, "xpath", finding->xpath);
    set_text(object, "hint", finding->hint);
    return object;
}

static void add(struct sink *sink, const struct finding *finding) {
    json_t *object = jsonl_object(finding);
    json_dumpf(object, sink->stream, JSON_COMPACT);
    putc('\n', sink->stream);
    json_decref(object);
}

static void add_lines(struct sink *sink, const char *lines, size_t length) {
    fwrite(lines, 1, length, sink->stream);
}

const struct report_format report_jsonl = {.name = "jsonl", .add = add, .lines = add_lines};
