/* What --help prints. */
#include "verbs/manual.h"

#include <string.h>

static const char inputs_help[] =
    "\nINPUT is a file, a folder (searched through), @LIST (a file of names, one a line)\n"
    "or - (standard input).\n";

static const char status_help[] =
    "\nExit status: 0 done, nothing found; 1 a document is at fault; 2 the call, a\n"
    "schema, a stylesheet, a profile or a file is at fault.\n";

static void list_verbs(struct buffer *text) {
    buffer_text(text, "teikit: plain text to TEI, TEI checked, TEI to HTML and text\n\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        buffer_print(text, "  %s\n      %s\n", (*verb)->usage, (*verb)->summary);
    buffer_text(text, "  teikit VERB --help\n      the options of a verb\n"
                      "  teikit --version\n      the version, and that of libxml2\n");
}

static void list_options(const struct option *option, struct buffer *text) {
    for (; option && option->name; option++) {
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

static void describe(const struct verb *verb, struct buffer *text) {
    buffer_print(text, "%s\n  %s\n", verb->usage, verb->summary);
    if (verb->options->name) buffer_text(text, "\n");
    list_options(verb->options, text);
    list_options(verb->shared, text);
}

void help_write(const struct verb *verb, struct buffer *text) {
    if (verb)
        describe(verb, text);
    else
        list_verbs(text);
    if (!verb || strstr(verb->usage, "INPUT")) buffer_text(text, inputs_help);
    buffer_text(text, status_help);
}
