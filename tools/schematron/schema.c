/* Reads a schema: its root, what is declared in it, the patterns that its phase makes active; and
   gathers what is embedded in schemas of other languages. */
#include "schematron/reading.h"

#include "base/memory.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>

/* ---- query language bindings (ISO annexes C and H) ---- */

static const struct {
    const char *name;
    bool compatible; /* XPath 1.0 */
} bindings[] = {{"xslt", true},   {"xslt1", true},   {"xpath", true},
                {"xpath1", true}, {"xslt2", false},  {"xpath2", false},
                {"xslt3", false}, {"xpath3", false}, {"xpath31", false}};
enum { BINDINGS = sizeof bindings / sizeof *bindings };

static void read_binding(struct reading *reading, struct element root) {
    const char *name = attribute_of(reading, root, "queryBinding");
    const char *edition = reading->schema->edition;
    /* ISO 6.4: without a name it is XSLT 1.0; since the edition of 2025, XSLT 3.0 */
    reading->compatible = !reading->embedded && !(edition && strcmp(edition, "2025") >= 0);
    if (!name) return;
    for (size_t i = 0; i < BINDINGS; i++) {
        if (strcmp(bindings[i].name, name)) continue;
        reading->compatible = bindings[i].compatible;
        return;
    }
    schema_error(reading, root, "queryBinding", "schematron/schema-not-supported", NULL,
                 "the query language \"%s\" is not supported, only xslt, xslt2, xslt3, xpath, "
                 "xpath2, xpath3 and xpath31 are",
                 name);
}

/* ---- declarations ---- */

static void declare_prefix(struct reading *reading, struct element ns) {
    const char *prefix = attribute_of(reading, ns, "prefix"),
               *uri = attribute_of(reading, ns, "uri");
    struct schematron_schema *schema = reading->schema;
    if (!prefix || !uri) return;
    for (struct prefix *at = schema->prefixes; at; at = at->next)
        if (!strcmp(at->prefix, prefix) && !strcmp(at->uri, uri)) return;
    struct prefix *own = arena_allocate(schema->arena, sizeof *own), **end = &schema->prefixes;
    while (*end)
        end = &(*end)->next;
    *own = (struct prefix){prefix, uri, NULL};
    *end = own;
    xpath_static_namespace(schema->context, prefix, uri);
}

static void define_one(struct reading *reading, struct element element, const char *id) {
    enum element_kind kind = kind_of(element);
    struct element before;
    if (definition_find(reading, kind, id, &before)) {
        bool same = before.file == element.file && before.node == element.node;
        if (!same && !reading->embedded)
            schema_error(reading, element, "id", "schematron/schema-reference", NULL,
                         "there are two of \"%s\" with the id \"%s\"", element_names[kind], id);
        return;
    }
    struct definition *own = arena_allocate(reading->schema->arena, sizeof *own);
    *own = (struct definition){id, element, reading->definitions[kind]};
    reading->definitions[kind] = own;
    if (!reading->by_id[kind]) reading->by_id[kind] = xmlHashCreate(16);
    if (!reading->by_id[kind] || xmlHashAddEntry(reading->by_id[kind], BAD_CAST id, own))
        memory_exhausted();
}

/* Notes the elements that have ids, and those in them, for others to refer to. */
static void define(struct reading *reading, const struct elements *elements) {
    for (size_t i = 0; i < elements->count; i++) {
        struct element element = elements->list[i];
        enum element_kind kind = kind_of(element);
        const char *id = attribute_of(reading, element, "id");
        if (id) define_one(reading, element, id);
        if (kind != E_PATTERN && kind != E_GROUP && kind != E_RULES && kind != E_DIAGNOSTICS &&
            kind != E_PROPERTIES)
            continue;
        struct elements children = children_of(reading, element);
        define(reading, &children);
    }
}

/* Variables of a phase; they may mention each other in any order. */
static void read_variables(struct reading *reading, const struct elements *elements) {
    struct variable **variables =
        arena_allocate(reading->schema->arena, (elements->count + 1) * sizeof(void *));
    for (size_t i = 0; i < elements->count; i++)
        if (kind_of(elements->list[i]) == E_LET)
            variables[i] = variable_declare(reading, elements->list[i]);
    for (size_t i = 0; i < elements->count; i++)
        if (variables[i]) variables[i]->value = variable_value(reading, elements->list[i]);
}

/* ---- phases ---- */

/* The phase that is wished for, in *phase; false where all patterns are active. */
static bool choose_phase(struct reading *reading, struct element root, struct element *phase) {
    const char *wish = reading->wishes->phase;
    if (reading->embedded || (wish && !strcmp(wish, "#ALL"))) return false;
    if (wish && strcmp(wish, "#DEFAULT") != 0) {
        reading->schema->phase = wish;
        return definition_refer(reading, root, NULL, wish, E_PHASE, phase);
    }
    const char *by_default = attribute_of(reading, root, "defaultPhase");
    if (!by_default || !strcmp(by_default, "#ALL")) return false;
    reading->schema->phase = by_default;
    return definition_refer(reading, root, "defaultPhase", by_default, E_PHASE, phase);
}

/* Whether the pattern is among the active ones of the phase. */
static bool is_active(struct reading *reading, const struct elements *phase,
                      struct element pattern) {
    const char *id = attribute_of(reading, pattern, "id");
    for (size_t i = 0; id && i < phase->count; i++) {
        if (kind_of(phase->list[i]) != E_ACTIVE) continue;
        const char *active = attribute_of(reading, phase->list[i], "pattern");
        if (active && !strcmp(active, id)) return true;
    }
    return false;
}

static void check_active(struct reading *reading, const struct elements *phase) {
    for (size_t i = 0; i < phase->count; i++) {
        const char *id = attribute_of(reading, phase->list[i], "pattern");
        struct element found;
        if (kind_of(phase->list[i]) == E_ACTIVE && id &&
            !definition_find(reading, E_GROUP, id, &found))
            definition_refer(reading, phase->list[i], "pattern", id, E_PATTERN, &found);
    }
}

/* ---- the schema ---- */

static void read_patterns(struct reading *reading, struct element root,
                          const struct elements *children) {
    struct element phase;
    struct elements parts = {0};
    bool in_phase = choose_phase(reading, root, &phase);
    if (in_phase) {
        parts = children_of(reading, phase);
        read_variables(reading, &parts);
        reading->schema->phase_from = expression_of(reading, phase, "from");
    }
    for (size_t i = 0; i < children->count; i++) {
        enum element_kind kind = kind_of(children->list[i]);
        if (kind == E_PHASE) {
            struct elements active = children_of(reading, children->list[i]);
            check_active(reading, &active);
        }
        if (kind != E_PATTERN && kind != E_GROUP) continue;
        if (!in_phase || is_active(reading, &parts, children->list[i]))
            pattern_read(reading, children->list[i]);
    }
}

static void read_schema(struct reading *reading, struct element root,
                        const struct elements *children) {
    struct schematron_schema *schema = reading->schema;
    schema->version = attribute_of(reading, root, "schemaVersion");
    schema->edition = attribute_of(reading, root, "schematronEdition");
    read_binding(reading, root);
    xpath_static_features(schema->context, XPATH_31 | XPATH_XSLT_FUNCTIONS |
                                               (reading->compatible ? XPATH_1_COMPATIBLE : 0));
    for (size_t i = 0; i < children->count; i++) {
        enum element_kind kind = kind_of(children->list[i]);
        if (kind == E_TITLE) schema->title = words_of(reading, children->list[i]);
        if (kind == E_NS) declare_prefix(reading, children->list[i]);
    }
    define(reading, children);
    xslt_declare(reading, children);
    read_patterns(reading, root, children);
}

static struct reading begin(const struct schematron_wishes *wishes) {
    struct arena *arena = arena_new();
    struct schematron_schema *schema = arena_allocate(arena, sizeof *schema);
    schema->arena = arena;
    schema->context = xpath_static_new(wishes->names);
    return (struct reading){.schema = schema, .wishes = wishes};
}

static void fill_dispatch(struct schematron_schema *schema) {
    dispatch_fill(schema->arena, &schema->dispatch, schema->patterns, NULL);
    for (struct pattern *pattern = schema->patterns; pattern; pattern = pattern->next) {
        if (!pattern->documents) continue;
        pattern->dispatch = arena_allocate(schema->arena, sizeof *pattern->dispatch);
        dispatch_fill(schema->arena, pattern->dispatch, pattern, pattern);
    }
}

/* The schema, where it can be used. */
static struct schematron_schema *end(struct reading *reading) {
    struct schematron_schema *schema = reading->schema;
    bool usable = reading->embedded ? schema->rule_count > 0 : !reading->errors;
    files_free(reading->files);
    free(reading->visible);
    for (size_t i = 0; i < ELEMENT_KINDS; i++)
        xmlHashFree(reading->by_id[i], NULL);
    if (usable) {
        fill_dispatch(schema);
        return schema;
    }
    schematron_free(schema);
    return NULL;
}

/* What relative URIs in expressions start from. */
static void set_base(const struct reading *reading, const char *path) {
    char *uri = uri_of_path(path);
    xpath_static_base(reading->schema->context, uri);
    free(uri);
}

/* Whether the element is a schema's; else there is a finding. */
static bool is_schema(struct reading *reading, struct element root) {
    if (kind_of(root) == E_SCHEMA) return true;
    const struct tree *tree = root.file->tree;
    const struct tree_name *name = tree_name_of(tree->names, tree->nodes[root.node].name);
    schema_error(reading, root, NULL, "schematron/schema-not-schematron", NULL,
                 "this is not a Schematron schema: its root element is \"%s\"%s%s%s", name->local,
                 *name->uri ? " in the namespace \"" : " in no namespace", name->uri,
                 *name->uri ? "\"" : "");
    return false;
}

struct schematron_schema *schematron_load_memory(const char *bytes, size_t length, const char *name,
                                                 const struct schematron_wishes *wishes) {
    struct tree *tree = tree_read_memory(bytes, length, name, NULL, NULL, wishes->report);
    if (!tree) return NULL;
    struct reading reading = begin(wishes);
    reading.last_pattern = &reading.schema->patterns;
    set_base(&reading, name);
    struct schema_file *file = file_add(&reading, tree, name, false, bytes, length);
    struct element root = root_of(file);
    if (!file->too_deep && is_schema(&reading, root)) {
        struct elements children = children_of(&reading, root);
        read_schema(&reading, root, &children);
    }
    return end(&reading);
}

void schematron_free(struct schematron_schema *schema) {
    if (!schema) return;
    xpath_static_free(schema->context);
    arena_free(schema->arena);
}

/* ---- embedded schemas ---- */

/* Whole schemas may be embedded as well as parts of one. */
static void gather(struct reading *reading, struct element root, struct elements *elements) {
    struct elements children = children_of(reading, root);
    for (size_t i = 0; i < children.count; i++)
        if (kind_of(children.list[i]) == E_SCHEMA)
            gather(reading, children.list[i], elements);
        else
            elements_append(reading, elements, children.list[i]);
}

struct schematron_schema *schematron_load_embedded(struct tree *const *trees, size_t count,
                                                   const struct schematron_wishes *wishes) {
    struct reading reading = begin(wishes);
    struct elements children = {0};
    struct element root = {0};
    reading.embedded = true;
    reading.last_pattern = &reading.schema->patterns;
    for (size_t i = 0; i < count; i++) {
        struct schema_file *file = file_add(&reading, trees[i], trees[i]->file, true, NULL, 0);
        root = root_of(file);
        if (!file->too_deep) gather(&reading, root, &children);
    }
    if (count) {
        set_base(&reading, trees[0]->file);
        read_schema(&reading, root, &children);
    }
    return end(&reading);
}
