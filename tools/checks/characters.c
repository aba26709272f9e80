/* Characters that XML allows but an archive does not want: private use, the replacement character,
   two ways of writing the same accent; on request tabs and spaces at line ends. */
#include "base/scan.h"
#include "checks/internal.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static void note(struct checks_run *run, enum unwanted kind, long code, const char *text,
                 size_t offset, size_t length, struct xml_reader *reader) {
    struct unwanted_characters *unwanted = &run->unwanted[kind];
    if (unwanted->count++) return;
    unwanted->code = code;
    unwanted->first = place_to_keep(xml_text_place(reader, text, length, offset));
}

static bool is_private(long code) {
    return (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000;
}

/* Whether the two characters have one code in NFC (Unicode Standard Annex 15). */
static bool composes(long base, long mark) {
    if (!base) return false;
    utf8proc_int32_t codes[2] = {(utf8proc_int32_t)base, (utf8proc_int32_t)mark};
    return utf8proc_normalize_utf32(codes, 2, UTF8PROC_COMPOSE | UTF8PROC_STABLE) == 1;
}

static bool is_composed(long code) {
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
    return property->decomp_seqindex != UINT16_MAX && !property->decomp_type;
}

/* The character that ends before `offset`; 0 where none does. */
static long character_before(const char *text, size_t offset) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_int32_t code = 0;
    size_t start = offset;
    while (start && (bytes[--start] & 0xC0) == 0x80)
        ;
    if (start < offset) utf8proc_iterate(bytes + start, (utf8proc_ssize_t)(offset - start), &code);
    return code;
}

static void take_character(struct checks_run *run, long code, const char *text, size_t offset,
                           size_t length, struct xml_reader *reader) {
    if (is_private(code))
        note(run, PRIVATE_USE, code, text, offset, length, reader);
    else if (code == 0xFFFD)
        note(run, REPLACEMENT, code, text, offset, length, reader);
    else if (code >= 0x300 && code < 0x370 &&
             composes(offset ? character_before(text, offset) : run->last, code))
        note(run, DECOMPOSED, code, text, offset, length, reader);
    else if (!run->composed)
        run->composed = is_composed(code);
}

/* The offset from which on a byte has to be looked at; `length`: there is none.  Plain are ASCII
   and, once a composed character was met, all characters up to U+02FF, of which none is unwanted.
   What is left of less than a word is looked at in one with what stands before it. */
static size_t skip_plain(const struct checks_run *run, const char *text, size_t offset,
                         size_t length) {
    const unsigned char least = run->composed ? 0xCC : 0x80;
    while (offset + SCAN_SIZE <= length && !scan_any_from(scan_word(text + offset), least))
        offset += SCAN_SIZE;
    if (offset < length && length - offset < SCAN_SIZE && length >= SCAN_SIZE &&
        !scan_any_from(scan_word(text + length - SCAN_SIZE), least))
        return length;
    while (offset < length && (unsigned char)text[offset] < least)
        offset++;
    return offset;
}

static void take_others(struct checks_run *run, const char *text, size_t length,
                        struct xml_reader *reader) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    for (size_t i = 0; (i = skip_plain(run, text, i, length)) < length;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(length - i), &code);
        if (size < 1) return;
        take_character(run, code, text, i, length, reader);
        i += (size_t)size;
    }
    if (length)
        run->last = bytes[length - 1] < 0x80 ? bytes[length - 1] : character_before(text, length);
}

static void take_white_space(struct checks_run *run, const char *text, size_t length,
                             struct xml_reader *reader) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\t') note(run, TAB, '\t', text, i, length, reader);
        if (text[i] == '\n' && i && strchr(" \t", text[i - 1]))
            note(run, TRAILING_SPACE, ' ', text, i - 1, length, reader);
    }
}

void characters_take(struct checks_run *run, const char *text, size_t length,
                     struct xml_reader *reader) {
    if (run->checks & CHECK_CHARACTERS) take_others(run, text, length, reader);
    if (run->checks & CHECK_WHITE_SPACE) take_white_space(run, text, length, reader);
}

void characters_end(struct checks_run *run) {
    static const struct {
        const char *code, *what;
    } sayings[UNWANTED] = {
        [PRIVATE_USE] = {"check/private-use",
                         "has no meaning that others know: it is of the private use area"},
        [REPLACEMENT] = {"check/replacement-character",
                         "stands for a character that was lost on the way"},
        [DECOMPOSED] = {"check/mixed-normalisation",
                        "stands behind a letter, while elsewhere letter and accent are one "
                        "character"},
        [TAB] = {"check/tab", "is a tab"},
        [TRAILING_SPACE] = {"check/trailing-space", "ends a line"}};
    if (!run->composed) run->unwanted[DECOMPOSED].count = 0; /* all are written in the same way */
    for (size_t i = 0; i < UNWANTED; i++) {
        const struct unwanted_characters *unwanted = &run->unwanted[i];
        if (!unwanted->count) {
            free((char *)unwanted->first.file);
            continue;
        }
        struct buffer hint = {0}; /* the message is the same when there are more or less */
        if (unwanted->count > 1)
            buffer_print(&hint, "there are %zu such characters", unwanted->count);
        checks_say(run, sayings[i].code, unwanted->first, hint.length ? hint.bytes : NULL,
                   "U+%04lX %s", (unsigned long)unwanted->code, sayings[i].what);
        buffer_free(&hint);
        free((char *)unwanted->first.file);
    }
}
