/* Times: what the templates of a stylesheet cost, as libxslt has counted. */
#include "base/memory.h"
#include "transform/internal.h"

#include <libxslt/imports.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

struct times {
    const xsltTemplate **templates;
    size_t count, capacity;
    double whole; /* ticks of libxslt's clock, in all templates */
};

static struct times collect(const struct transform_stylesheet *stylesheet) {
    struct times times = {0};
    for (xsltStylesheet *style = stylesheet->compiled; style; style = xsltNextImport(style)) {
        for (const xsltTemplate *template = style->templates; template; template = template->next) {
            if (!template->nbCalls || !template->elem) continue;
            times.templates = memory_grow(times.templates, &times.capacity, times.count + 1,
                                          sizeof *times.templates);
            times.templates[times.count++] = template;
            times.whole += (double)template->time;
        }
    }
    return times;
}

/* The slowest first, those that took the same time in the order of their names. */
static int compare(const void *first, const void *second) {
    const xsltTemplate *a = *(const xsltTemplate *const *)first;
    const xsltTemplate *b = *(const xsltTemplate *const *)second;
    if (a->time != b->time) return a->time < b->time ? 1 : -1;
    return xmlStrcmp(a->match ? a->match : a->name, b->match ? b->match : b->name);
}

static void append_attribute(struct buffer *text, const char *name, const xmlChar *value) {
    if (value) buffer_print(text, " %s=\"%s\"", name, (const char *)value);
}

static void say_time(const xsltTemplate *template, double whole, struct report *report) {
    struct buffer message = {0};
    double time = (double)template->time;
    buffer_print(&message, "%.1f %% of the time, %.2f ms in %d call%s: template",
                 100 * time / (whole > 0 ? whole : 1), 1000 * time / XSLT_TIMESTAMP_TICS_PER_SEC,
                 template->nbCalls, template->nbCalls == 1 ? "" : "s");
    append_attribute(&message, "match", template->match);
    append_attribute(&message, "name", template->name);
    append_attribute(&message, "mode", template->mode);
    char *file = address_file((const char *)template->elem->doc->URL);
    report_say(report, SEVERITY_NOTE, "xslt/time", file, (size_t)xmlGetLineNo(template->elem), 0,
               "%s", message.bytes);
    free(file);
    buffer_free(&message);
}

void transform_say_times(const struct transform_stylesheet *stylesheet, struct report *report) {
    enum { MOST_SAID = 20 };
    struct times times = collect(stylesheet);
    if (times.count) qsort(times.templates, times.count, sizeof *times.templates, compare);
    for (size_t i = 0; i < times.count && i < MOST_SAID; i++)
        say_time(times.templates[i], times.whole, report);
    free(times.templates);
}
