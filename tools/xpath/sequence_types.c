/* SequenceType, SingleType, ItemType and the kind tests, which are node tests too (XPath 2.0
   §2.5.3, §3.2.1.2). */
#include "xpath/parser.h"

#include <libxml/tree.h>
#include <string.h>

/* Words that a parenthesis follows. */
static const struct type_row {
    const char *word;
    enum xpath_item_kind kind;
    bool is_31;
} types[] = {
    {"node", XPATH_ANY_KIND_TEST, false},
    {"document-node", XPATH_DOCUMENT_TEST, false},
    {"element", XPATH_ELEMENT_TEST, false},
    {"attribute", XPATH_ATTRIBUTE_TEST, false},
    {"schema-element", XPATH_SCHEMA_ELEMENT_TEST, false},
    {"schema-attribute", XPATH_SCHEMA_ATTRIBUTE_TEST, false},
    {"processing-instruction", XPATH_PI_TEST, false},
    {"comment", XPATH_COMMENT_TEST, false},
    {"text", XPATH_TEXT_TEST, false},
    {"namespace-node", XPATH_NAMESPACE_NODE_TEST, true},
    {"item", XPATH_ANY_ITEM, false},
    {"function", XPATH_ANY_FUNCTION_TEST, true},
};

static const struct type_row *type_at(const struct xpath_parser *parser) {
    if (!xpath_next_is(parser, "(")) return NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (xpath_is(parser, types[i].word) && (!types[i].is_31 || parser->names->is_31))
            return &types[i];
    return NULL;
}

bool xpath_begins_kind_test(const struct xpath_parser *parser) {
    const struct type_row *row = type_at(parser);
    return row && row->kind != XPATH_ANY_ITEM && row->kind != XPATH_ANY_FUNCTION_TEST;
}

static struct xpath_item_test *new_test(struct xpath_parser *parser, enum xpath_item_kind kind) {
    struct xpath_item_test *test = arena_allocate(parser->arena, sizeof *test);
    test->kind = kind;
    test->offset = parser->token.offset;
    return test;
}

static struct xpath_sequence_type *new_type(struct xpath_parser *parser) {
    struct xpath_sequence_type *type = arena_allocate(parser->arena, sizeof *type);
    type->offset = parser->token.offset;
    type->occurrence = '1';
    return type;
}

/* ---- what stands in the parentheses ---- */

/* DocumentTest: document-node(element(...)). */
static void document_content(struct xpath_parser *parser, struct xpath_item_test *test) {
    if (xpath_is(parser, ")")) return;
    if ((xpath_is(parser, "element") || xpath_is(parser, "schema-element")) &&
        xpath_next_is(parser, "("))
        test->content = xpath_kind_test(parser);
    else
        xpath_expected(parser, "\"element(\", \"schema-element(\" or \")\"");
}

/* ElementTest, AttributeTest: a name or *, and a type. */
static void name_and_type(struct xpath_parser *parser, struct xpath_item_test *test) {
    bool is_element = test->kind == XPATH_ELEMENT_TEST;
    if (xpath_is(parser, ")")) return;
    if (!xpath_accept(parser, "*"))
        test->name = xpath_name(parser, is_element ? XPATH_ELEMENT_OR_TYPE : XPATH_IN_NO_NAMESPACE,
                                "a name, \"*\" or \")\"");
    if (!xpath_accept(parser, ",")) return;
    test->type = xpath_name(parser, XPATH_ELEMENT_OR_TYPE, "the name of a type");
    test->is_nillable = is_element && xpath_accept(parser, "?");
}

/* PITest: the white space of a string is normalised; what it holds then must be a name (XPath 2.0
   §2.5.4). */
static const char *target_string(struct xpath_parser *parser) {
    size_t offset = parser->token.offset, length;
    const char *name = xpath_string(parser, &length);
    size_t start = strspn(name, " \t\r\n");
    while (length > start && strchr(" \t\r\n", name[length - 1]))
        length--;
    name = arena_copy(parser->arena, name + start, length - start);
    if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        parser_fail(parser, "XPTY0004", offset,
                    "expected a string that is the target of processing instructions, a name "
                    "without colon, not \"%s\"",
                    name);
    return name;
}

static void target(struct xpath_parser *parser, struct xpath_item_test *test) {
    if (xpath_is(parser, ")")) return;
    if (parser->token.kind == XPATH_TOKEN_NCNAME)
        test->name = xpath_name(parser, XPATH_IN_NO_NAMESPACE, "a name");
    else if (parser->token.kind == XPATH_TOKEN_STRING)
        test->name = (struct xpath_name){"", target_string(parser), ""};
    else
        xpath_expected(parser, "a name, a string or \")\"");
}

/* XPath 3.1 FunctionTest; passes over the parenthesis. */
static void function_types(struct xpath_parser *parser, struct xpath_item_test *test) {
    if (xpath_accept(parser, "*")) {
        xpath_expect(parser, ")");
        return;
    }
    test->kind = XPATH_TYPED_FUNCTION_TEST;
    struct xpath_sequence_type *last = NULL;
    while (!xpath_is(parser, ")") && !xpath_failed(parser)) {
        struct xpath_sequence_type *copy = new_type(parser);
        if (last) xpath_expect(parser, ",");
        *copy = *xpath_sequence_type(parser);
        if (last)
            last->next = copy;
        else
            test->parameters = copy;
        last = copy;
    }
    xpath_expect(parser, ")");
    xpath_expect(parser, "as");
    test->result = xpath_sequence_type(parser);
}

/* ---- types ---- */

static struct xpath_item_test *test_of(struct xpath_parser *parser, const struct type_row *row) {
    struct xpath_item_test *test = new_test(parser, row->kind);
    xpath_advance(parser);
    xpath_advance(parser); /* the parenthesis */
    switch (row->kind) {
    case XPATH_DOCUMENT_TEST: document_content(parser, test); break;
    case XPATH_ELEMENT_TEST:
    case XPATH_ATTRIBUTE_TEST: name_and_type(parser, test); break;
    case XPATH_SCHEMA_ELEMENT_TEST:
        test->name = xpath_name(parser, XPATH_ELEMENT_OR_TYPE, "the name of an element");
        break;
    case XPATH_SCHEMA_ATTRIBUTE_TEST:
        test->name = xpath_name(parser, XPATH_IN_NO_NAMESPACE, "the name of an attribute");
        break;
    case XPATH_PI_TEST: target(parser, test); break;
    case XPATH_ANY_FUNCTION_TEST: function_types(parser, test); return test;
    default: break;
    }
    xpath_expect(parser, ")");
    return test;
}

const struct xpath_item_test *xpath_kind_test(struct xpath_parser *parser) {
    return test_of(parser, type_at(parser));
}

static const struct xpath_item_test *atomic_type(struct xpath_parser *parser) {
    struct xpath_item_test *test = new_test(parser, XPATH_ATOMIC_TYPE);
    test->name = xpath_name(parser, XPATH_ELEMENT_OR_TYPE, "a type");
    return test;
}

/* ItemType; in XPath 3.1 also in parentheses. */
static const struct xpath_item_test *item_type(struct xpath_parser *parser) {
    const struct type_row *row = type_at(parser);
    if (row) return test_of(parser, row);
    if (!parser->names->is_31 || !xpath_accept(parser, "(")) return atomic_type(parser);
    const struct xpath_item_test *test = NULL;
    if (xpath_enter(parser)) {
        test = item_type(parser);
        parser->depth--;
    }
    xpath_expect(parser, ")");
    return test;
}

const struct xpath_sequence_type *xpath_sequence_type(struct xpath_parser *parser) {
    struct xpath_sequence_type *type = new_type(parser);
    if (!xpath_enter(parser)) return type;
    if (xpath_is(parser, "empty-sequence") && xpath_next_is(parser, "(")) {
        xpath_advance(parser);
        xpath_advance(parser);
        xpath_expect(parser, ")");
        type->occurrence = '?';
    } else {
        type->item = item_type(parser);
        /* What can be an occurrence indicator is one (XPath 2.0 A.1.2). */
        if (xpath_is(parser, "?") || xpath_is(parser, "*") || xpath_is(parser, "+")) {
            type->occurrence = *parser->token.text.bytes;
            xpath_advance(parser);
        }
    }
    parser->depth--;
    return type;
}

const struct xpath_sequence_type *xpath_single_type(struct xpath_parser *parser) {
    struct xpath_sequence_type *type = new_type(parser);
    type->item = atomic_type(parser);
    if (xpath_accept(parser, "?")) type->occurrence = '?';
    return type;
}
