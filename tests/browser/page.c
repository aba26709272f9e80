/* The reading page in a browser: narrow and wide, light and dark, with the mouse left alone. */
#include "browser/browser.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

/* Makes the pages of all samples, in the folder "html". */
static void make_pages(void) {
    ck_assert_int_eq(RUN("transform", "--to", "html", "-d", "html", sample("../tei")), 0);
}

/* Calls `look` with each of them. */
static void for_each_page(void (*look)(const char *path)) {
    glob_t pages;
    make_pages();
    ck_assert_int_eq(glob("html/*.html", 0, NULL, &pages), 0);
    for (size_t i = 0; i < pages.gl_pathc; i++)
        look(pages.gl_pathv[i]);
    globfree(&pages);
}

static void look_at_views(const char *path) {
    open_page(path, &views[0]);
    for (int i = 0; i < VIEWS; i++) {
        look_as(&views[i]);
        evaluate("look.unfold(false)");
        ck_finds("look.wide()", "");
        ck_finds("look.overlaps()", "");
        evaluate("look.unfold(true)");
        ck_finds("look.wide()", "");
        ck_finds("look.contrast()", "");
    }
}

START_TEST(pages_can_be_read_in_windows_of_all_kinds) {
    for_each_page(look_at_views);
}
END_TEST

static void look_at_links(const char *path) {
    open_page(path, &views[WIDE]);
    ck_finds("look.ids()", "");
    ck_finds("look.links()", "");
    ck_finds("look.names()", "");
}

START_TEST(links_lead_somewhere_and_ids_and_landmarks_are_told_apart) {
    for_each_page(look_at_links);
}
END_TEST

START_TEST(a_scheme_that_the_page_is_made_for_stays) {
    static const char paper[] = "getComputedStyle(document.body).backgroundColor";
    RUN("transform", "--to", "html", "--param", "theme=dark", "-o", "a.html",
        sample("../tei/letter.xml"));
    open_page("a.html", &views[NARROW]);
    ck_finds(paper, "rgb(23, 24, 26)");
    ck_finds("look.contrast()", "");
    RUN("transform", "--to", "html", "--param", "theme=light", "-o", "a.html",
        sample("../tei/letter.xml"));
    open_page("a.html", &views[NARROW + 1]);
    ck_finds(paper, "rgb(253, 252, 248)");
}
END_TEST

/* ---- by keyboard ---- */

/* Goes on until what has the focus is as the expression says. */
static void press_tab_until(const char *expression) {
    char question[200];
    snprintf(question, sizeof question, "String(%s)", expression);
    for (int i = 0; i < 60; i++) {
        press("Tab");
        if (!strcmp(evaluate(question), "true")) return;
    }
    ck_abort_msg("sixty steps do not lead to where %s", expression);
}

static void follow_a_note(const struct view *view) {
    open_page("html/telephone.html", view);
    press_tab_until("document.activeElement.className === 'noteref'");
    char marker[100];
    snprintf(marker, sizeof marker, "%s", evaluate("document.activeElement.id"));
    press("Enter");
    await("location.hash.length > 1");
    ck_finds("String(document.querySelector(':target').matches('.notes li'))", "true");
    ck_finds("look.contrast()", "");
    ck_finds("String(document.querySelector(':target').getBoundingClientRect().top >= 0 "
             "&& document.querySelector(':target').getBoundingClientRect().top < innerHeight)",
             "true");
    /* From the note, its own link back is among the next ones. */
    press_tab_until("document.activeElement.className === 'backlink'");
    ck_finds("String(document.activeElement.closest('li').matches(':target'))", "true");
    press("Enter");
    await("location.hash.endsWith('marker')");
    ck_finds("look.focused()", marker);
}

START_TEST(a_note_is_followed_and_left_by_keyboard) {
    make_pages();
    follow_a_note(&views[NARROW]);
    follow_a_note(&views[WIDE]);
}
END_TEST

START_TEST(the_first_stop_leads_to_the_text) {
    make_pages();
    open_page("html/telephone.html", &views[WIDE]);
    press("Tab");
    ck_finds("look.focused()", "skip");
    ck_finds("String(document.activeElement.getBoundingClientRect().top >= 0)", "true");
    press("Enter");
    ck_finds("look.focused()", "text:start");
}
END_TEST

BROWSER_SUITE(page, pages_can_be_read_in_windows_of_all_kinds,
              links_lead_somewhere_and_ids_and_landmarks_are_told_apart,
              a_scheme_that_the_page_is_made_for_stays, a_note_is_followed_and_left_by_keyboard,
              the_first_stop_leads_to_the_text)
