/* watch: what the system tells, where it tells too little, and where it cannot tell at all. */
#define _GNU_SOURCE /* unshare() is Linux's */
#include "run.h"

#include "base/file.h"
#include "watch/watch.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static sigset_t no_signals;

static void put(const char *name, const char *text) {
    ck_assert(file_make_folders(name));
    FILE *file = fopen(name, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void enter_folder(void) {
    char path[] = "/tmp/teikit-watch.XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(path));
    ck_assert_int_eq(chdir(path), 0);
    ck_assert_int_eq(setenv("PWD", path, 1), 0);
    sigemptyset(&no_signals);
    put("in/a.xml", "a");
    put("in/deep/b.xml", "b");
}

static void leave_folder(void) {
    ck_assert_int_eq(system("rm -rf \"$PWD\""), 0);
}

/* Waits until something has changed, and asserts that this has. */
static void check_changed(struct watch *watch, const char *path) {
    const char *const *paths;
    size_t count = 0;
    for (int tries = 0; tries < 50 && !count; tries++)
        count = watch_wait(watch, 0.2, &no_signals, &paths);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(paths[i], path)) return;
    ck_abort_msg("%s is not among the %zu that have changed", path, count);
}

static void check_files(struct watch *watch) {
    put("in/a.xml", "other");
    check_changed(watch, "in/a.xml");
    put("in/deep/c.xml", "new");
    check_changed(watch, "in/deep/c.xml");
    ck_assert_int_eq(unlink("in/deep/b.xml"), 0);
    check_changed(watch, "in/deep/b.xml");
}

START_TEST(files_are_looked_at_where_that_is_asked_for) {
    struct watch *watch = watch_new(".xml", 0.01);
    ck_assert(watch_polls(watch));
    watch_add(watch, "in");
    check_files(watch);
    watch_free(watch);
}
END_TEST

#ifdef __linux__

START_TEST(the_system_tells) {
    struct watch *watch = watch_new(".xml", 0);
    ck_assert(!watch_polls(watch));
    watch_add(watch, "in");
    check_files(watch);
    watch_free(watch);
}
END_TEST

/* What does not fit into the queue is not told; then all may have changed. */
START_TEST(a_queue_that_is_full) {
    int most = 0;
    FILE *file = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
    ck_assert(file && fscanf(file, "%d", &most) == 1);
    fclose(file);
    struct watch *watch = watch_new(".xml", 0);
    watch_add(watch, "in");
    for (int i = 0; i <= most; i++) /* the same twice would be told once */
        put(i % 2 ? "in/a.xml" : "in/deep/b.xml", "");
    check_changed(watch, "in");
    check_files(watch);
    watch_free(watch);
}
END_TEST

START_TEST(without_a_descriptor_files_are_looked_at) {
    struct rlimit usual, none;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &usual), 0);
    none = (struct rlimit){0, usual.rlim_max};
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    struct watch *watch = watch_new(".xml", 0);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &usual), 0);
    ck_assert(watch_polls(watch));
    watch_add(watch, "in");
    check_files(watch);
    watch_free(watch);
}
END_TEST

/* In a namespace of its own a process may set how many folders the system tells of. */
static bool limit_folders(int most) {
    if (unshare(CLONE_NEWUSER)) return false;
    FILE *file = fopen("/proc/sys/user/max_inotify_watches", "w");
    bool good = file && fprintf(file, "%d", most) > 0;
    if (file) good &= !fclose(file);
    return good;
}

START_TEST(more_folders_than_the_system_tells_of) {
    if (!limit_folders(3)) return; /* the system does not let us try */
    struct watch *watch = watch_new(".xml", 0);
    watch_add(watch, "in");
    ck_assert(!watch_polls(watch));
    put("in/a.xml", "other");
    check_changed(watch, "in/a.xml");
    put("in/1/2/3.xml", "too deep");
    check_changed(watch, "in");
    ck_assert(watch_polls(watch));
    check_files(watch);
    watch_free(watch);
}
END_TEST

#endif

SUITE(watch) {
    Suite *suite = suite_create("watch/watch");
    TCase *cases = tcase_create("watch");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, files_are_looked_at_where_that_is_asked_for);
#ifdef __linux__
    tcase_add_test(cases, the_system_tells);
    tcase_add_test(cases, a_queue_that_is_full);
    tcase_add_test(cases, without_a_descriptor_files_are_looked_at);
    tcase_add_test(cases, more_folders_than_the_system_tells_of);
#endif
    suite_add_tcase(suite, cases);
    return suite;
}
