/* Fuzz target: what an editor says to the language server, a message a line, before which the line
   that tells its length is put.  Whatever the bytes, the server serves to the end. */
#include "lsp/lsp.h"
#include "file_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_messages(const char *lines, size_t size) {
    struct buffer messages = {0};
    for (size_t length; size; lines += length, size -= length) {
        const char *end = memchr(lines, '\n', size);
        length = end ? (size_t)(end - lines) + 1 : size;
        buffer_print(&messages, "Content-Length: %zu\r\n\r\n", length);
        buffer_append(&messages, lines, length);
    }
    put_file("messages", messages.bytes ? messages.bytes : "", messages.length);
    buffer_free(&messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char schema[] = "start = element tide { attribute at { text }?, (text | "
                                 "element ebb { attribute xml:id { xsd:ID }? })* }\n";
    struct report *report = quiet_report();
    struct validation validation = {.report = report, .settings_path = "none"};
    put_file("tide.rnc", schema, sizeof schema - 1);
    put_messages((const char *)data, size);
    validation_add_schema(&validation, "tide.rnc");
    int input = open("messages", O_RDONLY | O_CLOEXEC);
    int output = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (input < 0 || output < 0) abort();
    lsp_serve(&(struct lsp_wishes){&validation, input, output});
    close(input);
    close(output);
    free(validation.names);
    report_free(report);
    return 0;
}
