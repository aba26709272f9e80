/* What the files of completion share: the proposals for one place, and those who make them. */
#ifndef TEIKIT_LSP_COMPLETION_H
#define TEIKIT_LSP_COMPLETION_H

#include "lsp/internal.h"
#include "rng/assist.h"

/* "CompletionItemKind". */
enum { CLASS = 7, PROPERTY = 10, VALUE = 12, SNIPPET = 15, REFERENCE = 18, CONSTANT = 21 };

struct completion {
    const struct server *server;
    struct document *document;
    const char *text; /* of the document */
    size_t offset;
    json_t *range; /* that a proposal replaces */
    json_t *items;
};

/* One proposal; the strings are NUL-terminated. */
struct item {
    const char *label;
    int kind;
    const char *text;   /* that is inserted */
    bool is_snippet;    /* it has tab stops */
    const char *detail; /* or NULL, as */
    const char *documentation;
};

void completion_add(struct completion *completion, const struct item *item);

/* Lets what is added from now on replace that piece of the text. */
void completion_set_range(struct completion *completion, size_t start, size_t end);

/* By the grammar: elements and end tags, attributes (tags.c), values with ids (values.c). */
typedef void completer(struct completion *completion, const struct rng_assistance *assistance);
completer complete_elements, complete_end_tag, complete_attributes, complete_values;

/* Where an xi:include is at the place; false where none is (inclusions.c). */
bool complete_inclusion(struct completion *completion, const struct rng_assistance *assistance);

/* The end tag, behind the `>` of a start tag that nothing closes (tags.c). */
void complete_closing(struct completion *completion);

/* Where an entity is being typed; false where none is (values.c). */
bool complete_entities(struct completion *completion);

/* What a document begins with, where it has not begun yet (beginnings.c). */
void complete_beginnings(struct completion *completion);

#endif
