/* All names of a schema's element and attribute patterns, for messages that tell an unknown name
   from one that is out of place, and find the name that was meant. */
#include "base/memory.h"
#include "rng/internal.h"
#include "rng/simple_form.h"

#include <stdlib.h>

struct collector {
    struct schema_names *names;
    struct memo elements, attributes; /* names that are there */
    struct memo visited;              /* nodes of the simple form */
};

static void add_element_name(struct collector *collector, const char *uri, const char *local) {
    struct schema_names *names = collector->names;
    if (memo_find(&collector->elements, uri, local, NULL)) return;
    memo_add(&collector->elements, uri, local, NULL, local);
    names->elements = memory_grow(names->elements, &names->element_capacity,
                                  names->element_count + 1, sizeof *names->elements);
    names->elements[names->element_count++] = (struct schema_name){uri, local};
}

static void add_attribute_name(struct collector *collector, const char *uri, const char *local) {
    struct schema_names *names = collector->names;
    if (memo_find(&collector->attributes, uri, local, NULL)) return;
    memo_add(&collector->attributes, uri, local, NULL, local);
    names->attributes = memory_grow(names->attributes, &names->attribute_capacity,
                                    names->attribute_count + 1, sizeof *names->attributes);
    names->attributes[names->attribute_count++] = (struct schema_name){uri, local};
}

static void add_names(struct collector *collector, const struct name_class *name_class,
                      void (*add)(struct collector *collector, const char *uri,
                                  const char *local)) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        add_names(collector, name_class->first, add);
    if (name_class->kind == NAME_CLASS_NAME) add(collector, name_class->uri, name_class->local);
}

static void add_attributes(struct collector *collector, const struct simple_node *node) {
    if (!(node->contains & CONTAINS_ATTRIBUTE) || memo_find(&collector->visited, node, NULL, NULL))
        return;
    memo_add(&collector->visited, node, NULL, NULL, node);
    if (node->kind == SIMPLE_ATTRIBUTE) {
        add_names(collector, node->name_class, add_attribute_name);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        add_attributes(collector, node->members[i]);
}

const struct schema_names *schema_names_of(struct rng_schema *schema) {
    if (schema->schema_names) return schema->schema_names;
    struct collector collector = {.names = memory_allocate(1, sizeof *collector.names)};
    for (size_t i = 0; i < schema->simple->element_count; i++) {
        const struct element_pattern *element = schema->simple->elements[i];
        add_names(&collector, element->name_class, add_element_name);
        add_attributes(&collector, element->simple->members[0]);
    }
    memo_free(&collector.elements);
    memo_free(&collector.attributes);
    memo_free(&collector.visited);
    return schema->schema_names = collector.names;
}

void schema_names_free(struct schema_names *names) {
    if (!names) return;
    free(names->elements);
    free(names->attributes);
    free(names);
}
