/* Fuzz target: expressions of XML Schema.  What the translation accepts, PCRE2 must accept too,
   unless it is too large; matching must end whatever the expression.  The input is an expression, a
   NUL and a string to match. */
#include "xsd/regex.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "xsd/datatype.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void translate(const char *expression, size_t length) {
    struct buffer translated = {0}, message = {0};
    size_t estimate;
    if (!regex_translate_xsd(expression, length, &translated, &estimate, &message)) {
        if (!message.length) abort();
    } else {
        int error;
        PCRE2_SIZE place;
        pcre2_code *code = pcre2_compile((PCRE2_SPTR)translated.bytes, translated.length, PCRE2_UTF,
                                         &error, &place, NULL);
        if (!code && estimate <= 20000) abort();
        pcre2_code_free(code);
    }
    buffer_free(&translated);
    buffer_free(&message);
}

static void match(const char *expression, const char *string, size_t length) {
    struct arena *arena = arena_new();
    struct buffer message = {0};
    struct datatype_parameter parameter = {"pattern", expression};
    enum datatype_error error;
    size_t culprit;
    const struct datatype *type = datatype_new(arena, datatype_xsd_library, "string", &parameter, 1,
                                               &error, &culprit, &message);
    if (type && !datatype_allows(type, string, length, NULL)) {
        datatype_explain(type, string, length, NULL, &message);
        if (!message.length) abort();
    }
    datatype_free(type);
    buffer_free(&message);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1);
    if (!text) return 0;
    if (size) memcpy(text, data, size);
    text[size] = '\0';
    size_t length = strlen(text);
    translate(text, length);
    match(text, length < size ? text + length + 1 : text + length,
          length < size ? size - length - 1 : 0);
    free(text);
    return 0;
}
