/* XInclude 1.0 (Second Edition) while a document is read: what an xi:include names is read in its
   place, by a parser of its own, and its events go to the same observers. */
#include "base/arena.h"
#include "base/memory.h"
#include "text/charset.h"
#include "xml/location.h"
#include "xml/reader_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char xinclude_namespace[] = "http://www.w3.org/2001/XInclude";
enum { DEEPEST_INCLUDE = 40 }; /* as say()'s message has it */

/* What an xi:include asks for; strings are copies, or NULL. */
struct request {
    char *href, *parse, *xpointer, *encoding;
};

static struct request request_of(const struct xml_attribute *attributes, size_t count) {
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
static void say(struct xml_reader *reader, struct xml_place place, const char *format,
                const char *argument) {
    reader->at_fault = true;
    if (!reader->report) return;
    struct buffer message = {0};
    buffer_print(&message, format, argument);
    report_add(reader->report, &(struct finding){.severity = SEVERITY_ERROR,
                                                 .code = "xml/xinclude",
                                                 .file = reader->name,
                                                 .line = place.line,
                                                 .column = place.column,
                                                 .message = message.bytes});
    buffer_free(&message);
}

/* ---- what is included ---- */

/* XInclude 4.2.7: no file includes itself, directly or through others. */
static bool is_open(const struct xml_reader *reader, const char *path) {
    struct stat wanted, open;
    if (stat(path, &wanted)) return false;
    for (; reader; reader = reader->includer)
        if (!fstat(reader->file.file, &open) && open.st_dev == wanted.st_dev &&
            open.st_ino == wanted.st_ino)
            return true;
    return false;
}

static size_t depth_of(const struct xml_reader *reader) {
    size_t depth = 0;
    for (; reader->includer; reader = reader->includer)
        depth++;
    return depth;
}

/* Whether XML may hold the text. */
static bool is_xml_text(const struct buffer *text) {
    for (size_t i = 0; i < text->length; i++)
        if ((unsigned char)text->bytes[i] < ' ' && !strchr("\t\n\r", text->bytes[i])) return false;
    return charset_utf8_fault(text->bytes, text->length) == text->length;
}

/* XInclude 4.3: the characters of the file are text. */
static bool include_text(struct xml_reader *reader, const char *path, const char *encoding,
                         struct xml_place place) {
    struct buffer bytes = {0}, utf8 = {0};
    size_t fault;
    bool read = file_read(path, &bytes);
    if (read && encoding)
        read =
            charset_convert(bytes.bytes ? bytes.bytes : "", bytes.length, encoding, &utf8, &fault);
    const struct buffer *text = encoding ? &utf8 : &bytes;
    if (read && text->length && !is_xml_text(text))
        say(reader, place, "%s is not text in UTF-8 that XML can hold (XInclude 4.3)", path);
    else if (read && text->length)
        reader_give_text(reader, text->bytes, text->length);
    buffer_free(&bytes);
    buffer_free(&utf8);
    return read;
}

/* XInclude 4.2: the file's root, or the element that the xpointer names. */
static bool include_xml(struct xml_reader *reader, const char *path, const char *id,
                        struct xml_place place) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    path = arena_copy(reader->arena, path, strlen(path));
    struct xml_reader included = {.observers = reader->observers,
                                  .observers_end = reader->observers_end,
                                  .has_several = reader->has_several,
                                  .report = reader->report,
                                  .source = reader->source,
                                  .name = path,
                                  .path = path,
                                  .arena = reader->arena,
                                  .includer = reader,
                                  .only_id = id,
                                  .follows_xinclude = true,
                                  .nothing = reader->nothing,
                                  .file.file = file,
                                  .known = {1, 1, path}};
    reader_run(&included);
    reader->at_fault |= included.at_fault;
    if (included.refused) reader_stop(reader);
    if (id && !included.id_found && !included.stopped)
        say(reader, place, "the file that is included has no element with the xml:id \"%s\"", id);
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
static bool include(struct xml_reader *reader, const struct request *request,
                    struct xml_place place, struct arena *arena) {
    const char *id = request->xpointer ? id_of(request->xpointer, arena) : NULL;
    bool as_text = request->parse && !strcmp(request->parse, "text");
    if (request->parse && !as_text && strcmp(request->parse, "xml") != 0) {
        say(reader, place, "parse is \"xml\" or \"text\", not \"%s\"", request->parse);
        return true;
    }
    if (!request->href || !*request->href || (request->xpointer && !id)) {
        say(reader, place, "only files are included, whole or by an element's id: not %s",
            request->xpointer ? request->xpointer : "the document itself");
        return true;
    }
    const char *path = location_of(arena, reader->report, reader->path, request->href);
    if (!path) return false;
    const struct xml_source *source = reader->source;
    if (source->included) source->included(source->included_context, path);
    bool open = is_open(reader, path);
    if (open || depth_of(reader) >= DEEPEST_INCLUDE) {
        say(reader, place,
            open ? "%s is included from within itself" : "%s is included too deep: by 40 others",
            path);
        return true;
    }
    return as_text ? include_text(reader, path, request->encoding, place)
                   : include_xml(reader, path, id, place);
}

/* ---- the events of the file that includes ---- */

/* An open xi:include. */
struct inclusion {
    size_t depth; /* of its element */
    enum { DONE, WANTS_FALLBACK, IN_FALLBACK } state;
    struct xml_place place;
    char *href;
};

static void open_include(struct xml_reader *reader, const struct xml_tag *tag) {
    struct request request = request_of(tag->attributes, tag->attribute_count);
    struct arena *arena = arena_new();
    struct xml_place place = xml_tag_place(reader);
    reader->inclusions = memory_grow(reader->inclusions, &reader->inclusion_capacity,
                                     reader->inclusion_count + 1, sizeof *reader->inclusions);
    struct inclusion *inclusion = &reader->inclusions[reader->inclusion_count++];
    *inclusion = (struct inclusion){.depth = reader->depth, .place = place};
    bool had = include(reader, &request, place, arena);
    inclusion->state = had ? DONE : WANTS_FALLBACK;
    inclusion->href = request.href;
    request.href = NULL;
    free_request(&request);
    arena_free(arena);
}

bool xinclude_takes_start(struct xml_reader *reader, const struct xml_tag *tag) {
    struct inclusion *inclusion =
        reader->inclusion_count ? &reader->inclusions[reader->inclusion_count - 1] : NULL;
    bool ours = !strcmp(tag->name.uri, xinclude_namespace);
    reader->depth++;
    if (inclusion && inclusion->state != IN_FALLBACK) {
        if (ours && inclusion->state == WANTS_FALLBACK && reader->depth == inclusion->depth + 1 &&
            !strcmp(tag->name.local, "fallback"))
            inclusion->state = IN_FALLBACK;
        return true;
    }
    if (!ours || strcmp(tag->name.local, "include") != 0) return false;
    open_include(reader, tag);
    return true;
}

bool xinclude_takes_end(struct xml_reader *reader) {
    size_t depth = reader->depth--;
    if (!reader->inclusion_count) return false;
    struct inclusion *inclusion = &reader->inclusions[reader->inclusion_count - 1];
    if (inclusion->state == IN_FALLBACK && depth != inclusion->depth + 1) return false;
    if (depth == inclusion->depth + 1 && inclusion->state == IN_FALLBACK) inclusion->state = DONE;
    if (depth != inclusion->depth) return true;
    if (inclusion->state == WANTS_FALLBACK)
        say(reader, inclusion->place,
            "%s cannot be had, and the xi:include has no fallback (XInclude 4.4)", inclusion->href);
    free(inclusion->href);
    reader->inclusion_count--;
    return true;
}

bool xinclude_takes_content(const struct xml_reader *reader) {
    return reader->inclusion_count &&
           reader->inclusions[reader->inclusion_count - 1].state != IN_FALLBACK;
}

void xinclude_free(struct xml_reader *reader) {
    while (reader->inclusion_count)
        free(reader->inclusions[--reader->inclusion_count].href);
    free(reader->inclusions);
}
