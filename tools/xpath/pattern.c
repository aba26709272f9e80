/* Match patterns (XSLT 2.0 5.5.2): a path of child and attribute steps is tested on a node from
   right to left; of anything else all nodes are found that it leads to, once for each tree. */
#include "xpath/filter.h"
#include "xpath/item_types.h"
#include "xpath/library.h"
#include "xpath/memo.h"

#include <string.h>

/* What a step stands behind. */
enum relation { ANYWHERE, CHILD_OF, DESCENDANT_OF };

struct pattern_step {
    struct node_test test;
    size_t count;
    struct expression **predicates;
    enum relation relation; /* to the step before it, which is the next one in the array */
};

/* One of what `|` joins. */
struct alternative {
    size_t count;
    struct pattern_step *steps; /* the last one first; count 0: by the set of nodes */
    size_t locals;
    const struct xpath_expression *set;
    struct alternative *next;
};

struct xpath_pattern {
    struct alternative *alternatives;
    struct xpath_pattern_head *heads;
    size_t head_count;
    uint32_t attribute;
};

/* ---- matching ---- */

static bool holds(const struct pattern_step *step, const struct frame *frame, bool *holds_all) {
    *holds_all = true;
    for (size_t i = 0; i < step->count && *holds_all; i++)
        if (!truth_of(step->predicates[i], frame, holds_all)) return false;
    return true;
}

static bool match_step(const struct pattern_step *step, const struct frame *frame,
                       const struct tree *tree, uint32_t node, bool *matches);

/* The step before this one has to match the parent, or an ancestor. */
static bool match_before(const struct pattern_step *step, const struct frame *frame,
                         const struct tree *tree, uint32_t node, bool *matches) {
    *matches = step->relation == ANYWHERE;
    if (*matches) return true;
    for (uint32_t at = tree->nodes[node].parent; at != TREE_NONE && !*matches;
         at = tree->nodes[at].parent) {
        if (!match_step(step + 1, frame, tree, at, matches)) return false;
        if (step->relation == CHILD_OF) break;
    }
    return true;
}

/* Looked at before predicates, which cost more. */
static bool parent_may_match(const struct pattern_step *step, const struct tree *tree,
                             uint32_t node) {
    uint32_t parent = tree->nodes[node].parent;
    return step->relation != CHILD_OF ||
           (parent != TREE_NONE && test_matches_wholly(&step[1].test, tree, parent));
}

static bool match_step(const struct pattern_step *step, const struct frame *frame,
                       const struct tree *tree, uint32_t node, bool *matches) {
    struct xpath_value item = xpath_value_node(tree, node);
    struct frame inner = *frame;
    inner.item = &item;
    *matches = test_matches_wholly(&step->test, tree, node) && parent_may_match(step, tree, node);
    if (!count_step(frame->evaluation)) return false;
    if (!*matches) return true;
    if (step->count && (!holds(step, &inner, matches) || !*matches)) return !has_failed(frame);
    return match_before(step, frame, tree, node, matches);
}

static bool match_alternative(const struct alternative *alternative, const struct frame *outer,
                              const struct tree *tree, uint32_t node, bool *matches) {
    struct xpath_value item = xpath_value_node(tree, node);
    struct xpath_expression whole = {.locals = alternative->locals};
    struct frame frame = frame_for(outer->evaluation, &whole, &item);
    return alternative->count ? match_step(alternative->steps, &frame, tree, node, matches)
                              : is_among_kept(alternative->set, &frame, node, matches);
}

bool pattern_matches(const struct frame *frame, const struct xpath_pattern *pattern,
                     const struct tree *tree, uint32_t node, bool *matches) {
    struct xpath_values *values = &frame->evaluation->values;
    *matches = false;
    for (const struct alternative *at = pattern->alternatives; at && !*matches; at = at->next) {
        if (match_alternative(at, frame, tree, node, matches)) continue;
        if (!strcmp(values->code, "XPLIMIT")) return false;
        values->code = NULL; /* XSLT 2.0 5.5.4: an error is no match */
        frame->evaluation->offset = 0;
        *matches = false;
    }
    return true;
}

/* What the names of the node and its parent tell, without a frame: most often all there is to it.
 */
enum prospect { NO_MATCH, MAY_MATCH, MATCH };

static enum prospect prospect_of(const struct xpath_pattern *pattern, const struct tree *tree,
                                 uint32_t node) {
    enum prospect prospect = NO_MATCH;
    for (const struct alternative *at = pattern->alternatives; at; at = at->next) {
        const struct pattern_step *step = at->steps;
        if (at->count &&
            !(test_matches_wholly(&step->test, tree, node) && parent_may_match(step, tree, node)))
            continue;
        if (at->count && !step->count && step->relation == ANYWHERE) return MATCH;
        prospect = MAY_MATCH;
    }
    return prospect;
}

bool xpath_match(struct xpath_evaluation *evaluation, const struct xpath_pattern *pattern,
                 const struct tree *tree, uint32_t node, bool *matches) {
    enum prospect prospect = prospect_of(pattern, tree, node);
    *matches = prospect == MATCH;
    if (prospect != MAY_MATCH) return true;
    struct arena_mark mark = xpath_mark(evaluation);
    struct frame frame = begin_evaluation(evaluation);
    if (!pattern_matches(&frame, pattern, tree, node, matches)) {
        evaluation->fault =
            (struct xpath_fault){evaluation->values.code, 1, evaluation->values.message};
        return false;
    }
    xpath_release(evaluation, mark);
    return true;
}

/* ---- compiling steps ---- */

static bool is_double_slash(const struct xpath_syntax *syntax) {
    return syntax->kind == XPATH_AXIS_STEP && syntax->step.axis == XPATH_DESCENDANT_OR_SELF &&
           syntax->step.test->kind == XPATH_ANY_KIND_TEST && !syntax->count;
}

static bool is_pattern_step(const struct xpath_syntax *syntax) {
    return syntax->kind == XPATH_AXIS_STEP &&
           (syntax->step.axis == XPATH_CHILD || syntax->step.axis == XPATH_ATTRIBUTE);
}

/* The children of a path, or the one step that is none. */
static const struct xpath_syntax *first_step(const struct xpath_syntax *syntax) {
    return syntax->kind == XPATH_PATH_EXPR ? syntax->first : syntax;
}

static const struct xpath_syntax *step_behind(const struct xpath_syntax *syntax,
                                              const struct xpath_syntax *step) {
    return syntax->kind == XPATH_PATH_EXPR ? step->next : NULL;
}

/* Whether it is a path of PathPattern: a root or none, child and attribute steps, and `//`. */
static bool is_path_pattern(const struct xpath_syntax *syntax) {
    const struct xpath_syntax *step = first_step(syntax), *last = NULL;
    for (; step; last = step, step = step_behind(syntax, step)) {
        bool is_root = step->kind == XPATH_ROOT && !last;
        bool is_slashes = is_double_slash(step) && last && step_behind(syntax, step);
        if (!is_root && !is_slashes && !is_pattern_step(step)) return false;
    }
    return true;
}

/* The test of a step, with the kinds that its axis has. */
static struct node_test test_of(struct compiler *compiler, const struct xpath_syntax *step) {
    bool is_attribute = step->kind == XPATH_AXIS_STEP && step->step.axis == XPATH_ATTRIBUTE;
    if (step->kind == XPATH_ROOT) return (struct node_test){.kinds = 1 << TREE_DOCUMENT};
    struct node_test test =
        compile_node_test(compiler, step->step.test, is_attribute ? TREE_ATTRIBUTE : TREE_ELEMENT);
    unsigned of_axis = is_attribute ? 1u << TREE_ATTRIBUTE
                                    : ALL_KINDS & ~(1u << TREE_ATTRIBUTE | 1u << TREE_DOCUMENT);
    test.kinds &= (uint8_t)of_axis;
    return test;
}

/* Fills in a step; false where a position is looked at in its predicates. */
static bool compile_pattern_step(struct compiler *compiler, const struct xpath_syntax *syntax,
                                 struct pattern_step *step) {
    struct expression *owner = new_expression(compiler, syntax, sizeof *owner, syntax->count);
    const struct predicate *predicates = compile_predicates(compiler, syntax->first, owner, 0);
    step->test = test_of(compiler, syntax);
    step->count = owner->count;
    step->predicates = owner->operands;
    return !are_positional(predicates, owner->count);
}

/* By steps; false where it has to be done by the set of nodes. */
static bool compile_steps(struct compiler *compiler, const struct xpath_syntax *syntax,
                          struct alternative *made) {
    size_t count = 0, i;
    if (!is_path_pattern(syntax)) return false;
    for (const struct xpath_syntax *at = first_step(syntax); at; at = step_behind(syntax, at))
        count += !is_double_slash(at);
    struct pattern_step *steps = arena_allocate(compiler->arena, count * sizeof *steps);
    enum relation relation = ANYWHERE;
    i = count;
    for (const struct xpath_syntax *at = first_step(syntax); at; at = step_behind(syntax, at)) {
        if (is_double_slash(at)) {
            relation = DESCENDANT_OF;
            continue;
        }
        if (!compile_pattern_step(compiler, at, &steps[--i])) return false;
        steps[i].relation = relation;
        relation = CHILD_OF;
    }
    made->steps = steps;
    made->count = count;
    made->locals = compiler->body->slots;
    return true;
}

/* ---- compiling sets ---- */

static struct xpath_syntax *new_syntax(struct arena *arena, enum xpath_syntax_kind kind,
                                       size_t offset) {
    struct xpath_syntax *syntax = arena_allocate(arena, sizeof *syntax);
    syntax->kind = kind;
    syntax->offset = offset;
    return syntax;
}

/* A relative path leads on from any node: it is set behind //.  id(), key() and variables do not.
 */
static const struct xpath_syntax *from_anywhere(struct arena *arena, struct xpath_syntax *syntax) {
    struct xpath_syntax *first = syntax->kind == XPATH_PATH_EXPR ? syntax->first : syntax;
    if (first->kind == XPATH_ROOT || first->kind == XPATH_VAR_REF ||
        first->kind == XPATH_FUNCTION_CALL)
        return syntax;
    struct xpath_syntax *path = new_syntax(arena, XPATH_PATH_EXPR, syntax->offset);
    struct xpath_syntax *root = new_syntax(arena, XPATH_ROOT, syntax->offset);
    struct xpath_syntax *slashes = new_syntax(arena, XPATH_AXIS_STEP, syntax->offset);
    struct xpath_item_test *test = arena_allocate(arena, sizeof *test);
    test->kind = XPATH_ANY_KIND_TEST;
    slashes->step.axis = XPATH_DESCENDANT_OR_SELF;
    slashes->step.test = test;
    path->first = root;
    root->next = slashes;
    slashes->next = first;
    path->last = syntax->kind == XPATH_PATH_EXPR ? syntax->last : syntax;
    path->count = 2 + (syntax->kind == XPATH_PATH_EXPR ? syntax->count : 1);
    return path;
}

static struct alternative *compile_alternative(struct compiler *compiler,
                                               struct xpath_syntax *syntax) {
    struct alternative *made = arena_allocate(compiler->arena, sizeof *made);
    struct body body = {0};
    syntax->next = NULL; /* no alternative of a union any more */
    compiler->body = &body;
    if (!compile_steps(compiler, syntax, made) && !compiler->fault->code)
        made->set = compile_syntax(compiler->context, from_anywhere(compiler->arena, syntax),
                                   compiler->fault);
    compiler->body = NULL;
    return made;
}

/* ---- heads ---- */

/* The last step of what leads to the nodes; NULL where it is none that tells of them. */
static const struct xpath_syntax *last_step(const struct xpath_syntax *syntax) {
    const struct xpath_syntax *last = syntax->kind == XPATH_PATH_EXPR ? syntax->last : syntax;
    return last->kind == XPATH_ROOT || is_pattern_step(last) ? last : NULL;
}

/* So many heads are made at most. */
static size_t count_heads(const struct xpath_syntax *syntax) {
    size_t count = 0;
    if (syntax->kind == XPATH_FILTER_EXPR) return count_heads(syntax->first);
    if (syntax->kind != XPATH_UNION_EXPR) return TREE_PI + 1;
    for (const struct xpath_syntax *at = syntax->first; at; at = at->next)
        count += count_heads(at);
    return count;
}

/* Adds a head for each kind that the test takes, also those of (a | b)[c]; false where it takes
   most. */
static bool add_heads(struct xpath_pattern *pattern, struct compiler *compiler,
                      const struct xpath_syntax *syntax) {
    if (syntax->kind == XPATH_FILTER_EXPR) return add_heads(pattern, compiler, syntax->first);
    if (syntax->kind == XPATH_UNION_EXPR) {
        bool all = true;
        for (const struct xpath_syntax *at = syntax->first; at; at = at->next)
            all &= add_heads(pattern, compiler, at);
        return all;
    }
    const struct xpath_syntax *last = last_step(syntax);
    if (!last) return false;
    struct node_test test = test_of(compiler, last);
    for (int kind = TREE_DOCUMENT; kind <= TREE_PI; kind++) {
        if (!(test.kinds >> kind & 1)) continue;
        pattern->heads[pattern->head_count++] = (struct xpath_pattern_head){
            (enum tree_kind)kind, test.names == THIS_NAME ? test.name : TREE_NO_NAME};
    }
    return true;
}

const struct xpath_pattern_head *xpath_pattern_heads(const struct xpath_pattern *pattern,
                                                     size_t *count) {
    *count = pattern->head_count;
    return pattern->heads;
}

/* ---- the attribute that nodes need ---- */

static uint32_t attribute_of_test(struct compiler *compiler, const struct xpath_syntax *step) {
    if (step->kind != XPATH_AXIS_STEP || step->step.axis != XPATH_ATTRIBUTE) return TREE_NO_NAME;
    struct node_test test = test_of(compiler, step);
    return test.names == THIS_NAME ? test.name : TREE_NO_NAME;
}

/* Without it the predicate is false: a comparison with nothing, nothing that starts with something.
 */
static uint32_t attribute_needed(struct compiler *compiler, const struct xpath_syntax *predicate) {
    uint32_t name = TREE_NO_NAME;
    switch (predicate->kind) {
    case XPATH_AXIS_STEP: return attribute_of_test(compiler, predicate);
    case XPATH_GENERAL_COMP: /* XPath 2.0 I.1: there nothing is equal to false() */
        if (compiler->context->features & XPATH_1_COMPATIBLE) return name;
        /* fallthrough */
    case XPATH_AND_EXPR:
    case XPATH_VALUE_COMP:
        for (const struct xpath_syntax *at = predicate->first; at && !name; at = at->next)
            name = predicate->kind == XPATH_AND_EXPR ? attribute_needed(compiler, at)
                                                     : attribute_of_test(compiler, at);
        return name;
    case XPATH_FUNCTION_CALL:
        if (strcmp(predicate->name.uri, xpath_fn_namespace) ||
            strcmp(predicate->name.local, "starts-with") || predicate->count != 2 ||
            predicate->last->kind != XPATH_STRING_LITERAL || !predicate->last->text.length)
            return name;
        return attribute_of_test(compiler, predicate->first);
    default: return name;
    }
}

static uint32_t attribute_of_step(struct compiler *compiler, const struct xpath_syntax *syntax) {
    const struct xpath_syntax *last = last_step(syntax);
    uint32_t name = TREE_NO_NAME;
    if (!last || last->kind == XPATH_ROOT) return name;
    for (const struct xpath_syntax *at = last->first; at && !name; at = at->next)
        name = attribute_needed(compiler, at);
    return name;
}

uint32_t xpath_pattern_attribute(const struct xpath_pattern *pattern) {
    return pattern->attribute;
}

const struct xpath_pattern *xpath_compile_pattern(struct xpath_static *context, const char *text,
                                                  size_t length, struct xpath_fault *fault) {
    /* The tree is this function's own, so that it may be taken apart. */
    struct xpath_syntax *syntax = (struct xpath_syntax *)parse_in(context, text, length, fault);
    if (!syntax) return NULL;
    struct compiler compiler = {context, context->arena, NULL, snapshot_of(context), fault};
    struct xpath_pattern *pattern = arena_allocate(context->arena, sizeof *pattern);
    bool is_union = syntax->kind == XPATH_UNION_EXPR, has_heads = true;
    size_t heads = count_heads(syntax);
    struct alternative **end = &pattern->alternatives;
    struct xpath_syntax *at = is_union ? syntax->first : syntax, *next;
    fault->code = NULL;
    pattern->heads = arena_allocate(context->arena, heads * sizeof *pattern->heads);
    for (; at; at = next) {
        next = is_union ? at->next : NULL;
        *end = compile_alternative(&compiler, at);
        end = &(*end)->next;
        has_heads = !fault->code && add_heads(pattern, &compiler, at) && has_heads;
    }
    if (!is_union && !fault->code) pattern->attribute = attribute_of_step(&compiler, syntax);
    if (!has_heads) pattern->head_count = 0;
    return fault->code ? NULL : pattern;
}
