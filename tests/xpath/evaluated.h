/* Evaluates expressions of XPath, for tests. */
#ifndef TEIKIT_TESTS_XPATH_EVALUATED_H
#define TEIKIT_TESTS_XPATH_EVALUATED_H

#include "xpath/xpath.h"

/* An expression and its value: the items with "|" between, atomic values as strings, nodes as XML;
   of an error the code. */
struct evaluated {
    const char *expression, *value;
};

/* What the expression gives with the document, XML or NULL, as its context item, in XPath 3.1 with
   XSLT's functions.  The prefix p is bound to urn:p, t to that of the test's documents (urn:t); the
   base URI is file:///folder/query.  There are two documents, file:///folder/one.xml, <one
   xml:id="i"/>, and file:///folder/two.xml, <two/>, which are the default collection; and the text
   file:///folder/text, two lines. */
char *evaluated(const char *expression, const char *document);

#define assert_evaluated(document, rows)                                                           \
    assert_all_evaluated(document, rows, sizeof(rows) / sizeof *(rows))
void assert_all_evaluated(const char *document, const struct evaluated *rows, size_t count);

#endif
