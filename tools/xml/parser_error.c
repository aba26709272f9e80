/* What libxml2's parser finds wrong with a document, in words that say how to mend it: a table of
   its errors, since its own sentences are made for those who know the grammar of XML. */
#include "xml/parser_error.h"

#include <libxml/parser.h>
#include <string.h>

/* Which code this error has depends on libxml2's version. */
#define BYTES_MESSAGE "the bytes here are not UTF-8"
#define BYTES_HINT                                                                                 \
    "convert the file to UTF-8, or name its charset in the first line, as in <?xml "               \
    "version=\"1.0\" encoding=\"ISO-8859-1\"?>"

/* In message and hint %1 and %2 are the error's strings, %n is its number and %u that number as the
   name of a character. */
static const struct explanation {
    int code;
    const char *begins; /* libxml2's sentence: one code may have several; NULL: any */
    char sign;          /* with which what is wrong begins */
    const char *message, *hint;
} explanations[] = {
    {XML_ERR_TAG_NAME_MISMATCH, NULL, '<',
     "end tag \"%2\" does not match: the element open here is \"%1\" of line %n",
     "</%1> must come before it, or </%2> is one too many"},
    {XML_ERR_TAG_NOT_FINISHED, NULL, 0, "the document ends where \"%1\" of line %n is still open",
     "is its end missing?"},
    {XML_ERR_DOCUMENT_EMPTY, NULL, 0, "the document does not begin with a tag", NULL},
    {XML_ERR_DOCUMENT_END, "Extra content", 0,
     "something stands behind the end of the document's outermost element",
     "all elements of a document are within one"},
    {XML_ERR_NAME_REQUIRED, "xmlParseEntityRef", '&', "\"&\" is not followed by a name",
     "for the sign itself write &amp;"},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, NULL, '&', "\"&\" and a name are not followed by \";\"",
     "for the sign \"&\" itself write &amp;"},
    {XML_ERR_UNDECLARED_ENTITY, NULL, '&', "the entity \"%1\" is not declared",
     "write the character itself, or its number as in &#233;"},
    {XML_ERR_NAME_REQUIRED, "StartTag", '<', "\"<\" is not followed by the name of an element",
     "for the sign itself write &lt;"},
    {XML_ERR_GT_REQUIRED, "Couldn't find end of Start Tag", '<',
     "the start tag of \"%1\" is not closed by \">\"", NULL},
    {XML_ERR_GT_REQUIRED, NULL, '<', "the tag is not closed by \">\"", NULL},
    {XML_ERR_LT_IN_ATTRIBUTE, NULL, 0, "\"<\" stands in the value of an attribute",
     "is a quotation mark missing before it? For the sign itself write &lt;"},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, NULL, 0, "the value of an attribute is not in quotation marks",
     "write it as in n=\"1\""},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, NULL, 0, "the value of an attribute has no end",
     "is its second quotation mark missing?"},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, NULL, 0, "the attribute \"%1\" has no value",
     "write it as in %1=\"…\""},
    {XML_ERR_ATTRIBUTE_REDEFINED, NULL, 0, "the attribute \"%1\" stands here for the second time",
     "leave one of them"},
    {XML_ERR_SPACE_REQUIRED, "attributes construct", 0,
     "no white space between an attribute and what stands before it", NULL},
    {XML_ERR_INVALID_CHAR, "PCDATA", 0, "%u is a character that XML does not have",
     "take it out; it is mostly a remnant of another program"},
    {XML_ERR_INVALID_CHAR, "Input is not proper UTF-8", 0, BYTES_MESSAGE, BYTES_HINT},
    {XML_ERR_INVALID_ENCODING, "Input is not proper UTF-8", 0, BYTES_MESSAGE, BYTES_HINT},
    {XML_I18N_CONV_FAILED, NULL, 0, "some bytes are not of the encoding that the document declares",
     "mend its first line, or convert the file to UTF-8"},
    {XML_ERR_RESERVED_XML_NAME, "XML declaration", '<',
     "the XML declaration does not stand at the very beginning",
     "no blank line and no white space may be before it"},
    {XML_ERR_HYPHEN_IN_COMMENT, NULL, 0, "\"--\" stands in a comment", "only --> may have it"},
    {XML_ERR_COMMENT_NOT_FINISHED, NULL, 0, "a comment has no end", "is its --> missing?"},
    {XML_ERR_CDATA_NOT_FINISHED, NULL, 0, "a CDATA section has no end", "is its ]]> missing?"},
    {XML_ERR_MISPLACED_CDATA_END, NULL, 0, "\"]]>\" stands in the text", "write ]]&gt;"},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, NULL, '<', "the prefix \"%1\" of \"%2\" is not declared",
     "leave it out, or declare it as in xmlns:%1=\"…\""},
};

static const char *value(const xmlError *error, char name) {
    const char *string = name == '1' ? error->str1 : name == '2' ? error->str2 : "";
    return string && name == 'n' && error->int1 <= 0 ? NULL : string;
}

/* False where the error lacks what the words need. */
static bool can_fill(const char *words, const xmlError *error) {
    while (words && (words = strchr(words, '%')))
        if (!value(error, *++words)) return false;
    return true;
}

static void fill(struct buffer *buffer, const char *words, const xmlError *error) {
    for (; words && *words; words++) {
        if (*words != '%')
            buffer_byte(buffer, *words);
        else if (*++words == 'n')
            buffer_print(buffer, "%d", error->int1);
        else if (*words == 'u')
            buffer_print(buffer, "U+%04X", (unsigned)error->int1);
        else
            buffer_text(buffer, value(error, *words));
    }
}

static bool fits(const struct explanation *explanation, const xmlError *error) {
    const char *begins = explanation->begins ? explanation->begins : "";
    return explanation->code == error->code && !strncmp(error->message, begins, strlen(begins)) &&
           can_fill(explanation->message, error) && can_fill(explanation->hint, error);
}

char xml_explain_error(const xmlError *error, struct buffer *message, struct buffer *hint) {
    for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++) {
        const struct explanation *explanation = &explanations[i];
        if (!fits(explanation, error)) continue;
        fill(message, explanation->message, error);
        if (hint) fill(hint, explanation->hint, error);
        return explanation->sign;
    }
    size_t length = strcspn(error->message, "\n"); /* further lines tell of bytes */
    while (length && strchr(" \t\r", error->message[length - 1]))
        length--;
    buffer_append(message, error->message, length);
    return 0;
}
