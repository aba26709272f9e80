/* Files read and written whole; see file.h. */
#include "base/file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

/* What small steps ask for is read in larger ones. */
enum { CHUNK = 1 << 16 };

size_t file_reader_next(struct file_reader *reader, char *bytes, size_t length) {
    if (reader->chunk_offset == reader->chunk_length) {
        if (!reader->chunk) reader->chunk = memory_grow(NULL, &(size_t){0}, CHUNK, 1);
        ssize_t got;
        do
            got = read(reader->file, reader->chunk, CHUNK);
        while (got < 0 && errno == EINTR);
        if (got < 0) {
            reader->error = errno;
            return 0;
        }
        reader->chunk_length = (size_t)got;
        reader->chunk_offset = 0;
        reader->total += (size_t)got;
    }
    size_t left = reader->chunk_length - reader->chunk_offset;
    if (length > left) length = left;
    if (length) memcpy(bytes, reader->chunk + reader->chunk_offset, length);
    reader->chunk_offset += length;
    return length;
}

void file_reader_free(struct file_reader *reader) {
    free(reader->chunk);
    reader->chunk = NULL;
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

/* Where the path of the file that is being written beside its target is kept; see file.h. */
static char *kept_temporary;
static size_t kept_size;

void file_keep_temporary(char *place, size_t size) {
    kept_temporary = place;
    kept_size = size;
}

static void keep(const char *path) {
    if (kept_temporary && strlen(path) < kept_size) memcpy(kept_temporary, path, strlen(path) + 1);
}

/* Makes a new file in the folder of `path` and gives its path.  Its name is kept before it is
   there, is hidden from searches through the folder, and short: the longest name may be taken by
   `path`. */
static int make_beside(const char *path, struct buffer *beside) {
    const char *slash = strrchr(path, '/');
    for (unsigned attempt = 0;; attempt++) {
        beside->length = 0;
        buffer_append(beside, path, slash ? (size_t)(slash - path) + 1 : 0);
        buffer_print(beside, ".teikit.%lx.%x", (unsigned long)getpid(), attempt);
        keep(beside->bytes);
        int file = open(beside->bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file >= 0 || errno != EEXIST) return file;
    }
}

/* Writes to a new file beside `path`, then renames it. */
static bool replace(const char *path, mode_t mode, const char *bytes, size_t length) {
    struct buffer beside = {0};
    int file = make_beside(path, &beside);
    bool done = file >= 0;
    if (done) done = write_all(file, bytes, length) && !fchmod(file, mode);
    if (file >= 0) done = close_after(file, done) && !rename(beside.bytes, path);
    int reason = errno;
    if (file >= 0 && !done) unlink(beside.bytes);
    keep("");
    buffer_free(&beside);
    errno = reason;
    return done;
}

/* Whether the file, which has the length of these bytes, holds them. */
static bool holds(const char *path, const char *bytes, size_t length) {
    struct file_reader reader = {.file = open(path, O_RDONLY | O_CLOEXEC)};
    char held[STEP];
    bool same = reader.file >= 0;
    while (length && same) {
        size_t got = file_reader_next(&reader, held, sizeof held);
        same = got && got <= length && !memcmp(held, bytes, got);
        bytes += got;
        length -= got;
    }
    if (reader.file >= 0) close(reader.file);
    file_reader_free(&reader);
    return same;
}

/* The path that is written to for `path`: what a link leads to, whether that is there or not, so
   that a link stays a link.  False where links lead in a circle. */
static bool follow_links(const char *path, struct buffer *target) {
    enum { MOST_LINKS = 40 };
    char next[PATH_MAX];
    buffer_text(target, path);
    for (int links = 0; links < MOST_LINKS; links++) {
        ssize_t length = readlink(target->bytes, next, sizeof next);
        if (length < 0) return true;
        const char *slash = strrchr(target->bytes, '/');
        target->length = next[0] == '/' || !slash ? 0 : (size_t)(slash - target->bytes) + 1;
        buffer_append(target, next, (size_t)length);
    }
    errno = ELOOP;
    return false;
}

bool file_write(const char *path, const char *bytes, size_t length) {
    if (!strcmp(path, "-")) return write_all(STDOUT_FILENO, bytes, length);
    struct stat status;
    bool exists = !stat(path, &status);
    if (exists && !S_ISREG(status.st_mode)) {
        int file = open(path, O_WRONLY | O_CLOEXEC);
        return file >= 0 && close_after(file, write_all(file, bytes, length));
    }
    if (exists && (size_t)status.st_size == length && holds(path, bytes, length)) return true;
    mode_t mask = umask(0);
    umask(mask);
    struct buffer target = {0};
    bool done =
        follow_links(path, &target) &&
        replace(target.bytes, exists ? status.st_mode & 07777 : 0666 & ~mask, bytes, length);
    int reason = errno;
    buffer_free(&target);
    errno = reason;
    return done;
}

/* ---- what is written bit by bit ---- */

FILE *file_spool(void) {
    const char *folder = getenv("TMPDIR");
    struct buffer path = {0};
    buffer_print(&path, "%s/teikit.XXXXXX", folder && *folder ? folder : "/tmp");
    int file = mkstemp(path.bytes);
    int reason = errno;
    if (file >= 0) unlink(path.bytes);
    buffer_free(&path);
    errno = reason;
    return file >= 0 ? fdopen(file, "w+b") : NULL;
}

bool file_write_spool(const char *path, FILE *spool) {
    struct stat status;
    void *bytes = NULL;
    errno = EIO; /* of a write that failed before */
    bool good = !fflush(spool) && !ferror(spool) && !fstat(fileno(spool), &status);
    size_t length = good ? (size_t)status.st_size : 0;
    if (length) bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fileno(spool), 0);
    good = good && bytes != MAP_FAILED && file_write(path, bytes ? bytes : "", length);
    int reason = errno;
    if (length && bytes != MAP_FAILED) munmap(bytes, length);
    fclose(spool);
    errno = reason;
    return good;
}

bool file_is_special(const char *path) {
    struct stat status;
    return !stat(path, &status) && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool file_make_folders(const char *path) {
    char *folder = memory_copy(path, strlen(path)), *last = strrchr(folder, '/');
    bool made = true, there = !last || last == folder;
    if (!there) { /* mostly they are there, or all but the last one */
        *last = '\0';
        there = !mkdir(folder, 0777) || errno == EEXIST;
        *last = '/';
    }
    for (char *slash = folder; !there && made && (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        made = !mkdir(folder, 0777) || errno == EEXIST;
        *slash = '/';
    }
    int reason = errno;
    free(folder);
    errno = reason;
    return made;
}

bool file_name_matches(const char *pattern, const char *path) {
    const char *slash = strrchr(path, '/');
    bool deep = strstr(pattern, "**");
    /* "**" followed by "/" may stand for no folder at all. */
    if (!strncmp(pattern, "**/", 3) && file_name_matches(pattern + 3, path)) return true;
    return !fnmatch(pattern, strchr(pattern, '/') || !slash ? path : slash + 1,
                    deep ? 0 : FNM_PATHNAME);
}
