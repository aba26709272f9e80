/* encode/references: what words point to, a reference for each number. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#define CHECK(words, expected)                                                                     \
    check_encodes("7. Minutes\n\nIn " words " so.",                                                \
                  "<head>7. Minutes</head>\n<p>In " expected " so.</p>\n")
#define REF(target, words) "<ref target=\"" target "\">" words "</ref>"
#define VOLUME(n, words) "<ref type=\"volume\" n=\"" n "\">" words "</ref>"

START_TEST(documents) {
    CHECK("Document 212,", REF("#d212", "Document 212") ",");
    CHECK("Documents 212 and 213,", REF("#d212", "Documents 212") " and " REF("#d213", "213") ",");
    CHECK("Documents 5–8", REF("#d5", "Documents 5") "–" REF("#d8", "8"));
    CHECK("Documents 5, 7, and 9",
          REF("#d5", "Documents 5") ", " REF("#d7", "7") ", and " REF("#d9", "9"));
    CHECK("Document 5 and 3 more", REF("#d5", "Document 5") " and 3 more");
}
END_TEST

START_TEST(notes_of_this_document) {
    CHECK("footnote 4 above", REF("#d7fn4", "footnote 4 above"));
    CHECK("notes 4 and 5, below", REF("#d7fn4", "notes 4") " and " REF("#d7fn5", "5, below"));
    CHECK("order; see footnote 3; and", "order; see " REF("#d7fn3", "footnote 3") "; and");
    CHECK("footnote 3 of the book", "footnote 3 of the book");
}
END_TEST

START_TEST(notes_of_other_documents) {
    CHECK("footnote 2, Document 210,", REF("#d210fn2", "footnote 2, Document 210") ",");
    CHECK("footnotes 2 and 3, Document 210",
          REF("#d210fn2", "footnotes 2") " and " REF("#d210fn3", "3, Document 210"));
    CHECK("Document 210, footnote 2,", REF("#d210fn2", "Document 210, footnote 2") ",");
    CHECK("Document 210 and footnote 2 thereto",
          REF("#d210", "Document 210") " and " REF("#d210fn2", "footnote 2 thereto"));
    CHECK("Foreign Relations, 1961–1963, volume XX, Document 3, and footnote 2 thereto",
          "<ref type=\"volume\" n=\"1961–1963 XX 3\">Foreign Relations, 1961–1963, volume XX, "
          "Document 3, and footnote 2 thereto</ref>");
    CHECK("See ibid., Documents 5–7", "See ibid., Documents 5–7");
}
END_TEST

START_TEST(pages) {
    CHECK("the letter, ante, p. 35,", "the letter, " REF("#pg_35", "ante, p. 35") ",");
    CHECK("a book, p. 35,", "a book, p. 35,");
}
END_TEST

START_TEST(volumes_of_the_series) {
    CHECK("Foreign Relations, 1969–1976, vol. XXXII, Document 5,",
          VOLUME("1969–1976 XXXII 5", "Foreign Relations, 1969–1976, vol. XXXII, Document 5") ",");
    CHECK(
        "Foreign Relations, 1955–1957, volume VI, Trade, Documents 5 and 7",
        VOLUME(
            "1955–1957 VI 5",
            "Foreign Relations, 1955–1957, volume VI, Trade, Documents 5") " and " VOLUME("1955–195"
                                                                                          "7 VI 7",
                                                                                          "7"));
    CHECK("Foreign Relations, 1952–1954, vol. VI, Part 1, pp. 3–5",
          VOLUME("1952–1954 VI 1", "Foreign Relations, 1952–1954, vol. VI, Part 1") ", pp. 3–5");
}
END_TEST

START_TEST(addresses) {
    CHECK("https://harbour.example/a?b=c#d.",
          REF("https://harbour.example/a?b=c#d", "https://harbour.example/a?b=c#d") ".");
    CHECK("(http://harbour.example/lamp_(old)/),",
          "(" REF("http://harbour.example/lamp_(old)/", "http://harbour.example/lamp_(old)/") "),");
    CHECK("pilot@harbour.example", "pilot@harbour.example");
    CHECK("https://", "https://");
}
END_TEST

#define NOTE(n, words)                                                                             \
    "<note n=\"" n "\" xml:id=\"examplefn" n "\" place=\"bottom\">" words "</note>"

START_TEST(what_the_note_before_refers_to) {
    check_encodes("A.1 B.2 C.3\n  1. See Document 9.\n  2. Ibid.\n  3. Ibid.",
                  "<p>A." NOTE("1", "See " REF("#d9", "Document 9") ".") " B." NOTE(
                      "2", REF("#d9", "Ibid.")) " C." NOTE("3", REF("#d9", "Ibid.")) "</p>\n");
    check_encodes(
        "A.1 B.2\n  1. Harbour Archives, Box 3; see also Document 9.\n  2. Ibid.",
        "<p>A." NOTE("1", "Harbour Archives, Box 3; see also " REF(
                              "#d9", "Document 9") ".") " B." NOTE("2", "Ibid.") "</p>\n");
    check_encodes("A.1 B.2\n  1. See Documents 9 and 10.\n  2. Ibid.",
                  "<p>A." NOTE("1", "See " REF("#d9", "Documents 9") " and " REF(
                                        "#d10", "10") ".") " B." NOTE("2", "Ibid.") "</p>\n");
}
END_TEST

/* No text is so odd that a pattern of the profile is given up on it. */
START_TEST(addresses_and_numbers_without_end) {
    static const struct {
        const char *before, *again;
    } cases[] = {{"See ", "http://a/"}, {"See Documents 1", ", 2"}, {"See http://", "a."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer text = {0};
        buffer_text(&text, cases[i].before);
        while (text.length < 300000)
            buffer_text(&text, cases[i].again);
        struct example example = example_encode(&(struct source){.text = text.bytes});
        ck_assert(*example.encoding);
        ck_assert_str_eq(example.findings, "");
        example_check_way_back(text.bytes, example.encoding);
        example_free(&example);
        buffer_free(&text);
    }
}
END_TEST

SUITE(references) {
    Suite *suite = suite_create("encode/references");
    TCase *cases = tcase_create("references");
    tcase_add_test(cases, documents);
    tcase_add_test(cases, notes_of_this_document);
    tcase_add_test(cases, notes_of_other_documents);
    tcase_add_test(cases, pages);
    tcase_add_test(cases, volumes_of_the_series);
    tcase_add_test(cases, addresses);
    tcase_add_test(cases, what_the_note_before_refers_to);
    tcase_add_test(cases, addresses_and_numbers_without_end);
    suite_add_tcase(suite, cases);
    return suite;
}
