/* Messages: libxslt says what is wrong in pieces of text, first where, then what; a line that is
   complete becomes a finding with the stylesheet's file and line. */
#include "transform/internal.h"

#include "base/memory.h"

#include <libxml/uri.h>
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

char *address_file(const char *address) {
    if (!strncmp(address, "file://", 7)) address += 7;
    char *path = xmlURIUnescapeString(address, 0, NULL);
    char *file = memory_copy(path ? path : address, strlen(path ? path : address));
    xmlFree(path);
    return file;
}

/* Sets the place to that of the instruction which is carried out, if one is. */
static void place_at_instruction(struct session *session) {
    const xmlNode *instruction = session->context ? session->context->inst : NULL;
    if (!instruction || session->file || !instruction->doc || !instruction->doc->URL) return;
    session->file = address_file((const char *)instruction->doc->URL);
    session->line = (size_t)xmlGetLineNo(instruction);
}

static void forget_place(struct session *session) {
    free(session->file);
    session->file = NULL;
    session->line = 0;
}

/* Where in the document the stylesheet is, for the end of a message: a batch has many of them. */
static void append_document(const struct session *session, struct buffer *message) {
    if (!session->context || (session->file && !strcmp(session->file, session->name))) return;
    const xmlNode *node = session->context->node;
    bool placed = node && node->doc == session->context->initialContextDoc;
    long line = placed ? xmlGetLineNo(node) : 0;
    buffer_print(message, line > 0 ? " (at %s:%ld)" : " (at %s)", session->name, line);
}

/* Keeps an error until libxslt says where it is; the first counts. */
static void keep_unplaced(struct session *session, const char *code, const char *message) {
    if (session->unplaced) return;
    session->unplaced = memory_copy(message, strlen(message));
    session->unplaced_code = code;
}

void session_refuse(struct session *session, const char *code, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    place_at_instruction(session);
    if (session->file) {
        append_document(session, &message);
        session_error(session, code, session->file, session->line, 0, "%s", message.bytes);
        forget_place(session);
    } else {
        keep_unplaced(session, code, message.bytes);
    }
    buffer_free(&message);
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
    char *address = placed ? memory_copy(file, (size_t)(number - file)) : NULL;
    session->file =
        address ? address_file(address) : memory_copy(session->name, strlen(session->name));
    free(address);
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

/* Errors of libxslt that have codes of their own, and what helps; a message of NULL is libxslt's.
 */
static const struct {
    const char *words, *code, *message, *hint;
} known_errors[] = {
    {"Network file read for ", "xslt/not-fetched", NULL, NULL},
    {"File write for ", "xslt/forbidden", NULL, "--allow-write FOLDER lets it write there"},
    {"infinite template recursion", "xslt/too-deep",
     "templates call each other too deep, perhaps without end",
     "--max-depth N lets them go deeper"},
    {" refused", "xslt/forbidden", NULL, NULL}};
enum { KNOWN_ERRORS = sizeof known_errors / sizeof *known_errors };

/* XSLT 1.0 §2.5: a stylesheet of a later version is run as far as it goes. */
static const char later_version[] = "features are supported";

/* Says what is wrong at the place that libxslt has named.  What was left without a place before is
   the better message. */
static void say_error(struct session *session, const char *line) {
    const char *words = session->unplaced ? session->unplaced : without_function(line);
    struct finding finding = {.severity = SEVERITY_ERROR,
                              .code = session->unplaced ? session->unplaced_code : "xslt/error",
                              .file = session->file,
                              .line = session->line};
    for (size_t i = 0; i < KNOWN_ERRORS && !session->unplaced; i++) {
        if (!strstr(line, known_errors[i].words)) continue;
        finding.code = known_errors[i].code;
        finding.hint = known_errors[i].hint;
        if (known_errors[i].message) words = known_errors[i].message;
        break;
    }
    struct buffer message = {0};
    buffer_text(&message, words);
    append_document(session, &message);
    finding.message = message.bytes;
    report_add(session->report, &finding);
    session->errors++;
    buffer_free(&message);
    free(session->unplaced);
    session->unplaced = NULL;
}

/* A word of xsl:message, at the instruction that says it. */
static void say_message(struct session *session, const char *line) {
    struct buffer message = {0};
    buffer_text(&message, line);
    place_at_instruction(session);
    if (session->file) append_document(session, &message);
    report_say(session->report, SEVERITY_NOTE, "xslt/message",
               session->file ? session->file : session->name, session->line, 0, "%s",
               message.bytes);
    buffer_free(&message);
}

/* A whole line that libxslt said: a word of xsl:message, the heading of an error, or what is wrong.
   What it adds to an error, such as the templates that it was in, is left out. */
static void take_line(struct session *session, const char *line) {
    if (!*line || (!session->is_message && read_heading(session, line))) return;
    bool said_before = strstr(line, " rights for ") || /* after "… refused" */
                       (strstr(line, "unable to load ") && !session->unplaced);
    if (session->file && strstr(line, later_version))
        report_say(session->report, SEVERITY_WARNING, "xslt/version", session->file, session->line,
                   0, "is written for a later XSLT than 1.0, and run as XSLT 1.0");
    else if (session->file && strstr(line, " has not been declared.") && !session->unplaced)
        keep_unplaced(session, "xslt/xpath", without_function(line)); /* XPath says it again */
    else if (session->file && !said_before)
        say_error(session, line);
    else if (session->is_message || !session->errors)
        say_message(session, line);
    forget_place(session);
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
        keep_unplaced(session, "xslt/xpath", message.bytes);
        buffer_free(&message);
        session->errors++; /* it counts, wherever it will be said to stand */
        return;
    }
    char *file = session->file || !error->file ? NULL : address_file(error->file);
    size_t line = session->file ? session->line : (size_t)(error->line > 0 ? error->line : 0);
    session_error(session, "xslt/error",
                  session->file ? session->file
                  : file        ? file
                                : session->name,
                  line, 0, "%.*s", (int)length, error->message);
    free(file);
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
    if (words) keep_unplaced(session, "xslt/xpath", words + 2);
    buffer_free(&message);
}

/* An error that was left without a place. */
static void say_unplaced(struct session *session) {
    if (session->unplaced)
        session_error(session, session->unplaced_code, session->name, 0, 0, "%s",
                      session->unplaced);
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
    forget_place(session);
    xsltSetGenericErrorFunc(NULL, NULL);
    xmlSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
}
