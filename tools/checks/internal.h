/* What the files of checks share: the run over one document. */
#ifndef TEIKIT_CHECKS_INTERNAL_H
#define TEIKIT_CHECKS_INTERNAL_H

#include "base/arena.h"
#include "base/buffer.h"
#include "checks/checks.h"

#include <libxml/hash.h>

/* A pointer to what has not been met yet. */
struct pointer {
    struct xml_place place; /* the file is a copy */
    const char *attribute, *value;
    size_t count; /* how many have this value, whatever their attributes */
};

/* Characters of a kind that is not wanted: the first of them, and how many. */
enum unwanted { PRIVATE_USE, REPLACEMENT, DECOMPOSED, TAB, TRAILING_SPACE, UNWANTED };
struct unwanted_characters {
    struct xml_place first; /* the file is a copy */
    long code;              /* of the first */
    size_t count;
};

/* What an attribute is to the checks. */
enum role { PLAIN, POINTER, ID, LANGUAGE };

/* Names are told apart by their addresses; those that were met last are remembered. */
enum { ROLES = 64 };
struct named_role {
    const char *uri, *local;
    enum role role;
};

/* A slot of a table of words; free where text is NULL. */
struct word {
    const char *text; /* in the arena, with a NUL behind it */
    size_t length, number;
};

struct words {
    struct arena *arena;
    struct word *slots;
    size_t count, capacity; /* a power of 2 */
};

struct checks_run {
    unsigned checks;
    const char *path, *name;
    struct checks_files *files;
    struct report *report;
    struct words ids;     /* with their lines */
    struct words targets; /* of pointers, with their indices in: */
    struct pointer *pointers;
    size_t pointer_count, pointer_capacity;
    size_t compared; /* how many ids were, with what points to nothing */
    struct named_role roles[ROLES];
    const char *uri;         /* of the element before */
    bool is_tei;             /* and whether that is TEI's */
    xmlHashTable *languages; /* tags that were checked, with whether they are good */
    struct unwanted_characters unwanted[UNWANTED];
    bool whole;    /* the document was read to its end, so that all ids are known */
    size_t errors; /* so many were found before the event at hand */
    long last;     /* the character that the piece of text before ends with; 0: a tag is between */
    bool composed; /* a character was met that could be written as two */
};

/* Adds a warning with a hint, which may be NULL. */
void checks_say(struct checks_run *run, const char *code, struct xml_place place, const char *hint,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The place with a copy of its file's name, to be freed. */
struct xml_place place_to_keep(struct xml_place place);

/* words.c */
void words_begin(struct words *words);
void words_end(struct words *words);

/* NULL: it was not added. */
struct word *words_find(const struct words *words, const char *text, size_t length);

/* Adds a word that was not; valid until the next one. */
const struct word *words_add(struct words *words, const char *text, size_t length, size_t number);

/* ids.c */
void ids_take(struct checks_run *run, const struct xml_attribute *attribute,
              struct xml_reader *reader);

/* pointers.c */
bool is_pointer(const char *attribute);
void pointers_take(struct checks_run *run, const char *element,
                   const struct xml_attribute *attribute, struct xml_reader *reader);
void pointers_end(struct checks_run *run);

/* files.c: whether the file can be had, and, if `id` is not NULL, whether an element of it has that
   id. */
enum found { FOUND, NO_FILE, NO_ID };
enum found files_find(struct checks_files *files, const char *path, const char *id);

/* characters.c */
void characters_take(struct checks_run *run, const char *text, size_t length,
                     struct xml_reader *reader);
void characters_end(struct checks_run *run);

#endif
