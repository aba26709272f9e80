/* Access: which files a stylesheet may read and write.  Both are asked for real paths, so that no
   symbolic link leads out of what is allowed. */
#include "base/memory.h"
#include "transform/internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The real path of what is there, or would be: of a file that is not there yet, its folder's, or
   the folder's above that, with the rest behind it.  NULL where that cannot be told. */
static char *real_path(const char *path) {
    struct buffer there = {0};
    buffer_text(&there, *path ? path : ".");
    char *real = NULL;
    while (!(real = realpath(there.bytes, NULL)) && errno == ENOENT) {
        char *slash = strrchr(there.bytes, '/');
        const char *name = slash ? slash + 1 : there.bytes;
        if (!strcmp(name, "..") || !strcmp(name, ".")) break; /* of what is not there */
        there.length = slash ? (size_t)(slash - there.bytes) + (slash == there.bytes) : 0;
        if (there.length)
            there.bytes[there.length] = '\0';
        else
            buffer_text(&there, ".");
    }
    buffer_free(&there);
    return real;
}

/* Whether the real path is that folder or beneath it. */
static bool is_beneath(const char *real, const char *folder) {
    char *real_folder = realpath(folder, NULL);
    size_t length = real_folder ? strlen(real_folder) : 0;
    if (length && real_folder[length - 1] == '/') length--; /* the root */
    bool beneath = real_folder && !strncmp(real, real_folder, length) &&
                   (!real[length] || real[length] == '/');
    free(real_folder);
    return beneath;
}

static bool is_beneath_any(const char *real, const char *const *folders) {
    for (; folders && *folders; folders++)
        if (is_beneath(real, *folders)) return true;
    return false;
}

char *access_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *named = slash ? memory_copy(path, (size_t)(slash - path) + 1) : memory_copy(".", 1);
    char *real = realpath(named, NULL);
    if (real) free(named);
    return real ? real : named;
}

bool access_may_read(const struct session *session, const char *path) {
    const struct transform_stylesheet *stylesheet = session->stylesheet;
    char *real = real_path(path);
    char *document_folder = access_folder(session->name);
    bool may = real && ((stylesheet->folder && is_beneath(real, stylesheet->folder)) ||
                        is_beneath(real, document_folder) ||
                        is_beneath_any(real, stylesheet->options.read_folders));
    free(document_folder);
    free(real);
    return may;
}

static int may_write(xsltSecurityPrefs *rules, xsltTransformContext *context, const char *path) {
    (void)rules;
    const struct session *session = context->_private;
    char *real = real_path(path);
    bool may = real && is_beneath_any(real, session->stylesheet->options.write_folders);
    free(real);
    return may;
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
