/* xpath/value: casts, comparisons and arithmetic of atomic values.  A value is written as
   TYPE(TEXT) with the type's local name; an error is written as its code. */
#include "run.h"

#include "xpath/value.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *uri_of(void *data, const char *prefix, size_t length) {
    (void)data;
    if (!length) return "";
    return length == 1 && (*prefix == 'p' || *prefix == 'q') ? "urn:pq" : NULL;
}

static const struct xpath_namespaces namespaces = {uri_of, NULL};
static struct xpath_values values;

static void begin(void) {
    values = (struct xpath_values){.arena = arena_new(), .namespaces = &namespaces};
}

static void end(void) {
    arena_free(values.arena);
}

static enum xpath_type type_named(const char *name, size_t length) {
    enum xpath_type type;
    ck_assert_msg(xpath_type_find(name, length, &type), "%.*s", (int)length, name);
    return type;
}

/* The value written as TYPE(TEXT). */
static struct xpath_value value_of(const char *written) {
    const char *text = strchr(written, '(') + 1;
    struct xpath_value string = xpath_value_string(text, strlen(text) - 1), value;
    enum xpath_type type = type_named(written, (size_t)(text - written) - 1);
    if (type == XPATH_NOTATION) { /* which only a schema makes */
        value = (struct xpath_value){type, .as.name = {"urn:pq", "p", "n"}};
        return value;
    }
    ck_assert_msg(xpath_cast(&values, &string, type, &value), "%s: %s", written, values.message);
    return value;
}

/* TYPE(TEXT) of a value, or the code of the error. */
static const char *shown(bool done, const struct xpath_value *value) {
    if (!done) {
        ck_assert(*values.message);
        return values.code;
    }
    struct xpath_string text = xpath_value_text(&values, value);
    return arena_print(values.arena, "%s(%.*s)", xpath_type_name(value->type), (int)text.length,
                       text.bytes);
}

/* ---- types ---- */

START_TEST(types_derive) {
    static const struct {
        const char *type, *base;
        bool derives;
    } rows[] = {
        {"byte", "decimal", true},       {"byte", "long", true},
        {"decimal", "integer", false},   {"unsignedByte", "nonNegativeInteger", true},
        {"ID", "token", true},           {"ENTITY", "NCName", true},
        {"NMTOKEN", "Name", false},      {"dayTimeDuration", "duration", true},
        {"anyURI", "string", false},     {"float", "double", false},
        {"gDay", "anyAtomicType", true}, {"negativeInteger", "nonPositiveInteger", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum xpath_type type = type_named(rows[i].type, strlen(rows[i].type));
        enum xpath_type base = type_named(rows[i].base, strlen(rows[i].base));
        ck_assert_msg(xpath_type_derives_from(type, base) == rows[i].derives, "%s, %s",
                      rows[i].type, rows[i].base);
    }
    enum xpath_type type;
    ck_assert(!xpath_type_find("NMTOKENS", 8, &type));
    ck_assert(!xpath_type_find("int8", 4, &type));
}
END_TEST

/* ---- the table of F&O 17.1 ---- */

static const char *const samples[] = {"untypedAtomic(a)",
                                      "string(a)",
                                      "float(1.5)",
                                      "double(1.5)",
                                      "decimal(1.5)",
                                      "integer(7)",
                                      "duration(P1YT1S)",
                                      "yearMonthDuration(P1Y)",
                                      "dayTimeDuration(PT1S)",
                                      "dateTime(2004-02-29T13:20:00Z)",
                                      "time(13:20:00)",
                                      "date(2004-02-29)",
                                      "gYearMonth(2004-02)",
                                      "gYear(2004)",
                                      "gMonthDay(--02-29)",
                                      "gDay(---29)",
                                      "gMonth(--02)",
                                      "boolean(true)",
                                      "base64Binary(D7c=)",
                                      "hexBinary(0FB7)",
                                      "anyURI(urn:a)",
                                      "QName(p:n)",
                                      "NOTATION(p:n)"};

/* A row for each sample: what it becomes as each of their types; "" is XPTY0004 (XPST0080 for
   NOTATION), "!" FORG0001. */
static const char *const casts[COUNT(samples)][COUNT(samples)] = {
    {"a", "a", "!", "!", "!", "!", "!", "!", "!", "!", "!", "!",
     "!", "!", "!", "!", "!", "!", "!", "!", "a", "",  ""},
    {"a", "a", "!", "!", "!", "!", "!", "!", "!", "!", "!", "!",
     "!", "!", "!", "!", "!", "!", "!", "!", "a", "a", ""},
    {"1.5", "1.5", "1.5", "1.5", "1.5", "1", "", "", "", "", "", "", "", "", "", "", "", "true"},
    {"1.5", "1.5", "1.5", "1.5", "1.5", "1", "", "", "", "", "", "", "", "", "", "", "", "true"},
    {"1.5", "1.5", "1.5", "1.5", "1.5", "1", "", "", "", "", "", "", "", "", "", "", "", "true"},
    {"7", "7", "7", "7", "7", "7", "", "", "", "", "", "", "", "", "", "", "", "true"},
    {"P1YT1S", "P1YT1S", "", "", "", "", "P1YT1S", "P1Y", "PT1S"},
    {"P1Y", "P1Y", "", "", "", "", "P1Y", "P1Y", "PT0S"},
    {"PT1S", "PT1S", "", "", "", "", "PT1S", "P0M", "PT1S"},
    {"2004-02-29T13:20:00Z", "2004-02-29T13:20:00Z", "", "", "", "", "", "", "",
     "2004-02-29T13:20:00Z", "13:20:00Z", "2004-02-29Z", "2004-02Z", "2004Z", "--02-29Z", "---29Z",
     "--02Z"},
    {"13:20:00", "13:20:00", "", "", "", "", "", "", "", "", "13:20:00"},
    {"2004-02-29", "2004-02-29", "", "", "", "", "", "", "", "2004-02-29T00:00:00", "",
     "2004-02-29", "2004-02", "2004", "--02-29", "---29", "--02"},
    {"2004-02", "2004-02", "", "", "", "", "", "", "", "", "", "", "2004-02"},
    {"2004", "2004", "", "", "", "", "", "", "", "", "", "", "", "2004"},
    {"--02-29", "--02-29", "", "", "", "", "", "", "", "", "", "", "", "", "--02-29"},
    {"---29", "---29", "", "", "", "", "", "", "", "", "", "", "", "", "", "---29"},
    {"--02", "--02", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "--02"},
    {"true", "true", "1", "1", "1", "1", "", "", "", "", "", "", "", "", "", "", "", "true"},
    {"D7c=", "D7c=", "", "", "", "", "", "", "",     "",
     "",     "",     "", "", "", "", "", "", "D7c=", "0FB7"},
    {"0FB7", "0FB7", "", "", "", "", "", "", "",     "",
     "",     "",     "", "", "", "", "", "", "D7c=", "0FB7"},
    {"urn:a", "urn:a", "", "", "", "", "", "", "", "",     "",
     "",      "",      "", "", "", "", "", "", "", "urn:a"},
    {"p:n", "p:n", "", "", "", "", "", "", "", "", "",
     "",    "",    "", "", "", "", "", "", "", "", "p:n"},
    {"p:n", "p:n", "", "", "", "", "", "", "", "", "",
     "",    "",    "", "", "", "", "", "", "", "", "p:n"},
};

START_TEST(every_pair_casts_by_the_table) {
    begin();
    for (size_t from = 0; from < COUNT(samples); from++) {
        struct xpath_value value = value_of(samples[from]), result;
        for (size_t to = 0; to < COUNT(samples); to++) {
            const char *name = samples[to], *text = casts[from][to] ? casts[from][to] : "";
            int length = (int)strcspn(name, "(");
            enum xpath_type type = type_named(name, (size_t)length);
            const char *expected = type == XPATH_NOTATION ? "XPST0080"
                                   : !*text               ? "XPTY0004"
                                   : strcmp(text, "!") == 0
                                       ? "FORG0001"
                                       : arena_print(values.arena, "%.*s(%s)", length, name, text);
            bool done = xpath_cast(&values, &value, type, &result);
            const char *got = shown(done, &result);
            ck_assert_msg(strcmp(got, expected) == 0, "%s as %s: %s, not %s", samples[from], name,
                          got, expected);
            ck_assert_int_eq(xpath_castable(&values, &value, type), done);
            ck_assert_int_eq(values.code != NULL, type == XPATH_NOTATION);
        }
    }
    end();
}
END_TEST

/* ---- single casts ---- */

static const struct {
    const char *from, *type, *expected;
} single_casts[] = {
    /* strings to what is derived from string */
    {"string( a \t b )", "normalizedString", "normalizedString( a   b )"},
    {"string( a \n b )", "token", "token(a b)"},
    {"string( de-CH )", "language", "language(de-CH)"},
    {"string(de_CH)", "language", "FORG0001"},
    {"string(1a)", "NMTOKEN", "NMTOKEN(1a)"},
    {"string(1a)", "Name", "FORG0001"},
    {"string(a:b)", "Name", "Name(a:b)"},
    {"string(a:b)", "NCName", "FORG0001"},
    {"string(a)", "ID", "ID(a)"},
    {"integer(5)", "IDREF", "FORG0001"},
    {"token(a)", "ENTITY", "ENTITY(a)"},
    {"string(http://a.example/b c)", "anyURI", "anyURI(http://a.example/b c)"},
    {"string(a%zz)", "anyURI", "FORG0001"},
    {"string(x)", "anyAtomicType", "XPST0080"},
    {"string(r:x)", "QName", "FONS0004"},
    {"string(p:x:y)", "QName", "FORG0001"},
    /* canonical strings of numbers */
    {"double(1000000)", "string", "string(1.0E6)"},
    {"double(999999)", "string", "string(999999)"},
    {"double(0.000001)", "string", "string(0.000001)"},
    {"double(0.0000001)", "string", "string(1.0E-7)"},
    {"double(-0)", "string", "string(-0)"},
    {"double(-INF)", "string", "string(-INF)"},
    {"double(NaN)", "string", "string(NaN)"},
    {"double(1.1)", "string", "string(1.1)"},
    {"double(100)", "string", "string(100)"},
    {"double(123456789012345678)", "string", "string(1.2345678901234568E17)"},
    {"double(4.9e-324)", "string", "string(5.0E-324)"},
    {"double(1e400)", "string", "string(INF)"},
    {"float(1.1)", "string", "string(1.1)"},
    {"float(16777216)", "string", "string(1.6777216E7)"},
    {"float(3.4028235e38)", "double", "double(3.4028234663852886E38)"},
    {"double(1e39)", "float", "float(INF)"},
    {"decimal(+001.500)", "string", "string(1.5)"},
    {"decimal(-.0)", "string", "string(0)"},
    {"decimal(5.)", "string", "string(5)"},
    {"decimal(123456789012345678901234567890.123456789012345678901234567890)", "string",
     "string(123456789012345678901234567890.12345678901234567890123456789)"},
    {"string(1e3)", "decimal", "FORG0001"},
    {"string(.)", "decimal", "FORG0001"},
    {"string(1.0)", "integer", "FORG0001"},
    {"string(+INF)", "double", "FORG0001"},
    {"string(1e)", "double", "FORG0001"},
    {"string(0x10)", "double", "FORG0001"},
    {"string()", "double", "FORG0001"},
    {"string( 12 )", "double", "double(12)"},
    {"string(1 2)", "integer", "FORG0001"},
    /* between numbers */
    {"double(0.1)", "decimal",
     "decimal(0.1000000000000000055511151231257827021181583404541015625)"},
    {"double(1e20)", "integer", "integer(100000000000000000000)"},
    {"double(-1.9)", "integer", "integer(-1)"},
    {"double(INF)", "integer", "FOCA0002"},
    {"float(NaN)", "decimal", "FOCA0002"},
    {"decimal(0.1)", "float", "float(0.1)"},
    {"decimal(12345678901234567890.5)", "double", "double(1.2345678901234567E19)"},
    {"double(NaN)", "boolean", "boolean(false)"},
    {"double(-0)", "boolean", "boolean(false)"},
    {"decimal(0.0)", "boolean", "boolean(false)"},
    {"string( 1 )", "boolean", "boolean(true)"},
    {"string(True)", "boolean", "FORG0001"},
    {"boolean(true)", "byte", "byte(1)"},
    /* bounds */
    {"integer(127)", "byte", "byte(127)"},
    {"integer(128)", "byte", "FORG0001"},
    {"integer(-128)", "byte", "byte(-128)"},
    {"integer(-129)", "byte", "FORG0001"},
    {"integer(9223372036854775807)", "long", "long(9223372036854775807)"},
    {"integer(9223372036854775808)", "long", "FORG0001"},
    {"integer(-9223372036854775808)", "long", "long(-9223372036854775808)"},
    {"integer(-9223372036854775809)", "long", "FORG0001"},
    {"integer(18446744073709551615)", "unsignedLong", "unsignedLong(18446744073709551615)"},
    {"integer(18446744073709551616)", "unsignedLong", "FORG0001"},
    {"string(-1)", "unsignedInt", "FORG0001"},
    {"string(-0)", "unsignedByte", "unsignedByte(0)"},
    {"double(255.9)", "unsignedByte", "unsignedByte(255)"},
    {"integer(0)", "positiveInteger", "FORG0001"},
    {"integer(0)", "negativeInteger", "FORG0001"},
    {"integer(-1)", "negativeInteger", "negativeInteger(-1)"},
    {"integer(0)", "nonPositiveInteger", "nonPositiveInteger(0)"},
    {"integer(99999999999999999999)", "positiveInteger", "positiveInteger(99999999999999999999)"},
    {"integer(-99999999999999999999)", "nonPositiveInteger",
     "nonPositiveInteger(-99999999999999999999)"},
    {"unsignedShort(65535)", "short", "FORG0001"},
    /* moments */
    {"string(2000-02-29)", "date", "date(2000-02-29)"},
    {"string(1900-02-29)", "date", "FORG0001"},
    {"string(0000-01-01)", "date", "FORG0001"},
    {"string(-0001-02-29)", "date", "date(-0001-02-29)"},
    {"string(-0001-03-01T00:00:00)", "dateTime", "dateTime(-0001-03-01T00:00:00)"},
    {"string(-12345-01-01)", "date", "date(-12345-01-01)"},
    {"string(99999999999999)", "gYear", "FODT0001"},
    {"string(1999-12-31T24:00:00)", "dateTime", "dateTime(2000-01-01T00:00:00)"},
    {"string(24:00:00)", "time", "time(00:00:00)"},
    {"string(24:00:01)", "time", "FORG0001"},
    {"string(12:00:60)", "time", "FORG0001"},
    {"string(12:00:00.1230)", "time", "time(12:00:00.123)"},
    {"string(12:00:00+14:01)", "time", "FORG0001"},
    {"string(12:00:00-00:00)", "time", "time(12:00:00Z)"},
    {"string( 2004-02-29-05:30 )", "date", "date(2004-02-29-05:30)"},
    {"string(--02-30)", "gMonthDay", "FORG0001"},
    {"date(2004-02-29+01:00)", "dateTime", "dateTime(2004-02-29T00:00:00+01:00)"},
    {"dateTime(2004-02-29T12:00:00.5)", "time", "time(12:00:00.5)"},
    {"dateTime(-0044-03-15T12:00:00)", "gYear", "gYear(-0044)"},
    /* durations */
    {"string(P12M)", "duration", "duration(P1Y)"},
    {"string(PT36H)", "dayTimeDuration", "dayTimeDuration(P1DT12H)"},
    {"string(-P0Y)", "yearMonthDuration", "yearMonthDuration(P0M)"},
    {"string(P0M)", "duration", "duration(PT0S)"},
    {"string(-PT0.50S)", "duration", "duration(-PT0.5S)"},
    {"string(P1Y)", "dayTimeDuration", "FORG0001"},
    {"string(P1M)", "dayTimeDuration", "FORG0001"},
    {"string(PT1M)", "dayTimeDuration", "dayTimeDuration(PT1M)"},
    {"string(P1D)", "yearMonthDuration", "FORG0001"},
    {"string(P)", "duration", "FORG0001"},
    {"string(P1YT)", "duration", "FORG0001"},
    {"string(P99999999999999999D)", "duration", "FODT0002"},
    {"string(-P1Y2M3DT4H5M6.7S)", "duration", "duration(-P1Y2M3DT4H5M6.7S)"},
    /* binaries */
    {"string(0fB)", "hexBinary", "FORG0001"},
    {"string(0fb7)", "hexBinary", "hexBinary(0FB7)"},
    {"string()", "hexBinary", "hexBinary()"},
    {"string( YW Jj )", "base64Binary", "base64Binary(YWJj)"},
    {"string(YQ==)", "base64Binary", "base64Binary(YQ==)"},
    {"string(YQ=)", "base64Binary", "FORG0001"},
    {"base64Binary(AP8=)", "hexBinary", "hexBinary(00FF)"},
};

START_TEST(casts_give_canonical_strings_or_errors) {
    begin();
    for (size_t i = 0; i < COUNT(single_casts); i++) {
        struct xpath_value value = value_of(single_casts[i].from);
        const char *type = single_casts[i].type;
        bool done = xpath_cast(&values, &value, type_named(type, strlen(type)), &value);
        const char *got = shown(done, &value);
        ck_assert_msg(strcmp(got, single_casts[i].expected) == 0, "%s as %s: %s, not %s",
                      single_casts[i].from, type, got, single_casts[i].expected);
    }
    end();
}
END_TEST

START_TEST(numbers_of_too_many_digits_are_refused) {
    begin();
    enum { LENGTH = 30000 };
    char *digits = arena_allocate(values.arena, LENGTH + 1);
    memset(digits, '7', LENGTH);
    struct xpath_value value = xpath_value_string(digits, LENGTH), result;
    ck_assert_str_eq(shown(xpath_cast(&values, &value, XPATH_INTEGER, &result), NULL), "FOCA0003");
    ck_assert_str_eq(shown(xpath_cast(&values, &value, XPATH_DECIMAL, &result), NULL), "FOCA0001");
    digits[0] = '.';
    ck_assert_str_eq(shown(xpath_cast(&values, &value, XPATH_DECIMAL, &result), NULL), "FOCA0001");
    end();
}
END_TEST

START_TEST(only_literals_become_names) {
    begin();
    values.namespaces = NULL;
    struct xpath_value value = xpath_value_string("p:x", 3);
    ck_assert_str_eq(shown(xpath_cast(&values, &value, XPATH_QNAME, &value), &value), "XPTY0004");
    end();
}
END_TEST

/* ---- comparison ---- */

/* `relation` is "<", "=", ">", "!" (neither, but they can be asked for their order), "=?" and "!?"
   (equal and not equal, without an order), or "" where there is no such comparison. */
static const struct {
    const char *first, *relation, *second;
} comparisons[] = {
    {"string(a)", "<", "string(b)"},
    {"string(a)", "<", "token(ab)"},
    {"string(\uFFFD)", "<", "string(\U0001F600)"},
    {"anyURI(a)", "=", "string(a)"},
    {"untypedAtomic(10)", "<", "untypedAtomic(9)"},
    {"string(1)", "", "integer(1)"},
    {"boolean(false)", "<", "boolean(true)"},
    {"boolean(true)", "", "integer(1)"},
    {"integer(2)", "<", "double(2.5)"},
    {"byte(2)", "=", "unsignedLong(2)"},
    {"decimal(0.1)", "=", "double(0.1)"},
    {"float(0.1)", ">", "double(0.1)"},
    {"float(0.1)", "=", "decimal(0.1)"},
    {"decimal(1.10)", "=", "decimal(1.1)"},
    {"decimal(-1.15)", "<", "decimal(-1.1)"},
    {"decimal(0.1)", "<", "integer(100000000000000000000)"},
    {"integer(100000000000000000001)", ">", "integer(100000000000000000000)"},
    {"integer(-100000000000000000001)", "<", "integer(-100000000000000000000)"},
    {"double(0)", "=", "double(-0)"},
    {"double(NaN)", "!", "double(NaN)"},
    {"double(NaN)", "!", "integer(1)"},
    {"double(INF)", ">", "integer(99999999999999999999999)"},
    {"double(-INF)", "<", "float(-3e38)"},
    {"date(2004-02-29)", "<", "date(2004-03-01)"},
    {"date(2004-02-29Z)", "=", "date(2004-02-29)"},
    {"date(2004-12-25Z)", ">", "date(2004-12-25+07:00)"},
    {"date(2004-12-25-12:00)", "=", "date(2004-12-26+12:00)"},
    {"dateTime(2002-04-02T12:00:00-01:00)", "=", "dateTime(2002-04-02T17:00:00+04:00)"},
    {"dateTime(1999-12-31T24:00:00)", "=", "dateTime(2000-01-01T00:00:00)"},
    {"dateTime(2000-01-01T00:00:00.1)", "<", "dateTime(2000-01-01T00:00:00.11)"},
    {"dateTime(-0001-12-31T00:00:00)", "<", "dateTime(0001-01-01T00:00:00)"},
    {"time(24:00:00+01:00)", "=", "time(00:00:00+01:00)"},
    {"time(23:00:00-05:00)", ">", "time(02:00:00Z)"},
    {"time(11:12:00Z)", "<", "time(23:00:00-05:00)"},
    {"date(2004-01-01)", "", "dateTime(2004-01-01T00:00:00)"},
    {"yearMonthDuration(P1Y)", "=", "yearMonthDuration(P12M)"},
    {"yearMonthDuration(-P1Y)", "<", "yearMonthDuration(P0M)"},
    {"dayTimeDuration(PT24H)", "=", "dayTimeDuration(P1D)"},
    {"dayTimeDuration(PT1.5S)", ">", "dayTimeDuration(PT1.499S)"},
    {"yearMonthDuration(P0M)", "=?", "dayTimeDuration(PT0S)"},
    {"duration(P1Y)", "=?", "yearMonthDuration(P12M)"},
    {"duration(P1YT1S)", "!?", "duration(P1Y)"},
    {"gYear(2005-12:00)", "!?", "gYear(2005+12:00)"},
    {"gMonthDay(--12-25-14:00)", "=?", "gMonthDay(--12-26+10:00)"},
    {"gDay(---12Z)", "=?", "gDay(---12)"},
    {"gMonth(--12)", "!?", "gMonth(--11)"},
    {"gYearMonth(1976-02)", "=?", "gYearMonth(1976-02Z)"},
    {"hexBinary(0f)", "=?", "hexBinary(0F)"},
    {"base64Binary(YWI=)", "!?", "base64Binary(YWJj)"},
    {"hexBinary(0F)", "", "base64Binary(Dw==)"},
    {"QName(p:a)", "=?", "QName(q:a)"},
    {"QName(p:a)", "!?", "QName(a)"},
    {"NOTATION(p:n)", "=?", "NOTATION(p:n)"},
};

START_TEST(values_compare) {
    /* eq, ne, lt, le, gt, ge */
    static const struct {
        const char *relation, *results;
    } relations[] = {{"<", "011100"},  {"=", "100101"},  {">", "010011"}, {"!", "010000"},
                     {"=?", "10EEEE"}, {"!?", "01EEEE"}, {"", "EEEEEE"}};
    begin();
    for (size_t i = 0; i < COUNT(comparisons); i++) {
        struct xpath_value first = value_of(comparisons[i].first);
        struct xpath_value second = value_of(comparisons[i].second);
        char got[7] = "";
        for (enum xpath_comparison comparison = XPATH_EQ; comparison <= XPATH_GE; comparison++) {
            bool result;
            bool done = xpath_compare(&values, comparison, &first, &second, &result);
            got[comparison] = !done ? 'E' : result ? '1' : '0';
            if (!done) ck_assert_str_eq(values.code, "XPTY0004");
        }
        size_t row = 0;
        while (strcmp(relations[row].relation, comparisons[i].relation) != 0)
            row++;
        ck_assert_msg(strcmp(got, relations[row].results) == 0, "%s %s %s: %s",
                      comparisons[i].first, comparisons[i].relation, comparisons[i].second, got);
        ck_assert_int_eq(xpath_equal(&values, &first, &second, false), got[0] == '1');
    }
    struct xpath_value nan = value_of("double(NaN)"), other = value_of("float(NaN)");
    ck_assert(xpath_equal(&values, &nan, &other, true));
    end();
}
END_TEST

START_TEST(moments_without_a_zone_are_in_the_implicit_one) {
    begin();
    values.implicit_zone = -5 * 60;
    struct xpath_value here = value_of("dateTime(2002-04-02T23:00:00)");
    struct xpath_value there = value_of("dateTime(2002-04-03T04:00:00Z)"), difference;
    ck_assert(xpath_equal(&values, &here, &there, false));
    ck_assert_str_eq(
        shown(xpath_arithmetic(&values, XPATH_MINUS, &here, &there, &difference), &difference),
        "dayTimeDuration(PT0S)");
    end();
}
END_TEST

/* ---- arithmetic ---- */

static const struct {
    const char *first, *sign, *second, *expected;
} sums[] = {
    {"integer(9223372036854775807)", "+", "integer(1)", "integer(9223372036854775808)"},
    {"integer(18446744073709551615)", "+", "integer(1)", "integer(18446744073709551616)"},
    {"integer(18446744073709551616)", "-", "integer(1)", "integer(18446744073709551615)"},
    {"integer(3)", "-", "integer(5)", "integer(-2)"},
    {"integer(-3)", "+", "integer(3)", "integer(0)"},
    {"byte(127)", "+", "byte(1)", "integer(128)"},
    {"integer(99999999999999999999)", "*", "integer(-99999999999999999999)",
     "integer(-9999999999999999999800000000000000000001)"},
    {"decimal(0.1)", "+", "decimal(0.2)", "decimal(0.3)"},
    {"decimal(0.5)", "*", "decimal(0.2)", "decimal(0.1)"},
    {"decimal(1.5)", "+", "integer(1)", "decimal(2.5)"},
    {"decimal(123456789.123456789)", "*", "decimal(987654321.987654321)",
     "decimal(121932631356500531.347203169112635269)"},
    {"integer(6)", "div", "integer(2)", "decimal(3)"},
    {"integer(1)", "div", "integer(3)", "decimal(0.3333333333333333333333333333333333)"},
    {"integer(-1)", "div", "integer(8)", "decimal(-0.125)"},
    {"decimal(1)", "div", "decimal(100000000000000000000000000000000000000000)",
     "decimal(0.00000000000000000000000000000000000000001)"},
    {"integer(2)", "div", "integer(3000000000)",
     "decimal(0.00000000066666666666666666666666666666666666)"},
    {"integer(1)", "div", "integer(0)", "FOAR0001"},
    {"double(1)", "div", "integer(0)", "double(INF)"},
    {"double(-1)", "div", "double(0)", "double(-INF)"},
    {"double(1)", "div", "double(-0)", "double(-INF)"},
    {"double(0)", "div", "double(0)", "double(NaN)"},
    {"float(1)", "div", "float(3)", "float(0.33333334)"},
    {"float(1)", "+", "double(0.5)", "double(1.5)"},
    {"float(0.1)", "+", "decimal(0.2)", "float(0.3)"},
    {"double(0.1)", "+", "double(0.2)", "double(0.30000000000000004)"},
    {"double(1e308)", "*", "integer(10)", "double(INF)"},
    {"double(INF)", "-", "double(INF)", "double(NaN)"},
    {"integer(10)", "idiv", "integer(3)", "integer(3)"},
    {"integer(-3)", "idiv", "integer(2)", "integer(-1)"},
    {"decimal(9.0)", "idiv", "integer(-3)", "integer(-3)"},
    {"decimal(3.0)", "idiv", "decimal(1.1)", "integer(2)"},
    {"double(1e20)", "idiv", "integer(3)", "integer(33333333333333333333)"},
    {"double(5)", "idiv", "double(INF)", "integer(0)"},
    {"double(NaN)", "idiv", "integer(1)", "FOAR0002"},
    {"double(INF)", "idiv", "integer(1)", "FOAR0002"},
    {"double(1)", "idiv", "double(0)", "FOAR0001"},
    {"integer(1)", "idiv", "integer(0)", "FOAR0001"},
    {"integer(10)", "mod", "integer(3)", "integer(1)"},
    {"integer(6)", "mod", "integer(-2)", "integer(0)"},
    {"integer(-10)", "mod", "integer(3)", "integer(-1)"},
    {"decimal(4.5)", "mod", "decimal(1.2)", "decimal(0.9)"},
    {"double(123)", "mod", "double(6)", "double(3)"},
    {"double(-4)", "mod", "double(2)", "double(-0)"},
    {"double(5)", "mod", "double(INF)", "double(5)"},
    {"double(5)", "mod", "double(0)", "double(NaN)"},
    {"decimal(5)", "mod", "decimal(0)", "FOAR0001"},
    {"integer(1)", "+", "string(1)", "XPTY0004"},
    {"boolean(true)", "*", "boolean(true)", "XPTY0004"},
    /* durations */
    {"yearMonthDuration(P2Y11M)", "+", "yearMonthDuration(P3Y3M)", "yearMonthDuration(P6Y2M)"},
    {"yearMonthDuration(P2Y11M)", "-", "yearMonthDuration(P3Y3M)", "yearMonthDuration(-P4M)"},
    {"yearMonthDuration(P2Y11M)", "*", "decimal(2.3)", "yearMonthDuration(P6Y9M)"},
    {"integer(2)", "*", "yearMonthDuration(P7M)", "yearMonthDuration(P1Y2M)"},
    {"yearMonthDuration(P2Y11M)", "div", "decimal(1.5)", "yearMonthDuration(P1Y11M)"},
    {"yearMonthDuration(P3Y4M)", "div", "yearMonthDuration(-P1Y4M)", "decimal(-2.5)"},
    {"yearMonthDuration(P1M)", "div", "integer(0)", "FODT0002"},
    {"yearMonthDuration(P1M)", "div", "yearMonthDuration(P0M)", "FOAR0001"},
    {"yearMonthDuration(P1M)", "*", "double(NaN)", "FOCA0005"},
    {"yearMonthDuration(P1M)", "*", "double(INF)", "FODT0002"},
    {"yearMonthDuration(P1M)", "*", "double(1e300)", "FODT0002"},
    {"yearMonthDuration(P1M)", "div", "double(-INF)", "yearMonthDuration(P0M)"},
    {"dayTimeDuration(P2DT12H5M)", "+", "dayTimeDuration(P5DT12H)", "dayTimeDuration(P8DT5M)"},
    {"dayTimeDuration(P2DT12H)", "-", "dayTimeDuration(P1DT10H30M)", "dayTimeDuration(P1DT1H30M)"},
    {"dayTimeDuration(PT2H10M)", "*", "double(2.1)", "dayTimeDuration(PT4H33M)"},
    {"dayTimeDuration(P1DT2H30M10.5S)", "div", "double(1.5)", "dayTimeDuration(PT17H40M7S)"},
    {"dayTimeDuration(P1D)", "div", "dayTimeDuration(PT1S)", "decimal(86400)"},
    {"dayTimeDuration(PT1S)", "div", "double(NaN)", "FOCA0005"},
    {"duration(P1Y)", "+", "duration(P1Y)", "XPTY0004"},
    {"yearMonthDuration(P1M)", "+", "dayTimeDuration(PT1S)", "XPTY0004"},
    {"integer(1)", "div", "dayTimeDuration(PT1S)", "XPTY0004"},
    /* moments */
    {"dateTime(2000-10-30T06:12:00-05:00)", "-", "dateTime(1999-11-28T09:00:00Z)",
     "dayTimeDuration(P337DT2H12M)"},
    {"date(2000-10-15-05:00)", "-", "date(2000-10-10+02:00)", "dayTimeDuration(P5DT7H)"},
    {"time(11:00:00-05:00)", "-", "time(21:30:00+05:30)", "dayTimeDuration(PT0S)"},
    {"time(08:00:00+09:00)", "-", "time(17:00:00-06:00)", "dayTimeDuration(-P1D)"},
    {"dateTime(2000-10-30T11:12:00)", "+", "yearMonthDuration(P1Y2M)",
     "dateTime(2001-12-30T11:12:00)"},
    {"dateTime(2000-10-30T11:12:00)", "+", "dayTimeDuration(P3DT1H15M)",
     "dateTime(2000-11-02T12:27:00)"},
    {"yearMonthDuration(P1M)", "+", "date(2003-01-31Z)", "date(2003-02-28Z)"},
    {"date(2000-02-29)", "-", "yearMonthDuration(P1Y)", "date(1999-02-28)"},
    {"date(0001-01-01)", "-", "dayTimeDuration(P1D)", "date(-0001-12-31)"},
    {"date(0001-03-01)", "-", "yearMonthDuration(P1Y)", "date(-0001-03-01)"},
    {"date(2004-10-30Z)", "+", "dayTimeDuration(P2DT2H30M)", "date(2004-11-01Z)"},
    {"date(2000-10-30)", "-", "dayTimeDuration(P3DT1H15M)", "date(2000-10-26)"},
    {"time(23:12:00+03:00)", "+", "dayTimeDuration(P1DT3H15M)", "time(02:27:00+03:00)"},
    {"time(00:00:00)", "-", "dayTimeDuration(PT0.001S)", "time(23:59:59.999)"},
    {"time(00:00:00)", "+", "yearMonthDuration(P1M)", "XPTY0004"},
    {"date(2000-01-01)", "+", "yearMonthDuration(P9999999999Y)", "FODT0001"},
    {"date(2000-01-01)", "-", "dayTimeDuration(P9999999999999D)", "FODT0001"},
    {"date(2000-01-01)", "+", "date(2000-01-01)", "XPTY0004"},
    {"date(2000-01-01)", "-", "dateTime(2000-01-01T00:00:00)", "XPTY0004"},
};

START_TEST(values_are_added_and_so_on) {
    static const char *const signs[] = {"+", "-", "*", "div", "idiv", "mod"};
    begin();
    for (size_t i = 0; i < COUNT(sums); i++) {
        struct xpath_value first = value_of(sums[i].first), second = value_of(sums[i].second);
        enum xpath_operator sign = XPATH_PLUS;
        while (strcmp(signs[sign], sums[i].sign) != 0)
            sign++;
        struct xpath_value result;
        const char *got = shown(xpath_arithmetic(&values, sign, &first, &second, &result), &result);
        ck_assert_msg(strcmp(got, sums[i].expected) == 0, "%s %s %s: %s, not %s", sums[i].first,
                      sums[i].sign, sums[i].second, got, sums[i].expected);
    }
    end();
}
END_TEST

START_TEST(integers_grow_to_a_limit) {
    begin();
    struct xpath_value value = xpath_value_integer(7);
    int times = 0;
    while (xpath_arithmetic(&values, XPATH_TIMES, &value, &value, &value))
        times++;
    ck_assert_str_eq(values.code, "FOAR0002");
    ck_assert_int_eq(times, 14); /* 7^16384 has 13,847 digits */
    end();
}
END_TEST

START_TEST(quotients_take_products_back) {
    begin();
    struct xpath_value product = xpath_value_integer(1), factor;
    for (int64_t i = 2; i <= 60; i++) {
        factor = xpath_value_integer(i);
        ck_assert(xpath_arithmetic(&values, XPATH_TIMES, &product, &factor, &product));
    }
    ck_assert_str_eq(
        shown(true, &product),
        "integer(8320987112741390144276341183223364380754172606361245952449277696409600"
        "000000000000)");
    for (int64_t i = 60; i >= 2; i--) {
        struct xpath_value rest;
        factor = xpath_value_integer(i);
        ck_assert(xpath_arithmetic(&values, XPATH_MOD, &product, &factor, &rest));
        ck_assert_str_eq(shown(true, &rest), "integer(0)");
        ck_assert(xpath_arithmetic(&values, XPATH_IDIV, &product, &factor, &product));
    }
    ck_assert_str_eq(shown(true, &product), "integer(1)");
    end();
}
END_TEST

/* ---- signs and rounding ---- */

static const struct {
    const char *value, *negated, *absolute, *ceiling, *floor, *rounded;
} rounding[] = {
    {"integer(-7)", "7", "7", "-7", "-7", "-7"},
    {"unsignedByte(7)", "-7", "7", "7", "7", "7"},
    {"decimal(2.5)", "-2.5", "2.5", "3", "2", "3"},
    {"decimal(-2.5)", "2.5", "2.5", "-2", "-3", "-2"},
    {"decimal(-0.4)", "0.4", "0.4", "0", "-1", "0"},
    {"decimal(99999999999999999999.5)", "-99999999999999999999.5", "99999999999999999999.5",
     "100000000000000000000", "99999999999999999999", "100000000000000000000"},
    {"double(2.4999)", "-2.4999", "2.4999", "3", "2", "2"},
    {"double(-2.5)", "2.5", "2.5", "-2", "-3", "-2"},
    {"double(-0.2)", "0.2", "0.2", "-0", "-1", "-0"},
    {"double(0.49999999999999994)", "-0.49999999999999994", "0.49999999999999994", "1", "0", "0"},
    {"double(-0)", "0", "0", "-0", "-0", "-0"},
    {"double(NaN)", "NaN", "NaN", "NaN", "NaN", "NaN"},
    {"double(-INF)", "INF", "INF", "-INF", "-INF", "-INF"},
    {"float(1.5)", "-1.5", "1.5", "2", "1", "2"},
};

START_TEST(numbers_are_rounded) {
    begin();
    for (size_t i = 0; i < COUNT(rounding); i++) {
        struct xpath_value value = value_of(rounding[i].value), result;
        const char *const expected[] = {rounding[i].absolute, rounding[i].ceiling,
                                        rounding[i].floor, rounding[i].rounded};
        ck_assert(xpath_negate(&values, &value, &result));
        ck_assert_str_eq(xpath_value_text(&values, &result).bytes, rounding[i].negated);
        for (enum xpath_rounding way = XPATH_ABS; way <= XPATH_ROUND; way++) {
            ck_assert(xpath_round(&values, way, &value, &result));
            ck_assert_msg(strcmp(xpath_value_text(&values, &result).bytes, expected[way]) == 0,
                          "%s, %d: %s", rounding[i].value, way, shown(true, &result));
            ck_assert_int_eq(result.type, xpath_type_primitive(value.type));
        }
    }
    struct xpath_value string = xpath_value_string("1", 1);
    ck_assert_str_eq(shown(xpath_round(&values, XPATH_ROUND, &string, &string), NULL), "XPTY0004");
    ck_assert_str_eq(shown(xpath_negate(&values, &string, &string), NULL), "XPTY0004");
    end();
}
END_TEST

START_TEST(halves_are_rounded_to_even) {
    static const struct {
        const char *value;
        int64_t precision;
        const char *expected;
    } rows[] = {
        {"decimal(0.5)", 0, "decimal(0)"},
        {"decimal(1.5)", 0, "decimal(2)"},
        {"decimal(-2.5)", 0, "decimal(-2)"},
        {"decimal(3.567812)", 2, "decimal(3.57)"},
        {"double(4.7564E-3)", 2, "double(0)"},
        {"double(-4.7564E-3)", 2, "double(-0)"},
        {"integer(35612)", -2, "integer(35600)"},
        {"integer(150)", -2, "integer(200)"},
        {"integer(250)", -2, "integer(200)"},
        {"integer(250)", -3, "integer(0)"},
        {"integer(5)", INT64_MIN, "integer(0)"},
        {"integer(5)", INT64_MAX, "integer(5)"},
        {"integer(99999999999999999999)", -1, "integer(100000000000000000000)"},
        {"double(150.015)", 2, "double(150.01)"},
        {"float(1.25)", 1, "float(1.2)"},
        {"double(NaN)", 3, "double(NaN)"},
        {"double(INF)", -3, "double(INF)"},
    };
    begin();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct xpath_value value = value_of(rows[i].value);
        bool done = xpath_round_to(&values, XPATH_HALF_TO_EVEN, &value, rows[i].precision, &value);
        ck_assert_str_eq(shown(done, &value), rows[i].expected);
    }
    end();
}
END_TEST

/* ---- zones, components, integers of the machine ---- */

START_TEST(moments_move_between_zones) {
    enum { NO_ZONE = 10000 };
    static const struct {
        const char *value;
        int64_t zone;
        const char *expected;
    } rows[] = {
        {"dateTime(2002-03-07T10:00:00)", -300, "dateTime(2002-03-07T10:00:00-05:00)"},
        {"dateTime(2002-03-07T10:00:00-07:00)", -600, "dateTime(2002-03-07T07:00:00-10:00)"},
        {"dateTime(2002-03-07T00:00:00+01:00)", -480, "dateTime(2002-03-06T15:00:00-08:00)"},
        {"dateTime(2002-03-07T10:00:00-07:00)", NO_ZONE, "dateTime(2002-03-07T10:00:00)"},
        {"date(2002-03-07-07:00)", -600, "date(2002-03-06-10:00)"},
        {"date(2002-03-07)", -300, "date(2002-03-07-05:00)"},
        {"time(10:00:00-07:00)", 600, "time(03:00:00+10:00)"},
        {"time(10:00:00)", 841, "FODT0003"},
    };
    begin();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct xpath_value value = value_of(rows[i].value);
        const int64_t *zone = rows[i].zone == NO_ZONE ? NULL : &rows[i].zone;
        ck_assert_str_eq(shown(xpath_adjust_zone(&values, &value, zone, &value), &value),
                         rows[i].expected);
    }
    end();
}
END_TEST

START_TEST(dates_and_times_join) {
    begin();
    struct xpath_value date = value_of("date(1999-12-31Z)"), time = value_of("time(24:00:00)");
    struct xpath_value other = value_of("time(12:00:00+01:00)"), result;
    ck_assert_str_eq(shown(xpath_join_date_time(&values, &date, &time, &result), &result),
                     "dateTime(1999-12-31T00:00:00Z)");
    ck_assert_str_eq(shown(xpath_join_date_time(&values, &date, &other, &result), &result),
                     "FORG0008");
    end();
}
END_TEST

/* Every day of eight centuries, across the turn of the eras, is the one after the day before. */
START_TEST(days_follow_each_other) {
    begin();
    struct xpath_value day = value_of("date(-0401-01-01)"), next = day;
    for (int i = 0; i < 800 * 366; i++) {
        next.as.moment.seconds += 86400;
        struct xpath_moment_fields a = xpath_moment_fields(&day.as.moment);
        struct xpath_moment_fields b = xpath_moment_fields(&next.as.moment);
        bool same_month = b.year == a.year && b.month == a.month && b.day == a.day + 1;
        bool next_month = b.day == 1 && a.day >= 28 && b.month == a.month % 12 + 1 &&
                          b.year == a.year + (b.month == 1) + (b.month == 1 && a.year == -1);
        ck_assert_msg(same_month || next_month, "after %lld-%d-%d", (long long)a.year, a.month,
                      a.day);
        day = next;
    }
    end();
}
END_TEST

START_TEST(integers_become_those_of_the_machine) {
    static const struct {
        const char *value;
        bool fits;
        int64_t integer;
    } rows[] = {{"integer(0)", true, 0},
                {"byte(-7)", true, -7},
                {"integer(9223372036854775807)", true, INT64_MAX},
                {"integer(-9223372036854775808)", true, INT64_MIN},
                {"integer(9223372036854775808)", false, 0},
                {"integer(-9223372036854775809)", false, 0},
                {"integer(99999999999999999999)", false, 0},
                {"decimal(1)", false, 0}};
    begin();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct xpath_value value = value_of(rows[i].value);
        int64_t integer = 0;
        ck_assert_int_eq(xpath_value_to_int64(&value, &integer), rows[i].fits);
        ck_assert_int_eq(integer, rows[i].integer);
    }
    struct xpath_value least = xpath_value_integer(INT64_MIN);
    ck_assert_str_eq(shown(true, &least), "integer(-9223372036854775808)");
    ck_assert(xpath_value_to_double(&least) == -9223372036854775808.0);
    end();
}
END_TEST

SUITE(xpath_value) {
    Suite *suite = suite_create("xpath/value");
    TCase *tests = tcase_create("value");
    tcase_add_test(tests, types_derive);
    tcase_add_test(tests, every_pair_casts_by_the_table);
    tcase_add_test(tests, casts_give_canonical_strings_or_errors);
    tcase_add_test(tests, numbers_of_too_many_digits_are_refused);
    tcase_add_test(tests, only_literals_become_names);
    tcase_add_test(tests, values_compare);
    tcase_add_test(tests, moments_without_a_zone_are_in_the_implicit_one);
    tcase_add_test(tests, values_are_added_and_so_on);
    tcase_add_test(tests, integers_grow_to_a_limit);
    tcase_add_test(tests, quotients_take_products_back);
    tcase_add_test(tests, numbers_are_rounded);
    tcase_add_test(tests, halves_are_rounded_to_even);
    tcase_add_test(tests, moments_move_between_zones);
    tcase_add_test(tests, dates_and_times_join);
    tcase_add_test(tests, days_follow_each_other);
    tcase_add_test(tests, integers_become_those_of_the_machine);
    suite_add_tcase(suite, tests);
    return suite;
}
