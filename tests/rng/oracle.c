/* rng, all of it: random schemas and random documents, judged by validation and by the oracle,
   which is section 6.2 of the specification taken at its word: it tries every way to split
   attributes and children among the parts of a pattern. */
#include "run.h"

#include "base/memory.h"
#include "rng/internal.h"
#include "rng/simple_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCHEMAS = 2000, DOCUMENTS = 50, ELEMENTS = 4, NAMES = 3, MOST_CHILDREN = 4 };

/* ---- random numbers, the same on every machine ---- */

static uint32_t next_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static bool one_in(uint64_t *seed, uint32_t count) {
    return next_random(seed) % count == 0;
}

/* ---- patterns as the oracle sees them ---- */

struct node {
    enum pattern_kind kind;
    struct node *first, *second; /* of compound ones; an attribute's or a list's content is first */
    int name;                    /* of an attribute: 0 for "x", 1 for "y" */
    int element;                 /* of an element pattern: which */
    const char *value;
    bool has_attributes, has_children; /* whether it can match any */
};

struct grammar {
    struct arena *arena;
    struct simple_schema *simple;
    const struct datatype *token;
    const char *element_names[NAMES], *attribute_names[2], *no_uri;
    struct element_pattern *elements[ELEMENTS];
    int element_name[ELEMENTS];
    struct node *contents[ELEMENTS];
    struct node *start;
};

static struct node *new_node(struct grammar *grammar, enum pattern_kind kind, struct node *first,
                             struct node *second) {
    struct node *node = arena_allocate(grammar->arena, sizeof *node);
    *node = (struct node){.kind = kind, .first = first, .second = second};
    bool inner = kind != PATTERN_ATTRIBUTE && kind != PATTERN_LIST;
    node->has_attributes = kind == PATTERN_ATTRIBUTE || (first && first->has_attributes) ||
                           (second && second->has_attributes);
    node->has_children =
        kind != PATTERN_ATTRIBUTE && kind != PATTERN_EMPTY &&
        (!first || !inner || first->has_children || (second && second->has_children));
    return node;
}

/* ---- random patterns that keep to the restrictions of section 7 ---- */

static struct node *optional(struct grammar *grammar, struct node *node) {
    return new_node(grammar, PATTERN_CHOICE, new_node(grammar, PATTERN_EMPTY, NULL, NULL), node);
}

static struct node *random_value(struct grammar *grammar, uint64_t *seed) {
    static const char *const values[] = {"0", "1"};
    struct node *node = new_node(grammar, PATTERN_VALUE, NULL, NULL);
    node->value = values[next_random(seed) % 2];
    return node;
}

static struct node *random_list(struct grammar *grammar, uint64_t *seed, int depth) {
    if (depth == 0) return random_value(grammar, seed);
    struct node *first = random_list(grammar, seed, depth - 1);
    switch (next_random(seed) % 4) {
    case 0: return new_node(grammar, PATTERN_ONE_OR_MORE, first, NULL);
    case 1: return optional(grammar, first);
    case 2: return new_node(grammar, PATTERN_CHOICE, first, random_list(grammar, seed, depth - 1));
    default: return new_node(grammar, PATTERN_GROUP, first, random_list(grammar, seed, depth - 1));
    }
}

/* RNG 7.2: data stands alone, or in a choice. */
static struct node *random_data(struct grammar *grammar, uint64_t *seed) {
    switch (next_random(seed) % 4) {
    case 0: return new_node(grammar, PATTERN_LIST, random_list(grammar, seed, 2), NULL);
    case 1:
        return new_node(grammar, PATTERN_CHOICE, random_data(grammar, seed),
                        random_data(grammar, seed));
    case 2: return new_node(grammar, PATTERN_DATA, NULL, NULL);
    default: return random_value(grammar, seed);
    }
}

static struct node *random_attribute(struct grammar *grammar, uint64_t *seed, int name) {
    struct node *content =
        one_in(seed, 2) ? new_node(grammar, PATTERN_TEXT, NULL, NULL) : random_data(grammar, seed);
    struct node *node = new_node(grammar, PATTERN_ATTRIBUTE, content, NULL);
    node->name = name;
    return node;
}

static struct node *random_leaf(struct grammar *grammar, uint64_t *seed) {
    if (one_in(seed, 6)) return new_node(grammar, PATTERN_EMPTY, NULL, NULL);
    if (one_in(seed, 5)) return new_node(grammar, PATTERN_TEXT, NULL, NULL);
    struct node *node = new_node(grammar, PATTERN_ELEMENT, NULL, NULL);
    node->element = (int)(next_random(seed) % ELEMENTS);
    return node;
}

/* `attributes` has a bit for each attribute that may stand in the pattern (RNG 7.3: in a group,
   each on one side only). */
static struct node *random_pattern(struct grammar *grammar, uint64_t *seed, int depth,
                                   unsigned attributes) {
    if (attributes && one_in(seed, 4)) {
        int name = attributes == 3 ? (int)(next_random(seed) % 2) : (int)attributes - 1;
        return random_attribute(grammar, seed, name);
    }
    if (depth == 0) return random_leaf(grammar, seed);
    unsigned left = attributes & next_random(seed);
    switch (next_random(seed) % 6) {
    case 0:
        return new_node(grammar, PATTERN_ONE_OR_MORE, random_pattern(grammar, seed, depth - 1, 0),
                        NULL);
    case 1: return optional(grammar, random_pattern(grammar, seed, depth - 1, attributes));
    case 2:
        return new_node(grammar, PATTERN_CHOICE,
                        random_pattern(grammar, seed, depth - 1, attributes),
                        random_pattern(grammar, seed, depth - 1, attributes));
    case 3:
        return new_node(grammar, PATTERN_INTERLEAVE, random_pattern(grammar, seed, depth - 1, left),
                        random_pattern(grammar, seed, depth - 1, attributes & ~left));
    default:
        return new_node(grammar, PATTERN_GROUP, random_pattern(grammar, seed, depth - 1, left),
                        random_pattern(grammar, seed, depth - 1, attributes & ~left));
    }
}

static struct node *random_content(struct grammar *grammar, uint64_t *seed) {
    if (!one_in(seed, 4)) return random_pattern(grammar, seed, 3, 3);
    struct node *data = random_data(grammar, seed);
    if (one_in(seed, 3))
        data = new_node(grammar, PATTERN_CHOICE, data, random_pattern(grammar, seed, 2, 0));
    return new_node(grammar, PATTERN_GROUP, optional(grammar, random_attribute(grammar, seed, 0)),
                    data);
}

/* ---- the same in the simple form ---- */

static const struct name_class *name_class_of(struct grammar *grammar, const char *local) {
    struct name_class *name_class = arena_allocate(grammar->arena, sizeof *name_class);
    *name_class =
        (struct name_class){.kind = NAME_CLASS_NAME, .uri = grammar->no_uri, .local = local};
    return name_class;
}

static struct simple_node *simple_node_of(struct grammar *grammar, const struct node *node) {
    static const enum simple_kind kinds[] = {[PATTERN_EMPTY] = SIMPLE_EMPTY,
                                             [PATTERN_TEXT] = SIMPLE_TEXT,
                                             [PATTERN_CHOICE] = SIMPLE_CHOICE,
                                             [PATTERN_GROUP] = SIMPLE_GROUP,
                                             [PATTERN_INTERLEAVE] = SIMPLE_INTERLEAVE,
                                             [PATTERN_ONE_OR_MORE] = SIMPLE_ONE_OR_MORE,
                                             [PATTERN_LIST] = SIMPLE_LIST,
                                             [PATTERN_DATA] = SIMPLE_DATA,
                                             [PATTERN_VALUE] = SIMPLE_VALUE,
                                             [PATTERN_ATTRIBUTE] = SIMPLE_ATTRIBUTE,
                                             [PATTERN_ELEMENT] = SIMPLE_ELEMENT};
    struct simple_node *simple = arena_allocate(grammar->arena, sizeof *simple);
    simple->kind = (uint8_t)kinds[node->kind];
    simple->members = arena_allocate(grammar->arena, 2 * sizeof *simple->members);
    if (node->first) simple->members[simple->count++] = simple_node_of(grammar, node->first);
    if (node->second) simple->members[simple->count++] = simple_node_of(grammar, node->second);
    if (node->kind == PATTERN_ELEMENT) simple->element = grammar->elements[node->element];
    if (node->kind == PATTERN_ATTRIBUTE)
        simple->name_class = name_class_of(grammar, grammar->attribute_names[node->name]);
    if (node->kind == PATTERN_DATA) simple->type = grammar->token;
    if (node->kind != PATTERN_VALUE) return simple;
    struct syntax_node *syntax = arena_allocate(grammar->arena, sizeof *syntax);
    syntax->text = node->value;
    simple->syntax = syntax;
    simple->type = grammar->token;
    simple->value =
        datatype_value_new(grammar->arena, grammar->token, node->value, strlen(node->value), NULL);
    return simple;
}

/* An element of the simple form, with the content. */
static const struct simple_node *simple_element(struct grammar *grammar,
                                                const struct node *content) {
    struct simple_node *element = arena_allocate(grammar->arena, sizeof *element);
    element->members = arena_allocate(grammar->arena, sizeof *element->members);
    element->members[element->count++] = simple_node_of(grammar, content);
    return element;
}

static const char *intern(struct grammar *grammar, const char *name) {
    return (const char *)xmlDictLookup(grammar->simple->names, (const xmlChar *)name, -1);
}

static struct grammar *random_grammar(uint64_t *seed) {
    struct grammar *grammar = memory_allocate(1, sizeof *grammar);
    struct simple_schema *simple = grammar->simple = memory_allocate(1, sizeof *simple);
    grammar->arena = simple->arena = arena_new();
    simple->names = xmlDictCreate();
    simple->elements = grammar->elements;
    simple->element_count = ELEMENTS;
    grammar->token = datatype_new(simple->arena, "", "token", NULL, 0, &(enum datatype_error){0},
                                  &(size_t){0}, &(struct buffer){0});
    grammar->no_uri = intern(grammar, "");
    for (int i = 0; i < NAMES; i++)
        grammar->element_names[i] = intern(grammar, (const char *[]){"a", "b", "c"}[i]);
    for (int i = 0; i < 2; i++)
        grammar->attribute_names[i] = intern(grammar, (const char *[]){"x", "y"}[i]);
    for (int i = 0; i < ELEMENTS; i++) {
        grammar->elements[i] = arena_allocate(simple->arena, sizeof *grammar->elements[i]);
        grammar->element_name[i] = (int)(next_random(seed) % NAMES);
        grammar->elements[i]->name_class =
            name_class_of(grammar, grammar->element_names[grammar->element_name[i]]);
        grammar->contents[i] = random_content(grammar, seed);
    }
    for (int i = 0; i < ELEMENTS; i++)
        grammar->elements[i]->simple = simple_element(grammar, grammar->contents[i]);
    grammar->start =
        new_node(grammar, PATTERN_CHOICE, new_node(grammar, PATTERN_ELEMENT, NULL, NULL),
                 new_node(grammar, PATTERN_ELEMENT, NULL, NULL));
    grammar->start->second->element = 1;
    simple->start = simple_node_of(grammar, grammar->start);
    return grammar;
}

static void grammar_free(struct grammar *grammar) {
    datatype_free(grammar->token);
    xmlDictFree(grammar->simple->names);
    arena_free(grammar->arena);
    free(grammar->simple);
    free(grammar);
}

/* ---- documents ---- */

/* An element, or text where `text` is not NULL. */
struct item {
    const char *text;
    int name;
    const char *attributes[2]; /* values of "x" and "y"; NULL: not there */
    struct item *children[MOST_CHILDREN + 1];
    size_t count;
};

static const char *random_text(uint64_t *seed) {
    static const char *const texts[] = {"0", "1", " 0 ", "1 1", "0 1 0", " ", "", "z"};
    return texts[next_random(seed) % (sizeof texts / sizeof *texts)];
}

static struct item *random_item(struct arena *arena, uint64_t *seed, int name, int depth) {
    struct item *item = arena_allocate(arena, sizeof *item);
    item->name = name;
    for (int i = 0; i < 2; i++)
        if (one_in(seed, 3)) item->attributes[i] = random_text(seed);
    size_t children = depth ? next_random(seed) % (MOST_CHILDREN + 1) : 0;
    bool after_text = false;
    for (size_t i = 0; i < children; i++) {
        bool text = !after_text && one_in(seed, 3);
        struct item *child = random_item(arena, seed, (int)(next_random(seed) % NAMES),
                                         text || one_in(seed, 2) ? 0 : depth - 1);
        if (text) child->text = random_text(seed);
        item->children[item->count++] = child;
        after_text = text;
    }
    return item;
}

/* Adds what a pattern asks for, so that many documents are valid; what does not fit is left out. */
static void add_fitting(struct grammar *grammar, uint64_t *seed, const struct node *node,
                        struct item *item, int depth);

static struct item *fitting_item(struct grammar *grammar, uint64_t *seed, int element, int depth) {
    struct item *item = arena_allocate(grammar->arena, sizeof *item);
    item->name = grammar->element_name[element];
    add_fitting(grammar, seed, grammar->contents[element], item, depth);
    return item;
}

static void add_child(struct item *item, struct item *child) {
    bool two_texts = child->text && item->count && item->children[item->count - 1]->text;
    if (item->count < MOST_CHILDREN && !two_texts) item->children[item->count++] = child;
}

static void add_text(struct grammar *grammar, struct item *item, const char *text) {
    struct item *child = arena_allocate(grammar->arena, sizeof *child);
    child->text = text;
    add_child(item, child);
}

static void add_fitting(struct grammar *grammar, uint64_t *seed, const struct node *node,
                        struct item *item, int depth) {
    switch (node->kind) {
    case PATTERN_CHOICE:
        add_fitting(grammar, seed, one_in(seed, 2) ? node->first : node->second, item, depth);
        break;
    case PATTERN_GROUP:
        add_fitting(grammar, seed, node->first, item, depth);
        add_fitting(grammar, seed, node->second, item, depth);
        break;
    case PATTERN_INTERLEAVE: {
        bool swap = one_in(seed, 2);
        add_fitting(grammar, seed, swap ? node->second : node->first, item, depth);
        add_fitting(grammar, seed, swap ? node->first : node->second, item, depth);
        break;
    }
    case PATTERN_ONE_OR_MORE:
        for (int i = 0; i < 1 || one_in(seed, 2); i++)
            add_fitting(grammar, seed, node->first, item, depth);
        break;
    case PATTERN_ATTRIBUTE: item->attributes[node->name] = random_text(seed); break;
    case PATTERN_ELEMENT:
        if (depth) add_child(item, fitting_item(grammar, seed, node->element, depth - 1));
        break;
    case PATTERN_EMPTY:
        if (one_in(seed, 4)) add_text(grammar, item, " ");
        break;
    case PATTERN_VALUE: add_text(grammar, item, node->value); break;
    default: add_text(grammar, item, random_text(seed)); break;
    }
}

static void write_item(struct buffer *buffer, const struct item *item) {
    if (item->text) {
        buffer_text(buffer, item->text);
        return;
    }
    buffer_print(buffer, "<%c", 'a' + item->name);
    for (int i = 1; i >= 0; i--)
        if (item->attributes[i]) buffer_print(buffer, " %c=\"%s\"", 'x' + i, item->attributes[i]);
    buffer_byte(buffer, '>');
    for (size_t i = 0; i < item->count; i++)
        write_item(buffer, item->children[i]);
    buffer_print(buffer, "</%c>", 'a' + item->name);
}

/* ---- the oracle (RNG 6.2) ---- */

/* What a pattern is to match: some attributes of an element, and some of its children. */
struct part {
    const struct grammar *grammar;
    const struct item *item;
    unsigned attributes, children; /* bits */
};

static bool matches(const struct node *node, struct part part);

static bool is_blank(const char *text) {
    return is_white(text, strlen(text));
}

/* Whether the tokens, joined by single blanks in `text`, are those of a list's pattern. */
static bool list_matches(const struct node *node, const struct token *tokens, size_t count) {
    switch (node->kind) {
    case PATTERN_EMPTY: return count == 0;
    case PATTERN_VALUE:
        return count == 1 && tokens->length == strlen(node->value) &&
               !memcmp(tokens->start, node->value, tokens->length);
    case PATTERN_CHOICE:
        return list_matches(node->first, tokens, count) ||
               list_matches(node->second, tokens, count);
    case PATTERN_GROUP:
        for (size_t i = 0; i <= count; i++)
            if (list_matches(node->first, tokens, i) &&
                list_matches(node->second, tokens + i, count - i))
                return true;
        return false;
    default: /* one or more */
        if (list_matches(node->first, tokens, count)) return true;
        for (size_t i = 1; i < count; i++)
            if (list_matches(node->first, tokens, i) && list_matches(node, tokens + i, count - i))
                return true;
        return false;
    }
}

/* Whether a pattern matches a string: an attribute's value, or the one text of an element. */
static bool string_matches(const struct node *node, const char *text) {
    struct token tokens[8];
    size_t count = 0;
    const char *rest = text, *end = text + strlen(text);
    while (next_token(&rest, end, &tokens[count]))
        count++;
    switch (node->kind) {
    case PATTERN_EMPTY: return count == 0;
    case PATTERN_TEXT:
    case PATTERN_DATA: return true; /* any token */
    case PATTERN_VALUE: return list_matches(node, tokens, count);
    case PATTERN_LIST: return list_matches(node->first, tokens, count);
    case PATTERN_CHOICE:
        return string_matches(node->first, text) || string_matches(node->second, text);
    default: return false;
    }
}

static bool element_matches(const struct grammar *grammar, int element, const struct item *item) {
    if (item->text || item->name != grammar->element_name[element]) return false;
    const struct node *content = grammar->contents[element];
    struct part part = {.grammar = grammar, .item = item};
    bool has_elements = false, blank = true;
    for (size_t i = 0; i < item->count; i++) {
        has_elements |= !item->children[i]->text;
        blank &= item->children[i]->text && is_blank(item->children[i]->text);
    }
    for (unsigned i = 0; i < 2; i++)
        if (item->attributes[i]) part.attributes |= 1u << i;
    for (size_t i = 0; i < item->count; i++) {
        const char *text = item->children[i]->text;
        if (!text || (*text && (!has_elements || !is_blank(text)))) part.children |= 1u << i;
    }
    if (matches(content, part)) return true;
    if (!blank || has_elements) return false;
    /* White space alone, or nothing: as no text and as an empty one (RNG 6.2.7, weak match 3). */
    part.children = 0;
    if (matches(content, part)) return true;
    struct item empty = *item, text = {.text = ""};
    empty.children[0] = &text;
    empty.count = 1;
    part.item = &empty;
    part.children = 1;
    return matches(content, part);
}

static const struct item *only_child(struct part part) {
    for (size_t i = 0; i < part.item->count; i++)
        if (part.children == 1u << i) return part.item->children[i];
    return NULL;
}

/* Tries every way to give some attributes and children to the first part and the others to the
   second: in a group the first part's children all come before the second's. */
static bool split_matches(const struct node *first, const struct node *second, struct part part,
                          bool ordered, bool must_take) {
    for (unsigned attributes = part.attributes;; attributes = (attributes - 1) & part.attributes) {
        for (unsigned children = part.children;; children = (children - 1) & part.children) {
            unsigned others = part.children & ~children;
            bool in_order = !ordered || !others || children < (others & -others);
            struct part mine = part, rest = part;
            mine.attributes = attributes, mine.children = children;
            rest.attributes &= ~attributes, rest.children = others;
            bool taken =
                !must_take || ((attributes || children) && (rest.attributes || rest.children));
            if (in_order && taken && matches(first, mine) && matches(second, rest)) return true;
            if (!children) break;
        }
        if (!attributes) return false;
    }
}

static bool text_only(struct part part) {
    for (size_t i = 0; i < part.item->count; i++)
        if (part.children & 1u << i && !part.item->children[i]->text) return false;
    return !part.attributes;
}

static bool matches(const struct node *node, struct part part) {
    const struct item *child = only_child(part);
    if (part.attributes && !node->has_attributes) return false;
    if (part.children && !node->has_children) return false;
    switch (node->kind) {
    case PATTERN_EMPTY: return !part.attributes && !part.children;
    case PATTERN_TEXT: return text_only(part);
    case PATTERN_CHOICE: return matches(node->first, part) || matches(node->second, part);
    case PATTERN_GROUP: return split_matches(node->first, node->second, part, true, false);
    case PATTERN_INTERLEAVE: return split_matches(node->first, node->second, part, false, false);
    case PATTERN_ONE_OR_MORE:
        return matches(node->first, part) || split_matches(node->first, node, part, true, true);
    case PATTERN_ATTRIBUTE:
        return !part.children && part.attributes == 1u << node->name &&
               string_matches(node->first, part.item->attributes[node->name]);
    case PATTERN_ELEMENT:
        return !part.attributes && child && element_matches(part.grammar, node->element, child);
    default: return !part.attributes && child && child->text && string_matches(node, child->text);
    }
}

/* ---- the comparison ---- */

/* Puts a document, which is smaller than what a pipe holds, on standard input. */
static void put_on_input(const struct buffer *text) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], text->bytes, text->length), (ssize_t)text->length);
    close(ends[1]);
    ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
}

static size_t compare(struct grammar *grammar, struct report *report, uint64_t *seed) {
    struct rng_schema *schema = rng_schema_over(grammar->simple);
    size_t valid = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
        int element = (int)(next_random(seed) % 2);
        struct item *root = one_in(seed, 3) ? random_item(grammar->arena, seed, 0, 3)
                                            : fitting_item(grammar, seed, element, 3);
        struct buffer text = {0};
        write_item(&text, root);
        put_on_input(&text);
        struct item document = {.children = {root}, .count = 1};
        bool expected = matches(
            grammar->start, (struct part){.grammar = grammar, .item = &document, .children = 1});
        bool found = rng_validate(schema, "-", "document", report) == RNG_VALID;
        ck_assert_msg(found == expected, "%s is %s", text.bytes, expected ? "valid" : "invalid");
        valid += expected;
        buffer_free(&text);
    }
    rng_schema_release(schema);
    return valid;
}

START_TEST(verdicts_are_those_of_the_specification) {
    uint64_t seed = 20011203; /* the day of the specification */
    FILE *null = fopen("/dev/null", "w");
    struct report *report = report_new(null, report_format_named("jsonl"), false);
    size_t valid = 0;
    for (int i = 0; i < SCHEMAS; i++) {
        struct grammar *grammar = random_grammar(&seed);
        valid += compare(grammar, report, &seed);
        grammar_free(grammar);
    }
    ck_assert_uint_gt(valid, SCHEMAS * DOCUMENTS / 10);
    ck_assert_uint_lt(valid, SCHEMAS * DOCUMENTS / 2);
    report_free(report);
    fclose(null);
}
END_TEST

SUITE(oracle) {
    Suite *suite = suite_create("rng/oracle");
    TCase *cases = tcase_create("rng-oracle");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, verdicts_are_those_of_the_specification);
    suite_add_tcase(suite, cases);
    return suite;
}
