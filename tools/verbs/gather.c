/* What transform makes of all its inputs together. */
#include "verbs/gather.h"

#include "transform/collection.h"

#include <string.h>

static const char *parameter_value(const struct transform_parameter *parameter, const char *name) {
    for (; parameter && parameter->name; parameter++)
        if (!strcmp(parameter->name, name)) return parameter->value;
    return NULL;
}

enum status gather_site(struct gathering *gathering, const struct destination *destination,
                        struct transform_stylesheet *stylesheet,
                        const struct transform_parameter *parameters,
                        const struct transform_options *options, struct inputs *inputs,
                        struct report *report) {
    if (!destination->folder || destination->file)
        return usage_error(report, "call/outputs", "teikit transform --to site -d FOLDER INPUT...",
                           "a site is written to a folder");
    const struct site_wishes wishes = {destination->folder, stylesheet, parameters, options,
                                       report};
    gathering->site = site_begin(&wishes, inputs);
    if (gathering->site) gathering->kind = GATHER_SITE;
    return gathering->site ? STATUS_DONE : STATUS_CALL;
}

enum status gather_begin(struct gathering *gathering, const struct destination *destination,
                         const struct transform_stylesheet *stylesheet,
                         const struct transform_parameter *parameters,
                         const struct transform_options *options, const struct inputs *inputs,
                         struct report *report) {
    const char *extension = transform_extension(stylesheet);
    if (!strcmp(extension, "epub")) {
        gathering->title = parameter_value(parameters, "title");
        struct transform_options any_root = *options;
        any_root.any_root = true;
        gathering->binding = transform_load_builtin("common/epub-book", &any_root, report);
        if (!gathering->binding) return STATUS_CALL;
        gathering->kind = GATHER_BOOK;
    } else if (inputs->count > 1 && !destination->folder && rows_can_join(extension)) {
        const char *header = parameter_value(parameters, "header");
        gathering->rows.extension = extension;
        gathering->rows.headless = header && !strcmp(header, "no");
        gathering->kind = GATHER_ROWS;
    }
    enum status status = STATUS_DONE;
    if (!gathers(gathering, destination) || (destination->file && destination->folder))
        status = destination_fits(destination, inputs, extension, report) ? status : STATUS_CALL;
    else
        status = destination_is_free(destination, inputs, report);
    if (status != STATUS_DONE) gathering->kind = GATHER_NOTHING;
    return status;
}

bool gathers(const struct gathering *gathering, const struct destination *destination) {
    return gathering->kind == GATHER_SITE ||
           (gathering->kind != GATHER_NOTHING && !destination->folder);
}

void gather_take(struct gathering *gathering, const struct input *input,
                 const struct buffer *made) {
    if (!made->length) return;
    if (gathering->kind == GATHER_SITE)
        site_take(gathering->site, input, made);
    else if (gathering->kind == GATHER_ROWS)
        rows_add(&gathering->rows, made->bytes, made->length);
    else
        collection_add(&gathering->entries, made->bytes, made->length);
}

bool gather_alone(const struct gathering *gathering, const char *name, struct buffer *made,
                  struct report *report) {
    if (gathering->kind != GATHER_BOOK) return true;
    struct buffer entry = {0};
    collection_add(&entry, made->bytes, made->length);
    made->length = 0;
    bool good = book_make(gathering->binding, &entry, name, gathering->title, report, made);
    buffer_free(&entry);
    return good;
}

enum status gather_end(struct gathering *gathering, const struct destination *destination,
                       const struct batch_call *call) {
    struct report *report = call->report;
    struct buffer made = {0};
    enum status status = STATUS_DONE;
    const struct batch batch = {.status_lost = STATUS_DOCUMENT,
                                .status_unwritten = STATUS_CALL,
                                .workers = call->workers,
                                .timeout = call->timeout,
                                .quiet = call->quiet};
    if (gathering->kind == GATHER_SITE) return (enum status)site_end(gathering->site, &batch);
    if (!gathers(gathering, destination)) return STATUS_DONE;
    if (gathering->kind == GATHER_ROWS && gathering->any) {
        rows_end(&gathering->rows);
        status = destination_put(destination, &gathering->rows.joined, report);
    } else if (gathering->entries.length) {
        status = book_make(gathering->binding, &gathering->entries,
                           destination->file ? destination->file : "standard output",
                           gathering->title, report, &made)
                     ? destination_put(destination, &made, report)
                     : STATUS_CALL;
    }
    buffer_free(&made);
    return status;
}

void gather_free(struct gathering *gathering) {
    site_free(gathering->site);
    transform_free(gathering->binding);
    buffer_free(&gathering->rows.joined);
    buffer_free(&gathering->entries);
}
