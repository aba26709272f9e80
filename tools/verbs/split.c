/* The documents of a volume as files of their own.  Where they are made, they are packed into one
   buffer; where the results of all inputs come together, in their order, they are written, so that
   of two that would go to one file always the same is. */
#include "verbs/split.h"

#include "base/memory.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct split {
    xmlHashTable *paths; /* of the files written -> the input */
};

struct split *split_new(void) {
    struct split *split = memory_allocate(1, sizeof *split);
    split->paths = xmlHashCreate(0);
    if (!split->paths) memory_exhausted();
    return split;
}

void split_free(struct split *split) {
    if (!split) return;
    xmlHashFree(split->paths, NULL);
    free(split);
}

/* Each part: its id with a NUL, the length of its encoding, its encoding; at the end an empty id.
 */
void split_pack(const struct encode_part *parts, size_t count, struct buffer *packed) {
    for (size_t i = 0; i < count; i++) {
        const struct buffer *encoding = &parts[i].encoding;
        buffer_append(packed, parts[i].id, strlen(parts[i].id) + 1);
        buffer_append(packed, (const char *)&encoding->length, sizeof encoding->length);
        buffer_append(packed, encoding->bytes, encoding->length);
    }
    buffer_byte(packed, '\0');
}

/* Writes a document, unless one of another input was written there. */
static enum status write_part(struct split *split, const struct destination *destination,
                              const struct input *input, const char *id, const struct buffer *bytes,
                              struct report *report) {
    struct buffer path = {0};
    destination_path(destination, input, id, "xml", &path);
    const struct input *other = xmlHashLookup(split->paths, (const xmlChar *)path.bytes);
    enum status status = STATUS_CALL;
    if (other) {
        report_say(report, SEVERITY_ERROR, "call/same-output", input_name(input), 0, 0,
                   "its document %s is not written: %s holds that of %s", id, path.bytes,
                   input_name(other));
    } else {
        xmlHashAddEntry(split->paths, (const xmlChar *)path.bytes, (void *)(uintptr_t)input);
        status = destination_write_to(destination, path.bytes, input, bytes, report);
    }
    buffer_free(&path);
    return status;
}

enum status split_write(struct split *split, const struct destination *destination,
                        const struct input *input, const char **packed, struct report *report) {
    enum status status = STATUS_DONE;
    const char *at = *packed;
    while (*at) {
        const char *id = at;
        struct buffer bytes = {0};
        at += strlen(id) + 1;
        memcpy(&bytes.length, at, sizeof bytes.length);
        at += sizeof bytes.length;
        bytes.bytes = (char *)(uintptr_t)at;
        status = status_worst(status, write_part(split, destination, input, id, &bytes, report));
        at += bytes.length;
    }
    *packed = at + 1;
    return status;
}
