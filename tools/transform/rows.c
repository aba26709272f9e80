/* Rows: joins what a stylesheet made of each document. */
#include "transform/rows.h"

#include <string.h>

bool rows_can_join(const char *extension) {
    return !strcmp(extension, "csv") || !strcmp(extension, "jsonl") || !strcmp(extension, "json");
}

/* The length of the first row with its line end; a quoted cell may hold line ends (RFC 4180 §2). */
static size_t first_row(const char *bytes, size_t length) {
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"') quoted = !quoted;
        if (bytes[i] == '\n' && !quoted) return i + 1;
    }
    return length;
}

static void add_table(struct rows *rows, const char *bytes, size_t length) {
    size_t head = rows->headless ? 0 : first_row(bytes, length);
    if (!rows->joined.length)
        rows->head_length = head;
    else if (head == rows->head_length && !memcmp(bytes, rows->joined.bytes, head))
        bytes += head, length -= head;
    buffer_append(&rows->joined, bytes, length);
}

void rows_add(struct rows *rows, const char *bytes, size_t length) {
    if (!strcmp(rows->extension, "csv")) {
        add_table(rows, bytes, length);
        return;
    }
    if (!strcmp(rows->extension, "json")) {
        buffer_text(&rows->joined, rows->joined.length ? ",\n" : "[");
        while (length && bytes[length - 1] == '\n')
            length--;
    }
    buffer_append(&rows->joined, bytes, length);
}

void rows_end(struct rows *rows) {
    if (strcmp(rows->extension, "json")) return;
    buffer_text(&rows->joined, rows->joined.length ? "]\n" : "[]\n");
}
