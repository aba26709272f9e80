/* Files: read whole, and written so that nobody ever sees half of one. */
#ifndef TEIKIT_BASE_FILE_H
#define TEIKIT_BASE_FILE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends all bytes of the file ("-": standard input) to `bytes`.  False where it cannot be opened
   or read; errno tells why. */
bool file_read(const char *path, struct buffer *bytes);

/* Makes the file hold these bytes: they are written beside it and renamed over it, so it holds the
   old or the new ones whole, and keeps its permissions; a file that holds them already is left
   alone.  A symbolic link stays one, also where it leads to nothing yet.  What is no regular file
   ("/dev/null", a pipe) is written to directly; "-" is standard output.  False where that fails;
   errno tells why. */
bool file_write(const char *path, const char *bytes, size_t length);

/* From now on, while a file is written beside its target, `place` (of `size` bytes) holds its path,
   else "": who ends this process in the midst removes that file. */
void file_keep_temporary(char *place, size_t size);

/* Whether the name of a file matches a pattern of fnmatch(3): one without "/" is compared with the
   name alone, one with "/" with the whole path, in which "*" stands for anything but "/", and "**"
   for anything. */
bool file_name_matches(const char *pattern, const char *path);

/* Makes the folders that the path of a file names, where they are missing. */
bool file_make_folders(const char *path);

#endif
