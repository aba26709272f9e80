/* fn:format-dateTime, fn:format-date and fn:format-time (F&O 3.1 9.8): pictures whose markers, such
   as [D1o] [MNn] [Y0001], stand for components. */
#include "xpath/functions_common.h"

#include "xpath/date_components.h"
#include "xpath/integer_pictures.h"
#include "xpath/values.h"

#include <stdlib.h>
#include <utf8proc.h>

/* ---- what is formatted ---- */

struct formatting {
    struct xpath_evaluation *evaluation;
    const struct xpath_value *value;
    struct xpath_moment_fields fields;
    const struct language *language;
    struct buffer *out;
};

/* A marker: [component format-token modifier, width]. */
struct marker {
    char component;
    struct codes token;
    char modifier;      /* c, o, a, t or NUL */
    size_t least, most; /* width; `most` SIZE_MAX: none given */
    bool has_width;
};

static bool fail_picture(struct xpath_evaluation *evaluation, const char *reason) {
    return fail_with(evaluation, "FOFD1340", "picture: %s", reason);
}

/* ---- components as names ---- */

/* Names are cut to the width; what is not all of them has three letters at least. */
static void put_name(const struct formatting *formatting, const struct marker *marker,
                     const char *name) {
    enum { SHORTEST = 3 };
    struct xpath_string string = {name, strlen(name)};
    size_t characters = string_characters(string), kept = characters;
    bool upper = marker->token.count == 1 && marker->token.at[0] == 'N';
    bool title = marker->token.count == 2;
    if (marker->most < characters) kept = marker->most < SHORTEST ? SHORTEST : marker->most;
    struct codes codes = codes_of(xpath_values_of(formatting->evaluation)->arena, string);
    for (size_t i = 0; i < codes.count && i < kept; i++) {
        bool raised = upper || (title && !i);
        uint32_t code = codes.at[i];
        if (raised)
            code = (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
        else if (!title)
            code = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
        string_put(formatting->out, code);
    }
    for (size_t i = characters < kept ? characters : kept; i < marker->least; i++)
        buffer_byte(formatting->out, ' ');
}

/* ---- components as digits ---- */

/* Years of two digits and the like (9.8.4.3): as many digits as the width or the picture has. */
static size_t most_digits(const struct marker *marker, const struct integer_picture *picture) {
    if (marker->most != SIZE_MAX) return marker->most;
    size_t digits = picture->mandatory + picture->optional;
    return !marker->has_width && picture->numbering == DIGITS && digits > 1 ? digits : SIZE_MAX;
}

static bool put_number(const struct formatting *formatting, const struct marker *marker,
                       int64_t number) {
    struct integer_picture picture;
    if (!integer_picture_read(formatting->evaluation, marker->token, "FOFD1340", &picture))
        return false;
    picture.is_ordinal = marker->modifier == 'o';
    picture.is_german = strcmp(formatting->language->tag, "de") == 0;
    if (marker->least > picture.mandatory && picture.numbering == DIGITS)
        picture.mandatory = marker->least;
    struct buffer digits = {0};
    buffer_print(&digits, "%lld", (long long)number);
    size_t most = marker->component == 'Y' ? most_digits(marker, &picture) : SIZE_MAX, cut = 0;
    if (digits.length > most) cut = digits.length - most;
    size_t before = formatting->out->length;
    integer_picture_write(&picture, digits.bytes + cut, digits.length - cut, formatting->out);
    if (picture.numbering != DIGITS)
        while (formatting->out->length < before + marker->least)
            buffer_byte(formatting->out, ' ');
    buffer_free(&digits);
    return true;
}

/* Fractional seconds (9.8.4.5) are like a number that is read from its end: so is their picture. */
static bool put_fraction(const struct formatting *formatting, const struct marker *marker) {
    struct arena *arena = xpath_values_of(formatting->evaluation)->arena;
    struct codes token = {arena_allocate(arena, marker->token.count * sizeof *token.at),
                          marker->token.count};
    struct integer_picture picture;
    for (size_t i = 0; i < token.count; i++)
        token.at[i] = marker->token.at[token.count - 1 - i];
    if (!integer_picture_read(formatting->evaluation, token, "FOFD1340", &picture)) return false;
    size_t all = picture.mandatory + picture.optional, most = marker->most;
    if (all > 1 && (!marker->has_width || most < all)) most = all;
    if (marker->least > picture.mandatory) picture.mandatory = marker->least;
    struct buffer digits = {0}, written = {0};
    buffer_print(&digits, "%09u", (unsigned)formatting->value->as.moment.nanoseconds);
    size_t count = digits.length < most ? digits.length : most;
    while (count && digits.bytes[count - 1] == '0')
        count--;
    for (size_t i = 0; i < count / 2; i++) {
        char byte = digits.bytes[i];
        digits.bytes[i] = digits.bytes[count - 1 - i];
        digits.bytes[count - 1 - i] = byte;
    }
    integer_picture_write(&picture, digits.bytes, count, &written);
    struct codes codes = codes_of(arena, (struct xpath_string){written.bytes, written.length});
    while (codes.count)
        string_put(formatting->out, codes.at[--codes.count]);
    buffer_free(&digits);
    buffer_free(&written);
    return true;
}

/* ---- time zones (9.8.4.6) ---- */

/* A to Z without J; J where there is none. */
static void put_military(const struct formatting *formatting, int hours) {
    static const char letters[] = "YXWVUTSRQPONZABCDEFGHIKLM";
    enum { WEST = 12 };
    buffer_byte(formatting->out, letters[hours + WEST]);
}

/* Digits of the hours, and of the minutes behind a separator; without one, all are together where
   there are three and more, and minutes that are 0 are left out where there are less. */
struct zone_picture {
    uint32_t zero, separator;
    int hour_digits;
    bool has_separator, has_minutes;
};

static struct zone_picture read_zone_picture(struct codes token) {
    struct zone_picture picture = {.zero = '0', .separator = ':'};
    int digits = 0;
    for (size_t i = 0; i < token.count; i++) {
        uint32_t family = digit_family(token.at[i]);
        if (family)
            digits++, picture.zero = family;
        else if (digits)
            picture.separator = token.at[i], picture.has_separator = true;
    }
    if (!digits) digits = 4, picture.has_separator = true;
    picture.has_minutes = picture.has_separator || digits > 2;
    picture.hour_digits = picture.has_separator ? (digits > 3 ? 2 : 1)
                          : digits > 2          ? digits - 2
                                                : digits;
    return picture;
}

static void put_offset(const struct formatting *formatting, const struct zone_picture *picture,
                       int zone) {
    int minutes = abs(zone);
    struct buffer written = {0};
    buffer_print(&written, "%0*d", picture->hour_digits, minutes / 60);
    if (picture->has_minutes || minutes % 60) {
        if (picture->has_separator || !picture->has_minutes) buffer_byte(&written, ':');
        buffer_print(&written, "%02d", minutes % 60);
    }
    buffer_byte(formatting->out, zone < 0 ? '-' : '+');
    for (size_t i = 0; i < written.length; i++) {
        uint32_t byte = (uint32_t)written.bytes[i];
        string_put(formatting->out,
                   byte == ':' ? picture->separator : picture->zero + (byte - '0'));
    }
    buffer_free(&written);
}

static void put_zone(const struct formatting *formatting, const struct marker *marker) {
    enum { FARTHEST_LETTER = 12 * 60 };
    const struct xpath_moment *moment = &formatting->value->as.moment;
    bool is_military = marker->token.count == 1 && marker->token.at[0] == 'Z';
    bool has_letter = moment->zone % 60 == 0 && abs(moment->zone) <= FARTHEST_LETTER;
    struct zone_picture picture = read_zone_picture(marker->token);
    if (!moment->zoned) {
        if (is_military) buffer_byte(formatting->out, 'J');
        return;
    }
    if (is_military && has_letter) {
        put_military(formatting, moment->zone / 60);
        return;
    }
    if (marker->component == 'z') buffer_text(formatting->out, "GMT");
    if (marker->modifier == 't' && !moment->zone)
        buffer_byte(formatting->out, 'Z');
    else
        put_offset(formatting, &picture, moment->zone);
}

/* ---- markers (9.8.4.1) ---- */

static const struct component {
    char letter;
    const char *presentation; /* where none is given */
    bool of_date, of_time;
} components[] = {
    {'Y', "1", true, false}, {'M', "1", true, false},    {'D', "1", true, false},
    {'d', "1", true, false}, {'F', "n", true, false},    {'W', "1", true, false},
    {'w', "1", true, false}, {'H', "1", false, true},    {'h', "1", false, true},
    {'P', "n", false, true}, {'m', "01", false, true},   {'s', "01", false, true},
    {'f', "1", false, true}, {'Z', "01:01", true, true}, {'z', "01:01", true, true},
    {'C', "n", true, false}, {'E', "n", true, false},
};

static const struct component *component_of(uint32_t letter) {
    for (size_t i = 0; i < sizeof components / sizeof *components; i++)
        if (letter == (uint32_t)components[i].letter) return &components[i];
    return NULL;
}

/* A width, "*" or a number from 1 on. */
static bool read_width(struct codes text, size_t *width) {
    *width = SIZE_MAX;
    if (text.count == 1 && text.at[0] == '*') return true;
    *width = 0;
    for (size_t i = 0; i < text.count; i++) {
        enum { WIDEST = 1000 };
        if (text.at[i] < '0' || text.at[i] > '9' || *width > WIDEST) return false;
        *width = *width * 10 + (text.at[i] - '0');
    }
    return *width;
}

/* The width behind the last comma, if what stands there is one: "," also groups digits. */
static bool read_widths(struct marker *marker) {
    struct codes *token = &marker->token;
    size_t comma = token->count, dash;
    while (comma && token->at[comma - 1] != ',')
        comma--;
    marker->most = SIZE_MAX;
    if (!comma) return true;
    struct codes width = {token->at + comma, token->count - comma};
    for (dash = 0; dash < width.count && width.at[dash] != '-';)
        dash++;
    struct codes first = {width.at, dash};
    if (!read_width(first, &marker->least)) return false;
    if (dash < width.count &&
        !read_width((struct codes){width.at + dash + 1, width.count - dash - 1}, &marker->most))
        return false;
    if (marker->least == SIZE_MAX) marker->least = 0;
    marker->has_width = true;
    token->count = comma - 1;
    return marker->least <= marker->most;
}

/* What stands between brackets, white space left out. */
static bool read_marker(const struct formatting *formatting, struct codes text,
                        struct marker *marker) {
    struct codes *token = &marker->token;
    *marker = (struct marker){0};
    token->at = arena_allocate(xpath_values_of(formatting->evaluation)->arena,
                               (text.count + 8) * sizeof *token->at);
    for (size_t i = 0; i < text.count; i++)
        if (text.at[i] >= 0x80 || !is_white((char)text.at[i]))
            token->at[token->count++] = text.at[i];
    const struct component *component = token->count ? component_of(token->at[0]) : NULL;
    if (!component) return fail_picture(formatting->evaluation, "a marker without a component");
    enum xpath_type type = formatting->value->type;
    bool is_there = (component->of_date && type != XPATH_TIME) ||
                    (component->of_time && type != XPATH_DATE) ||
                    (component->of_date && component->of_time);
    if (!is_there)
        return fail_with(formatting->evaluation, "FOFD1350", "xs:%s has no component [%c]",
                         xpath_type_name(type), component->letter);
    marker->component = component->letter;
    token->at++, token->count--;
    if (!read_widths(marker)) return fail_picture(formatting->evaluation, "a wrong width");
    uint32_t last = token->count ? token->at[token->count - 1] : 0;
    if (token->count > 1 && last < 0x80 && strchr("cota", (char)last)) {
        marker->modifier = (char)last;
        token->count--;
    } else if (token->count == 1 && (last == 'o' || last == 't' || last == 'c')) {
        marker->modifier = (char)last;
        token->count = 0;
    }
    if (!token->count)
        while (component->presentation[token->count])
            token->at[token->count] = (uint32_t)component->presentation[token->count],
            token->count++;
    return true;
}

/* Whether the token asks for a name: N, n or Nn. */
static bool asks_for_name(struct codes token) {
    return (token.count == 1 && (token.at[0] == 'N' || token.at[0] == 'n')) ||
           (token.count == 2 && token.at[0] == 'N' && token.at[1] == 'n');
}

static bool put_component(const struct formatting *formatting, struct codes text) {
    struct marker marker;
    if (!read_marker(formatting, text, &marker)) return false;
    bool by_name = asks_for_name(marker.token);
    const char *name = component_name(&formatting->fields, formatting->language, marker.component);
    bool only_name = strchr("PCE", marker.component);
    if (marker.component == 'Z' || marker.component == 'z') {
        put_zone(formatting, &marker);
        return true;
    }
    if (name && (by_name || only_name)) {
        if (!by_name) marker.token.at[0] = 'n', marker.token.count = 1;
        put_name(formatting, &marker, name);
        return true;
    }
    if (by_name) marker.token.at[0] = '1', marker.token.count = 1;
    if (marker.component == 'f') return put_fraction(formatting, &marker);
    return put_number(formatting, &marker, component_number(&formatting->fields, marker.component));
}

/* ---- pictures ---- */

static bool put_picture(const struct formatting *formatting, struct codes picture) {
    for (size_t i = 0; i < picture.count; i++) {
        uint32_t code = picture.at[i];
        bool doubled = i + 1 < picture.count && picture.at[i + 1] == code;
        if (code != '[' && code != ']') {
            string_put(formatting->out, code);
        } else if (doubled) {
            string_put(formatting->out, code);
            i++;
        } else if (code == ']') {
            return fail_picture(formatting->evaluation, "\"]\" without \"[\"");
        } else {
            size_t end = i + 1;
            while (end < picture.count && picture.at[end] != ']')
                end++;
            if (end == picture.count)
                return fail_picture(formatting->evaluation, "\"[\" without \"]\"");
            if (!put_component(formatting, (struct codes){picture.at + i + 1, end - i - 1}))
                return false;
            i = end;
        }
    }
    return true;
}

/* A calendar is a QName; those in no namespace are listed in 9.8.4.2, and all years are counted as
   in the first ones. */
static bool check_calendar(const struct formatting *formatting, struct xpath_string calendar) {
    static const char ours[] = " AD ISO CE OS ";
    static const char others[] =
        " AH AME AM AP AS BE CB CL CS EE FE JE KE KY ME MS NS OS RS SE SH SS TE VE VS ";
    struct xpath_string name = calendar;
    if (name.length > 3 && memcmp(name.bytes, "Q{}", 3) == 0) name.bytes += 3, name.length -= 3;
    const char *padded = text_of(formatting->evaluation, name);
    struct buffer key = {0};
    buffer_print(&key, " %s ", padded);
    bool is_ours = strstr(ours, key.bytes), is_known = is_ours || strstr(others, key.bytes);
    const char *local = strpbrk(padded, ":}");
    bool has_namespace = local && local > padded && local[1];
    buffer_free(&key);
    if (!is_known && !has_namespace)
        return fail_picture(formatting->evaluation, "there is no such calendar");
    if (!is_ours) buffer_text(formatting->out, "[Calendar: AD]");
    return true;
}

FUNCTION(format_moment) {
    static const struct xpath_string english = {"en", 2};
    const struct xpath_value *value = argument(arguments, count, 0);
    const struct xpath_value *language = argument(arguments, count, 2);
    const struct xpath_value *calendar = argument(arguments, count, 3);
    struct buffer out = {0};
    if (!value) return true;
    struct formatting formatting = {evaluation, value, xpath_moment_fields(&value->as.moment),
                                    language_of(language ? language->as.string : english), &out};
    if (!formatting.language) {
        formatting.language = language_of(english);
        buffer_text(&out, "[Language: en]");
    }
    struct codes picture =
        codes_of(xpath_values_of(evaluation)->arena, string_argument(arguments, count, 1));
    if ((calendar && !check_calendar(&formatting, calendar->as.string)) ||
        !put_picture(&formatting, picture)) {
        buffer_free(&out);
        return false;
    }
    return give_buffer(evaluation, result, &out);
}

/* ---- the table ---- */

#define FORMAT(name, features, type)                                                               \
    ROW(fn_format_moment, name, 2, 2, features, MAYBE(STRING), MAYBE(type), ONE(STRING)),          \
        ROW(fn_format_moment, name, 5, 5, features, MAYBE(STRING), MAYBE(type), ONE(STRING),       \
            MAYBE(STRING), MAYBE(STRING), MAYBE(STRING))

const struct xpath_function_row xpath_format_date_functions[] = {
    FORMAT("format-dateTime", XPATH_OF_31, DATE_TIME),
    FORMAT("format-dateTime", XPATH_OF_XSLT, DATE_TIME),
    FORMAT("format-date", XPATH_OF_31, DATE),
    FORMAT("format-date", XPATH_OF_XSLT, DATE),
    FORMAT("format-time", XPATH_OF_31, TIME),
    FORMAT("format-time", XPATH_OF_XSLT, TIME),
    {0},
};
