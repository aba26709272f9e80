/* Cuts the compact syntax into tokens.  Escapes (\x{...}) may stand for any character anywhere, so
   every character is looked at through one function, which knows them; a line end that is written
   as an escape does not end a line. */
#include "rng/compact_lexer.h"

#include "text/xml_name.h"

#include <ctype.h>
#include <libxml/parserInternals.h>
#include <string.h>

const char *const compact_keywords[KEYWORDS] = {
    [KEYWORD_ATTRIBUTE] = "attribute", [KEYWORD_DEFAULT] = "default",
    [KEYWORD_DATATYPES] = "datatypes", [KEYWORD_DIV] = "div",
    [KEYWORD_ELEMENT] = "element",     [KEYWORD_EMPTY] = "empty",
    [KEYWORD_EXTERNAL] = "external",   [KEYWORD_GRAMMAR] = "grammar",
    [KEYWORD_INCLUDE] = "include",     [KEYWORD_INHERIT] = "inherit",
    [KEYWORD_LIST] = "list",           [KEYWORD_MIXED] = "mixed",
    [KEYWORD_NAMESPACE] = "namespace", [KEYWORD_NOT_ALLOWED] = "notAllowed",
    [KEYWORD_PARENT] = "parent",       [KEYWORD_START] = "start",
    [KEYWORD_STRING] = "string",       [KEYWORD_TEXT] = "text",
    [KEYWORD_TOKEN] = "token",
};

enum compact_keyword compact_keyword_named(const char *name, size_t length) {
    size_t keyword = 0;
    while (keyword < KEYWORDS && (strncmp(compact_keywords[keyword], name, length) != 0 ||
                                  compact_keywords[keyword][length]))
        keyword++;
    return (enum compact_keyword)keyword;
}

/* ---- characters ---- */

enum { LINE_END = 0x110000, TEXT_END, BAD_CHARACTER };

struct character {
    uint32_t code;
    size_t length;
    bool escaped;
};

/* \x{...}: the number of x does not matter. */
static bool read_escape(const char *bytes, size_t length, struct character *character) {
    size_t at = 1;
    while (at < length && bytes[at] == 'x')
        at++;
    if (at == 1 || at >= length || bytes[at] != '{') return false;
    uint32_t code = 0;
    size_t digits = ++at;
    for (; at < length && isxdigit((unsigned char)bytes[at]); at++) {
        char c = (char)tolower((unsigned char)bytes[at]);
        if (code < 0x110000) code = code * 16 + (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (at == digits || at >= length || bytes[at] != '}') return false;
    *character = (struct character){IS_CHAR(code) ? code : BAD_CHARACTER, at + 1, true};
    return true;
}

/* A character of two to four bytes of UTF-8, in its one right form. */
static struct character read_multibyte(const char *bytes, size_t length) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const struct character bad = {BAD_CHARACTER, 1, false};
    unsigned char first = (unsigned char)*bytes;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || size > length) return bad;
    uint32_t code = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (((unsigned char)bytes[i] & 0xC0) != 0x80) return bad;
        code = code << 6 | ((unsigned char)bytes[i] & 0x3F);
    }
    if (code < least[size] || !IS_CHAR(code)) return bad;
    return (struct character){code, size, false};
}

static struct character character_at(const struct compact_lexer *lexer, size_t at) {
    if (at >= lexer->source->length) return (struct character){TEXT_END, 0, false};
    const char *bytes = lexer->source->bytes + at;
    size_t length = lexer->source->length - at;
    unsigned char first = (unsigned char)*bytes;
    struct character character = {first, 1, false};
    if (first >= 0x80) return read_multibyte(bytes, length);
    if (first == '\\' && read_escape(bytes, length, &character)) return character;
    if (first == '\n') return (struct character){LINE_END, 1, false};
    if (first == '\r')
        return (struct character){LINE_END, length > 1 && bytes[1] == '\n' ? 2 : 1, false};
    if (first < ' ' && first != '\t') return (struct character){BAD_CHARACTER, 1, false};
    return character;
}

static uint32_t code_at(const struct compact_lexer *lexer, size_t at) {
    return character_at(lexer, at).code;
}

static bool is_space(uint32_t code) {
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == LINE_END;
}

static void append_code(struct buffer *text, uint32_t code) {
    if (code == LINE_END) code = '\n';
    char *end = buffer_reserve(text, 4);
    text->length += (size_t)xmlCopyChar(0, (xmlChar *)end, (int)code);
    text->bytes[text->length] = '\0';
}

static void fail(struct compact_lexer *lexer, size_t offset, const char *message) {
    if (!lexer->failed)
        syntax_error_at(lexer->reading, lexer->source, offset, "rng/schema-syntax",
                        "%s (RELAX NG compact syntax)", message);
    lexer->failed = true;
}

/* ---- names ----
   They are those of XML 1.0, fifth edition, as in documents; what of them RELAX NG does not take
   the parser refuses. */

/* The name from `at` on, a symbol; *end is behind it. */
static const char *read_name(struct compact_lexer *lexer, size_t at, size_t *end) {
    size_t start = at;
    bool escaped = false;
    for (struct character c; c = character_at(lexer, at), xml_name_holds(c.code);) {
        escaped |= c.escaped;
        at += c.length;
    }
    *end = at;
    if (!escaped) return syntax_symbol(lexer->reading, lexer->source->bytes + start, at - start);
    lexer->text.length = 0;
    for (at = start; at < *end; at += character_at(lexer, at).length)
        append_code(&lexer->text, code_at(lexer, at));
    return syntax_symbol(lexer->reading, lexer->text.bytes, lexer->text.length);
}

static void lex_name(struct compact_lexer *lexer, struct compact_token *token) {
    bool quoted = lexer->source->bytes[lexer->at] == '\\' && code_at(lexer, lexer->at) == '\\';
    token->text = read_name(lexer, lexer->at + quoted, &lexer->at);
    token->kind = TOKEN_IDENTIFIER;
    token->keyword = KEYWORDS;
    if (!quoted && code_at(lexer, lexer->at) == ':') {
        struct character colon = character_at(lexer, lexer->at);
        size_t behind = lexer->at + colon.length;
        uint32_t code = code_at(lexer, behind);
        if (code == '*' || xml_name_begins_with(code)) {
            token->prefix = token->text;
            token->text = NULL;
            token->kind = TOKEN_NS_NAME;
            lexer->at = behind + character_at(lexer, behind).length;
            if (code == '*') return;
            token->kind = TOKEN_PREFIXED_NAME;
            token->text = read_name(lexer, behind, &lexer->at);
            return;
        }
    }
    if (quoted) return;
    token->keyword = compact_keyword_named(token->text, strlen(token->text));
    if (token->keyword < KEYWORDS) token->kind = TOKEN_KEYWORD;
}

/* ---- literals ---- */

static void lex_literal(struct compact_lexer *lexer, struct compact_token *token) {
    struct character quote = character_at(lexer, lexer->at);
    size_t second = lexer->at + quote.length;
    size_t third = second + character_at(lexer, second).length;
    bool is_long = code_at(lexer, second) == quote.code && code_at(lexer, third) == quote.code;
    size_t at = is_long ? third + character_at(lexer, third).length : second;
    lexer->text.length = 0;
    size_t quotes = 0;
    for (;;) {
        struct character c = character_at(lexer, at);
        if (c.code == TEXT_END || c.code == BAD_CHARACTER || (c.code == LINE_END && !is_long)) {
            fail(lexer, c.code == BAD_CHARACTER ? at : token->offset,
                 c.code == BAD_CHARACTER ? "this character is not allowed in XML"
                 : is_long               ? "the literal has no end"
                                         : "the literal has no end on its line; one of several "
                                           "lines needs three quotes");
            return;
        }
        at += c.length;
        quotes = c.code == quote.code ? quotes + 1 : 0;
        if (quotes == (is_long ? 3u : 1u)) break;
        append_code(&lexer->text, c.code);
    }
    if (is_long) lexer->text.length -= 2; /* the first two of the closing quotes */
    token->kind = TOKEN_LITERAL;
    token->text = arena_copy(lexer->reading->arena, lexer->text.length ? lexer->text.bytes : "",
                             lexer->text.length);
    lexer->at = at;
}

/* ---- comments and documentation ---- */

/* Adds the rest of the line to the scratch text; the lexer is then at its end. */
static void read_line(struct compact_lexer *lexer) {
    for (;;) {
        struct character c = character_at(lexer, lexer->at);
        if (c.code == LINE_END || c.code == TEXT_END) return;
        if (c.code == BAD_CHARACTER) {
            fail(lexer, lexer->at, "this character is not allowed in XML");
            return;
        }
        append_code(&lexer->text, c.code);
        lexer->at += c.length;
    }
}

/* Where the next line's text begins, from a line's end; SIZE_MAX where there is no next line. */
static size_t next_line(const struct compact_lexer *lexer) {
    struct character c = character_at(lexer, lexer->at);
    if (c.code != LINE_END) return SIZE_MAX;
    size_t at = lexer->at + c.length;
    while (code_at(lexer, at) == ' ' || code_at(lexer, at) == '\t')
        at++;
    return at;
}

/* How many # stand here. */
static size_t hashes_at(const struct compact_lexer *lexer, size_t at) {
    size_t count = 0;
    while (at != SIZE_MAX && code_at(lexer, at) == '#') {
        at += character_at(lexer, at).length;
        count++;
    }
    return count;
}

static void skip_hashes(struct compact_lexer *lexer) {
    while (code_at(lexer, lexer->at) == '#')
        lexer->at += character_at(lexer, lexer->at).length;
}

static void lex_documentation(struct compact_lexer *lexer, struct compact_token *token) {
    lexer->text.length = 0;
    for (;;) {
        skip_hashes(lexer);
        if (code_at(lexer, lexer->at) == ' ') lexer->at += character_at(lexer, lexer->at).length;
        read_line(lexer);
        size_t next = next_line(lexer);
        if (lexer->failed || hashes_at(lexer, next) < 2) break;
        lexer->at = next;
        buffer_byte(&lexer->text, '\n');
    }
    token->kind = TOKEN_DOCUMENTATION;
    token->text = arena_copy(lexer->reading->arena, lexer->text.length ? lexer->text.bytes : "",
                             lexer->text.length);
}

/* Neighbouring lines that begin with one # are one comment. */
static void read_comment(struct compact_lexer *lexer, struct compact_token *token) {
    size_t offset = lexer->at;
    lexer->text.length = 0;
    for (;;) {
        lexer->at += character_at(lexer, lexer->at).length;
        read_line(lexer);
        size_t next = next_line(lexer);
        if (lexer->failed || hashes_at(lexer, next) != 1) break;
        lexer->at = next;
        buffer_byte(&lexer->text, '\n');
    }
    if (!lexer->reading->keeps_everything) return;
    struct syntax_node *node =
        syntax_node_new(lexer->reading, SYNTAX_COMMENT, lexer->scope, offset);
    node->text = arena_copy(lexer->reading->arena, lexer->text.length ? lexer->text.bytes : "",
                            lexer->text.length);
    *(token->first_comment ? &token->last_comment->next : &token->first_comment) = node;
    token->last_comment = node;
}

/* ---- tokens ---- */

/* Passes over white space and comments. */
static void skip(struct compact_lexer *lexer, struct compact_token *token) {
    for (;;) {
        struct character c = character_at(lexer, lexer->at);
        if (is_space(c.code))
            lexer->at += c.length;
        else if (hashes_at(lexer, lexer->at) == 1)
            read_comment(lexer, token);
        else
            return;
    }
}

static void lex_symbol(struct compact_lexer *lexer, struct compact_token *token) {
    struct character c = character_at(lexer, lexer->at);
    uint32_t next = code_at(lexer, lexer->at + c.length);
    static const struct {
        char first, second;
        int kind;
    } pairs[] = {{'|', '=', TOKEN_CHOICE_ASSIGN},
                 {'&', '=', TOKEN_INTERLEAVE_ASSIGN},
                 {'>', '>', TOKEN_FOLLOWS}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (c.code != (uint32_t)pairs[i].first || next != (uint32_t)pairs[i].second) continue;
        token->kind = pairs[i].kind;
        lexer->at += c.length;
        lexer->at += character_at(lexer, lexer->at).length;
        return;
    }
    if (c.code == 0 || c.code >= 0x80 || !strchr("=,&|?*+-~(){}[]", (int)c.code)) {
        fail(lexer, lexer->at,
             c.code == BAD_CHARACTER ? "this character is not allowed in XML"
                                     : "this character means nothing here");
        return;
    }
    token->kind = (int)c.code;
    lexer->at += c.length;
}

struct compact_token compact_lexer_next(struct compact_lexer *lexer) {
    struct compact_token token = {.kind = TOKEN_END};
    if (!lexer->failed) skip(lexer, &token);
    token.offset = token.end = lexer->at;
    struct character c = character_at(lexer, lexer->at);
    if (lexer->failed || c.code == TEXT_END) return token;
    if (xml_name_begins_with(c.code) ||
        (c.code == '\\' && !c.escaped && xml_name_begins_with(code_at(lexer, lexer->at + 1))))
        lex_name(lexer, &token);
    else if (c.code == '"' || c.code == '\'')
        lex_literal(lexer, &token);
    else if (c.code == '#')
        lex_documentation(lexer, &token);
    else
        lex_symbol(lexer, &token);
    token.end = lexer->at;
    if (lexer->failed) token.kind = TOKEN_END;
    return token;
}
