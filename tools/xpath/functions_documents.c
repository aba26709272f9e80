/* Functions that lead to documents and text files (F&O 15.5.4 to 15.5.7; F&O 3.1 14.6 to 14.8), and
   between nodes and their XML (14.7 there). */
#include "xpath/functions_common.h"

#include "base/memory.h"
#include "xml/uri.h"
#include "xpath/values.h"
#include "xsd/datatype.h"

#include <iconv.h>
#include <stdlib.h>

static bool is_uri(struct xpath_string string) {
    return datatype_is_written("anyURI", string.bytes, string.length);
}

/* ---- fn:doc, fn:doc-available ---- */

static bool document(struct xpath_evaluation *evaluation, struct xpath_string uri,
                     const struct tree **tree) {
    if (!is_uri(uri))
        return fail_with(evaluation, "FODC0005", "\"%.*s\" is no URI", (int)uri.length, uri.bytes);
    return xpath_call_document(evaluation, text_of(evaluation, uri), tree);
}

FUNCTION(doc) {
    const struct tree *tree;
    return !arguments[0].count ||
           (document(evaluation, string_argument(arguments, count, 0), &tree) &&
            give_node(result, tree, 0));
}

FUNCTION(doc_available) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct xpath_string uri = string_argument(arguments, count, 0);
    const struct tree *tree;
    bool is_there = arguments[0].count && document(evaluation, uri, &tree);
    if (!is_there && is_uri(uri)) values->code = values->message = NULL;
    return !values->code && give_boolean(result, is_there);
}

/* ---- collections ---- */

/* The absolute URI that the first argument names, in the arena. */
static const char *absolute_uri(struct xpath_evaluation *evaluation, struct xpath_string given) {
    char *uri = uri_resolve(text_of(evaluation, given), xpath_call_base(evaluation));
    const char *kept = text_of(evaluation, (struct xpath_string){uri, strlen(uri)});
    free(uri);
    return kept;
}

/* The URIs of a collection, a NUL behind each, in the arena. */
static bool collection_uris(struct xpath_evaluation *evaluation,
                            const struct xpath_sequence *arguments, size_t count,
                            struct xpath_string *uris) {
    const struct xpath_documents *documents = xpath_documents_of(evaluation);
    const struct xpath_value *given = argument(arguments, count, 0);
    const char *name = "", *reason = "there are no collections";
    struct buffer list = {0};
    if (given && !is_uri(given->as.string))
        return fail_with(evaluation, "FODC0004", "\"%.*s\" is no URI", (int)given->as.string.length,
                         given->as.string.bytes);
    if (given) name = absolute_uri(evaluation, given->as.string);
    if (documents && documents->collection &&
        documents->collection(documents->data, name, &list, &reason)) {
        *uris = string_keep(xpath_values_of(evaluation), &list);
        return true;
    }
    buffer_free(&list);
    return fail_with(evaluation, given ? "FODC0004" : "FODC0002", "%s", reason);
}

FUNCTION(collection) {
    struct xpath_string uris;
    if (!collection_uris(evaluation, arguments, count, &uris)) return false;
    for (const char *uri = uris.bytes; uri < uris.bytes + uris.length; uri += strlen(uri) + 1) {
        const struct tree *tree;
        if (!xpath_call_document(evaluation, uri, &tree) || !give_node(result, tree, 0))
            return false;
    }
    return true;
}

FUNCTION(uri_collection) {
    struct xpath_string uris;
    if (!collection_uris(evaluation, arguments, count, &uris)) return false;
    for (const char *uri = uris.bytes; uri < uris.bytes + uris.length; uri += strlen(uri) + 1)
        if (!give_text(result, XPATH_ANY_URI, uri)) return false;
    return true;
}

/* ---- fn:unparsed-text and its kin (F&O 3.1 14.8) ---- */

static bool begins_with(const struct buffer *bytes, const char *mark, size_t length) {
    return bytes->length >= length && memcmp(bytes->bytes, mark, length) == 0;
}

/* What a byte order mark says, else what was asked for, else UTF-8. */
static const char *charset_of(const struct buffer *bytes, const char *wished) {
    if (begins_with(bytes, "\xEF\xBB\xBF", 3)) return "UTF-8";
    if (begins_with(bytes, "\xFE\xFF", 2) || begins_with(bytes, "\xFF\xFE", 2)) return "UTF-16";
    return wished ? wished : "UTF-8";
}

/* Puts the bytes into UTF-8; FOUT1190 for an encoding that is not known, and for bytes that are
   nothing in it. */
static bool decode(struct xpath_evaluation *evaluation, struct buffer *bytes, const char *wished,
                   struct buffer *text) {
    const char *charset = charset_of(bytes, wished);
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1)
        return fail_with(evaluation, "FOUT1190", "the encoding \"%s\" is not known", charset);
    char *from = bytes->bytes ? bytes->bytes : "";
    size_t left = bytes->length;
    if (begins_with(bytes, "\xEF\xBB\xBF", 3)) from += 3, left -= 3;
    bool done = true;
    while (left && done) {
        enum { MOST_BYTES = 4 }; /* that a byte becomes */
        size_t room = left * MOST_BYTES, before = room;
        char *to = buffer_reserve(text, room);
        done = iconv(converter, &from, &left, &to, &room) != (size_t)-1;
        text->length += before - room;
    }
    iconv_close(converter);
    return done || fail_with(evaluation, wished ? "FOUT1190" : "FOUT1200",
                             "the text is not written in %s", charset);
}

/* The text of the file that the arguments name, each line end a LF. */
static bool text_file(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                      size_t count, struct xpath_string *string) {
    const struct xpath_documents *documents = xpath_documents_of(evaluation);
    struct xpath_string given = string_argument(arguments, count, 0);
    const struct xpath_value *wished = argument(arguments, count, 1);
    const char *reason = "there are no text files";
    struct buffer bytes = {0}, text = {0};
    if (!is_uri(given) || memchr(given.bytes, '#', given.length))
        return fail_with(evaluation, "FOUT1170", "\"%.*s\" is no URI of a file", (int)given.length,
                         given.bytes);
    bool done = documents && documents->text &&
                documents->text(documents->data, absolute_uri(evaluation, given), &bytes, &reason);
    if (!done)
        fail_with(evaluation, "FOUT1170", "%s", reason);
    else
        done = decode(evaluation, &bytes, wished ? text_of(evaluation, wished->as.string) : NULL,
                      &text);
    size_t length = 0;
    for (size_t i = 0; done && i < text.length; i++) {
        if (text.bytes[i] == '\r' && i + 1 < text.length && text.bytes[i + 1] == '\n') continue;
        text.bytes[length++] = text.bytes[i] == '\r' ? '\n' : text.bytes[i];
    }
    text.length = length;
    *string = string_keep(xpath_values_of(evaluation), &text);
    buffer_free(&bytes);
    return done;
}

FUNCTION(unparsed_text) {
    struct xpath_string text;
    return !arguments[0].count ||
           (text_file(evaluation, arguments, count, &text) && give_string(result, text));
}

FUNCTION(unparsed_text_lines) {
    struct xpath_string text;
    if (!arguments[0].count) return true;
    if (!text_file(evaluation, arguments, count, &text)) return false;
    for (size_t start = 0, end; start < text.length; start = end + 1) {
        const char *line_end = memchr(text.bytes + start, '\n', text.length - start);
        end = line_end ? (size_t)(line_end - text.bytes) : text.length;
        if (!give_string(result, (struct xpath_string){text.bytes + start, end - start}))
            return false;
    }
    return true;
}

FUNCTION(unparsed_text_available) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct xpath_string text;
    bool is_there = arguments[0].count && text_file(evaluation, arguments, count, &text);
    values->code = values->message = NULL;
    return give_boolean(result, is_there);
}

/* ---- fn:parse-xml, fn:serialize (F&O 3.1 14.7) ---- */

FUNCTION(parse_xml) {
    if (!arguments[0].count) return true;
    struct tree *tree = parse_xml(evaluation, string_argument(arguments, count, 0));
    return tree && give_node(result, tree, 0);
}

/* Takes the element away that was put around a fragment: what is in it becomes the document's. */
static void unwrap(struct tree *tree) {
    struct tree_node *nodes = tree->nodes;
    tree->count--;
    memmove(nodes + 1, nodes + 2, (tree->count - 1) * sizeof *nodes);
    nodes[0].end--;
    for (uint32_t i = 1; i < tree->count; i++) {
        nodes[i].parent--;
        nodes[i].end--;
        if (nodes[i].previous != TREE_NONE) nodes[i].previous--;
    }
    for (size_t i = 0; i < tree->namespace_count; i++)
        tree->namespaces[i].element--;
}

/* A fragment may begin with a text declaration (XML 1.0 [77]), which names the encoding, and unlike
   that of a document nothing of entities. */
static struct xpath_string without_declaration(struct xpath_string xml) {
    const char *end = NULL;
    if (xml.length > 5 && memcmp(xml.bytes, "<?xml", 5) == 0 && is_white(xml.bytes[5]))
        end = string_find(xml, (struct xpath_string){"?>", 2});
    struct xpath_string declaration = {xml.bytes, end ? (size_t)(end + 2 - xml.bytes) : 0};
    bool is_one = string_find(declaration, (struct xpath_string){"encoding", 8}) &&
                  !string_find(declaration, (struct xpath_string){"standalone", 10});
    size_t skipped = is_one ? declaration.length : 0;
    return (struct xpath_string){xml.bytes + skipped, xml.length - skipped};
}

FUNCTION(parse_xml_fragment) {
    if (!arguments[0].count) return true;
    struct xpath_string xml = without_declaration(string_argument(arguments, count, 0));
    struct buffer wrapped = {0};
    buffer_text(&wrapped, "<fragment>");
    buffer_append(&wrapped, xml.bytes, xml.length);
    buffer_text(&wrapped, "</fragment>");
    struct tree *tree = parse_xml(evaluation, (struct xpath_string){wrapped.bytes, wrapped.length});
    buffer_free(&wrapped);
    if (!tree) return false;
    unwrap(tree);
    return give_node(result, tree, 0);
}

/* Nodes as XML, a space between atomic values that are neighbours (Serialization 3.1, 2). */
FUNCTION(serialize) {
    struct buffer out = {0};
    bool was_atomic = false;
    for (size_t i = 0; i < arguments[0].count; i++) {
        const struct xpath_value *item = &arguments[0].items[i];
        struct xpath_string string;
        bool is_node = item->type == XPATH_NODE;
        if (is_node && item->as.node.tree->nodes[item->as.node.index].kind == TREE_ATTRIBUTE) {
            buffer_free(&out);
            return fail_with(evaluation, "SENR0001", "an attribute cannot be serialized");
        }
        if (is_node) {
            tree_write(item->as.node.tree, item->as.node.index, &out);
        } else if (!xpath_string_of(evaluation, item, &string)) {
            buffer_free(&out);
            return false;
        } else {
            if (was_atomic) buffer_byte(&out, ' ');
            put_escaped(&out, string);
        }
        was_atomic = !is_node;
    }
    return give_buffer(evaluation, result, &out);
}

/* ---- the table ---- */

/* Texts are read in XSLT 2.0 as well. */
#define TEXTS(run, name, occurrence, type)                                                         \
    ROW(run, name, 1, 2, XPATH_OF_31 | LOOKS_AROUND, occurrence(type), MAYBE(STRING),              \
        ONE(STRING)),                                                                              \
        ROW(run, name, 1, 2, XPATH_OF_XSLT | LOOKS_AROUND, occurrence(type), MAYBE(STRING),        \
            ONE(STRING))
#define LOOKS_AROUND (XPATH_USES_STATIC | XPATH_NOT_CONSTANT)

const struct xpath_function_row xpath_document_functions[] = {
    ROW(fn_doc, "doc", 1, 1, LOOKS_AROUND, MAYBE(NODE_TYPE), MAYBE(STRING)),
    ROW(fn_doc_available, "doc-available", 1, 1, LOOKS_AROUND, ONE(BOOLEAN), MAYBE(STRING)),
    ROW(fn_collection, "collection", 0, 1, LOOKS_AROUND, ANY(NODE_TYPE), MAYBE(STRING)),
    ROW(fn_uri_collection, "uri-collection", 0, 1, LOOKS_AROUND | XPATH_OF_31, ANY(ANY_URI),
        MAYBE(STRING)),
    TEXTS(fn_unparsed_text, "unparsed-text", MAYBE, STRING),
    TEXTS(fn_unparsed_text_available, "unparsed-text-available", ONE, BOOLEAN),
    ROW(fn_unparsed_text_lines, "unparsed-text-lines", 1, 2, LOOKS_AROUND | XPATH_OF_31,
        ANY(STRING), MAYBE(STRING), ONE(STRING)),
    ROW(fn_parse_xml, "parse-xml", 1, 1, LOOKS_AROUND | XPATH_OF_31, MAYBE(NODE_TYPE),
        MAYBE(STRING)),
    ROW(fn_parse_xml_fragment, "parse-xml-fragment", 1, 1, LOOKS_AROUND | XPATH_OF_31,
        MAYBE(NODE_TYPE), MAYBE(STRING)),
    ROW(fn_serialize, "serialize", 1, 2, XPATH_OF_31, ONE(STRING), ANY(ITEM_TYPE), ANY(ITEM_TYPE)),
    {0},
};
