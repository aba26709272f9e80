/* Charset: which encoding bytes are in, and bytes of another encoding made UTF-8. */
#ifndef TEIKIT_TEXT_CHARSET_H
#define TEIKIT_TEXT_CHARSET_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); `length`
   where all are. */
size_t charset_utf8_fault(const char *bytes, size_t length);

/* What the bytes look like. */
enum charset_kind {
    CHARSET_KNOWN,       /* *name says which, without doubt */
    CHARSET_GUESSED,     /* *name is the likeliest */
    CHARSET_BROKEN_UTF8, /* UTF-8, but for some bytes */
    CHARSET_NOT_TEXT
};
/* `language` is that of the text, a tag of BCP 47, or NULL. */
enum charset_kind charset_of(const char *bytes, size_t length, const char *language,
                             const char **name);

/* Appends the bytes, which are in `charset` (a name as iconv knows it), to `utf8` as UTF-8.  False
   where the name is unknown (*fault is SIZE_MAX) or a byte is not of the charset (*fault is its
   offset). */
bool charset_convert(const char *bytes, size_t length, const char *charset, struct buffer *utf8,
                     size_t *fault);

#endif
