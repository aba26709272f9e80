/* teikit: names the verb and hands over. */
#include "base/buffer.h"
#include "base/libraries.h"
#include "base/memory.h"
#include "base/pages.h"
#include "verbs/manual.h"

#include <libxml/parser.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static enum status help(const struct verb *verb, struct report *report) {
    struct buffer text = {0};
    help_write(verb, &text);
    enum status status = print_text(text.bytes, text.length, report);
    buffer_free(&text);
    return status;
}

static enum status version(struct report *report) {
    static const char text[] = "teikit " TEIKIT_VERSION " (libxml2 " LIBXML_DOTTED_VERSION ")\n";
    return print_text(text, sizeof text - 1, report);
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
        return help(NULL, report);
    if (!strcmp(word, "--version")) return version(report);
    return usage_error(report, "call/unknown-verb", "teikit --help", "there is no verb \"%s\"",
                       word);
}

static const struct verb *named(const char *word) {
    return word ? verb_named(word, strlen(word)) : NULL;
}

static int run(int count, char **arguments) {
    const char *word = count > 1 ? arguments[1] : NULL;
    bool help_first = word && !strcmp(word, "help") && count > 2;
    const struct verb *verb = named(help_first ? arguments[2] : word);
    if (verb && !help_first && !asks_for_help(arguments + 2))
        return (int)verb->run(verb, arguments + 2);
    struct report *report = report_on_stderr();
    return (int)report_end(report, verb ? help(verb, report)
                                        : without_verb(help_first ? arguments[2] : word, report));
}

/* Whether the program has come to its end by itself. */
static bool ended;

/* Where its sort finds no memory, libxml2 ends the process by exit(1). */
static void note_exit(void) {
    if (!ended) memory_exhausted();
}

int main(int count, char **arguments) {
    /* A write that fails is a finding, not a death. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    pages_prepare();
    libraries_prepare();
    atexit(note_exit);
    int status = run(count, arguments);
    ended = true;
    return status;
}
