/* transform/access: a stylesheet reads beneath its own folder and the document's, and writes
   nowhere, unless it is allowed to. */
#include "run.h"

#include "base/file.h"
#include "transform/transform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/teikit-access-XXXXXX";
static const char *const made[] = {"sheets/own.xsl", "sheets/sub/table.xml", "sheets/link.xml",
                                   "sheets/out",     "texts/part.xml",       "else/secret.xml",
                                   "else/written",   "sheets2/secret.xml"};
enum { MADE = sizeof made / sizeof *made };

static void write_text(const char *path, const char *text) {
    ck_assert(file_make_folders(path));
    ck_assert(file_write(path, text, strlen(text)));
}

static void make_files(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    write_text("sheets/sub/table.xml", "<a>table</a>");
    write_text("texts/part.xml", "<a>part</a>");
    write_text("else/secret.xml", "<a>secret</a>");
    write_text("sheets2/secret.xml", "<a>secret</a>");
    ck_assert_int_eq(symlink("../else/secret.xml", "sheets/link.xml"), 0);
    ck_assert_int_eq(symlink("../else", "sheets/out"), 0);
}

static void remove_files(void) {
    static const char *const folders[] = {"sheets/sub", "sheets", "texts", "else", "sheets2"};
    for (size_t i = 0; i < MADE; i++)
        unlink(made[i]);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(folders[i]);
    ck_assert_int_eq(rmdir(folder), 0);
}

/* Runs a stylesheet with this body on texts/a.xml.  Gives its output, or where it fails, its first
   finding; the caller frees it. */
static char *transform(const char *body, const struct transform_options *options) {
    struct buffer stylesheet = {0}, output = {0};
    char *findings = NULL;
    size_t length;
    FILE *stream = open_memstream(&findings, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    buffer_print(&stylesheet,
                 "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                 "xmlns:e='http://exslt.org/common' extension-element-prefixes='e'>"
                 "<xsl:output method='text'/><xsl:template match='/'>\n%s</xsl:template>"
                 "</xsl:stylesheet>",
                 body);
    write_text("sheets/own.xsl", stylesheet.bytes);
    struct transform_stylesheet *loaded = transform_load("sheets/own.xsl", options, report);
    ck_assert_ptr_nonnull(loaded);
    enum transform_status status =
        transform_memory(loaded, "<a/>", 4, "texts/a.xml", NULL, report, &output);
    transform_free(loaded);
    ck_assert(report_free(report));
    fclose(stream);
    buffer_free(&stylesheet);
    if (status == TRANSFORM_DONE) {
        free(findings);
        return output.bytes;
    }
    buffer_free(&output);
    return findings;
}

#define check_gives(body, options, expected)                                                       \
    do {                                                                                           \
        char *given = transform(body, options);                                                    \
        ck_assert_ptr_nonnull(given);                                                              \
        ck_assert_msg(strstr(given, expected) != NULL, "%s", given);                               \
        free(given);                                                                               \
    } while (0)

#define VALUE(address) "<xsl:value-of select=\"document('" address "')\"/>"
#define REFUSED "sheets/own.xsl:2: error: "

START_TEST(reads_beneath_its_own_folder_and_the_documents) {
    check_gives(VALUE("sub/table.xml"), NULL, "table");
    check_gives(VALUE("../texts/part.xml"), NULL, "part");
}
END_TEST

START_TEST(reads_nowhere_else) {
    static const char *const elsewhere[] = {
        VALUE("../else/secret.xml"),
        VALUE("/etc/passwd"),
        VALUE("../sheets2/secret.xml"),
        VALUE("link.xml"),
        VALUE("out/secret.xml"),
        VALUE("sub/../../else/secret.xml"),
        VALUE("gone/../../else/secret.xml"),
    };
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        check_gives(elsewhere[i], NULL, REFUSED);
        check_gives(elsewhere[i], NULL, "[xslt/forbidden]");
    }
}
END_TEST

START_TEST(reads_where_it_is_allowed) {
    const char *const folders[] = {"texts", "else", NULL};
    const struct transform_options options = {.read_folders = folders};
    check_gives(VALUE("../else/secret.xml"), &options, "secret");
    check_gives(VALUE("link.xml"), &options, "secret");
    check_gives(VALUE("../sheets2/secret.xml"), &options, "[xslt/forbidden]");
}
END_TEST

START_TEST(what_is_not_there_is_an_error_of_its_own) {
    check_gives(VALUE("gone.xml"), NULL, REFUSED "sheets/gone.xml cannot be read: ");
    check_gives(VALUE("gone/gone.xml"), NULL, "[file/cannot-read]");
}
END_TEST

START_TEST(writes_nowhere) {
    check_gives("<e:document href='else/written'>x</e:document>", NULL, REFUSED);
    check_gives("<e:document href='sheets/out/written'>x</e:document>", NULL, "[xslt/forbidden]");
    ck_assert_int_ne(access("else/written", F_OK), 0);
}
END_TEST

START_TEST(writes_where_it_is_allowed) {
    const char *const folders[] = {"else", NULL};
    const struct transform_options options = {.write_folders = folders};
    check_gives("<e:document href='sheets/written' method='text'>x</e:document>", &options,
                "[xslt/forbidden]");
    check_gives("<e:document href='else/written' method='text'>x</e:document>done", &options,
                "done");
    ck_assert_int_eq(access("else/written", F_OK), 0);
}
END_TEST

START_TEST(reaches_no_network) {
    const char *const folders[] = {"/", NULL};
    const struct transform_options options = {.read_folders = folders, .write_folders = folders};
    check_gives(VALUE("http://example.org/a.xml"), &options, "[xslt/not-fetched]");
    check_gives("<e:document href='ftp://example.org/a'>x</e:document>", &options, REFUSED);
}
END_TEST

SUITE(access) {
    Suite *suite = suite_create("transform/access");
    TCase *cases = tcase_create("access");
    tcase_add_checked_fixture(cases, make_files, remove_files);
    tcase_add_test(cases, reads_beneath_its_own_folder_and_the_documents);
    tcase_add_test(cases, reads_nowhere_else);
    tcase_add_test(cases, reads_where_it_is_allowed);
    tcase_add_test(cases, what_is_not_there_is_an_error_of_its_own);
    tcase_add_test(cases, writes_nowhere);
    tcase_add_test(cases, writes_where_it_is_allowed);
    tcase_add_test(cases, reaches_no_network);
    suite_add_tcase(suite, cases);
    return suite;
}
