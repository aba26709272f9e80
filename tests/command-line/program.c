/* Runs the program for the tests of the command line; see program.h.  Check runs every test in a
   process of its own, so what is static here belongs to one test. */
#include "command-line/program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { SECONDS = 60, MOST_STRINGS = 2000, MOST_FILES = 200 };

static char program[PATH_MAX], samples[PATH_MAX], folder[PATH_MAX];
static char *strings[MOST_STRINGS]; /* handed out; freed when the test ends */
static size_t string_count;
static const char *last_output = "", *last_errors = "";

static char *keep(char *string) {
    ck_assert_ptr_nonnull(string);
    ck_assert_uint_lt(string_count, MOST_STRINGS);
    return strings[string_count++] = string;
}

/* ---- the test's folder ---- */

static void enter_folder(void) {
    const char *place = getenv("TMPDIR");
    ck_assert_msg(realpath(TEIKIT_PROGRAM, program) != NULL, "no program %s", TEIKIT_PROGRAM);
    ck_assert_msg(realpath("samples/texts", samples) != NULL, "no samples");
    snprintf(folder, sizeof folder, "%.1000s/teikit-test-XXXXXX", place ? place : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

/* Calls `visit` with each name in a folder, in no order. */
static void for_each_name(const char *path, void (*visit)(const char *path, void *context),
                          void *context) {
    DIR *directory = opendir(path);
    ck_assert_ptr_nonnull(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        char inner[PATH_MAX];
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        bool here = !strcmp(path, ".");
        snprintf(inner, sizeof inner, "%s%s%s", here ? "" : path, here ? "" : "/", entry->d_name);
        visit(inner, context);
    }
    closedir(directory);
}

static bool is_folder(const char *path) {
    struct stat status;
    return !lstat(path, &status) && S_ISDIR(status.st_mode);
}

static void take_away(const char *path, void *context) {
    if (is_folder(path)) {
        for_each_name(path, take_away, context);
        rmdir(path);
    } else {
        unlink(path);
    }
}

static void leave_folder(void) {
    for_each_name(".", take_away, NULL);
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(folder);
    while (string_count)
        free(strings[--string_count]);
}

TCase *command_line_case(const char *name, const TTest *const *tests, size_t count) {
    TCase *cases = tcase_create(strrchr(name, '/') + 1);
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_set_timeout(cases, getenv("TEIKIT_CHECKER") ? 30 * SECONDS : SECONDS);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(cases, tests[i]);
    return cases;
}

Suite *command_line_suite(const char *name, const TTest *const *tests, size_t count) {
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, command_line_case(name, tests, count));
    return suite;
}

/* ---- files ---- */

void put_bytes(const char *name, const char *bytes, size_t length) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", name);
    for (char *slash = path; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    FILE *file = fopen(name, "wb");
    ck_assert_msg(file != NULL, "%s cannot be made", name);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

void put(const char *name, const char *text) {
    put_bytes(name, text, strlen(text));
}

void make_folder(const char *name) {
    ck_assert_int_eq(mkdir(name, 0777), 0);
}

/* All that the stream holds, from its beginning. */
static const char *read_stream(FILE *stream) {
    size_t length = 0, capacity = 1 << 16;
    char *bytes = malloc(capacity);
    rewind(stream);
    for (size_t got; bytes && (got = fread(bytes + length, 1, capacity - length - 1, stream));) {
        length += got;
        if (capacity - length < 2) bytes = realloc(bytes, capacity *= 2);
    }
    keep(bytes)[length] = '\0';
    fclose(stream);
    return bytes;
}

const char *content(const char *name) {
    FILE *file = fopen(name, "rb");
    ck_assert_msg(file != NULL, "there is no file %s", name);
    return read_stream(file);
}

struct listing {
    char *names[MOST_FILES];
    size_t count;
};

static void list_file(const char *path, void *context) {
    struct listing *listing = context;
    if (is_folder(path)) {
        for_each_name(path, list_file, context);
    } else {
        ck_assert_uint_lt(listing->count, MOST_FILES);
        listing->names[listing->count++] = keep(strdup(path));
    }
}

static int compare_names(const void *first, const void *second) {
    return strcmp(*(char *const *)first, *(char *const *)second);
}

const char *files(void) {
    struct listing listing = {.count = 0};
    for_each_name(".", list_file, &listing);
    qsort(listing.names, listing.count, sizeof *listing.names, compare_names);
    size_t length = 1;
    for (size_t i = 0; i < listing.count; i++)
        length += strlen(listing.names[i]) + 1;
    char *list = keep(calloc(length, 1));
    for (size_t i = 0; i < listing.count; i++)
        strcat(strcat(list, i ? " " : ""), listing.names[i]);
    return list;
}

const char *sample(const char *name) {
    char path[2 * PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", samples, name);
    return keep(strdup(path));
}

/* ---- running ---- */

static FILE *temporary_stream(const char *text) {
    FILE *stream = tmpfile();
    ck_assert_ptr_nonnull(stream);
    if (text) ck_assert_uint_eq(fwrite(text, 1, strlen(text), stream), strlen(text));
    rewind(stream);
    return stream;
}

/* The words of the program that the program is run by, as `make valgrind` has it; returns how many
   there are. */
static size_t put_checker(const char **words) {
    static char checker[PATH_MAX];
    const char *named = getenv("TEIKIT_CHECKER");
    size_t count = 0;
    snprintf(checker, sizeof checker, "%s", named ? named : "");
    for (char *word = strtok(checker, " "); word && count < 12; word = strtok(NULL, " "))
        words[count++] = word;
    return count;
}

/* In the child: gives it its streams and becomes the program. */
static void become_program(const struct circumstances *circumstances, const char *const *arguments,
                           const int streams[3]) {
    const char *words[48];
    size_t count = put_checker(words);
    words[count++] = program;
    for (size_t i = 0; arguments[i] && count + 1 < sizeof words / sizeof *words; i++)
        words[count++] = arguments[i];
    words[count] = NULL;
    for (int i = 0; i < 3; i++)
        if (dup2(streams[i], i) < 0) _exit(125);
    if (circumstances->largest_file) {
        struct rlimit limit = {circumstances->largest_file, circumstances->largest_file};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (circumstances->name) setenv(circumstances->name, circumstances->setting, 1);
    execvp(words[0], (char *const *)words);
    _exit(126);
}

/* The exit status of a program that ended as it should. */
static int ended(int status) {
    ck_assert_msg(WIFEXITED(status), "the program died of signal %d:\n%s",
                  WIFSIGNALED(status) ? WTERMSIG(status) : 0, last_errors);
    ck_assert_msg(!strstr(last_errors, "Sanitizer") && !strstr(last_errors, "runtime error:"),
                  "a sanitizer found:\n%s", last_errors);
    return WEXITSTATUS(status);
}

static int open_output(const struct circumstances *circumstances, FILE *caught) {
    if (circumstances->closed_pipe) {
        int ends[2];
        ck_assert_int_eq(pipe(ends), 0);
        close(ends[0]);
        return ends[1];
    }
    if (!circumstances->output) return fileno(caught);
    int file = open(circumstances->output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    ck_assert_msg(file >= 0, "%s cannot be opened", circumstances->output);
    return file;
}

int run_program(const struct circumstances *circumstances, const char *const *arguments) {
    FILE *input = temporary_stream(circumstances->input);
    FILE *caught = temporary_stream(NULL), *findings = temporary_stream(NULL);
    const int streams[3] = {fileno(input), open_output(circumstances, caught), fileno(findings)};
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (!child) become_program(circumstances, arguments, streams);
    int status;
    while (waitpid(child, &status, 0) < 0)
        ck_assert_int_eq(errno, EINTR);
    if (streams[1] != fileno(caught)) close(streams[1]);
    fclose(input);
    last_output = read_stream(caught);
    last_errors = read_stream(findings);
    return ended(status);
}

/* ---- running on ---- */

static pid_t running;
static FILE *running_output, *running_errors;
static size_t awaited;            /* so much of its output was given */
static int told = -1, heard = -1; /* our ends of the pipes to a program that talks */
static int terminal_master = -1;  /* the end of the terminal at which a person would be */
static char at_terminal[1 << 14];
static size_t at_terminal_length;

/* The program's end of a new terminal. */
static int open_terminal(void) {
    terminal_master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ck_assert_int_ge(terminal_master, 0);
    ck_assert_int_eq(grantpt(terminal_master), 0);
    ck_assert_int_eq(unlockpt(terminal_master), 0);
    ck_assert_int_eq(fcntl(terminal_master, F_SETFL, O_NONBLOCK), 0);
    return open(ptsname(terminal_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
}

const char *terminal(void) {
    char *end = at_terminal + at_terminal_length;
    ssize_t got = read(terminal_master, end, sizeof at_terminal - at_terminal_length - 1);
    if (got > 0) at_terminal_length += (size_t)got;
    return at_terminal;
}

/* A pipe whose ends no other program gets; the program's end. */
static int open_pipe(int *ours, bool writes) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    *ours = ends[writes];
    return ends[!writes];
}

void tell(const char *bytes, size_t length) {
    for (ssize_t written; length; bytes += written, length -= (size_t)written) {
        written = write(told, bytes, length);
        ck_assert_int_gt(written, 0);
    }
}

size_t listen_to(char *bytes, size_t length) {
    size_t total = 0;
    for (ssize_t got; total < length; total += (size_t)got)
        if ((got = read(heard, bytes + total, length - total)) <= 0) break;
    return total;
}

void end_telling(void) {
    close(told);
}

void start_program(const struct circumstances *circumstances, const char *const *arguments) {
    FILE *input = temporary_stream(circumstances->input);
    running_output = temporary_stream(NULL);
    running_errors = temporary_stream(NULL);
    awaited = 0;
    int seen = circumstances->terminal ? open_terminal() : fileno(running_errors);
    const int streams[3] = {
        circumstances->talks ? open_pipe(&told, true) : fileno(input),
        circumstances->talks ? open_pipe(&heard, false) : fileno(running_output), seen};
    running = fork();
    ck_assert_int_ge(running, 0);
    if (!running) {
#ifdef __linux__
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nothing behind */
#endif
        become_program(circumstances, arguments, streams);
    }
    fclose(input);
    if (circumstances->terminal) close(seen);
    if (circumstances->talks) close(streams[0]), close(streams[1]);
}

/* All that a stream holds that another process writes to. */
static const char *peek(FILE *stream) {
    struct stat status;
    ck_assert_int_eq(fstat(fileno(stream), &status), 0);
    char *bytes = keep(calloc((size_t)status.st_size + 1, 1));
    ck_assert_int_ge(pread(fileno(stream), bytes, (size_t)status.st_size, 0), 0);
    return bytes;
}

const char *await_output(const char *text) {
    enum { STEP = 10, STEPS = 20 * 1000 / STEP }; /* milliseconds */
    for (int step = 0; step < STEPS; step++) {
        struct timespec time = {0, STEP * 1000000L};
        char *written = (char *)peek(running_output) + awaited, *found = strstr(written, text);
        char *end = found ? strchr(found, '\n') : NULL;
        if (end) {
            end[1] = '\0';
            awaited += strlen(written);
            return written;
        }
        free(strings[--string_count]);
        nanosleep(&time, NULL);
    }
    ck_abort_msg("no \"%s\" in:\n%s%s", text, peek(running_output), peek(running_errors));
    return NULL;
}

size_t children(pid_t *processes, size_t most) {
    char path[64];
    size_t count = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)running, (int)running);
    FILE *file = fopen(path, "r");
    for (int process; file && count < most && fscanf(file, "%d", &process) == 1;)
        processes[count++] = process;
    if (file) fclose(file);
    return count;
}

int stop_program(int signal) {
    int status;
    ck_assert_int_eq(kill(running, signal), 0);
    while (waitpid(running, &status, 0) < 0)
        ck_assert_int_eq(errno, EINTR);
    last_output = read_stream(running_output);
    last_errors = read_stream(running_errors);
    return ended(status);
}

const char *output(void) {
    return last_output;
}

const char *errors(void) {
    return last_errors;
}

size_t megabytes_used(void) {
    struct rusage usage;
    ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return (size_t)usage.ru_maxrss / 1024;
}

/* ---- findings ---- */

bool holds_finding(const char *text, const char *place, const char *severity, const char *code) {
    char beginning[2 * PATH_MAX], end[256];
    int length = snprintf(beginning, sizeof beginning, "%s: %s: ", place, severity);
    int end_length = snprintf(end, sizeof end, " [%s]", code);
    for (const char *line = text; *line;) {
        size_t size = strcspn(line, "\n");
        if (!strncmp(line, beginning, (size_t)length) && size >= (size_t)end_length &&
            !strncmp(line + size - end_length, end, (size_t)end_length))
            return true;
        line += size + (line[size] == '\n');
    }
    return false;
}

size_t count_findings(const char *text) {
    static const char *const severities[] = {": error: ", ": warning: ", ": note: "};
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        for (const char *place = text; (place = strstr(place, severities[i])); place++)
            count++;
    return count;
}
