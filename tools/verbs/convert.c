/* teikit convert: a RELAX NG schema from one syntax to the other. */
#include "base/buffer.h"
#include "rng/rng.h"
#include "verbs/verb.h"
#include "xml/catalog.h"

#include <string.h>

enum { OUTPUT, CATALOG };

static const struct option options[] = {
    {"output", 'o', "FILE", "write the schema there; .rng is the XML syntax, .rnc the compact one"},
    {"catalog", 'C', "FILE", "an XML catalog for what the schema refers to; may be repeated"},
    {0}};

static enum status convert(const char *schema, const char *output, struct report *report) {
    if (!schema || !output)
        return usage_error(report, "call/convert", "teikit convert schema.rnc -o schema.rng",
                           "name a schema and the file that it is to be written to");
    struct destination destination = {.file = output};
    struct input input = {.path = (char *)schema, .relative = schema};
    struct buffer converted = {0}, printed = {0};
    enum status status = STATUS_CALL;
    if (rng_convert(schema, output, &converted, report))
        status = destination_write(&destination, &input, "", &converted, report, &printed);
    if (printed.length) status = print_text(printed.bytes, printed.length, report);
    buffer_free(&printed);
    buffer_free(&converted);
    return status;
}

static enum status run(const struct verb *verb, char **words) {
    struct report *report = report_on_stderr();
    struct arguments arguments = {.verb = verb, .next = words, .report = report};
    const char *schema = NULL, *output = NULL;
    bool good = true;
    for (int found; good && (found = arguments_next(&arguments)) != ARGUMENT_END;) {
        switch (found) {
        case OUTPUT: output = arguments.value; break;
        case CATALOG: good = catalog_add(arguments.value, report); break;
        case ARGUMENT_INPUT:
            good = !schema;
            if (schema)
                usage_error(report, "call/arguments", NULL, "one schema at a time: %s",
                            arguments.value);
            schema = arguments.value;
            break;
        default: good = false; break;
        }
    }
    return report_end(report, good ? convert(schema, output, report) : STATUS_CALL);
}

const struct verb verb_convert = {"convert",
                                  "teikit convert [OPTION]... SCHEMA -o FILE",
                                  "a RELAX NG schema from one syntax to the other",
                                  options,
                                  NULL,
                                  run};
