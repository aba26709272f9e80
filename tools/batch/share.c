/* Shares of a call; see share.h.  An input's share is told from a digest of its name, so that it
   stays the same when other inputs come or go, and everyone can work it out. */
#include "batch/share.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Takes a number from 1 on, and moves behind it; 0: there is none. */
static size_t take_number(const char **text) {
    size_t number = 0;
    for (; **text >= '0' && **text <= '9' && number <= MOST_SHARES; (*text)++)
        number = 10 * number + (size_t)(**text - '0');
    return number <= MOST_SHARES ? number : 0;
}

bool share_read(const char *text, struct share *share) {
    share->number = take_number(&text);
    if (*text++ != '/') return false;
    share->count = take_number(&text);
    return !*text && share->number && share->number <= share->count;
}

bool share_holds(const struct share *share, const struct input *input) {
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    const char *name = input->in_folder ? input->relative : input->path;
    uint64_t number = 0;
    sha256_init(&context);
    sha256_update(&context, strlen(name), (const uint8_t *)name);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | digest[i];
    return number % share->count + 1 == share->number;
}

size_t inputs_mark_share(struct inputs *inputs, const struct share *share) {
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++)
        count += inputs->list[i].in_share = share_holds(share, &inputs->list[i]);
    return count;
}

void inputs_keep_share(struct inputs *inputs) {
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = &inputs->list[i];
        if (input->in_share)
            inputs->list[kept++] = *input;
        else
            free(input->path);
    }
    inputs->count = kept;
}

void inputs_digest(const struct inputs *inputs, char digest[SHARE_FIGURES + 1]) {
    struct sha256_ctx context;
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    for (size_t i = 0; i < inputs->count; i++) {
        const char *path = inputs->list[i].path;
        sha256_update(&context, strlen(path) + 1, (const uint8_t *)path);
    }
    sha256_digest(&context, sizeof bytes, bytes);
    for (size_t i = 0; i < SHARE_FIGURES / 2; i++)
        snprintf(digest + 2 * i, 3, "%02x", bytes[i]);
}
