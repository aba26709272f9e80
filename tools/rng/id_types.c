/* Soundness of ID, IDREF and IDREFS (RELAX NG DTD Compatibility 5): an attribute of such a type is
   called by name, on elements called by name, and has the same type wherever an element of that
   name has it. */
#include "rng/simple_form.h"

#include "base/memory.h"

#include <stdlib.h>

/* An attribute that may be of an ID type, or may be called like one that is. */
struct use {
    const struct simple_node *element, *attribute;
    const struct name_class *name; /* of the attribute */
};

/* An attribute of an ID type and an element that has it; both are plain names. */
struct known {
    const struct name_class *element, *attribute;
};

struct id_uses {
    struct simplification *simplification;
    struct use *uses;
    size_t count, capacity;
    struct known *known;
    size_t known_count, known_capacity;
    struct id_types *types; /* of these, for validation too */
    bool any;               /* some attribute has an ID type */
};

static enum datatype_id_type id_type_of(const struct simple_node *node) {
    return node->kind == SIMPLE_DATA || node->kind == SIMPLE_VALUE ? datatype_id_type(node->type)
                                                                   : DATATYPE_NO_ID;
}

static enum datatype_id_type attribute_type(const struct simple_node *attribute) {
    return id_type_of(attribute->members[0]);
}

static struct marked_name *marked(const struct name_class *name_class) {
    return (struct marked_name *)(size_t)name_class;
}

static void mark_names(const struct name_class *name_class) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        mark_names(name_class->first);
    if (name_class->kind == NAME_CLASS_NAME) marked(name_class)->has_id_type = true;
}

struct id_uses *id_uses_new(struct simplification *simplification) {
    struct id_uses *uses = memory_allocate(1, sizeof *uses);
    uses->simplification = simplification;
    uses->types = id_types_new();
    for (size_t i = 0; i < simplification->attribute_count; i++) {
        const struct simple_node *attribute = simplification->attributes[i];
        if (!attribute->checked || attribute_type(attribute) == DATATYPE_NO_ID) continue;
        uses->any = true;
        mark_names(attribute->name_class);
    }
    return uses;
}

void id_uses_note(struct id_uses *uses, const struct simple_node *element,
                  const struct simple_node *attribute, const struct name_class *name) {
    if (!uses->any || (name->kind == NAME_CLASS_NAME && !marked(name)->has_id_type)) return;
    uses->uses = memory_grow(uses->uses, &uses->capacity, uses->count + 1, sizeof *uses->uses);
    uses->uses[uses->count++] = (struct use){element, attribute, name};
}

void check_id_parent(struct simplification *simplification, const struct simple_node *node) {
    if (node->kind == SIMPLE_ATTRIBUTE) return;
    for (size_t i = 0; i < node->count; i++)
        if (id_type_of(node->members[i]) != DATATYPE_NO_ID)
            syntax_error(simplification->reading, node->members[i]->syntax, "rng/schema-id-type",
                         "the datatype %s cannot be used but as the whole value of an attribute "
                         "(RELAX NG DTD Compatibility 5)",
                         node->members[i]->syntax->name);
}

/* ---- what is of an ID type ---- */

static void conflict(struct id_uses *uses, const struct use *use) {
    syntax_error(uses->simplification->reading, use->attribute->syntax, "rng/schema-id-type",
                 "attribute \"%s\" of an element has another type of ID, IDREF or IDREFS, or none, "
                 "elsewhere (RELAX NG DTD Compatibility 5)",
                 use->name->kind == NAME_CLASS_NAME ? use->name->local : "*");
}

/* The ID type that is known of the attribute of the element. */
static enum datatype_id_type find(const struct id_uses *uses, const struct name_class *element,
                                  const struct name_class *attribute) {
    return id_types_find(uses->types, element->uri, element->local, attribute->uri,
                         attribute->local);
}

static void learn(struct id_uses *uses, const struct use *use, const struct name_class *element) {
    enum datatype_id_type type = attribute_type(use->attribute);
    enum datatype_id_type before = find(uses, element, use->name);
    if (before != DATATYPE_NO_ID) {
        if (before != type) conflict(uses, use);
        return;
    }
    uses->known =
        memory_grow(uses->known, &uses->known_capacity, uses->known_count + 1, sizeof *uses->known);
    uses->known[uses->known_count++] = (struct known){element, use->name};
    id_types_add(uses->types, element, use->name, type);
}

static bool has_plain_names_only(const struct name_class *name_class) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        if (!has_plain_names_only(name_class->first)) return false;
    return name_class->kind == NAME_CLASS_NAME;
}

static void learn_use(struct id_uses *uses, const struct use *use) {
    const struct name_class *element = use->element->name_class;
    if (!has_plain_names_only(element) || use->attribute->name_class->kind != NAME_CLASS_NAME) {
        syntax_error(uses->simplification->reading, use->attribute->syntax, "rng/schema-id-type",
                     "an attribute of type ID, IDREF or IDREFS needs one plain name, and every "
                     "element that has it plain names (RELAX NG DTD Compatibility 5)");
        return;
    }
    for (; element->kind == NAME_CLASS_CHOICE; element = element->second)
        learn(uses, use, element->first);
    learn(uses, use, element);
}

/* ---- what is of none ---- */

static void compare_with_all(struct id_uses *uses, const struct use *use) {
    const struct name_class *attribute = NULL;
    bool overlaps = false;
    for (size_t i = 0; i < uses->known_count; i++) {
        const struct known *known = &uses->known[i];
        if (known->attribute != attribute) { /* mostly it is xml:id, again and again */
            attribute = known->attribute;
            overlaps = name_classes_overlap(use->name, attribute);
        }
        if (!overlaps || !name_classes_overlap(use->element->name_class, known->element)) continue;
        conflict(uses, use);
        return;
    }
}

static void compare_use(struct id_uses *uses, const struct use *use) {
    const struct name_class *element = use->element->name_class;
    if (element->kind != NAME_CLASS_NAME || use->name->kind != NAME_CLASS_NAME)
        compare_with_all(uses, use);
    else if (find(uses, element, use->name) != DATATYPE_NO_ID)
        conflict(uses, use);
}

void id_uses_check(struct id_uses *uses) {
    for (size_t i = 0; i < uses->count; i++)
        if (attribute_type(uses->uses[i].attribute) != DATATYPE_NO_ID)
            learn_use(uses, &uses->uses[i]);
    for (size_t i = 0; i < uses->count; i++)
        if (attribute_type(uses->uses[i].attribute) == DATATYPE_NO_ID)
            compare_use(uses, &uses->uses[i]);
    if (uses->known_count)
        uses->simplification->schema->id_types = uses->types;
    else
        id_types_free(uses->types);
    free(uses->uses);
    free(uses->known);
    free(uses);
}
