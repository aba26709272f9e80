/* Finds and reads the files that a schema refers to. */
#include "rng/references.h"
#include "xml/location.h"

#include <string.h>

struct referenced_file *references_open(struct references *references,
                                        const struct syntax_node *node) {
    struct syntax_reading *reading = references->reading;
    if (!node->text) return NULL;
    if (!syntax_is_uri_reference(node->text) || strchr(node->text, '#')) {
        syntax_error(reading, node, "rng/schema-uri",
                     "\"%s\" is not a URI reference without a fragment (RELAX NG 4.5)", node->text);
        return NULL;
    }
    const char *path = location_of(reading->arena, reading->report, node->scope->base, node->text);
    if (!path) {
        syntax_error(reading, node, "rng/schema-reference",
                     "\"%s\" is not a file, and no catalog maps it to one; schemas are never "
                     "fetched (RELAX NG 4.5)",
                     node->text);
        return NULL;
    }
    path = syntax_symbol(reading, path, strlen(path));
    struct referenced_file *file = memo_find(&references->files, path, NULL, NULL);
    if (file) return file->root ? file : NULL;
    file = arena_allocate(reading->arena, sizeof *file);
    *memo_place(&references->files, path, NULL, NULL) = file;
    file->path = path;
    const char *problem = NULL;
    if (reading->files) stamps_note(reading->files, path);
    struct source *source = source_read(reading->arena, path, &problem);
    if (!source) {
        syntax_error(reading, node, "rng/schema-reference", "\"%s\" cannot be read: %s (%s)",
                     node->text, problem,
                     node->kind == SYNTAX_INCLUDE ? "RELAX NG 4.7" : "RELAX NG 4.6");
        return NULL;
    }
    source->next = reading->sources;
    reading->sources = source;
    file->root = syntax_skip_annotations(syntax_read(reading, source));
    return file->root ? file : NULL;
}
