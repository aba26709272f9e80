/* The values of xml:id: each once in a file, made of what the text has.  A document that is made
   while others before it are still being made cannot know its own: it is promised them, and they
   are given once the others have theirs. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- ids ---- */

/* Whether the character may stand in an XML name, and first in it (Namespaces in XML, NCName; of
   what lies outside ASCII only letters, and those that were letters when XML was made: most parsers
   know no others). */
static bool is_name_character(const char *bytes, size_t size, utf8proc_int32_t code, bool first) {
    if (code < 0x80)
        return isalpha(code) || code == '_' || (!first && (isdigit(code) || strchr("-.", code)));
    utf8proc_category_t category = utf8proc_category(code);
    char name[8] = "d";
    memcpy(name + !first, bytes, size);
    return code >= 0xC0 && code < 0x10000 && category >= UTF8PROC_CATEGORY_LU &&
           category <= UTF8PROC_CATEGORY_LO && !xmlValidateNCName((const xmlChar *)name, 0);
}

/* What of `wish` a name can hold; what cannot stand first gets a "d" before it. */
static const char *make_name(struct arena *arena, const char *wish) {
    char *name = arena_allocate(arena, strlen(wish) + 2), *end = name;
    utf8proc_int32_t code;
    for (utf8proc_ssize_t size; *wish; wish += size) {
        size = utf8proc_iterate((const utf8proc_uint8_t *)wish, -1, &code);
        if (size < 1) size = 1, code = -1;
        size_t length = (size_t)size;
        bool good = code > 0 && is_name_character(wish, length, code, false);
        if (good && end == name && !is_name_character(wish, length, code, true)) *end++ = 'd';
        if (good) {
            memcpy(end, wish, length);
            end += length;
        } else if (end > name && end[-1] != '_' && wish[size]) {
            *end++ = '_';
        }
    }
    if (end == name) *end = 'd';
    return name;
}

bool encode_is_id(const char *id) {
    struct arena *arena = arena_new();
    bool same = !strcmp(make_name(arena, id), id);
    arena_free(arena);
    return same;
}

const char *id_new(struct table *ids, struct arena *arena, const char *wish) {
    const char *id = make_name(arena, wish), *wished = id;
    /* The number of the last id of this name is remembered, so that many equal wishes stay quick.
     */
    uintptr_t number = (uintptr_t)table_get(ids, wished);
    while (table_get(ids, id))
        id = arena_join(arena, wished, "_", arena_number(arena, (size_t)++number));
    table_put(ids, id, (void *)(uintptr_t)1);
    if (id != wished) table_put(ids, wished, (void *)number);
    return id;
}

static const char *original_id(struct encoding *encoding) {
    if (!encoding->original_id)
        encoding->original_id = id_new(&encoding->ids, encoding->arena, "original");
    return encoding->original_id;
}

/* ---- what is promised ---- */

/* Stands at both ends of a promise, which is its index in figures; no text holds it (XML 1.0
   §2.2). */
enum { SIGN = '\x01' };

enum promised { PROMISED_ID, PROMISED_PERSON, PROMISED_ORIGINAL };

struct promise {
    enum promised what;
    const char *wish;
    const char *id; /* once it is kept */
    /* Of PROMISED_PERSON: index in document.persons, and see document_identify(). */
    size_t person;
    const char *office_key;
};

struct promises {
    LIST_OF(promise, made);
    struct table wished; /* ids made of the wishes -> SURE or UNSURE, of the first `entered` */
    size_t entered;
    const char *
        *absent; /* ids of which the document was told that no document before it has them */
    size_t absent_count, absent_capacity;
    bool unsound;
};

/* Whether the id that a wish makes is there in the file by then: that of a person may be another,
   under which the person is listed. */
enum { SURE = 1, UNSURE };

struct promises *promises_new(void) {
    return memory_allocate(1, sizeof(struct promises));
}

void promises_clear(struct promises *promises) {
    table_free(&promises->wished);
    promises->made_count = promises->entered = promises->absent_count = 0;
    promises->unsound = false;
}

void promises_free(struct promises *promises) {
    table_free(&promises->wished);
    free(promises->made);
    free(promises->absent);
    free(promises);
}

static const char *promise(struct document *document, const struct promise *promise) {
    struct promises *promises = document->promises;
    const char sign[] = {SIGN, '\0'};
    const char *words = arena_join(document->arena, sign,
                                   arena_number(document->arena, promises->made_count), sign);
    *LIST_ADD(promises->made) = *promise;
    return words;
}

/* Whether the id may be one that was made of a wish with a number behind it. */
static bool may_be_numbered(const struct promises *promises, struct arena *arena, const char *id) {
    const char *line = strrchr(id, '_');
    return line && table_get(&promises->wished, arena_copy(arena, id, (size_t)(line - id)));
}

static bool promise_has_id(struct document *document, const char *id) {
    struct promises *promises = document->promises;
    for (; promises->entered < promises->made_count; promises->entered++) {
        const struct promise *made = &promises->made[promises->entered];
        const char *name = make_name(document->arena, made->wish);
        uintptr_t how = made->what == PROMISED_PERSON ? UNSURE : SURE;
        if (how == SURE || !table_get(&promises->wished, name))
            table_put(&promises->wished, name, (void *)how);
    }
    uintptr_t how = (uintptr_t)table_get(&promises->wished, id);
    if (how == SURE) return true;
    promises->unsound |= how == UNSURE || may_be_numbered(promises, document->arena, id);
    promises->absent = memory_grow(promises->absent, &promises->absent_capacity,
                                   promises->absent_count + 1, sizeof *promises->absent);
    promises->absent[promises->absent_count++] = id;
    return false;
}

bool promises_are_sound(const struct document *document) {
    const struct promises *promises = document->promises;
    bool sound = !promises->unsound;
    for (size_t i = 0; i < promises->absent_count && sound; i++)
        sound = !table_get(&document->encoding->ids, promises->absent[i]);
    return sound;
}

void promises_keep(struct document *document) {
    struct promises *promises = document->promises;
    struct encoding *encoding = document->encoding;
    for (struct promise *made = promises->made; made < promises->made + promises->made_count;
         made++) {
        if (made->what == PROMISED_PERSON)
            document_identify(document, made->person, made->office_key, made->wish);
        made->id = made->what == PROMISED_PERSON ? document->persons[made->person].id
                   : made->what == PROMISED_ORIGINAL
                       ? original_id(encoding)
                       : id_new(&encoding->ids, encoding->arena, made->wish);
    }
}

void promises_append(const struct document *document, const char *bytes, size_t length,
                     struct buffer *output) {
    const char *end = bytes + length, *sign;
    while (document->promises && (sign = memchr(bytes, SIGN, (size_t)(end - bytes)))) {
        char *behind;
        size_t index = strtoul(sign + 1, &behind, 10);
        buffer_append(output, bytes, (size_t)(sign - bytes));
        buffer_text(output, document->promises->made[index].id);
        bytes = behind + 1;
    }
    buffer_append(output, bytes, (size_t)(end - bytes));
}

const char *promises_kept(const struct document *document, const char *words) {
    struct buffer kept = {0};
    promises_append(document, words, strlen(words), &kept);
    const char *copy = arena_copy(document->encoding->arena, kept.bytes, kept.length);
    buffer_free(&kept);
    return copy;
}

/* ---- what documents ask for ---- */

const char *document_id(struct document *document, const char *wish) {
    if (document->promises)
        return promise(document, &(struct promise){.what = PROMISED_ID, .wish = wish});
    return id_new(&document->encoding->ids, document->encoding->arena, wish);
}

const char *document_original_id(struct document *document) {
    if (document->promises)
        return promise(document, &(struct promise){PROMISED_ORIGINAL, .wish = "original"});
    return original_id(document->encoding);
}

const char *document_person_id(struct document *document, size_t index, const char *office_key,
                               const char *wish) {
    if (document->promises)
        return promise(document, &(struct promise){PROMISED_PERSON, wish, NULL, index, office_key});
    document_identify(document, index, office_key, wish);
    return document->persons[index].id;
}

bool document_has_id(struct document *document, const char *id) {
    return table_get(&document->encoding->volume->ids, id) ||
           (document->promises ? promise_has_id(document, id)
                               : table_get(&document->encoding->ids, id) != NULL);
}
