/* The text of assertions, diagnostics and properties as it is read (ISO 5.5.1): text with values
   and names to be filled in, and with emphasis and the like for those who can show it. */
#include "schematron/reading.h"

#include <string.h>

static struct message *append(struct reading *reading, struct message ***end,
                              enum message_kind kind) {
    struct message *part = arena_allocate(reading->schema->arena, sizeof *part);
    part->kind = kind;
    **end = part;
    *end = &part->next;
    return part;
}

/* XSLT 1.0 takes of several nodes the first. */
static struct expression *value_of(struct reading *reading, struct element element) {
    static const char before[] = "string(";
    const char *select = filled_attribute(reading, element, "select");
    if (!select || !reading->compatible) return expression_of(reading, element, "select");
    return expression_made(reading, element, "select",
                           arena_print(reading->schema->arena, "%s%s)", before, select),
                           sizeof before - 1);
}

static struct expression *name_of(struct reading *reading, struct element element,
                                  const char *path) {
    static const char before[] = "name((";
    return expression_made(reading, element, "path",
                           arena_print(reading->schema->arena, "%s%s)[1])", before, path),
                           sizeof before - 1);
}

static void read_parts(struct reading *reading, struct element element, struct message ***end) {
    const struct tree *tree = element.file->tree;
    struct element child = {element.file, tree_first_child(tree, element.node)};
    for (; child.node != TREE_NONE; child.node = tree_next_sibling(tree, child.node)) {
        size_t length;
        const char *text = tree_value(tree, child.node, &length), *path;
        enum element_kind kind = kind_of(child);
        if (tree->nodes[child.node].kind == TREE_TEXT) {
            append(reading, end, PART_TEXT)->text =
                filled_text(reading, arena_copy(reading->schema->arena, text, length));
        } else if (kind == E_VALUE_OF) {
            struct expression *value = value_of(reading, child);
            if (value) append(reading, end, PART_VALUE_OF)->value = value;
        } else if (kind == E_NAME) {
            path = filled_attribute(reading, child, "path");
            struct expression *value = path ? name_of(reading, child, path) : NULL;
            if (value || !path) append(reading, end, PART_NAME)->value = value;
        } else if (kind == E_EMPH || kind == E_SPAN || kind == E_DIR) {
            struct message *open = append(reading, end, PART_OPEN);
            open->text = element_names[kind];
            open->attribute = attribute_of(reading, child, kind == E_DIR ? "value" : "class");
            read_parts(reading, child, end);
            append(reading, end, PART_CLOSE)->text = open->text;
        }
    }
}

struct message *message_read(struct reading *reading, struct element element) {
    struct message *first = NULL, **end = &first;
    read_parts(reading, element, &end);
    return first;
}
