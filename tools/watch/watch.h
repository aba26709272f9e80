/* Watching: tells which files are saved, come and go, beneath folders or by themselves.  The system
   tells of them (inotify); where it cannot, the files are looked at every so often. */
#ifndef TEIKIT_WATCH_WATCH_H
#define TEIKIT_WATCH_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct watch;

/* Watches for files whose names end in `extension`.  `interval`: look every so many seconds; 0:
   only where the system does not tell. */
struct watch *watch_new(const char *extension, double interval);
void watch_free(struct watch *watch);

/* Adds a folder with all beneath it (but for names that begin with a dot), or a file. */
void watch_add(struct watch *watch, const char *path);

/* Waits for at most `seconds`, or until a signal comes that `signals` does not block; if something
   has changed, until nothing more does for a moment.  Gives how many paths have, in *paths, sorted,
   each once: files that were saved or are new or gone, and folders beneath which anything may be
   so. They are those that were added, or begin with them, and are valid until the next call. */
size_t watch_wait(struct watch *watch, double seconds, const sigset_t *signals,
                  const char *const **paths);

/* Whether the system does not tell, so that the files are looked at. */
bool watch_polls(const struct watch *watch);

#endif
