/* Western: which encoding of eight bits a text in letters mostly ASCII is in.  Each is tried, and
   the characters that come out are looked at with their neighbours: an É within small letters is
   hardly meant, a “ before a word is. */
#include "text/western.h"

#include "text/charset.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

/* What stands before and behind a character, or is it. */
enum kind { SPACE, SMALL, CAPITAL, DIGIT, OPENING, CLOSING, DASH, LONG_DASH, SIGN, OTHER, NONE };

static enum kind kind_of(utf8proc_int32_t code) {
    static const char signs[] = "£§©®°±½¼¾¿¡ªº·×÷¢€ ";
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LL: return SMALL;
    case UTF8PROC_CATEGORY_LU: return CAPITAL;
    case UTF8PROC_CATEGORY_ND: return DIGIT;
    case UTF8PROC_CATEGORY_PI: return OPENING;
    case UTF8PROC_CATEGORY_PF: return CLOSING;
    case UTF8PROC_CATEGORY_PD: return code == 0x2014 ? LONG_DASH : DASH;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS: return SPACE;
    default: break;
    }
    utf8proc_uint8_t sign[5] = {0};
    if (code < 0x80) return SPACE;
    utf8proc_encode_char(code, sign);
    return code == 0x2026 || strstr(signs, (const char *)sign) ? SIGN : OTHER;
}

/* How well a character stands between two others; below 0: hardly. */
static int fit(enum kind before, enum kind kind, enum kind behind) {
    bool word_before = before == SMALL || before == CAPITAL;
    bool word_behind = behind == SMALL || behind == CAPITAL;
    switch (kind) {
    case SMALL: return behind == CAPITAL ? -1 : word_before || word_behind ? 2 : 0;
    case CAPITAL: return before == SMALL ? -3 : word_behind ? 1 : 0;
    case OPENING: return word_before ? -2 : word_behind ? 3 : 1;
    case CLOSING: return word_before || before == SPACE ? 3 : 1;
    case LONG_DASH: return word_before && word_behind ? 3 : 1;
    case DASH: return before == SMALL && behind == SMALL ? -1 : 1;
    case SIGN: return word_before && word_behind ? -3 : 0;
    case OTHER: return word_before || word_behind ? -3 : -1;
    default: return 0;
    }
}

/* The kind of the character that the byte is in the encoding; NONE where it is none, or where iconv
   cannot be had for that encoding, which *there tells. */
static enum kind kind_in(const char *charset, unsigned char byte, bool *there) {
    struct buffer utf8 = {0};
    utf8proc_int32_t code;
    size_t fault;
    enum kind kind = NONE;
    if (charset_convert((const char *)&byte, 1, charset, &utf8, &fault) &&
        utf8proc_iterate((const utf8proc_uint8_t *)utf8.bytes, (utf8proc_ssize_t)utf8.length,
                         &code) > 0)
        kind = kind_of(code);
    else
        *there &= fault != SIZE_MAX;
    buffer_free(&utf8);
    return kind;
}

/* How well the text reads in the encoding, of eight bits with ASCII in it; LONG_MIN where it cannot
   be in it, or where the encoding is not there. */
static long score(const char *bytes, size_t length, const char *charset, bool *there) {
    enum kind kinds[UCHAR_MAX + 1], behind;
    bool known[UCHAR_MAX + 1] = {false};
    long sum = 0;
    for (int byte = 0; byte < 0x80; byte++)
        kinds[byte] = kind_of(byte);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80 || known[byte]) continue;
        kinds[byte] = kind_in(charset, byte, there);
        known[byte] = true;
        if (kinds[byte] == NONE) return LONG_MIN;
    }
    for (size_t i = 0; i < length; i++) {
        if (!(bytes[i] & 0x80)) continue;
        behind = i + 1 < length ? kinds[(unsigned char)bytes[i + 1]] : SPACE;
        sum += fit(i ? kinds[(unsigned char)bytes[i - 1]] : SPACE, kinds[(unsigned char)bytes[i]],
                   behind);
    }
    return sum;
}

bool western_is_likely(const char *bytes, size_t length, const char *language) {
    static const char languages[] =
        " af br ca cy da de en es et eu fi fo fr ga gd gl is it la lb nb "
        "nl nn no oc pt rm sq sv ";
    size_t high = 0, letters = 0, tag = language ? strcspn(language, "-_") : 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        high += byte >= 0x80;
        letters += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    }
    char word[8] = " ";
    if (tag > 3) return false;
    if (tag) strcat(strncat(word, language, tag), " ");
    return high * 2 <= letters && (!tag || strstr(languages, word));
}

const char *western_charset(const char *bytes, size_t length) {
    bool there = true;
    long windows = score(bytes, length, "WINDOWS-1252", &there);
    long mac = score(bytes, length, "MACINTOSH", &there);
    if (there && mac > windows) return "MACINTOSH";
    for (size_t i = 0; i < length; i++) /* there Latin-1 has codes that no text holds */
        if ((unsigned char)bytes[i] >= 0x80 && (unsigned char)bytes[i] < 0xA0)
            return "WINDOWS-1252";
    return "ISO-8859-1";
}
