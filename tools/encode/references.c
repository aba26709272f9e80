/* References: words that point to documents, notes, pages, other volumes of the series, and
   addresses on the web.  Each number is a reference of its own: "Documents 5 and 7" are two. */
#include "encode/internal.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* In a note that refers to something and says no more than so many letters besides, that is what
   "Ibid." in the next note means. */
enum { MOST_OTHER_LETTERS = 8 };

/* What a match of a pattern says. */
struct reference {
    const char *document, *note, *page, *period, *volume, *part, *address;
    struct span number, more; /* of what is meant, and further ones */
};

/* ---- what the note before refers to ---- */

/* The note that the run is all of; NULL where it is in none, or in one of several paragraphs. */
static const struct note *note_of(const struct document *document, size_t run) {
    const struct run *words = &document->runs[run];
    size_t low = 0, high = document->notes_count; /* which stand in the order of their words */
    while (low < high && words->kind == RUN_NOTE) {
        size_t middle = low + (high - low) / 2;
        const struct note *note = &document->notes[middle];
        if (note->words.start == words->span.start)
            return note->element == words->element ? note : NULL;
        if (note->words.start < words->span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The mark of the only reference of the note before, if that says nothing else; else NULL. */
static const struct mark *reference_before(const struct document *document, size_t run) {
    const struct note *note = note_of(document, run);
    const struct note *before = note && run ? note_of(document, run - 1) : NULL;
    if (!before || label_number(before->key) + 1 != label_number(note->key)) return NULL;
    const struct run *words = &document->runs[run - 1];
    const struct mark *found = NULL;
    for (size_t i = words->first_mark; i < words->first_mark + words->mark_count; i++) {
        const struct mark *mark = &document->marks[i];
        if (mark->kind == MARK_REFERENCE && found) return NULL;
        if (mark->kind == MARK_REFERENCE) found = mark;
    }
    if (!found) return NULL;
    size_t letters = 0;
    for (size_t i = words->span.start; i < words->span.end; i++)
        letters += (i < found->span.start || i >= found->span.end) &&
                   isalnum((unsigned char)document->text->bytes[i]);
    return letters <= MOST_OTHER_LETTERS ? found : NULL;
}

static void add_ibid(struct document *document, size_t run, struct span place) {
    struct span words = span_trim(document->text, document->runs[run].span);
    const struct mark *before = reference_before(document, run);
    size_t open = strspn(document->text->bytes + words.start, "(");
    if (!before || place.start != words.start + open) return;
    const char *value = before->value, *volume = before->volume;
    struct mark *mark = mark_add(document, MARK_REFERENCE, place, place);
    mark->value = value;
    mark->volume = volume;
}

/* ---- targets ---- */

static const char *group(struct document *document, const struct regex *rule,
                         const struct span *groups, const char *name, struct span *span) {
    size_t number = regex_group(rule, name);
    if (!number || groups[number].start == SIZE_MAX || span_is_empty(groups[number])) return NULL;
    if (span) *span = groups[number];
    return document_copy(document, groups[number]);
}

static struct reference read(struct document *document, const struct regex *rule,
                             const struct span *groups) {
    struct reference to = {0};
    to.period = group(document, rule, groups, "period", NULL);
    to.volume = group(document, rule, groups, "volume", NULL);
    to.part = group(document, rule, groups, "part", NULL);
    to.address = group(document, rule, groups, "address", NULL);
    to.document = group(document, rule, groups, "document", &to.number);
    to.page = group(document, rule, groups, "page", &to.number);
    to.note = group(document, rule, groups, "note", &to.number);
    group(document, rule, groups, "more", &to.more);
    return to;
}

/* "1969–1976" as "1969-76"; NULL where it is no such span of years. */
static const char *short_years(struct arena *arena, const char *period) {
    size_t digits = period ? strspn(period, "0123456789") : 0, length = period ? strlen(period) : 0;
    if (digits != 4) return NULL;
    const char *last = period + length - (length > digits ? 2 : 0);
    return length > digits ? arena_print(arena, "%.4s-%s", period, last) : period;
}

/* A roman number in two arabic digits or more; NULL where it is none. */
static const char *arabic(struct arena *arena, const char *roman) {
    unsigned value = roman ? roman_value(roman, strlen(roman)) : 0;
    return value ? arena_print(arena, "%02u", value) : NULL;
}

/* The address that the metadata has for documents of other volumes, with what the words say in its
   places; NULL where it has none, or places of which they say nothing. */
static const char *volume_address(struct document *document, const struct reference *to) {
    struct arena *arena = document->arena;
    const struct {
        const char *place, *value;
    } parts[] = {{"{period}", to->period},     {"{years}", short_years(arena, to->period)},
                 {"{volume}", to->volume},     {"{number}", arabic(arena, to->volume)},
                 {"{document}", to->document}, {"{part}", to->part}};
    const char *rest = document->encoding->metadata.series.volumes;
    if (!rest || (to->part && !strstr(rest, "{part}"))) return NULL;
    struct buffer address = {0};
    bool good = true;
    while (*rest && good) {
        size_t i = 0, count = sizeof parts / sizeof *parts;
        while (i < count && strncmp(rest, parts[i].place, strlen(parts[i].place)) != 0)
            i++;
        good = i == count || parts[i].value;
        if (i < count && good) buffer_text(&address, parts[i].value);
        if (i == count) buffer_byte(&address, *rest);
        rest += i < count ? strlen(parts[i].place) : 1;
    }
    const char *whole = good ? arena_copy(arena, address.bytes, address.length) : NULL;
    buffer_free(&address);
    return whole;
}

/* The name of the file that holds the document of that id, if that is another file of a volume. */
static const char *file_of(struct document *document, const char *id) {
    const struct encoding *encoding = document->encoding;
    bool split = encoding->parts_count < encoding->volume->parts_count;
    if (!split || !table_get(&encoding->volume->ids, id) || !strcmp(id, document->id)) return "";
    return arena_join(document->arena, id, ".xml");
}

/* The same of the page. */
static const char *file_of_page(struct document *document, const char *page) {
    const char *id = table_get(&document->encoding->volume->pages, page);
    return id ? file_of(document, id) : "";
}

/* Where it points; NULL where only its words tell. */
static const char *target_of(struct document *document, const struct reference *to) {
    struct arena *arena = document->arena;
    if (to->address) return to->address;
    if (to->volume) return volume_address(document, to);
    if (to->page) return arena_join(arena, file_of_page(document, to->page), "#pg_", to->page);
    const char *id = to->document ? arena_join(arena, "d", to->document) : document->id;
    const char *file = file_of(document, id);
    return to->note ? arena_join(arena, file, "#", id, "fn", to->note)
                    : arena_join(arena, file, "#", id);
}

/* Period, volume, part and document, as far as the words say them. */
static const char *volume_of(struct document *document, const struct reference *to) {
    const char *const parts[] = {to->period, to->volume, to->part, to->document};
    struct buffer words = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i]) buffer_print(&words, "%s%s", words.length ? " " : "", parts[i]);
    const char *volume = to->volume ? arena_copy(document->arena, words.bytes, words.length) : NULL;
    buffer_free(&words);
    return volume;
}

static void add(struct document *document, const struct reference *to, struct span place) {
    const char *target = target_of(document, to), *volume = volume_of(document, to);
    struct mark *mark = mark_add(document, MARK_REFERENCE, place, place);
    mark->value = target;
    mark->volume = volume;
}

/* Adds the references of a match: to what it says first, and then for each further number. */
static void add_all(struct document *document, struct reference to, struct span whole) {
    const char *bytes = document->text->bytes;
    struct span place = {whole.start, span_is_empty(to.more) ? whole.end : to.number.end};
    const char **number = to.note ? &to.note : to.page ? &to.page : &to.document;
    add(document, &to, place);
    for (size_t i = to.more.start; i < to.more.end; i = place.end) {
        while (i < to.more.end && !isdigit((unsigned char)bytes[i]))
            i++;
        place = (struct span){i, i};
        while (place.end < to.more.end && isdigit((unsigned char)bytes[place.end]))
            place.end++;
        if (span_is_empty(place)) return;
        *number = document_copy(document, place);
        bool last = place.end == to.more.end;
        add(document, &to, (struct span){place.start, last ? whole.end : place.end});
    }
}

/* Finds the references in the span, which is of the run of that index. */
static void find_in_span(struct document *document, size_t run, struct span span, sieve_set may) {
    const struct encode_profile *profile = document->profile;
    for (unsigned i = 0; i < profile->references_count; i++) {
        const struct regex *rule = profile->reference_patterns[i];
        if (i < SIEVED_REFERENCES && !(may >> (SOUGHT_REFERENCE + i) & 1)) continue;
        struct span rest = span, groups[MOST_REFERENCE_GROUPS];
        for (; regex_find(rule, document->text->bytes, rest, groups, MOST_REFERENCE_GROUPS);
             rest.start = groups[0].end) {
            if (groups[0].start >= groups[0].end) break; /* a pattern that may match nothing */
            struct reference to = read(document, rule, groups);
            if (group(document, rule, groups, "ibid", NULL))
                add_ibid(document, run, groups[0]);
            else if (to.document || to.note || to.page || to.volume || to.address)
                add_all(document, to, groups[0]);
        }
    }
}

void references_find(struct document *document, size_t run, sieve_set may) {
    find_in_span(document, run, document->runs[run].span, may);
}

/* ---- references that end in a marker ---- */

/* How far apart the number in the figures from `start` up to `end` is from `number`. */
static unsigned long distance(const char *bytes, size_t start, size_t end, unsigned long number) {
    unsigned long value = 0;
    for (size_t i = start; i < end; i++)
        value = value * 10 + (unsigned long)(bytes[i] - '0');
    return value > number ? value - number : number - value;
}

/* Whether the text has what the id names: a document, a page, or a note of the document. */
static bool is_there(struct document *document, const char *id) {
    size_t own = strlen(document->id);
    if (document_has_id(document, id)) return true;
    if (strncmp(id, document->id, own) || strncmp(id + own, "fn", 2)) return false;
    size_t key = label_of_number(strtoul(id + own + 2, NULL, 10));
    for (size_t i = 0; i < document->notes_count; i++)
        if (document->notes[i].key == key) return true;
    return false;
}

bool reference_may_end(struct document *document, const struct mark *mark, size_t number,
                       size_t end) {
    const char *target = mark->value ? strrchr(mark->value, '#') : NULL;
    if (!target || mark->volume) return true;
    if (is_there(document, target + 1)) return false;
    bool of_document = target[1] == 'd' && strspn(target + 2, "0123456789") == strlen(target + 2);
    if (!of_document || !document->number) return true;
    /* Editors refer to what is near. */
    const char *bytes = document->text->bytes;
    unsigned long own = strtoul(document->number, NULL, 10);
    return distance(bytes, number, end, own) < distance(bytes, number, mark->span.end, own);
}

bool reference_cut(struct document *document, size_t run, struct mark *mark, size_t end) {
    enum { FAR = 400 }; /* words of a reference reach no farther back */
    struct span span = {document->runs[run].span.start, end};
    size_t first = document->marks_count;
    bool found = false;
    if (mark->span.start > span.start + FAR) span.start = mark->span.start - FAR;
    while ((document->text->bytes[span.start] & 0xC0) == 0x80)
        span.start++;
    find_in_span(document, run, span, (sieve_set)-1);
    for (size_t i = first; i < document->marks_count && !found; i++) {
        const struct mark *cut = &document->marks[i];
        found = cut->span.start == mark->span.start && cut->span.end == end;
        if (found) *mark = *cut;
    }
    document->marks_count = first;
    return found;
}
