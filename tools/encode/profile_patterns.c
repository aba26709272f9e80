/* The patterns of a profile: compiled, their groups checked, and told of where they cost too much.
 */
#include "encode/profile.h"

#include "base/memory.h"
#include "text/spelling.h"
#include "text/yaml.h"

#include <stdlib.h>
#include <string.h>

/* A group has to be in the pattern, and a match in which it matches nothing counts for none; or it
   may match nothing; or the pattern may lack it. */
enum group_kind { NEEDED, PERHAPS_EMPTY, OPTIONAL, GROUP_KINDS };
enum { MOST_NAMES = 10 };

#define PARTS_OF_DATES                                                                             \
    "year", "day", "first_year", "first_month", "first_day", "last_year", "last_month", "last_day"

/* The named groups of patterns by their keys, and how many groups are looked at: so many, less one.
   Keys of lists, which have many patterns, come first. */
static const struct known_groups {
    const char *key;
    size_t most;
    const char *names[GROUP_KINDS][MOST_NAMES]; /* NULL behind the last */
} known[] = {
    {"brackets",
     8,
     {[OPTIONAL] = {"extent", "quantity", "unit", "less", "more", "about", "correction"}}},
    {"references",
     MOST_REFERENCE_GROUPS,
     {[OPTIONAL] = {"document", "note", "page", "volume", "address", "ibid", "period", "part",
                    "more"}}},
    {"markers", 4, {[NEEDED] = {"number"}}},
    {"sources",
     16,
     {[OPTIONAL] = {"settlement", "institution", "repository", "collection", "box", "folder",
                    "identifier", "classification"}}},
    {"number", 8, {[NEEDED] = {"number"}}},
    {"page", 8, {[NEEDED] = {"number"}}},
    {"column", 8, {[NEEDED] = {"number"}}},
    {"rule", 8, {[OPTIONAL] = {"number"}}},
    {"speaker", 4, {[NEEDED] = {"label"}, [OPTIONAL] = {"question", "answer"}}},
    {"speaker_stop", 4, {[NEEDED] = {"label"}}},
    {"participants", 8, {[OPTIONAL] = {"from"}}},
    {"person", 8, {[NEEDED] = {"name"}, [PERHAPS_EMPTY] = {"office"}}},
    {"connective", 8, {[OPTIONAL] = {"to"}}},
    {"correspondence", 8, {[NEEDED] = {"from", "to"}}},
    {"particular",
     16,
     {[NEEDED] = {"label"},
      [OPTIONAL] = {"from", "to", "date", "participants", "participants_alone"}}},
    {"participant", 16, {[NEEDED] = {"name"}, [OPTIONAL] = {"office"}}},
    {"enumerator", 8, {[NEEDED] = {"label"}}},
    {"numbered_heading", 8, {[NEEDED] = {"word", "number"}}},
    {"note", 4, {[NEEDED] = {"number"}, [PERHAPS_EMPTY] = {"indent"}}},
    {"date", 16, {[NEEDED] = {"month"}, [OPTIONAL] = {PARTS_OF_DATES}}},
    {"day_first", 16, {[NEEDED] = {"month"}, [OPTIONAL] = {PARTS_OF_DATES}}},
    {"salute", 8, {[NEEDED] = {"words"}, [OPTIONAL] = {"number"}}},
    {"article", 8, {[OPTIONAL] = {"definite"}}},
    {"speaker_line", 8, {[NEEDED] = {"label"}, [OPTIONAL] = {"stage", "sign", "words"}}},
    {"together", 8, {[OPTIONAL] = {"comma"}}},
    {"role", 8, {[NEEDED] = {"role"}, [OPTIONAL] = {"description"}}},
    {"page_mark", 4, {[NEEDED] = {"number"}}},
};

/* ---- findings about a pattern ---- */

/* The path to the pattern; see yaml_source_place(). */
static void print_path(const struct compiled *pattern, struct buffer *path) {
    buffer_text(path, pattern->key);
    if (pattern->index != NO_ENTRY) buffer_print(path, "/%u", pattern->index);
    if (pattern->member) buffer_print(path, "/%s", pattern->member);
}

static bool say(const struct encode_profile *profile, const struct compiled *pattern,
                const char *code, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds a finding about the pattern; false. */
static bool say(const struct encode_profile *profile, const struct compiled *pattern,
                const char *code, const char *format, ...) {
    struct buffer path = {0}, message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    print_path(pattern, &path);
    yaml_source_say(profile->source, path.bytes, SEVERITY_ERROR, code, "%s", message.bytes);
    buffer_free(&path);
    buffer_free(&message);
    return false;
}

/* ---- groups ---- */

/* What is known of the groups of the key's patterns; NULL where they have none. */
static const struct known_groups *groups_of(const char *key) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (*known[i].key == *key && !strcmp(known[i].key, key)) return &known[i];
    return NULL;
}

static bool check_group(const struct encode_profile *profile, const struct compiled *pattern,
                        const char *name, enum group_kind kind, size_t most) {
    size_t number = regex_group(pattern->pattern, name);
    if (number && kind == NEEDED) regex_require(pattern->pattern, number);
    if (number >= most)
        return say(
            profile, pattern, "profile/bad-groups",
            "the group \"%s\" of \"%s\" has too many groups before it: write (?:…) for those "
            "that need no name",
            name, pattern->key);
    return number || kind == OPTIONAL ||
           say(profile, pattern, "profile/bad-groups", "\"%s\" lacks the named group (?<%s>…)",
               pattern->key, name);
}

/* A pattern may have groups of its own, to come back to; one that is nearly named as one of those
   that are known, and that it lacks, was meant for that. */
static bool check_name(const struct encode_profile *profile, const struct compiled *pattern,
                       const char *name, const struct known_groups *groups) {
    size_t best = spelling_tolerance(name) + 1;
    const char *nearest = NULL;
    for (size_t kind = 0; kind < GROUP_KINDS; kind++)
        for (const char *const *known_name = groups->names[kind]; *known_name; known_name++)
            if (!strcmp(*known_name, name)) return true;
    for (size_t kind = 0; kind < GROUP_KINDS; kind++)
        for (const char *const *known_name = groups->names[kind]; *known_name; known_name++) {
            if (regex_group(pattern->pattern, *known_name)) continue;
            size_t distance = spelling_distance(name, *known_name, best);
            if (distance < best) best = distance, nearest = *known_name;
        }
    return !nearest ||
           say(profile, pattern, "profile/bad-groups",
               "\"%s\" has no group \"%s\": did you mean (?<%s>…)?", pattern->key, name, nearest);
}

static bool check_groups(const struct encode_profile *profile, const struct compiled *pattern) {
    const struct known_groups *groups = groups_of(pattern->key);
    const char *name;
    bool good = true;
    if (!groups) return true;
    for (size_t i = 0; good && (name = regex_group_name(pattern->pattern, i)); i++)
        good = check_name(profile, pattern, name, groups);
    for (size_t kind = 0; kind < GROUP_KINDS; kind++)
        for (const char *const *known_name = groups->names[kind]; good && *known_name; known_name++)
            good = check_group(profile, pattern, *known_name, (enum group_kind)kind, groups->most);
    return good;
}

/* ---- compiling ---- */

static void say_bad(const struct encode_profile *profile, const struct compiled *pattern,
                    size_t offset, const char *message) {
    const struct yaml_source *source = profile->source;
    struct buffer path = {0};
    size_t line, column;
    print_path(pattern, &path);
    yaml_source_place_in(source, path.bytes, offset, &line, &column);
    report_say(source->report, SEVERITY_ERROR, "profile/bad-pattern", source->file, line, column,
               "\"%s\" is not a regular expression: %s", pattern->key, message);
    buffer_free(&path);
}

/* Compiles a pattern, whose place is known, into *slot; false, with findings, where it is wrong. */
static bool compile(struct encode_profile *profile, struct compiled pattern, const char *words,
                    struct regex **slot) {
    struct buffer message = {0};
    size_t offset = 0;
    *slot = pattern.pattern = regex_new(words, &message, &offset);
    if (!*slot) say_bad(profile, &pattern, offset, message.bytes);
    buffer_free(&message);
    if (!*slot) return false;
    *LIST_ADD(profile->compiled) = pattern;
    return check_groups(profile, &pattern);
}

/* ---- the patterns of lists: entry by entry ---- */

static bool compile_reference(struct encode_profile *profile, unsigned index) {
    static const char *const meant[] = {"document", "note", "page", "volume", "address", "ibid"};
    struct compiled place = {.key = "references", .index = index};
    struct regex **slot = &profile->reference_patterns[index];
    if (!compile(profile, place, profile->references[index], slot)) return false;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (regex_group(*slot, meant[i])) return true;
    return say(profile, &place, "profile/bad-groups",
               "a reference needs one of the groups document, note, page, volume, address and "
               "ibid");
}

static bool compile_source(struct encode_profile *profile, unsigned index) {
    return compile(profile, (struct compiled){.key = "sources", .index = index},
                   profile->sources[index], &profile->source_patterns[index]);
}

static bool compile_marker(struct encode_profile *profile, unsigned index) {
    struct marker_rule *rule = &profile->markers[index];
    struct compiled place = {.key = "markers", .member = "words", .index = index};
    bool good = compile(profile, place, rule->words, &rule->pattern);
    if (rule->pattern) rule->before = regex_before_group(rule->words, "number");
    place.member = "weight";
    return rule->weight <= BEST_MARKER ? good
                                       : say(profile, &place, "profile/invalid",
                                             "a weight is a number from 0 to %d", BEST_MARKER);
}

/* A gap needs a reason, a correction its group. */
static bool compile_bracket(struct encode_profile *profile, unsigned index) {
    struct bracket_rule *rule = &profile->brackets[index];
    struct compiled place = {.key = "brackets", .member = "words", .index = index};
    if (!compile(profile, place, rule->words, &rule->pattern)) return false;
    if (rule->element == BRACKET_GAP && !rule->reason)
        return say(profile, &place, "profile/invalid",
                   "a rule for a gap needs a reason, such as \"reason: illegible\"");
    if (rule->element == BRACKET_CORRECTION && !regex_group(rule->pattern, "correction"))
        return say(profile, &place, "profile/bad-groups",
                   "a rule for a correction lacks the named group (?<correction>…)");
    return true;
}

static bool compile_genre(struct encode_profile *profile, unsigned index) {
    struct genre *genre = &profile->genres[index];
    return compile(profile, (struct compiled){.key = "genres", .member = "heading", .index = index},
                   genre->heading, &genre->pattern);
}

static bool compile_all(struct encode_profile *profile) {
    bool good = true;
    profile->reference_patterns =
        memory_allocate(profile->references_count, sizeof *profile->reference_patterns);
    profile->source_patterns =
        memory_allocate(profile->sources_count, sizeof *profile->source_patterns);
#define X(name)                                                                                    \
    if (profile->name##_words)                                                                     \
        good &= compile(profile, (struct compiled){.key = #name, .index = NO_ENTRY},               \
                        profile->name##_words, &profile->name);
    PROFILE_PATTERNS(X)
    PLAY_PATTERNS(X)
#undef X
    for (unsigned i = 0; i < profile->brackets_count; i++)
        good &= compile_bracket(profile, i);
    for (unsigned i = 0; i < profile->genres_count; i++)
        good &= compile_genre(profile, i);
    for (unsigned i = 0; i < profile->markers_count; i++)
        good &= compile_marker(profile, i);
    for (unsigned i = 0; i < profile->references_count; i++)
        good &= compile_reference(profile, i);
    for (unsigned i = 0; i < profile->sources_count; i++)
        good &= compile_source(profile, i);
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
    if (!compile_all(profile)) return false;
    profile->sieve = make_sieve(profile);
    return true;
}

/* ---- patterns that cost too much ---- */

static void say_too_costly(const struct encode_profile *profile, const struct compiled *pattern,
                           struct report *report) {
    struct buffer path = {0}, message = {0};
    size_t line, column;
    print_path(pattern, &path);
    bool own = yaml_source_place(profile->source, path.bytes, &line, &column);
    buffer_print(&message, "the pattern of \"%s\"%s tries too many ways to match, and was given up",
                 pattern->key, own ? "" : " (of the base)");
    report_add(report,
               &(struct finding){.severity = SEVERITY_ERROR,
                                 .code = "profile/pattern-too-costly",
                                 .file = profile->source->file,
                                 .line = line,
                                 .column = column,
                                 .message = message.bytes,
                                 .hint = "write it so that no repetition stands within another, as "
                                         "(a+)+ has it, or make the inner one possessive: a++"});
    buffer_free(&path);
    buffer_free(&message);
}

bool profile_is_given_up(const struct encode_profile *profile) {
    for (size_t i = 0; i < profile->compiled_count; i++)
        if (regex_is_too_costly(profile->compiled[i].pattern)) return true;
    return false;
}

void profile_try_again(const struct encode_profile *profile) {
    for (size_t i = 0; i < profile->compiled_count; i++)
        regex_try_again(profile->compiled[i].pattern);
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
