/* The teiHeader: what the document is, where it comes from, who takes part in it, and what was done
   to its text. */
#include "encode/internal.h"

#include <string.h>

/* ---- what the header takes from the body ---- */

/* Appends the words of an element without its notes. */
static void flatten(const struct tei_node *node, struct buffer *words) {
    if (!node->name) buffer_append(words, node->text, node->length);
    for (const struct tei_node *child = node->first; child; child = child->next)
        if (!child->name || strcmp(child->name, "note")) flatten(child, words);
}

const char *header_words(struct document *document, const struct tei_node *element, size_t skip) {
    struct buffer words = {0};
    flatten(element, &words);
    char *line = arena_copy(document->arena, words.bytes ? words.bytes : "", words.length);
    buffer_free(&words);
    char *to = line;
    for (const char *from = line + (skip < strlen(line) ? skip : 0); *from; from++)
        if (!strchr(" \t\n", *from))
            *to++ = *from;
        else if (to > line && from[1] && !strchr(" \t\n", from[1]))
            *to++ = ' ';
    *to = '\0';
    return line;
}

const char *header_title(struct document *document) {
    if (!document->head) return document->id;
    struct span groups[4],
        block = span_trim(document->text, document->blocks[document->heading].span);
    size_t number = 0;
    if (document->number &&
        regex_find(document->profile->number, document->text->bytes, block, groups, 4))
        number = groups[0].end - document->blocks[document->heading].span.start;
    const char *title = header_words(document, document->head, number);
    return *title ? title : document->id;
}

/* ---- the parts ---- */

static void add_paragraph(struct document *document, struct tei_node *parent, const char *name,
                          const char *words) {
    tei_leaf(document->arena, tei_element(document->arena, parent, name), "p", words);
}

static void add_file_description(struct document *document, struct tei_node *header) {
    struct tei_node *description = tei_element(document->arena, header, "fileDesc");
    publication_add(document, description);
    source_add(document, description);
}

/* What was done to the text, in the words of the guidelines. */
static void add_encoding_description(struct document *document, struct tei_node *header) {
    static const struct {
        const char *element, *words;
    } declarations[] = {
        {"correction",
         "Nothing of the source was corrected. Words that an editor of the source put in square "
         "brackets are in supplied, without the brackets; words marked as doubtful are in "
         "unclear, words marked as wrong in the original in sic, with the sign on rend."},
        {"normalization",
         "White space at line ends and runs of blank lines were not kept. Dates have their "
         "ISO form on when."},
        {"segmentation",
         "Blank lines set blocks apart; how a block stands otherwise is said on its rend. Page "
         "breaks in square brackets are pb. Line ends within a paragraph are kept."},
        {"interpretation",
         "Omissions in square brackets are gap, with the words of the source in desc. Notes stand "
         "at "
         "their markers, which were told from other numbers by the order of the notes; a note "
         "whose text is not in the source holds a gap, one whose marker was not found stands at "
         "the end with anchored=\"false\". References point to the ids that the documents "
         "of the series and their notes have, also where they are not in this file."},
    };
    struct arena *arena = document->arena;
    struct tei_node *description = tei_element(arena, header, "encodingDesc");
    struct tei_node *editorial = tei_element(arena, description, "editorialDecl");
    for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++)
        add_paragraph(document, editorial, declarations[i].element, declarations[i].words);
    struct tei_node *application =
        tei_element(arena, tei_element(arena, description, "appInfo"), "application");
    tei_set(arena, application, "ident", "teikit");
    tei_set(arena, application, "version", TEIKIT_VERSION);
    tei_leaf(arena, application, "label",
             arena_print(arena, "teikit %s, profile %s, source read as %s", TEIKIT_VERSION,
                         document->profile->name, document->text->charset));
}

static void add_persons(struct document *document, struct tei_node *profile) {
    struct arena *arena = document->arena;
    if (!document->persons_count) return;
    struct tei_node *list =
        tei_element(arena, tei_element(arena, profile, "particDesc"), "listPerson");
    for (size_t i = 0; i < document->persons_count; i++) {
        struct tei_node *person = tei_element(arena, list, "person");
        tei_set(arena, person, "xml:id", document->persons[i].id);
        const struct known_person *known = document->persons[i].known;
        tei_leaf(arena, person, "persName", known ? known->name : document->persons[i].name);
        if (document->persons[i].office)
            tei_leaf(arena, person, "occupation", document->persons[i].office);
    }
}

/* One side of the correspondence: the persons of that role, or an office. */
static void add_correspondent(struct document *document, struct tei_node *correspondence,
                              const char *type, int role, const char *office) {
    struct arena *arena = document->arena;
    struct tei_node *action = tei_element(arena, NULL, "correspAction");
    tei_set(arena, action, "type", type);
    for (size_t i = 0; i < document->persons_count; i++) {
        if ((int)document->persons[i].role != role) continue;
        struct tei_node *name = tei_leaf(arena, action, "persName", document->persons[i].name);
        tei_set(arena, name, "ref", arena_print(arena, "#%s", document->persons[i].id));
    }
    if (!action->first && office) tei_leaf(arena, action, "orgName", office);
    if (!action->first) return;
    if (role == PERSON_SENDER && document->date)
        date_set(document, tei_element(arena, action, "date"), document->date);
    tei_append(correspondence, action);
}

static void add_correspondence(struct document *document, struct tei_node *profile) {
    struct tei_node *correspondence = tei_element(document->arena, NULL, "correspDesc");
    add_correspondent(document, correspondence, "sent", PERSON_SENDER, document->sender);
    add_correspondent(document, correspondence, "received", PERSON_ADDRESSEE, document->addressee);
    if (correspondence->first) tei_append(profile, correspondence);
}

/* The English name of a language, for those who read the header without a table of tags. */
static const char *language_name(const char *tag) {
    static const struct {
        const char *tag, *name;
    } languages[] = {
        {"en", "English"},  {"de", "German"},     {"fr", "French"},    {"es", "Spanish"},
        {"it", "Italian"},  {"pt", "Portuguese"}, {"nl", "Dutch"},     {"la", "Latin"},
        {"ru", "Russian"},  {"pl", "Polish"},     {"cs", "Czech"},     {"hu", "Hungarian"},
        {"sv", "Swedish"},  {"da", "Danish"},     {"no", "Norwegian"}, {"fi", "Finnish"},
        {"el", "Greek"},    {"tr", "Turkish"},    {"uk", "Ukrainian"}, {"zh", "Chinese"},
        {"ja", "Japanese"}, {"ar", "Arabic"},     {"he", "Hebrew"},    {"sl", "Slovenian"}};
    size_t length = strcspn(tag, "-");
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strlen(languages[i].tag) == length && !strncmp(languages[i].tag, tag, length))
            return languages[i].name;
    return tag;
}

static void add_language(struct document *document, struct tei_node *usage, const char *tag) {
    struct tei_node *language = tei_leaf(document->arena, usage, "language", language_name(tag));
    tei_set(document->arena, language, "ident", tag);
}

/* The text's language, and the others that the metadata names. */
static void add_languages(struct document *document, struct tei_node *profile) {
    struct tei_node *usage = tei_element(document->arena, profile, "langUsage");
    add_language(document, usage, document->language);
    for (unsigned i = 0; i < document->metadata.languages_count; i++)
        if (strcmp(document->metadata.languages[i], document->language))
            add_language(document, usage, document->metadata.languages[i]);
}

static void add_profile_description(struct document *document, struct tei_node *header) {
    struct arena *arena = document->arena;
    struct tei_node *profile = tei_element(arena, header, "profileDesc");
    if (document->date)
        date_set(document, tei_element(arena, tei_element(arena, profile, "creation"), "date"),
                 document->date);
    add_languages(document, profile);
    if (document->genre) {
        struct tei_node *keywords =
            tei_element(arena, tei_element(arena, profile, "textClass"), "keywords");
        tei_set(arena, tei_leaf(arena, keywords, "term", document->genre), "type", "genre");
    }
    add_persons(document, profile);
    if (genre_structure(document->genre) == GENRE_OF_LETTERS) add_correspondence(document, profile);
}

void header_build(struct document *document, struct tei_node *tei) {
    struct tei_node *header = tei_element(document->arena, tei, "teiHeader");
    add_file_description(document, header);
    add_encoding_description(document, header);
    add_profile_description(document, header);
}
