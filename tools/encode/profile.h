/* A profile as it is loaded: the values of its keys, and their patterns compiled.  docs/profiles.md
   says of each key what it is. */
#ifndef TEIKIT_ENCODE_PROFILE_H
#define TEIKIT_ENCODE_PROFILE_H

#include "base/arena.h"
#include "encode/encode.h"
#include "encode/list.h"
#include "text/regex.h"
#include "text/sieve.h"

#include <limits.h>

/* The patterns that a profile must have, by the names of their keys. */
#define PROFILE_PATTERNS(X)                                                                        \
    X(number)                                                                                      \
    X(document)                                                                                    \
    X(chapter)                                                                                     \
    X(page)                                                                                        \
    X(column)                                                                                      \
    X(rule)                                                                                        \
    X(speaker)                                                                                     \
    X(speaker_stop)                                                                                \
    X(titled)                                                                                      \
    X(participants)                                                                                \
    X(person)                                                                                      \
    X(connective)                                                                                  \
    X(particular)                                                                                  \
    X(participant)                                                                                 \
    X(delegation)                                                                                  \
    X(enumerator)                                                                                  \
    X(section)                                                                                     \
    X(subsection)                                                                                  \
    X(numbered_heading)                                                                            \
    X(notes_heading)                                                                               \
    X(correspondence)                                                                              \
    X(note)                                                                                        \
    X(source_note)                                                                                 \
    X(original_note)                                                                               \
    X(date)                                                                                        \
    X(day_first)                                                                                   \
    X(dateline)                                                                                    \
    X(place_line)                                                                                  \
    X(message_number)                                                                              \
    X(salute) X(greeting) X(closing) X(signature) X(postscript) X(enclosure) X(article)

/* The patterns that a profile of line marks has as well. */
#define PLAY_PATTERNS(X) X(speaker_line) X(role) X(together) X(collective) X(page_mark)

/* The lists of words, and how many entries one has at least and at most. */
#define PROFILE_LISTS(X)                                                                           \
    X(not_speakers, 0, CYAML_UNLIMITED)                                                            \
    X(person_titles, 0, CYAML_UNLIMITED)                                                           \
    X(stops, 0, CYAML_UNLIMITED)                                                                   \
    X(pauses, 0, CYAML_UNLIMITED)                                                                  \
    X(opening_signs, 0, CYAML_UNLIMITED)                                                           \
    X(closing_signs, 0, CYAML_UNLIMITED)                                                           \
    X(note_signs, 0, CYAML_UNLIMITED)                                                              \
    X(doubts, 0, CYAML_UNLIMITED)                                                                  \
    X(slips, 0, CYAML_UNLIMITED)                                                                   \
    X(months, 12, 12)                                                                              \
    X(ordinals, 0, 31)                                                                             \
    X(numbers, 0, CYAML_UNLIMITED)                                                                 \
    X(units, 7, 7)                                                                                 \
    X(references, 0, CYAML_UNLIMITED)                                                              \
    X(sources, 0, CYAML_UNLIMITED)                                                                 \
    X(divisions, 0, CYAML_UNLIMITED)

/* What a mark at the beginning of a line says of the line. */
enum line_kind {
    LINE_TEXT, /* no mark */
    LINE_TITLE,
    LINE_SUBTITLE,
    LINE_AUTHOR,
    LINE_HEADING, /* a mark that stands several times says how deep */
    LINE_STAGE,   /* a stage direction: this line, and those without a mark that follow */
    LINE_REMARK,  /* a stage direction of one line, in a speech */
    LINE_SPEAKER,
    LINE_CAST, /* the heading of a cast list */
    LINE_VERSE,
    LINE_COMMENT,
    LINE_ROLE, /* below the heading of a cast list */
    LINE_PAGE  /* a page break alone */
};

struct line_mark {
    char *mark;
    enum line_kind is;
};

enum bracket_element {
    BRACKET_SUPPLIED,
    BRACKET_GAP,
    BRACKET_STAGE,
    BRACKET_NOTE,
    BRACKET_FIGURE,
    BRACKET_CORRECTION
};

struct bracket_rule {
    char *words; /* the pattern as written */
    enum bracket_element element;
    char *reason; /* of a gap */
    struct regex *pattern;
};

/* What a profile's sieve seeks, in its order: behind the rest the references, as far as they go in.
 */
enum sought { SOUGHT_DATE, SOUGHT_DAY_FIRST, SOUGHT_DOUBT, SOUGHT_SLIP, SOUGHT_REFERENCE };
enum { SIEVED_REFERENCES = MOST_SOUGHT - SOUGHT_REFERENCE };

/* Patterns of references have at most so many groups, less one. */
enum { MOST_REFERENCE_GROUPS = 16 };

/* How well a number stands as the marker of a note does. */
enum { WEAKEST_MARKER = 1, WEAK_MARKER = 3, GOOD_MARKER = 8, BEST_MARKER = 9 };

/* How likely a number is a marker that stands as the pattern says: 0 (never) to 9. */
struct marker_rule {
    char *words; /* the pattern as written; its group `number` is the marker */
    unsigned weight;
    struct regex *pattern;
    struct regex_before before; /* what stands before the number */
};

struct genre {
    char *name, *heading; /* heading: the pattern as written */
    struct regex *pattern;
};

/* A compiled pattern, and where in the YAML it stands: at a key, in the entry of that index if it
   is a list's, there at the key `member`, if that is not NULL. */
struct compiled {
    struct regex *pattern;
    const char *key, *member;
    unsigned index; /* NO_ENTRY: the key's is no list */
};
#define NO_ENTRY UINT_MAX

struct encode_profile {
    char *name, *base, *description, *language; /* base: or NULL */
#define X(key, least, most)                                                                        \
    char **key;                                                                                    \
    unsigned key##_count;
    PROFILE_LISTS(X)
#undef X
    struct bracket_rule *brackets;
    struct marker_rule *markers;
    struct genre *genres;
    struct line_mark *marks; /* of a profile of line marks */
    unsigned brackets_count, markers_count, genres_count, marks_count;
    char *speech, *verse_mark; /* of such a profile */
#define X(key) char *key##_words;
    PROFILE_PATTERNS(X)
    PLAY_PATTERNS(X)
#undef X
#define X(key) struct regex *key;
    PROFILE_PATTERNS(X)
    PLAY_PATTERNS(X) /* NULL where there are no marks */
#undef X
    struct regex **reference_patterns, **source_patterns;
    char *title_words;           /* see profile_title_words() */
    struct sieve *sieve;         /* for what is sought in every run: see enum sought */
    LIST_OF(compiled, compiled); /* all patterns */
    struct yaml_source *source;  /* to find the lines of patterns */
    char *chosen;                /* the file, or the built-in profile, that its name meant */
};

/* profile_patterns.c: compiles all patterns; false, with findings, where some are wrong. */
bool profile_compile(struct encode_profile *profile);

/* profile_words.c: number of the entry that the word is, in whole or by its first letters; an entry
   may be several words with a | between them.  0 where it is none. */
unsigned profile_entry(char *const *entries, unsigned count, const char *word, size_t length);

/* The length of the article with which the words begin, and of the space behind it; 0 where there
   is none. */
size_t profile_article(const struct encode_profile *profile, const char *words, size_t length);

/* The profile's titles of persons as one key; see name_key().  The caller frees it. */
char *profile_title_words(const struct encode_profile *profile);

/* Whether a name is more than a title and begins with one. */
bool profile_begins_with_title(const struct encode_profile *profile, struct arena *arena,
                               const char *name);

/* How many bytes one of the signs has with which the words begin, or end; 0 where none does. */
size_t sign_at_start(char *const *signs, unsigned count, const char *bytes, struct span words);
size_t sign_at_end(char *const *signs, unsigned count, const char *bytes, struct span words);

/* profile_twin.c: the same profile for another thread.  Free it with profile_twin_free(), before
   the one that it is made of. */
struct encode_profile *profile_twin(const struct encode_profile *profile);
void profile_twin_free(struct encode_profile *twin);
/* profile_patterns.c: whether one of its patterns was given up, or one of a twin's; and lets them
   be tried again. */
bool profile_is_given_up(const struct encode_profile *profile);
void profile_try_again(const struct encode_profile *profile);

#endif
