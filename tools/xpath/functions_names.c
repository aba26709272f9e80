/* Functions on QNames (F&O 11) and on URIs (8.1, 7.4.10 to 7.4.12, 16.8). */
#include "xpath/evaluation.h"
#include "xpath/functions_common.h"

#include "xml/uri.h"
#include "xpath/values.h"
#include "xsd/datatype.h"

#include <stdlib.h>

static bool is_ncname(struct xpath_string string) {
    return datatype_is_written("NCName", string.bytes, string.length);
}

/* ---- making QNames (F&O 11.1) ---- */

/* The two parts of a QName as written, without white space around; FOCA0002. */
static bool split_name(struct xpath_evaluation *evaluation, struct xpath_string written,
                       struct xpath_string *prefix, struct xpath_string *local) {
    struct xpath_string name = string_trim(written);
    const char *colon = name.length ? memchr(name.bytes, ':', name.length) : NULL;
    *prefix = (struct xpath_string){name.bytes, colon ? (size_t)(colon - name.bytes) : 0};
    size_t skipped = colon ? prefix->length + 1 : 0;
    *local = (struct xpath_string){name.bytes + skipped, name.length - skipped};
    if ((!colon || is_ncname(*prefix)) && is_ncname(*local)) return true;
    return fail_with(evaluation, "FOCA0002", "\"%.*s\" is no QName", (int)written.length,
                     written.bytes);
}

static bool give_name(struct xpath_evaluation *evaluation, struct xpath_sink *result,
                      const char *uri, struct xpath_string prefix, struct xpath_string local) {
    struct xpath_value name = {
        XPATH_QNAME, .as.name = {uri, text_of(evaluation, prefix), text_of(evaluation, local)}};
    return xpath_give(result, &name);
}

FUNCTION(qname) {
    struct xpath_string uri = string_argument(arguments, count, 0), prefix, local;
    if (!split_name(evaluation, string_argument(arguments, count, 1), &prefix, &local))
        return false;
    if (prefix.length && !uri.length)
        return fail_with(evaluation, "FOCA0002", "a name in no namespace has no prefix");
    return give_name(evaluation, result, text_of(evaluation, uri), prefix, local);
}

/* The default namespace is that of names without a prefix. */
FUNCTION(resolve_qname) {
    if (!arguments[0].count) return true;
    struct xpath_string prefix, local;
    if (!split_name(evaluation, string_argument(arguments, count, 0), &prefix, &local))
        return false;
    const struct xpath_node *element = &arguments[1].items->as.node;
    const char *uri = tree_namespace_of(element->tree, element->index, text_of(evaluation, prefix));
    if (!uri && prefix.length)
        return fail_with(evaluation, "FONS0004", "the prefix \"%.*s\" is not declared",
                         (int)prefix.length, prefix.bytes);
    return give_name(evaluation, result, uri ? uri : "", prefix, local);
}

/* ---- parts of QNames (F&O 11.2) ---- */

FUNCTION(prefix_from_qname) {
    const struct xpath_value *name = argument(arguments, count, 0);
    return !name || !*name->as.name.prefix || give_text(result, XPATH_NCNAME, name->as.name.prefix);
}

FUNCTION(local_name_from_qname) {
    const struct xpath_value *name = argument(arguments, count, 0);
    return !name || give_text(result, XPATH_NCNAME, name->as.name.local);
}

FUNCTION(namespace_uri_from_qname) {
    const struct xpath_value *name = argument(arguments, count, 0);
    return !name || give_text(result, XPATH_ANY_URI, name->as.name.uri);
}

/* ---- namespaces of elements (F&O 11.2.5, 11.2.6) ---- */

FUNCTION(namespace_uri_for_prefix) {
    const struct xpath_node *element = &arguments[1].items->as.node;
    const char *uri = tree_namespace_of(element->tree, element->index,
                                        text_of(evaluation, string_argument(arguments, count, 0)));
    return !uri || !*uri || give_text(result, XPATH_ANY_URI, uri);
}

/* Each prefix that is declared at the element or above it, where its nearest declaration binds it.
 */
FUNCTION(in_scope_prefixes) {
    const struct xpath_node *element = &arguments[0].items->as.node;
    const struct tree *tree = element->tree;
    struct collector seen = collector(evaluation->frame);
    for (uint32_t node = element->index; node != TREE_NONE; node = tree->nodes[node].parent) {
        size_t declared_count;
        const struct tree_namespace *declared = tree_declared(tree, node, &declared_count);
        for (size_t i = 0; i < declared_count; i++) {
            const char *prefix = declared[i].prefix;
            bool is_new = true;
            for (size_t j = 0; j < seen.count && is_new; j++)
                is_new = strcmp(seen.items[j].as.string.bytes, prefix) != 0;
            if (!is_new) continue;
            if (!give_text(&seen.sink, XPATH_STRING, prefix)) return false;
            enum xpath_type type = *prefix ? XPATH_NCNAME : XPATH_STRING;
            if (*declared[i].uri && !give_text(result, type, prefix)) return false;
        }
    }
    return give_text(result, XPATH_NCNAME, "xml");
}

/* ---- fn:resolve-uri (F&O 8.1), fn:static-base-uri (16.8) ---- */

FUNCTION(static_base_uri) {
    const char *base = xpath_call_base(evaluation);
    return !base || give_text(result, XPATH_ANY_URI, base);
}

static bool check_uri(struct xpath_evaluation *evaluation, struct xpath_string uri) {
    return datatype_is_written("anyURI", uri.bytes, uri.length) ||
           fail_with(evaluation, "FORG0002", "\"%.*s\" is no URI", (int)uri.length, uri.bytes);
}

/* The base URI of a call: its second argument, or that of the static context. */
static const char *base_argument(struct xpath_evaluation *evaluation,
                                 const struct xpath_sequence *arguments, size_t count) {
    const char *base = xpath_call_base(evaluation);
    if (count > 1) {
        struct xpath_string given = string_argument(arguments, count, 1);
        if (!check_uri(evaluation, given)) return NULL;
        base = text_of(evaluation, given);
    }
    if (!base)
        fail_with(evaluation, "FONS0005", "there is no base URI");
    else if (!uri_has_scheme(base) || strchr(base, '#'))
        fail_with(evaluation, "FORG0002", "\"%s\" is no absolute URI, so that it is no base", base);
    else
        return base;
    return NULL;
}

FUNCTION(resolve_uri) {
    if (!arguments[0].count) return true;
    struct xpath_string given = string_argument(arguments, count, 0);
    if (!check_uri(evaluation, given)) return false;
    const char *reference = text_of(evaluation, given);
    if (uri_has_scheme(reference)) return give_text(result, XPATH_ANY_URI, reference);
    const char *base = base_argument(evaluation, arguments, count);
    if (!base) return false;
    char *uri = uri_resolve(reference, base);
    const char *kept = text_of(evaluation, (struct xpath_string){uri, strlen(uri)});
    free(uri);
    return give_text(result, XPATH_ANY_URI, kept);
}

/* ---- escaping (F&O 7.4.10 to 7.4.12) ---- */

static bool is_alphanumeric(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

/* RFC 3986 2.3, the unreserved ones. */
static bool stays_in_part(char byte) {
    return is_alphanumeric(byte) || (byte && strchr("-_.~", byte));
}

/* What may stand in a URI, also what has a meaning there. */
static bool stays_in_iri(char byte) {
    return byte > ' ' && byte < 0x7F && !strchr("<>\"{}|\\^`", byte);
}

static bool stays_in_html(char byte) {
    return byte >= ' ' && byte < 0x7F;
}

static bool give_escaped(struct xpath_evaluation *evaluation, struct xpath_string string,
                         bool (*stays)(char byte), struct xpath_sink *result) {
    struct buffer out = {0};
    for (size_t i = 0; i < string.length; i++) {
        if (stays(string.bytes[i]))
            buffer_byte(&out, string.bytes[i]);
        else
            buffer_print(&out, "%%%02X", (unsigned char)string.bytes[i]);
    }
    return give_buffer(evaluation, result, &out);
}

FUNCTION(encode_for_uri) {
    return give_escaped(evaluation, string_argument(arguments, count, 0), stays_in_part, result);
}

FUNCTION(iri_to_uri) {
    return give_escaped(evaluation, string_argument(arguments, count, 0), stays_in_iri, result);
}

FUNCTION(escape_html_uri) {
    return give_escaped(evaluation, string_argument(arguments, count, 0), stays_in_html, result);
}

/* ---- the table ---- */

#define ESCAPE(name, run) ROW(run, name, 1, 1, 0, ONE(STRING), MAYBE(STRING))

const struct xpath_function_row xpath_name_functions[] = {
    ROW(fn_qname, "QName", 2, 2, 0, ONE(QNAME), MAYBE(STRING), ONE(STRING)),
    ROW(fn_resolve_qname, "resolve-QName", 2, 2, 0, MAYBE(QNAME), MAYBE(STRING), ONE(ELEMENT_TYPE)),
    ROW(fn_prefix_from_qname, "prefix-from-QName", 1, 1, 0, MAYBE(NCNAME), MAYBE(QNAME)),
    ROW(fn_local_name_from_qname, "local-name-from-QName", 1, 1, 0, MAYBE(NCNAME), MAYBE(QNAME)),
    ROW(fn_namespace_uri_from_qname, "namespace-uri-from-QName", 1, 1, 0, MAYBE(ANY_URI),
        MAYBE(QNAME)),
    ROW(fn_namespace_uri_for_prefix, "namespace-uri-for-prefix", 2, 2, 0, MAYBE(ANY_URI),
        MAYBE(STRING), ONE(ELEMENT_TYPE)),
    ROW(fn_in_scope_prefixes, "in-scope-prefixes", 1, 1, 0, ANY(STRING), ONE(ELEMENT_TYPE)),
    ROW(fn_static_base_uri, "static-base-uri", 0, 0, XPATH_USES_STATIC, MAYBE(ANY_URI),
        NO_PARAMETERS),
    ROW(fn_resolve_uri, "resolve-uri", 1, 2, XPATH_USES_STATIC, MAYBE(ANY_URI), MAYBE(STRING),
        ONE(STRING)),
    ESCAPE("encode-for-uri", fn_encode_for_uri),
    ESCAPE("iri-to-uri", fn_iri_to_uri),
    ESCAPE("escape-html-uri", fn_escape_html_uri),
    {0},
};
