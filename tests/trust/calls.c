/* The calls that trials are made of, a few for each verb, and the files that they are about. */
#include "trust/trial.h"

#include "command-line/program.h"

#define SCH "http://purl.oclc.org/dsdl/schematron"
#define XSL "http://www.w3.org/1999/XSL/Transform"

static const struct input_file {
    const char *name, *text;
} inputs[] = {
    {"known.jsonl",
     "{\"severity\":\"error\",\"code\":\"rng/element-unknown\",\"file\":\"in/b.xml\","
     "\"line\":1,\"column\":7,\"message\":\"no such\"}\n"},
    {"m.yaml", "title: Tides\neditors: [Ada]\nfiles:\n"
               "  - {match: 'talk.txt', title: \"A Talk, \\u00e0 quai\", date: 1912-05-03}\n"},
    {"mine.yaml", "name: mine\nbase: diplomatic\nnot_speakers: [Sum]\n"},
    {"names.csv", "key,name\n1,quay\n"},
    {"catalog.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>"
                    "<system systemId='http://tide.example/more.rng' uri='more.rng'/></catalog>"},
    {"more.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0' "
                 "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"
                 "<define name='ebb'><element name='ebb'><optional><attribute name='at'>"
                 "<data type='token'><param name='pattern'>[\\i-[q]]\\c*</param></data>"
                 "</attribute></optional></element></define></grammar>"},
    {"tide.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0' xmlns:s='" SCH "' "
                 "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"
                 "<include href='http://tide.example/more.rng'/>"
                 "<s:pattern><s:rule context='tide'><s:assert test='count(ebb) le 3'>many: "
                 "<s:value-of select='count(ebb)'/></s:assert></s:rule></s:pattern>"
                 "<start><element name='tide'><optional><attribute name='xml:id'>"
                 "<data type='ID'/></attribute></optional><zeroOrMore><choice><text/>"
                 "<ref name='ebb'/></choice></zeroOrMore></element></start></grammar>"},
    {"tide.sch",
     "<schema xmlns='" SCH "' queryBinding='xslt2'><let name='quays' "
     "value=\"doc('quays.xml')//quay\"/><pattern><rule context='ebb'>"
     "<assert test='not(@at) or @at = $quays'>No quay <value-of select='@at'/>.</assert>"
     "<report test=\"matches(normalize-unicode(.), '\\p{Lu}+.*x')\">x</report>"
     "</rule></pattern></schema>"},
    {"quays.xml", "<quays><quay>pier</quay></quays>"},
    {"in/a.xml", "<tide xml:id='t'><ebb at='pier'/></tide>"},
    {"in/b.xml", "<tide><flood/><ebb at='quay'/><ebb/><ebb/><ebb/></tide>"},
    {"in/c.xml", "<!DOCTYPE tide [<!ENTITY e 'ebb &#233;'>]><tide>&e;<ebb></tide>"},
    {"whole.xml", "<tide xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='part.xml'/>"
                  "</tide>"},
    {"part.xml", "<ebb at='pier'/>"},
    {"settings/teikit.yml", "schemas: [{match: '*.xml', schemas: [../tide.rng]}]\n"
                            "findings: [{code: rng/element-unknown, severity: warning}]\n"
                            "checks: [pointers]\n"},
    {"settings/a.xml", "<tide><ebb/><flood/></tide>"},
    {"own.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='" XSL "' xmlns:e='http://exslt.org/"
                "strings' xmlns:t='http://www.tei-c.org/ns/1.0'><xsl:include href='more.xsl'/>"
                "<xsl:param name='place'/><xsl:key name='sp' match='t:sp' use='t:speaker'/>"
                "<xsl:output encoding='ISO-8859-1'/><xsl:template match='/'><out at='{$place}'>"
                "<xsl:for-each select=\"document('quays.xml')//quay\"><xsl:sort/>"
                "<xsl:number value='position()' format='i'/><xsl:value-of select='.'/>"
                "</xsl:for-each><xsl:value-of select=\"count(key('sp', 'K:'))\"/>"
                "<xsl:for-each select=\"e:tokenize('a b')\"><xsl:copy-of select='.'/>"
                "</xsl:for-each><xsl:call-template name='more'/></out></xsl:template>"
                "</xsl:stylesheet>"},
    {"more.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='" XSL "'><xsl:template name='more'>"
                 "<xsl:message>more</xsl:message><xsl:variable name='v'><a b='c'>&#233;</a>"
                 "</xsl:variable><xsl:copy-of select='$v'/></xsl:template></xsl:stylesheet>"},
};

/* The samples that are inputs, by what they are named here. */
static const struct input_file samples[] = {{"schema.rnc", "../../schemas/teikit.rnc"},
                                            {"volume.txt", "volume.txt"},
                                            {"talk.txt", "telephone.txt"},
                                            {"old.txt", "latin1.txt"},
                                            {"play.txt", "../plays/laterne.txt"},
                                            {"texts/letter.txt", "letter.txt"},
                                            {"texts/minutes.txt", "minutes.txt"},
                                            {"talk.xml", "../tei/telephone.xml"},
                                            {"tei/letter.xml", "../tei/letter.xml"},
                                            {"tei/minutes.xml", "../tei/minutes.xml"}};

void trial_put_inputs(void) {
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        put(inputs[i].name, inputs[i].text);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        put(samples[i].name, content(sample(samples[i].text)));
}

/* What an editor says to the language server. */
static const char session[] =
    "Content-Length: 75\r\n\r\n"
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"
    "Content-Length: 140\r\n\r\n"
    "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/"
    "didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///"
    "a.xml\",\"version\":1,\"text\":\"<tide><ebb/></tide>\"}}}"
    "Content-Length: 145\r\n\r\n"
    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/"
    "completion\",\"params\":{\"textDocument\":{\"uri\":\"file:///"
    "a.xml\"},\"position\":{\"line\":0,\"character\":7}}}"
    "Content-Length: 44\r\n\r\n"
    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}"
    "Content-Length: 33\r\n\r\n"
    "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";

const struct trial_call trial_calls[] = {
    {.words = {"encode", "--verify", "-m", "m.yaml", "-p", "mine.yaml", "-o", "out/old",
               "talk.txt"}},
    {.words = {"encode", "--profile", "ezdrama", "--report", "spare/report", "-d", "out/tei",
               "play.txt"}},
    {.words = {"encode", "-j", "2", "--nfc", "-d", "out/tei", "texts", "old.txt"}},
    {.words = {"encode", "-"}, .input = "7. A Talk\n\nA: The lamp [is] out.1\n\n  1. It was.\n"},
    {.words = {"encode", "--split", "-j", "2", "-d", "out/parts", "volume.txt"}},
    {.words = {"validate", "talk.xml"}},
    {.words = {"validate", "--shard", "1/2", "-o", "jsonl:out/old", "in/a.xml", "talk.xml"}},
    {.words = {"lsp", "-s", "schema.rnc"}, .input = session, .converses = true},
    {.words = {"validate", "-j", "2", "--check", "white-space", "--format", "jsonl", "tei"}},
    {.words = {"validate", "-C", "catalog.xml", "-s", "tide.rng", "-s", "tide.sch", "--cache",
               "spare/cache", "-o", "sarif:spare/sarif", "-o", "junit:spare/junit", "-j", "1",
               "in"}},
    {.words = {"validate", "-s", "tide.sch", "-b", "known.jsonl", "-f", "svrl", "-x", "whole.xml",
               "in"}},
    {.words = {"validate", "-C", "catalog.xml", "settings"}},
    {.words = {"validate", "-C", "catalog.xml", "-s", "tide.rng", "-f", "github", "-"},
     .input = "<tide><ebb at=''/></tide>"},
    {.words = {"watch", "-C", "catalog.xml", "-s", "tide.rng", "in"}, .until = "[watch/waiting]"},
    {.words = {"transform", "--to", "html", "-o", "out/old", "talk.xml"}},
    {.words = {"transform", "--to", "epub", "-o", "out/old", "talk.xml"}},
    {.words = {"transform", "--to", "site", "-d", "out/site", "-j", "1", "tei"}},
    {.words = {"transform", "--to", "csv", "-j", "2", "-o", "out/old", "tei"}},
    {.words = {"transform", "--stylesheet", "own.xsl", "--param", "place=quay", "-x", "talk.xml"}},
    {.words = {"query", "-f", "jsonl",
               "for $s in distinct-values(//sp/speaker) return upper-case($s)", "tei", "talk.xml"}},
    {.words = {"query",
               "(doc('quays.xml')//quay, format-date(xs:date('1912-05-03'), '[D] [MNn] [Y]'), "
               "replace(normalize-unicode('e\u0301t'), '\\p{Ll}', 'x'), 10000000000000000000 * "
               "12345678901234567890)"}},
    {.words = {"convert", "-C", "catalog.xml", "tide.rng", "-o", "out/tide.rnc"}},
    {.words = {"convert", "schema.rnc", "-o", "out/teikit.rng"}},
    {.words = {"explain", "memory/exhausted"}},
    {.words = {"show", "stylesheet"}},
    {.words = {"show", "man", "validate"}},
    {.words = {"--help"}},
};
const size_t trial_call_count = sizeof trial_calls / sizeof *trial_calls;
