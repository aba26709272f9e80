/* Rules of Schematron asked about a document, with the documents that their expressions may read
   besides, on which the findings then depend. */
#include "validation/internal.h"

#include "base/memory.h"
#include "xml/documents.h"
#include "xml/uri.h"

#include <stdlib.h>

struct rules_run {
    struct validation *validation;
    struct tree *tree;
    struct documents *documents;
};

/* What was found depends on the file, of whose URI that is. */
static void depend(const struct rules_run *run, const char *uri) {
    char *path = uri_path(uri);
    if (path) validation_depends_on(run->validation, path, true);
    free(path);
}

static struct tree *document(void *data, const char *uri, const char **reason) {
    const struct rules_run *run = data;
    depend(run, uri);
    return documents_document(run->documents, uri, reason);
}

static bool collection(void *data, const char *uri, struct buffer *uris, const char **reason) {
    const struct rules_run *run = data;
    return documents_collection(run->documents, uri, uris, reason);
}

static bool text(void *data, const char *uri, struct buffer *bytes, const char **reason) {
    const struct rules_run *run = data;
    depend(run, uri);
    return documents_text(run->documents, uri, bytes, reason);
}

struct rules_run *rules_begin(struct validation *validation, const char *path, struct tree *tree) {
    struct rules_run *run = memory_allocate(1, sizeof *run);
    const struct documents_options options = {.names = validation->names_of_trees};
    *run = (struct rules_run){validation, tree, documents_new(&options)};
    documents_allow(run->documents, path);
    documents_add(run->documents, tree);
    return run;
}

void rules_check(struct rules_run *run, const struct named_schema *named) {
    struct validation_svrl *svrl = run->validation->svrl;
    const struct xpath_documents documents = {document, collection, text, run};
    documents_allow(run->documents, named->name);
    if (svrl) {
        struct buffer *attributes = svrl->attributes.length ? &svrl->unused : &svrl->attributes;
        schematron_svrl_head(named->rules, attributes, &svrl->prefixes);
    }
    schematron_validate(named->rules, run->tree, &documents, run->validation->findings,
                        svrl ? &svrl->patterns : NULL);
}

void rules_end(struct rules_run *run) {
    documents_free(run->documents);
    tree_free(run->tree);
    free(run);
}
