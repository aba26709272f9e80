/* Regular expressions of XPath: translated (xsd/regex.h), compiled by PCRE2, remembered by their
   patterns and flags; see regexes.h. */
#include "xpath/regexes.h"

#include "base/libraries.h"
#include "base/memory.h"
#include "xpath/functions_common.h"
#include "xsd/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

enum {
    SLOTS = 1024,
    MOST_REMEMBERED = 512,      /* then all are forgotten: patterns that are computed may be many */
    BYTES_BEFORE_JIT = 1 << 14, /* looked through before compiling to machine code is worth it */
    BYTES_A_CALL = 500,         /* what a call counts for beside the length of its string */
    STEPS = 10000000,           /* of backtracking in one match, */
    STEPS_A_BYTE = 10,          /* and so many more for each byte */
    HEAP_KIBIBYTES = 256 * 1024
};

struct xpath_regex {
    struct xpath_regex *next; /* in its slot */
    char *key;                /* the flags, a space, the pattern */
    size_t key_length;
    pcre2_code *code;
    pcre2_match_data *match_data;
    size_t groups, work;
    size_t *outer_groups; /* from the first group on */
    bool is_literal;
};

struct xpath_regexes {
    struct xpath_regex *slots[SLOTS];
    size_t count;
    pcre2_compile_context *compile_context;
    pcre2_match_context *match_context;
};

/* ---- what is remembered ---- */

static void forget(struct xpath_regexes *regexes) {
    for (size_t i = 0; i < SLOTS; i++)
        while (regexes->slots[i]) {
            struct xpath_regex *regex = regexes->slots[i];
            regexes->slots[i] = regex->next;
            pcre2_match_data_free(regex->match_data);
            pcre2_code_free(regex->code);
            free(regex->outer_groups);
            free(regex->key);
            free(regex);
        }
    regexes->count = 0;
}

void xpath_regexes_free(struct xpath_regexes *regexes) {
    if (!regexes) return;
    forget(regexes);
    pcre2_match_context_free(regexes->match_context);
    pcre2_compile_context_free(regexes->compile_context);
    free(regexes);
}

static struct xpath_regexes *regexes_new(void) {
    struct xpath_regexes *regexes = memory_allocate(1, sizeof *regexes);
    pcre2_general_context *memory =
        pcre2_general_context_create(libraries_take, libraries_give_back, NULL);
    regexes->compile_context = pcre2_compile_context_create(memory);
    regexes->match_context = pcre2_match_context_create(memory);
    pcre2_general_context_free(memory);
    pcre2_set_newline(regexes->compile_context, PCRE2_NEWLINE_LF);
    pcre2_set_heap_limit(regexes->match_context, HEAP_KIBIBYTES);
    return regexes;
}

static struct xpath_regexes *regexes_of(struct xpath_evaluation *evaluation) {
    struct xpath_library *library = library_of(evaluation);
    if (!library->regexes) library->regexes = regexes_new();
    return library->regexes;
}

/* FNV-1a */
static size_t slot_of(const char *key, size_t length) {
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619;
    return hash % SLOTS;
}

/* ---- flags and compiling ---- */

enum { FLAG_I = 16, FLAG_Q = 32 }; /* beside enum regex_options */

static bool read_flags(struct xpath_evaluation *evaluation, struct xpath_string flags,
                       unsigned *options) {
    static const char letters[] = "smxiq";
    static const unsigned meanings[] = {REGEX_DOT_ALL, REGEX_MULTI_LINE, REGEX_EXTENDED, FLAG_I,
                                        FLAG_Q};
    *options = 0;
    for (size_t i = 0; i < flags.length; i++) {
        const char *letter = memchr(letters, flags.bytes[i], sizeof letters - 1);
        if (!letter)
            return fail_with(evaluation, "FORX0001", "the flags are s, m, i, x and q, not \"%.*s\"",
                             (int)flags.length, flags.bytes);
        *options |= meanings[letter - letters];
    }
    return true;
}

/* In the translation each parenthesis is one of a group: characters that are none are escaped. */
static size_t *find_outer_groups(const struct buffer *translated, size_t groups) {
    size_t *outer = memory_allocate(groups + 1, sizeof *outer), *open = NULL, capacity = 0;
    size_t depth = 0, group = 0;
    for (size_t i = 0; i < translated->length; i++) {
        if (translated->bytes[i] == ')') depth--;
        if (translated->bytes[i] != '(') continue;
        bool captures = translated->bytes[i + 1] != '?';
        size_t around = depth ? open[depth - 1] : 0;
        if (captures) outer[group++] = around;
        open = memory_grow(open, &capacity, depth + 1, sizeof *open);
        open[depth++] = captures ? group : around;
    }
    free(open);
    return outer;
}

/* Compiles the translation; what is quoted by the flag q needs none (F&O 3.1 5.6.1.1). */
static bool compile(struct xpath_evaluation *evaluation, struct xpath_regexes *regexes,
                    struct xpath_regex *regex, struct xpath_string pattern, unsigned options) {
    struct buffer translated = {0}, message = {0};
    uint32_t pcre2_options = PCRE2_UTF | PCRE2_NO_UTF_CHECK;
    if (options & FLAG_I) pcre2_options |= PCRE2_CASELESS;
    bool done = true;
    if (options & FLAG_Q) {
        pcre2_options |= PCRE2_LITERAL;
        buffer_append(&translated, pattern.bytes, pattern.length);
    } else {
        pcre2_options |= PCRE2_MATCH_UNSET_BACKREF;
        done = regex_translate_xpath(pattern.bytes, pattern.length, options, &translated,
                                     &regex->groups, &message);
    }
    int error;
    PCRE2_SIZE place;
    if (done) {
        regex->code = pcre2_compile((PCRE2_SPTR)translated.bytes, translated.length, pcre2_options,
                                    &error, &place, regexes->compile_context);
        if (!regex->code) buffer_text(&message, "the expression is too large");
        if (regex->code && regex->groups)
            regex->outer_groups = find_outer_groups(&translated, regex->groups);
    }
    if (!regex->code) fail_with(evaluation, "FORX0002", "regular expression: %s", message.bytes);
    buffer_free(&translated);
    buffer_free(&message);
    return regex->code;
}

static struct xpath_regex *regex_new(struct xpath_evaluation *evaluation,
                                     struct xpath_regexes *regexes, struct xpath_string pattern,
                                     struct xpath_string flags) {
    unsigned options;
    struct xpath_regex compiled = {0};
    if (!read_flags(evaluation, flags, &options) ||
        !compile(evaluation, regexes, &compiled, pattern, options))
        return NULL;
    struct xpath_regex *regex = memory_allocate(1, sizeof *regex);
    *regex = compiled;
    regex->is_literal = options & FLAG_Q;
    regex->match_data = pcre2_match_data_create_from_pattern(regex->code, NULL);
    return regex;
}

struct xpath_regex *xpath_regex_of(struct xpath_evaluation *evaluation, struct xpath_string pattern,
                                   struct xpath_string flags) {
    struct xpath_regexes *regexes = regexes_of(evaluation);
    struct buffer key = {0};
    buffer_append(&key, flags.bytes, flags.length);
    buffer_byte(&key, ' ');
    buffer_append(&key, pattern.bytes, pattern.length);
    size_t slot = slot_of(key.bytes, key.length);
    struct xpath_regex *regex = regexes->slots[slot];
    while (regex &&
           (regex->key_length != key.length || memcmp(regex->key, key.bytes, key.length) != 0))
        regex = regex->next;
    if (!regex && (regex = regex_new(evaluation, regexes, pattern, flags))) {
        if (regexes->count == MOST_REMEMBERED) forget(regexes);
        regex->key = memory_copy(key.bytes, key.length);
        regex->key_length = key.length;
        regex->next = regexes->slots[slot];
        regexes->slots[slot] = regex;
        regexes->count++;
    }
    buffer_free(&key);
    return regex;
}

size_t xpath_regex_groups(const struct xpath_regex *regex) {
    return regex->groups;
}

size_t xpath_regex_outer_group(const struct xpath_regex *regex, size_t group) {
    return regex->outer_groups[group - 1];
}

bool xpath_regex_is_literal(const struct xpath_regex *regex) {
    return regex->is_literal;
}

/* ---- matching ---- */

bool xpath_regex_find(struct xpath_evaluation *evaluation, struct xpath_regex *regex,
                      struct xpath_string string, size_t from, struct xpath_regex_match *match) {
    pcre2_match_context *context = library_of(evaluation)->regexes->match_context;
    size_t steps = STEPS + STEPS_A_BYTE * string.length;
    pcre2_set_match_limit(context, steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX);
    /* Where there is no machine code for this processor, PCRE2 goes on without. */
    if (regex->work < BYTES_BEFORE_JIT) {
        regex->work += BYTES_A_CALL + (from ? 0 : string.length);
        if (regex->work >= BYTES_BEFORE_JIT) pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    }
    int found = pcre2_match(regex->code, (PCRE2_SPTR)string.bytes, string.length, from,
                            PCRE2_NO_UTF_CHECK, regex->match_data, context);
    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match(regex->code, (PCRE2_SPTR)string.bytes, string.length, from,
                            PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, regex->match_data, context);
    *match = (struct xpath_regex_match){found > 0, pcre2_get_ovector_pointer(regex->match_data)};
    if (found < 0 && found != PCRE2_ERROR_NOMATCH)
        return fail_with(evaluation, "XPLIMIT",
                         "the regular expression takes too many steps to be matched");
    return true;
}
