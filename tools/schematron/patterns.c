/* Patterns and their rules as they are read: abstract patterns are filled in and abstract rules
   taken over here, so that validation knows of neither (ISO 6.3). */
#include "schematron/reading.h"

#include "base/memory.h"

#include <string.h>

/* ---- what elements refer to ---- */

bool definition_find(const struct reading *reading, enum element_kind kind, const char *id,
                     struct element *element) {
    const struct definition *found = xmlHashLookup(reading->by_id[kind], BAD_CAST id);
    if (found) *element = found->element;
    return found;
}

bool definition_refer(struct reading *reading, struct element from, const char *attribute,
                      const char *id, enum element_kind kind, struct element *element) {
    if (definition_find(reading, kind, id, element)) return true;
    size_t count = 0;
    for (const struct definition *at = reading->definitions[kind]; at; at = at->next)
        count++;
    const char **ids = arena_allocate(reading->schema->arena, (count + 1) * sizeof *ids);
    count = 0;
    for (const struct definition *at = reading->definitions[kind]; at; at = at->next)
        ids[count++] = at->id;
    schema_error(reading, from, attribute, "schematron/schema-reference",
                 near_miss(reading, id, ids, count), "there is no \"%s\" with the id \"%s\"",
                 element_names[kind], id);
    return false;
}

static bool is_abstract(struct reading *reading, struct element element) {
    const char *abstract = attribute_of(reading, element, "abstract");
    return abstract && !strcmp(abstract, "true");
}

static void linkable_read(struct reading *reading, struct element element, struct linkable *about) {
    about->id = attribute_of(reading, element, "id");
    about->role = attribute_of(reading, element, "role");
    about->flag = attribute_of(reading, element, "flag");
    about->see = attribute_of(reading, element, "see");
    about->icon = attribute_of(reading, element, "icon");
    about->fpi = attribute_of(reading, element, "fpi");
    about->severity = attribute_of(reading, element, "severity");
}

static const char *title_of(struct reading *reading, const struct elements *children) {
    for (size_t i = 0; i < children->count; i++)
        if (kind_of(children->list[i]) == E_TITLE) return words_of(reading, children->list[i]);
    return NULL;
}

/* ---- assertions ---- */

/* ISO 5.5.2 and 2016's properties: those whose ids the attribute lists. */
static struct reference **read_references(struct reading *reading, struct element element,
                                          const char *attribute, enum element_kind kind,
                                          struct reference **end) {
    const char *ids = attribute_of(reading, element, attribute);
    for (ids = ids ? ids : ""; *(ids += strspn(ids, " \t\r\n"));) {
        size_t length = strcspn(ids, " \t\r\n");
        const char *id = arena_copy(reading->schema->arena, ids, length);
        struct element target;
        ids += length;
        if (!definition_refer(reading, element, attribute, id, kind, &target)) continue;
        struct reference *reference = arena_allocate(reading->schema->arena, sizeof *reference);
        reference->is_property = kind == E_PROPERTY;
        linkable_read(reading, target, &reference->about);
        reference->scheme = attribute_of(reading, target, "scheme");
        reference->message = message_read(reading, target);
        *end = reference;
        end = &reference->next;
    }
    return end;
}

/* NULL where it cannot be used. */
static struct assertion *read_assertion(struct reading *reading, struct element element) {
    struct assertion *assertion = arena_allocate(reading->schema->arena, sizeof *assertion);
    assertion->is_report = kind_of(element) == E_REPORT;
    linkable_read(reading, element, &assertion->about);
    assertion->test = expression_of(reading, element, "test");
    assertion->subject = expression_of(reading, element, "subject");
    if (assertion->about.severity && *assertion->about.severity == '$')
        assertion->severity = expression_of(reading, element, "severity");
    assertion->message = message_read(reading, element);
    struct reference **end =
        read_references(reading, element, "diagnostics", E_DIAGNOSTIC, &assertion->references);
    read_references(reading, element, "properties", E_PROPERTY, end);
    return assertion->test ? assertion : NULL;
}

/* ---- rules ---- */

/* Rules whose content is being read, so that none takes over itself. */
struct extended {
    struct element rule;
    const struct extended *outer;
};

static struct assertion **read_content(struct reading *reading, struct element rule,
                                       const struct extended *outer, struct assertion **end);

/* ISO 5.4.3: the content of the abstract rule stands in the place of `extends`. */
static struct assertion **read_extended(struct reading *reading, struct element extends,
                                        const struct extended *outer, struct assertion **end) {
    struct element target;
    const char *id = attribute_of(reading, extends, "rule");
    if (!id) {
        schema_error(reading, extends, NULL, "schematron/schema-syntax", NULL,
                     "\"extends\" needs an attribute \"rule\" or \"href\" (ISO 19757-3 5.4.3)");
        return end;
    }
    if (!definition_refer(reading, extends, "rule", id, E_RULE, &target)) return end;
    if (!is_abstract(reading, target)) {
        schema_error(reading, extends, "rule", "schematron/schema-reference", NULL,
                     "the rule \"%s\" is not abstract (ISO 19757-3 5.4.3)", id);
        return end;
    }
    for (const struct extended *at = outer; at; at = at->outer) {
        if (at->rule.file != target.file || at->rule.node != target.node) continue;
        schema_error(reading, extends, "rule", "schematron/schema-circular", NULL,
                     "the rule \"%s\" extends itself", id);
        return end;
    }
    return read_content(reading, target, outer, end);
}

static struct assertion **read_content(struct reading *reading, struct element rule,
                                       const struct extended *outer, struct assertion **end) {
    struct extended extended = {rule, outer};
    struct elements children = children_of(reading, rule);
    for (size_t i = 0; i < children.count; i++) {
        struct element child = children.list[i];
        enum element_kind kind = kind_of(child);
        if (kind == E_LET) {
            variable_read(reading, child, false);
        } else if (kind == E_EXTENDS) {
            end = read_extended(reading, child, &extended, end);
        } else if (kind == E_ASSERT || kind == E_REPORT) {
            struct assertion *assertion = read_assertion(reading, child);
            if (assertion) *end = assertion, end = &assertion->next;
        }
    }
    return end;
}

/* NULL where it cannot be used, or has nothing to say. */
static struct rule *read_rule(struct reading *reading, struct element element) {
    struct rule *rule = arena_allocate(reading->schema->arena, sizeof *rule);
    size_t visible = reading->visible_count;
    linkable_read(reading, element, &rule->about);
    rule->context_text = filled_attribute(reading, element, "context");
    if (!rule->context_text) {
        schema_error(reading, element, NULL, "schematron/schema-syntax", NULL,
                     "a rule that is not abstract needs an attribute \"context\" (ISO 19757-3 "
                     "5.4.12)");
        return NULL;
    }
    struct elements children = children_of(reading, element);
    rule->name = title_of(reading, &children);
    rule->context = context_of(reading, element, &rule->mentioned);
    if (rule->context) rule->attribute = xpath_pattern_attribute(rule->context);
    reading->rule = rule;
    rule->visit_each = expression_of(reading, element, "visit-each");
    read_content(reading, element, NULL, &rule->assertions);
    rule->subject = expression_of(reading, element, "subject");
    reading->rule = NULL;
    variables_hide(reading, visible);
    rule->index = reading->schema->rule_count++;
    return rule->context ? rule : NULL;
}

/* ---- patterns ---- */

static void append_pattern(struct reading *reading, struct pattern *pattern) {
    *reading->last_pattern = pattern;
    reading->last_pattern = &pattern->next;
    pattern->index = reading->schema->pattern_count++;
}

/* The content of a pattern that is not abstract, or of the abstract one that it fills in. */
static void read_rules(struct reading *reading, struct pattern *pattern,
                       const struct elements *children) {
    size_t visible = reading->visible_count;
    struct rule **end = &pattern->rules;
    for (size_t i = 0; i < children->count; i++)
        if (kind_of(children->list[i]) == E_LET) variable_read(reading, children->list[i], true);
    for (size_t i = 0; i < children->count; i++) {
        struct element child = children->list[i];
        if (kind_of(child) != E_RULE || is_abstract(reading, child)) continue;
        struct rule *rule = read_rule(reading, child);
        if (!rule) continue;
        rule->pattern = pattern;
        *end = rule;
        end = &rule->next;
    }
    variables_hide(reading, visible);
}

/* The parameters among the children, those before in `base`.  The values of inner ones may mention
   outer ones. */
static const struct parameter *read_parameters(struct reading *reading,
                                               const struct elements *children,
                                               const struct parameter *base) {
    for (size_t i = 0; i < children->count; i++) {
        struct element child = children->list[i];
        if (kind_of(child) != E_PARAM) continue;
        struct parameter *parameter = arena_allocate(reading->schema->arena, sizeof *parameter);
        parameter->name = attribute_of(reading, child, "name");
        parameter->value = attribute_of(reading, child, "value");
        if (!parameter->name || !parameter->value) continue;
        parameter->next = base;
        base = parameter;
    }
    return base;
}

/* ISO 6.3: the abstract pattern with the parameters of the one that uses it. */
static void read_instance(struct reading *reading, struct element element, const char *is_a,
                          struct pattern *pattern, const struct elements *own) {
    struct element target;
    enum element_kind kind = kind_of(element);
    if (!definition_find(reading, kind == E_GROUP ? E_PATTERN : E_GROUP, is_a, &target) &&
        !definition_refer(reading, element, "is-a", is_a, kind, &target))
        return;
    if (!is_abstract(reading, target)) {
        bool itself = target.file == element.file && target.node == element.node;
        schema_error(reading, element, "is-a",
                     itself ? "schematron/schema-circular" : "schematron/schema-reference", NULL,
                     itself ? "the pattern \"%s\" is an instance of itself (ISO 19757-3 5.4.8)"
                            : "the pattern \"%s\" is not abstract (ISO 19757-3 5.4.8)",
                     is_a);
        return;
    }
    struct elements children = children_of(reading, target);
    /* ISO 2025: parameters of the abstract pattern are the values of those that are not given */
    reading->parameters = read_parameters(reading, own, read_parameters(reading, &children, NULL));
    if (!pattern->title) pattern->title = title_of(reading, &children);
    read_rules(reading, pattern, &children);
    reading->parameters = NULL;
}

/* ISO 5.4.8: the documents that the pattern is about instead, as an expression that opens them. */
static struct expression *documents_of(struct reading *reading, struct element pattern) {
    static const char before[] = "for $uri in (";
    const char *uris = filled_attribute(reading, pattern, "documents");
    if (!uris) return NULL;
    return expression_made(
        reading, pattern, "documents",
        arena_print(reading->schema->arena,
                    "%s%s) return doc(string(resolve-uri(string($uri), base-uri(/))))", before,
                    uris),
        sizeof before - 1);
}

void pattern_read(struct reading *reading, struct element element) {
    if (is_abstract(reading, element)) {
        if (attribute_of(reading, element, "is-a"))
            schema_error(reading, element, "is-a", "schematron/schema-syntax", NULL,
                         "an abstract pattern is not an instance of another one (ISO 19757-3 "
                         "5.4.8)");
        return;
    }
    struct pattern *pattern = arena_allocate(reading->schema->arena, sizeof *pattern);
    struct elements children = children_of(reading, element);
    linkable_read(reading, element, &pattern->about);
    pattern->is_group = kind_of(element) == E_GROUP;
    pattern->title = title_of(reading, &children);
    pattern->documents = documents_of(reading, element);
    append_pattern(reading, pattern);
    const char *is_a = attribute_of(reading, element, "is-a");
    if (is_a)
        read_instance(reading, element, is_a, pattern, &children);
    else
        read_rules(reading, pattern, &children);
}
