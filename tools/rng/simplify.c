/* Simplification of the syntax tree (RNG 4.5 to 4.18): puts included grammars in their place,
   combines definitions, resolves references, and leaves only the patterns of the simple form. */
#include "rng/simple_form.h"

#include "base/memory.h"

#include <string.h>

/* The files that lead from the schema to where we are: each of them includes the one before it. */
struct file_chain {
    const char *path;
    const struct file_chain *outer;
    size_t depth;
};

/* One define or start element. */
struct body {
    struct body *next;
    const struct syntax_node *syntax;
    const char *ns; /* inherited by the file that it is in */
    const struct file_chain *files;
};

/* All bodies of one name. */
struct definition {
    struct definition *next;
    struct body *first, **last;
    struct simple_node *reference; /* what ref elements become */
    enum syntax_combine combine;
    bool has_plain; /* a body without combine */
};

struct grammar {
    struct grammar *parent;
    struct memo names; /* by name, and `start_key`: struct definition */
    struct definition *first, **last;
};

/* Stands for start among the names of a grammar. */
static const char start_key[] = "start";

/* What a pattern is translated in. */
struct environment {
    struct grammar *grammar; /* NULL outside any */
    const char *ns;          /* what the file inherits where it says nothing itself */
    const struct file_chain *files;
};

/* The names that an include replaces (RNG 4.7). */
struct override {
    const struct override *outer;
    struct memo names; /* by name: struct overridden */
    struct overridden *first, **last;
};

struct overridden {
    struct overridden *next;
    const struct syntax_node *syntax;
    bool found;
};

static struct simple_node *translate(struct simplification *simplification,
                                     const struct environment *environment,
                                     const struct syntax_node *syntax);

/* ---- small things ---- */

bool simple_form_enter(struct simplification *simplification, const struct syntax_node *node) {
    if (simplification->depth < SIMPLE_DEPTH_LIMIT) {
        simplification->depth++;
        return true;
    }
    if (node)
        syntax_error(simplification->reading, node, "rng/schema-too-deep",
                     "the schema nests too deeply: more than %d patterns and references in each "
                     "other",
                     SIMPLE_DEPTH_LIMIT);
    else
        simplification->reading->errors++;
    return false;
}

void simple_form_leave(struct simplification *simplification) {
    simplification->depth--;
}

static struct simple_node *new_node(struct simplification *simplification, enum simple_kind kind,
                                    const struct syntax_node *syntax) {
    struct simple_node *node = arena_allocate(simplification->reading->arena, sizeof *node);
    node->kind = (uint8_t)kind;
    node->syntax = syntax;
    return node;
}

static struct simple_node *node_around(struct simplification *simplification, enum simple_kind kind,
                                       const struct syntax_node *syntax, struct simple_node *first,
                                       struct simple_node *second) {
    struct simple_node *node = new_node(simplification, kind, syntax);
    node->members = arena_allocate(simplification->reading->arena, 2 * sizeof *node->members);
    node->members[node->count++] = first;
    if (second) node->members[node->count++] = second;
    return node;
}

/* ---- references to other files (RNG 4.6, 4.7) ---- */

/* The file that the node refers to, and in *files the way to it; NULL after a finding. */
static struct referenced_file *open_reference(struct simplification *simplification,
                                              const struct file_chain *outer,
                                              const struct syntax_node *syntax,
                                              const struct file_chain **files) {
    const char *section = syntax->kind == SYNTAX_INCLUDE ? "4.7" : "4.6";
    struct referenced_file *file = references_open(&simplification->references, syntax);
    if (!file) return NULL;
    for (const struct file_chain *at = outer; at; at = at->outer) {
        if (at->path != file->path) continue;
        syntax_error(simplification->reading, syntax, "rng/schema-reference-loop",
                     "\"%s\" is referred to from within itself (RELAX NG %s)", syntax->text,
                     section);
        return NULL;
    }
    if (outer->depth >= REFERENCE_DEPTH_LIMIT) {
        syntax_error(simplification->reading, syntax, "rng/schema-too-deep",
                     "more than %d files refer to each other in a row (RELAX NG %s)",
                     REFERENCE_DEPTH_LIMIT, section);
        return NULL;
    }
    struct file_chain *chain = arena_allocate(simplification->reading->arena, sizeof *chain);
    *chain = (struct file_chain){file->path, outer, outer->depth + 1};
    *files = chain;
    return file;
}

/* The namespace that a referring node gives to the file (RNG 4.6, 4.7, 4.8). */
static const char *passed_ns(const struct environment *environment,
                             const struct syntax_node *syntax) {
    const char *own = syntax->uri ? syntax->uri : syntax->scope->ns;
    return own ? own : environment->ns;
}

struct external {
    struct external *next;
    const char *ns;
    struct simple_node *node;
};

/* RNG 4.6: an externalRef is the pattern in the file. */
static struct simple_node *translate_external(struct simplification *simplification,
                                              const struct environment *environment,
                                              const struct syntax_node *syntax) {
    struct environment inner = *environment;
    struct referenced_file *file =
        open_reference(simplification, environment->files, syntax, &inner.files);
    if (!file) return simplification->not_allowed;
    inner.ns = passed_ns(environment, syntax);
    void **entry = memo_place(&simplification->externals, file, environment->grammar, NULL);
    for (struct external *known = *entry; known; known = known->next)
        if (known->ns == inner.ns) return known->node;
    struct external *external = arena_allocate(simplification->reading->arena, sizeof *external);
    external->ns = inner.ns;
    external->node = translate(simplification, &inner, file->root);
    entry = memo_place(&simplification->externals, file, environment->grammar, NULL);
    external->next = *entry;
    *entry = external;
    return external->node;
}

/* ---- grammars (RNG 4.7, 4.17, 4.18) ---- */

static struct definition *definition_of(struct simplification *simplification,
                                        struct grammar *grammar, const char *name) {
    void **entry = memo_place(&grammar->names, name, NULL, NULL);
    if (*entry) return *entry;
    struct definition *definition =
        arena_allocate(simplification->reading->arena, sizeof *definition);
    *entry = definition;
    definition->last = &definition->first;
    definition->reference = new_node(simplification, SIMPLE_REFERENCE, NULL);
    definition->reference->name = name;
    *grammar->last = definition;
    grammar->last = &definition->next;
    return definition;
}

static const char *component_key(const struct syntax_node *component) {
    return component->kind == SYNTAX_START ? start_key : component->name;
}

/* How a component is called in a message. */
static const char *component_title(struct simplification *simplification, const char *key) {
    return key == start_key ? "start" : arena_print(simplification->reading->arena, "\"%s\"", key);
}

/* RNG 4.17: bodies of one name need a combine, the same in all, but for one without. */
static void add_body(struct simplification *simplification, const struct environment *environment,
                     const struct syntax_node *syntax) {
    struct syntax_reading *reading = simplification->reading;
    const char *key = component_key(syntax);
    if (!key) return; /* without a name, which is a finding already */
    struct definition *definition = definition_of(simplification, environment->grammar, key);
    if (syntax->combine == COMBINE_NONE && definition->has_plain) {
        syntax_error(reading, syntax, "rng/schema-combine",
                     "%s is defined more than once without combine (RELAX NG 4.17)",
                     component_title(simplification, key));
        return;
    }
    if (syntax->combine != COMBINE_NONE && definition->combine != COMBINE_NONE &&
        definition->combine != syntax->combine) {
        syntax_error(reading, syntax, "rng/schema-combine",
                     "%s is combined by choice and by interleave (RELAX NG 4.17)",
                     component_title(simplification, key));
        return;
    }
    if (syntax->combine == COMBINE_NONE)
        definition->has_plain = true;
    else
        definition->combine = syntax->combine;
    struct body *body = arena_allocate(reading->arena, sizeof *body);
    *body = (struct body){NULL, syntax, environment->ns, environment->files};
    *definition->last = body;
    definition->last = &body->next;
    if (!definition->reference->syntax) definition->reference->syntax = syntax;
}

/* Whether an include around it replaces the component; notes that it was there to be replaced. */
static bool is_overridden(const struct override *overrides, const struct syntax_node *component) {
    bool found = false;
    for (; overrides; overrides = overrides->outer) {
        struct overridden *entry =
            memo_find(&overrides->names, component_key(component), NULL, NULL);
        if (entry) found = entry->found = true;
    }
    return found;
}

static void collect_overrides(struct simplification *simplification, struct override *override,
                              struct syntax_node *components) {
    for (struct syntax_node *at = components; at; at = at->next) {
        if (at->kind == SYNTAX_DIV) collect_overrides(simplification, override, at->first_child);
        if (at->kind != SYNTAX_START && at->kind != SYNTAX_DEFINE) continue;
        void **entry = memo_place(&override->names, component_key(at), NULL, NULL);
        if (*entry) continue;
        struct overridden *overridden =
            arena_allocate(simplification->reading->arena, sizeof *overridden);
        *entry = overridden;
        overridden->syntax = at;
        *override->last = overridden;
        override->last = &overridden->next;
    }
}

static void collect(struct simplification *simplification, const struct environment *environment,
                    const struct override *overrides, struct syntax_node *components);

/* RNG 4.7: the included grammar without what the include replaces, and what replaces it. */
static void include(struct simplification *simplification, const struct environment *environment,
                    const struct override *overrides, const struct syntax_node *syntax) {
    struct syntax_reading *reading = simplification->reading;
    struct environment inner = *environment;
    if (++simplification->include_count > INCLUDE_LIMIT) {
        if (simplification->include_count == INCLUDE_LIMIT + 1)
            syntax_error(reading, syntax, "rng/schema-too-deep",
                         "more than %d includes (RELAX NG 4.7)", INCLUDE_LIMIT);
        return;
    }
    struct referenced_file *file =
        open_reference(simplification, environment->files, syntax, &inner.files);
    if (!file) return;
    if (file->root->kind != SYNTAX_GRAMMAR) {
        syntax_error(reading, syntax, "rng/schema-reference",
                     "\"%s\" holds \"%s\"; only a grammar can be included (RELAX NG 4.7)",
                     syntax->text, syntax_names[file->root->kind]);
        return;
    }
    inner.ns = passed_ns(environment, syntax);
    struct override own = {.outer = overrides, .names = {.arena = reading->arena}};
    own.last = &own.first;
    collect_overrides(simplification, &own, syntax->first_child);
    collect(simplification, &inner, &own, file->root->first_child);
    for (const struct overridden *at = own.first; at; at = at->next)
        if (!at->found)
            syntax_error(reading, at->syntax, "rng/schema-override",
                         "%s is to replace one of \"%s\", which has none (RELAX NG 4.7)",
                         component_title(simplification, component_key(at->syntax)), syntax->text);
    collect(simplification, environment, overrides, syntax->first_child);
}

/* Adds all components of a grammar, div or include. */
static void collect(struct simplification *simplification, const struct environment *environment,
                    const struct override *overrides, struct syntax_node *components) {
    if (components && !simple_form_enter(simplification, components)) return;
    for (struct syntax_node *at = components; at; at = at->next) {
        if (at->kind == SYNTAX_DIV) /* RNG 4.11 */
            collect(simplification, environment, overrides, at->first_child);
        else if (at->kind == SYNTAX_INCLUDE)
            include(simplification, environment, overrides, at);
        else if ((at->kind == SYNTAX_START || at->kind == SYNTAX_DEFINE) &&
                 !is_overridden(overrides, at))
            add_body(simplification, environment, at);
    }
    if (components) simple_form_leave(simplification);
}

static struct simple_node *translate_members(struct simplification *simplification,
                                             const struct environment *environment,
                                             enum simple_kind kind,
                                             const struct syntax_node *syntax,
                                             struct syntax_node *first);

static struct simple_node *translate_body(struct simplification *simplification,
                                          const struct environment *environment,
                                          const struct body *body) {
    struct environment inner = {environment->grammar, body->ns, body->files};
    return translate_members(simplification, &inner, SIMPLE_GROUP, body->syntax,
                             body->syntax->first_child);
}

/* RNG 4.17: the choice or interleave of all bodies. */
static void translate_definition(struct simplification *simplification,
                                 const struct environment *environment,
                                 struct definition *definition) {
    struct arena *arena = simplification->reading->arena;
    size_t count = 0;
    for (const struct body *body = definition->first; body; body = body->next)
        count++;
    struct simple_node **members = arena_allocate(arena, count * sizeof *members), *node;
    count = 0;
    for (const struct body *body = definition->first; body; body = body->next)
        members[count++] = translate_body(simplification, environment, body);
    if (count == 1) {
        node = members[0];
    } else {
        node =
            new_node(simplification,
                     definition->combine == COMBINE_INTERLEAVE ? SIMPLE_INTERLEAVE : SIMPLE_CHOICE,
                     definition->first->syntax);
        node->members = members;
        node->count = (uint32_t)count;
    }
    struct simple_node *reference = definition->reference;
    reference->members = arena_allocate(arena, sizeof *reference->members);
    reference->members[reference->count++] = node;
}

/* RNG 4.18: a grammar is its start; its names are seen from within only. */
static struct simple_node *translate_grammar(struct simplification *simplification,
                                             const struct environment *environment,
                                             const struct syntax_node *syntax) {
    struct grammar *grammar = arena_allocate(simplification->reading->arena, sizeof *grammar);
    grammar->parent = environment->grammar;
    grammar->last = &grammar->first;
    struct environment inner = {grammar, environment->ns, environment->files};
    size_t errors = simplification->reading->errors;
    collect(simplification, &inner, NULL, syntax->first_child);
    bool is_whole = errors == simplification->reading->errors; /* nothing was left out */
    for (struct definition *at = grammar->first; at; at = at->next)
        if (!syntax_gives_up(simplification->reading))
            translate_definition(simplification, &inner, at);
    struct definition *start = memo_find(&grammar->names, start_key, NULL, NULL);
    memo_free(&grammar->names);
    if (start) return start->reference;
    if (is_whole)
        syntax_error(simplification->reading, syntax, "rng/schema-no-start",
                     "the grammar has no start (RELAX NG 4.18)");
    return simplification->not_allowed;
}

/* RNG 4.18: every ref has a define in its grammar, every parentRef in the grammar around it. */
static struct simple_node *translate_reference(struct simplification *simplification,
                                               const struct environment *environment,
                                               const struct syntax_node *syntax) {
    struct grammar *grammar = environment->grammar;
    if (syntax->kind == SYNTAX_PARENT_REF && grammar) grammar = grammar->parent;
    struct definition *definition =
        grammar && syntax->name ? memo_find(&grammar->names, syntax->name, NULL, NULL) : NULL;
    if (definition) return definition->reference;
    if (!syntax->name) return simplification->not_allowed;
    if (!grammar)
        syntax_error(simplification->reading, syntax, "rng/schema-undefined",
                     syntax->kind == SYNTAX_REF
                         ? "\"%s\" is referred to outside any grammar (RELAX NG 4.18)"
                         : "\"%s\" is referred to in a parent grammar, but there is none "
                           "(RELAX NG 4.18)",
                     syntax->name);
    else
        syntax_error(simplification->reading, syntax, "rng/schema-undefined",
                     "\"%s\" is not defined (RELAX NG 4.18)", syntax->name);
    return simplification->not_allowed;
}

/* ---- patterns ---- */

/* RNG 4.12: several patterns where one is needed are a group or choice (`kind`); one alone is
   itself. */
static struct simple_node *translate_members(struct simplification *simplification,
                                             const struct environment *environment,
                                             enum simple_kind kind,
                                             const struct syntax_node *syntax,
                                             struct syntax_node *first) {
    size_t count = 0;
    first = syntax_skip_annotations(first);
    for (struct syntax_node *at = first; at; at = syntax_skip_annotations(at->next))
        count++;
    if (count == 0) return simplification->not_allowed; /* a finding already */
    if (count == 1) return translate(simplification, environment, first);
    struct simple_node *node = new_node(simplification, kind, syntax);
    node->members = arena_allocate(simplification->reading->arena, count * sizeof *node->members);
    for (struct syntax_node *at = first; at; at = syntax_skip_annotations(at->next))
        node->members[node->count++] = translate(simplification, environment, at);
    return node;
}

static struct simple_node *translate_inside(struct simplification *simplification,
                                            const struct environment *environment,
                                            const struct syntax_node *syntax) {
    return translate_members(simplification, environment, SIMPLE_GROUP, syntax,
                             syntax->first_child);
}

static struct simple_node *translate_element(struct simplification *simplification,
                                             const struct environment *environment,
                                             const struct syntax_node *syntax) {
    struct syntax_node *name = syntax_skip_annotations(syntax->first_child);
    if (!name) return simplification->not_allowed; /* a finding already */
    struct syntax_node *first = syntax_skip_annotations(name->next);
    bool is_attribute = syntax->kind == SYNTAX_ATTRIBUTE;
    struct simple_node *content = simplification->text; /* RNG 4.12, of an attribute */
    if (first || !is_attribute)
        content = translate_members(simplification, environment, SIMPLE_GROUP, syntax, first);
    struct simple_node *node = node_around(
        simplification, is_attribute ? SIMPLE_ATTRIBUTE : SIMPLE_ELEMENT, syntax, content, NULL);
    node->name_class = simplify_name_class(simplification, name, environment->ns, is_attribute);
    if (is_attribute) {
        simplification->attributes =
            memory_grow(simplification->attributes, &simplification->attribute_capacity,
                        simplification->attribute_count + 1, sizeof(struct simple_node *));
        simplification->attributes[simplification->attribute_count++] = node;
    }
    return node;
}

static struct simple_node *translate_data(struct simplification *simplification,
                                          const struct environment *environment,
                                          const struct syntax_node *syntax) {
    const struct datatype *type = simplify_datatype(simplification, syntax);
    struct simple_node *node = new_node(simplification, SIMPLE_DATA, syntax);
    node->type = type;
    for (struct syntax_node *at = syntax->first_child; at; at = at->next) {
        if (at->kind != SYNTAX_EXCEPT) continue;
        node->members = arena_allocate(simplification->reading->arena, sizeof *node->members);
        node->members[node->count++] =
            translate_members(simplification, environment, SIMPLE_CHOICE, at, at->first_child);
    }
    return type ? node : simplification->not_allowed;
}

static struct simple_node *translate_value(struct simplification *simplification,
                                           const struct environment *environment,
                                           const struct syntax_node *syntax) {
    const struct datatype *type = simplify_datatype(simplification, syntax);
    if (!type) return simplification->not_allowed;
    struct simple_node *node = new_node(simplification, SIMPLE_VALUE, syntax);
    node->type = type;
    node->value = simplify_value(simplification, syntax, type, environment->ns);
    return node->value ? node : simplification->not_allowed;
}

static struct simple_node *translate_kind(struct simplification *simplification,
                                          const struct environment *environment,
                                          const struct syntax_node *syntax) {
    struct simple_node *inside;
    switch ((enum syntax_kind)syntax->kind) {
    case SYNTAX_ELEMENT:
    case SYNTAX_ATTRIBUTE: return translate_element(simplification, environment, syntax);
    case SYNTAX_GROUP: return translate_inside(simplification, environment, syntax);
    case SYNTAX_INTERLEAVE:
        return translate_members(simplification, environment, SIMPLE_INTERLEAVE, syntax,
                                 syntax->first_child);
    case SYNTAX_CHOICE:
        return translate_members(simplification, environment, SIMPLE_CHOICE, syntax,
                                 syntax->first_child);
    case SYNTAX_OPTIONAL: /* RNG 4.14 */
        inside = translate_inside(simplification, environment, syntax);
        return node_around(simplification, SIMPLE_CHOICE, syntax, inside, simplification->empty);
    case SYNTAX_ZERO_OR_MORE: /* RNG 4.15 */
        inside = translate_inside(simplification, environment, syntax);
        inside = node_around(simplification, SIMPLE_ONE_OR_MORE, syntax, inside, NULL);
        return node_around(simplification, SIMPLE_CHOICE, syntax, inside, simplification->empty);
    case SYNTAX_ONE_OR_MORE:
        inside = translate_inside(simplification, environment, syntax);
        return node_around(simplification, SIMPLE_ONE_OR_MORE, syntax, inside, NULL);
    case SYNTAX_LIST:
        inside = translate_inside(simplification, environment, syntax);
        return node_around(simplification, SIMPLE_LIST, syntax, inside, NULL);
    case SYNTAX_MIXED: /* RNG 4.13 */
        inside = translate_inside(simplification, environment, syntax);
        return node_around(simplification, SIMPLE_INTERLEAVE, syntax, inside, simplification->text);
    case SYNTAX_REF:
    case SYNTAX_PARENT_REF: return translate_reference(simplification, environment, syntax);
    case SYNTAX_EMPTY: return simplification->empty;
    case SYNTAX_TEXT: return simplification->text;
    case SYNTAX_VALUE: return translate_value(simplification, environment, syntax);
    case SYNTAX_DATA: return translate_data(simplification, environment, syntax);
    case SYNTAX_EXTERNAL_REF: return translate_external(simplification, environment, syntax);
    case SYNTAX_GRAMMAR: return translate_grammar(simplification, environment, syntax);
    default: return simplification->not_allowed;
    }
}

static struct simple_node *translate(struct simplification *simplification,
                                     const struct environment *environment,
                                     const struct syntax_node *syntax) {
    if (syntax_gives_up(simplification->reading) || !simple_form_enter(simplification, syntax))
        return simplification->not_allowed;
    struct simple_node *node = translate_kind(simplification, environment, syntax);
    simple_form_leave(simplification);
    return node;
}

struct simple_node *simplify(struct simplification *simplification, struct syntax_node *root) {
    simplification->empty = new_node(simplification, SIMPLE_EMPTY, NULL);
    simplification->not_allowed = new_node(simplification, SIMPLE_NOT_ALLOWED, NULL);
    simplification->text = new_node(simplification, SIMPLE_TEXT, NULL);
    const char *path = root->scope->source->name;
    struct file_chain files = {syntax_symbol(simplification->reading, path, strlen(path)), NULL, 0};
    struct environment environment = {NULL, NULL, &files};
    return translate(simplification, &environment, root);
}
