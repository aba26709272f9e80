/* The header's account of title, publication and series: what the documents' headings say, and
   the metadata of the user's own where there is some. */
#include "encode/internal.h"

static void add_names(struct encoding *encoding, struct tei_node *parent, const char *element,
                      char **names, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        tei_leaf(encoding->arena, parent, element, names[i]);
}

static struct tei_node *add_responsible(struct arena *arena, struct tei_node *statement,
                                        const char *what, const char *name) {
    struct tei_node *responsible = tei_element(arena, statement, "respStmt");
    tei_leaf(arena, responsible, "resp", what);
    tei_leaf(arena, responsible, "name", name);
    return responsible;
}

static void add_title_statement(struct encoding *encoding, struct tei_node *description) {
    struct arena *arena = encoding->arena;
    const struct metadata *metadata = &encoding->metadata;
    struct tei_node *statement = tei_element(arena, description, "titleStmt");
    tei_leaf(arena, statement, "title", metadata->title ? metadata->title : encoding->title);
    if (encoding->subtitle)
        tei_set(arena, tei_leaf(arena, statement, "title", encoding->subtitle), "type", "sub");
    add_names(encoding, statement, "author", metadata->authors, metadata->authors_count);
    add_names(encoding, statement, "editor", metadata->editors, metadata->editors_count);
    if (encoding->original_id)
        tei_set(arena, add_responsible(arena, statement, "notes of the original by", "its author"),
                "xml:id", encoding->original_id);
    add_responsible(arena, statement, "encoded in TEI by", "teikit");
}

static void add_availability(struct encoding *encoding, struct tei_node *statement) {
    const struct metadata *metadata = &encoding->metadata;
    if (!metadata->licence.name) return;
    struct tei_node *availability = tei_element(encoding->arena, statement, "availability");
    struct tei_node *licence =
        tei_leaf(encoding->arena, availability, "licence", metadata->licence.name);
    if (metadata->licence.target)
        tei_set(encoding->arena, licence, "target", metadata->licence.target);
}

static void add_publication_statement(struct encoding *encoding, struct tei_node *description) {
    struct arena *arena = encoding->arena;
    const struct metadata *metadata = &encoding->metadata;
    struct tei_node *statement = tei_element(arena, description, "publicationStmt");
    if (!metadata->publisher) {
        tei_leaf(arena, statement, "p",
                 "Unpublished: the source names no publisher of this encoding.");
        return;
    }
    tei_leaf(arena, statement, "publisher", metadata->publisher);
    if (metadata->place) tei_leaf(arena, statement, "pubPlace", metadata->place);
    if (metadata->published) {
        struct tei_node *date = tei_leaf(arena, statement, "date", metadata->published);
        tei_set(arena, date, "when", metadata->published);
    }
    for (unsigned i = 0; i < metadata->identifiers_count; i++) {
        const struct metadata_identifier *identifier = &metadata->identifiers[i];
        tei_set(arena, tei_leaf(arena, statement, "idno", identifier->value), "type",
                identifier->type);
    }
    add_availability(encoding, statement);
}

static void add_series(struct encoding *encoding, struct tei_node *description) {
    struct arena *arena = encoding->arena;
    const struct metadata *metadata = &encoding->metadata;
    if (!metadata->series.title) return;
    struct tei_node *statement = tei_element(arena, description, "seriesStmt");
    tei_set(arena, tei_leaf(arena, statement, "title", metadata->series.title), "level", "s");
    const struct {
        const char *element, *attribute, *value, *words;
    } parts[] = {{"idno", "type", "series", metadata->series.identifier},
                 {"biblScope", "unit", "volume", metadata->series.volume},
                 {"biblScope", "unit", "issue", metadata->series.issue}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].words)
            tei_set(arena, tei_leaf(arena, statement, parts[i].element, parts[i].words),
                    parts[i].attribute, parts[i].value);
}

void publication_add(struct encoding *encoding, struct tei_node *description) {
    add_title_statement(encoding, description);
    add_publication_statement(encoding, description);
    add_series(encoding, description);
}
