/* Links between documents; see links.h.  Paths are compared when they are absolute and free of
   "..", since each document names files as seen from its own folder. */
#include "verbs/links.h"

#include "base/memory.h"
#include "xml/uri.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

struct links {
    xmlHashTable *documents; /* by their names; struct targets */
};

struct targets {
    char **paths;
    size_t count, capacity;
};

struct links *links_new(void) {
    struct links *links = memory_allocate(1, sizeof *links);
    links->documents = xmlHashCreate(0);
    if (!links->documents) memory_exhausted();
    return links;
}

static void free_targets(void *value, const xmlChar *name) {
    struct targets *targets = value;
    (void)name;
    for (size_t i = 0; i < targets->count; i++)
        free(targets->paths[i]);
    free(targets->paths);
    free(targets);
}

void links_free(struct links *links) {
    if (!links) return;
    xmlHashFree(links->documents, free_targets);
    free(links);
}

/* RFC 3986 §5.2.4 takes "." and ".." out. */
static char *absolute(const char *path) {
    char *uri = uri_of_path(path), *plain = uri_resolve(uri, uri), *found = uri_path(plain);
    free(uri);
    free(plain);
    return found ? found : memory_copy(path, strlen(path));
}

/* Documents mostly point to a few files many times. */
static void add_target(struct targets *targets, const char *path) {
    char *target = absolute(path);
    for (size_t i = 0; i < targets->count; i++)
        if (!strcmp(targets->paths[i], target)) {
            free(target);
            return;
        }
    targets->paths =
        memory_grow(targets->paths, &targets->capacity, targets->count + 1, sizeof *targets->paths);
    targets->paths[targets->count++] = target;
}

void links_note(struct links *links, const char *document, const char *paths, size_t length) {
    const xmlChar *name = (const xmlChar *)document;
    if (xmlHashLookup(links->documents, name))
        xmlHashRemoveEntry(links->documents, name, free_targets);
    if (!length) return;
    struct targets *targets = memory_allocate(1, sizeof *targets);
    for (const char *end = paths + length; paths < end; paths += strlen(paths) + 1)
        add_target(targets, paths);
    if (xmlHashAddEntry(links->documents, name, targets)) memory_exhausted();
}

/* ---- the way back ---- */

struct search {
    char **changed; /* absolute */
    size_t count;
    char **names; /* found */
    size_t found, capacity;
};

static int is_beneath(const char *path, const char *above) {
    size_t length = strlen(above);
    return !strncmp(path, above, length) && (!path[length] || path[length] == '/');
}

static void look_at(void *value, void *context, const xmlChar *name) {
    const struct targets *targets = value;
    struct search *search = context;
    for (size_t i = 0; i < targets->count; i++)
        for (size_t j = 0; j < search->count; j++) {
            if (!is_beneath(targets->paths[i], search->changed[j])) continue;
            search->names = memory_grow(search->names, &search->capacity, search->found + 1,
                                        sizeof *search->names);
            search->names[search->found++] =
                memory_copy((const char *)name, strlen((const char *)name));
            return;
        }
}

static int compare_names(const void *first, const void *second) {
    return strcmp(*(char *const *)first, *(char *const *)second);
}

char **links_to(const struct links *links, const char *const *paths, size_t count, size_t *found) {
    struct search search = {.changed = memory_allocate(count, sizeof(char *)), .count = count};
    for (size_t i = 0; i < count; i++)
        search.changed[i] = absolute(paths[i]);
    xmlHashScan(links->documents, look_at, &search);
    if (search.found) qsort(search.names, search.found, sizeof *search.names, compare_names);
    for (size_t i = 0; i < count; i++)
        free(search.changed[i]);
    free(search.changed);
    *found = search.found;
    return search.names;
}
