/* text/yaml_complaint: what is wrong with a YAML, as its writer is told. */
#include "run.h"

#include "text/yaml.h"

#include <stdlib.h>
#include <string.h>

struct rule {
    char *words;
    int kind;
};

struct form {
    char *name, **months;
    struct rule *rules;
    unsigned months_count, rules_count, weight;
};

static const cyaml_strval_t kinds[] = {{"gap", 0}, {"note", 1}};
static const cyaml_schema_field_t rule_fields[] = {
    CYAML_FIELD_STRING_PTR("words", CYAML_FLAG_POINTER, struct rule, words, 1, CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("kind", CYAML_FLAG_STRICT, struct rule, kind, kinds, CYAML_ARRAY_LEN(kinds)),
    CYAML_FIELD_END};
static const cyaml_schema_value_t rule_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule, rule_fields)};
static const cyaml_schema_value_t word = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};
static const cyaml_schema_field_t form_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct form, name, 1, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("months", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form, months,
                         &word, 2, 3),
    CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form, rules,
                         &rule_entry, 0, CYAML_UNLIMITED),
    CYAML_FIELD_UINT("weight", CYAML_FLAG_OPTIONAL, struct form, weight), CYAML_FIELD_END};
static const cyaml_schema_value_t schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct form, form_fields)};

/* Asserts that the YAML is refused with this finding. */
static void check_complaint(const char *yaml, const char *expected) {
    char *said = NULL;
    size_t length;
    FILE *stream = open_memstream(&said, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct yaml_source source = {
        .file = "a", .bytes = yaml, .length = strlen(yaml), .code = "x/y", .report = report};
    ck_assert_ptr_null(yaml_source_load(&source, &schema));
    report_free(report);
    fclose(stream);
    said[strcspn(said, "\n")] = '\0';
    ck_assert_str_eq(said, expected);
    free(said);
}

START_TEST(what_is_there_and_what_would_be_right) {
    static const struct {
        const char *yaml, *said;
    } cases[] = {
        {"nama: a\n", "a:1:1: error: \"nama\" is no key here: did you mean \"name\"? [x/y]"},
        {"name: a\ntune: b\n", "a:2:1: error: \"tune\" is no key here: the keys are name, months, "
                               "rules, weight [x/y]"},
        {"name: a\nweight: 1\nname: b\n",
         "a:3:1: error: the key \"name\" stands here a second time [x/y]"},
        {"weight: 1\n", "a:1:9: error: the key \"name\" is missing here [x/y]"},
        {"name: a\nrules:\n  - {words: b}\n",
         "a:3:5: error: the key \"kind\" is missing here [x/y]"},
        {"name: a\nrules:\n  - {words: b, kind: gapp}\n",
         "a:3:22: error: \"gapp\" is none of gap, note [x/y]"},
        {"name: a\nweight: much\n", "a:2:9: error: \"much\" is no whole number from 0 on [x/y]"},
        {"name: a\nweight: -1\n", "a:2:9: error: \"-1\" is no whole number from 0 on [x/y]"},
        {"name: ''\n", "a:1:7: error: this is empty, and words are needed here [x/y]"},
        {"name: a\nmonths: [b]\n", "a:2:10: error: 2 entries are needed here: there is 1 [x/y]"},
        {"name: a\nmonths: [b, c, d, e]\n",
         "a:2:19: error: no more than 3 entries may stand here [x/y]"},
        {"name: a\nmonths: May\n", "a:2:9: error: a list is needed here, such as [a, b] [x/y]"},
        {"name: [a]\n", "a:1:7: error: one value is needed here, and not a list [x/y]"},
        {"name: {a: b}\n",
         "a:1:7: error: one value is needed here, and not keys with values [x/y]"},
        {"- a\n", "a:1:1: error: keys with values are needed here, such as \"key: value\" [x/y]"},
        {"name: *a\n", "a:1:1: error: there is no anchor for the alias 'a' [x/y]"},
        {"name: 'a\n", "a:1:7: error: not YAML: found unexpected end of stream [x/y]"},
        {"name: \"\\d\"\n", "a:1:8: error: not YAML: found unknown escape character [x/y]"},
        {"", "a: error: holds nothing [x/y]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_complaint(cases[i].yaml, cases[i].said);
}
END_TEST

SUITE(yaml_complaint) {
    Suite *suite = suite_create("text/yaml_complaint");
    TCase *cases = tcase_create("yaml_complaint");
    tcase_add_test(cases, what_is_there_and_what_would_be_right);
    suite_add_tcase(suite, cases);
    return suite;
}
