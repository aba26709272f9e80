/* What the files of validation share: the run of a schema over a document. */
#ifndef TEIKIT_SCHEMATRON_RUN_H
#define TEIKIT_SCHEMATRON_RUN_H

#include "schematron/schema.h"

/* The value of a variable. */
struct variable_value {
    enum { VALUE_UNKNOWN, VALUE_COMPUTING, VALUE_KNOWN, VALUE_FAILED } state;
    uint64_t firing; /* of a rule's variable: what it was computed for */
    struct xpath_sequence sequence;
};

struct run {
    struct schematron_schema *schema;
    struct tree *tree; /* the document, or one that a pattern names */
    struct report *report;
    struct xpath_evaluation *evaluation;
    struct variable_value *values; /* by the index of the variable */
    uint64_t firing;
    size_t depth;          /* of variables that need each other */
    struct buffer *bodies; /* SVRL of each pattern; or NULL */
    struct buffer text;    /* scratch */
};

/* A rule that fires. */
struct firing {
    const struct rule *rule;
    uint32_t node;
    struct xpath_value item; /* the node, or what the rule visits each of */
};

/* ---- values.c ---- */

/* Sees to it that the variables have their values; false where one cannot be had. */
bool variables_compute(struct run *run, struct variable *const *variables, size_t count,
                       const struct xpath_value *item);

/* The value of the expression for the item; false where it is in error, which is a finding at the
   item's node. */
bool run_evaluate(struct run *run, struct expression *expression, const struct xpath_value *item,
                  struct xpath_sequence *value);
bool run_evaluate_boolean(struct run *run, struct expression *expression,
                          const struct xpath_value *item, bool *value);
bool run_evaluate_string(struct run *run, struct expression *expression,
                         const struct xpath_value *item, struct buffer *string);

/* A finding about an error of the last evaluation. */
void run_error(struct run *run, struct expression *expression, const struct xpath_value *item);

/* ---- results.c ---- */

/* Says that the assertion is violated. */
void result_say(struct run *run, const struct assertion *assertion, const struct firing *firing);

/* ---- svrl.c ---- */

void svrl_fired(struct run *run, const struct rule *rule);

/* The document of the run, all its bodies in the order of the patterns. */
void svrl_append(struct run *run, struct buffer *svrl);

struct result {
    const struct assertion *assertion;
    const struct rule *rule;
    const struct tree *tree;
    uint32_t node;
    const char *severity; /* as it was computed; or NULL */
};
void svrl_result(struct run *run, const struct result *result, const struct firing *firing);

/* Appends the message's text, in SVRL with its markup. */
void message_append(struct run *run, const struct message *message, const struct firing *firing,
                    bool is_svrl, struct buffer *text);

#endif
