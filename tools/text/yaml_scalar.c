/* Where in a source of YAML a byte of a text stands: the source and what was read from it are gone
   along side by side; see yaml_scalar.h. */
#include "text/yaml_scalar.h"

#include <string.h>

/* The bytes of the source from the place on. */
static const char *bytes_at(const struct yaml_source *source, const yaml_mark_t *mark) {
    const char *at = source->bytes, *end = source->bytes + source->length;
    for (size_t line = 0; line < mark->line && at < end; line++) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        at = line_end ? line_end + 1 : end;
    }
    for (size_t column = 0; at < end && (column < mark->column || (*at & 0xC0) == 0x80); at++)
        column += (*at & 0xC0) != 0x80;
    return at;
}

/* Goes along the source and the text that was read from it, side by side. */
struct walk {
    const char *at, *end; /* in the source */
    size_t line, column;  /* from 0 */
    bool block, quoted, escaped;
    size_t indent; /* of the lines of a block; of others all space is */
};

/* Steps behind a character. */
static void step_over(struct walk *walk) {
    walk->column++;
    do
        walk->at++;
    while (walk->at < walk->end && (*walk->at & 0xC0) == 0x80);
}

/* Steps to the words of the next line. */
static void step_to_next_line(struct walk *walk) {
    walk->at += walk->at < walk->end;
    walk->line++;
    walk->column = 0;
    while (walk->at < walk->end && (*walk->at == ' ' || (!walk->block && *walk->at == '\t')) &&
           walk->column < walk->indent)
        step_over(walk);
}

/* How far in the lines of a block stand: its first one with words, behind the line of its sign. */
static size_t indent_of(const struct walk *walk) {
    size_t indent = 0;
    for (const char *at = walk->at; at < walk->end && (*at == ' ' || *at == '\n'); at++)
        indent = *at == ' ' ? indent + 1 : 0;
    return indent;
}

/* Begins before the first byte of the text. */
static struct walk begin_walk(const struct yaml_source *source, const yaml_node_t *node) {
    yaml_scalar_style_t style = node->data.scalar.style;
    bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    struct walk walk = {.at = bytes_at(source, &node->start_mark),
                        .end = source->bytes + source->length,
                        .line = node->start_mark.line,
                        .column = node->start_mark.column,
                        .block = block,
                        .quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE,
                        .escaped = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE,
                        .indent = SIZE_MAX};
    if (walk.quoted || walk.escaped) step_over(&walk);
    if (!walk.block) return walk;
    while (walk.at < walk.end && *walk.at != '\n')
        step_over(&walk);
    walk.indent = indent_of(&walk);
    step_to_next_line(&walk);
    return walk;
}

/* Walks up to the byte of the text; a line end in the source is one there, or a space. */
static void walk_to(struct walk *walk, const char *text, size_t offset) {
    for (size_t i = 0; i < offset && walk->at < walk->end;) {
        bool space = text[i] == ' ' || text[i] == '\n';
        if (*walk->at == '\n') {
            step_to_next_line(walk);
            i += space;
            continue;
        }
        bool twice = (walk->quoted && *walk->at == '\'') || (walk->escaped && *walk->at == '\\');
        bool trimmed = *walk->at == '\r' || (!space && *walk->at == ' ' && !walk->block);
        if (twice && walk->at + 1 < walk->end) step_over(walk);
        step_over(walk);
        i += !trimmed;
        while (i < offset && (text[i] & 0xC0) == 0x80)
            i++;
    }
}

void yaml_place_in_scalar(const struct yaml_source *source, const yaml_node_t *node, size_t offset,
                          size_t *line, size_t *column) {
    if (node->type != YAML_SCALAR_NODE) return;
    struct walk walk = begin_walk(source, node);
    walk_to(&walk, (const char *)node->data.scalar.value, offset);
    *line = walk.line + 1;
    *column = walk.column + 1;
}
