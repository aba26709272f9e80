/* teikit explain: what the code of a finding means, and how to mend what it is about. */
#include "base/buffer.h"
#include "verbs/verb.h"

static const struct option options[] = {{0}};

/* Prints all codes, a line each. */
static enum status list(struct report *report) {
    struct buffer codes = {0};
    size_t length;
    for (const char *code = NULL; (code = report_next_code(code, &length));) {
        buffer_append(&codes, code, length);
        buffer_byte(&codes, '\n');
    }
    enum status status = print_text(codes.bytes, codes.length, report);
    buffer_free(&codes);
    return status;
}

static enum status explain(const char *code, struct report *report) {
    struct explanation explanation;
    if (!report_explain(code, &explanation))
        return usage_error(report, "call/unknown-code", "`teikit explain` lists them",
                           "there is no finding of the code \"%s\"", code);
    struct buffer text = {0};
    buffer_append(&text, explanation.text, explanation.length);
    buffer_byte(&text, '\n');
    enum status status = print_text(text.bytes, text.length, report);
    buffer_free(&text);
    return status;
}

static enum status run(const struct verb *verb, char **words) {
    struct report *report = report_on_stderr();
    struct arguments arguments = {.verb = verb, .next = words, .report = report};
    enum status status = STATUS_CALL;
    int found = arguments_next(&arguments);
    if (found == ARGUMENT_END)
        status = list(report);
    else if (found == ARGUMENT_INPUT)
        status = explain(arguments.value, report);
    if (found == ARGUMENT_INPUT && arguments_next(&arguments) != ARGUMENT_END)
        status = usage_error(report, "call/arguments", NULL, "one code at a time");
    return report_end(report, status);
}

const struct verb verb_explain = {
    "explain", "teikit explain [CODE]", "what the code of a finding means", options, NULL, run};
