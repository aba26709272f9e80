/* Where verbs write: reports, standard output, files and folders. */
#include "verbs/verb.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "text/text.h"

#include <errno.h>
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status status_worst(enum status first, enum status second) {
    return first > second ? first : second;
}

/* ---- reports ---- */

struct report *report_on_stderr(void) {
    setvbuf(stderr, NULL, _IOFBF, BUFSIZ); /* one write for each finding, not one for each word */
    return report_new(stderr, report_format_named("text"),
                      isatty(STDERR_FILENO) && !getenv("NO_COLOR"));
}

enum status report_end(struct report *report, enum status status) {
    return report_free(report) ? status : STATUS_CALL;
}

static enum status say_cannot_write(const char *path, struct report *report) {
    report_say(report, SEVERITY_ERROR, "file/cannot-write", path, 0, 0, "cannot be written: %s",
               strerror(errno));
    return STATUS_CALL;
}

enum status print_text(const char *bytes, size_t length, struct report *report) {
    return file_write("-", bytes, length) ? STATUS_DONE
                                          : say_cannot_write("standard output", report);
}

/* ---- outputs ---- */

void destination_path(const struct destination *destination, const struct input *input,
                      const char *name, const char *extension, struct buffer *path) {
    const char *relative = strcmp(input->path, "-") ? input->relative : "standard-input";
    const char *slash = strrchr(relative, '/'), *dot = strrchr(relative, '.');
    bool dotted = dot && dot != relative && (!slash || dot > slash + 1);
    size_t length = dotted ? (size_t)(dot - relative) : strlen(relative);
    if (name) length = slash ? (size_t)(slash - relative) + 1 : 0;
    buffer_print(path, "%s/%.*s%s.%s", destination->folder, (int)length, relative, name ? name : "",
                 extension);
}

/* Whether no two inputs go to one file of the folder. */
static bool are_distinct(const struct destination *destination, const struct inputs *inputs,
                         const char *extension, struct report *report) {
    xmlHashTable *paths =
        xmlHashCreate((int)(inputs->count < 1 << 20 ? inputs->count : 1 << 20) + 1);
    if (!paths) memory_exhausted();
    bool distinct = true;
    for (size_t i = 0; i < inputs->count; i++) {
        struct buffer path = {0};
        destination_path(destination, &inputs->list[i], NULL, extension, &path);
        const struct input *other = xmlHashLookup(paths, (const xmlChar *)path.bytes);
        if (other) {
            report_say(report, SEVERITY_ERROR, "call/same-output", input_name(&inputs->list[i]), 0,
                       0, "would be written to %s, as %s would", path.bytes, input_name(other));
            distinct = false;
        } else {
            xmlHashAddEntry(paths, (const xmlChar *)path.bytes, &inputs->list[i]);
        }
        buffer_free(&path);
    }
    xmlHashFree(paths, NULL);
    return distinct;
}

bool destination_fits(const struct destination *destination, const struct inputs *inputs,
                      const char *extension, struct report *report) {
    const char *hint = "-d FOLDER writes a file for each input";
    if (destination->file && destination->folder) {
        usage_error(report, "call/outputs", NULL, "-o and -d exclude each other");
        return false;
    }
    if (destination->folder) return are_distinct(destination, inputs, extension, report);
    if (inputs->count > 1) {
        usage_error(report, "call/outputs", hint, "%zu inputs cannot go to %s", inputs->count,
                    destination->file ? "one file" : "standard output");
        return false;
    }
    return true;
}

static bool is_file(const char *path, const struct stat *file) {
    struct stat status;
    return !stat(path, &status) && status.st_dev == file->st_dev && status.st_ino == file->st_ino;
}

/* Whether the result would take the place of what it was made from. */
static bool is_same_file(const char *first, const char *second) {
    struct stat status;
    return !stat(first, &status) && S_ISREG(status.st_mode) && is_file(second, &status);
}

bool is_input(const char *path, const struct inputs *inputs) {
    struct stat status;
    if (stat(path, &status) || !S_ISREG(status.st_mode)) return false;
    for (size_t i = 0; i < inputs->count; i++)
        if (is_file(inputs->list[i].path, &status)) return true;
    return false;
}

static enum status refuse_input(const char *path, struct report *report) {
    report_say(report, SEVERITY_ERROR, "call/output-is-input", path, 0, 0,
               "is the input; it is not overwritten");
    return STATUS_CALL;
}

static bool is_regular(const char *path) {
    struct stat status;
    return !stat(path, &status) && S_ISREG(status.st_mode);
}

/* Whether the file is the text from which the input was encoded, as the digest in its header tells,
   and would be lost. */
static bool is_source(const char *path, const struct input *input, const struct buffer *bytes) {
    struct buffer source = {0}, document = {0};
    char figures[TEXT_DIGEST + 1];
    if (!is_regular(path) || !is_regular(input->path)) return false;
    bool changes =
        file_read(path, &source) && source.length &&
        (source.length != bytes->length || memcmp(source.bytes, bytes->bytes, source.length));
    bool found = changes && file_read(input->path, &document) && document.length;
    if (found) {
        text_digest(source.bytes, source.length, figures);
        found = strstr(document.bytes, figures);
    }
    buffer_free(&source);
    buffer_free(&document);
    return found;
}

static enum status refuse_source(const char *path, const struct input *input,
                                 struct report *report) {
    report_say(report, SEVERITY_ERROR, "call/output-is-source", path, 0, 0,
               "is the text from which %s was encoded; it is not overwritten", input_name(input));
    return STATUS_CALL;
}

enum status destination_is_free(const struct destination *destination, const struct inputs *inputs,
                                struct report *report) {
    bool taken = destination->file && is_input(destination->file, inputs);
    return taken ? refuse_input(destination->file, report) : STATUS_DONE;
}

enum status destination_put(const struct destination *destination, const struct buffer *bytes,
                            struct report *report) {
    if (!destination->file) return print_text(bytes->bytes, bytes->length, report);
    return file_write(destination->file, bytes->bytes, bytes->length)
               ? STATUS_DONE
               : say_cannot_write(destination->file, report);
}

enum status destination_write_to(const struct destination *destination, const char *path,
                                 const struct input *input, const struct buffer *bytes,
                                 struct report *report) {
    if (is_same_file(path, input->path)) return refuse_input(path, report);
    if (destination->spares_sources && is_source(path, input, bytes))
        return refuse_source(path, input, report);
    bool written = (!destination->folder || file_make_folders(path)) &&
                   file_write(path, bytes->bytes, bytes->length);
    return written ? STATUS_DONE : say_cannot_write(path, report);
}

enum status destination_write(const struct destination *destination, const struct input *input,
                              const char *extension, const struct buffer *bytes,
                              struct report *report, struct buffer *output) {
    if (!destination->folder && (!destination->file || !strcmp(destination->file, "-"))) {
        buffer_append(output, bytes->bytes, bytes->length);
        return STATUS_DONE;
    }
    struct buffer path = {0};
    if (destination->folder)
        destination_path(destination, input, NULL, extension, &path);
    else
        buffer_text(&path, destination->file);
    enum status status = destination_write_to(destination, path.bytes, input, bytes, report);
    buffer_free(&path);
    return status;
}
