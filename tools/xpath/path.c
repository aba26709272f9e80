/* Paths (XPath 2.0 3.2): steps along an axis, and what else may stand behind a slash.  A step hands
   its nodes over in document order, and none twice; where its operand does so and the axis keeps
   it so, they need not be put together first. */
#include "xpath/axes.h"
#include "xpath/evaluation.h"
#include "xpath/filter.h"
#include "xpath/keyed_step.h"
#include "xpath/memo.h"

struct step {
    struct expression expression; /* the node or nodes it goes from, if `has_origin`; predicates */
    unsigned axis;
    struct node_test test;
    const struct predicate *predicates;
    size_t predicate_count;
    bool has_origin;    /* else it goes from the context item */
    bool is_positional; /* positions are looked at in the predicates */
    bool origin_is_in_order;
    bool sorts; /* what comes has to be put in order */
};

/* ---- evaluation of a step ---- */

/* What is known of the nodes that a step has gone from, where they come in document order: nodes
   that were handed over for one are not looked for again for a later one. */
struct step_sink {
    struct xpath_sink sink, *next;
    const struct step *step;
    const struct frame *frame;
    const struct tree *tree;
    uint32_t last;         /* the one before; TREE_NONE: none */
    uint32_t covered;      /* descendants before that were walked */
    uint32_t first_behind; /* the node that the following axis of all begins with */
};

struct step_source {
    const struct step *step;
    struct walk walk;
    uint32_t node;
};

static bool push_axis(const void *data, struct xpath_sink *sink) {
    const struct step_source *source = data;
    struct walk walk = source->walk;
    walk.sink = sink;
    return walk_axis(&walk, source->step->axis, source->node);
}

static bool step_from(const struct step_sink *sink, uint32_t node, uint32_t until) {
    const struct step *step = sink->step;
    struct walk walk = {sink->frame, sink->tree, &step->test,
                        sink->next,  until,      !step->is_positional};
    if (!step->is_positional) return walk_axis(&walk, step->axis, node);
    struct step_source source = {step, walk, node};
    return push_filtered(sink->frame, step->predicates, step->predicate_count, push_axis, &source,
                         sink->next);
}

static bool is_sideways(const struct step *step) {
    return step->axis == XPATH_FOLLOWING || step->axis == XPATH_PRECEDING;
}

/* What the following and preceding axes of all nodes of a tree have, found when these are known: it
   is what those of one of them have. */
static bool step_sideways(struct step_sink *sink) {
    const struct step *step = sink->step;
    struct walk walk = {sink->frame, sink->tree, &step->test, sink->next, 0, true};
    if (sink->last == TREE_NONE || !is_sideways(step)) return true;
    return step->axis == XPATH_FOLLOWING ? walk_range(&walk, sink->first_behind, sink->tree->count)
                                         : walk_axis(&walk, XPATH_PRECEDING, sink->last);
}

/* A step from a node that comes behind those before. */
static bool step_in_order(struct step_sink *sink, uint32_t node) {
    const struct tree_node *nodes = sink->tree->nodes;
    uint32_t last = sink->last;
    bool is_sibling = last != TREE_NONE && nodes[last].parent == nodes[node].parent;
    sink->last = node;
    switch (sink->step->axis) {
    case XPATH_DESCENDANT_OR_SELF:
        /* An attribute stands among the descendants of an element, but is none. */
        if (nodes[node].kind == TREE_ATTRIBUTE) return step_from(sink, node, 0);
        /* fall through */
    case XPATH_DESCENDANT:
    case DESCENDANT_ATTRIBUTE:
        if (node < sink->covered) return true;
        sink->covered = nodes[node].end;
        return step_from(sink, node, 0);
    case XPATH_FOLLOWING: {
        uint32_t first = behind(sink->tree, node);
        if (first < sink->first_behind) sink->first_behind = first;
        return true;
    }
    case XPATH_PRECEDING: return true;
    case XPATH_ANCESTOR: return step_from(sink, node, last == TREE_NONE ? 0 : last);
    case XPATH_ANCESTOR_OR_SELF: return step_from(sink, node, last == TREE_NONE ? 0 : last + 1);
    case XPATH_FOLLOWING_SIBLING: return is_sibling || step_from(sink, node, 0);
    case XPATH_PRECEDING_SIBLING: return step_from(sink, node, is_sibling ? last : 0);
    default: return step_from(sink, node, 0);
    }
}

static bool take_origin(struct xpath_sink *sink, const struct xpath_value *item) {
    struct step_sink *step = (struct step_sink *)sink;
    if (item->type != XPATH_NODE)
        return fail(step->frame, &step->step->expression, "XPTY0019",
                    "what stands before a slash has items that are no nodes");
    bool collapses = step->step->origin_is_in_order && !step->step->is_positional;
    if (step->tree != item->as.node.tree) {
        if (collapses && !step_sideways(step)) return false;
        step->tree = item->as.node.tree;
        step->last = step->first_behind = TREE_NONE;
        step->covered = 0;
    }
    return collapses ? step_in_order(step, item->as.node.index)
                     : step_from(step, item->as.node.index, 0);
}

static bool push_from_origin(const void *data, struct xpath_sink *sink) {
    const struct step_source *source = data;
    const struct step *step = source->step;
    struct step_sink taker = {{take_origin}, sink,      step, source->walk.frame,
                              NULL,          TREE_NONE, 0,    TREE_NONE};
    return push(step->expression.operands[0], source->walk.frame, &taker.sink) &&
           step_sideways(&taker);
}

static bool push_from_item(const struct step *step, const struct frame *frame,
                           struct xpath_sink *sink) {
    if (!frame->item)
        return fail(frame, &step->expression, "XPDY0002", "there is no context item for this step");
    if (frame->item->type != XPATH_NODE)
        return fail(frame, &step->expression, "XPTY0020",
                    "the context item of this step is no node");
    struct step_sink taker = {{take_origin}, sink, step,     frame, frame->item->as.node.tree,
                              TREE_NONE,     0,    TREE_NONE};
    return step_from(&taker, frame->item->as.node.index, 0);
}

static bool push_from(const void *data, struct xpath_sink *sink) {
    const struct step_source *source = data;
    return source->step->has_origin ? push_from_origin(data, sink)
                                    : push_from_item(source->step, source->walk.frame, sink);
}

/* Predicates that look at no position filter what comes of all nodes at once. */
static bool push_unsorted(const struct expression *expression, const struct frame *frame,
                          struct xpath_sink *sink) {
    const struct step *step = (const struct step *)expression;
    struct step_source source = {step, {.frame = frame}, 0};
    if (step->is_positional || !step->predicate_count) return push_from(&source, sink);
    return push_filtered(frame, step->predicates, step->predicate_count, push_from, &source, sink);
}

static bool push_step(const struct expression *expression, const struct frame *frame,
                      struct xpath_sink *sink) {
    if (!((const struct step *)expression)->sorts) return push_unsorted(expression, frame, sink);
    struct collector nodes = collector(frame);
    if (!push_unsorted(expression, frame, &nodes.sink)) return false;
    sort_nodes(&nodes);
    return give_sequence(collected(&nodes), sink);
}

bool count_step_nodes(const struct expression *expression, const struct frame *frame,
                      int64_t *count) {
    const struct step *step = (const struct step *)expression;
    struct xpath_value item = frame->item ? *frame->item : no_item();
    size_t nodes;
    bool known = expression->push == push_step && !step->predicate_count &&
                 (!step->has_origin || !(expression->operands[0]->cardinality & MAY_BE_MANY));
    if (known && step->has_origin)
        known = item_of(expression->operands[0], frame, &item) && is_item(&item);
    if (!known || item.type != XPATH_NODE) return false;
    struct walk walk = {frame, item.as.node.tree, &step->test, NULL, 0, true};
    count_axis(&walk, step->axis, item.as.node.index, &nodes, &known);
    if (known) *count = (int64_t)nodes;
    return known;
}

/* There is a node or there is none, in whatever order. */
static bool truth_of_step(const struct expression *expression, const struct frame *frame,
                          bool *truth) {
    struct truth_sink sink = truth_sink(frame);
    if (!push_unsorted(expression, frame, &sink.sink) && has_failed(frame)) return false;
    *truth = sink.truth;
    return true;
}

/* ---- compiling a step ---- */

/* What comes in order from nodes that do. */
static void set_order(struct step *step, const struct expression *origin) {
    bool from_one = !origin || !(origin->cardinality & MAY_BE_MANY);
    unsigned order = from_one ? IN_ORDER | PEERS : origin->order;
    bool in_order = order & IN_ORDER, peers = (order & (IN_ORDER | PEERS)) == (IN_ORDER | PEERS);
    bool collapses = in_order && !step->is_positional;
    unsigned result = 0;
    switch (step->axis) {
    case XPATH_CHILD: result = peers ? IN_ORDER | PEERS : 0; break;
    case XPATH_ATTRIBUTE: result = in_order ? IN_ORDER | PEERS : 0; break;
    case XPATH_SELF: result = order; break;
    case XPATH_DESCENDANT: result = peers || collapses ? IN_ORDER : 0; break;
    case XPATH_DESCENDANT_OR_SELF: result = peers ? IN_ORDER : 0; break;
    case DESCENDANT_ATTRIBUTE: result = collapses ? IN_ORDER | PEERS : 0; break;
    case XPATH_FOLLOWING: result = from_one || collapses ? IN_ORDER : 0; break;
    case XPATH_PRECEDING: result = collapses ? IN_ORDER : 0; break;
    case XPATH_FOLLOWING_SIBLING:
    case XPATH_PARENT: result = from_one ? IN_ORDER | PEERS : 0; break;
    default: break;
    }
    step->origin_is_in_order = in_order;
    step->sorts = !(result & IN_ORDER);
    step->expression.order = (uint8_t)(result | IN_ORDER);
}

static void set_cardinality(struct step *step, const struct expression *origin) {
    bool from_one = !origin || !(origin->cardinality & MAY_BE_MANY);
    bool is_one = step->axis == XPATH_SELF || step->axis == XPATH_PARENT ||
                  (step->axis == XPATH_ATTRIBUTE && step->test.names == THIS_NAME);
    for (size_t i = 0; i < step->predicate_count; i++)
        if (step->predicates[i].kind == BY_POSITION || step->predicates[i].kind == BY_LAST)
            is_one = true;
    step->expression.cardinality = from_one && is_one ? AT_MOST_ONE : ANY_NUMBER;
}

/* `axis` behind descendant-or-self::node(), in one. */
static unsigned joined_axis(unsigned axis) {
    switch (axis) {
    case XPATH_CHILD:
    case XPATH_DESCENDANT: return XPATH_DESCENDANT;
    case XPATH_SELF:
    case XPATH_DESCENDANT_OR_SELF: return XPATH_DESCENDANT_OR_SELF;
    case XPATH_ATTRIBUTE: return DESCENDANT_ATTRIBUTE;
    default: return ALL_AXES;
    }
}

/* descendant-or-self::node() without a predicate, for which `//` stands. */
static bool is_double_slash(const struct expression *expression) {
    if (!expression || expression->push != push_step) return false;
    const struct step *step = (const struct step *)expression;
    return step->axis == XPATH_DESCENDANT_OR_SELF && !step->predicate_count &&
           step->test.kinds == ALL_KINDS && step->test.names == ANY_NAME;
}

/* XPath 2.0 3.2.4: //p is short for descendant-or-self::node()/child::p, and as good as
   descendant::p where no position is looked at. */
static struct expression *join_double_slash(struct step *step, struct expression *origin) {
    unsigned axis = is_double_slash(origin) ? joined_axis(step->axis) : ALL_AXES;
    if (axis == ALL_AXES || step->is_positional) return origin;
    step->axis = axis;
    /* cppcheck-suppress nullPointer ; an origin that is none has joined no axis */
    return ((struct step *)origin)->has_origin ? origin->operands[0] : NULL;
}

static struct expression *without_predicates(struct compiler *compiler,
                                             const struct xpath_syntax *syntax,
                                             const struct step *step, struct expression *origin) {
    struct step *bare = new_expression(compiler, syntax, sizeof *bare, origin ? 1 : 0);
    struct expression whole = bare->expression;
    *bare = *step;
    bare->expression = whole;
    bare->predicate_count = 0;
    bare->expression.push = push_step;
    bare->expression.type = XPATH_NODE;
    bare->expression.order = step->expression.order;
    bare->expression.cardinality = ANY_NUMBER;
    if (origin) bare->expression.operands[0] = origin;
    return finish_with(compiler, &bare->expression, origin ? origin->uses : USES_ITEM);
}

static struct expression *compile_step_from(struct compiler *compiler,
                                            const struct xpath_syntax *syntax,
                                            struct expression *origin) {
    struct step *step = new_expression(compiler, syntax, sizeof *step, syntax->count + 1);
    struct expression *expression = &step->expression;
    enum tree_kind principal = syntax->step.axis == XPATH_ATTRIBUTE ? TREE_ATTRIBUTE : TREE_ELEMENT;
    step->axis = syntax->step.axis;
    step->test = compile_node_test(compiler, syntax->step.test, principal);
    step->predicate_count = syntax->count;
    step->predicates = compile_predicates(compiler, syntax->first, expression, 1);
    step->is_positional = are_positional(step->predicates, step->predicate_count);
    origin = join_double_slash(step, origin);
    step->has_origin = origin;
    expression->operands[0] = origin;
    if (!origin) {
        expression->operands++;
        expression->count--;
    }
    expression->push = push_step;
    expression->truth = truth_of_step;
    expression->type = XPATH_NODE;
    set_order(step, origin);
    set_cardinality(step, origin);
    unsigned uses = origin ? origin->uses : USES_ITEM, inner = 0;
    for (size_t i = origin ? 1 : 0; i < expression->count; i++)
        inner |= expression->operands[i]->uses;
    expression = finish_with(compiler, expression, uses | (inner & ~(unsigned)USES_FOCUS));
    if (!step->predicate_count || step->is_positional || expression != &step->expression)
        return expression;
    return keyed_step(compiler, syntax, expression,
                      without_predicates(compiler, syntax, step, origin), step->predicates,
                      step->predicate_count);
}

struct expression *compile_step(struct compiler *compiler, const struct xpath_syntax *syntax) {
    return compile_step_from(compiler, syntax, NULL);
}

/* ---- the leading slash ---- */

static bool item_of_root(const struct expression *expression, const struct frame *frame,
                         struct xpath_value *item) {
    if (!frame->item)
        return fail(frame, expression, "XPDY0002", "there is no context item whose root is meant");
    if (frame->item->type != XPATH_NODE)
        return fail(frame, expression, "XPTY0020",
                    "the context item, whose root is meant, is no node");
    const struct tree *tree = frame->item->as.node.tree;
    if (tree->nodes[0].kind != TREE_DOCUMENT)
        return fail(frame, expression, "XPDY0050", "the root of the context item is no document");
    *item = xpath_value_node(tree, 0);
    return true;
}

struct expression *compile_root(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct expression *root = new_expression(compiler, syntax, sizeof *root, 0);
    root->item = item_of_root;
    root->type = XPATH_NODE;
    root->cardinality = EXACTLY_ONE;
    root->order = IN_ORDER | PEERS;
    return finish_with(compiler, root, USES_ROOT);
}

/* ---- paths that go up and then far down ---- */

static bool goes_up(const struct xpath_syntax *step) {
    return step->kind == XPATH_AXIS_STEP &&
           (step->step.axis == XPATH_ANCESTOR || step->step.axis == XPATH_ANCESTOR_OR_SELF);
}

/* Whether the value depends on nothing of the focus but the context item. */
static bool is_positionless(const struct xpath_syntax *syntax) {
    if (syntax->kind == XPATH_AXIS_STEP) return true;
    if (syntax->kind == XPATH_FILTER_EXPR) return is_positionless(syntax->first);
    if (syntax->kind != XPATH_UNION_EXPR && syntax->kind != XPATH_PATH_EXPR) return false;
    for (const struct xpath_syntax *child = syntax->first; child; child = child->next)
        if (!is_positionless(child)) return false;
    return true;
}

/* Whether the step, of which `rest` goes on, begins with the `//` of ancestor::a//b. */
static bool is_far_down(const struct expression *path, const struct xpath_syntax *before,
                        const struct xpath_syntax *step) {
    if (!path || !goes_up(before) || step->kind != XPATH_AXIS_STEP || !step->next ||
        step->step.axis != XPATH_DESCENDANT_OR_SELF)
        return false;
    for (; step; step = step->next)
        if (!is_positionless(step)) return false;
    return true;
}

static struct expression *compile_steps(struct compiler *compiler, const struct xpath_syntax *first,
                                        struct expression *path);

/* What is far down is mostly the same for many nodes: that of the document's element. */
static struct expression *compile_far_down(struct compiler *compiler,
                                           const struct xpath_syntax *step,
                                           struct expression *path) {
    struct expression *rest = compile_steps(compiler, step, NULL);
    unsigned others = rest->uses & ~(unsigned)(USES_ITEM | USES_ROOT | USES_VARIABLES);
    if (rest->type == XPATH_NODE && !others && rest->count) rest = new_root_memo(compiler, rest);
    return map_over(compiler, step, path, rest, true);
}

/* `path`: what is before the first; NULL: nothing. */
static struct expression *compile_steps(struct compiler *compiler, const struct xpath_syntax *first,
                                        struct expression *path) {
    const struct xpath_syntax *before = NULL;
    bool is_inner = first->kind == XPATH_AXIS_STEP;
    for (const struct xpath_syntax *step = first; step; before = step, step = step->next) {
        if (is_far_down(path, before, step)) return compile_far_down(compiler, step, path);
        if (path && path->type < XPATH_TYPES && path->cardinality & MAY_BE_ONE &&
            !(path->cardinality & MAY_BE_NONE))
            compile_error(compiler, "XPTY0019", step->offset,
                          "what stands before this slash is no node");
        if (step->kind == XPATH_AXIS_STEP && (path || is_inner))
            path = compile_step_from(compiler, step, path);
        else
            path = path ? map_over(compiler, step, path, compile(compiler, step), true)
                        : compile(compiler, step);
    }
    return path;
}

struct expression *compile_path(struct compiler *compiler, const struct xpath_syntax *syntax) {
    return compile_steps(compiler, syntax->first, NULL);
}

void disregard_order(struct expression *expression) {
    if (expression->push == push_step) {
        ((struct step *)expression)->sorts = false;
        expression->order = 0;
    }
    disregard_order_of_map(expression);
}
