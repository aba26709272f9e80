/* xpath: what is found by indexes is what is found by looking at each node.  The documents are long
   enough for indexes to be made. */
#include "run.h"

#include "base/buffer.h"
#include "xpath/evaluated.h"

static struct buffer document;

/* <r> with elements s in one another, items with ids, and references to some of them. */
static void make_document(void) {
    buffer_text(&document, "<r>");
    for (int i = 0; i < 60; i++) {
        buffer_print(&document, "<s n='%d'><p xml:id='i%d' k='k%d'>x</p>", i, i, i % 7);
        if (i % 3) buffer_text(&document, "</s>");
        buffer_print(&document, "<to ref='i%d' k='k%d'/>", i * 2, i % 11);
    }
    for (int i = 0; i < 60; i += 3)
        buffer_text(&document, "</s>");
    buffer_text(&document, "</r>");
}

static void free_document(void) {
    buffer_free(&document);
}

START_TEST(elements_by_their_names) {
    static const struct evaluated rows[] = {
        {"for $i in 1 to 5 return count(//s)", "60|60|60|60|60"},
        {"every $s in //s satisfies count($s//s) = count($s/descendant::*[name() = 's'])", "true"},
        {"every $s in //s satisfies count($s/following::p) = "
         "count($s/following::*[name() = 'p'])",
         "true"},
        {"every $s in //s satisfies count($s/preceding::s) = "
         "count($s/preceding::*[name() = 's'])",
         "true"},
        {"every $k in //p/@k satisfies count($k/preceding::s) = "
         "count($k/preceding::*[name() = 's'])",
         "true"},
        {"every $s in //to satisfies $s/preceding::p[1] is $s/preceding::*[name() = 'p'][1]",
         "true"},
        {"every $s in //p[following::p] satisfies "
         "$s/following::p[1] is $s/following::*[name() = 'p'][1]",
         "true"},
        {"deep-equal(//s/preceding::p, //s/preceding::*[name() = 'p'])", "true"},
        {"deep-equal(//p/following::s, //p/following::*[name() = 's'])", "true"},
        {"//s//none, //to/preceding::none, count(//s/following::none)", "0"},
    };
    assert_evaluated(document.bytes, rows);
}
END_TEST

START_TEST(values_that_are_looked_up) {
    static const struct evaluated rows[] = {
        {"count(//to[@ref = //p/@xml:id])", "30"},
        {"count(//to[@ref != //p/@xml:id])", "60"},
        {"count(//to[not(@ref = //p/@xml:id)])", "30"},
        {"deep-equal(for $to in //to return //p[@xml:id = $to/@ref], "
         "for $to in //to return //p[string(@xml:id) eq $to/@ref])",
         "true"},
        {"deep-equal(for $to in //to return //p[@k = $to/@k]/@xml:id/string(), "
         "for $to in //to return //p[string(@k) eq $to/@k]/@xml:id/string())",
         "true"},
        {"for $i in 1 to 3 return //p[@k = ('k1', 'k2')[. != string($i)]][@xml:id = 'i8']/name()",
         "p|p|p"},
        {"for $n in (3, 5) return //s[@n = $n]/@n/string()", "3|5"},
        {"for $n in ('3', 5) return //s[@n = $n]/@n/string()", "3|5"},
        {"for $n in (3, 'x') return //s[@n = $n]/@n/string()", "3"},
        {"for $k in (1, 2) return //p[@k = $k]", "FORG0001"},
        {"for $k in ('k1', 'k1') return count(//p[$k = @k])", "9|9"},
        {"for $k in ('x', 'k1') return count(//*[@k = ($k, 'k1')])", "15|15"},
        {"for $x in (1, 2) return //p[@none = string($x)]", ""},
    };
    assert_evaluated(document.bytes, rows);
}
END_TEST

SUITE(xpath_indexes) {
    Suite *suite = suite_create("xpath/indexes");
    TCase *cases = tcase_create("xpath_indexes");
    tcase_add_checked_fixture(cases, make_document, free_document);
    tcase_add_test(cases, elements_by_their_names);
    tcase_add_test(cases, values_that_are_looked_up);
    suite_add_tcase(suite, cases);
    return suite;
}
