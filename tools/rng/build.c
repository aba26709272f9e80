/* Makes patterns of the simple form: the last step of reading a schema. */
#include "rng/simple_form.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const struct pattern *build(struct simplification *simplification, struct simple_node *node);

/* The source's name, kept as long as the schema. */
static const char *kept_name(struct simplification *simplification, const struct source *source) {
    void **entry = pointer_map_entry(&simplification->file_names, source, NULL);
    if (!*entry)
        *entry = arena_copy(simplification->schema->arena, source->name, strlen(source->name));
    return *entry;
}

static struct element_pattern *build_element(struct simplification *simplification,
                                             const struct simple_node *node) {
    struct arena *arena = simplification->schema->arena;
    struct element_pattern *element = arena_allocate(arena, sizeof *element);
    struct source *source = node->syntax->scope->source;
    element->name_class = node->name_class;
    element->place.file = kept_name(simplification, source);
    source_position(source, node->syntax->offset, &element->place.line, &element->place.column);
    if (node->documentation)
        element->documentation =
            arena_copy(arena, node->documentation, strlen(node->documentation));
    return element;
}

static const struct pattern *build_members(struct simplification *simplification,
                                           const struct simple_node *node) {
    struct pattern_table *table = simplification->schema->patterns;
    const struct pattern *few[32];
    const struct pattern **members =
        node->count <= 32 ? few : memory_allocate(node->count, sizeof *members);
    for (size_t i = 0; i < node->count; i++)
        members[i] = build(simplification, node->members[i]);
    const struct pattern *pattern =
        node->kind == SIMPLE_CHOICE ? pattern_choice_of(table, members, node->count)
        : node->kind == SIMPLE_GROUP
            ? pattern_sequence_of(table, PATTERN_GROUP, members, node->count)
            : pattern_sequence_of(table, PATTERN_INTERLEAVE, members, node->count);
    if (members != few) free(members);
    return pattern;
}

static const struct pattern *build_kind(struct simplification *simplification,
                                        struct simple_node *node) {
    struct simple_schema *schema = simplification->schema;
    struct pattern_table *table = schema->patterns;
    switch ((enum simple_kind)node->kind) {
    case SIMPLE_EMPTY: return pattern_empty(table);
    case SIMPLE_TEXT: return pattern_text(table);
    case SIMPLE_CHOICE:
    case SIMPLE_INTERLEAVE:
    case SIMPLE_GROUP: return build_members(simplification, node);
    case SIMPLE_ONE_OR_MORE:
        return pattern_one_or_more(table, build(simplification, node->members[0]));
    case SIMPLE_LIST: return pattern_list(table, build(simplification, node->members[0]));
    case SIMPLE_DATA:
        return pattern_data(table, node->type,
                            node->count ? build(simplification, node->members[0]) : NULL);
    case SIMPLE_VALUE: {
        const char *text = node->syntax->text ? node->syntax->text : "";
        return pattern_value(table, node->type, node->value,
                             arena_copy(schema->arena, text, strlen(text)));
    }
    case SIMPLE_ATTRIBUTE:
        return pattern_attribute(table, node->name_class, build(simplification, node->members[0]));
    case SIMPLE_ELEMENT:
        node->element = build_element(simplification, node);
        return pattern_element(table, node->element);
    case SIMPLE_NOT_ALLOWED:
    case SIMPLE_REFERENCE: break;
    }
    return pattern_not_allowed(table);
}

static const struct pattern *build(struct simplification *simplification,
                                   struct simple_node *node) {
    if (!node->pattern) node->pattern = build_kind(simplification, node);
    return node->pattern;
}

void build_patterns(struct simplification *simplification) {
    struct simple_schema *schema = simplification->schema;
    size_t count = simplification->element_count;
    schema->start = build(simplification, simplification->start);
    schema->elements = arena_allocate(schema->arena, count * sizeof(struct element_pattern *));
    schema->element_count = count;
    for (size_t i = 0; i < count; i++) {
        struct simple_node *node = simplification->elements[i];
        build(simplification, node);
        node->element->content = build(simplification, node->members[0]);
        schema->elements[i] = node->element;
    }
}
