/* Fuzz target: a place in a document that is being typed.  The first two bytes say where it is in
   what follows.  Whatever the bytes, the answer must end and lie within the document, and what it
   proposes be whole. */
#include "rng/assist.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char schema_text[] =
    "default namespace u = 'u' namespace v = 'urn:v'\n"
    "start = a\n"
    "## any of all\n"
    "a = element a { attribute id { xsd:ID }?, (attribute x { text } | attribute y { list { ('p' |"
    " ## a q\n"
    " 'q' | xsd:integer)+ } } | empty), (text | a | b | d | any)* }\n"
    "b = element b { xsd:date | 'never' | (element c { xsd:QName }, (d? & a)) }\n"
    "d = element v:d { attribute v:e { xsd:boolean }, empty }\n"
    "any = element * - (u:* | v:*) { (attribute * - id { text } | text | any)* }";

static void check(bool holds) {
    if (!holds) abort();
}

static void check_assistance(struct rng_schema *schema, const char *bytes, size_t length,
                             size_t offset) {
    struct rng_assistance *given = rng_assist(schema, bytes, length, offset);
    check(given->start <= offset && offset <= given->end && given->end <= length);
    for (size_t i = 0; i < given->proposal_count; i++)
        check(!given->proposals[i].local || given->proposals[i].uri);
    for (size_t i = 0; i < given->value_count; i++)
        check(given->values[i].text);
    check(given->place != RNG_PLACE_ATTRIBUTE_VALUE || (given->attribute && given->element));
    rng_assistance_free(given);
}

static void check_description(struct rng_schema *schema, const char *bytes, size_t length,
                              size_t offset) {
    struct rng_description *given = rng_describe(schema, bytes, length, offset);
    if (given) check(given->start <= given->end && given->end <= length && *given->text);
    rng_description_free(given);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct rng_schema *schema; /* loaded once, as for an editor */
    struct report *report = report_new(stdout, report_format_named("text"), false);
    if (!schema)
        schema = rng_load_documented("s.rnc", schema_text, strlen(schema_text), NULL, report);
    check(schema);
    report_free(report);
    if (size < 2) return 0;
    const char *document = (const char *)data + 2;
    size_t offset = (data[0] | (size_t)data[1] << 8) % (size - 1);
    check_assistance(schema, document, size - 2, offset);
    check_description(schema, document, size - 2, offset);
    return 0;
}
