/* corpus/cache: findings come back as long as nothing has changed that they depend on. */
#include "run.h"

#include "base/file.h"
#include "corpus/corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct report *report;
static struct corpus_digest schema;

static void put(const char *name, const char *text) {
    ck_assert(file_make_folders(name));
    ck_assert(file_write(name, text, strlen(text)));
}

static void enter_folder(void) {
    char path[] = "/tmp/teikit-cache.XXXXXX";
    struct stamps none = {0};
    ck_assert_ptr_nonnull(mkdtemp(path));
    ck_assert_int_eq(chdir(path), 0);
    ck_assert_int_eq(setenv("PWD", path, 1), 0);
    report = report_new(stderr, report_format_named("text"), false);
    schema = corpus_digest_of("schema", 6, &none);
    put("in.xml", "<tide/>");
}

static void leave_folder(void) {
    report_free(report);
    ck_assert_int_eq(system("rm -rf \"$PWD\""), 0);
}

/* What a run of the program would do: true where the findings were known. */
static bool run(const char *name, const char *condition, const char *pointer, bool content) {
    const struct corpus_digest *schemas[] = {&schema};
    struct corpus_cache *cache = corpus_cache_open("a/cache", report);
    struct corpus_cache_key key;
    struct buffer findings = {0};
    corpus_cache_condition(cache, condition, strlen(condition));
    ck_assert(corpus_cache_begin(cache, "in.xml", name, schemas, 1, &key));
    bool found = corpus_cache_find(cache, &key, &findings, NULL);
    if (found) {
        ck_assert_uint_eq(findings.length, 5);
        ck_assert_mem_eq(findings.bytes, "found", 5);
    } else {
        buffer_text(&findings, "found");
        if (pointer) corpus_cache_depend(cache, pointer, content);
        corpus_cache_keep(cache, &key, "in.xml", &findings);
    }
    buffer_free(&findings);
    corpus_cache_free(cache);
    return found;
}

static bool run_again(void) {
    return run("in.xml", "", NULL, false);
}

START_TEST(found_while_nothing_has_changed) {
    ck_assert(!run_again());
    ck_assert(run_again());
    ck_assert(!run("other.xml", "", NULL, false));
    ck_assert(!run("in.xml", "other settings", NULL, false));
    schema.bytes[0] ^= 1;
    ck_assert(!run_again());
    put("in.xml", "<ebb/>");
    ck_assert(!run_again());
    ck_assert(run_again());
    put("in.xml", "<tide/>");
    schema.bytes[0] ^= 1;
    ck_assert(run_again());
}
END_TEST

START_TEST(other_files_count) {
    put("other.xml", "<a xml:id='b'/>");
    ck_assert(!run("in.xml", "", "other.xml", true));
    ck_assert(run_again());
    put("other.xml", "<a xml:id='c'/>");
    ck_assert(!run("in.xml", "", "other.xml", false));
    put("other.xml", "<a/>");
    ck_assert(run_again());
    ck_assert_int_eq(unlink("other.xml"), 0);
    ck_assert(!run("in.xml", "", "other.xml", true));
    ck_assert(run_again());
    put("other.xml", "<a/>");
    ck_assert(!run("in.xml", "", "other.xml", true));
}
END_TEST

START_TEST(damaged_entries_are_not_there) {
    struct buffer path = {0};
    ck_assert(!run_again());
    FILE *names = popen("find a/cache/?? -type f", "r");
    buffer_reserve(&path, 200);
    ck_assert_ptr_nonnull(fgets(path.bytes, 200, names));
    ck_assert_int_eq(pclose(names), 0);
    path.bytes[strcspn(path.bytes, "\n")] = '\0';
    struct buffer entry = {0}, damaged = {0};
    ck_assert(file_read(path.bytes, &entry));
    for (size_t i = 0; i < entry.length; i++) {
        ck_assert(file_write(path.bytes, entry.bytes, i)); /* cut short */
        ck_assert(!run_again());
        damaged.length = 0;
        buffer_append(&damaged, entry.bytes, entry.length);
        damaged.bytes[i] ^= 0x20;
        ck_assert(file_write(path.bytes, damaged.bytes, damaged.length));
        ck_assert(!run_again());
        ck_assert(run_again());
    }
    buffer_free(&entry);
    buffer_free(&damaged);
    buffer_free(&path);
}
END_TEST

START_TEST(what_changes_under_way_is_not_kept) {
    const struct corpus_digest *schemas[] = {&schema};
    struct corpus_cache *cache = corpus_cache_open("cache", report);
    struct corpus_cache_key key;
    struct buffer findings = {0};
    ck_assert(corpus_cache_begin(cache, "in.xml", "in.xml", schemas, 1, &key));
    put("in.xml", "<tide />");
    corpus_cache_keep(cache, &key, "in.xml", &findings);
    ck_assert(!corpus_cache_find(cache, &key, &findings, NULL));
    schema.known = false;
    ck_assert(!corpus_cache_begin(cache, "in.xml", "in.xml", schemas, 1, &key));
    ck_assert(!corpus_cache_begin(cache, "gone.xml", "gone.xml", NULL, 0, &key));
    ck_assert(!corpus_cache_begin(cache, "cache", "cache", NULL, 0, &key));
    corpus_cache_free(cache);
}
END_TEST

/* Lets all files of the cache be so many days old. */
static void age(int days) {
    char command[200];
    snprintf(command, sizeof command, "find a/cache -type f -exec touch -d '%d days ago' {} +",
             days);
    ck_assert_int_eq(system(command), 0);
}

static bool is_there(const char *pattern) {
    char command[200];
    snprintf(command, sizeof command, "ls %s > list 2>&1", pattern);
    return system(command) == 0;
}

START_TEST(what_was_not_used_for_a_month_is_removed) {
    ck_assert(!run_again());
    ck_assert(!run("other.xml", "", NULL, false));
    put("a/cache/aa/notes.txt", "not ours");
    put("a/cache/aa/.teikit.1.0", "cut");
    age(20);
    ck_assert(run_again()); /* it is used: new again */
    ck_assert(is_there("a/cache/aa/notes.txt"));
    ck_assert(!is_there("a/cache/aa/.teikit.1.0"));
    ck_assert_int_eq(system("touch -d '2 days ago' a/cache/CACHEDIR.TAG"), 0);
    ck_assert_int_eq(system("find a/cache/?? -type f -mtime +10 -exec touch -d '31 days ago' {} +"),
                     0);
    ck_assert(!run("third.xml", "", NULL, false));
    ck_assert(run_again());
    ck_assert(!run("other.xml", "", NULL, false)); /* that one was removed */
    ck_assert(is_there("a/cache/aa/notes.txt"));
    age(40);
    ck_assert_int_eq(system("touch a/cache/CACHEDIR.TAG"), 0); /* done today already */
    ck_assert(run_again());
}
END_TEST

SUITE(corpus_cache) {
    Suite *suite = suite_create("corpus/cache");
    TCase *cases = tcase_create("corpus_cache");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_test(cases, found_while_nothing_has_changed);
    tcase_add_test(cases, other_files_count);
    tcase_add_test(cases, damaged_entries_are_not_there);
    tcase_add_test(cases, what_changes_under_way_is_not_kept);
    tcase_add_test(cases, what_was_not_used_for_a_month_is_removed);
    suite_add_tcase(suite, cases);
    return suite;
}
