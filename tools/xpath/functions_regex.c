/* Functions that take regular expressions (F&O 7.6). */
#include "xpath/functions_common.h"

#include "xpath/regexes.h"
#include "xpath/values.h"

/* The pattern and the flags of a call, the flags being its last argument. */
static struct xpath_regex *regex_argument(struct xpath_evaluation *evaluation,
                                          const struct xpath_sequence *arguments, size_t count,
                                          size_t flags) {
    return xpath_regex_of(evaluation, string_argument(arguments, count, 1),
                          string_argument(arguments, count, flags));
}

/* The same, of which no match may be empty: FORX0003. */
static struct xpath_regex *separator_argument(struct xpath_evaluation *evaluation,
                                              const struct xpath_sequence *arguments, size_t count,
                                              size_t flags) {
    struct xpath_regex *regex = regex_argument(evaluation, arguments, count, flags);
    struct xpath_regex_match match;
    if (!regex || !xpath_regex_find(evaluation, regex, (struct xpath_string){"", 0}, 0, &match))
        return NULL;
    if (!match.found) return regex;
    fail_with(evaluation, "FORX0003", "the regular expression matches the empty string");
    return NULL;
}

FUNCTION(matches) {
    struct xpath_regex *regex = regex_argument(evaluation, arguments, count, 2);
    struct xpath_regex_match match;
    return regex &&
           xpath_regex_find(evaluation, regex, string_argument(arguments, count, 0), 0, &match) &&
           give_boolean(result, match.found);
}

/* ---- replace (F&O 7.6.3) ---- */

/* FORX0004 unless each "\" comes before "\" or "$", and each other "$" before a digit. */
static bool check_replacement(struct xpath_evaluation *evaluation,
                              struct xpath_string replacement) {
    for (size_t i = 0; i < replacement.length; i++) {
        char next = i + 1 < replacement.length ? replacement.bytes[i + 1] : '\0';
        bool wrong = false;
        if (replacement.bytes[i] == '\\')
            wrong = next != '\\' && next != '$', i++;
        else if (replacement.bytes[i] == '$')
            wrong = next < '0' || next > '9';
        if (wrong)
            return fail_with(
                evaluation, "FORX0004",
                "in the replacement \"%.*s\", \"\\\" must be written \"\\\\\", and \"$\" "
                "\"\\$\" where no digit follows",
                (int)replacement.length, replacement.bytes);
    }
    return true;
}

/* The number of a group behind "$" at `at`, of as many digits as make one that there is, but at
   least one; `at` is moved to the last of them. */
static size_t group_number(struct xpath_string replacement, size_t *at, size_t groups) {
    size_t number = (size_t)(replacement.bytes[++*at] - '0');
    while (*at + 1 < replacement.length) {
        char digit = replacement.bytes[*at + 1];
        if (digit < '0' || digit > '9' || number * 10 + (size_t)(digit - '0') > groups) break;
        number = number * 10 + (size_t)(digit - '0');
        ++*at;
    }
    return number;
}

static void put_replacement(struct buffer *out, const struct xpath_regex *regex,
                            struct xpath_string string, const size_t *groups,
                            struct xpath_string replacement) {
    size_t group_count = xpath_regex_groups(regex);
    if (xpath_regex_is_literal(regex)) {
        buffer_append(out, replacement.bytes, replacement.length);
        return;
    }
    for (size_t i = 0; i < replacement.length; i++) {
        if (replacement.bytes[i] == '\\') {
            buffer_byte(out, replacement.bytes[++i]);
        } else if (replacement.bytes[i] == '$') {
            size_t group = group_number(replacement, &i, group_count);
            if (group > group_count || groups[2 * group] == SIZE_MAX) continue;
            buffer_append(out, string.bytes + groups[2 * group],
                          groups[2 * group + 1] - groups[2 * group]);
        } else {
            buffer_byte(out, replacement.bytes[i]);
        }
    }
}

FUNCTION(replace) {
    struct xpath_string string = string_argument(arguments, count, 0);
    struct xpath_string replacement = string_argument(arguments, count, 2);
    struct xpath_regex *regex = separator_argument(evaluation, arguments, count, 3);
    if (!regex || (!xpath_regex_is_literal(regex) && !check_replacement(evaluation, replacement)))
        return false;
    struct buffer out = {0};
    size_t from = 0;
    for (;;) {
        struct xpath_regex_match match;
        if (!xpath_regex_find(evaluation, regex, string, from, &match)) {
            buffer_free(&out);
            return false;
        }
        if (!match.found) break;
        buffer_append(&out, string.bytes + from, match.groups[0] - from);
        put_replacement(&out, regex, string, match.groups, replacement);
        from = match.groups[1];
    }
    if (!from) return give_string(result, string);
    buffer_append(&out, string.bytes + from, string.length - from);
    return give_buffer(evaluation, result, &out);
}

/* ---- tokenize (F&O 7.6.4) ---- */

/* With one argument: the words (F&O 3.1 5.6.4). */
static bool give_words(struct xpath_sink *result, struct xpath_string string) {
    size_t start = 0, end;
    for (;; start = end) {
        while (start < string.length && is_white(string.bytes[start]))
            start++;
        if (start == string.length) return true;
        for (end = start; end < string.length && !is_white(string.bytes[end]);)
            end++;
        if (!give_string(result, (struct xpath_string){string.bytes + start, end - start}))
            return false;
    }
}

FUNCTION(tokenize) {
    struct xpath_string string = string_argument(arguments, count, 0);
    if (count == 1) return give_words(result, string);
    struct xpath_regex *regex = separator_argument(evaluation, arguments, count, 2);
    if (!regex) return false;
    if (!string.length) return true;
    size_t from = 0;
    for (;;) {
        struct xpath_regex_match match;
        if (!xpath_regex_find(evaluation, regex, string, from, &match)) return false;
        size_t start = match.found ? match.groups[0] : string.length;
        size_t end = match.found ? match.groups[1] : string.length;
        if (!give_string(result, (struct xpath_string){string.bytes + from, start - from}))
            return false;
        if (!match.found) return true;
        from = end;
    }
}

/* ---- fn:analyze-string (F&O 3.1 5.6.5) ---- */

static void put_piece(struct buffer *xml, struct xpath_string string, size_t start, size_t end) {
    put_escaped(xml, (struct xpath_string){string.bytes + start, end - start});
}

/* A match, its groups as elements in one another.  A group that took no part has none. */
static void put_match(struct buffer *xml, const struct xpath_regex *regex,
                      struct xpath_string string, const size_t *groups) {
    size_t at = groups[0], open = 0; /* the innermost group that is open */
    buffer_text(xml, "<fn:match>");
    for (size_t group = 1; group <= xpath_regex_groups(regex) + 1; group++) {
        bool is_last = group > xpath_regex_groups(regex);
        if (!is_last && groups[2 * group] == SIZE_MAX) continue;
        size_t outer = is_last ? 0 : xpath_regex_outer_group(regex, group);
        for (; open > outer; open = xpath_regex_outer_group(regex, open)) {
            put_piece(xml, string, at, groups[2 * open + 1]);
            at = groups[2 * open + 1];
            buffer_text(xml, "</fn:group>");
        }
        size_t start = is_last ? groups[1] : groups[2 * group];
        put_piece(xml, string, at, start);
        at = start;
        if (is_last) break;
        buffer_print(xml, "<fn:group nr=\"%zu\">", group);
        open = group;
    }
    buffer_text(xml, "</fn:match>");
}

static bool put_analysis(struct xpath_evaluation *evaluation, struct xpath_regex *regex,
                         struct xpath_string string, struct buffer *xml) {
    size_t from = 0;
    while (from < string.length) {
        struct xpath_regex_match match;
        if (!xpath_regex_find(evaluation, regex, string, from, &match)) return false;
        size_t start = match.found ? match.groups[0] : string.length;
        if (start > from) {
            buffer_text(xml, "<fn:non-match>");
            put_piece(xml, string, from, start);
            buffer_text(xml, "</fn:non-match>");
        }
        if (match.found) put_match(xml, regex, string, match.groups);
        from = match.found ? match.groups[1] : string.length;
    }
    return true;
}

FUNCTION(analyze_string) {
    struct xpath_regex *regex = separator_argument(evaluation, arguments, count, 2);
    struct buffer xml = {0};
    if (!regex) return false;
    buffer_print(&xml, "<fn:analyze-string-result xmlns:fn=\"%s\">", xpath_fn_namespace);
    bool done = put_analysis(evaluation, regex, string_argument(arguments, count, 0), &xml);
    buffer_text(&xml, "</fn:analyze-string-result>");
    struct tree *tree =
        done ? parse_xml(evaluation, (struct xpath_string){xml.bytes, xml.length}) : NULL;
    buffer_free(&xml);
    return tree && give_node(result, tree, 1);
}

/* ---- the table ---- */

const struct xpath_function_row xpath_regex_functions[] = {
    ROW(fn_matches, "matches", 2, 3, 0, ONE(BOOLEAN), MAYBE(STRING), ONE(STRING), ONE(STRING)),
    ROW(fn_replace, "replace", 3, 4, 0, ONE(STRING), MAYBE(STRING), ONE(STRING), ONE(STRING),
        ONE(STRING)),
    ROW(fn_analyze_string, "analyze-string", 2, 3, XPATH_OF_31 | XPATH_NOT_CONSTANT,
        ONE(ELEMENT_TYPE), MAYBE(STRING), ONE(STRING), ONE(STRING)),
    ROW(fn_tokenize, "tokenize", 1, 1, XPATH_OF_31, ANY(STRING), MAYBE(STRING)),
    ROW(fn_tokenize, "tokenize", 2, 3, 0, ANY(STRING), MAYBE(STRING), ONE(STRING), ONE(STRING)),
    {0},
};
