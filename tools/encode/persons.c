/* Reads a TEI listPerson by libxml2 and finds in it whom a name means. */
#include "encode/persons.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "encode/names.h"

#include <errno.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

struct encode_persons {
    struct arena *arena;
    struct known_person *list;
    size_t count, capacity;
    struct name_list names; /* of all of them; owner: index in `list` */
    const char *file;
    struct report *report;
};

/* ---- reading ---- */

static bool is_element(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name) && node->ns &&
           !strcmp((const char *)node->ns->href, "http://www.tei-c.org/ns/1.0");
}

/* The node's text on one line. */
static const char *words_of(struct arena *arena, const xmlNode *node) {
    xmlChar *content = xmlNodeGetContent(node);
    if (!content) memory_exhausted();
    char *words = arena_copy(arena, (const char *)content, strlen((const char *)content));
    xmlFree(content);
    char *to = words;
    for (const char *from = words; *from; from++)
        if (!strchr(" \t\r\n", *from))
            *to++ = *from;
        else if (to > words && from[1] && !strchr(" \t\r\n", from[1]))
            *to++ = ' ';
    *to = '\0';
    return words;
}

/* The name as it is spoken: forenames before the surname, where the list has it the other way. */
static const char *spoken_name(struct arena *arena, const xmlNode *element) {
    const char *surname = NULL, *forename = NULL;
    for (const xmlNode *child = element->children; child; child = child->next)
        if (is_element(child, "surname"))
            surname = words_of(arena, child);
        else if (is_element(child, "forename"))
            forename = forename ? arena_print(arena, "%s %s", forename, words_of(arena, child))
                                : words_of(arena, child);
    if (surname && forename) return arena_print(arena, "%s %s", forename, surname);
    const char *words = words_of(arena, element), *comma = strstr(words, ", ");
    const char *key = comma ? name_key(arena, comma) : "";
    bool inverted = comma && *key && strcmp(key, "jr") && strcmp(key, "sr");
    return inverted ? arena_print(arena, "%s %.*s", comma + 2, (int)(comma - words), words) : words;
}

static void say(const struct encode_persons *persons, const xmlNode *node, const char *message) {
    long line = xmlGetLineNo(node);
    report_say(persons->report, SEVERITY_WARNING, "persons/incomplete", persons->file,
               line > 0 ? (size_t)line : 0, 0, "%s", message);
}

static void add_person(struct encode_persons *persons, const xmlNode *element) {
    struct arena *arena = persons->arena;
    struct known_person person = {0};
    xmlChar *id = xmlGetNsProp(element, (const xmlChar *)"id", XML_XML_NAMESPACE);
    if (id) person.id = arena_copy(arena, (const char *)id, strlen((const char *)id));
    xmlFree(id);
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (is_element(child, "occupation") && !person.office)
            person.office = words_of(arena, child);
        if (!is_element(child, "persName")) continue;
        const char *name = spoken_name(arena, child), *key = name_key(arena, name);
        if (!*key) continue;
        if (person.id) name_list_add(&persons->names, key, persons->count);
        if (!person.name) person.name = name;
    }
    if (!person.id || !person.name) {
        say(persons, element,
            person.id ? "a person without a persName is not used"
                      : "a person without an xml:id is not used");
        return;
    }
    persons->list =
        memory_grow(persons->list, &persons->capacity, persons->count + 1, sizeof person);
    persons->list[persons->count++] = person;
}

/* Adds all persons beneath the node, in the order of the document. */
static void collect(struct encode_persons *persons, const xmlNode *root) {
    for (const xmlNode *node = root; node;) {
        if (is_element(node, "person")) add_person(persons, node);
        if (node->children && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node && node != root && !node->next)
            node = node->parent;
        node = node && node != root ? node->next : NULL;
    }
}

/* Parses the bytes; NULL, with a finding, where they are no XML. */
static xmlDoc *parse(const char *path, const struct buffer *bytes, struct report *report) {
    xmlParserCtxt *context = xmlNewParserCtxt();
    if (!context || bytes->length > INT32_MAX) memory_exhausted();
    xmlDoc *document =
        xmlCtxtReadMemory(context, bytes->bytes ? bytes->bytes : "", (int)bytes->length, path, NULL,
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const xmlError *error = xmlCtxtGetLastError(context);
    if (!document) {
        const char *message = error && error->message ? error->message : "is not well-formed";
        report_say(report, SEVERITY_ERROR, "xml/not-well-formed", path,
                   error && error->line > 0 ? (size_t)error->line : 0, 0, "%.*s",
                   (int)strcspn(message, "\n"), message);
    }
    xmlFreeParserCtxt(context);
    return document;
}

struct encode_persons *encode_persons_load(const char *path, struct report *report) {
    struct buffer bytes = {0};
    xmlDoc *document = NULL;
    if (file_read(path, &bytes))
        document = parse(path, &bytes, report);
    else
        report_say(report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0, "cannot be read: %s",
                   strerror(errno));
    buffer_free(&bytes);
    if (!document) return NULL;
    struct encode_persons *persons = memory_allocate(1, sizeof *persons);
    *persons = (struct encode_persons){.arena = arena_new(), .file = path, .report = report};
    collect(persons, xmlDocGetRootElement(document));
    name_list_order(&persons->names);
    xmlFreeDoc(document);
    if (persons->count) return persons;
    report_say(report, SEVERITY_ERROR, "persons/none", path, 0, 0,
               "holds no TEI person with an xml:id and a persName");
    encode_persons_free(persons);
    return NULL;
}

void encode_persons_free(struct encode_persons *persons) {
    if (!persons) return;
    arena_free(persons->arena);
    name_list_free(&persons->names);
    free(persons->list);
    free(persons);
}

/* ---- finding ---- */

/* Whether the key holds the word, or a word that begins with this initial. */
static bool holds_word(const char *key, const char *word, size_t length) {
    for (; *key; key += strcspn(key, " "), key += *key == ' ') {
        size_t size = strcspn(key, " ");
        if ((size == length || length == 1 || size == 1) &&
            !memcmp(key, word, size < length ? size : length))
            return true;
    }
    return false;
}

/* Whether a listed name may be the one asked for: see known_person_named(); `titles`: a key. */
static bool means(const void *titles, const char *asked, const char *listed) {
    if (!strcmp(asked, listed)) return true;
    if (strcmp(name_surname(asked), name_surname(listed))) return false;
    bool named = false; /* a name is more than titles */
    for (const char *word = asked; *word;) {
        size_t length = strcspn(word, " ");
        bool title = name_has_word(titles, word, length);
        if (!title && !holds_word(listed, word, length)) return false;
        named |= !title;
        word += length + (word[length] == ' ');
    }
    return named;
}

static bool is_near(const void *context, const char *asked, const char *listed) {
    (void)context;
    const char *first = name_surname(asked), *second = name_surname(listed);
    return strcmp(first, second) &&
           name_word_is_near(first, strcspn(first, " "), second, strcspn(second, " "));
}

/* The only person of whom one name passes the test. */
static const struct known_person *only(const struct encode_persons *persons, const char *name,
                                       name_test *test, const char *titles) {
    if (!persons) return NULL;
    struct arena *arena = arena_new();
    const char *asked = name_key(arena, name);
    size_t found = *asked ? name_list_only(&persons->names, asked, test, titles) : SIZE_MAX;
    arena_free(arena);
    return found == SIZE_MAX ? NULL : &persons->list[found];
}

const struct known_person *known_person_named(const struct encode_persons *persons,
                                              const char *titles, const char *name) {
    return only(persons, name, means, titles);
}

const struct known_person *known_person_near(const struct encode_persons *persons,
                                             const char *name) {
    return only(persons, name, is_near, NULL);
}
