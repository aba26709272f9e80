/* teikit lsp: what an editor and the server say to each other.  JSON is written with ' for ", and
   "@" is the URI of the test's folder. */
#include "command-line/program.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- talking ---- */

/* Strings of this test, which its process frees. */
static char *expanded(const char *text) {
    char folder[512], *result = calloc(1, 16 * strlen(text) + 4096), *end = result;
    ck_assert_ptr_nonnull(getcwd(folder, sizeof folder));
    for (; *text; text++)
        if (*text == '@')
            end += sprintf(end, "file://%s/", folder);
        else
            *end++ = (char)(*text == '\'' ? '"' : *text);
    return result;
}

static void tell_raw(const char *bytes) {
    tell_program(bytes, strlen(bytes));
}

static void say(const char *message) {
    char *json = expanded(message), header[64];
    snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", strlen(json));
    tell_raw(header);
    tell_raw(json);
    free(json);
}

/* The next message, which is kept until the test ends. */
static const char *hear(void) {
    static char *heard[256];
    static size_t count;
    char header[64] = "";
    size_t length = 0;
    while (!strstr(header, "\r\n\r\n") && length < sizeof header - 1)
        ck_assert_msg(hear_program(header + length++, 1) == 1, "the server has gone");
    ck_assert_int_eq(sscanf(header, "Content-Length: %zu", &length), 1);
    ck_assert_uint_lt(count, sizeof heard / sizeof *heard);
    char *json = heard[count++] = calloc(1, length + 1);
    ck_assert_uint_eq(hear_program(json, length), length);
    return json;
}

/* The next message that holds this; those before are passed over. */
static const char *await(const char *part) {
    char *wanted = expanded(part);
    const char *message;
    while (!strstr(message = hear(), wanted))
        continue;
    free(wanted);
    return message;
}

/* The answer to a request about documents. */
static const char *ask(const char *method, const char *params) {
    static int id = 100;
    char message[4096], answer[32];
    snprintf(message, sizeof message, "{'jsonrpc':'2.0','id':%d,'method':'%s','params':%s}", ++id,
             method, params);
    snprintf(answer, sizeof answer, "{'id':%d,", id);
    say(message);
    return await(answer);
}

static void note(const char *method, const char *params) {
    char message[8192];
    snprintf(message, sizeof message, "{'jsonrpc':'2.0','method':'%s','params':%s}", method,
             params);
    say(message);
}

static void holds(const char *message, const char *part) {
    char *wanted = expanded(part);
    ck_holds(message, wanted);
    free(wanted);
}

static void lacks(const char *message, const char *part) {
    char *unwanted = expanded(part);
    ck_lacks(message, unwanted);
    free(unwanted);
}

/* A schema of our own, with documentation. */
static const char schema[] =
    "start =\n"
    "  ## the days of a harbour\n"
    "  element harbour { attribute name { text }?, (boat | day)* }\n"
    "boat = element boat { attribute xml:id { xsd:ID }?, attribute beside { xsd:anyURI }?, text,\n"
    "  attribute rig {\n    ## two masts\n    'ketch' | 'sloop' } }\n"
    "day =\n  ## from tide to tide\n  element day { attribute n { text }, (day | text)* }\n";

/* Starts the server and says what the client can do. */
static void start(const char *capabilities) {
    char *text = expanded(schema), message[1024];
    put("harbour.rnc", text);
    free(text);
    START_WITH(.talks = true, "lsp", "--schema", "harbour.rnc");
    snprintf(message, sizeof message, "{'processId':null,'capabilities':{%s}}", capabilities);
    holds(ask("initialize", message), "'serverInfo':{'name':'teikit'");
    note("initialized", "{}");
}

static int finish(void) {
    holds(ask("shutdown", "null"), "'result':null");
    note("exit", "null");
    return stop_program(0);
}

/* The text that was opened last, without backslashes, and the column behind a part of it. */
static char opened[4096];

static int behind(const char *part) {
    const char *found = strstr(opened, part);
    ck_assert_msg(found != NULL, "no %s in %s", part, opened);
    return (int)(found - opened) + (int)strlen(part);
}

static void open_text(const char *name, const char *text) {
    char params[4096], *end = opened;
    for (const char *c = text; *c; c++)
        if (*c != '\\') *end++ = *c;
    *end = '\0';
    snprintf(params, sizeof params,
             "{'textDocument':{'uri':'@%s','languageId':'xml','version':1,'text':'%s'}}", name,
             text);
    note("textDocument/didOpen", params);
}

/* Replaces what is on line 0 from one column to another. */
static void change(int version, int from, int to, const char *text) {
    char params[4096];
    snprintf(params, sizeof params,
             "{'textDocument':{'uri':'@a.xml','version':%d},'contentChanges':[{'range':"
             "{'start':{'line':0,'character':%d},'end':{'line':0,'character':%d}},'text':'%s'}]}",
             version, from, to, text);
    note("textDocument/didChange", params);
}

/* A "Range" on line 0 within braces. */
static const char *range(int from, int to) {
    static char text[128];
    snprintf(text, sizeof text,
             "'range':{'start':{'line':0,'character':%d},'end':{'line':0,'character':%d}}", from,
             to);
    return text;
}

/* The answer to a request about the place on line 0 of a.xml. */
static const char *ask_at(const char *method, int column, const char *more) {
    char params[1024], name[64];
    snprintf(name, sizeof name, "textDocument/%s", method);
    snprintf(params, sizeof params,
             "{'textDocument':{'uri':'@a.xml'},'position':{'line':0,'character':%d}%s}", column,
             more);
    return ask(name, params);
}

static const char *complete(int column) {
    return ask_at("completion", column, ",'context':{'triggerKind':1}");
}

static const char *complete_typed(int column, const char *typed) {
    char more[128];
    snprintf(more, sizeof more, ",'context':{'triggerKind':2,'triggerCharacter':'%s'}", typed);
    return ask_at("completion", column, more);
}

static const char *await_findings(void) {
    return await("textDocument/publishDiagnostics");
}

/* ---- the life of a server ---- */

START_TEST(a_server_ends_as_it_is_told_to) {
    start("");
    holds(ask("initialize", "{}"), "'code':-32600");
    holds(ask("shutdown", "null"), "'result':null");
    holds(ask("textDocument/hover", "{}"), "'code':-32600");
    note("exit", "null");
    ck_assert_int_eq(stop_program(0), 0);
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(an_exit_without_shutdown_is_a_fault) {
    start("");
    note("exit", "null");
    ck_assert_int_eq(stop_program(0), 1);
}
END_TEST

START_TEST(the_server_goes_when_its_client_is_gone) {
    start("");
    stop_telling_program();
    ck_assert_int_eq(stop_program(0), 1);
}
END_TEST

START_TEST(the_server_goes_when_the_process_of_its_client_is_gone) {
    pid_t client = fork();
    char params[128];
    if (!client) _exit(0);
    ck_assert_int_eq(waitpid(client, NULL, 0), client);
    START_WITH(.talks = true, "lsp");
    snprintf(params, sizeof params, "{'processId':%d,'capabilities':{}}", (int)client);
    ask("initialize", params);
    ck_assert_int_eq(stop_program(0), 1);
}
END_TEST

START_TEST(nothing_is_answered_before_initialize) {
    START_WITH(.talks = true, "lsp");
    holds(ask("textDocument/hover", "{}"), "'code':-32002");
    open_text("a.xml", "<a>");
    holds(ask("initialize", "{'capabilities':{}}"), "'positionEncoding':'utf-16'");
    holds(ask_at("hover", 0, ""), "is not open");
    note("exit", "null");
    stop_program(0);
}
END_TEST

START_TEST(what_is_no_request_is_refused_and_forgotten) {
    static const char *const malformed[] = {
        "{", "[1,2]", "7", "{'id':1}", "{'id':[],'method':'x'}", "{'id':{},'method':'shutdown'}"};
    start("");
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        say(malformed[i]);
        holds(await("'error'"), i ? "'code':-32600" : "'code':-32700");
    }
    tell_raw("Content-Length: x\r\n\r\n");
    holds(await("'error'"), "'id':null");
    tell_raw("Content-Length: 3\r\n\r\n\xFF\xFE\"");
    holds(await("'error'"), "'code':-32700");
    holds(ask("boat/launch", "{}"), "'code':-32601");
    holds(ask("textDocument/hover", "[]"), "'code':-32602");
    holds(ask("textDocument/hover", "{'textDocument':{'uri':'@a.xml'}}"), "'code':-32602");
    note("boat/launched", "{}");
    note("textDocument/didChange", "{'textDocument':{'uri':'@a.xml'},'contentChanges':7}");
    note("textDocument/didOpen", "{}");
    open_text("a.xml", "<harbour/>");
    holds(ask_at("hover", -1, ""), "'code':-32602");
    holds(ask("textDocument/hover",
              "{'textDocument':{'uri':'@a.xml'},'position':{'line':'0','character':1.5}}"),
          "'code':-32602");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(a_request_that_waits_can_be_cancelled) {
    start("");
    open_text("a.xml", "<harbour/>");
    await_findings();
    char *both = calloc(1, 4096), *json = expanded("{'id':7,'method':'textDocument/hover','params':"
                                                   "{}}");
    char *cancel = expanded("{'method':'$/cancelRequest','params':{'id':7}}");
    snprintf(both, 4096, "Content-Length: %zu\r\n\r\n%sContent-Length: %zu\r\n\r\n%s", strlen(json),
             json, strlen(cancel), cancel);
    tell_raw(both);
    holds(await("{'id':7,"), "'code':-32800");
    free(both), free(json), free(cancel);
    ck_assert_int_eq(finish(), 0);
}
END_TEST

/* ---- findings ---- */

START_TEST(findings_follow_the_text) {
    start("");
    open_text("a.xml", "<harbour><boot rig=\\'ketch\\'/></harbour>");
    const char *found = await_findings();
    holds(found, "'uri':'@a.xml'");
    holds(found, "'range':{'start':{'line':0,'character':9},'end':{'line':0,'character':14}},"
                 "'severity':1,'code':'rng/element-unknown','source':'teikit'");
    holds(found, "\\ndid you mean \\'boat\\'?'");
    holds(found, "'version':1");
    change(2, behind("<bo"), behind("<boo"), "a");
    holds(await_findings(), "'diagnostics':[],'version':2");
    change(3, behind("rig='"), behind("ketch"), "yawl");
    holds(await_findings(), "'range':{'start':{'line':0,'character':15},'end':{'line':0,"
                            "'character':25}},'severity':1,'code':'rng/attribute-value'");
    note("textDocument/didChange", "{'textDocument':{'uri':'@a.xml','version':4},"
                                   "'contentChanges':[{'text':'<harbour>'}]}");
    holds(await_findings(), "xml/not-well-formed");
    note("textDocument/didClose", "{'textDocument':{'uri':'@a.xml'}}");
    holds(await_findings(), "'diagnostics':[]");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(of_many_changes_the_last_text_is_validated) {
    start("");
    open_text("a.xml", "<harbour></harbour>");
    await_findings();
    char *typed = calloc(1, 1 << 16), *end = typed;
    for (int i = 0; i < 20; i++) {
        char json[512];
        snprintf(json, sizeof json,
                 "{'method':'textDocument/didChange','params':{'textDocument':{'uri':'@a.xml',"
                 "'version':%d},'contentChanges':[{'range':{'start':{'line':0,'character':9},"
                 "'end':{'line':0,'character':9}},'text':'x'}]}}",
                 i + 2);
        char *message = expanded(json);
        end += sprintf(end, "Content-Length: %zu\r\n\r\n%s", strlen(message), message);
        free(message);
    }
    tell_raw(typed);
    free(typed);
    holds(await_findings(), "'version':21");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(a_place_counts_in_the_unit_that_was_agreed_on) {
    static const char *const encodings[] = {"", "utf-8", "utf-32", "utf-7', 'utf-16"};
    static const int columns[] = {21, 23, 20, 21};
    for (size_t i = 0; i < 4; i++) {
        char capabilities[128], range[128];
        snprintf(capabilities, sizeof capabilities, "'general':{'positionEncodings':['%s']}",
                 encodings[i]);
        start(i ? capabilities : "");
        open_text("a.xml", "<harbour name=\\'\xF0\x9D\x94\xB8\\'> <x/></harbour>");
        snprintf(range, sizeof range, "'start':{'line':0,'character':%d}", columns[i] - 1);
        holds(await_findings(), range);
        ck_assert_int_eq(finish(), 0);
    }
}
END_TEST

START_TEST(a_document_is_validated_by_what_holds_for_it) {
    put("corpus/teikit.yml", "schemas:\n  - match: \"*.xml\"\n    schemas: [tide.rnc, tide.sch]\n"
                             "findings:\n  - code: rng/attribute-unknown\n    severity: ignore\n"
                             "    reason: to come\n");
    put("corpus/tide.rnc", "element tide { text }");
    put("corpus/tide.sch", "<schema xmlns=\"http://purl.oclc.org/dsdl/schematron\"><pattern><rule "
                           "context=\"tide\"><assert id=\"high\" test=\". = 'high'\">It is "
                           "low.</assert></rule></pattern></schema>");
    put("own.rnc", "element own { empty }");
    START_WITH(.talks = true, "lsp");
    ask("initialize", "{'capabilities':{}}");
    open_text("corpus/a.xml", "<tide n=\\'1\\'>low</tide>");
    const char *found = await_findings();
    holds(found, "'code':'schematron/high'");
    holds(found, "It is low.");
    lacks(found, "attribute");
    open_text("b.xml", "<?xml version=\\'1.0\\' encoding=\\'ISO-8859-1\\'?><?xml-model "
                       "href=\\'own.rnc\\'?><own>\xC3\xA9</own>");
    found = await_findings();
    holds(found, "'code':'rng/text-not-allowed'");
    lacks(found, "rng/element");
    open_text("c.xml", "<?xml-model href=\\'none.rnc\\'?><own/>");
    holds(await_findings(), "none.rnc");
    note("textDocument/didChange", "{'textDocument':{'uri':'@c.xml'},'contentChanges':[{'text':"
                                   "'<?xml-model href=\\'none.rnc\\'?><own> </own>'}]}");
    holds(await_findings(), "none.rnc");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(what_is_found_in_included_files_is_shown_with_the_document) {
    put("part.xml", "<harbour>\n<dory/></harbour>");
    put("pier.rnc", "start = element pier { element harbour { empty } }");
    START_WITH(.talks = true, "lsp", "--schema", "pier.rnc", "--xinclude");
    ask("initialize", "{'capabilities':{}}");
    open_text("a.xml", "<pier><include xmlns=\\'http://www.w3.org/2001/XInclude\\' "
                       "href=\\'part.xml\\'/></pier>");
    holds(await_findings(), "part.xml:2: unknown element");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(schemas_that_change_on_disk_are_loaded_anew) {
    start("");
    open_text("a.xml", "<pier/>");
    holds(await_findings(), "rng/element-unknown");
    put("harbour.rnc", "element pier { empty }");
    note("workspace/didChangeWatchedFiles", "{'changes':[]}");
    holds(await_findings(), "'diagnostics':[]");
    put("harbour.rnc", "element pier {");
    note("textDocument/didSave", "{'textDocument':{'uri':'@a.xml'}}");
    holds(await("window/showMessage"), "harbour.rnc");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(findings_are_those_of_validate) {
    static const char text[] = "<harbour nam='x'>\n<boat xml:id='k' rig='yawl'/>\n<boat xml:id='k' "
                               "rig='ketch' beside='#z'/> \xEE\x80\x80<day>low</day></harbour>\n";
    static const char *const parts[] = {"rng/attribute-unknown", "rng/attribute-value",
                                        "rng/id-not-unique",     "check/pointer-to-nothing",
                                        "rng/text-not-allowed",  "rng/attribute-missing"};
    start("");
    put("a.xml", text);
    ck_assert_int_eq(RUN("validate", "--schema", "harbour.rnc", "--format", "jsonl", "a.xml"), 1);
    char *json = calloc(1, 4 * sizeof text), *end = json;
    for (const char *c = text; *c; c++)
        end += *c == '\n'   ? sprintf(end, "\\n")
               : *c == '\'' ? sprintf(end, "\\'")
                            : sprintf(end, "%c", *c);
    const char *validated = output();
    open_text("a.xml", json);
    const char *found = await_findings();
    size_t shown = 0, lines = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(validated, parts[i])) holds(found, parts[i]);
    for (const char *at = found; (at = strstr(at, "\"severity\"")); at++)
        shown++;
    for (const char *at = validated; (at = strchr(at, '\n')); at++)
        lines++;
    ck_assert_uint_ge(lines, 5);
    ck_assert_uint_eq(shown, lines);
    free(json);
    ck_assert_int_eq(finish(), 0);
}
END_TEST

/* ---- completion ---- */

static const char snippets[] =
    "'textDocument':{'completion':{'completionItem':{'snippetSupport':true,"
    "'documentationFormat':['markdown']}},'hover':{'contentFormat':['markdown']}}";

START_TEST(elements_are_proposed_with_what_they_must_have) {
    start(snippets);
    open_text("a.xml", "<harbour><boat rig=\\'ketch\\'/><</harbour>");
    const char *items = complete_typed(behind("/><"), "<");
    holds(items, "'label':'boat'");
    holds(items, "'newText':'boat rig=\\'$1\\'>$0</boat>'");
    holds(items, "'label':'day'");
    holds(items, "from tide to tide");
    holds(items, "'label':'/harbour'");
    holds(items, "'start':{'line':0,'character':29},'end':{'line':0,'character':29}");
    lacks(items, "'label':'harbour'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(names_keep_their_prefix) {
    static const char all[] = "{'textDocument':{'uri':'@a.xml'},'range':{'start':{'line':0,"
                              "'character':0},'end':{'line':9,'character':0}},'context':{}}";
    put("pier.rnc",
        "namespace p = \"pier\"\nstart = element p:pier { element p:bollard { text }* }");
    START_WITH(.talks = true, "lsp", "--schema", "pier.rnc");
    ask("initialize", "{'capabilities':{}}");
    open_text("a.xml", "<p:pier xmlns:p=\\'pier\\'><p:bolard>1</p:bolard><</p:pier>");
    holds(complete(behind("bolard><")), "'newText':'p:bollard'");
    change(2, behind("</p:bolard>"), behind("</p:bolard><"), "");
    await("'version':2");
    const char *actions = ask("textDocument/codeAction", all);
    holds(actions, range(behind("><p:"), behind("><p:bolard")));
    holds(actions, range(behind("</p:"), behind("</p:bolard")));
    holds(actions, "'newText':'bollard'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(clients_without_snippets_get_the_name) {
    start("");
    open_text("a.xml", "<harbour><bo</harbour>");
    const char *items = complete(12);
    holds(items, "'newText':'boat'");
    lacks(items, "$");
    holds(items, "'start':{'line':0,'character':10},'end':{'line':0,'character':12}");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(attributes_and_values_are_proposed) {
    start(snippets);
    open_text("a.xml", "<harbour><boat rig=\\'\\' /></harbour>");
    const char *items = complete_typed(behind("'' "), " ");
    holds(items, "'newText':'xml:id=\\'$1\\'$0'");
    holds(items, "'label':'beside'");
    lacks(items, "'label':'rig'");
    items = complete_typed(behind("rig='"), "\\'");
    holds(items, "'newText':'ketch'");
    holds(items, "two masts");
    holds(items, "'label':'sloop'");
    change(2, 19, 21, "");
    items = complete(19);
    holds(items, "'newText':'\\'ketch\\''");
    change(3, 15, 19, "");
    items = complete(15);
    holds(items, "'label':'rig'");
    holds(items, "'detail':'required'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(ends_are_proposed_for_what_is_open) {
    start(snippets);
    open_text("a.xml", "<harbour><day n=\\'1\\'>low</</harbour>");
    const char *items = complete_typed(behind("low</"), "/");
    holds(items, "'newText':'day>'");
    change(2, behind("low"), behind("low</"), "");
    items = complete_typed(behind("'>"), ">");
    holds(items, "'label':'</day>'");
    holds(items, "'newText':'$0</day>'");
    change(3, behind("low"), behind("low"), "</day>");
    items = complete_typed(behind("'>"), ">");
    lacks(items, "label");
    items = complete_typed(behind("low"), " ");
    lacks(items, "label");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(ids_and_entities_of_the_document_are_proposed) {
    start("");
    open_text("a.xml",
              "<!DOCTYPE harbour [<!ENTITY tide \\'low\\'>]><harbour><boat xml:id=\\'kay\\' "
              "rig=\\'sloop\\'>Kay</boat><boat beside=\\'\\'>&t</boat></harbour>");
    const char *items = complete_typed(behind("beside='"), "\\'");
    holds(items, "'label':'#kay'");
    holds(items, "'detail':'boat Kay'");
    items = complete(behind("&t"));
    holds(items, "'label':'tide'");
    holds(items, "'newText':'tide;'");
    holds(items, "'newText':'amp;'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(a_document_can_be_begun) {
    start(snippets);
    open_text("a.xml", "");
    const char *items = complete(0);
    holds(items, "'newText':'<?xml version");
    holds(items, "<?xml-model href=\\'$1\\'");
    holds(items, "'newText':'<harbour>$0</harbour>'");
    change(2, 0, 0, "<?x");
    items = complete(3);
    holds(items, "'start':{'line':0,'character':0},'end':{'line':0,'character':3}");
    holds(items, "'label':'<?xml-model Schematron'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(nothing_is_proposed_in_comments) {
    start("");
    open_text("a.xml", "<harbour><!-- < --><![CDATA[<]]><?x <?></harbour>");
    lacks(complete_typed(behind("-- <"), "<"), "label");
    lacks(complete_typed(behind("CDATA[<"), "<"), "label");
    lacks(complete_typed(behind("?x <"), "<"), "label");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

/* ---- what is there ---- */

START_TEST(what_is_under_the_pointer_is_explained) {
    start(snippets);
    open_text("a.xml", "<harbour><boat rig=\\'ketch\\' xml:id=\\'k\\'/><boat rig=\\'sloop\\' "
                       "beside=\\'#k\\'/><dory/></harbour>");
    await_findings();
    const char *hover = ask_at("hover", 3, "");
    holds(hover, "the days of a harbour");
    holds(hover, "'kind':'markdown'");
    holds(ask_at("hover", behind("ket"), ""), "two masts");
    holds(ask_at("hover", behind("#k"), ""), "<boat rig=\\'ketch\\' xml:id=\\'k\\'/>");
    holds(ask_at("hover", behind("<do"), ""), "rng/element-unknown");
    holds(ask_at("hover", 0, ""), "'result'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(a_pointer_leads_to_its_target) {
    start("");
    put("b.xml", "<harbour>\n<boat xml:id=\"far\" rig=\"ketch\"/></harbour>");
    open_text("a.xml", "<harbour><boat rig=\\'ketch\\' xml:id=\\'k\\'/><boat rig=\\'sloop\\' "
                       "beside=\\'#k b.xml#far\\'/><boat beside=\\'#none none.xml\\'/></harbour>");
    holds(ask_at("definition", behind("#k"), ""),
          "'uri':'@a.xml','range':{'start':{'line':0,'character':9}");
    holds(ask_at("definition", behind("#k b.x"), ""),
          "'uri':'@b.xml','range':{'start':{'line':1,'character':0}");
    holds(ask_at("definition", behind("#no"), ""), "'result':null");
    holds(ask_at("definition", behind("none.x"), ""), "'result':null");
    holds(ask_at("definition", 3, ""), "'result':null");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(a_document_leads_to_its_schema) {
    start("");
    open_text("a.xml", "<?xml-model href=\\'harbour.rnc\\'?><harbour/>");
    holds(ask_at("definition", behind("harb"), ""), "'uri':'@harbour.rnc'");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(an_id_is_renamed_with_all_that_point_to_it) {
    start("");
    open_text("b.xml", "<harbour><boat rig=\\'ketch\\' beside=\\'a.xml#k\\'/></harbour>");
    open_text("a.xml", "<harbour><boat rig=\\'ketch\\' xml:id=\\'k\\'/><boat rig=\\'sloop\\' "
                       "xml:id=\\'kk\\' beside=\\'#k #kk\\'/></harbour>");
    const char *all =
        ask_at("references", behind("xml:id='k"), ",'context':{'includeDeclaration':true}");
    holds(all, "'uri':'@b.xml'");
    holds(all, range(behind("xml:id='"), behind("xml:id='k")));
    holds(all, range(behind("beside='#"), behind("beside='#k")));
    lacks(all, range(behind("#k #"), behind("#k #k")));
    const char *others =
        ask_at("references", behind("#k"), ",'context':{'includeDeclaration':false}");
    lacks(others, range(behind("xml:id='"), behind("xml:id='k")));
    const char *of_tag =
        ask_at("references", behind("<harbour>"), ",'context':{'includeDeclaration':false}");
    holds(of_tag, range(behind("beside='#"), behind("beside='#k")));
    holds(ask_at("references", behind("<harb"), ""), "'result':null");
    holds(ask_at("prepareRename", behind("#k"), ""),
          strchr(range(behind("beside='#"), behind("#k")), '{') + 1);
    const char *edits = ask_at("rename", behind("xml:id='k"), ",'newName':'kay'");
    holds(edits, "'@a.xml':[{'range'");
    holds(edits, range(behind("xml:id='"), behind("xml:id='k")));
    holds(edits, "'@b.xml':[{");
    holds(edits, "'newText':'kay'");
    holds(ask_at("rename", behind("xml:id='k"), ",'newName':'#kay'"), "'newText':'kay'");
    holds(ask_at("rename", behind("xml:id='k"), ",'newName':'kk'"), "taken");
    holds(ask_at("rename", behind("xml:id='k"), ",'newName':'1k'"), "'code':-32602");
    holds(ask_at("rename", 3, ",'newName':'x'"), "'code':-32803");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

static const char outline[] =
    "<TEI>\\n<text>\\n<body>\\n<div type=\\'act\\' n=\\'1\\'>\\n<head>At <hi>sea</hi></head>\\n<sp "
    "who=\\'#k\\'>\\n<speaker>Kay</speaker>\\n<p xml:id=\\'p1\\'>Ahoy.</p>\\n</sp>\\n<pb "
    "n=\\'7\\'/>"
    "\\n</div>\\n</body>\\n</text>\\n</TEI>";

START_TEST(a_document_has_an_outline) {
    start("'textDocument':{'documentSymbol':{'hierarchicalDocumentSymbolSupport':true}}");
    open_text("a.xml", outline);
    const char *tree = ask("textDocument/documentSymbol", "{'textDocument':{'uri':'@a.xml'}}");
    holds(tree, "[{'name':'TEI',");
    holds(tree, "'children':[{'name':'div act 1 At sea',");
    holds(tree, "'children':[{'name':'sp Kay',");
    holds(tree, "'children':[{'name':'p #p1',");
    holds(tree, "'name':'pb 7'");
    holds(ask("textDocument/foldingRange", "{'textDocument':{'uri':'@a.xml'}}"),
          "{'startLine':3,'endLine':9}");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(an_outline_can_be_a_list) {
    start("");
    open_text("a.xml", outline);
    const char *list = ask("textDocument/documentSymbol", "{'textDocument':{'uri':'@a.xml'}}");
    holds(list, "'name':'sp Kay','kind':6,'location':{'uri':'@a.xml'");
    holds(list, "'containerName':'div act 1 At sea'");
    lacks(list, "children");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(a_selection_grows_with_the_markup) {
    start("");
    open_text("a.xml", "<harbour><day n=\\'1\\'>low</day></harbour>");
    const char *ranges = ask("textDocument/selectionRange",
                             "{'textDocument':{'uri':'@a.xml'},'positions':[{'line':0,"
                             "'character':17}]}");
    static const int pieces[][2] = {{17, 18}, {14, 19}, {9, 20}, {9, 29}, {0, 39}};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char piece[128];
        snprintf(piece, sizeof piece,
                 "'range':{'start':{'line':0,'character':%d},'end':{'line':0,'character':%d}}",
                 pieces[i][0], pieces[i][1]);
        holds(ranges, piece);
    }
    holds(ask_at("linkedEditingRange", 11, ""), "'start':{'line':0,'character':25}");
    holds(ask_at("linkedEditingRange", 22, ""), "'result':null");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

START_TEST(what_a_hint_says_can_be_done) {
    static const char all[] = "{'textDocument':{'uri':'@a.xml'},'range':{'start':{'line':0,"
                              "'character':0},'end':{'line':9,'character':0}},'context':{}}";
    start("");
    open_text("a.xml", "<harbour><dayy n=\\'1\\'>low</dayy><boat rig=\\'kech\\'/><boat "
                       "xml:id=\\'k\\'/></harbour>");
    await_findings();
    const char *actions = ask("textDocument/codeAction", all);
    holds(actions, "'title':'Replace it by \\'day\\''");
    holds(actions, "'range':{'start':{'line':0,'character':10},'end':{'line':0,'character':14}},"
                   "'newText':'day'");
    holds(actions, "'range':{'start':{'line':0,'character':26},'end':{'line':0,'character':30}},"
                   "'newText':'day'");
    holds(actions, "'range':{'start':{'line':0,'character':42},'end':{'line':0,'character':46}},"
                   "'newText':'ketch'");
    holds(actions, "'newText':' rig=\\'\\''");
    ck_assert_int_eq(finish(), 0);
}
END_TEST

COMMAND_LINE_SUITE(
    lsp, a_server_ends_as_it_is_told_to, an_exit_without_shutdown_is_a_fault,
    the_server_goes_when_its_client_is_gone, the_server_goes_when_the_process_of_its_client_is_gone,
    nothing_is_answered_before_initialize, what_is_no_request_is_refused_and_forgotten,
    a_request_that_waits_can_be_cancelled, findings_follow_the_text,
    of_many_changes_the_last_text_is_validated, a_place_counts_in_the_unit_that_was_agreed_on,
    a_document_is_validated_by_what_holds_for_it,
    what_is_found_in_included_files_is_shown_with_the_document,
    schemas_that_change_on_disk_are_loaded_anew, findings_are_those_of_validate,
    elements_are_proposed_with_what_they_must_have, names_keep_their_prefix,
    clients_without_snippets_get_the_name, attributes_and_values_are_proposed,
    ends_are_proposed_for_what_is_open, ids_and_entities_of_the_document_are_proposed,
    a_document_can_be_begun, nothing_is_proposed_in_comments,
    what_is_under_the_pointer_is_explained, a_pointer_leads_to_its_target,
    a_document_leads_to_its_schema, an_id_is_renamed_with_all_that_point_to_it,
    a_document_has_an_outline, an_outline_can_be_a_list, a_selection_grows_with_the_markup,
    what_a_hint_says_can_be_done)
