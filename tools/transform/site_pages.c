/* The pages of a site, once all of its documents are known: those that the documents share, the
   search, and of the documents' own those that differ from what is there. */
#include "base/builtin.h"
#include "base/memory.h"
#include "transform/site_internal.h"
#include "transform/site_search.h"

#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

struct transform_parameter *site_with_own_parameters(const struct transform_stylesheet *stylesheet,
                                                     const struct transform_parameter *own,
                                                     const struct transform_parameter *first,
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

/* ---- the shared pages ---- */

static bool take_file(void *context, const char *path, const char *bytes, size_t length) {
    struct site *site = context;
    site_contents_add_file(&site->now, path);
    return site_write_file(site, path, bytes, length);
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
    site_add_document_file(TEI_FILE, name, &tei);
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
        site_add_document_file(LINES_FILE, document->name, &lines);
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

bool site_make_shared(struct site *site) {
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
    struct transform_parameter *parameters = site_with_own_parameters(
        site->page, site->wishes.parameters, page->parameters, page->count);
    struct buffer made = {0};
    enum transform_status status = transform_file(site->page, input->path, input_name(input),
                                                  parameters, site->wishes.report, &made);
    free(parameters);
    if (status == TRANSFORM_DONE &&
        !site_write_document_file(site, PAGE_FILE, site->now.documents[page->document].name, &made))
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

int site_make_pages(struct site *site, const struct batch *batch) {
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
            !strcmp(digest, document->page) && site_document_exists(site, document->name))
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
