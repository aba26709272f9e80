/* Findings as JSON, one object a line. */
#include "base/memory.h"
#include "report/internal.h"

#include <jansson.h>
#include <string.h>

/* File names may hold any bytes; JSON holds UTF-8 only, so others stand as U+FFFD. */
static json_t *text(const char *string) {
    if (!string) return json_null();
    json_t *value = json_string(string);
    if (value) return value;
    size_t length = strlen(string);
    char *clean = memory_allocate(length * 3 + 1, 1), *end = clean;
    for (size_t i = 0; i < length; i++) {
        bool ascii = (unsigned char)string[i] < 0x80;
        memcpy(end, ascii ? &string[i] : "\xEF\xBF\xBD", ascii ? 1 : 3);
        end += ascii ? 1 : 3;
    }
    value = json_string(clean);
    free(clean);
    return value;
}

static void set_text(json_t *object, const char *key, const char *string) {
    if (string) json_object_set_new(object, key, text(string));
}

static void add(FILE *stream, const struct finding *finding, struct excerpts *excerpts,
                bool colour) {
    (void)excerpts, (void)colour;
    json_t *object = json_object();
    json_object_set_new(object, "severity", json_string(report_severity_names[finding->severity]));
    set_text(object, "code", finding->code);
    json_object_set_new(object, "file", text(finding->file));
    json_object_set_new(object, "line", json_integer((json_int_t)finding->line));
    json_object_set_new(object, "column", json_integer((json_int_t)finding->column));
    set_text(object, "message", finding->message);
    set_text(object, "xpath", finding->xpath);
    set_text(object, "hint", finding->hint);
    json_dumpf(object, stream, JSON_COMPACT);
    putc('\n', stream);
    json_decref(object);
}

const struct report_format report_jsonl = {"jsonl", false, add};
