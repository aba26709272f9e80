/* The grammar of the XML syntax (RNG 3): which elements there are, what stands in each, and which
   attributes it has. */
#include "rng/xml_syntax.h"

const struct xml_rule xml_rules[SYNTAX_KINDS] = {
    [SYNTAX_ELEMENT] = {CONTENT_NAMED_PATTERNS, 1, ANY_NUMBER, HAS_NAME, 0},
    [SYNTAX_ATTRIBUTE] = {CONTENT_NAMED_PATTERNS, 0, 1, HAS_NAME, 0},
    [SYNTAX_GROUP] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_INTERLEAVE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_CHOICE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_OPTIONAL] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_ZERO_OR_MORE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_ONE_OR_MORE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_LIST] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_MIXED] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_REF] = {CONTENT_NOTHING, 0, 0, HAS_NAME, HAS_NAME},
    [SYNTAX_PARENT_REF] = {CONTENT_NOTHING, 0, 0, HAS_NAME, HAS_NAME},
    [SYNTAX_EMPTY] = {CONTENT_NOTHING, 0, 0, 0, 0},
    [SYNTAX_TEXT] = {CONTENT_NOTHING, 0, 0, 0, 0},
    [SYNTAX_NOT_ALLOWED] = {CONTENT_NOTHING, 0, 0, 0, 0},
    [SYNTAX_VALUE] = {CONTENT_TEXT, 0, 0, HAS_TYPE, 0},
    [SYNTAX_DATA] = {CONTENT_DATA, 0, ANY_NUMBER, HAS_TYPE, HAS_TYPE},
    [SYNTAX_EXTERNAL_REF] = {CONTENT_NOTHING, 0, 0, HAS_HREF, HAS_HREF},
    [SYNTAX_GRAMMAR] = {CONTENT_GRAMMAR, 0, ANY_NUMBER, 0, 0},
    [SYNTAX_PARAM] = {CONTENT_TEXT, 0, 0, HAS_NAME, HAS_NAME},
    [SYNTAX_EXCEPT] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_START] = {CONTENT_PATTERNS, 1, 1, HAS_COMBINE, 0},
    [SYNTAX_DEFINE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, HAS_NAME | HAS_COMBINE, HAS_NAME},
    [SYNTAX_DIV] = {CONTENT_GRAMMAR, 0, ANY_NUMBER, 0, 0},
    [SYNTAX_INCLUDE] = {CONTENT_INCLUDE, 0, ANY_NUMBER, HAS_HREF, HAS_HREF},
    [SYNTAX_NAME] = {CONTENT_TEXT, 0, 0, 0, 0},
    [SYNTAX_ANY_NAME] = {CONTENT_NAME_EXCEPT, 0, 1, 0, 0},
    [SYNTAX_NS_NAME] = {CONTENT_NAME_EXCEPT, 0, 1, 0, 0},
};

bool xml_is_pattern(enum syntax_kind kind) {
    return kind <= SYNTAX_GRAMMAR;
}

static bool is_name_class(enum syntax_kind kind) {
    return kind == SYNTAX_NAME || kind == SYNTAX_ANY_NAME || kind == SYNTAX_NS_NAME ||
           kind == SYNTAX_CHOICE;
}

static bool is_grammar_content(enum syntax_kind kind) {
    return kind >= SYNTAX_START && kind <= SYNTAX_INCLUDE;
}

bool xml_fits(struct open_element *parent, enum syntax_kind kind, enum content *content) {
    *content = xml_rules[kind].content;
    bool most = parent->children < xml_rules[parent->node->kind].most ||
                xml_rules[parent->node->kind].most == ANY_NUMBER;
    switch (parent->content) {
    case CONTENT_NAMED_PATTERNS:
        if (!parent->has_name_class && is_name_class(kind)) {
            parent->has_name_class = true;
            if (kind == SYNTAX_CHOICE) *content = CONTENT_NAME_CLASSES;
            return true;
        }
        parent->children++;
        return parent->has_name_class && xml_is_pattern(kind) && most;
    case CONTENT_PATTERNS: parent->children++; return xml_is_pattern(kind) && most;
    case CONTENT_NAME_CLASSES:
        parent->children++;
        if (kind == SYNTAX_CHOICE) *content = CONTENT_NAME_CLASSES;
        return is_name_class(kind);
    case CONTENT_NAME_EXCEPT:
        parent->children++;
        *content = CONTENT_NAME_CLASSES;
        return kind == SYNTAX_EXCEPT && most;
    case CONTENT_DATA:
        if (kind == SYNTAX_PARAM) return !parent->has_except;
        if (kind != SYNTAX_EXCEPT || parent->has_except) return false;
        return parent->has_except = true;
    case CONTENT_GRAMMAR: return is_grammar_content(kind);
    case CONTENT_INCLUDE:
        if (kind == SYNTAX_DIV) *content = CONTENT_INCLUDE;
        return is_grammar_content(kind) && kind != SYNTAX_INCLUDE;
    case CONTENT_FOREIGN:
    case CONTENT_TEXT:
    case CONTENT_NOTHING: return false;
    }
    return false;
}

void xml_check_children(struct xml_syntax_reader *reader, const struct open_element *element) {
    enum syntax_kind kind = element->node->kind;
    const char *name = syntax_names[kind];
    if (element->content == CONTENT_NAMED_PATTERNS && !element->has_name_class)
        syntax_error(reader->reading, element->node, "rng/schema-syntax",
                     "\"%s\" has no name: neither an attribute \"name\" nor a name class "
                     "(RELAX NG 3)",
                     name);
    else if (element->children < xml_rules[kind].least)
        syntax_error(reader->reading, element->node, "rng/schema-syntax",
                     "\"%s\" is empty; it needs at least one %s (RELAX NG 3)", name,
                     element->content == CONTENT_NAME_CLASSES ? "name class" : "pattern");
}
