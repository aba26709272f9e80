/* Regular expressions by PCRE2; see regex.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/regex.h"

#include "base/libraries.h"
#include "base/memory.h"
#include "text/regex_facts.h"
#include "text/search.h"

#include <ctype.h>
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* So many steps may one match take from one start: a second or so.  Patterns that are read as they
   are meant need hundreds; one that backtracks without end needs more than any limit. */
enum { MOST_STEPS = 2000000 };

struct regex {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *limits;
    const char *names; /* of groups, in PCRE2's order: two bytes of the number, then the name */
    uint32_t names_count, name_size;
    size_t least; /* no match is shorter */
    int first;    /* the byte with which every match begins; NONE where that is not known */
    int needed;   /* a byte that every match holds; NONE where none is known */
    struct regex_facts facts;
    uint64_t required; /* groups without which a match counts for none, a bit for each */
    bool is_twin;
    struct progress *progress; /* its twins have the same */
};

struct progress {
    atomic_bool compiled;   /* to machine code: most texts need few of a profile's patterns */
    atomic_bool too_costly; /* a match was given up; no other is tried */
    pthread_mutex_t compiling;
};

enum { NONE = -1 };

/* A byte that stands in all that the pattern matches, if PCRE2 knows one.  Letters are passed over:
   they are in most texts, and in the other case they may match too. */
static int needed_byte(const pcre2_code *code) {
    uint32_t known = 0, unit = 0;
    pcre2_pattern_info(code, PCRE2_INFO_LASTCODETYPE, &known);
    pcre2_pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &unit);
    return known == 1 && unit < 0x80 && !isalpha((int)unit) ? (int)unit : NONE;
}

/* Whether the letter stands in the pattern in the other case too: then PCRE2 may tell it as the
   first one where it means both, as for [Dd] and (?:D|d). */
static bool has_other_case(const char *pattern, int letter) {
    int other = isupper(letter) ? tolower(letter) : toupper(letter);
    for (const char *at = pattern; other != letter && *at; at++) {
        if (*at == other) return true;
        bool name = !strncmp(at, "(?<", 3) && !strchr("=!", at[3]);
        if (name) at += strcspn(at, ">") - 1;
        if (*at == '\\' && at[1]) at++;
    }
    return false;
}

/* The byte with which every match begins, if PCRE2 knows one; `pattern`: as written. */
static int first_byte(const pcre2_code *code, const char *pattern) {
    uint32_t known = 0, unit = 0;
    for (const char *at = pattern; (at = strstr(at, "(?")); at += 2)
        if (memchr(at + 2, 'i', strspn(at + 2, "imnsxJU-^")))
            return NONE; /* or in the other case */
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &known);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    return known == 1 && !has_other_case(pattern, (int)unit) ? (int)unit : NONE;
}

/* `memory` is where the code, too, will take its own. */
static pcre2_code *read_pattern(const char *pattern, pcre2_general_context *memory, int *error,
                                size_t *offset) {
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK, error, offset, context);
    pcre2_compile_context_free(context);
    return code;
}

struct regex *regex_new(const char *pattern, struct buffer *message, size_t *offset) {
    int error;
    pcre2_general_context *memory =
        pcre2_general_context_create(libraries_take, libraries_give_back, NULL);
    pcre2_code *code = read_pattern(pattern, memory, &error, offset);
    pcre2_match_context *limits = pcre2_match_context_create(memory);
    pcre2_general_context_free(memory);
    if (!code) {
        pcre2_match_context_free(limits);
        PCRE2_UCHAR text[256];
        pcre2_get_error_message(error, text, sizeof text);
        buffer_text(message, (const char *)text);
        return NULL;
    }
    struct regex *regex = memory_allocate(1, sizeof *regex);
    regex->code = code;
    regex->progress = memory_allocate(1, sizeof *regex->progress);
    pthread_mutex_init(&regex->progress->compiling, NULL);
    regex->match = pcre2_match_data_create_from_pattern(code, NULL);
    regex->limits = limits;
    uint32_t least = 0;
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &least);
    regex->least = least;
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &regex->names);
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &regex->names_count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &regex->name_size);
    regex->first = first_byte(code, pattern);
    regex->needed = needed_byte(code);
    regex->facts = regex_facts_of(pattern);
    pcre2_set_match_limit(regex->limits, MOST_STEPS);
    return regex;
}

struct regex *regex_twin(const struct regex *regex) {
    struct regex *twin = memory_take(sizeof *twin);
    *twin = *regex;
    twin->is_twin = true;
    twin->match = pcre2_match_data_create_from_pattern(regex->code, NULL);
    return twin;
}

void regex_free(struct regex *regex) {
    if (!regex) return;
    pcre2_match_data_free(regex->match);
    if (!regex->is_twin) {
        pcre2_match_context_free(regex->limits);
        pcre2_code_free(regex->code);
        pthread_mutex_destroy(&regex->progress->compiling);
        free(regex->progress);
    }
    free(regex);
}

/* Whether the text could match, by what is quickly seen. */
static bool may_match(const struct regex *regex, const char *text, size_t length) {
    const struct regex_facts *facts = &regex->facts;
    if (facts->anchored && length && !byte_set_has(&facts->first, (unsigned char)*text))
        return false;
    return length >= regex->least &&
           (regex->first == NONE || memchr(text, regex->first, length) != NULL) &&
           (!regex->facts.needs_digit || search_digit(text, 0, length) < length) &&
           (regex->needed == NONE || memchr(text, regex->needed, length) != NULL);
}

/* Makes machine code of the pattern, whichever of its twins needs it first. */
static void make_machine_code(const struct regex *regex) {
    struct progress *progress = regex->progress;
    pthread_mutex_lock(&progress->compiling);
    if (!progress->compiled) pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    progress->compiled = true;
    pthread_mutex_unlock(&progress->compiling);
}

/* PCRE2's answer; where there is no JIT, or it lacks room for a long text, the interpreter has it.
 */
static int match(const struct regex *regex, const char *text, size_t length) {
    PCRE2_SPTR start = (PCRE2_SPTR)text;
    if (!atomic_load_explicit(&regex->progress->compiled, memory_order_acquire))
        make_machine_code(regex);
    int found = pcre2_jit_match(regex->code, start, length, 0, 0, regex->match, regex->limits);
    if (found != PCRE2_ERROR_JIT_STACKLIMIT && found != PCRE2_ERROR_JIT_BADOPTION) return found;
    return pcre2_match(regex->code, start, length, 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
                       regex->match, regex->limits);
}

/* Whether all groups that are required matched something; the first `count` took part.  What took
   none has both its ends at PCRE2_UNSET. */
static bool has_required(const struct regex *regex, const PCRE2_SIZE *ends, size_t count) {
    for (size_t group = 1; regex->required >> group; group++)
        if (regex->required >> group & 1 &&
            (group >= count || ends[2 * group] == ends[2 * group + 1]))
            return false;
    return true;
}

bool regex_find(const struct regex *regex, const char *bytes, struct span span, struct span *groups,
                size_t count) {
    const char *text = bytes + span.start;
    size_t length = span.end - span.start;
    if (regex_is_too_costly(regex) || !may_match(regex, text, length)) return false;
    int found = match(regex, text, length);
    if (found < PCRE2_ERROR_PARTIAL) regex->progress->too_costly = true;
    if (found < 0) return false;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(regex->match);
    if (regex->required && !has_required(regex, ends, (size_t)found)) return false;
    for (size_t i = 0; i < count; i++) {
        bool set = i < (size_t)found && ends[2 * i] != PCRE2_UNSET;
        groups[i] = set ? (struct span){span.start + ends[2 * i], span.start + ends[2 * i + 1]}
                        : (struct span){SIZE_MAX, SIZE_MAX};
    }
    return true;
}

const struct regex_facts *regex_facts(const struct regex *regex) {
    return &regex->facts;
}

size_t regex_group(const struct regex *regex, const char *name) {
    size_t group = 0;
    for (uint32_t i = 0; i < regex->names_count; i++) {
        const char *entry = regex->names + i * regex->name_size;
        if ((unsigned char)entry[2] > (unsigned char)*name) break; /* they are sorted */
        if (entry[2] != *name || strcmp(entry + 2, name) != 0) continue;
        if (group) return 0; /* it is that of several */
        group = (size_t)((unsigned char)entry[0] << 8 | (unsigned char)entry[1]);
    }
    return group;
}

const char *regex_group_name(const struct regex *regex, size_t index) {
    return index < regex->names_count ? regex->names + index * regex->name_size + 2 : NULL;
}

void regex_require(struct regex *regex, size_t group) {
    if (group < 63) regex->required |= UINT64_C(1) << group;
}

bool regex_is_too_costly(const struct regex *regex) {
    return atomic_load_explicit(&regex->progress->too_costly, memory_order_relaxed);
}

void regex_try_again(const struct regex *regex) {
    regex->progress->too_costly = false;
}
