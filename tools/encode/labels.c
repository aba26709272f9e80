/* Labels of notes: numbers in figures or superscript figures, letters, and signs such as an
   asterisk.  Equal labels have equal keys, whatever their form, and a number's key rises with it.
 */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A number may have a letter behind it: 2a is a note put in between 2 and 3. */
enum { SUFFIXES = 27 };

enum note_label_kind label_kind(size_t key) {
    return (enum note_label_kind)(key % LABEL_KINDS);
}

size_t label_number(size_t key) {
    return label_kind(key) == LABEL_NUMBER ? key / LABEL_KINDS / SUFFIXES : 0;
}

bool label_has_suffix(size_t key) {
    return label_kind(key) == LABEL_NUMBER && key / LABEL_KINDS % SUFFIXES;
}

size_t label_of_number(size_t number) {
    return number * SUFFIXES * LABEL_KINDS + LABEL_NUMBER;
}

int superscript_digit(const char *bytes, size_t start, size_t end, size_t *size) {
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (int i = 0; i < 10; i++) {
        *size = strlen(digits[i]);
        if (start + *size <= end && !memcmp(bytes + start, digits[i], *size)) return i;
    }
    return -1;
}

/* The number in superscript figures, all of the label; 0 where it is none. */
static size_t superscript_number(const char *bytes, struct span label) {
    size_t number = 0, size;
    while (label.start < label.end) {
        int digit = superscript_digit(bytes, label.start, label.end, &size);
        if (digit < 0 || (!digit && !number)) return 0;
        number = number * 10 + (size_t)digit;
        label.start += size;
    }
    return number;
}

static size_t key_of_sign(struct document *document, struct span label, bool add) {
    const char *bytes = document->text->bytes;
    size_t length = label.end - label.start;
    for (size_t i = 0; i < document->signs_count; i++) {
        struct span sign = document->signs[i];
        if (sign.end - sign.start == length &&
            !memcmp(bytes + sign.start, bytes + label.start, length))
            return i * LABEL_KINDS + LABEL_SIGN;
    }
    if (!add) return NO_LABEL;
    *LIST_ADD(document->signs) = label;
    return (document->signs_count - 1) * LABEL_KINDS + LABEL_SIGN;
}

size_t label_key(struct document *document, struct span label, bool add) {
    const char *bytes = document->text->bytes;
    unsigned char first = (unsigned char)bytes[label.start];
    if (first == '0' || span_is_empty(label)) return NO_LABEL;
    if (isdigit(first)) {
        char *end;
        size_t number = strtoul(bytes + label.start, &end, 10);
        bool suffixed = end < bytes + label.end;
        size_t suffix = suffixed ? (size_t)(*end - 'a') + 1 : 0;
        return (number * SUFFIXES + suffix) * LABEL_KINDS + LABEL_NUMBER;
    }
    if (islower(first) && label.end == label.start + 1)
        return (size_t)(first - 'a') * LABEL_KINDS + LABEL_LETTER;
    size_t number = first >= 0x80 ? superscript_number(bytes, label) : 0;
    return number ? label_of_number(number) : key_of_sign(document, label, add);
}
