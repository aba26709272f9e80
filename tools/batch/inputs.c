/* Inputs: from arguments to files. */
#include "batch/inputs.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add_file(struct inputs *inputs, const char *path, size_t folder_length) {
    inputs->list =
        memory_grow(inputs->list, &inputs->capacity, inputs->count + 1, sizeof *inputs->list);
    struct input *input = &inputs->list[inputs->count];
    *input = (struct input){.path = memory_copy(path, strlen(path)),
                            .in_folder = folder_length,
                            .place = inputs->count++};
    const char *slash = strrchr(input->path, '/');
    input->relative = folder_length ? input->path + folder_length : slash ? slash + 1 : input->path;
}

static bool say_cannot_read(const char *path, struct report *report) {
    report_say(report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0, "cannot be read: %s",
               strerror(errno));
    return false;
}

const char *input_name(const struct input *input) {
    return strcmp(input->path, "-") ? input->path : "standard input";
}

/* Adds a file that was named as such.  Standard input can be read by one only. */
static bool add_named(struct inputs *inputs, const char *path, struct report *report) {
    for (size_t i = 0; i < inputs->count && !strcmp(path, "-"); i++) {
        if (strcmp(inputs->list[i].path, "-")) continue;
        report_say(report, SEVERITY_ERROR, "call/standard-input", NULL, 0, 0,
                   "standard input cannot be read twice");
        return false;
    }
    add_file(inputs, path, 0);
    return true;
}

/* ---- folders ---- */

static bool ends_in(const char *name, const char *extension) {
    size_t length = strlen(name), size = strlen(extension);
    return length > size && !strcmp(name + length - size, extension);
}

/* What a folder holds. */
struct entry {
    char *name;
    mode_t type; /* S_IFREG and so on; 0: not known yet */
};

static int compare_names(const void *first, const void *second) {
    return strcmp(((const struct entry *)first)->name, ((const struct entry *)second)->name);
}

/* The type that the system gives along with the name, so that a million files need not be asked one
   by one, which on a disk that is elsewhere takes long.  0 where it gives none. */
static mode_t type_of(const struct dirent *entry) {
#ifdef _DIRENT_HAVE_D_TYPE
    return (mode_t)entry->d_type << 12; /* as DTTOIF() of <dirent.h>, which POSIX has not */
#else
    (void)entry;
    return 0;
#endif
}

/* The names in a folder, sorted, but for those that begin with a dot; false where it cannot be
   read to its end. */
static bool list_entries(const char *path, struct entry **entries, size_t *count) {
    DIR *folder = opendir(path);
    size_t capacity = 0;
    if (!folder) return false;
    for (struct dirent *entry; errno = 0, (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        *entries = memory_grow(*entries, &capacity, *count + 1, sizeof **entries);
        (*entries)[(*count)++] =
            (struct entry){memory_copy(entry->d_name, strlen(entry->d_name)), type_of(entry)};
    }
    int reason = errno;
    closedir(folder);
    if (*count) qsort(*entries, *count, sizeof **entries, compare_names);
    errno = reason;
    return !reason;
}

/* The type of the file itself, which may be a link. */
static mode_t type_at(const char *path, mode_t known) {
    struct stat status;
    if (known) return known;
    return lstat(path, &status) ? 0 : status.st_mode & S_IFMT;
}

/* Whether it is to be read: a regular file or a link to one.  A pipe would be waited for without
   end; a link that leads nowhere is kept, so that who reads it says so. */
static bool is_file(const char *path, mode_t type) {
    struct stat status;
    if (!S_ISLNK(type)) return S_ISREG(type);
    return stat(path, &status) || S_ISREG(status.st_mode);
}

/* Adds the files beneath the folder whose path is in `path`, which is left as it was. */
static bool add_folder(struct inputs *inputs, struct buffer *path, size_t folder_length,
                       const char *extension, struct report *report) {
    struct entry *entries = NULL;
    size_t count = 0, length = path->length;
    bool good = list_entries(path->bytes, &entries, &count);
    if (!good) say_cannot_read(path->bytes, report);
    for (size_t i = 0; i < count; i++) {
        buffer_print(path, "/%s", entries[i].name);
        mode_t type = type_at(path->bytes, entries[i].type);
        if (S_ISDIR(type))
            good &= add_folder(inputs, path, folder_length, extension, report);
        else if (ends_in(entries[i].name, extension) && is_file(path->bytes, type))
            add_file(inputs, path->bytes, folder_length);
        path->bytes[path->length = length] = '\0';
        free(entries[i].name);
    }
    free(entries);
    return good;
}

static bool add_named_folder(struct inputs *inputs, const char *argument, const char *extension,
                             struct report *report) {
    struct buffer path = {0};
    size_t length = strlen(argument), before = inputs->count;
    while (length > 1 && argument[length - 1] == '/')
        length--;
    buffer_append(&path, argument, length);
    bool good = add_folder(inputs, &path, length + 1, extension, report);
    if (good && inputs->count == before) {
        report_say(report, SEVERITY_ERROR, "file/none-in-folder", argument, 0, 0,
                   "the folder holds no *%s file", extension);
        good = false;
    }
    buffer_free(&path);
    return good;
}

/* ---- lists ---- */

/* A name that ends in the extension is taken for a file's, lest each of a million be looked at. */
static bool is_listed_folder(const char *path, const char *extension) {
    struct stat status;
    return !ends_in(path, extension) && !stat(path, &status) && S_ISDIR(status.st_mode);
}

static bool add_list(struct inputs *inputs, const char *path, const char *extension,
                     struct report *report) {
    struct buffer names = {0};
    bool good = file_read(path, &names);
    if (!good) say_cannot_read(path, report);
    char *line = names.bytes, *end = names.bytes + names.length;
    while (good && line < end) {
        char *line_end = memchr(line, '\n', (size_t)(end - line));
        char *next = line_end ? line_end + 1 : end;
        if (!line_end) line_end = end;
        if (line_end > line && line_end[-1] == '\r') line_end--;
        *line_end = '\0';
        if (*line && is_listed_folder(line, extension))
            good &= add_named_folder(inputs, line, extension, report);
        else if (*line)
            good &= add_named(inputs, line, report);
        line = next;
    }
    buffer_free(&names);
    return good;
}

bool inputs_add(struct inputs *inputs, const char *argument, const char *extension,
                struct report *report) {
    struct stat status;
    if (!*argument) {
        report_say(report, SEVERITY_ERROR, "call/no-input", NULL, 0, 0,
                   "the name of an input is empty");
        return false;
    }
    if (argument[0] == '@' && argument[1]) return add_list(inputs, argument + 1, extension, report);
    if (strcmp(argument, "-") && !stat(argument, &status) && S_ISDIR(status.st_mode))
        return add_named_folder(inputs, argument, extension, report);
    return add_named(inputs, argument, report);
}

void inputs_free(struct inputs *inputs) {
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->list[i].path);
    free(inputs->list);
    *inputs = (struct inputs){0};
}
