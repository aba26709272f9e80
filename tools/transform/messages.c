/* Messages: libxslt says what is wrong in pieces of text, first where, then what; a line that is
   complete becomes a finding with the stylesheet's file and line. */
#include "transform/internal.h"

#include "base/memory.h"

#include <libxml/xmlerror.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

void session_error(struct session *session, const char *code, const char *file, size_t line,
                   size_t column, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    report_say(session->report, SEVERITY_ERROR, code, file, line, column, "%s", message.bytes);
    buffer_free(&message);
    session->errors++;
}

/* The file that the user named, of an address that libxslt gives. */
static const char *file_of(const char *address) {
    if (!strncmp(address, "file://", 7)) return address + 7;
    return address;
}

/* Reads the heading with which libxslt begins an error: "…error: file F line N element E", or less
   where it does not know the place. */
static bool read_heading(struct session *session, const char *line) {
    const char *file = strstr(line, "error: file "), *number = strstr(line, " line ");
    size_t length = strlen(line);
    bool placed = file && number && number > file;
    bool ends_so = length >= strlen("error") && !strcmp(line + length - strlen("error"), "error");
    if (!placed && !ends_so && !strstr(line, "error: element ")) return false;
    free(session->file);
    if (placed) file += strlen("error: file ");
    session->file = placed ? memory_copy(file, (size_t)(number - file))
                           : memory_copy(session->name, strlen(session->name));
    session->line = placed ? strtoul(number + strlen(" line "), NULL, 10) : 0;
    return true;
}

/* What an error says, without the name of libxslt's function before it: "xsltCompile : …". */
static const char *without_function(const char *line) {
    size_t length = strncmp(line, "xslt", 4) ? 0 : strcspn(line, " :");
    length += strspn(line + length, " ");
    return length && line[length] == ':' ? line + length + 1 + strspn(line + length + 1, " ")
                                         : line;
}

/* What libxslt says of what a stylesheet may not have, and the codes for it. */
static const struct {
    const char *words, *code;
} refusals[] = {{"Network file read for ", "xslt/not-fetched"}, {" refused", "xslt/forbidden"}};
enum { REFUSALS = sizeof refusals / sizeof *refusals };

/* XSLT 1.0 §2.5: a stylesheet of a later version is run as far as it goes. */
static const char later_version[] = "features are supported";

/* Says what is wrong at the place that libxslt has named.  Where XPath had said it before, that is
   the better message. */
static void say_error(struct session *session, const char *line) {
    const char *code = session->unplaced ? "xslt/xpath" : "xslt/error";
    for (size_t i = REFUSALS; i-- > 0 && !session->unplaced;)
        if (strstr(line, refusals[i].words)) code = refusals[i].code;
    session_error(session, code, file_of(session->file), session->line, 0, "%s",
                  session->unplaced ? session->unplaced : without_function(line));
    free(session->unplaced);
    session->unplaced = NULL;
}

/* A whole line that libxslt said: a word of xsl:message, the heading of an error, or what is wrong.
   What it adds to an error, such as the templates that it was in, is left out. */
static void take_line(struct session *session, const char *line) {
    if (!*line || (!session->is_message && read_heading(session, line))) return;
    bool said_before = strstr(line, " rights for "); /* after "… refused" */
    if (session->file && strstr(line, later_version))
        report_say(session->report, SEVERITY_WARNING, "xslt/version", file_of(session->file),
                   session->line, 0, "is written for a later XSLT than 1.0, and run as XSLT 1.0");
    else if (session->file && !said_before)
        say_error(session, line);
    else if (session->is_message || !session->errors)
        report_say(session->report, SEVERITY_NOTE, "xslt/message", session->name, 0, 0, "%s", line);
    free(session->file);
    session->file = NULL;
    session->line = 0;
}

static void hear_xslt(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void hear_xslt(void *context, const char *format, ...) {
    struct session *session = context;
    va_list arguments;
    /* Whole texts come as "%s": errors, below their headings, and those of xsl:message, whatever
       they look like; a line end that they lack comes after them. */
    if (strcmp(format, "\n")) session->is_message = !session->file && !strcmp(format, "%s");
    va_start(arguments, format);
    buffer_vprint(&session->message, format, arguments);
    va_end(arguments);
    char *line = session->message.bytes, *end;
    for (; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        take_line(session, line);
    }
    size_t rest = strlen(line);
    memmove(session->message.bytes, line, rest + 1);
    session->message.length = rest;
}

/* libxml2's own errors, such as those of XPath expressions; parsers have a handler of their own. */
static void hear_xml(void *context, xmlErrorPtr error) {
    struct session *session = context;
    if (error->level < XML_ERR_ERROR || !error->message) return;
    size_t length = strcspn(error->message, "\n");
    if (error->domain == XML_FROM_XPATH) {
        if (session->unplaced) return; /* what follows from the first */
        struct buffer message = {0};
        buffer_print(&message, "%.*s%s%s", (int)length, error->message, error->str1 ? ": " : "",
                     error->str1 ? error->str1 : "");
        session->unplaced = message.bytes;
        session->errors++; /* it counts, wherever it will be said to stand */
        return;
    }
    const char *file = session->file ? file_of(session->file)
                       : error->file ? file_of(error->file)
                                     : session->name;
    size_t line = session->file ? session->line : (size_t)(error->line > 0 ? error->line : 0);
    session_error(session, "xslt/error", file, line, 0, "%.*s", (int)length, error->message);
}

static void hear_generic(void *context, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What XPath prints outright: which function or variable it does not know.  The error that follows
   says less. */
static void hear_generic(void *context, const char *format, ...) {
    struct session *session = context;
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    message.bytes[strcspn(message.bytes, "\n")] = '\0';
    const char *words = strncmp(message.bytes, "xmlXPath", 8) ? NULL : strstr(message.bytes, ": ");
    if (words && !session->unplaced) session->unplaced = memory_copy(words + 2, strlen(words + 2));
    buffer_free(&message);
}

/* An error of XPath that was left without a place. */
static void say_unplaced(struct session *session) {
    if (session->unplaced)
        session_error(session, "xslt/xpath", session->name, 0, 0, "%s", session->unplaced);
    free(session->unplaced);
    session->unplaced = NULL;
}

void session_begin(struct session *session) {
    xsltSetGenericErrorFunc(session, hear_xslt);
    xmlSetGenericErrorFunc(session, hear_generic);
    xmlSetStructuredErrorFunc(session, hear_xml);
}

void session_end(struct session *session) {
    if (session->message.length) take_line(session, session->message.bytes);
    say_unplaced(session);
    buffer_free(&session->message);
    free(session->file);
    session->file = NULL;
    xsltSetGenericErrorFunc(NULL, NULL);
    xmlSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
}
