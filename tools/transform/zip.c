/* Zip archives: minizip writes them, here into a buffer. */
#include "transform/zip.h"

#include "base/memory.h"

#include <limits.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>

struct zip {
    zipFile file;
    struct buffer *bytes;
    size_t place; /* where it is written next */
};

/* ---- what minizip takes for a file ---- */

static voidpf open_buffer(voidpf opaque, const char *name, int mode) {
    (void)name, (void)mode;
    return opaque;
}

static uLong read_nothing(voidpf opaque, voidpf stream, void *bytes, uLong length) {
    (void)opaque, (void)stream, (void)bytes, (void)length;
    return 0;
}

/* It goes back to write the sizes of a file before it, and never past the end. */
static uLong write_bytes(voidpf opaque, voidpf stream, const void *bytes, uLong length) {
    struct zip *zip = opaque;
    (void)stream;
    size_t over =
        zip->bytes->length - zip->place < length ? length - (zip->bytes->length - zip->place) : 0;
    buffer_reserve(zip->bytes, over);
    zip->bytes->length += over;
    memcpy(zip->bytes->bytes + zip->place, bytes, length);
    zip->place += length;
    return length;
}

static long tell(voidpf opaque, voidpf stream) {
    (void)stream;
    return (long)((struct zip *)opaque)->place;
}

static long seek(voidpf opaque, voidpf stream, uLong offset, int origin) {
    struct zip *zip = opaque;
    (void)stream;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? zip->place
                  : origin == ZLIB_FILEFUNC_SEEK_END ? zip->bytes->length
                                                     : 0;
    zip->place = from + offset;
    return zip->place > zip->bytes->length;
}

static int no_error(voidpf opaque, voidpf stream) {
    (void)opaque, (void)stream;
    return 0;
}

/* ---- the archive ---- */

struct zip *zip_begin(struct buffer *bytes) {
    struct zip *zip = memory_allocate(1, sizeof *zip);
    zip->bytes = bytes;
    zlib_filefunc_def functions = {open_buffer, read_nothing, write_bytes, tell,
                                   seek,        no_error,     no_error,    zip};
    zip->file = zipOpen2("", APPEND_STATUS_CREATE, NULL, &functions);
    if (!zip->file) memory_exhausted();
    return zip;
}

void zip_add(struct zip *zip, const char *path, const char *bytes, size_t length, bool compressed) {
    enum { MADE_ON_UNIX = 3 << 8 | 20, NAMES_IN_UTF8 = 1 << 11, READABLE = 0100644 };
    const zip_fileinfo information = {.tmz_date = {.tm_mday = 1, .tm_year = 1980},
                                      .external_fa = (uLong)READABLE << 16};
    if (zipOpenNewFileInZip4(zip->file, path, &information, NULL, 0, NULL, 0, NULL,
                             compressed ? Z_DEFLATED : 0, compressed ? Z_BEST_COMPRESSION : 0, 0,
                             -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0, MADE_ON_UNIX,
                             NAMES_IN_UTF8))
        memory_exhausted();
    while (length) {
        unsigned piece = length < INT_MAX ? (unsigned)length : INT_MAX;
        if (zipWriteInFileInZip(zip->file, bytes, piece)) memory_exhausted();
        bytes += piece;
        length -= piece;
    }
    if (zipCloseFileInZip(zip->file)) memory_exhausted();
}

void zip_end(struct zip *zip) {
    if (zipClose(zip->file, NULL)) memory_exhausted();
    free(zip);
}
