/* How the tests of encode go: a source text in, a fragment of TEI or findings out.  Every example
   is encoded by one thread and by several, which must give the same, and most are also taken back
   to their source, so that each is a proof of the way back too. */
#ifndef TEIKIT_TESTS_ENCODE_EXAMPLE_H
#define TEIKIT_TESTS_ENCODE_EXAMPLE_H

#include "encode/encode.h"

/* A source text; what is not said is the usual. */
struct source {
    const char *text;
    const char *name;    /* usual: "example.txt" */
    const char *profile; /* a name or a file; usual: "diplomatic" */
    struct encode_options options;
};

/* What encode made of it. */
struct example {
    char *encoding; /* the whole document; "" where there is none */
    char *findings; /* "LINE:COLUMN code" for each, a line each */
};

struct example example_encode(const struct source *source);
void example_free(struct example *example);

/* Of an encoding: the children of its division, not indented.  The caller frees it. */
char *example_division(const char *encoding);

/* Of an encoding: the element of that name and the first such one in the document, not indented; ""
   where there is none.  The caller frees it. */
char *example_element(const char *encoding, const char *name);

/* The source text again, made from the encoding by the stylesheet source.  The caller frees it. */
char *example_way_back(const char *encoding);

/* Asserts that the way back from the encoding gives the text again. */
void example_check_way_back(const char *text, const char *encoding);

/* Asserts that the division of the text's encoding has these children. */
void check_encodes(const char *text, const char *expected);

/* The same for any source. */
void check_source_encodes(const struct source *source, const char *expected);

/* Asserts that the first element of that name in the text's encoding is this one. */
void check_element(const struct source *source, const char *name, const char *expected);

/* Asserts that encoding the text gives these findings. */
void check_finds(const char *text, const char *expected);

#endif
