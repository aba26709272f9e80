/* teikit show: lists or prints what is built in. */
#include "base/buffer.h"
#include "base/builtin.h"
#include "verbs/manual.h"

#include <string.h>

static const struct option options[] = {{0}};

/* What can be shown: a word for it, and where its files stand in the source tree. */
static const struct kind {
    const char *name, *folder;
} kinds[] = {
    {"schema", "schemas/"}, {"stylesheet", "stylesheets/"}, {"profile", "tools/encode/profiles/"}};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The file's name within the folder of its kind; NULL where it is of another kind. */
static const char *name_in(const struct kind *kind, const struct builtin *file) {
    size_t length = strlen(kind->folder);
    return strncmp(file->path, kind->folder, length) ? NULL : file->path + length;
}

/* Whether it can be named in a call; the others are parts of those. */
static bool is_whole(const char *name) {
    return !strchr(name, '/');
}

static enum status list(const struct kind *kind, struct report *report) {
    struct buffer names = {0};
    for (const struct builtin *file = builtin_files; file->path; file++)
        if (name_in(kind, file) && is_whole(name_in(kind, file)))
            buffer_print(&names, "%s\n", name_in(kind, file));
    enum status status = print_text(names.bytes, names.length, report);
    buffer_free(&names);
    return status;
}

static enum status not_there(const char *kind, const char *name, struct report *report) {
    struct buffer hint = {0};
    buffer_print(&hint, "`teikit show %s` lists them", kind);
    enum status status = usage_error(report, "call/not-built-in", hint.bytes,
                                     "there is no built-in %s \"%s\"", kind, name);
    buffer_free(&hint);
    return status;
}

/* Prints the file of that name, whose extension may be left out. */
static enum status print(const struct kind *kind, const char *wanted, struct report *report) {
    size_t length = strlen(wanted);
    for (const struct builtin *file = builtin_files; file->path; file++) {
        const char *name = name_in(kind, file);
        if (!name || strncmp(name, wanted, length) || (name[length] && name[length] != '.'))
            continue;
        return print_text(file->bytes, (size_t)(file->end - file->bytes), report);
    }
    return not_there(kind->name, wanted, report);
}

/* ---- what is made of the verbs' own tables ---- */

/* The manual page of a verb, "teikit" or none. */
static bool write_page(const char *name, struct buffer *page) {
    const struct verb *verb = verb_named(name, strlen(name));
    if (!verb && strcmp(name, "teikit")) return false;
    manual_write(verb, page);
    return true;
}

static void list_pages(struct buffer *names) {
    buffer_text(names, "teikit\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        buffer_print(names, "%s\n", (*verb)->name);
}

static void list_shells(struct buffer *names) {
    for (const char *shell = completion_shells; *shell; shell++)
        buffer_byte(names, *shell == ' ' ? '\n' : *shell);
    buffer_byte(names, '\n');
}

static const struct made {
    const char *name;
    void (*list)(struct buffer *names);
    bool (*write)(const char *name, struct buffer *text);
} makes[] = {{"man", list_pages, write_page}, {"completion", list_shells, completion_write}};
enum { MAKES = sizeof makes / sizeof *makes };

static enum status show_made(const struct made *made, const char *name, struct report *report) {
    struct buffer text = {0};
    bool there = true;
    if (name)
        there = made->write(name, &text);
    else
        made->list(&text);
    enum status status =
        there ? print_text(text.bytes, text.length, report) : not_there(made->name, name, report);
    buffer_free(&text);
    return status;
}

static enum status show(const char *const *words, size_t count, struct report *report) {
    for (size_t i = 0; count && i < KINDS; i++)
        if (!strcmp(kinds[i].name, words[0]))
            return count > 1 ? print(&kinds[i], words[1], report) : list(&kinds[i], report);
    for (size_t i = 0; count && i < MAKES; i++)
        if (!strcmp(makes[i].name, words[0])) return show_made(&makes[i], words[1], report);
    return usage_error(report, "call/kind", "teikit show schema",
                       "name what to show: schema, stylesheet, profile, man or completion");
}

static enum status run(const struct verb *verb, char **words) {
    struct report *report = report_on_stderr();
    struct arguments arguments = {.verb = verb, .next = words, .report = report};
    const char *named[2] = {0};
    size_t count = 0;
    int found;
    while ((found = arguments_next(&arguments)) == ARGUMENT_INPUT && count < 2)
        named[count++] = arguments.value;
    enum status status = STATUS_CALL;
    if (found == ARGUMENT_INPUT)
        usage_error(report, "call/arguments", NULL, "too many arguments: %s", arguments.value);
    else if (found == ARGUMENT_END)
        status = show(named, count, report);
    return report_end(report, status);
}

const struct verb verb_show = {"show",
                               "teikit show schema|stylesheet|profile|man|completion [NAME]",
                               "lists or prints what is built in",
                               options,
                               NULL,
                               run};
