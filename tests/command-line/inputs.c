/* Inputs and outputs of a call: files, folders, lists, standard input; -o, -d. */
#include "command-line/program.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(a_folder_is_searched_through_in_order_of_names) {
    put("in/b.txt", "Bee");
    put("in/a/z.txt", "Zed");
    put("in/a/notes.md", "not asked for");
    put("in/.hidden.txt", "not asked for");
    ck_assert_int_eq(RUN("encode", "-d", "out/deep", "in/"), 0);
    ck_assert_str_eq(files(), "in/.hidden.txt in/a/notes.md in/a/z.txt in/b.txt "
                              "out/deep/a/z.xml out/deep/b.xml");
    ck_holds(content("out/deep/a/z.xml"), "Zed");
}
END_TEST

START_TEST(a_pipe_in_a_folder_is_passed_over) {
    put("in/a.txt", "A");
    ck_assert_int_eq(mkfifo("in/pipe.txt", 0666), 0);
    ck_assert_int_eq(symlink("../in", "in/folder.txt"), 0);
    ck_assert_int_eq(RUN("encode", "-d", "out", "in"), 0);
    ck_holds(files(), "out/a.xml");
    ck_lacks(files(), "out/pipe.xml");
    ck_lacks(files(), "out/folder.xml");
}
END_TEST

START_TEST(a_link_that_leads_nowhere_is_said) {
    put("in/a.txt", "A");
    ck_assert_int_eq(symlink("gone", "in/link.txt"), 0);
    ck_assert_int_eq(RUN("encode", "-d", "out", "in"), 2);
    ck_error("in/link.txt", "file/cannot-read");
    ck_holds(files(), "out/a.xml");
}
END_TEST

START_TEST(a_name_may_hold_any_byte) {
    put("\xFF\x1B[31m.txt", "Words");
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "\xFF\x1B[31m.txt"), 0);
    ck_holds(content("out.xml"), "<title>\xEF\xBF\xBD\xEF\xBF\xBD[31m.txt</title>");
    ck_assert_int_eq(RUN("validate", "out.xml"), 0);
}
END_TEST

START_TEST(a_name_may_be_as_long_as_names_can_be) {
    char name[256];
    memset(name, 'a', 255);
    strcpy(name + 251, ".txt");
    put(name, "Words");
    ck_assert_int_eq(RUN("encode", "-d", "out", name), 0);
    ck_holds(files(), "out/aaa");
}
END_TEST

START_TEST(an_empty_name_is_no_input) {
    put("in.txt", "A");
    ck_assert_int_eq(RUN("encode", "", "in.txt"), 2);
    ck_error("teikit", "call/no-input");
}
END_TEST

START_TEST(an_empty_name_is_no_output) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN("encode", "-d", "", "in.txt"), 2);
    ck_error("teikit", "call/option");
    ck_assert_int_eq(RUN("encode", "--output=", "in.txt"), 2);
    ck_error("teikit", "call/option");
}
END_TEST

START_TEST(a_list_names_files_and_folders) {
    put("one.txt", "One");
    put("in/two.txt", "Two");
    put("list", "one.txt\r\n\nin\n");
    ck_assert_int_eq(RUN("encode", "-d", "out", "@list"), 0);
    ck_assert_str_eq(files(), "in/two.txt list one.txt out/one.xml out/two.xml");
}
END_TEST

START_TEST(standard_input_is_read_for_a_dash) {
    ck_assert_int_eq(RUN_WITH(.input = "Words", "encode", "-"), 0);
    ck_holds(output(), "<title>standard input</title>");
    ck_holds(output(), "<p>Words</p>");
    ck_assert_int_eq(RUN_WITH(.input = "Words", "encode", "-d", "out", "-"), 0);
    ck_assert_str_eq(files(), "out/standard-input.xml");
}
END_TEST

START_TEST(findings_about_standard_input_name_it) {
    ck_assert_int_eq(RUN_WITH(.input = "<a>", "transform", "--to", "text", "-"), 1);
    ck_holds(errors(), "standard input:1:");
}
END_TEST

START_TEST(several_inputs_need_a_folder) {
    put("a.txt", "A");
    put("b.txt", "B");
    ck_assert_int_eq(RUN("encode", "a.txt", "b.txt"), 2);
    ck_error("teikit", "call/outputs");
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "a.txt", "b.txt"), 2);
    ck_error("teikit", "call/outputs");
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "-d", "out", "a.txt"), 2);
    ck_error("teikit", "call/outputs");
    ck_assert_str_eq(output(), "");
    ck_assert_str_eq(files(), "a.txt b.txt");
}
END_TEST

START_TEST(two_inputs_never_go_to_one_file) {
    put("x/a.txt", "A");
    put("y/a.txt", "B");
    ck_assert_int_eq(RUN("encode", "-d", "out", "x", "y"), 2);
    ck_error("y/a.txt", "call/same-output");
    ck_assert_str_eq(files(), "x/a.txt y/a.txt");
}
END_TEST

START_TEST(an_input_is_never_overwritten) {
    put("a.txt", "A");
    ck_assert_int_eq(RUN("encode", "-o", "a.txt", "a.txt"), 2);
    ck_error("a.txt", "call/output-is-input");
    ck_assert_str_eq(content("a.txt"), "A");
}
END_TEST

START_TEST(the_rest_of_a_batch_is_done) {
    put("in/a.txt", "A");
    put("in/b.txt", "");
    put("in/c.txt", "C");
    ck_assert_int_eq(RUN("encode", "-d", "out", "in", "missing.txt"), 2);
    ck_error("in/b.txt", "encode/empty");
    ck_error("missing.txt", "file/cannot-read");
    ck_assert_str_eq(files(), "in/a.txt in/b.txt in/c.txt out/a.xml out/c.xml");
    ck_assert_int_eq(RUN("encode", "-d", "out", "in"), 1);
}
END_TEST

START_TEST(a_file_that_is_there_is_replaced_whole) {
    put("a.txt", "New");
    put("a.xml", "old");
    ck_assert_int_eq(chmod("a.xml", 0640), 0);
    ck_assert_int_eq(symlink("a.xml", "link.xml"), 0);
    ck_assert_int_eq(RUN("encode", "-o", "link.xml", "a.txt"), 0);
    ck_holds(content("a.xml"), "<p>New</p>");
    struct stat status;
    ck_assert_int_eq(lstat("link.xml", &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(stat("a.xml", &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0640);
}
END_TEST

START_TEST(a_file_may_be_called_anything) {
    put("-o.txt", "Dash");
    ck_assert_int_eq(RUN("encode", "-d", "out", "--", "-o.txt"), 0);
    put("in put/äö [1].b.txt", "Blank");
    ck_assert_int_eq(RUN("encode", "-d", "out", "in put"), 0);
    ck_assert_str_eq(files(), "-o.txt in put/äö [1].b.txt out/-o.xml out/äö [1].b.xml");
}
END_TEST

COMMAND_LINE_SUITE(inputs, a_folder_is_searched_through_in_order_of_names,
                   a_list_names_files_and_folders, standard_input_is_read_for_a_dash,
                   findings_about_standard_input_name_it, several_inputs_need_a_folder,
                   two_inputs_never_go_to_one_file, an_input_is_never_overwritten,
                   the_rest_of_a_batch_is_done, a_file_that_is_there_is_replaced_whole,
                   a_file_may_be_called_anything, a_pipe_in_a_folder_is_passed_over,
                   a_link_that_leads_nowhere_is_said, a_name_may_hold_any_byte,
                   a_name_may_be_as_long_as_names_can_be, an_empty_name_is_no_input,
                   an_empty_name_is_no_output)
