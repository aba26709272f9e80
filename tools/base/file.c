/* Files read and written whole; see file.h. */
#include "base/file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 1 << 16 };

static bool read_all(int file, struct buffer *bytes) {
    struct stat status;
    size_t step = STEP;
    if (!fstat(file, &status) && S_ISREG(status.st_mode) && status.st_size > 0)
        step = (size_t)status.st_size + 1;
    for (;;) {
        char *end = buffer_reserve(bytes, step);
        ssize_t got = read(file, end, step);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        end[got] = '\0';
        if (got == 0) return true;
        bytes->length += (size_t)got;
        step = STEP;
    }
}

/* Closes the file, keeping the errno of what failed before. */
static bool close_after(int file, bool done) {
    int reason = errno;
    if (close(file) && done) return false;
    errno = reason;
    return done;
}

bool file_read(const char *path, struct buffer *bytes) {
    if (!strcmp(path, "-")) return read_all(STDIN_FILENO, bytes);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    return file >= 0 && close_after(file, read_all(file, bytes));
}

static bool write_all(int file, const char *bytes, size_t length) {
    while (length) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* Writes to a new file beside `path`, then renames it.  The new file's name is hidden from searches
   through the folder, and short: the longest name may be taken by `path`. */
static bool replace(const char *path, mode_t mode, const char *bytes, size_t length) {
    struct buffer beside = {0};
    const char *slash = strrchr(path, '/');
    buffer_append(&beside, path, slash ? (size_t)(slash - path) + 1 : 0);
    buffer_text(&beside, ".teikit.XXXXXX");
    int file = mkstemp(beside.bytes);
    bool done = file >= 0;
    if (done) done = write_all(file, bytes, length) && !fchmod(file, mode);
    if (file >= 0) done = close_after(file, done) && !rename(beside.bytes, path);
    int reason = errno;
    if (file >= 0 && !done) unlink(beside.bytes);
    buffer_free(&beside);
    errno = reason;
    return done;
}

bool file_write(const char *path, const char *bytes, size_t length) {
    if (!strcmp(path, "-")) return write_all(STDOUT_FILENO, bytes, length);
    struct stat status;
    if (stat(path, &status)) {
        mode_t mask = umask(0);
        umask(mask);
        return replace(path, 0666 & ~mask, bytes, length);
    }
    if (S_ISREG(status.st_mode)) {
        char *target = realpath(path, NULL); /* a link stays a link */
        bool done = target && replace(target, status.st_mode & 07777, bytes, length);
        int reason = errno;
        free(target);
        errno = reason;
        return done;
    }
    int file = open(path, O_WRONLY | O_CLOEXEC);
    return file >= 0 && close_after(file, write_all(file, bytes, length));
}

bool file_make_folders(const char *path) {
    char *folder = memory_copy(path, strlen(path));
    bool made = true;
    for (char *slash = folder; made && (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        made = !mkdir(folder, 0777) || errno == EEXIST;
        *slash = '/';
    }
    int reason = errno;
    free(folder);
    errno = reason;
    return made;
}
