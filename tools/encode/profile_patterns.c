/* The patterns of a profile: compiled, their groups checked, and told of where they cost too much.
 */
#include "encode/profile.h"

#include "base/memory.h"
#include "text/yaml.h"

#include <stdlib.h>
#include <string.h>

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
    OPTIONAL(speaker, question, 4),
    OPTIONAL(speaker, answer, 4),
    NEEDED(speaker_stop, label, 4),
    OPTIONAL(participants, from, 8),
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
    NEEDED(enumerator, label, 8),
    PERHAPS_EMPTY(note, indent, 4),
    NEEDED(note, number, 4),
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

bool profile_compile(struct encode_profile *profile) {
    if (!compile_all(profile) || !check_groups(profile)) return false;
    profile->sieve = make_sieve(profile);
    return true;
}

/* ---- patterns that cost too much ---- */

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
