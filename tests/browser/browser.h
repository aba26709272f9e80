/* How the tests in a browser look at pages: one headless Chromium for all of them, told what to do
   over a pipe (Chrome DevTools Protocol), and what tests/browser/look.js finds in a page.

   Each test runs in a temporary folder of its own, as those of the command line do. */
#ifndef TEIKIT_TESTS_BROWSER_BROWSER_H
#define TEIKIT_TESTS_BROWSER_BROWSER_H

#include "command-line/program.h"

/* Defines a suite of these tests. */
#define BROWSER_SUITE(name, ...)                                                                   \
    SUITE(name) {                                                                                  \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return browser_suite("browser/" #name, tests, sizeof tests / sizeof *tests);               \
    }
Suite *browser_suite(const char *name, const TTest *const *tests, size_t count);

/* How a page is looked at. */
struct view {
    int width, height;  /* of the window, in CSS pixels */
    const char *scheme; /* that the reader prefers: "light" or "dark" */
};

/* A narrow and a wide window, each in both schemes. */
extern const struct view views[];
enum { VIEWS = 4, NARROW = 0, WIDE = 2 };

/* Opens a file of the test's folder, which may be followed by a query and a fragment, from the disk
   (file:), and waits until it is there. */
void open_page(const char *path, const struct view *view);

/* Changes the window and the scheme that the open page is looked at with. */
void look_as(const struct view *view);

/* What an expression of JavaScript, or the promise that it gives, is in the page: a string.  The
   test fails where the page throws.  `look` is what look.js gives.  Valid until the next call. */
const char *evaluate(const char *expression);

/* Presses a key as a reader does: "Tab", "Enter". */
void press(const char *key);

/* Waits until the expression is true in the page; the test fails if it takes too long. */
void await(const char *expression);

#define ck_finds(expression, expected)                                                             \
    do {                                                                                           \
        const char *found = evaluate(expression);                                                  \
        ck_assert_msg(!strcmp(found, expected), "%s: \"%s\", not \"%s\"", expression, found,       \
                      expected);                                                                   \
    } while (0)

#endif
