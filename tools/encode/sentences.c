/* Sentences: whether words end as one does, before quotation marks, brackets and the marker of a
   note, and whether they begin in small letters. */
#include "encode/internal.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

/* The length of the figure or sign of a note with which the words end; 0 where they end otherwise.
 */
static size_t marker_length(const struct document *document, struct span words) {
    const struct encode_profile *profile = document->profile;
    const char *bytes = document->text->bytes;
    if (span_is_empty(words)) return 0;
    if (isdigit((unsigned char)bytes[words.end - 1])) return 1;
    return sign_at_end(profile->note_signs, profile->note_signs_count, bytes, words);
}

struct span without_marker(const struct document *document, struct span words) {
    struct span rest = words;
    for (size_t length; (length = marker_length(document, rest));)
        rest.end -= length;
    bool marker = !span_is_empty(rest) && document->text->bytes[rest.end - 1] != ' ';
    return marker ? rest : words;
}

/* The length of the quotation mark or bracket with which the words end; 0 where they end otherwise.
 */
static size_t closing_length(const struct document *document, struct span words) {
    const struct encode_profile *profile = document->profile;
    const char *bytes = document->text->bytes;
    if (span_is_empty(words)) return 0;
    if (strchr(")]", bytes[words.end - 1])) return 1;
    return sign_at_end(profile->closing_signs, profile->closing_signs_count, bytes, words);
}

/* Whether the words end with a sign for a pause in a sentence. */
static bool ends_in_pause(const struct document *document, struct span words) {
    const struct encode_profile *profile = document->profile;
    return sign_at_end(profile->pauses, profile->pauses_count, document->text->bytes, words);
}

bool ends_in_stop(const struct document *document, struct span words) {
    const struct encode_profile *profile = document->profile;
    return sign_at_end(profile->stops, profile->stops_count, document->text->bytes, words) ||
           ends_in_pause(document, words);
}

bool ends_as_sentence(const struct document *document, struct span block) {
    struct span words = without_marker(document, block);
    for (size_t length; (length = closing_length(document, words));)
        words.end -= length;
    return ends_in_stop(document, words);
}

bool is_cut_short(const struct document *document, struct span words) {
    return ends_in_pause(document, words) || !ends_as_sentence(document, words);
}

static utf8proc_category_t first_category(const struct document *document, struct span words) {
    utf8proc_int32_t code;
    words = span_trim(document->text, words);
    utf8proc_iterate((const utf8proc_uint8_t *)document->text->bytes + words.start,
                     (utf8proc_ssize_t)(words.end - words.start), &code);
    return utf8proc_category(code);
}

bool begins_small(const struct document *document, struct span words) {
    return first_category(document, words) == UTF8PROC_CATEGORY_LL;
}

bool begins_large(const struct document *document, struct span words) {
    return first_category(document, words) == UTF8PROC_CATEGORY_LU;
}
