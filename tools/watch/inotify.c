/* inotify: Linux tells what happens in a folder.  Each folder beneath a root is told of by itself;
   for a root that is a file, the folder that it is in. */
#include "watch/internal.h"

#ifdef __linux__

#include "base/buffer.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

struct watched {
    int descriptor;
    char *path;       /* of the folder; "" for the working one where a root is a file's name */
    const char *only; /* the file that counts in it; NULL: all, and folders beneath */
    bool is_root;
};

enum {
    EVENTS = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR,
    COME = IN_CREATE | IN_MOVED_TO,
    GO = IN_DELETE | IN_MOVED_FROM
};

bool inotify_begin(struct watch *watch) {
    watch->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return watch->events >= 0;
}

void inotify_end(struct watch *watch) {
    for (size_t i = 0; i < watch->watched_count; i++)
        free(watch->watched[i].path);
    free(watch->watched);
    watch->watched = NULL;
    watch->watched_count = watch->watched_capacity = 0;
    if (watch->events >= 0) close(watch->events);
    watch->events = -1;
}

/* ---- which folders ---- */

/* False where there is no room for more.  A folder that cannot be watched for another reason cannot
   be read either, or is not there any more. */
static bool add_folder(struct watch *watch, const char *path, const char *only, bool is_root) {
    int descriptor = inotify_add_watch(watch->events, *path ? path : ".", EVENTS);
    if (descriptor < 0) return errno != ENOSPC && errno != ENOMEM;
    for (size_t i = 0; i < watch->watched_count; i++) {
        const struct watched *known = &watch->watched[i];
        if (known->descriptor == descriptor && !strcmp(known->path, path) &&
            (known->only == only || (only && known->only && !strcmp(known->only, only))))
            return true;
    }
    watch->watched = memory_grow(watch->watched, &watch->watched_capacity, watch->watched_count + 1,
                                 sizeof *watch->watched);
    watch->watched[watch->watched_count++] =
        (struct watched){descriptor, memory_copy(path, strlen(path)), only, is_root};
    return true;
}

/* Adds a folder, then those in it: one that is made meanwhile is told of. */
static bool add_tree(struct watch *watch, struct buffer *path, bool is_root) {
    size_t length = path->length;
    if (!add_folder(watch, path->bytes, NULL, is_root)) return false;
    DIR *folder = opendir(path->bytes);
    bool good = true;
    for (struct dirent *entry; folder && good && (entry = readdir(folder));) {
        struct stat status;
        if (entry->d_name[0] == '.') continue;
        buffer_print(path, "/%s", entry->d_name);
        if (!lstat(path->bytes, &status) && S_ISDIR(status.st_mode))
            good = add_tree(watch, path, false);
        path->bytes[path->length = length] = '\0';
    }
    if (folder) closedir(folder);
    return good;
}

static bool add_tree_at(struct watch *watch, const char *path, bool is_root) {
    struct buffer place = {0};
    buffer_text(&place, path);
    bool good = add_tree(watch, &place, is_root);
    buffer_free(&place);
    return good;
}

bool inotify_add(struct watch *watch, const char *path) {
    struct stat status;
    if (stat(path, &status) || S_ISDIR(status.st_mode)) return add_tree_at(watch, path, true);
    const char *slash = strrchr(path, '/'), *only = slash ? slash + 1 : path;
    char *folder = memory_copy(path, slash ? (size_t)(slash + (slash == path) - path) : 0);
    bool good = add_folder(watch, folder, only, true);
    free(folder);
    return good;
}

/* Forgets the folder at the path and those beneath, which have gone elsewhere. */
static void forget_tree(struct watch *watch, const char *path) {
    size_t length = strlen(path);
    for (size_t i = 0; i < watch->watched_count; i++) {
        const struct watched *known = &watch->watched[i];
        if (strncmp(known->path, path, length) ||
            (known->path[length] && known->path[length] != '/'))
            continue;
        inotify_rm_watch(watch->events, known->descriptor);
    }
}

/* The system has ceased to tell of the folder. */
static void drop(struct watch *watch, int descriptor) {
    size_t kept = 0;
    for (size_t i = 0; i < watch->watched_count; i++) {
        struct watched known = watch->watched[i];
        if (known.descriptor != descriptor) {
            watch->watched[kept++] = known;
            continue;
        }
        if (known.is_root) watch_note(watch, known.path), watch->gone = true;
        free(known.path);
    }
    watch->watched_count = kept;
}

/* A root that was taken away may have come back. */
static bool add_roots_again(struct watch *watch) {
    for (size_t i = 0; i < watch->root_count; i++) {
        const char *root = watch->roots[i];
        struct stat status;
        bool known = false;
        for (size_t j = 0; j < watch->watched_count; j++)
            known |= watch->watched[j].is_root &&
                     (watch->watched[j].only || !strcmp(watch->watched[j].path, root));
        if (known || stat(root, &status)) continue;
        if (!inotify_add(watch, root)) return false;
        watch_note(watch, root);
    }
    return true;
}

/* ---- what has happened ---- */

static bool ends_in(const char *name, const char *extension) {
    size_t length = strlen(name), size = strlen(extension);
    return length > size && !strcmp(name + length - size, extension);
}

/* A file that is made is told of once more when it is written, but a link is not. */
static bool is_link(const char *path) {
    struct stat status;
    return !lstat(path, &status) && (S_ISLNK(status.st_mode) || status.st_nlink > 1);
}

/* Something has happened to a name in a folder that counts. */
static bool take_name(struct watch *watch, const struct watched *folder, const char *name,
                      uint32_t mask) {
    struct buffer path = {0};
    bool good = true, is_folder = mask & IN_ISDIR;
    if (folder->only ? strcmp(name, folder->only) != 0
                     : name[0] == '.' || (!is_folder && !ends_in(name, watch->extension)))
        return true;
    const char *separator = *folder->path && strcmp(folder->path, "/") != 0 ? "/" : "";
    buffer_print(&path, "%s%s%s", folder->path, separator, name);
    if (is_folder && mask & IN_MOVED_FROM) forget_tree(watch, path.bytes);
    if (is_folder && mask & COME && !folder->only) good = add_tree_at(watch, path.bytes, false);
    watch->gone |= (mask & GO) != 0;
    if (is_folder || !(mask & IN_CREATE) || is_link(path.bytes)) watch_note(watch, path.bytes);
    buffer_free(&path);
    return good;
}

static bool take_event(struct watch *watch, const struct inotify_event *event) {
    bool good = true;
    if (event->mask & IN_Q_OVERFLOW) { /* all may have changed */
        for (size_t i = 0; i < watch->root_count; i++)
            good &= inotify_add(watch, watch->roots[i]), watch_note(watch, watch->roots[i]);
    } else if (event->mask & IN_IGNORED) {
        drop(watch, event->wd);
    } else if (event->len) {
        size_t count = watch->watched_count; /* what is added now is not meant */
        for (size_t i = 0; i < count && good; i++) {
            struct watched folder = watch->watched[i];
            if (folder.descriptor == event->wd)
                good = take_name(watch, &folder, event->name, event->mask);
        }
    }
    return good;
}

/* Takes all that there is to be read. */
static bool take_events(struct watch *watch) {
    enum { ROOM = 1 << 16 };
    _Alignas(struct inotify_event) char bytes[ROOM];
    bool good = true;
    for (ssize_t got; good && (got = read(watch->events, bytes, sizeof bytes)) > 0;)
        for (char *at = bytes; good && at < bytes + got;) {
            const struct inotify_event *event = (const struct inotify_event *)(void *)at;
            good = take_event(watch, event);
            at += sizeof *event + event->len;
        }
    return good;
}

bool inotify_take(struct watch *watch, double seconds, const sigset_t *signals) {
    /* In seconds: what belongs together comes within the first; a file that is taken away comes
       back within the second, if it does; and nobody waits longer than the third. */
    static const double together = 0.004, comes_back = 0.05, longest = 0.25;
    if (!add_roots_again(watch)) return false;
    if (!watch_await(watch->events, seconds, signals)) return true;
    double begun = watch_clock();
    do
        if (!take_events(watch)) return false;
    while (watch_clock() < begun + longest &&
           watch_await(watch->events, watch->gone ? comes_back : together, signals));
    return true;
}

#else

bool inotify_begin(struct watch *watch) {
    return (void)watch, false;
}

bool inotify_add(struct watch *watch, const char *path) {
    return (void)watch, (void)path, false;
}

bool inotify_take(struct watch *watch, double seconds, const sigset_t *signals) {
    return (void)watch, (void)seconds, (void)signals, false;
}

void inotify_end(struct watch *watch) {
    (void)watch;
}

#endif
