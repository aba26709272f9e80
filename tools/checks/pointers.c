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

static void keep(struct checks_run *run, const struct xml_attribute *attribute,
                 const struct xml_locator *locator, const char *value) {
    run->pointers = memory_grow(run->pointers, &run->pointer_capacity, run->pointer_count + 1,
                                sizeof *run->pointers);
    run->pointers[run->pointer_count++] =
        (struct pointer){place_to_keep(locator->attribute(locator->reader, attribute->name.prefix,
                                                          attribute->name.local)),
                         memory_copy(attribute->name.local, strlen(attribute->name.local)),
                         memory_copy(value, strlen(value))};
}

/* What is met already needs no place; the rest is looked at when all ids are known. */
static void take_reference(struct checks_run *run, const char *element,
                           const struct xml_attribute *attribute, const struct xml_locator *locator,
                           const char *reference) {
    if (uri_has_scheme(reference) || !strncmp(reference, "//", 2) || strpbrk(reference, "(?"))
        return;
    if (*reference == '#' &&
        (!reference[1] || xmlHashLookup(run->ids, (const xmlChar *)reference + 1) ||
         is_of_series(element, reference + 1)))
        return;
    keep(run, attribute, locator, reference);
}

void pointers_take(struct checks_run *run, const char *element,
                   const struct xml_attribute *attribute, const struct xml_locator *locator) {
    char *value = memory_copy(attribute->value, attribute->length), *rest = NULL;
    for (char *reference = strtok_r(value, " \t\n\r", &rest); reference;
         reference = strtok_r(NULL, " \t\n\r", &rest))
        take_reference(run, element, attribute, locator, reference);
    free(value);
}

/* ---- at the end ---- */

/* The id that is most like a word. */
struct nearest {
    const char *word, *id;
    size_t distance;
};

static void compare_id(void *line, void *data, const xmlChar *id) {
    struct nearest *nearest = data;
    (void)line;
    size_t distance = spelling_distance(nearest->word, (const char *)id, nearest->distance);
    /* The order of a hash is no order: of two that are as near, the first by name. */
    bool nearer = distance < nearest->distance || (distance == nearest->distance && nearest->id &&
                                                   strcmp((const char *)id, nearest->id) < 0);
    if (nearer) nearest->id = (const char *)id, nearest->distance = distance;
}

static void say_no_id(struct checks_run *run, const struct pointer *pointer) {
    struct buffer hint = {0};
    const char *id = pointer->value + 1;
    struct nearest nearest = {.word = id, .distance = spelling_tolerance(id) + 1};
    xmlHashScan(run->ids, compare_id, &nearest);
    if (nearest.id) buffer_print(&hint, "did you mean \"#%s\"?", nearest.id);
    checks_say(run, "check/pointer-to-nothing", pointer->place, nearest.id ? hint.bytes : NULL,
               "%s=\"%s\" points to nothing: no element here has the xml:id \"%s\"",
               pointer->attribute, pointer->value, id);
    buffer_free(&hint);
}

/* The reference is relative to the document, which standard input is not anywhere. */
static void check_other_file(struct checks_run *run, const struct pointer *pointer) {
    struct buffer path = {0};
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
    case NO_FILE:
        checks_say(run, "check/pointer-to-nothing", pointer->place, NULL,
                   "%s=\"%s\" points to nothing: there is no file %s", pointer->attribute,
                   pointer->value, path.bytes);
        break;
    case NO_ID:
        checks_say(run, "check/pointer-to-nothing", pointer->place, NULL,
                   "%s=\"%s\" points to nothing: no element of that file has the xml:id \"%s\"",
                   pointer->attribute, pointer->value, id);
    }
    buffer_free(&path);
    free(reference);
}

void pointers_end(struct checks_run *run) {
    for (size_t i = 0; i < run->pointer_count; i++) {
        struct pointer *pointer = &run->pointers[i];
        if (*pointer->value != '#')
            check_other_file(run, pointer);
        else if (!xmlHashLookup(run->ids, (const xmlChar *)pointer->value + 1))
            say_no_id(run, pointer);
        free((char *)pointer->place.file);
        free(pointer->attribute);
        free(pointer->value);
    }
}
