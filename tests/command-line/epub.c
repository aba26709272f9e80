/* teikit transform --to epub: e-books of one document and of several, taken apart by unzip. */
#include "command-line/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER(title, more)                                                                        \
    "<teiHeader><fileDesc><titleStmt><title>" title "</title><author>A. Moor</author>"             \
    "</titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p>"            \
    "</sourceDesc></fileDesc>" more "</teiHeader>"
#define TEI(title, more, blocks)                                                                   \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">" HEADER(                                          \
        title, more) "<text xml:lang=\"en\"><body>" blocks "</body></text></TEI>"
#define TWO_DOCUMENTS                                                                              \
    TEI("Tides", "",                                                                               \
        "<div type=\"document\" xml:id=\"d1\"><head>Ebb</head><pb n=\"7\"/><p>Low<note n=\"1\">A " \
        "<ref target=\"#d2\">spring</ref> tide.</note>.</p></div>"                                 \
        "<div type=\"document\" xml:id=\"d2\"><head>Flood</head><p>High.</p></div>")

/* A file of the book, as `unzip -p` gives it. */
static const char *in_book(const char *book, const char *path) {
    char command[256];
    snprintf(command, sizeof command, "unzip -p %s %s > part", book, path);
    ck_assert_int_eq(system(command), 0);
    return content("part");
}

START_TEST(a_book_begins_with_its_type) {
    static const char begin[] = "PK\3\4";
    put("tides.xml", TWO_DOCUMENTS);
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "book.epub", "tides.xml"), 0);
    ck_assert_str_eq(errors(), "");
    ck_assert_mem_eq(content("book.epub"), begin, 4);
    ck_assert_mem_eq(content("book.epub") + 30, "mimetypeapplication/epub+zip", 28);
    ck_holds(in_book("book.epub", "META-INF/container.xml"), "full-path=\"EPUB/package.opf\"");
}
END_TEST

START_TEST(chapters_are_documents_and_links_find_them) {
    put("tides.xml", TWO_DOCUMENTS);
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "book.epub", "tides.xml"), 0);
    const char *chapter = in_book("book.epub", "EPUB/1/2.xhtml");
    ck_holds(chapter, "epub:type=\"noteref\"");
    ck_holds(chapter, "<aside epub:type=\"footnote\"");
    ck_holds(chapter, "epub:type=\"pagebreak\"");
    ck_holds(chapter, "href=\"3.xhtml#d2\"");
    ck_holds(in_book("book.epub", "EPUB/1/3.xhtml"), "id=\"d2\"");
    const char *navigation = in_book("book.epub", "EPUB/nav.xhtml");
    ck_holds(navigation, "<a href=\"1/3.xhtml\">Flood</a>");
    ck_holds(navigation, "epub:type=\"page-list\"");
    ck_holds(navigation, "epub:type=\"landmarks\"");
}
END_TEST

START_TEST(references_lead_to_other_documents_of_the_book) {
    put("a.xml", TWO_DOCUMENTS);
    put("b.xml", TEI("Letter", "",
                     "<p>See <ref target=\"#d2\">one</ref>, <ref target=\"a.xml#d1\">two</ref>, "
                     "<ref target=\"#d9\">none</ref>.</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "book.epub", "b.xml", "a.xml"), 0);
    const char *chapter = in_book("book.epub", "EPUB/1/2.xhtml");
    ck_holds(chapter, "<a class=\"ref\" href=\"../2/3.xhtml#d2\">one</a>");
    ck_holds(chapter, "<a class=\"ref\" href=\"../2/2.xhtml#d1\">two</a>");
    ck_holds(chapter, "data-target=\"#d9\">none</span>");
}
END_TEST

START_TEST(older_readers_find_the_contents) {
    put("tides.xml", TWO_DOCUMENTS);
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "book.epub", "tides.xml"), 0);
    const char *package = in_book("book.epub", "EPUB/package.opf");
    ck_holds(package, "<spine toc=\"ncx\">");
    ck_holds(package,
             "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>");
    ck_holds(in_book("book.epub", "EPUB/toc.ncx"),
             "<navPoint id=\"c1.3\"><navLabel><text>Flood</text></navLabel><content "
             "src=\"1/3.xhtml\"/></navPoint>");
}
END_TEST

START_TEST(acts_are_chapters) {
    put("play.xml", TEI("Laterne", "",
                        "<div><head>First</head><sp><speaker>A</speaker><p>Light!</p></sp></div>"
                        "<p>Between.</p><div><head>Second</head><p>Dark.</p></div>"));
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "book.epub", "play.xml"), 0);
    ck_holds(in_book("book.epub", "EPUB/1/2.xhtml"), "Light!");
    ck_holds(in_book("book.epub", "EPUB/1/3.xhtml"), "Between.");
    ck_holds(in_book("book.epub", "EPUB/1/4.xhtml"), "Dark.");
}
END_TEST

START_TEST(a_folder_is_one_book) {
    put("in/1.xml", TEI("One", "", "<p>1</p>"));
    put("in/2.xml", "<book/>");
    put("in/3.xml", TEI("Three", "", "<p>3</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "book.epub", "in"), 1);
    ck_error("in/2.xml:1", "transform/not-tei");
    const char *package = in_book("book.epub", "EPUB/package.opf");
    ck_holds(package, "<dc:title>One and 1 more</dc:title>");
    ck_holds(package, "<dc:language>en</dc:language>");
    ck_holds(package, "<dc:creator>A. Moor</dc:creator>");
    ck_holds(in_book("book.epub", "EPUB/2/2.xhtml"), "<p>3</p>");
    ck_assert_int_eq(
        RUN("transform", "--to", "epub", "--param", "title=Both", "-o", "book.epub", "in"), 1);
    ck_holds(in_book("book.epub", "EPUB/package.opf"), "<dc:title>Both</dc:title>");
}
END_TEST

START_TEST(a_book_for_each_document) {
    put("in/1.xml", TEI("One", "", "<p>1</p>"));
    put("in/sub/2.xml", TEI("Two", "", "<p>2</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-d", "out", "in"), 0);
    ck_holds(in_book("out/1.epub", "EPUB/package.opf"), "<dc:title>One</dc:title>");
    ck_holds(in_book("out/sub/2.epub", "EPUB/package.opf"), "<dc:title>Two</dc:title>");
}
END_TEST

/* The date of a book of this document. */
static void check_modified(const char *tei, const char *epoch, const char *date) {
    struct circumstances circumstances = {.name = "SOURCE_DATE_EPOCH", .setting = epoch};
    put("a.xml", tei);
    ck_assert_int_eq(
        run_program(&circumstances, (const char *const[]){"transform", "--to", "epub", "-o",
                                                          "a.epub", "a.xml", NULL}),
        0);
    ck_holds(in_book("a.epub", "EPUB/package.opf"), date);
}

START_TEST(the_date_is_the_documents_or_the_one_set) {
    const char *dated = TEI(
        "A", "<revisionDesc><change when=\"2019-05\"/><change when=\"2021-02-03\"/></revisionDesc>",
        "<p>1</p>");
    const char *undated = TEI("A", "", "<p>1</p>");
    check_modified(dated, "86400", ">2021-02-03T00:00:00Z<");
    check_modified(undated, "86400", ">1970-01-02T00:00:00Z<");
    check_modified(undated, "soon", ">1970-01-01T00:00:00Z<");
}
END_TEST

START_TEST(the_same_documents_give_the_same_book) {
    put("in/1.xml", TWO_DOCUMENTS);
    put("in/2.xml", TEI("Two", "", "<p>2</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-j", "1", "-o", "a.epub", "in"), 0);
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-j", "2", "-o", "b.epub", "in"), 0);
    ck_assert_int_eq(system("cmp a.epub b.epub"), 0);
}
END_TEST

START_TEST(documents_that_lack_much_are_books) {
    put("in/1.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>");
    put("in/2.xml", "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"><TEI><text><body><p>Two</p>"
                    "</body></text></TEI></teiCorpus>");
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "a.epub", "in"), 0);
    ck_assert_str_eq(errors(), "");
    ck_holds(in_book("a.epub", "EPUB/2/2.xhtml"), "Two");
    put("none.xml", "<TEI/>");
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "none.epub", "none.xml"), 1);
    ck_assert_int_ne(system("test -e none.epub"), 0);
}
END_TEST

COMMAND_LINE_SUITE(epub, a_book_begins_with_its_type, chapters_are_documents_and_links_find_them,
                   references_lead_to_other_documents_of_the_book, older_readers_find_the_contents,
                   acts_are_chapters, a_folder_is_one_book, a_book_for_each_document,
                   the_date_is_the_documents_or_the_one_set, the_same_documents_give_the_same_book,
                   documents_that_lack_much_are_books)
