/* Runs the program under faults and judges what comes of it; see trial.h. */
#include "trust/trial.h"

#include "command-line/program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_SECONDS = 20, MOST_BYTES = 1 << 22, MOST_SHOWN = 12 };

static char program[PATH_MAX], shim[PATH_MAX];
static struct fault *shared; /* with the program */

/* What came of a run. */
struct outcome {
    int status; /* as waitpid() gives it */
    char *output, *errors, *files, *spare;
};

static void outcome_free(struct outcome *outcome) {
    free(outcome->output);
    free(outcome->errors);
    free(outcome->files);
    free(outcome->spare);
}

/* ---- files ---- */

static char *read_all(const char *path) {
    char *bytes = malloc(MOST_BYTES);
    ck_assert_ptr_nonnull(bytes);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    size_t length = 0;
    for (ssize_t got; file >= 0 && (got = read(file, bytes + length, MOST_BYTES - 1 - length)) > 0;)
        length += (size_t)got;
    if (file >= 0) close(file);
    for (size_t i = 0; i < length; i++) /* a string, also of an e-book's bytes */
        if (!bytes[i]) bytes[i] = '0';
    bytes[length] = '\0';
    return realloc(bytes, length + 1);
}

/* Calls `visit` with the path of each file beneath a folder, then, where it is asked for, removes
   the folder. */
static void walk(const char *folder, void (*visit)(const char *path, FILE *stream), FILE *stream,
                 bool remove) {
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        struct stat status;
        const char *name = entries[i]->d_name;
        snprintf(path, sizeof path, "%s/%s", folder, name);
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && !lstat(path, &status)) {
            if (S_ISDIR(status.st_mode))
                walk(path, visit, stream, remove);
            else
                visit(path, stream);
        }
        free(entries[i]);
    }
    if (count >= 0) free(entries);
    if (remove) rmdir(folder);
}

/* A file as a line for its name, what is in it and a line that ends it. */
static void print_file(const char *path, FILE *stream) {
    char *bytes = read_all(path);
    fprintf(stream, "<<%s>>\n%s\n<<end>>\n", path, bytes);
    free(bytes);
}

static void remove_file(const char *path, FILE *stream) {
    (void)stream;
    unlink(path);
}

static char *files_beneath(const char *folder) {
    char *list = NULL;
    size_t length;
    FILE *stream = open_memstream(&list, &length);
    ck_assert_ptr_nonnull(stream);
    walk(folder, print_file, stream, false);
    fclose(stream);
    return list;
}

/* Whether a file has only the beginning of what a run without faults writes. */
static bool one_by_half(const char *files, const char *after) {
    static const char end[] = "\n<<end>>\n";
    for (const char *file = files, *next; *file; file = next) {
        next = strstr(file, end);
        size_t name = strcspn(file, "\n") + 1, length = (size_t)(next - file);
        char *head = strndup(file, name);
        const char *whole = strstr(after, head);
        bool half = whole && !strncmp(file, whole, length) &&
                    strncmp(whole + length, end, sizeof end - 1) != 0;
        free(head);
        if (half) return true;
        next += sizeof end - 1;
    }
    return false;
}

/* ---- runs ---- */

static void share_fault(void) {
    int file = open("fault", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(ftruncate(file, sizeof *shared), 0);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ck_assert_ptr_ne(shared, MAP_FAILED);
    close(file);
}

static void become_program(const struct trial_call *call) {
    static const char *const names[] = {"input", "output", "errors"};
    const char *words[18] = {program};
    for (size_t i = 0; call->words[i]; i++)
        words[i + 1] = call->words[i];
    for (int i = 0; i < 3; i++) {
        int file = open(names[i], i ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY, 0600);
        if (file < 0 || dup2(file, i) < 0) _exit(125);
        close(file);
    }
    setenv("LD_PRELOAD", shim, 1);
    setenv(FAULT_VARIABLE, "fault", 1);
    alarm(MOST_SECONDS);
    execv(program, (char *const *)words);
    _exit(126);
}

/* Ends the program when it has written this text; it may also end by itself. */
static void end_after(pid_t child, const char *text) {
    for (bool written = false; !written;) {
        siginfo_t ended = {.si_pid = 0};
        char *output = read_all("output");
        written = strstr(output, text);
        free(output);
        if (!waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) && ended.si_pid)
            return;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    kill(child, SIGTERM);
}

static void reset_folder(const struct trial_call *call) {
    walk("out", remove_file, NULL, true);
    walk("spare", remove_file, NULL, true);
    put("out/old", "as it was");
    put("spare/old", "as it was");
    put("input", call->input ? call->input : "");
    put("output", "");
}

static struct outcome run(const struct trial_call *call, const struct fault *fault) {
    struct outcome outcome;
    reset_folder(call);
    *shared = *fault;
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (!child) become_program(call);
    if (call->until) end_after(child, call->until);
    while (waitpid(child, &outcome.status, 0) < 0)
        ck_assert_int_eq(errno, EINTR);
    outcome.output = read_all("output");
    outcome.errors = read_all("errors");
    outcome.files = files_beneath("out");
    outcome.spare = files_beneath("spare");
    return outcome;
}

/* ---- what is right ---- */

/* Whether two texts say the same, but for source lines under findings, which stand apart: a file
   that cannot be read again shows none. */
static bool says_the_same(const char *one, const char *other) {
    while (*one || *other) {
        size_t length = strcspn(one, "\n"), other_length = strcspn(other, "\n");
        bool apart = *one == ' ', other_apart = *other == ' ';
        if (!apart && !other_apart && (length != other_length || strncmp(one, other, length) != 0))
            return false;
        if (apart || !other_apart) one += length + (one[length] == '\n');
        if (other_apart || !apart) other += other_length + (other[other_length] == '\n');
    }
    return true;
}

static bool is_as_ever(const struct outcome *outcome, const struct outcome *usual) {
    return outcome->status == usual->status && says_the_same(outcome->output, usual->output) &&
           !strcmp(outcome->files, usual->files);
}

static size_t count(const char *text, const char *word) {
    size_t found = 0;
    for (; (text = strstr(text, word)); text++)
        found++;
    return found;
}

static size_t count_said(const struct outcome *outcome) {
    return count(outcome->errors, "error") + count(outcome->errors, "warning") +
           count(outcome->output, "error") + count(outcome->output, "warning");
}

static bool says(const struct outcome *outcome, const char *word) {
    return strstr(outcome->errors, word) || strstr(outcome->output, word);
}

/* What cannot be read is rightly missing from what is made. */
static bool is_about_reading(void) {
    return shared->kind == FAULT_READ || shared->kind == FAULT_OPEN || shared->kind == FAULT_CLOSE;
}

/* Whether it tells of the fault: by status 2 and an error, or where a file could not be read to its
   end, by a finding more. */
static bool tells(const struct outcome *outcome, const struct outcome *usual) {
    bool differs = strcmp(outcome->errors, usual->errors) || strcmp(outcome->output, usual->output);
    bool mute =
        shared->kind == FAULT_WRITE && (shared->file == STDERR_FILENO || shared->from_there);
    if (WEXITSTATUS(outcome->status) == 2) return mute || (differs && says(outcome, "error"));
    return is_about_reading() && outcome->status >= usual->status &&
           (count_said(outcome) > count_said(usual) || says(outcome, "cannot-read"));
}

/* Says what is wrong; NULL where nothing is. */
static const char *judge(const struct trial_call *call, const struct outcome *outcome,
                         const struct outcome *usual, enum trial_outcome wanted) {
    if (!WIFEXITED(outcome->status))
        return WTERMSIG(outcome->status) == SIGALRM ? "it hangs" : "it died of a signal";
    if (strstr(outcome->files, "/.teikit.") || strstr(outcome->spare, "/.teikit."))
        return "a file is left that it wrote beside another";
    if (is_as_ever(outcome, usual)) return NULL;
    if (wanted == TRIAL_AS_EVER) return "it does not do as ever";
    if (WEXITSTATUS(outcome->status) && says(outcome, "batch/worker-died")) return NULL;
    if (call->converses && shared->kind == FAULT_WRITE && WEXITSTATUS(outcome->status) == 1)
        return NULL;
    if (!is_about_reading() && one_by_half(outcome->files, usual->files))
        return "a file is left by half";
    return tells(outcome, usual) ? NULL : "it does not tell";
}

/* Says what is wrong, and by a run more, where the call that failed was made. */
static void show(const struct trial_call *call, const struct fault *fault, const char *wrong,
                 const struct outcome *outcome) {
    struct fault traced = *fault;
    fprintf(stderr, "call %lu of kind %d failed (errno %d%s): %s; status %#x\n%.2000s%.3000s\n",
            fault->at, fault->kind, fault->error, fault->from_there ? ", and all behind it" : "",
            wrong, (unsigned)outcome->status, outcome->errors, outcome->output);
    traced.traced = true;
    struct outcome again = run(call, &traced);
    fprintf(stderr, "%s\n", again.errors);
    outcome_free(&again);
}

void trial_all(const struct trial_call *call, struct fault fault, enum trial_outcome wanted,
               size_t most) {
    const char *all = getenv("TRUST");
    trial_put_inputs();
    share_fault();
    fault.at = 0;
    struct outcome usual = run(call, &fault);
    unsigned long calls = shared->calls, step = all ? 1 : calls / most + 1, wrongs = 0;
    ck_assert_msg(WIFEXITED(usual.status) && (call->until || WEXITSTATUS(usual.status) < 2), "%s",
                  usual.errors);
    for (fault.at = 1 + calls % step; fault.at <= calls; fault.at += step) {
        struct outcome outcome = run(call, &fault);
        const char *wrong = judge(call, &outcome, &usual, wanted);
        if (wrong && wrongs++ < MOST_SHOWN) show(call, &fault, wrong, &outcome);
        outcome_free(&outcome);
    }
    outcome_free(&usual);
    ck_assert_msg(!wrongs, "%lu of %lu trials of %s: see above", wrongs, (calls + step - 1) / step,
                  call->words[0]);
}

TCase *trial_case(const char *name, const TTest *test, size_t count) {
    TCase *cases = command_line_case(name, NULL, 0);
    if (!realpath(TEIKIT_PROGRAM, program) || !realpath(TEIKIT_SHIM, shim)) abort();
    tcase_set_timeout(cases, 0);
    tcase_add_loop_test(cases, test, 0, (int)count);
    return cases;
}
