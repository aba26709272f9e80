/* Runs every suite that is linked in.  With arguments: only the suites of those names. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

/* The linker gathers what SUITE() puts into the section and names its bounds. */
extern Suite *(*const __start_teikit_suites[])(void);
extern Suite *(*const __stop_teikit_suites[])(void);

static int wanted(Suite *suite, int count, char **names) {
    for (int i = 1; i < count; i++)
        if (suite_tcase(suite, names[i])) return 1;
    return count == 1;
}

int main(int count, char **names) {
    SRunner *runner = srunner_create(NULL), *others = srunner_create(NULL);
    for (Suite *(*const *make)(void) = __start_teikit_suites; make < __stop_teikit_suites; make++) {
        Suite *suite = (*make)();
        srunner_add_suite(wanted(suite, count, names) ? runner : others, suite);
    }
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    srunner_free(others);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
