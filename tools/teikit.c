/* teikit: names the verb and hands over. */
#include "base/buffer.h"
#include "base/pages.h"
#include "verbs/verb.h"

#include <libxml/parser.h>
#include <signal.h>
#include <string.h>

static const struct verb *const verbs[] = {&verb_encode,    &verb_validate, &verb_watch,
                                           &verb_transform, &verb_query,    &verb_convert,
                                           &verb_show,      &verb_explain};
enum { VERBS = sizeof verbs / sizeof *verbs };

static const char inputs_help[] =
    "\nINPUT is a file, a folder (searched through), @LIST (a file of names, one a line)\n"
    "or - (standard input).\n";

static const char status_help[] =
    "\nExit status: 0 done, nothing found; 1 a document is at fault; 2 the call, a\n"
    "schema, a stylesheet, a profile or a file is at fault.\n";

static enum status print(struct buffer *text, struct report *report) {
    enum status status = print_text(text->bytes, text->length, report);
    buffer_free(text);
    return status;
}

static enum status help(struct report *report) {
    struct buffer text = {0};
    buffer_text(&text, "teikit: plain text to TEI, TEI checked, TEI to HTML and text\n\n");
    for (size_t i = 0; i < VERBS; i++)
        buffer_print(&text, "  %s\n      %s\n", verbs[i]->usage, verbs[i]->summary);
    buffer_text(&text, "  teikit VERB --help\n      the options of a verb\n"
                       "  teikit --version\n      the version, and that of libxml2\n");
    buffer_text(&text, inputs_help);
    buffer_text(&text, status_help);
    return print(&text, report);
}

static void list_options(const struct option *option, struct buffer *text) {
    for (; option->name; option++) {
        struct buffer name = {0};
        buffer_print(&name, "--%s%s%s", option->name, option->argument ? " " : "",
                     option->argument ? option->argument : "");
        if (option->letter)
            buffer_print(text, "  -%c, %-22s %s\n", option->letter, name.bytes, option->help);
        else
            buffer_print(text, "      %-22s %s\n", name.bytes, option->help);
        buffer_free(&name);
    }
}

static enum status verb_help(const struct verb *verb, struct report *report) {
    struct buffer text = {0};
    buffer_print(&text, "%s\n  %s\n", verb->usage, verb->summary);
    if (verb->options->name) buffer_text(&text, "\n");
    list_options(verb->options, &text);
    if (verb->shared) list_options(verb->shared, &text);
    if (strstr(verb->usage, "INPUT")) buffer_text(&text, inputs_help);
    buffer_text(&text, status_help);
    return print(&text, report);
}

static enum status version(struct report *report) {
    struct buffer text = {0};
    buffer_print(&text, "teikit %s (libxml2 %s)\n", TEIKIT_VERSION, LIBXML_DOTTED_VERSION);
    return print(&text, report);
}

/* Whether --help stands among the arguments before a "--". */
static bool asks_for_help(char **arguments) {
    for (; *arguments && strcmp(*arguments, "--"); arguments++)
        if (!strcmp(*arguments, "--help") || !strcmp(*arguments, "-h")) return true;
    return false;
}

static enum status without_verb(const char *word, struct report *report) {
    if (!word) return usage_error(report, "call/no-verb", "teikit --help", "name what to do");
    if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help"))
        return help(report);
    if (!strcmp(word, "--version")) return version(report);
    return usage_error(report, "call/unknown-verb", "teikit --help", "there is no verb \"%s\"",
                       word);
}

static const struct verb *verb_named(const char *name) {
    for (size_t i = 0; name && i < VERBS; i++)
        if (!strcmp(verbs[i]->name, name)) return verbs[i];
    return NULL;
}

int main(int count, char **arguments) {
    /* A write that fails is a finding, not a death. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    pages_prepare();
    const char *word = count > 1 ? arguments[1] : NULL;
    bool help_first = word && !strcmp(word, "help") && count > 2;
    const struct verb *verb = verb_named(help_first ? arguments[2] : word);
    if (verb && !help_first && !asks_for_help(arguments + 2))
        return (int)verb->run(verb, arguments + 2);
    struct report *report = report_on_stderr();
    return (int)report_end(report, verb ? verb_help(verb, report)
                                        : without_verb(help_first ? arguments[2] : word, report));
}
