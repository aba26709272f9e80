/* Files: read whole, and written so that nobody ever sees half of one. */
#ifndef TEIKIT_BASE_FILE_H
#define TEIKIT_BASE_FILE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Appends all bytes of the file ("-": standard input) to `bytes`.  False where it cannot be opened
   or read; errno tells why. */
bool file_read(const char *path, struct buffer *bytes);

/* An open file that is read bit by bit.  Start with the file and zeroes. */
struct file_reader {
    int file;
    int error;    /* errno of a read that failed */
    size_t total; /* bytes read from the file so far */
    char *chunk;
    size_t chunk_length, chunk_offset;
};

/* Copies the next bytes, at most `length` of them, to `bytes`; returns how many, 0 at the end of
   the file and after an error. */
size_t file_reader_next(struct file_reader *reader, char *bytes, size_t length);

/* Frees what the reader holds; the file stays open. */
void file_reader_free(struct file_reader *reader);

/* Makes the file hold these bytes: they are written beside it and renamed over it, so it holds the
   old or the new ones whole, and keeps its permissions; a file that holds them already is left
   alone.  A symbolic link stays one, also where it leads to nothing yet.  What is no regular file
   ("/dev/null", a pipe) is written to directly; "-" is standard output.  False where that fails;
   errno tells why. */
bool file_write(const char *path, const char *bytes, size_t length);

/* A stream to a new file without a name, in the folder TMPDIR or /tmp, for what may be too long for
   memory; NULL where there is none to be had, and errno tells why. */
FILE *file_spool(void);

/* file_write() of all that was written to such a stream, which is closed. */
bool file_write_spool(const char *path, FILE *spool);

/* From now on, while a file is written beside its target, `place` (of `size` bytes) holds its path,
   else "": who ends this process in the midst removes that file. */
void file_keep_temporary(char *place, size_t size);

/* Whether the name of a file matches a pattern of fnmatch(3): one without "/" is compared with the
   name alone, one with "/" with the whole path, in which "*" stands for anything but "/", and "**"
   for anything. */
bool file_name_matches(const char *pattern, const char *path);

/* Whether the path leads to a pipe, a socket or a device: reading from it may wait or go on without
   end, so that no document may name it. */
bool file_is_special(const char *path);

/* Makes the folders that the path of a file names, where they are missing. */
bool file_make_folders(const char *path);

#endif
