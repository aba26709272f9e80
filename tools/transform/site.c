/* Sites: which documents have changed, what their pages are made with, and which files are left of
   documents that are gone.  A run goes over the documents twice: what is known of each is found out
   first; then, when the site's order is known, the pages are made that differ from those there. */
#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "transform/internal.h"
#include "transform/site_internal.h"
#include "transform/site_search.h"

#include <errno.h>
#include <libxml/chvalid.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

/* ---- beginning ---- */

/* The input's path within its folder, without its extension. */
static void add_name(const struct input *input, struct buffer *name) {
    const char *slash = strrchr(input->relative, '/'), *dot = strrchr(input->relative, '.');
    bool dotted = dot && dot != input->relative && (!slash || dot > slash + 1);
    buffer_append(name, input->relative,
                  dotted ? (size_t)(dot - input->relative) : strlen(input->relative));
}

/* Whether a real path is that of the folder or of something in it. */
static bool is_within(const char *path, const char *folder) {
    size_t length = strlen(folder);
    return !strncmp(path, folder, length) && (!path[length] || path[length] == '/');
}

/* The folder that the input's relative path begins in, as a real path; the caller frees it. */
static char *input_root(const struct input *input) {
    struct buffer root = {0};
    size_t length = (size_t)(input->relative - input->path);
    buffer_append(&root, length ? input->path : ".", length ? length : 1);
    char *real = realpath(root.bytes, NULL);
    buffer_free(&root);
    return real;
}

enum place { OUTSIDE, WRITTEN_BY_THE_SITE, REFUSED };

static enum place find_place(const struct input *input, const char *folder, struct report *report) {
    if (!strcmp(input->path, "-")) {
        report_say(report, SEVERITY_ERROR, "call/standard-input", NULL, 0, 0,
                   "a site is made of files, not of standard input");
        return REFUSED;
    }
    char *root = input_root(input), *real = realpath(input->path, NULL);
    enum place place = OUTSIDE;
    if (root && is_within(root, folder)) {
        report_say(report, SEVERITY_ERROR, "transform/site-folder", input->path, 0, 0,
                   "is in the site's own folder; the documents have to stand elsewhere");
        place = REFUSED;
    } else if (real && is_within(real, folder)) {
        place = WRITTEN_BY_THE_SITE;
    }
    free(root);
    free(real);
    return place;
}

/* Takes the site's own files out of the inputs; false, with a finding, where others are in it. */
static bool sort_inputs(struct inputs *inputs, const char *folder, struct report *report) {
    size_t kept = 0;
    bool good = true;
    for (size_t i = 0; i < inputs->count; i++) {
        enum place place = good ? find_place(&inputs->list[i], folder, report) : OUTSIDE;
        good &= place != REFUSED;
        if (place == WRITTEN_BY_THE_SITE)
            free(inputs->list[i].path);
        else
            inputs->list[kept++] = inputs->list[i];
    }
    inputs->count = kept;
    return good;
}

/* The folder as a real path, made where it is not there; NULL with a finding. */
static char *open_folder(const char *folder, struct report *report) {
    struct buffer inside = {0};
    struct stat status;
    buffer_print(&inside, "%s/index.html", folder);
    char *real =
        file_make_folders(inside.bytes) && !stat(folder, &status) && S_ISDIR(status.st_mode)
            ? realpath(folder, NULL)
            : NULL;
    buffer_free(&inside);
    if (!real)
        report_say(report, SEVERITY_ERROR, "call/no-folder", folder, 0, 0,
                   "is no folder that a site can be written to");
    return real;
}

/* Whether XML can hold the name, as it has to in links. */
static bool is_for_links(const struct buffer *name) {
    utf8proc_int32_t code;
    for (size_t i = 0; i < name->length;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)name->bytes + i,
                                                 (utf8proc_ssize_t)(name->length - i), &code);
        if (size < 1 || !xmlIsCharQ(code)) return false;
        i += (size_t)size;
    }
    return true;
}

/* No two documents may have one name, and pages have to name them. */
static bool have_good_names(const struct inputs *inputs, struct report *report) {
    xmlHashTable *names = xmlHashCreate(1024);
    if (!names) memory_exhausted();
    bool good = true;
    for (size_t i = 0; i < inputs->count; i++) {
        struct buffer name = {0};
        add_name(&inputs->list[i], &name);
        const struct input *other = xmlHashLookup(names, BAD_CAST name.bytes);
        if (other)
            report_say(report, SEVERITY_ERROR, "call/same-output", inputs->list[i].path, 0, 0,
                       "would be written to texts/%s.html, as %s would", name.bytes, other->path);
        else
            xmlHashAddEntry(names, BAD_CAST name.bytes, &inputs->list[i]);
        bool fits = is_for_links(&name);
        if (!fits)
            report_say(report, SEVERITY_ERROR, "transform/site-name", inputs->list[i].path, 0, 0,
                       "cannot be named in a page: its name is not text in UTF-8");
        good &= fits && !other;
        buffer_free(&name);
    }
    xmlHashFree(names, NULL);
    return good;
}

/* A digest of what all pages depend on: this program and the call.  "" where it cannot be told:
   stylesheets of the user's own, and documents that include others, may read what we do not see. */
static void find_key(const struct site_wishes *wishes, char key[65]) {
    struct buffer all = {0};
    *key = '\0';
    if (wishes->options->xinclude || wishes->shared->folder) return;
    buffer_text(&all, TEIKIT_VERSION);
    for (const struct builtin *file = builtin_files; file->path; file++)
        if (!strncmp(file->path, "stylesheets/", 12))
            buffer_append(&all, file->bytes, (size_t)(file->end - file->bytes) + 1);
    for (const struct transform_parameter *parameter = wishes->parameters;
         parameter && parameter->name; parameter++)
        buffer_print(&all, "%s=%d%s\n", parameter->name, parameter->is_expression,
                     parameter->value);
    collection_digest(all.bytes, all.length, key);
    buffer_free(&all);
}

struct site *site_begin(const struct site_wishes *wishes, struct inputs *inputs) {
    struct site *site = memory_allocate(1, sizeof *site);
    site->wishes = *wishes;
    site->entry = transform_load_builtin("common/site-entry", wishes->options, wishes->report);
    site->page = transform_load_builtin("common/site-page", wishes->options, wishes->report);
    char *folder = site->entry && site->page ? open_folder(wishes->folder, wishes->report) : NULL;
    bool good = folder && sort_inputs(inputs, folder, wishes->report) &&
                have_good_names(inputs, wishes->report);
    free(folder);
    if (!good) {
        site_free(site);
        return NULL;
    }
    site_contents_begin(&site->now);
    site_contents_read(&site->before, wishes->folder);
    find_key(wishes, site->now.key);
    site->changed = !*site->now.key || strcmp(site->now.key, site->before.key);
    report_once(wishes->report, true); /* each document is read twice */
    return site;
}

/* ---- what is known of a document ---- */

static size_t findings(const struct report *report) {
    return report_count(report, SEVERITY_ERROR) + report_count(report, SEVERITY_WARNING) +
           report_count(report, SEVERITY_NOTE);
}

/* Appends "+DIGEST LENGTH ", the entry without its lines, and the words; writes the files that need
   no other document.  `digest` is "-" where the document is not to be passed over next time. */
static bool write_known(struct site *site, const char *name, const char *digest,
                        const struct buffer *bytes, const struct buffer *made,
                        struct buffer *known) {
    xmlDoc *document = xmlReadMemory(made->bytes, (int)made->length, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR);
    if (!document) memory_exhausted(); /* it was written by libxml2 a moment ago */
    struct buffer lines = {0}, words = {0};
    xmlBuffer *entry = xmlBufferCreate();
    if (!entry) memory_exhausted();
    search_take_lines(xmlDocGetRootElement(document), name, &lines, &words);
    if (xmlNodeDump(entry, document, xmlDocGetRootElement(document), 0, 0) < 0) memory_exhausted();
    buffer_print(known, "+%s %d ", digest, xmlBufferLength(entry));
    buffer_append(known, (const char *)xmlBufferContent(entry), (size_t)xmlBufferLength(entry));
    buffer_append(known, words.bytes, words.length);
    bool written = site_write_document_file(site, LINES_FILE, name, &lines) &&
                   site_write_document_file(site, TEI_FILE, name, bytes);
    xmlBufferFree(entry);
    xmlFreeDoc(document);
    buffer_free(&lines);
    buffer_free(&words);
    return written;
}

static enum transform_status find_out(struct site *site, const struct input *input,
                                      const char *name, const char *digest,
                                      const struct buffer *bytes, struct buffer *known) {
    const struct site_wishes *wishes = &site->wishes;
    const struct transform_parameter path[] = {{"path", name, false}};
    struct transform_parameter *parameters =
        site_with_own_parameters(site->entry, wishes->parameters, path, 1);
    struct buffer made = {0};
    size_t said = findings(wishes->report);
    enum transform_status status =
        transform_memory(site->entry, bytes->bytes, bytes->length, input_name(input), parameters,
                         wishes->report, &made);
    if (status == TRANSFORM_DONE &&
        !write_known(site, name, findings(wishes->report) == said ? digest : "-", bytes, &made,
                     known))
        status = TRANSFORM_UNREADABLE;
    buffer_free(&made);
    free(parameters);
    return status;
}

enum transform_status site_work(struct site *site, const struct input *input,
                                struct buffer *known) {
    struct buffer bytes = {0}, name = {0};
    struct session session = {.report = site->wishes.report, .name = input_name(input)};
    char digest[65];
    enum transform_status status = TRANSFORM_UNREADABLE;
    add_name(input, &name);
    if (session_read(&session, input->path, input_name(input), &bytes)) {
        collection_digest(bytes.bytes, bytes.length, digest);
        const struct site_document *before = site_contents_find(&site->before, name.bytes);
        bool same = before && !strcmp(before->digest, digest) &&
                    !strcmp(site->before.key, site->now.key) && *site->now.key &&
                    site_document_exists(site, name.bytes);
        status = same ? TRANSFORM_DONE : find_out(site, input, name.bytes, digest, &bytes, known);
        if (same) buffer_byte(known, '=');
    }
    buffer_free(&bytes);
    buffer_free(&name);
    return status;
}

void site_take(struct site *site, const struct input *input, const struct buffer *known) {
    if (!known->length) return;
    struct buffer name = {0};
    add_name(input, &name);
    struct site_document document = {.name = memory_copy(name.bytes, name.length)};
    struct site_document *before = site_contents_find(&site->before, name.bytes);
    if (before) memcpy(document.page, before->page, sizeof document.page);
    if (*known->bytes == '=' && before) {
        memcpy(document.digest, before->digest, sizeof document.digest);
        document.entry = before->entry;
        document.words = before->words;
        before->entry = before->words = (struct buffer){0};
    } else {
        const char *digest = known->bytes + 1, *length = strchr(digest, ' ') + 1;
        char *entry;
        if (*digest != '-') memcpy(document.digest, digest, sizeof document.digest - 1);
        size_t entry_length = strtoul(length, &entry, 10);
        buffer_append(&document.entry, ++entry, entry_length);
        buffer_append(&document.words, entry + entry_length,
                      known->length - (size_t)(entry + entry_length - known->bytes));
        site->changed = true;
    }
    site->inputs =
        memory_grow(site->inputs, &site->input_capacity, site->now.count + 1, sizeof *site->inputs);
    site->inputs[site->now.count] = input;
    site_contents_add(&site->now, document);
    buffer_free(&name);
}

/* ---- ending ---- */

/* Notes the documents' files among those of the site. */
static void add_document_files(struct site *site) {
    for (size_t i = 0; i < site->now.count; i++)
        for (int which = 0; which < DOCUMENT_FILES; which++) {
            struct buffer path = {0};
            site_add_document_file(which, site->now.documents[i].name, &path);
            site_contents_add_file(&site->now, path.bytes);
            buffer_free(&path);
        }
}

/* Removes a file of the time before that is no longer one, and the folders that it leaves empty. */
static void remove_old(void *value, void *context, const xmlChar *name) {
    struct site *site = context;
    struct buffer path = {0};
    (void)value;
    if (xmlHashLookup(site->now.files, name)) return;
    buffer_print(&path, "%s/%s", site->wishes.folder, (const char *)name);
    size_t folder = strlen(site->wishes.folder);
    bool removed = !unlink(path.bytes);
    for (char *slash; removed && (slash = strrchr(path.bytes + folder + 1, '/'));) {
        *slash = '\0';
        removed = !rmdir(path.bytes);
    }
    buffer_free(&path);
}

static void look_for_file(void *value, void *context, const xmlChar *name) {
    struct site *site = context;
    (void)value;
    if (!site_exists(site, (const char *)name)) site->changed = true;
}

int site_end(struct site *site, const struct batch *batch) {
    xmlHashScan(site->before.files, look_for_file, site);
    if (!site->changed && site->now.count == site->before.count) return 0;
    if (!site_make_shared(site)) return batch->status_unwritten;
    int status = site_make_pages(site, batch);
    if (status > batch->status_unwritten) return status; /* a signal ended it */
    add_document_files(site);
    xmlHashScan(site->before.files, remove_old, site);
    if (!site_contents_write(&site->now, site->wishes.folder)) {
        report_say(site->wishes.report, SEVERITY_ERROR, "file/cannot-write", site->wishes.folder, 0,
                   0, "cannot be written to: %s", strerror(errno));
        status = batch->status_unwritten;
    }
    return status;
}

void site_free(struct site *site) {
    if (!site) return;
    report_once(site->wishes.report, false);
    for (size_t i = 0; i < site->page_count; i++) {
        for (size_t j = 0; j < site->pages[i].count; j++) {
            free((char *)site->pages[i].parameters[j].name);
            free((char *)site->pages[i].parameters[j].value);
        }
        free(site->pages[i].parameters);
    }
    free(site->pages);
    free(site->jobs);
    free(site->inputs);
    if (site->now.files) site_contents_free(&site->now);
    if (site->before.files) site_contents_free(&site->before);
    transform_free(site->entry);
    transform_free(site->page);
    free(site);
}
