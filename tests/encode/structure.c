/* encode/structure: opener and closer of a message, remarks and page breaks between blocks. */
#include "example.h"
#include "run.h"

#define MESSAGE(words) (&(struct source){.text = words, .options = {.genre = "message"}})
#define TRANSCRIPT(words) (&(struct source){.text = words, .options = {.genre = "transcript"}})

START_TEST(opener_and_closer) {
    check_source_encodes(
        MESSAGE("7. Letter\n\nVienna, December 7, 1971.\n\nDear Henry:\n\nWords.\n\n"
                "Warm regards.\n\nGerry Smith\n"),
        "<head>7. Letter</head>\n"
        "<opener>\n"
        "  <dateline>Vienna, <date when=\"1971-12-07\">December 7, "
        "1971</date>.</dateline>\n"
        "  <salute>Dear Henry:</salute>\n"
        "</opener>\n"
        "<p>Words.</p>\n"
        "<closer>\n"
        "  <salute>Warm regards.</salute>\n"
        "  <signed>Gerry Smith</signed>\n"
        "</closer>\n");
}
END_TEST

START_TEST(a_greeting_in_the_first_paragraph) {
    check_source_encodes(MESSAGE("7. Letter\n\nVienna, undated.\n\nMy dear Mr. Poe: It is lit.\n\n"
                                 "With warm regards,\n\nSincerely yours,\n\nA. Lee\n"),
                         "<head>7. Letter</head>\n"
                         "<opener>\n"
                         "  <dateline>Vienna, undated.</dateline>\n"
                         "  <salute>My dear Mr. Poe:</salute>\n"
                         "</opener>\n"
                         "<p rend=\"run-on\">It is lit.</p>\n"
                         "<closer>\n"
                         "  <salute>With warm regards,</salute>\n"
                         "  <salute>Sincerely yours,</salute>\n"
                         "  <signed>A. Lee</signed>\n"
                         "</closer>\n");
}
END_TEST

START_TEST(a_number_before_the_salute) {
    check_source_encodes(MESSAGE("7. Letter\n\n12. Dear Henry:\n\nWords."),
                         "<head>7. Letter</head>\n"
                         "<opener>\n"
                         "  <idno type=\"message\">12.</idno>\n"
                         "  <salute rend=\"run-on\">Dear Henry:</salute>\n"
                         "</opener>\n"
                         "<p>Words.</p>\n");
}
END_TEST

START_TEST(a_dateline_with_the_time_of_day) {
    check_source_encodes(MESSAGE("7. Telegram\n\nParis, March 4, 1964—10 a.m.\n\nWords."),
                         "<head>7. Telegram</head>\n"
                         "<opener>\n"
                         "  <dateline>Paris, <date when=\"1964-03-04\">March 4, 1964</date>—10 "
                         "a.m.</dateline>\n"
                         "</opener>\n"
                         "<p>Words.</p>\n");
}
END_TEST

START_TEST(a_signature_of_several_lines) {
    check_source_encodes(
        MESSAGE("7. Letter\n\nWords.\n\nYours very truly,\nCharles Poe\nAmbassador"),
        "<head>7. Letter</head>\n"
        "<p>Words.</p>\n"
        "<closer>\n"
        "  <salute>Yours very truly,</salute>\n"
        "  <signed rend=\"tight\">Charles Poe\n<lb/>Ambassador</signed>\n"
        "</closer>\n");
}
END_TEST

START_TEST(lines_of_datelines_and_signatures) {
    check_source_encodes(
        MESSAGE("7. Letter\n\nBrest,\nMay 4, 1908\n\n"
                "Gentlemen,\n\nWords.\n\nSincerely,\nA. Lee1\n   Clerk\n\nMr. Poe\nBrest\n\n"
                "  1. Words of hers."),
        "<head>7. Letter</head>\n"
        "<opener>\n"
        "  <dateline>Brest,\n<lb/><date when=\"1908-05-04\">May 4, 1908</date></dateline>\n"
        "  <salute>Gentlemen,</salute>\n"
        "</opener>\n"
        "<p>Words.</p>\n"
        "<closer>\n"
        "  <salute>Sincerely,</salute>\n"
        "  <signed rend=\"tight\">A. Lee<note n=\"1\" xml:id=\"d7fn1\" place=\"bottom\" "
        "rend=\"spaced\">Words of "
        "hers.</note>\n<lb/>   Clerk</signed>\n"
        "  <signed>Mr. Poe\n<lb/>Brest</signed>\n"
        "</closer>\n");
    check_source_encodes(
        MESSAGE("7. Letter\n\nBrest, May\n4, 1908\n\nOf this letter\nthere is a copy.\n\nWords."),
        "<head>7. Letter</head>\n"
        "<opener>\n"
        "  <dateline>Brest, <date when=\"1908-05-04\">May\n<lb/>4, 1908</date></dateline>\n"
        "</opener>\n"
        "<p>Of this letter\nthere is a copy.</p>\n"
        "<p>Words.</p>\n");
}
END_TEST

START_TEST(an_address_above_the_salute) {
    check_source_encodes(
        MESSAGE("7. Letter\n\nMay 4, 1908\n\nMr. A. Tanner,1\n  Surveyor to the Board\n3 Lower "
                "Street\n\nDear Mr. Tanner:\n\nWords.\n\n  1. Of Brest."),
        "<head>7. Letter</head>\n"
        "<opener>\n"
        "  <dateline><date when=\"1908-05-04\">May 4, 1908</date></dateline>\n"
        "  <address>\n"
        "    <addrLine>Mr. A. Tanner,<note n=\"1\" xml:id=\"d7fn1\" place=\"bottom\" "
        "rend=\"spaced\">Of Brest.</note></addrLine>\n"
        "    <addrLine>  Surveyor to the Board</addrLine>\n"
        "    <addrLine>3 Lower Street</addrLine>\n"
        "  </address>\n"
        "  <salute>Dear Mr. Tanner:</salute>\n"
        "</opener>\n"
        "<p>Words.</p>\n");
}
END_TEST

/* The greeting may be the beginning of the first paragraph. */
START_TEST(an_address_above_the_dateline) {
    check_source_encodes(
        MESSAGE("7. Letter\n\nMr. Tanner\nBrest\n\n[Page 2]\n\nMay 4, 1908\n\nDear Sir: Words."),
        "<head>7. Letter</head>\n"
        "<opener>\n"
        "  <address>\n"
        "    <addrLine>Mr. Tanner</addrLine>\n"
        "    <addrLine>Brest</addrLine>\n"
        "  </address>\n"
        "  <pb n=\"2\" xml:id=\"pg_2\"/>\n"
        "  <dateline><date when=\"1908-05-04\">May 4, 1908</date></dateline>\n"
        "  <salute>Dear Sir:</salute>\n"
        "</opener>\n"
        "<p rend=\"run-on\">Words.</p>\n");
}
END_TEST

/* Words in brackets are not torn apart. */
START_TEST(brackets_over_lines_of_an_address) {
    check_source_encodes(
        MESSAGE(
            "7. Letter\n\nMr. Tanner,\nSurveyor [to the\nBoard],\nBrest\n\nDear Sir:\n\nWords."),
        "<head>7. Letter</head>\n"
        "<opener>\n"
        "  <address>\n"
        "    <addrLine>Mr. Tanner,</addrLine>\n"
        "    <addrLine>Surveyor <supplied>to the\n<lb/>Board</supplied>,</addrLine>\n"
        "    <addrLine>Brest</addrLine>\n"
        "  </address>\n"
        "  <salute>Dear Sir:</salute>\n"
        "</opener>\n"
        "<p>Words.</p>\n");
}
END_TEST

/* One line, prose, or lines that no greeting follows. */
START_TEST(what_is_no_address) {
    check_source_encodes(MESSAGE("7. Letter\n\nMr. Tanner\n\nDear Sir:\n\nWords."),
                         "<head>7. Letter</head>\n<p>Mr. Tanner</p>\n<p>Dear Sir:</p>\n"
                         "<p>Words.</p>\n");
    check_source_encodes(MESSAGE("7. Letter\n\nOf this\nthere is a copy.\n\nDear Sir:\n\nWords."),
                         "<head>7. Letter</head>\n<p>Of this\nthere is a copy.</p>\n"
                         "<p>Dear Sir:</p>\n<p>Words.</p>\n");
    check_source_encodes(MESSAGE("7. Letter\n\nMr. Tanner,\nBrest\n\nThe lamp is lit.\n\nWords."),
                         "<head>7. Letter</head>\n<p>Mr. Tanner,\nBrest</p>\n"
                         "<p>The lamp is lit.</p>\n<p>Words.</p>\n");
}
END_TEST

START_TEST(page_breaks_within_opener_and_closer) {
    check_source_encodes(MESSAGE("7. Letter\n\nMay 4, 1971\n\n[Page 2]\n\nDear Sir:\n\nWords.\n\n"
                                 "Sincerely,\n\n[Page 3]\n\nPoe\n\n[Page 4]"),
                         "<head>7. Letter</head>\n"
                         "<opener>\n"
                         "  <dateline><date when=\"1971-05-04\">May 4, 1971</date></dateline>\n"
                         "  <pb n=\"2\" xml:id=\"pg_2\"/>\n"
                         "  <salute>Dear Sir:</salute>\n"
                         "</opener>\n"
                         "<p>Words.</p>\n"
                         "<closer>\n"
                         "  <salute>Sincerely,</salute>\n"
                         "  <pb n=\"3\" xml:id=\"pg_3\"/>\n"
                         "  <signed>Poe</signed>\n"
                         "</closer>\n"
                         "<pb n=\"4\" xml:id=\"pg_4\"/>\n");
}
END_TEST

START_TEST(a_postscript_stands_below_the_signature) {
    check_source_encodes(MESSAGE("7. Letter\n\nWords.\n\nSincerely,\n\nPoe\n\n[Page 2]\n\n"
                                 "P.S. The box follows.\n\nSoon."),
                         "<head>7. Letter</head>\n"
                         "<p>Words.</p>\n"
                         "<closer>\n"
                         "  <salute>Sincerely,</salute>\n"
                         "  <signed>Poe</signed>\n"
                         "</closer>\n"
                         "<pb n=\"2\" xml:id=\"pg_2\"/>\n"
                         "<postscript>\n"
                         "  <p>P.S. The box follows.</p>\n"
                         "  <p>Soon.</p>\n"
                         "</postscript>\n");
    check_source_encodes(MESSAGE("7. Letter\n\nSo it is.\n\nWords."),
                         "<head>7. Letter</head>\n<p>So it is.</p>\n<p>Words.</p>\n");
    check_source_encodes(MESSAGE("7. Letter\n\nWords.\n\nP.S. is no signature."),
                         "<head>7. Letter</head>\n<p>Words.</p>\n<p>P.S. is no signature.</p>\n");
}
END_TEST

/* Behind a closer TEI has no divisions, so the letter is one beside its enclosure. */
START_TEST(enclosures) {
    check_source_encodes(MESSAGE("7. Letter\n\nDear Sir:\n\nWords.\n\nSincerely,\n\nPoe\n\n"
                                 "Enclosure 1\n\nA list.\n\n1. A box.\n\n2. A bag."),
                         "<head>7. Letter</head>\n"
                         "<div type=\"section\">\n"
                         "  <opener>\n"
                         "    <salute>Dear Sir:</salute>\n"
                         "  </opener>\n"
                         "  <p>Words.</p>\n"
                         "  <closer>\n"
                         "    <salute>Sincerely,</salute>\n"
                         "    <signed>Poe</signed>\n"
                         "  </closer>\n"
                         "</div>\n"
                         "<div type=\"enclosure\">\n"
                         "  <head>Enclosure 1</head>\n"
                         "  <p>A list.</p>\n"
                         "  <list type=\"ordered\">\n"
                         "    <label>1.</label>\n"
                         "    <item>A box.</item>\n"
                         "    <label>2.</label>\n"
                         "    <item>A bag.</item>\n"
                         "  </list>\n"
                         "</div>\n");
    check_source_encodes(MESSAGE("7. Letter\n\nWords.\n\n[Attachment]\n\nA list."),
                         "<head>7. Letter</head>\n"
                         "<p>Words.</p>\n"
                         "<div type=\"enclosure\">\n"
                         "  <head><supplied>Attachment</supplied></head>\n"
                         "  <p>A list.</p>\n"
                         "</div>\n");
}
END_TEST

/* Notes of the editor may stand anywhere. */
/* Each letter of several has what opens and closes it, and diplomats close as they do. */
START_TEST(several_enclosures) {
    check_encodes("7. Letter From Amsel to Lund\n\nSir: I enclose two notes.\n\nI have, etc.,\n\n"
                  "Amsel\n\nEnclosure 1\n\nMr. Consul: It is so.\n\nAccept, etc.,\n\nOrtega\n\n"
                  "Enclosure 2\n\nWords.\n",
                  "<head>7. Letter From Amsel to Lund</head>\n<div type=\"section\">\n  <opener>\n"
                  "    <salute>Sir:</salute>\n  </opener>\n  <p rend=\"run-on\">I enclose two "
                  "notes.</p>\n  <closer>\n    <salute>I have, etc.,</salute>\n    "
                  "<signed>Amsel</signed>\n  </closer>\n</div>\n<div type=\"enclosure\">\n  "
                  "<head>Enclosure 1</head>\n  <opener>\n    <salute>Mr. Consul:</salute>\n  "
                  "</opener>\n  <p rend=\"run-on\">It is so.</p>\n  <closer>\n    <salute>Accept, "
                  "etc.,</salute>\n    <signed>Ortega</signed>\n  </closer>\n</div>\n<div "
                  "type=\"enclosure\">\n  <head>Enclosure 2</head>\n  <p>Words.</p>\n</div>\n");
}
END_TEST

START_TEST(an_enclosure_has_a_frame_of_its_own) {
    check_source_encodes(MESSAGE("7. Letter\n\nWords.\n\nSincerely,\n\nPoe\n\nAttachment\n\n"
                                 "Paper Prepared in the Harbour Office\n\nVienna, undated.\n\n"
                                 "The lamp."),
                         "<head>7. Letter</head>\n"
                         "<div type=\"section\">\n"
                         "  <p>Words.</p>\n"
                         "  <closer>\n"
                         "    <salute>Sincerely,</salute>\n"
                         "    <signed>Poe</signed>\n"
                         "  </closer>\n"
                         "</div>\n"
                         "<div type=\"enclosure\">\n"
                         "  <head>Attachment</head>\n"
                         "  <head>Paper Prepared in the Harbour Office</head>\n"
                         "  <opener>\n"
                         "    <dateline>Vienna, undated.</dateline>\n"
                         "  </opener>\n"
                         "  <p>The lamp.</p>\n"
                         "</div>\n");
}
END_TEST

START_TEST(quotations_set_off) {
    check_encodes("7. Editorial Note\n\nHe wrote:\n\n    “It is lit.\n    All is well.”\n\n"
                  "    “More tomorrow.”\n\n[Page 2]\n\nNobody answered.\n\n    An indented line.",
                  "<head>7. Editorial Note</head>\n"
                  "<p>He wrote:</p>\n"
                  "<quote>\n"
                  "  <p>    “It is lit.\n    All is well.”</p>\n"
                  "  <p>    “More tomorrow.”</p>\n"
                  "</quote>\n"
                  "<pb n=\"2\" xml:id=\"pg_2\"/>\n"
                  "<p>Nobody answered.</p>\n"
                  "<p>    An indented line.</p>\n");
}
END_TEST

START_TEST(an_editor_before_the_opener) {
    check_source_encodes(
        MESSAGE("7. Letter\n\n[Translation]\n\n[Brest, May 4, 1908.]\n\n"
                "[Figure 1]\n\nDear Sir:\n\nWords come.\n\n[Enclosure 2—A Chart]\n\nA list."),
        "<head>7. Letter</head>\n"
        "<note type=\"editorial\">Translation</note>\n"
        "<opener>\n"
        "  <dateline><supplied>Brest, <date when=\"1908-05-04\">May 4, "
        "1908</date>.</supplied></dateline>\n"
        "  <figure><figDesc>Figure 1</figDesc></figure>\n"
        "  <salute>Dear Sir:</salute>\n"
        "</opener>\n"
        "<p>Words come.</p>\n"
        "<div type=\"enclosure\">\n"
        "  <head><supplied>Enclosure 2—A Chart</supplied></head>\n"
        "  <p>A list.</p>\n"
        "</div>\n");
}
END_TEST

/* TEI has no remarks in openers and closers, and no closer that ends nothing. */
START_TEST(what_cannot_be_opener_or_closer) {
    check_source_encodes(MESSAGE("7. Letter\n\n(Pause)\n\nDear Sir:\n\nWords.\n\nSincerely,\n\n"
                                 "(Laughter)"),
                         "<head>7. Letter</head>\n"
                         "<stage rend=\"parens\">(Pause)</stage>\n"
                         "<p>Dear Sir:</p>\n"
                         "<p>Words.</p>\n"
                         "<p>Sincerely,</p>\n"
                         "<stage rend=\"parens\">(Laughter)</stage>\n");
    check_source_encodes(MESSAGE("7. Letter\n\nDear Sir:\n\nSincerely,\n\nPoe"),
                         "<head>7. Letter</head>\n"
                         "<opener>\n"
                         "  <salute>Dear Sir:</salute>\n"
                         "</opener>\n"
                         "<p>Sincerely,</p>\n"
                         "<closer>\n"
                         "  <signed>Poe</signed>\n"
                         "</closer>\n");
}
END_TEST

START_TEST(remarks_between_and_within_speeches) {
    check_source_encodes(TRANSCRIPT("7. Talk\n\n[Applause]\n\nMR. POE: One.\n\n(Pause.)\n\nTwo.\n\n"
                                    "[The Clerk left.]\n\nMR. LEE: Three."),
                         "<head>7. Talk</head>\n"
                         "<stage>Applause</stage>\n"
                         "<sp who=\"#mr._poe\">\n"
                         "  <speaker>MR. POE:</speaker>\n"
                         "  <p>One.</p>\n"
                         "  <stage rend=\"parens\">(Pause.)</stage>\n"
                         "  <p>Two.</p>\n"
                         "</sp>\n"
                         "<stage>The Clerk left.</stage>\n"
                         "<sp who=\"#mr._lee\">\n"
                         "  <speaker>MR. LEE:</speaker>\n"
                         "  <p>Three.</p>\n"
                         "</sp>\n");
}
END_TEST

START_TEST(a_page_break_between_speeches_is_in_neither) {
    check_source_encodes(TRANSCRIPT("7. Talk\n\nMR. POE: One.\n\n[Page 2]\n\nMR. LEE: Two."),
                         "<head>7. Talk</head>\n"
                         "<sp who=\"#mr._poe\">\n"
                         "  <speaker>MR. POE:</speaker>\n"
                         "  <p>One.</p>\n"
                         "</sp>\n"
                         "<pb n=\"2\" xml:id=\"pg_2\"/>\n"
                         "<sp who=\"#mr._lee\">\n"
                         "  <speaker>MR. LEE:</speaker>\n"
                         "  <p>Two.</p>\n"
                         "</sp>\n");
}
END_TEST

SUITE(structure) {
    Suite *suite = suite_create("encode/structure");
    TCase *cases = tcase_create("structure");
    tcase_add_test(cases, opener_and_closer);
    tcase_add_test(cases, a_greeting_in_the_first_paragraph);
    tcase_add_test(cases, a_number_before_the_salute);
    tcase_add_test(cases, a_dateline_with_the_time_of_day);
    tcase_add_test(cases, a_signature_of_several_lines);
    tcase_add_test(cases, lines_of_datelines_and_signatures);
    tcase_add_test(cases, an_address_above_the_salute);
    tcase_add_test(cases, an_address_above_the_dateline);
    tcase_add_test(cases, brackets_over_lines_of_an_address);
    tcase_add_test(cases, what_is_no_address);
    tcase_add_test(cases, page_breaks_within_opener_and_closer);
    tcase_add_test(cases, a_postscript_stands_below_the_signature);
    tcase_add_test(cases, enclosures);
    tcase_add_test(cases, several_enclosures);
    tcase_add_test(cases, an_enclosure_has_a_frame_of_its_own);
    tcase_add_test(cases, quotations_set_off);
    tcase_add_test(cases, an_editor_before_the_opener);
    tcase_add_test(cases, what_cannot_be_opener_or_closer);
    tcase_add_test(cases, remarks_between_and_within_speeches);
    tcase_add_test(cases, a_page_break_between_speeches_is_in_neither);
    suite_add_tcase(suite, cases);
    return suite;
}
