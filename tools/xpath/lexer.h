/* The tokens of XPath (XPath 2.0 A.2).  Whether a name or `*` is an operator follows from where it
   stands, which the parser knows: here names are names and the rest are symbols. */
#ifndef TEIKIT_XPATH_LEXER_H
#define TEIKIT_XPATH_LEXER_H

#include "xpath/syntax.h"

#include <stdint.h>

enum xpath_token_kind {
    XPATH_TOKEN_END,
    XPATH_TOKEN_SYMBOL,
    XPATH_TOKEN_NCNAME,
    XPATH_TOKEN_QNAME,     /* prefix:local */
    XPATH_TOKEN_EQNAME,    /* Q{uri}local (XPath 3.1) */
    XPATH_TOKEN_ANY_LOCAL, /* prefix:* or Q{uri}* */
    XPATH_TOKEN_ANY_URI,   /* *:local */
    XPATH_TOKEN_INTEGER,
    XPATH_TOKEN_DECIMAL,
    XPATH_TOKEN_DOUBLE,
    XPATH_TOKEN_STRING,
};

/* A run of the expression's bytes. */
struct xpath_run {
    const char *bytes;
    size_t length;
};

struct xpath_token {
    enum xpath_token_kind kind;
    size_t offset;          /* in characters, from 1 */
    struct xpath_run text;  /* all of it */
    struct xpath_run space; /* of a name: its prefix, or its URI; bytes is NULL where none */
    struct xpath_run local; /* of a name */
};

struct xpath_lexer {
    const char *at, *end;
    size_t offset; /* of `at` */
    bool is_31;
    const char *fault; /* why the tokens end here: at the last token's offset; or NULL */
};

/* The next token; XPATH_TOKEN_END with lexer->fault where there is none but more text. */
struct xpath_token xpath_lexer_next(struct xpath_lexer *lexer);

#endif
