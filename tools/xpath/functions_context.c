/* Functions that ask for what is around an expression, or speak to who called it (F&O 3, 4, 16; F&O
   3.1 14.5, 15.6). */
#include "xpath/functions_common.h"

FUNCTION(default_collation) {
    return give_text(result, XPATH_STRING, codepoint_collation);
}

FUNCTION(default_language) {
    return give_text(result, XPATH_LANGUAGE, "en");
}

/* What variables there are in the environment is nobody's business: F&O 3.1 15.6 allows none. */
FUNCTION(nothing) {
    return true;
}

/* ---- fn:error (F&O 3), fn:trace (F&O 4) ---- */

/* What the error is about is not told: findings have no room for values. */
FUNCTION(error) {
    const struct xpath_value *code = argument(arguments, count, 0);
    struct xpath_string message = string_argument(arguments, count, 1);
    if (!message.length) message = (struct xpath_string){"fn:error was called", 19};
    return fail_with(evaluation, code ? code->as.name.local : "FOER0000", "%.*s",
                     (int)message.length, message.bytes);
}

FUNCTION(trace) {
    return give_items(result, arguments[0], 0, arguments[0].count);
}

/* ---- the table ---- */

const struct xpath_function_row xpath_context_functions[] = {
    ROW(fn_default_collation, "default-collation", 0, 0, 0, ONE(STRING), NO_PARAMETERS),
    ROW(fn_default_language, "default-language", 0, 0, XPATH_OF_31, ONE(LANGUAGE), NO_PARAMETERS),
    ROW(fn_nothing, "environment-variable", 1, 1, XPATH_OF_31, MAYBE(STRING), ONE(STRING)),
    ROW(fn_nothing, "available-environment-variables", 0, 0, XPATH_OF_31, ANY(STRING),
        NO_PARAMETERS),
    ROW(fn_error, "error", 0, 3, XPATH_NOT_CONSTANT, ANY(ITEM_TYPE), MAYBE(QNAME), ONE(STRING),
        ANY(ITEM_TYPE)),
    ROW(fn_trace, "trace", 2, 2, XPATH_NOT_CONSTANT, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ONE(STRING)),
    ROW(fn_trace, "trace", 1, 1, XPATH_NOT_CONSTANT | XPATH_OF_31, ANY(ITEM_TYPE), ANY(ITEM_TYPE)),
    {0},
};
