/* Memory that runs out, at each allocation of each call in turn: the program ends with a finding,
   or does without that memory. */
#include "trust/trial.h"

#include <errno.h>

/* About so many trials of a call, where not all are made. */
enum { MOST = 10 };

START_TEST(memory_fails_once) {
    trial_all(&trial_calls[_i], (struct fault){.kind = FAULT_MEMORY, .error = ENOMEM}, TRIAL_SAID,
              MOST);
}
END_TEST

START_TEST(memory_fails_from_there_on) {
    trial_all(&trial_calls[_i],
              (struct fault){.kind = FAULT_MEMORY, .error = ENOMEM, .from_there = true}, TRIAL_SAID,
              MOST);
}
END_TEST

SUITE(allocation) {
    Suite *suite = suite_create("trust/allocation");
    suite_add_tcase(suite, trial_case("trust/allocation", memory_fails_once, trial_call_count));
    suite_add_tcase(
        suite, trial_case("trust/allocation-on", memory_fails_from_there_on, trial_call_count));
    return suite;
}
