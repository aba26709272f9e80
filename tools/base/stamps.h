/* Stamps: what files were like when they were read, so that it can be told later whether they still
   are. */
#ifndef TEIKIT_BASE_STAMPS_H
#define TEIKIT_BASE_STAMPS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

/* All zero: there is no such file. */
struct stamp {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
    bool regular; /* no pipe, device or folder */
};

/* The stamp of the file, links followed. */
struct stamp stamp_of(const char *path);

bool stamp_equal(const struct stamp *first, const struct stamp *second);

/* Files, each once, with their stamps; begin with {0}. */
struct stamps {
    struct stamped {
        char *path;
        struct stamp stamp;
    } * list;
    size_t count, capacity;
};

/* Notes the file as it is now, to be called before it is read; one that is noted is left as it is.
 */
void stamps_note(struct stamps *stamps, const char *path);

/* The same without looking whether it is noted. */
void stamps_add(struct stamps *stamps, const char *path);

/* The first file that is not as it was when it was noted; NULL where all are. */
const char *stamps_changed(const struct stamps *stamps);

/* Notes all files anew as they are now. */
void stamps_renew(struct stamps *stamps);

void stamps_free(struct stamps *stamps);

#endif
