/* Reads a document into a tree: the reader's events, given to the builder. */
#include "xml/reader.h"
#include "xml/tree.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>

struct tree *tree_read_source(const struct xml_source *source, const char *uri,
                              const struct tree_names *names, struct report *report) {
    struct tree_builder *builder = tree_builder_new(names, source->name, uri);
    struct xml_observer observer = tree_builder_observer(builder);
    if (xml_read(source, &observer, 1, report) == XML_GOOD) return tree_built(builder);
    tree_builder_free(builder);
    return NULL;
}

struct tree *tree_read_memory(const char *bytes, size_t length, const char *name, const char *uri,
                              const struct tree_names *names, struct report *report) {
    const struct xml_source source = {
        .path = name ? name : "", .name = name, .bytes = bytes, .length = length};
    return tree_read_source(&source, uri, names, report);
}

struct tree *tree_read(const char *path, const char *name, const struct tree_names *names,
                       struct report *report) {
    const struct xml_source source = {.path = path, .name = name};
    char *uri = strcmp(path, "-") != 0 ? uri_of_path(path) : NULL;
    struct tree *tree = tree_read_source(&source, uri, names, report);
    free(uri);
    return tree;
}
