/* Trials: the program is run again and again, each time with one more of its calls of the C library
   failing.  Whatever fails, it says so or does the same as ever, and leaves no file by half. */
#ifndef TEIKIT_TESTS_TRUST_TRIAL_H
#define TEIKIT_TESTS_TRUST_TRIAL_H

#include "run.h"
#include "trust/fault.h"

#include <stddef.h>

/* A call of the program, in a folder where its inputs are; what it writes goes beneath out/,
   where out/old is already, and beneath spare/ what may differ: reports, what need not be
   written. */
struct trial_call {
    const char *words[16];
    const char *input; /* on standard input; or NULL: nothing */
    const char *until; /* it is ended when it has written that; or NULL: it ends by itself */
    bool converses;    /* it ends by status 1 where nobody hears it any more */
};
extern const struct trial_call trial_calls[];
extern const size_t trial_call_count;

/* Puts the files that these calls are about into the test's folder. */
void trial_put_inputs(void);

/* What may come of a fault, beside a finding and status 2. */
enum trial_outcome {
    TRIAL_AS_EVER = 1, /* it must: the fault is one that no user need hear of */
    TRIAL_SAID         /* or the same as ever */
};

/* Runs the call with each of its calls of this kind failing in turn: each, where TRUST=all is in
   the environment, else about `most` of them.  The test fails where the program does not behave. */
void trial_all(const struct trial_call *call, struct fault fault, enum trial_outcome outcome,
               size_t most);

/* A case whose tests are run in a temporary folder of their own, once for each index below `count`.
 */
TCase *trial_case(const char *name, const TTest *test, size_t count);

#endif
