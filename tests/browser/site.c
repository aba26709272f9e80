/* A site in a browser, opened from a disk: all its pages, and its search. */
#include "browser/browser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void make_site(void) {
    ck_assert_int_eq(RUN("transform", "--to", "site", "-d", "site", sample("../tei")), 0);
}

/* The path below the test's folder of a file: address; the fragment stays. */
static const char *path_of(const char *address) {
    char folder[1000];
    ck_assert_ptr_nonnull(getcwd(folder, sizeof folder));
    const char *path = strstr(address, folder);
    ck_assert_msg(path != NULL, "%s leads out of the folder", address);
    return path + strlen(folder) + 1;
}

/* Whether the file is there and, where the address has a fragment, holds that id. */
static void check_goal(const char *address) {
    char path[2000], id[2000];
    snprintf(path, sizeof path, "%s", path_of(address));
    char *hash = strchr(path, '#');
    if (hash) *hash = '\0';
    ck_assert_msg(!access(path, R_OK), "there is no %s", path);
    if (!hash) return;
    snprintf(id, sizeof id, " id=\"%s\"", hash + 1);
    ck_assert_msg(strstr(content(path), id) != NULL, "no%s in %s", id, path);
}

/* Looks at a page of the site, and whether what it leads to is there. */
static void look_at_page(const char *path) {
    open_page(path, &views[0]);
    for (int i = 0; i < VIEWS; i++) {
        look_as(&views[i]);
        ck_finds("look.wide()", "");
        ck_finds("look.overlaps()", "");
        evaluate("look.unfold(true)");
        ck_finds("look.contrast()", "");
    }
    ck_finds("look.ids()", "");
    ck_finds("look.names()", "");
    ck_finds("look.links()", "");
    char *addresses = strdup(evaluate("look.files()")), *rest = NULL;
    for (char *one = strtok_r(addresses, "\n", &rest); one; one = strtok_r(NULL, "\n", &rest))
        check_goal(one);
    free(addresses);
}

START_TEST(pages_that_documents_share_can_be_read_and_lead_somewhere) {
    make_site();
    look_at_page("site/index.html");
    look_at_page("site/persons.html");
    look_at_page("site/genres.html");
    look_at_page("site/search.html?q=the");
}
END_TEST

START_TEST(pages_of_documents_and_persons_lead_somewhere) {
    make_site();
    look_at_page("site/texts/telephone.html");
    look_at_page("site/texts/volume.html");
    open_page("site/persons.html", &views[WIDE]);
    const char *person = evaluate("decodeURIComponent(document.querySelector('.people a').href)");
    char path[2000];
    snprintf(path, sizeof path, "%s", path_of(person));
    look_at_page(path);
}
END_TEST

START_TEST(the_search_works_from_a_disk) {
    make_site();
    open_page("site/search.html", &views[NARROW]);
    evaluate(
        "document.getElementById('q').focus(), document.getElementById('q').value = 'harb', ''");
    press("Enter");
    await("document.querySelector('#results mark')");
    ck_finds("document.querySelector('#results mark').textContent.slice(0, 4).toLowerCase()",
             "harb");
    ck_finds("look.wide()", "");
    ck_finds("look.contrast()", "");
    check_goal(evaluate("decodeURIComponent(document.querySelector('#results p a').href)"));
}
END_TEST

START_TEST(the_search_is_told_what_to_find_by_the_first_page) {
    make_site();
    open_page("site/index.html", &views[WIDE]);
    evaluate("document.getElementById('q').focus(), document.getElementById('q').value = "
             "'xyzzy', ''");
    press("Enter");
    await("document.getElementById('found') && document.getElementById('found').textContent");
    ck_finds("document.getElementById('found').textContent", "Nothing was found.");
    ck_finds("document.getElementById('q').value", "xyzzy");
}
END_TEST

BROWSER_SUITE(site, pages_that_documents_share_can_be_read_and_lead_somewhere,
              pages_of_documents_and_persons_lead_somewhere, the_search_works_from_a_disk,
              the_search_is_told_what_to_find_by_the_first_page)
