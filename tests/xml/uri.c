/* xml/uri: references and files. */
#include "run.h"

#include "xml/uri.h"

#include <stdlib.h>

static void check_resolved(const char *reference, const char *base, const char *expected) {
    char *uri = uri_resolve(reference, base);
    ck_assert_str_eq(uri, expected);
    free(uri);
}

START_TEST(references_are_resolved) { /* after RFC 3986 5.4 */
    static const char *const cases[][2] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../..", "http://a/"},
        {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_resolved(cases[i][0], "http://a/b/c/d;p?q", cases[i][1]);
}
END_TEST

START_TEST(bases_of_all_kinds) {
    check_resolved("x", "http://a", "http://a/x");
    check_resolved("x.xml", "file:///d/e.xml", "file:///d/x.xml");
    check_resolved("x.xml", "e.xml", "x.xml");
    check_resolved("../x.xml", "d/e.xml", "x.xml");
    check_resolved("x", NULL, "x");
}
END_TEST

START_TEST(paths_become_uris_and_come_back) {
    static const char *const cases[][2] = {
        {"/d/e.xml", "file:///d/e.xml"},
        {"/d/../f g#1%.xml", "file:///f%20g%231%25.xml"},
        {"/d/./ä", "file:///d/%C3%A4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *uri = uri_of_path(cases[i][0]);
        ck_assert_str_eq(uri, cases[i][1]);
        char *path = uri_path(uri), *again = uri_of_path(path);
        ck_assert_str_eq(again, uri);
        free(again);
        free(path);
        free(uri);
    }
    char *relative = uri_of_path("x.xml");
    ck_assert_int_eq(relative[7], '/');
    free(relative);
}
END_TEST

START_TEST(only_files_here_have_paths) {
    char *path = uri_path("file://localhost/x%20y");
    ck_assert_str_eq(path, "/x y");
    free(path);
    path = uri_path("file:/x");
    ck_assert_str_eq(path, "/x");
    free(path);
    ck_assert_ptr_null(uri_path("file://elsewhere/x"));
    ck_assert_ptr_null(uri_path("http://a/x"));
    ck_assert_ptr_null(uri_path("x"));
}
END_TEST

SUITE(uri) {
    Suite *suite = suite_create("xml/uri");
    TCase *tests = tcase_create("xml/uri");
    tcase_add_test(tests, references_are_resolved);
    tcase_add_test(tests, bases_of_all_kinds);
    tcase_add_test(tests, paths_become_uris_and_come_back);
    tcase_add_test(tests, only_files_here_have_paths);
    suite_add_tcase(suite, tests);
    return suite;
}
