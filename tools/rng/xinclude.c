/* XInclude 1.0 (Second Edition) while a document is read: what an xi:include names is read in its
   place, by a parser of its own, and its events go to the same matcher. */
#include "base/arena.h"
#include "base/memory.h"
#include "rng/document.h"
#include "rng/location.h"
#include "text/charset.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char xinclude_namespace[] = "http://www.w3.org/2001/XInclude";
enum { DEEPEST_INCLUDE = 40 };

/* What an xi:include asks for; strings are copies, or NULL. */
struct request {
    char *href, *parse, *xpointer, *encoding;
};

static struct request request_of(const struct document_attribute *attributes, size_t count) {
    struct request request = {0};
    const struct {
        const char *name;
        char **value;
    } known[] = {{"href", &request.href},
                 {"parse", &request.parse},
                 {"xpointer", &request.xpointer},
                 {"encoding", &request.encoding}};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sizeof known / sizeof *known; j++)
            if (!*attributes[i].name.uri && !strcmp(attributes[i].name.local, known[j].name))
                *known[j].value = memory_copy(attributes[i].value, attributes[i].length);
    return request;
}

static void free_request(struct request *request) {
    free(request->href);
    free(request->parse);
    free(request->xpointer);
    free(request->encoding);
}

/* Adds an error at the xi:include, or, where its end has been read, at the place that was kept. */
static void say(struct document *document, struct place place, const char *format,
                const char *argument) {
    struct buffer message = {0};
    buffer_print(&message, format, argument);
    document->invalid = true;
    report_add(document->report, &(struct finding){.severity = SEVERITY_ERROR,
                                                   .code = "xml/xinclude",
                                                   .file = document->name,
                                                   .line = place.line,
                                                   .column = place.column,
                                                   .message = message.bytes});
    buffer_free(&message);
}

/* ---- what is included ---- */

/* XInclude 4.2.7: no file includes itself, directly or through others. */
static bool is_open(const struct document *document, const char *path) {
    struct stat wanted, open;
    if (stat(path, &wanted)) return false;
    for (; document; document = document->includer)
        if (!fstat(document->file.file, &open) && open.st_dev == wanted.st_dev &&
            open.st_ino == wanted.st_ino)
            return true;
    return false;
}

static size_t depth_of(const struct document *document) {
    size_t depth = 0;
    for (; document->includer; document = document->includer)
        depth++;
    return depth;
}

/* XInclude 4.3: the characters of the file are text. */
static bool include_text(struct document *document, const char *path, const char *encoding) {
    struct buffer bytes = {0}, utf8 = {0};
    size_t fault;
    bool read = file_read(path, &bytes);
    if (read && encoding)
        read =
            charset_convert(bytes.bytes ? bytes.bytes : "", bytes.length, encoding, &utf8, &fault);
    const struct buffer *text = encoding ? &utf8 : &bytes;
    if (read && text->length) matcher_text(document->matcher, text->bytes, text->length);
    buffer_free(&bytes);
    buffer_free(&utf8);
    return read;
}

/* XInclude 4.2: the file's root, or the element that the xpointer names. */
static bool include_xml(struct document *document, const char *path, const char *id,
                        struct place place) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    struct matcher *matcher = document->matcher;
    struct document included = {.matcher = matcher,
                                .report = document->report,
                                .name = path,
                                .path = path,
                                .includer = document,
                                .only_id = id,
                                .nothing = document->nothing,
                                .file.file = file};
    matcher->document = &included;
    matcher->file = path;
    document_read(&included, matcher->schema);
    matcher->document = document;
    matcher->file = document->name;
    document->invalid |= included.invalid;
    if (id && !included.id_found && !included.stopped)
        say(document, place, "the file that is included has no element with the xml:id \"%s\"", id);
    close(file);
    return true;
}

/* The id of a shorthand pointer or of element(ID); NULL for other pointers, which select by rules
   that need the whole file. */
static const char *id_of(const char *xpointer, struct arena *arena) {
    size_t length = strlen(xpointer);
    if (!strncmp(xpointer, "element(", 8) && xpointer[length - 1] == ')') {
        xpointer = arena_copy(arena, xpointer + 8, length - 9);
        length -= 9;
    }
    return length && strcspn(xpointer, "()/") == length ? xpointer : NULL;
}

/* Includes what is asked for; false where it cannot be had, so that the fallback is. */
static bool include(struct document *document, const struct request *request, struct place place,
                    struct arena *arena) {
    const char *id = request->xpointer ? id_of(request->xpointer, arena) : NULL;
    bool as_text = request->parse && !strcmp(request->parse, "text");
    if (request->parse && !as_text && strcmp(request->parse, "xml") != 0) {
        say(document, place, "parse is \"xml\" or \"text\", not \"%s\"", request->parse);
        return true;
    }
    if (!request->href || !*request->href || (request->xpointer && !id)) {
        say(document, place, "only files are included, whole or by an element's id: not %s",
            request->xpointer ? request->xpointer : "the document itself");
        return true;
    }
    const char *path = location_of(arena, document->report, document->path, request->href);
    if (!path) return false;
    if (is_open(document, path) || depth_of(document) >= DEEPEST_INCLUDE) {
        say(document, place, "%s is included from within itself", path);
        return true;
    }
    return as_text ? include_text(document, path, request->encoding)
                   : include_xml(document, path, id, place);
}

/* ---- the events of the file that includes ---- */

/* An open xi:include. */
struct inclusion {
    size_t depth; /* of its element */
    enum { DONE, WANTS_FALLBACK, IN_FALLBACK } state;
    struct place place;
    char *href;
};

static void open_include(struct document *document, const struct document_attribute *attributes,
                         size_t count) {
    struct request request = request_of(attributes, count);
    struct arena *arena = arena_new();
    struct place place = document_tag_place(document);
    document->inclusions = memory_grow(document->inclusions, &document->inclusion_capacity,
                                       document->inclusion_count + 1, sizeof *document->inclusions);
    struct inclusion *inclusion = &document->inclusions[document->inclusion_count++];
    *inclusion = (struct inclusion){.depth = document->depth, .place = place};
    bool had = include(document, &request, place, arena);
    inclusion->state = had ? DONE : WANTS_FALLBACK;
    inclusion->href = request.href;
    request.href = NULL;
    free_request(&request);
    arena_free(arena);
}

bool xinclude_takes_start(struct document *document, const struct document_name *name,
                          const struct document_attribute *attributes, size_t count) {
    struct inclusion *inclusion =
        document->inclusion_count ? &document->inclusions[document->inclusion_count - 1] : NULL;
    bool ours = !strcmp(name->uri, xinclude_namespace);
    document->depth++;
    if (inclusion && inclusion->state != IN_FALLBACK) {
        if (ours && inclusion->state == WANTS_FALLBACK && document->depth == inclusion->depth + 1 &&
            !strcmp(name->local, "fallback"))
            inclusion->state = IN_FALLBACK;
        return true;
    }
    if (!ours || strcmp(name->local, "include") != 0) return false;
    open_include(document, attributes, count);
    return true;
}

bool xinclude_takes_end(struct document *document) {
    size_t depth = document->depth--;
    if (!document->inclusion_count) return false;
    struct inclusion *inclusion = &document->inclusions[document->inclusion_count - 1];
    if (inclusion->state == IN_FALLBACK && depth != inclusion->depth + 1) return false;
    if (depth == inclusion->depth + 1 && inclusion->state == IN_FALLBACK) inclusion->state = DONE;
    if (depth != inclusion->depth) return true;
    if (inclusion->state == WANTS_FALLBACK)
        say(document, inclusion->place,
            "%s cannot be had, and the xi:include has no fallback (XInclude 4.4)", inclusion->href);
    free(inclusion->href);
    document->inclusion_count--;
    return true;
}

bool xinclude_takes_text(const struct document *document) {
    return document->inclusion_count &&
           document->inclusions[document->inclusion_count - 1].state != IN_FALLBACK;
}

void xinclude_free(struct document *document) {
    while (document->inclusion_count)
        free(document->inclusions[--document->inclusion_count].href);
    free(document->inclusions);
}
