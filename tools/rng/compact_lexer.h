/* The tokens of the compact syntax. */
#ifndef TEIKIT_RNG_COMPACT_LEXER_H
#define TEIKIT_RNG_COMPACT_LEXER_H

#include "base/buffer.h"
#include "rng/syntax_tree.h"

/* Tokens of one character are that character. */
enum compact_token_kind {
    TOKEN_END = 256,
    TOKEN_IDENTIFIER,        /* also a keyword with a backslash before it */
    TOKEN_KEYWORD,           /* one of those that compact_keywords lists */
    TOKEN_PREFIXED_NAME,     /* prefix:name */
    TOKEN_NS_NAME,           /* prefix:* */
    TOKEN_LITERAL,           /* one segment */
    TOKEN_DOCUMENTATION,     /* neighbouring lines that begin with ## */
    TOKEN_CHOICE_ASSIGN,     /* |= */
    TOKEN_INTERLEAVE_ASSIGN, /* &= */
    TOKEN_FOLLOWS            /* >> */
};

enum compact_keyword {
    KEYWORD_ATTRIBUTE,
    KEYWORD_DEFAULT,
    KEYWORD_DATATYPES,
    KEYWORD_DIV,
    KEYWORD_ELEMENT,
    KEYWORD_EMPTY,
    KEYWORD_EXTERNAL,
    KEYWORD_GRAMMAR,
    KEYWORD_INCLUDE,
    KEYWORD_INHERIT,
    KEYWORD_LIST,
    KEYWORD_MIXED,
    KEYWORD_NAMESPACE,
    KEYWORD_NOT_ALLOWED,
    KEYWORD_PARENT,
    KEYWORD_START,
    KEYWORD_STRING,
    KEYWORD_TEXT,
    KEYWORD_TOKEN,
    KEYWORDS
};

extern const char *const compact_keywords[KEYWORDS];

/* The keyword of that name; KEYWORDS where it is none. */
enum compact_keyword compact_keyword_named(const char *name, size_t length);

struct compact_token {
    int kind;
    enum compact_keyword keyword;
    const char *text;   /* name, a symbol; a literal's or documentation's text */
    const char *prefix; /* a symbol */
    size_t offset, end; /* in the source */
    struct syntax_node *first_comment, *last_comment; /* before it, where they are kept */
};

struct compact_lexer {
    struct syntax_reading *reading;
    struct source *source;
    const struct syntax_scope *scope; /* of the comments' nodes */
    size_t at;
    struct buffer text; /* scratch */
    bool failed;        /* a finding was made; all further tokens are TOKEN_END */
};

/* Reads the next token. */
struct compact_token compact_lexer_next(struct compact_lexer *lexer);

#endif
