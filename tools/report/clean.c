/* Strings from outside, made fit for a report: names of files and words of documents may hold what
   the format cannot. */
#include "report/internal.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* Whether XML 1.0 has the character (section 2.2) and a terminal does not obey it. */
static bool is_clean(utf8proc_int32_t code) {
    if (code < ' ') return code == '\t' || code == '\n' || code == '\r';
    return (code < 0x7F || code > 0x9F) && (code & 0xFFFE) != 0xFFFE;
}

void clean_append(struct buffer *buffer, const char *string) {
    utf8proc_int32_t code;
    for (utf8proc_ssize_t size; *string; string += size) {
        size = utf8proc_iterate((const utf8proc_uint8_t *)string, -1, &code);
        if (size > 0 && is_clean(code))
            buffer_append(buffer, string, (size_t)size);
        else
            buffer_text(buffer, REPLACEMENT);
        if (size < 1) size = 1;
    }
}

void xml_append(struct buffer *buffer, const char *string) {
    static const char special[] = "&<>\"\t\n\r";
    static const char *const written[] = {"&amp;", "&lt;",  "&gt;", "&quot;",
                                          "&#9;",  "&#10;", "&#13;"};
    struct buffer clean = {0};
    clean_append(&clean, string);
    for (const char *rest = clean.bytes; rest && *rest;) {
        size_t plain = strcspn(rest, special);
        buffer_append(buffer, rest, plain);
        rest += plain;
        if (*rest) buffer_text(buffer, written[strchr(special, *rest++) - special]);
    }
    buffer_free(&clean);
}
