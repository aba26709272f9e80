/* What the files of the XML syntax share: the state of the reader (xml_syntax.c), the grammar of
   its elements (xml_grammar.c), and what their attributes say (xml_attributes.c). */
#ifndef TEIKIT_RNG_XML_SYNTAX_H
#define TEIKIT_RNG_XML_SYNTAX_H

#include "base/buffer.h"
#include "rng/syntax_tree.h"

#include <libxml/parser.h>

/* What stands in an element. */
enum content {
    CONTENT_NOTHING,
    CONTENT_TEXT,
    CONTENT_PATTERNS,
    CONTENT_NAMED_PATTERNS, /* a name class where there is no name attribute, then patterns */
    CONTENT_DATA,           /* params, then at most one except */
    CONTENT_NAME_CLASSES,
    CONTENT_NAME_EXCEPT, /* at most one except, of name classes */
    CONTENT_GRAMMAR,
    CONTENT_INCLUDE, /* a grammar's without include */
    CONTENT_FOREIGN  /* whatever there is in an annotation */
};

struct open_element {
    struct syntax_node *node, *last_child;
    const struct syntax_scope *scope;
    size_t children; /* those that the rule counts */
    enum content content;
    bool has_name_class, has_except;
};

enum { KIND_SLOTS = 128 };

struct xml_syntax_reader {
    struct syntax_reading *reading;
    struct source *source;
    xmlParserCtxtPtr parser;
    const xmlChar *relaxng_uri, *xml_uri; /* interned */
    struct {
        const xmlChar *name;
        enum syntax_kind kind;
    } kinds[KIND_SLOTS]; /* by interned name */
    const xmlChar *name, *combine, *href, *type, *ns, *datatype_library, *base;
    struct open_element *open;
    size_t depth, capacity;
    size_t skipped;            /* levels inside an element that is passed over */
    struct buffer text;        /* of the element being read, where it may have some */
    struct syntax_node *first; /* the root and the comments beside it */
    struct syntax_node *last;
    struct syntax_scope *scope; /* outside the root */
    size_t offset;              /* of the last start tag */
    bool failed;                /* nothing more to be read */
};

/* ---- the grammar of section 3 (xml_grammar.c) ---- */

enum { HAS_NAME = 1, HAS_COMBINE = 2, HAS_HREF = 4, HAS_TYPE = 8 };
enum { ANY_NUMBER = UINT8_MAX };

/* What the specification says of an element. */
struct xml_rule {
    uint8_t content, least, most; /* what children, how many of them */
    uint8_t allowed, required;    /* attributes, beside ns and datatypeLibrary */
};
extern const struct xml_rule xml_rules[SYNTAX_KINDS];

bool xml_is_pattern(enum syntax_kind kind);

/* Whether an element of this kind may come next in `parent`; counts it, and says in *content what
   it may hold there. */
bool xml_fits(struct open_element *parent, enum syntax_kind kind, enum content *content);

/* Checks that the element holds what the rule asks for at least. */
void xml_check_children(struct xml_syntax_reader *reader, const struct open_element *element);

/* ---- attributes (xml_attributes.c) ---- */

struct attribute {
    const char *value;
    size_t length;
};

struct own_attributes {
    struct attribute name, combine, href, type, ns, library, base;
};

/* Finds the attributes that RELAX NG gives a meaning to; others are errors, or kept with the node.
 */
void xml_read_attributes(struct xml_syntax_reader *reader, struct syntax_node *node, int count,
                         const xmlChar **attributes, struct own_attributes *own);

/* Keeps a foreign attribute with the node, where it is wanted. */
void xml_keep_attribute(struct xml_syntax_reader *reader, struct syntax_node *node,
                        const xmlChar *const *from);

/* The scope of an element: that around it, or a new one where its attributes say something. */
const struct syntax_scope *xml_element_scope(struct xml_syntax_reader *reader,
                                             const struct syntax_node *node,
                                             const struct own_attributes *own, int count,
                                             const xmlChar **namespaces);

/* Takes into the node what its own attributes say. */
void xml_set_attributes(struct xml_syntax_reader *reader, struct open_element *element,
                        const struct own_attributes *own);

/* RNG 4.10: a QName gets the namespace of its prefix, and `ns` where it has none. */
void xml_set_name(struct xml_syntax_reader *reader, struct syntax_node *name, struct attribute text,
                  const char *ns);

#endif
