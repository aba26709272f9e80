/* The heading: number and id of the document, who takes part, and what kind of document it is. */
#include "encode/internal.h"
#include "encode/names.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A first block longer than this (in bytes) is a paragraph, unless it has a number. */
enum { LONGEST_HEADING = 300, LAST_GREETING = 6, GROUPS = 8 };

/* A paragraph with a number may be the first block too; one longer than this names no persons. */
enum { LONGEST_WITH_PERSONS = 4000 };

static bool matches(const struct document *document, const struct regex *regex, struct span span) {
    struct span whole;
    return regex_find(regex, document->text->bytes, span, &whole, 1);
}

const char *genre_of(const struct document *document, struct span heading) {
    for (unsigned i = 0; i < document->profile->genres_count; i++)
        if (matches(document, document->profile->genres[i].pattern, heading))
            return document->profile->genres[i].name;
    return NULL;
}

/* Whether one of the blocks from `first` on greets somebody, as a letter does. */
static bool greets(const struct document *document, size_t first) {
    for (size_t i = first; i < document->blocks_count && i < first + LAST_GREETING; i++)
        if (matches(document, document->profile->salute, document->blocks[i].span)) return true;
    return false;
}

/* Whether the block is the first line of a letter without heading: an office, then a dateline and a
   greeting. */
static bool opens_letter(const struct document *document, struct span block) {
    size_t next = document->heading + 1;
    return next < document->blocks_count && !genre_of(document, block) &&
           matches(document, document->profile->place_line, block) &&
           matches(document, document->profile->dateline, document->blocks[next].span) &&
           greets(document, next);
}

/* Whether the block begins with the label of a speech, and not with a title, whose colon stands
   behind the number of a chapter, or between several words and a subtitle. */
static bool opens_speech(const struct document *document, struct span block) {
    const struct encode_profile *profile = document->profile;
    const char *bytes = document->text->bytes;
    struct span groups[GROUPS];
    if (!regex_find(profile->speaker, bytes, block, groups, GROUPS)) return false;
    struct span label = groups[regex_group(profile->speaker, "label")];
    struct span rest = span_trim(document->text, (struct span){groups[0].end, block.end});
    bool several = memchr(bytes + label.start, ' ', label.end - label.start) &&
                   !matches(document, profile->titled, label);
    return !matches(document, profile->chapter, block) &&
           !(several && matches(document, profile->subsection, rest));
}

/* Whether a first block without a number is a heading: short, no sentence, no part of a message's
   frame, and not all there is. */
static bool looks_like_heading(const struct document *document, struct span block) {
    const struct encode_profile *profile = document->profile;
    /* A volume's title may be all that stands before its documents. */
    bool alone =
        document->part->kind == PART_DOCUMENT && document->heading + 1 == document->blocks_count;
    return !alone && block.end - block.start <= LONGEST_HEADING &&
           !ends_as_sentence(document, block) && !opens_speech(document, block) &&
           !matches(document, profile->dateline, block) &&
           !matches(document, profile->message_number, block) && !opens_letter(document, block) &&
           !matches(document, profile->salute, block);
}

/* What tells a person from all others of a volume, whose header lists each of them once: the entry
   of the user's list, or the name, if it is one: initials and offices, such as "THE CHAIRMAN", are
   another's in another document.  NULL where nothing does. */
static const char *person_key(struct document *document, const char *name,
                              const struct known_person *known) {
    enum { SHORTEST_NAME = 3 };
    if (known) return arena_join(document->arena, "#", known->id);
    if (profile_article(document->profile, name, strlen(name))) return NULL;
    const char *key = name_key(document->arena, name);
    return strlen(name_surname(key)) < SHORTEST_NAME ? NULL : key;
}

const char *person_office_key(const struct document *document, struct arena *arena, const char *key,
                              const char *office) {
    if (!key || !office || !*office) return NULL;
    const char *name = *key == '#' ? key : name_surname(key);
    size_t article = profile_article(document->profile, office, strlen(office));
    return arena_join(arena, name, ", ", name_key(arena, office + article));
}

/* The <person> of another document of the file who is the same. */
static struct tei_node *person_listed(const struct document *document, const char *key,
                                      const char *office_key) {
    struct tei_node *listed = key ? table_get(&document->encoding->people, key) : NULL;
    if (!listed && office_key) listed = table_get(&document->encoding->people, office_key);
    const char *id = listed ? tei_get(listed, "xml:id") : NULL;
    return id && !table_get(&document->persons_by_id, id) ? listed : NULL;
}

void document_identify(struct document *document, size_t index, const char *office_key,
                       const char *wish) {
    struct encoding *encoding = document->encoding;
    struct person *person = &document->persons[index];
    person->listed = person_listed(document, person->key, office_key);
    person->id = person->listed ? tei_get(person->listed, "xml:id")
                                : id_new(&encoding->ids, encoding->arena, wish);
    table_put(&document->persons_by_id, person->id, (void *)(uintptr_t)(index + 1));
}

const struct known_person *document_known_person(const struct document *document,
                                                 const char *name) {
    if (!document->known) return NULL;
    name += profile_article(document->profile, name, strlen(name));
    return known_person_named(document->known, document->profile->title_words, name);
}

/* The person of the document who is this one of the user's list; NULL where none is. */
static struct person *person_known_as(const struct document *document,
                                      const struct known_person *known) {
    size_t index = known ? (uintptr_t)table_get(&document->persons_by_known, known->id) : 0;
    struct person *person = index ? &document->persons[index - 1] : NULL;
    return person && person->known == known ? person : NULL;
}

static void say_near_miss(struct document *document, const char *name,
                          const struct known_person *near) {
    const char *place = document_find(document, name, document->span);
    text_say(document->text, place ? (size_t)(place - document->text->bytes) : document->span.start,
             document->report, SEVERITY_WARNING, "encode/person-near-miss",
             "if it is the same person, add this form of the name to the list of persons",
             "\"%s\" is not in the list of persons, but much like \"%s\"", name, near->name);
}

struct person *document_person_named(const struct document *document, const char *name) {
    uintptr_t index = (uintptr_t)table_get(&document->persons_by_name, name);
    return index ? &document->persons[index - 1] : NULL;
}

struct person *document_add_person(struct document *document, const char *name,
                                   const char *office) {
    const struct known_person *known = document_known_person(document, name);
    struct person *same = person_known_as(document, known);
    if (same) return same;
    const struct known_person *near = known ? NULL : known_person_near(document->known, name);
    if (near) say_near_miss(document, name, near);
    const char *key = person_key(document, name, known);
    const char *office_key = person_office_key(document, document->arena, key, office);
    struct person *person = LIST_ADD(document->persons);
    *person = (struct person){.key = key,
                              .office_key = office_key,
                              .keyed = office,
                              .name = name,
                              .office = office && *office ? office
                                        : known           ? known->office
                                                          : NULL,
                              .known = known};
    person->id = document_person_id(document, document->persons_count - 1, office_key,
                                    known ? known->id : name_folded(document->arena, name));
    const void *index = (void *)(uintptr_t)document->persons_count;
    if (known) table_put(&document->persons_by_known, known->id, index);
    if (!document_person_named(document, name)) table_put(&document->persons_by_name, name, index);
    return person;
}

/* Takes what joins a person to the one before off the office; true where it was a "to". */
static bool strip_connective(const struct document *document, struct span *office) {
    const struct regex *connective = document->profile->connective;
    struct span groups[GROUPS];
    if (!regex_find(connective, document->text->bytes, *office, groups, GROUPS)) return false;
    office->start = groups[0].end;
    struct span to = groups[regex_group(connective, "to")];
    return to.start != SIZE_MAX && to.end > to.start;
}

/* Persons with their names in brackets behind their offices.  Returns where the last one ends. */
static size_t read_persons(struct document *document, struct span heading, bool sent) {
    const struct regex *person = document->profile->person;
    struct span rest = heading, groups[GROUPS];
    bool to_seen = false;
    while (regex_find(person, document->text->bytes, rest, groups, GROUPS)) {
        struct span office = groups[regex_group(person, "office")];
        to_seen |= strip_connective(document, &office) && sent;
        struct person *added = document_add_person(
            document, document_line(document, groups[regex_group(person, "name")]),
            document_line(document, office));
        if (sent) added->role = to_seen ? PERSON_ADDRESSEE : PERSON_SENDER;
        rest.start = groups[0].end;
    }
    return rest.start;
}

/* Sender and addressee that are offices without a person's name. */
static void read_offices(struct document *document, struct span heading, size_t end_of_persons) {
    const struct regex *correspondence = document->profile->correspondence;
    struct span groups[GROUPS], rest = {end_of_persons, heading.end};
    size_t from = regex_group(correspondence, "from"), to = regex_group(correspondence, "to");
    bool found = regex_find(correspondence, document->text->bytes, heading, groups, GROUPS);
    if (!document->persons_count && found) {
        document->sender = document_line(document, groups[from]);
        document->addressee = document_line(document, groups[to]);
    } else if (document->persons_count == 1 && strip_connective(document, &rest)) {
        document->addressee = document_line(document, rest);
    } else if (document->persons_count == 1 && found && groups[to].start < end_of_persons) {
        struct person *person = &document->persons[0];
        person->role = PERSON_ADDRESSEE;
        const struct span office = {groups[to].start, end_of_persons};
        document->sender = document_line(document, groups[from]);
        char *words = (char *)document_line(document, office), *bracket = strrchr(words, '(');
        if (!bracket) return;
        while (bracket > words && bracket[-1] == ' ')
            bracket--;
        *bracket = '\0';
        person->office = words;
    }
}

static void read_participants(struct document *document, struct span heading) {
    if (heading.end - heading.start > LONGEST_WITH_PERSONS) return;
    heading = without_marker(document, heading);
    const struct regex *participants = document->profile->participants;
    struct span groups[GROUPS], persons = heading;
    bool sent = false;
    if (regex_find(participants, document->text->bytes, heading, groups, GROUPS)) {
        size_t from = regex_group(participants, "from");
        persons.start = groups[0].end;
        sent = from && groups[from].start != SIZE_MAX;
    }
    size_t end = read_persons(document, persons, sent);
    if (sent) read_offices(document, heading, end);
}

/* Whether the numbered block is the first of numbered paragraphs: sentences, one below the other.
 */
static bool is_numbered_paragraph(const struct document *document, struct span block) {
    size_t next = document->heading + 1;
    return ends_as_sentence(document, block) && next < document->blocks_count &&
           ends_as_sentence(document, document->blocks[next].span) &&
           matches(document, document->profile->number, document->blocks[next].span);
}

/* In a report the few words before a colon are labels that cannot be anything else. */
static void keep_sure_speeches(struct document *document) {
    size_t sure = 0;
    for (size_t i = 0; i < document->blocks_count; i++)
        sure += document->blocks[i].speaker && document->blocks[i].speaker->surely;
    for (size_t i = 0; i < document->blocks_count; i++)
        if (sure < 2 || (document->blocks[i].speaker && !document->blocks[i].speaker->surely))
            document->blocks[i].label = (struct span){0};
}

/* Whether the first block is the heading of the first of several lists of notes, and not of all. */
static bool heads_first_list(const struct document *document) {
    return document->part->kind == PART_NOTES && document->lists_count > 1 &&
           document->blocks[document->heading + 1].list;
}

void heading_read(struct document *document) {
    const struct regex *number = document->profile->number;
    struct span groups[GROUPS], title = {0};
    while (document->heading < document->blocks_count &&
           (!span_is_empty(document->blocks[document->heading].page) ||
            document->blocks[document->heading].span.start < document->part->division))
        document->heading++;
    if (document->heading < document->blocks_count) {
        struct span block = span_trim(document->text, document->blocks[document->heading].span);
        title = block;
        if (regex_find(number, document->text->bytes, block, groups, GROUPS) &&
            (document->part->number || !is_numbered_paragraph(document, block))) {
            document->number = document_copy(document, groups[regex_group(number, "number")]);
            title.start = groups[0].end;
        }
        document->has_heading = (document->number || looks_like_heading(document, block)) &&
                                !heads_first_list(document);
        document->first = document->has_heading ? document->heading + 1 : 0;
    }
    if (document->part->id)
        document->id = document->part->id;
    else if (document->id)
        document->id = document_id(document, document->id);
    else
        document->id = document_id(
            document, document->number ? arena_join(document->arena, "d", document->number)
                                       : document_stem(document));
    if (document->part->kind == PART_NOTES) return;
    if (document->has_heading) read_participants(document, title);
    if (document->has_heading && !document->genre)
        document->genre = genre_of(document, without_marker(document, title));
    if (!document->genre && greets(document, document->first)) document->genre = GENRE_LETTER;
    particulars_find(document);
    enum genre_structure structure = genre_structure(document->genre);
    if (structure == GENRE_OF_LETTERS || structure == GENRE_WITHOUT_STRUCTURE) return;
    size_t speeches = speeches_find(document);
    if (structure == GENRE_OF_SPEECHES) return;
    /* No word of the heading says so, but a third of what follows it are speeches. */
    bool spoken = speeches > 1 && 3 * speeches >= document->blocks_count;
    if (spoken && !document->genre) document->genre = GENRE_TRANSCRIPT;
    document->reports = !spoken;
    if (!spoken) keep_sure_speeches(document);
}
