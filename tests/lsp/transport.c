/* Messages as they come: whole, in pieces, several at once, and wrong. */
#include "run.h"

#include "lsp/transport.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What comes of bytes that are received so many at a time: messages with "|" behind each, "?" for
   what is no message and "!" for one that is too large. */
static const char *taken_of(const char *bytes, size_t step) {
    static char taken[256];
    int ends[2];
    const char *json;
    size_t json_length, length = strlen(bytes);
    ck_assert_int_eq(pipe(ends), 0);
    struct transport transport = {.input = ends[0], .output = STDERR_FILENO};
    *taken = '\0';
    for (size_t at = 0; at < length; at += step) {
        size_t piece = length - at < step ? length - at : step;
        enum transport_taken kind;
        ck_assert_int_eq(write(ends[1], bytes + at, piece), (ssize_t)piece);
        ck_assert(transport_wait(&transport, 0));
        while ((kind = transport_take(&transport, &json, &json_length)) != TRANSPORT_NOTHING) {
            if (kind == TRANSPORT_MESSAGE) strncat(taken, json, json_length);
            strcat(taken, kind == TRANSPORT_MESSAGE     ? "|"
                          : kind == TRANSPORT_MALFORMED ? "?"
                                                        : "!");
        }
    }
    close(ends[1]);
    ck_assert(!transport_wait(&transport, 0));
    ck_assert(transport.ended);
    ck_assert_int_eq(transport.error, 0);
    close(ends[0]);
    transport_free(&transport);
    return taken;
}

static const struct {
    const char *bytes, *taken;
} cases[] = {
    {"Content-Length: 2\r\n\r\n{}", "{}|"},
    {"Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull", "{}|null|"},
    {"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:3\r\n\r\n123",
     "123|"},
    {"Content-Length: 2\n\n{}", "{}|"},
    {"Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n[]", "|[]|"},
    {"Content-Length: 9\r\n\r\n{}", ""},
    {"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}", "?{}|"},
    {"Content-Size: 2\r\n\r\nContent-Length: 2\r\n\r\n{}", "?{}|"},
    {"Content-Length: 99999999999999999999999\r\n\r\n{}", "!"},
    {"Content-Length: 134217729\r\n\r\n{}", "!"},
};

START_TEST(messages_are_taken_in_whatever_pieces_they_come) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t step = 1; step < 80; step += 13)
            ck_assert_str_eq(taken_of(cases[i].bytes, step), cases[i].taken);
}
END_TEST

START_TEST(what_is_no_header_is_not_held) {
    enum { LENGTH = 5000 };
    char bytes[LENGTH + 64];
    memset(bytes, 'x', LENGTH);
    strcpy(bytes + LENGTH, "");
    ck_assert_str_eq(taken_of(bytes, LENGTH), "?");
}
END_TEST

START_TEST(an_input_that_cannot_be_read_is_told_from_its_end) {
    struct transport transport = {.input = open(".", O_RDONLY)};
    ck_assert(!transport_wait(&transport, 0));
    ck_assert(transport.ended);
    ck_assert_int_eq(transport.error, EISDIR);
    close(transport.input);
    transport_free(&transport);
}
END_TEST

START_TEST(a_message_goes_out_with_its_length) {
    int ends[2];
    char bytes[64] = "";
    ck_assert_int_eq(pipe(ends), 0);
    struct transport transport = {.input = -1, .output = ends[1]};
    transport_send(&transport, "{\"a\":\"\xC3\xA9\"}", 10);
    ck_assert_int_gt(read(ends[0], bytes, sizeof bytes - 1), 0);
    ck_assert_str_eq(bytes, "Content-Length: 10\r\n\r\n{\"a\":\"\xC3\xA9\"}");
    close(ends[0]);
    close(ends[1]);
}
END_TEST

SUITE(lsp_transport) {
    Suite *suite = suite_create("lsp/transport");
    TCase *tests = tcase_create("lsp/transport");
    tcase_add_test(tests, messages_are_taken_in_whatever_pieces_they_come);
    tcase_add_test(tests, what_is_no_header_is_not_held);
    tcase_add_test(tests, an_input_that_cannot_be_read_is_told_from_its_end);
    tcase_add_test(tests, a_message_goes_out_with_its_length);
    suite_add_tcase(suite, tests);
    return suite;
}
