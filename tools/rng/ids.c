/* ID types of a schema and IDs of a document; see ids.h.  The types are found once, when the schema
   is loaded: for each pattern, what types it gives to those attribute names that are ever an ID.
   Schema reading has made sure that such attributes and their elements have plain names and the
   same type everywhere. */
#include "rng/ids.h"

#include "base/memory.h"
#include "rng/memo.h"

#include <libxml/hash.h>
#include <stdlib.h>

/* The types that attributes of one name have been seen with: bits 1 << enum datatype_id_type. */
typedef unsigned char type_set;

struct attribute_name {
    const char *uri, *local;
};

struct id_types {
    struct arena *arena;
    struct attribute_name *names; /* those of attributes that are of an ID type somewhere */
    size_t count, capacity;
    struct memo elements; /* URI, local name -> type_set[count] */
};

/* While types are found. */
struct finder {
    struct id_types *types;
    struct memo visited; /* pattern -> itself; then pattern -> type_set[count] */
};

/* ---- the names of attributes that are of an ID type somewhere ---- */

/* The ID type of an attribute's content, which is a data or value pattern if it has one. */
static enum datatype_id_type type_of_content(const struct pattern *content) {
    switch (content->kind) {
    case PATTERN_DATA: return datatype_id_type(content->type);
    case PATTERN_VALUE: return datatype_id_type(content->value_type);
    default: return DATATYPE_NO_ID;
    }
}

static void add_name(struct id_types *types, const char *uri, const char *local) {
    for (size_t i = 0; i < types->count; i++)
        if (types->names[i].uri == uri && types->names[i].local == local) return;
    types->names =
        memory_grow(types->names, &types->capacity, types->count + 1, sizeof *types->names);
    types->names[types->count++] = (struct attribute_name){uri, local};
}

static void add_names(struct id_types *types, const struct name_class *name_class) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        add_names(types, name_class->first);
    if (name_class->kind == NAME_CLASS_NAME) add_name(types, name_class->uri, name_class->local);
}

static void find_names(struct finder *finder, const struct pattern *pattern) {
    for (; pattern->has_attributes; pattern = pattern->second) {
        if (pattern->kind == PATTERN_ATTRIBUTE) {
            if (type_of_content(pattern->attribute_content))
                add_names(finder->types, pattern->name_class);
            return;
        }
        if (memo_find(&finder->visited, pattern, NULL, NULL)) return;
        memo_add(&finder->visited, pattern, NULL, NULL, pattern);
        if (pattern->kind == PATTERN_ONE_OR_MORE) {
            find_names(finder, pattern->inner);
            return;
        }
        find_names(finder, pattern->first);
    }
}

/* ---- the types that each pattern gives to these names ---- */

static void add_types(type_set *types, const type_set *more, size_t count) {
    for (size_t i = 0; more && i < count; i++)
        types[i] |= more[i];
}

/* NULL where the pattern has no attributes. */
static const type_set *types_of(struct finder *finder, const struct pattern *pattern) {
    if (!pattern->has_attributes) return NULL;
    struct id_types *types = finder->types;
    type_set *set = memo_find(&finder->visited, pattern, NULL, NULL);
    if (set) return set;
    set = arena_allocate(types->arena, types->count);
    const struct pattern *rest = pattern;
    for (; rest->kind == PATTERN_CHOICE; rest = rest->second)
        add_types(set, types_of(finder, rest->first), types->count);
    if (rest->kind == PATTERN_ATTRIBUTE) {
        type_set type = (type_set)(1u << type_of_content(rest->attribute_content));
        for (size_t i = 0; i < types->count; i++)
            if (name_class_contains(rest->name_class, types->names[i].uri, types->names[i].local))
                set[i] |= type;
    } else if (rest->has_attributes && rest->kind == PATTERN_ONE_OR_MORE) {
        add_types(set, types_of(finder, rest->inner), types->count);
    } else if (rest->has_attributes) {
        add_types(set, types_of(finder, rest->first), types->count);
        add_types(set, types_of(finder, rest->second), types->count);
    }
    memo_add(&finder->visited, pattern, NULL, NULL, set);
    return set;
}

/* Adds the types that an element pattern gives to the attributes of each element that it names. */
static void add_element(struct id_types *types, const struct name_class *name_class,
                        const type_set *more) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        add_element(types, name_class->first, more);
    if (name_class->kind != NAME_CLASS_NAME) return;
    type_set *set = memo_find(&types->elements, name_class->uri, name_class->local, NULL);
    if (!set) {
        set = arena_allocate(types->arena, types->count);
        memo_add(&types->elements, name_class->uri, name_class->local, NULL, set);
    }
    add_types(set, more, types->count);
}

static void find_types(struct finder *finder, const struct simple_schema *schema) {
    for (size_t i = 0; i < schema->element_count; i++)
        find_names(finder, schema->elements[i]->content);
    memo_free(&finder->visited);
    for (size_t i = 0; finder->types->count && i < schema->element_count; i++) {
        const type_set *types = types_of(finder, schema->elements[i]->content);
        if (types) add_element(finder->types, schema->elements[i]->name_class, types);
    }
    memo_free(&finder->visited);
}

struct id_types *id_types_new(const struct simple_schema *schema) {
    struct finder finder = {.types = memory_allocate(1, sizeof *finder.types)};
    finder.types->arena = arena_new();
    find_types(&finder, schema);
    if (finder.types->count) return finder.types;
    id_types_free(finder.types);
    return NULL;
}

void id_types_free(struct id_types *types) {
    if (!types) return;
    memo_free(&types->elements);
    free(types->names);
    arena_free(types->arena);
    free(types);
}

enum datatype_id_type id_types_find(const struct id_types *types, const char *element_uri,
                                    const char *element_local, const char *uri, const char *local) {
    for (size_t i = 0; i < types->count; i++) {
        if (types->names[i].local != local || types->names[i].uri != uri) continue;
        const type_set *set = memo_find(&types->elements, element_uri, element_local, NULL);
        for (int type = DATATYPE_ID; set && type <= DATATYPE_IDREFS; type++)
            if (set[i] & 1u << type) return (enum datatype_id_type)type;
    }
    return DATATYPE_NO_ID;
}

/* ---- the IDs of a document ---- */

struct reference {
    const char *id;
    size_t line, column;
};

struct document_ids {
    struct arena *arena;
    xmlHashTable *lines; /* ID -> size_t: its line */
    struct reference *references;
    size_t reference_count, reference_capacity;
};

struct document_ids *document_ids_new(void) {
    struct document_ids *ids = memory_allocate(1, sizeof *ids);
    ids->arena = arena_new();
    ids->lines = xmlHashCreate(0);
    if (!ids->lines) memory_exhausted();
    return ids;
}

void document_ids_free(struct document_ids *ids) {
    if (!ids) return;
    xmlHashFree(ids->lines, NULL);
    free(ids->references);
    arena_free(ids->arena);
    free(ids);
}

static const size_t *find_line(const struct document_ids *ids, const char *id, size_t length) {
    char *name = memory_copy(id, length);
    const size_t *line = xmlHashLookup(ids->lines, (const xmlChar *)name);
    free(name);
    return line;
}

bool document_ids_add(struct document_ids *ids, const char *id, size_t length, size_t line,
                      size_t *first_line) {
    const size_t *first = find_line(ids, id, length);
    if (first) {
        *first_line = *first;
        return false;
    }
    size_t *mine = arena_allocate(ids->arena, sizeof *mine);
    *mine = line;
    char *name = memory_copy(id, length);
    if (xmlHashAddEntry(ids->lines, (const xmlChar *)name, mine)) memory_exhausted();
    free(name);
    return true;
}

bool document_ids_has(const struct document_ids *ids, const char *id, size_t length) {
    return find_line(ids, id, length);
}

void document_ids_refer(struct document_ids *ids, const char *id, size_t length, size_t line,
                        size_t column) {
    ids->references = memory_grow(ids->references, &ids->reference_capacity,
                                  ids->reference_count + 1, sizeof *ids->references);
    ids->references[ids->reference_count++] =
        (struct reference){arena_copy(ids->arena, id, length), line, column};
}

void document_ids_check(const struct document_ids *ids,
                        void (*dangling)(void *data, const char *id, size_t line, size_t column),
                        void *data) {
    for (size_t i = 0; i < ids->reference_count; i++) {
        const struct reference *reference = &ids->references[i];
        if (!xmlHashLookup(ids->lines, (const xmlChar *)reference->id))
            dangling(data, reference->id, reference->line, reference->column);
    }
}
