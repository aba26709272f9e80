/* What a violated assertion becomes: a finding at the node that it is about, with its text filled
   in and a severity. */
#include "schematron/run.h"

#include <libxml/tree.h>
#include <string.h>

/* ---- severities ---- */

/* ISO leaves the words of @role open; @severity (ISO 2025) has some of the same. */
static const struct {
    const char *role;
    enum severity severity;
} severities[] = {
    {"fatal", SEVERITY_ERROR},        {"critical", SEVERITY_ERROR},
    {"error", SEVERITY_ERROR},        {"err", SEVERITY_ERROR},
    {"must", SEVERITY_ERROR},         {"severe", SEVERITY_ERROR},
    {"nonfatal", SEVERITY_WARNING},   {"non-fatal", SEVERITY_WARNING},
    {"warning", SEVERITY_WARNING},    {"warn", SEVERITY_WARNING},
    {"caution", SEVERITY_WARNING},    {"should", SEVERITY_WARNING},
    {"information", SEVERITY_NOTE},   {"info", SEVERITY_NOTE},
    {"informational", SEVERITY_NOTE}, {"note", SEVERITY_NOTE},
    {"notice", SEVERITY_NOTE},        {"hint", SEVERITY_NOTE},
    {"message", SEVERITY_NOTE},       {"may", SEVERITY_NOTE},
    {"debug", SEVERITY_NOTE},         {"trace", SEVERITY_NOTE},
    {"log", SEVERITY_NOTE},           {"suggestion", SEVERITY_NOTE},
};
enum { SEVERITIES = sizeof severities / sizeof *severities };

static bool severity_named(const char *role, enum severity *severity) {
    for (size_t i = 0; role && i < SEVERITIES; i++) {
        if (xmlStrcasecmp(BAD_CAST severities[i].role, BAD_CAST role)) continue;
        *severity = severities[i].severity;
        return true;
    }
    return false;
}

/* The nearest that says something. */
static enum severity severity_of(const struct result *result) {
    const char *const roles[] = {result->severity, result->assertion->about.role,
                                 result->rule->about.role, result->rule->pattern->about.role};
    enum severity severity = SEVERITY_ERROR;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (severity_named(roles[i], &severity)) break;
    return severity;
}

/* ---- the node ---- */

/* ISO 5.4.13: @subject leads to the node that the result is about. */
static void find_subject(struct run *run, const struct firing *firing, struct result *result) {
    struct expression *subject =
        result->assertion->subject ? result->assertion->subject : firing->rule->subject;
    struct xpath_sequence found;
    result->tree = run->tree;
    result->node = firing->node;
    if (!subject || !run_evaluate(run, subject, &firing->item, &found)) return;
    if (!found.count || found.items->type != XPATH_NODE) return;
    result->tree = found.items->as.node.tree;
    result->node = found.items->as.node.index;
}

/* ---- texts ---- */

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Appends the text with white space normalised. */
static void append_collapsed(struct buffer *to, const struct buffer *text) {
    size_t start = to->length;
    for (size_t i = 0; i < text->length; i++) {
        if (!is_space(text->bytes[i]))
            buffer_byte(to, text->bytes[i]);
        else if (to->length > start && to->bytes[to->length - 1] != ' ')
            buffer_byte(to, ' ');
    }
    if (to->length > start && to->bytes[to->length - 1] == ' ') to->bytes[--to->length] = '\0';
}

static void append_message(struct run *run, const struct message *message,
                           const struct firing *firing, struct buffer *to) {
    run->text.length = 0;
    message_append(run, message, firing, false, &run->text);
    append_collapsed(to, &run->text);
}

/* An assertion without a text says what it tests. */
static void write_message(struct run *run, const struct assertion *assertion,
                          const struct firing *firing, struct buffer *message) {
    append_message(run, assertion->message, firing, message);
    if (message->length) return;
    struct buffer test = {0};
    buffer_text(&test, assertion->test->text);
    buffer_text(message, assertion->is_report ? "it is reported that " : "it is asserted that ");
    append_collapsed(message, &test);
    buffer_free(&test);
}

static void write_hint(struct run *run, const struct result *result, const struct firing *firing,
                       struct buffer *hint) {
    const struct assertion *assertion = result->assertion;
    for (const struct reference *at = assertion->references; at; at = at->next) {
        if (hint->length) buffer_text(hint, "; ");
        if (at->is_property) buffer_print(hint, "%s: ", at->about.id);
        append_message(run, at->message, firing, hint);
    }
    const char *see = assertion->about.see ? assertion->about.see : result->rule->about.see;
    if (!see) see = result->rule->pattern->about.see;
    if (see) buffer_print(hint, "%ssee %s", hint->length ? "; " : "", see);
}

/* The nearest id. */
static void write_code(const struct result *result, struct buffer *code) {
    const char *const ids[] = {result->assertion->about.id, result->rule->about.id,
                               result->rule->pattern->about.id};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (!ids[i] || xmlValidateNCName(BAD_CAST ids[i], 0)) continue;
        buffer_print(code, "schematron/%s", ids[i]);
        return;
    }
    buffer_text(code, result->assertion->is_report ? "schematron/report" : "schematron/assert");
}

/* ---- the finding ---- */

static void add_finding(struct run *run, const struct result *result, const struct firing *firing) {
    struct buffer code = {0}, message = {0}, hint = {0}, path = {0};
    struct xml_place place = tree_place(result->tree, result->node);
    write_code(result, &code);
    write_message(run, result->assertion, firing, &message);
    write_hint(run, result, firing, &hint);
    tree_path(result->tree, result->node, &path);
    report_add(run->report, &(struct finding){.severity = severity_of(result),
                                              .code = code.bytes,
                                              .file = place.file ? place.file : result->tree->file,
                                              .line = place.line,
                                              .column = place.column,
                                              .message = message.bytes,
                                              .hint = hint.length ? hint.bytes : NULL,
                                              .xpath = path.bytes});
    buffer_free(&code);
    buffer_free(&message);
    buffer_free(&hint);
    buffer_free(&path);
}

void result_say(struct run *run, const struct assertion *assertion, const struct firing *firing) {
    struct result result = {.assertion = assertion, .rule = firing->rule};
    struct buffer severity = {0};
    find_subject(run, firing, &result);
    result.severity = assertion->about.severity;
    if (assertion->severity) {
        bool known = run_evaluate_string(run, assertion->severity, &firing->item, &severity);
        result.severity = known && severity.length ? severity.bytes : NULL;
    }
    add_finding(run, &result, firing);
    if (run->bodies) svrl_result(run, &result, firing);
    buffer_free(&severity);
}
