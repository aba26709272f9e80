/* base/file: files are read whole, and replaced whole or not at all. */
#include "run.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test runs in a folder of its own. */
static char folder[] = "/tmp/teikit-file-XXXXXX";

static void make_folder(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void remove_folder(void) {
    static const char *const made[] = {"a/b", "a", "link", "text", "other"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        remove(made[i]);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void check_holds(const char *path, const char *expected) {
    struct buffer bytes = {0};
    ck_assert(file_read(path, &bytes));
    ck_assert_str_eq(bytes.bytes, expected);
    ck_assert_uint_eq(bytes.length, strlen(expected));
    buffer_free(&bytes);
}

static unsigned mode_of(const char *path) {
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    return status.st_mode & 07777;
}

START_TEST(what_is_written_is_read) {
    ck_assert(file_write("text", "first", 5));
    check_holds("text", "first");
    ck_assert(file_write("text", "", 0));
    check_holds("text", "");
}
END_TEST

START_TEST(reading_appends) {
    struct buffer bytes = {0};
    ck_assert(file_write("text", "second", 6));
    buffer_text(&bytes, "first ");
    ck_assert(file_read("text", &bytes));
    ck_assert_str_eq(bytes.bytes, "first second");
    buffer_free(&bytes);
}
END_TEST

START_TEST(a_missing_file_says_why) {
    struct buffer bytes = {0};
    ck_assert(!file_read("text", &bytes));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert(!file_read(".", &bytes));
    ck_assert_int_eq(errno, EISDIR);
    ck_assert(!file_write("a/b", "text", 4));
    ck_assert_int_eq(errno, ENOENT);
    buffer_free(&bytes);
}
END_TEST

START_TEST(a_new_file_has_the_usual_permissions) {
    umask(027);
    ck_assert(file_write("text", "x", 1));
    ck_assert_uint_eq(mode_of("text"), 0640);
}
END_TEST

START_TEST(a_file_keeps_its_permissions) {
    ck_assert(file_write("text", "old", 3));
    ck_assert_int_eq(chmod("text", 0604), 0);
    ck_assert(file_write("text", "new", 3));
    ck_assert_uint_eq(mode_of("text"), 0604);
    check_holds("text", "new");
}
END_TEST

START_TEST(a_link_stays_a_link) {
    ck_assert(file_write("other", "old", 3));
    ck_assert_int_eq(symlink("other", "link"), 0);
    ck_assert(file_write("link", "new", 3));
    check_holds("other", "new");
    struct stat status;
    ck_assert_int_eq(lstat("link", &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
}
END_TEST

START_TEST(a_link_that_leads_nowhere_stays_a_link) {
    ck_assert_int_eq(mkdir("a", 0777), 0);
    ck_assert_int_eq(symlink("a/b", "link"), 0);
    ck_assert(file_write("link", "new", 3));
    check_holds("a/b", "new");
    struct stat status;
    ck_assert_int_eq(lstat("link", &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(symlink("other", "text"), 0);
    ck_assert_int_eq(symlink("text", "other"), 0);
    ck_assert(!file_write("text", "new", 3));
    ck_assert_int_eq(errno, ELOOP);
}
END_TEST

START_TEST(what_would_be_the_same_is_not_written) {
    static const struct timespec long_ago[2] = {{1000, 0}, {1000, 0}};
    struct stat status;
    ck_assert(file_write("text", "words", 5));
    ck_assert_int_eq(utimensat(AT_FDCWD, "text", long_ago, 0), 0);
    ck_assert(file_write("text", "words", 5));
    ck_assert_int_eq(stat("text", &status), 0);
    ck_assert_int_eq(status.st_mtime, 1000);
    ck_assert(file_write("text", "sword", 5));
    ck_assert_int_eq(stat("text", &status), 0);
    ck_assert_int_ne(status.st_mtime, 1000);
    check_holds("text", "sword");
}
END_TEST

START_TEST(nothing_is_left_beside_the_file) {
    ck_assert(file_write("text", "x", 1));
    size_t count = 0;
    DIR *here = opendir(".");
    for (struct dirent *entry; (entry = readdir(here));)
        count += entry->d_name[0] != '.';
    closedir(here);
    ck_assert_uint_eq(count, 1);
}
END_TEST

START_TEST(a_device_is_written_to_directly) {
    ck_assert(file_write("/dev/null", "x", 1));
    struct stat status;
    ck_assert_int_eq(stat("/dev/null", &status), 0);
    ck_assert(S_ISCHR(status.st_mode));
}
END_TEST

START_TEST(a_full_disk_says_so) {
    ck_assert(!file_write("/dev/full", "x", 1));
    ck_assert_int_eq(errno, ENOSPC);
}
END_TEST

START_TEST(what_is_written_bit_by_bit_becomes_a_file) {
    FILE *spool = file_spool();
    ck_assert_ptr_nonnull(spool);
    fputs("some ", spool);
    fputs("words", spool);
    ck_assert(file_write_spool("text", spool));
    check_holds("text", "some words");
    ck_assert(file_write_spool("text", file_spool()));
    ck_assert_int_eq(access("text", R_OK), 0);
    ck_assert(!file_write_spool("none/text", file_spool()));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(setenv("TMPDIR", "none", 1), 0);
    ck_assert_ptr_null(file_spool());
    unsetenv("TMPDIR");
}
END_TEST

START_TEST(makes_the_folders_of_a_path) {
    ck_assert(file_make_folders("a/b"));
    ck_assert(file_make_folders("a/b"));
    ck_assert(file_write("a/b", "x", 1));
    ck_assert(!file_make_folders("/proc/a/b"));
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

SUITE(file) {
    Suite *suite = suite_create("base/file");
    TCase *cases = tcase_create("file");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, what_is_written_is_read);
    tcase_add_test(cases, reading_appends);
    tcase_add_test(cases, a_missing_file_says_why);
    tcase_add_test(cases, a_new_file_has_the_usual_permissions);
    tcase_add_test(cases, a_file_keeps_its_permissions);
    tcase_add_test(cases, a_link_stays_a_link);
    tcase_add_test(cases, a_link_that_leads_nowhere_stays_a_link);
    tcase_add_test(cases, what_would_be_the_same_is_not_written);
    tcase_add_test(cases, nothing_is_left_beside_the_file);
    tcase_add_test(cases, a_device_is_written_to_directly);
    tcase_add_test(cases, a_full_disk_says_so);
    tcase_add_test(cases, what_is_written_bit_by_bit_becomes_a_file);
    tcase_add_test(cases, makes_the_folders_of_a_path);
    suite_add_tcase(suite, cases);
    return suite;
}
