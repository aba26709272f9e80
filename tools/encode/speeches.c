/* Speeches: which words before a colon are speakers' labels, and whom they mean.  Blocks are split
   where a speech begins, whether or not a blank line stands before it. */
#include "encode/internal.h"
#include "encode/names.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 4 };

/* A line that begins as a speech does. */
struct labelled_line {
    size_t block;
    struct span label; /* with the colon */
    struct speaker *speaker;
    enum { LABEL_OF_NAME, LABEL_OF_QUESTION, LABEL_OF_ANSWER } kind;
};

struct survey {
    LIST_OF(labelled_line, lines);
    struct speaker **speakers; /* in the order of their first lines */
    size_t speakers_count, speakers_capacity;
    const struct regex *pattern; /* of the profile, for the lines that begin a speech */
    size_t group;                /* of that: the label's words */
    size_t question, answer;     /* the same: labels that mean no name; 0 where it has none */
    struct buffer name;          /* of the label at hand */
};

static struct speaker *add_speaker_named(struct document *document, struct survey *survey,
                                         const char *name) {
    struct speaker *speaker = arena_allocate(document->arena, sizeof *speaker);
    speaker->name = name;
    table_put(&document->speakers, name, speaker);
    survey->speakers = memory_grow(survey->speakers, &survey->speakers_capacity,
                                   survey->speakers_count + 1, sizeof *survey->speakers);
    return survey->speakers[survey->speakers_count++] = speaker;
}

/* What the words of a label say, among the document's speakers. */
static struct speaker *speaker_named(struct document *document, struct survey *survey,
                                     struct span words) {
    text_on_line(document->text, words, &survey->name);
    struct speaker *speaker = table_get(&document->speakers, survey->name.bytes);
    if (speaker) return speaker;
    return add_speaker_named(document, survey,
                             arena_copy(document->arena, survey->name.bytes, survey->name.length));
}

static void survey_line(struct document *document, struct survey *survey, size_t block,
                        struct span line) {
    struct span groups[GROUPS];
    if (!regex_find(survey->pattern, document->text->bytes, line, groups, GROUPS)) return;
    struct labelled_line *found = LIST_ADD(survey->lines);
    found->block = block;
    found->label = groups[0];
    found->speaker = speaker_named(document, survey, groups[survey->group]);
    found->speaker->count++;
    if (survey->question && groups[survey->question].start != SIZE_MAX)
        found->kind = LABEL_OF_QUESTION;
    if (survey->answer && groups[survey->answer].start != SIZE_MAX) found->kind = LABEL_OF_ANSWER;
}

static void survey_blocks(struct document *document, struct survey *survey) {
    const char *bytes = document->text->bytes;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        struct span line = document->blocks[i].span;
        size_t end = line.end;
        if (document->blocks[i].kind != BLOCK_TEXT) continue;
        for (; line.start < end; line.start = line.end + 1) {
            const char *line_end = memchr(bytes + line.start, '\n', end - line.start);
            line.end = line_end ? (size_t)(line_end - bytes) : end;
            survey_line(document, survey, i, line);
        }
    }
}

/* ---- whom a label means ---- */

static bool is_near(const void *context, const char *asked, const char *listed) {
    (void)context;
    const char *first = name_surname(asked), *second = name_surname(listed);
    return name_word_is_near(first, strcspn(first, " "), second, strcspn(second, " "));
}

/* The only person introduced whose surname is a slip away from the label's last word. */
static const struct person *near_person(struct document *document, const char *label) {
    struct name_list *names = &document->introduced_names;
    if (!names->names_count) {
        for (size_t i = 0; i < document->introduced; i++)
            name_list_add(names, name_key(document->arena, document->persons[i].name), i);
        name_list_order(names);
    }
    size_t found = name_list_only(names, name_key(document->arena, label), is_near, NULL);
    return found == SIZE_MAX ? NULL : &document->persons[found];
}

/* Adds a person who was not introduced; the user's list may know whom the label means. */
static const struct person *add_speaker(struct document *document, const char *name,
                                        size_t offset) {
    const struct person *person = document_add_person(document, name, NULL);
    if (!person->known)
        text_say(document->text, offset, document->report, SEVERITY_WARNING,
                 "encode/speaker-not-introduced",
                 "name the speakers in the heading, as in: … Between the President (Nixon) and …",
                 "\"%s\" speaks, but the heading introduces nobody whom that surely means", name);
    return person;
}

/* The id of the person whom the label means. */
static const char *identify(struct document *document, struct speaker *speaker, size_t offset) {
    if (speaker->who) return speaker->who + 1;
    const struct person *person = cast_find(document, speaker->name);
    const char *id = NULL;
    speaker->meant = table_get(&document->slips, speaker->name);
    if (!person && speaker->meant) {
        id = identify(document, table_get(&document->speakers, speaker->meant), offset);
    } else {
        bool known = !person && document_known_person(document, speaker->name);
        const struct person *near = person || known ? NULL : near_person(document, speaker->name);
        if (near) {
            speaker->meant = near->name;
            person = near;
        }
        id = (person ? person : add_speaker(document, speaker->name, offset))->id;
    }
    speaker->who = arena_join(document->arena, "#", id);
    return id;
}

const char *speaker_of(struct document *document, const struct block *block) {
    struct speaker *speaker = block->speaker;
    size_t offset = span_trim(document->text, block->label).start;
    identify(document, speaker, offset);
    if (speaker->meant)
        text_say(document->text, offset, document->report, SEVERITY_WARNING,
                 "encode/speaker-near-miss", "if this is another person, correct @who by hand",
                 "\"%s\" is taken for \"%s\"", speaker->name, speaker->meant);
    return speaker->who;
}

/* ---- which labels are speakers' ---- */

static bool speaks(const struct document *document, const struct speaker *speaker) {
    const struct encode_profile *profile = document->profile;
    for (unsigned i = 0; i < profile->not_speakers_count; i++)
        if (!strcmp(profile->not_speakers[i], speaker->name)) return false;
    struct span whole = {0, strlen(speaker->name)}, found;
    return speaker->surely || speaker->count > 1 ||
           regex_find(profile->titled, speaker->name, whole, &found, 1);
}

/* Whether the label has more words than a title and a name, or one in small letters. */
static bool is_phrase(const char *label) {
    size_t words = 1;
    for (const char *space = label; (space = strchr(space, ' ')); words++)
        if (islower((unsigned char)*++space)) return true;
    return words > 4;
}

/* "Mr. Noble" speaks wherever he stands before a colon; "The Problem" may be a heading, and "Mr.
   Noble then asked" begins a sentence. */
static bool surely_speaks(struct document *document, const struct speaker *speaker) {
    if (is_phrase(speaker->name)) return false;
    return cast_find(document, speaker->name) ||
           profile_begins_with_title(document->profile, document->arena, speaker->name);
}

/* Whether a list of notes has that number. */
static bool is_number_of_note(const struct document *document, const char *figures) {
    size_t number = strtoul(figures, NULL, 10);
    for (size_t i = 0; i < document->lists_count; i++)
        if (number >= document->lists[i].least && number <= document->lists[i].largest)
            return number > 0;
    return false;
}

/* The speaker whom a label means that stands once and ends in a marker: "Gray2" is "Gray", if that
   is a label too or could be one. */
static struct speaker *without_its_marker(struct document *document, struct survey *survey,
                                          struct speaker *speaker) {
    size_t length = strlen(speaker->name), end = length;
    while (end && strchr("0123456789", speaker->name[end - 1]))
        end--;
    if (speaker->count > 1 || end == length || !end || speaker->name[end - 1] == ' ' ||
        !is_number_of_note(document, speaker->name + end))
        return speaker;
    const char *name = arena_copy(document->arena, speaker->name, end);
    struct speaker *meant = table_get(&document->speakers, name);
    if (!meant) meant = add_speaker_named(document, survey, name);
    meant->count++;
    speaker->count = 0;
    return meant;
}

/* Makes a block of its own of each speech. */
static void split_blocks(struct document *document, const struct survey *survey) {
    struct block *old = document->blocks;
    size_t old_count = document->blocks_count, next = 0;
    document->blocks_count = document->blocks_capacity = 0;
    document->blocks = memory_grow(NULL, &document->blocks_capacity,
                                   old_count + survey->lines_count, sizeof *document->blocks);
    for (size_t i = 0; i < old_count; i++) {
        struct block *block = LIST_ADD(document->blocks);
        *block = old[i];
        for (; next < survey->lines_count && survey->lines[next].block == i; next++) {
            const struct labelled_line *line = &survey->lines[next];
            if (!line->speaker->speaks) continue;
            if (line->label.start > old[i].span.start) {
                block->span.end = line->label.start;
                block->span.end = span_trim(document->text, block->span).end;
                block = LIST_ADD(document->blocks);
                *block = (struct block){.span = {line->label.start, old[i].span.end},
                                        .parting = PARTED_BY_LINE_END};
            }
            block->label = line->label;
            block->speaker = line->speaker;
        }
    }
    free(old);
}

/* Finds labels that are slips of others. */
static void find_slips(struct document *document, const struct survey *survey) {
    struct label_count *labels = memory_allocate(survey->speakers_count, sizeof *labels);
    size_t count = 0;
    for (size_t i = 0; i < survey->speakers_count; i++) {
        const struct speaker *speaker = survey->speakers[i];
        if (speaker->speaks) labels[count++] = (struct label_count){speaker->name, speaker->count};
    }
    slips_find(document, labels, count);
    free(labels);
}

/* "A." at the beginning of a line is the label of a list's item too: it answers only where a "Q."
   stands before the first. */
static void drop_items(struct survey *survey) {
    size_t kept = 0;
    bool asked = false, answered = false;
    for (size_t i = 0; i < survey->lines_count; i++) {
        bool answers = survey->lines[i].kind == LABEL_OF_ANSWER;
        if (answers && !asked) break;
        asked |= survey->lines[i].kind == LABEL_OF_QUESTION;
        answered |= answers;
    }
    for (size_t i = 0; !answered && i < survey->lines_count; i++) {
        struct labelled_line line = survey->lines[i];
        if (line.kind == LABEL_OF_NAME)
            survey->lines[kept++] = line;
        else
            line.speaker->count--;
    }
    if (!answered) survey->lines_count = kept;
}

/* Surveys the labels that the pattern finds, and forgets those that were found before. */
static void survey_labels(struct document *document, struct survey *survey,
                          const struct regex *pattern) {
    for (size_t i = 0; i < survey->speakers_count; i++)
        survey->speakers[i]->count = 0;
    survey->lines_count = 0;
    survey->pattern = pattern;
    survey->group = regex_group(pattern, "label");
    survey->question = regex_group(pattern, "question");
    survey->answer = regex_group(pattern, "answer");
    survey_blocks(document, survey);
}

/* Labels with a full stop begin sentences too: they count only where there are several, and none
   with a colon. */
static void survey_stops(struct document *document, struct survey *survey) {
    enum { LEAST_SPEECHES = 3, LEAST_SPEAKERS = 2 };
    size_t before = survey->speakers_count;
    if (survey->lines_count > 1) return;
    survey_labels(document, survey, document->profile->speaker_stop);
    if (survey->lines_count >= LEAST_SPEECHES && survey->speakers_count >= before + LEAST_SPEAKERS)
        return;
    survey_labels(document, survey, document->profile->speaker);
    drop_items(survey);
}

size_t speeches_find(struct document *document) {
    struct survey survey = {0};
    size_t speeches = 0;
    survey_labels(document, &survey, document->profile->speaker);
    drop_items(&survey);
    survey_stops(document, &survey);
    for (size_t i = 0; document->lists_count && i < survey.lines_count; i++)
        survey.lines[i].speaker = without_its_marker(document, &survey, survey.lines[i].speaker);
    for (size_t i = 0; i < survey.speakers_count; i++) {
        struct speaker *speaker = survey.speakers[i];
        speaker->surely = speaker->count && surely_speaks(document, speaker);
        speaker->speaks = speaker->count && speaks(document, speaker);
        speeches += speaker->speaks ? speaker->count : 0;
    }
    find_slips(document, &survey);
    split_blocks(document, &survey);
    buffer_free(&survey.name);
    free(survey.speakers);
    free(survey.lines);
    return speeches;
}
