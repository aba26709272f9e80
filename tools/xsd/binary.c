/* hexBinary and base64Binary: octets in two spellings (Part 2, 3.2.15, 3.2.16). */
#include "xsd/internal.h"

#include <string.h>

/* ---- hexBinary ---- */

/* 0 to 15, or -1 where it is no hexadecimal digit. */
static int hexadecimal_digit(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    char lower = (char)(byte | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool parse_hex(const struct type *type, struct text text, const struct datatype_context *context,
               struct datatype_value *value, struct buffer *reason) {
    (void)type, (void)context, (void)value;
    for (const char *at = text.start; at < text.end; at++)
        if (hexadecimal_digit(*at) < 0) return false;
    if (text_length(text) % 2 == 0) return true;
    if (reason) buffer_text(reason, "it has an odd number of digits");
    return false;
}

static size_t hex_length(struct text text) {
    return text_length(text) / 2;
}

static bool equal_hex(const struct datatype_value *first, const struct datatype_value *second) {
    if (text_length(first->text) != text_length(second->text)) return false;
    for (size_t i = 0; i < text_length(first->text); i++)
        if (hexadecimal_digit(first->text.start[i]) != hexadecimal_digit(second->text.start[i]))
            return false;
    return true;
}

const struct primitive primitive_hex = {
    .facets = FACETS_LENGTH, .equal = equal_hex, .length = hex_length, .unit = "octet"};

/* ---- base64Binary ---- */

/* The six bits that a character stands for, or -1. */
static int base64_digit(char byte) {
    if (byte >= 'A' && byte <= 'Z') return byte - 'A';
    if (byte >= 'a' && byte <= 'z') return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9') return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* Groups of four characters, a space perhaps between any two; the last group may end in one or two
   "=", and then the bits that make no whole octet are zero. */
bool parse_base64(const struct type *type, struct text text, const struct datatype_context *context,
                  struct datatype_value *value, struct buffer *reason) {
    (void)type, (void)context, (void)value;
    size_t digits = 0, padding = 0;
    int last = 0;
    for (const char *at = text.start; at < text.end; at++) {
        if (*at == ' ') continue;
        if (*at == '=') {
            padding++;
            continue;
        }
        if (padding || base64_digit(*at) < 0) return false;
        last = base64_digit(*at);
        digits++;
    }
    if ((digits + padding) % 4 != 0) {
        if (reason) buffer_text(reason, "its characters do not come in groups of four");
        return false;
    }
    static const int bits_left_over[] = {0, 3, 15};
    if (padding > 2 || !digits) return !padding;
    if (!(last & bits_left_over[padding])) return true;
    if (reason) buffer_text(reason, "the last character before \"=\" has bits too many");
    return false;
}

static size_t base64_length(struct text text) {
    size_t digits = 0;
    for (; text.start < text.end; text.start++)
        digits += base64_digit(*text.start) >= 0;
    return digits / 4 * 3 + digits % 4 * 3 / 4;
}

static bool equal_base64(const struct datatype_value *first, const struct datatype_value *second) {
    struct text a = first->text, b = second->text;
    for (;;) {
        while (a.start < a.end && *a.start == ' ')
            a.start++;
        while (b.start < b.end && *b.start == ' ')
            b.start++;
        if (a.start == a.end || b.start == b.end) return a.start == a.end && b.start == b.end;
        if (*a.start++ != *b.start++) return false;
    }
}

const struct primitive primitive_base64 = {
    .facets = FACETS_LENGTH, .equal = equal_base64, .length = base64_length, .unit = "octet"};
