/* A team: threads that make things side by side, which are taken in their order, one at a time. */
#ifndef TEIKIT_BASE_TEAM_H
#define TEIKIT_BASE_TEAM_H

#include <stdbool.h>
#include <stddef.h>

/* Until it is taken, a thing has a place of its own among so many of the worker's that makes it:
   few, so that the memory of the last ones is used again while it is in that processor's cache, and
   enough for a long piece of work among short ones. */
enum { TEAM_PLACES = 8 };

struct team {
    size_t workers; /* threads, the calling one among them */
    size_t count;   /* of things */

    /* Makes the thing of that index at the place; things are begun in order.  Called by several
       threads at the same time, each of which has a number of its own below `workers`. */
    void (*make)(void *context, size_t worker, size_t place, size_t index);
    /* Takes it, once all before it are taken; false: no more are to be made. */
    bool (*take)(void *context, size_t worker, size_t place, size_t index);
    void *context;
};

/* Makes and takes all, and gives how many were taken.  Where the system has no threads to give,
   fewer do the work. */
size_t team_run(const struct team *team);

#endif
