/* What the files of watch share: the state of a watch, and its two ways of getting to know what has
   changed. */
#ifndef TEIKIT_WATCH_INTERNAL_H
#define TEIKIT_WATCH_INTERNAL_H

#include "base/stamps.h"
#include "watch/watch.h"

#include <sys/types.h>

struct watch {
    const char *extension;
    char **roots; /* the paths that were added */
    size_t root_count, root_capacity;
    char **changed; /* not told yet */
    size_t changed_count, changed_capacity;
    bool gone; /* something was taken away: it may come back in a moment, as a file that is saved
                  under another name and renamed */

    int events;              /* inotify's; -1: polling */
    struct watched *watched; /* folders that inotify tells of */
    size_t watched_count, watched_capacity;

    double interval, looked; /* for polling: seconds, and when */
    struct stamps files;     /* as they were then, sorted */
};

/* Notes that something has changed. */
void watch_note(struct watch *watch, const char *path);

/* Seconds on a clock that nobody sets. */
double watch_clock(void);

/* Waits on a file, or on none (-1); whether there is something to be read. */
bool watch_await(int file, double seconds, const sigset_t *signals);

/* ---- inotify.c ---- */

/* Begins; false where the system does not offer it. */
bool inotify_begin(struct watch *watch);

/* Adds what is at the path; false where the system has no room for more. */
bool inotify_add(struct watch *watch, const char *path);

/* Waits and notes what has changed; false where the system has no room for more. */
bool inotify_take(struct watch *watch, double seconds, const sigset_t *signals);

void inotify_end(struct watch *watch);

/* ---- polling.c ---- */

/* Takes what is there now for known. */
void polling_begin(struct watch *watch);

/* Waits and notes what has changed. */
void polling_take(struct watch *watch, double seconds, const sigset_t *signals);

#endif
