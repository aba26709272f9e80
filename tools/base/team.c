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
    pthread_cond_t freed; /* a place is free, or the work is stopped */
    size_t begun, taken, places;
    size_t *free_places, free_count; /* the last one freed is used first */
    size_t *made_at; /* places of the things that are made and not taken, by index % `places` */
    bool taking, stopped;
};

#define NOT_MADE SIZE_MAX

struct member {
    struct shift *shift;
    size_t worker;
    pthread_t thread;
};

/* Takes what can be taken. */
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
        shift->free_places[shift->free_count++] = *place;
        *place = NOT_MADE;
        pthread_cond_broadcast(&shift->freed);
    }
    shift->taking = false;
}

static void work(struct shift *shift, size_t worker) {
    const struct team *team = shift->team;
    pthread_mutex_lock(&shift->lock);
    while (!shift->stopped && shift->begun < team->count) {
        if (!shift->free_count) {
            pthread_cond_wait(&shift->freed, &shift->lock);
            continue;
        }
        size_t index = shift->begun++, place = shift->free_places[--shift->free_count];
        pthread_mutex_unlock(&shift->lock);
        team->make(team->context, worker, place, index);
        pthread_mutex_lock(&shift->lock);
        shift->made_at[index % shift->places] = place;
        take_made(shift, worker);
    }
    pthread_mutex_unlock(&shift->lock);
}

static void *run_member(void *context) {
    const struct member *member = context;
    work(member->shift, member->worker);
    return NULL;
}

size_t team_run(const struct team *team) {
    struct shift shift = {.team = team, .places = TEAM_PLACES * team->workers};
    shift.free_places = memory_allocate(shift.places, sizeof *shift.free_places);
    shift.made_at = memory_allocate(shift.places, sizeof *shift.made_at);
    for (size_t i = shift.places; i-- > 0;) {
        shift.free_places[shift.free_count++] = i;
        shift.made_at[i] = NOT_MADE;
    }
    pthread_mutex_init(&shift.lock, NULL);
    pthread_cond_init(&shift.freed, NULL);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    struct member *members = memory_allocate(team->workers, sizeof *members);
    size_t started = 1; /* the calling thread */
    for (; started < team->workers; started++) {
        members[started] = (struct member){.shift = &shift, .worker = started};
        if (pthread_create(&members[started].thread, &attributes, run_member, &members[started]))
            break;
    }
    work(&shift, 0);
    for (size_t i = 1; i < started; i++)
        pthread_join(members[i].thread, NULL);
    free(members);
    free(shift.free_places);
    free(shift.made_at);
    pthread_attr_destroy(&attributes);
    pthread_cond_destroy(&shift.freed);
    pthread_mutex_destroy(&shift.lock);
    return shift.taken;
}
