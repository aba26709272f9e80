/* teikit encode: plain text becomes TEI. */
#include "encode/encode.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/stamps.h"
#include "text/regex.h"
#include "text/text.h"
#include "transform/transform.h"
#include "verbs/split.h"
#include "verbs/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    OUTPUT,
    FOLDER,
    PROFILE,
    GENRE,
    LANGUAGE,
    ID,
    METADATA,
    PERSONS,
    CHARSET,
    NFC,
    REPORT,
    SPLIT,
    VERIFY
};

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
    {"nfc", 0, NULL, "put the text into Unicode's normal form C"},
    {"report", 'r', "FILE",
     "write there, for each input, what was found and what is unsure, as JSON"},
    {"split", 0, NULL,
     "write a file for each document of an input to the FOLDER of -d, named by its id"},
    {"verify", 0, NULL, "take each encoding back to text and compare it with the source"},
    {0}};

struct call {
    struct destination destination;
    struct encode_setup setup;
    const char *review_name;
    bool verify, splits;
    struct split *split;                   /* with --split: what is written */
    enum status written;                   /* of that, the worst */
    struct transform_stylesheet *way_back; /* with --verify */
    struct batch_call batch;
    struct buffer reviews; /* with --report: lines of the input at hand */
    FILE *spool;           /* and all that are ready; NULL: nothing was encoded */
    size_t reviewed;       /* how many of a share are in it */
};

/* ---- the proof ---- */

/* The first byte in which the two differ. */
static size_t first_difference(const struct buffer *first, const struct buffer *second) {
    size_t i = 0;
    while (i < first->length && i < second->length && first->bytes[i] == second->bytes[i])
        i++;
    return i;
}

/* The place in the source, from `start` on, of a byte of the tidy text: by its line's number among
   those not blank. */
static void say_difference(struct text *text, size_t start, const struct buffer *tidy,
                           size_t offset, struct report *report) {
    size_t lines = 0, line_start = 0, index = 0;
    while (text->lines[index] < start)
        index++;
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

/* Whether the encoding can be taken back to the part of the text, or to all of it. */
static bool verify(const struct call *call, struct text *text, const struct encode_part *part,
                   const struct buffer *encoding) {
    struct buffer own = {0}, back = {0}, source = {0}, returned = {0};
    bool same = transform_memory(call->way_back, encoding->bytes, encoding->length, text->name,
                                 NULL, call->batch.report, &back) == TRANSFORM_DONE;
    if (same) {
        if (part) encode_part_source(part, text, &own);
        encode_tidy(part ? own.bytes : text->bytes, part ? own.length : text->length, &source);
        encode_tidy(back.bytes ? back.bytes : "", back.length, &returned);
        same = source.length == returned.length &&
               !memcmp(source.bytes, returned.bytes, source.length);
        if (!same)
            say_difference(text, part ? part->places->start : 0, &source,
                           first_difference(&source, &returned), call->batch.report);
    }
    buffer_free(&own);
    buffer_free(&back);
    buffer_free(&source);
    buffer_free(&returned);
    return same;
}

/* ---- one input after the other ---- */

/* How many threads make the documents of the text: as many as there may be workers for a text that
   is alone, if it is long enough for them to be of use. */
static size_t count_threads(const struct call *call, const struct text *text) {
    enum { LEAST_TEXT = 1 << 17 };
    bool alone = call->batch.inputs.count == 1 && text->length >= LEAST_TEXT;
    return alone ? batch_workers(call->batch.workers) : 1;
}

/* Whose fault it is where a pattern is given up: that of the user's profile, or of the text. */
static enum status status_given_up(const struct call *call) {
    return encode_profile_is_built_in(call->setup.profile) ? STATUS_DOCUMENT : STATUS_CALL;
}

/* Encodes and writes all of the text. */
static enum status encode_whole(const struct call *call, const struct encode_options *wanted,
                                const struct input *input, struct text *text,
                                struct batch_result *result) {
    struct buffer encoding = {0};
    enum status status = STATUS_DOCUMENT;
    report_hold(call->batch.report, true);
    bool encoded = encode_text(text, call->setup.profile, wanted, call->batch.report, &encoding);
    report_hold(call->batch.report, false);
    if (!encode_profile_check(call->setup.profile, text->name, call->batch.report))
        status = status_given_up(call);
    else if (encoded && (!call->verify || verify(call, text, NULL, &encoding)))
        status = destination_write(&call->destination, input, "xml", &encoding, call->batch.report,
                                   &result->output);
    buffer_free(&encoding);
    return status;
}

/* Encodes each document of the text; take_result() writes them. */
static enum status encode_parts(const struct call *call, const struct encode_options *wanted,
                                struct text *text, struct batch_result *result) {
    struct encode_part *parts;
    report_hold(call->batch.report, true);
    size_t count = encode_split(text, call->setup.profile, wanted, call->batch.report, &parts);
    report_hold(call->batch.report, false);
    bool good = count > 0;
    for (size_t i = 0; i < count && call->verify; i++)
        good &= verify(call, text, &parts[i], &parts[i].encoding);
    bool usable = encode_profile_check(call->setup.profile, text->name, call->batch.report);
    split_pack(parts, usable && good ? count : 0, &result->extra);
    encode_parts_free(parts, count);
    return !usable ? status_given_up(call) : good ? STATUS_DONE : STATUS_DOCUMENT;
}

static enum status encode_one(const struct call *call, struct encode_options *wanted,
                              const struct input *input, struct batch_result *result) {
    struct text *text = NULL;
    struct text_wishes wishes = encode_setup_wishes(&call->setup);
    wishes.threads = call->batch.inputs.count == 1 && batch_workers(call->batch.workers) > 1;
    enum text_status read =
        text_read(input->path, input_name(input), &wishes, call->batch.report, &text);
    if (read != TEXT_READ) return read == TEXT_UNREADABLE ? STATUS_CALL : STATUS_DOCUMENT;
    wanted->workers = count_threads(call, text);
    enum status status = call->split ? encode_parts(call, wanted, text, result)
                                     : encode_whole(call, wanted, input, text, result);
    text_free(text);
    return status;
}

/* Encodes one input, and with --report reviews it. */
static enum status encode_input(void *context, const struct input *input,
                                struct batch_result *result) {
    const struct call *call = context;
    struct encode_options wanted = call->setup.options;
    if (call->review_name) {
        wanted.review = encode_review_new();
        report_listen(call->batch.report, encode_review_hear, wanted.review);
    }
    enum status status = encode_one(call, &wanted, input, result);
    if (call->split && !result->extra.length) split_pack(NULL, 0, &result->extra);
    if (!call->review_name) return status;
    report_listen(call->batch.report, NULL, NULL);
    encode_review_write(wanted.review, input_name(input), status == STATUS_DONE, &result->extra);
    encode_review_free(wanted.review);
    return status;
}

static void spool_reviews(struct call *call) {
    if (call->reviews.length) fwrite(call->reviews.bytes, 1, call->reviews.length, call->spool);
    call->reviews.length = 0;
}

/* Writes the documents of an input, if it is split, and keeps its review; where its process died,
   there is nothing of both. */
static void take_result(void *context, const struct input *input,
                        const struct batch_result *result) {
    struct call *call = context;
    const char *rest = result->extra.bytes;
    size_t length = result->extra.length;
    if (call->split && length) {
        call->written = status_worst(call->written, split_write(call->split, &call->destination,
                                                                input, &rest, call->batch.report));
        length -= (size_t)(rest - result->extra.bytes);
    }
    if (!call->review_name) return;
    buffer_append(&call->reviews, rest, length);
    if (!length) {
        struct encode_review *nothing = encode_review_new();
        encode_review_write(nothing, input_name(input), false, &call->reviews);
        encode_review_free(nothing);
    }
    if (call->batch.share.count) share_write_input(input->place, input_name(input), &call->reviews);
    spool_reviews(call);
    call->reviewed++;
}

static enum status say_unwritten(const struct call *call) {
    report_say(call->batch.report, SEVERITY_ERROR, "file/cannot-write", call->review_name, 0, 0,
               "cannot be written: %s", strerror(errno));
    return STATUS_CALL;
}

/* Begins the file of reviews; that of a share has a head. */
static enum status begin_reviews(struct call *call) {
    if (!call->review_name) return STATUS_DONE;
    call->spool = file_spool();
    if (!call->spool) return say_unwritten(call);
    if (call->batch.share.count) share_write_head(&call->batch.head, &call->reviews);
    spool_reviews(call);
    return STATUS_DONE;
}

/* Its end; a batch that a signal ended has none. */
static void end_share(struct call *call, enum status status) {
    const char *const names[] = {call->setup.profile_name, call->setup.metadata_name,
                                 call->setup.persons_name};
    struct share_end end = {.inputs = call->reviewed, .status = (int)status};
    struct stamps files = {0};
    if (!call->batch.share.count || status > STATUS_CALL) return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i]) stamps_note(&files, names[i]);
    share_digest(&(struct buffer){0}, &files, end.files);
    share_write_end(&call->batch.head, &end, &call->reviews);
    stamps_free(&files);
}

static enum status write_reviews(struct call *call, enum status status) {
    if (!call->spool) return STATUS_DONE;
    end_share(call, status);
    spool_reviews(call);
    return file_write_spool(call->review_name, call->spool) ? STATUS_DONE : say_unwritten(call);
}

/* The names of the inputs, by which the metadata knows them.  The caller frees the list. */
static const char **list_names(const struct call *call) {
    const char **names = memory_allocate(call->batch.inputs.count, sizeof *names);
    for (size_t i = 0; i < call->batch.inputs.count; i++)
        names[i] = input_name(&call->batch.inputs.list[i]);
    return names;
}

/* Loads what the call names, and says which of the metadata is about files that are not there. */
static bool load_setup(struct call *call) {
    const char **names = list_names(call);
    call->setup.names = names;
    call->setup.names_count = call->batch.inputs.count;
    bool loaded = encode_setup_load(&call->setup, call->batch.report);
    if (loaded && call->setup.metadata)
        encode_metadata_check_files(call->setup.metadata, names, call->batch.inputs.count);
    call->setup.names = NULL;
    free(names);
    return loaded;
}

/* What can be wrong with options together. */
static enum status check_options(const struct call *call) {
    if (call->setup.options.id && call->batch.inputs.count > 1)
        return usage_error(call->batch.report, "call/id", NULL, "%zu inputs cannot share one id",
                           call->batch.inputs.count);
    if (call->review_name && is_input(call->review_name, &call->batch.inputs))
        return usage_error(call->batch.report, "call/output-is-input", NULL,
                           "%s is an input; it is not overwritten", call->review_name);
    if (call->splits && (!call->destination.folder || call->destination.file))
        return usage_error(call->batch.report, "call/split", "add -d FOLDER",
                           "--split writes several files, which need a folder");
    return STATUS_DONE;
}

static enum status begin(void *context) {
    struct call *call = context;
    if (check_options(call) != STATUS_DONE || !load_setup(call)) return STATUS_CALL;
    if (call->verify &&
        !(call->way_back = transform_load_builtin("source", NULL, call->batch.report)))
        return STATUS_CALL;
    if (call->splits) call->split = split_new();
    bool fits = call->splits || destination_fits(&call->destination, &call->batch.inputs, "xml",
                                                 call->batch.report);
    return fits ? begin_reviews(call) : STATUS_CALL;
}

static bool set(void *context, int option, const char *value) {
    struct call *call = context;
    switch (option) {
    case OUTPUT: call->destination.file = value; break;
    case FOLDER: call->destination.folder = value; break;
    case PROFILE: call->setup.profile_name = value; break;
    case GENRE: call->setup.options.genre = value; break;
    case LANGUAGE: call->setup.options.language = value; break;
    case ID: call->setup.options.id = value; break;
    case METADATA: call->setup.metadata_name = value; break;
    case PERSONS: call->setup.persons_name = value; break;
    case REPORT: call->review_name = value; break;
    case NFC: call->setup.nfc = true; break;
    case CHARSET: call->setup.charset = value; break;
    case SPLIT: call->splits = true; break;
    default: call->verify = true; break;
    }
    return true;
}

static enum status run(const struct verb *verb, char **words) {
    static const struct batch_verb does = {.extension = ".txt",
                                           .example = "teikit encode FILE.txt",
                                           .set = set,
                                           .begin = begin,
                                           .work = encode_input,
                                           .take = take_result};
    struct call call = {.batch.report = report_on_stderr()};
    enum status status = batch_verb_run(verb, words, &does, &call.batch, &call);
    status = status_worst(status, call.written);
    status = status_worst(status, write_reviews(&call, status));
    encode_setup_free(&call.setup);
    buffer_free(&call.reviews);
    transform_free(call.way_back);
    split_free(call.split);
    batch_call_free(&call.batch);
    return report_end(call.batch.report, status);
}

const struct verb verb_encode = {"encode",
                                 "teikit encode [OPTION]... INPUT...",
                                 "plain text becomes TEI",
                                 options,
                                 batch_options,
                                 run};
