/* Trials with faults: documents that are damaged, inputs that are none, disks that are full,
   processes that are killed.  Nothing crashes or hangs, and nothing is lost or counted twice. */
#include "command-line/program.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const formats[] = {"text",   "jsonl",      "sarif", "junit",
                                      "github", "checkstyle", "svrl"};
enum { FORMATS = sizeof formats / sizeof *formats };

/* The same numbers on every run (Knuth's linear congruential generator). */
static unsigned long long state = 20260101;
static size_t random_below(size_t limit) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (size_t)(state >> 33) % limit;
}

/* Asserts that a validation of "in" says the same in one process and in two; the last format's
   output is what output() gives then. */
static void check_both(int status, const char *const *arguments) {
    const char *call[16] = {"validate", "-j", "1"};
    for (size_t i = 0; arguments[i]; i++)
        call[3 + i] = arguments[i];
    ck_assert_int_eq(run_program(&(struct circumstances){0}, call), status);
    const char *expected = output(), *said = errors();
    call[2] = "2";
    ck_assert_int_eq(run_program(&(struct circumstances){0}, call), status);
    ck_assert_str_eq(output(), expected);
    ck_assert_str_eq(errors(), said);
}
#define CHECK_BOTH(status, ...) check_both(status, (const char *const[]){__VA_ARGS__, NULL})

static size_t count(const char *text, const char *part) {
    size_t found = 0;
    for (; (text = strstr(text, part)); text++)
        found++;
    return found;
}

/* ---- documents ---- */

static const char *const documents[] = {"../tei/telephone.xml", "../tei/letter.xml",
                                        "../tei/minutes.xml"};

/* Puts damaged copies of the samples into "in"; `damage` changes the bytes and gives their length.
 */
static void put_damaged(size_t copies, size_t (*damage)(char *bytes, size_t length)) {
    for (size_t i = 0; i < copies; i++) {
        char name[32];
        char *bytes = (char *)content(sample(documents[i % 3]));
        snprintf(name, sizeof name, "in/%02zu.xml", i);
        put_bytes(name, bytes, damage(bytes, strlen(bytes)));
    }
}

static size_t cut(char *bytes, size_t length) {
    (void)bytes;
    return random_below(length - 1);
}

static size_t flip(char *bytes, size_t length) {
    for (size_t i = 0; i < 5; i++)
        bytes[random_below(length)] ^= (char)(1 << random_below(8));
    return length;
}

START_TEST(documents_that_are_cut) {
    enum { COPIES = 30 };
    put_damaged(COPIES, cut);
    CHECK_BOTH(1, "-f", "jsonl", "in");
    for (size_t i = 0; i < COPIES; i++) { /* each is told of */
        char name[40];
        snprintf(name, sizeof name, "\"file\":\"in/%02zu.xml\"", i);
        ck_holds(output(), name);
    }
    CHECK_BOTH(1, "--check", "white-space", "in");
    ck_holds(output(), "30 files, 30 at fault: ");
}
END_TEST

START_TEST(documents_with_flipped_bits) {
    put_damaged(30, flip);
    CHECK_BOTH(1, "-f", "jsonl", "in");
    CHECK_BOTH(1, "--check", "white-space", "in");
    ck_holds(output(), "30 files, ");
}
END_TEST

/* ---- inputs ---- */

START_TEST(what_is_no_file_is_passed_over) {
    put("tide.rnc", "element tide { empty }");
    put("in/a b.xml", "<ebb/>");
    put("in/two\nlines.xml", "<ebb/>");
    put("in/\xFF\xFE.xml", "<ebb/>");
    ck_assert_int_eq(mkfifo("in/pipe.xml", 0600), 0);
    ck_assert_int_eq(symlink(".", "in/loop"), 0);
    ck_assert_int_eq(symlink("self.xml", "in/self.xml"), 0);
    for (size_t i = 0; i < FORMATS; i++)
        CHECK_BOTH(2, "-s", "tide.rnc", "-f", formats[i], "in");
    CHECK_BOTH(2, "-s", "tide.rnc", "in");
    ck_finding_in(output(), "in/a b.xml:1:1", "error", "rng/element-unknown");
    ck_finding_in(output(), "in/two\xEF\xBF\xBDlines.xml:1:1", "error", "rng/element-unknown");
    ck_finding_in(output(), "in/self.xml", "error", "file/cannot-read"); /* a link to itself */
    ck_holds(output(), "4 files, 4 at fault: 4 errors, ");
}
END_TEST

START_TEST(pipes_that_documents_name_are_not_waited_for) {
    static const char tei[] = "http://www.tei-c.org/ns/1.0";
    char document[400];
    ck_assert_int_eq(mkfifo("pipe.xml", 0600), 0);
    put("model.xml", "<?xml-model href='pipe.xml' "
                     "schematypens='http://relaxng.org/ns/structure/1.0'?><tide/>");
    put("own.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                   "<xsl:template match='/'><xsl:copy-of select=\"document('pipe.xml')\"/>"
                   "</xsl:template></xsl:stylesheet>");
    snprintf(document, sizeof document,
             "<TEI xmlns='%s' xmlns:xi='http://www.w3.org/2001/XInclude'><text>"
             "<ref target='pipe.xml#a'/><xi:include href='pipe.xml'/></text></TEI>",
             tei);
    put("tei.xml", document);
    ck_assert_int_eq(RUN("validate", "model.xml"), 2);
    ck_finding_in(output(), "model.xml:1", "error", "rng/schema-not-fetched");
    ck_assert_int_eq(RUN("validate", "--check", "pointers", "tei.xml"), 1);
    ck_holds(output(), "[check/pointer-to-nothing]");
    ck_assert_int_eq(RUN("validate", "-x", "tei.xml"), 1);
    ck_holds(output(), "[xml/xinclude]");
    ck_assert_int_eq(RUN("transform", "--stylesheet", "own.xsl", "tei.xml"), 2);
    ck_holds(errors(), "[file/cannot-read]");
    ck_assert_int_eq(RUN("transform", "-x", "--to", "text", "tei.xml"), 1);
    ck_holds(errors(), "pipe.xml");
}
END_TEST

START_TEST(invalid_broken_valid_and_missing) {
    put("tide.rnc", "element tide { empty }");
    put("valid.xml", "<tide/>");
    put("invalid.xml", "<ebb/>");
    put("broken.xml", "<tide>");
    for (size_t i = 0; i < FORMATS; i++) {
        CHECK_BOTH(1, "-s", "tide.rnc", "-f", formats[i], "invalid.xml", "broken.xml", "valid.xml");
        CHECK_BOTH(2, "-s", "tide.rnc", "-f", formats[i], "invalid.xml", "gone.xml", "broken.xml",
                   "valid.xml");
        ck_holds(output(), "gone.xml");
    }
}
END_TEST

START_TEST(a_hundred_thousand_names_on_standard_input) {
    enum { NAMES = UNDER_SANITIZERS ? 10000 : 100000, ROOM = 16 };
    char *names = malloc(NAMES * ROOM + 1), *end = names;
    ck_assert_ptr_nonnull(names);
    put("tide.rnc", "element tide { empty }");
    put("good.xml", "<tide/>");
    put("bad.xml", "<ebb/>");
    for (int i = 0; i < NAMES; i++)
        end += snprintf(end, ROOM, "%s.xml\n", i % 1000 ? "good" : "bad");
    ck_assert_int_eq(RUN_WITH(.input = names, "validate", "-j", "2", "-s", "tide.rnc", "@-"), 1);
    free(names);
    char expected[80];
    snprintf(expected, sizeof expected, "%d files, %d at fault: %d errors, ", NAMES, NAMES / 1000,
             NAMES / 1000);
    ck_holds(output(), expected);
    ck_assert_uint_eq(count(output(), "bad.xml:1:1: error: "), NAMES / 1000);
    ck_assert_uint_lt(megabytes_used(), UNDER_SANITIZERS ? 1000 : 100);
}
END_TEST

/* ---- disks and caches ---- */

START_TEST(a_disk_that_is_full) {
    put("tide.rnc", "element tide { empty }");
    for (int i = 0; i < 20; i++) {
        char name[32];
        snprintf(name, sizeof name, "in/%d.xml", i);
        put(name, "<ebb/>");
    }
    put("report", "as it was");
    for (size_t i = 0; i < FORMATS; i++) {
        char report[40];
        snprintf(report, sizeof report, "%s:report", formats[i]);
        ck_assert_int_eq(RUN_WITH(.output = "/dev/full", "validate", "-f", formats[i], "in", "-s",
                                  "tide.rnc", "-j", "2"),
                         2);
        ck_error("standard output", "file/cannot-write");
        ck_assert_int_eq(
            RUN_WITH(.largest_file = 1000, "validate", "-s", "tide.rnc", "-o", report, "in"), 2);
        ck_error("report", "file/cannot-write");
        ck_assert_str_eq(content("report"), "as it was");
    }
    /* A cache that cannot be written is none. */
    ck_assert_int_eq(
        RUN_WITH(.largest_file = 200, "validate", "-s", "tide.rnc", "--cache", "kept", "in"), 2);
    ck_assert_int_eq(RUN("validate", "-s", "tide.rnc", "--cache", "kept", "in"), 1);
    ck_assert_int_eq(system("test -z \"$(find . -name '.teikit*')\""), 0);
}
END_TEST

START_TEST(two_runs_on_one_cache_at_once) {
    put_damaged(30, flip);
    ck_assert_int_eq(RUN("validate", "in"), 1);
    const char *expected = output();
    for (int time = 0; time < 4; time++) {
        START("validate", "--cache", "kept", "in");
        ck_assert_int_eq(RUN("validate", "--cache", "kept", "in"), 1);
        ck_assert_str_eq(output(), expected);
        ck_assert_int_eq(stop_program(0), 1); /* it ends by itself */
        ck_assert_str_eq(output(), expected);
        if (time == 1) ck_assert_int_eq(system("rm -r kept"), 0);
        if (time == 2) /* both remove what is old */
            ck_assert_int_eq(system("find kept -type f -exec touch -d '40 days ago' {} +"), 0);
    }
}
END_TEST

START_TEST(a_cache_that_is_cut_short_or_of_another_version) {
    static const char *const damages[] = {
        "for file in kept/*/*; do truncate -s 50 $file; done",
        "for file in kept/*/*; do : > $file; done",
        "for file in kept/*/*; do printf 'teikit0' | dd of=$file conv=notrunc 2> dd; done",
        "set -- kept/*/*; cp $1 $2; cp $1 $3",
        "for folder in kept/*; do rm -r $folder; : > $folder; done"};
    put_damaged(6, flip);
    ck_assert_int_eq(RUN("validate", "in"), 1);
    const char *expected = output();
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        ck_assert_int_eq(RUN("validate", "--cache", "kept", "in"), 1);
        ck_assert_int_eq(system(damages[i]), 0);
        ck_assert_int_eq(RUN("validate", "--cache", "kept", "in"), 1);
        ck_assert_str_eq(output(), expected);
        ck_assert_str_eq(errors(), "");
    }
}
END_TEST

/* ---- processes ---- */

#ifdef __linux__

static void wait_a_moment(void) {
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
}

/* Puts documents and, between them, two pipes, and begins to validate them in two processes; gives
   these when each waits for a pipe, to which nobody will write. */
static size_t begin_and_hang(pid_t workers[static 2]) {
    static const char *const pipes[] = {"pipe.xml", "pipe2.xml"};
    put("tide.rnc", "element tide { empty }");
    put("bad.xml", "<ebb/>");
    put("worse.xml", "<tide><ebb/></tide>");
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(mkfifo(pipes[i], 0600), 0);
    START("validate", "-j", "2", "-s", "tide.rnc", "bad.xml", "pipe.xml", "pipe2.xml", "worse.xml");
    for (size_t i = 0; i < 2; i++) /* it can be opened when somebody reads */
        while (open(pipes[i], O_WRONLY | O_NONBLOCK) < 0)
            wait_a_moment();
    for (int times = 0; times < 10; times++) /* what they sent before is received */
        wait_a_moment();
    return children(workers, 2);
}

START_TEST(workers_that_are_killed) {
    pid_t workers[2];
    ck_assert_uint_eq(begin_and_hang(workers), 2);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(kill(workers[i], SIGKILL), 0);
    ck_assert_int_eq(stop_program(0), 1);
    ck_holds(output(), "bad.xml:1:1: error: ");
    ck_finding_in(output(), "pipe.xml", "error", "batch/worker-died");
    ck_finding_in(output(), "pipe2.xml", "error", "batch/worker-died");
    ck_holds(output(), "worse.xml:1:7: error: ");
    ck_holds(output(), "4 files, 4 at fault: 4 errors, ");
}
END_TEST

START_TEST(an_interrupt_ends_with_what_was_found) {
    pid_t workers[2];
    ck_assert_uint_eq(begin_and_hang(workers), 2);
    ck_assert_int_eq(stop_program(SIGINT), 130);
    ck_holds(output(), "bad.xml:1:1: error: ");
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_ne(kill(workers[i], 0), 0); /* none is left */
}
END_TEST

#define PROCESSES , workers_that_are_killed, an_interrupt_ends_with_what_was_found
#else
#define PROCESSES
#endif

COMMAND_LINE_SUITE(faults, documents_that_are_cut, documents_with_flipped_bits,
                   what_is_no_file_is_passed_over, pipes_that_documents_name_are_not_waited_for,
                   invalid_broken_valid_and_missing, a_hundred_thousand_names_on_standard_input,
                   a_disk_that_is_full, two_runs_on_one_cache_at_once,
                   a_cache_that_is_cut_short_or_of_another_version PROCESSES)
