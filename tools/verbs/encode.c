/* teikit encode: plain text becomes TEI. */
#include "encode/encode.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "text/text.h"
#include "transform/transform.h"
#include "verbs/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { OUTPUT, FOLDER, PROFILE, GENRE, LANGUAGE, ID, METADATA, PERSONS, CHARSET, REPORT, VERIFY };

static const struct option options[] = {
    {"output", 'o', "FILE", "write the encoding there (default: standard output)"},
    {"folder", 'd', "FOLDER", "write an encoding for each input there"},
    {"profile", 'p', "NAME|FILE", "how the source writes things (default: diplomatic)"},
    {"genre", 'g', "GENRE",
     "transcript, letter, memorandum, minutes, … (default: found by looking)"},
    {"lang", 'l', "TAG", "the language of the text, as BCP 47 has it (default: the profile's)"},
    {"id", 0, "ID", "the document's xml:id (default: made of its number, or of the file's name)"},
    {"metadata", 'm', "FILE", "what the texts do not say of themselves, in YAML"},
    {"persons", 0, "FILE",
     "a TEI listPerson: the persons by whom those of the text are identified"},
    {"charset", 'c', "NAME", "the encoding of the source (default: found by looking)"},
    {"report", 'r', "FILE",
     "write there, for each input, what was found and what is unsure, as JSON"},
    {"verify", 0, NULL, "take each encoding back to text and compare it with the source"},
    {0}};

struct call {
    struct destination destination;
    struct encode_options options;
    const char *profile_name, *metadata_name, *persons_name, *charset, *review_name;
    bool verify;
    bool given_up; /* a pattern of the profile was, so no input can be encoded */
    struct inputs inputs;
    enum status inputs_status; /* STATUS_CALL where some cannot be had; the rest is done */
    struct encode_profile *profile;
    struct encode_metadata *metadata;
    struct encode_persons *persons;
    struct transform_stylesheet *way_back; /* with --verify */
    struct report *report;
    struct buffer reviews; /* with --report: a line for each input */
};

/* ---- the proof ---- */

/* The first byte in which the two differ. */
static size_t first_difference(const struct buffer *first, const struct buffer *second) {
    size_t i = 0;
    while (i < first->length && i < second->length && first->bytes[i] == second->bytes[i])
        i++;
    return i;
}

/* The place in the source of a byte of the tidy text: by its line's number among those not blank.
 */
static void say_difference(struct text *text, const struct buffer *tidy, size_t offset,
                           struct report *report) {
    size_t lines = 0, line_start = 0, index = 0;
    for (size_t i = 0; i < offset; i++) {
        if (tidy->bytes[i] != '\n') continue;
        lines += i > line_start;
        line_start = i + 1;
    }
    for (size_t seen = 0; index + 1 < text->line_count; index++) {
        const char *line = text->bytes + text->lines[index];
        bool blank = line[strspn(line, " \t")] == '\n';
        if (!blank && seen++ == lines) break;
    }
    text_say(text, text->lines[index] + (offset - line_start), report, SEVERITY_ERROR,
             "encode/not-reversible", "please report this text as a fault of teikit",
             "the way back from the encoding does not give this place of the source again");
}

/* Whether the encoding can be taken back to the source. */
static bool verify(const struct call *call, struct text *text, const struct buffer *encoding) {
    struct buffer back = {0}, source = {0}, returned = {0};
    bool same = transform_memory(call->way_back, encoding->bytes, encoding->length, text->name,
                                 NULL, call->report, &back) == TRANSFORM_DONE;
    if (same) {
        encode_tidy(text->bytes, text->length, &source);
        encode_tidy(back.bytes ? back.bytes : "", back.length, &returned);
        same = source.length == returned.length &&
               !memcmp(source.bytes, returned.bytes, source.length);
        if (!same)
            say_difference(text, &source, first_difference(&source, &returned), call->report);
    }
    buffer_free(&back);
    buffer_free(&source);
    buffer_free(&returned);
    return same;
}

/* ---- one input after the other ---- */

static enum status encode_one(struct call *call, const struct encode_options *wanted,
                              const struct input *input) {
    struct text *text = NULL;
    enum text_status read =
        text_read(input->path, input_name(input), call->charset, call->report, &text);
    if (read != TEXT_READ) return read == TEXT_UNREADABLE ? STATUS_CALL : STATUS_DOCUMENT;
    struct buffer encoding = {0};
    enum status status = STATUS_DOCUMENT;
    bool encoded = encode_text(text, call->profile, wanted, call->report, &encoding);
    if (!encode_profile_check(call->profile, call->report))
        status = STATUS_CALL, call->given_up = true;
    else if (encoded && (!call->verify || verify(call, text, &encoding)))
        status = destination_write(&call->destination, input, "xml", encoding.bytes,
                                   encoding.length, call->report);
    buffer_free(&encoding);
    text_free(text);
    return status;
}

/* Encodes one input, and with --report reviews it. */
static enum status encode_input(struct call *call, const struct input *input) {
    struct encode_options wanted = call->options;
    if (!call->review_name) return encode_one(call, &wanted, input);
    wanted.review = encode_review_new();
    report_listen(call->report, encode_review_hear, wanted.review);
    enum status status = encode_one(call, &wanted, input);
    report_listen(call->report, NULL, NULL);
    encode_review_write(wanted.review, input_name(input), status == STATUS_DONE, &call->reviews);
    encode_review_free(wanted.review);
    return status;
}

/* Writes the reviews, if they are wanted. */
static enum status write_reviews(const struct call *call) {
    if (!call->review_name) return STATUS_DONE;
    if (file_write(call->review_name, call->reviews.bytes, call->reviews.length))
        return STATUS_DONE;
    report_say(call->report, SEVERITY_ERROR, "file/cannot-write", call->review_name, 0, 0,
               "cannot be written: %s", strerror(errno));
    return STATUS_CALL;
}

/* Loads the metadata, and says which of it is about files that are not there. */
static bool load_metadata(struct call *call) {
    if (!call->metadata_name) return true;
    call->options.metadata = call->metadata =
        encode_metadata_load(call->metadata_name, call->report);
    if (!call->metadata) return false;
    const char **names = memory_allocate(call->inputs.count, sizeof *names);
    for (size_t i = 0; i < call->inputs.count; i++)
        names[i] = input_name(&call->inputs.list[i]);
    encode_metadata_check_files(call->metadata, names, call->inputs.count);
    free(names);
    return true;
}

/* What can be wrong with the values of options. */
static enum status check_options(const struct call *call) {
    const struct encode_options *wanted = &call->options;
    if (wanted->language && !encode_is_language_tag(wanted->language))
        return usage_error(call->report, "call/language", "such as en or fr-CA",
                           "\"%s\" is no language tag of BCP 47", wanted->language);
    if (wanted->id && !encode_is_id(wanted->id))
        return usage_error(call->report, "call/id", "letters, digits, \"_\", \"-\" and \".\"",
                           "\"%s\" cannot be an xml:id", wanted->id);
    if (wanted->id && call->inputs.count > 1)
        return usage_error(call->report, "call/id", NULL, "%zu inputs cannot share one id",
                           call->inputs.count);
    if (call->review_name && is_input(call->review_name, &call->inputs))
        return usage_error(call->report, "call/output-is-input", NULL,
                           "%s is an input; it is not overwritten", call->review_name);
    if (call->charset && !text_knows_charset(call->charset))
        return usage_error(call->report, "call/charset", "iconv -l lists the names",
                           "the encoding \"%s\" is not known", call->charset);
    return STATUS_DONE;
}

static enum status encode_all(struct call *call) {
    if (!call->inputs.count)
        return usage_error(call->report, "call/no-input", "teikit encode FILE.txt",
                           "there is nothing to encode");
    if (check_options(call) != STATUS_DONE) return STATUS_CALL;
    call->profile = encode_profile_load(call->profile_name, call->report);
    if (!call->profile) return STATUS_CALL;
    if (call->options.genre && !encode_profile_has_genre(call->profile, call->options.genre))
        return usage_error(call->report, "call/genre", NULL, "the profile %s has no genre \"%s\"",
                           call->profile_name, call->options.genre);
    if (!load_metadata(call)) return STATUS_CALL;
    if (call->persons_name) {
        call->options.persons = call->persons =
            encode_persons_load(call->persons_name, call->report);
        if (!call->persons) return STATUS_CALL;
    }
    if (call->verify && !(call->way_back = transform_load_builtin("source", call->report)))
        return STATUS_CALL;
    if (!destination_fits(&call->destination, &call->inputs, "xml", call->report))
        return STATUS_CALL;
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->inputs.count && !call->given_up; i++)
        status = status_worst(status, encode_input(call, &call->inputs.list[i]));
    return status_worst(status, write_reviews(call));
}

/* False where the call is wrong, so that nothing is done. */
static bool read_arguments(struct call *call, const struct verb *verb, char **words) {
    struct arguments arguments = {.verb = verb, .next = words, .report = call->report};
    for (int found; (found = arguments_next(&arguments)) != ARGUMENT_END;) {
        switch (found) {
        case OUTPUT: call->destination.file = arguments.value; break;
        case FOLDER: call->destination.folder = arguments.value; break;
        case PROFILE: call->profile_name = arguments.value; break;
        case GENRE: call->options.genre = arguments.value; break;
        case LANGUAGE: call->options.language = arguments.value; break;
        case ID: call->options.id = arguments.value; break;
        case METADATA: call->metadata_name = arguments.value; break;
        case PERSONS: call->persons_name = arguments.value; break;
        case REPORT: call->review_name = arguments.value; break;
        case CHARSET: call->charset = arguments.value; break;
        case VERIFY: call->verify = true; break;
        case ARGUMENT_INPUT:
            if (!inputs_add(&call->inputs, arguments.value, ".txt", call->report))
                call->inputs_status = STATUS_CALL;
            break;
        default: return false;
        }
    }
    return true;
}

static enum status run(const struct verb *verb, char **arguments) {
    struct call call = {.profile_name = "diplomatic", .report = report_on_stderr()};
    bool understood = read_arguments(&call, verb, arguments);
    enum status status = understood ? call.inputs_status : STATUS_CALL;
    if (understood && (status == STATUS_DONE || call.inputs.count))
        status = status_worst(status, encode_all(&call));
    encode_profile_free(call.profile);
    encode_metadata_free(call.metadata);
    encode_persons_free(call.persons);
    buffer_free(&call.reviews);
    transform_free(call.way_back);
    inputs_free(&call.inputs);
    return report_end(call.report, status);
}

const struct verb verb_encode = {"encode", "teikit encode [OPTION]... INPUT...",
                                 "plain text becomes TEI", options, run};
