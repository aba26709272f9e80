/* Types as they are evaluated (XPath 2.0 2.5): what a kind test, an ItemType or a SequenceType
   matches. */
#ifndef TEIKIT_XPATH_ITEM_TYPES_H
#define TEIKIT_XPATH_ITEM_TYPES_H

#include "xpath/compiler.h"

/* Which names a node test takes. */
enum name_match { ANY_NAME, THIS_NAME, ANY_LOCAL_OF_URI, ANY_URI_OF_LOCAL };

/* A node test: kinds, a bit for each of enum tree_kind, and names. */
struct node_test {
    uint8_t kinds;
    uint8_t names; /* enum name_match */
    uint32_t name; /* of the name, the URI or the local part, in the static context's names */
    const struct node_test *content; /* of a document node: what its one element must be; or NULL */
};

enum { ALL_KINDS = 0xFF };

static inline bool test_matches(const struct node_test *test, const struct tree *tree,
                                uint32_t index) {
    const struct tree_node *node = &tree->nodes[index];
    if (!(test->kinds >> node->kind & 1)) return false;
    if (test->names == ANY_NAME) return true;
    if (test->names == THIS_NAME) return node->name == test->name;
    const struct tree_name *name = tree_name_of(tree->names, node->name);
    return (test->names == ANY_LOCAL_OF_URI ? name->uri_id : name->local_id) == test->name;
}

/* The same with what a document node holds looked at as well. */
bool test_matches_wholly(const struct node_test *test, const struct tree *tree, uint32_t index);

struct item_type {
    enum { TYPE_ITEM, TYPE_ATOMIC, TYPE_NUMERIC, TYPE_NODE, TYPE_FUNCTION, TYPE_FUNCTION_OF } kind;
    enum xpath_type atomic;
    struct node_test test;
    size_t count;                      /* of the parameters of TYPE_FUNCTION_OF */
    const struct sequence_type *types; /* of them, and behind them of the result */
};

struct sequence_type {
    struct item_type item;
    char occurrence; /* '1', '?', '*', '+'; '0': empty-sequence() */
};

extern const struct sequence_type any_sequence; /* item()* */

/* The node test of an axis whose principal node kind that is. */
struct node_test compile_node_test(struct compiler *compiler, const struct xpath_item_test *test,
                                   enum tree_kind principal);

struct sequence_type compile_sequence_type(struct compiler *compiler,
                                           const struct xpath_sequence_type *type);

/* The atomic type of a name; XPST0051 where there is none. */
enum xpath_type compile_atomic_type(struct compiler *compiler, const struct xpath_name *name,
                                    size_t offset);

/* Whether an item is of the type. */
bool item_matches(const struct item_type *type, const struct xpath_value *item);

/* Whether so many items are allowed. */
static inline bool occurrence_allows(char occurrence, size_t count) {
    return count == 0 ? occurrence == '?' || occurrence == '*' || occurrence == '0'
                      : occurrence != '0' && (count == 1 || occurrence == '*' || occurrence == '+');
}

/* The type in words, for messages. */
const char *item_type_text(struct arena *arena, const struct item_type *type);

/* A type of a signature in the function library. */
struct sequence_type type_of_signature(struct xpath_signature_type type);

/* How many parameters a function item has; *types: theirs, and behind them that of the result. */
size_t function_types(const struct xpath_function *function, const struct sequence_type **types);

/* What is known of an expression whose value is of the type. */
void set_static_type(struct expression *expression, const struct sequence_type *type);

/* ---- the function conversion rules (XPath 2.0 3.1.5) ---- */

/* Converts an argument or a result, which `what` names in messages ("the argument 2 of
   fn:substring"); in the evaluation's arena.  XPTY0004. */
bool convert_item(const struct frame *frame, const struct item_type *type, const char *what,
                  struct xpath_value *item);
bool convert(const struct frame *frame, const struct sequence_type *type, const char *what,
             struct xpath_sequence *value);

#endif
