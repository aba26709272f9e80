/* What libxml2's parser finds wrong with a document, in words that say how to mend it. */
#ifndef TEIKIT_XML_PARSER_ERROR_H
#define TEIKIT_XML_PARSER_ERROR_H

#include "base/buffer.h"

#include <libxml/xmlerror.h>

/* Appends what is wrong to `message` and, where there is one, the mend to `hint` (may be NULL), in
   UTF-8, a line each; an error that has no words of ours is told in libxml2's.  Gives the sign with
   which what is wrong begins ('<' or '&', at the parser's place or before it), 0 where that is not
   known. */
char xml_explain_error(const xmlError *error, struct buffer *message, struct buffer *hint);

#endif
