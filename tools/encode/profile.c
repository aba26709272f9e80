/* Profiles: YAML that says how a source writes things, read by libcyaml, its patterns compiled.
   A user's own profile needs no C, so what is wrong with it is said with file, line and column. */
#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "encode/internal.h"
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
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)};

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
#define LIST_FIELD(key, entry, least, most)                                                        \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct encode_profile,    \
                         key, &(entry), least, most)
#define PATTERN_FIELD(key)                                                                         \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct encode_profile,  \
                           key##_words, 1, CYAML_UNLIMITED),
static const cyaml_schema_field_t profile_fields[] = {
    TEXT_FIELD(name),
    TEXT_FIELD(base),
    TEXT_FIELD(description),
    TEXT_FIELD(language),
    LIST_FIELD(not_speakers, string_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(doubts, string_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(slips, string_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(months, string_entry, 12, 12),
    LIST_FIELD(ordinals, string_entry, 0, 31),
    LIST_FIELD(numbers, string_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(units, string_entry, 7, 7),
    LIST_FIELD(references, string_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(sources, string_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(brackets, bracket_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(markers, marker_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(genres, genre_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(marks, mark_entry, 0, CYAML_UNLIMITED),
    LIST_FIELD(divisions, string_entry, 0, CYAML_UNLIMITED),
    TEXT_FIELD(speech),
    TEXT_FIELD(verse_mark),
    PROFILE_PATTERNS(PATTERN_FIELD) PLAY_PATTERNS(PATTERN_FIELD) CYAML_FIELD_END};
static const cyaml_schema_value_t profile_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct encode_profile, profile_fields)};

/* ---- compiling ---- */

/* Where `words` stand in the YAML; in quotes a ' is written twice, so only what comes before the
   first one is looked for. */
static void find_place(const struct yaml_source *source, const char *words, size_t offset,
                       size_t *line, size_t *column) {
    size_t plain = strcspn(words, "'\n");
    *line = *column = 0;
    for (size_t i = 0, number = 1, start = 0; i + plain <= source->length; i++) {
        if (!memcmp(source->bytes + i, words, plain)) {
            *line = number;
            *column = i - start + 1 + offset;
            return;
        }
        if (source->bytes[i] == '\n') number++, start = i + 1;
    }
}

static bool compile(struct encode_profile *profile, const char *words, struct regex **pattern) {
    const struct yaml_source *source = profile->source;
    struct buffer message = {0};
    size_t offset = 0, line, column;
    *pattern = regex_new(words, &message, &offset);
    if (!*pattern) {
        find_place(source, words, offset, &line, &column);
        report_say(source->report, SEVERITY_ERROR, "profile/bad-pattern", source->file, line,
                   column, "not a regular expression: %s", message.bytes);
    }
    buffer_free(&message);
    if (*pattern) *LIST_ADD(profile->compiled) = (struct compiled){*pattern, words};
    return *pattern;
}

/* The named groups of patterns, and the most groups that are looked at. */
static const struct {
    const char *key, *group;
    size_t pattern, most;
    enum { GROUP_NEEDED, GROUP_PERHAPS_EMPTY, GROUP_OPTIONAL } kind;
} known_groups[] = {
#define NEEDED(key, group, most)                                                                   \
    { #key, #group, offsetof(struct encode_profile, key), most, GROUP_NEEDED }
#define PERHAPS_EMPTY(key, group, most)                                                            \
    { #key, #group, offsetof(struct encode_profile, key), most, GROUP_PERHAPS_EMPTY }
#define OPTIONAL(key, group, most)                                                                 \
    { #key, #group, offsetof(struct encode_profile, key), most, GROUP_OPTIONAL }
    NEEDED(number, number, 8),
    NEEDED(page, number, 8),
    NEEDED(column, number, 8),
    NEEDED(speaker, label, 4),
    NEEDED(speaker_stop, label, 4),
    PERHAPS_EMPTY(person, office, 8),
    NEEDED(person, name, 8),
    OPTIONAL(connective, to, 8),
    NEEDED(correspondence, from, 8),
    NEEDED(correspondence, to, 8),
    NEEDED(particular, label, 16),
    OPTIONAL(particular, from, 16),
    OPTIONAL(particular, to, 16),
    OPTIONAL(particular, date, 16),
    OPTIONAL(particular, participants, 16),
    OPTIONAL(particular, participants_alone, 16),
    NEEDED(participant, name, 16),
    OPTIONAL(participant, office, 16),
    OPTIONAL(rule, number, 8),
    NEEDED(enumerator, label, 8),
    PERHAPS_EMPTY(note, indent, 4),
    NEEDED(note, number, 4),
    NEEDED(numbered_heading, word, 8),
    NEEDED(numbered_heading, number, 8),
    NEEDED(date, month, 16),
    OPTIONAL(date, year, 16),
    OPTIONAL(date, day, 16),
    OPTIONAL(date, first_year, 16),
    OPTIONAL(date, first_month, 16),
    OPTIONAL(date, first_day, 16),
    OPTIONAL(date, last_year, 16),
    OPTIONAL(date, last_month, 16),
    OPTIONAL(date, last_day, 16),
    NEEDED(day_first, month, 16),
    OPTIONAL(day_first, year, 16),
    OPTIONAL(day_first, day, 16),
    OPTIONAL(day_first, first_year, 16),
    OPTIONAL(day_first, first_month, 16),
    OPTIONAL(day_first, first_day, 16),
    OPTIONAL(day_first, last_year, 16),
    OPTIONAL(day_first, last_month, 16),
    OPTIONAL(day_first, last_day, 16),
    NEEDED(salute, words, 8),
    OPTIONAL(salute, number, 8),
    NEEDED(speaker_line, label, 8),
    OPTIONAL(speaker_line, stage, 8),
    OPTIONAL(speaker_line, sign, 8),
    OPTIONAL(speaker_line, words, 8),
    OPTIONAL(article, definite, 8),
    OPTIONAL(together, comma, 8),
    NEEDED(role, role, 8),
    OPTIONAL(role, description, 8),
    NEEDED(page_mark, number, 4),
#undef OPTIONAL
#undef PERHAPS_EMPTY
#undef NEEDED
};

static bool check_groups(const struct encode_profile *profile) {
    bool good = true;
    for (size_t i = 0; i < sizeof known_groups / sizeof *known_groups; i++) {
        const char *place = (const char *)profile + known_groups[i].pattern;
        struct regex *pattern = *(struct regex *const *)(const void *)place;
        if (!pattern) continue;
        size_t group = regex_group(pattern, known_groups[i].group);
        bool optional = known_groups[i].kind == GROUP_OPTIONAL;
        if (group && known_groups[i].kind == GROUP_NEEDED) regex_require(pattern, group);
        if (group ? group < known_groups[i].most : optional) continue;
        yaml_source_say(profile->source, known_groups[i].key, SEVERITY_ERROR, "profile/bad-groups",
                        group ? "the group \"%s\" has too many groups before it: write (?:…) for "
                                "those that need no name"
                              : "lacks the named group (?<%s>…)",
                        known_groups[i].group);
        good = false;
    }
    return good;
}

static bool compile_reference(struct encode_profile *profile, unsigned index) {
    static const char *const groups[] = {"document", "note", "page",    "more", "period",
                                         "volume",   "part", "address", "ibid"};
    struct regex **pattern = &profile->reference_patterns[index];
    if (!compile(profile, profile->references[index], pattern)) return false;
    size_t last = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        size_t group = regex_group(*pattern, groups[i]);
        if (group > last) last = group;
    }
    if (last && last < MOST_REFERENCE_GROUPS) return true;
    yaml_source_say(profile->source, "references", SEVERITY_ERROR, "profile/bad-groups",
                    last ? "too many groups: write (?:…) for those that need no name"
                         : "a reference needs one of the groups document, note, page, volume, "
                           "address and ibid");
    return false;
}

static bool compile_marker(struct encode_profile *profile, struct marker_rule *rule) {
    enum { MOST_GROUPS = 4 };
    if (!compile(profile, rule->words, &rule->pattern)) return false;
    size_t group = regex_group(rule->pattern, "number");
    rule->before = regex_before_group(rule->words, "number");
    if (group && group < MOST_GROUPS && rule->weight <= BEST_MARKER) return true;
    yaml_source_say(profile->source, "markers", SEVERITY_ERROR,
                    rule->weight <= BEST_MARKER ? "profile/bad-groups" : "profile/invalid",
                    rule->weight <= BEST_MARKER
                        ? "each pattern needs the group (?<number>…), as one of its first three"
                        : "a weight is a number from 0 to 9");
    return false;
}

/* What the rule's element needs: a gap a reason, a correction its group. */
static bool check_bracket(const struct encode_profile *profile, const struct bracket_rule *rule) {
    enum { MOST_GROUPS = 8 };
    size_t correction = rule->pattern ? regex_group(rule->pattern, "correction") : 0, line, column;
    bool lacks_reason = rule->element == BRACKET_GAP && !rule->reason;
    bool lacks_group = rule->pattern && rule->element == BRACKET_CORRECTION &&
                       (!correction || correction >= MOST_GROUPS);
    if (!lacks_reason && !lacks_group) return true;
    find_place(profile->source, rule->words, 0, &line, &column);
    report_say(profile->source->report, SEVERITY_ERROR,
               lacks_reason ? "profile/invalid" : "profile/bad-groups", profile->source->file, line,
               column,
               lacks_reason ? "a rule for a gap needs a reason"
                            : "lacks the named group (?<correction>…), among its first seven");
    return false;
}

static bool compile_all(struct encode_profile *profile) {
    bool good = true;
#define X(key) good &= compile(profile, profile->key##_words, &profile->key);
    PROFILE_PATTERNS(X)
#undef X
#define X(key)                                                                                     \
    if (profile->key##_words) good &= compile(profile, profile->key##_words, &profile->key);
    PLAY_PATTERNS(X)
#undef X
    for (unsigned i = 0; i < profile->brackets_count; i++)
        good &= compile(profile, profile->brackets[i].words, &profile->brackets[i].pattern);
    for (unsigned i = 0; i < profile->genres_count; i++)
        good &= compile(profile, profile->genres[i].heading, &profile->genres[i].pattern);
    for (unsigned i = 0; i < profile->markers_count; i++)
        good &= compile_marker(profile, &profile->markers[i]);
    profile->reference_patterns =
        memory_allocate(profile->references_count, sizeof *profile->reference_patterns);
    for (unsigned i = 0; i < profile->references_count; i++)
        good &= compile_reference(profile, i);
    profile->source_patterns =
        memory_allocate(profile->sources_count, sizeof *profile->source_patterns);
    for (unsigned i = 0; i < profile->sources_count; i++)
        good &= compile(profile, profile->sources[i], &profile->source_patterns[i]);
    for (unsigned i = 0; i < profile->brackets_count; i++)
        good &= check_bracket(profile, &profile->brackets[i]);
    return good;
}

static struct sieve *make_sieve(const struct encode_profile *profile) {
    struct sieve *sieve = sieve_new();
    sieve_add_pattern(sieve, profile->date, true); /* see date_find() */
    sieve_add_pattern(sieve, profile->day_first, true);
    sieve_add_words(sieve, profile->doubts, profile->doubts_count);
    sieve_add_words(sieve, profile->slips, profile->slips_count);
    for (unsigned i = 0; i < profile->references_count && i < SIEVED_REFERENCES; i++)
        sieve_add_pattern(sieve, profile->reference_patterns[i], false);
    return sieve;
}

/* The folder of the built-in profiles. */
#define BUILT_IN "tools/encode/profiles/"

/* Whether the name means a built-in profile, and no file. */
static bool is_name_of_built_in(const char *name) {
    return !strpbrk(name, "/.");
}

/* The bytes of the user's file of that name, or of the built-in profile. */
static bool read_source(const char *name, struct yaml_source *source, struct buffer *bytes) {
    source->file = name;
    if (is_name_of_built_in(name)) {
        struct buffer path = {0};
        buffer_print(&path, BUILT_IN "%s.yaml", name);
        const struct builtin *file = builtin_find(path.bytes);
        buffer_free(&path);
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

/* Profiles may be based on others that are, so many times; more is a circle. */
enum { MOST_BASES = 8 };

/* The built-in profile NAME-LANGUAGE, which says how texts of the language write what NAME says for
   another one, if there is one: "diplomatic-de" for "de-CH".  The caller frees it; else NULL. */
static char *name_in_language(const char *name, const char *language) {
    struct buffer path = {0};
    buffer_print(&path, "%s-", name);
    for (size_t i = 0; language && isalpha((unsigned char)language[i]); i++)
        buffer_byte(&path, (char)tolower((unsigned char)language[i]));
    if (!strpbrk(name, "/.") && builtin_named(BUILT_IN, path.bytes, ".yaml")) return path.bytes;
    buffer_free(&path);
    return NULL;
}

static char **value_of(struct encode_profile *profile, const cyaml_schema_field_t *field) {
    return (char **)(void *)((char *)profile + field->data_offset);
}

/* Moves from the base what the profile does not say. */
static void take_over(struct encode_profile *profile, struct encode_profile *base) {
    for (const cyaml_schema_field_t *field = profile_fields; field->key; field++) {
        char **own = value_of(profile, field), **other = value_of(base, field);
        if (*own || !strcmp(field->key, "base")) continue;
        *own = *other;
        *other = NULL;
        if (field->value.type != CYAML_SEQUENCE) continue;
        void *count = (char *)profile + field->count_offset;
        void *other_count = (char *)base + field->count_offset;
        memcpy(count, other_count, field->count_size);
        memset(other_count, 0, field->count_size);
    }
}

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

/* Whether every key has a value; a list may be empty, if it need not have entries. */
static bool check_keys(struct encode_profile *profile, const struct yaml_source *source) {
    struct buffer missing = {0};
    for (const cyaml_schema_field_t *field = profile_fields; field->key; field++) {
        bool may_lack = !strcmp(field->key, "base") ||
                        (!profile->marks_count && is_of_play(field->key)) ||
                        (field->value.type == CYAML_SEQUENCE && !field->value.sequence.min);
        if (!*value_of(profile, field) && !may_lack) buffer_print(&missing, ", %s", field->key);
    }
    bool good = !missing.length;
    if (!good)
        report_say(source->report, SEVERITY_ERROR, "profile/incomplete", source->file, 1, 1,
                   "lacks keys that \"base: %s\" would take from there: %s",
                   profile->marks_count ? "ezdrama" : "diplomatic", missing.bytes + 2);
    buffer_free(&missing);
    return good;
}

/* The profile as it stands in its file, completed from its base in that language. */
static struct encode_profile *load(const char *name, const char *language,
                                   struct yaml_source *source, size_t depth) {
    struct buffer bytes = {0};
    if (!read_source(name, source, &bytes)) return NULL;
    buffer_text(&bytes, ""); /* so that there are bytes, if none */
    source->bytes = bytes.bytes;
    source->length = bytes.length;
    struct encode_profile *profile = yaml_source_load(source, &profile_schema);
    if (profile && profile->base) {
        struct yaml_source base_source = {.code = source->code, .report = source->report};
        bool built_in = !strpbrk(profile->base, "/.") && depth < MOST_BASES;
        if (!language) language = profile->language;
        char *better = name_in_language(profile->base, language);
        bool other = better && strcmp(better, name);
        struct encode_profile *base =
            built_in ? load(other ? better : profile->base, language, &base_source, depth + 1)
                     : NULL;
        free(better);
        if (base) {
            take_over(profile, base);
            yaml_source_free(&profile_schema, base);
            free((char *)(uintptr_t)base_source.bytes);
        } else {
            if (!built_in)
                yaml_source_say(source, "base", SEVERITY_ERROR, "profile/invalid",
                                "\"%s\" is no built-in profile to be based on", profile->base);
            yaml_source_free(&profile_schema, profile);
            profile = NULL;
        }
    }
    if (!profile) buffer_free(&bytes);
    return profile;
}

/* The user's file NAME.yaml in the working folder, if there is one: it goes before the built-in of
   that name.  The caller frees it. */
static char *own_file(const char *name) {
    struct buffer path = {0};
    buffer_print(&path, "%s.yaml", name);
    if (!strpbrk(name, "/.") && !builtin_named(BUILT_IN, name, ".yaml") &&
        !access(path.bytes, F_OK))
        return path.bytes;
    buffer_free(&path);
    return NULL;
}

struct encode_profile *encode_profile_load(const char *name, const char *language,
                                           struct report *report) {
    struct yaml_source source = {.code = "profile/invalid", .report = report};
    char *own = own_file(name);
    if (!own) own = name_in_language(name, language);
    struct encode_profile *profile = load(own ? own : name, language, &source, 0);
    if (!profile) {
        free(own);
        return NULL;
    }
    profile->own_file = own;
    profile->source = memory_allocate(1, sizeof *profile->source);
    *profile->source = source;
    if (check_keys(profile, &source) && check_marks(profile, &source) && compile_all(profile) &&
        check_groups(profile)) {
        profile->sieve = make_sieve(profile);
        return profile;
    }
    encode_profile_free(profile);
    return NULL;
}

static void say_too_costly(const struct encode_profile *profile, const struct compiled *compiled,
                           struct report *report) {
    size_t line, column;
    find_place(profile->source, compiled->words, 0, &line, &column);
    report_add(report, &(struct finding){
                           .severity = SEVERITY_ERROR,
                           .code = "profile/pattern-too-costly",
                           .file = profile->source->file,
                           .line = line,
                           .column = column,
                           .message = "the pattern tries too many ways to match, and was given up",
                           .hint = "write it so that no repetition stands within another, as "
                                   "(a+)+ has it, or make the inner one possessive: a++"});
}

bool encode_profile_check(const struct encode_profile *profile, const char *name,
                          struct report *report) {
    bool good = true;
    for (size_t i = 0; i < profile->compiled_count; i++) {
        const struct compiled *compiled = &profile->compiled[i];
        if (!regex_is_too_costly(compiled->pattern)) continue;
        report_once(report, true);
        say_too_costly(profile, compiled, report);
        report_once(report, false);
        regex_try_again(compiled->pattern);
        good = false;
    }
    if (!good)
        report_say(report, SEVERITY_ERROR, "encode/pattern-given-up", name, 0, 0,
                   "is not encoded: a pattern of the profile was given up on it");
    return good;
}

void encode_profile_free(struct encode_profile *profile) {
    if (!profile) return;
    for (size_t i = 0; i < profile->compiled_count; i++)
        regex_free(profile->compiled[i].pattern);
    free(profile->compiled);
    sieve_free(profile->sieve);
    free(profile->reference_patterns);
    free(profile->source_patterns);
    if (profile->source) free((char *)(uintptr_t)profile->source->bytes);
    free(profile->source);
    free(profile->own_file);
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

unsigned profile_entry(char *const *entries, unsigned count, const char *word, size_t length) {
    for (unsigned i = 0; i < count; i++)
        for (const char *name = entries[i]; name; name = strchr(name, '|')) {
            name += *name == '|';
            if (strcspn(name, "|") >= length && !strncasecmp(name, word, length)) return i + 1;
        }
    return 0;
}
