/* Language tags, read subtag by subtag; see language.h. */
#include "text/language.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* RFC 5646 §2.1, "irregular": registered before there was the grammar. */
static const char *const irregular[] = {
    "en-GB-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
    "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
    "i-tay",     "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE"};

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                  digits[] = "0123456789",
                  alphanumeric[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* Goes behind the next subtag (*rest, NULL: there are no more) and its hyphen, if it is made of so
   many of these characters. */
static bool take(const char **rest, const char *characters, size_t least, size_t most) {
    if (!*rest) return false;
    size_t length = strspn(*rest, characters);
    const char *end = *rest + length;
    if (length < least || length > most || (*end && *end != '-')) return false;
    *rest = *end ? end + 1 : NULL;
    return true;
}

/* variant = 5*8alphanum / (DIGIT 3alphanum) */
static bool take_variant(const char **rest) {
    return take(rest, alphanumeric, 5, 8) ||
           (*rest && **rest && strchr(digits, **rest) && take(rest, alphanumeric, 4, 4));
}

/* Or gives false with *rest at what is no subtag, where its first part is all there is:
   extension = singleton 1*("-" (2*8alphanum)); privateuse = "x" 1*("-" (1*8alphanum)) */
static bool take_extension(const char **rest, bool is_private) {
    bool has_x = *rest && (**rest == 'x' || **rest == 'X');
    size_t least = is_private ? 1 : 2;
    if (has_x != is_private || !take(rest, alphanumeric, 1, 1)) return false;
    if (!take(rest, alphanumeric, least, 8)) return *rest = "", false;
    while (take(rest, alphanumeric, least, 8))
        ;
    return true;
}

/* langtag, but for its privateuse; of language subtags of four to eight letters none is registered
   (RFC 5646 §2.2.1): "english" is none. */
static bool take_language(const char **rest) {
    if (!take(rest, letters, 2, 3)) return false;
    for (int extended = 0; extended < 3 && take(rest, letters, 3, 3);)
        extended++;
    take(rest, letters, 4, 4);                                /* script */
    if (!take(rest, letters, 2, 2)) take(rest, digits, 3, 3); /* region */
    while (take_variant(rest))
        ;
    while (take_extension(rest, false))
        ;
    return true;
}

bool is_language_tag(const char *tag) {
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
        if (!strcasecmp(tag, irregular[i])) return true;
    const char *rest = tag;
    bool has_language = take_language(&rest);
    return (take_extension(&rest, true) || has_language) && !rest;
}
