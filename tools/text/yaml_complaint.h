/* What libcyaml and libyaml say is wrong with a user's YAML, and what teikit says of it: what
   stands there, and what would be right. */
#ifndef TEIKIT_TEXT_YAML_COMPLAINT_H
#define TEIKIT_TEXT_YAML_COMPLAINT_H

#include "base/buffer.h"
#include "text/yaml.h"

/* How deep keys and entries are kept within each other, and how long a key is. */
enum { DEEPEST_COMPLAINT = 8, LONGEST_KEY = 40 };

struct yaml_complaint {
    struct buffer heard; /* libcyaml's words */
    struct buffer message;
    const char *hint;      /* or NULL */
    unsigned line, column; /* of what is wrong; 0: not known */
    const char *code;      /* of the finding to be made */
    bool exhausted;        /* memory ran out */
    /* What the value at fault stands in, from inside: a key, or "" for an entry of a list. */
    struct yaml_around {
        char key[LONGEST_KEY];
        unsigned line, column;
    } around[DEEPEST_COMPLAINT];
    size_t depth;
};

/* Takes a line of libcyaml's; `format` and `arguments` are its. */
void yaml_complaint_hear(struct yaml_complaint *complaint, const char *format, va_list arguments);

/* Says it in teikit's words, with its place. */
void yaml_complaint_tell(struct yaml_complaint *complaint, const struct yaml_source *source,
                         const cyaml_schema_value_t *schema);

#endif
