/* Regular expressions of XPath (F&O 7.6.1, F&O 3.1 5.6.1), compiled when they are first used and
   remembered as long as the evaluation lives. */
#ifndef TEIKIT_XPATH_REGEXES_H
#define TEIKIT_XPATH_REGEXES_H

#include "xpath/functions.h"

struct xpath_regex;

/* The compiled pattern; NULL, with FORX0001 (flags) or FORX0002 (the pattern), where it is in
   error. */
struct xpath_regex *xpath_regex_of(struct xpath_evaluation *evaluation, struct xpath_string pattern,
                                   struct xpath_string flags);

/* How many groups capture, and whether the flag q is set. */
size_t xpath_regex_groups(const struct xpath_regex *regex);
/* The group that a group, from 1 on, stands in; 0: in none. */
size_t xpath_regex_outer_group(const struct xpath_regex *regex, size_t group);
bool xpath_regex_is_literal(const struct xpath_regex *regex);

/* Where group `i` matched, groups[2 * i] to groups[2 * i + 1], SIZE_MAX where it took no part;
   group 0 is the whole match.  They are valid until the next match. */
struct xpath_regex_match {
    bool found;
    const size_t *groups;
};

/* The first match that begins at the byte `from` of the string or behind.  False, with XPLIMIT,
   where finding it takes too many steps. */
bool xpath_regex_find(struct xpath_evaluation *evaluation, struct xpath_regex *regex,
                      struct xpath_string string, size_t from, struct xpath_regex_match *match);

struct xpath_regexes;
void xpath_regexes_free(struct xpath_regexes *regexes);

#endif
