/* Zip archives, made in memory; the same files give the same bytes. */
#ifndef TEIKIT_TRANSFORM_ZIP_H
#define TEIKIT_TRANSFORM_ZIP_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct zip;

/* An archive that is written to `bytes`, which stays the caller's. */
struct zip *zip_begin(struct buffer *bytes);

/* Adds a file; `compressed` or stored as it is.  Its time is 1 January 1980, the first that zip
   knows. */
void zip_add(struct zip *zip, const char *path, const char *bytes, size_t length, bool compressed);

/* Ends the archive and frees `zip`. */
void zip_end(struct zip *zip);

#endif
