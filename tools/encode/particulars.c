/* Particulars: the lines above a memorandum that say to whom it goes, from whom and about what, or
   who took part.  They become a list of labels and items; what they say goes to the header too. */
#include "encode/internal.h"
#include "encode/names.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 16, LONGEST_ENTRY = 160 };

struct reader {
    struct document *document;
    LIST_OF(cut, cuts);
    bool listing;  /* participants follow */
    bool in_small; /* some are written in small letters too, so that capitals are a heading */
    bool awaiting; /* the words of a label that stands alone follow */
};

static bool matches(const struct document *document, const struct regex *regex, struct span span,
                    struct span *groups) {
    return !span_is_empty(span) && regex_find(regex, document->text->bytes, span, groups, GROUPS);
}

static bool has(const struct regex *regex, const struct span *groups, const char *name) {
    size_t group = regex_group(regex, name);
    return group && groups[group].start != SIZE_MAX;
}

/* Sets `line` to the first line of `rest`, which goes on behind it; false where nothing is left. */
static bool next_line(const struct document *document, struct span *rest, struct span *line) {
    if (span_is_empty(*rest)) return false;
    const char *start = document->text->bytes + rest->start;
    const char *line_end = memchr(start, '\n', rest->end - rest->start);
    line->start = rest->start;
    line->end = line_end ? (size_t)(line_end - document->text->bytes) : rest->end;
    rest->start = line_end ? line->end + 1 : rest->end;
    line->end = line->start + (span_trim(document->text, *line).end - line->start);
    return true;
}

/* The same of what stands side by side in columns: a tab or several spaces part it. */
static bool next_column(const struct document *document, struct span *rest, struct span *column) {
    enum { LEAST_SPACES = 3 };
    const char *bytes = document->text->bytes;
    *rest = span_trim(document->text, *rest);
    if (span_is_empty(*rest)) return false;
    *column = *rest;
    for (size_t i = rest->start; i < rest->end; i++) {
        size_t spaces = strspn(bytes + i, " ");
        if (bytes[i] == '\t' || spaces >= LEAST_SPACES) {
            column->end = i;
            break;
        }
        i += spaces;
    }
    rest->start = column->end;
    return true;
}

static void add_cut(struct reader *reader, struct span line, enum block_kind kind,
                    struct span label) {
    struct cut *cut = LIST_ADD(reader->cuts);
    *cut = (struct cut){line.start, kind, label};
}

/* ---- who took part ---- */

struct person *person_read(struct document *document, struct span words) {
    const struct regex *participant = document->profile->participant;
    struct span groups[GROUPS];
    if (!matches(document, participant, words, groups)) return NULL;
    const char *name = document_line(document, groups[regex_group(participant, "name")]);
    const char *office = has(participant, groups, "office")
                             ? document_line(document, groups[regex_group(participant, "office")])
                             : NULL;
    /* "The Chairman (Mr. Goodall)" */
    const struct encode_profile *profile = document->profile;
    if (office && profile_article(profile, name, strlen(name)) &&
        profile_begins_with_title(profile, document->arena, office)) {
        const char *role = name;
        name = office;
        office = role;
    }
    struct person *person = document_person_named(document, name);
    if (!person) return document_add_person(document, name, office);
    if (!person->office) person->office = office;
    return person;
}

/* Whether each column of the line is as the pattern says. */
static bool columns_match(const struct document *document, const struct regex *regex,
                          struct span line) {
    struct span groups[GROUPS], column;
    bool all = !span_is_empty(line);
    while (all && next_column(document, &line, &column))
        all = matches(document, regex, column, groups);
    return all;
}

static bool is_entry(const struct document *document, struct span line) {
    return line.end - line.start <= LONGEST_ENTRY &&
           columns_match(document, document->profile->participant, line);
}

/* Whether the line is the heading of the entries in `rest`, or, where that is empty, in the block
   behind. */
static bool is_group(const struct document *document, struct span line, struct span rest,
                     size_t index) {
    struct span next;
    if (!next_line(document, &rest, &next)) {
        if (index + 1 == document->blocks_count) return false;
        rest = document->blocks[index + 1].span;
        if (!next_line(document, &rest, &next)) return false;
    }
    bool ends_in_colon = document->text->bytes[line.end - 1] == ':';
    return is_entry(document, next) &&
           (ends_in_colon || (columns_match(document, document->profile->delegation, line) &&
                              !columns_match(document, document->profile->delegation, next)));
}

/* Whether all lines of the block are participants and headings of some. */
static bool are_entries(const struct document *document, size_t index) {
    struct span block = document->blocks[index].span, line;
    while (next_line(document, &block, &line))
        if (!is_group(document, line, block, index) && !is_entry(document, line)) return false;
    return true;
}

static void add_entry(struct reader *reader, struct span line) {
    struct span groups[GROUPS];
    reader->in_small |=
        !matches(reader->document, reader->document->profile->section, line, groups);
    add_cut(reader, line, BLOCK_ENTRY, (struct span){0});
    for (struct span column; next_column(reader->document, &line, &column);)
        person_read(reader->document, column);
}

/* Adds the line as what it is in a list of participants; false where it is nothing there. */
static bool add_line(struct reader *reader, struct span line, struct span rest, size_t index) {
    if (is_group(reader->document, line, rest, index))
        add_cut(reader, line, BLOCK_GROUP, (struct span){0});
    else if (is_entry(reader->document, line))
        add_entry(reader, line);
    else
        return false;
    return true;
}

/* ---- the lines ---- */

/* Sender and addressee, where the heading names none. */
static void add_correspondent(struct document *document, struct span words, enum person_role role,
                              const char **office) {
    for (size_t i = 0; i < document->persons_count; i++)
        if (document->persons[i].role == role) return;
    words = without_marker(document, span_trim(document->text, words));
    if (*office || span_is_empty(words)) return;
    struct person *person = person_read(document, words);
    if (!person)
        *office = document_line(document, words);
    else if (person->role == PERSON_PRESENT)
        person->role = role;
}

static void take_particular(struct document *document, struct span words,
                            const struct span *groups) {
    const struct regex *particular = document->profile->particular;
    if (has(particular, groups, "from"))
        add_correspondent(document, words, PERSON_SENDER, &document->sender);
    else if (has(particular, groups, "to"))
        add_correspondent(document, words, PERSON_ADDRESSEE, &document->addressee);
    else if (has(particular, groups, "date") && !document->date)
        document->date = date_first(document, words);
}

/* Whether the words behind a label on its line are the first of participants, who stand below it in
   the lines of `rest` that are set in. */
static bool opens_entries(const struct document *document, struct span words, struct span rest) {
    struct span line;
    return document->text->bytes[words.start] == ' ' && is_entry(document, words) &&
           document->text->bytes[words.start + 1] != ' ' && next_line(document, &rest, &line) &&
           strchr(" \t", document->text->bytes[line.start]) && is_entry(document, line);
}

/* The persons who are named one behind the other. */
static void read_persons(struct document *document, struct span words) {
    const char *bytes = document->text->bytes;
    while (!span_is_empty(words)) {
        const char *end = memchr(bytes + words.start, ';', words.end - words.start);
        struct span name = {words.start, end ? (size_t)(end - bytes) : words.end};
        person_read(document, span_trim(document->text, name));
        words.start = name.end + 1;
    }
}

/* Adds the label of a particular, whose words may stand in the lines of `rest` below it. */
static void add_particular(struct reader *reader, struct span line, const struct span *groups,
                           struct span rest) {
    struct document *document = reader->document;
    const struct regex *particular = document->profile->particular;
    struct span label = groups[regex_group(particular, "label")], words = {label.end, line.end};
    bool bare = span_is_empty(span_trim(document->text, words));
    bool participants =
        has(particular, groups, "participants") || has(particular, groups, "participants_alone");
    add_cut(reader, line, BLOCK_PARTICULAR, label);
    reader->listing = participants && (bare || opens_entries(document, words, rest));
    reader->awaiting = bare && !reader->listing;
    if (reader->listing && !bare)
        add_entry(reader, span_trim(document->text, words));
    else if (participants)
        read_persons(document, words);
    take_particular(document, words, groups);
}

/* Reads a block that begins with a particular, and those on its further lines. */
static void read_block(struct reader *reader, size_t index) {
    struct document *document = reader->document;
    struct span block = document->blocks[index].span, line, groups[GROUPS];
    while (next_line(document, &block, &line)) {
        if (matches(document, document->profile->particular, line, groups)) {
            add_particular(reader, line, groups, block);
        } else if (reader->awaiting) {
            add_cut(reader, line, BLOCK_VALUE, (struct span){0});
            reader->awaiting = false;
        } else if (!reader->listing || !add_line(reader, line, block, index)) {
            reader->listing = false;
        }
    }
}

/* Whether the block begins with a particular. */
static bool is_particular(const struct document *document, struct span block) {
    struct span line, groups[GROUPS];
    return next_line(document, &block, &line) &&
           matches(document, document->profile->particular, line, groups);
}

/* Whether the block is a title in capitals above particulars. */
static bool is_subtitle(const struct document *document, size_t index) {
    struct span groups[GROUPS];
    return index + 1 < document->blocks_count &&
           matches(document, document->profile->section, document->blocks[index].span, groups) &&
           is_particular(document, document->blocks[index + 1].span);
}

/* Reads the block; false where it is no part of what opens the document. */
static bool read_next(struct reader *reader, size_t index) {
    struct document *document = reader->document;
    const struct encode_profile *profile = document->profile;
    struct span block = document->blocks[index].span, groups[GROUPS];
    if (!span_is_empty(document->blocks[index].page)) return true;
    if (!reader->cuts_count && block_floats(document, &document->blocks[index])) return true;
    if (is_particular(document, block)) {
        read_block(reader, index);
    } else if (reader->in_small && matches(document, profile->section, block, groups)) {
        return false;
    } else if (reader->listing && are_entries(document, index)) {
        struct span line;
        while (next_line(document, &block, &line))
            add_line(reader, line, block, index);
    } else if (reader->awaiting) {
        add_cut(reader, block, BLOCK_VALUE, (struct span){0});
        reader->awaiting = false;
    } else if (!reader->cuts_count && is_subtitle(document, index)) {
        add_cut(reader, block, BLOCK_SUBTITLE, (struct span){0});
    } else {
        return !reader->cuts_count && (matches(document, profile->dateline, block, groups) ||
                                       matches(document, profile->message_number, block, groups) ||
                                       is_before_dateline(document, index));
    }
    return true;
}

void particulars_find(struct document *document) {
    struct reader reader = {.document = document};
    for (size_t i = document->first; i < document->blocks_count; i++)
        if (!read_next(&reader, i)) break;
    blocks_cut(document, reader.cuts, reader.cuts_count);
    free(reader.cuts);
}
