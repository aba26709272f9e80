/* Reports in files: what --output FORMAT:FILE asks for, beside what is shown. */
#include "base/file.h"
#include "base/memory.h"
#include "verbs/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What is written goes to a file without a name first, so that the one that is asked for is there
   as a whole or not at all. */
struct report_file {
    const struct report_format *format;
    const char *path;
    FILE *stream; /* NULL: not opened yet */
};

bool report_files_add(struct report_files *files, const char *text, struct report *report) {
    const char *colon = strchr(text, ':');
    char *name = memory_copy(text, colon ? (size_t)(colon - text) : strlen(text));
    const struct report_format *format = report_format_named(name);
    free(name);
    if (!colon || !colon[1] || !format) {
        usage_error(report, "call/format", "such as --output junit:report.xml",
                    "an output is written FORMAT:FILE, the format one of %s, not \"%s\"",
                    report_format_names(), text);
        return false;
    }
    files->list = memory_grow(files->list, &files->capacity, files->count + 1, sizeof *files->list);
    files->list[files->count++] = (struct report_file){.format = format, .path = colon + 1};
    return true;
}

void report_files_of_share(struct report_files *files) {
    for (size_t i = 0; i < files->count; i++)
        files->list[i].format = report_format_of_share(files->list[i].format);
}

static bool say_cannot_write(const char *path, struct report *report) {
    report_say(report, SEVERITY_ERROR, "file/cannot-write", path, 0, 0, "cannot be written: %s",
               strerror(errno));
    return false;
}

bool report_files_open(struct report_files *files, const struct inputs *inputs,
                       struct report *report, struct report *findings) {
    for (size_t i = 0; i < files->count; i++) {
        if (!is_input(files->list[i].path, inputs)) continue;
        usage_error(report, "call/output-is-input", NULL, "%s is an input; it is not overwritten",
                    files->list[i].path);
        return false;
    }
    for (size_t i = 0; i < files->count; i++) {
        struct report_file *file = &files->list[i];
        file->stream = file_spool();
        if (!file->stream) return say_cannot_write(file->path, report);
        report_also(findings, file->stream, file->format, false);
    }
    return true;
}

bool report_files_write(struct report_files *files, struct report *report) {
    bool written = true;
    for (size_t i = 0; i < files->count; i++) {
        struct report_file *file = &files->list[i];
        if (!file->stream) continue;
        if (!file_make_folders(file->path) || !file_write_spool(file->path, file->stream))
            written = say_cannot_write(file->path, report);
    }
    free(files->list);
    return written;
}
