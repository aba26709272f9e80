/* Which rules are to be asked about a node: a table by its kind and name, so that a document costs
   one walk, and a node that no rule can match costs a look into a table. */
#include "schematron/schema.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The highest number of a name of that kind in any head, and one. */
static size_t name_count(const struct pattern *patterns, enum tree_kind kind) {
    size_t count = 0;
    for (; patterns; patterns = patterns->next)
        for (const struct rule *rule = patterns->rules; rule; rule = rule->next) {
            size_t heads;
            const struct xpath_pattern_head *head = xpath_pattern_heads(rule->context, &heads);
            for (size_t i = 0; i < heads; i++)
                if (head[i].kind == kind && head[i].name >= count) count = head[i].name + 1u;
        }
    return count;
}

/* Whether nodes of that kind can match whose name is not `name` but any other, or is it. */
static bool can_match(const struct rule *rule, enum tree_kind kind, uint32_t name) {
    size_t heads;
    const struct xpath_pattern_head *head = xpath_pattern_heads(rule->context, &heads);
    for (size_t i = 0; i < heads; i++)
        if (head[i].kind == kind && (head[i].name == TREE_NO_NAME || head[i].name == name))
            return true;
    return !heads;
}

static bool takes_part(const struct pattern *pattern, const struct pattern *only) {
    return only ? pattern == only : !pattern->documents;
}

static void append(struct arena *arena, struct rule_list *list, struct rule *rule) {
    if (!(list->count & (list->count - 1))) { /* room is doubled */
        struct rule **grown = arena_allocate(arena, 2 * (list->count + 1) * sizeof(void *));
        if (list->count) memcpy(grown, list->rules, list->count * sizeof(void *));
        list->rules = grown;
    }
    list->rules[list->count++] = rule;
}

static void add(struct arena *arena, struct candidates *candidates, struct rule *rule) {
    append(arena, &candidates->all, rule);
    if (!rule->attribute) append(arena, &candidates->without_attribute, rule);
}

/* The list of a name, which begins with those rules that are in it whatever the name is. */
static struct candidates *list_of(struct arena *arena, struct dispatch *dispatch,
                                  enum tree_kind kind, uint32_t name) {
    if (dispatch->named[kind][name]) return (struct candidates *)dispatch->named[kind][name];
    struct candidates *list = arena_allocate(arena, sizeof *list);
    for (size_t i = 0; i < dispatch->others[kind].all.count; i++)
        add(arena, list, dispatch->others[kind].all.rules[i]);
    dispatch->named[kind][name] = list;
    return list;
}

/* Adds the rule to the lists of its names, each once; rules come in order. */
static void add_named(struct arena *arena, struct dispatch *dispatch, struct rule *rule) {
    size_t heads;
    const struct xpath_pattern_head *head = xpath_pattern_heads(rule->context, &heads);
    for (size_t i = 0; i < heads; i++) {
        if (head[i].name == TREE_NO_NAME || can_match(rule, head[i].kind, TREE_NO_NAME)) continue;
        struct candidates *list = list_of(arena, dispatch, head[i].kind, head[i].name);
        size_t count = list->all.count;
        if (!count || list->all.rules[count - 1] != rule) add(arena, list, rule);
    }
}

/* Adds the rule to all lists of a kind that there are, and to that of other names. */
static void add_unnamed(struct arena *arena, struct dispatch *dispatch, struct rule *rule,
                        enum tree_kind kind) {
    add(arena, &dispatch->others[kind], rule);
    for (size_t name = 0; name < dispatch->name_count[kind]; name++)
        if (dispatch->named[kind][name])
            add(arena, (struct candidates *)dispatch->named[kind][name], rule);
}

void dispatch_fill(struct arena *arena, struct dispatch *dispatch, struct pattern *patterns,
                   const struct pattern *only) {
    for (int kind = 0; kind < NODE_KINDS; kind++) {
        dispatch->name_count[kind] = name_count(patterns, (enum tree_kind)kind);
        dispatch->named[kind] =
            arena_allocate(arena, dispatch->name_count[kind] * sizeof *dispatch->named[kind]);
    }
    for (struct pattern *pattern = patterns; pattern; pattern = pattern->next) {
        if (!takes_part(pattern, only)) continue;
        for (struct rule *rule = pattern->rules; rule; rule = rule->next) {
            for (int kind = 0; kind < NODE_KINDS; kind++)
                if (can_match(rule, (enum tree_kind)kind, TREE_NO_NAME))
                    add_unnamed(arena, dispatch, rule, (enum tree_kind)kind);
            add_named(arena, dispatch, rule);
        }
    }
}
