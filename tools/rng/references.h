/* The files that a schema refers to by include and externalRef. */
#ifndef TEIKIT_RNG_REFERENCES_H
#define TEIKIT_RNG_REFERENCES_H

#include "base/memo.h"
#include "rng/syntax_tree.h"

struct references {
    struct syntax_reading *reading;
    struct memo files; /* by path: struct referenced_file */
};

struct referenced_file {
    const char *path; /* a symbol */
    struct syntax_node *root;
};

/* The file that an include or externalRef refers to (RNG 4.5 to 4.7), read once however often it
   is referred to.  NULL where it cannot be had; a finding says why. */
struct referenced_file *references_open(struct references *references,
                                        const struct syntax_node *node);

#endif
