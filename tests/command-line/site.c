/* teikit transform --to site: a folder of TEI as a static site, and which of its files are made
   anew. */
#include "command-line/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEI(title, date, person, words)                                                            \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>" title     \
    "</title></titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p>"    \
    "</sourceDesc></fileDesc><profileDesc><creation><date when=\"" date "\"/></creation>"          \
    "<textClass><keywords><term type=\"genre\">talk</term></keywords></textClass><particDesc>"     \
    "<listPerson><person xml:id=\"p\"><persName>" person "</persName></person></listPerson>"       \
    "</particDesc></profileDesc></teiHeader><text><body><sp "                                      \
    "who=\"#p\"><speaker>P:</speaker><p>" words "</p></sp></body></text></TEI>"

static void put_three(void) {
    put("in/a.xml", TEI("Flood", "1912-05-03", "Anna Moor", "High <hi>wat</hi>er."));
    put("in/sub/b & c.xml", TEI("Ebb", "1911-01-02", "Anna Moor", "Éléphants &amp; “tides”"));
    put("in/z.xml", TEI("Slack", "1920-01-01", "Ben Tide", "Neither."));
}

static int make_site(void) {
    return RUN("transform", "--to", "site", "-d", "out", "in");
}

START_TEST(a_site_has_a_page_for_each_document_and_person) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    ck_assert_str_eq(errors(), "");
    const char *index = content("out/index.html");
    ck_holds(index, "3 documents, 1911 to 1920");
    ck_holds(index, "<a href=\"texts/sub/b%20%26%20c.html\">Ebb</a>");
    ck_assert(strstr(index, ">Ebb<") < strstr(index, ">Flood<"));
    ck_holds(content("out/genres.html"), "talk");
    ck_holds(content("out/persons.html"), "<a href=\"persons/anna-moor.html\">Anna Moor</a>");
    const char *person = content("out/persons/anna-moor.html");
    ck_holds(person, "2 speeches in 2 documents");
    ck_holds(person, "href=\"../texts/a.html#p\"");
}
END_TEST

START_TEST(persons_stand_where_readers_look_for_them) {
    static const char *const order[] = {">Émile<", ">La Motte<", ">the Ministry<", ">Nora<",
                                        ">Zander<"};
    put("in/a.xml", TEI("A", "1911-01-02", "Zander", "a"));
    put("in/b.xml", TEI("B", "1911-01-02", "the Ministry", "b"));
    put("in/c.xml", TEI("C", "1911-01-02", "Nora", "c"));
    put("in/d.xml", TEI("D", "1911-01-02", "Émile", "d"));
    put("in/e.xml", TEI("E", "1911-01-02", "La Motte", "e"));
    ck_assert_int_eq(make_site(), 0);
    const char *place = content("out/persons.html");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        place = strstr(place, order[i]);
        ck_assert_msg(place, "%s is not in its place", order[i]);
    }
}
END_TEST

START_TEST(dates_are_those_of_events_where_there_are_no_others) {
    put("in/a.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><standOff><listEvent>"
        "<event type=\"print\" when=\"1912-05-03\"/></listEvent></standOff><text/></TEI>");
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/index.html"), "<h2 id=\"y1912\">1912</h2>");
    ck_holds(content("out/index.html"), "<span class=\"about\">3 May 1912</span>");
}
END_TEST

START_TEST(pages_lead_to_those_before_and_behind_them) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    const char *page = content("out/texts/a.html");
    ck_holds(page, "<a rel=\"prev\" href=\"../texts/sub/b%20%26%20c.html\">");
    ck_holds(page, "<a rel=\"next\" href=\"../texts/z.html\">");
    ck_holds(page, "href=\"../tei/a.xml\"");
    ck_holds(content("out/texts/sub/b & c.html"), "href=\"../../index.html\"");
    ck_assert_str_eq(content("out/tei/a.xml"), content("in/a.xml"));
}
END_TEST

START_TEST(references_lead_to_other_documents) {
    put("in/a.xml",
        TEI("Ebb", "1911", "Anna",
            "<ref target=\"#low\">id</ref> <ref target=\"sub/b%20b.xml#low\">both</ref> "
            "<ref target=\"sub/b%20b.xml\">file</ref> <ref target=\"#none\">none</ref> "
            "<ref target=\"sub/b%20b.xml#none\">no id</ref> <ref "
            "target=\"#p\">own</ref>"));
    put("in/sub/b b.xml", TEI("Low", "1912", "Ben",
                              "<seg xml:id=\"low\">Low</seg>. <ref target=\"../a.xml\">up</ref> "
                              "<ref target=\"../../a.xml\">out</ref>"));
    ck_assert_int_eq(make_site(), 0);
    const char *page = content("out/texts/a.html");
    ck_holds(page, "<a class=\"ref\" href=\"../texts/sub/b%20b.html#low\">id</a>");
    ck_holds(page, "<a class=\"ref\" href=\"../texts/sub/b%20b.html#low\">both</a>");
    ck_holds(page, "<a class=\"ref\" href=\"../texts/sub/b%20b.html\">file</a>");
    ck_holds(page, "data-target=\"#none\">none</span>");
    ck_holds(page, "data-target=\"sub/b%20b.xml#none\">no id</span>");
    ck_holds(page, "<a class=\"ref\" href=\"#p\">own</a>");
    page = content("out/texts/sub/b b.html");
    ck_holds(page, "<a class=\"ref\" href=\"../../texts/a.html\">up</a>");
    ck_holds(page, "data-target=\"../../a.xml\">out</span>");
}
END_TEST

START_TEST(a_reference_is_mended_when_what_it_leads_to_comes_and_goes) {
    put("in/a.xml", TEI("Ebb", "1911", "Anna", "<ref target=\"#low\">low</ref>"));
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/texts/a.html"), "data-target=\"#low\">low</span>");
    put("in/b.xml", TEI("Low", "1912", "Ben", "<seg xml:id=\"low\">Low</seg>."));
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/texts/a.html"), "href=\"../texts/b.html#low\">low</a>");
    put("in/c.xml", TEI("Low too", "1913", "Ben", "<seg xml:id=\"low\">Low</seg>."));
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/texts/a.html"), "data-target=\"#low\">low</span>");
}
END_TEST

START_TEST(names_lead_to_persons_and_these_to_their_pages) {
    put("in/a.xml", TEI("Ebb", "1911", "Anna Moor", "<persName ref=\"#p\">Miss Moor</persName>?"));
    put("in/b.xml", TEI("Flood", "1912", "Ben",
                        "<name ref=\"a.xml#p\">She</name> <name "
                        "ref=\"https://example.org/\">it</name>"));
    ck_assert_int_eq(make_site(), 0);
    const char *page = content("out/texts/a.html");
    ck_holds(page, "<span class=\"persName\"><a href=\"#p\">Miss Moor</a></span>");
    ck_holds(page, "<li id=\"p\"><b><a href=\"../persons/anna-moor.html\">Anna Moor</a></b>");
    page = content("out/texts/b.html");
    ck_holds(page, "<a href=\"../texts/a.html#p\">She</a>");
    ck_holds(page, "<a href=\"https://example.org/\">it</a>");
}
END_TEST

START_TEST(the_search_knows_words_without_accents_and_their_lines) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/search/words-65.js"), "elephants 0\\n");
    ck_holds(content("out/search/words-77.js"), "water 1\\n");
    ck_holds(content("out/search/lines/a.js"), "[\"speech:1\",\"P:\",\"High water.\"]");
    ck_holds(content("out/search/documents.js"),
             "[\"texts/a.html\",\"Flood\",\"3 May 1912\",\"a\",");
    ck_holds(content("out/search.html"), "<noscript>");
}
END_TEST

/* When the file was last written, to the nanosecond. */
static struct timespec written(const char *name) {
    struct stat status;
    ck_assert_int_eq(stat(name, &status), 0);
    return status.st_mtim;
}
#define ck_same_time(first, second)                                                                \
    ck_assert((first).tv_sec == (second).tv_sec && (first).tv_nsec == (second).tv_nsec)

START_TEST(only_what_has_changed_is_written) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    struct timespec page = written("out/texts/z.html"), kept = written("out/.teikit-site");
    ck_assert_int_eq(make_site(), 0);
    ck_same_time(kept, written("out/.teikit-site"));
    put("in/sub/b & c.xml", TEI("Ebb", "1911-01-02", "Anna Moor", "Changed."));
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/texts/sub/b & c.html"), "Changed.");
    ck_same_time(page, written("out/texts/z.html"));
    ck_assert_int_eq(RUN("transform", "--to", "site", "--param", "theme=dark", "-d", "out", "in"),
                     0);
    ck_lacks(content("out/index.html"), "color-scheme");
}
END_TEST

START_TEST(a_site_made_anew_is_the_same_as_one_mended) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    put("in/z.xml", TEI("First of all", "1800", "Cora", "Sooner."));
    ck_assert_int_eq(make_site(), 0);
    ck_assert_int_eq(RUN("transform", "--to", "site", "-j", "1", "-d", "anew", "in"), 0);
    ck_assert_int_eq(system("diff -r out anew"), 0);
}
END_TEST

START_TEST(documents_that_are_gone_lose_their_pages) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    put("out/own.html", "mine");
    ck_assert_int_eq(unlink("in/sub/b & c.xml") | unlink("in/z.xml"), 0);
    ck_assert_int_eq(make_site(), 0);
    ck_lacks(files(), "out/texts/sub");
    ck_lacks(files(), "out/persons/ben-tide.html");
    ck_lacks(content("out/texts/a.html"), "rel=\"next\"");
    ck_holds(files(), "out/own.html");
}
END_TEST

START_TEST(what_was_removed_comes_back) {
    put_three();
    ck_assert_int_eq(make_site(), 0);
    ck_assert_int_eq(unlink("out/texts/a.html") | unlink("out/site.css"), 0);
    put("out/search/lines/z.js", "");
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/texts/a.html"), "High");
    ck_holds(content("out/site.css"), "nav.site");
}
END_TEST

START_TEST(a_document_at_fault_is_left_out) {
    put_three();
    put("in/b.xml", "<book/>");
    put("in/c.xml", "<TEI");
    put("in/d.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>");
    for (int i = 0; i < 2; i++) { /* it is said each time */
        ck_assert_int_eq(make_site(), 1);
        ck_error("in/b.xml:1", "transform/not-tei");
        ck_error("in/c.xml:1:5", "xml/not-well-formed");
        ck_assert_uint_eq(count_findings(errors()), 2);
    }
    ck_holds(content("out/index.html"), "4 documents");
    ck_holds(content("out/texts/d.html"), "Untitled");
}
END_TEST

START_TEST(what_is_wrong_in_a_document_is_said_once_each_time) {
    put("in/a.xml", TEI("Ebb", "1911", "Anna", "<seg xml:id=\"p\">One.</seg>"));
    put("in/b.xml", TEI("Flood", "1912", "Anna", "Two."));
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(make_site(), 0);
        ck_warning("in/a.xml:1:517", "xml/not-valid");
        ck_assert_uint_eq(count_findings(errors()), 1);
    }
}
END_TEST

START_TEST(documents_of_one_title_have_pages_of_their_own) {
    put("in/a.xml", TEI("Ebb", "1911", "Anna", "One."));
    put("in/b.xml", TEI("Ebb", "1911", "Anna", "Two."));
    ck_assert_int_eq(make_site(), 0);
    ck_holds(content("out/texts/a.html"), "One.");
    ck_holds(content("out/texts/b.html"), "Two.");
    put("in2/a.xml", TEI("Ebb", "1911", "Anna", "Three."));
    ck_assert_int_eq(RUN("transform", "--to", "site", "-d", "out", "in", "in2"), 2);
    ck_error("in2/a.xml", "call/same-output");
}
END_TEST

START_TEST(a_document_whose_name_is_no_text_is_refused) {
    static const char *const names[] = {"in/ebb\xFF.xml", "in/flood\x01/ebb.xml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        put(names[i], TEI("Ebb", "1911", "Anna", "One."));
        ck_assert_int_eq(make_site(), 2);
        ck_holds(errors(), "[transform/site-name]");
        ck_assert_int_eq(unlink(names[i]), 0);
    }
}
END_TEST

START_TEST(a_site_within_its_documents_does_not_take_its_copies) {
    put_three();
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(RUN("transform", "--to", "site", "-d", "in/site", "in"), 0);
        ck_holds(content("in/site/index.html"), "3 documents");
    }
    ck_assert_int_eq(RUN("transform", "--to", "site", "-d", ".", "in"), 2);
    ck_error("in/a.xml", "transform/site-folder");
    ck_assert_int_eq(RUN("transform", "--to", "site", "-d", "in", "in"), 2);
    ck_assert_int_eq(RUN("transform", "--to", "site", "-d", "in/a.xml", "in"), 2);
    ck_error("in/a.xml", "call/no-folder");
    ck_assert_int_eq(RUN("transform", "--to", "site", "in"), 2);
    ck_error("teikit", "call/outputs");
}
END_TEST

START_TEST(what_is_kept_of_a_site_may_be_anything) {
    put_three();
    put("mine.html", "mine");
    static const char *const kept[] = {"", "x", "teikit site 1\n- \nF ../mine.html\n",
                                       "teikit site 1\n- \nD - - 99999999999 1 a\n",
                                       "teikit site 1\n- \nD - - 1 0 ../a\nx\n"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        put("out/.teikit-site", kept[i]);
        ck_assert_int_eq(make_site(), 0);
        ck_holds(content("out/index.html"), "3 documents");
        ck_assert_str_eq(content("mine.html"), "mine");
    }
}
END_TEST

COMMAND_LINE_SUITE(
    site, a_site_has_a_page_for_each_document_and_person, persons_stand_where_readers_look_for_them,
    dates_are_those_of_events_where_there_are_no_others, pages_lead_to_those_before_and_behind_them,
    references_lead_to_other_documents, a_reference_is_mended_when_what_it_leads_to_comes_and_goes,
    names_lead_to_persons_and_these_to_their_pages,
    the_search_knows_words_without_accents_and_their_lines, only_what_has_changed_is_written,
    a_site_made_anew_is_the_same_as_one_mended, documents_that_are_gone_lose_their_pages,
    what_was_removed_comes_back, a_document_at_fault_is_left_out,
    what_is_wrong_in_a_document_is_said_once_each_time,
    documents_of_one_title_have_pages_of_their_own, a_document_whose_name_is_no_text_is_refused,
    a_site_within_its_documents_does_not_take_its_copies, what_is_kept_of_a_site_may_be_anything)
