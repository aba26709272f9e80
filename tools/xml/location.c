/* Locations: from a reference and the base URI that it is relative to, to a file: directly, or by
   XML catalogs where a reference leads out of the file system.  Nothing is ever fetched. */
#include "xml/location.h"

#include "base/file.h"
#include "xml/catalog.h"
#include "xml/uri.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- URIs and paths ---- */

static const char *percent_decoded(struct arena *arena, const char *text) {
    char *copy = arena_copy(arena, text, strlen(text));
    uri_decode(copy);
    return copy;
}

static bool is_file_uri(const char *uri) {
    return !strncasecmp(uri, "file:", 5);
}

static const char *path_of_file_uri(struct arena *arena, const char *uri) {
    const char *path = uri + 5;
    if (!strncmp(path, "//", 2)) {
        path += 2;
        if (*path != '/') path = strchr(path, '/') ? strchr(path, '/') : "";
    }
    return percent_decoded(arena, path);
}

/* The path without `.` and without `FOLDER/..`, so that one file has one path. */
static const char *tidy_path(struct arena *arena, const char *path) {
    char *tidy = arena_allocate(arena, strlen(path) + 2), *to = tidy;
    size_t kept = 0; /* how many folders can be stepped back from */
    if (*path == '/') *to++ = *path++;
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 0 || (length == 1 && *path == '.')) {
        } else if (length == 2 && !strncmp(path, "..", 2) && kept) {
            for (to--; to > tidy && to[-1] != '/'; to--)
                ;
            kept--;
        } else {
            memcpy(to, path, length);
            to += length;
            kept += !(length == 2 && !strncmp(path, "..", 2));
            if (path[length]) *to++ = '/';
        }
        path += length + (path[length] == '/');
    }
    if (to == tidy) *to++ = '.'; /* all of it was stepped back from */
    *to = '\0';
    return tidy;
}

/* RNG 4.5: the reference, made absolute by the base URI.  Bases may be plain paths. */
static const char *resolved(struct arena *arena, const char *base, const char *href) {
    if (uri_has_scheme(href)) return href;
    if (uri_has_scheme(base) && !is_file_uri(base)) {
        char *uri = uri_resolve(href, base);
        const char *copy = arena_copy(arena, uri, strlen(uri));
        free(uri);
        return copy;
    }
    if (is_file_uri(base)) base = path_of_file_uri(arena, base);
    const char *path = percent_decoded(arena, href), *slash = strrchr(base, '/');
    if (*path == '/' || !slash) return tidy_path(arena, path);
    return tidy_path(arena, arena_print(arena, "%.*s%s", (int)(slash - base + 1), base, path));
}

const char *location_of(struct arena *arena, struct report *report, const char *base,
                        const char *reference) {
    const char *uri = resolved(arena, base, reference);
    if (is_file_uri(uri)) uri = tidy_path(arena, path_of_file_uri(arena, uri));
    if (!uri_has_scheme(uri) && file_is_special(uri)) return NULL;
    if (!uri_has_scheme(uri) && !access(uri, F_OK)) return uri;
    const char *mapped = catalog_find(arena, report, uri);
    if (!mapped) return uri_has_scheme(uri) ? NULL : uri;
    if (is_file_uri(mapped)) return path_of_file_uri(arena, mapped);
    return uri_has_scheme(mapped) ? NULL : percent_decoded(arena, mapped);
}
