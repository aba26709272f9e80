/* teikit validate in a corpus: settings, known findings, what has changed. */
#include "command-line/program.h"

#include <stdlib.h>

static const char schema[] =
    "<element name='tide' xmlns='http://relaxng.org/ns/structure/1.0'><text/></element>";

START_TEST(validate_alone_does_what_the_settings_say) {
    put("tide.rng", schema);
    put("teikit.yml", "schemas: [{match: '*.xml', schemas: [tide.rng]}]\n"
                      "findings: [{code: rng/attribute-unknown, severity: warning}]\n");
    put("good.xml", "<tide/>");
    put("in/warned.xml", "<tide height='1'/>");
    ck_assert_int_eq(RUN("validate"), 0);
    ck_holds(output(), "./in/warned.xml:1:7: warning: ");
    ck_holds(output(), "2 files, 0 at fault: 0 errors, 1 warning, 0 notes\n");
    put("bad.xml", "<ebb/>");
    ck_assert_int_eq(RUN("validate", "in", "bad.xml"), 1);
    ck_holds(output(), "bad.xml:1:1: error: ");
    ck_assert_int_eq(RUN("validate", "--settings", "none"), 2);
    ck_error("teikit", "call/no-input");
}
END_TEST

START_TEST(settings_that_are_wrong_stop_the_call) {
    put("teikit.yml", "schemata: []\n");
    put("good.xml", "<tide/>");
    ck_assert_int_eq(RUN("validate", "good.xml"), 2);
    ck_holds(errors(), "teikit.yml:1:1: error: \"schemata\" is no key here: did you mean "
                       "\"schemas\"? [settings/invalid]");
}
END_TEST

START_TEST(known_findings_are_no_faults) {
    put("tide.rng", schema);
    put("bad.xml", "<tide><ebb/></tide>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-f", "jsonl", "bad.xml"), 1);
    put("known.jsonl", output());
    put("bad.xml", "\n\n<tide><ebb/></tide>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-b", "known.jsonl", "bad.xml"), 0);
    ck_assert_str_eq(output(), "");
    put("bad.xml", "<tide><ebb/><ebb/></tide>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-b", "known.jsonl", "bad.xml"), 1);
    ck_holds(output(), "bad.xml:1:13: error: ");
    ck_lacks(output(), "bad.xml:1:7: ");
    put("known.jsonl", "\n{}\n");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-b", "known.jsonl", "bad.xml"), 2);
    ck_error("known.jsonl:2:1", "baseline/invalid");
}
END_TEST

START_TEST(only_what_has_changed) {
    put("tide.rng", schema);
    put("old.xml", "<ebb/>");
    put("same.xml", "<ebb/>");
    ck_assert_int_eq(RUN("validate", "--changed-since", "HEAD", "same.xml"), 2);
    ck_error("teikit", "call/revision");
    ck_assert_int_eq(system("git init -q . && git add . && git -c user.name=a -c user.email=a@b "
                            "commit -q -m a"),
                     0);
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "--changed-since", "HEAD", "."), 0);
    put("old.xml", "<ebb />");
    put("n\xC3\xA9w name.xml", "<ebb/>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "--changed-since", "HEAD", "."), 1);
    ck_holds(output(), "./old.xml:1:1: ");
    ck_holds(output(), "./n\xC3\xA9w name.xml:1:1: ");
    ck_lacks(output(), "same.xml");
    ck_assert_int_eq(RUN("validate", "--changed-since", "no-such", "."), 2);
    ck_error("teikit", "call/revision");
}
END_TEST

COMMAND_LINE_SUITE(corpus, validate_alone_does_what_the_settings_say,
                   settings_that_are_wrong_stop_the_call, known_findings_are_no_faults,
                   only_what_has_changed)
