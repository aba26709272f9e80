/* Cuts an expression into tokens: the longest that there can be, and between them white space and
   comments (XPath 2.0 A.2).  Counts the characters on the way. */
#include "xpath/lexer.h"

#include "text/xml_name.h"

#include <libxml/chvalid.h>
#include <string.h>
#include <utf8proc.h>

/* ---- characters ---- */

enum { NO_CHARACTER = -1, BAD_CHARACTER = -2 };

/* The character at `at`, *length bytes long; BAD_CHARACTER where XML has no such. */
static int32_t character_at(const struct xpath_lexer *lexer, const char *at, size_t *length) {
    *length = 0;
    if (at >= lexer->end) return NO_CHARACTER;
    if (*at >= ' ' && *at <= '~') { /* most are */
        *length = 1;
        return *at;
    }
    utf8proc_int32_t code;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, lexer->end - at, &code);
    if (size <= 0 || !xmlIsCharQ((unsigned)code)) return BAD_CHARACTER;
    *length = (size_t)size;
    return code;
}

static bool stands(const struct xpath_lexer *lexer, const char *text) {
    if (lexer->at == lexer->end || *lexer->at != *text) return false;
    size_t length = strlen(text);
    return (size_t)(lexer->end - lexer->at) >= length && !memcmp(lexer->at, text, length);
}

static bool is_digit_at(const struct xpath_lexer *lexer) {
    return lexer->at < lexer->end && *lexer->at >= '0' && *lexer->at <= '9';
}

static bool name_begins_at(const struct xpath_lexer *lexer, const char *at) {
    size_t length;
    int32_t code = character_at(lexer, at, &length);
    return code > 0 && xml_name_begins_with((uint32_t)code);
}

/* Passes over `length` bytes of ASCII. */
static void pass(struct xpath_lexer *lexer, size_t length) {
    lexer->at += length;
    lexer->offset += length;
}

/* Passes over one character; false, with a fault, where XML has no such character. */
static bool pass_character(struct xpath_lexer *lexer) {
    size_t length;
    if (character_at(lexer, lexer->at, &length) < 0) {
        lexer->fault = "this character is not allowed in XML";
        return false;
    }
    lexer->at += length;
    lexer->offset++;
    return true;
}

/* ---- white space and comments ---- */

/* Comment: they may stand in one another. */
static void skip_comment(struct xpath_lexer *lexer) {
    size_t offset = lexer->offset, open = 0;
    do {
        if (stands(lexer, "(:")) {
            open++;
            pass(lexer, 2);
        } else if (stands(lexer, ":)")) {
            open--;
            pass(lexer, 2);
        } else if (lexer->at >= lexer->end) {
            lexer->fault = "the comment that begins here has no end: expected \":)\"";
            lexer->offset = offset;
        } else {
            pass_character(lexer);
        }
    } while (open && !lexer->fault);
}

static void skip(struct xpath_lexer *lexer) {
    while (!lexer->fault && lexer->at < lexer->end) {
        if (strchr(" \t\r\n", *lexer->at) && *lexer->at)
            pass(lexer, 1);
        else if (stands(lexer, "(:"))
            skip_comment(lexer);
        else
            return;
    }
}

/* ---- names ---- */

static struct xpath_run read_ncname(struct xpath_lexer *lexer) {
    struct xpath_run name = {lexer->at, 0};
    size_t length;
    for (int32_t code; code = character_at(lexer, lexer->at, &length),
                       code > 0 && xml_name_holds((uint32_t)code);) {
        lexer->at += length;
        lexer->offset++;
    }
    name.length = (size_t)(lexer->at - name.bytes);
    return name;
}

/* What stands behind a prefix and its colon, or a URI: a local name or `*`.  False where neither
   does. */
static bool read_local(struct xpath_lexer *lexer, struct xpath_token *token,
                       enum xpath_token_kind kind) {
    token->kind = kind;
    if (name_begins_at(lexer, lexer->at)) {
        token->local = read_ncname(lexer);
    } else if (stands(lexer, "*")) {
        token->kind = XPATH_TOKEN_ANY_LOCAL;
        pass(lexer, 1);
    } else {
        return false;
    }
    return true;
}

/* XPath 3.1: BracedURILiteral, and the name behind it. */
static void read_uri_name(struct xpath_lexer *lexer, struct xpath_token *token) {
    pass(lexer, 2);
    token->space.bytes = lexer->at;
    while (!lexer->fault && !stands(lexer, "}")) {
        if (lexer->at >= lexer->end || stands(lexer, "{"))
            lexer->fault = "the namespace that begins with \"Q{\" has no end: expected \"}\"";
        else
            pass_character(lexer);
    }
    if (lexer->fault) return;
    token->space.length = (size_t)(lexer->at - token->space.bytes);
    pass(lexer, 1);
    if (!read_local(lexer, token, XPATH_TOKEN_EQNAME))
        lexer->fault = "expected a local name or \"*\" directly behind the \"}\"";
}

static void read_name(struct xpath_lexer *lexer, struct xpath_token *token) {
    if (lexer->is_31 && stands(lexer, "Q{")) {
        read_uri_name(lexer, token);
        return;
    }
    token->kind = XPATH_TOKEN_NCNAME;
    token->local = read_ncname(lexer);
    if (!stands(lexer, ":")) return;
    struct xpath_lexer behind = *lexer;
    struct xpath_token whole = *token;
    pass(&behind, 1);
    whole.space = token->local;
    whole.local = (struct xpath_run){0};
    if (!read_local(&behind, &whole, XPATH_TOKEN_QNAME)) return;
    *lexer = behind;
    *token = whole;
}

/* ---- literals ---- */

static void pass_digits(struct xpath_lexer *lexer) {
    while (is_digit_at(lexer))
        pass(lexer, 1);
}

/* The exponent of a DoubleLiteral, where one stands here. */
static bool pass_exponent(struct xpath_lexer *lexer) {
    struct xpath_lexer behind = *lexer;
    if (!stands(lexer, "e") && !stands(lexer, "E")) return false;
    pass(&behind, 1);
    if (stands(&behind, "+") || stands(&behind, "-")) pass(&behind, 1);
    if (!is_digit_at(&behind)) return false;
    pass_digits(&behind);
    *lexer = behind;
    return true;
}

static void read_number(struct xpath_lexer *lexer, struct xpath_token *token) {
    token->kind = XPATH_TOKEN_INTEGER;
    pass_digits(lexer);
    if (stands(lexer, ".")) {
        token->kind = XPATH_TOKEN_DECIMAL;
        pass(lexer, 1);
        pass_digits(lexer);
    }
    if (pass_exponent(lexer)) token->kind = XPATH_TOKEN_DOUBLE;
    /* XPath 2.0 A.2.2: neither token delimits itself. */
    if (name_begins_at(lexer, lexer->at))
        lexer->fault = "expected white space or an operator sign behind this number, not a name";
}

/* StringLiteral: two quotes stand for one. */
static void read_string(struct xpath_lexer *lexer, struct xpath_token *token) {
    char quote = *lexer->at;
    token->kind = XPATH_TOKEN_STRING;
    pass(lexer, 1);
    for (;;) {
        if (lexer->at >= lexer->end) {
            lexer->fault = "the string that begins here has no end: expected its closing quote";
            lexer->offset = token->offset;
            return;
        }
        if (*lexer->at != quote) {
            if (!pass_character(lexer)) return;
            continue;
        }
        pass(lexer, 1);
        if (lexer->at >= lexer->end || *lexer->at != quote) return;
        pass(lexer, 1);
    }
}

/* ---- tokens ---- */

/* Symbols of two characters stand before those of one.  Those that only XPath 3.1 has are no harm
   to XPath 2.0, where none of them can stand in two. */
static void read_symbol(struct xpath_lexer *lexer, struct xpath_token *token) {
    static const char *const symbols[] = {
        "//", "::", "..", "<<", ">>", "<=", ">=", "!=", "||", "=>", ":=", "(", ")", "[", "]", "{",
        "}",  ",",  ".",  "/",  "@",  "$",  "=",  "<",  ">",  "|",  "+",  "-", "*", "?", "!", "#",
    };
    token->kind = XPATH_TOKEN_SYMBOL;
    if (stands(lexer, "*:") && name_begins_at(lexer, lexer->at + 2)) {
        pass(lexer, 2);
        read_local(lexer, token, XPATH_TOKEN_ANY_URI);
        return;
    }
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (!stands(lexer, symbols[i])) continue;
        pass(lexer, strlen(symbols[i]));
        return;
    }
    size_t length;
    lexer->fault = character_at(lexer, lexer->at, &length) < 0
                       ? "this character is not allowed in XML"
                       : "this character means nothing here";
}

struct xpath_token xpath_lexer_next(struct xpath_lexer *lexer) {
    skip(lexer);
    struct xpath_token token = {XPATH_TOKEN_END, .offset = lexer->offset};
    token.text.bytes = lexer->at;
    if (lexer->fault || lexer->at >= lexer->end) return token;
    char first = *lexer->at;
    bool point =
        first == '.' && lexer->end - lexer->at > 1 && lexer->at[1] >= '0' && lexer->at[1] <= '9';
    if (name_begins_at(lexer, lexer->at))
        read_name(lexer, &token);
    else if (point || is_digit_at(lexer))
        read_number(lexer, &token);
    else if (first == '"' || first == '\'')
        read_string(lexer, &token);
    else
        read_symbol(lexer, &token);
    token.text.length = (size_t)(lexer->at - token.text.bytes);
    if (lexer->fault) {
        token.kind = XPATH_TOKEN_END;
        token.offset = lexer->offset;
    }
    return token;
}
