/* teikit watch: validates what is saved, with the schema kept loaded.  Its findings are a stream:
   those of a file, then a note that closes them, for people and for editors alike. */
#include "watch/watch.h"
#include "verbs/links.h"
#include "verbs/validation_options.h"

#include "base/memory.h"

#include <errno.h>
#include <libxml/hash.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FORMAT = VALIDATION_OPTION_COUNT, POLL };

static const struct option options[] = {
    VALIDATION_OPTIONS,
    {"format", 'f', "FORMAT", "how findings are written: text, jsonl, github (default: text)"},
    {"poll", 0, "SECONDS",
     "look at the files every so often, instead of being told by the system; for network folders"},
    {0}};

static const char extension[] = ".xml";

/* What was found in a file when it was last looked at. */
struct file {
    size_t findings[SEVERITY_ERROR + 1];
};

struct call {
    struct validation validation;
    struct batch_call batch;
    const struct report_format *format;
    double interval; /* for --poll; 0: not asked for */
    char **roots;    /* what is watched */
    size_t root_count, root_capacity;
    struct watch *watch;
    xmlHashTable *files;                /* by their names; struct file */
    size_t counted[SEVERITY_ERROR + 1]; /* findings up to the file before */
    struct links *links;
    size_t saved; /* so many of the inputs were, the rest point to them */
    bool brief;   /* files that were and are good are not named, since there are many */
};

/* ---- what is said of files ---- */

static void say(struct call *call, const char *code, const char *file, const char *message) {
    report_add(call->batch.findings,
               &(struct finding){
                   .severity = SEVERITY_NOTE, .code = code, .file = file, .message = message});
}

static size_t sum(const size_t findings[SEVERITY_ERROR + 1]) {
    return findings[SEVERITY_ERROR] + findings[SEVERITY_WARNING] + findings[SEVERITY_NOTE];
}

/* Appends such as "2 errors, 1 warning". */
static void append_counts(struct buffer *text, const size_t findings[SEVERITY_ERROR + 1]) {
    static const char *const names[] = {"note", "warning", "error"};
    for (int severity = SEVERITY_ERROR; severity >= 0; severity--)
        if (findings[severity])
            buffer_print(text, "%s%zu %s%s", text->length ? ", " : "", findings[severity],
                         names[severity], findings[severity] == 1 ? "" : "s");
}

/* Where more files than these are saved at once, such as by git, the good ones are not named. */
enum { MOST_NAMED = 8 };

/* Closes the findings of a file. */
static void say_checked(struct call *call, const char *name, bool brief, const struct file *before,
                        const struct file *now) {
    struct buffer message = {0};
    if (sum(now->findings))
        append_counts(&message, now->findings);
    else
        buffer_text(&message,
                    sum(before->findings) ? "mended: nothing is found any more" : "nothing found");
    if (!brief || sum(now->findings) || sum(before->findings))
        say(call, "watch/checked", name, message.bytes);
    buffer_free(&message);
}

static void count_findings(const struct call *call, size_t counts[SEVERITY_ERROR + 1]) {
    for (int severity = 0; severity <= SEVERITY_ERROR; severity++)
        counts[severity] = report_count(call->batch.findings, (enum severity)severity);
}

/* ---- looking at files ---- */

static enum status validate_input(void *context, const struct input *input,
                                  struct batch_result *result) {
    struct call *call = context;
    call->validation.pointed_to = &result->extra;
    return validation_of_input(&call->validation, input);
}

/* All findings since the file before are of this one. */
static void take(void *context, const struct input *input, const struct batch_result *result) {
    struct call *call = context;
    const char *name = input_name(input);
    struct file *file = xmlHashLookup(call->files, (const xmlChar *)name), before = {0};
    bool is_saved = (size_t)(input - call->batch.inputs.list) < call->saved;
    if (!file) {
        file = memory_allocate(1, sizeof *file);
        if (xmlHashAddEntry(call->files, (const xmlChar *)name, file)) memory_exhausted();
    }
    before = *file;
    count_findings(call, file->findings);
    for (int severity = 0; severity <= SEVERITY_ERROR; severity++)
        file->findings[severity] -= call->counted[severity];
    say_checked(call, name, call->brief || !is_saved, &before, file);
    links_note(call->links, name, result->extra.bytes, result->extra.length);
    count_findings(call, call->counted);
}

static const struct batch_verb *does(void);

/* Looks at the inputs of call->batch, and forgets them.  The first call->saved of them were saved.
 */
static enum status look(struct call *call, bool brief) {
    enum status status = STATUS_DONE;
    call->brief = brief || call->saved > MOST_NAMED;
    validation_begin_round(&call->validation);
    count_findings(call, call->counted);
    if (call->batch.inputs.count) status = batch_verb_work(does(), &call->batch, call);
    inputs_free(&call->batch.inputs);
    return status;
}

/* Whether the finding is about a path that is there and cannot be read. */
static bool is_unreadable(void *context, struct finding *finding) {
    struct stat status;
    (void)context;
    return !strcmp(finding->code, "file/cannot-read") && !stat(finding->file, &status);
}

/* Adds the files at a path that there are, without a word about those that are gone. */
static void add_inputs(struct call *call, const char *path) {
    struct stat status;
    if (stat(path, &status)) return;
    report_filter(call->batch.report, is_unreadable, NULL);
    inputs_add(&call->batch.inputs, path, extension, call->batch.report);
    report_filter(call->batch.report, NULL, NULL);
}

/* Files that are known and not there any more. */
struct gone {
    const char *path; /* these, and those beneath; NULL: all */
    char **names;
    size_t count, capacity;
};

static void add_gone(void *file, void *context, const xmlChar *key) {
    struct gone *gone = context;
    const char *name = (const char *)key;
    size_t length = gone->path ? strlen(gone->path) : 0;
    (void)file;
    if (gone->path && (strncmp(name, gone->path, length) || (name[length] && name[length] != '/')))
        return;
    if (!access(name, F_OK)) return;
    gone->names = memory_grow(gone->names, &gone->capacity, gone->count + 1, sizeof *gone->names);
    gone->names[gone->count++] = memory_copy(name, strlen(name));
}

static int compare_names(const void *first, const void *second) {
    return strcmp(*(char *const *)first, *(char *const *)second);
}

static void free_file(void *file, const xmlChar *name) {
    (void)name;
    free(file);
}

static void take_away_gone(struct call *call, const char *path) {
    struct gone gone = {.path = path};
    xmlHashScan(call->files, add_gone, &gone);
    if (gone.count) qsort(gone.names, gone.count, sizeof *gone.names, compare_names);
    for (size_t i = 0; i < gone.count; i++) {
        const struct file *file = xmlHashLookup(call->files, (const xmlChar *)gone.names[i]);
        if (gone.count <= MOST_NAMED || sum(file->findings))
            say(call, "watch/gone", gone.names[i], "is not there any more");
        xmlHashRemoveEntry(call->files, (const xmlChar *)gone.names[i], free_file);
        links_note(call->links, gone.names[i], NULL, 0);
        free(gone.names[i]);
    }
    free(gone.names);
}

static void count_at_fault(void *file, void *context, const xmlChar *name) {
    size_t *count = context;
    (void)name;
    *count += sum(((const struct file *)file)->findings) > 0;
}

/* Looks at all files, which are few enough to be looked at when the schema has changed. */
static enum status look_at_all(struct call *call) {
    struct buffer message = {0};
    size_t at_fault = 0;
    take_away_gone(call, NULL);
    for (size_t i = 0; i < call->root_count; i++)
        add_inputs(call, call->roots[i]);
    for (size_t i = 0; i < call->batch.inputs.count;
         i++) { /* once, for all workers and for later */
        const struct input *input = &call->batch.inputs.list[i];
        validation_load_schemas(&call->validation, &(struct xml_source){.path = input->path,
                                                                        .name = input_name(input)});
    }
    call->saved = call->batch.inputs.count;
    enum status status = look(call, true);
    xmlHashScan(call->files, count_at_fault, &at_fault);
    int count = xmlHashSize(call->files);
    buffer_print(&message, "%d file%s looked at, findings in %zu; waiting for what is saved", count,
                 count == 1 ? "" : "s", at_fault);
    say(call, "watch/waiting", NULL, message.bytes);
    buffer_free(&message);
    return status;
}

static bool was_saved(const struct call *call, const char *path) {
    for (size_t i = 0; i < call->saved; i++)
        if (!strcmp(call->batch.inputs.list[i].path, path)) return true;
    return false;
}

/* Adds the documents that point to what is at these paths, or was. */
static void add_pointing(struct call *call, const char *const *paths, size_t count) {
    size_t found;
    char **names = links_to(call->links, paths, count, &found);
    call->saved = call->batch.inputs.count;
    for (size_t i = 0; i < found; i++) {
        if (!was_saved(call, names[i])) add_inputs(call, names[i]);
        free(names[i]);
    }
    free(names);
}

/* What is beneath a path before is looked at already; the paths are sorted. */
static enum status look_at(struct call *call, const char *const *paths, size_t count) {
    const char *above = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t length = above ? strlen(above) : 0;
        if (above && !strncmp(paths[i], above, length) && paths[i][length] == '/') continue;
        above = paths[i];
        take_away_gone(call, paths[i]);
        add_inputs(call, paths[i]);
    }
    add_pointing(call, paths, count);
    return look(call, false);
}

/* ---- the watch ---- */

/* The signal that ends it; 0: none yet. */
static volatile sig_atomic_t ended_by;

static void note_signal(int number) {
    ended_by = number;
}

/* Lets the signals be noted that end the program; gives them as a set. */
static sigset_t catch_signals(void) {
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t set;
    struct sigaction noted = {.sa_handler = note_signal, .sa_flags = SA_RESTART}, usual;
    sigemptyset(&noted.sa_mask);
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        sigaction(ending[i], NULL, &usual);
        if (usual.sa_handler == SIG_IGN) continue;
        sigaction(ending[i], &noted, NULL);
        sigaddset(&set, ending[i]);
    }
    return set;
}

/* Writes what was found; false, with a finding, where nobody reads it. */
static bool write_findings(struct call *call) {
    struct pollfd output = {.fd = STDOUT_FILENO};
    errno = 0;
    if (report_flush(call->batch.findings) &&
        (poll(&output, 1, 0) < 1 || !(output.revents & POLLERR)))
        return true;
    report_say(call->batch.report, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
               "cannot be written: %s", strerror(errno ? errno : EPIPE));
    return false;
}

/* Until a signal comes, or nobody reads what is found. */
static enum status go_on(struct call *call) {
    static const double step = 0.5; /* seconds, between looks at schemas and settings */
    sigset_t ending = catch_signals(), usual;
    bool polls = call->interval > 0;
    enum status status = look_at_all(call);
    while (status < 128 && write_findings(call)) {
        const char *const *paths;
        sigprocmask(SIG_BLOCK, &ending, &usual);
        size_t count = ended_by ? 0 : watch_wait(call->watch, step, &usual, &paths);
        sigprocmask(SIG_SETMASK, &usual, NULL);
        if (ended_by) return (enum status)(128 + ended_by);
        if (!polls && watch_polls(call->watch)) {
            say(call, "watch/polling", NULL,
                "the system cannot tell of more files; they are looked at every second");
            polls = true;
        }
        if (validation_renew(&call->validation, call->roots[0]))
            status = look_at_all(call);
        else if (count)
            status = look_at(call, paths, count);
    }
    return status < 128 ? STATUS_CALL : status;
}

/* ---- the call ---- */

/* A folder or a file. */
static bool take_input(void *context, const char *argument) {
    struct call *call = context;
    struct stat status;
    if (stat(argument, &status)) {
        report_say(call->batch.report, SEVERITY_ERROR, "file/cannot-read", argument, 0, 0,
                   "cannot be read: %s", strerror(errno));
        return false;
    }
    size_t length = strlen(argument);
    while (length > 1 && argument[length - 1] == '/')
        length--;
    call->roots =
        memory_grow(call->roots, &call->root_capacity, call->root_count + 1, sizeof *call->roots);
    call->roots[call->root_count++] = memory_copy(argument, length);
    return true;
}

static bool set(void *context, int option, const char *value) {
    static const char formats[] = "text, jsonl, github"; /* the others are documents, which end */
    struct call *call = context;
    if (option < FORMAT) return validation_set(&call->validation, option, value);
    if (option == POLL)
        return read_number(call->batch.report, "--poll", value, 1e6, &call->interval);
    call->format = strstr(formats, value) ? report_format_named(value) : NULL;
    if (call->format) return true;
    usage_error(call->batch.report, "call/format", NULL, "watch writes no format \"%s\", only %s",
                value, formats);
    return false;
}

static const struct batch_verb *does(void) {
    static const struct batch_verb verb = {.extension = extension,
                                           .set = set,
                                           .take_input = take_input,
                                           .work = validate_input,
                                           .take = take};
    return &verb;
}

/* Files are watched before they are looked at, so that nothing is missed in between. */
static enum status begin(struct call *call) {
    if (!validation_begin(&call->validation, call->roots[0])) return STATUS_CALL;
    call->watch = watch_new(extension, call->interval);
    for (size_t i = 0; i < call->root_count; i++)
        watch_add(call->watch, call->roots[i]);
    call->files = xmlHashCreate(0);
    call->links = links_new();
    if (!call->files) memory_exhausted();
    call->batch.findings =
        report_new(stdout, call->format, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
    return validation_report_to(&call->validation, call->batch.findings) ? STATUS_DONE
                                                                         : STATUS_CALL;
}

static enum status run(const struct verb *verb, char **words) {
    struct call call = {.format = report_format_named("text"), .batch.report = report_on_stderr()};
    call.validation.report = call.batch.report;
    enum status status = STATUS_CALL;
    if (batch_verb_read(verb, words, does(), &call.batch, &call) && !call.batch.inputs_missing) {
        if (!call.root_count && validation_load_settings(&call.validation, ".") &&
            call.validation.settings)
            take_input(&call, ".");
        if (call.batch.share.count)
            usage_error(call.batch.report, "call/shard", NULL, "watch looks at all files");
        else if (!call.root_count)
            usage_error(call.batch.report, "call/no-input", "teikit watch FOLDER",
                        "there is nothing to watch");
        else if (begin(&call) == STATUS_DONE)
            status = go_on(&call);
    }
    if (call.batch.findings) report_free(call.batch.findings);
    validation_free(&call.validation);
    watch_free(call.watch);
    if (call.files) xmlHashFree(call.files, free_file);
    links_free(call.links);
    for (size_t i = 0; i < call.root_count; i++)
        free(call.roots[i]);
    free(call.roots);
    batch_call_free(&call.batch);
    return report_end(call.batch.report, status);
}

const struct verb verb_watch = {"watch",
                                "teikit watch [OPTION]... FOLDER...",
                                "what is saved is validated, with the schema kept loaded",
                                options,
                                batch_options,
                                run};
