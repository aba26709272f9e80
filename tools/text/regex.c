/* Regular expressions by PCRE2; see regex.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/regex.h"

#include "base/memory.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>

struct regex {
    pcre2_code *code;
    pcre2_match_data *match;
};

struct regex *regex_new(const char *pattern, struct buffer *message, size_t *offset) {
    int error;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK, &error, offset, NULL);
    if (!code) {
        PCRE2_UCHAR text[256];
        pcre2_get_error_message(error, text, sizeof text);
        buffer_text(message, (const char *)text);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where there is no JIT, it is interpreted */
    struct regex *regex = memory_allocate(1, sizeof *regex);
    regex->code = code;
    regex->match = pcre2_match_data_create_from_pattern(code, NULL);
    if (!regex->match) memory_exhausted();
    return regex;
}

void regex_free(struct regex *regex) {
    if (!regex) return;
    pcre2_match_data_free(regex->match);
    pcre2_code_free(regex->code);
    free(regex);
}

bool regex_find(const struct regex *regex, const char *bytes, struct span span, struct span *groups,
                size_t count) {
    int found = pcre2_match(regex->code, (PCRE2_SPTR)bytes + span.start, span.end - span.start, 0,
                            PCRE2_NO_UTF_CHECK, regex->match, NULL);
    if (found < 0) return false;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(regex->match);
    for (size_t i = 0; i < count; i++) {
        bool set = i < (size_t)found && ends[2 * i] != PCRE2_UNSET;
        groups[i] = set ? (struct span){span.start + ends[2 * i], span.start + ends[2 * i + 1]}
                        : (struct span){SIZE_MAX, SIZE_MAX};
    }
    return true;
}

size_t regex_group(const struct regex *regex, const char *name) {
    int group = pcre2_substring_number_from_name(regex->code, (PCRE2_SPTR)name);
    return group > 0 ? (size_t)group : 0;
}
