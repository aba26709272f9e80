/* The document model's writer: the last step of the way from a text to its encoding. */
#include "base/scan.h"
#include "tei/tei.h"

#include <limits.h>
#include <string.h>

/* Elements whose content is, in TEI, elements only (or is so wherever teikit makes them), so that
   white space between their children means nothing.  By the length of their names. */
enum { MOST_OF_A_LENGTH = 6 };
static const char *const element_only[][MOST_OF_A_LENGTH] = {
    [2] = {"lg", "sp"},
    [3] = {"TEI", "div"},
    [4] = {"back", "body", "list", "text"},
    [5] = {"front", "quote"},
    [6] = {"closer", "msDesc", "opener", "person"},
    [7] = {"address", "appInfo"},
    [8] = {"castList", "docTitle", "fileDesc", "keywords", "respStmt", "tagsDecl"},
    [9] = {"castGroup", "langUsage", "personGrp", "teiHeader", "textClass", "titleStmt"},
    [10] = {"correction", "listPerson", "particDesc", "postscript", "seriesStmt", "sourceDesc"},
    [11] = {"application", "correspDesc", "profileDesc"},
    [12] = {"availability", "encodingDesc", "msIdentifier", "segmentation"},
    [13] = {"correspAction", "editorialDecl", "normalization"},
    [14] = {"interpretation"},
    [15] = {"publicationStmt"},
};
enum { LONGEST_NAME = sizeof element_only / sizeof *element_only - 1 };

static bool is_element_only(const char *name) {
    size_t length = strlen(name);
    if (length > LONGEST_NAME) return false;
    const char *const *known = element_only[length];
    for (size_t i = 0; i < MOST_OF_A_LENGTH && known[i]; i++)
        if (!memcmp(known[i], name, length)) return true;
    return false;
}

/* An item is of words or of blocks; blocks begin with one. */
static bool holds_blocks(const struct tei_node *element) {
    const struct tei_node *first = element->first;
    return !strcmp(element->name, "item") &&
           (!strcmp(first->name, "p") || !strcmp(first->name, "list"));
}

/* Whether the element, which is not empty, is to be set on several lines. */
static bool holds_only_elements(const struct tei_node *element) {
    if (!element->first->name) return false;
    return is_element_only(element->name) || holds_blocks(element);
}

/* Whether one of the word's bytes needs to be escaped in text. */
static bool needs_escape(uint64_t word) {
    return scan_any_is(word, '&') || scan_any_is(word | scan_each('<' ^ '>'), '<' | '>') ||
           scan_any_is(word, '\r');
}

/* What XML needs escaped; in attribute values white space too, which a parser would make a space
   (XML 1.0 §3.3.3). */
#define ESCAPES_OF_TEXT ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['\r'] = "&#13;"
static const char *const text_escapes[UCHAR_MAX + 1] = {ESCAPES_OF_TEXT};
static const char *const value_escapes[UCHAR_MAX + 1] = {
    ESCAPES_OF_TEXT, ['"'] = "&quot;", ['\t'] = "&#9;", ['\n'] = "&#10;"};

/* Writes bytes from `text` up to, not including, `end`. */
static void write_escaped(struct buffer *output, const char *text, const char *end,
                          const char *const *escapes) {
    const char *written = text;
    for (; text < end; text++) {
        const char *escape = escapes[(unsigned char)*text];
        if (!escape) continue;
        buffer_append(output, written, (size_t)(text - written));
        buffer_text(output, escape);
        written = text + 1;
    }
    buffer_append(output, written, (size_t)(end - written));
}

static void write_text(struct buffer *output, const char *text, size_t length) {
    const char *end = text + length, *written = text;
    while (end - text >= SCAN_SIZE) {
        if (needs_escape(scan_word(text))) {
            buffer_append(output, written, (size_t)(text - written));
            write_escaped(output, text, text + SCAN_SIZE, text_escapes);
            written = text + SCAN_SIZE;
        }
        text += SCAN_SIZE;
    }
    buffer_append(output, written, (size_t)(text - written));
    write_escaped(output, text, end, text_escapes);
}

static void new_line(struct buffer *output, size_t depth) {
    static const char spaces[] = "\n                                ";
    size_t length = 2 * depth + 1, most = sizeof spaces - 1;
    buffer_append(output, spaces, length < most ? length : most);
    for (; length > most; length--)
        buffer_byte(output, ' ');
}

/* A start tag without its end. */
static void write_name(const struct tei_node *element, struct buffer *output) {
    buffer_byte(output, '<');
    buffer_text(output, element->name);
    for (const struct tei_attribute *a = element->attributes; a; a = a->next) {
        buffer_byte(output, ' ');
        buffer_text(output, a->name);
        buffer_append(output, "=\"", 2);
        write_escaped(output, a->value, a->value + strlen(a->value), value_escapes);
        buffer_byte(output, '"');
    }
}

static void write_node(const struct tei_node *node, struct buffer *output, size_t depth) {
    if (node->markup) {
        buffer_append(output, node->text, node->length);
        return;
    }
    if (!node->name) {
        write_text(output, node->text, node->length);
        return;
    }
    write_name(node, output);
    if (!node->first) {
        buffer_append(output, "/>", 2);
        return;
    }
    buffer_byte(output, '>');
    bool set_apart = holds_only_elements(node);
    for (const struct tei_node *child = node->first; child; child = child->next) {
        if (set_apart) new_line(output, depth + 1);
        write_node(child, output, depth + 1);
    }
    if (set_apart) new_line(output, depth);
    buffer_append(output, "</", 2);
    buffer_text(output, node->name);
    buffer_byte(output, '>');
}

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

void tei_write_start(const struct tei_node *element, size_t depth, struct buffer *output) {
    if (!depth) buffer_text(output, declaration);
    new_line(output, depth);
    write_name(element, output);
    buffer_byte(output, '>');
}

void tei_write_element(const struct tei_node *element, size_t depth, struct buffer *output) {
    new_line(output, depth);
    write_node(element, output, depth);
}

void tei_write_end(const struct tei_node *element, size_t depth, struct buffer *output) {
    new_line(output, depth);
    buffer_print(output, "</%s>", element->name);
    if (!depth) buffer_byte(output, '\n');
}

void tei_write(const struct tei_node *root, struct buffer *output) {
    buffer_text(output, declaration);
    tei_write_element(root, 0, output);
    buffer_byte(output, '\n');
}
