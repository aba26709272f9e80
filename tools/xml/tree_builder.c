/* Builds a tree from the events of a document in one pass: a node is appended to the array at its
   event, and what is open needs no stack, since every node knows its parent. */
#include "base/memo.h"
#include "base/memory.h"
#include "xml/reader_internal.h"
#include "xml/tree_internal.h"

#include <stdlib.h>
#include <string.h>

static const char xml_uri[] = "http://www.w3.org/XML/1998/namespace";

/* A name of the document, found by the addresses of its strings. */
struct known_name {
    struct xml_name as_written;
    uint32_t name;
    uint16_t prefix;
    uint8_t
        flags; /* of an attribute of that name: TREE_IS_ID of xml:id, TREE_HAS_BASE of xml:base */
};

/* A text that grows; `room` is how long it may become where it is. */
struct growing {
    char *bytes;
    size_t length, room, capacity;
};

/* The names met last, by the address of the local part. */
enum { RECENT_NAMES = 256 };

struct tree_builder {
    struct tree *tree;
    struct growing text, values;
    size_t node_room, node_capacity, namespace_capacity, prefix_capacity, inclusion_capacity;
    uint32_t open;      /* the innermost open element, or the document */
    uint32_t last;      /* its last child so far, or TREE_NONE */
    bool in_text;       /* that is a text node which may go on: its length is not set yet */
    uint32_t inclusion; /* that `open` is within, or TREE_NONE */
    const struct known_name *recent[RECENT_NAMES];
    struct memo names;         /* local name, URI, prefix: struct known_name */
    struct memo prefixes;      /* prefix: its place in tree->prefixes, as a number */
    size_t most;               /* nodes, and bytes of text and of values */
    struct xml_reader *reader; /* of the event at hand */
    bool refused;              /* it is too large */
    bool ended;
};

/* A number takes at most 32 bits, and TREE_NONE is none. */
enum { MOST_PREFIXES = UINT16_MAX };
static const size_t most_of_all = UINT32_MAX - 1;

static void refuse(struct tree_builder *builder, const char *message) {
    if (builder->reader) xml_refuse(builder->reader, "xml/too-large", message);
    builder->refused = true;
}

/* ---- names ---- */

static uint16_t add_prefix(struct tree_builder *builder, const char *prefix) {
    struct tree *tree = builder->tree;
    if (tree->prefix_count > MOST_PREFIXES) {
        refuse(builder, "the document has too many different prefixes");
        return 0;
    }
    tree->prefixes = memory_grow(tree->prefixes, &builder->prefix_capacity, tree->prefix_count + 1,
                                 sizeof *tree->prefixes);
    tree->prefixes[tree->prefix_count] = arena_copy(tree->arena, prefix, strlen(prefix));
    return (uint16_t)tree->prefix_count++;
}

static uint16_t prefix_number(struct tree_builder *builder, const char *prefix) {
    if (!prefix) return 0;
    void **place = memo_place(&builder->prefixes, prefix, NULL, NULL);
    if (!*place) *place = (void *)(uintptr_t)add_prefix(builder, prefix);
    return (uint16_t)(uintptr_t)*place;
}

static struct known_name *add_name(struct tree_builder *builder, const struct xml_name *name) {
    struct known_name *known = arena_allocate(builder->tree->arena, sizeof *known);
    known->as_written = *name;
    known->name = tree_name_intern(builder->tree->names, name->uri, name->local);
    known->prefix = prefix_number(builder, name->prefix);
    if (!strcmp(name->uri, xml_uri))
        known->flags = !strcmp(name->local, "id")     ? TREE_IS_ID
                       : !strcmp(name->local, "base") ? TREE_HAS_BASE
                                                      : 0;
    return known;
}

static const struct known_name *find_name(struct tree_builder *builder,
                                          const struct xml_name *name) {
    void **place = memo_place(&builder->names, name->local, name->uri, name->prefix);
    if (!*place) *place = add_name(builder, name);
    return *place;
}

static const struct known_name *known_name(struct tree_builder *builder,
                                           const struct xml_name *name) {
    size_t hash = ((uintptr_t)name->local ^ (uintptr_t)name->local >> 8) % RECENT_NAMES;
    const struct known_name **recent = &builder->recent[hash];
    if (!*recent || (*recent)->as_written.local != name->local ||
        (*recent)->as_written.uri != name->uri || (*recent)->as_written.prefix != name->prefix)
        *recent = find_name(builder, name);
    return *recent;
}

/* ---- nodes ---- */

/* A tree mostly takes so many bytes for one of a node, or of the text or the values.  Room for that
   is made at once, since growing costs. */
enum { BYTES_A_NODE = 12, BYTES_OF_TEXT = 1, BYTES_OF_VALUES = 8, MOST_AT_ONCE = 1 << 28 };

/* What to make room for, at first, where there is need for `needed`. */
static size_t at_first(const struct tree_builder *builder, size_t capacity, size_t needed,
                       size_t share) {
    size_t size = !capacity && builder->reader ? xml_size(builder->reader) : 0;
    size = (size < MOST_AT_ONCE ? size : MOST_AT_ONCE) / share;
    if (size > builder->most) size = builder->most;
    return size > needed ? size : needed;
}

static void begin_document(struct tree_builder *builder) {
    struct tree *tree = builder->tree;
    tree->nodes[tree->count++] = (struct tree_node){
        .kind = TREE_DOCUMENT, .parent = TREE_NONE, .previous = TREE_NONE, .line = 1, .column = 1};
    builder->open = 0;
}

/* The first node is the document. */
static bool make_node_room(struct tree_builder *builder, size_t count) {
    struct tree *tree = builder->tree;
    size_t needed = tree->count + count + !tree->count;
    if (needed > builder->most) {
        refuse(builder, "the document has more nodes than a tree can hold");
        return false;
    }
    needed = at_first(builder, builder->node_capacity, needed, BYTES_A_NODE);
    if (!builder->node_capacity) {
        size_t size;
        tree->nodes = tree_room_take(tree->names, ROOM_OF_NODES, &size);
        builder->node_capacity = size / sizeof *tree->nodes;
    }
    tree->nodes = memory_grow(tree->nodes, &builder->node_capacity, needed, sizeof *tree->nodes);
    builder->node_room =
        builder->node_capacity < builder->most ? builder->node_capacity : builder->most;
    if (!tree->count) begin_document(builder);
    return true;
}

/* Makes room for so many nodes; false where there are too many. */
static inline bool expect_nodes(struct tree_builder *builder, size_t count) {
    return builder->tree->count + count <= builder->node_room || make_node_room(builder, count);
}

static bool make_text_room(struct tree_builder *builder, struct growing *text, size_t length) {
    if (length > builder->most - text->length) {
        refuse(builder, "the document has more text than a tree can hold");
        return false;
    }
    bool of_text = text == &builder->text;
    size_t needed = at_first(builder, text->capacity, text->length + length + 1,
                             of_text ? BYTES_OF_TEXT : BYTES_OF_VALUES);
    if (!text->capacity)
        text->bytes = tree_room_take(builder->tree->names, of_text ? ROOM_OF_TEXT : ROOM_OF_VALUES,
                                     &text->capacity);
    text->bytes = memory_grow(text->bytes, &text->capacity, needed, 1);
    text->room = text->capacity < builder->most ? text->capacity : builder->most;
    return true;
}

/* Copies some bytes; most are the white space between two tags, for which memcpy() is long. */
static inline void copy(char *to, const char *from, size_t length) {
    uint64_t first, last;
    if (length < sizeof first || length > 2 * sizeof first) {
        memcpy(to, from, length);
    } else { /* two pieces that may overlap */
        memcpy(&first, from, sizeof first);
        memcpy(&last, from + length - sizeof last, sizeof last);
        memcpy(to, &first, sizeof first);
        memcpy(to + length - sizeof last, &last, sizeof last);
    }
}

/* Appends bytes to a text; false where they would be too many. */
static inline bool append(struct tree_builder *builder, struct growing *text, const char *bytes,
                          size_t length) {
    if (length >= text->room - text->length && !make_text_room(builder, text, length)) return false;
    copy(text->bytes + text->length, bytes, length);
    text->length += length;
    return true;
}

/* What stands in a file that is included, and not the node that it would be in, begins an
   inclusion. */
static void note_inclusion(struct tree_builder *builder, struct tree_node *node, const char *file) {
    struct tree *tree = builder->tree;
    const char *around =
        builder->inclusion == TREE_NONE ? NULL : tree->inclusions[builder->inclusion].file;
    if (!file || (around && !strcmp(around, file))) return;
    tree->inclusions = memory_grow(tree->inclusions, &builder->inclusion_capacity,
                                   tree->inclusion_count + 1, sizeof *tree->inclusions);
    tree->inclusions[tree->inclusion_count] =
        (struct tree_inclusion){(uint32_t)(node - tree->nodes), builder->inclusion,
                                arena_copy(tree->arena, file, strlen(file))};
    node->flags |= TREE_HAS_BASE;
    if (node->kind == TREE_ELEMENT) builder->inclusion = (uint32_t)tree->inclusion_count;
    tree->inclusion_count++;
}

static void end_text(struct tree_builder *builder) {
    struct tree_node *node = &builder->tree->nodes[builder->last];
    node->length = (uint32_t)(builder->text.length - node->start);
    builder->in_text = false;
}

/* Appends a child of the open element; there is room for it.  Its length and what comes of its name
   are for the caller. */
static inline struct tree_node *add_child(struct tree_builder *builder, enum tree_kind kind,
                                          size_t start, const struct xml_place *place) {
    struct tree *tree = builder->tree;
    uint32_t index = tree->count++;
    struct tree_node *node = &tree->nodes[index];
    node->kind = (uint8_t)kind;
    node->flags = 0;
    node->prefix = 0;
    node->name = TREE_NO_NAME;
    node->parent = builder->open;
    node->end = index + 1;
    node->previous = builder->last;
    node->attributes = 0;
    node->start = (uint32_t)start;
    node->line = (uint32_t)place->line;
    node->column = (uint32_t)place->column;
    builder->last = index;
    if (place->file) note_inclusion(builder, node, place->file);
    return node;
}

static void add_attribute(struct tree_builder *builder, const struct xml_attribute *attribute,
                          struct tree_node *element) {
    static const uint8_t flags_of_type[] = {
        [XML_ID_TYPE] = TREE_IS_ID, [XML_IDREFS_TYPE] = TREE_IS_IDREFS};
    struct tree *tree = builder->tree;
    const struct known_name *known = known_name(builder, &attribute->name);
    size_t start = builder->values.length;
    if (!append(builder, &builder->values, attribute->value, attribute->length)) return;
    uint32_t index = tree->count++;
    tree->nodes[index] =
        (struct tree_node){.kind = TREE_ATTRIBUTE,
                           .flags = flags_of_type[attribute->type] | (known->flags & TREE_IS_ID),
                           .prefix = known->prefix,
                           .name = known->name,
                           .parent = builder->open,
                           .end = index + 1,
                           .previous = TREE_NONE,
                           .start = (uint32_t)start,
                           .length = (uint32_t)attribute->length,
                           .line = element->line,
                           .column = element->column};
    element->flags |= known->flags & TREE_HAS_BASE;
}

static void add_namespaces(struct tree_builder *builder, const struct xml_tag *tag) {
    struct tree *tree = builder->tree;
    tree->namespaces =
        memory_grow(tree->namespaces, &builder->namespace_capacity,
                    tree->namespace_count + tag->namespace_count, sizeof *tree->namespaces);
    for (size_t i = 0; i < tag->namespace_count; i++) {
        const char *prefix = tag->namespaces[2 * i], *uri = tag->namespaces[2 * i + 1];
        tree->namespaces[tree->namespace_count++] = (struct tree_namespace){
            builder->open, tree->prefixes[prefix_number(builder, prefix)],
            tree_string_of(tree->names, tree_string_intern(tree->names, uri ? uri : ""))};
    }
    tree->nodes[builder->open].flags |= TREE_HAS_NAMESPACES;
}

/* ---- events ---- */

static inline void open_element(struct tree_builder *builder, const struct xml_tag *tag,
                                const struct xml_place *place) {
    if (builder->in_text) end_text(builder);
    if (!expect_nodes(builder, 1 + tag->attribute_count)) return;
    const struct known_name *known = known_name(builder, &tag->name);
    struct tree_node *element = add_child(builder, TREE_ELEMENT, builder->text.length, place);
    element->name = known->name;
    element->prefix = known->prefix;
    element->attributes = (uint32_t)tag->attribute_count;
    builder->open = builder->last;
    builder->last = TREE_NONE;
    for (size_t i = 0; i < tag->attribute_count && !builder->refused; i++)
        add_attribute(builder, &tag->attributes[i], element);
    if (tag->namespace_count) add_namespaces(builder, tag);
}

static void start_tag(void *context, const struct xml_tag *tag, struct xml_reader *reader) {
    struct tree_builder *builder = context;
    builder->reader = reader;
    struct xml_place slow, *place = &reader->known; /* at hand, as a rule */
    if (!reader_is_tag_next(reader)) *(place = &slow) = xml_tag_place(reader);
    open_element(builder, tag, place);
}

/* Ends the element, or the document, that is open. */
static inline void close_node(struct tree_builder *builder) {
    struct tree *tree = builder->tree;
    struct tree_node *node = &tree->nodes[builder->open];
    if (builder->in_text) end_text(builder);
    node->end = tree->count;
    node->length = (uint32_t)(builder->text.length - node->start);
    if (builder->inclusion != TREE_NONE &&
        tree->inclusions[builder->inclusion].node == builder->open)
        builder->inclusion = tree->inclusions[builder->inclusion].outer;
    builder->last = builder->open;
    builder->open = node->parent;
}

static void end_tag(void *context, struct xml_reader *reader) {
    (void)reader;
    close_node(context);
}

static void begin_text(struct tree_builder *builder, const struct xml_place *place) {
    if (!expect_nodes(builder, 1)) return;
    add_child(builder, TREE_TEXT, builder->text.length, place);
    builder->in_text = true;
}

static inline void add_text(struct tree_builder *builder, const char *text, size_t length,
                            const struct xml_place *place) {
    if (!length) return;
    if (!builder->in_text) begin_text(builder, place);
    append(builder, &builder->text, text, length);
}

static void text(void *context, const char *text, size_t length, struct xml_reader *reader) {
    struct tree_builder *builder = context;
    builder->reader = reader;
    add_text(builder, text, length, &reader->known);
}

/* A comment or an instruction. */
static void add_valued(struct tree_builder *builder, enum tree_kind kind, uint32_t name,
                       const char *value, struct xml_place place) {
    size_t start = builder->values.length, length = strlen(value);
    if (builder->in_text) end_text(builder);
    if (!expect_nodes(builder, 1) || !append(builder, &builder->values, value, length)) return;
    struct tree_node *node = add_child(builder, kind, start, &place);
    node->name = name;
    node->length = (uint32_t)length;
}

static void comment(void *context, const char *text, struct xml_reader *reader) {
    struct tree_builder *builder = context;
    builder->reader = reader;
    add_valued(builder, TREE_COMMENT, TREE_NO_NAME, text, xml_comment_place(reader));
}

static void instruction(void *context, const char *target, const char *content,
                        struct xml_reader *reader) {
    struct tree_builder *builder = context;
    builder->reader = reader;
    add_valued(builder, TREE_PI, tree_name_intern(builder->tree->names, "", target), content,
               xml_instruction_place(reader, target));
}

static void end(void *context, struct xml_reader *reader) {
    struct tree_builder *builder = context;
    tree_builder_end(builder);
    builder->tree->places = tree_places_new(xml_source_of(reader));
    builder->reader = NULL;
}

/* ---- the face ---- */

struct tree_builder *tree_builder_new(const struct tree_names *names, const char *file,
                                      const char *uri) {
    struct tree_builder *builder = memory_allocate(1, sizeof *builder);
    struct tree *tree = builder->tree = memory_allocate(1, sizeof *tree);
    tree->arena = arena_new();
    tree->names = tree_names_new(names);
    tree->file = file ? arena_copy(tree->arena, file, strlen(file)) : NULL;
    tree->uri = uri ? arena_copy(tree->arena, uri, strlen(uri)) : NULL;
    builder->open = builder->last = builder->inclusion = TREE_NONE;
    builder->most = most_of_all;
    add_prefix(builder, "");
    return builder;
}

void tree_builder_limit(struct tree_builder *builder, size_t most) {
    if (most < builder->most) builder->most = most;
    builder->node_room = builder->text.room = builder->values.room = 0;
}

struct xml_observer tree_builder_observer(struct tree_builder *builder) {
    return (struct xml_observer){builder, start_tag, end_tag, text, comment, instruction, end};
}

void tree_builder_start_tag(struct tree_builder *builder, const struct xml_tag *tag,
                            const struct xml_place *place) {
    open_element(builder, tag, place);
}

void tree_builder_end_tag(struct tree_builder *builder) {
    close_node(builder);
}

void tree_builder_text(struct tree_builder *builder, const char *text,
                       const struct xml_place *place) {
    add_text(builder, text, strlen(text), place);
}

void tree_builder_end(struct tree_builder *builder) {
    close_node(builder);
    builder->ended = true;
}

/* Frees the builder, but not the tree. */
static void free_builder(struct tree_builder *builder) {
    struct tree *tree = builder->tree;
    tree->text = builder->text.bytes;
    tree->values = builder->values.bytes;
    tree->room[ROOM_OF_NODES] = builder->node_capacity * sizeof *tree->nodes;
    tree->room[ROOM_OF_TEXT] = builder->text.capacity;
    tree->room[ROOM_OF_VALUES] = builder->values.capacity;
    memo_free(&builder->names);
    memo_free(&builder->prefixes);
    free(builder);
}

/* Puts a NUL behind the text. */
static void end_growing(struct growing *text) {
    text->bytes = memory_grow(text->bytes, &text->capacity, text->length + 1, 1);
    text->bytes[text->length] = '\0';
}

struct tree *tree_built(struct tree_builder *builder) {
    struct tree *tree = builder->tree;
    if (!builder->ended || builder->refused) {
        tree_builder_free(builder);
        return NULL;
    }
    end_growing(&builder->text);
    end_growing(&builder->values);
    tree->order = tree_names_next_order(tree->names);
    free_builder(builder);
    return tree;
}

void tree_builder_free(struct tree_builder *builder) {
    if (!builder) return;
    struct tree *tree = builder->tree;
    free_builder(builder);
    tree_free(tree);
}
