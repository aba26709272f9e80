/* Speeches: which words before a colon are speakers' labels, and whom they mean.  Blocks are split
   where a speech begins, whether or not a blank line stands before it. */
#include "encode/internal.h"
#include "encode/names.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { GROUPS = 4 };

/* A line that begins as a speech does. */
struct labelled_line {
    size_t block;
    struct span label; /* with the colon */
    const char *name;  /* without it */
};

struct survey {
    LIST_OF(labelled_line, lines);
    xmlHashTable *counts; /* name -> how often, as a pointer's number */
};

static void survey_line(struct document *document, struct survey *survey, size_t block,
                        struct span line) {
    const struct regex *speaker = document->profile->speaker;
    struct span groups[GROUPS];
    if (!regex_find(speaker, document->text->bytes, line, groups, GROUPS)) return;
    struct labelled_line *found = LIST_ADD(survey->lines);
    found->block = block;
    found->label = groups[0];
    found->name = document_line(document, groups[regex_group(speaker, "label")]);
    uintptr_t count = (uintptr_t)xmlHashLookup(survey->counts, (const xmlChar *)found->name);
    xmlHashUpdateEntry(survey->counts, (const xmlChar *)found->name, (void *)(count + 1), NULL);
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

/* The last word of a name that is no "Jr." or "III". */
static const char *surname_of(const char *name, size_t *length) {
    const char *surname = name;
    *length = strcspn(name, " ,");
    for (const char *word = name; *word;) {
        size_t size = strcspn(word, " ,");
        bool suffix = size && (word[size - 1] == '.' || strspn(word, "IVX") == size);
        if (size && !suffix) surname = word, *length = size;
        word += size;
        word += strspn(word, " ,");
    }
    return surname;
}

/* Whether the label is the person's office or its first words, as "THE CHAIRMAN" is of "the
   Chairman of the Inquiry". */
static bool names_office(const char *label, const char *office) {
    if (!strncasecmp(label, "the ", 4)) label += 4;
    if (!strncasecmp(office, "the ", 4)) office += 4;
    size_t length = strlen(label);
    return length > 3 && !strncasecmp(label, office, length) && strchr(" ,", office[length]);
}

/* How surely the label means the person: 0 not at all, 3 by the surname. */
static unsigned likeness(const char *label, const struct person *person) {
    size_t length, size = strlen(label);
    const char *surname = surname_of(person->name, &length);
    for (const char *word = label; *word; word += strspn(word, " .,")) {
        size_t word_size = strcspn(word, " .,");
        if (word_size == length && !strncasecmp(word, surname, length)) return 3;
        word += word_size;
    }
    if (person->office && names_office(label, person->office)) return 3;
    if (size && label[size - 1] == '.') size--;
    if (size <= 3 && !strncasecmp(label, surname, size)) return 2;
    return size <= 3 && !strncasecmp(label, person->name, 1) && label[size - 1] == *surname;
}

/* The person introduced whom the label means; NULL where it is none or could be several. */
static const struct person *introduced(const struct document *document, const char *label) {
    const struct person *best = NULL;
    unsigned best_likeness = 0;
    bool several = false;
    for (size_t i = 0; i < document->persons_count; i++) {
        unsigned found = likeness(label, &document->persons[i]);
        several = found <= best_likeness && (several || (found && found == best_likeness));
        if (found > best_likeness) {
            best = &document->persons[i];
            best_likeness = found;
        }
    }
    return several ? NULL : best;
}

/* The only person introduced whose surname is a slip away from the label's last word. */
static const struct person *near_person(struct document *document, const char *label) {
    const struct person *found = NULL;
    const char *surname = name_surname(name_key(document->arena, label));
    for (size_t i = 0; i < document->introduced; i++) {
        const char *other = name_surname(name_key(document->arena, document->persons[i].name));
        if (!name_word_is_near(surname, strcspn(surname, " "), other, strcspn(other, " ")))
            continue;
        if (found) return NULL;
        found = &document->persons[i];
    }
    return found;
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

/* The id of the person whom the label's name means. */
static const char *identify(struct document *document, const char *name, size_t offset) {
    const char *id = xmlHashLookup(document->labels, (const xmlChar *)name);
    if (id) return id;
    const struct person *person = introduced(document, name);
    const char *meant = xmlHashLookup(document->slips, (const xmlChar *)name);
    if (!person && meant) {
        id = identify(document, meant, offset);
    } else {
        bool known = !person && known_person_named(document->known, name);
        const struct person *near = person || known ? NULL : near_person(document, name);
        if (near) {
            xmlHashAddEntry(document->slips, (const xmlChar *)name, (void *)(uintptr_t)near->name);
            person = near;
        }
        id = (person ? person : add_speaker(document, name, offset))->id;
    }
    xmlHashAddEntry(document->labels, (const xmlChar *)name, (void *)(uintptr_t)id);
    return id;
}

const char *speaker_of(struct document *document, struct span label) {
    const struct regex *speaker = document->profile->speaker;
    struct span groups[GROUPS];
    regex_find(speaker, document->text->bytes, label, groups, GROUPS);
    const char *name = document_line(document, groups[regex_group(speaker, "label")]);
    size_t offset = span_trim(document->text, label).start;
    const char *id = identify(document, name, offset);
    const char *meant = xmlHashLookup(document->slips, (const xmlChar *)name);
    if (meant)
        text_say(document->text, offset, document->report, SEVERITY_WARNING,
                 "encode/speaker-near-miss", "if this is another person, correct @who by hand",
                 "\"%s\" is taken for \"%s\"", name, meant);
    return id;
}

/* ---- which labels are speakers' ---- */

static bool is_speaker(const struct document *document, const struct survey *survey,
                       const char *name) {
    const struct encode_profile *profile = document->profile;
    for (unsigned i = 0; i < profile->not_speakers_count; i++)
        if (!strcmp(profile->not_speakers[i], name)) return false;
    struct span whole = {0, strlen(name)}, found;
    return (uintptr_t)xmlHashLookup(survey->counts, (const xmlChar *)name) > 1 ||
           regex_find(profile->titled, name, whole, &found, 1) || introduced(document, name);
}

/* Makes a block of its own of each speech. */
static void split_blocks(struct document *document, const struct survey *survey) {
    struct block *old = document->blocks;
    size_t old_count = document->blocks_count, next = 0;
    document->blocks = NULL;
    document->blocks_count = document->blocks_capacity = 0;
    for (size_t i = 0; i < old_count; i++) {
        struct block *block = LIST_ADD(document->blocks);
        *block = old[i];
        for (; next < survey->lines_count && survey->lines[next].block == i; next++) {
            const struct labelled_line *line = &survey->lines[next];
            if (!line->name) continue;
            if (line->label.start > old[i].span.start) {
                block->span.end = line->label.start;
                block->span.end = span_trim(document->text, block->span).end;
                block = LIST_ADD(document->blocks);
                *block =
                    (struct block){.span = {line->label.start, old[i].span.end}, .tight = true};
            }
            block->label = line->label;
        }
    }
    free(old);
}

/* Counts each speaker's label, for those that are slips of others. */
static void find_slips(struct document *document, const struct survey *survey) {
    struct label_count *labels = memory_allocate(survey->lines_count + 1, sizeof *labels);
    xmlHashTable *seen = xmlHashCreate(0);
    if (!seen) memory_exhausted();
    size_t count = 0;
    for (size_t i = 0; i < survey->lines_count; i++) {
        const xmlChar *name = (const xmlChar *)survey->lines[i].name;
        if (!name || xmlHashLookup(seen, name)) continue;
        xmlHashAddEntry(seen, name, (void *)(uintptr_t)1);
        labels[count++] = (struct label_count){(const char *)name,
                                               (uintptr_t)xmlHashLookup(survey->counts, name)};
    }
    slips_find(document, labels, count);
    xmlHashFree(seen, NULL);
    free(labels);
}

size_t speeches_find(struct document *document) {
    struct survey survey = {.counts = xmlHashCreate(0)};
    if (!survey.counts) memory_exhausted();
    size_t speeches = 0;
    survey_blocks(document, &survey);
    for (size_t i = 0; i < survey.lines_count; i++) {
        bool speaker = is_speaker(document, &survey, survey.lines[i].name);
        if (!speaker) survey.lines[i].name = NULL;
        speeches += speaker;
    }
    find_slips(document, &survey);
    split_blocks(document, &survey);
    xmlHashFree(survey.counts, NULL);
    free(survey.lines);
    return speeches;
}
