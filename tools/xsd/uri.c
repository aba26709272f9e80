/* anyURI: nearly every text is one, since characters that a URI cannot have are taken as escaped
   (Part 2, 3.2.17; XLink 5.4).  What is left of the syntax of RFC 2396 and RFC 2732 is checked: the
   scheme, "%", "#", brackets, and that what must not be empty is not. */
#include "xsd/internal.h"

#include <string.h>

static bool is_letter(char byte) {
    char lower = (char)(byte | 0x20);
    return lower >= 'a' && lower <= 'z';
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_hexadecimal(char byte) {
    char lower = (char)(byte | 0x20);
    return is_digit(byte) || (lower >= 'a' && lower <= 'f');
}

/* The first of the bytes in `set`, or the end. */
static const char *find(struct text text, const char *set) {
    while (text.start < text.end && !(*text.start && strchr(set, *text.start)))
        text.start++;
    return text.start;
}

/* "%" and two digits, at most one "#" (RFC 2396 2.4.1, 4.1): one pass for what can be wrong
   anywhere. */
static const char *wrong_anywhere(struct text text) {
    bool fragment = false;
    for (const char *at = text.start; at < text.end; at++) {
        if (*at == '%') {
            if (text.end - at < 3 || !is_hexadecimal(at[1]) || !is_hexadecimal(at[2]))
                return "\"%\" must be followed by two hexadecimal digits";
        } else if (*at == '#') {
            if (fragment) return "it has \"#\" twice";
            fragment = true;
        }
    }
    return NULL;
}

/* scheme (RFC 2396 3.1). */
static const char *wrong_in_scheme(struct text scheme) {
    if (scheme.start == scheme.end) return "\":\" has no scheme before it";
    if (!is_letter(*scheme.start)) return "what stands before \":\" is no scheme";
    for (; scheme.start < scheme.end; scheme.start++)
        if (!is_letter(*scheme.start) && !is_digit(*scheme.start) && !strchr("+-.", *scheme.start))
            return "what stands before \":\" is no scheme";
    return NULL;
}

/* d.d.d.d, each up to 255. */
static bool is_ipv4_address(struct text text) {
    for (int part = 0; part < 4; part++) {
        unsigned number = 0;
        const char *start = text.start;
        for (; text.start < text.end && is_digit(*text.start) && text.start - start < 3;
             text.start++)
            number = number * 10 + (unsigned)(*text.start - '0');
        if (text.start == start || number > 255) return false;
        if (part < 3 && (text.start == text.end || *text.start++ != '.')) return false;
    }
    return text.start == text.end;
}

/* Groups of one to four hexadecimal digits, the last two perhaps in the form of IPv4; "::" once for
   groups left out (RFC 2373 2.2).  What follows "%" names a network interface. */
static bool is_ipv6_address(struct text text) {
    int groups = 0;
    bool compressed = false;
    text.end = find(text, "%");
    if (text_length(text) >= 2 && text.start[0] == ':' && text.start[1] == ':') {
        compressed = true;
        text.start += 2;
    }
    while (text.start < text.end) {
        struct text group = {text.start, find(text, ":")};
        if (memchr(group.start, '.', text_length(group)))
            return group.end == text.end && is_ipv4_address(group) &&
                   (compressed ? groups <= 5 : groups == 6);
        if (text_length(group) < 1 || text_length(group) > 4) return false;
        for (; group.start < group.end; group.start++)
            if (!is_hexadecimal(*group.start)) return false;
        groups++;
        text.start = group.end;
        if (text.start == text.end) break;
        if (++text.start == text.end) return false;
        if (*text.start == ':') {
            if (compressed) return false;
            compressed = true;
            text.start++;
        }
    }
    return compressed ? groups <= 7 : groups == 8;
}

/* authority (RFC 2396 3.2; RFC 2732 3): anything without brackets, or an address of IPv6 in them,
   perhaps with a user before it and a port behind. */
static bool is_authority(struct text authority) {
    const char *open = find(authority, "[]");
    if (open == authority.end) return true;
    const char *close = find((struct text){open + 1, authority.end}, "[]");
    if (*open != '[' || close == authority.end || *close != ']') return false;
    if (open > authority.start && open[-1] != '@') return false;
    if (!is_ipv6_address((struct text){open + 1, close})) return false;
    const char *behind = close + 1;
    if (behind == authority.end) return true;
    if (*behind++ != ':') return false;
    while (behind < authority.end && is_digit(*behind))
        behind++;
    return behind == authority.end;
}

/* net_path, abs_path, rel_path (RFC 2396 3). */
static const char *wrong_in_hierarchy(struct text text) {
    if (text_length(text) >= 2 && text.start[0] == '/' && text.start[1] == '/') {
        struct text authority = {text.start + 2, text.end};
        authority.end = find(authority, "/?#");
        if (authority.start == text.end) return "nothing follows \"//\"";
        if (!is_authority(authority)) return "brackets must hold an IPv6 address";
        text.start = authority.end;
    }
    struct text path = {text.start, find(text, "?#")};
    return find(path, "[]") < path.end ? "a path has no brackets" : NULL;
}

static const char *wrong(struct text text) {
    const char *what = wrong_anywhere(text);
    if (what) return what;
    const char *colon = find(text, ":/?#");
    if (colon == text.end || *colon != ':') return wrong_in_hierarchy(text);
    if ((what = wrong_in_scheme((struct text){text.start, colon}))) return what;
    struct text rest = {colon + 1, text.end};
    if (rest.start == rest.end || *rest.start == '#') return "nothing follows the scheme";
    return *rest.start == '/' ? wrong_in_hierarchy(rest) : NULL;
}

bool parse_uri(const struct type *type, struct text text, const struct datatype_context *context,
               struct datatype_value *value, struct buffer *reason) {
    (void)type, (void)context, (void)value;
    const char *what = wrong(text);
    if (what && reason) buffer_text(reason, what);
    return !what;
}
