/* teikit lsp: a language server for editors. */
#include "lsp/lsp.h"

#include "base/memory.h"
#include "verbs/validation_options.h"

#include <stdlib.h>
#include <unistd.h>

enum { STDIO = VALIDATION_OPTION_COUNT };

static const struct option options[] = {
    VALIDATION_OPTIONS,
    {"stdio", 0, NULL, "speak over standard input and output, as it does anyhow"},
    {0}};

/* Takes the options; false where the call is wrong. */
static bool take_options(const struct verb *verb, char **words, struct validation *validation) {
    struct arguments arguments = {.verb = verb, .next = words, .report = validation->report};
    int found;
    while ((found = arguments_next(&arguments)) != ARGUMENT_END) {
        if (found == ARGUMENT_INPUT)
            usage_error(validation->report, "call/arguments", "teikit lsp",
                        "lsp takes no input: the editor names documents");
        if (found == ARGUMENT_INPUT || found == ARGUMENT_WRONG) return false;
        if (found != STDIO && !validation_set(validation, found, arguments.value)) return false;
    }
    return true;
}

static enum status run(const struct verb *verb, char **words) {
    struct validation validation = {.report = report_on_stderr()};
    enum status status = STATUS_CALL;
    if (take_options(verb, words, &validation)) {
        const struct lsp_wishes wishes = {&validation, STDIN_FILENO, STDOUT_FILENO};
        bool ended_well = lsp_serve(&wishes);
        bool failed = report_count(validation.report, SEVERITY_ERROR) > 0;
        status = failed ? STATUS_CALL : ended_well ? STATUS_DONE : STATUS_DOCUMENT;
    }
    free(validation.names);
    return report_end(validation.report, status);
}

const struct verb verb_lsp = {"lsp",
                              "teikit lsp [OPTION]...",
                              "a language server: editors complete, explain and validate",
                              options,
                              NULL,
                              run};
