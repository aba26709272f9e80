/* What a site holds, and the file in its folder that keeps it until the next time.  The file is the
   site's own, but anybody may have changed it: what it says is checked, and only paths within the
   folder are taken from it. */
#include "base/file.h"
#include "base/memory.h"
#include "transform/site_internal.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CONTENTS_FILE ".teikit-site"
#define FIRST_LINE "teikit site 1"

void site_contents_begin(struct site_contents *contents) {
    contents->files = xmlHashCreate(1024);
    contents->names = xmlHashCreate(1024);
    if (!contents->files || !contents->names) memory_exhausted();
}

static void free_document(struct site_document *document) {
    free(document->name);
    buffer_free(&document->entry);
    buffer_free(&document->words);
}

static void free_path(void *path, const xmlChar *name) {
    (void)name;
    free(path);
}

void site_contents_free(struct site_contents *contents) {
    for (size_t i = 0; i < contents->count; i++)
        free_document(&contents->documents[i]);
    free(contents->documents);
    xmlHashFree(contents->files, free_path);
    xmlHashFree(contents->names, NULL);
    *contents = (struct site_contents){0};
}

struct site_document *site_contents_add(struct site_contents *contents,
                                        struct site_document document) {
    contents->documents = memory_grow(contents->documents, &contents->capacity, contents->count + 1,
                                      sizeof *contents->documents);
    contents->documents[contents->count++] = document;
    xmlHashAddEntry(contents->names, BAD_CAST document.name, (void *)(uintptr_t)contents->count);
    return &contents->documents[contents->count - 1];
}

struct site_document *site_contents_find(const struct site_contents *contents, const char *name) {
    uintptr_t place = (uintptr_t)xmlHashLookup(contents->names, BAD_CAST name);
    return place ? &contents->documents[place - 1] : NULL;
}

void site_contents_add_file(struct site_contents *contents, const char *path) {
    if (!xmlHashLookup(contents->files, BAD_CAST path))
        xmlHashAddEntry(contents->files, BAD_CAST path, memory_copy(path, strlen(path)));
}

/* ---- the file: a line for each document with the lengths of what follows it, then the files ----
 */

/* The next line, ended by a NUL in place of its line end; NULL: there is none. */
static char *next_line(char **place, char *end) {
    char *line = *place, *stop = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
    if (!stop) return NULL;
    *stop = '\0';
    *place = stop + 1;
    return line;
}

static bool is_digest(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (!isxdigit((unsigned char)text[i])) return false;
    return length == 64 || !length;
}

/* A digest before a space, or "-" for none. */
static bool read_digest(char **place, char digest[65]) {
    char *end = strchr(*place, ' ');
    if (!end) return false;
    bool none = **place == '-' && end == *place + 1;
    size_t length = none ? 0 : (size_t)(end - *place);
    if (!is_digest(*place, length)) return false;
    memcpy(digest, *place, length);
    digest[length] = '\0';
    *place = end + 1;
    return true;
}

static bool read_length(char **place, size_t most, size_t *length) {
    char *end;
    if (!isdigit((unsigned char)**place)) return false;
    unsigned long long number = strtoull(*place, &end, 10);
    if (*end != ' ' || number > most) return false;
    *length = (size_t)number;
    *place = end + 1;
    return true;
}

/* "D DIGEST PAGE LENGTH LENGTH NAME", and behind the line the entry and the words. */
static bool read_document(struct site_contents *contents, char *line, char **place, char *end) {
    struct site_document document = {0};
    size_t entry, words, left = (size_t)(end - *place);
    if (!read_digest(&line, document.digest) || !read_digest(&line, document.page) ||
        !read_length(&line, left, &entry) || !read_length(&line, left - entry, &words) ||
        entry + words >= left || !path_stays(line) || site_contents_find(contents, line))
        return false;
    document.name = memory_copy(line, strlen(line));
    buffer_append(&document.entry, *place, entry);
    buffer_append(&document.words, *place + entry, words);
    *place += entry + words + 1;
    site_contents_add(contents, document);
    return true;
}

static bool read_all(struct site_contents *contents, char *place, char *end) {
    char *line = next_line(&place, end), *rest = line;
    if (!line || strcmp(line, FIRST_LINE)) return false;
    if (!(rest = next_line(&place, end)) || !read_digest(&rest, contents->key)) return false;
    while ((line = next_line(&place, end))) {
        bool good = line[0] && line[1] == ' ';
        if (good && line[0] == 'D')
            good = read_document(contents, line + 2, &place, end);
        else if (good && line[0] == 'F' && (good = path_stays(line + 2)))
            site_contents_add_file(contents, line + 2);
        if (!good) return false;
    }
    return place == end;
}

void site_contents_read(struct site_contents *contents, const char *folder) {
    struct buffer path = {0}, bytes = {0};
    buffer_print(&path, "%s/" CONTENTS_FILE, folder);
    site_contents_begin(contents);
    if (!file_read(path.bytes, &bytes) || !bytes.length ||
        !read_all(contents, bytes.bytes, bytes.bytes + bytes.length)) {
        site_contents_free(contents);
        site_contents_begin(contents);
    }
    buffer_free(&path);
    buffer_free(&bytes);
}

static int compare_paths(const void *first, const void *second) {
    return strcmp(*(const char *const *)first, *(const char *const *)second);
}

struct listing {
    const char **paths;
    size_t count;
};

static void list_path(void *path, void *context, const xmlChar *name) {
    struct listing *listing = context;
    (void)name;
    listing->paths[listing->count++] = path;
}

bool site_contents_write(const struct site_contents *contents, const char *folder) {
    struct buffer path = {0}, bytes = {0};
    buffer_print(&bytes, FIRST_LINE "\n%s \n", *contents->key ? contents->key : "-");
    for (size_t i = 0; i < contents->count; i++) {
        const struct site_document *document = &contents->documents[i];
        buffer_print(&bytes, "D %s %s %zu %zu %s\n", *document->digest ? document->digest : "-",
                     *document->page ? document->page : "-", document->entry.length,
                     document->words.length, document->name);
        buffer_append(&bytes, document->entry.bytes, document->entry.length);
        buffer_append(&bytes, document->words.bytes, document->words.length);
        buffer_byte(&bytes, '\n');
    }
    int count = xmlHashSize(contents->files);
    struct listing listing = {memory_allocate((size_t)count + 1, sizeof *listing.paths), 0};
    xmlHashScan(contents->files, list_path, &listing);
    qsort(listing.paths, listing.count, sizeof *listing.paths, compare_paths);
    for (size_t i = 0; i < listing.count; i++)
        buffer_print(&bytes, "F %s\n", listing.paths[i]);
    free(listing.paths);
    buffer_print(&path, "%s/" CONTENTS_FILE, folder);
    bool written = file_write(path.bytes, bytes.bytes, bytes.length);
    buffer_free(&path);
    buffer_free(&bytes);
    return written;
}
