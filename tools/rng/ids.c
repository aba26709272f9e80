/* ID types of a schema and IDs of a document; see ids.h. */
#include "rng/ids.h"

#include "base/arena.h"
#include "base/memo.h"
#include "base/memory.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>

/* ---- the ID types of a schema ---- */

struct attribute_name {
    const char *uri, *local;
};

struct id_types {
    struct attribute_name *names; /* those of attributes that are of an ID type somewhere: few */
    size_t count, capacity;
    struct memo types; /* an element's URI and local name, a number of `names` from 1: the type */
};

/* The number of the name, from 1; 0 where it is not among them. */
static uintptr_t number_of(const struct id_types *types, const char *uri, const char *local) {
    size_t number = types->count;
    while (number &&
           (types->names[number - 1].local != local || types->names[number - 1].uri != uri))
        number--;
    return number;
}

struct id_types *id_types_new(void) {
    return memory_allocate(1, sizeof(struct id_types));
}

void id_types_add(struct id_types *types, const struct name_class *element,
                  const struct name_class *attribute, enum datatype_id_type type) {
    uintptr_t number = number_of(types, attribute->uri, attribute->local);
    if (!number) {
        types->names =
            memory_grow(types->names, &types->capacity, types->count + 1, sizeof *types->names);
        types->names[types->count++] = (struct attribute_name){attribute->uri, attribute->local};
        number = types->count;
    }
    memo_add(&types->types, element->uri, element->local, (const void *)number,
             (const void *)(uintptr_t)type);
}

enum datatype_id_type id_types_find(const struct id_types *types, const char *element_uri,
                                    const char *element_local, const char *uri, const char *local) {
    uintptr_t number = number_of(types, uri, local);
    if (!number) return DATATYPE_NO_ID;
    void *type = memo_find(&types->types, element_uri, element_local, (const void *)number);
    return (enum datatype_id_type)(uintptr_t)type;
}

void id_types_free(struct id_types *types) {
    if (!types) return;
    memo_free(&types->types);
    free(types->names);
    free(types);
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
