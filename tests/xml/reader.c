/* xml/reader: the events of a document, told to all who look on. */
#include "run.h"

#include "base/file.h"
#include "xml/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writes events down, each on a line with its place. */
struct record {
    struct buffer text;
    const char *refuses; /* an element at which the reading is ended; or NULL */
};

static void note(struct record *record, struct xml_place place, const char *event,
                 const char *what) {
    buffer_print(&record->text, "%s%s%zu:%zu %s %s\n", place.file ? place.file : "",
                 place.file ? ":" : "", place.line, place.column, event, what);
}

static void start_tag(void *context, const struct xml_tag *tag, struct xml_reader *reader) {
    struct record *record = context;
    note(record, xml_tag_place(reader), "start", tag->name.local);
    for (size_t i = 0; i < tag->namespace_count; i++)
        buffer_print(&record->text, "  xmlns %s=%s\n",
                     tag->namespaces[2 * i] ? tag->namespaces[2 * i] : "",
                     tag->namespaces[2 * i + 1] ? tag->namespaces[2 * i + 1] : "");
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const struct xml_attribute *attribute = &tag->attributes[i];
        struct xml_place place = xml_attribute_place(reader, &attribute->name);
        buffer_print(&record->text, "  %zu:%zu {%s}%s=%.*s\n", place.line, place.column,
                     attribute->name.uri, attribute->name.local, (int)attribute->length,
                     attribute->value);
    }
    if (record->refuses && !strcmp(record->refuses, tag->name.local))
        xml_refuse(reader, "test/refused", "enough of this");
}

static void end_tag(void *context, struct xml_reader *reader) {
    note(context, xml_tag_place(reader), "end", "");
}

static void text(void *context, const char *bytes, size_t length, struct xml_reader *reader) {
    char what[100];
    snprintf(what, sizeof what, "\"%.*s\"", (int)length, bytes);
    note(context, xml_text_place(reader, bytes, length, 0), "text", what);
}

static void comment(void *context, const char *what, struct xml_reader *reader) {
    note(context, xml_comment_place(reader), "comment", what);
}

static void instruction(void *context, const char *target, const char *content,
                        struct xml_reader *reader) {
    (void)content;
    note(context, xml_instruction_place(reader, target), "instruction", target);
}

static void end(void *context, struct xml_reader *reader) {
    struct record *record = context;
    buffer_print(&record->text, "end of %s\n", xml_source_of(reader)->name);
}

static struct xml_observer observer_of(struct record *record) {
    return (struct xml_observer){record, start_tag, end_tag, text, comment, instruction, end};
}

/* Reads a document in memory, or the file where it is NULL. */
static enum xml_verdict read_document(const char *document, const struct xml_observer *observers,
                                      size_t count, char **findings) {
    const struct xml_source source = {.path = "a.xml",
                                      .name = "a.xml",
                                      .bytes = document,
                                      .length = document ? strlen(document) : 0,
                                      .follows_xinclude = !document};
    size_t size;
    FILE *stream = open_memstream(findings, &size);
    struct report *report = report_new(stream, report_format_named("text"), false);
    enum xml_verdict verdict = xml_read(&source, observers, count, report);
    report_free(report);
    fclose(stream);
    return verdict;
}

static void check_events(const char *document, enum xml_verdict expected_verdict,
                         const char *expected, const char *expected_finding) {
    struct record record = {0};
    struct xml_observer observer = observer_of(&record);
    char *findings;
    ck_assert_int_eq(read_document(document, &observer, 1, &findings), expected_verdict);
    ck_assert_str_eq(record.text.bytes ? record.text.bytes : "", expected);
    ck_assert_msg(*expected_finding ? strstr(findings, expected_finding) != NULL : !*findings, "%s",
                  findings);
    buffer_free(&record.text);
    free(findings);
}

START_TEST(events_have_places) {
    check_events("<?xml version='1.0'?>\n<?p q?>\n<a b='1'\n xml:c='2'>x<d/>\n<!--e--></a>",
                 XML_GOOD,
                 "2:1 instruction p\n"
                 "3:1 start a\n"
                 "  3:4 {}b=1\n"
                 "  4:2 {http://www.w3.org/XML/1998/namespace}c=2\n"
                 "4:12 text \"x\"\n"
                 "4:13 start d\n"
                 "4:13 end \n"
                 "4:17 text \"\n\"\n"
                 "5:1 comment e\n"
                 "5:9 end \n"
                 "end of a.xml\n",
                 "");
}
END_TEST

START_TEST(namespaces_are_told_where_they_are_declared) {
    check_events("<a xmlns='urn:u' xmlns:p='urn:v'><b xmlns='' p:c='1'/></a>", XML_GOOD,
                 "1:1 start a\n"
                 "  xmlns =urn:u\n"
                 "  xmlns p=urn:v\n"
                 "1:34 start b\n"
                 "  xmlns =\n"
                 "  1:46 {urn:v}c=1\n"
                 "1:34 end \n"
                 "1:55 end \n"
                 "end of a.xml\n",
                 "");
}
END_TEST

START_TEST(what_stands_in_the_document_type_declaration_is_no_event) {
    check_events("<!DOCTYPE a [<!--no--><?no no?>]><a/>", XML_GOOD,
                 "1:34 start a\n1:34 end \nend of a.xml\n", "");
}
END_TEST

START_TEST(a_torn_document_has_no_end) {
    check_events("<a><b></a>", XML_AT_FAULT, "1:1 start a\n1:4 start b\n", "xml/not-well-formed");
    check_events("", XML_AT_FAULT, "", "the file is empty");
}
END_TEST

START_TEST(all_are_told_in_their_order) {
    struct record first = {0}, second = {0};
    struct xml_observer observers[] = {
        observer_of(&first), {.context = NULL}, observer_of(&second)};
    char *findings;
    observers[0].text = NULL;
    ck_assert_int_eq(read_document("<a>x</a>", observers, 3, &findings), XML_GOOD);
    ck_assert_str_eq(first.text.bytes, "1:1 start a\n1:5 end \nend of a.xml\n");
    ck_assert_str_eq(second.text.bytes, "1:1 start a\n1:4 text \"x\"\n1:5 end \nend of a.xml\n");
    buffer_free(&first.text);
    buffer_free(&second.text);
    free(findings);
}
END_TEST

static char folder[] = "/tmp/teikit-reader-XXXXXX";

static void make_folder(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void remove_folder(void) {
    static const char *const made[] = {"a.xml", "b.xml", "c.txt", folder};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        remove(made[i]);
}

static void put(const char *name, const char *content) {
    ck_assert(file_write(name, content, strlen(content)));
}

#define INCLUDE(attributes) "<i:include xmlns:i='http://www.w3.org/2001/XInclude' " attributes "/>"

START_TEST(what_is_included_is_told_with_its_file) {
    put("a.xml", "<a>\n" INCLUDE("href='b.xml'") "<d/></a>");
    put("b.xml", "<?p q?><!--no-->\n<b>x</b>");
    check_events(NULL, XML_GOOD,
                 "1:1 start a\n"
                 "1:4 text \"\n\"\n"
                 "b.xml:1:1 instruction p\n"
                 "b.xml:1:8 comment no\n"
                 "b.xml:2:1 start b\n"
                 "b.xml:2:4 text \"x\"\n"
                 "b.xml:2:5 end \n"
                 "2:68 start d\n"
                 "2:68 end \n"
                 "2:72 end \n"
                 "end of a.xml\n",
                 "");
}
END_TEST

START_TEST(an_element_is_included_without_what_is_around_it) {
    put("a.xml", "<a>" INCLUDE("href='b.xml' xpointer='x'") "</a>");
    put("b.xml", "<?p q?><b>y<!--no--><c xml:id='x'>z<!--e--></c><!--no--></b>");
    check_events(NULL, XML_GOOD,
                 "1:1 start a\n"
                 "b.xml:1:21 start c\n"
                 "  1:24 {http://www.w3.org/XML/1998/namespace}id=x\n"
                 "b.xml:1:35 text \"z\"\n"
                 "b.xml:1:36 comment e\n"
                 "b.xml:1:44 end \n"
                 "1:84 end \n"
                 "end of a.xml\n",
                 "");
}
END_TEST

START_TEST(included_text_has_to_be_text) {
    put("a.xml", "<a>" INCLUDE("href='c.txt' parse='text'") "</a>");
    put("c.txt", "a\xE4");
    check_events(NULL, XML_AT_FAULT, "1:1 start a\n1:84 end \nend of a.xml\n",
                 "a.xml:1:4: error: c.txt is not text in UTF-8 that XML can hold");
    put("c.txt", "a\001");
    check_events(NULL, XML_AT_FAULT, "1:1 start a\n1:84 end \nend of a.xml\n", "xml/xinclude");
}
END_TEST

START_TEST(an_observer_can_end_the_reading_wherever_it_is) {
    put("a.xml", "<a>" INCLUDE("href='b.xml'") "<d/></a>");
    put("b.xml", "<b><c/></b>");
    struct record record = {.refuses = "c"};
    struct xml_observer observer = observer_of(&record);
    char *findings;
    ck_assert_int_eq(read_document(NULL, &observer, 1, &findings), XML_AT_FAULT);
    ck_assert_str_eq(record.text.bytes, "1:1 start a\nb.xml:1:1 start b\nb.xml:1:4 start c\n");
    ck_assert_ptr_nonnull(strstr(findings, "enough of this [test/refused]"));
    buffer_free(&record.text);
    free(findings);
}
END_TEST

SUITE(reader) {
    Suite *suite = suite_create("xml/reader");
    TCase *tests = tcase_create("xml/reader");
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, events_have_places);
    tcase_add_test(tests, namespaces_are_told_where_they_are_declared);
    tcase_add_test(tests, what_stands_in_the_document_type_declaration_is_no_event);
    tcase_add_test(tests, a_torn_document_has_no_end);
    tcase_add_test(tests, all_are_told_in_their_order);
    tcase_add_test(tests, what_is_included_is_told_with_its_file);
    tcase_add_test(tests, an_element_is_included_without_what_is_around_it);
    tcase_add_test(tests, included_text_has_to_be_text);
    tcase_add_test(tests, an_observer_can_end_the_reading_wherever_it_is);
    suite_add_tcase(suite, tests);
    return suite;
}
