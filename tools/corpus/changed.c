/* Which files have changed since a revision, as git knows it. */
#include "corpus/corpus.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Runs git and appends what it writes; the exit status is its own, or 127 where it cannot be run.
 */
static int run_git(const char *const *arguments, struct buffer *output) {
    int ends[2], status = 0;
    pid_t pid;
    posix_spawn_file_actions_t actions;
    if (pipe(ends)) return 127;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    int failed = posix_spawnp(&pid, "git", &actions, NULL, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    for (ssize_t got = 1; !failed && got;) {
        got = read(ends[0], buffer_reserve(output, PIPE_BUF), PIPE_BUF);
        if (got < 0 && errno != EINTR) break;
        if (got > 0) output->length += (size_t)got;
    }
    close(ends[0]);
    if (failed) return 127;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

static int compare_paths(const void *first, const void *second) {
    return strcmp(*(const char *const *)first, *(const char *const *)second);
}

/* The real path of a file; a copy of the path where there is none. */
static char *real_path(const char *path) {
    char real[PATH_MAX];
    const char *found = realpath(path, real) ? real : path;
    return memory_copy(found, strlen(found));
}

/* Adds the paths that git wrote, each ended by a NUL and relative to `top`. */
static void add_paths(struct corpus_changes *changes, const char *top, const struct buffer *names) {
    for (size_t i = 0; i < names->length; i += strlen(names->bytes + i) + 1) {
        struct buffer path = {0};
        buffer_print(&path, "%s/%s", top, names->bytes + i);
        changes->paths = memory_grow(changes->paths, &changes->capacity, changes->count + 1,
                                     sizeof *changes->paths);
        changes->paths[changes->count++] = real_path(path.bytes);
        buffer_free(&path);
    }
}

bool corpus_changes_since(struct corpus_changes *changes, const char *revision,
                          struct report *report) {
    struct buffer top = {0}, since = {0}, new = {0};
    const char *const show_top[] = {"git", "rev-parse", "--show-toplevel", NULL};
    int status = run_git(show_top, &top);
    if (!status) {
        char *folder = memory_copy(top.bytes, strcspn(top.bytes, "\n"));
        const char *const differ[] = {"git",
                                      "-C",
                                      folder,
                                      "diff",
                                      "--name-only",
                                      "-z",
                                      "--no-renames",
                                      "--diff-filter=d",
                                      "--end-of-options",
                                      revision,
                                      "--",
                                      NULL};
        const char *const others[] = {
            "git", "-C", folder, "ls-files", "--others", "--exclude-standard", "-z", NULL};
        status = run_git(differ, &since);
        if (!status) status = run_git(others, &new);
        add_paths(changes, folder, &since);
        add_paths(changes, folder, &new);
        free(folder);
        if (status)
            report_say(report, SEVERITY_ERROR, "call/revision", NULL, 0, 0,
                       "git knows no revision \"%s\"", revision);
    } else {
        report_say(report, SEVERITY_ERROR, "call/revision", NULL, 0, 0, "%s",
                   status == 127 ? "git cannot be run, so that what has changed is not known"
                                 : "the working folder is in no git repository");
    }
    if (changes->count)
        qsort(changes->paths, changes->count, sizeof *changes->paths, compare_paths);
    buffer_free(&top);
    buffer_free(&since);
    buffer_free(&new);
    return !status;
}

bool corpus_changes_include(const struct corpus_changes *changes, const char *path) {
    char *real = real_path(path);
    bool found = changes->count && bsearch(&real, changes->paths, changes->count,
                                           sizeof *changes->paths, compare_paths);
    free(real);
    return found;
}

void corpus_changes_free(struct corpus_changes *changes) {
    for (size_t i = 0; i < changes->count; i++)
        free(changes->paths[i]);
    free(changes->paths);
}
