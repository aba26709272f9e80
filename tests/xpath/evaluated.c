/* Evaluates expressions of XPath, for tests; see evaluated.h. */
#include "xpath/evaluated.h"

#include "run.h"

#include <stdlib.h>
#include <string.h>

/* ---- documents ---- */

static const struct {
    const char *uri, *xml;
} files[] = {{"file:///folder/one.xml", "<one xml:id=\"i\"/>"},
             {"file:///folder/two.xml", "<two/>"}};
enum { FILES = sizeof files / sizeof *files, BYTES_AT_MOST = 1 << 26 };

struct provider {
    struct tree_names *names;
    struct tree *trees[FILES];
};

static struct tree *document(void *data, const char *uri, const char **reason) {
    struct provider *provider = data;
    for (size_t i = 0; i < FILES; i++) {
        if (strcmp(files[i].uri, uri) != 0) continue;
        if (!provider->trees[i])
            provider->trees[i] = tree_read_memory(files[i].xml, strlen(files[i].xml), uri, uri,
                                                  provider->names, NULL);
        return provider->trees[i];
    }
    *reason = "there is no such document";
    return NULL;
}

static bool collection(void *data, const char *uri, struct buffer *uris, const char **reason) {
    (void)data;
    *reason = "there is no such collection";
    for (size_t i = 0; i < FILES && !*uri; i++)
        buffer_append(uris, files[i].uri, strlen(files[i].uri) + 1);
    return !*uri;
}

static bool text(void *data, const char *uri, struct buffer *bytes, const char **reason) {
    (void)data;
    *reason = "there is no such text";
    bool is_there = strcmp(uri, "file:///folder/text") == 0;
    if (is_there) buffer_text(bytes, "one line\r\ntwo lin\xC3\xA9s\n");
    return is_there;
}

/* ---- evaluating ---- */

static void show(struct buffer *out, struct xpath_sequence value) {
    struct xpath_values values = {.arena = arena_new()};
    for (size_t i = 0; i < value.count; i++) {
        const struct xpath_value *item = &value.items[i];
        if (i) buffer_byte(out, '|');
        if (item->type == XPATH_NODE) {
            tree_write(item->as.node.tree, item->as.node.index, out);
        } else if (item->type == XPATH_FUNCTION) {
            buffer_text(out, "function");
        } else {
            struct xpath_string string = xpath_value_text(&values, item);
            buffer_append(out, string.bytes, string.length);
        }
    }
    arena_free(values.arena);
}

char *evaluated(const char *expression, const char *document_xml) {
    struct provider provider = {.names = tree_names_new(NULL)};
    struct xpath_documents documents = {document, collection, text, &provider};
    struct xpath_static *context = xpath_static_new(provider.names);
    struct xpath_limits limits = {.bytes = BYTES_AT_MOST};
    struct xpath_evaluation *evaluation = NULL;
    struct tree *tree = NULL;
    struct xpath_fault fault;
    struct buffer out = {0};
    xpath_static_features(context, XPATH_31 | XPATH_XSLT_FUNCTIONS);
    xpath_static_namespace(context, "p", "urn:p");
    xpath_static_namespace(context, "t", "urn:t");
    xpath_static_base(context, "file:///folder/query");
    buffer_text(&out, "");
    const struct xpath_expression *compiled =
        xpath_compile(context, expression, strlen(expression), &fault);
    if (!compiled) {
        buffer_text(&out, fault.code);
    } else {
        struct xpath_value item;
        struct xpath_sequence value;
        evaluation = xpath_evaluation_new(context, &documents, &limits);
        if (document_xml) {
            tree = tree_read_memory(document_xml, strlen(document_xml), "in.xml",
                                    "file:///folder/in.xml", provider.names, NULL);
            ck_assert_msg(tree != NULL, "%s", document_xml);
            item = xpath_value_node(tree, 0);
        }
        if (xpath_evaluate(evaluation, compiled, tree ? &item : NULL, &value))
            show(&out, value);
        else
            buffer_text(&out, xpath_error(evaluation)->code);
    }
    xpath_evaluation_free(evaluation);
    tree_free(tree);
    for (size_t i = 0; i < FILES; i++)
        tree_free(provider.trees[i]);
    xpath_static_free(context);
    tree_names_free(provider.names);
    return out.bytes;
}

void assert_all_evaluated(const char *document_xml, const struct evaluated *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char *value = evaluated(rows[i].expression, document_xml);
        ck_assert_msg(strcmp(value, rows[i].value) == 0, "%s\n  is       %s\n  expected %s",
                      rows[i].expression, value, rows[i].value);
        free(value);
    }
}
