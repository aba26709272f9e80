/* The run of the checks over one document: hands each event to the checks that look at it. */
#include "checks/internal.h"

#include "base/memory.h"
#include "text/language.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    unsigned check;
} names[] = {{"ids", CHECK_IDS},
             {"pointers", CHECK_POINTERS | CHECK_OTHER_FILES},
             {"language", CHECK_LANGUAGE},
             {"characters", CHECK_CHARACTERS},
             {"white-space", CHECK_WHITE_SPACE},
             {"usual", CHECKS_USUAL}};

unsigned check_named(const char *name) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i].name, name)) return names[i].check;
    return 0;
}

const char *check_names(void) {
    return "ids, pointers, language, characters, white-space, usual";
}

void checks_say(struct checks_run *run, const char *code, struct xml_place place, const char *hint,
                const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    report_add(run->report, &(struct finding){.severity = SEVERITY_WARNING,
                                              .code = code,
                                              .file = place.file ? place.file : run->name,
                                              .line = place.line,
                                              .column = place.column,
                                              .message = message.bytes,
                                              .hint = hint});
    buffer_free(&message);
}

struct xml_place place_to_keep(struct xml_place place) {
    if (place.file) place.file = memory_copy(place.file, strlen(place.file));
    return place;
}

/* Each tag is looked at once; a wrong one is told wherever it stands. */
static void take_language(struct checks_run *run, const struct xml_attribute *attribute,
                          struct xml_reader *reader) {
    if (!attribute->length) return; /* XML 1.0 §2.12: the language is not known */
    char *tag = memory_copy(attribute->value, attribute->length);
    uintptr_t verdict = (uintptr_t)xmlHashLookup(run->languages, (const xmlChar *)tag);
    if (!verdict) {
        verdict = is_language_tag(tag) ? 2 : 1;
        xmlHashAddEntry(run->languages, (const xmlChar *)tag, (void *)verdict);
    }
    if (verdict == 1)
        checks_say(run, "check/language", xml_attribute_place(reader, &attribute->name),
                   "such as en, de-AT or zh-Hant", "\"%s\" is no language tag of BCP 47", tag);
    free(tag);
}

/* ---- events ---- */

static bool is_tei(struct checks_run *run, const char *uri) {
    if (uri != run->uri) {
        run->uri = uri;
        run->is_tei = !strcmp(uri, "http://www.tei-c.org/ns/1.0");
    }
    return run->is_tei;
}

static enum role role_by_name(const char *uri, const char *local) {
    if (!*uri) return is_pointer(local) ? POINTER : PLAIN;
    if (strcmp(uri, "http://www.w3.org/XML/1998/namespace") != 0) return PLAIN;
    return !strcmp(local, "id") ? ID : !strcmp(local, "lang") ? LANGUAGE : PLAIN;
}

static enum role role_of(struct checks_run *run, const struct xml_name *name) {
    size_t address = (size_t)(uintptr_t)name->local;
    struct named_role *known = &run->roles[(address ^ address >> 6) % ROLES];
    if (known->local != name->local || known->uri != name->uri)
        *known = (struct named_role){name->uri, name->local, role_by_name(name->uri, name->local)};
    return known->role;
}

static void start_tag(void *context, const struct xml_tag *tag, struct xml_reader *reader) {
    struct checks_run *run = context;
    size_t errors = report_count(run->report, SEVERITY_ERROR);
    bool is_wrong = errors > run->errors;
    run->errors = errors;
    run->last = 0;
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const struct xml_attribute *attribute = &tag->attributes[i];
        switch (role_of(run, &attribute->name)) {
        case PLAIN: break;
        case POINTER:
            if (run->checks & (CHECK_POINTERS | CHECK_OTHER_FILES) && is_tei(run, tag->name.uri))
                pointers_take(run, tag->name.local, attribute, reader);
            break;
        case ID: ids_take(run, attribute, reader); break;
        case LANGUAGE:
            /* Of a tag that is wrong the grammar has most likely said it. */
            if (run->checks & CHECK_LANGUAGE && !is_wrong) take_language(run, attribute, reader);
        }
    }
}

static void text(void *context, const char *text, size_t length, struct xml_reader *reader) {
    struct checks_run *run = context;
    run->errors = report_count(run->report, SEVERITY_ERROR);
    characters_take(run, text, length, reader);
}

static void end(void *context, struct xml_reader *reader) {
    struct checks_run *run = context;
    (void)reader;
    run->whole = true;
}

struct checks_run *checks_begin(unsigned checks, const char *path, const char *name,
                                struct checks_files *files, struct report *report) {
    struct checks_run *run = memory_allocate(1, sizeof *run);
    *run = (struct checks_run){.checks = checks,
                               .path = path,
                               .name = name,
                               .files = files,
                               .report = report,
                               .errors = report_count(report, SEVERITY_ERROR),
                               .languages = xmlHashCreate(0)};
    if (!run->languages) memory_exhausted();
    words_begin(&run->ids);
    words_begin(&run->targets);
    return run;
}

struct xml_observer checks_observer(struct checks_run *run) {
    bool looks_at_text = run->checks & (CHECK_CHARACTERS | CHECK_WHITE_SPACE);
    bool looks_at_tags = run->checks & ~(unsigned)(CHECK_CHARACTERS | CHECK_WHITE_SPACE);
    return (struct xml_observer){.context = run,
                                 .start_tag = looks_at_tags ? start_tag : NULL,
                                 .text = looks_at_text ? text : NULL,
                                 .end = end};
}

void checks_end(struct checks_run *run) {
    pointers_end(run);
    characters_end(run);
    words_end(&run->ids);
    words_end(&run->targets);
    xmlHashFree(run->languages, NULL);
    free(run->pointers);
    free(run);
}
