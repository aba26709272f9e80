/* Charset: UTF-8 is proved, UTF-16 told by its byte order mark or its zeros, the rest guessed by
   how it reads in western letters or by uchardet, and converted by iconv. */
#include "text/charset.h"

#include "text/western.h"

#include "base/memory.h"
#include "base/scan.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <uchardet/uchardet.h>

/* Length of the well-formed sequence at `bytes`; 0 where there is none (Unicode 15, table 3-7). */
static size_t utf8_sequence(const unsigned char *bytes, size_t length) {
    unsigned char lead = bytes[0];
    if (lead < 0x80) return 1;
    size_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (!size || size > length) return 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high) return 0;
    for (size_t i = 2; i < size; i++)
        if ((bytes[i] & 0xC0) != 0x80) return 0;
    return size;
}

static size_t skip_ascii(const char *bytes, size_t offset, size_t length) {
    while (length - offset >= SCAN_SIZE && !scan_any_beyond_ascii(scan_word(bytes + offset)))
        offset += SCAN_SIZE;
    while (offset < length && !(bytes[offset] & 0x80))
        offset++;
    return offset;
}

size_t charset_utf8_fault(const char *bytes, size_t length) {
    size_t offset = 0;
    while ((offset = skip_ascii(bytes, offset, length)) < length) {
        size_t size = utf8_sequence((const unsigned char *)bytes + offset, length - offset);
        if (!size) break;
        offset += size;
    }
    return offset;
}

/* Counts sequences of more than one byte, and bytes that belong to none. */
static void count_sequences(const char *bytes, size_t length, size_t *good, size_t *bad) {
    *good = *bad = 0;
    size_t offset = 0;
    while ((offset = skip_ascii(bytes, offset, length)) < length) {
        size_t size = utf8_sequence((const unsigned char *)bytes + offset, length - offset);
        ++*(size ? good : bad);
        offset += size ? size : 1;
    }
}

/* So many bytes that no text holds are faults of a text, however short it is. */
enum { STRAY_BYTES = 8 };

/* Bytes that plain text holds in no encoding of eight bits; a NUL counts for several. */
static size_t count_binary(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        while (length - i > SCAN_SIZE && !scan_any_below(scan_word(bytes + i), 0x20))
            i += SCAN_SIZE;
        unsigned char byte = (unsigned char)bytes[i];
        count += byte < 0x20 && !strchr("\t\n\v\f\r\033", byte);
        count += byte == 0 ? 3 : 0;
    }
    return count;
}

/* What uchardet makes of the bytes, under a name that lives on. */
static const char *guess(const char *bytes, size_t length) {
    static const char *const known[] = {
        "ISO-8859-1", "ISO-8859-2",   "ISO-8859-5",   "ISO-8859-7",   "ISO-8859-9", "ISO-8859-15",
        "UTF-16LE",   "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "KOI8-R",     "MAC-CYRILLIC",
        "UTF-16BE",   "SHIFT_JIS",    "EUC-JP",       "GB18030",      "BIG5",       "MACINTOSH"};
    const char *name = NULL;
    uchardet_t detector = uchardet_new();
    if (!uchardet_handle_data(detector, bytes, length)) {
        uchardet_data_end(detector);
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (!strcmp(uchardet_get_charset(detector), known[i])) name = known[i];
    }
    uchardet_delete(detector);
    return name;
}

/* Whether it is UTF-16 without a byte order mark: as Latin letters, spaces and line ends have it,
   one byte in ten at least is a 0, all of them the upper ones of their pairs; and no code is a
   control character. */
static bool is_utf16(const char *bytes, size_t length, bool big_endian) {
    size_t zeros = 0;
    if (length < 4 || length % 2) return false;
    for (size_t i = 0; i < length; i += 2) {
        unsigned char upper = (unsigned char)bytes[i + !big_endian];
        unsigned char lower = (unsigned char)bytes[i + big_endian];
        if (!lower && !upper) return false;
        if (!upper && lower < 0x20 && !strchr("\t\n\v\f\r", lower)) return false;
        zeros += !upper;
    }
    return zeros * 10 >= length;
}

enum charset_kind charset_of(const char *bytes, size_t length, const char *language,
                             const char **name) {
    if (length >= 2 && !memcmp(bytes, "\xFF\xFE", 2)) return *name = "UTF-16LE", CHARSET_KNOWN;
    if (length >= 2 && !memcmp(bytes, "\xFE\xFF", 2)) return *name = "UTF-16BE", CHARSET_KNOWN;
    size_t binary = count_binary(bytes, length);
    if (binary && is_utf16(bytes, length, false)) return *name = "UTF-16LE", CHARSET_GUESSED;
    if (binary && is_utf16(bytes, length, true)) return *name = "UTF-16BE", CHARSET_GUESSED;
    if (charset_utf8_fault(bytes, length) == length) {
        *name = "UTF-8";
        return binary > STRAY_BYTES + length / 50 ? CHARSET_NOT_TEXT : CHARSET_KNOWN;
    }
    if (binary > STRAY_BYTES + length / 200) return CHARSET_NOT_TEXT;
    size_t good, bad;
    count_sequences(bytes, length, &good, &bad);
    bool marked = length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3); /* by a byte order mark */
    if (marked || good > bad) return CHARSET_BROKEN_UTF8;
    *name = western_is_likely(bytes, length, language) ? western_charset(bytes, length)
                                                       : guess(bytes, length);
    if (!*name) *name = western_charset(bytes, length);
    return CHARSET_GUESSED;
}

bool charset_convert(const char *bytes, size_t length, const char *charset, struct buffer *utf8,
                     size_t *fault) {
    *fault = SIZE_MAX;
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1 && errno == ENOMEM) memory_exhausted();
    if (converter == (iconv_t)-1) return false;
    char *input = (char *)bytes;
    size_t left = length;
    bool converted = true;
    while (left && converted) {
        size_t room = left * 3 + 16;
        char *start = buffer_reserve(utf8, room), *output = start;
        converted = iconv(converter, &input, &left, &output, &room) != (size_t)-1 || errno == E2BIG;
        utf8->length += (size_t)(output - start);
    }
    if (!converted) *fault = length - left;
    if (utf8->bytes) utf8->bytes[utf8->length] = '\0';
    iconv_close(converter);
    return converted;
}
