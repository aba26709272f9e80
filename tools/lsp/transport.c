/* Messages as they come and go: the way between two files and pieces of JSON. */
#include "lsp/transport.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

enum { CHUNK = 1 << 16, LONGEST_HEADER = 1 << 12 };

bool transport_wait(struct transport *transport, int milliseconds) {
    struct pollfd input = {.fd = transport->input, .events = POLLIN};
    struct buffer *received = &transport->received;
    if (transport->ended || poll(&input, 1, milliseconds) < 1) return false;
    if (transport->taken) { /* what was taken is not held any longer */
        received->length -= transport->taken;
        memmove(received->bytes, received->bytes + transport->taken, received->length + 1);
        transport->taken = 0;
    }
    ssize_t got = read(transport->input, buffer_reserve(received, CHUNK), CHUNK);
    if (got > 0)
        received->length += (size_t)got;
    else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        transport->ended = true;
        transport->error = got ? errno : 0;
    }
    received->bytes[received->length] = '\0';
    return got > 0;
}

/* The length behind "Content-Length:" in header lines; SIZE_MAX where there is none. */
static size_t content_length(const char *header, const char *end) {
    static const char name[] = "Content-Length:";
    for (const char *line = header; line < end; line = strchr(line, '\n') + 1) {
        if (strncasecmp(line, name, sizeof name - 1)) continue;
        const char *figures = line + sizeof name - 1;
        figures += strspn(figures, " \t");
        size_t count = strspn(figures, "0123456789");
        const char *behind = figures + count + strspn(figures + count, " \t\r");
        if (!count || *behind != '\n') return SIZE_MAX;
        errno = 0;
        unsigned long long length = strtoull(figures, NULL, 10);
        return errno || length >= SIZE_MAX ? SIZE_MAX - 1 : (size_t)length;
    }
    return SIZE_MAX;
}

/* The end of the header lines, behind the empty one; NULL where it is not there yet. */
static const char *header_end(const char *header) {
    const char *wide = strstr(header, "\r\n\r\n"), *narrow = strstr(header, "\n\n");
    if (wide && (!narrow || wide < narrow)) return wide + 4;
    return narrow ? narrow + 2 : NULL;
}

static void pass_over(struct transport *transport) {
    size_t there = transport->received.length - transport->taken;
    size_t passed = there < transport->passed ? there : transport->passed;
    transport->taken += passed;
    transport->passed -= passed;
}

enum transport_taken transport_take(struct transport *transport, const char **json,
                                    size_t *length) {
    pass_over(transport);
    if (!transport->received.bytes) return TRANSPORT_NOTHING;
    const char *header = transport->received.bytes + transport->taken;
    size_t there = transport->received.length - transport->taken;
    const char *body = header_end(header);
    size_t header_length = body ? (size_t)(body - header) : strlen(header);
    if (header_length > LONGEST_HEADER || (!body && header_length < there)) {
        /* No header, or a NUL within: whatever that is, it is not held. */
        transport->taken = transport->received.length;
        return TRANSPORT_MALFORMED;
    }
    if (!body) return TRANSPORT_NOTHING;
    size_t announced = content_length(header, body);
    if (announced == SIZE_MAX || announced > LARGEST_MESSAGE) {
        transport->taken += header_length;
        transport->passed = announced == SIZE_MAX ? 0 : announced;
        return announced == SIZE_MAX ? TRANSPORT_MALFORMED : TRANSPORT_TOO_LARGE;
    }
    if (there - header_length < announced) return TRANSPORT_NOTHING;
    transport->taken += header_length + announced;
    *json = body;
    *length = announced;
    return TRANSPORT_MESSAGE;
}

static void write_all(struct transport *transport, const char *bytes, size_t length) {
    struct pollfd output = {.fd = transport->output, .events = POLLOUT};
    while (length && !transport->broken) {
        ssize_t written = write(transport->output, bytes, length);
        if (written < 0 && errno == EAGAIN)
            poll(&output, 1, -1);
        else if (written < 0 && errno != EINTR)
            transport->broken = true;
        if (written <= 0) continue;
        bytes += written;
        length -= (size_t)written;
    }
}

void transport_send(struct transport *transport, const char *json, size_t length) {
    struct buffer header = {0};
    buffer_print(&header, "Content-Length: %zu\r\n\r\n", length);
    write_all(transport, header.bytes, header.length);
    write_all(transport, json, length);
    buffer_free(&header);
}

void transport_free(struct transport *transport) {
    buffer_free(&transport->received);
}
