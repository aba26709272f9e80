/* The ages of a cache's entries: one that was not used for a month is removed, so that the folder
   does not grow with each version of a file.  When that was done last is the time of a file in it,
   which tells programs for backups that this is a cache. */
#include "corpus/internal.h"

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAY = 24 * 60 * 60, OLD = 30 * DAY };

static const char tag[] = "CACHEDIR.TAG",
                  signature[] =
                      "Signature: 8a477f597d28d172789f06886806bc55\n"
                      "# teikit keeps here what it found in documents; it may be deleted.\n";

/* Whether a file is at least so many seconds old, or not there. */
static bool is_old(const char *path, time_t seconds) {
    struct stat status;
    return lstat(path, &status) || difftime(time(NULL), status.st_mtime) >= (double)seconds;
}

static bool is_hexadecimal(const char *name, size_t length) {
    return strlen(name) == length && strspn(name, "0123456789abcdef") == length;
}

/* What a process that was killed was writing. */
static bool is_temporary(const char *name) {
    return !strncmp(name, ".teikit.", 8);
}

/* Removes the old entries of one of the folders that the cache has; what else is there stays. */
static void look_through(const char *path) {
    enum { NAME = 62 }; /* digits: a SHA-256 but for those that the folder is named by */
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        struct buffer inner = {0};
        buffer_print(&inner, "%s/%s", path, entry->d_name);
        if ((is_hexadecimal(entry->d_name, NAME) && is_old(inner.bytes, OLD)) ||
            (is_temporary(entry->d_name) && is_old(inner.bytes, DAY)))
            unlink(inner.bytes);
        buffer_free(&inner);
    }
    if (folder) closedir(folder);
}

void cache_remove_old(const char *path) {
    struct buffer inner = {0};
    buffer_print(&inner, "%s/%s", path, tag);
    if (is_old(inner.bytes, DAY)) {
        /* Noted before it is done: others that begin meanwhile need not do it as well. */
        file_write(inner.bytes, signature, sizeof signature - 1);
        cache_renew(inner.bytes);
        DIR *folder = opendir(path);
        for (struct dirent *entry; folder && (entry = readdir(folder));) {
            if (!is_hexadecimal(entry->d_name, 2)) continue;
            inner.length = 0;
            buffer_print(&inner, "%s/%s", path, entry->d_name);
            look_through(inner.bytes);
        }
        if (folder) closedir(folder);
    }
    buffer_free(&inner);
}

void cache_renew(const char *path) {
    if (is_old(path, DAY)) utimensat(AT_FDCWD, path, NULL, 0);
}
