/* teikit encode of volumes: one file, or with --split one for each document. */
#include "command-line/program.h"

#include <string.h>

static const char volume[] = "Papers of the Harbour Board\n"
                             "\n"
                             "7. Letter From the Keeper (Aho) to the Pilot (Berg)1\n"
                             "\n"
                             "The lamp is out. See footnote 1, Document 8, and Document 9.\n"
                             "\n"
                             "  1. Source: Day Book 3.\n"
                             "\n"
                             "8. Editorial Note\n"
                             "\n"
                             "The lamp was lit1 again.\n"
                             "\n"
                             "  1. By the pilot.\n";

START_TEST(a_volume_is_one_file) {
    put("volume.txt", volume);
    ck_assert_int_eq(RUN("encode", "--verify", "-o", "volume.xml", "volume.txt"), 0);
    ck_holds(content("volume.xml"), "<title>Papers of the Harbour Board</title>");
    ck_holds(content("volume.xml"),
             "<div type=\"document\" subtype=\"letter\" n=\"7\" xml:id=\"d7\">");
    ck_holds(content("volume.xml"), "<ref target=\"#d8fn1\">");
    ck_assert_int_eq(RUN("validate", "volume.xml"), 0);
}
END_TEST

START_TEST(split_makes_a_file_of_each_document) {
    put("in/volume.txt", volume);
    ck_assert_int_eq(RUN("encode", "--verify", "--split", "-d", "out", "in/volume.txt"), 0);
    ck_assert_str_eq(files(), "in/volume.txt out/d7.xml out/d8.xml out/front.xml");
    ck_holds(content("out/front.xml"), "<head>Papers of the Harbour Board</head>");
    ck_holds(content("out/d7.xml"),
             "<title>Letter From the Keeper (Aho) to the Pilot (Berg)</title>");
    ck_holds(content("out/d7.xml"), "<ref target=\"d8.xml#d8fn1\">footnote 1, Document 8</ref>");
    ck_holds(content("out/d7.xml"), "<ref target=\"#d9\">Document 9</ref>");
    ck_holds(content("out/d8.xml"),
             "xml:id=\"d8fn1\" place=\"bottom\" rend=\"spaced\">By the pilot.");
    ck_lacks(content("out/d8.xml"), "xml:id=\"aho\"");
    ck_assert_int_eq(RUN("validate", "out"), 0);
}
END_TEST

/* Each file holds its own notes of the list at the end of the volume; what is left of that is one.
 */
START_TEST(notes_at_the_end_of_the_volume_are_split_too) {
    put("volume.txt", "7. Editorial Note\n\nThe lamp1 burns.2\n\n8. Editorial Note\n\n"
                      "Oil1 was sent.\n\nNOTES\n\nDocument 7\n\n1. Lit.\n\n2. Well.\n\n"
                      "Document 8\n\n1. Thin.\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--split", "-d", "out", "volume.txt"), 0);
    ck_assert_str_eq(files(), "out/d7.xml out/d8.xml out/notes.xml volume.txt");
    ck_holds(content("out/d7.xml"), ">Well.</note>");
    ck_holds(content("out/d8.xml"), ">Thin.</note>");
    ck_holds(content("out/notes.xml"), "<ref target=\"d8.xml#d8\">Document 8</ref></head>");
    ck_assert_int_eq(RUN("validate", "out"), 0);
}
END_TEST

START_TEST(references_to_pages_lead_to_their_files) {
    put("volume.txt",
        "7. Editorial Note\n\nThe lamp (infra, pp. 12, 13 and 14) [Page 12] burns.\n\n"
        "[Page 13]\n\n8. Editorial Note\n\nIt was lit (ante, p. 12).\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--split", "-d", "out", "volume.txt"), 0);
    ck_holds(content("out/d7.xml"), "<ref target=\"#pg_12\">infra, pp. 12</ref>");
    ck_holds(content("out/d7.xml"), "<ref target=\"d8.xml#pg_13\">13</ref>");
    ck_holds(content("out/d7.xml"), "<ref target=\"#pg_14\">14</ref>");
    ck_holds(content("out/d8.xml"), "<ref target=\"d7.xml#pg_12\">ante, p. 12</ref>");
}
END_TEST

START_TEST(a_text_of_one_document_is_split_into_one) {
    put("note.txt", "8. Editorial Note\n\nThe lamp was lit.\n");
    put("lamp.txt", "The Lamp\n\nIt was lit.\n");
    ck_assert_int_eq(RUN("encode", "--split", "-d", "out", "note.txt", "lamp.txt"), 0);
    ck_assert_str_eq(files(), "lamp.txt note.txt out/d8.xml out/lamp.xml");
}
END_TEST

START_TEST(split_needs_a_folder) {
    put("volume.txt", volume);
    ck_assert_int_eq(RUN("encode", "--split", "volume.txt"), 2);
    ck_error("teikit", "call/split");
    ck_assert_int_eq(RUN("encode", "--split", "-o", "volume.xml", "volume.txt"), 2);
    ck_assert_str_eq(files(), "volume.txt");
}
END_TEST

START_TEST(no_document_takes_the_place_of_another) {
    put("one.txt", "8. Editorial Note\n\nThe lamp was lit.\n");
    put("two.txt", "8. Editorial Note\n\nThe quay was built.\n\n9. Editorial Note\n\nOil.\n");
    ck_assert_int_eq(RUN("encode", "--split", "-d", "out", "one.txt", "two.txt"), 2);
    ck_error("two.txt", "call/same-output");
    ck_assert_str_eq(files(), "one.txt out/d8.xml out/d9.xml two.txt");
    ck_holds(content("out/d8.xml"), "The lamp was lit.");
}
END_TEST

START_TEST(a_text_that_cannot_be_read_costs_its_own_documents_only) {
    put("bad.txt", "\x01\n");
    put("note.txt", "8. Editorial Note\n\nThe lamp was lit.\n");
    ck_assert_int_eq(
        RUN("encode", "--split", "-d", "out", "-r", "report.jsonl", "bad.txt", "note.txt"), 1);
    ck_assert_str_eq(files(), "bad.txt note.txt out/d8.xml report.jsonl");
    ck_holds(content("report.jsonl"), "{\"file\":\"bad.txt\",\"encoded\":false");
    ck_holds(content("report.jsonl"), "{\"file\":\"note.txt\",\"encoded\":true");
}
END_TEST

START_TEST(the_report_counts_each_document) {
    put("volume.txt", volume);
    ck_assert_int_eq(RUN("encode", "-r", "report.jsonl", "-o", "volume.xml", "volume.txt"), 0);
    ck_holds(content("report.jsonl"), "\"documents\":[{\"id\":\"front\",\"line\":1,");
    ck_holds(content("report.jsonl"), "{\"id\":\"d8\",\"line\":9,\"counts\":{\"documents\":1,");
}
END_TEST

START_TEST(metadata_may_be_of_one_document) {
    put("volume.txt", volume);
    put("m.yaml", "title: The Harbour\ndate: 1912\nfiles:\n"
                  "  - {match: volume.txt, document: d8, title: The Lamp, date: 1913,\n"
                  "     source: {repository: Harbour Archives}}\n");
    ck_assert_int_eq(RUN("encode", "-m", "m.yaml", "volume.txt"), 0);
    ck_holds(output(), "<title>The Harbour</title>");
    ck_holds(output(), "<creation><date when=\"1912\"/></creation>");
    ck_holds(output(), "<msDesc corresp=\"#d8\">");
    ck_assert_int_eq(RUN("encode", "-m", "m.yaml", "--split", "-d", "out", "volume.txt"), 0);
    ck_holds(content("out/d8.xml"), "<title>The Lamp</title>");
    ck_holds(content("out/d8.xml"), "<creation><date when=\"1913\"/></creation>");
    ck_lacks(content("out/d7.xml"), "1912");
    ck_lacks(content("out/d7.xml"), "<title>The Harbour</title>");
}
END_TEST

COMMAND_LINE_SUITE(split, a_volume_is_one_file, split_makes_a_file_of_each_document,
                   notes_at_the_end_of_the_volume_are_split_too,
                   references_to_pages_lead_to_their_files,
                   a_text_of_one_document_is_split_into_one, split_needs_a_folder,
                   no_document_takes_the_place_of_another,
                   a_text_that_cannot_be_read_costs_its_own_documents_only,
                   the_report_counts_each_document, metadata_may_be_of_one_document)
