/* Findings as bytes, so that a worker process can send its own to the process that reports. */
#include "report/internal.h"

#include <string.h>

enum { CODE, FILE_NAME, MESSAGE, HINT, XPATH, EXCERPT, STRINGS };

/* What stands before the strings, each of which has a NUL behind it. */
struct head {
    enum severity severity;
    bool once;
    size_t line, column, excerpt_column;
    bool present[STRINGS]; /* false: NULL */
    size_t lengths[STRINGS];
};

/* To be counted up when what a record looks like changes, but for the size of its head. */
enum { LAYOUT = 1 };

size_t report_record_layout(void) {
    return LAYOUT << 16 | sizeof(struct head);
}

void record_finding(struct buffer *record, const struct finding *finding, bool once) {
    const char *const strings[STRINGS] = {finding->code, finding->file,  finding->message,
                                          finding->hint, finding->xpath, finding->excerpt};
    struct head head;
    memset(&head, 0, sizeof head); /* the gaps too: equal findings are equal bytes */
    head.severity = finding->severity;
    head.once = once;
    head.line = finding->line;
    head.column = finding->column;
    head.excerpt_column = finding->excerpt_column;
    for (size_t i = 0; i < STRINGS; i++) {
        head.present[i] = strings[i];
        if (strings[i])
            head.lengths[i] = i == EXCERPT ? finding->excerpt_length : strlen(strings[i]);
    }
    buffer_append(record, (const char *)&head, sizeof head);
    for (size_t i = 0; i < STRINGS; i++) {
        buffer_append(record, strings[i] ? strings[i] : "", head.lengths[i]);
        buffer_byte(record, '\0');
    }
}

bool record_take(const char **record, const char *end, struct finding *finding, bool *once) {
    struct head head;
    const char *strings[STRINGS];
    if (*record == end) return false;
    memcpy(&head, *record, sizeof head);
    *record += sizeof head;
    for (size_t i = 0; i < STRINGS; i++) {
        strings[i] = head.present[i] ? *record : NULL;
        *record += head.lengths[i] + 1;
    }
    *once = head.once;
    *finding = (struct finding){.severity = head.severity,
                                .code = strings[CODE],
                                .file = strings[FILE_NAME],
                                .line = head.line,
                                .column = head.column,
                                .message = strings[MESSAGE],
                                .hint = strings[HINT],
                                .xpath = strings[XPATH],
                                .excerpt = strings[EXCERPT],
                                .excerpt_length = head.lengths[EXCERPT],
                                .excerpt_column = head.excerpt_column};
    return true;
}
