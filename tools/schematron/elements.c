/* The vocabulary of Schematron (ISO annex A): which elements there are, where they may stand, and
   what attributes they have. */
#include "schematron/reading.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char *const element_names[ELEMENT_KINDS] = {
    [E_ACTIVE] = "active",
    [E_ASSERT] = "assert",
    [E_DIAGNOSTIC] = "diagnostic",
    [E_DIAGNOSTICS] = "diagnostics",
    [E_DIR] = "dir",
    [E_EMPH] = "emph",
    [E_EXTENDS] = "extends",
    [E_GROUP] = "group",
    [E_INCLUDE] = "include",
    [E_LET] = "let",
    [E_LIBRARY] = "library",
    [E_NAME] = "name",
    [E_NS] = "ns",
    [E_P] = "p",
    [E_PARAM] = "param",
    [E_PATTERN] = "pattern",
    [E_PHASE] = "phase",
    [E_PROPERTIES] = "properties",
    [E_PROPERTY] = "property",
    [E_REPORT] = "report",
    [E_RULE] = "rule",
    [E_RULES] = "rules",
    [E_SCHEMA] = "schema",
    [E_SPAN] = "span",
    [E_TITLE] = "title",
    [E_VALUE_OF] = "value-of",
};

#define IN(kind) (1u << (kind))
#define RICH_TEXT (IN(E_NAME) | IN(E_VALUE_OF) | IN(E_EMPH) | IN(E_DIR) | IN(E_SPAN))
#define PLAIN_TEXT (IN(E_EMPH) | IN(E_DIR) | IN(E_SPAN))
#define RULE_SET (IN(E_TITLE) | IN(E_P) | IN(E_PARAM) | IN(E_LET) | IN(E_RULE) | IN(E_INCLUDE))

/* What each may hold, and its attributes: those that it needs, then "|" and the others.  "rich"
   ones (icon, see, fpi, and xml:…) are everywhere. */
static const struct {
    uint32_t children;
    const char *attributes;
} rules[ELEMENT_KINDS] = {
    [E_ACTIVE] = {PLAIN_TEXT, "pattern|"},
    [E_ASSERT] = {RICH_TEXT, "test|id flag diagnostics properties role subject severity"},
    [E_DIAGNOSTIC] = {RICH_TEXT, "id|role"},
    [E_DIAGNOSTICS] = {IN(E_INCLUDE) | IN(E_DIAGNOSTIC), "|id"},
    [E_DIR] = {RICH_TEXT, "|value"},
    [E_EMPH] = {RICH_TEXT, "|class"},
    [E_EXTENDS] = {0, "|rule href"},
    [E_GROUP] = {RULE_SET | IN(E_EXTENDS), "|id abstract is-a documents role name"},
    [E_INCLUDE] = {0, "href|"},
    [E_LET] = {0, "name|value as"},
    [E_LIBRARY] = {IN(E_TITLE) | IN(E_NS) | IN(E_P) | IN(E_PARAM) | IN(E_LET) | IN(E_RULES) |
                       IN(E_GROUP) | IN(E_PATTERN) | IN(E_DIAGNOSTICS) | IN(E_PROPERTIES) |
                       IN(E_INCLUDE) | IN(E_EXTENDS),
                   "|id schematronEdition queryBinding"},
    [E_NAME] = {0, "|path"},
    [E_NS] = {0, "uri prefix|"},
    [E_P] = {PLAIN_TEXT, "|id class"},
    [E_PARAM] = {0, "name|value as"},
    [E_PATTERN] = {RULE_SET | IN(E_EXTENDS), "|id abstract is-a documents role name"},
    [E_PHASE] = {IN(E_P) | IN(E_LET) | IN(E_ACTIVE) | IN(E_INCLUDE), "id|from when"},
    [E_PROPERTIES] = {IN(E_INCLUDE) | IN(E_PROPERTY), "|id"},
    [E_PROPERTY] = {RICH_TEXT, "id|role scheme"},
    [E_REPORT] = {RICH_TEXT, "test|id flag diagnostics properties role subject severity"},
    [E_RULE] = {IN(E_TITLE) | IN(E_LET) | IN(E_ASSERT) | IN(E_REPORT) | IN(E_EXTENDS) | IN(E_P) |
                    IN(E_INCLUDE),
                "|context id abstract flag role subject visit-each name"},
    [E_RULES] = {IN(E_TITLE) | IN(E_P) | IN(E_RULE) | IN(E_INCLUDE), "|id"},
    [E_SCHEMA] = {IN(E_TITLE) | IN(E_NS) | IN(E_P) | IN(E_PARAM) | IN(E_LET) | IN(E_PHASE) |
                      IN(E_RULES) | IN(E_GROUP) | IN(E_PATTERN) | IN(E_DIAGNOSTICS) |
                      IN(E_PROPERTIES) | IN(E_INCLUDE) | IN(E_EXTENDS),
                  "|id schemaVersion schematronEdition defaultPhase queryBinding version"},
    [E_SPAN] = {RICH_TEXT, "|class"},
    [E_TITLE] = {PLAIN_TEXT, "|"},
    [E_VALUE_OF] = {0, "select|"},
};
static const char rich_attributes[] = "icon see fpi";

/* Schematron of 1999 to 2002 and of ISO. */
static const char *const namespaces[] = {"http://purl.oclc.org/dsdl/schematron",
                                         "http://www.ascc.net/xml/schematron"};

bool schematron_recognizes(const char *bytes, size_t length) {
    if (!length) return false;
    const char *end = bytes + length, *tag = bytes;
    do { /* the first tag that is no declaration, comment or instruction */
        tag = memchr(tag, '<', (size_t)(end - tag));
    } while (tag && ++tag < end && strchr("!?", *tag));
    const char *tag_end = tag && tag < end ? memchr(tag, '>', (size_t)(end - tag)) : NULL;
    if (!tag_end) return false;
    char *text = memory_copy(tag, (size_t)(tag_end - tag));
    bool found = strstr(text, namespaces[0]) || strstr(text, namespaces[1]);
    free(text);
    return found;
}

bool element_fits(enum element_kind child, enum element_kind parent) {
    return rules[parent].children & IN(child);
}

static enum element_kind kind_named(const struct tree_name *name) {
    for (int kind = E_OTHER + 1; kind < ELEMENT_KINDS; kind++)
        if (!strcmp(element_names[kind], name->local)) return (enum element_kind)kind;
    return E_OTHER;
}

static bool is_schematron(const char *uri) {
    return !strcmp(uri, namespaces[0]) || !strcmp(uri, namespaces[1]);
}

/* ---- attributes ---- */

/* Whether the list, words with one space or "|" between, has the word. */
static bool lists(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; *at; at += strcspn(at, " |"), at += *at != '\0')
        if (strcspn(at, " |") == length && !strncmp(at, word, length)) return true;
    return false;
}

static void say_unknown_attribute(struct reading *reading, struct element element,
                                  const char *name) {
    enum element_kind kind = kind_of(element);
    const char *words[16];
    size_t count = 0;
    for (const char *at = rules[kind].attributes; *at && count < 16;) {
        size_t length = strcspn(at, " |");
        if (length) words[count++] = arena_copy(reading->schema->arena, at, length);
        at += length + (at[length] != '\0');
    }
    schema_warning(reading, element, name, "schematron/schema-syntax",
                   near_miss(reading, name, words, count),
                   "\"%s\" has no attribute \"%s\", which is passed over (ISO 19757-3 annex A)",
                   element_names[kind], name);
}

static void check_attributes(struct reading *reading, struct element element) {
    const struct tree *tree = element.file->tree;
    const struct tree_node *node = &tree->nodes[element.node];
    enum element_kind kind = kind_of(element);
    const char *list = rules[kind].attributes;
    for (uint32_t i = 1; i <= node->attributes; i++) {
        const struct tree_name *name = tree_name_of(tree->names, node[i].name);
        if (!*name->uri && !lists(list, name->local) && !lists(rich_attributes, name->local))
            say_unknown_attribute(reading, element, name->local);
    }
    while (*list != '|') {
        size_t length = strcspn(list, " |");
        const char *name = arena_copy(reading->schema->arena, list, length);
        if (!attribute_of(reading, element, name))
            schema_error(reading, element, NULL, "schematron/schema-syntax", NULL,
                         "\"%s\" needs an attribute \"%s\" (ISO 19757-3 annex A)",
                         element_names[kind], name);
        list += length + (list[length] == ' ');
    }
}

/* ---- elements ---- */

static void say_unknown_element(struct reading *reading, struct element element,
                                const char *local) {
    schema_error(reading, element, NULL, "schematron/schema-syntax",
                 near_miss(reading, local, element_names + 1, ELEMENT_KINDS - 1),
                 "Schematron has no element \"%s\" (ISO 19757-3 annex A)", local);
}

static void check_place(struct reading *reading, struct element element, enum element_kind parent) {
    enum element_kind kind = kind_of(element);
    if (element_fits(kind, parent)) return;
    schema_error(reading, element, NULL, "schematron/schema-syntax", NULL,
                 "\"%s\" may not stand in \"%s\" (ISO 19757-3 annex A)", element_names[kind],
                 element_names[parent]);
}

/* Functions that walk over a schema call themselves for each level. */
enum { DEEPEST = 200 };

/* An element that is open while the file is looked through. */
struct open {
    uint32_t end;
    enum { AROUND, SCHEMATRON, FOREIGN } what; /* foreign: within Schematron, and what is in it */
    enum element_kind kind;
};

static enum element_kind check_element(struct reading *reading, struct element element,
                                       enum element_kind parent) {
    const struct tree *tree = element.file->tree;
    const struct tree_name *name = tree_name_of(tree->names, tree->nodes[element.node].name);
    enum element_kind kind = kind_named(name);
    element.file->kinds[element.node] = (uint8_t)kind;
    if (!kind) {
        say_unknown_element(reading, element, name->local);
        return kind;
    }
    if (parent) check_place(reading, element, parent);
    check_attributes(reading, element);
    return kind;
}

void elements_check(struct reading *reading, struct schema_file *file) {
    const struct tree *tree = file->tree;
    struct open open[DEEPEST + 1] = {{.end = UINT32_MAX, .what = AROUND}};
    size_t depth = 0;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].kind != TREE_ELEMENT) continue;
        while (open[depth].end <= i)
            depth--;
        struct element element = {file, i};
        if (depth == DEEPEST) {
            schema_error(reading, element, NULL, "schematron/schema-too-deep", NULL,
                         "the schema nests more than %d levels deep", DEEPEST);
            file->too_deep = true;
            return;
        }
        const struct open *parent = &open[depth];
        struct open own = {.end = tree->nodes[i].end, .what = parent->what};
        if (own.what == SCHEMATRON) own.what = FOREIGN;
        if (parent->what != FOREIGN &&
            is_schematron(tree_name_of(tree->names, tree->nodes[i].name)->uri)) {
            own.what = SCHEMATRON;
            own.kind = check_element(reading, element, parent->kind);
        }
        open[++depth] = own;
    }
}
