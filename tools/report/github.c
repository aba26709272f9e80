/* Findings as workflow commands of GitHub Actions, which it shows beside the lines of a change. */
#include "report/internal.h"

/* Appends the words with what the runner would take for a part of the command written as %XX. */
static void escape(FILE *stream, const char *words, bool property) {
    struct buffer clean = {0};
    clean_append(&clean, words);
    for (const char *c = clean.bytes; c && *c; c++)
        if (*c == '%' || *c == '\r' || *c == '\n' || (property && (*c == ':' || *c == ',')))
            fprintf(stream, "%%%02X", (unsigned)*c);
        else
            putc(*c, stream);
    buffer_free(&clean);
}

static void add(struct sink *sink, const struct finding *finding) {
    static const char *const commands[] = {"notice", "warning", "error"};
    FILE *stream = sink->stream;
    fprintf(stream, "::%s title=", commands[finding->severity]);
    escape(stream, finding->code, true);
    if (finding->file) {
        fputs(",file=", stream);
        escape(stream, finding->file, true);
    }
    if (finding->line) fprintf(stream, ",line=%zu,endLine=%zu", finding->line, finding->line);
    if (finding->line && finding->column) fprintf(stream, ",col=%zu", finding->column);
    fputs("::", stream);
    escape(stream, finding->message, false);
    if (finding->hint) {
        fputs("%0Ahint: ", stream);
        escape(stream, finding->hint, false);
    }
    putc('\n', stream);
}

const struct report_format report_github = {.name = "github", .add = add};
