/* The files of a site: where those of a document are, and writing them. */
#include "base/file.h"
#include "transform/site_internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What a document has in the site; `%s` is its name. */
static const char *const document_files[] = {"texts/%s.html", "tei/%s.xml", "search/lines/%s.js"};

void site_add_document_file(int which, const char *name, struct buffer *path) {
    const char *format = document_files[which], *place = strstr(format, "%s");
    buffer_append(path, format, (size_t)(place - format));
    buffer_text(path, name);
    buffer_text(path, place + 2);
}

bool site_write_file(const struct site *site, const char *path, const char *bytes, size_t length) {
    struct buffer whole = {0};
    buffer_print(&whole, "%s/%s", site->wishes.folder, path);
    bool written = file_make_folders(whole.bytes) && file_write(whole.bytes, bytes, length);
    if (!written)
        report_say(site->wishes.report, SEVERITY_ERROR, "file/cannot-write", whole.bytes, 0, 0,
                   "cannot be written: %s", strerror(errno));
    buffer_free(&whole);
    return written;
}

bool site_write_document_file(const struct site *site, int which, const char *name,
                              const struct buffer *bytes) {
    struct buffer path = {0};
    site_add_document_file(which, name, &path);
    bool written = site_write_file(site, path.bytes, bytes->bytes, bytes->length);
    buffer_free(&path);
    return written;
}

bool site_exists(const struct site *site, const char *path) {
    struct buffer whole = {0};
    buffer_print(&whole, "%s/%s", site->wishes.folder, path);
    bool found = !access(whole.bytes, F_OK);
    buffer_free(&whole);
    return found;
}

bool site_document_exists(const struct site *site, const char *name) {
    bool found = true;
    for (int i = 0; i < DOCUMENT_FILES && found; i++) {
        struct buffer path = {0};
        site_add_document_file(i, name, &path);
        found = site_exists(site, path.bytes);
        buffer_free(&path);
    }
    return found;
}
