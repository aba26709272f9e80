/* The facet `pattern`: expressions of XML Schema run by PCRE2.  An expression is checked when the
   schema is read, compiled when it is first asked, and compiled to machine code when it has been
   asked often.  No expression takes more than a bounded time: where backtracking would, PCRE2's
   other algorithm, which never goes back, decides, unless that would take too long as well. */
#include "xsd/internal.h"
#include "xsd/regex.h"

#include "base/libraries.h"
#include "base/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

enum {
    USES_BEFORE_JIT = 32, /* matches that cost about what compiling to machine code costs */
    LARGE = 20000,        /* estimated bytes from which PCRE2 might refuse an expression */
    BACKTRACKING_STEPS =
        100000,              /* what backtracking may take before the other algorithm is asked */
    NESTED_STEPS = 10000000, /* what that one may take for looking back */
    HEAP_KIBIBYTES = 64 * 1024,
    SMALLEST_WORKSPACE = 200, /* in integers; a state takes three, twice */
    LARGEST_WORKSPACE = 20000
};

/* The other algorithm takes, for each character, a time up to the square of the workspace that its
   states are in; this is what it may take in all, some tenths of a second. */
static const size_t parallel_work = 200000000000;

struct xsd_regex {
    const char *expression, *translated;
    size_t translated_length;
    size_t uses;
    bool refused; /* by PCRE2: too large */
    pcre2_code *code;
    pcre2_match_data *match_data;
    pcre2_match_context *match_context;
};

static bool compile(struct xsd_regex *regex) {
    int error;
    PCRE2_SIZE place;
    pcre2_general_context *memory =
        pcre2_general_context_create(libraries_take, libraries_give_back, NULL);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    regex->code = pcre2_compile((PCRE2_SPTR)regex->translated, regex->translated_length,
                                PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED |
                                    PCRE2_NO_AUTO_CAPTURE | PCRE2_DOLLAR_ENDONLY,
                                &error, &place, context);
    pcre2_compile_context_free(context);
    regex->refused = !regex->code;
    if (!regex->refused) {
        regex->match_data = pcre2_match_data_create(1, memory);
        regex->match_context = pcre2_match_context_create(memory);
    }
    pcre2_general_context_free(memory);
    if (regex->refused) return false;
    pcre2_set_match_limit(regex->match_context, BACKTRACKING_STEPS);
    pcre2_set_heap_limit(regex->match_context, HEAP_KIBIBYTES);
    return true;
}

struct xsd_regex *xsd_regex_new(struct arena *arena, const char *expression,
                                struct buffer *message) {
    struct buffer translated = {0};
    struct xsd_regex *regex = NULL;
    size_t size;
    if (regex_translate_xsd(expression, strlen(expression), &translated, &size, message)) {
        regex = arena_allocate(arena, sizeof *regex);
        regex->expression = arena_copy(arena, expression, strlen(expression));
        regex->translated = arena_copy(arena, translated.bytes, translated.length);
        regex->translated_length = translated.length;
        if (size > LARGE && !compile(regex)) {
            buffer_text(message, "the expression is too large");
            regex = NULL;
        }
    }
    buffer_free(&translated);
    return regex;
}

void xsd_regex_free(struct xsd_regex *regex) {
    pcre2_match_context_free(regex->match_context);
    pcre2_match_data_free(regex->match_data);
    pcre2_code_free(regex->code);
    regex->match_context = NULL;
    regex->match_data = NULL;
    regex->code = NULL;
}

const char *xsd_regex_expression(const struct xsd_regex *regex) {
    return regex->expression;
}

/* Matches without backtracking: by all the states that are alive at once, as far as the workspace
   holds them. */
static int match_in_parallel(struct xsd_regex *regex, struct text text) {
    size_t length = text_length(text), size = LARGEST_WORKSPACE;
    while (size / 2 >= SMALLEST_WORKSPACE && size * size > parallel_work / (length + 1))
        size /= 2;
    int *workspace = memory_allocate(size, sizeof *workspace);
    pcre2_set_match_limit(regex->match_context, NESTED_STEPS);
    int result = pcre2_dfa_match(regex->code, (PCRE2_SPTR)text.start, length, 0, 0,
                                 regex->match_data, regex->match_context, workspace, size);
    pcre2_set_match_limit(regex->match_context, BACKTRACKING_STEPS);
    free(workspace);
    if (result < 0) return result;
    /* It finds the longest match, which need not reach the end. */
    bool whole = pcre2_get_ovector_pointer(regex->match_data)[1] == length;
    return whole ? result : PCRE2_ERROR_NOMATCH;
}

static int match_by_backtracking(struct xsd_regex *regex, struct text text, uint32_t options) {
    return pcre2_match(regex->code, (PCRE2_SPTR)text.start, text_length(text), 0, options,
                       regex->match_data, regex->match_context);
}

enum xsd_regex_verdict xsd_regex_match(struct xsd_regex *regex, struct text text) {
    if (!regex->code && (regex->refused || !compile(regex))) return REGEX_TOO_COSTLY;
    /* Where there is no machine code for this processor, PCRE2 goes on without. */
    if (++regex->uses == USES_BEFORE_JIT) pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    int result = match_by_backtracking(regex, text, 0);
    if (result == PCRE2_ERROR_JIT_STACKLIMIT)
        result = match_by_backtracking(regex, text, PCRE2_NO_JIT);
    if (result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_HEAPLIMIT)
        result = match_in_parallel(regex, text);
    if (result >= 0) return REGEX_MATCHES;
    /* What is not UTF-8 is matched by nothing. */
    bool is_verdict = result == PCRE2_ERROR_NOMATCH ||
                      (result <= PCRE2_ERROR_UTF8_ERR1 && result >= PCRE2_ERROR_UTF8_ERR21);
    return is_verdict ? REGEX_DOES_NOT_MATCH : REGEX_TOO_COSTLY;
}
