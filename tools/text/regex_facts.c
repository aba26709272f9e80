/* Reads a pattern as far as is needed to see what its matches cannot do without, and what stands
   before a group of it.  Where a pattern uses more of the language than is read here, nothing is
   sure. */
#include "text/regex_facts.h"

#include <ctype.h>
#include <string.h>

/* How what a part of a pattern matches may end. */
struct tail {
    struct byte_set last, second;
    bool empty, one; /* it may match nothing; it may match one byte */
};

/* A part of a pattern. */
struct part {
    bool digit; /* it matches nothing without a digit */
    struct regex_literals literals;
    struct tail tail;
    struct byte_set first; /* what it may begin with, if it matches more than nothing */
    bool anchored;         /* it matches only where the text begins */
    const char *literal;   /* the character that it is, as the pattern writes it; or NULL */
    size_t length;         /* of `literal` */
};

struct reader {
    const char *at;
    bool sure, caseless, extended;
    const char *group; /* the name of the group looked for, or NULL */
    size_t depth;      /* how many groups are open */
    bool branched;     /* there is a | outside all groups */
    struct tail before;
    size_t found; /* `before` is what stands before the group where it is 1 */
};

static const struct byte_set all_bytes = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
static const struct byte_set beyond_ascii = {{0, 0, UINT64_MAX, UINT64_MAX}};

static struct part read_branches(struct reader *reader);

static void give_up(struct reader *reader) {
    reader->sure = false;
}

/* ---- sets of bytes, and how parts end ---- */

static bool byte_set_any(const struct byte_set *set) {
    return set->bits[0] | set->bits[1] | set->bits[2] | set->bits[3];
}

static void add_byte(struct byte_set *set, unsigned char byte) {
    set->bits[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

static void add_set(struct byte_set *set, const struct byte_set *other) {
    for (size_t i = 0; i < 4; i++)
        set->bits[i] |= other->bits[i];
}

static void add_range(struct byte_set *set, unsigned first, unsigned last) {
    for (; first <= last; first++)
        add_byte(set, (unsigned char)first);
}

/* How one character of the set ends; those that are not ASCII are of two bytes or more. */
static struct tail tail_of(struct byte_set set) {
    struct tail tail = {.last = set, .one = true};
    if (set.bits[2] | set.bits[3]) tail.second = beyond_ascii;
    return tail;
}

static const struct tail nothing = {.empty = true};

static struct tail unknown_tail(void) {
    return (struct tail){all_bytes, all_bytes, true, true};
}

static struct tail tail_of_either(struct tail a, const struct tail *b) {
    add_set(&a.last, &b->last);
    add_set(&a.second, &b->second);
    a.empty |= b->empty;
    a.one |= b->one;
    return a;
}

/* How `a` ends with `b` behind it. */
static struct tail tail_of_both(const struct tail *a, const struct tail *b) {
    struct tail both = {.last = b->last,
                        .second = b->second,
                        .empty = a->empty && b->empty,
                        .one = (a->empty && b->one) || (a->one && b->empty)};
    if (b->empty) add_set(&both.last, &a->last);
    if (b->empty) add_set(&both.second, &a->second);
    if (b->one) add_set(&both.second, &a->last);
    return both;
}

/* ---- literals ---- */

static size_t shortest(const struct regex_literals *literals) {
    size_t least = literals->count ? LONGEST_LITERAL : 0;
    for (size_t i = 0; i < literals->count; i++)
        if (literals->lengths[i] < least) least = literals->lengths[i];
    return least;
}

/* Takes the other literals where they are longer, or fewer. */
static void take_better(struct regex_literals *literals, const struct regex_literals *other) {
    size_t own = shortest(literals), others = shortest(other);
    if (others < SHORTEST_LITERAL) return;
    if (others > own || (others == own && other->count < literals->count)) *literals = *other;
}

/* A run of characters that stand side by side. */
struct literal_run {
    char bytes[LONGEST_LITERAL];
    size_t length;
};

static void end_run(struct literal_run *run, struct regex_literals *literals) {
    struct regex_literals one = {.lengths = {run->length}, .count = 1};
    memcpy(one.words[0], run->bytes, run->length);
    take_better(literals, &one);
    run->length = 0;
}

/* The literals of two branches, each of which needs one of its own. */
static void join(struct regex_literals *literals, const struct regex_literals *other) {
    if (!literals->count || !other->count || literals->count + other->count > MOST_LITERALS) {
        literals->count = 0;
        return;
    }
    for (size_t i = 0; i < other->count; i++) {
        memcpy(literals->words[literals->count], other->words[i], LONGEST_LITERAL);
        literals->lengths[literals->count++] = other->lengths[i];
    }
}

/* ---- characters and classes ---- */

/* The ASCII characters of a generic type, by the letter of its escape; with PCRE2_UCP there may be
   others beyond ASCII. */
static bool add_type(struct byte_set *set, char letter) {
    struct byte_set type = {{0}};
    switch (tolower((unsigned char)letter)) {
    case 'd': add_range(&type, '0', '9'); break;
    case 'h': add_byte(&type, '\t'), add_byte(&type, ' '); break;
    case 's': add_range(&type, '\t', '\r'), add_byte(&type, ' '); break;
    case 'v': add_range(&type, '\n', '\r'); break;
    case 'w':
        add_range(&type, '0', '9'), add_range(&type, 'A', 'Z'), add_range(&type, 'a', 'z');
        add_byte(&type, '_');
        break;
    default: return false;
    }
    for (size_t i = 0; i < 2 && isupper((unsigned char)letter); i++)
        type.bits[i] = ~type.bits[i];
    add_set(&type, &beyond_ascii);
    add_set(set, &type);
    return true;
}

/* Adds the character that the letter of an escape stands for, such as a tab; false where it is none
   of them. */
static bool add_control(struct byte_set *set, char letter) {
    static const char letters[] = "tnrfae", controls[] = "\t\n\r\f\a\033";
    const char *found = strchr(letters, letter);
    if (found) add_byte(set, (unsigned char)controls[found - letters]);
    return found;
}

/* Reads the property behind \p or \P and adds what has it. */
static void read_property(struct reader *reader, struct byte_set *set, bool negated) {
    const char *name = reader->at;
    size_t length = *name == '{' ? strcspn(name, "}") + 1 : 1;
    if (!*name || strnlen(name, length) < length) {
        give_up(reader);
        return;
    }
    reader->at += length;
    bool letter = !negated && (!strncmp(name, "{L}", 3) || (length == 1 && *name == 'L'));
    bool lower = letter || (!negated && !strncmp(name, "{Ll}", 4));
    bool upper = letter || (!negated && !strncmp(name, "{Lu}", 4));
    if (lower || (upper && reader->caseless)) add_range(set, 'a', 'z');
    if (upper || (lower && reader->caseless)) add_range(set, 'A', 'Z');
    bool number = !negated && (!strncmp(name, "{N}", 3) || (length == 1 && *name == 'N'));
    if (number) add_range(set, '0', '9');
    add_set(set, lower || upper || number ? &beyond_ascii : &all_bytes);
}

static void add_character(const struct reader *reader, struct byte_set *set, unsigned char byte) {
    add_byte(set, byte);
    if (!reader->caseless || !isalpha(byte)) return;
    add_byte(set, (unsigned char)(isupper(byte) ? tolower(byte) : toupper(byte)));
    add_set(set, &beyond_ascii); /* such as U+017F and U+212A */
}

/* Reads one member of a class: a character, a range or a type. */
static void read_member(struct reader *reader, struct byte_set *set) {
    unsigned char c = (unsigned char)*reader->at++;
    if (c == '[' && strchr(":.=", *reader->at)) give_up(reader);
    if (c == '\\') {
        c = (unsigned char)*reader->at++;
        if (!c || c == 'Q' || c == 'E') {
            reader->at--;
            give_up(reader);
        } else if (c == 'p' || c == 'P') {
            read_property(reader, set, c == 'P');
            return;
        } else if (isalnum(c)) {
            bool control = add_control(set, (char)c);
            bool known = control ? *reader->at != '-' : add_type(set, (char)c); /* "-": a range */
            if (!known) add_set(set, &all_bytes);
            return;
        }
    }
    bool range = *reader->at == '-' && reader->at[1] && reader->at[1] != ']';
    if (range && reader->at[1] == '\\') add_set(set, &all_bytes);
    if (c >= 0x80) add_set(set, &beyond_ascii);
    if (c < 0x80) add_character(reader, set, c);
    if (!range || reader->at[1] == '\\' || c >= 0x80) return;
    unsigned char last = (unsigned char)reader->at[1];
    for (unsigned byte = c; byte <= last && byte < 0x80; byte++)
        add_character(reader, set, (unsigned char)byte);
    if (last >= 0x80) add_set(set, &beyond_ascii);
    reader->at += 2;
}

static bool holds_only_digits(struct byte_set set) {
    struct byte_set digits = {{0}};
    add_range(&digits, '0', '9');
    set.bits[0] &= ~digits.bits[0];
    return !byte_set_any(&set);
}

static struct part read_class(struct reader *reader) {
    struct byte_set set = {{0}};
    bool negated = *++reader->at == '^';
    reader->at += negated;
    bool first = true;
    while (reader->sure && *reader->at && (first || *reader->at != ']')) {
        read_member(reader, &set);
        first = false;
    }
    if (*reader->at != ']') give_up(reader);
    if (reader->sure) reader->at++;
    for (size_t i = 0; i < 2 && negated; i++)
        set.bits[i] = ~set.bits[i];
    if (negated) add_set(&set, &beyond_ascii);
    return (struct part){.digit = holds_only_digits(set), .tail = tail_of(set), .first = set};
}

/* Whether the character may be white space beyond ASCII that says nothing in an extended pattern
   (PCRE2, PCRE2_EXTENDED): it is of U+0080 to U+00A0, U+2000 to U+200F or U+2028 to U+202F. */
static bool may_be_space(const char *at) {
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] == 0xC2) return byte[1] <= 0xA0;
    if (byte[0] != 0xE2 || byte[1] != 0x80) return false;
    return byte[2] < 0x90 || (byte[2] >= 0xA8 && byte[2] < 0xB0);
}

/* One character of the pattern that stands for itself. */
static struct part read_literal(struct reader *reader) {
    struct part part = {.literal = reader->at, .length = 1};
    bool space = reader->extended && may_be_space(reader->at);
    unsigned char c = (unsigned char)*reader->at++;
    while (c >= 0x80 && (*reader->at & 0xC0) == 0x80)
        reader->at++, part.length++;
    struct byte_set set = {{0}};
    add_character(reader, &set, c);
    part.first = c < 0x80 ? set : beyond_ascii;
    part.tail = tail_of(part.first);
    part.digit = isdigit(c);
    if (reader->caseless) part.literal = NULL;
    if (space) {
        part.literal = NULL;
        part.tail = unknown_tail();
        part.first = all_bytes;
    }
    return part;
}

static struct part read_escape(struct reader *reader) {
    struct part part = {0};
    struct byte_set set = {{0}};
    char c = *++reader->at;
    if (c && !isalnum((unsigned char)c)) return read_literal(reader);
    if (c) reader->at++;
    if (c && strchr("bBAzZK", c)) {
        part.tail = nothing;
    } else if (c == 'p' || c == 'P') {
        read_property(reader, &set, c == 'P');
    } else if (c == 'N' && *reader->at != '{') {
        set = all_bytes;
    } else if (!c || (!add_control(&set, c) && !add_type(&set, c))) {
        give_up(reader);
    }
    if (byte_set_any(&set)) part.tail = tail_of(set);
    part.first = set;
    return part;
}

/* ---- groups ---- */

/* Sets the options that stand behind "(?"; false where one is not known. */
static bool read_options(struct reader *reader) {
    size_t length = strspn(reader->at, "imnsJUx-^");
    bool on = true;
    for (size_t i = 0; i < length; i++) {
        char c = reader->at[i];
        if (c == '^') reader->caseless = reader->extended = false;
        if (c == '-') on = false;
        if (c == 'i') reader->caseless = on;
        if (c == 'm') return false;
        if (c == 'x' && i + 1 < length && reader->at[i + 1] == 'x') return false;
        if (c == 'x') reader->extended = on;
    }
    reader->at += length;
    return true;
}

enum group_kind { GROUP_PLAIN, GROUP_ASSERTION, GROUP_CONDITION };

/* Reads what stands behind "(?" up to what the group holds. */
static enum group_kind read_kind(struct reader *reader, const char **name, size_t *length) {
    bool lookbehind = *reader->at == '<' && strchr("=!", reader->at[1]);
    if (strchr("=!", *reader->at) || lookbehind) {
        reader->at += 1 + lookbehind;
        return GROUP_ASSERTION;
    }
    if (*reader->at == '<' || *reader->at == '\'') {
        *name = ++reader->at;
        *length = strcspn(reader->at, ">'");
        reader->at += *length + 1;
        return GROUP_PLAIN;
    }
    if (*reader->at == '(') { /* there may be nothing behind it */
        reader->at += strcspn(reader->at, ")") + 1;
        return GROUP_CONDITION;
    }
    if (!read_options(reader) || !*reader->at || !strchr(":|>", *reader->at))
        give_up(reader);
    else
        reader->at++;
    return GROUP_PLAIN;
}

/* Whether "(?" and options end right here, so that they count up to the end of the group around. */
static bool is_options_alone(const char *at) {
    size_t options = strspn(at, "imnsJUx-^");
    return options && at[options] == ')';
}

/* `before`: how what stands before it in its branch ends. */
static struct part read_group(struct reader *reader, const struct tail *before) {
    bool caseless = reader->caseless, extended = reader->extended;
    enum group_kind kind = GROUP_PLAIN;
    const char *name = NULL;
    size_t length = 0;
    struct part part = {.tail = nothing};
    reader->at++;
    if (*reader->at == '*') give_up(reader);
    if (*reader->at == '?' && is_options_alone(reader->at + 1)) {
        reader->at++;
        if (!read_options(reader)) give_up(reader);
        if (reader->sure) reader->at++;
        return part;
    }
    if (*reader->at == '?') {
        reader->at++;
        if (*reader->at)
            kind = read_kind(reader, &name, &length);
        else
            give_up(reader);
    }
    if (!reader->sure) return part;
    if (name && reader->group && length == strlen(reader->group) &&
        !strncmp(name, reader->group, length)) {
        reader->found += reader->depth ? 2 : 1;
        reader->before = *before;
    }
    reader->depth++;
    part = read_branches(reader);
    reader->depth--;
    if (*reader->at != ')') give_up(reader);
    if (reader->sure) reader->at++;
    reader->caseless = caseless;
    reader->extended = extended;
    if (kind == GROUP_ASSERTION) return (struct part){.tail = nothing};
    if (kind == GROUP_CONDITION) return (struct part){.tail = unknown_tail(), .first = all_bytes};
    return part;
}

/* ---- sequences ---- */

/* Passes over white space and comments that say nothing. */
static void skip_space(struct reader *reader) {
    while (reader->extended && (isspace((unsigned char)*reader->at) || *reader->at == '#'))
        reader->at += *reader->at == '#' ? strcspn(reader->at, "\n") : 1;
}

struct quantifier {
    bool optional, repeats;
};

static struct quantifier read_quantifier(struct reader *reader) {
    skip_space(reader);
    const char *at = reader->at;
    bool braces = *at == '{' && (isdigit((unsigned char)at[1]) || at[1] == ',');
    if (!braces && (!*at || !strchr("?*+", *at))) return (struct quantifier){false, false};
    struct quantifier quantifier = {*at != '+', *at != '?'};
    if (braces) quantifier.optional = at[1 + strspn(at + 1, "0")] == ',' || at[1] == '0';
    reader->at += braces ? strcspn(at, "}") : 1;
    if (braces && *reader->at) reader->at++;
    if (*reader->at == '?' || *reader->at == '+') reader->at++; /* lazy, possessive */
    return quantifier;
}

static struct part read_item(struct reader *reader, const struct tail *before) {
    char c = *reader->at;
    if (c == '[') return read_class(reader);
    if (c == '(') return read_group(reader, before);
    if (c == '\\') return read_escape(reader);
    if (strchr("?*+", c)) give_up(reader);
    if (!strchr("^$.", c)) return read_literal(reader);
    reader->at++;
    if (c == '.') return (struct part){.tail = tail_of(all_bytes), .first = all_bytes};
    return (struct part){.tail = nothing, .anchored = c == '^'};
}

/* Adds the part to what the branch holds so far. */
static void add_part(struct part *branch, struct literal_run *run, struct part *part,
                     struct quantifier quantifier) {
    bool counts = part->literal && !quantifier.optional;
    if (!counts || run->length + part->length > LONGEST_LITERAL) end_run(run, &branch->literals);
    if (counts) {
        memcpy(run->bytes + run->length, part->literal, part->length);
        run->length += part->length;
        if (quantifier.repeats) end_run(run, &branch->literals);
    }
    if (!quantifier.optional) {
        branch->digit |= part->digit;
        take_better(&branch->literals, &part->literals);
    }
    bool nothing_before =
        branch->tail.empty && !branch->tail.one && !byte_set_any(&branch->tail.last);
    if (nothing_before && !quantifier.optional) branch->anchored |= part->anchored;
    if (branch->tail.empty) add_set(&branch->first, &part->first);
    struct tail twice = tail_of_both(&part->tail, &part->tail);
    if (quantifier.repeats) part->tail = tail_of_either(part->tail, &twice);
    part->tail.empty |= quantifier.optional;
    branch->tail = tail_of_both(&branch->tail, &part->tail);
}

static struct part read_branch(struct reader *reader) {
    struct part branch = {.tail = nothing};
    struct literal_run run = {.length = 0};
    for (skip_space(reader); reader->sure && *reader->at && !strchr("|)", *reader->at);
         skip_space(reader)) {
        struct part part = read_item(reader, &branch.tail);
        if (reader->sure) add_part(&branch, &run, &part, read_quantifier(reader));
    }
    end_run(&run, &branch.literals);
    return branch;
}

static struct part read_branches(struct reader *reader) {
    struct part all = read_branch(reader);
    while (reader->sure && *reader->at == '|') {
        reader->at++;
        reader->branched |= !reader->depth;
        struct part branch = read_branch(reader);
        all.digit &= branch.digit;
        all.anchored &= branch.anchored;
        add_set(&all.first, &branch.first);
        join(&all.literals, &branch.literals);
        all.tail = tail_of_either(all.tail, &branch.tail);
    }
    return all;
}

struct regex_facts regex_facts_of(const char *pattern) {
    struct reader reader = {.at = pattern, .sure = true};
    struct part whole = read_branches(&reader);
    if (!reader.sure || *reader.at) return (struct regex_facts){.first = all_bytes};
    struct byte_set first = whole.tail.empty ? all_bytes : whole.first;
    return (struct regex_facts){whole.digit, whole.anchored, holds_only_digits(first), first,
                                whole.literals};
}

struct regex_before regex_before_group(const char *pattern, const char *group) {
    struct reader reader = {.at = pattern, .sure = true, .group = group};
    read_branches(&reader);
    struct regex_before before = {all_bytes, all_bytes};
    if (!reader.sure || *reader.at || reader.found != 1 || reader.branched) return before;
    if (!reader.before.empty) before.last = reader.before.last;
    if (!reader.before.empty && !reader.before.one) before.second = reader.before.second;
    return before;
}
