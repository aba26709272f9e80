/* The teiHeader: what the documents are, where they come from, who takes part in them, and what was
   done to their text. */
#include "encode/internal.h"

#include <string.h>

/* ---- what the header takes from documents ---- */

/* Appends the words of an element without its notes, from `start` on.  All of them are in the text
   that is encoded. */
static void flatten(const struct tei_node *node, const char *start, struct buffer *words) {
    if (!node->name) {
        size_t before = start > node->text ? (size_t)(start - node->text) : 0;
        if (before < node->length) buffer_append(words, node->text + before, node->length - before);
    }
    for (const struct tei_node *child = node->first; child; child = child->next)
        if (!child->name || strcmp(child->name, "note")) flatten(child, start, words);
}

const char *header_words(struct document *document, const struct tei_node *element, size_t start) {
    struct arena *arena = document->encoding->arena;
    struct buffer words = {0};
    flatten(element, document->text->bytes + start, &words);
    char *line = arena_copy(arena, words.bytes ? words.bytes : "", words.length);
    buffer_free(&words);
    char *to = line;
    for (const char *from = line; *from; from++)
        if (!strchr(" \t\n", *from))
            *to++ = *from;
        else if (to > line && from[1] && !strchr(" \t\n", from[1]))
            *to++ = ' ';
    *to = '\0';
    return line;
}

/* The title of a play; the heading without its number; the id where there is no heading. */
static const char *title_of(struct document *document) {
    struct arena *arena = document->encoding->arena;
    struct span groups[4];
    if (document->title) return arena_copy(arena, document->title, strlen(document->title));
    const char *title = "";
    if (document->head) {
        struct span block = document->blocks[document->heading].span;
        size_t start = block.start;
        if (document->number && regex_find(document->profile->number, document->text->bytes,
                                           span_trim(document->text, block), groups, 4))
            start = groups[0].end;
        title = header_words(document, document->head, start);
    }
    return *title ? title : arena_copy(arena, document->id, strlen(document->id));
}

static void take_title(struct document *document) {
    struct encoding *encoding = document->encoding;
    bool only = encoding->parts_count == 1;
    if (only || (document->part->kind == PART_FRONT && document->head))
        encoding->title = title_of(document);
}

/* Whether what stands before a date leaves it standing for itself, as in "Brest, 3 May 1912": one
   that belongs to other words ("the treaty of 3 May 1912") is no date of the document. */
static bool stands_alone(const struct tei_node *before) {
    if (!before) return true;
    if (before->name) return false;
    size_t length = before->length;
    while (length && before->text[length - 1] == ' ')
        length--;
    return !length || strchr(",(\n", before->text[length - 1]);
}

/* The one day in the heading that stands there for itself; NULL where there is none or several. */
static const char *date_of_heading(const struct tei_node *head) {
    const char *found = NULL;
    const struct tei_node *before = NULL;
    for (const struct tei_node *child = head ? head->first : NULL; child; child = child->next) {
        const char *when = child->name && !strcmp(child->name, "date") && stands_alone(before)
                               ? tei_get(child, "when")
                               : NULL;
        before = child;
        if (!when || strlen(when) != strlen("0000-00-00")) continue;
        if (found) return NULL;
        found = when;
    }
    return found;
}

/* The days from which and up to which the documents are. */
static void take_date(struct document *document) {
    struct encoding *encoding = document->encoding;
    if (!document->date) document->date = date_of_heading(document->head);
    if (!document->date) return;
    const char *date = arena_copy(encoding->arena, document->date, strlen(document->date));
    const char *slash = strchr(date, '/'), *last = slash ? slash + 1 : date;
    const char *first = slash ? arena_copy(encoding->arena, date, (size_t)(slash - date)) : date;
    if (!encoding->first_date || strcmp(first, encoding->first_date) < 0)
        encoding->first_date = first;
    if (!encoding->last_date || strcmp(last, encoding->last_date) > 0) encoding->last_date = last;
}

/* Whether the element is a leaf of that name and these words, but for an article before them: "the
   Harbour Master" is "Harbour Master". */
static bool is_leaf(const struct encode_profile *profile, const struct tei_node *element,
                    const char *name, const char *words) {
    if (strcmp(element->name, name) != 0 || !element->first) return false;
    const char *own = element->first->text;
    size_t own_length = element->first->length, length = strlen(words);
    size_t own_article = profile_article(profile, own, own_length);
    size_t article = profile_article(profile, words, length);
    return own_length - own_article == length - article &&
           !memcmp(own + own_article, words + article, length - article);
}

/* Adds a leaf, unless the parent has it already. */
static void add_once(const struct document *document, struct tei_node *parent, const char *name,
                     const char *type, const char *words) {
    struct arena *arena = document->encoding->arena;
    for (const struct tei_node *child = parent->first; child; child = child->next)
        if (is_leaf(document->profile, child, name, words)) return;
    struct tei_node *leaf = tei_leaf(arena, parent, name, words);
    if (type) tei_set(arena, leaf, "type", type);
}

/* Enters what tells a person from others, who is the first of whom it does. */
static void enter(struct encoding *encoding, const char *key, const struct tei_node *listed) {
    if (key && !table_get(&encoding->people, key))
        table_put(&encoding->people, arena_copy(encoding->arena, key, strlen(key)), listed);
}

static void take_persons(struct document *document) {
    struct encoding *encoding = document->encoding;
    struct arena *arena = encoding->arena;
    for (size_t i = 0; i < document->persons_count; i++) {
        const struct person *person = &document->persons[i];
        struct tei_node *listed = person->listed;
        if (!listed) {
            listed = tei_element(arena, encoding->persons, person->group ? "personGrp" : "person");
            tei_set(arena, listed, "xml:id", arena_copy(arena, person->id, strlen(person->id)));
            tei_leaf(arena, listed, person->group ? "name" : "persName",
                     person->known ? person->known->name : person->name);
        }
        const char *office_key =
            person->office == person->keyed
                ? person->office_key
                : person_office_key(document, arena, person->key, person->office);
        enter(encoding, person->key, listed);
        enter(encoding, office_key, listed);
        if (person->office) add_once(document, listed, "occupation", NULL, person->office);
    }
}

/* One side of the correspondence: the persons of that role, or an office. */
static void add_correspondent(struct document *document, struct tei_node *correspondence,
                              const char *type, enum person_role role, const char *office) {
    struct arena *arena = document->encoding->arena;
    struct tei_node *action = tei_element(arena, NULL, "correspAction");
    tei_set(arena, action, "type", type);
    for (size_t i = 0; i < document->persons_count; i++) {
        const struct person *person = &document->persons[i];
        if (person->role != role) continue;
        struct tei_node *name = tei_leaf(arena, action, "persName", person->name);
        tei_set(arena, name, "ref", arena_join(arena, "#", person->id));
    }
    if (!action->first && office) tei_leaf(arena, action, "orgName", office);
    if (!action->first) return;
    if (role == PERSON_SENDER && document->date)
        date_set(arena, tei_element(arena, action, "date"),
                 arena_copy(arena, document->date, strlen(document->date)));
    tei_append(correspondence, action);
}

static void take_correspondence(struct document *document) {
    struct encoding *encoding = document->encoding;
    if (genre_structure(document->genre) != GENRE_OF_LETTERS) return;
    struct tei_node *correspondence = tei_element(encoding->arena, NULL, "correspDesc");
    if (encoding->parts_count > 1)
        tei_set(encoding->arena, correspondence, "corresp",
                arena_join(encoding->arena, "#", document->id));
    add_correspondent(document, correspondence, "sent", PERSON_SENDER, document->sender);
    add_correspondent(document, correspondence, "received", PERSON_ADDRESSEE, document->addressee);
    if (correspondence->first) tei_append(encoding->correspondences, correspondence);
}

void header_take(struct document *document) {
    struct encoding *encoding = document->encoding;
    take_title(document);
    take_persons(document);
    source_take(document);
    if (document->part->kind != PART_DOCUMENT) return;
    take_date(document);
    take_correspondence(document);
    if (document->genre) add_once(document, encoding->genres, "term", "genre", document->genre);
}

/* ---- the parts ---- */

static void add_paragraph(struct encoding *encoding, struct tei_node *parent, const char *name,
                          const char *words) {
    tei_leaf(encoding->arena, tei_element(encoding->arena, parent, name), "p", words);
}

static void add_file_description(struct encoding *encoding, struct tei_node *header) {
    struct tei_node *description = tei_element(encoding->arena, header, "fileDesc");
    publication_add(encoding, description);
    source_add(encoding, description);
}

struct declaration {
    const char *element, *words;
};

/* What was done to the text, in the words of the guidelines. */
static const struct declaration of_documents[] = {
    {"correction",
     "Nothing of the source was corrected. Words that an editor of the source put in square "
     "brackets are in supplied, without the brackets; words marked as doubtful are in "
     "unclear, words marked as wrong in the original in sic, with the sign on rend."},
    {"normalization",
     "White space at line ends and runs of blank lines were not kept. Dates have their "
     "ISO form on when, or on from and to; cert says how sure a year is that was taken from the "
     "date of the document."},
    {"segmentation",
     "Blank lines set blocks apart; how a block stands otherwise is said on its rend. Page "
     "breaks in square brackets are pb. A list of notes that does not end the text has a "
     "milestone at its place. A paragraph that the end of a page divides is parts, as part says. "
     "Line "
     "ends within a paragraph are kept."},
    {"interpretation",
     "Omissions in square brackets are gap, with the words of the source in desc; other words "
     "in brackets that make a block are stage or note, the latter with the type editorial. "
     "Notes stand at their markers, which were told from other numbers by the order of the notes; "
     "a note "
     "whose text is not in the source holds a gap, one whose marker was not found stands at "
     "the end with anchored=\"false\"; a note that the source calls one of the original has the "
     "type original and its author on resp. References point to the ids that the documents "
     "of the series and their notes have, also where they are not in this file; those to other "
     "volumes of the series name them on "
     "n."},
    {NULL, NULL},
};

/* The same of a play that is written with line marks. */
static const struct declaration of_plays[] = {
    {"correction", "Nothing of the source was corrected."},
    {"normalization", "White space at line ends and runs of blank lines were not kept."},
    {"segmentation",
     "Marks at the beginnings of lines say what a line is; they are not kept in the text, but "
     "listed under tagsDecl. A line of a speech is a paragraph or a verse line; verse lines that "
     "blank lines divide into stanzas are in lg. How a line stands otherwise is said on its rend."},
    {"interpretation",
     "Words in round brackets within speeches are stage directions, and keep their brackets. "
     "Speakers were identified by their labels and the cast list."},
    {NULL, NULL},
};

/* The marks of lines, by the elements that they make. */
static void add_marks(struct encoding *encoding, struct tei_node *description) {
    static const char *const selectors[] = {[LINE_TITLE] = "titlePart[type=main]",
                                            [LINE_SUBTITLE] = "titlePart[type=sub]",
                                            [LINE_AUTHOR] = "docAuthor",
                                            [LINE_HEADING] = "head",
                                            [LINE_STAGE] = "stage",
                                            [LINE_REMARK] = "sp > stage",
                                            [LINE_SPEAKER] = "speaker",
                                            [LINE_CAST] = "castList",
                                            [LINE_VERSE] = "l",
                                            [LINE_COMMENT] = NULL};
    const struct encode_profile *profile = encoding->profile;
    if (!profile->marks_count) return;
    struct tei_node *list = tei_element(encoding->arena, description, "tagsDecl");
    for (unsigned i = 0; i < profile->marks_count; i++) {
        if (!selectors[profile->marks[i].is]) continue;
        struct tei_node *mark =
            tei_leaf(encoding->arena, list, "rendition", profile->marks[i].mark);
        tei_set(encoding->arena, mark, "scheme", "other");
        tei_set(encoding->arena, mark, "selector", selectors[profile->marks[i].is]);
    }
}

static void add_encoding_description(struct encoding *encoding, struct tei_node *header) {
    struct arena *arena = encoding->arena;
    struct tei_node *description = tei_element(arena, header, "encodingDesc");
    struct tei_node *editorial = tei_element(arena, description, "editorialDecl");
    const struct declaration *declaration =
        encoding->profile->marks_count ? of_plays : of_documents;
    for (; declaration->element; declaration++)
        add_paragraph(encoding, editorial, declaration->element, declaration->words);
    add_marks(encoding, description);
    struct tei_node *application =
        tei_element(arena, tei_element(arena, description, "appInfo"), "application");
    tei_set(arena, application, "ident", "teikit");
    tei_set(arena, application, "version", TEIKIT_VERSION);
    tei_leaf(arena, application, "label",
             arena_print(arena, "teikit %s, profile %s, source read as %s%s", TEIKIT_VERSION,
                         encoding->profile->name, encoding->text->charset,
                         encoding->text->source ? " and put into NFC" : ""));
}

/* The English name of a language, for those who read the header without a table of tags. */
static const char *language_name(const char *tag) {
    static const struct {
        const char *tag, *name;
    } languages[] = {
        {"und", "undetermined"}, {"en", "English"},  {"de", "German"},     {"fr", "French"},
        {"es", "Spanish"},       {"it", "Italian"},  {"pt", "Portuguese"}, {"nl", "Dutch"},
        {"la", "Latin"},         {"ru", "Russian"},  {"pl", "Polish"},     {"cs", "Czech"},
        {"hu", "Hungarian"},     {"sv", "Swedish"},  {"da", "Danish"},     {"no", "Norwegian"},
        {"fi", "Finnish"},       {"el", "Greek"},    {"tr", "Turkish"},    {"uk", "Ukrainian"},
        {"zh", "Chinese"},       {"ja", "Japanese"}, {"ar", "Arabic"},     {"he", "Hebrew"},
        {"sl", "Slovenian"}};
    size_t length = strcspn(tag, "-");
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strlen(languages[i].tag) == length && !strncmp(languages[i].tag, tag, length))
            return languages[i].name;
    return tag;
}

static void add_language(struct encoding *encoding, struct tei_node *usage, const char *tag) {
    struct tei_node *language = tei_leaf(encoding->arena, usage, "language", language_name(tag));
    tei_set(encoding->arena, language, "ident", tag);
}

/* The text's language, and the others that the metadata names. */
static void add_languages(struct encoding *encoding, struct tei_node *profile) {
    struct tei_node *usage = tei_element(encoding->arena, profile, "langUsage");
    add_language(encoding, usage, encoding->language);
    for (unsigned i = 0; i < encoding->metadata.languages_count; i++)
        if (strcmp(encoding->metadata.languages[i], encoding->language))
            add_language(encoding, usage, encoding->metadata.languages[i]);
}

/* The day of the documents, or the days from which and up to which they are. */
static void add_creation(struct encoding *encoding, struct tei_node *profile) {
    struct arena *arena = encoding->arena;
    const char *first = encoding->first_date, *last = encoding->last_date;
    if (encoding->metadata.date) first = last = encoding->metadata.date;
    if (!first) return;
    struct tei_node *date = tei_element(arena, tei_element(arena, profile, "creation"), "date");
    date_set(arena, date, strcmp(first, last) ? arena_print(arena, "%s/%s", first, last) : first);
}

static void add_profile_description(struct encoding *encoding, struct tei_node *header) {
    struct arena *arena = encoding->arena;
    struct tei_node *profile = tei_element(arena, header, "profileDesc");
    add_creation(encoding, profile);
    add_languages(encoding, profile);
    if (encoding->genres->first)
        tei_append(tei_element(arena, profile, "textClass"), encoding->genres);
    if (encoding->persons->first)
        tei_append(tei_element(arena, profile, "particDesc"), encoding->persons);
    header_adopt(profile, encoding->correspondences);
}

void header_adopt(struct tei_node *parent, struct tei_node *container) {
    for (struct tei_node *child = container->first, *next; child; child = next) {
        next = child->next;
        child->next = NULL;
        tei_append(parent, child);
    }
    container->first = container->last = NULL;
}

/* What a file of several documents is called that has no title: by those with which it begins and
   ends. */
static const char *title_of_range(struct encoding *encoding) {
    const struct part *first = encoding->parts, *last = first + encoding->parts_count - 1;
    struct buffer name = {0};
    text_file_name(encoding->text, &name);
    if (first->kind == PART_FRONT) first++;
    if (last->kind == PART_NOTES) last--;
    const char *title =
        first == last ? arena_print(encoding->arena, "Document %s (%s)", first->number, name.bytes)
                      : arena_print(encoding->arena, "Documents %s to %s (%s)", first->number,
                                    last->number, name.bytes);
    buffer_free(&name);
    return title;
}

void header_build(struct encoding *encoding, struct tei_node *tei) {
    struct tei_node *header = tei_element(encoding->arena, tei, "teiHeader");
    if (!encoding->title) encoding->title = title_of_range(encoding);
    add_file_description(encoding, header);
    add_encoding_description(encoding, header);
    add_profile_description(encoding, header);
}
