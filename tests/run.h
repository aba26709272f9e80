/* What every test file includes: Check, and the way to add a suite to the runner. */
#ifndef TEIKIT_TESTS_RUN_H
#define TEIKIT_TESTS_RUN_H

#include <check.h>

/* `SUITE(arena) { ...; return suite; }` defines a suite; the runner finds it by itself. */
#define SUITE(name)                                                                                \
    static Suite *suite_##name(void);                                                              \
    static Suite *(*const suite_entry_##name)(                                                     \
        void)__attribute__((used, section("teikit_suites"))) = suite_##name;                       \
    static Suite *suite_##name(void)

#endif
