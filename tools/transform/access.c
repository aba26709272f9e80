/* Access: which files a stylesheet may read and write: those in folders that are allowed. */
#include "base/folders.h"
#include "base/memory.h"
#include "transform/internal.h"

#include <stdlib.h>

bool access_may_read(const struct session *session, const char *path) {
    const struct transform_stylesheet *stylesheet = session->stylesheet;
    char *document_folder = folder_of(session->name);
    bool may = (stylesheet->folder && folder_holds(stylesheet->folder, path)) ||
               folder_holds(document_folder, path) ||
               folders_hold(stylesheet->options.read_folders, path);
    free(document_folder);
    return may;
}

static int may_write(xsltSecurityPrefs *rules, xsltTransformContext *context, const char *path) {
    (void)rules;
    const struct session *session = context->_private;
    return folders_hold(session->stylesheet->options.write_folders, path);
}

/* What is read goes through documents.c, which asks access_may_read(). */
xsltSecurityPrefs *access_rules(void) {
    xsltSecurityPrefs *rules = xsltNewSecurityPrefs();
    if (!rules) memory_exhausted();
    xsltSetSecurityPrefs(rules, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
    xsltSetSecurityPrefs(rules, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
    xsltSetSecurityPrefs(rules, XSLT_SECPREF_WRITE_FILE, may_write);
    xsltSetSecurityPrefs(rules, XSLT_SECPREF_CREATE_DIRECTORY, may_write);
    return rules;
}
