/* What the attributes of the XML syntax say: of an element itself, of all within it (its scope),
   and the names in them (RNG 3, 4.2 to 4.5, 4.8, 4.10). */
#include "rng/xml_syntax.h"

#include "xml/uri.h"

#include <libxml/tree.h>
#include <string.h>

/* RNG 4.2: white space at the ends of name, type and combine is removed. */
static struct attribute trimmed(struct attribute attribute) {
    while (attribute.length && syntax_is_space(*attribute.value)) {
        attribute.value++;
        attribute.length--;
    }
    while (attribute.length && syntax_is_space(attribute.value[attribute.length - 1]))
        attribute.length--;
    return attribute;
}

void xml_keep_attribute(struct xml_syntax_reader *reader, struct syntax_node *node,
                        const xmlChar *const *from) {
    if (!reader->reading->keeps_everything && node->kind != SYNTAX_ANNOTATION) return;
    struct syntax_attribute **end = &node->attributes;
    while (*end)
        end = &(*end)->next;
    *end = arena_allocate(reader->reading->arena, sizeof **end);
    (*end)->local = (const char *)from[0];
    (*end)->prefix = from[1] ? (const char *)from[1] : "";
    (*end)->uri = from[2] ? (const char *)from[2] : "";
    (*end)->value =
        arena_copy(reader->reading->arena, (const char *)from[3], (size_t)(from[4] - from[3]));
}

void xml_read_attributes(struct xml_syntax_reader *reader, struct syntax_node *node, int count,
                         const xmlChar **attributes, struct own_attributes *own) {
    for (const xmlChar **at = attributes; count--; at += 5) {
        struct attribute attribute = {(const char *)at[3], (size_t)(at[4] - at[3])};
        unsigned allowed = xml_rules[node->kind].allowed;
        if (at[2] && at[2] != reader->relaxng_uri) {
            if (at[2] == reader->xml_uri && at[0] == reader->base)
                own->base = attribute;
            else
                xml_keep_attribute(reader, node, at);
        } else if (at[2]) {
            syntax_error(reader->reading, node, "rng/schema-syntax",
                         "attribute \"%s\" is in the namespace of RELAX NG, whose attributes have "
                         "none (RELAX NG 3)",
                         at[0]);
        } else if (at[0] == reader->name && allowed & HAS_NAME) {
            own->name = trimmed(attribute);
        } else if (at[0] == reader->combine && allowed & HAS_COMBINE) {
            own->combine = trimmed(attribute);
        } else if (at[0] == reader->href && allowed & HAS_HREF) {
            own->href = attribute;
        } else if (at[0] == reader->type && allowed & HAS_TYPE) {
            own->type = trimmed(attribute);
        } else if (at[0] == reader->ns) {
            own->ns = attribute;
        } else if (at[0] == reader->datatype_library) {
            own->library = attribute;
        } else {
            syntax_error(reader->reading, node, "rng/schema-syntax",
                         "\"%s\" has no attribute \"%s\" (RELAX NG 3)", syntax_names[node->kind],
                         at[0]);
        }
    }
}

/* ---- scopes ---- */

static const char *resolved_base(struct xml_syntax_reader *reader, const struct syntax_scope *outer,
                                 struct attribute base) {
    const char *own = arena_copy(reader->reading->arena, base.value, base.length);
    if (uri_has_scheme(own) || *own == '/') return own;
    const char *slash = strrchr(outer->base, '/');
    int folder = slash ? (int)(slash - outer->base + 1) : 0;
    return arena_print(reader->reading->arena, "%.*s%s", folder, outer->base, own);
}

/* RNG 4.3: the datatype library is an absolute URI without a fragment, or empty. */
static const char *checked_library(struct xml_syntax_reader *reader, const struct syntax_node *node,
                                   struct attribute library) {
    const char *uri = syntax_symbol(reader->reading, library.value, library.length);
    if (*uri && (!syntax_is_uri_reference(uri) || !uri_has_scheme(uri) || strchr(uri, '#')))
        syntax_error(reader->reading, node, "rng/schema-uri",
                     "datatypeLibrary \"%s\" is not an absolute URI without a fragment "
                     "(RELAX NG 4.3)",
                     uri);
    return uri;
}

const struct syntax_scope *xml_element_scope(struct xml_syntax_reader *reader,
                                             const struct syntax_node *node,
                                             const struct own_attributes *own, int count,
                                             const xmlChar **namespaces) {
    const struct syntax_scope *outer = node->scope;
    if (!count && !own->ns.value && !own->library.value && !own->base.value) return outer;
    struct arena *arena = reader->reading->arena;
    struct syntax_scope *scope = arena_allocate(arena, sizeof *scope);
    *scope = *outer;
    for (; count--; namespaces += 2) {
        struct syntax_binding *binding = arena_allocate(arena, sizeof *binding);
        binding->prefix = namespaces[0] ? (const char *)namespaces[0] : "";
        binding->uri =
            namespaces[1] ? (const char *)namespaces[1] : syntax_intern(reader->reading, "");
        binding->next = scope->bindings;
        scope->bindings = binding;
    }
    if (own->ns.value)
        scope->ns = (const char *)xmlDictLookup(reader->reading->names, BAD_CAST own->ns.value,
                                                (int)own->ns.length);
    if (own->library.value) scope->datatype_library = checked_library(reader, node, own->library);
    if (own->base.value) scope->base = resolved_base(reader, outer, own->base);
    return scope;
}

/* ---- names ---- */

/* Whether the bytes are an NCName in ASCII; false does not say that they are none. */
static bool is_plain_name(struct attribute text) {
    if (!text.length || (*text.value >= '-' && *text.value <= '9')) return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned byte = (unsigned char)text.value[i], letter = (byte | 0x20u) - 'a';
        if (letter > 'z' - 'a' && byte != '_' && (byte < '-' || byte > '9' || byte == '/'))
            return false;
    }
    return true;
}

static const char *checked_name(struct xml_syntax_reader *reader, const struct syntax_node *node,
                                struct attribute text) {
    const char *name = syntax_symbol(reader->reading, text.value, text.length);
    if (!is_plain_name(text) && xmlValidateNCName((const xmlChar *)name, 0))
        syntax_error(reader->reading, node, "rng/schema-syntax",
                     "\"%s\" is not a name without a colon (RELAX NG 3)", name);
    return name;
}

void xml_set_name(struct xml_syntax_reader *reader, struct syntax_node *name, struct attribute text,
                  const char *ns) {
    text = trimmed(text);
    const char *colon = memchr(text.value, ':', text.length);
    if (colon) {
        size_t length = (size_t)(colon - text.value);
        const struct syntax_binding *binding = syntax_binding_of(name->scope, text.value, length);
        name->prefix = syntax_symbol(reader->reading, text.value, length);
        if (!binding)
            syntax_error(reader->reading, name, "rng/schema-prefix",
                         "prefix \"%s\" is not declared (RELAX NG 4.10)", name->prefix);
        ns = binding ? syntax_bound_uri(reader->reading, binding)
                     : syntax_intern(reader->reading, "");
        text = (struct attribute){colon + 1, text.length - length - 1};
    }
    name->uri = ns;
    name->name = syntax_intern(reader->reading, checked_name(reader, name, text));
}

/* ---- the node ---- */

static const char *required_name(enum syntax_kind kind) {
    unsigned required = xml_rules[kind].required;
    return required & HAS_NAME ? "name" : required & HAS_HREF ? "href" : "type";
}

static void read_combine(struct xml_syntax_reader *reader, struct syntax_node *node,
                         struct attribute combine) {
    if (combine.length == 6 && !memcmp(combine.value, "choice", 6))
        node->combine = COMBINE_CHOICE;
    else if (combine.length == 10 && !memcmp(combine.value, "interleave", 10))
        node->combine = COMBINE_INTERLEAVE;
    else
        syntax_error(reader->reading, node, "rng/schema-syntax",
                     "combine is \"choice\" or \"interleave\", not \"%.*s\" (RELAX NG 3)",
                     (int)combine.length, combine.value);
}

/* RNG 4.8: a name attribute is a name child, with the namespace in scope; that of an attribute
   without an ns of its own is in no namespace. */
static void add_name(struct xml_syntax_reader *reader, struct open_element *element,
                     const struct own_attributes *own) {
    struct syntax_node *name =
        syntax_node_new(reader->reading, SYNTAX_NAME, element->scope, element->node->offset);
    name->name_is_attribute = true;
    const char *ns = element->scope->ns;
    if (element->node->kind == SYNTAX_ATTRIBUTE && !own->ns.value)
        ns = syntax_intern(reader->reading, "");
    xml_set_name(reader, name, own->name, ns);
    element->node->first_child = element->last_child = name;
    element->has_name_class = true;
}

void xml_set_attributes(struct xml_syntax_reader *reader, struct open_element *element,
                        const struct own_attributes *own) {
    struct syntax_node *node = element->node;
    struct syntax_reading *reading = reader->reading;
    unsigned given = (own->name.value ? HAS_NAME : 0u) | (own->href.value ? HAS_HREF : 0u) |
                     (own->type.value ? HAS_TYPE : 0u);
    if (xml_rules[node->kind].required & ~given)
        syntax_error(reading, node, "rng/schema-syntax",
                     "\"%s\" needs an attribute \"%s\" (RELAX NG 3)", syntax_names[node->kind],
                     required_name(node->kind));
    if (own->combine.value) read_combine(reader, node, own->combine);
    if (own->href.value) node->text = arena_copy(reading->arena, own->href.value, own->href.length);
    if (own->type.value) node->name = checked_name(reader, node, own->type);
    if (node->kind == SYNTAX_ELEMENT || node->kind == SYNTAX_ATTRIBUTE) {
        if (own->name.value) add_name(reader, element, own);
    } else if (own->name.value) {
        node->name = checked_name(reader, node, own->name);
    }
    /* RNG 4.4: a value without a type is of the built-in library's token */
    if (node->kind == SYNTAX_VALUE || node->kind == SYNTAX_DATA)
        node->library = node->kind == SYNTAX_VALUE && !node->name
                            ? syntax_symbol(reading, "", 0)
                            : element->scope->datatype_library;
    if (node->kind == SYNTAX_VALUE || node->kind == SYNTAX_NS_NAME) node->uri = element->scope->ns;
}
