/* Makes patterns of the simple form; see build.h. */
#include "rng/build.h"

#include "base/memory.h"
#include "rng/simple_form.h"

#include <stdlib.h>

static const struct pattern *build_members(struct builder *builder,
                                           const struct simple_node *node) {
    struct pattern_table *table = builder->patterns;
    const struct pattern *few[32];
    const struct pattern **members =
        node->count <= 32 ? few : memory_allocate(node->count, sizeof *members);
    for (size_t i = 0; i < node->count; i++)
        members[i] = build_pattern(builder, node->members[i]);
    const struct pattern *pattern =
        node->kind == SIMPLE_CHOICE ? pattern_choice_of(table, members, node->count)
        : node->kind == SIMPLE_GROUP
            ? pattern_sequence_of(table, PATTERN_GROUP, members, node->count)
            : pattern_sequence_of(table, PATTERN_INTERLEAVE, members, node->count);
    if (members != few) free(members);
    return pattern;
}

static const struct pattern *build_compound(struct builder *builder,
                                            const struct simple_node *node) {
    struct pattern_table *table = builder->patterns;
    if (node->kind == SIMPLE_CHOICE || node->kind == SIMPLE_INTERLEAVE ||
        node->kind == SIMPLE_GROUP)
        return build_members(builder, node);
    const struct pattern *inside = build_pattern(builder, node->members[0]);
    if (node->kind == SIMPLE_ONE_OR_MORE) return pattern_one_or_more(table, inside);
    if (node->kind == SIMPLE_LIST) return pattern_list(table, inside);
    return pattern_attribute(table, node->name_class, inside);
}

const struct pattern *build_pattern(struct builder *builder, const struct simple_node *node) {
    struct pattern_table *table = builder->patterns;
    switch ((enum simple_kind)node->kind) {
    case SIMPLE_EMPTY: return pattern_empty(table);
    case SIMPLE_TEXT: return pattern_text(table);
    case SIMPLE_DATA:
        return pattern_data(table, node->type,
                            node->count ? build_pattern(builder, node->members[0]) : NULL);
    case SIMPLE_VALUE:
        return pattern_value(table, node->type, node->value,
                             node->syntax->text ? node->syntax->text : "");
    case SIMPLE_ELEMENT: return pattern_element(table, node->element);
    case SIMPLE_NOT_ALLOWED:
    case SIMPLE_REFERENCE: return pattern_not_allowed(table);
    default: break;
    }
    const struct pattern *pattern = memo_find(&builder->made, node, NULL, NULL);
    if (pattern) return pattern;
    pattern = build_compound(builder, node);
    memo_add(&builder->made, node, NULL, NULL, pattern);
    return pattern;
}

const struct pattern *build_content(struct builder *builder, struct element_pattern *element) {
    if (!element->content || element->generation != builder->generation) {
        element->content = build_pattern(builder, element->simple->members[0]);
        element->generation = builder->generation;
    }
    return element->content;
}

void build_leaves(struct builder *builder, struct simple_schema *schema) {
    builder->generation = ++schema->generations;
    for (size_t i = 0; i < schema->leaf_count; i++)
        build_pattern(builder, schema->leaves[i]);
}

void builder_free(struct builder *builder) {
    memo_free(&builder->made);
}
