/* What each code means: docs/findings.md, which is built in, has a section for every one. */
#include "report/report.h"

#include "base/builtin.h"

#include <string.h>

/* A section's heading is "### `CODE`"; it ends where the next heading begins. */
static const char heading[] = "\n### `";

/* The section's text that begins at `start`, without blank lines at its ends. */
static struct explanation section_at(const char *start) {
    const char *end = strstr(start, "\n#");
    if (!end) end = start + strlen(start);
    while (*start == '\n')
        start++;
    while (end > start && end[-1] == '\n')
        end--;
    return (struct explanation){start, (size_t)(end - start)};
}

const char *report_next_code(const char *after, size_t *length) {
    const struct builtin *page = builtin_find("docs/findings.md");
    const char *next = strstr(after ? after : page->bytes, heading);
    if (!next) return NULL;
    next += sizeof heading - 1;
    *length = strcspn(next, "`");
    return next;
}

/* Codes that a specification or the author of a schema has given have one section together. */
static const struct {
    const char *module, *section;
} shared[] = {{"xpath/", "xpath/CODE"}, {"schematron/", "schematron/assert"}};

static bool find_section(const char *code, struct explanation *explanation) {
    size_t length;
    for (const char *next = NULL; (next = report_next_code(next, &length));) {
        if (strlen(code) != length || strncmp(next, code, length)) continue;
        *explanation = section_at(next + length + 1);
        return true;
    }
    return false;
}

bool report_explain(const char *code, struct explanation *explanation) {
    if (find_section(code, explanation)) return true;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (!strncmp(code, shared[i].module, strlen(shared[i].module)))
            return find_section(shared[i].section, explanation);
    return false;
}
