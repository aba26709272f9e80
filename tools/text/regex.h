/* Regular expressions over UTF-8, by PCRE2: compiled once, matched against a span of a text. */
#ifndef TEIKIT_TEXT_REGEX_H
#define TEIKIT_TEXT_REGEX_H

#include "base/buffer.h"
#include "text/regex_facts.h"

#include <stdbool.h>
#include <stddef.h>

struct regex;

/* A span of bytes: from `start` up to, not including, `end`. */
struct span {
    size_t start, end;
};

/* Compiles a PCRE2 pattern (UTF-8; `^` and `$` are the ends of the span).  NULL on an error:
   `message` gets what is wrong, *offset the byte of the pattern where.  Free it with regex_free().
 */
struct regex *regex_new(const char *pattern, struct buffer *message, size_t *offset);

/* The same pattern for another thread, which may look for matches at the same time.  Free it with
   regex_free(), before the one that it is made of. */
struct regex *regex_twin(const struct regex *regex);

void regex_free(struct regex *regex);

/* Looks for the first match in the span of `bytes`, which are UTF-8.  Sets groups[0..count-1] to
   what the groups matched, group 0 being the whole match; a group that took no part has start and
   end SIZE_MAX.  All offsets count from `bytes`.  A match that takes
   too many steps is given up, and so is every later one: see regex_is_too_costly(). */
bool regex_find(const struct regex *regex, const char *bytes, struct span span, struct span *groups,
                size_t count);

/* From now on a match in which the group of that number, from 1 to 62, matches nothing counts for
   none. */
void regex_require(struct regex *regex, size_t group);

/* Whether a match was given up because the pattern backtracks too much, so that what it found is
   not to be relied on. */
bool regex_is_too_costly(const struct regex *regex);

/* Lets a pattern that was given up be tried again, on another text. */
void regex_try_again(const struct regex *regex);

/* What is sure of all that it matches. */
const struct regex_facts *regex_facts(const struct regex *regex);

/* The number of the group of that name; 0 where the pattern has none. */
size_t regex_group(const struct regex *regex, const char *name);

/* The names of groups, from index 0 on; NULL behind the last. */
const char *regex_group_name(const struct regex *regex, size_t index);

#endif
