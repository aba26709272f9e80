/* How long an editor waits: for what a keystroke at the end of a document changes in its findings,
   for proposals, and for an explanation; the medians, in milliseconds.
   usage: typing DOCUMENT SCHEMA */
#include "base/file.h"
#include "lsp/lsp.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 25 };

static int to_server, from_server;

/* ---- talking ---- */

static void send(json_t *message) {
    char *text = json_dumps(message, JSON_COMPACT);
    dprintf(to_server, "Content-Length: %zu\r\n\r\n", strlen(text));
    for (size_t length = strlen(text), at = 0; at < length;) {
        ssize_t written = write(to_server, text + at, length - at);
        if (written <= 0) exit(2);
        at += (size_t)written;
    }
    free(text);
    json_decref(message);
}

static json_t *receive(void) {
    char header[64] = "";
    size_t length = 0, total = 0;
    while (!strstr(header, "\r\n\r\n") && length < sizeof header - 1)
        if (read(from_server, header + length++, 1) != 1) exit(2);
    length = strtoul(header + strlen("Content-Length: "), NULL, 10);
    char *text = malloc(length);
    for (ssize_t got; text && total < length; total += (size_t)got)
        if ((got = read(from_server, text + total, length - total)) <= 0) exit(2);
    json_t *message = json_loadb(text, length, 0, NULL);
    free(text);
    return message;
}

/* Waits for an answer (which has an id) or for findings. */
static void await(bool answer) {
    json_t *message;
    while (!json_object_get(message = receive(), "id") == answer)
        json_decref(message);
    json_decref(message);
}

/* ---- measuring ---- */

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static json_t *place(size_t line, size_t column) {
    return json_pack("{sI sI}", "line", (json_int_t)line, "character", (json_int_t)column);
}

/* Types what is in place of `length` characters, and waits for the findings. */
static double type(size_t line, size_t column, size_t length, const char *text) {
    double begun = milliseconds();
    send(json_pack("{ss s{s{ss} s[{s{so so} ss}]}}", "method", "textDocument/didChange", "params",
                   "textDocument", "uri", "file:///document.xml", "contentChanges", "range",
                   "start", place(line, column), "end", place(line, column + length), "text",
                   text));
    await(false);
    return milliseconds() - begun;
}

static double ask(const char *method, size_t line, size_t column) {
    double begun = milliseconds();
    send(json_pack("{si ss s{s{ss} so}}", "id", 2, "method", method, "params", "textDocument",
                   "uri", "file:///document.xml", "position", place(line, column)));
    await(true);
    return milliseconds() - begun;
}

static int compare(const void *first, const void *second) {
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

static void print(const char *what, double times[ROUNDS]) {
    qsort(times, ROUNDS, sizeof *times, compare);
    printf("  %9.1f ms  %s\n", times[ROUNDS / 2], what);
}

/* Before the last paragraph. */
static void find_place(const char *text, size_t *line, size_t *column) {
    const char *last = text, *start = text;
    for (const char *at = text; (at = strstr(at, "<p>")); at++)
        last = at;
    *line = 0;
    for (const char *at = text; at < last; at++)
        if (*at == '\n') start = at + 1, ++*line;
    *column = (size_t)(last - start);
}

static void measure(const struct buffer *text) {
    double changed[ROUNDS], proposed[ROUNDS], explained[ROUNDS];
    size_t line, column;
    find_place(text->bytes, &line, &column);
    double begun = milliseconds();
    send(json_pack("{si ss s{s{s{s[s]}}}}", "id", 1, "method", "initialize", "params",
                   "capabilities", "general", "positionEncodings", "utf-8"));
    await(true);
    send(json_pack("{ss s{s{ss ss%}}}", "method", "textDocument/didOpen", "params", "textDocument",
                   "uri", "file:///document.xml", "text", text->bytes, text->length));
    await(false);
    printf("  %9.1f ms  opening it, with the schema\n", milliseconds() - begun);
    for (size_t i = 0; i < ROUNDS; i++) {
        changed[i] = type(line, column + 3, 0, "x");
        type(line, column, 0, "<");
        proposed[i] = ask("textDocument/completion", line, column + 1);
        type(line, column, 1, "");
        explained[i] = ask("textDocument/hover", line, column + 1);
    }
    print("findings after a keystroke", changed);
    print("proposals", proposed);
    print("an explanation", explained);
}

int main(int count, char **arguments) {
    struct buffer text = {0};
    int to[2], from[2];
    if (count != 3 || !file_read(arguments[1], &text) || pipe(to) || pipe(from)) return 2;
    pid_t server = fork();
    if (server < 0) return 2;
    if (!server) {
        struct validation validation = {.settings_path = "none"};
        close(to[1]);
        validation_add_schema(&validation, arguments[2]);
        lsp_serve(&(struct lsp_wishes){&validation, to[0], from[1]});
        _exit(0);
    }
    to_server = to[1];
    from_server = from[0];
    measure(&text);
    buffer_free(&text);
    return 0;
}
