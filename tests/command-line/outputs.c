/* teikit transform: the built-in outputs other than html and source, for programs and for print. */
#include "command-line/program.h"

#include <stdlib.h>
#include <string.h>

#define HEADER                                                                                     \
    "<teiHeader><fileDesc><titleStmt><title>Tides &amp; “ebbs”</title></titleStmt>"            \
    "<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc>"           \
    "</fileDesc><profileDesc><particDesc><listPerson><person xml:id=\"moor\"><persName>Moor"       \
    "</persName></person></listPerson></particDesc></profileDesc></teiHeader>"
#define TEI(blocks)                                                                                \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">" HEADER "<text xml:lang=\"en\"><body>"            \
    "<div type=\"document\" xml:id=\"tides\">" blocks "</div></body></text></TEI>"

/* Writes the document, transforms it and expects the output. */
static void check_output(const char *to, const char *tei, const char *expected) {
    put("tides.xml", tei);
    ck_assert_int_eq(RUN("transform", "--to", to, "tides.xml"), 0);
    ck_assert_str_eq(errors(), "");
    ck_assert_str_eq(output(), expected);
}

static void check_output_has(const char *to, const char *tei, const char *words) {
    put("tides.xml", tei);
    ck_assert_int_eq(RUN("transform", "--to", to, "tides.xml"), 0);
    ck_assert_str_eq(errors(), "");
    ck_holds(output(), words);
}

#define TWO_SPEECHES                                                                               \
    TEI("<sp who=\"#moor\"><speaker>M:</speaker><p>High, <stage>Laughter</stage>"                  \
        "<supplied>or</supplied> “low”<note n=\"1\">A <hi>spring</hi> tide.</note>?</p>"       \
        "<p>Say \"so\".</p></sp><sp><speaker>Voice:</speaker><p>So – <gap "                      \
        "reason=\"illegible\"/></p></sp>")

START_TEST(csv_has_a_row_for_each_speech) {
    check_output("csv", TWO_SPEECHES,
                 "document,number,speaker,person,words,characters,text\n"
                 "tides,1,M:,moor,5,25,\"High, or “low”? Say \"\"so\"\".\"\n"
                 "tides,2,Voice:,,2,16,So – [illegible]\n");
}
END_TEST

START_TEST(csv_without_a_row_of_names) {
    put("tides.xml", TEI("<p>Low.</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "csv", "--param", "header=no", "tides.xml"), 0);
    ck_assert_str_eq(output(), "tides,1,,,1,4,Low.\n");
}
END_TEST

START_TEST(a_document_without_speeches_has_a_row_for_each_paragraph) {
    check_output("csv",
                 TEI("<head>Tides</head><p>High<lb/>water<note n=\"1\">Or not.</note></p>"
                     "<list><item>one</item><item><p>two</p></item></list>"
                     "<lg><l>verse</l><l>on verse</l></lg>"),
                 "document,number,speaker,person,words,characters,text\n"
                 "tides,1,,,2,10,High water\n"
                 "tides,2,,,1,3,one\n"
                 "tides,3,,,1,3,two\n"
                 "tides,4,,,3,14,verse on verse\n");
}
END_TEST

START_TEST(jsonl_has_an_object_for_each_speech) {
    check_output("jsonl", TWO_SPEECHES,
                 "{\"document\": \"tides\", \"number\": 1, \"speaker\": \"M:\", \"person\": "
                 "[\"moor\"], \"words\": 5, \"characters\": 25, \"text\": "
                 "\"High, or “low”? Say \\\"so\\\".\"}\n"
                 "{\"document\": \"tides\", \"number\": 2, \"speaker\": \"Voice:\", \"person\": "
                 "[], \"words\": 2, \"characters\": 16, \"text\": \"So – [illegible]\"}\n");
}
END_TEST

START_TEST(jsonl_escapes_backslashes) {
    check_output_has("jsonl", TEI("<p>a\\b \\\" c</p>"), "\"text\": \"a\\\\b \\\\\\\" c\"}");
}
END_TEST

START_TEST(notes_are_a_table_of_the_notes) {
    check_output("notes", TWO_SPEECHES,
                 "document,number,id,type,resp,place,before,words,characters,text\n"
                 "tides,1,,,,tides,\"High, or “low”\",3,14,A spring tide.\n");
}
END_TEST

START_TEST(stats_count_words_and_shares) {
    check_output("stats", TWO_SPEECHES,
                 "{\"document\": \"tides\", \"title\": \"Tides & “ebbs”\", \"words\": 7, "
                 "\"characters\": 42, \"documents\": 1, \"speeches\": 2, \"paragraphs\": 3, "
                 "\"verses\": 0, \"stages\": 1, \"notes\": 1, \"words_in_notes\": 3, \"gaps\": 1, "
                 "\"pages\": 0, \"persons\": [\n"
                 " {\"id\": \"moor\", \"name\": \"Moor\", \"speeches\": 1, \"words\": 5, "
                 "\"characters\": 25, \"share\": 0.7143},\n"
                 " {\"id\": \"\", \"name\": \"Voice:\", \"speeches\": 1, \"words\": 2, "
                 "\"characters\": 16, \"share\": 0.2857}]}\n");
}
END_TEST

START_TEST(lines_of_an_address_are_parted) {
    const char *letter =
        TEI("<opener><address><addrLine>Mr. Berg</addrLine><addrLine>Brest"
            "</addrLine></address><salute>Dear Berg:</salute>\n</opener><p>So.</p>");
    check_output_has("stats", letter, "\"words\": 6,");
    check_output_has("text", letter, "Mr. Berg\nBrest\n\nDear Berg:\n");
    check_output_has("markdown", letter, "Mr. Berg\\\nBrest\n\nDear Berg:\n");
}
END_TEST

START_TEST(documents_and_persons_are_tables_too) {
    check_output("documents", TWO_SPEECHES,
                 "document,title,date,genre,words,characters,documents,speeches,paragraphs,verses,"
                 "stages,notes,words_in_notes,gaps,pages,persons\n"
                 "tides,Tides & “ebbs”,,,7,42,1,2,3,0,1,1,3,1,0,2\n");
    check_output("persons", TWO_SPEECHES,
                 "document,id,name,speeches,words,characters,share\n"
                 "tides,moor,Moor,1,5,25,0.7143\n"
                 "tides,,Voice:,1,2,16,0.2857\n");
}
END_TEST

START_TEST(markdown_has_headings_labels_and_footnotes) {
    check_output("markdown",
                 TEI("<head>Tides</head><sp><speaker>M:</speaker><p>High<note n=\"1\">Or "
                     "not.</note>, <stage>Laughter</stage> said he.</p></sp>"
                     "<stage>They leave.</stage>"),
                 "# Tides\n\n"
                 "**M:** High[^1], *\\[Laughter\\]* said he.\n\n"
                 "*\\[They leave.\\]*\n\n"
                 "[^1]: Or not.\n");
}
END_TEST

START_TEST(markdown_escapes_what_it_would_read_as_markup) {
    check_output(
        "markdown",
        TEI("<head>A</head><p>1. a *b* [c] _d_ &lt;e&gt; &amp;amp; \\</p><p># no</p><p>- no"
            "</p><p>(1) 2) 3</p><p>2) 3</p>"),
        "# A\n\n"
        "1\\. a \\*b\\* \\[c\\] \\_d\\_ \\<e> \\&amp; \\\\\n\n"
        "\\# no\n\n\\- no\n\n(1) 2) 3\n\n2\\) 3\n");
}
END_TEST

START_TEST(markdown_breaks_verse_and_nests_lists) {
    check_output("markdown",
                 TEI("<head>A</head><lg><l>one</l><l>2. two</l></lg><list><item n=\"1\">a<list>"
                     "<item>b</item></list></item><item>c</item></list><quote><p>q</p></quote>"),
                 "# A\n\none\\\n2\\. two\n\n- 1\\. a\n  - b\n- c\n\n> q\n");
}
END_TEST

START_TEST(latex_escapes_what_has_a_meaning_there) {
    check_output_has("latex", TEI("<p>50 % of {a} &amp; $b_c ~ ^ # \\d</p>"),
                     "\n\\par 50 \\% of \\{a\\} \\& \\$b\\_c \\textasciitilde{} "
                     "\\textasciicircum{} \\# \\textbackslash{}d\\par\n");
}
END_TEST

START_TEST(latex_has_notes_under_their_numbers_and_pages_in_the_margin) {
    check_output_has("latex",
                     TEI("<p>High<note n=\"7\">Or <hi>not</hi>.</note> <pb n=\"12\"/>water</p>"),
                     "\\par High\\teinote{7}{Or {\\itshape not}.} \\teipage{12}water\\par\n");
}
END_TEST

/* Only where a LaTeX is installed that can set it. */
START_TEST(a_second_heading_goes_on_below_the_first) {
#define TWO_HEADINGS "<head>Ebb</head><head>A Comedy</head><p>Low.</p>"
    check_output("markdown", TEI(TWO_HEADINGS), "# Ebb\n\n**A Comedy**\n\nLow.\n");
    check_output_has("latex", TEI(TWO_HEADINGS),
                     "\\section[{Ebb}]{Ebb}\n\n\\par \\noindent{\\large\\itshape A Comedy}\\par\n");
}
END_TEST

START_TEST(latex_has_the_author_and_title_of_the_header) {
    check_output_has("latex",
                     "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
                     "<title>Ebb &amp; Flood</title><title type=\"sub\">A Comedy</title>"
                     "<author>Ada Brook</author></titleStmt></fileDesc></teiHeader><text><body>"
                     "<div type=\"act\"><head>I</head><p>Low.</p></div></body></text></TEI>",
                     "{\\centering{\\large Ada Brook\\par}\\smallskip\\LARGE Ebb \\& Flood\\par"
                     "\\large\\itshape A Comedy\\par}");
}
END_TEST

START_TEST(latex_becomes_a_pdf) {
    if (system("command -v lualatex > /dev/null")) return;
    ck_assert_int_eq(RUN("encode", "-o", "gaps.xml", sample("gaps.txt")), 0);
    ck_assert_int_eq(RUN("transform", "--to", "latex", "-o", "gaps.tex", "gaps.xml"), 0);
    ck_assert_int_eq(
        system("lualatex -interaction=nonstopmode -halt-on-error gaps.tex > gaps.out.txt"), 0);
    ck_holds(files(), "gaps.pdf");
}
END_TEST

/* Latin Modern has none of these letters. */
START_TEST(latex_has_the_letters_of_other_scripts) {
    if (system("command -v lualatex > /dev/null && kpsewhich DejaVuSerif.ttf > /dev/null")) return;
    put("in.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text xml:lang=\"en\">"
        "<body><p>μῆνιν ἄειδε, <hi rend=\"italic\">Война</hi>, שלום</p></body></text></TEI>");
    ck_assert_int_eq(RUN("transform", "--to", "latex", "-o", "in.tex", "in.xml"), 0);
    ck_assert_int_eq(system("lualatex -interaction=nonstopmode -halt-on-error in.tex > out.txt"),
                     0);
    ck_assert_ptr_null(strstr(content("in.log"), "Missing character"));
}
END_TEST

/* ---- rows of several documents ---- */

#define NAMELESS(words)                                                                            \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text><body><p>" words                 \
    "</p></body></text></TEI>"
static void put_two_documents(void) {
    put("in/ebb.xml", NAMELESS("Low."));
    put("in/flood.xml", NAMELESS("High\nwater."));
}

START_TEST(rows_of_several_documents_are_one_table) {
    put_two_documents();
    ck_assert_int_eq(RUN("transform", "--to", "csv", "-o", "all.csv", "in"), 0);
    ck_assert_str_eq(content("all.csv"), "document,number,speaker,person,words,characters,text\n"
                                         "ebb,1,,,1,4,Low.\nflood,1,,,2,11,High water.\n");
    ck_assert_int_eq(RUN("transform", "--to", "csv", "--param", "header=no", "in", "in/ebb.xml"),
                     0);
    ck_assert_str_eq(output(), "ebb,1,,,1,4,Low.\nflood,1,,,2,11,High water.\nebb,1,,,1,4,Low.\n");
    ck_assert_int_eq(RUN("transform", "--to", "csv", "--param", "bom=yes", "in"), 0);
    ck_assert_str_eq(output(), "\xEF\xBB\xBF"
                               "document,number,speaker,person,words,characters,text\n"
                               "ebb,1,,,1,4,Low.\nflood,1,,,2,11,High water.\n");
}
END_TEST

START_TEST(rows_of_several_documents_are_json) {
    put_two_documents();
    ck_assert_int_eq(RUN("transform", "--to", "jsonl", "-j", "2", "in"), 0);
    ck_holds(output(), "{\"document\": \"ebb\", \"number\": 1,");
    ck_holds(output(), "}\n{\"document\": \"flood\", \"number\": 1,");
    ck_assert_int_eq(RUN("transform", "--to", "stats", "-o", "-", "in"), 0);
    ck_assert_ptr_eq(strstr(output(), "[{\"document\": \"ebb\","), output());
    ck_holds(output(), "},\n{\"document\": \"flood\",");
    ck_assert_str_eq(output() + strlen(output()) - 3, "}]\n");
}
END_TEST

START_TEST(rows_of_a_document_at_fault_are_left_out) {
    put_two_documents();
    put("in/a.xml", "<TEI>");
    ck_assert_int_eq(RUN("transform", "--to", "csv", "-o", "all.csv", "in"), 1);
    ck_error("in/a.xml:1:6", "xml/not-well-formed");
    ck_assert_str_eq(content("all.csv"), "document,number,speaker,person,words,characters,text\n"
                                         "ebb,1,,,1,4,Low.\nflood,1,,,2,11,High water.\n");
    ck_assert_int_eq(RUN("transform", "--to", "csv", "-o", "in/a.xml", "in"), 2);
    ck_error("in/a.xml", "call/output-is-input");
    ck_assert_str_eq(content("in/a.xml"), "<TEI>");
    ck_assert_int_eq(RUN("transform", "--to", "csv", "-o", "all.csv", "in/a.xml", "in/a.xml"), 1);
    ck_holds(content("all.csv"), "ebb,1,"); /* nothing was made that could take its place */
}
END_TEST

START_TEST(the_text_that_was_encoded_is_not_overwritten) {
    put("a.txt", "A Talk\n\nThe  lamp is out.\n");
    ck_assert_int_eq(RUN("encode", "-d", ".", "a.txt"), 0);
    ck_assert_int_eq(RUN("transform", "--to", "text", "-d", ".", "a.xml"), 2);
    ck_error("./a.txt", "call/output-is-source");
    ck_assert_str_eq(content("a.txt"), "A Talk\n\nThe  lamp is out.\n");
    ck_assert_int_eq(RUN("transform", "--to", "source", "-o", "a.txt", "a.xml"), 0); /* the same */
    put("a.txt", "Anything else\n");
    ck_assert_int_eq(RUN("transform", "--to", "text", "-d", ".", "a.xml"), 0);
    ck_assert_str_eq(content("a.txt"), "A Talk\n\nThe lamp is out.\n");
}
END_TEST

START_TEST(the_file_is_named_as_the_call_does) {
    put_two_documents();
    ck_assert_int_eq(RUN("transform", "--to", "csv", "--param", "file=x/tides.xml", "in/ebb.xml"),
                     0);
    ck_holds(output(), "\ntides,1,");
}
END_TEST

COMMAND_LINE_SUITE(outputs, csv_has_a_row_for_each_speech, csv_without_a_row_of_names,
                   a_document_without_speeches_has_a_row_for_each_paragraph,
                   jsonl_has_an_object_for_each_speech, jsonl_escapes_backslashes,
                   notes_are_a_table_of_the_notes, stats_count_words_and_shares,
                   lines_of_an_address_are_parted, documents_and_persons_are_tables_too,
                   markdown_has_headings_labels_and_footnotes,
                   markdown_escapes_what_it_would_read_as_markup,
                   markdown_breaks_verse_and_nests_lists, latex_escapes_what_has_a_meaning_there,
                   latex_has_notes_under_their_numbers_and_pages_in_the_margin,
                   a_second_heading_goes_on_below_the_first,
                   latex_has_the_author_and_title_of_the_header, latex_becomes_a_pdf,
                   latex_has_the_letters_of_other_scripts, rows_of_several_documents_are_one_table,
                   rows_of_several_documents_are_json, rows_of_a_document_at_fault_are_left_out,
                   the_text_that_was_encoded_is_not_overwritten, the_file_is_named_as_the_call_does)
