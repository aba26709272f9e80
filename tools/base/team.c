/* A team; see team.h.  Who has made a thing takes it and all behind it that are made, unless
   another is taking just now: that one goes on with them. */
#include "base/team.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

enum { STACK = 1 << 23 };

/* The work in progress; all but `team` is for who holds the lock. */
struct shift {
    const struct team *team;
    pthread_mutex_t lock;
    pthread_cond_t freed; /* half the places of one are free, or the work is stopped */
    size_t begun, taken, places;
    struct member *members;
    size_t *made_at; /* places of the things that are made and not taken, by index % `places` */
    bool taking, stopped;
};

#define NOT_MADE SIZE_MAX

struct member {
    struct shift *shift;
    size_t worker;
    pthread_t thread;
    size_t free_places[TEAM_PLACES], free_count; /* its own; the last one freed is used first */
};

static void add_free(struct member *member, size_t place) {
    member->free_places[member->free_count++] = place;
}

/* Takes what can be taken, and gives the places back to those whose they are. */
static void take_made(struct shift *shift, size_t worker) {
    const struct team *team = shift->team;
    if (shift->taking) return;
    shift->taking = true;
    for (;;) {
        size_t index = shift->taken, *place = &shift->made_at[index % shift->places];
        if (shift->stopped || *place == NOT_MADE) break;
        pthread_mutex_unlock(&shift->lock);
        bool goes_on = team->take(team->context, worker, *place, index);
        pthread_mutex_lock(&shift->lock);
        if (goes_on)
            shift->taken++;
        else
            shift->stopped = true;
        struct member *owner = &shift->members[*place / TEAM_PLACES];
        add_free(owner, *place);
        *place = NOT_MADE;
        /* Who waits for places is woken for several at once, as waking costs more than one is
           worth; all are free in the end, so that nobody waits for ever. */
        if (owner->free_count == TEAM_PLACES / 2 || shift->stopped)
            pthread_cond_broadcast(&shift->freed);
    }
    shift->taking = false;
}

static void work(struct member *member) {
    struct shift *shift = member->shift;
    const struct team *team = shift->team;
    pthread_mutex_lock(&shift->lock);
    while (!shift->stopped && shift->begun < team->count) {
        if (!member->free_count) {
            pthread_cond_wait(&shift->freed, &shift->lock);
            continue;
        }
        size_t index = shift->begun++, place = member->free_places[--member->free_count];
        pthread_mutex_unlock(&shift->lock);
        team->make(team->context, member->worker, place, index);
        pthread_mutex_lock(&shift->lock);
        shift->made_at[index % shift->places] = place;
        take_made(shift, member->worker);
    }
    pthread_mutex_unlock(&shift->lock);
}

static void *run_member(void *context) {
    work(context);
    return NULL;
}

size_t team_run(const struct team *team) {
    struct shift shift = {.team = team, .places = TEAM_PLACES * team->workers};
    shift.members = memory_allocate(team->workers, sizeof *shift.members);
    shift.made_at = memory_allocate(shift.places, sizeof *shift.made_at);
    for (size_t i = shift.places; i-- > 0;) {
        struct member *member = &shift.members[i / TEAM_PLACES];
        member->shift = &shift;
        member->worker = i / TEAM_PLACES;
        add_free(member, i);
        shift.made_at[i] = NOT_MADE;
    }
    pthread_mutex_init(&shift.lock, NULL);
    pthread_cond_init(&shift.freed, NULL);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    size_t started = 1; /* the calling thread */
    while (started < team->workers && !pthread_create(&shift.members[started].thread, &attributes,
                                                      run_member, &shift.members[started]))
        started++;
    work(&shift.members[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(shift.members[i].thread, NULL);
    free(shift.members);
    free(shift.made_at);
    pthread_attr_destroy(&attributes);
    pthread_cond_destroy(&shift.freed);
    pthread_mutex_destroy(&shift.lock);
    return shift.taken;
}
