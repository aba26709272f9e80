/* The markup of a document that is being typed and need not be well-formed: where its tags,
   comments and so on begin and end, and the attributes in a tag.  Everything is told in bytes, of
   text in UTF-8. */
#ifndef TEIKIT_XML_MARKUP_H
#define TEIKIT_XML_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

enum markup_kind {
    MARKUP_TEXT,
    MARKUP_START_TAG,
    MARKUP_END_TAG,
    MARKUP_COMMENT,
    MARKUP_CDATA,
    MARKUP_INSTRUCTION, /* or the XML declaration */
    MARKUP_DECLARATION, /* of the document type */
    MARKUP_OPENING,     /* `<` or `<!` with nothing behind it that makes it anything */
    MARKUP_KINDS
};

struct markup {
    enum markup_kind kind;
    size_t start, end;           /* of all of it */
    size_t name_start, name_end; /* of a tag */
    size_t inside_end;           /* of a tag: where its attributes end, before `>` or `/>` */
    bool is_closed;              /* what ends it is there; text has no such thing */
    bool is_empty;               /* a tag that ends in `/>` */
};

/* Start with {bytes, length, 0}, or behind what was scanned before. */
struct markup_scanner {
    const char *bytes;
    size_t length, at;
};

/* What comes next, false at the end.  A tag ends before a `<` at the latest, also within quotation
   marks: the next tag is there, whatever is missing in this one. */
bool markup_next(struct markup_scanner *scanner, struct markup *markup);

struct markup_attribute {
    size_t name_start, name_end;
    size_t value_start, value_end; /* without quotation marks; both where the attribute ends if
                                      there is no value */
    size_t end;
    bool has_equals, is_quoted, is_closed; /* the sign, and the two quotation marks */
};

/* The next attribute of a start tag, from *at on, which is the tag's name_end at first. */
bool markup_next_attribute(const char *bytes, const struct markup *tag, size_t *at,
                           struct markup_attribute *attribute);

/* Whether the byte may be in a name; of characters beyond ASCII every one is taken to. */
bool markup_in_name(char byte);

#endif
