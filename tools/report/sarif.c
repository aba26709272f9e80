/* Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, its results written as they
   come, and behind them the tool with the rules, which only the end knows. */
#include "report/internal.h"

#include <jansson.h>
#include <string.h>

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
    fputs("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
          "sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":"
          "\"unicodeCodePoints\",\"results\":[",
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

static void add(struct sink *sink, const struct finding *finding) {
    struct buffer message = {0};
    clean_append(&message, finding->message);
    if (finding->hint) buffer_text(&message, "\nhint: "), clean_append(&message, finding->hint);
    json_t *result = json_pack("{s:s, s:s, s:{s:o}}", "ruleId", finding->code, "level",
                               report_severity_names[finding->severity], "message", "text",
                               json_string(message.length ? message.bytes : ""));
    if (finding->file)
        json_object_set_new(result, "locations", json_pack("[o]", location_of(finding)));
    fputs(sink->findings ? ",\n" : "\n", sink->stream);
    json_dumpf(result, sink->stream, JSON_COMPACT);
    json_decref(result);
    buffer_free(&message);
}

/* What the code means, the first paragraph also as the description (SARIF 3.49). */
static void set_help(json_t *rule, const char *code) {
    struct explanation help;
    if (!report_explain(code, &help)) return;
    const char *paragraph_end = strstr(help.text, "\n\n");
    size_t first =
        paragraph_end < help.text + help.length ? (size_t)(paragraph_end - help.text) : help.length;
    json_object_set_new(rule, "shortDescription",
                        json_pack("{s:o}", "text", json_stringn(help.text, first)));
    json_object_set_new(rule, "help",
                        json_pack("{s:o, s:o}", "text", json_stringn(help.text, help.length),
                                  "markdown", json_stringn(help.text, help.length)));
}

static void end(struct sink *sink, const struct totals *totals) {
    json_t *rules = json_array();
    for (size_t i = 0; i < totals->code_count; i++) {
        const struct code_count *code = &totals->codes[i];
        json_t *rule = json_pack("{s:s, s:{s:s}}", "id", code->code, "defaultConfiguration",
                                 "level", report_severity_names[code->severity]);
        set_help(rule, code->code);
        json_array_append_new(rules, rule);
    }
    json_t *tool = json_pack("{s:{s:s, s:s, s:o}}", "driver", "name", "teikit", "version",
                             TEIKIT_VERSION, "rules", rules);
    fputs("],\n\"tool\":", sink->stream);
    json_dumpf(tool, sink->stream, JSON_COMPACT);
    fputs("}]}\n", sink->stream);
    json_decref(tool);
}

const struct report_format report_sarif = {.name = "sarif", .begin = begin, .add = add, .end = end};
