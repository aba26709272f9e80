/* Files, streams and processes that fail, at each such call of each call in turn. */
#include "trust/trial.h"

#include <errno.h>

enum { MOST = 5 };

static const struct fault faults[] = {
    {.kind = FAULT_WRITE, .error = ENOSPC},
    {.kind = FAULT_WRITE, .error = EIO, .from_there = true},
    {.kind = FAULT_WRITE, .error = EPIPE},
    {.kind = FAULT_READ, .error = EIO},
    {.kind = FAULT_OPEN, .error = EMFILE},
    {.kind = FAULT_OPEN, .error = EACCES, .from_there = true},
    {.kind = FAULT_CLOSE, .error = EIO},
    {.kind = FAULT_PLACE, .error = ENOSPC},
    {.kind = FAULT_PLACE, .error = EACCES, .from_there = true},
    {.kind = FAULT_PROCESS, .error = EAGAIN},
};
enum { FAULTS = sizeof faults / sizeof *faults };

/* Faults that happen to whoever writes to a pipe or is sent a signal. */
static const struct fault harmless[] = {
    {.kind = FAULT_WRITE, .error = EINTR},
    {.kind = FAULT_WRITE, .error = FAULT_SHORT, .from_there = true},
    {.kind = FAULT_READ, .error = EINTR},
    {.kind = FAULT_READ, .error = FAULT_SHORT},
};
enum { HARMLESS = sizeof harmless / sizeof *harmless };

START_TEST(a_call_that_fails_is_said) {
    for (size_t i = 0; i < FAULTS; i++)
        trial_all(&trial_calls[_i], faults[i], TRIAL_SAID, MOST);
}
END_TEST

START_TEST(what_is_interrupted_or_short_goes_on) {
    for (size_t i = 0; i < HARMLESS; i++)
        trial_all(&trial_calls[_i], harmless[i], TRIAL_AS_EVER, MOST);
}
END_TEST

SUITE(files) {
    Suite *suite = suite_create("trust/files");
    suite_add_tcase(suite, trial_case("trust/files", a_call_that_fails_is_said, trial_call_count));
    suite_add_tcase(suite, trial_case("trust/interruptions", what_is_interrupted_or_short_goes_on,
                                      trial_call_count));
    return suite;
}
