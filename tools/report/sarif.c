/* Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, its results written as they
   come, and behind them what only the end knows: the tool with the rules, and what was said of no
   file, which services do not take for a result. */
#include "report/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <jansson.h>
#include <libxml/hash.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct state {
    size_t results;
    json_t *notifications; /* SARIF 3.58: findings about no file */
    bool failed;           /* one of them is an error */
    xmlHashTable *alike;   /* how many results have a fingerprint so far, as an entry's value */
};

static json_t *text_of(const char *string) {
    struct buffer clean = {0};
    clean_append(&clean, string);
    json_t *text = json_string(clean.length ? clean.bytes : "");
    buffer_free(&clean);
    return text;
}

/* The file as a relative URI reference or a file: URI (SARIF 3.4.3, RFC 3986 section 2). */
static json_t *uri_of(const char *file) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-._~/!$&'()*+,;=@";
    struct buffer uri = {0};
    if (*file == '/') buffer_text(&uri, "file://");
    for (const char *c = file; *c; c++)
        if (strchr(plain, *c))
            buffer_byte(&uri, *c);
        else
            buffer_print(&uri, "%%%02X", (unsigned)(unsigned char)*c);
    json_t *text = json_string(uri.length ? uri.bytes : "");
    buffer_free(&uri);
    return text;
}

static void begin(struct sink *sink) {
    struct state *state = sink->state = memory_allocate(1, sizeof *state);
    state->notifications = json_array();
    state->alike = xmlHashCreate(0);
    if (!state->alike) memory_exhausted();
    fputs("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
          "sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":"
          "\"unicodeCodePoints\",\"automationDetails\":{\"id\":\"teikit/\"},\"results\":[",
          sink->stream);
}

static json_t *location_of(const struct finding *finding) {
    json_t *location = json_object(), *physical = json_object(), *artifact = json_object();
    json_object_set_new(artifact, "uri", uri_of(finding->file));
    json_object_set_new(physical, "artifactLocation", artifact);
    if (finding->line) {
        json_t *region = json_object();
        json_object_set_new(region, "startLine", json_integer((json_int_t)finding->line));
        if (finding->column)
            json_object_set_new(region, "startColumn", json_integer((json_int_t)finding->column));
        json_object_set_new(physical, "region", region);
    }
    json_object_set_new(location, "physicalLocation", physical);
    if (finding->xpath)
        json_object_set_new(location, "logicalLocations",
                            json_pack("[{s:o}]", "fullyQualifiedName", text_of(finding->xpath)));
    return location;
}

/* What stays the same where lines are added before the place, so that services know the finding
   again: a digest of code, file and message, and a number among those that are alike
   (SARIF 3.27.17).
 */
static json_t *fingerprint_of(struct state *state, const struct finding *finding) {
    enum { KEPT = 8 }; /* bytes of the digest */
    const char *const parts[] = {finding->code, finding->file, finding->message};
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    struct buffer text = {0};
    sha256_init(&context);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        sha256_update(&context, strlen(parts[i]) + 1, (const uint8_t *)parts[i]);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < KEPT; i++)
        buffer_print(&text, "%02x", digest[i]);
    const xmlChar *key = (const xmlChar *)text.bytes;
    size_t number = (size_t)(uintptr_t)xmlHashLookup(state->alike, key) + 1;
    xmlHashUpdateEntry(state->alike, key, (void *)(uintptr_t)number, NULL);
    buffer_print(&text, ":%zu", number);
    json_t *fingerprint = json_string(text.bytes);
    buffer_free(&text);
    return fingerprint;
}

/* The message and level that results and notifications have. */
static json_t *described(const struct finding *finding) {
    struct buffer message = {0};
    clean_append(&message, finding->message);
    if (finding->hint) buffer_text(&message, "\nhint: "), clean_append(&message, finding->hint);
    json_t *object = json_pack("{s:s, s:{s:o}}", "level", report_severity_names[finding->severity],
                               "message", "text", json_string(message.length ? message.bytes : ""));
    buffer_free(&message);
    return object;
}

static void add(struct sink *sink, const struct finding *finding) {
    struct state *state = sink->state;
    json_t *object = described(finding);
    if (!finding->file) {
        json_object_set_new(object, "descriptor", json_pack("{s:s}", "id", finding->code));
        json_array_append_new(state->notifications, object);
        state->failed |= finding->severity == SEVERITY_ERROR;
        return;
    }
    json_object_set_new(object, "ruleId", json_string(finding->code));
    json_object_set_new(object, "locations", json_pack("[o]", location_of(finding)));
    json_object_set_new(object, "partialFingerprints",
                        json_pack("{s:o}", "findingHash/v1", fingerprint_of(state, finding)));
    fputs(state->results++ ? ",\n" : "\n", sink->stream);
    json_dumpf(object, sink->stream, JSON_COMPACT);
    json_decref(object);
}

/* ---- the end ---- */

static json_t *text_object(const char *text, size_t length) {
    return json_pack("{s:o}", "text", json_stringn(text, length));
}

/* What the code means: in a sentence, in a paragraph, and whole (SARIF 3.49). */
static void set_help(json_t *rule, const char *code) {
    struct explanation help;
    if (!report_explain(code, &help)) return;
    const char *end = help.text + help.length, *paragraph = strstr(help.text, "\n\n"),
               *sentence = strstr(help.text, ". ");
    if (!paragraph || paragraph > end) paragraph = end;
    sentence = sentence && sentence < paragraph ? sentence + 1 : paragraph;
    json_t *whole = text_object(help.text, help.length);
    json_object_set_new(whole, "markdown", json_stringn(help.text, help.length));
    json_object_set_new(rule, "shortDescription",
                        text_object(help.text, (size_t)(sentence - help.text)));
    json_object_set_new(rule, "fullDescription",
                        text_object(help.text, (size_t)(paragraph - help.text)));
    json_object_set_new(rule, "help", whole);
}

/* Such as RngElementUnknown. */
static json_t *name_of(const char *code) {
    struct buffer name = {0};
    bool begins_word = true;
    for (; *code; code++) {
        bool in_word = isalnum((unsigned char)*code);
        if (in_word) buffer_byte(&name, begins_word ? (char)toupper((unsigned char)*code) : *code);
        begins_word = !in_word;
    }
    json_t *string = json_string(name.length ? name.bytes : "");
    buffer_free(&name);
    return string;
}

static json_t *rules_of(const struct totals *totals) {
    json_t *rules = json_array();
    for (size_t i = 0; i < totals->code_count; i++) {
        const struct code_count *code = &totals->codes[i];
        json_t *rule =
            json_pack("{s:s, s:o, s:{s:s}}", "id", code->code, "name", name_of(code->code),
                      "defaultConfiguration", "level", report_severity_names[code->severity]);
        set_help(rule, code->code);
        json_array_append_new(rules, rule);
    }
    return rules;
}

static void end(struct sink *sink, const struct totals *totals) {
    struct state *state = sink->state;
    json_t *tool =
        json_pack("{s:{s:s, s:s, s:s, s:o}}", "driver", "name", "teikit", "fullName",
                  "teikit " TEIKIT_VERSION, "version", TEIKIT_VERSION, "rules", rules_of(totals));
    json_t *invocations = json_pack("[{s:b, s:o}]", "executionSuccessful", !state->failed,
                                    "toolConfigurationNotifications", state->notifications);
    fputs("],\n\"tool\":", sink->stream);
    json_dumpf(tool, sink->stream, JSON_COMPACT);
    fputs(",\n\"invocations\":", sink->stream);
    json_dumpf(invocations, sink->stream, JSON_COMPACT);
    fputs("}]}\n", sink->stream);
    json_decref(tool);
    json_decref(invocations);
    xmlHashFree(state->alike, NULL);
    free(state);
}

const struct report_format report_sarif = {.name = "sarif", .begin = begin, .add = add, .end = end};
