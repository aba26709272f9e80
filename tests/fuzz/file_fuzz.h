/* What fuzz targets share whose bytes are read from a file: a folder of their own, and a report
   that nobody reads. */
#ifndef TEIKIT_TESTS_FUZZ_FILE_FUZZ_H
#define TEIKIT_TESTS_FUZZ_FILE_FUZZ_H

#include "report/report.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Enters a new folder, once. */
static inline void enter_folder(void) {
    static char folder[] = "/tmp/teikit-fuzz-XXXXXX";
    static bool entered;
    if (!entered && (!mkdtemp(folder) || chdir(folder))) abort();
    entered = true;
}

/* The path of the file in that folder, which holds these bytes from now on. */
static inline const char *put_file(const char *name, const void *bytes, size_t length) {
    enter_folder();
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || write(file, bytes, length) != (ssize_t)length || close(file)) abort();
    return name;
}

static inline struct report *quiet_report(void) {
    static FILE *nowhere;
    if (!nowhere && !(nowhere = fopen("/dev/null", "w"))) abort();
    return report_new(nowhere, report_format_named("jsonl"), false);
}

/* Where an input holds several texts, a NUL stands between them: the length of the first, and the
   rest behind it. */
static inline size_t split(const uint8_t *data, size_t size, const uint8_t **rest,
                           size_t *rest_size) {
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    size_t length = end ? (size_t)(end - data) : size;
    *rest = end ? end + 1 : data + size;
    *rest_size = end ? size - length - 1 : 0;
    return length;
}

#endif
