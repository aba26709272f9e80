/* Hands; see hands.h. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>

struct hand *hands_new(struct text *text, const struct encode_profile *profile, size_t count) {
    struct hand *hands = memory_allocate(count, sizeof *hands);
    for (size_t i = 0; i < count; i++)
        hands[i] = (struct hand){i ? text_twin(text) : text, i ? profile_twin(profile) : profile,
                                 known_words_new()};
    return hands;
}

void hands_free(struct hand *hands, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) text_twin_free(hands[i].text);
        if (i) profile_twin_free((struct encode_profile *)hands[i].profile);
        free(hands[i].brackets);
    }
    free(hands);
}
