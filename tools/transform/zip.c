/* Zip archives (PKWARE's APPNOTE.TXT 6.3.3): files, deflated by zlib, each behind its header, and a
   directory of them at the end. */
#include "transform/zip.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct zip {
    struct buffer *bytes, directory;
    size_t count;
};

/* APPNOTE 4.3.7 and 4.3.12: what a header of a file and its entry in the directory share. */
struct entry {
    uint32_t method, check, size, whole_size, path_length;
};

enum {
    NEEDED = 20,                    /* version 2.0 to take it out (APPNOTE 4.4.3) */
    MADE_ON_UNIX = 3 << 8 | NEEDED, /* APPNOTE 4.4.2 */
    BEST_COMPRESSION = 1 << 1,      /* APPNOTE 4.4.4 */
    NAMES_IN_UTF8 = 1 << 11,        /* APPNOTE 4.4.4 */
    DEFLATED = 8,                   /* APPNOTE 4.4.5 */
    FIRST_DAY = 1 << 5 | 1,         /* APPNOTE 4.4.6: month and day, of the year 1980 */
    HEADER = 0x04034b50,            /* APPNOTE 4.3.7 */
    DIRECTORY_ENTRY = 0x02014b50,   /* APPNOTE 4.3.12 */
    END_OF_DIRECTORY = 0x06054b50   /* APPNOTE 4.3.16 */
};
static const uint32_t readable = (uint32_t)0100644 << 16; /* as Unix has it; APPNOTE 4.4.15 */

/* Numbers have their lowest byte first (APPNOTE 4.4.1.1). */
static void put(struct buffer *bytes, size_t length, uint32_t number) {
    for (size_t i = 0; i < length; i++)
        buffer_byte(bytes, (char)(number >> 8 * i & 0xFF));
}

/* A size as the format has it, which without ZIP64 ends at 4 GiB. */
static uint32_t size_of(size_t size) {
    if (size >= UINT32_MAX) memory_exhausted();
    return (uint32_t)size;
}

static void put_entry(struct buffer *bytes, const struct entry *entry) {
    put(bytes, 2, NEEDED);
    put(bytes, 2, NAMES_IN_UTF8 | (entry->method ? BEST_COMPRESSION : 0));
    put(bytes, 2, entry->method);
    put(bytes, 2, 0); /* midnight */
    put(bytes, 2, FIRST_DAY);
    put(bytes, 4, entry->check);
    put(bytes, 4, entry->size);
    put(bytes, 4, entry->whole_size);
    put(bytes, 2, entry->path_length);
    put(bytes, 2, 0); /* no extra field */
}

static voidpf take(voidpf context, uInt count, uInt size) {
    (void)context;
    return memory_allocate(count, size);
}

static void give_back(voidpf context, voidpf block) {
    (void)context;
    free(block);
}

/* Appends the bytes deflated; all that can go wrong is memory, which take() sees to. */
static void deflate_to(struct buffer *output, const char *bytes, uint32_t length) {
    z_stream stream = {.zalloc = take, .zfree = give_back};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    uLong most = deflateBound(&stream, length);
    stream.next_out = (Bytef *)buffer_reserve(output, most);
    stream.avail_out = size_of(most);
    stream.next_in = (z_const Bytef *)bytes;
    stream.avail_in = length;
    deflate(&stream, Z_FINISH);
    output->length += stream.total_out;
    deflateEnd(&stream);
}

struct zip *zip_begin(struct buffer *bytes) {
    struct zip *zip = memory_allocate(1, sizeof *zip);
    zip->bytes = bytes;
    return zip;
}

void zip_add(struct zip *zip, const char *path, const char *bytes, size_t length, bool compressed) {
    struct buffer data = {0};
    struct entry entry = {.whole_size = size_of(length), .path_length = size_of(strlen(path))};
    uint32_t place = size_of(zip->bytes->length);
    entry.check = (uint32_t)crc32(0, (const Bytef *)bytes, entry.whole_size);
    entry.method = compressed ? DEFLATED : 0;
    if (compressed)
        deflate_to(&data, bytes, entry.whole_size);
    else
        buffer_append(&data, bytes, length);
    entry.size = size_of(data.length);
    put(zip->bytes, 4, HEADER);
    put_entry(zip->bytes, &entry);
    buffer_text(zip->bytes, path);
    buffer_append(zip->bytes, data.bytes, data.length);
    put(&zip->directory, 4, DIRECTORY_ENTRY);
    put(&zip->directory, 2, MADE_ON_UNIX);
    put_entry(&zip->directory, &entry);
    put(&zip->directory, 2, 0); /* no comment */
    put(&zip->directory, 2, 0); /* on the first disk */
    put(&zip->directory, 2, 0); /* not known as text */
    put(&zip->directory, 4, readable);
    put(&zip->directory, 4, place);
    buffer_text(&zip->directory, path);
    zip->count++;
    buffer_free(&data);
}

void zip_end(struct zip *zip) {
    uint32_t place = size_of(zip->bytes->length), size = size_of(zip->directory.length);
    if (zip->count >= UINT16_MAX) memory_exhausted();
    buffer_append(zip->bytes, zip->directory.bytes, zip->directory.length);
    put(zip->bytes, 4, END_OF_DIRECTORY);
    put(zip->bytes, 4, 0); /* this disk is the first and only one */
    put(zip->bytes, 2, (uint32_t)zip->count);
    put(zip->bytes, 2, (uint32_t)zip->count);
    put(zip->bytes, 4, size);
    put(zip->bytes, 4, place);
    put(zip->bytes, 2, 0); /* no comment */
    buffer_free(&zip->directory);
    free(zip);
}
