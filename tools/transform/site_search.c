/* The index of a site: which words a document has, and which documents a word. */
#include "transform/site_search.h"

#include "base/memory.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Appends a string of JSON, which is one of JavaScript as well. */
static void add_string(struct buffer *to, const char *text) {
    buffer_byte(to, '"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_print(to, "\\%c", byte);
        else if (byte < ' ')
            buffer_print(to, "\\u%04x", byte);
        else
            buffer_byte(to, (char)byte);
    }
    buffer_byte(to, '"');
}

/* ---- the words of a document ---- */

/* Words as offsets in a buffer, each ended by a NUL. */
struct word_list {
    struct buffer bytes;
    size_t *starts;
    size_t count, capacity;
    bool within; /* the last one is not ended yet */
};

static void add_letter(struct word_list *list, const char *bytes, size_t length) {
    if (!list->within) {
        list->starts =
            memory_grow(list->starts, &list->capacity, list->count + 1, sizeof *list->starts);
        list->starts[list->count++] = list->bytes.length;
        list->within = true;
    }
    buffer_append(&list->bytes, bytes, length);
}

static void end_word(struct word_list *list) {
    if (list->within) buffer_byte(&list->bytes, '\0');
    list->within = false;
}

/* A character other than those of ASCII: its letters without marks (NFKD), in small letters. */
static void add_character(struct word_list *list, utf8proc_int32_t character) {
    enum { MOST = 32 };
    utf8proc_int32_t parts[MOST];
    int bound = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        character, parts, MOST, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, &bound);
    for (utf8proc_ssize_t i = 0; i < count && i < MOST; i++) {
        utf8proc_category_t category = utf8proc_category(parts[i]);
        bool is_letter = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t length = utf8proc_encode_char(utf8proc_tolower(parts[i]), bytes);
        if (is_letter)
            add_letter(list, (char *)bytes, (size_t)length);
        else
            end_word(list);
    }
}

static void add_words(struct word_list *list, const char *text) {
    while (*text) {
        unsigned char byte = (unsigned char)*text;
        if (byte < 0x80) {
            char letter = (char)(byte >= 'A' && byte <= 'Z' ? byte + 'a' - 'A' : byte);
            if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
                add_letter(list, &letter, 1);
            else
                end_word(list);
            text++;
            continue;
        }
        utf8proc_int32_t character;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &character);
        if (length < 1) break; /* libxml2 gives no such thing */
        add_character(list, character);
        text += length;
    }
    end_word(list);
}

static int compare_words(const void *first, const void *second) {
    return strcmp(*(const char *const *)first, *(const char *const *)second);
}

/* Appends the words, sorted and each once. */
static void write_words(const struct word_list *list, struct buffer *to) {
    const char **words = memory_allocate(list->count + 1, sizeof *words);
    for (size_t i = 0; i < list->count; i++)
        words[i] = list->bytes.bytes + list->starts[i];
    if (list->count) qsort(words, list->count, sizeof *words, compare_words);
    for (size_t i = 0; i < list->count; i++)
        if (!i || strcmp(words[i], words[i - 1])) buffer_print(to, "%s ", words[i]);
    free(words);
}

static void add_line(xmlNode *line, struct buffer *text, struct word_list *list) {
    static const char *const parts[] = {"id", "label"};
    xmlChar *content = xmlNodeGetContent(line);
    buffer_byte(text, '[');
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        xmlChar *value = xmlGetNoNsProp(line, BAD_CAST parts[i]);
        add_string(text, value ? (const char *)value : "");
        buffer_byte(text, ',');
        xmlFree(value);
    }
    add_string(text, (const char *)content);
    buffer_text(text, "],\n");
    add_words(list, (const char *)content);
    xmlFree(content);
}

void search_take_lines(xmlNode *entry, const char *name, struct buffer *text,
                       struct buffer *words) {
    struct word_list list = {0};
    buffer_text(text, "teikitText(");
    add_string(text, name);
    buffer_text(text, ",[\n");
    for (xmlNode *child = entry->children, *next; child; child = next) {
        next = child->next;
        if (child->type != XML_ELEMENT_NODE || !xmlStrEqual(child->name, BAD_CAST "line")) continue;
        add_line(child, text, &list);
        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
    buffer_text(text, "]);\n");
    write_words(&list, words);
    buffer_free(&list.bytes);
    free(list.starts);
}

/* ---- the documents of a word ---- */

/* A word with its documents: how far each is from the one before, in base 36. */
struct posting {
    char *word;
    struct buffer documents;
    size_t last;
};

struct postings {
    xmlHashTable *places; /* of words in the list, counted from 1 */
    struct posting *list;
    size_t count, capacity;
};

static void add_number(struct buffer *to, size_t number) {
    char digits[16];
    size_t length = 0;
    do
        digits[length++] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    while (number /= 36);
    while (length)
        buffer_byte(to, digits[--length]);
}

static void add_posting(struct postings *postings, const char *word, size_t document) {
    uintptr_t place = (uintptr_t)xmlHashLookup(postings->places, BAD_CAST word);
    if (!place) {
        postings->list = memory_grow(postings->list, &postings->capacity, postings->count + 1,
                                     sizeof *postings->list);
        postings->list[postings->count] = (struct posting){.word = memory_copy(word, strlen(word))};
        place = ++postings->count;
        if (xmlHashAddEntry(postings->places, BAD_CAST word, (void *)place)) memory_exhausted();
    }
    struct posting *posting = &postings->list[place - 1];
    buffer_byte(&posting->documents, ' ');
    add_number(&posting->documents, document - posting->last);
    posting->last = document;
}

static void add_document(struct postings *postings, const char *words, size_t document) {
    struct buffer word = {0};
    for (const char *end; (end = strchr(words, ' ')); words = end + 1) {
        word.length = 0;
        buffer_append(&word, words, (size_t)(end - words));
        add_posting(postings, word.bytes, document);
    }
    buffer_free(&word);
}

static int compare_postings(const void *first, const void *second) {
    return strcmp(((const struct posting *)first)->word, ((const struct posting *)second)->word);
}

static utf8proc_int32_t first_letter(const char *word) {
    utf8proc_int32_t letter = 0;
    utf8proc_iterate((const utf8proc_uint8_t *)word, -1, &letter);
    return letter;
}

/* Gives a file for each first letter; words are letters and figures, so nothing is escaped. */
static bool write_postings(const struct postings *postings, collection_take *take, void *context) {
    bool taken = true;
    struct buffer path = {0}, file = {0};
    for (size_t i = 0; i < postings->count && taken;) {
        unsigned letter = (unsigned)first_letter(postings->list[i].word);
        path.length = file.length = 0;
        buffer_print(&path, "search/words-%x.js", letter);
        buffer_print(&file, "teikitWords(\"%x\",\"", letter);
        for (; i < postings->count && (unsigned)first_letter(postings->list[i].word) == letter; i++)
            buffer_print(&file, "%s%s\\n", postings->list[i].word,
                         postings->list[i].documents.bytes);
        buffer_text(&file, "\");\n");
        taken = take(context, path.bytes, file.bytes, file.length);
    }
    buffer_free(&path);
    buffer_free(&file);
    return taken;
}

static bool write_documents(const struct search_document *documents, size_t count,
                            collection_take *take, void *context) {
    struct buffer file = {0};
    buffer_text(&file, "teikitDocuments([\n");
    for (size_t i = 0; i < count; i++) {
        const char *const parts[] = {documents[i].page, documents[i].title, documents[i].when,
                                     documents[i].name, documents[i].text};
        for (size_t j = 0; j < sizeof parts / sizeof *parts; j++) {
            buffer_byte(&file, j ? ',' : '[');
            add_string(&file, parts[j]);
        }
        buffer_text(&file, "],\n");
    }
    buffer_text(&file, "]);\n");
    bool taken = take(context, "search/documents.js", file.bytes, file.length);
    buffer_free(&file);
    return taken;
}

bool search_make(const struct search_document *documents, size_t count, collection_take *take,
                 void *context) {
    struct postings postings = {.places = xmlHashCreate(1 << 16)};
    if (!postings.places) memory_exhausted();
    for (size_t i = 0; i < count; i++)
        add_document(&postings, documents[i].words, i);
    if (postings.count)
        qsort(postings.list, postings.count, sizeof *postings.list, compare_postings);
    bool taken = write_documents(documents, count, take, context) &&
                 write_postings(&postings, take, context);
    for (size_t i = 0; i < postings.count; i++) {
        free(postings.list[i].word);
        buffer_free(&postings.list[i].documents);
    }
    free(postings.list);
    xmlHashFree(postings.places, NULL);
    return taken;
}
