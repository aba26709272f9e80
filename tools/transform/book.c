/* E-books: the files of a book and the container that they stand in (EPUB Open Container Format).
 */
#include "transform/collection.h"
#include "transform/zip.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool add_to_zip(void *context, const char *path, const char *bytes, size_t length) {
    zip_add(context, path, bytes, length, true);
    return true;
}

/* SOURCE_DATE_EPOCH as a date and time; "" where it is not set to a number of seconds. */
static void source_date(char text[32]) {
    const char *seconds = getenv("SOURCE_DATE_EPOCH");
    char *end;
    *text = '\0';
    if (!seconds || *seconds < '0' || *seconds > '9') return;
    errno = 0;
    long long number = strtoll(seconds, &end, 10);
    const long long last = 253402300799; /* of the year 9999 */
    time_t when = (time_t)number;
    struct tm parts;
    if (!errno && !*end && number <= last && gmtime_r(&when, &parts))
        strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

bool book_make(struct transform_stylesheet *stylesheet, const struct buffer *entries,
               const char *name, const char *title, struct report *report, struct buffer *output) {
    char digest[65], epoch[32];
    collection_digest(entries->bytes, entries->length, digest);
    source_date(epoch);
    const struct transform_parameter parameters[] = {{"digest", digest, false},
                                                     {"epoch", epoch, false},
                                                     {"title", title ? title : "", false},
                                                     {0}};
    /* The first file, which is neither compressed nor anything else, is what the book is known by
       (OCF §4.3). */
    static const char type[] = "application/epub+zip";
    size_t before = output->length;
    struct zip *zip = zip_begin(output);
    zip_add(zip, "mimetype", type, sizeof type - 1, false);
    bool made = collection_make(stylesheet, entries, name, parameters, report,
                                &(struct collection_taker){add_to_zip, NULL, zip});
    zip_end(zip);
    if (!made) output->length = before;
    return made;
}
