/* text/regex_facts: what the matches of patterns cannot do without. */
#include "run.h"

#include "text/regex_facts.h"

#include <stddef.h>
#include <string.h>

START_TEST(patterns_that_need_a_digit) {
    static const char *const patterns[] = {"[0-9]",
                                           "\\bDocument(?<plural>s)?\\s+(?<document>[0-9]+[a-z]?)",
                                           "(?:a|[1-9]{2,3}+)b(?|[0-9]|x[0-9]{1,}?)",
                                           "(?i)^[\\]a]\\[?(?<=x)[0-9]$",
                                           "a[0-9]|(b[0-9])+",
                                           "\\[0-9]"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        ck_assert_msg(regex_facts_of(patterns[i]).needs_digit, "%s", patterns[i]);
}
END_TEST

START_TEST(patterns_that_may_not) {
    static const char *const patterns[] = {"",
                                           "a",
                                           "[0-9]?",
                                           "[0-9]*a",
                                           "[0-9]{0,2}",
                                           "[0-9]{,2}",
                                           "[0-9]{0}",
                                           "[0-9]|a",
                                           "a|[0-9]",
                                           "([0-9]|)",
                                           "(?=[0-9])a",
                                           "(?<!a[0-9])",
                                           "[^0-9]",
                                           "[0-9-]",
                                           "[0-9a]",
                                           "\\d",
                                           "(?:[0-9])?",
                                           "(a)(?(1)b)",
                                           "[[:^digit:][0-9]]",
                                           "\\Q[0-9]\\E",
                                           "(?x) a #[0-9]\n",
                                           "(*ACCEPT)[0-9]",
                                           "(a)(?(1)[0-9])",
                                           "(?(DEFINE)[0-9])a",
                                           "[]0-9]",
                                           "(?x:#[0-9]\n)a",
                                           "(?:|[0-9])"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        ck_assert_msg(!regex_facts_of(patterns[i]).needs_digit, "%s", patterns[i]);
}
END_TEST

START_TEST(the_byte_with_which_a_match_begins) {
    static const struct {
        const char *pattern;
        unsigned char may, never;
    } cases[] = {{"^[ \\t]", '\t', 't'},         {"^\\t{1,2}", '\t', 't'},
                 {"^[\\t-z]", 'a', 0},           {"^[\\p{Lu}\\p{N}]", '7', 'a'},
                 {"(?x) ^ ( † | a )", 'a', 'b'}, {"^\\x61", 'a', 0},
                 {"(?x) ^ \u2028 a", 'a', 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct regex_facts facts = regex_facts_of(cases[i].pattern);
        ck_assert_msg(byte_set_has(&facts.first, cases[i].may), "%s", cases[i].pattern);
        ck_assert_msg(!cases[i].never || !byte_set_has(&facts.first, cases[i].never), "%s",
                      cases[i].pattern);
    }
}
END_TEST

START_TEST(patterns_that_begin_with_a_digit) {
    static const char *const patterns[] = {"[0-9]a", "\\b(?<!a)(?:[0-9]+-)?[0-9]+ a", "1|[2-9]"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        ck_assert_msg(regex_facts_of(patterns[i]).begins_with_digit, "%s", patterns[i]);
    static const char *const others[] = {"", "a[0-9]", "(?:a|[0-9])1", "a?[0-9]", "\\d", "[0-9]?"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!regex_facts_of(others[i]).begins_with_digit, "%s", others[i]);
}
END_TEST

/* The literals of the pattern, with a space before each. */
static const char *literals_of(const char *pattern) {
    static char words[400];
    struct regex_facts facts = regex_facts_of(pattern);
    words[0] = '\0';
    for (size_t i = 0; i < facts.literals.count; i++) {
        strcat(words, " ");
        strncat(words, facts.literals.words[i], facts.literals.lengths[i]);
    }
    return words;
}

START_TEST(literals_one_of_which_each_match_holds) {
    static const struct {
        const char *pattern, *literals;
    } cases[] = {
        {"\\bchapter\\s+[0-9]+", " chapter"},
        {"(?:[Ff]ootn|[Nn])otes?\\s+(?:above|below)", " above below"},
        {"(?x) \\b (?<month> Jan(?:uary)? | June? | Au g \\x ) \\b", ""},
        {"(?x) \\b (?<month> Jan(?:uary)? | June? | Au g ) \\b # a month\n", " Jan Jun Aug"},
        {"ab[0-9]cdef?", " cde"},
        {"plain?", " plai"},
        {"naïve+", " naïve"},
        {"naïvé?", " naïv"},
        {"abc{0}def{2}", " def"},
        {"(?i)chapter", ""},
        {"(?:(?i)ab|cd)efg", " efg"},
        {"(?i:abc)defg", " defg"},
        {"chapter|a", ""},
        {"(?:chapter)?", ""},
        {"(?=chapter)", ""},
        {"(?!chapter)(?<!verse)", ""},
        {"a\\.b\\[c", " a.b[c"},
        {"(?x) naïve", " naïve"},
        {"(?x) ab\u2028c", ""},
        {"(a)(?(1)chapter)", ""},
        {"\\p{Lu}x\\pLyz", ""},
        {"chapter\\1", ""},
        {"(?<a>chapter)(?&a)", ""},
        {"abcdefghijklmnop", " abcdefghijkl"},
        {"\\Qabc\\E", ""},
        {"[abc]", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(!strcmp(literals_of(cases[i].pattern), cases[i].literals), "%s:%s",
                      cases[i].pattern, literals_of(cases[i].pattern));
}
END_TEST

/* The characters of ASCII in the set that are punctuation, letters or digits. */
static const char *members_of(const struct byte_set *set) {
    static char members[2][128];
    static size_t turn;
    char *at = members[turn++ % 2], *start = at;
    for (unsigned char c = '!'; c < 0x7F; c++)
        if (byte_set_has(set, c)) *at++ = (char)c;
    *at = '\0';
    return start;
}

START_TEST(what_stands_before_a_group) {
    static const struct {
        const char *pattern, *last, *second;
    } cases[] = {{"[0-9][.,](?<n>x)", ",.", "0123456789"},
                 {"(?:ab|c)d?(?<n>x)", "bcd", NULL},
                 {"k(?:ab|c)d?(?<n>x)", "bcd", "abck"},
                 {"a(?:bc)+(?<n>x)", "c", "b"},
                 {"ab{2}(?<n>x)", "b", "ab"},
                 {"(?i)ab\\.(?<n>x)", ".", "Bb"},
                 {"a\\b(?<n>x)", "a", NULL},
                 {"a?(?<n>x)", NULL, NULL},
                 {"(?<=a)(?<n>x)", NULL, NULL},
                 {"a|b(?<n>x)", NULL, NULL},
                 {"ab((?<n>x))", NULL, NULL},
                 {"ab(?<m>x)", NULL, NULL},
                 {"a\\X(?<n>x)", NULL, NULL},
                 {"[^\\]-~][a-c\\-](?<n>x)", "-abc",
                  "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\"},
                 {"\\pL\\p{Lu}(?<n>x)", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}};
    struct regex_before unknown = regex_before_group("", "n");
    const char *all = members_of(&unknown.last);
    char everything[128];
    strcpy(everything, all);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct regex_before before = regex_before_group(cases[i].pattern, "n");
        ck_assert_str_eq(members_of(&before.last), cases[i].last ? cases[i].last : everything);
        ck_assert_str_eq(members_of(&before.second),
                         cases[i].second ? cases[i].second : everything);
    }
}
END_TEST

SUITE(regex_facts) {
    Suite *suite = suite_create("text/regex_facts");
    TCase *cases = tcase_create("regex_facts");
    tcase_add_test(cases, patterns_that_need_a_digit);
    tcase_add_test(cases, patterns_that_may_not);
    tcase_add_test(cases, patterns_that_begin_with_a_digit);
    tcase_add_test(cases, the_byte_with_which_a_match_begins);
    tcase_add_test(cases, literals_one_of_which_each_match_holds);
    tcase_add_test(cases, what_stands_before_a_group);
    suite_add_tcase(suite, cases);
    return suite;
}
