/* teikit encode --profile: profiles of the user's own, and what is said of those that are wrong. */
#include "command-line/program.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_pattern_that_backtracks_without_end) {
    ck_assert_int_eq(RUN("show", "profile", "diplomatic"), 0);
    char *own = strdup(output()), *line = strstr(own, "\nclosing: ");
    ck_assert_ptr_nonnull(line);
    char *end = strchr(line + 1, '\n');
    static const char costly[] = "\nclosing: '^(?:a+)+[bc]$'";
    ck_assert_uint_lt(sizeof costly, (size_t)(end - line));
    memset(line + 1, ' ', (size_t)(end - line - 1));
    memcpy(line, costly, sizeof costly - 1);
    put("own.yaml", own);
    free(own);
    const char *text =
        "7. Letter\n\nDear A:\n\nWords.\n\n"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "\n\nSmith\n";
    put("in/a.txt", text);
    put("in/b.txt", text);
    ck_assert_int_eq(RUN("encode", "--profile", "own.yaml", "-d", "out", "in"), 2);
    ck_holds(errors(), "profile/pattern-too-costly");
    ck_holds(errors(), "closing: '^(?:a+)+[bc]$'");
    ck_assert_uint_eq(count_findings(errors()), 1);
    ck_assert_str_eq(files(), "in/a.txt in/b.txt own.yaml");
}
END_TEST

COMMAND_LINE_SUITE(profiles, a_pattern_that_backtracks_without_end)
