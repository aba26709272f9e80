/* batch/inputs: files, folders and lists become inputs in a fixed order. */
#include "run.h"

#include "base/file.h"
#include "batch/inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/teikit-inputs-XXXXXX";
static const char *const made[] = {"f/b.txt",    "f/a.txt",        "f/B.txt", "f/sub/c.txt",
                                   "f/.hid.txt", "f/sub/.d/e.txt", "f/x.xml", "list"};
static struct report *report;
static FILE *stream;
static struct inputs inputs;

static void make_files(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        ck_assert(file_make_folders(made[i]));
        ck_assert(file_write(made[i], "", 0));
    }
    ck_assert_int_eq(mkdir("empty", 0777), 0);
    ck_assert_int_eq(symlink("..", "f/up"), 0);
    stream = fopen("/dev/null", "w");
    report = report_new(stream, report_format_named("text"), false);
    inputs = (struct inputs){0};
}

static void remove_files(void) {
    inputs_free(&inputs);
    report_free(report);
    fclose(stream);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlink(made[i]);
    unlink("f/up");
    static const char *const folders[] = {"f/sub/.d", "f/sub", "f", "empty"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(folders[i]);
    ck_assert_int_eq(rmdir(folder), 0);
}

/* Asserts what the inputs are: "PATH RELATIVE" each. */
static void check_inputs(const char *expected) {
    struct buffer list = {0};
    buffer_text(&list, "");
    for (size_t i = 0; i < inputs.count; i++)
        buffer_print(&list, "%s %s\n", inputs.list[i].path, inputs.list[i].relative);
    ck_assert_str_eq(list.bytes, expected);
    buffer_free(&list);
}

START_TEST(a_file_is_itself) {
    ck_assert(inputs_add(&inputs, "f/a.txt", ".txt", report));
    ck_assert(inputs_add(&inputs, "f/x.xml", ".txt", report));
    ck_assert(inputs_add(&inputs, "gone", ".txt", report)); /* who reads it says so */
    ck_assert(inputs_add(&inputs, "-", ".txt", report));
    check_inputs("f/a.txt a.txt\nf/x.xml x.xml\ngone gone\n- -\n");
}
END_TEST

START_TEST(standard_input_is_read_once) {
    ck_assert(inputs_add(&inputs, "-", ".txt", report));
    ck_assert(!inputs_add(&inputs, "-", ".txt", report));
    ck_assert_uint_eq(report_count(report, SEVERITY_ERROR), 1);
    check_inputs("- -\n");
}
END_TEST

START_TEST(a_folder_is_searched_through_in_order) {
    ck_assert(inputs_add(&inputs, "f/", ".txt", report));
    check_inputs("f/B.txt B.txt\nf/a.txt a.txt\nf/b.txt b.txt\nf/sub/c.txt sub/c.txt\n");
}
END_TEST

START_TEST(a_folder_without_such_files) {
    ck_assert(!inputs_add(&inputs, "empty", ".txt", report));
    ck_assert_uint_eq(report_count(report, SEVERITY_ERROR), 1);
    check_inputs("");
}
END_TEST

START_TEST(a_list_names_files_and_folders) {
    static const char list[] = "f/b.txt\r\n\nf/sub\nf/a.txt";
    ck_assert(file_write("list", list, strlen(list)));
    ck_assert(inputs_add(&inputs, "@list", ".txt", report));
    check_inputs("f/b.txt b.txt\nf/sub/c.txt c.txt\nf/a.txt a.txt\n");
}
END_TEST

START_TEST(a_list_that_is_missing) {
    ck_assert(!inputs_add(&inputs, "@gone", ".txt", report));
    ck_assert_uint_eq(report_count(report, SEVERITY_ERROR), 1);
}
END_TEST

SUITE(inputs) {
    Suite *suite = suite_create("batch/inputs");
    TCase *cases = tcase_create("inputs");
    tcase_add_checked_fixture(cases, make_files, remove_files);
    tcase_add_test(cases, a_file_is_itself);
    tcase_add_test(cases, standard_input_is_read_once);
    tcase_add_test(cases, a_folder_is_searched_through_in_order);
    tcase_add_test(cases, a_folder_without_such_files);
    tcase_add_test(cases, a_list_names_files_and_folders);
    tcase_add_test(cases, a_list_that_is_missing);
    suite_add_tcase(suite, cases);
    return suite;
}
