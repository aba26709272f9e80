/* Functions on strings (F&O 7.2 to 7.5): lengths, parts, white space, comparison, what contains
   what.  Parts of strings are slices of them; positions are counted in characters. */
#include "xpath/functions_common.h"

#include "xpath/values.h"
#include "xsd/characters.h"

#include <math.h>
#include <stdlib.h>

/* ---- to and from code points (F&O 7.2) ---- */

/* XML 1.0 [2] Char. */
static bool is_xml_character(int64_t code) {
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code <= 0xD7FF) ||
           (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= LAST_CHARACTER);
}

FUNCTION(codepoints_to_string) {
    struct xpath_sequence codes = arguments[0];
    struct buffer string = {0};
    for (size_t i = 0; i < codes.count; i++) {
        int64_t code = integer_argument(&codes.items[i]);
        if (!is_xml_character(code)) {
            buffer_free(&string);
            return fail_with(evaluation, "FOCH0001", "%lld is no character of XML",
                             (long long)code);
        }
        string_put(&string, (uint32_t)code);
    }
    return give_buffer(evaluation, result, &string);
}

FUNCTION(string_to_codepoints) {
    struct xpath_string string = string_argument(arguments, count, 0);
    const char *at = string.bytes, *end = at + string.length;
    while (at < end)
        if (!give_integer(result, character_read(&at, end))) return false;
    return true;
}

/* ---- comparison (F&O 7.3) ---- */

FUNCTION(compare) {
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 2, &collation)) return false;
    if (!arguments[0].count || !arguments[1].count) return true;
    struct xpath_string first =
        collation_key(evaluation, collation, string_argument(arguments, count, 0));
    struct xpath_string second =
        collation_key(evaluation, collation, string_argument(arguments, count, 1));
    int difference = xpath_compare_strings(first, second);
    return give_integer(result, (difference > 0) - (difference < 0));
}

FUNCTION(codepoint_equal) {
    if (!arguments[0].count || !arguments[1].count) return true;
    return give_boolean(result, strings_equal(string_argument(arguments, count, 0),
                                              string_argument(arguments, count, 1)));
}

/* F&O 3.1 5.3.8 */
FUNCTION(collation_key) {
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 1, &collation)) return false;
    struct xpath_value key = {
        XPATH_BASE64_BINARY,
        .as.string = collation_key(evaluation, collation, string_argument(arguments, count, 0))};
    return xpath_give(result, &key);
}

/* ---- joining (F&O 7.4.1, 7.4.2) ---- */

FUNCTION(concat) {
    struct buffer string = {0};
    for (size_t i = 0; i < count; i++) {
        if (!arguments[i].count) continue;
        struct xpath_string part =
            xpath_value_text(xpath_values_of(evaluation), arguments[i].items);
        buffer_append(&string, part.bytes, part.length);
    }
    return give_buffer(evaluation, result, &string);
}

FUNCTION(string_join) {
    struct xpath_string separator = string_argument(arguments, count, 1);
    struct buffer string = {0};
    for (size_t i = 0; i < arguments[0].count; i++) {
        struct xpath_string part =
            xpath_value_text(xpath_values_of(evaluation), &arguments[0].items[i]);
        if (i) buffer_append(&string, separator.bytes, separator.length);
        buffer_append(&string, part.bytes, part.length);
    }
    return give_buffer(evaluation, result, &string);
}

/* ---- parts (F&O 7.4.3) ---- */

/* The bytes of the first `characters` characters; all where there are fewer. */
static size_t bytes_of(struct xpath_string string, double characters) {
    if (!(characters < (double)string.length)) return string.length;
    size_t left = characters > 0 ? (size_t)characters : 0, i = 0;
    for (; i < string.length; i++)
        if ((string.bytes[i] & 0xC0) != 0x80 && !left--) break;
    return i;
}

static double round_double(const struct xpath_value *value) {
    return floor(value->as.number + 0.5);
}

/* From the first character whose position is at least the rounded start, to the last one that is
   before the start and the length, both rounded. */
FUNCTION(substring) {
    struct xpath_string string = string_argument(arguments, count, 0);
    double start = round_double(arguments[1].items);
    double end = count > 2 ? start + round_double(arguments[2].items) : INFINITY;
    if (isnan(start) || isnan(end) || end <= start || end <= 1)
        return give_string(result, (struct xpath_string){"", 0});
    size_t skipped = start > 1 ? bytes_of(string, start - 1) : 0;
    string.bytes += skipped;
    string.length -= skipped;
    string.length = bytes_of(string, end - (start > 1 ? start : 1));
    return give_string(result, string);
}

/* The string of the first argument or, where there is none, of the context item. */
static bool string_or_context(struct xpath_evaluation *evaluation,
                              const struct xpath_sequence *arguments, size_t count,
                              struct xpath_string *string) {
    struct xpath_value item;
    *string = string_argument(arguments, count, 0);
    return count ||
           (xpath_context_item(evaluation, &item) && xpath_string_of(evaluation, &item, string));
}

FUNCTION(string_length) {
    struct xpath_string string;
    return string_or_context(evaluation, arguments, count, &string) &&
           give_integer(result, (int64_t)string_characters(string));
}

FUNCTION(normalize_space) {
    struct xpath_string string;
    if (!string_or_context(evaluation, arguments, count, &string)) return false;
    string = string_trim(string);
    size_t normal = 0; /* so many bytes need no change */
    while (normal < string.length &&
           (!is_white(string.bytes[normal]) ||
            (string.bytes[normal] == ' ' && !is_white(string.bytes[normal + 1]))))
        normal++;
    if (normal == string.length) return give_string(result, string);
    char *out = arena_copy(xpath_values_of(evaluation)->arena, string.bytes, string.length);
    size_t length = normal;
    for (size_t i = normal; i < string.length; i++) {
        if (!is_white(string.bytes[i]))
            out[length++] = string.bytes[i];
        else if (out[length - 1] != ' ')
            out[length++] = ' ';
    }
    return give_string(result, (struct xpath_string){out, length});
}

/* ---- translate (F&O 7.4.9) ---- */

enum { ASCII = 0x80 };
static const int64_t AS_IT_IS = -1, LEFT_OUT = -2;

/* What characters become: those of ASCII by a table, others by a list in their order. */
struct translation {
    int64_t ascii[ASCII];
    struct translated {
        uint32_t from;
        size_t position;
        int64_t to;
    } * others;
    size_t count;
};

static int compare_translated(const void *first, const void *second) {
    const struct translated *a = first, *b = second;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

/* A character that occurs twice is translated as where it occurs first. */
static struct translation translation_of(struct arena *arena, struct xpath_string map,
                                         struct xpath_string trans) {
    struct translation translation = {
        .others = arena_allocate(arena, (map.length + 1) * sizeof(struct translated))};
    for (size_t i = 0; i < ASCII; i++)
        translation.ascii[i] = AS_IT_IS;
    const char *from = map.bytes, *to = trans.bytes;
    while (from < map.bytes + map.length) {
        uint32_t code = character_read(&from, map.bytes + map.length);
        int64_t becomes = LEFT_OUT;
        if (to < trans.bytes + trans.length)
            becomes = character_read(&to, trans.bytes + trans.length);
        if (code >= ASCII)
            translation.others[translation.count] =
                (struct translated){code, translation.count, becomes},
            translation.count++;
        else if (translation.ascii[code] == AS_IT_IS)
            translation.ascii[code] = becomes;
    }
    qsort(translation.others, translation.count, sizeof *translation.others, compare_translated);
    return translation;
}

static int64_t translate(const struct translation *translation, uint32_t code) {
    if (code < ASCII) return translation->ascii[code];
    size_t low = 0, high = translation->count;
    while (low < high) { /* the first that is not below it */
        size_t middle = low + (high - low) / 2;
        if (translation->others[middle].from < code)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < translation->count && translation->others[low].from == code;
    return found ? translation->others[low].to : AS_IT_IS;
}

FUNCTION(translate) {
    struct xpath_string string = string_argument(arguments, count, 0);
    struct translation translation =
        translation_of(xpath_values_of(evaluation)->arena, string_argument(arguments, count, 1),
                       string_argument(arguments, count, 2));
    struct buffer out = {0};
    const char *at = string.bytes, *end = at + string.length;
    while (at < end) {
        const char *begin = at;
        int64_t becomes = translate(&translation, character_read(&at, end));
        if (becomes == AS_IT_IS)
            buffer_append(&out, begin, (size_t)(at - begin));
        else if (becomes != LEFT_OUT)
            string_put(&out, (uint32_t)becomes);
    }
    return give_buffer(evaluation, result, &out);
}

/* ---- what contains what (F&O 7.5) ---- */

/* The two strings of a call, the second being looked for in the first, and by the collation's keys.
   Keys are as long as their strings, so that places in them are places in these. */
struct search {
    struct xpath_string string, key, part;
};

static bool search_arguments(struct xpath_evaluation *evaluation,
                             const struct xpath_sequence *arguments, size_t count,
                             struct search *search) {
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 2, &collation)) return false;
    search->string = string_argument(arguments, count, 0);
    search->key = collation_key(evaluation, collation, search->string);
    search->part = collation_key(evaluation, collation, string_argument(arguments, count, 1));
    return true;
}

FUNCTION(contains) {
    struct search search;
    return search_arguments(evaluation, arguments, count, &search) &&
           give_boolean(result, string_find(search.key, search.part));
}

/* Whether the string has the part at that place from its beginning or its end. */
static bool part_at(const struct search *search, bool at_end) {
    if (search->part.length > search->key.length) return false;
    size_t skipped = at_end ? search->key.length - search->part.length : 0;
    return strings_equal((struct xpath_string){search->key.bytes + skipped, search->part.length},
                         search->part);
}

FUNCTION(starts_with) {
    struct search search;
    return search_arguments(evaluation, arguments, count, &search) &&
           give_boolean(result, part_at(&search, false));
}

FUNCTION(ends_with) {
    struct search search;
    return search_arguments(evaluation, arguments, count, &search) &&
           give_boolean(result, part_at(&search, true));
}

FUNCTION(substring_before) {
    struct search search;
    if (!search_arguments(evaluation, arguments, count, &search)) return false;
    const char *place = string_find(search.key, search.part);
    search.string.length = place ? (size_t)(place - search.key.bytes) : 0;
    return give_string(result, search.string);
}

FUNCTION(substring_after) {
    struct search search;
    if (!search_arguments(evaluation, arguments, count, &search)) return false;
    const char *place = string_find(search.key, search.part);
    if (!place) return give_string(result, (struct xpath_string){"", 0});
    size_t skipped = (size_t)(place - search.key.bytes) + search.part.length;
    return give_string(result, (struct xpath_string){search.string.bytes + skipped,
                                                     search.string.length - skipped});
}

/* F&O 3.1 5.4.4: among the words of any of the strings. */
FUNCTION(contains_token) {
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 2, &collation)) return false;
    struct xpath_string token =
        collation_key(evaluation, collation, string_trim(string_argument(arguments, count, 1)));
    bool found = false;
    for (size_t i = 0; i < arguments[0].count && token.length && !found; i++) {
        struct xpath_string string =
            collation_key(evaluation, collation, arguments[0].items[i].as.string);
        for (size_t start = 0, end; start < string.length && !found; start = end + 1) {
            for (end = start; end < string.length && !is_white(string.bytes[end]);)
                end++;
            found = strings_equal((struct xpath_string){string.bytes + start, end - start}, token);
        }
    }
    return give_boolean(result, found);
}

/* ---- the table ---- */

#define SEARCH(name, type, run)                                                                    \
    ROW(run, name, 2, 3, 0, ONE(type), MAYBE(STRING), MAYBE(STRING), ONE(STRING))

const struct xpath_function_row xpath_string_functions[] = {
    ROW(fn_codepoints_to_string, "codepoints-to-string", 1, 1, 0, ONE(STRING), ANY(INTEGER)),
    ROW(fn_string_to_codepoints, "string-to-codepoints", 1, 1, 0, ANY(INTEGER), MAYBE(STRING)),
    ROW(fn_compare, "compare", 2, 3, 0, MAYBE(INTEGER), MAYBE(STRING), MAYBE(STRING), ONE(STRING)),
    ROW(fn_codepoint_equal, "codepoint-equal", 2, 2, 0, MAYBE(BOOLEAN), MAYBE(STRING),
        MAYBE(STRING)),
    ROW(fn_collation_key, "collation-key", 1, 2, XPATH_OF_31, ONE(BASE64_BINARY), ONE(STRING),
        ONE(STRING)),
    ROW(fn_concat, "concat", 2, XPATH_ANY_NUMBER, 0, ONE(STRING), MAYBE(ANY_ATOMIC_TYPE)),
    ROW(fn_string_join, "string-join", 1, 2, XPATH_OF_31, ONE(STRING), ANY(ANY_ATOMIC_TYPE),
        ONE(STRING)),
    ROW(fn_string_join, "string-join", 2, 2, 0, ONE(STRING), ANY(STRING), ONE(STRING)),
    ROW(fn_substring, "substring", 2, 3, 0, ONE(STRING), MAYBE(STRING), ONE(DOUBLE), ONE(DOUBLE)),
    ROW(fn_string_length, "string-length", 0, 1, XPATH_USES_FOCUS, ONE(INTEGER), MAYBE(STRING)),
    ROW(fn_normalize_space, "normalize-space", 0, 1, XPATH_USES_FOCUS, ONE(STRING), MAYBE(STRING)),
    ROW(fn_translate, "translate", 3, 3, 0, ONE(STRING), MAYBE(STRING), ONE(STRING), ONE(STRING)),
    SEARCH("contains", BOOLEAN, fn_contains),
    SEARCH("starts-with", BOOLEAN, fn_starts_with),
    SEARCH("ends-with", BOOLEAN, fn_ends_with),
    SEARCH("substring-before", STRING, fn_substring_before),
    SEARCH("substring-after", STRING, fn_substring_after),
    ROW(fn_contains_token, "contains-token", 2, 3, XPATH_OF_31, ONE(BOOLEAN), ANY(STRING),
        ONE(STRING), ONE(STRING)),
    {0},
};
