/* Values that are kept, each with the tree and the variables that it was found for.  They outlive
   what is released of an evaluation, for they have memory of their own. */
#include "xpath/memo.h"

#include "base/memory.h"
#include "xpath/value_index.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct memo {
    struct arena *arena; /* NULL: nothing is kept */
    const struct tree *tree;
    uint64_t order, generation;
    bool has_truth, truth, has_item, has_sequence;
    struct xpath_value item;
    struct xpath_sequence sequence;
    const struct value_index *index;
    unsigned char *nodes; /* a bit for each node of the tree */
    size_t asked;         /* how often a lookup was asked for */
    struct lookup lookup;
    uint32_t node; /* of a root memo: that the sequence is of */
};

struct memo_expression {
    struct expression expression; /* what is kept */
    struct memo_key key;
};

static push_function push_memo;

bool is_worth_keeping(const struct expression *expression) {
    unsigned others = expression->uses & ~(unsigned)(USES_ROOT | USES_VARIABLES);
    return !others && expression->uses & USES_ROOT && expression->count &&
           expression->push != push_memo;
}

void memos_free(struct xpath_evaluation *evaluation) {
    for (size_t i = 0; i < evaluation->memo_count; i++)
        arena_free(evaluation->memos[i].arena);
    free(evaluation->memos);
}

/* ---- finding ---- */

static bool is_current(const struct memo *memo, const struct frame *frame,
                       const struct memo_key *key) {
    const struct xpath_evaluation *evaluation = frame->evaluation;
    const struct tree *tree = frame->item->as.node.tree;
    if (!memo->arena || memo->tree != tree || memo->order != tree->order) return false;
    for (size_t i = 0; i < key->count; i++)
        if (key->variables[i] < evaluation->variable_count &&
            evaluation->variables[key->variables[i]].generation > memo->generation)
            return false;
    return true;
}

/* What is kept for the tree of the context item and the variables as they are, or room for it; NULL
   without a tree. */
static struct memo *memo_at(const struct frame *frame, const struct memo_key *key) {
    struct xpath_evaluation *evaluation = frame->evaluation;
    size_t count = evaluation->memo_count;
    if (!frame->item || frame->item->type != XPATH_NODE) return NULL;
    if (key->number >= count) {
        evaluation->memos = memory_grow(evaluation->memos, &evaluation->memo_count,
                                        evaluation->context->memo_count, sizeof(struct memo));
        memset(evaluation->memos + count, 0,
               (evaluation->memo_count - count) * sizeof(struct memo));
    }
    struct memo *memo = &evaluation->memos[key->number];
    if (is_current(memo, frame, key)) return memo;
    arena_free(memo->arena);
    *memo = (struct memo){.arena = arena_new(),
                          .tree = frame->item->as.node.tree,
                          .order = frame->item->as.node.tree->order,
                          .generation = evaluation->generation};
    return memo;
}

static struct memo *memo_of(const struct expression *expression, const struct frame *frame) {
    return memo_at(frame, &((const struct memo_expression *)expression)->key);
}

/* ---- keeping ---- */

static const char *keep_text(struct arena *arena, const char *text) {
    return arena_copy(arena, text, strlen(text));
}

static bool keep_item(struct arena *arena, struct xpath_value *item) {
    switch (item->type) {
    case XPATH_NODE: return true;
    case XPATH_FUNCTION: return false;
    case XPATH_QNAME:
    case XPATH_NOTATION:
        item->as.name = (struct xpath_qname){keep_text(arena, item->as.name.uri),
                                             keep_text(arena, item->as.name.prefix),
                                             keep_text(arena, item->as.name.local)};
        return true;
    default: break;
    }
    bool is_decimal = xpath_type_derives_from(item->type, XPATH_DECIMAL);
    if (is_decimal && item->as.decimal.size > 1) {
        size_t size = item->as.decimal.size * sizeof(mp_limb_t);
        mp_limb_t *limbs = arena_allocate(arena, size);
        memcpy(limbs, item->as.decimal.coefficient.limbs, size);
        item->as.decimal.coefficient.limbs = limbs;
    } else if (item->type <= XPATH_ENTITY || item->type == XPATH_ANY_URI ||
               item->type == XPATH_BASE64_BINARY || item->type == XPATH_HEX_BINARY) {
        item->as.string.bytes = arena_copy(arena, item->as.string.bytes, item->as.string.length);
    }
    return true;
}

static void keep_sequence(struct memo *memo, struct xpath_sequence sequence) {
    struct xpath_value *items = arena_allocate(memo->arena, (sequence.count + 1) * sizeof *items);
    if (sequence.count) memcpy(items, sequence.items, sequence.count * sizeof *items);
    memo->has_sequence = true;
    for (size_t i = 0; i < sequence.count && memo->has_sequence; i++)
        memo->has_sequence = keep_item(memo->arena, &items[i]);
    memo->sequence = (struct xpath_sequence){items, sequence.count};
}

/* ---- the ways to evaluate ---- */

static bool sequence_of_memo(const struct expression *expression, const struct frame *frame,
                             struct xpath_sequence *sequence) {
    struct memo *memo = memo_of(expression, frame);
    if (!memo || !memo->has_sequence) {
        if (!sequence_of(expression->operands[0], frame, sequence)) return false;
        memo = memo_of(expression, frame); /* memos may have moved */
        if (memo) keep_sequence(memo, *sequence);
    }
    if (memo && memo->has_sequence) *sequence = memo->sequence;
    return true;
}

static bool push_memo(const struct expression *expression, const struct frame *frame,
                      struct xpath_sink *sink) {
    struct xpath_sequence sequence;
    return sequence_of_memo(expression, frame, &sequence) && give_sequence(sequence, sink);
}

static bool item_of_memo(const struct expression *expression, const struct frame *frame,
                         struct xpath_value *item) {
    struct memo *memo = memo_of(expression, frame);
    if (!memo || !memo->has_item) {
        if (!item_of(expression->operands[0], frame, item)) return false;
        memo = memo_of(expression, frame);
        if (!memo) return true;
        memo->item = *item;
        memo->has_item = !is_item(item) || keep_item(memo->arena, &memo->item);
        return true;
    }
    *item = memo->item;
    return true;
}

bool truth_kept(const struct expression *expression, const struct frame *frame,
                const struct memo_key *key, bool *truth) {
    struct memo *memo = memo_at(frame, key);
    if (!memo || !memo->has_truth) {
        if (!truth_of(expression, frame, truth)) return false;
        memo = memo_at(frame, key);
        if (memo) memo->has_truth = true, memo->truth = *truth;
        return true;
    }
    *truth = memo->truth;
    return true;
}

static bool truth_of_memo(const struct expression *expression, const struct frame *frame,
                          bool *truth) {
    return truth_kept(expression->operands[0], frame,
                      &((const struct memo_expression *)expression)->key, truth);
}

/* ---- values for the document's element ---- */

/* Of a fragment the first of its elements that is asked for is kept. */
static bool sequence_of_root_memo(const struct expression *expression, const struct frame *frame,
                                  struct xpath_sequence *sequence) {
    struct memo *memo = memo_of(expression, frame);
    const struct xpath_node *node = memo ? &frame->item->as.node : NULL;
    bool is_kept = memo && memo->has_sequence && memo->node == node->index;
    bool is_to_keep = memo && !memo->has_sequence && !node->tree->nodes[node->index].parent;
    if (is_kept) {
        *sequence = memo->sequence;
        return true;
    }
    if (!sequence_of(expression->operands[0], frame, sequence)) return false;
    if (!is_to_keep) return true;
    memo = memo_of(expression, frame); /* memos may have moved */
    memo->node = node->index;
    keep_sequence(memo, *sequence);
    return true;
}

static bool push_root_memo(const struct expression *expression, const struct frame *frame,
                           struct xpath_sink *sink) {
    struct xpath_sequence sequence;
    return sequence_of_root_memo(expression, frame, &sequence) && give_sequence(sequence, sink);
}

/* ---- sets of nodes ---- */

static bool find_nodes(const struct xpath_expression *expression, const struct frame *frame) {
    const struct tree *tree = frame->item->as.node.tree;
    struct xpath_value root = xpath_value_node(tree, 0);
    struct frame inner = frame_for(frame->evaluation, expression, &root);
    struct collector nodes = collector(&inner);
    if (!push(expression->body, &inner, &nodes.sink)) return false;
    struct memo *memo = memo_at(frame, &expression->memo);
    memo->nodes = arena_allocate(memo->arena, tree->count / CHAR_BIT + 1);
    for (size_t i = 0; i < nodes.count; i++) {
        const struct xpath_node *node = &nodes.items[i].as.node;
        if (nodes.items[i].type == XPATH_NODE && node->tree == tree)
            memo->nodes[node->index / CHAR_BIT] |= (unsigned char)(1 << node->index % CHAR_BIT);
    }
    return true;
}

bool is_among_kept(const struct xpath_expression *expression, const struct frame *frame,
                   uint32_t node, bool *is_among) {
    if (!memo_at(frame, &expression->memo)->nodes && !find_nodes(expression, frame)) return false;
    const struct memo *memo = memo_at(frame, &expression->memo);
    *is_among = memo->nodes[node / CHAR_BIT] >> node % CHAR_BIT & 1;
    return true;
}

/* ---- indexes of values ---- */

const struct value_index *memo_index(const struct expression *expression,
                                     const struct frame *frame) {
    struct memo *memo = expression->push == push_memo ? memo_of(expression, frame) : NULL;
    struct xpath_sequence sequence;
    if (!memo) return NULL;
    if (memo->index) return memo->index;
    struct collector atoms = collector(frame);
    if (!sequence_of_memo(expression, frame, &sequence) ||
        !push_atomized(expression, frame, &atoms.sink))
        return NULL;
    memo = memo_of(expression, frame);
    if (!memo->has_sequence) return NULL;
    struct xpath_value *items = arena_allocate(memo->arena, (atoms.count + 1) * sizeof *items);
    for (size_t i = 0; i < atoms.count; i++) {
        items[i] = atoms.items[i];
        keep_item(memo->arena, &items[i]);
    }
    memo->index = value_index_new(memo->arena, (struct xpath_sequence){items, atoms.count});
    return memo->index;
}

/* ---- nodes by their values ---- */

struct lookup_sink {
    struct xpath_sink sink;
    struct collector *values, *nodes;
    const struct xpath_value *node;
};

static bool take_value(struct xpath_sink *sink, const struct xpath_value *value) {
    struct lookup_sink *taker = (struct lookup_sink *)sink;
    struct xpath_value kept = *value;
    return keep_item(taker->values->arena, &kept) && collect(taker->values, &kept) &&
           collect(taker->nodes, taker->node);
}

/* Evaluates `value` for each node. */
static bool fill_lookup(const struct expression *value, const struct frame *frame,
                        struct xpath_sequence nodes, struct memo *memo) {
    struct collector values = {.arena = memo->arena}, owners = {.arena = memo->arena};
    for (size_t i = 0; i < nodes.count; i++) {
        struct lookup_sink taker = {{take_value}, &values, &owners, &nodes.items[i]};
        struct frame inner = *frame;
        inner.item = &nodes.items[i];
        if (!push_atomized(value, &inner, &taker.sink)) return false;
    }
    memo->lookup.index = value_index_new(memo->arena, collected(&values));
    memo->lookup.nodes = owners.items;
    return true;
}

bool lookup_kept(const struct expression *nodes, const struct expression *value,
                 const struct frame *frame, const struct memo_key *key,
                 const struct lookup **lookup) {
    struct memo *memo = memo_at(frame, key);
    *lookup = NULL;
    if (!memo || !memo->asked++) return true;
    if (!memo->lookup.index) {
        struct xpath_sequence base;
        if (!sequence_of(nodes, frame, &base) ||
            !fill_lookup(value, frame, base, memo_at(frame, key)))
            return false;
        memo = memo_at(frame, key);
    }
    if (value_index_is_of_strings(memo->lookup.index)) *lookup = &memo->lookup;
    return true;
}

/* ---- compiling ---- */

struct memo_key new_memo_key(struct compiler *compiler, const struct expression *expression) {
    struct memo_key key = {compiler->context->memo_count++, NULL, 0};
    if (expression->uses & USES_VARIABLES)
        key.variables = variables_of(compiler, expression, &key.count);
    return key;
}

struct expression *new_root_memo(struct compiler *compiler, struct expression *operand) {
    struct expression *expression = new_memo(compiler, operand);
    expression->push = push_root_memo;
    expression->item = item_by_push;
    expression->truth = truth_by_push;
    expression->sequence = sequence_of_root_memo;
    return expression;
}

struct expression *new_memo(struct compiler *compiler, struct expression *operand) {
    struct xpath_syntax syntax = {.offset = operand->offset};
    struct memo_expression *memo = new_expression(compiler, &syntax, sizeof *memo, 1);
    struct expression *expression = &memo->expression;
    memo->key = new_memo_key(compiler, operand);
    expression->operands[0] = operand;
    expression->push = push_memo;
    expression->item = item_of_memo;
    expression->truth = truth_of_memo;
    expression->sequence = sequence_of_memo;
    expression->type = operand->type;
    expression->cardinality = operand->cardinality;
    expression->order = operand->order;
    return finish(compiler, expression);
}
