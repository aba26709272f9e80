/* The setup of encodings: checks what a call says of them and loads what that names. */
#include "encode/encode.h"

#include "text/language.h"

#include <stdarg.h>
#include <string.h>

/* Adds a finding about the call; false. */
static bool refuse(struct report *report, const char *code, const char *hint, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));
static bool refuse(struct report *report, const char *code, const char *hint, const char *format,
                   ...) {
    va_list arguments;
    va_start(arguments, format);
    report_wrong_call(report, code, hint, format, arguments);
    va_end(arguments);
    return false;
}

static bool check_values(const struct encode_setup *setup, struct report *report) {
    const struct encode_options *wanted = &setup->options;
    if (wanted->language && !is_language_tag(wanted->language))
        return refuse(report, "call/language", "such as en or fr-CA",
                      "\"%s\" is no language tag of BCP 47", wanted->language);
    if (wanted->id && !encode_is_id(wanted->id))
        return refuse(report, "call/id", "letters, digits, \"_\", \"-\" and \".\"",
                      "\"%s\" cannot be an xml:id", wanted->id);
    if (setup->charset && !text_knows_charset(setup->charset))
        return refuse(report, "call/charset", "iconv -l lists the names",
                      "the encoding \"%s\" is not known", setup->charset);
    return true;
}

/* The language by which the profile is chosen; NULL where nobody says one. */
static const char *language_of(const struct encode_setup *setup) {
    if (setup->options.language || !setup->metadata || !setup->names)
        return setup->options.language;
    return encode_metadata_language(setup->metadata, setup->names, setup->names_count);
}

bool encode_setup_load(struct encode_setup *setup, struct report *report) {
    struct encode_options *wanted = &setup->options;
    const char *name = setup->profile_name ? setup->profile_name : "diplomatic";
    if (!check_values(setup, report)) return false;
    if (setup->metadata_name && !setup->metadata &&
        !(setup->metadata = encode_metadata_load(setup->metadata_name, report)))
        return false;
    if (!setup->profile) setup->profile = encode_profile_load(name, language_of(setup), report);
    if (!setup->profile) return false;
    if (wanted->genre && !encode_profile_has_genre(setup->profile, wanted->genre))
        return refuse(report, "call/genre", NULL, "the profile %s has no genre \"%s\"", name,
                      wanted->genre);
    if (setup->persons_name && !setup->persons)
        setup->persons = encode_persons_load(setup->persons_name, report);
    wanted->metadata = setup->metadata;
    wanted->persons = setup->persons;
    return !setup->persons_name == !setup->persons;
}

struct text_wishes encode_setup_wishes(const struct encode_setup *setup) {
    const char *language = setup->options.language;
    return (struct text_wishes){.charset = setup->charset,
                                .language =
                                    language ? language : encode_profile_language(setup->profile),
                                .nfc = setup->nfc};
}

void encode_setup_free(struct encode_setup *setup) {
    encode_profile_free(setup->profile);
    encode_metadata_free(setup->metadata);
    encode_persons_free(setup->persons);
    setup->profile = NULL;
    setup->metadata = NULL;
    setup->persons = NULL;
}
