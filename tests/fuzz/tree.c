/* Fuzz target: documents as trees.  Whatever the bytes, reading must end with a tree that is sound
   or with a finding; what is written of it must be read as the same tree. */
#include "xml/tree.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether a node's links lead where they should. */
static bool is_sound(const struct tree *tree, uint32_t index) {
    const struct tree_node *nodes = tree->nodes, *node = &nodes[index];
    if (node->end <= index || node->end > tree->count) return false;
    if (index == 0) return node->kind == TREE_DOCUMENT && node->parent == TREE_NONE;
    if (node->parent >= index || node->end > nodes[node->parent].end) return false;
    if (node->previous != TREE_NONE && nodes[node->previous].end != index) return false;
    if (!node->line || !node->column) return false;
    for (uint32_t i = 1; i <= node->attributes; i++)
        if (nodes[index + i].kind != TREE_ATTRIBUTE || nodes[index + i].parent != index)
            return false;
    return node->kind != TREE_TEXT || node->length;
}

static bool is_same(const struct tree *first, const struct tree *second) {
    if (first->count != second->count) return false;
    for (uint32_t i = 0; i < first->count; i++) {
        const struct tree_node *a = &first->nodes[i], *b = &second->nodes[i];
        size_t length, other_length;
        const char *value = tree_value(first, i, &length);
        const char *other = tree_value(second, i, &other_length);
        if (a->kind != b->kind || a->parent != b->parent || a->name != b->name ||
            length != other_length || memcmp(value, other, length))
            return false;
    }
    return true;
}

static void look(const struct tree *tree) {
    struct buffer xml = {0};
    for (uint32_t i = 0; i < tree->count; i++) {
        if (!is_sound(tree, i)) abort();
        if (i >= 100) continue;
        tree_path(tree, i, &xml);
        tree_place(tree, i);
        free(tree_base_uri(tree, i));
    }
    xml.length = 0;
    tree_write(tree, 0, &xml);
    struct tree *again = tree_read_memory(xml.bytes, xml.length, "again", NULL, NULL, NULL);
    if (!again || !is_same(tree, again)) abort();
    tree_free(again);
    buffer_free(&xml);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *findings = NULL;
    size_t findings_size;
    FILE *stream = open_memstream(&findings, &findings_size);
    if (!stream) abort();
    struct report *report = report_new(stream, report_format_named("jsonl"), false);
    struct tree *tree =
        tree_read_memory((const char *)data, size, "in", "file:///in", NULL, report);
    if (!tree == !report_count(report, SEVERITY_ERROR)) abort();
    if (tree) look(tree);
    tree_free(tree);
    report_free(report);
    fclose(stream);
    free(findings);
    return 0;
}
