/* URI references; see uri.h. */
#include "xml/uri.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

bool uri_has_scheme(const char *reference) {
    if (!isalpha((unsigned char)*reference)) return false;
    while (isalnum((unsigned char)*reference) || (*reference && strchr("+-.", *reference)))
        reference++;
    return *reference == ':';
}

void uri_decode(char *reference) {
    char *to = reference;
    for (const char *from = reference; *from; from++) {
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2])) {
            char digits[] = {from[1], from[2], '\0'};
            *to++ = (char)strtol(digits, NULL, 16);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
}

/* ---- resolution (section 5.2) ---- */

/* A piece of a reference; `start` NULL: it has none. */
struct part {
    const char *start;
    size_t length;
};

struct parts {
    struct part scheme, authority, path, query, fragment;
};

static struct part take(const char **rest, size_t length) {
    struct part part = {*rest, length};
    *rest += length;
    return part;
}

/* Appendix B, as scanning. */
static struct parts split(const char *reference) {
    struct parts parts = {0};
    if (uri_has_scheme(reference)) {
        parts.scheme = take(&reference, strcspn(reference, ":"));
        reference++;
    }
    if (!strncmp(reference, "//", 2)) {
        reference += 2;
        parts.authority = take(&reference, strcspn(reference, "/?#"));
    }
    parts.path = take(&reference, strcspn(reference, "?#"));
    if (*reference == '?') {
        reference++;
        parts.query = take(&reference, strcspn(reference, "#"));
    }
    if (*reference == '#') parts.fragment = (struct part){reference + 1, strlen(reference + 1)};
    return parts;
}

static void append(struct buffer *uri, const char *before, struct part part, const char *after) {
    if (!part.start) return;
    buffer_text(uri, before);
    buffer_append(uri, part.start, part.length);
    buffer_text(uri, after);
}

/* Section 5.2.4, from behind the first `fixed` bytes. */
static void remove_dot_segments(struct buffer *uri, size_t fixed) {
    char *begin = uri->bytes + fixed, *to = begin, *end = uri->bytes + uri->length;
    bool is_absolute = *begin == '/';
    for (const char *from = begin; from < end;) {
        size_t length = 1 + strcspn(from + 1, "/"); /* a segment, a slash before it if there is */
        const char *name = from + (*from == '/');
        size_t name_length = length - (size_t)(name - from);
        bool is_dot = name_length == 1 && *name == '.';
        bool is_dots = name_length == 2 && !memcmp(name, "..", 2);
        if (is_dots && *from == '/')
            while (to > begin && *--to != '/')
                ;
        if (!is_dot && !is_dots) {
            memmove(to, from, length);
            to += length;
        } else if (from + length == end && *from == '/') {
            *to++ = '/';
        } else if (*from != '/') { /* with the slash that follows */
            length += from + length < end;
        }
        from += length;
    }
    if (!is_absolute && to > begin && *begin == '/') {
        to--;
        memmove(begin, begin + 1, (size_t)(to - begin));
    }
    uri->length = (size_t)(to - uri->bytes);
    *to = '\0';
}

/* Sections 5.2.3 and 5.2.4. */
static void append_path(struct buffer *uri, struct parts reference, struct parts base) {
    size_t fixed = uri->length;
    if (!reference.path.length) {
        buffer_append(uri, base.path.start, base.path.length);
        return;
    }
    if (*reference.path.start != '/') {
        size_t folder = base.path.length;
        while (folder && base.path.start[folder - 1] != '/')
            folder--;
        buffer_append(uri, base.path.start, folder);
        if (base.authority.start && !base.path.length) buffer_byte(uri, '/');
    }
    append(uri, "", reference.path, "");
    remove_dot_segments(uri, fixed);
}

char *uri_resolve(const char *reference, const char *base_uri) {
    struct parts parts = split(reference), base = split(base_uri ? base_uri : "");
    struct buffer uri = {0};
    if (!base_uri) return memory_copy(reference, strlen(reference));
    bool is_whole = parts.scheme.start, has_authority = is_whole || parts.authority.start;
    append(&uri, "", is_whole ? parts.scheme : base.scheme, ":");
    append(&uri, "//", has_authority ? parts.authority : base.authority, "");
    if (has_authority) {
        size_t fixed = uri.length;
        append(&uri, "", parts.path, "");
        remove_dot_segments(&uri, fixed);
    } else {
        append_path(&uri, parts, base);
    }
    bool keeps_query = !has_authority && !parts.path.length && !parts.query.start;
    append(&uri, "?", keeps_query ? base.query : parts.query, "");
    append(&uri, "#", parts.fragment, "");
    return uri.bytes;
}

/* ---- files ---- */

char *uri_of_path(const char *path) {
    static const char plain[] = "-._~!$&'()*+,;=:@/"; /* RFC 3986 3.3 */
    struct buffer whole = {0}, uri = {0};
    char *folder = *path == '/' ? NULL : getcwd(NULL, 0);
    if (folder) buffer_print(&whole, "%s/", folder);
    free(folder);
    buffer_text(&whole, path);
    buffer_text(&uri, "file://");
    for (size_t i = 0; i < whole.length; i++) {
        unsigned char c = (unsigned char)whole.bytes[i];
        if (isalnum(c) || strchr(plain, c))
            buffer_byte(&uri, (char)c);
        else
            buffer_print(&uri, "%%%02X", c);
    }
    buffer_free(&whole);
    remove_dot_segments(&uri, strlen("file://"));
    return uri.bytes;
}

char *uri_path(const char *uri) {
    struct parts parts = split(uri);
    bool is_file = parts.scheme.length == 4 && !strncasecmp(parts.scheme.start, "file", 4);
    bool is_here = !parts.authority.length || (parts.authority.length == 9 &&
                                               !strncasecmp(parts.authority.start, "localhost", 9));
    if (!is_file || !is_here || !parts.path.length || *parts.path.start != '/') return NULL;
    char *path = memory_copy(parts.path.start, parts.path.length);
    uri_decode(path);
    return path;
}
