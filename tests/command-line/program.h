/* How the tests of the command line run the program: each test in a temporary folder of its own,
   with the program's output, its findings and the files that it left behind at hand. */
#ifndef TEIKIT_TESTS_COMMAND_LINE_PROGRAM_H
#define TEIKIT_TESTS_COMMAND_LINE_PROGRAM_H

#include "run.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Sanitizers slow the program down and let it use more memory. */
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZERS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZERS 1
#endif
#endif
#ifndef UNDER_SANITIZERS
#define UNDER_SANITIZERS 0
#endif

/* Defines a suite of these tests, each of which runs in a temporary folder of its own. */
#define COMMAND_LINE_SUITE(name, ...)                                                              \
    SUITE(name) {                                                                                  \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return command_line_suite("command-line/" #name, tests, sizeof tests / sizeof *tests);     \
    }
Suite *command_line_suite(const char *name, const TTest *const *tests, size_t count);

/* The same without a suite around it. */
TCase *command_line_case(const char *name, const TTest *const *tests, size_t count);

/* ---- files in the test's folder ---- */

/* Makes a file (and the folders on its way) that holds these bytes. */
void put(const char *name, const char *text);
void put_bytes(const char *name, const char *bytes, size_t length);
void make_folder(const char *name);

/* What the file holds, ended by a NUL.  Valid until the test ends, as all strings here are. */
const char *content(const char *name);

/* The names of all files beneath the test's folder, sorted, with a space between them. */
const char *files(void);

/* The path of a text among the samples, such as "letter.txt". */
const char *sample(const char *name);

/* ---- running the program ---- */

/* What differs from a usual run. */
struct circumstances {
    const char *input;          /* on standard input; NULL: nothing */
    const char *output;         /* the file that standard output goes to; NULL: output() gets it */
    bool closed_pipe;           /* standard output is a pipe that nobody reads */
    bool terminal;              /* standard error is one; for START_WITH(), as is */
    bool talks;                 /* standard input and output are for tell() and listen_to() */
    size_t largest_file;        /* as much of a file fits on the disk; 0: all of it */
    const char *name, *setting; /* a variable of the environment; NULL: none */
};

/* Runs the program and returns its exit status; the test fails if it dies of a signal. */
int run_program(const struct circumstances *circumstances, const char *const *arguments);
#define RUN(...) run_program(&(struct circumstances){0}, (const char *const[]){__VA_ARGS__, NULL})
#define RUN_WITH(circumstance, ...)                                                                \
    run_program(&(struct circumstances){circumstance}, (const char *const[]){__VA_ARGS__, NULL})

/* Starts the program and leaves it running; one at a time. */
void start_program(const struct circumstances *circumstances, const char *const *arguments);
#define START(...)                                                                                 \
    start_program(&(struct circumstances){0}, (const char *const[]){__VA_ARGS__, NULL})
#define START_WITH(circumstance, ...)                                                              \
    start_program(&(struct circumstances){circumstance}, (const char *const[]){__VA_ARGS__, NULL})

/* Waits until what the running program has written to standard output since the last call holds
   this text; gives that, up to the end of the line that holds it.  The test fails if it takes too
   long. */
const char *await_output(const char *text);

/* Writes to the running program's standard input, and reads so many bytes that it has written to
   standard output, fewer at their end; end_telling() closes its input. */
void tell(const char *bytes, size_t length);
size_t listen_to(char *bytes, size_t length);
void end_telling(void);

/* What a program that was started with standard error at a terminal has written there so far. */
const char *terminal(void);

/* The processes that the running program has started, at most `most` of them, where Linux tells. */
size_t children(pid_t *processes, size_t most);

/* Ends the running program by a signal (0: waits until it ends by itself) and gives its exit
   status; output() and errors() are all that it wrote. */
int stop_program(int signal);

/* What the last run wrote to standard output and to standard error. */
const char *output(void);
const char *errors(void);

/* The most memory that a run of this test used, in megabytes. */
size_t megabytes_used(void);

/* ---- what findings say ---- */

/* Whether the text holds a finding "PLACE: SEVERITY: … [CODE]"; the place is a file, with line and
   column where they are known. */
bool holds_finding(const char *text, const char *place, const char *severity, const char *code);
size_t count_findings(const char *text);

#define ck_finding_in(text, place, severity, code)                                                 \
    ck_assert_msg(holds_finding(text, place, severity, code), "no %s [%s] at %s in:\n%s",          \
                  severity, code, place, text)
#define ck_error(place, code) ck_finding_in(errors(), place, "error", code)
#define ck_warning(place, code) ck_finding_in(errors(), place, "warning", code)
#define ck_note(place, code) ck_finding_in(errors(), place, "note", code)

/* Whether `text` holds `part`. */
#define ck_holds(text, part)                                                                       \
    ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in:\n%s", part, text)
#define ck_lacks(text, part) ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in:\n%s", part, text)

#endif
