/* Who speaks in a play: labels of speeches are split into names, and names identified with the
   roles of the cast list and with each other.  Before the tree is made, so that a label can be
   understood by those that come later. */
#include "encode/names.h"
#include "encode/play.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* More roles than this are no cast, and names are compared with none of them. */
enum { GROUPS = 8, MOST_ROLES = 2000 };

/* Signs that end a label and are not of the name. */
static const char signs_of_labels[] = ".,:!; \t";

/* The article before the name, as its length; *definite: its key where it tells a person's sex. */
static size_t article_of(const struct play *play, const char *name, const char **definite) {
    const struct regex *pattern = play->document->profile->article;
    struct span whole = {0, strlen(name)}, groups[GROUPS];
    *definite = NULL;
    if (!regex_find(pattern, name, whole, groups, GROUPS) || groups[0].end == whole.end) return 0;
    size_t number = regex_group(pattern, "definite");
    struct span group = number ? groups[number] : (struct span){SIZE_MAX, SIZE_MAX};
    if (group.start != SIZE_MAX)
        *definite =
            name_key(play->document->arena, arena_copy(play->document->arena, name + group.start,
                                                       group.end - group.start));
    return groups[0].end;
}

/* What writings of one name share: the words of name_key(), without an article unless the same name
   stands with another one too, as in "der Alte" and "die Alte". */
static const char *key_of(const struct play *play, const char *name) {
    struct arena *arena = play->document->arena;
    const char *definite, *whole = name_key(arena, name);
    size_t article = article_of(play, name, &definite);
    const char *key = name_key(arena, name + article);
    const char *known = table_get(&play->articles, key);
    return *key && (!known || *known) ? key : whole;
}

/* Remembers the article; "" where the name has several. */
static void note_article(struct play *play, const char *name) {
    const char *definite;
    size_t length = article_of(play, name, &definite);
    if (!definite) return;
    const char *key = name_key(play->document->arena, name + length);
    const char *known = table_get(&play->articles, key);
    if (known && strcmp(known, definite) != 0) definite = "";
    table_put(&play->articles, key, definite);
}

/* ---- labels ---- */

static struct span group(const struct regex *pattern, const struct span *groups, const char *name) {
    size_t number = regex_group(pattern, name);
    bool found = number && groups[number].start != SIZE_MAX;
    return found ? groups[number] : (struct span){0};
}

/* The label without signs at its end and without words in brackets. */
static const char *name_of(struct document *document, struct span label) {
    char *name = (char *)document_line(document, label), *to = name;
    size_t depth = 0;
    for (const char *from = name; *from; from++) {
        depth += *from == '(';
        if (!depth) *to++ = *from;
        depth -= *from == ')' && depth;
    }
    while (to > name && strchr(signs_of_labels, to[-1]))
        to--;
    *to = '\0';
    return name + strspn(name, signs_of_labels);
}

static void read_label(struct play *play, struct play_line *line) {
    struct document *document = play->document;
    const struct regex *pattern = document->profile->speaker_line;
    struct span groups[GROUPS];
    line->label = line->words;
    if (regex_find(pattern, document->text->bytes, line->words, groups, GROUPS)) {
        line->label = group(pattern, groups, "label");
        line->stage = group(pattern, groups, "stage");
        line->sign = group(pattern, groups, "sign");
        line->speech = group(pattern, groups, "words");
    }
    line->name = name_of(document, line->label);
    if (*name_key(document->arena, line->name)) return;
    play_say(play, line->span.start, SEVERITY_WARNING, "encode/speaker-without-name",
             "write the name behind the mark", "nobody is named here; the line stays text");
    line->name = NULL;
    line->kind = LINE_TEXT;
    line->words = line->span;
    line->mark = 0;
}

/* Counts each label, and finds those that are slips of others. */
static void count_labels(struct play *play) {
    struct label_count *labels = memory_allocate(play->lines_count + 1, sizeof *labels);
    size_t count = 0;
    for (size_t i = 0; i < play->lines_count; i++) {
        const char *name = play->lines[i].name;
        if (!name) continue;
        uintptr_t before = (uintptr_t)table_get(&play->names, name);
        if (!before) labels[count++].name = name;
        table_put(&play->names, name, (void *)(before + 1));
    }
    for (size_t i = 0; i < count; i++)
        labels[i].count = (uintptr_t)table_get(&play->names, labels[i].name);
    slips_find(play->document, labels, count);
    free(labels);
}

/* ---- roles ---- */

static void read_role(struct play *play, size_t index) {
    struct document *document = play->document;
    const struct regex *pattern = document->profile->role;
    struct span groups[GROUPS], words = play->lines[index].words;
    if (regex_find(pattern, document->text->bytes, words, groups, GROUPS))
        words = group(pattern, groups, "role");
    const char *name = document_line(document, words), *key = key_of(play, name);
    if (!*key) return;
    *LIST_ADD(play->roles) = (struct play_role){.name = name, .key = key};
    play->lines[index].role = play->roles_count;
}

/* Whether every word of `part` is one of `whole`. */
static bool holds_words(const char *whole, const char *part) {
    for (; *part; part += strcspn(part, " "), part += *part == ' ') {
        size_t length = strcspn(part, " ");
        const char *word = whole;
        while (*word && !(strcspn(word, " ") == length && !memcmp(word, part, length)))
            word += strcspn(word, " "), word += *word == ' ';
        if (!*word) return false;
    }
    return true;
}

/* The role whose key passes the test with this one; NULL where it is none or could be several. */
static struct play_role *only_role(const struct play *play, const char *key,
                                   bool (*test)(const char *, const char *)) {
    struct play_role *found = NULL;
    for (size_t i = 0; i < play->roles_count && play->roles_count <= MOST_ROLES; i++) {
        if (!test(play->roles[i].key, key)) continue;
        if (found) return NULL;
        found = &play->roles[i];
    }
    return found;
}

static bool is_same(const char *role, const char *key) {
    return !strcmp(role, key);
}

/* Whether the words of the key begin words of the role, in their order, as abbreviations do; the
   last leaves out more than an ending of the word. */
static bool abbreviates(const char *role, const char *key) {
    enum { LONGEST_ENDING = 2 };
    size_t left_out = 0;
    for (; *key; key += strcspn(key, " "), key += *key == ' ') {
        size_t length = strcspn(key, " ");
        while (*role && (strcspn(role, " ") < length || memcmp(role, key, length) != 0))
            role += strcspn(role, " "), role += *role == ' ';
        if (!*role) return false;
        left_out = strcspn(role, " ") - length;
        role += length + left_out;
        role += *role == ' ';
    }
    return left_out > LONGEST_ENDING;
}

/* The role that the key surely means: that of exactly this name, else the only one whose name holds
   its words.  One who speaks under another name already is not another label's as well, unless the
   one holds the other's words. */
static struct play_role *role_named(const struct play *play, const char *key) {
    struct play_role *role = only_role(play, key, is_same);
    if (role) return role;
    role = only_role(play, key, holds_words);
    if (!role || !role->label || !strcmp(role->label, role->key)) return role;
    return holds_words(role->label, key) || holds_words(key, role->label) ? role : NULL;
}

/* The only role that nobody speaks yet whose name the label may be short for. */
static struct play_role *role_abbreviated(const struct play *play, const char *key) {
    struct play_role *role = strlen(key) < 2 ? NULL : only_role(play, key, abbreviates);
    return role && (!role->label || abbreviates(role->label, key)) ? role : NULL;
}

void play_read_labels(struct play *play) {
    for (size_t i = 0; i < play->lines_count; i++) {
        if (play->lines[i].kind == LINE_SPEAKER) read_label(play, &play->lines[i]);
        if (play->lines[i].name) note_article(play, play->lines[i].name);
    }
    for (size_t i = 0; i < play->lines_count; i++) {
        if (play->lines[i].kind == LINE_ROLE) read_role(play, i);
    }
    count_labels(play);
}

/* ---- persons ---- */

/* What is known of a name that speaks: a person's index from 1, by the name's key. */
static size_t person_known(const struct play *play, const char *key) {
    return (uintptr_t)table_get(&play->persons, key);
}

static bool is_collective(const struct play *play, const char *name) {
    struct span whole = {0, strlen(name)}, found;
    return regex_find(play->document->profile->collective, name, whole, &found, 1);
}

static void say_meant(const struct play *play, size_t offset, const char *name, const char *meant) {
    play_say(play, offset, SEVERITY_WARNING, "encode/speaker-near-miss",
             "if this is another person, correct @who by hand", "\"%s\" is taken for \"%s\"", name,
             meant);
}

/* Adds a person; returns the index, from 1. */
static size_t add_person(struct play *play, const char *name, struct play_role *role) {
    struct document *document = play->document;
    struct person *person = document_add_person(document, name, NULL);
    person->group = is_collective(play, name);
    if (role && !person->known) person->name = role->name;
    return (size_t)(person - document->persons) + 1;
}

/* The person whom one name means; `offset` is where it stands. */
static size_t identify(struct play *play, const char *name, size_t offset) {
    struct document *document = play->document;
    const char *key = key_of(play, name);
    const char *meant = table_get(&document->slips, name);
    size_t person = person_known(play, key);
    struct play_role *role = person ? NULL : role_named(play, key);
    bool same_key = meant && !strcmp(key_of(play, meant), key);
    bool unsure = !person && !role && !meant && !is_collective(play, name);
    struct play_role *near = unsure ? role_abbreviated(play, key) : NULL;
    if (unsure && !near) near = only_role(play, key, name_is_near);
    if (person) return person;
    if (!role && meant && !same_key && !is_collective(play, name)) {
        say_meant(play, offset, name, meant);
        person = identify(play, meant, offset);
    } else {
        if (near) say_meant(play, offset, name, near->name);
        if (near) role = near;
        person = role && role->person ? role->person : add_person(play, name, role);
        if (role) role->person = person;
        if (role && !role->label) role->label = key;
        if (play->roles_count && !role && !document->persons[person - 1].group)
            play_say(play, offset, SEVERITY_NOTE, "encode/speaker-not-in-cast",
                     "write the name as the cast list has it, if it is there",
                     "\"%s\" speaks, but the cast list has nobody whom that surely means", name);
    }
    table_put(&play->persons, key, (void *)(uintptr_t)person);
    return person;
}

/* ---- several speakers ---- */

/* Whether the name is that of a role, or of a person who speaks alone somewhere. */
static bool is_name(const struct play *play, const char *name) {
    const char *key = key_of(play, name);
    return person_known(play, key) || role_named(play, key) || table_get(&play->names, name);
}

/* The names in the label, into `parts`: as many as are returned; 1 where it is one name.  They are
   several if all are names of persons; where no comma joins them, if one of them is. */
enum { MOST_NAMES = 12 };
static size_t split(const struct play *play, const char *name, const char **parts) {
    struct arena *arena = play->document->arena;
    const struct regex *together = play->document->profile->together;
    struct span rest = {0, strlen(name)}, groups[GROUPS];
    size_t count = 0, comma = regex_group(together, "comma"), known = 0;
    bool commas = false;
    parts[0] = name;
    if (role_named(play, key_of(play, name))) return 1;
    while (count + 1 < MOST_NAMES && regex_find(together, name, rest, groups, GROUPS) &&
           !span_is_empty(groups[0])) {
        parts[count++] = arena_copy(arena, name + rest.start, groups[0].start - rest.start);
        commas |= comma && comma < GROUPS && groups[comma].start != SIZE_MAX;
        rest.start = groups[0].end;
    }
    if (!count) return 1;
    parts[count++] = arena_copy(arena, name + rest.start, rest.end - rest.start);
    for (size_t i = 0; i < count; i++) {
        if (!*name_key(arena, parts[i])) known = 0, commas = true;
        known += is_name(play, parts[i]);
    }
    if (known == count || (known && !commas)) return count;
    parts[0] = name;
    return 1;
}

const char *play_who(struct play *play, const struct play_line *line) {
    const char *parts[MOST_NAMES];
    const char *who = table_get(&play->whos, line->name);
    struct arena *arena = play->document->arena;
    if (who) return who;
    size_t count = split(play, line->name, parts);
    for (size_t i = 0; i < count; i++) {
        size_t person = identify(play, parts[i], line->label.start);
        const char *id = play->document->persons[person - 1].id;
        who = who ? arena_join(arena, who, " #", id) : arena_join(arena, "#", id);
    }
    table_put(&play->whos, line->name, who);
    return who;
}
