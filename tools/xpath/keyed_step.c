/* Steps such as //person[@xml:id = $id], found by an index of the values (memo.c), so that looking
   something up for each of many nodes takes time that grows with their number alone. */
#include "xpath/keyed_step.h"

#include "xpath/evaluation.h"
#include "xpath/memo.h"
#include "xpath/value_index.h"

struct keyed_step {
    struct expression expression; /* the step as it is */
    const struct expression *base, *value, *wanted;
    const struct predicate *predicates; /* the other ones */
    size_t predicate_count;
    struct memo_key key;
};

/* Looks up the nodes for each value that is wanted. */
struct wanted_sink {
    struct xpath_sink sink;
    const struct lookup *lookup;
    struct collector nodes;
    bool is_other; /* a value was no string: they have to be compared one by one */
};

static bool take_wanted(struct xpath_sink *sink, const struct xpath_value *value) {
    struct wanted_sink *wanted = (struct wanted_sink *)sink;
    wanted->is_other = value->type > XPATH_ENTITY && value->type != XPATH_ANY_URI;
    if (wanted->is_other) return false;
    const struct lookup *lookup = wanted->lookup;
    size_t number = value_index_find(lookup->index, value->as.string);
    for (; number; number = value_index_next(lookup->index, number))
        if (!xpath_give(&wanted->nodes.sink, &lookup->nodes[number - 1])) return false;
    return true;
}

static bool push_nodes(const void *source, struct xpath_sink *sink) {
    return give_sequence(*(const struct xpath_sequence *)source, sink);
}

static bool push_keyed(const struct expression *expression, const struct frame *frame,
                       struct xpath_sink *sink) {
    const struct keyed_step *step = (const struct keyed_step *)expression;
    struct wanted_sink wanted = {{take_wanted}, NULL, collector(frame), false};
    if (!lookup_kept(step->base, step->value, frame, &step->key, &wanted.lookup)) return false;
    if (!wanted.lookup) return push(expression->operands[0], frame, sink);
    if (!push_atomized(step->wanted, frame, &wanted.sink) && has_failed(frame)) return false;
    if (wanted.is_other) return push(expression->operands[0], frame, sink);
    sort_nodes(&wanted.nodes);
    struct xpath_sequence nodes = collected(&wanted.nodes);
    return push_filtered(frame, step->predicates, step->predicate_count, push_nodes, &nodes, sink);
}

/* Sets which operand of the comparison is which; false where they are not such ones. */
static bool tell_apart(struct keyed_step *step, const struct expression *comparison) {
    for (int i = 0; i < 2; i++) {
        step->value = comparison->operands[i];
        step->wanted = comparison->operands[1 - i];
        if (step->value->uses == USES_ITEM && step->wanted->uses &&
            !(step->wanted->uses & USES_FOCUS))
            return true;
    }
    return false;
}

struct expression *keyed_step(struct compiler *compiler, const struct xpath_syntax *syntax,
                              struct expression *plain, struct expression *base,
                              const struct predicate *predicates, size_t count) {
    struct keyed_step *step = new_expression(compiler, syntax, sizeof *step, 1);
    struct expression *expression = &step->expression;
    unsigned others = base->uses & ~(unsigned)(USES_ROOT | USES_VARIABLES);
    if (others || !(base->uses & USES_ROOT) || !is_equality(predicates->expression) ||
        !tell_apart(step, predicates->expression))
        return plain;
    step->base = base;
    step->predicates = predicates + 1;
    step->predicate_count = count - 1;
    step->key = new_memo_key(compiler, base);
    expression->operands[0] = plain;
    expression->push = push_keyed;
    expression->type = XPATH_NODE;
    expression->order = plain->order;
    expression->cardinality = plain->cardinality;
    return finish_with(compiler, expression, plain->uses);
}
