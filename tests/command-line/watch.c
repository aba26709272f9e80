/* teikit watch: what is saved is validated, and what is said of it reads as a stream. */
#include "command-line/program.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char schema[] = "start = element tide { element ebb { empty }* }\n";

/* Saves as editors do: beside the file, then renamed. */
static void save(const char *name, const char *text) {
    put(".saving", text);
    ck_assert_int_eq(rename(".saving", name), 0);
}

static void put_corpus(void) {
    put("tide.rnc", schema);
    put("in/good.xml", "<tide/>");
    put("in/bad.xml", "<tide><flood/></tide>");
}

/* What is seen in a folder that is watched so. */
static void check_saving(void) {
    const char *first = await_output("[watch/waiting]");
    ck_finding_in(first, "in/bad.xml:1:7", "error", "rng/element-unknown");
    ck_holds(first, "in/bad.xml: note: 1 error [watch/checked]\n");
    ck_holds(first, "teikit: note: 2 files looked at, findings in 1; waiting for what is saved");
    ck_lacks(first, "in/good.xml");

    save("in/bad.xml", "<tide><ebb/></tide>");
    ck_assert_str_eq(await_output("[watch/checked]"),
                     "in/bad.xml: note: mended: nothing is found any more [watch/checked]\n");
    save("in/bad.xml", "<tide><ebb/><ebb/></tide>");
    ck_assert_str_eq(await_output("[watch/checked]"),
                     "in/bad.xml: note: nothing found [watch/checked]\n");
    save("in/good.xml", "<tide><flood/>");
    const char *broken = await_output("[watch/checked]");
    ck_finding_in(broken, "in/good.xml:1:15", "error", "xml/not-well-formed");
    ck_holds(broken, "in/good.xml: note: 2 errors [watch/checked]\n");

    make_folder("in/deep");
    make_folder("in/deep/er");
    save("in/deep/er/new one.xml", "<ebb/>");
    ck_holds(await_output("in/deep/er/new one.xml: note: 1 error"), "in/deep/er/new one.xml:1:1: ");
    save("in/deep/er/.hidden.xml", "<ebb/>");
    save("in/deep/er/other.txt", "words");
    ck_assert_int_eq(rename("in/deep", "in/moved"), 0);
    const char *moved = await_output("in/moved/er/new one.xml: note: 1 error");
    ck_holds(moved, "in/deep/er/new one.xml: note: is not there any more [watch/gone]\n");
    ck_lacks(moved, "hidden");
    ck_assert_int_eq(unlink("in/good.xml"), 0);
    ck_assert_str_eq(await_output("[watch/gone]"),
                     "in/good.xml: note: is not there any more [watch/gone]\n");
}

START_TEST(what_is_saved_is_validated) {
    put_corpus();
    START("watch", "-s", "tide.rnc", "in");
    check_saving();
    ck_assert_int_eq(stop_program(SIGINT), 130);
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(the_same_where_files_are_looked_at) {
    put_corpus();
    START("watch", "-s", "tide.rnc", "--poll", "0.02", "in/");
    check_saving();
    ck_assert_int_eq(stop_program(SIGTERM), 143);
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(many_that_are_saved_at_once_are_looked_at_once) {
    put_corpus();
    START("watch", "-s", "tide.rnc", "-j", "2", "in");
    await_output("[watch/waiting]");
    for (int i = 0; i < 300; i++) {
        char name[40];
        snprintf(name, sizeof name, "coming/%d/%d.xml", i % 7, i);
        put(name, i % 50 ? "<tide/>" : "<flood/>");
    }
    ck_assert_int_eq(rename("coming", "in/all"), 0);
    await_output("in/all/5/250.xml: note: 1 error"); /* the last of the bad ones */
    put("in/last.xml", "<tide/>");
    await_output("in/last.xml: note: nothing found");
    ck_assert_int_eq(stop_program(SIGINT), 130);
    size_t closed = 0;
    for (const char *at = output(); (at = strstr(at, "[watch/checked]")); at++)
        closed++;
    ck_assert_uint_eq(closed, 1 + 6 + 1); /* bad.xml, the bad ones of many, last.xml */
}
END_TEST

START_TEST(a_schema_that_changes) {
    put_corpus();
    put("part.rnc", schema);
    put("tide.rnc", "include 'part.rnc'\n");
    START("watch", "-s", "tide.rnc", "in");
    await_output("[watch/waiting]");
    save("part.rnc", "start = element tide {\n");
    const char *wrong = await_output("[watch/kept]");
    ck_holds(wrong, "part.rnc:2:1: error: ");
    ck_holds(wrong, "tide.rnc: note: cannot be used as it is now");
    put("in/good.xml", "<tide> </tide>"); /* by the old one */
    ck_assert_str_eq(await_output("[watch/checked]"),
                     "in/good.xml: note: nothing found [watch/checked]\n");
    save("part.rnc", "start = element tide { element flood { empty }? }\n");
    const char *renewed = await_output("[watch/waiting]");
    ck_holds(renewed, "tide.rnc: note: has changed and is loaded anew [watch/reloaded]\n");
    ck_holds(renewed, "in/bad.xml: note: mended: nothing is found any more [watch/checked]\n");
    ck_lacks(renewed, "in/good.xml");
    ck_assert_int_eq(stop_program(SIGINT), 130);
}
END_TEST

START_TEST(a_schema_that_the_document_names) {
    put_corpus();
    put("tide.rnc", "start = \n"); /* wrong at first */
    put("in/own.xml", "<?xml-model href='../tide.rnc'?><tide/>");
    START("watch", "in", "-j", "2");
    ck_holds(await_output("[watch/waiting]"), "tide.rnc:2:1: error: ");
    put("tide.rnc", schema);
    ck_holds(await_output("[watch/waiting]"), "has changed and is loaded anew [watch/reloaded]\n");
    put("in/own.xml", "<?xml-model href='../tide.rnc'?><tide><flood/></tide>");
    await_output("in/own.xml: note: 1 error [watch/checked]");
    ck_assert_int_eq(stop_program(SIGINT), 130);
}
END_TEST

START_TEST(settings_that_come_and_change) {
    put_corpus();
    START("watch", "-s", "tide.rnc", "in");
    await_output("[watch/waiting]");
    save("in/teikit.yml", "findings: [{code: rng/, severity: note}]\n");
    ck_holds(await_output("[watch/waiting]"), "in/bad.xml:1:7: note: ");
    save("in/teikit.yml", "findings: [{code: rng/, severity: ignore}]\n");
    const char *wrong = await_output("[watch/kept]");
    ck_holds(wrong, "[settings/no-reason]");
    put("in/bad.xml", "<tide><flood/></tide>");
    ck_holds(await_output("[watch/checked]"), "in/bad.xml:1:7: note: ");
    ck_assert_int_eq(unlink("in/teikit.yml"), 0);
    ck_holds(await_output("[watch/waiting]"), "in/bad.xml:1:7: error: ");
    ck_assert_int_eq(stop_program(SIGINT), 130);
}
END_TEST

#define TEI(body) "<TEI xmlns='http://www.tei-c.org/ns/1.0'>" body "</TEI>"

START_TEST(documents_that_point_to_what_is_saved) {
    put("any.rnc", "start = any any = element * { attribute * { text }*, (text | any)* }");
    put("in/persons.xml", TEI("<p xml:id='aho'/>"));
    put("in/letters/1.xml", TEI("<p who='../persons.xml#aho'/>"));
    put("in/letters/2.xml", TEI("<p who='../persons.xml#berg'/>"));
    put("in/letters/3.xml", TEI("<p who='#aho' xml:id='aho'/>"));
    for (const char *cache = "none"; cache; cache = strcmp(cache, "kept") ? "kept" : NULL) {
        START("watch", "-s", "any.rnc", "--cache", cache, "-j", "2", "-c", "pointers", "in");
        ck_holds(await_output("[watch/waiting]"), "in/letters/2.xml:1:45: warning: ");
        put("in/persons.xml", TEI("<p xml:id='aho'/><p xml:id='berg'/>"));
        const char *mended = await_output("in/letters/2.xml: note: mended");
        ck_holds(mended, "in/persons.xml: note: nothing found [watch/checked]\n");
        ck_lacks(mended, "letters/1.xml"); /* it was good and still is */
        ck_assert_int_eq(rename("in/persons.xml", "in/elsewhere.xml"), 0);
        const char *gone = await_output("in/letters/2.xml: note: 1 warning");
        ck_holds(gone, "in/letters/1.xml:1:45: warning: who=\"../persons.xml#aho\" points to "
                       "nothing: there is no file in/letters/../persons.xml");
        ck_lacks(gone, "in/letters/3.xml");
        save("in/persons.xml", TEI("<p xml:id='aho'/>"));
        ck_holds(await_output("in/letters/2.xml: note: 1 warning"),
                 "in/letters/1.xml: note: mended: nothing is found any more");
        ck_assert_int_eq(unlink("in/elsewhere.xml"), 0);
        ck_assert_int_eq(stop_program(SIGINT), 130);
    }
}
END_TEST

START_TEST(documents_that_include_what_is_saved) {
    put("any.rnc", "start = element tide { element ebb { empty }* }");
    put("in/all.xml", "<tide xmlns:xi='http://www.w3.org/2001/XInclude'>"
                      "<xi:include href='parts/some.xml'/></tide>");
    put("in/parts/some.xml", "<ebb><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' "
                             "href='../../words.txt' parse='text'/></ebb>");
    put("words.txt", "");
    for (const char *cache = "none"; cache; cache = strcmp(cache, "kept") ? "kept" : NULL) {
        START("watch", "-s", "any.rnc", "--cache", cache, "--xinclude", "in/all.xml", "in/parts");
        await_output("[watch/waiting]");
        save("in/parts/some.xml", "<flood/>");
        const char *wrong = await_output("in/all.xml: note: 1 error");
        ck_holds(wrong, "in/parts/some.xml:1:1: error: unknown element \"flood\"");
        save("in/parts/some.xml", "<ebb/>");
        await_output("in/all.xml: note: mended");
        ck_assert_int_eq(unlink("in/parts/some.xml"), 0);
        ck_holds(await_output("in/all.xml: note: 1 error"), "in/all.xml:1:50: error: ");
        save("in/parts/some.xml", "<ebb/>");
        await_output("in/all.xml: note: mended");
        ck_assert_int_eq(stop_program(SIGINT), 130);
    }
}
END_TEST

START_TEST(documents_whose_rules_read_what_is_saved) {
    put("in/rules.sch", "<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt2'>"
                        "<pattern><rule context='tide'>"
                        "<assert test=\"doc-available('levels.xml') and doc('levels.xml')//high\">"
                        "No high tide.</assert></rule></pattern></schema>");
    put("in/tide.xml", "<tide/>");
    put("in/levels.xml", "<levels><high/></levels>");
    START("watch", "-s", "in/rules.sch", "in");
    await_output("[watch/waiting]");
    save("in/levels.xml", "<levels/>");
    await_output("in/tide.xml: note: 1 error");
    save("in/levels.xml", "<levels><high/></levels>");
    await_output("in/tide.xml: note: mended");
    ck_assert_int_eq(stop_program(SIGINT), 130);
}
END_TEST

START_TEST(events_for_an_editor) {
    put_corpus();
    START("watch", "-s", "tide.rnc", "-f", "jsonl", "in");
    await_output("\"watch/waiting\"");
    put("in/good.xml", "<tide>\n<flood/></tide>");
    const char *event = await_output("\"watch/checked\"");
    ck_holds(event, "{\"severity\":\"error\",\"code\":\"rng/element-unknown\","
                    "\"file\":\"in/good.xml\",\"line\":2,\"column\":1,");
    ck_holds(event, "\"code\":\"watch/checked\",\"file\":\"in/good.xml\",\"line\":0,\"column\":0,"
                    "\"message\":\"1 error\"}\n");
    ck_assert_int_eq(stop_program(SIGINT), 130);
}
END_TEST

START_TEST(one_file_and_a_folder_that_comes_back) {
    put_corpus();
    START("watch", "-s", "tide.rnc", "in/good.xml", "in");
    await_output("[watch/waiting]");
    ck_assert_int_eq(stop_program(SIGINT), 130);
    START("watch", "-s", "tide.rnc", "in/good.xml");
    await_output("1 file looked at");
    put("in/bad.xml", "<tide></tide>");
    put("in/good.xml", "<tide></tide>");
    ck_assert_str_eq(await_output("[watch/checked]"),
                     "in/good.xml: note: nothing found [watch/checked]\n");
    ck_assert_int_eq(stop_program(SIGINT), 130);
    START("watch", "-s", "tide.rnc", "in");
    await_output("[watch/waiting]");
    ck_assert_int_eq(system("rm -r in"), 0);
    await_output("in/good.xml: note: is not there any more");
    put("back/new.xml", "<tide/>");
    ck_assert_int_eq(rename("back", "in"), 0);
    await_output("in/new.xml: note: nothing found");
    put("in/new.xml", "<ebb/>");
    await_output("in/new.xml: note: 1 error");
    ck_assert_int_eq(stop_program(SIGINT), 130);
}
END_TEST

START_TEST(calls_that_are_wrong) {
    put_corpus();
    ck_assert_int_eq(RUN("watch"), 2);
    ck_error("teikit", "call/no-input");
    ck_assert_int_eq(RUN("watch", "gone"), 2);
    ck_error("gone", "file/cannot-read");
    ck_assert_int_eq(RUN("watch", "-f", "sarif", "in"), 2);
    ck_error("teikit", "call/format");
    ck_assert_int_eq(RUN("watch", "-s", "gone.rng", "in"), 2);
    ck_finding_in(output(), "gone.rng", "error", "rng/schema-unreadable");
    ck_assert_int_eq(RUN_WITH(.closed_pipe = true, "watch", "-s", "tide.rnc", "in"), 2);
    ck_error("standard output", "file/cannot-write");
    ck_assert_int_eq(RUN_WITH(.output = "/dev/full", "watch", "-s", "tide.rnc", "in"), 2);
    ck_error("standard output", "file/cannot-write");
}
END_TEST

COMMAND_LINE_SUITE(watch, what_is_saved_is_validated, the_same_where_files_are_looked_at,
                   many_that_are_saved_at_once_are_looked_at_once, a_schema_that_changes,
                   documents_that_point_to_what_is_saved, documents_that_include_what_is_saved,
                   documents_whose_rules_read_what_is_saved, a_schema_that_the_document_names,
                   settings_that_come_and_change, events_for_an_editor,
                   one_file_and_a_folder_that_comes_back, calls_that_are_wrong)
