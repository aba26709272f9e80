/* Proposals inside of xi:include, which a grammar need not know: its attributes, the files beside
   the document, and its fallback (XInclude 1.0, sections 3.1 and 3.2). */
#include "lsp/completion.h"

#include "base/memory.h"
#include "xml/uri.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- where ---- */

/* Whether the prefix of the element's name stands for XInclude there. */
static bool is_of_xinclude(const struct nodes *nodes, size_t element) {
    const struct span name = nodes->list[element].name;
    const char *start = nodes->text + name.start, *colon = memchr(start, ':', span_length(name));
    struct attribute declaration;
    struct buffer declared = {0};
    buffer_print(&declared, "xmlns%s%.*s", colon ? ":" : "", colon ? (int)(colon - start) : 0,
                 start);
    size_t at = element;
    while (at != NODE_NONE &&
           !node_attribute(nodes, &nodes->list[at], declared.bytes, &declaration))
        at = nodes->list[at].parent;
    buffer_free(&declared);
    return at != NODE_NONE && span_is(nodes, declaration.value, "http://www.w3.org/2001/XInclude");
}

/* The xi:include whose start tag or content the place is in; NODE_NONE where there is none. */
static size_t inclusion_at(const struct nodes *nodes, size_t offset, const char *name) {
    const char *colon = name ? strchr(name, ':') : NULL;
    if (!name || strcmp(colon ? colon + 1 : name, "include") != 0) return NODE_NONE;
    size_t at = nodes_at(nodes, offset);
    while (at != NODE_NONE && !span_is(nodes, nodes->list[at].name, name))
        at = nodes->list[at].parent;
    return at != NODE_NONE && is_of_xinclude(nodes, at) ? at : NODE_NONE;
}

/* ---- attributes and content ---- */

static void complete_its_attributes(struct completion *completion, size_t inclusion,
                                    const struct rng_assistance *assistance) {
    static const struct rng_proposal known[] = {
        {.local = "href", .prefix = "", .documentation = "the file that is read in this place"},
        {.local = "parse",
         .prefix = "",
         .documentation = "xml, also where nothing is said, or text"},
        {.local = "xpointer",
         .prefix = "",
         .documentation = "which element of the file: its xml:id"},
        {.local = "encoding", .prefix = "", .documentation = "of a file that is read as text"}};
    enum { KNOWN = sizeof known / sizeof *known };
    const struct nodes *nodes = document_nodes(completion->document);
    struct rng_proposal missing[KNOWN];
    struct attribute attribute;
    struct rng_assistance own = *assistance;
    own.proposals = missing;
    own.proposal_count = 0;
    for (size_t i = 0; i < KNOWN; i++)
        if (!node_attribute(nodes, &nodes->list[inclusion], known[i].local, &attribute))
            missing[own.proposal_count++] = known[i];
    complete_attributes(completion, &own);
}

static void complete_its_content(struct completion *completion,
                                 const struct rng_assistance *assistance) {
    const char *name = assistance->element, *colon = strchr(name, ':');
    char *prefix = memory_copy(name, colon ? (size_t)(colon - name) : 0);
    const struct rng_proposal fallback = {.local = "fallback",
                                          .prefix = prefix,
                                          .documentation =
                                              "what stands here where the file cannot be had"};
    struct rng_assistance own = *assistance;
    own.proposals = &fallback;
    own.proposal_count = 1;
    own.end_tag = true;
    complete_elements(completion, &own);
    free(prefix);
}

/* ---- values ---- */

static void complete_with(struct completion *completion, const struct rng_assistance *assistance,
                          const struct rng_value *values, size_t count) {
    struct rng_assistance own = *assistance;
    own.values = values;
    own.value_count = count;
    own.datatype_count = 0;
    complete_values(completion, &own);
}

enum { MOST_FILES = 2000 };

/* Whether it can be meant: a folder, or an XML file or any that is read as text, but no document
   includes itself (XInclude 4.2.7). */
static bool can_be_included(const struct document *document, const char *path, bool as_text,
                            bool *is_folder) {
    struct stat status;
    size_t length = strlen(path);
    if (stat(path, &status) || !strcmp(path, document->path)) return false;
    *is_folder = S_ISDIR(status.st_mode);
    return *is_folder || as_text || (length > 4 && !strcmp(path + length - 4, ".xml"));
}

/* Proposes what is in the folder, `before` being how the reference names it, "" or up to a `/`. */
static void complete_files_of(struct completion *completion,
                              const struct rng_assistance *assistance, const char *folder,
                              const char *before, bool as_text) {
    struct dirent **entries;
    struct rng_value values[MOST_FILES];
    int count = scandir(folder, &entries, NULL, alphasort);
    size_t found = 0;
    for (int i = 0; i < count; i++) {
        struct buffer path = {0}, reference = {0};
        bool is_folder = false;
        buffer_print(&path, "%s%s", folder, entries[i]->d_name);
        if (*entries[i]->d_name != '.' && found < MOST_FILES &&
            can_be_included(completion->document, path.bytes, as_text, &is_folder)) {
            char *uri = uri_of_path(path.bytes);
            buffer_print(&reference, "%s%s%s", before, strrchr(uri, '/') + 1, is_folder ? "/" : "");
            values[found++] =
                (struct rng_value){memory_copy(reference.bytes, reference.length), NULL};
            free(uri);
        }
        buffer_free(&path);
        buffer_free(&reference);
        free(entries[i]);
    }
    if (count >= 0) free(entries);
    complete_with(completion, assistance, values, found);
    for (size_t i = 0; i < found; i++)
        free((char *)values[i].text);
}

static void complete_files(struct completion *completion, const struct rng_assistance *assistance,
                           bool as_text) {
    const char *typed = completion->text + assistance->start;
    size_t length = completion->offset - assistance->start;
    while (length && typed[length - 1] != '/')
        length--;
    char *before = memory_copy(typed, length), *base = uri_of_path(completion->document->path);
    char *uri = uri_resolve(length ? before : "./", base), *folder = uri_path(uri);
    if (folder) complete_files_of(completion, assistance, folder, before, as_text);
    free(before);
    free(base);
    free(uri);
    free(folder);
}

static void complete_its_values(struct completion *completion, size_t inclusion,
                                const struct rng_assistance *assistance) {
    static const struct rng_value parse[] = {{"xml", NULL}, {"text", NULL}};
    const struct nodes *nodes = document_nodes(completion->document);
    struct attribute attribute;
    bool as_text = node_attribute(nodes, &nodes->list[inclusion], "parse", &attribute) &&
                   span_is(nodes, attribute.value, "text");
    if (!strcmp(assistance->attribute, "href"))
        complete_files(completion, assistance, as_text);
    else if (!strcmp(assistance->attribute, "parse"))
        complete_with(completion, assistance, parse, sizeof parse / sizeof *parse);
}

bool complete_inclusion(struct completion *completion, const struct rng_assistance *assistance) {
    const struct nodes *nodes = document_nodes(completion->document);
    size_t inclusion = inclusion_at(nodes, completion->offset, assistance->element);
    if (inclusion == NODE_NONE) return false;
    switch (assistance->place) {
    case RNG_PLACE_ATTRIBUTE_NAME:
        complete_its_attributes(completion, inclusion, assistance);
        break;
    case RNG_PLACE_ATTRIBUTE_VALUE: complete_its_values(completion, inclusion, assistance); break;
    case RNG_PLACE_CONTENT:
    case RNG_PLACE_ELEMENT_NAME: complete_its_content(completion, assistance); break;
    default: return false;
    }
    return true;
}
