/* xml/documents: what may be asked for by URI, and what may not. */
#include "run.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/documents.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/teikit-documents-XXXXXX";
static const char *const files[] = {"in/a.xml",    "in/b.xml",     "in/sub/c.xml",
                                    "in/list.xml", "in/words.txt", "in/torn.xml",
                                    "in/link.xml", "in/out",       "else/secret.xml"};
static const char *const folders[] = {"in/sub", "in", "else"};
static struct documents *documents;

static void put(const char *name, const char *content) {
    ck_assert(file_make_folders(name));
    ck_assert(file_write(name, content, strlen(content)));
}

static void set_up(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    put("in/a.xml", "<a/>");
    put("in/b.xml", "<b/>");
    put("in/sub/c.xml", "<c/>");
    put("in/list.xml",
        "<collection><doc href='b.xml'/><!--then--><doc href='sub/c.xml'/></collection>");
    put("in/words.txt", "two words");
    put("in/torn.xml", "<a>\n<b>");
    put("else/secret.xml", "<s/>");
    ck_assert_int_eq(symlink("../else/secret.xml", "in/link.xml"), 0);
    ck_assert_int_eq(symlink("../else", "in/out"), 0);
    documents = documents_new(&(struct documents_options){.most_bytes = 1000});
    documents_allow(documents, "in/a.xml");
}

static void tear_down(void) {
    documents_free(documents);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(files[i]);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(folders[i]);
    rmdir(folder);
}

static struct tree *document(const char *path, const char **reason) {
    char *uri = uri_of_path(path);
    struct tree *tree = documents_document(documents, uri, reason);
    if (tree) ck_assert_str_eq(tree->uri, uri);
    free(uri);
    return tree;
}

static void check_refused(const char *path, const char *expected) {
    const char *reason = NULL;
    ck_assert_ptr_null(document(path, &reason));
    ck_assert_msg(strstr(reason, expected), "no \"%s\" in \"%s\"", expected, reason);
    ck_assert_ptr_null(document(path, &reason));
    ck_assert_msg(strstr(reason, expected), "the second time \"%s\"", reason);
}

START_TEST(a_document_is_the_same_each_time) {
    const char *reason;
    struct tree *tree = document("in/a.xml", &reason);
    ck_assert_ptr_nonnull(tree);
    ck_assert_ptr_eq(document("in/a.xml", &reason), tree);
    ck_assert_ptr_eq(document("in/sub/../a.xml", &reason), tree);
    ck_assert_ptr_nonnull(document("in/sub/c.xml", &reason));
}
END_TEST

START_TEST(a_tree_that_was_read_already_is_found) {
    const char *reason;
    struct tree *tree = tree_read("in/a.xml", "in/a.xml", NULL, NULL);
    documents_add(documents, tree);
    ck_assert_ptr_eq(document("in/a.xml", &reason), tree);
    documents_take_back(documents, tree);
    struct tree *other = document("in/a.xml", &reason);
    ck_assert_ptr_nonnull(other);
    documents_add(documents, tree); /* what was given out stays what it is */
    ck_assert_ptr_eq(document("in/a.xml", &reason), other);
    documents_take_back(documents, tree);
    ck_assert_ptr_eq(document("in/a.xml", &reason), other);
    tree_free(tree);
}
END_TEST

START_TEST(only_allowed_folders_are_read) {
    check_refused("else/secret.xml", "--allow-read");
    check_refused("in/link.xml", "--allow-read");
    check_refused("in/out/secret.xml", "--allow-read");
    check_refused("/etc/passwd", "--allow-read");
    documents_free(documents);
    documents = documents_new(&(struct documents_options){0});
    ck_assert(documents_allow_folder(documents, "else"));
    ck_assert(!documents_allow_folder(documents, "in/a.xml"));
    const char *reason;
    ck_assert_ptr_nonnull(document("else/secret.xml", &reason));
    check_refused("in/a.xml", "--allow-read");
    documents_allow_all(documents, true);
    ck_assert_ptr_nonnull(document("in/b.xml", &reason));
}
END_TEST

START_TEST(reasons_are_sentences) {
    check_refused("in/nowhere.xml", "nowhere.xml cannot be read: No such file");
    check_refused("in/torn.xml", "torn.xml:2:4: ");
    check_refused("in/sub", "no regular file");
    const char *reason;
    ck_assert_ptr_null(documents_document(documents, "http://example.org/a.xml", &reason));
    ck_assert_ptr_nonnull(strstr(reason, "nothing is fetched"));
    char *uri = uri_of_path("in/a.xml#b");
    char *hash = strstr(uri, "%23");
    memmove(hash, "#b", 3);
    ck_assert_ptr_null(documents_document(documents, uri, &reason));
    ck_assert_ptr_nonnull(strstr(reason, "fragment"));
    free(uri);
}
END_TEST

START_TEST(bytes_are_counted) {
    struct buffer big = {0};
    buffer_print(&big, "<a>%990d</a>", 1);
    put("in/sub/c.xml", big.bytes);
    buffer_free(&big);
    const char *reason;
    ck_assert_ptr_nonnull(document("in/a.xml", &reason));
    check_refused("in/sub/c.xml", "too large");
    ck_assert_ptr_nonnull(document("in/b.xml", &reason));
}
END_TEST

/* The names of the files of a collection, a space behind each, or the reason why there is none. */
static char *collection(const char *path, const char *query) {
    struct buffer uris = {0}, names = {0};
    const char *reason;
    char *base = *path ? uri_of_path(path) : memory_copy("", 0);
    buffer_print(&names, "%s%s", base, query);
    free(base);
    bool had = documents_collection(documents, names.bytes, &uris, &reason);
    names.length = 0;
    *names.bytes = '\0';
    if (!had) buffer_text(&names, reason);
    for (size_t i = 0; had && i < uris.length; i += strlen(uris.bytes + i) + 1)
        buffer_print(&names, "%s ", strstr(uris.bytes + i, folder) + strlen(folder));
    buffer_free(&uris);
    return names.bytes;
}

static void check_collection(const char *path, const char *query, const char *expected) {
    char *names = collection(path, query);
    ck_assert_str_eq(names, expected);
    free(names);
}

START_TEST(a_folder_is_a_collection) {
    check_collection("in/sub", "", "/in/sub/c.xml ");
    check_collection("in/", "?select=[ab].xml", "/in/a.xml /in/b.xml ");
    check_collection("in", "?select=[a-c].xml;recurse=yes", "/in/a.xml /in/b.xml /in/sub/c.xml ");
    check_collection("in", "?select=*.txt&on-error=fail", "/in/words.txt ");
    check_collection("in", "?select=*.none", "");
}
END_TEST

START_TEST(a_file_lists_a_collection) {
    check_collection("in/list.xml", "", "/in/b.xml /in/sub/c.xml ");
}
END_TEST

START_TEST(what_is_no_collection_has_a_reason) {
    static const char *const cases[][2] = {{"", "no default collection"},
                                           {"in/a.xml", "neither a folder nor a list"},
                                           {"in/none", "cannot be read"},
                                           {"else", "--allow-read"},
                                           {"in/out", "--allow-read"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *reason = collection(cases[i][0], "");
        ck_assert_msg(strstr(reason, cases[i][1]), "%s", reason);
        free(reason);
    }
}
END_TEST

START_TEST(texts_are_read_as_they_are) {
    struct buffer bytes = {0};
    const char *reason;
    char *uri = uri_of_path("in/words.txt"), *secret = uri_of_path("in/link.xml");
    ck_assert(documents_text(documents, uri, &bytes, &reason));
    ck_assert_str_eq(bytes.bytes, "two words");
    ck_assert(!documents_text(documents, secret, &bytes, &reason));
    ck_assert_ptr_nonnull(strstr(reason, "--allow-read"));
    buffer_free(&bytes);
    free(secret);
    free(uri);
}
END_TEST

SUITE(documents) {
    Suite *suite = suite_create("xml/documents");
    TCase *tests = tcase_create("xml/documents");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_document_is_the_same_each_time);
    tcase_add_test(tests, a_tree_that_was_read_already_is_found);
    tcase_add_test(tests, only_allowed_folders_are_read);
    tcase_add_test(tests, reasons_are_sentences);
    tcase_add_test(tests, bytes_are_counted);
    tcase_add_test(tests, a_folder_is_a_collection);
    tcase_add_test(tests, a_file_lists_a_collection);
    tcase_add_test(tests, what_is_no_collection_has_a_reason);
    tcase_add_test(tests, texts_are_read_as_they_are);
    suite_add_tcase(suite, tests);
    return suite;
}
