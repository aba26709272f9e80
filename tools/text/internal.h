/* What the files of text share. */
#ifndef TEIKIT_TEXT_INTERNAL_H
#define TEIKIT_TEXT_INTERNAL_H

#include "text/text.h"

/* Finds the lines of the text's bytes. */
void text_find_lines(struct text *text);

/* normal_form.c: puts the text into NFC; where that changes anything, text->source becomes the text
   as it was. */
void text_normalise(struct text *text);

/* form_feeds.c: puts signs for form feeds into the text; text->source becomes the text as it was.
 */
void text_mark_form_feeds(struct text *text);

/* The offset in text->source of what stands at `offset`. */
size_t text_source_offset(const struct text *text, size_t offset);

#endif
