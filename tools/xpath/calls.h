/* Functions of the library, of the static context and of the evaluator itself, as calls and
   references find them. */
#ifndef TEIKIT_XPATH_CALLS_H
#define TEIKIT_XPATH_CALLS_H

#include "xpath/item_types.h"

/* A function item (XDM 2.8.1). */
struct xpath_function {
    struct xpath_name name; /* local NULL: none */
    size_t arity;
    const struct sequence_type *types; /* of the parameters, and behind them of the result */
    bool converts_result;
    bool (*call)(const struct xpath_function *function, const struct frame *frame,
                 const struct xpath_sequence *arguments, struct xpath_sink *result);
};

/* The row of the library for a name and a number of arguments; NULL where there is none. */
const struct xpath_function_row *find_row(const struct xpath_static *context,
                                          const struct xpath_name *name, size_t arity);

struct xpath_user_function *find_user_function(const struct xpath_static *context,
                                               const struct xpath_name *name, size_t arity);

/* The types of the parameters of a row, and behind them that of its result. */
const struct sequence_type *types_of_row(struct arena *arena, const struct xpath_function_row *row,
                                         size_t arity);

/* Says that there is no such function: XPST0017. */
void no_function(struct compiler *compiler, const struct xpath_name *name, size_t arity,
                 size_t offset);

/* Runs a row with converted arguments. */
bool run_row(const struct xpath_function_row *row, const struct frame *frame,
             const struct static_snapshot *snapshot, const struct xpath_sequence *arguments,
             size_t count, struct xpath_sink *sink);

/* Calls a function of the static context. */
bool call_user_function(const struct xpath_user_function *function, const struct frame *frame,
                        const struct xpath_sequence *arguments, struct xpath_sink *sink);

/* Counts a call within another one; XPLIMIT. */
bool enter_function(const struct frame *frame);
void leave_function(const struct frame *frame);

compile_function compile_constructor; /* type_expressions.c */

/* The function of that name and number of arguments that is an expression of its own, or NULL
   (own_functions.c). */
struct special;
const struct special *find_special(const struct xpath_syntax *syntax);
struct expression *compile_special(struct compiler *compiler, const struct xpath_syntax *syntax,
                                   const struct special *special);

#endif
