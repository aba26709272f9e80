/* Outputs that cannot be written: the finding says so, the status is 2, and neither a part of the
   output nor a temporary file is left. */
#include "command-line/program.h"

#include <string.h>

#define TEI                                                                                        \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>Words</p></body></text></TEI>"

START_TEST(a_file_where_the_folder_should_be) {
    put("in.txt", "Words");
    put("out", "a file");
    ck_assert_int_eq(RUN("encode", "-d", "out", "in.txt"), 2);
    ck_error("out/in.xml", "file/cannot-write");
    ck_assert_int_eq(RUN("encode", "-o", "out/in.xml", "in.txt"), 2);
    ck_error("out/in.xml", "file/cannot-write");
    ck_assert_str_eq(files(), "in.txt out");
    ck_assert_str_eq(content("out"), "a file");
}
END_TEST

START_TEST(a_folder_where_the_file_should_be) {
    put("in.xml", TEI);
    make_folder("out");
    ck_assert_int_eq(RUN("transform", "--to", "text", "-o", "out", "in.xml"), 2);
    ck_error("out", "file/cannot-write");
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

START_TEST(a_folder_that_is_not_there) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN("encode", "-o", "missing/out.xml", "in.txt"), 2);
    ck_error("missing/out.xml", "file/cannot-write");
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

START_TEST(a_full_disk) {
    put("in.txt", "Words");
    put("out.xml", "as it was");
    ck_assert_int_eq(RUN_WITH(.largest_file = 1000, "encode", "-o", "out.xml", "in.txt"), 2);
    ck_error("out.xml", "file/cannot-write");
    ck_assert_str_eq(files(), "in.txt out.xml");
    ck_assert_str_eq(content("out.xml"), "as it was");
    put("in.xml", TEI);
    ck_assert_int_eq(
        RUN_WITH(.largest_file = 1000, "transform", "--to", "html", "-d", "made", "in.xml"), 2);
    ck_error("made/in.html", "file/cannot-write");
    ck_assert_str_eq(files(), "in.txt in.xml out.xml");
}
END_TEST

START_TEST(a_full_disk_behind_standard_output) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN_WITH(.output = "/dev/full", "encode", "in.txt"), 2);
    ck_error("standard output", "file/cannot-write");
    put("in.xml", TEI);
    ck_assert_int_eq(RUN_WITH(.output = "/dev/full", "transform", "--to", "html", "in.xml"), 2);
    ck_error("standard output", "file/cannot-write");
    put("bad.xml", "<a>");
    ck_assert_int_eq(RUN_WITH(.output = "/dev/full", "validate", "bad.xml"), 2);
    ck_error("standard output", "file/cannot-write");
}
END_TEST

START_TEST(a_pipe_that_nobody_reads) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN_WITH(.closed_pipe = true, "encode", "in.txt"), 2);
    ck_error("standard output", "file/cannot-write");
    put("in.xml", TEI);
    ck_assert_int_eq(RUN_WITH(.closed_pipe = true, "transform", "--to", "text", "in.xml"), 2);
    ck_error("standard output", "file/cannot-write");
    put("bad.xml", "<a>");
    ck_assert_int_eq(RUN_WITH(.closed_pipe = true, "validate", "bad.xml"), 2);
    ck_error("standard output", "file/cannot-write");
}
END_TEST

START_TEST(a_file_that_is_no_regular_one_is_written_to_as_it_is) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN("encode", "-o", "/dev/null", "in.txt"), 0);
    ck_assert_int_eq(RUN("encode", "-o", "/dev/full", "in.txt"), 2);
    ck_error("/dev/full", "file/cannot-write");
}
END_TEST

COMMAND_LINE_SUITE(bad_output, a_file_where_the_folder_should_be, a_folder_where_the_file_should_be,
                   a_folder_that_is_not_there, a_full_disk, a_full_disk_behind_standard_output,
                   a_pipe_that_nobody_reads, a_file_that_is_no_regular_one_is_written_to_as_it_is)
