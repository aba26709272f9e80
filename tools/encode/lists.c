/* Lists: numbered paragraphs become items, nested by their numbering, and the lines above a
   memorandum a list of its particulars, with the participants in it. */
#include "encode/builder.h"

#include <ctype.h>
#include <string.h>

/* ---- numbered paragraphs ---- */

/* The item whose label is the block's: its words, behind the label. */
static struct tei_node *add_labelled_item(struct builder *builder, struct tei_node *list,
                                          const struct block *block, struct span *words) {
    struct document *document = builder->document;
    struct tei_node *label = tei_element(document->arena, list, "label");
    block_set_rend(document, label, block, false);
    tei_text(document->arena, label, document->text->bytes + block->item_label.start,
             block->item_label.end - block->item_label.start);
    struct tei_node *item = tei_element(document->arena, list, "item");
    *words = (struct span){block->item_label.end, block->span.end};
    if (span_is_empty(*words)) return item;
    char next = document->text->bytes[words->start];
    if (next == '\n')
        tei_set(document->arena, item, "rend", "tight");
    else if (next != ' ')
        tei_set(document->arena, item, "rend", "joined");
    words->start += next == '\n' || next == ' ';
    return item;
}

static bool is_bulleted(const struct document *document, struct span label) {
    for (size_t i = label.start; i < label.end; i++)
        if (isalnum((unsigned char)document->text->bytes[i])) return false;
    return true;
}

/* A numbered paragraph: the next item of the list of that depth, or the first of a new one. */
void item_add(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct span words;
    builder->depth = block->depth - block->opens;
    if (block->opens) {
        struct tei_node *around =
            builder->depth ? builder->lists[builder->depth - 1].item : builder_words_place(builder);
        struct tei_node *list = tei_element(document->arena, around, "list");
        tei_set(document->arena, list, "type",
                is_bulleted(document, block->item_label) ? "bulleted" : "ordered");
        builder->lists[builder->depth++].list = list;
    }
    struct tei_node *item =
        add_labelled_item(builder, builder->lists[builder->depth - 1].list, block, &words);
    builder->lists[builder->depth - 1].item = item;
    builder->lists[builder->depth - 1].alone = block->alone;
    if (!block->alone) item = tei_element(document->arena, item, "p");
    document_add_run(document, item, words, RUN_BLOCK);
}

/* ---- particulars ---- */

void particular_add(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct span words;
    if (!builder->particulars) {
        builder->particulars = tei_element(document->arena, builder_place(builder), "list");
        tei_set(document->arena, builder->particulars, "type", "particulars");
    }
    builder->participants = NULL;
    const struct tei_node *before = builder->particulars->last;
    builder->value = add_labelled_item(builder, builder->particulars, block, &words);
    builder->label = before ? before->next : builder->particulars->first;
    if (!span_is_empty(words)) document_add_run(document, builder->value, words, RUN_BLOCK);
}

/* Puts the item of a label that stands alone behind the page breaks that came since. */
static void place_value(struct builder *builder) {
    if (!builder->value->next) return;
    builder->label->next = builder->value->next;
    builder->value->next = NULL;
    tei_append(builder->particulars, builder->value);
}

/* The words of a label that stands alone. */
void value_add(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    place_value(builder);
    tei_set(document->arena, builder->value, "rend",
            block->parting == PARTED_BY_BLANK_LINE ? "spaced" : "tight");
    document_add_run(document, builder->value, block->span, RUN_BLOCK);
}

static void open_participants(struct builder *builder) {
    struct arena *arena = builder->document->arena;
    if (!builder->value->first) place_value(builder);
    builder->participants = tei_element(arena, builder->value, "list");
    tei_set(arena, builder->participants, "type", "participants");
}

void participant_add(struct builder *builder, const struct block *block) {
    if (block->kind == BLOCK_GROUP || !builder->participants) open_participants(builder);
    const char *name = block->kind == BLOCK_GROUP ? "head" : "item";
    struct tei_node *element = builder_add(builder, builder->participants, name, block);
    document_add_run(builder->document, element, block->span, RUN_BLOCK);
}
