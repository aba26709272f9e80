/* Manual pages, in the macros of man(7): the section of docs/verbs.md on the verb, and its options.
 */
#include "verbs/manual.h"

#include "base/builtin.h"

#include <ctype.h>
#include <string.h>

/* ---- text ---- */

/* Appends text so that troff prints it as it is; a hyphen stays one that can be copied. */
static void escape(const char *text, size_t length, struct buffer *page) {
    for (size_t i = 0; i < length; i++) {
        bool begins_line = !page->length || page->bytes[page->length - 1] == '\n';
        if (begins_line && (text[i] == '.' || text[i] == '\'')) buffer_text(page, "\\&");
        if (text[i] == '\\')
            buffer_text(page, "\\e");
        else if (text[i] == '-')
            buffer_text(page, "\\-");
        else
            buffer_byte(page, text[i]);
    }
}

/* Where `sign` stands next in the span; its end where it does not. */
static const char *find(const char *text, const char *end, const char *sign) {
    const char *found = strstr(text, sign);
    return found && found < end ? found : end;
}

/* Appends a paragraph of Markdown: words in ** or ` become bold. */
static void write_paragraph(const char *text, const char *end, struct buffer *page) {
    while (text < end) {
        const char *code = find(text, end, "`"), *bold = find(text, end, "**");
        const char *sign = code < bold ? "`" : "**", *start = code < bold ? code : bold;
        escape(text, (size_t)(start - text), page);
        if (start == end) break;
        start += strlen(sign);
        const char *close = find(start, end, sign);
        buffer_text(page, "\\fB");
        escape(start, (size_t)(close - start), page);
        buffer_text(page, "\\fR");
        text = close < end ? close + strlen(sign) : end;
    }
    buffer_byte(page, '\n');
}

static void write_code(const char *text, const char *end, struct buffer *page) {
    buffer_text(page, ".RS 4\n.nf\n");
    escape(text, (size_t)(end - text), page);
    buffer_text(page, ".fi\n.RE\n");
}

/* ---- the verb's section ---- */

/* The text of the section with that heading in docs/verbs.md, and its end. */
static const char *find_section(const char *heading, const char **end) {
    const struct builtin *doc = builtin_find("docs/verbs.md");
    struct buffer line = {0};
    buffer_print(&line, "\n## %s\n", heading);
    const char *start = strstr(doc->bytes, line.bytes);
    start = start ? start + line.length : doc->end;
    *end = find(start, doc->end, "\n## ");
    buffer_free(&line);
    return start;
}

static const char fence[] = "```\n";

static void write_description(const char *name, struct buffer *page) {
    const char *end, *text = find_section(name, &end);
    end = find(text, end, fence);
    buffer_text(page, ".SH DESCRIPTION\n");
    while (text < end) {
        text += strspn(text, "\n");
        const char *next = find(text, end, "\n\n");
        if (text < next) {
            buffer_text(page, ".PP\n");
            write_paragraph(text, next, page);
        }
        text = next;
    }
}

static void write_examples(const char *name, struct buffer *page) {
    const char *end, *text = find_section(name, &end);
    const char *calls = find(text, end, fence);
    if (calls == end) return;
    calls += sizeof fence - 1;
    buffer_text(page, ".SH EXAMPLES\n");
    write_code(calls, find(calls, end, fence), page);
}

/* ---- the rest ---- */

static void write_options(const struct option *option, struct buffer *page) {
    for (; option && option->name; option++) {
        buffer_text(page, ".TP\n");
        if (option->letter) buffer_print(page, "\\fB\\-%c\\fR, ", option->letter);
        buffer_text(page, "\\fB\\-\\-");
        escape(option->name, strlen(option->name), page);
        buffer_text(page, "\\fR");
        if (option->argument) {
            buffer_text(page, " \\fI");
            escape(option->argument, strlen(option->argument), page);
            buffer_text(page, "\\fR");
        }
        buffer_byte(page, '\n');
        write_paragraph(option->help, option->help + strlen(option->help), page);
    }
}

static void write_verbs(struct buffer *page) {
    buffer_text(page, ".SH VERBS\n");
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        buffer_print(page, ".TP\n\\fBteikit\\-%s\\fR(1)\n", (*verb)->name);
        write_paragraph((*verb)->summary, strchr((*verb)->summary, '\0'), page);
    }
    buffer_text(page, ".TP\n\\fBteikit \\-\\-version\\fR\nthe version, and that of libxml2\n");
}

static const char inputs[] = ".SH INPUTS\n\\fIINPUT\\fR is a file, a folder (searched through), "
                             "\\fB@\\fILIST\\fR (a file of "
                             "names, one a line) or \\fB\\-\\fR (standard input).\n";

static const char statuses[] = ".SH EXIT STATUS\n.TP\n0\ndone, nothing found\n.TP\n1\na document "
                               "is at fault\n.TP\n2\nthe call, "
                               "a schema, a stylesheet, a profile or a file is at "
                               "fault\n.TP\n130\nended by Ctrl\\-C, with what "
                               "was found so far\n";

static const char environment[] =
    ".SH ENVIRONMENT\n.TP\nNO_COLOR\nif set, nothing is coloured on a terminal\n.TP\nTMPDIR\nwhere "
    "standard input is kept that has to be read more than once\n.TP\nXML_CATALOG_FILES\nXML "
    "catalogs "
    "that say where files of schemas are\n";

void manual_write(const struct verb *verb, struct buffer *page) {
    const char *name = verb ? verb->name : "";
    buffer_text(page, ".TH TEIKIT");
    for (const char *letter = name; *letter; letter++)
        buffer_print(page, "%s%c", letter == name ? "\\-" : "", toupper((unsigned char)*letter));
    buffer_print(page, " 1 \"\" \"teikit %s\" \"User Commands\"\n", TEIKIT_VERSION);
    buffer_print(page, ".SH NAME\nteikit%s%s \\- %s\n", verb ? "\\-" : "", name,
                 verb ? verb->summary : "plain text to TEI, TEI checked, TEI to HTML and text");
    buffer_text(page, ".SH SYNOPSIS\n");
    const char *usage = verb ? verb->usage : "teikit VERB [OPTION]... [INPUT]...";
    write_paragraph(usage, usage + strlen(usage), page);
    write_description(verb ? name : "teikit", page);
    if (!verb) write_verbs(page);
    if (verb && verb->options->name) buffer_text(page, ".SH OPTIONS\n");
    if (verb) write_options(verb->options, page), write_options(verb->shared, page);
    if (!verb || strstr(verb->usage, "INPUT")) buffer_text(page, inputs);
    buffer_text(page, statuses);
    if (!verb) buffer_text(page, environment);
    write_examples(verb ? name : "teikit", page);
    buffer_text(page, ".SH SEE ALSO\n");
    buffer_print(page, verb ? "\\fBteikit\\fR(1)\n"
                            : "\\fBteikit explain\\fR says what a finding means.\n");
}
