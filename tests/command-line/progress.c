/* The line of progress: drawn where a person would wait, and taken away without a trace. */
#include "command-line/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char erase[] = "\r\033[K";

/* Inputs of which the last is a pipe, so that it is waited for. */
static void put_inputs(void) {
    unsetenv("CI"); /* in which these tests may run */
    put("tide.rnc", "element tide { empty }");
    put("1.xml", "<ebb/>");
    put("2.xml", "<tide/>");
    ck_assert_int_eq(mkfifo("3.xml", 0600), 0);
}

static void wait_a_while(double seconds) {
    nanosleep(&(struct timespec){(time_t)seconds, (long)((seconds - (int)seconds) * 1e9)}, NULL);
}

static void write_to_pipe(const char *name, const char *text) {
    int pipe = open(name, O_WRONLY);
    ck_assert_int_eq(write(pipe, text, strlen(text)), (ssize_t)strlen(text));
    close(pipe);
}

/* What is at the terminal, as soon as something is. */
static const char *await_terminal(void) {
    for (int tries = 0; tries < 200 && !*terminal(); tries++)
        wait_a_while(0.1);
    return terminal();
}

/* What is left on the screen of what was written. */
static const char *screen(const char *written) {
    static char left[1 << 14];
    char *end = left, *line = left;
    for (; *written; written++) {
        if (!strncmp(written, erase, sizeof erase - 1)) {
            end = line;
            written += sizeof erase - 2;
        } else if (*written != '\r') {
            *end++ = *written;
            if (*written == '\n') line = end;
        }
    }
    *end = '\0';
    return left;
}

START_TEST(a_person_sees_rate_and_time_left) {
    put_inputs();
    START_WITH(.terminal = true, "validate", "-j", "2", "-s", "tide.rnc", "1.xml", "2.xml",
               "3.xml");
    await_terminal();
    wait_a_while(0.6); /* it is drawn over itself */
    const char *line = terminal();
    ck_assert_msg(!strncmp(line, erase, sizeof erase - 1), "%s", line);
    ck_holds(line, "2 of 3, ");
    ck_holds(line, " a second, ");
    ck_holds(line, " s left");
    ck_holds(line + 1, erase);
    write_to_pipe("3.xml", "<flood/>");
    ck_assert_int_eq(stop_program(0), 1);
    ck_assert_str_eq(screen(terminal()), "");
    ck_lacks(output(), "left");
    ck_holds(output(), "3 files, 2 at fault: 2 errors, ");
}
END_TEST

static const char *seen_with(const struct circumstances *circumstances, const char *option) {
    put_inputs();
    start_program(circumstances, (const char *const[]){"validate", "-j", "2", "-s", "tide.rnc",
                                                       "1.xml", "2.xml", "3.xml", option, NULL});
    wait_a_while(1.6);
    write_to_pipe("3.xml", "<tide/>");
    ck_assert_int_eq(stop_program(0), 1);
    return terminal();
}

START_TEST(none_where_it_is_not_wanted) {
    ck_assert_str_eq(seen_with(&(struct circumstances){.terminal = true}, "--quiet"), "");
}
END_TEST

START_TEST(none_in_continuous_integration) {
    ck_assert_str_eq(
        seen_with(&(struct circumstances){.terminal = true, .name = "CI", .setting = "true"}, NULL),
        "");
}
END_TEST

START_TEST(none_where_nobody_would_wait) {
    struct timespec begun, ended;
    put_inputs();
    clock_gettime(CLOCK_MONOTONIC, &begun);
    START_WITH(.terminal = true, "validate", "-j", "2", "-s", "tide.rnc", "1.xml", "2.xml");
    ck_assert_int_eq(stop_program(0), 1);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    if (ended.tv_sec - begun.tv_sec < 1) ck_assert_str_eq(terminal(), ""); /* else one would */
    ck_assert_str_eq(screen(terminal()), "");
}
END_TEST

START_TEST(findings_stand_above_it) {
    unsetenv("CI");
    ck_assert_int_eq(mkfifo("3.txt", 0600), 0);
    put("1.txt", "Words.");
    start_program(&(struct circumstances){.terminal = true, .name = "NO_COLOR", .setting = "1"},
                  (const char *const[]){"encode", "-j", "2", "-d", "out", "1.txt", "3.txt", NULL});
    ck_holds(await_terminal(), "1 of 2, ");
    write_to_pipe("3.txt", "Words.\n\n  4. A note without its marker.\n");
    ck_assert_int_eq(stop_program(0), 0);
    const char *left = screen(terminal());
    ck_finding_in(left, "3.txt:3:6", "warning", "encode/note-without-marker");
    ck_lacks(left, "1 of 2");
}
END_TEST

COMMAND_LINE_SUITE(progress, a_person_sees_rate_and_time_left, none_where_it_is_not_wanted,
                   none_in_continuous_integration, none_where_nobody_would_wait,
                   findings_stand_above_it)
