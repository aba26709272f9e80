/* Where nodes stand.  Attributes have no place of their own in the tree: when the first is asked
   for, the file is read again and the places of all are noted. */
#include "base/memory.h"
#include "xml/tree_internal.h"

#include <stdlib.h>
#include <string.h>

struct attribute_place {
    uint32_t node, line, column;
};

struct tree_places {
    struct xml_source source; /* with a path of its own; NULL: it cannot be read again */
    bool looked;
    struct attribute_place *list; /* in document order */
    size_t count, capacity;
};

struct tree_places *tree_places_new(const struct xml_source *source) {
    struct tree_places *places = memory_allocate(1, sizeof *places);
    bool again = source->bytes ? source->bytes_stay : strcmp(source->path, "-") != 0;
    places->source = *source;
    places->source.path = again ? memory_copy(source->path, strlen(source->path)) : NULL;
    places->source.name = places->source.path;
    places->source.names = NULL;
    return places;
}

void tree_places_free(struct tree_places *places) {
    if (!places) return;
    free((char *)places->source.path);
    free(places->list);
    free(places);
}

/* ---- reading again ---- */

/* Goes along the tree, which has to be that of the file still. */
struct look {
    const struct tree *tree;
    uint32_t node; /* the last element met, or the document */
    bool differs;
};

static bool find_element(struct look *look, struct xml_place place, size_t attribute_count) {
    const struct tree *tree = look->tree;
    do
        look->node++;
    while (look->node < tree->count && tree->nodes[look->node].kind != TREE_ELEMENT);
    if (look->node == tree->count) return false;
    const struct tree_node *element = &tree->nodes[look->node];
    return element->attributes == attribute_count && element->line == (uint32_t)place.line &&
           element->column == (uint32_t)place.column;
}

static void start_tag(void *context, const struct xml_tag *tag, struct xml_reader *reader) {
    struct look *look = context;
    struct tree_places *places = look->tree->places;
    if (look->differs) return;
    look->differs = !find_element(look, xml_tag_place(reader), tag->attribute_count);
    if (look->differs) return;
    places->list = memory_grow(places->list, &places->capacity,
                               places->count + tag->attribute_count, sizeof *places->list);
    for (size_t i = 0; i < tag->attribute_count; i++) {
        struct xml_place place = xml_attribute_place(reader, &tag->attributes[i].name);
        places->list[places->count++] = (struct attribute_place){
            look->node + 1 + (uint32_t)i, (uint32_t)place.line, (uint32_t)place.column};
    }
}

static void look_again(const struct tree *tree) {
    struct tree_places *places = tree->places;
    struct look look = {.tree = tree};
    struct xml_observer observer = {.context = &look, .start_tag = start_tag};
    places->looked = true;
    if (!places->source.path) return;
    if (xml_read(&places->source, &observer, 1, NULL) != XML_GOOD || look.differs)
        places->count = 0;
}

static const struct attribute_place *place_of_attribute(const struct tree *tree, uint32_t node) {
    struct tree_places *places = tree->places;
    if (!places) return NULL;
    if (!places->looked) look_again(tree);
    size_t low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places->list[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low < places->count && places->list[low].node == node ? &places->list[low] : NULL;
}

struct xml_place tree_place(const struct tree *tree, uint32_t node) {
    const struct tree_node *at = &tree->nodes[node];
    const struct tree_inclusion *inclusion = tree_inclusion_of(tree, node);
    struct xml_place place = {at->line, at->column, inclusion ? inclusion->file : NULL};
    const struct attribute_place *own =
        at->kind == TREE_ATTRIBUTE ? place_of_attribute(tree, node) : NULL;
    if (own) {
        place.line = own->line;
        place.column = own->column;
    }
    return place;
}
