/* Fuzz target: what a client says to the language server, one message a line, about a document that
   is open.  Whatever it says, the server must answer or pass over it, and end with its input. */
#include "lsp/lsp.h"

#include "base/buffer.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char schema[] =
    "start = ## a fleet\n element fleet { boat* }\n"
    "boat = element boat { attribute xml:id { xsd:ID }?, attribute to { xsd:anyURI }?,\n"
    "  attribute rig { ## two masts\n 'ketch' | 'sloop' }?, (text | boat)* }\n";

static const char *const opening[] = {
    "{\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{\"textDocument\":"
    "{\"completion\":{\"completionItem\":{\"snippetSupport\":true}}}}}}",
    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"a:a.xml\","
    "\"version\":1,\"text\":\"<fleet>\\n<boat xml:id='k' rig='ketch'>Kay \xF0\x9D\x94\xB8</boat>\\n"
    "<boat to='#k' rig=''/><boot/>\\r<!-- x --></fleet>\"}}}"};

static void append_message(struct buffer *input, const char *json, size_t length) {
    buffer_print(input, "Content-Length: %zu\r\n\r\n", length);
    buffer_append(input, json, length);
}

/* The path of a file that holds the schema, made once. */
static const char *schema_path(void) {
    static char path[64];
    char folder[] = "/tmp/teikit-fuzz-XXXXXX";
    if (*path) return path;
    if (!mkdtemp(folder)) abort();
    snprintf(path, sizeof path, "%s/fleet.rnc", folder);
    FILE *file = fopen(path, "w");
    if (!file || fputs(schema, file) < 0 || fclose(file)) abort();
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct buffer input = {0};
    const char *names[] = {schema_path()};
    struct validation validation = {.names = names, .name_count = 1, .settings_path = "none"};
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        append_message(&input, opening[i], strlen(opening[i]));
    for (const char *line = (const char *)data, *end = line + size; line < end;) {
        const char *behind = memchr(line, '\n', (size_t)(end - line));
        if (!behind) behind = end;
        bool is_raw = behind > line && *line == '!'; /* what need be no message */
        if (is_raw)
            buffer_append(&input, line + 1, (size_t)(behind - line - 1));
        else
            append_message(&input, line, (size_t)(behind - line));
        line = behind + (behind < end);
    }
    FILE *client = tmpfile();
    int output = open("/dev/null", O_WRONLY);
    if (!client || output < 0 || fwrite(input.bytes, 1, input.length, client) != input.length)
        abort();
    rewind(client);
    lsp_serve(&(struct lsp_wishes){&validation, fileno(client), output});
    fclose(client);
    close(output);
    buffer_free(&input);
    return 0;
}
