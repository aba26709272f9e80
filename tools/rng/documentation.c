/* Documentation of a schema's parts: its text is put in lines of its own and noted at the pattern
   that it is about, which is not always the one that it stands in. */
#include "rng/documentation.h"

#include <string.h>

bool documentation_is(const char *uri, const char *local) {
    return uri && !strcmp(local, "documentation") && !strcmp(uri, syntax_annotations_uri);
}

static bool is_documentation(const struct syntax_node *node) {
    return node->kind == SYNTAX_ANNOTATION && documentation_is(node->uri, node->name);
}

/* ---- its text ---- */

static void append_text(struct buffer *text, const struct syntax_node *annotation) {
    for (const struct syntax_node *at = annotation->first_child; at; at = at->next)
        if (at->kind == SYNTAX_ANNOTATION_TEXT)
            buffer_text(text, at->text);
        else
            append_text(text, at);
}

/* A space for white space, but for that with an empty line in it, which is between paragraphs. */
static void append_words(struct buffer *words, const char *text) {
    while (*text) {
        size_t white = 0, lines = 0;
        for (; syntax_is_space(text[white]); white++)
            lines += text[white] == '\n';
        text += white;
        if (white && *text && words->length) buffer_text(words, lines > 1 ? "\n\n" : " ");
        for (; *text && !syntax_is_space(*text); text++)
            buffer_byte(words, *text);
    }
}

/* ---- what it is about ---- */

static const char *known(const struct syntax_reading *reading, const struct syntax_node *node) {
    return memo_find(&reading->documentation, node, NULL, NULL);
}

static void note(struct syntax_reading *reading, const struct syntax_node *node, const char *text) {
    struct arena *arena = reading->arena;
    const char *before = known(reading, node);
    if (before) text = arena_join(arena, before, "\n\n", text);
    *memo_place(&reading->documentation, node, NULL, NULL) = (void *)(size_t)text;
}

/* What holds text only has it behind itself: value, param, and name, as which a name attribute is
   in the tree. */
static void note_children(struct syntax_reading *reading, const struct syntax_node *node) {
    const struct syntax_node *about = node;
    for (const struct syntax_node *at = node->first_child; at; at = at->next) {
        if (!syntax_is_annotation(at)) about = at;
        if (!is_documentation(at)) continue;
        struct buffer text = {0}, words = {0};
        append_text(&text, at);
        if (text.length) append_words(&words, text.bytes);
        if (words.length)
            note(reading, about, arena_copy(reading->arena, words.bytes, words.length));
        buffer_free(&text);
        buffer_free(&words);
    }
}

/* Kinds that, with one pattern in them, say nothing of their own that would be documented. */
static const bool passes_on[SYNTAX_KINDS] = {
    [SYNTAX_DEFINE] = true,       [SYNTAX_START] = true,       [SYNTAX_OPTIONAL] = true,
    [SYNTAX_ZERO_OR_MORE] = true, [SYNTAX_ONE_OR_MORE] = true, [SYNTAX_GROUP] = true,
    [SYNTAX_INTERLEAVE] = true,   [SYNTAX_CHOICE] = true,
};

/* `about` the node, unless it has documentation of its own; or NULL. */
static void gather(struct syntax_reading *reading, const struct syntax_node *node,
                   const char *about) {
    note_children(reading, node);
    struct syntax_node *first = syntax_skip_annotations(node->first_child);
    bool is_named = node->kind == SYNTAX_ELEMENT || node->kind == SYNTAX_ATTRIBUTE;
    const char *of_name = is_named && first ? known(reading, first) : NULL;
    if (of_name) about = of_name;
    if (!known(reading, node) && about) note(reading, node, about);
    bool has_one = first && !syntax_skip_annotations(first->next);
    about = has_one && passes_on[node->kind] ? known(reading, node) : NULL;
    for (; first; first = syntax_skip_annotations(first->next))
        gather(reading, first, about);
}

void documentation_gather(struct syntax_reading *reading, struct syntax_node *root) {
    reading->documentation.arena = reading->arena;
    gather(reading, root, NULL);
}
