/* What hostile documents, schemas and stylesheets can make the program do: strace sees that it
   opens no socket, runs no program, reads nothing elsewhere and writes nowhere but where the call
   says. */
#include "trust/trial.h"

#include "command-line/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCH "http://purl.oclc.org/dsdl/schematron"
#define XSL "http://www.w3.org/1999/XSL/Transform"
#define TEI "http://www.tei-c.org/ns/1.0"
#define FAR "http://127.0.0.1:9/"

/* Each asks for something that it may not have: by the network, or by a file beneath /etc. */
static const struct hostile_file {
    const char *name, *text;
} hostile[] = {
    {"in/entities.xml", "<!DOCTYPE TEI SYSTEM '" FAR "tei.dtd' [<!ENTITY e SYSTEM '/etc/hostname'>"
                        "<!ENTITY f SYSTEM '" FAR "f'><!ENTITY % p SYSTEM '" FAR "p'>%p;]>"
                        "<TEI xmlns='" TEI "'><text>&e;&f;</text></TEI>"},
    {"in/models.xml", "<?xml-model href='" FAR "tei.rng'?><?xml-model href='/etc/hostname'?>"
                      "<?xml-stylesheet href='" FAR "a.xsl'?><TEI xmlns='" TEI "'><text/></TEI>"},
    {"in/includes.xml",
     "<TEI xmlns='" TEI "' xmlns:xi='http://www.w3.org/2001/XInclude'><text>"
     "<xi:include href='" FAR "a.xml'><xi:fallback/></xi:include><xi:include "
     "href='/etc/hostname' parse='text'><xi:fallback/></xi:include></text></TEI>"},
    {"in/pointers.xml", "<TEI xmlns='" TEI "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        " xsi:schemaLocation='u " FAR "a.xsd'><text><ref target='" FAR "a.xml#b'/>"
                        "<graphic url='" FAR "a.png'/></text></TEI>"},
    {"far.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><include href='" FAR
                "a.rng'/><start><externalRef href='" FAR "b.rng'/></start></grammar>"},
    {"far.rnc", "include \"" FAR "a.rnc\"\nstart = external \"" FAR "b.rnc\"\n"},
    {"far.sch",
     "<schema xmlns='" SCH "' queryBinding='xslt2'><pattern><rule context='*'>"
     "<assert test=\"doc('" FAR "a.xml')\"/><assert test=\"doc('/etc/hostname')\"/>"
     "<assert test=\"unparsed-text('/etc/hostname')\"/><assert test=\"collection('/etc')\"/>"
     "</rule></pattern></schema>"},
    {"far.xsl",
     "<xsl:stylesheet version='1.0' xmlns:xsl='" XSL "' xmlns:e='http://exslt.org/common'"
     " extension-element-prefixes='e'><xsl:template match='/'>"
     "<xsl:copy-of select=\"document('" FAR "a.xml')\"/></xsl:template></xsl:stylesheet>"},
    {"near.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='" XSL "'><xsl:template match='/'>"
                 "<xsl:copy-of select=\"document('/etc/hostname')\"/></xsl:template>"
                 "</xsl:stylesheet>"},
    {"writes.xsl",
     "<xsl:stylesheet version='1.0' xmlns:xsl='" XSL "' xmlns:e='http://exslt.org/common'"
     " extension-element-prefixes='e'><xsl:template match='/'><e:document "
     "href='../elsewhere'><a/></e:document></xsl:template></xsl:stylesheet>"},
    {"imports.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='" XSL "'><xsl:import href='" FAR
                    "a.xsl'/></xsl:stylesheet>"},
    {"catalog.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><nextCatalog "
                    "catalog='" FAR "c'/><rewriteURI uriStartString='" FAR "' rewritePrefix='" FAR
                    "d/'/></catalog>"},
    {"teikit.yml", "schemas: [{match: '*.xml', schemas: ['" FAR "a.rng']}]\n"},
    {"talk.txt", "7. A Talk\n\nA: The lamp [is] out.1\n\n  1. http://tide.example/a.\n"}};

/* Where a document or schema may name local files wherever they are, the call says so. */
static const struct traced_call {
    const char *words[12];
    bool reads_anywhere;
} calls[] = {
    {.words = {"validate", "--settings", "none", "--check", "language", "in"}},
    {.words = {"validate", "--settings", "none", "-x", "-s", "teikit", "-j", "2", "in"},
     .reads_anywhere = true},
    {.words = {"validate", "in"}}, /* by its settings */
    {.words = {"validate", "--settings", "none", "-C", "catalog.xml", "-s", "far.rng", "in"}},
    {.words = {"validate", "--settings", "none", "-s", "far.rnc", "-s", "far.sch", "in"}},
    {.words = {"validate", "--settings", "none", "--cache", "out/cache", "-o", "sarif:out/report",
               "in"}},
    {.words = {"encode", "--verify", "-o", "out/talk.xml", "talk.txt"}},
    {.words = {"transform", "--to", "html", "-x", "-d", "out/html", "in"}},
    {.words = {"transform", "--to", "site", "-d", "out/site", "in"}},
    {.words = {"transform", "--stylesheet", "far.xsl", "-d", "out", "in"}},
    {.words = {"transform", "--stylesheet", "near.xsl", "-d", "out", "in"}},
    {.words = {"transform", "--stylesheet", "writes.xsl", "-d", "out", "in"}},
    {.words = {"transform", "--stylesheet", "imports.xsl", "-d", "out", "in"}},
    {.words = {"query", "doc('" FAR "a.xml')", "in"}},
    {.words = {"query", "doc('/etc/hostname') | collection('/etc'), unparsed-text('/etc/hostname')",
               "in"}},
    {.words = {"convert", "-C", "catalog.xml", "far.rng", "-o", "out/far.rnc"}},
    {.words = {"explain", "xml/not-well-formed"}},
    {.words = {"show", "schema", "teikit.rng"}},
};
enum { CALLS = sizeof calls / sizeof *calls };

static bool has_strace(void) {
    return system("strace -f -o trace true 2> /dev/null") == 0;
}

/* A file of this name is one that the system gives to whoever asks. */
static bool is_nobodys(const char *line) {
    return strstr(line, "\"/dev/null\"") || strstr(line, "O_TMPFILE");
}

/* What the C library and libxml2 read at their start. */
static bool is_the_systems(const char *line) {
    return strstr(line, "/etc/ld.so") || strstr(line, "/etc/localtime") ||
           strstr(line, "/etc/xml/catalog");
}

/* Whether the line is of a call that writes: a file opened for that, a folder changed. */
static bool writes(const char *line) {
    static const char *const words[] = {"O_WRONLY", "O_RDWR",  "O_CREAT",   "mkdir",   "rename",
                                        "unlink",   "symlink", "truncate(", "linkat(", "link("};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(line, words[i])) return strstr(line, "readlink") == NULL;
    return false;
}

static void check_line(const struct traced_call *call, const char *line, bool first) {
    if (strstr(line, "resumed>")) return; /* its arguments were in a line before */
    ck_assert_msg(!strstr(line, "socket(") && !strstr(line, "connect("), "a socket: %s", line);
    ck_assert_msg(first || !strstr(line, "execve("), "a program: %s", line);
    bool opens = !call->reads_anywhere && strstr(line, "open") && strstr(line, "/etc");
    ck_assert_msg(!opens || is_the_systems(line), "a file that it may not read: %s", line);
    if (writes(line) && !is_nobodys(line))
        ck_assert_msg(strstr(line, "\"out/") || strstr(line, "\"out\""), "written to: %s", line);
}

START_TEST(nothing_is_fetched_and_nothing_written_elsewhere) {
    if (!has_strace()) {
        fprintf(stderr, "There is no strace that may trace, so what is opened was not looked at "
                        "(Debian: strace).\n");
        return;
    }
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        put(hostile[i].name, hostile[i].text);
    put("out/old", "");
    setenv("TMPDIR", "out", 1); /* what is written bit by bit goes there first */
    setenv("TEIKIT_CHECKER", "strace -f -o trace -e trace=network,file,process", 1);
    int status = run_program(&(struct circumstances){0}, calls[_i].words);
    ck_assert_int_le(status, 2);
    char *trace = (char *)content("trace"), *line = strtok(trace, "\n");
    ck_assert_ptr_nonnull(line);
    for (bool first = true; line; line = strtok(NULL, "\n"), first = false)
        check_line(&calls[_i], line, first);
}
END_TEST

SUITE(trace) {
    Suite *suite = suite_create("trust/trace");
    suite_add_tcase(
        suite, trial_case("trust/trace", nothing_is_fetched_and_nothing_written_elsewhere, CALLS));
    return suite;
}
