/* Reads a pattern as far as is needed to see that it cannot do without a digit: in every branch
   there is a class of digits that is neither optional nor in an assertion.  Where a pattern uses
   more of the language than is read here, nothing is sure. */
#include "text/regex_digit.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

struct reader {
    const char *at;
    bool sure;
};

static bool read_branches(struct reader *reader);

static bool give_up(struct reader *reader) {
    reader->sure = false;
    return false;
}

/* Reads a class: whether it is of digits only. */
static bool read_class(struct reader *reader) {
    const char *start = ++reader->at;
    if (*reader->at == '^') reader->at++;
    if (*reader->at == ']') reader->at++;
    for (; *reader->at != ']'; reader->at++) {
        bool escape = *reader->at == '\\';
        if (escape) reader->at++;
        if (!*reader->at || (escape && *reader->at == 'Q')) return give_up(reader);
        if (!escape && *reader->at == '[') return give_up(reader);
    }
    size_t length = (size_t)(reader->at++ - start);
    return length && isdigit((unsigned char)start[0]) &&
           isdigit((unsigned char)start[length - 1]) && strspn(start, "0123456789-") == length;
}

/* Reads what stands behind "(?": whether what the group holds must be matched. */
static bool read_kind(struct reader *reader) {
    bool lookbehind = *reader->at == '<' && strchr("=!", reader->at[1]);
    if (strchr("=!", *reader->at) || lookbehind) {
        reader->at += 1 + lookbehind;
        return false;
    }
    if (*reader->at == '<' || *reader->at == '\'') {
        reader->at++;
        reader->at += strcspn(reader->at, ">'") + 1;
        return true;
    }
    if (*reader->at == '(') { /* a condition: there may be nothing behind it */
        reader->at += strcspn(reader->at, ")") + 1;
        return false;
    }
    reader->at += strspn(reader->at, "imnsJU-^");
    if (!strchr(":|>", *reader->at)) return give_up(reader);
    reader->at++;
    return true;
}

static bool read_group(struct reader *reader) {
    bool counts = true;
    reader->at++;
    if (*reader->at == '*') return give_up(reader);
    if (*reader->at == '?') {
        reader->at++;
        size_t options = strspn(reader->at, "imnsJU-^");
        if (options && reader->at[options] == ')') {
            reader->at += options + 1;
            return false;
        }
        counts = read_kind(reader);
    }
    if (!reader->sure) return false;
    bool needed = read_branches(reader);
    if (*reader->at != ')') return give_up(reader);
    reader->at++;
    return needed && counts;
}

/* Passes over a quantifier: whether what it stands behind may be missing. */
static bool read_optional(struct reader *reader) {
    const char *at = reader->at;
    bool braces = *at == '{' && (isdigit((unsigned char)at[1]) || at[1] == ',');
    if (!braces && (!*at || !strchr("?*+", *at))) return false;
    bool optional =
        braces ? at[1 + strspn(at + 1, "0")] == ',' || strspn(at + 1, "0") > 0 : *at != '+';
    reader->at += braces ? strcspn(at, "}") : 1;
    if (braces && *reader->at) reader->at++;
    if (*reader->at == '?' || *reader->at == '+') reader->at++; /* lazy, possessive */
    return optional;
}

static bool read_item(struct reader *reader) {
    if (*reader->at == '[') return read_class(reader);
    if (*reader->at == '(') return read_group(reader);
    if (*reader->at == '\\' && (!*++reader->at || *reader->at == 'Q')) return give_up(reader);
    reader->at++;
    return false;
}

static bool read_branches(struct reader *reader) {
    bool all = true, needed = false;
    while (reader->sure && *reader->at && *reader->at != ')') {
        if (*reader->at == '|') {
            all &= needed;
            needed = false;
            reader->at++;
            continue;
        }
        bool item = read_item(reader);
        if (reader->sure && !read_optional(reader)) needed |= item;
    }
    return all && needed;
}

bool regex_needs_digit(const char *pattern) {
    struct reader reader = {pattern, true};
    bool needed = read_branches(&reader);
    return needed && reader.sure && !*reader.at;
}
