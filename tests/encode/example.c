/* The steps of an example: text to encoding, encoding to the fragment looked at, and back. */
#include "example.h"

#include "run.h"

#include "base/file.h"
#include "base/memory.h"
#include "transform/transform.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- encoding ---- */

static struct text *read_text(const struct source *source, struct report *report) {
    char path[] = "/tmp/teikit-example-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    ck_assert(file_write(path, source->text, strlen(source->text)));
    struct text *text = NULL;
    const char *name = source->name ? source->name : "example.txt";
    ck_assert_int_eq(
        text_read(path, name, &(struct text_wishes){.charset = "UTF-8"}, report, &text), TEXT_READ);
    unlink(path);
    return text;
}

/* Places and codes of the findings in a report of the format jsonl. */
static char *list_findings(const char *lines) {
    struct buffer list = {0};
    buffer_text(&list, "");
    for (const char *line = lines; *line; line = strchr(line, '\n') + 1) {
        json_t *finding = json_loads(line, JSON_DISABLE_EOF_CHECK, NULL);
        ck_assert_ptr_nonnull(finding);
        buffer_print(&list, "%d:%d %s\n", (int)json_integer_value(json_object_get(finding, "line")),
                     (int)json_integer_value(json_object_get(finding, "column")),
                     json_string_value(json_object_get(finding, "code")));
        json_decref(finding);
    }
    return list.bytes;
}

/* Appends all files that the text is split into, with their ids and sources. */
static void split(struct text *text, const struct encode_profile *profile,
                  const struct encode_options *options, struct report *report,
                  struct buffer *files) {
    struct encode_part *parts;
    size_t count = encode_split(text, profile, options, report, &parts);
    for (size_t i = 0; i < count; i++) {
        buffer_print(files, "%s: ", parts[i].id);
        encode_part_source(&parts[i], text, files);
        buffer_append(files, parts[i].encoding.bytes, parts[i].encoding.length);
    }
    encode_parts_free(parts, count);
}

static struct example encode_with(const struct source *source, size_t workers, bool splits) {
    char *lines = NULL;
    size_t length = 0;
    struct encode_options options = source->options;
    options.workers = workers;
    FILE *stream = open_memstream(&lines, &length);
    struct report *report = report_new(stream, report_format_named("jsonl"), false);
    struct encode_profile *profile = encode_profile_load(
        source->profile ? source->profile : "diplomatic", source->options.language, report);
    ck_assert_ptr_nonnull(profile);
    struct text *text = read_text(source, report);
    struct buffer encoding = {0};
    buffer_text(&encoding, "");
    if (splits)
        split(text, profile, &options, report, &encoding);
    else
        encode_text(text, profile, &options, report, &encoding);
    text_free(text);
    encode_profile_free(profile);
    ck_assert(report_free(report));
    fclose(stream);
    struct example example = {encoding.bytes, list_findings(lines)};
    free(lines);
    return example;
}

/* Asserts that three threads make what one does. */
static void check_three(const struct source *source, const struct example *example, bool splits) {
    struct example other = encode_with(source, 3, splits);
    ck_assert_str_eq(other.encoding, example->encoding);
    ck_assert_str_eq(other.findings, example->findings);
    example_free(&other);
}

/* Asserts that several threads make the same of a text of several documents. */
static void check_threads(const struct source *source, const struct example *example) {
    const char *first = strstr(example->encoding, "<div type=\"document\"");
    bool several = strstr(example->encoding, "<div type=\"front\"") ||
                   (first && strstr(first + 1, "<div type=\"document\""));
    if (!several) return;
    check_three(source, example, false);
    struct example files = encode_with(source, 1, true);
    check_three(source, &files, true);
    example_free(&files);
}

struct example example_encode(const struct source *source) {
    struct example example = encode_with(source, 1, false);
    check_threads(source, &example);
    return example;
}

void example_free(struct example *example) {
    free(example->encoding);
    free(example->findings);
}

/* ---- fragments ---- */

/* The lines from `start` to `end`, those that begin with a tag without `indent` spaces before it.
 */
static char *copy_lines(const char *start, const char *end, size_t indent) {
    struct buffer lines = {0};
    buffer_text(&lines, "");
    while (start < end) {
        size_t spaces = strspn(start, " ");
        if (start[spaces] == '<') start += spaces < indent ? spaces : indent;
        const char *line_end = memchr(start, '\n', (size_t)(end - start));
        const char *next = line_end ? line_end + 1 : end;
        buffer_append(&lines, start, (size_t)(next - start));
        start = next;
    }
    return lines.bytes;
}

char *example_division(const char *encoding) {
    const char *start = strstr(encoding, "\n      <div "),
               *end = strstr(encoding, "\n      </div>");
    if (!start || !end) return memory_copy("", 0);
    return copy_lines(strchr(start + 1, '\n') + 1, end + 1, 8);
}

char *example_element(const char *encoding, const char *name) {
    struct buffer open = {0}, close = {0};
    buffer_print(&open, "<%s", name);
    buffer_print(&close, "</%s>", name);
    const char *start = strstr(encoding, open.bytes);
    while (start && !strchr(" >", start[open.length]))
        start = strstr(start + 1, open.bytes);
    const char *end = start ? strstr(start, close.bytes) : NULL;
    size_t indent = 0;
    while (start && start - indent > encoding && start[-(ptrdiff_t)indent - 1] == ' ')
        indent++;
    char *element = end ? copy_lines(start, end + close.length, indent) : memory_copy("", 0);
    buffer_free(&open);
    buffer_free(&close);
    return element;
}

/* ---- the way back ---- */

char *example_way_back(const char *encoding) {
    struct report *report = report_new(stderr, report_format_named("text"), false);
    struct transform_stylesheet *stylesheet = transform_load_builtin("source", NULL, report);
    struct buffer back = {0};
    ck_assert_ptr_nonnull(stylesheet);
    ck_assert_int_eq(transform_memory(stylesheet, encoding, strlen(encoding), "example.xml", NULL,
                                      report, &back),
                     TRANSFORM_DONE);
    transform_free(stylesheet);
    report_free(report);
    return back.bytes;
}

static char *tidy(const char *text) {
    struct buffer tidied = {0};
    buffer_text(&tidied, "");
    encode_tidy(text, strlen(text), &tidied);
    return tidied.bytes;
}

void example_check_way_back(const char *text, const char *encoding) {
    char *back = example_way_back(encoding), *expected = tidy(text), *found = tidy(back);
    ck_assert_str_eq(found, expected);
    free(back);
    free(expected);
    free(found);
}

/* ---- what tests assert ---- */

void check_source_encodes(const struct source *source, const char *expected) {
    struct example example = example_encode(source);
    char *division = example_division(example.encoding);
    ck_assert_str_eq(division, expected);
    example_check_way_back(source->text, example.encoding);
    free(division);
    example_free(&example);
}

void check_encodes(const char *text, const char *expected) {
    check_source_encodes(&(struct source){.text = text}, expected);
}

void check_element(const struct source *source, const char *name, const char *expected) {
    struct example example = example_encode(source);
    char *element = example_element(example.encoding, name);
    ck_assert_str_eq(element, expected);
    example_check_way_back(source->text, example.encoding);
    free(element);
    example_free(&example);
}

void check_finds(const char *text, const char *expected) {
    struct example example = example_encode(&(struct source){.text = text});
    ck_assert_str_eq(example.findings, expected);
    if (*example.encoding) example_check_way_back(text, example.encoding);
    example_free(&example);
}
