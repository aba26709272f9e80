/* Functions on strings that need the Unicode character database: case (F&O 7.4.7, 7.4.8) and normal
   forms (7.4.6). */
#include "xpath/functions_common.h"

#include "xpath/values.h"
#include "xsd/characters.h"

#include <stdlib.h>
#include <utf8proc.h>

/* ---- case ---- */

/* Letters whose upper case is more than one letter (Unicode's SpecialCasing.txt, the part without
   conditions), in order. */
static const struct long_upper_case {
    uint32_t lower;
    uint32_t upper[3];
} long_upper_cases[] = {{0xDF, {0x53, 0x53, 0}},         {0x149, {0x2BC, 0x4E, 0}},
                        {0x1F0, {0x4A, 0x30C, 0}},       {0x390, {0x399, 0x308, 0x301}},
                        {0x3B0, {0x3A5, 0x308, 0x301}},  {0x587, {0x535, 0x552, 0}},
                        {0x1E96, {0x48, 0x331, 0}},      {0x1E97, {0x54, 0x308, 0}},
                        {0x1E98, {0x57, 0x30A, 0}},      {0x1E99, {0x59, 0x30A, 0}},
                        {0x1E9A, {0x41, 0x2BE, 0}},      {0x1F50, {0x3A5, 0x313, 0}},
                        {0x1F52, {0x3A5, 0x313, 0x300}}, {0x1F54, {0x3A5, 0x313, 0x301}},
                        {0x1F56, {0x3A5, 0x313, 0x342}}, {0x1F80, {0x1F08, 0x399, 0}},
                        {0x1F81, {0x1F09, 0x399, 0}},    {0x1F82, {0x1F0A, 0x399, 0}},
                        {0x1F83, {0x1F0B, 0x399, 0}},    {0x1F84, {0x1F0C, 0x399, 0}},
                        {0x1F85, {0x1F0D, 0x399, 0}},    {0x1F86, {0x1F0E, 0x399, 0}},
                        {0x1F87, {0x1F0F, 0x399, 0}},    {0x1F88, {0x1F08, 0x399, 0}},
                        {0x1F89, {0x1F09, 0x399, 0}},    {0x1F8A, {0x1F0A, 0x399, 0}},
                        {0x1F8B, {0x1F0B, 0x399, 0}},    {0x1F8C, {0x1F0C, 0x399, 0}},
                        {0x1F8D, {0x1F0D, 0x399, 0}},    {0x1F8E, {0x1F0E, 0x399, 0}},
                        {0x1F8F, {0x1F0F, 0x399, 0}},    {0x1F90, {0x1F28, 0x399, 0}},
                        {0x1F91, {0x1F29, 0x399, 0}},    {0x1F92, {0x1F2A, 0x399, 0}},
                        {0x1F93, {0x1F2B, 0x399, 0}},    {0x1F94, {0x1F2C, 0x399, 0}},
                        {0x1F95, {0x1F2D, 0x399, 0}},    {0x1F96, {0x1F2E, 0x399, 0}},
                        {0x1F97, {0x1F2F, 0x399, 0}},    {0x1F98, {0x1F28, 0x399, 0}},
                        {0x1F99, {0x1F29, 0x399, 0}},    {0x1F9A, {0x1F2A, 0x399, 0}},
                        {0x1F9B, {0x1F2B, 0x399, 0}},    {0x1F9C, {0x1F2C, 0x399, 0}},
                        {0x1F9D, {0x1F2D, 0x399, 0}},    {0x1F9E, {0x1F2E, 0x399, 0}},
                        {0x1F9F, {0x1F2F, 0x399, 0}},    {0x1FA0, {0x1F68, 0x399, 0}},
                        {0x1FA1, {0x1F69, 0x399, 0}},    {0x1FA2, {0x1F6A, 0x399, 0}},
                        {0x1FA3, {0x1F6B, 0x399, 0}},    {0x1FA4, {0x1F6C, 0x399, 0}},
                        {0x1FA5, {0x1F6D, 0x399, 0}},    {0x1FA6, {0x1F6E, 0x399, 0}},
                        {0x1FA7, {0x1F6F, 0x399, 0}},    {0x1FA8, {0x1F68, 0x399, 0}},
                        {0x1FA9, {0x1F69, 0x399, 0}},    {0x1FAA, {0x1F6A, 0x399, 0}},
                        {0x1FAB, {0x1F6B, 0x399, 0}},    {0x1FAC, {0x1F6C, 0x399, 0}},
                        {0x1FAD, {0x1F6D, 0x399, 0}},    {0x1FAE, {0x1F6E, 0x399, 0}},
                        {0x1FAF, {0x1F6F, 0x399, 0}},    {0x1FB2, {0x1FBA, 0x399, 0}},
                        {0x1FB3, {0x391, 0x399, 0}},     {0x1FB4, {0x386, 0x399, 0}},
                        {0x1FB6, {0x391, 0x342, 0}},     {0x1FB7, {0x391, 0x342, 0x399}},
                        {0x1FBC, {0x391, 0x399, 0}},     {0x1FC2, {0x1FCA, 0x399, 0}},
                        {0x1FC3, {0x397, 0x399, 0}},     {0x1FC4, {0x389, 0x399, 0}},
                        {0x1FC6, {0x397, 0x342, 0}},     {0x1FC7, {0x397, 0x342, 0x399}},
                        {0x1FCC, {0x397, 0x399, 0}},     {0x1FD2, {0x399, 0x308, 0x300}},
                        {0x1FD3, {0x399, 0x308, 0x301}}, {0x1FD6, {0x399, 0x342, 0}},
                        {0x1FD7, {0x399, 0x308, 0x342}}, {0x1FE2, {0x3A5, 0x308, 0x300}},
                        {0x1FE3, {0x3A5, 0x308, 0x301}}, {0x1FE4, {0x3A1, 0x313, 0}},
                        {0x1FE6, {0x3A5, 0x342, 0}},     {0x1FE7, {0x3A5, 0x308, 0x342}},
                        {0x1FF2, {0x1FFA, 0x399, 0}},    {0x1FF3, {0x3A9, 0x399, 0}},
                        {0x1FF4, {0x38F, 0x399, 0}},     {0x1FF6, {0x3A9, 0x342, 0}},
                        {0x1FF7, {0x3A9, 0x342, 0x399}}, {0x1FFC, {0x3A9, 0x399, 0}},
                        {0xFB00, {0x46, 0x46, 0}},       {0xFB01, {0x46, 0x49, 0}},
                        {0xFB02, {0x46, 0x4C, 0}},       {0xFB03, {0x46, 0x46, 0x49}},
                        {0xFB04, {0x46, 0x46, 0x4C}},    {0xFB05, {0x53, 0x54, 0}},
                        {0xFB06, {0x53, 0x54, 0}},       {0xFB13, {0x544, 0x546, 0}},
                        {0xFB14, {0x544, 0x535, 0}},     {0xFB15, {0x544, 0x53B, 0}},
                        {0xFB16, {0x54E, 0x546, 0}},     {0xFB17, {0x544, 0x53D, 0}}};

static int compare_lower(const void *lower, const void *row) {
    uint32_t a = *(const uint32_t *)lower, b = ((const struct long_upper_case *)row)->lower;
    return (a > b) - (a < b);
}

static void put_upper(struct buffer *out, uint32_t code) {
    const struct long_upper_case *row =
        bsearch(&code, long_upper_cases, sizeof long_upper_cases / sizeof *long_upper_cases,
                sizeof *long_upper_cases, compare_lower);
    if (!row)
        string_put(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)code));
    else
        for (size_t i = 0; i < 3 && row->upper[i]; i++)
            string_put(out, row->upper[i]);
}

static void put_lower(struct buffer *out, uint32_t code) {
    enum { CAPITAL_I_WITH_DOT = 0x130 };
    if (code == CAPITAL_I_WITH_DOT)
        buffer_text(out, "i\xCC\x87");
    else
        string_put(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code));
}

static struct xpath_string in_case(struct xpath_values *values, struct xpath_string string,
                                   char first, char last,
                                   void (*put)(struct buffer *out, uint32_t code)) {
    struct buffer out = {0};
    const char *at = string.bytes, *end = at + string.length;
    buffer_reserve(&out, string.length);
    while (at < end) {
        if (*at & 0x80)
            put(&out, character_read(&at, end));
        else
            buffer_byte(&out, *at >= first && *at <= last ? (char)(*at ^ 0x20) : *at), at++;
    }
    return string_keep(values, &out);
}

FUNCTION(upper_case) {
    return give_string(result, in_case(xpath_values_of(evaluation),
                                       string_argument(arguments, count, 0), 'a', 'z', put_upper));
}

FUNCTION(lower_case) {
    return give_string(result, in_case(xpath_values_of(evaluation),
                                       string_argument(arguments, count, 0), 'A', 'Z', put_lower));
}

/* ---- normal forms ---- */

static const struct form {
    const char *name;
    utf8proc_option_t options;
} forms[] = {
    {"NFC", UTF8PROC_STABLE | UTF8PROC_COMPOSE},
    {"NFD", UTF8PROC_STABLE | UTF8PROC_DECOMPOSE},
    {"NFKC", UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT},
    {"NFKD", UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT},
};

static bool is_ascii(struct xpath_string string) {
    for (size_t i = 0; i < string.length; i++)
        if (string.bytes[i] & 0x80) return false;
    return true;
}

/* Forms are named in any case, with white space around; "" leaves the string as it is. */
FUNCTION(normalize_unicode) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct xpath_string string = string_argument(arguments, count, 0);
    struct xpath_string name = {"NFC", 3};
    if (count > 1) name = string_trim(string_argument(arguments, count, 1));
    name = in_case(values, name, 'a', 'z', put_upper);
    if (!name.length) return give_string(result, string);
    const struct form *form = forms, *end = forms + sizeof forms / sizeof *forms;
    while (form < end && strcmp(form->name, name.bytes) != 0)
        form++;
    if (form == end)
        return fail_with(evaluation, "FOCH0003", "there is no normal form \"%s\"", name.bytes);
    if (is_ascii(string)) return give_string(result, string);
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)string.bytes,
                                           (utf8proc_ssize_t)string.length, &normal, form->options);
    if (length < 0) return fail_with(evaluation, "FOCH0003", "%s", utf8proc_errmsg(length));
    string = (struct xpath_string){arena_copy(values->arena, (char *)normal, (size_t)length),
                                   (size_t)length};
    free(normal);
    return give_string(result, string);
}

/* ---- the table ---- */

const struct xpath_function_row xpath_unicode_functions[] = {
    ROW(fn_upper_case, "upper-case", 1, 1, 0, ONE(STRING), MAYBE(STRING)),
    ROW(fn_lower_case, "lower-case", 1, 1, 0, ONE(STRING), MAYBE(STRING)),
    ROW(fn_normalize_unicode, "normalize-unicode", 1, 2, 0, ONE(STRING), MAYBE(STRING),
        ONE(STRING)),
    {0},
};
