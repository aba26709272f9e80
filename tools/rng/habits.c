/* Names of HTML that are typed by habit where TEI has another: for the hint. */
#include "rng/internal.h"

#include <string.h>

static const struct habit elements[] = {
    {"a", "ref", "<ref target=\"…\">"},
    {"b", "hi", "<hi rend=\"bold\">"},
    {"blockquote", "quote", "<quote>"},
    {"br", "lb", "<lb/>"},
    {"em", "emph", "<emph>, or <hi rend=\"italic\">"},
    {"h1", "head", "<div> and in it <head>"},
    {"h2", "head", "<div> and in it <head>"},
    {"h3", "head", "<div> and in it <head>"},
    {"h4", "head", "<div> and in it <head>"},
    {"hr", "milestone", "<milestone unit=\"section\"/>"},
    {"i", "hi", "<hi rend=\"italic\">"},
    {"img", "graphic", "<graphic url=\"…\"/>"},
    {"li", "item", "<item>"},
    {"ol", "list", "<list rend=\"numbered\">"},
    {"section", "div", "<div>"},
    {"strong", "hi", "<hi rend=\"bold\">"},
    {"sub", "hi", "<hi rend=\"subscript\">"},
    {"sup", "hi", "<hi rend=\"superscript\">"},
    {"td", "cell", "<cell>"},
    {"th", "cell", "<cell role=\"label\">"},
    {"tr", "row", "<row>"},
    {"u", "hi", "<hi rend=\"underline\">"},
    {"ul", "list", "<list rend=\"bulleted\">"},
};

static const struct habit attributes[] = {
    {"class", "rend", "rend"},
    {"href", "target", "target"},
    {"src", "url", "url"},
};

/* Whether the name is one of those that are expected. */
static bool is_expected(const struct expected *expected, const char *local) {
    for (size_t i = 0; i < expected->count; i++)
        if (expected->names[i].local && !strcmp(expected->names[i].local, local)) return true;
    return false;
}

const struct habit *habit_of_element(const char *html, const char *uri) {
    if (strcmp(uri, "http://www.tei-c.org/ns/1.0")) return NULL;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (!strcmp(elements[i].html, html)) return &elements[i];
    return NULL;
}

const struct habit *habit_of_attribute(const char *html, const struct expected *expected) {
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (!strcmp(attributes[i].html, html))
            return is_expected(expected, attributes[i].tei) ? &attributes[i] : NULL;
    return NULL;
}
