/* batch/batch: what comes of inputs comes in their order, whoever worked on them, and a worker that
   dies costs one input only. */
#include "run.h"

#include "base/file.h"
#include "base/memory.h"
#include "batch/batch.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOST = 7, UNWRITTEN = 9 };

/* A batch over inputs named "0", "1", "2", … and what came of it. */
struct trial {
    struct batch batch;
    struct input *inputs;
    char *findings;
    size_t length;
    FILE *stream;
    struct buffer taken; /* the extra of each result */
};

static void take(void *context, const struct input *input, const struct batch_result *result) {
    struct trial *trial = context;
    buffer_print(&trial->taken, "%s%s;", input->path,
                 result->extra.length ? result->extra.bytes : "!");
}

static void begin(struct trial *trial, size_t count,
                  void (*work)(void *, const struct input *, struct batch_result *)) {
    *trial = (struct trial){.batch = {.count = count,
                                      .work = work,
                                      .take = take,
                                      .status_lost = LOST,
                                      .status_unwritten = UNWRITTEN}};
    trial->inputs = memory_allocate(count, sizeof *trial->inputs);
    for (size_t i = 0; i < count; i++) {
        struct buffer name = {0};
        buffer_print(&name, "%zu", i);
        trial->inputs[i] = (struct input){.path = name.bytes, .relative = name.bytes};
    }
    trial->batch.inputs = trial->inputs;
    trial->batch.context = trial;
    trial->stream = open_memstream(&trial->findings, &trial->length);
    trial->batch.report = report_new(trial->stream, report_format_named("text"), false);
    buffer_text(&trial->taken, "");
    signal(SIGPIPE, SIG_IGN); /* as teikit.c has it */
}

static int run(struct trial *trial, size_t workers) {
    trial->batch.workers = workers;
    int status = batch_run(&trial->batch);
    ck_assert(report_free(trial->batch.report));
    fclose(trial->stream);
    return status;
}

static void end(struct trial *trial) {
    for (size_t i = 0; i < trial->batch.count; i++)
        free(trial->inputs[i].path);
    free(trial->inputs);
    free(trial->findings);
    buffer_free(&trial->taken);
}

/* What was printed to standard output since it was sent to this file. */
static const char printed[] = "teikit-batch-printed";

static void print_to_file(void) {
    int file = open(printed, O_RDWR | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_ge(dup2(file, STDOUT_FILENO), 0);
    close(file);
}

/* ---- kinds of work ---- */

static size_t number(const struct input *input) {
    return strtoul(input->path, NULL, 10);
}

/* Says something of every third input, prints the name of each, and hands over its square. */
static void count(void *context, const struct input *input, struct batch_result *result) {
    struct trial *trial = context;
    size_t n = number(input);
    if (n % 3 == 0)
        report_add(trial->batch.report, &(struct finding){.severity = SEVERITY_WARNING,
                                                          .code = "a/third",
                                                          .file = input->path,
                                                          .line = n,
                                                          .column = 1,
                                                          .message = "divides by 3",
                                                          .hint = "add 1",
                                                          .excerpt = "three",
                                                          .excerpt_length = 5});
    report_once(trial->batch.report, true);
    report_say(trial->batch.report, SEVERITY_NOTE, "a/shared", NULL, 0, 0, "is said once");
    report_once(trial->batch.report, false);
    buffer_print(&result->output, "%zu ", n);
    buffer_print(&result->extra, "=%zu", n * n);
    result->status = n == 2 ? 1 : 0;
}

/* Dies at input 3, or does nothing. */
static void die_at_3(void *context, const struct input *input, struct batch_result *result) {
    (void)context;
    if (number(input) == 3) raise(SIGKILL);
    buffer_text(&result->extra, "+");
}

static void run_out_of_memory_at_1(void *context, const struct input *input,
                                   struct batch_result *result) {
    (void)context;
    if (number(input) == 1) memory_exhausted();
    buffer_text(&result->extra, "+");
}

static void take_for_ever_at_1(void *context, const struct input *input,
                               struct batch_result *result) {
    (void)context;
    while (number(input) == 1)
        pause();
    buffer_text(&result->extra, "+");
}

/* Is killed by the system while it writes. */
static void die_writing(void *context, const struct input *input, struct batch_result *result) {
    (void)context;
    static const char bytes[100] = "";
    struct rlimit limit = {10, 10};
    signal(SIGXFSZ, SIG_DFL);
    if (number(input) == 0) setrlimit(RLIMIT_FSIZE, &limit);
    file_write(input->path, bytes, sizeof bytes);
    buffer_text(&result->extra, "+");
}

/* The parent gets a signal, as from a person who does not want to wait. */
static void interrupt_at_2(void *context, const struct input *input, struct batch_result *result) {
    struct trial *trial = context;
    if (number(input) == 2 && trial->batch.workers > 1) {
        kill(getppid(), SIGINT);
        pause();
    }
    if (number(input) == 2) raise(SIGINT);
    buffer_text(&result->extra, "+");
}

/* ---- tests ---- */

START_TEST(any_number_of_workers_gives_the_same) {
    for (size_t workers = 1; workers < 5; workers++) {
        struct trial trial;
        struct buffer output = {0};
        begin(&trial, 7, count);
        print_to_file();
        ck_assert_int_eq(run(&trial, workers), 1);
        ck_assert_str_eq(trial.taken.bytes, "0=0;1=1;2=4;3=9;4=16;5=25;6=36;");
        ck_assert_str_eq(trial.findings, "0: warning: divides by 3 [a/third]\n"
                                         "  hint: add 1\n"
                                         "teikit: note: is said once [a/shared]\n"
                                         "3:3:1: warning: divides by 3 [a/third]\n"
                                         "  three\n"
                                         "  ^\n"
                                         "  hint: add 1\n"
                                         "6:6:1: warning: divides by 3 [a/third]\n"
                                         "  three\n"
                                         "  ^\n"
                                         "  hint: add 1\n");
        ck_assert(file_read(printed, &output));
        ck_assert_str_eq(output.bytes, "0 1 2 3 4 5 6 ");
        unlink(printed);
        buffer_free(&output);
        end(&trial);
    }
}
END_TEST

START_TEST(a_worker_that_is_killed_costs_one_input) {
    struct trial trial;
    begin(&trial, 6, die_at_3);
    ck_assert_int_eq(run(&trial, 2), LOST);
    ck_assert_str_eq(trial.taken.bytes, "0+;1+;2+;3!;4+;5+;");
    ck_assert_str_eq(trial.findings, "3: error: the process at work on it was ended by signal 9 "
                                     "[batch/worker-died]\n"
                                     "  hint: if memory ran out, fewer workers (-j) need less\n");
    end(&trial);
}
END_TEST

START_TEST(a_worker_without_memory_costs_one_input) {
    struct trial trial;
    begin(&trial, 3, run_out_of_memory_at_1);
    ck_assert_int_eq(run(&trial, 2), LOST);
    ck_assert_str_eq(trial.taken.bytes, "0+;1!;2+;");
    ck_assert_ptr_nonnull(strstr(trial.findings, "1: error: the process at work on it ran out of "
                                                 "memory [batch/worker-died]"));
    end(&trial);
}
END_TEST

START_TEST(an_input_that_takes_too_long_is_given_up) {
    for (size_t workers = 1; workers < 3; workers++) {
        struct trial trial;
        begin(&trial, 3, take_for_ever_at_1);
        trial.batch.timeout = 0.1;
        ck_assert_int_eq(run(&trial, workers), LOST);
        ck_assert_str_eq(trial.taken.bytes, "0+;1!;2+;");
        ck_assert_ptr_nonnull(
            strstr(trial.findings, "1: error: was given up after 0.1 seconds [batch/timeout]"));
        end(&trial);
    }
}
END_TEST

START_TEST(what_a_worker_was_writing_is_removed) {
    char folder[] = "/tmp/teikit-batch-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    struct trial trial;
    begin(&trial, 2, die_writing);
    ck_assert_int_eq(run(&trial, 2), LOST);
    ck_assert_str_eq(trial.taken.bytes, "0!;1+;");
    ck_assert_int_eq(unlink("1"), 0);
    ck_assert_int_eq(rmdir(folder), 0); /* it is empty */
    end(&trial);
}
END_TEST

START_TEST(a_signal_ends_the_batch_with_what_was_found) {
    struct trial trial;
    begin(&trial, 5, interrupt_at_2);
    ck_assert_int_eq(run(&trial, 1), 128 + SIGINT);
    ck_assert_str_eq(trial.taken.bytes, "0+;1+;2+;");
    end(&trial);
    begin(&trial, 5, interrupt_at_2);
    ck_assert_int_eq(run(&trial, 2), 128 + SIGINT);
    ck_assert_ptr_null(strstr(trial.taken.bytes, "2"));
    ck_assert_uint_gt(trial.taken.length, 0); /* 0 or 1 came before 2 was begun */
    end(&trial);
}
END_TEST

START_TEST(a_hundred_thousand_inputs) {
    struct trial trial;
    struct buffer expected = {0};
    struct rlimit few = {20, 20};
    setrlimit(RLIMIT_NOFILE, &few);
    begin(&trial, 100000, count);
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDOUT_FILENO);
    ck_assert_int_eq(run(&trial, 2), 1);
    for (size_t i = 0; i < trial.batch.count; i++)
        buffer_print(&expected, "%zu=%zu;", i, i * i);
    ck_assert(!strcmp(trial.taken.bytes, expected.bytes));
    buffer_free(&expected);
    end(&trial);
}
END_TEST

START_TEST(no_descriptors_left_means_one_process) {
    struct trial trial;
    struct rlimit none = {5, 5};
    begin(&trial, 3, die_at_3);
    setrlimit(RLIMIT_NOFILE, &none);
    ck_assert_int_eq(run(&trial, 2), 0);
    ck_assert_str_eq(trial.taken.bytes, "0+;1+;2+;");
    end(&trial);
}
END_TEST

START_TEST(standard_output_that_is_full_is_said_once) {
    struct trial trial;
    begin(&trial, 3, count);
    int full = open("/dev/full", O_WRONLY);
    ck_assert_int_ge(dup2(full, STDOUT_FILENO), 0);
    ck_assert_int_eq(run(&trial, 2), UNWRITTEN);
    const char *said = strstr(trial.findings, "[file/cannot-write]");
    ck_assert_ptr_nonnull(said);
    ck_assert_ptr_null(strstr(said + 1, "[file/cannot-write]"));
    end(&trial);
}
END_TEST

SUITE(batch) {
    Suite *suite = suite_create("batch/batch");
    TCase *cases = tcase_create("batch");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, any_number_of_workers_gives_the_same);
    tcase_add_test(cases, a_worker_that_is_killed_costs_one_input);
    tcase_add_test(cases, a_worker_without_memory_costs_one_input);
    tcase_add_test(cases, an_input_that_takes_too_long_is_given_up);
    tcase_add_test(cases, what_a_worker_was_writing_is_removed);
    tcase_add_test(cases, a_signal_ends_the_batch_with_what_was_found);
    tcase_add_test(cases, a_hundred_thousand_inputs);
    tcase_add_test(cases, no_descriptors_left_means_one_process);
    tcase_add_test(cases, standard_output_that_is_full_is_said_once);
    suite_add_tcase(suite, cases);
    return suite;
}
