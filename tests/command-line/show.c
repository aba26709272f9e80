/* What the program says of itself: help, version, and what is built in; and calls that are wrong.
 */
#include "command-line/program.h"

#include <string.h>

START_TEST(help_names_every_verb) {
    static const char *const verbs[] = {"encode", "validate", "transform", "show"};
    ck_assert_int_eq(RUN("--help"), 0);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        char usage[64] = "teikit ";
        ck_holds(output(), strcat(usage, verbs[i]));
    }
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(each_verb_has_help) {
    static const char *const options[][2] = {{"encode", "--verify"},
                                             {"validate", "--schema"},
                                             {"transform", "--param"},
                                             {"show", "NAME"}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        ck_assert_int_eq(RUN(options[i][0], "--help"), 0);
        ck_holds(output(), options[i][1]);
        ck_assert_str_eq(errors(), "");
        ck_assert_int_eq(RUN("help", options[i][0]), 0);
        ck_holds(output(), options[i][1]);
    }
    ck_lacks(output(), "INPUT"); /* show takes none */
    ck_assert_int_eq(RUN("help", "everything"), 2);
    ck_error("teikit", "call/unknown-verb");
}
END_TEST

START_TEST(version_is_one_line) {
    ck_assert_int_eq(RUN("--version"), 0);
    ck_assert_ptr_eq(strstr(output(), "teikit "), output());
    ck_assert_ptr_eq(strchr(output(), '\n'), output() + strlen(output()) - 1);
}
END_TEST

START_TEST(a_call_without_a_verb_is_a_fault) {
    ck_assert_int_eq(run_program(&(struct circumstances){0}, (const char *const[]){NULL}), 2);
    ck_error("teikit", "call/no-verb");
    ck_assert_int_eq(RUN("bake"), 2);
    ck_error("teikit", "call/unknown-verb");
    ck_holds(errors(), "\"bake\"");
}
END_TEST

START_TEST(options_must_be_known_and_whole) {
    static const char *const wrong[] = {"--colour", "--verify=yes", "--output", "-z"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(RUN("encode", wrong[i]), 2);
        ck_error("teikit", "call/option");
        ck_assert_str_eq(output(), "");
    }
}
END_TEST

START_TEST(a_call_that_is_wrong_does_nothing) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "in.txt", "--colour"), 2);
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

START_TEST(a_call_without_inputs_is_a_fault) {
    ck_assert_int_eq(RUN("encode"), 2);
    ck_error("teikit", "call/no-input");
    ck_assert_int_eq(RUN("validate"), 2);
    ck_error("teikit", "call/no-input");
    ck_assert_int_eq(RUN("transform", "--to", "text"), 2);
    ck_error("teikit", "call/no-input");
}
END_TEST

START_TEST(what_is_built_in_is_listed_and_printed) {
    ck_assert_int_eq(RUN("show", "stylesheet"), 0);
    ck_holds(output(), "html.xsl\n");
    ck_assert_int_eq(RUN("show", "profile"), 0);
    ck_assert_str_eq(output(), "diplomatic-de.yaml\ndiplomatic-es.yaml\ndiplomatic-fr."
                               "yaml\ndiplomatic-it.yaml\ndiplomatic.yaml\nezdrama."
                               "yaml\ninterview.yaml\nminutes.yaml\n");
    ck_assert_int_eq(RUN("show", "schema"), 0);
    ck_holds(output(), "teikit.rnc\n");
    ck_assert_int_eq(RUN("show", "schema", "teikit.rng"), 0);
    ck_holds(output(), "http://relaxng.org/ns/structure/1.0");
    ck_assert_int_eq(RUN("show", "stylesheet", "text"), 0);
    ck_holds(output(), "http://www.w3.org/1999/XSL/Transform");
}
END_TEST

START_TEST(what_is_not_built_in_cannot_be_shown) {
    ck_assert_int_eq(RUN("show"), 2);
    ck_error("teikit", "call/kind");
    ck_assert_int_eq(RUN("show", "recipe"), 2);
    ck_error("teikit", "call/kind");
    ck_assert_int_eq(RUN("show", "stylesheet", "braille"), 2);
    ck_error("teikit", "call/not-built-in");
    ck_assert_int_eq(RUN("show", "stylesheet", "text", "html"), 2);
    ck_error("teikit", "call/arguments");
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(pages_and_completions_are_shown) {
    ck_assert_int_eq(RUN("show", "man"), 0);
    ck_holds(output(), "teikit\nencode\n");
    ck_assert_int_eq(RUN("show", "man", "encode"), 0);
    ck_holds(output(), ".TH TEIKIT\\-ENCODE 1 ");
    ck_assert_int_eq(RUN("show", "completion"), 0);
    ck_assert_str_eq(output(), "bash\nfish\nzsh\n");
    ck_assert_int_eq(RUN("show", "completion", "fish"), 0);
    ck_holds(output(), "complete -c teikit ");
    ck_assert_int_eq(RUN("show", "completion", "bash"), 0);
    ck_holds(output(), "merge,-f) words=\"text jsonl sarif junit github checkstyle\"");
    ck_holds(output(), "query,-f) words=\"xml text jsonl count\"");
    ck_assert_int_eq(RUN("show", "man", "bake"), 2);
    ck_error("teikit", "call/not-built-in");
}
END_TEST

START_TEST(standard_output_that_fails_is_noticed) {
    ck_assert_int_eq(RUN_WITH(.output = "/dev/full", "--help"), 2);
    ck_error("standard output", "file/cannot-write");
    ck_assert_int_eq(RUN_WITH(.closed_pipe = true, "show", "schema"), 2);
    ck_error("standard output", "file/cannot-write");
}
END_TEST

START_TEST(codes_are_explained) {
    ck_assert_int_eq(RUN("explain", "rng/element-unknown"), 0);
    ck_holds(output(), "- Mend: correct the name.\n");
    ck_lacks(output(), "#");
    ck_assert_int_eq(RUN("explain"), 0);
    ck_holds(output(), "\nrng/element-unknown\n");
    ck_assert_int_eq(RUN("explain", "rng/wrong"), 2);
    ck_error("teikit", "call/unknown-code");
}
END_TEST

COMMAND_LINE_SUITE(show, help_names_every_verb, each_verb_has_help, version_is_one_line,
                   a_call_without_a_verb_is_a_fault, options_must_be_known_and_whole,
                   a_call_that_is_wrong_does_nothing, a_call_without_inputs_is_a_fault,
                   what_is_built_in_is_listed_and_printed, what_is_not_built_in_cannot_be_shown,
                   pages_and_completions_are_shown, standard_output_that_fails_is_noticed,
                   codes_are_explained)
