/* Findings in the Schematron Validation Report Language (ISO/IEC 19757-3:2025 annex D).  What rules
   found comes as elements of that language from those who checked them; findings of others, such as
   that a document is not well-formed, are its errors. */
#include "report/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* All is held to the end, since errors and prefixes stand before what is said of the first document
   but may come with the last one. */
struct state {
    struct buffer attributes, prefixes, errors, patterns;
    bool told; /* patterns of the document at hand are among those */
};

static void begin(struct sink *sink) {
    sink->state = memory_allocate(1, sizeof(struct state));
}

/* What findings of rules are, the patterns hold already. */
static bool is_of_rules(const struct finding *finding) {
    return !strncmp(finding->code, "schematron/", 11) && finding->xpath &&
           strcmp(finding->code, "schematron/dynamic-error") != 0;
}

/* The name of a file as a URI reference (RFC 3986 section 2), escaped. */
static void append_uri(struct buffer *xml, const char *file) {
    for (; *file; file++) {
        unsigned char c = (unsigned char)*file;
        if (c <= ' ' || c >= 0x7F || strchr("\"<>\\^`{|}%&", c))
            buffer_print(xml, "%%%02X", c);
        else
            buffer_byte(xml, (char)c);
    }
}

static void add(struct sink *sink, const struct finding *finding) {
    struct state *state = sink->state;
    struct buffer *errors = &state->errors;
    if (is_of_rules(finding)) return;
    buffer_text(errors, "  <svrl:error document=\"");
    append_uri(errors, finding->file ? finding->file : "");
    buffer_text(errors, "\" location=\"");
    if (finding->xpath)
        xml_append(errors, finding->xpath);
    else if (finding->line)
        buffer_print(errors, "%zu:%zu", finding->line, finding->column);
    buffer_print(errors, "\" code=\"%s\">", finding->code);
    xml_append(errors, finding->message);
    if (finding->hint) buffer_text(errors, "; "), xml_append(errors, finding->hint);
    buffer_text(errors, "</svrl:error>\n");
}

/* Appends the lines that are not there yet. */
static void add_lines(struct buffer *lines, const char *more) {
    for (size_t length; *more; more += length) {
        length = strcspn(more, "\n") + 1;
        char *line = memory_copy(more, length);
        if (!lines->length || !strstr(lines->bytes, line)) buffer_text(lines, line);
        free(line);
    }
}

static void take_svrl(struct sink *sink, const struct report_svrl *svrl) {
    struct state *state = sink->state;
    if (!state->attributes.length) buffer_text(&state->attributes, svrl->attributes);
    add_lines(&state->prefixes, svrl->prefixes);
    buffer_text(&state->patterns, svrl->patterns);
    state->told = true;
}

/* A document that no rules were asked about is told of as well. */
static void checked(struct sink *sink, const char *file) {
    struct state *state = sink->state;
    if (!state->told) {
        buffer_text(&state->patterns, "  <svrl:active-pattern documents=\"");
        append_uri(&state->patterns, file);
        buffer_text(&state->patterns, "\"/>\n");
    }
    state->told = false;
}

static void write(struct sink *sink, struct buffer *buffer) {
    if (buffer->length) fputs(buffer->bytes, sink->stream);
    buffer_free(buffer);
}

static void end(struct sink *sink, const struct totals *totals) {
    struct state *state = sink->state;
    (void)totals;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<svrl:schematron-output xmlns:svrl=\"http://purl.oclc.org/dsdl/svrl\"",
          sink->stream);
    write(sink, &state->attributes);
    fputs(">\n", sink->stream);
    write(sink, &state->errors);
    write(sink, &state->prefixes);
    write(sink, &state->patterns);
    fputs("</svrl:schematron-output>\n", sink->stream);
    free(state);
}

const struct report_format report_svrl_format = {
    .name = "svrl", .begin = begin, .add = add, .svrl = take_svrl, .checked = checked, .end = end};
