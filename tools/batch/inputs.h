/* Inputs: the files that a call names, directly, by folders, or by lists. */
#ifndef TEIKIT_BATCH_INPUTS_H
#define TEIKIT_BATCH_INPUTS_H

#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

struct input {
    char *path;           /* as it is opened; "-": standard input */
    const char *relative; /* within `path`: what is kept of it in an output folder */
    bool in_folder;       /* it was found in a folder, whose path is not in `relative` */
    size_t place;         /* among the inputs of the call, from 0 */
    bool in_share;        /* of the call; see share.h */
};

struct inputs {
    struct input *list;
    size_t count, capacity;
};

/* Adds what an argument names: a file, a folder (searched through for names that end in
   `extension`, in the order of their names; pipes and devices are passed over, and symbolic links
   to folders are not followed), "@LIST" (a file of names, one a line; one that ends in `extension`
   is a file's), or "-".  False, with a finding, where a folder holds no such file, a folder or list
   cannot be read, or standard input is named twice. */
bool inputs_add(struct inputs *inputs, const char *argument, const char *extension,
                struct report *report);

/* How an input is named in findings. */
const char *input_name(const struct input *input);

void inputs_free(struct inputs *inputs);

#endif
