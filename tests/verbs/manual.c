/* verbs/manual: help, manual pages and completions have every verb and every option. */
#include "verbs/manual.h"
#include "run.h"

#include <string.h>

/* Checks that the text holds, for each option of the verb, what `print` makes of it. */
static void ck_options(const struct buffer *text, const struct verb *verb,
                       void (*print)(const struct option *option, struct buffer *words)) {
    const struct option *tables[] = {verb->options, verb->shared};
    for (size_t i = 0; i < 2; i++)
        for (const struct option *option = tables[i]; option && option->name; option++) {
            struct buffer words = {0};
            print(option, &words);
            ck_assert_msg(strstr(text->bytes, words.bytes), "%s: no %s in %s", verb->name,
                          words.bytes, text->bytes);
            buffer_free(&words);
        }
}

static void as_in_help(const struct option *option, struct buffer *words) {
    buffer_print(words, "--%s", option->name);
}

static void as_in_manual(const struct option *option, struct buffer *words) {
    buffer_text(words, "\\fB\\-\\-");
    for (const char *name = option->name; *name; name++)
        buffer_print(words, "%s%c", *name == '-' ? "\\" : "", *name);
    buffer_text(words, "\\fR");
}

static void as_in_fish(const struct option *option, struct buffer *words) {
    buffer_print(words, " -l %s ", option->name);
}

START_TEST(help_and_manual_have_every_option) {
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        struct buffer help = {0}, page = {0};
        help_write(*verb, &help);
        manual_write(*verb, &page);
        ck_options(&help, *verb, as_in_help);
        ck_options(&page, *verb, as_in_manual);
        ck_assert_msg(strstr(page.bytes, "\n.SH DESCRIPTION\n.PP\n"),
                      "docs/verbs.md says nothing of %s", (*verb)->name);
        ck_assert_msg(strstr(page.bytes, "\n.SH EXAMPLES\n.RS 4\n.nf\nteikit "),
                      "docs/verbs.md has no calls of %s", (*verb)->name);
        buffer_free(&help);
        buffer_free(&page);
    }
}
END_TEST

START_TEST(the_program_has_a_page_that_names_the_verbs) {
    struct buffer page = {0};
    manual_write(NULL, &page);
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        struct buffer name = {0};
        buffer_print(&name, "\\fBteikit\\-%s\\fR(1)\n", (*verb)->name);
        ck_assert_ptr_nonnull(strstr(page.bytes, name.bytes));
        buffer_free(&name);
    }
    buffer_free(&page);
}
END_TEST

START_TEST(completions_have_every_option) {
    static const char *const shells[] = {"bash", "zsh", "fish"};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        struct buffer script = {0};
        ck_assert(completion_write(shells[i], &script));
        for (const struct verb *const *verb = verbs; *verb; verb++)
            ck_options(&script, *verb, strcmp(shells[i], "fish") ? as_in_help : as_in_fish);
        buffer_free(&script);
    }
    ck_assert(!completion_write("ash", &(struct buffer){0}));
}
END_TEST

SUITE(manual) {
    Suite *suite = suite_create("verbs/manual");
    TCase *cases = tcase_create("manual");
    tcase_add_test(cases, help_and_manual_have_every_option);
    tcase_add_test(cases, the_program_has_a_page_that_names_the_verbs);
    tcase_add_test(cases, completions_have_every_option);
    suite_add_tcase(suite, cases);
    return suite;
}
