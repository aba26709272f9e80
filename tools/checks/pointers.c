/* Pointers: TEI's attributes of the datatype teidata.pointer (TEI P5, appendix on datatypes), each
   a list of URI references, whose targets have to be there, in this file or another. */
#include "checks/internal.h"

#include "base/memory.h"
#include "text/spelling.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>

/* Sorted.  Names that are pointers on some elements and other things on others are left out. */
static const char *const pointer_attributes[] = {
    "active",      "ana",    "calendar", "change",    "copyOf",  "corresp", "datingMethod",
    "datingPoint", "decls",  "domains",  "edRef",     "exclude", "facs",    "feats",
    "hand",        "inst",   "mutual",   "next",      "nymRef",  "passive", "period",
    "perf",        "prev",   "ref",      "rendition", "resp",    "sameAs",  "scribeRef",
    "scriptRef",   "select", "since",    "source",    "spanTo",  "synch",   "target",
    "targetEnd",   "toWhom", "url",      "who",       "wit"};
enum { POINTER_ATTRIBUTES = sizeof pointer_attributes / sizeof *pointer_attributes };

static int compare_names(const void *name, const void *entry) {
    return strcmp(name, *(const char *const *)entry);
}

bool is_pointer(const char *attribute) {
    return bsearch(attribute, pointer_attributes, POINTER_ATTRIBUTES, sizeof *pointer_attributes,
                   compare_names);
}

/* A reference to a document of a numbered series, such as #d212 or #d212fn4, which other files
   have: what the encoding guidelines give "Document 212". */
static bool is_of_series(const char *element, const char *id) {
    if (strcmp(element, "ref") || *id != 'd') return false;
    size_t digits = strspn(id + 1, "0123456789");
    const char *rest = id + 1 + digits;
    return digits && (!*rest || !strncmp(rest, "fn", 2));
}

/* A name alone: that of a file beside this one, unless it is meant for an id. */
static bool is_bare(const char *reference) {
    return !strpbrk(reference, "#./:?(");
}

/* Whether it leads to a place that is looked at: not into the web, nor by a scheme of XPointer or a
   query. */
static bool is_followed(const struct checks_run *run, const char *element, const char *reference) {
    if (run->checks & CHECK_POINTERS && is_bare(reference)) return true;
    if (!(run->checks & (*reference == '#' ? CHECK_POINTERS : CHECK_OTHER_FILES))) return false;
    return !uri_has_scheme(reference) && strncmp(reference, "//", 2) != 0 &&
           !strpbrk(reference, "(?") &&
           (*reference != '#' || !is_of_series(element, reference + 1));
}

/* Whether two places are in one file, so that a relative reference means the same in both. */
static bool is_same_file(const char *first, const char *second) {
    return first && second ? !strcmp(first, second) : first == second;
}

/* It is looked at when all ids are known; of those with one target the first, the rest counted. */
static void keep(struct checks_run *run, const struct xml_attribute *attribute,
                 struct xml_reader *reader, const char *value, size_t length) {
    const struct xml_name *name = &attribute->name;
    const struct word *known = words_find(&run->targets, value, length);
    struct pointer *before = known ? &run->pointers[known->number] : NULL;
    struct xml_place place = {0};
    if (!before || *value != '#') place = xml_attribute_place(reader, name);
    if (before && (*value == '#' || is_same_file(before->place.file, place.file))) {
        before->count++;
        return;
    }
    const char *target = known ? arena_copy(run->targets.arena, value, length)
                               : words_add(&run->targets, value, length, run->pointer_count)->text;
    run->pointers = memory_grow(run->pointers, &run->pointer_capacity, run->pointer_count + 1,
                                sizeof *run->pointers);
    run->pointers[run->pointer_count++] = (struct pointer){
        place_to_keep(place), arena_copy(run->targets.arena, name->local, strlen(name->local)),
        target, 1};
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Most lead to what was met already. */
static bool is_met(const struct checks_run *run, const char *reference, size_t length) {
    if (!length) return true;
    return *reference == '#' && (length == 1 || words_find(&run->ids, reference + 1, length - 1));
}

void pointers_take(struct checks_run *run, const char *element,
                   const struct xml_attribute *attribute, struct xml_reader *reader) {
    const char *end = attribute->value + attribute->length;
    for (const char *reference = attribute->value, *behind; reference < end;
         reference = behind + 1) {
        for (behind = reference; behind < end && !is_space(*behind);)
            behind++;
        size_t length = (size_t)(behind - reference);
        if (is_met(run, reference, length)) continue;
        char *copy = memory_copy(reference, length);
        if (is_followed(run, element, copy)) keep(run, attribute, reader, copy, length);
        free(copy);
    }
}

/* ---- at the end ---- */

/* The id that is most like a word. */
struct nearest {
    const char *word, *id;
    size_t distance;
};

static void compare_id(struct nearest *nearest, const char *id) {
    size_t distance = spelling_distance(nearest->word, id, nearest->distance);
    /* The order of a table is no order: of two that are as near, the first by name. */
    bool nearer = distance < nearest->distance ||
                  (distance == nearest->distance && nearest->id && strcmp(id, nearest->id) < 0);
    if (nearer) nearest->id = id, nearest->distance = distance;
}

/* So many comparisons are made for hints in one document, lest bad ones take long. */
enum { MOST_COMPARED = 1 << 20 };

static const char *nearest_id(struct checks_run *run, const char *word) {
    struct nearest nearest = {.word = word, .distance = spelling_tolerance(word) + 1};
    run->compared += run->ids.count;
    for (size_t i = 0; i < run->ids.capacity && run->compared <= MOST_COMPARED; i++)
        if (run->ids.slots[i].text) compare_id(&nearest, run->ids.slots[i].text);
    return nearest.id;
}

/* Adds the finding about all pointers of this value.  How many there are is no part of the message,
   by which findings are known again. */
static void say(struct checks_run *run, const struct pointer *pointer, const char *nearest,
                const char *reason, const char *what) {
    struct buffer hint = {0};
    if (nearest) buffer_print(&hint, "did you mean \"#%s\"?", nearest);
    if (pointer->count > 1)
        buffer_print(&hint, "%s%zu pointers lead there", nearest ? " " : "", pointer->count);
    checks_say(run, "check/pointer-to-nothing", pointer->place, hint.length ? hint.bytes : NULL,
               "%s=\"%s\" points to nothing: %s%s", pointer->attribute, pointer->value, reason,
               what);
    buffer_free(&hint);
}

static void say_no_id(struct checks_run *run, const struct pointer *pointer) {
    struct buffer what = {0};
    const char *id = pointer->value + 1;
    buffer_print(&what, "\"%s\"", id);
    say(run, pointer, nearest_id(run, id), "no element here has the xml:id ", what.bytes);
    buffer_free(&what);
}

static bool has_id(const struct checks_run *run, const char *id) {
    return words_find(&run->ids, id, strlen(id));
}

static void say_bare_id(struct checks_run *run, const struct pointer *pointer) {
    say(run, pointer, pointer->value,
        "without \"#\" it is not the element here that has this xml:id", "");
}

/* The reference is relative to the document, which standard input is not anywhere. */
static void check_other_file(struct checks_run *run, const struct pointer *pointer) {
    struct buffer path = {0}, what = {0};
    char *reference = memory_copy(pointer->value, strlen(pointer->value));
    char *id = strchr(reference, '#');
    if (id) *id++ = '\0';
    const char *base = pointer->place.file ? pointer->place.file : run->path;
    const char *slash = strrchr(base, '/');
    if (slash && *reference != '/') buffer_append(&path, base, (size_t)(slash + 1 - base));
    uri_decode(reference);
    buffer_text(&path, reference);
    switch (files_find(run->files, path.bytes, id && *id ? id : NULL)) {
    case FOUND: break;
    case NO_FILE: say(run, pointer, NULL, "there is no file ", path.bytes); break;
    case NO_ID:
        buffer_print(&what, "\"%s\"", id);
        say(run, pointer, NULL, "no element of that file has the xml:id ", what.bytes);
    }
    buffer_free(&what);
    buffer_free(&path);
    free(reference);
}

static void look_at(struct checks_run *run, const struct pointer *pointer) {
    bool is_here = *pointer->value == '#';
    if (is_here && run->whole && !is_met(run, pointer->value, strlen(pointer->value)))
        say_no_id(run, pointer);
    else if (!is_here && run->checks & CHECK_POINTERS && has_id(run, pointer->value))
        say_bare_id(run, pointer);
    else if (!is_here && run->checks & CHECK_OTHER_FILES)
        check_other_file(run, pointer);
}

void pointers_end(struct checks_run *run) {
    for (size_t i = 0; i < run->pointer_count; i++) {
        look_at(run, &run->pointers[i]);
        free((char *)run->pointers[i].place.file);
    }
}
