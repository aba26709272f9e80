/* libcyaml says in its own terms what is wrong with a YAML, in a line, and in lines behind it what
   that stands in; here this is said again for who wrote the YAML.  See yaml_complaint.h. */
#include "text/yaml_complaint.h"

#include "base/memory.h"
#include "text/spelling.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

/* ---- what libcyaml says ---- */

/* Reads "in mapping field 'words' (line: 3, column: 13)" and the like. */
static void hear_around(struct yaml_complaint *complaint, const char *line) {
    const char *place = strstr(line, "(line: "), *key = strstr(line, " field '");
    if (!place || complaint->depth == DEEPEST_COMPLAINT) return;
    struct yaml_around *around = &complaint->around[complaint->depth++];
    sscanf(place, "(line: %u, column: %u", &around->line, &around->column);
    if (key) snprintf(around->key, sizeof around->key, "%s", key + strlen(" field '"));
    around->key[strcspn(around->key, "'")] = '\0';
}

void yaml_complaint_hear(struct yaml_complaint *complaint, const char *format, va_list arguments) {
    struct buffer line = {0};
    buffer_vprint(&line, format, arguments);
    if (strncmp(line.bytes, "Load: ", 6) != 0)
        hear_around(complaint, line.bytes);
    else if (!complaint->heard.length)
        buffer_append(&complaint->heard, line.bytes + 6, strcspn(line.bytes + 6, "\n"));
    buffer_free(&line);
}

/* ---- what the schema has ---- */

static const cyaml_schema_field_t *field_named(const cyaml_schema_value_t *mapping,
                                               const char *name) {
    const cyaml_schema_field_t *field = mapping->mapping.fields;
    while (field->key && strcmp(field->key, name) != 0)
        field++;
    return field->key ? field : NULL;
}

/* The schema of what stands around the value at fault, from the index of `around` outwards on. */
static const cyaml_schema_value_t *schema_around(const struct yaml_complaint *complaint,
                                                 const cyaml_schema_value_t *schema, size_t first) {
    for (size_t i = complaint->depth; schema && i-- > first;) {
        const char *key = complaint->around[i].key;
        if (schema->type == CYAML_SEQUENCE) {
            schema = schema->sequence.entry;
        } else {
            const cyaml_schema_field_t *field =
                schema->type == CYAML_MAPPING ? field_named(schema, key) : NULL;
            schema = field ? &field->value : NULL;
        }
    }
    return schema;
}

/* ---- what is wrong with what ---- */

/* A complaint about a key of a mapping: `around` begins with the key before it. */
static const cyaml_schema_value_t *mapping_of(const struct yaml_complaint *complaint,
                                              const cyaml_schema_value_t *schema) {
    const cyaml_schema_value_t *mapping = schema_around(complaint, schema, complaint->depth > 0);
    return mapping && mapping->type == CYAML_MAPPING ? mapping : NULL;
}

static void tell_unknown_key(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                             const char *key) {
    enum { MOST_KEYS = 12 };
    const cyaml_schema_value_t *mapping = mapping_of(complaint, schema);
    const char *nearest = NULL;
    size_t best = spelling_tolerance(key) + 1, count = 0;
    struct buffer keys = {0};
    for (const cyaml_schema_field_t *field = mapping ? mapping->mapping.fields : NULL;
         field && field->key; field++, count++) {
        size_t distance = spelling_distance(key, field->key, best);
        if (distance < best) best = distance, nearest = field->key;
        buffer_print(&keys, "%s%s", count ? ", " : "", field->key);
    }
    buffer_print(&complaint->message, "\"%s\" is no key here", key);
    if (nearest)
        buffer_print(&complaint->message, ": did you mean \"%s\"?", nearest);
    else if (count && count <= MOST_KEYS)
        buffer_print(&complaint->message, ": the keys are %s", keys.bytes);
    else
        buffer_print(&complaint->message, "; `teikit explain %s` says where the keys are told",
                     complaint->code);
    buffer_free(&keys);
}

static void tell_missing_key(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                             const char *key) {
    (void)schema;
    buffer_print(&complaint->message, "the key \"%s\" is missing here", key);
    if (complaint->depth < 2) return;
    complaint->line = complaint->around[1].line;
    complaint->column = complaint->around[1].column;
}

static void tell_key_twice(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                           const char *key) {
    (void)schema;
    buffer_print(&complaint->message, "the key \"%s\" stands here a second time", key);
}

static void tell_choice(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                        const char *value) {
    const cyaml_schema_value_t *choice = schema_around(complaint, schema, 0);
    buffer_print(&complaint->message, "\"%s\" is none of ", value);
    for (uint32_t i = 0; choice && choice->type == CYAML_ENUM && i < choice->enumeration.count; i++)
        buffer_print(&complaint->message, "%s%s", i ? ", " : "",
                     choice->enumeration.strings[i].str);
}

static void tell_number(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                        const char *value) {
    size_t quotes = *value == '\'';
    (void)schema;
    buffer_print(&complaint->message, "\"%.*s\" is no whole number from 0 on",
                 (int)(strlen(value) - 2 * quotes), value + quotes);
}

static void tell_empty(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                       const char *rest) {
    (void)schema;
    (void)rest;
    buffer_text(&complaint->message, "this is empty, and words are needed here");
}

static void tell_too_few(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                         const char *rest) {
    unsigned there = 0, least = 0;
    (void)schema;
    sscanf(rest, "%u of %u", &there, &least);
    buffer_print(&complaint->message, "%u entries are needed here: there %s %u", least,
                 there == 1 ? "is" : "are", there);
}

static void tell_too_many(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                          const char *rest) {
    unsigned most = 0;
    (void)schema;
    sscanf(rest, "%u", &most);
    buffer_print(&complaint->message, "no more than %u entries may stand here", most);
}

/* The kind of value that is needed, and the one that is there. */
static void tell_kind(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                      const char *rest) {
    (void)schema;
    if (!strncmp(rest, "SEQUENCE", 8))
        buffer_text(&complaint->message, "a list is needed here, such as [a, b]");
    else if (!strncmp(rest, "MAPPING", 7))
        buffer_text(&complaint->message,
                    "keys with values are needed here, such as \"key: value\"");
    else
        buffer_print(&complaint->message, "one value is needed here, and not %s",
                     strstr(rest, "SEQUENCE") ? "a list" : "keys with values");
    if (!complaint->line) complaint->line = complaint->column = 1;
}

static void tell_alias(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                       const char *name) {
    (void)schema;
    buffer_print(&complaint->message, "there is no anchor for the alias %s", name);
    complaint->hint = "put a value that begins with * in quotes";
}

static void tell_syntax(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                        const char *problem) {
    static const char *const mends[][2] = {
        {"unknown escape",
         "in double quotes \\ has a meaning of its own: write it in single quotes"},
        {"mapping values are not allowed",
         "is the line set in too far, or are quotes needed around a value that holds a colon?"},
        {"cannot start any token", "set lines in with spaces, not tabs; put a value that begins "
                                   "with a sign such as @ in quotes"},
        {"tab", "set lines in with spaces"},
        {"end of stream", "close what begins here: a quotation mark is missing, or a bracket"},
        {"did not find expected",
         "is a comma, a quotation mark or a bracket missing here or before? "
         "In single quotes a ' is written twice"},
        {"could not find expected ':'", "write a colon and a space behind the key"}};
    (void)schema;
    buffer_print(&complaint->message, "not YAML: %s", problem);
    for (size_t i = 0; i < sizeof mends / sizeof *mends && !complaint->hint; i++)
        if (strstr(problem, mends[i][0])) complaint->hint = mends[i][1];
}

/* libcyaml's words begin so; what follows is handed on. */
static const struct {
    const char *words;
    void (*tell)(struct yaml_complaint *complaint, const cyaml_schema_value_t *schema,
                 const char *rest);
} complaints[] = {{"Unexpected key: ", tell_unknown_key},
                  {"Missing required mapping field: ", tell_missing_key},
                  {"Mapping field already seen: ", tell_key_twice},
                  {"Invalid ENUM value: ", tell_choice},
                  {"Invalid UINT value: ", tell_number},
                  {"Invalid INT value: ", tell_number},
                  {"Invalid uint64_t value: ", tell_number},
                  {"STRING length < ", tell_empty},
                  {"Insufficient entries (", tell_too_few},
                  {"Excessive entries (", tell_too_many},
                  {"Expecting ", tell_kind},
                  {"No anchor found for alias: ", tell_alias},
                  {"libyaml: ", tell_syntax}};

/* Where libyaml stopped; at its beginning, what is not ended. */
static void place_syntax(struct yaml_complaint *complaint, const struct yaml_source *source) {
    yaml_parser_t parser;
    yaml_document_t document;
    if (!yaml_parser_initialize(&parser)) memory_exhausted();
    yaml_parser_set_input_string(&parser, (const unsigned char *)source->bytes, source->length);
    if (yaml_parser_load(&parser, &document)) {
        yaml_document_delete(&document);
    } else {
        bool open = parser.problem && strstr(parser.problem, "end of stream");
        const yaml_mark_t *mark = open ? &parser.context_mark : &parser.problem_mark;
        complaint->line = (unsigned)mark->line + 1;
        complaint->column = (unsigned)mark->column + 1;
    }
    yaml_parser_delete(&parser);
}

void yaml_complaint_tell(struct yaml_complaint *complaint, const struct yaml_source *source,
                         const cyaml_schema_value_t *schema) {
    const char *heard = complaint->heard.length ? complaint->heard.bytes : "";
    if (complaint->depth) {
        complaint->line = complaint->around[0].line;
        complaint->column = complaint->around[0].column;
    }
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        size_t length = strlen(complaints[i].words);
        if (strncmp(heard, complaints[i].words, length) != 0) continue;
        complaints[i].tell(complaint, schema, heard + length);
        break;
    }
    if (!complaint->message.length) buffer_text(&complaint->message, heard);
    if (!strncmp(heard, "libyaml: ", 9)) place_syntax(complaint, source);
}
