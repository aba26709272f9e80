/* Reads and checks the metadata file, and says what of it holds for a document; the header takes it
   from there. */
#include "encode/metadata.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/patterns.h"
#include "text/language.h"
#include "text/yaml.h"
#include "xsd/datatype.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the form of the file ---- */

struct form {
    struct metadata all;
    struct metadata *files;
    unsigned files_count;
};

struct encode_metadata {
    struct form *form;
    struct buffer bytes;
    struct yaml_source source; /* to find the line of an entry that is about no file */
    const char **matches;      /* of the form's files, which may be one entry a file */
    struct file_patterns patterns;
};

#define WORDS(key)                                                                                 \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct metadata, key,   \
                           1, CYAML_UNLIMITED)
#define LIST(key, entry)                                                                           \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct metadata, key,     \
                         &(entry), 1, CYAML_UNLIMITED)
static const cyaml_schema_value_t string_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};

static const cyaml_schema_field_t identifier_fields[] = {
    CYAML_FIELD_STRING_PTR("type", CYAML_FLAG_POINTER, struct metadata_identifier, type, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("value", CYAML_FLAG_POINTER, struct metadata_identifier, value, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t identifier_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct metadata_identifier, identifier_fields)};

/* The parts of licence, series and source, each at its place in struct metadata. */
#define NESTED(group, name)                                                                        \
    {                                                                                              \
        .key = #name,                                                                              \
        .value = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, char *, 1,          \
                                     CYAML_UNLIMITED)},                                            \
        .data_offset = offsetof(struct metadata, group.name) - offsetof(struct metadata, group)    \
    }
#define GROUP(group)                                                                               \
    {                                                                                              \
        .key = #group,                                                                             \
        .value = {.type = CYAML_MAPPING,                                                           \
                  .flags = CYAML_FLAG_OPTIONAL,                                                    \
                  .data_size = sizeof((struct metadata *)0)->group,                                \
                  .mapping = {.fields = group##_fields}},                                          \
        .data_offset = offsetof(struct metadata, group)                                            \
    }

static const cyaml_schema_field_t licence_fields[] = {NESTED(licence, name),
                                                      NESTED(licence, target), CYAML_FIELD_END};
static const cyaml_schema_field_t series_fields[] = {
    NESTED(series, title),      NESTED(series, volume),  NESTED(series, issue),
    NESTED(series, identifier), NESTED(series, volumes), CYAML_FIELD_END};
static const cyaml_schema_field_t source_fields[] = {
    NESTED(source, settlement), NESTED(source, institution),
    NESTED(source, repository), NESTED(source, collection),
    NESTED(source, box),        NESTED(source, folder),
    NESTED(source, identifier), CYAML_FIELD_END};

#define DOCUMENT_FIELDS                                                                            \
    WORDS(title), WORDS(publisher), WORDS(place), WORDS(published), WORDS(language), WORDS(date),  \
        LIST(authors, string_entry), LIST(editors, string_entry), LIST(languages, string_entry),   \
        LIST(identifiers, identifier_entry), GROUP(licence), GROUP(series), GROUP(source)

static const cyaml_schema_field_t file_fields[] = {
    CYAML_FIELD_STRING_PTR("match", CYAML_FLAG_POINTER, struct metadata, match, 1, CYAML_UNLIMITED),
    WORDS(document), DOCUMENT_FIELDS, CYAML_FIELD_END};
static const cyaml_schema_value_t file_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct metadata, file_fields)};

/* `all` is the first member of the form, so its fields' places are those of the form. */
static const cyaml_schema_field_t form_fields[] = {
    DOCUMENT_FIELDS,
    CYAML_FIELD_SEQUENCE("files", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form, files,
                         &file_entry, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t form_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct form, form_fields)};

/* ---- every string, by its key ---- */

/* What a string must be beyond words. */
enum rule { RULE_WORDS, RULE_DATE, RULE_LANGUAGE, RULE_POINTER };

static const struct field {
    const char *path;
    size_t offset;
    enum rule rule;
} fields[] = {
#define FIELD(path, member, rule)                                                                  \
    { path, offsetof(struct metadata, member), rule }
    FIELD("title", title, RULE_WORDS),
    FIELD("publisher", publisher, RULE_WORDS),
    FIELD("place", place, RULE_WORDS),
    FIELD("published", published, RULE_DATE),
    FIELD("language", language, RULE_LANGUAGE),
    FIELD("date", date, RULE_DATE),
    FIELD("licence/name", licence.name, RULE_WORDS),
    FIELD("licence/target", licence.target, RULE_POINTER),
    FIELD("series/title", series.title, RULE_WORDS),
    FIELD("series/volume", series.volume, RULE_WORDS),
    FIELD("series/issue", series.issue, RULE_WORDS),
    FIELD("series/identifier", series.identifier, RULE_WORDS),
    FIELD("series/volumes", series.volumes, RULE_POINTER),
    FIELD("source/settlement", source.settlement, RULE_WORDS),
    FIELD("source/institution", source.institution, RULE_WORDS),
    FIELD("source/repository", source.repository, RULE_WORDS),
    FIELD("source/collection", source.collection, RULE_WORDS),
    FIELD("source/box", source.box, RULE_WORDS),
    FIELD("source/folder", source.folder, RULE_WORDS),
    FIELD("source/identifier", source.identifier, RULE_WORDS),
#undef FIELD
};
enum { FIELDS = sizeof fields / sizeof *fields };

static char **field_of(struct metadata *metadata, const struct field *field) {
    return (char **)(void *)((char *)metadata + field->offset);
}

/* ---- checking ---- */

/* What the values are checked by. */
struct checks {
    const struct yaml_source *source;
    struct arena *arena;
    const struct datatype *dates[3], *pointer;
    size_t faults;
};

static const struct datatype *type_named(struct checks *checks, const char *name) {
    enum datatype_error error;
    size_t culprit;
    struct buffer message = {0};
    const struct datatype *type = datatype_new(checks->arena, datatype_xsd_library, name, NULL, 0,
                                               &error, &culprit, &message);
    buffer_free(&message);
    return type;
}

static bool is_date(const struct checks *checks, const char *words) {
    size_t length = strlen(words);
    if (strpbrk(words, " \t\n")) return false;
    for (size_t i = 0; i < 3; i++)
        if (datatype_allows(checks->dates[i], words, length, NULL)) return true;
    return false;
}

/* Whether the words hold no character that XML cannot (XML 1.0, Char), and more than white space.
 */
static bool are_words(const char *words) {
    bool some = false;
    for (const char *c = words; *c; c++) {
        if ((unsigned char)*c < 0x20 && !strchr("\t\n\r", *c)) return false;
        if (!strncmp(c, "\xEF\xBF\xBE", 3) || !strncmp(c, "\xEF\xBF\xBF", 3)) return false;
        some |= !strchr(" \t\n\r", *c);
    }
    return some;
}

__attribute__((format(printf, 4, 5))) static void fault(struct checks *checks, const char *path,
                                                        const char *code, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    checks->faults++;
    yaml_source_say(checks->source, path, SEVERITY_ERROR, code, "%s", message.bytes);
    buffer_free(&message);
}

static void check_words(struct checks *checks, const char *path, const char *words,
                        enum rule rule) {
    if (!are_words(words))
        fault(checks, path, "metadata/bad-words", "is no text that XML can hold");
    else if (rule == RULE_DATE && !is_date(checks, words))
        fault(checks, path, "metadata/bad-date",
              "\"%s\" is no date: say it as 1971-12-07, 1971-12 or 1971", words);
    else if (rule == RULE_LANGUAGE && !is_language_tag(words))
        fault(checks, path, "metadata/bad-language",
              "\"%s\" is no language tag of BCP 47, such as en or fr-CA", words);
    else if (rule == RULE_POINTER &&
             (strpbrk(words, " \t\n\r") ||
              !datatype_allows(checks->pointer, words, strlen(words), NULL)))
        fault(checks, path, "metadata/bad-address", "\"%s\" is no address: it is not a URI", words);
}

static void check_list(struct checks *checks, const char *prefix, const char *key, char **list,
                       unsigned count, enum rule rule) {
    for (unsigned i = 0; i < count; i++)
        check_words(checks, arena_print(checks->arena, "%s%s/%u", prefix, key, i), list[i], rule);
}

/* The parts that TEI has only beside others: `all` is what holds where the entry says nothing. */
static void check_company(struct checks *checks, const char *prefix, const struct metadata *entry,
                          const struct metadata *all) {
    const char *needs_publisher = entry->licence.name || entry->licence.target ? "licence"
                                  : entry->identifiers_count                   ? "identifiers"
                                  : entry->published                           ? "published"
                                  : entry->place                               ? "place"
                                                                               : NULL;
    if (needs_publisher && !entry->publisher && !all->publisher)
        fault(checks, arena_print(checks->arena, "%s%s", prefix, needs_publisher),
              "metadata/incomplete", "\"%s\" needs a publisher as well", needs_publisher);
    if (entry->licence.target && !entry->licence.name && !all->licence.name)
        fault(checks, arena_print(checks->arena, "%slicence", prefix), "metadata/incomplete",
              "licence without a name");
    bool series = entry->series.volume || entry->series.issue || entry->series.identifier;
    if (series && !entry->series.title && !all->series.title)
        fault(checks, arena_print(checks->arena, "%sseries", prefix), "metadata/incomplete",
              "series without a title");
    bool source = false;
    for (size_t i = 0; i < FIELDS; i++)
        source |= !strncmp(fields[i].path, "source/", 7) &&
                  *field_of((struct metadata *)(uintptr_t)entry, &fields[i]);
    if (source && !entry->source.repository && !all->source.repository)
        fault(checks, arena_print(checks->arena, "%ssource", prefix), "metadata/incomplete",
              "source without a repository");
}

static void check_entry(struct checks *checks, const char *prefix, struct metadata *entry,
                        const struct metadata *all) {
    for (size_t i = 0; i < FIELDS; i++) {
        const char *words = *field_of(entry, &fields[i]);
        if (words)
            check_words(checks, arena_print(checks->arena, "%s%s", prefix, fields[i].path), words,
                        fields[i].rule);
    }
    check_list(checks, prefix, "authors", entry->authors, entry->authors_count, RULE_WORDS);
    check_list(checks, prefix, "editors", entry->editors, entry->editors_count, RULE_WORDS);
    check_list(checks, prefix, "languages", entry->languages, entry->languages_count,
               RULE_LANGUAGE);
    for (unsigned i = 0; i < entry->identifiers_count; i++) {
        const char *path = arena_print(checks->arena, "%sidentifiers/%u/", prefix, i);
        const char *type = entry->identifiers[i].type;
        check_words(checks, arena_print(checks->arena, "%svalue", path),
                    entry->identifiers[i].value, RULE_WORDS);
        if (type[strspn(type, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")])
            fault(checks, arena_print(checks->arena, "%stype", path), "metadata/bad-type",
                  "\"%s\" is no type: that is one word of letters and digits", type);
    }
    check_company(checks, prefix, entry, all);
}

/* Whether all values are good; findings say which are not. */
static bool check(struct encode_metadata *metadata) {
    struct checks checks = {.source = &metadata->source, .arena = arena_new()};
    static const char *const dates[] = {"date", "gYearMonth", "gYear"};
    for (size_t i = 0; i < 3; i++)
        checks.dates[i] = type_named(&checks, dates[i]);
    checks.pointer = type_named(&checks, "anyURI");
    struct form *form = metadata->form;
    check_entry(&checks, "", &form->all, &form->all);
    for (unsigned i = 0; i < form->files_count; i++)
        check_entry(&checks, arena_print(checks.arena, "files/%u/", i), &form->files[i],
                    &form->all);
    for (size_t i = 0; i < 3; i++)
        datatype_free(checks.dates[i]);
    datatype_free(checks.pointer);
    arena_free(checks.arena);
    return !checks.faults;
}

/* ---- loading ---- */

static void make_patterns(struct encode_metadata *metadata) {
    const struct form *form = metadata->form;
    metadata->matches = memory_allocate(form->files_count, sizeof *metadata->matches);
    for (unsigned i = 0; i < form->files_count; i++)
        metadata->matches[i] = form->files[i].match;
    file_patterns_make(&metadata->patterns, metadata->matches, form->files_count);
}

struct encode_metadata *encode_metadata_load(const char *path, struct report *report) {
    struct encode_metadata *metadata = memory_allocate(1, sizeof *metadata);
    bool good = file_read(path, &metadata->bytes);
    if (good) {
        metadata->source = (struct yaml_source){
            path,   metadata->bytes.bytes, metadata->bytes.length, "metadata/invalid",
            report, yaml_places_new()};
        metadata->form = yaml_source_load(&metadata->source, &form_schema);
        good = metadata->form && check(metadata);
    } else {
        report_say(report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0, "cannot be read: %s",
                   strerror(errno));
    }
    if (good) {
        make_patterns(metadata);
        return metadata;
    }
    encode_metadata_free(metadata);
    return NULL;
}

void encode_metadata_free(struct encode_metadata *metadata) {
    if (!metadata) return;
    file_patterns_free(&metadata->patterns);
    free(metadata->matches);
    yaml_source_free(&form_schema, metadata->form);
    yaml_places_free(metadata->source.places);
    buffer_free(&metadata->bytes);
    free(metadata);
}

/* ---- what holds for a file ---- */

void encode_metadata_check_files(const struct encode_metadata *metadata, const char *const *names,
                                 size_t count) {
    bool *found = memory_allocate(metadata->patterns.count, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        struct file_patterns_walk walk = file_patterns_find(&metadata->patterns, names[i]);
        for (size_t match; file_patterns_next(&walk, &match);)
            found[match] = true;
    }
    for (size_t i = 0; i < metadata->patterns.count; i++) {
        char path[48];
        if (found[i]) continue;
        snprintf(path, sizeof path, "files/%zu/match", i);
        yaml_source_say(&metadata->source, path, SEVERITY_WARNING, "metadata/no-such-file",
                        "no file that is encoded matches \"%s\"", metadata->matches[i]);
    }
    free(found);
}

#define OVERRIDE_LIST(key)                                                                         \
    if (other->key##_count) all.key = other->key, all.key##_count = other->key##_count

struct metadata metadata_over(struct metadata all, const struct metadata *other) {
    for (size_t i = 0; i < FIELDS; i++) {
        char *value = *field_of((struct metadata *)(uintptr_t)other, &fields[i]);
        if (value) *field_of(&all, &fields[i]) = value;
    }
    OVERRIDE_LIST(authors);
    OVERRIDE_LIST(editors);
    OVERRIDE_LIST(languages);
    OVERRIDE_LIST(identifiers);
    return all;
}

/* `id`: of a document; NULL: what is said of none. */
static struct metadata find(const struct encode_metadata *metadata, struct metadata all,
                            const char *name, const char *id) {
    struct file_patterns_walk walk = file_patterns_find(&metadata->patterns, name);
    for (size_t i; file_patterns_next(&walk, &i);) {
        const struct metadata *entry = &metadata->form->files[i];
        bool same = entry->document ? id && !strcmp(entry->document, id) : !id;
        if (same) all = metadata_over(all, entry);
    }
    return all;
}

struct metadata metadata_of(const struct encode_metadata *metadata, const char *name) {
    return metadata ? find(metadata, metadata->form->all, name, NULL) : (struct metadata){0};
}

struct metadata metadata_of_document(const struct encode_metadata *metadata, const char *name,
                                     const char *id) {
    return metadata && id ? find(metadata, (struct metadata){0}, name, id) : (struct metadata){0};
}

const char *encode_metadata_language(const struct encode_metadata *metadata,
                                     const char *const *names, size_t count) {
    const char *language = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *own = metadata_of(metadata, names[i]).language;
        if (!own || (language && strcmp(own, language) != 0)) return NULL;
        language = own;
    }
    return language;
}
