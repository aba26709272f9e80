/* What is wrong with a schema: findings with their places, which for what is in an attribute, such
   as an expression, are looked up in the text of the file. */
#include "schematron/reading.h"

#include "base/file.h"
#include "base/memory.h"
#include "text/spelling.h"

#include <stdarg.h>
#include <string.h>

/* ---- places ---- */

struct schema_place place_of(struct element element) {
    const struct tree_node *node = &element.file->tree->nodes[element.node];
    return (struct schema_place){element.file->name, node->line, node->column};
}

/* A walk over the text of a file. */
struct walk {
    const char *at, *end;
    size_t line, column;
};

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* To the next character; false at the end. */
static bool step(struct walk *walk) {
    if (walk->at >= walk->end) return false;
    bool new_line = *walk->at == '\n';
    walk->line += new_line;
    walk->column = new_line ? 1 : walk->column + 1;
    for (walk->at++; walk->at < walk->end && is_continuation(*walk->at); walk->at++)
        ;
    return walk->at < walk->end;
}

static bool walk_to(struct walk *walk, size_t line, size_t column) {
    while (walk->line < line || (walk->line == line && walk->column < column))
        if (!step(walk)) return false;
    return walk->line == line && walk->column == column;
}

/* From within a tag to its attribute of that name; false where there is none. */
static bool walk_to_attribute(struct walk *walk, const char *name) {
    size_t length = strlen(name);
    char quote = 0, before = 0;
    for (; walk->at < walk->end; before = *walk->at, step(walk)) {
        size_t rest = (size_t)(walk->end - walk->at);
        if (quote)
            quote = *walk->at == quote ? 0 : quote;
        else if (*walk->at == '"' || *walk->at == '\'')
            quote = *walk->at;
        else if (*walk->at == '>')
            return false;
        else if (before && strchr(" \t\r\n", before) && rest > length &&
                 !memcmp(walk->at, name, length) && strchr("= \t\r\n", walk->at[length]))
            return true;
    }
    return false;
}

/* From the name of an attribute to the character of its value with the number `offset`, references
   being one each. */
static bool walk_to_character(struct walk *walk, size_t offset) {
    while (walk->at < walk->end && *walk->at != '"' && *walk->at != '\'')
        step(walk);
    if (walk->at == walk->end) return false;
    char quote = *walk->at;
    for (step(walk); offset > 1 && *walk->at != quote; offset--) {
        if (*walk->at == '&')
            while (*walk->at != ';' && step(walk))
                ;
        if (!step(walk)) return false;
    }
    return true;
}

/* The place of the element or, where `attribute` is not NULL, of its attribute or, where `offset`
   is not 0, of that character in the attribute's value; as far as the file tells. */
static struct schema_place find_place(struct element at, const char *attribute, size_t offset) {
    struct schema_place place = place_of(at);
    struct buffer bytes = {0};
    const char *text = at.file->bytes;
    size_t length = at.file->length;
    if (!attribute) return place;
    if (!text && !file_is_special(at.file->name) && file_read(at.file->name, &bytes))
        text = bytes.bytes, length = bytes.length;
    struct walk walk = {text, text ? text + length : NULL, 1, 1};
    if (text && walk_to(&walk, place.line, place.column) && walk_to_attribute(&walk, attribute)) {
        place.line = walk.line;
        place.column = walk.column;
        if (offset && walk_to_character(&walk, offset))
            place.line = walk.line, place.column = walk.column;
    }
    buffer_free(&bytes);
    return place;
}

/* ---- findings ---- */

/* Embedded rules that are in error are left out, which is no fault of the schema around them. */
static void add(struct reading *reading, enum severity severity, const char *code,
                struct schema_place place, const char *message, const char *hint) {
    if (severity == SEVERITY_ERROR) reading->errors++;
    if (reading->embedded) severity = SEVERITY_WARNING;
    report_add(reading->wishes->report, &(struct finding){.severity = severity,
                                                          .code = code,
                                                          .file = place.file,
                                                          .line = place.line,
                                                          .column = place.column,
                                                          .message = message,
                                                          .hint = hint});
}

static void say(struct reading *reading, enum severity severity, struct element at,
                const char *attribute, const char *code, const char *hint, const char *format,
                va_list arguments) {
    struct buffer message = {0};
    buffer_vprint(&message, format, arguments);
    add(reading, severity, code, find_place(at, attribute, 0), message.bytes, hint);
    buffer_free(&message);
}

void schema_error(struct reading *reading, struct element at, const char *attribute,
                  const char *code, const char *hint, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(reading, SEVERITY_ERROR, at, attribute, code, hint, format, arguments);
    va_end(arguments);
}

void schema_warning(struct reading *reading, struct element at, const char *attribute,
                    const char *code, const char *hint, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(reading, SEVERITY_WARNING, at, attribute, code, hint, format, arguments);
    va_end(arguments);
}

/* An expression that an abstract pattern's parameters are in is shown as a whole. */
void expression_error(struct reading *reading, struct element at, const char *attribute,
                      const struct xpath_fault *fault) {
    const char *value = attribute ? attribute_of(reading, at, attribute) : NULL;
    const char *filled = value ? filled_text(reading, value) : NULL;
    bool as_written = filled == value;
    struct buffer message = {0};
    if (attribute) buffer_print(&message, "%s: ", attribute);
    if (!as_written) buffer_print(&message, "%s: ", filled);
    buffer_print(&message, "%s (%s)%s", fault->message, fault->code,
                 reading->embedded ? "; it is left out" : "");
    add(reading, SEVERITY_ERROR, "schematron/schema-expression",
        find_place(at, attribute, as_written ? fault->offset : 0), message.bytes,
        strcmp(fault->code, "XPST0081") != 0
            ? NULL
            : "Schematron takes the prefixes of expressions from <ns prefix=\"…\" uri=\"…\"/>");
    buffer_free(&message);
}

const char *near_miss(struct reading *reading, const char *word, const char *const *words,
                      size_t count) {
    size_t best = spelling_tolerance(word) + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = spelling_distance(word, words[i], best);
        if (distance < best) best = distance, nearest = words[i];
    }
    return nearest ? arena_print(reading->schema->arena, "did you mean \"%s\"?", nearest) : NULL;
}
