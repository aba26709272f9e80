/* Fuzz target: bytes of an unknown encoding.  Whatever they are, what is made of them by the
   encoding that they are said to be in is UTF-8. */
#include "text/charset.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const languages[] = {NULL, "en", "de", "fr", "pl"};
    const char *bytes = (const char *)data, *name = NULL;
    const char *language = languages[size % (sizeof languages / sizeof *languages)];
    struct buffer utf8 = {0};
    size_t fault;
    enum charset_kind kind = charset_of(bytes, size, language, &name);
    if ((kind == CHARSET_KNOWN || kind == CHARSET_GUESSED) && !name) abort();
    if (kind == CHARSET_NOT_TEXT || kind == CHARSET_BROKEN_UTF8) return 0;
    bool converted = charset_convert(bytes, size, name, &utf8, &fault);
    if (!converted && fault > size) abort(); /* the name is one that iconv knows */
    if (utf8.length && charset_utf8_fault(utf8.bytes, utf8.length) != utf8.length) abort();
    buffer_free(&utf8);
    return 0;
}
