/* A document that is being typed, matched against the schema up to a place in it: by the matcher of
   validation, without findings, over markup that need not be well-formed. */
#ifndef TEIKIT_RNG_TYPING_H
#define TEIKIT_RNG_TYPING_H

#include "rng/internal.h"
#include "xml/markup.h"

struct open_tag {
    size_t start, name_start, name_end; /* in the document */
    struct xml_name name;
};

struct typing {
    struct matcher matcher; /* after what stands before the place */
    struct xml_observer events;
    const char *bytes; /* of the document */
    size_t length, offset;
    struct markup here; /* what the place is in: text where it is between tags */
    struct open_tag *open;
    size_t depth, capacity;
    struct xml_attribute *attributes; /* of the tag that was read last */
    const char **namespaces;          /* prefix and URI of each */
    size_t attribute_count, attribute_capacity, namespace_count, namespace_capacity;
    struct memo children_uses, attribute_uses; /* parent or element, name: how often */
    xmlDict *names;
    struct arena *arena;
};

/* Matches what is before the byte `offset`, up to the tag that it is in; text up to the byte. */
void typing_start(struct typing *typing, struct rng_schema *schema, const char *bytes,
                  size_t length, size_t offset);
void typing_finish(struct typing *typing);

/* The open element that the end tag ends: the innermost of that name, if it is not too far out;
   NULL where there is none. */
const struct open_tag *typing_ended(const struct typing *typing, const struct markup *end_tag);

/* Reads a start tag, without its attribute whose name is at `left_out` (SIZE_MAX: with all).  What
   is told of it is valid until the next one is read. */
struct xml_tag typing_read_tag(struct typing *typing, const struct markup *markup, size_t left_out);

/* The name of an attribute that stands there; prefixes are those declared at the place. */
struct xml_name typing_attribute_name(const struct typing *typing, size_t start, size_t end);

/* The prefix for the namespace at the place, "" for none; NULL where none is declared. */
const char *typing_prefix(const struct typing *typing, const char *uri, bool is_attribute);

/* How often, so far, elements of the first name had a child element, or an attribute, of the
   second. */
size_t typing_uses(const struct typing *typing, const char *parent, const char *name,
                   bool is_attribute);

#endif
