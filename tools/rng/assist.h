/* What an editor can be told of a place in a document that is being typed, by the schema: what may
   stand there, and what the element, attribute or value there is.  The document need not be
   well-formed, neither before the place nor behind it.  Texts that are told are plain, in lines and
   in paragraphs with an empty line between. */
#ifndef TEIKIT_RNG_ASSIST_H
#define TEIKIT_RNG_ASSIST_H

#include "rng/rng.h"

/* Loads a schema, from the file `path` or, where `bytes` is not NULL, from memory under that name,
   with its documentation: a:documentation of RELAX NG DTD Compatibility (section 6), ## comments of
   the compact syntax.  Otherwise as rng_load() and rng_load_memory(); validation is the same.  Any
   other schema gives assistance too, but knows no documentation. */
struct rng_schema *rng_load_documented(const char *path, const char *bytes, size_t length,
                                       struct stamps *files, struct report *report);

enum rng_place {
    RNG_PLACE_NONE,           /* in a comment, a CDATA section, a processing instruction, a document
                                 type declaration, a reference: nothing is proposed */
    RNG_PLACE_CONTENT,        /* between tags, or outside the root element */
    RNG_PLACE_ELEMENT_NAME,   /* behind `<`, or in the name of a start tag */
    RNG_PLACE_ATTRIBUTE_NAME, /* where an attribute may begin, or in the name of one */
    RNG_PLACE_ATTRIBUTE_VALUE, /* behind `=`, or in the value */
    RNG_PLACE_END_TAG          /* behind `</`, or in the name of an end tag */
};

/* An element or attribute that may come. */
struct rng_proposal {
    const char *uri, *local;   /* local NULL: any name of the namespace; both NULL: any name */
    const char *prefix;        /* that it has in the document at that place, "" for none; NULL where
                                  none is declared for its namespace, or where there is no name */
    const char *documentation; /* plain text; or NULL */
    bool required;             /* what is around it is not complete without it */
    bool is_empty;             /* of an element: it has neither elements nor text in it */
    const char *const *attributes; /* of an element: names, with their prefixes, of the attributes
                                      that it must have, NULL behind the last */
};

struct rng_value {
    const char *text;          /* as the schema has it, not escaped */
    const char *documentation; /* plain text; or NULL */
};

struct rng_assistance {
    enum rng_place place;
    size_t start, end; /* the bytes of the document that are the name or the value at the place, up
                          to which a proposal replaces: of a list, those of the token; without the
                          quotation marks.  Both are the offset where nothing of it is there */
    bool is_quoted;    /* of an attribute's value: an opening quotation mark is before it */

    /* Elements in content and in the name of a start tag; attributes in a start tag, without those
       that are there already.  The likeliest first: what is required, then what elements of that
       name hold most often before the place, then what is frequent in the document, then by name.
     */
    const struct rng_proposal *proposals;
    size_t proposal_count;

    /* Of an attribute's value and of an element whose content is one: each that the schema names,
       in its order, and the datatypes by the names of their library ("ID", "IDREF", "anyURI",
       "token"), each once. */
    const struct rng_value *values;
    size_t value_count;
    const char *const *datatypes;
    size_t datatype_count;

    bool text;             /* text is allowed (in content) */
    bool end_tag;          /* the end tag of the element is allowed (in content) */
    const char *element;   /* name, as the document writes it, of the innermost open element; in a
                              start tag behind its name, of that; NULL where there is none */
    const char *attribute; /* of a value: the attribute's name as written */
};

/* What may stand at the byte `offset` (at most `length`) of the document (UTF-8, whatever its XML
   declaration says), given what is before it, and in a start tag what else is in that.  Behind
   errors it goes on as validation does.  Free it with rng_assistance_free(); it does not outlive
   the schema. */
struct rng_assistance *rng_assist(struct rng_schema *schema, const char *bytes, size_t length,
                                  size_t offset);
void rng_assistance_free(struct rng_assistance *assistance);

/* What stands at the byte `offset`. */
struct rng_description {
    size_t start, end; /* its bytes in the document: a name, or a value's token */
    const char *text;  /* what it is, its documentation, then of an element what it may contain and
                          which attributes it has, of an attribute what its values are */
};

/* Describes the element (in the name of a start tag or end tag), attribute (in its name) or value
   at that place; NULL where there is none that the schema knows.  Free it with
   rng_description_free(). */
struct rng_description *rng_describe(struct rng_schema *schema, const char *bytes, size_t length,
                                     size_t offset);
void rng_description_free(struct rng_description *description);

#endif
