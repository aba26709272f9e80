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
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

/* The page of a document, and its parameters. */
struct site_page {
    size_t document; /* its place among the documents */
    struct transform_parameter *parameters;
    size_t count, capacity;
};

struct site {
    struct site_wishes wishes;
    struct transform_stylesheet *entry, *page;
    struct site_contents before, now;
    const struct input **inputs; /* of the documents */
    size_t input_capacity;
    bool changed;
    struct site_page *pages; /* in the order in which they are read */
    size_t page_count, page_capacity;
    size_t *jobs; /* the pages that are made */
};

/* ---- names and files ---- */

/* The input's path within its folder, without its extension. */
static void add_name(const struct input *input, struct buffer *name) {
    const char *slash = strrchr(input->relative, '/'), *dot = strrchr(input->relative, '.');
    bool dotted = dot && dot != input->relative && (!slash || dot > slash + 1);
    buffer_append(name, input->relative,
                  dotted ? (size_t)(dot - input->relative) : strlen(input->relative));
}

/* What a document has in the site; `%s` is its name. */
static const char *const document_files[] = {"texts/%s.html", "tei/%s.xml", "search/lines/%s.js"};
enum { PAGE_FILE, TEI_FILE, LINES_FILE, DOCUMENT_FILES };

static void add_document_file(int which, const char *name, struct buffer *path) {
    const char *format = document_files[which], *place = strstr(format, "%s");
    buffer_append(path, format, (size_t)(place - format));
    buffer_text(path, name);
    buffer_text(path, place + 2);
}

static bool write_file(const struct site *site, const char *path, const char *bytes,
                       size_t length) {
    struct buffer whole = {0};
    buffer_print(&whole, "%s/%s", site->wishes.folder, path);
    bool written = file_make_folders(whole.bytes) && file_write(whole.bytes, bytes, length);
    if (!written)
        report_say(site->wishes.report, SEVERITY_ERROR, "file/cannot-write", whole.bytes, 0, 0,
                   "cannot be written: %s", strerror(errno));
    buffer_free(&whole);
    return written;
}

static bool write_document_file(const struct site *site, int which, const char *name,
                                const struct buffer *bytes) {
    struct buffer path = {0};
    add_document_file(which, name, &path);
    bool written = write_file(site, path.bytes, bytes->bytes, bytes->length);
    buffer_free(&path);
    return written;
}

static bool exists(const struct site *site, const char *path) {
    struct buffer whole = {0};
    buffer_print(&whole, "%s/%s", site->wishes.folder, path);
    bool found = !access(whole.bytes, F_OK);
    buffer_free(&whole);
    return found;
}

static bool document_exists(const struct site *site, const char *name) {
    bool found = true;
    for (int i = 0; i < DOCUMENT_FILES && found; i++) {
        struct buffer path = {0};
        add_document_file(i, name, &path);
        found = exists(site, path.bytes);
        buffer_free(&path);
    }
    return found;
}

/* ---- beginning ---- */

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

/* The user's parameters that the stylesheet has, behind those that are there already. */
static struct transform_parameter *
with_own_parameters(const struct transform_stylesheet *stylesheet,
                    const struct transform_parameter *own, const struct transform_parameter *first,
                    size_t count) {
    size_t more = 0;
    while (own && own[more].name)
        more++;
    struct transform_parameter *all = memory_allocate(count + more + 1, sizeof *all);
    memcpy(all, first, count * sizeof *all);
    for (size_t i = 0; i < more; i++)
        if (transform_has_parameter(stylesheet, own[i].name)) all[count++] = own[i];
    return all;
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
    bool written = write_document_file(site, LINES_FILE, name, &lines) &&
                   write_document_file(site, TEI_FILE, name, bytes);
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
        with_own_parameters(site->entry, wishes->parameters, path, 1);
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
                    document_exists(site, name.bytes);
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

/* ---- the shared pages ---- */

static bool take_file(void *context, const char *path, const char *bytes, size_t length) {
    struct site *site = context;
    site_contents_add_file(&site->now, path);
    return write_file(site, path, bytes, length);
}

static void add_parameter(struct site_page *page, const char *name, const char *value) {
    page->parameters =
        memory_grow(page->parameters, &page->capacity, page->count + 2, sizeof *page->parameters);
    page->parameters[page->count++] = (struct transform_parameter){
        memory_copy(name, strlen(name)), memory_copy(value, strlen(value)), false};
    page->parameters[page->count] = (struct transform_parameter){0};
}

/* The way from the page to the site's folder, and from there to the TEI. */
static void add_ways(struct site_page *page, const char *name) {
    struct buffer way = {0}, tei = {0};
    buffer_text(&way, "../");
    for (const char *slash = name; (slash = strchr(slash, '/')); slash++)
        buffer_text(&way, "../");
    add_parameter(page, "root", way.bytes);
    add_document_file(TEI_FILE, name, &tei);
    xmlChar *escaped = xmlURIEscapeStr(BAD_CAST tei.bytes, BAD_CAST "/");
    if (!escaped) memory_exhausted();
    buffer_text(&way, (const char *)escaped);
    add_parameter(page, "tei", way.bytes);
    xmlFree(escaped);
    buffer_free(&way);
    buffer_free(&tei);
}

static void take_page(void *context, const struct transform_parameter *parameters) {
    struct site *site = context;
    struct site_page page = {0};
    const struct site_document *document = NULL;
    for (; parameters->name; parameters++) {
        add_parameter(&page, parameters->name, parameters->value);
        if (!strcmp(parameters->name, "path"))
            document = site_contents_find(&site->now, parameters->value);
    }
    if (document) {
        page.document = (size_t)(document - site->now.documents);
        add_ways(&page, document->name);
    }
    site->pages =
        memory_grow(site->pages, &site->page_capacity, site->page_count + 1, sizeof *site->pages);
    site->pages[site->page_count++] = page;
}

static const char *value_of(const struct site_page *page, const char *name) {
    for (size_t i = 0; i < page->count; i++)
        if (!strcmp(page->parameters[i].name, name)) return page->parameters[i].value;
    return "";
}

static bool make_search(struct site *site) {
    struct search_document *documents = memory_allocate(site->page_count + 1, sizeof *documents);
    char **addresses = memory_allocate(site->page_count + 1, sizeof *addresses);
    for (size_t i = 0; i < site->page_count; i++) {
        const struct site_page *page = &site->pages[i];
        const struct site_document *document = &site->now.documents[page->document];
        struct buffer lines = {0};
        add_document_file(LINES_FILE, document->name, &lines);
        addresses[i] = (char *)xmlURIEscapeStr(BAD_CAST lines.bytes, BAD_CAST "/");
        if (!addresses[i]) memory_exhausted();
        buffer_free(&lines);
        documents[i] = (struct search_document){value_of(page, "address"),
                                                value_of(page, "title"),
                                                value_of(page, "when"),
                                                document->name,
                                                addresses[i],
                                                document->words.bytes};
        if (!documents[i].words) documents[i].words = "";
    }
    bool made = search_make(documents, site->page_count, take_file, site);
    for (size_t i = 0; i < site->page_count; i++)
        xmlFree(addresses[i]);
    free(addresses);
    free(documents);
    const struct builtin *script = builtin_find("stylesheets/common/site-search.js");
    return made && take_file(site, "search/search.js", script->bytes,
                             (size_t)(script->end - script->bytes));
}

static bool make_shared(struct site *site) {
    const struct site_wishes *wishes = &site->wishes;
    struct buffer entries = {0};
    for (size_t i = 0; i < site->now.count; i++)
        collection_add(&entries, site->now.documents[i].entry.bytes,
                       site->now.documents[i].entry.length);
    const struct collection_taker taker = {take_file, take_page, site};
    bool made = collection_make(wishes->shared, &entries, wishes->folder, wishes->parameters,
                                wishes->report, &taker) &&
                make_search(site);
    buffer_free(&entries);
    return made;
}

/* ---- the documents' pages ---- */

/* A digest of the document and the parameters of its page. */
static void page_digest(const struct site *site, const struct site_page *page, char digest[65]) {
    struct buffer all = {0};
    buffer_text(&all, site->now.documents[page->document].digest);
    for (size_t i = 0; i < page->count; i++)
        if (transform_has_parameter(site->page, page->parameters[i].name))
            buffer_print(&all, "\n%s=%s", page->parameters[i].name, page->parameters[i].value);
    collection_digest(all.bytes, all.length, digest);
    buffer_free(&all);
}

/* What the batch of pages is told. */
struct page_work {
    struct site *site;
    const struct input *inputs;
    const struct batch *batch;
};

static void make_page(void *context, const struct input *input, struct batch_result *result) {
    const struct page_work *work = context;
    struct site *site = work->site;
    const struct site_page *page = &site->pages[site->jobs[input - work->inputs]];
    struct transform_parameter *parameters =
        with_own_parameters(site->page, site->wishes.parameters, page->parameters, page->count);
    struct buffer made = {0};
    enum transform_status status = transform_file(site->page, input->path, input_name(input),
                                                  parameters, site->wishes.report, &made);
    free(parameters);
    if (status == TRANSFORM_DONE &&
        !write_document_file(site, PAGE_FILE, site->now.documents[page->document].name, &made))
        status = TRANSFORM_UNREADABLE;
    buffer_free(&made);
    result->status = status == TRANSFORM_DONE       ? 0
                     : status == TRANSFORM_AT_FAULT ? work->batch->status_lost
                                                    : work->batch->status_unwritten;
    if (status == TRANSFORM_DONE) buffer_byte(&result->extra, '+');
}

static void take_made(void *context, const struct input *input, const struct batch_result *result) {
    const struct page_work *work = context;
    struct site *site = work->site;
    const struct site_page *page = &site->pages[site->jobs[input - work->inputs]];
    if (result->extra.length)
        page_digest(site, page, site->now.documents[page->document].page);
    else
        *site->now.documents[page->document].page = '\0';
}

static int make_pages(struct site *site, const struct batch *batch) {
    struct input *inputs = memory_allocate(site->page_count + 1, sizeof *inputs);
    struct page_work work = {site, inputs, batch};
    struct batch pages = *batch;
    site->jobs = memory_allocate(site->page_count + 1, sizeof *site->jobs);
    pages.count = 0;
    for (size_t i = 0; i < site->page_count; i++) {
        const struct site_document *document = &site->now.documents[site->pages[i].document];
        char digest[65];
        page_digest(site, &site->pages[i], digest);
        if (*document->digest && *site->now.key && !strcmp(site->now.key, site->before.key) &&
            !strcmp(digest, document->page) && document_exists(site, document->name))
            continue;
        site->jobs[pages.count] = i;
        inputs[pages.count++] = *site->inputs[site->pages[i].document];
    }
    pages.inputs = inputs;
    pages.work = make_page;
    pages.take = take_made;
    pages.context = &work;
    pages.report = site->wishes.report;
    int status = pages.count ? batch_run(&pages) : 0;
    free(inputs);
    return status;
}

/* ---- ending ---- */

/* Notes the documents' files among those of the site. */
static void add_document_files(struct site *site) {
    for (size_t i = 0; i < site->now.count; i++)
        for (int which = 0; which < DOCUMENT_FILES; which++) {
            struct buffer path = {0};
            add_document_file(which, site->now.documents[i].name, &path);
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
    if (!exists(site, (const char *)name)) site->changed = true;
}

int site_end(struct site *site, const struct batch *batch) {
    xmlHashScan(site->before.files, look_for_file, site);
    if (!site->changed && site->now.count == site->before.count) return 0;
    if (!make_shared(site)) return batch->status_unwritten;
    int status = make_pages(site, batch);
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
