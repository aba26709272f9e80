/* Profiles for several threads: a pattern serves one at a time, so each thread has patterns of its
   own, and all the rest in common. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void *copy_of(const void *list, size_t count, size_t size) {
    return count ? memcpy(memory_take(count * size), list, count * size) : NULL;
}

/* Calls `change` for each place in the profile where a pattern stands. */
static void change_patterns(struct encode_profile *profile, void (*change)(struct regex **)) {
#define X(key) change(&profile->key);
    PROFILE_PATTERNS(X)
    PLAY_PATTERNS(X)
#undef X
    for (unsigned i = 0; i < profile->brackets_count; i++)
        change(&profile->brackets[i].pattern);
    for (unsigned i = 0; i < profile->markers_count; i++)
        change(&profile->markers[i].pattern);
    for (unsigned i = 0; i < profile->genres_count; i++)
        change(&profile->genres[i].pattern);
    for (unsigned i = 0; i < profile->references_count; i++)
        change(&profile->reference_patterns[i]);
    for (unsigned i = 0; i < profile->sources_count; i++)
        change(&profile->source_patterns[i]);
}

static void make_twin(struct regex **pattern) {
    if (*pattern) *pattern = regex_twin(*pattern);
}

static void free_twin(struct regex **pattern) {
    regex_free(*pattern);
}

struct encode_profile *profile_twin(const struct encode_profile *profile) {
    struct encode_profile *twin = copy_of(profile, 1, sizeof *profile);
    twin->brackets = copy_of(profile->brackets, profile->brackets_count, sizeof *profile->brackets);
    twin->markers = copy_of(profile->markers, profile->markers_count, sizeof *profile->markers);
    twin->genres = copy_of(profile->genres, profile->genres_count, sizeof *profile->genres);
    twin->reference_patterns =
        copy_of(profile->reference_patterns, profile->references_count, sizeof(struct regex *));
    twin->source_patterns =
        copy_of(profile->source_patterns, profile->sources_count, sizeof(struct regex *));
    change_patterns(twin, make_twin);
    return twin;
}

void profile_twin_free(struct encode_profile *twin) {
    if (!twin) return;
    change_patterns(twin, free_twin);
    free(twin->brackets);
    free(twin->markers);
    free(twin->genres);
    free(twin->reference_patterns);
    free(twin->source_patterns);
    free(twin);
}
