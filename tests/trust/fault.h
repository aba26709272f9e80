/* A fault that a run of the program meets: which call of the C library fails, and how.  The test
   writes it to a file that the shim (shim.c), loaded into the program before all libraries, maps
   and counts in; so all processes of the run count together. */
#ifndef TEIKIT_TESTS_TRUST_FAULT_H
#define TEIKIT_TESTS_TRUST_FAULT_H

#include <stdatomic.h>
#include <stdbool.h>

/* What is counted, and fails. */
enum fault_kind {
    FAULT_NONE,
    FAULT_MEMORY, /* malloc() and its kin, mmap() */
    FAULT_OPEN,   /* open(), fopen(), opendir(), mkstemp(), tmpfile() */
    FAULT_READ,
    FAULT_WRITE,
    FAULT_CLOSE,
    FAULT_PLACE,  /* what changes a folder: rename(), mkdir(), fchmod() */
    FAULT_PROCESS /* pipe(), fork(), pthread_create() */
};

/* Fault.error where the call succeeds, but with one byte alone. */
enum { FAULT_SHORT = -1 };

struct fault {
    enum fault_kind kind;
    unsigned long at; /* which of the calls fails, from 1; 0: none */
    bool from_there;  /* and all calls behind it */
    bool traced;      /* say on standard error where it is */
    int error;        /* errno of the call that fails */
    int file;         /* that the call was about, of what reads, writes, closes */
    _Atomic unsigned long calls, failed; /* so many there were, of all of the kind */
};

/* The variable of the environment that names the file. */
#define FAULT_VARIABLE "TEIKIT_FAULT"

#endif
