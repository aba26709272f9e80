/* Messages as they come and go: each a block of header lines, an empty line, and so many bytes of
   JSON (LSP 3.17, base protocol). */
#ifndef TEIKIT_LSP_TRANSPORT_H
#define TEIKIT_LSP_TRANSPORT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* A message with more bytes is passed over. */
enum { LARGEST_MESSAGE = 128 << 20 };

/* Start with the files and zeroes; free it with transport_free(). */
struct transport {
    int input, output;
    struct buffer received;
    size_t taken;  /* of what was received */
    size_t passed; /* so many bytes of a message that is too large are still to be passed over */
    bool ended;    /* nothing more will come */
    int error;     /* the errno for which nothing does; 0 where it is the end */
    bool broken;   /* nobody reads what is sent */
};

/* Waits until something comes, at most so many milliseconds (-1: without end), and reads it; false
   where nothing came. */
bool transport_wait(struct transport *transport, int milliseconds);

enum transport_taken {
    TRANSPORT_NOTHING,   /* no whole message is there */
    TRANSPORT_MESSAGE,   /* its bytes are valid until the next call for this transport */
    TRANSPORT_MALFORMED, /* header lines that do not say how long the message is */
    TRANSPORT_TOO_LARGE
};

/* Takes the next message of what was received. */
enum transport_taken transport_take(struct transport *transport, const char **json, size_t *length);

/* Sends a message of `length` bytes. */
void transport_send(struct transport *transport, const char *json, size_t length);

void transport_free(struct transport *transport);

#endif
