/* Profiles: YAML that says how a source writes things, read by libcyaml, and completed from its
   base.  A user's own profile needs no C, so what is wrong with it is said with file, line and
   column. */
#include "encode/profile.h"
#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "text/language.h"
#include "text/yaml.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- the form of a profile ---- */

static const cyaml_schema_value_t string_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};

static const cyaml_strval_t bracket_elements[] = {
    {"supplied", BRACKET_SUPPLIED}, {"gap", BRACKET_GAP},       {"stage", BRACKET_STAGE},
    {"note", BRACKET_NOTE},         {"figure", BRACKET_FIGURE}, {"correction", BRACKET_CORRECTION}};

static const cyaml_schema_field_t bracket_fields[] = {
    CYAML_FIELD_STRING_PTR("words", CYAML_FLAG_POINTER, struct bracket_rule, words, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("element", CYAML_FLAG_STRICT, struct bracket_rule, element, bracket_elements,
                     CYAML_ARRAY_LEN(bracket_elements)),
    CYAML_FIELD_STRING_PTR("reason", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bracket_rule,
                           reason, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t bracket_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bracket_rule, bracket_fields)};

static const cyaml_schema_field_t marker_fields[] = {
    CYAML_FIELD_STRING_PTR("words", CYAML_FLAG_POINTER, struct marker_rule, words, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_UINT("weight", CYAML_FLAG_DEFAULT, struct marker_rule, weight), CYAML_FIELD_END};
static const cyaml_schema_value_t marker_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct marker_rule, marker_fields)};

static const cyaml_schema_field_t genre_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct genre, name, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("heading", CYAML_FLAG_POINTER, struct genre, heading, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t genre_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct genre, genre_fields)};

static const cyaml_strval_t line_kinds[] = {{"title", LINE_TITLE},     {"subtitle", LINE_SUBTITLE},
                                            {"author", LINE_AUTHOR},   {"heading", LINE_HEADING},
                                            {"stage", LINE_STAGE},     {"remark", LINE_REMARK},
                                            {"speaker", LINE_SPEAKER}, {"cast", LINE_CAST},
                                            {"verse", LINE_VERSE},     {"comment", LINE_COMMENT}};

static const cyaml_schema_field_t mark_fields[] = {
    CYAML_FIELD_STRING_PTR("mark", CYAML_FLAG_POINTER, struct line_mark, mark, 1, CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("is", CYAML_FLAG_STRICT, struct line_mark, is, line_kinds,
                     CYAML_ARRAY_LEN(line_kinds)),
    CYAML_FIELD_END};
static const cyaml_schema_value_t mark_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct line_mark, mark_fields)};

/* Each key may be missing, as the base may have it; check_keys() sees to those that are then. */
#define TEXT_FIELD(key)                                                                            \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct encode_profile,  \
                           key, 1, CYAML_UNLIMITED)
#define LIST_FIELD(key, entry)                                                                     \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct encode_profile,    \
                         key, &(entry), 0, CYAML_UNLIMITED)
#define WORDS_FIELD(key, least, most)                                                              \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct encode_profile,    \
                         key, &string_entry, least, most),
#define PATTERN_FIELD(key)                                                                         \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct encode_profile,  \
                           key##_words, 1, CYAML_UNLIMITED),
static const cyaml_schema_field_t profile_fields[] = {
    TEXT_FIELD(name),
    TEXT_FIELD(base),
    TEXT_FIELD(description),
    TEXT_FIELD(language),
    PROFILE_LISTS(WORDS_FIELD) LIST_FIELD(brackets, bracket_entry),
    LIST_FIELD(markers, marker_entry),
    LIST_FIELD(genres, genre_entry),
    LIST_FIELD(marks, mark_entry),
    TEXT_FIELD(speech),
    TEXT_FIELD(verse_mark),
    PROFILE_PATTERNS(PATTERN_FIELD) PLAY_PATTERNS(PATTERN_FIELD) CYAML_FIELD_END};
static const cyaml_schema_value_t profile_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct encode_profile, profile_fields)};

/* The folder of the built-in profiles. */
#define BUILT_IN "tools/encode/profiles/"

/* Whether the name means a built-in profile, and no file. */
static bool is_name_of_built_in(const char *name) {
    return !strpbrk(name, "/.");
}

/* The built-in profile of that name, whatever files there are; NULL where there is none. */
static const struct builtin *built_in(const char *name) {
    struct buffer path = {0};
    buffer_print(&path, BUILT_IN "%s.yaml", name);
    const struct builtin *file = builtin_find(path.bytes);
    buffer_free(&path);
    return file;
}

/* The bytes of the user's file of that name, or of the built-in profile. */
static bool read_source(const char *name, struct yaml_source *source, struct buffer *bytes) {
    source->file = name;
    if (is_name_of_built_in(name)) {
        const struct builtin *file = built_in(name);
        if (!file) {
            report_say(source->report, SEVERITY_ERROR, "profile/unknown", NULL, 0, 0,
                       "there is no built-in profile \"%s\"; `teikit show profile` lists them",
                       name);
            return false;
        }
        buffer_append(bytes, file->bytes, (size_t)(file->end - file->bytes));
        return true;
    }
    bool good = file_read(name, bytes);
    if (!good)
        report_say(source->report, SEVERITY_ERROR, "file/cannot-read", name, 0, 0,
                   "cannot be read: %s", strerror(errno));
    return good;
}

/* ---- the base ---- */

/* NAME-LANGUAGE, the profile that says how texts of the language write what NAME says for another
   one: "diplomatic-de" for "de-CH".  The caller frees it; NULL where the name means a file, or
   there is no language. */
static char *name_in_language(const char *name, const char *language) {
    struct buffer better = {0};
    if (!language || !is_name_of_built_in(name)) return NULL;
    buffer_print(&better, "%s-", name);
    for (size_t i = 0; isalpha((unsigned char)language[i]); i++)
        buffer_byte(&better, (char)tolower((unsigned char)language[i]));
    return better.bytes;
}

static char **value_of(struct encode_profile *profile, const cyaml_schema_field_t *field) {
    return (char **)(void *)((char *)profile + field->data_offset);
}

/* Whether each profile has it for itself. */
static bool is_of_its_own(const char *key) {
    return !strcmp(key, "name") || !strcmp(key, "base") || !strcmp(key, "description");
}

/* Moves from the base what the profile does not say. */
static void take_over(struct encode_profile *profile, struct encode_profile *base) {
    for (const cyaml_schema_field_t *field = profile_fields; field->key; field++) {
        char **own = value_of(profile, field), **other = value_of(base, field);
        if (*own || is_of_its_own(field->key)) continue;
        *own = *other;
        *other = NULL;
        if (field->value.type != CYAML_SEQUENCE) continue;
        void *count = (char *)profile + field->count_offset;
        void *other_count = (char *)base + field->count_offset;
        memcpy(count, other_count, field->count_size);
        memset(other_count, 0, field->count_size);
    }
}

/* ---- what is checked ---- */

/* Whether the key is one that only line marks need. */
static bool is_of_play(const char *key) {
#define X(key) #key,
    static const char *const keys[] = {"speech", "verse_mark", PLAY_PATTERNS(X)};
#undef X
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i], key)) return true;
    return false;
}

/* Whether the words are one of `known`, which a NULL ends. */
static bool check_choice(const struct yaml_source *source, const char *key, const char *words,
                         const char *const *known) {
    struct buffer all = {0};
    for (; *known; known++) {
        if (!strcmp(*known, words)) break;
        buffer_print(&all, "%s%s", all.length ? ", " : "", *known);
    }
    if (!*known)
        yaml_source_say(source, key, SEVERITY_ERROR, "profile/invalid", "\"%s\" is none of %s",
                        words, all.bytes);
    buffer_free(&all);
    return *known;
}

/* Whether the way back can know the marks: of each kind there is one. */
static bool check_marks(const struct encode_profile *profile, const struct yaml_source *source) {
    if (!profile->marks_count) return true;
    bool good = check_choice(source, "speech", profile->speech,
                             (const char *const[]){"prose", "verse", NULL});
    good &= check_choice(source, "verse_mark", profile->verse_mark,
                         (const char *const[]){"switch", "line", "either", NULL});
    for (unsigned i = 0; i < profile->marks_count; i++)
        for (unsigned j = 0; j < i; j++) {
            if (profile->marks[i].is != profile->marks[j].is) continue;
            yaml_source_say(source, "marks", SEVERITY_ERROR, "profile/invalid",
                            "\"%s\" and \"%s\" mean the same: of each kind there is one mark",
                            profile->marks[j].mark, profile->marks[i].mark);
            good = false;
        }
    return good;
}

/* Whether a profile may lack the key: a list may be empty, if it need not have entries. */
static bool may_lack(const struct encode_profile *profile, const cyaml_schema_field_t *field) {
    return is_of_its_own(field->key) || (!profile->marks_count && is_of_play(field->key)) ||
           (field->value.type == CYAML_SEQUENCE && !field->value.sequence.min);
}

/* Whether every key has a value that needs one. */
static bool check_keys(struct encode_profile *profile, const struct yaml_source *source) {
    enum { MOST_NAMED = 3 };
    struct buffer named = {0};
    size_t missing = 0;
    for (const cyaml_schema_field_t *field = profile_fields; field->key; field++) {
        if (*value_of(profile, field) || may_lack(profile, field)) continue;
        if (missing < MOST_NAMED) buffer_print(&named, "%s%s", missing ? ", " : "", field->key);
        missing++;
    }
    if (missing > MOST_NAMED) buffer_print(&named, " and %zu more", missing - MOST_NAMED);
    if (missing)
        report_say(source->report, SEVERITY_ERROR, "profile/incomplete", source->file, 1, 1,
                   "lacks keys that \"base: %s\" would take from there: %s",
                   profile->marks_count ? "ezdrama" : "diplomatic", named.bytes);
    buffer_free(&named);
    if (!profile->name)
        report_say(source->report, SEVERITY_ERROR, "profile/incomplete", source->file, 1, 1,
                   "lacks a \"name\", by which encodings tell the profile");
    return !missing && profile->name;
}

static bool check_language(const struct encode_profile *profile, const struct yaml_source *source) {
    if (!profile->language || is_language_tag(profile->language)) return true;
    yaml_source_say(source, "language", SEVERITY_ERROR, "profile/invalid",
                    "\"%s\" is no language tag of BCP 47, such as en or fr-CA", profile->language);
    return false;
}

/* ---- loading ---- */

static struct encode_profile *load(const char *name, const char *language,
                                   struct yaml_source *source);

static bool check_base(const struct yaml_source *source, const char *base) {
    if (is_name_of_built_in(base) && built_in(base)) return true;
    yaml_source_say(source, "base", SEVERITY_ERROR, "profile/unknown",
                    "there is no built-in profile \"%s\", and a base is one; `teikit show profile` "
                    "lists them",
                    base);
    return false;
}

/* Completes the profile of that name from its base in that language; false, with a finding, where
   there is none. */
static bool complete(struct encode_profile *profile, const char *name, const char *language,
                     const struct yaml_source *source) {
    struct yaml_source base_source = {.code = source->code, .report = source->report};
    if (!check_base(source, profile->base)) return false;
    char *better = name_in_language(profile->base, language);
    bool other = better && built_in(better) && strcmp(better, name) != 0;
    struct encode_profile *base = load(other ? better : profile->base, language, &base_source);
    free(better);
    if (!base) return false;
    take_over(profile, base);
    yaml_source_free(&profile_schema, base);
    free((char *)(uintptr_t)base_source.bytes);
    return true;
}

/* The profile as it stands in its file, completed from its base in that language, or in its own. */
static struct encode_profile *load(const char *name, const char *language,
                                   struct yaml_source *source) {
    struct buffer bytes = {0};
    if (!read_source(name, source, &bytes)) return NULL;
    buffer_text(&bytes, ""); /* so that there are bytes, if none */
    source->bytes = bytes.bytes;
    source->length = bytes.length;
    struct encode_profile *profile = yaml_source_load(source, &profile_schema);
    if (profile && profile->base &&
        !complete(profile, name, language ? language : profile->language, source)) {
        yaml_source_free(&profile_schema, profile);
        profile = NULL;
    }
    if (!profile) buffer_free(&bytes);
    return profile;
}

/* The user's file NAME.yaml in the working folder, or NULL; the caller frees it. */
static char *own_file(const char *name) {
    struct buffer path = {0};
    buffer_print(&path, "%s.yaml", name);
    if (is_name_of_built_in(name) && !access(path.bytes, F_OK)) return path.bytes;
    buffer_free(&path);
    return NULL;
}

/* What the name means for texts in the language: a file of the user's goes before a built-in
   profile, and among either that for the language goes before the one named.  The caller frees it.
 */
static char *choose(const char *name, const char *language) {
    char *better = name_in_language(name, language), *chosen = better ? own_file(better) : NULL;
    if (!chosen) chosen = own_file(name);
    if (!chosen) {
        const char *known = better && built_in(better) ? better : name;
        chosen = memory_copy(known, strlen(known));
    }
    free(better);
    return chosen;
}

struct encode_profile *encode_profile_load(const char *name, const char *language,
                                           struct report *report) {
    struct yaml_source source = {.code = "profile/invalid", .report = report};
    char *chosen = choose(name, language);
    struct encode_profile *profile = load(chosen, language, &source);
    if (!profile) {
        free(chosen);
        return NULL;
    }
    profile->chosen = chosen;
    profile->source = memory_allocate(1, sizeof *profile->source);
    *profile->source = source;
    bool good = check_keys(profile, &source) && check_language(profile, &source) &&
                check_marks(profile, &source) && profile_compile(profile);
    if (good) {
        profile->title_words = profile_title_words(profile);
        return profile;
    }
    encode_profile_free(profile);
    return NULL;
}

void encode_profile_free(struct encode_profile *profile) {
    if (!profile) return;
    for (size_t i = 0; i < profile->compiled_count; i++)
        regex_free(profile->compiled[i].pattern);
    free(profile->compiled);
    sieve_free(profile->sieve);
    free(profile->title_words);
    free(profile->reference_patterns);
    free(profile->source_patterns);
    if (profile->source) free((char *)(uintptr_t)profile->source->bytes);
    free(profile->source);
    free(profile->chosen);
    yaml_source_free(&profile_schema, profile);
}

bool encode_profile_is_built_in(const struct encode_profile *profile) {
    return is_name_of_built_in(profile->source->file);
}

const char *encode_profile_language(const struct encode_profile *profile) {
    return profile->language;
}

bool encode_profile_has_genre(const struct encode_profile *profile, const char *genre) {
    for (unsigned i = 0; i < profile->genres_count; i++)
        if (!strcmp(profile->genres[i].name, genre)) return true;
    return false;
}
