/* Converts a schema from one syntax to the other: reads it with all its comments and annotations,
   finds what has to be declared, and lets one of the writers print it. */
#include "rng/convert.h"

#include "base/memory.h"
#include "rng/rng.h"
#include "xml/uri.h"
#include "xsd/datatype.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool conversion_same(const char *first, const char *second) {
    return first == second || (first && second && !strcmp(first, second));
}

struct syntax_node *conversion_root(struct syntax_node *first) {
    return syntax_skip_annotations(first);
}

const char *conversion_passed_ns(const struct syntax_node *node) {
    return node->uri ? node->uri : node->scope->ns;
}

const char *conversion_href(struct conversion *conversion, const struct syntax_node *node) {
    const char *base = node->scope->base, *file = node->scope->source->name;
    const char *slash = strrchr(file, '/'), *end = strrchr(base, '/');
    size_t folder = slash ? (size_t)(slash - file + 1) : 0;
    if (uri_has_scheme(node->text) || *node->text == '/' || !end) return node->text;
    if (!uri_has_scheme(base) && !strncmp(base, file, folder)) base += folder;
    if (end < base) return node->text;
    return arena_print(conversion->reading->arena, "%.*s%s", (int)(end + 1 - base), base,
                       node->text);
}

/* ---- prefixes ---- */

static bool is_declared(const struct conversion *conversion, const char *prefix) {
    for (size_t i = 0; i < conversion->prefix_count; i++)
        if (!strcmp(conversion->prefixes[i].prefix, prefix)) return true;
    return !strcmp(prefix, "xml") || !strcmp(prefix, "xmlns");
}

static void declare(struct conversion *conversion, const char *prefix, const char *uri) {
    conversion->prefixes = memory_grow(conversion->prefixes, &conversion->prefix_capacity,
                                       conversion->prefix_count + 1, sizeof *conversion->prefixes);
    conversion->prefixes[conversion->prefix_count++] = (struct declared_prefix){prefix, uri};
}

static const char *new_prefix(struct conversion *conversion, const char *uri, const char *written) {
    const char *stem = uri && !strcmp(uri, syntax_annotations_uri) ? "a"
                       : !uri                                      ? "inherited"
                       : !*uri                                     ? "local"
                                                                   : NULL;
    if (written && *written && !is_declared(conversion, written)) return written;
    if (stem && !is_declared(conversion, stem)) return stem;
    for (size_t number = 1;; number++) {
        const char *prefix =
            arena_print(conversion->reading->arena, "%s%zu", stem ? stem : "ns", number);
        if (!is_declared(conversion, prefix)) return prefix;
    }
}

const char *conversion_prefix(struct conversion *conversion, const char *uri, const char *written) {
    const char *known = NULL;
    if (uri && !strcmp(uri, syntax_xml_uri)) return "xml";
    for (size_t i = 0; i < conversion->prefix_count; i++) {
        const struct declared_prefix *declared = &conversion->prefixes[i];
        if (!conversion_same(declared->uri, uri)) continue;
        if (written && !strcmp(declared->prefix, written)) return written;
        if (!known) known = declared->prefix;
    }
    if (known) return known;
    known = new_prefix(conversion, uri, written);
    declare(conversion, known, uri);
    return known;
}

static bool is_qualified(const struct syntax_node *value) {
    return value->name && (!strcmp(value->name, "QName") || !strcmp(value->name, "NOTATION"));
}

const char *conversion_value_text(struct conversion *conversion, const struct syntax_node *node) {
    if (!is_qualified(node)) return node->text;
    struct arena *arena = conversion->reading->arena;
    const char *text = syntax_collapse(arena, node->text, strlen(node->text));
    const char *colon = strchr(text, ':'), *uri = node->uri, *written = NULL;
    if (colon) {
        size_t length = (size_t)(colon - text);
        const struct syntax_binding *binding = syntax_binding_of(node->scope, text, length);
        if (!binding) return text;
        uri = binding->uri;
        written = arena_copy(arena, text, length);
    } else if (conversion_same(uri, conversion->ns)) {
        return text;
    }
    return arena_print(arena, "%s:%s", conversion_prefix(conversion, uri, written),
                       colon ? colon + 1 : text);
}

/* ---- what the schema uses ---- */

/* The prefixes that the schema declares at its top, in the order written. */
static void declare_bindings(struct conversion *conversion, const struct syntax_binding *binding,
                             bool newest_first) {
    if (!binding) return;
    if (newest_first) declare_bindings(conversion, binding->next, true);
    if (*binding->prefix && strcmp(binding->prefix, "xml") != 0 &&
        !conversion_same(binding->uri, syntax_relaxng_uri) &&
        !is_declared(conversion, binding->prefix))
        declare(conversion, binding->prefix, binding->uri);
    if (!newest_first) declare_bindings(conversion, binding->next, false);
}

static void note_library(struct conversion *conversion, const char *library) {
    if (!library || !*library) return;
    for (size_t i = 0; i < conversion->library_count; i++)
        if (!strcmp(conversion->libraries[i], library)) return;
    conversion->libraries = memory_grow(conversion->libraries, &conversion->library_capacity,
                                        conversion->library_count + 1, sizeof(const char *));
    conversion->libraries[conversion->library_count++] = library;
}

/* Sees to it that the names of the node can be written: of annotations first those that were
   written with a prefix, so that the others can have it too. */
static void note_names(struct conversion *conversion, const struct syntax_node *node,
                       bool with_prefix) {
    for (const struct syntax_attribute *at = node->attributes; at; at = at->next)
        if (*at->uri) conversion_prefix(conversion, at->uri, at->prefix);
    switch (node->kind) {
    case SYNTAX_NAME:
        if (!node->uri) conversion->has_inherited = true;
        if (node->prefix) conversion_prefix(conversion, node->uri, node->prefix);
        break;
    case SYNTAX_NS_NAME:
        if (!node->uri) conversion->has_inherited = true;
        break;
    case SYNTAX_INCLUDE:
    case SYNTAX_EXTERNAL_REF:
        if (!conversion_passed_ns(node)) conversion->has_inherited = true;
        break;
    case SYNTAX_ANNOTATION:
        if (*node->uri && (node->prefix && *node->prefix) == with_prefix)
            conversion_prefix(conversion, node->uri, node->prefix);
        break;
    case SYNTAX_DATA: note_library(conversion, node->library); break;
    case SYNTAX_VALUE:
        if (node->name) note_library(conversion, node->library);
        conversion_value_text(conversion, node);
        break;
    default: break;
    }
}

/* Takes out white space between the elements of an annotation that holds no other text: the
   writers indent by themselves. */
static void drop_indentation(struct syntax_node *annotation) {
    bool has_elements = false;
    for (const struct syntax_node *at = annotation->first_child; at; at = at->next) {
        has_elements |= at->kind == SYNTAX_ANNOTATION;
        if (at->kind == SYNTAX_ANNOTATION_TEXT && at->text[strspn(at->text, " \t\r\n")]) return;
    }
    for (const struct syntax_attribute *at = annotation->attributes; at; at = at->next)
        if (!strcmp(at->uri, syntax_xml_uri) && !strcmp(at->local, "space")) return;
    if (!has_elements) return;
    for (struct syntax_node **link = &annotation->first_child; *link;) {
        if ((*link)->kind == SYNTAX_ANNOTATION_TEXT)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
}

static void note_all(struct conversion *conversion, struct syntax_node *first, bool with_prefix) {
    for (; first; first = first->next) {
        if (first->kind == SYNTAX_ANNOTATION) drop_indentation(first);
        note_names(conversion, first, with_prefix);
        note_all(conversion, first->first_child, with_prefix);
    }
}

/* ---- converting ---- */

static void convert(struct syntax_reading *reading, struct source *source,
                    struct syntax_node *first, bool to_xml, struct buffer *output) {
    struct conversion conversion = {.reading = reading, .output = output};
    struct syntax_node *root = conversion_root(first);
    conversion.ns = root->scope->ns;
    declare_bindings(&conversion, root->scope->bindings, source_is_xml(source));
    note_all(&conversion, first, true);
    note_all(&conversion, first, false);
    if (to_xml)
        convert_to_xml(&conversion, first);
    else
        convert_to_compact(&conversion, first);
    free(conversion.prefixes);
    free(conversion.libraries);
}

static bool ends_in(const char *name, const char *extension) {
    size_t length = strlen(name), tail = strlen(extension);
    return length >= tail && !strcasecmp(name + length - tail, extension);
}

/* What is asked for by the name of an output; false, with a finding, where it says nothing. */
static bool target_of(const char *output_name, bool *to_xml, struct report *report) {
    *to_xml = ends_in(output_name, ".rng");
    if (*to_xml || ends_in(output_name, ".rnc")) return true;
    report_say(report, SEVERITY_ERROR, "rng/convert-extension", output_name, 0, 0,
               "a schema is written to a file .rng (XML syntax) or .rnc (compact syntax)");
    return false;
}

/* `bytes` NULL: from the file. */
static bool convert_any(const char *path, const char *bytes, size_t length, const char *output_name,
                        struct buffer *output, struct report *report) {
    bool to_xml;
    if (!target_of(output_name, &to_xml, report)) return false;
    struct syntax_reading reading = {
        .arena = arena_new(), .names = xmlDictCreate(), .report = report, .keeps_everything = true};
    if (!reading.names) memory_exhausted();
    const char *problem = NULL;
    struct source *source = bytes ? source_of_memory(reading.arena, bytes, length, path, &problem)
                                  : source_read(reading.arena, path, &problem);
    struct syntax_node *first = NULL;
    if (source) {
        reading.sources = source;
        first = syntax_read(&reading, source);
    } else {
        report_say(report, SEVERITY_ERROR, "rng/schema-unreadable", path, 0, 0,
                   "the schema cannot be read: %s", problem);
    }
    bool good = first && !reading.errors;
    if (good) convert(&reading, source, first, to_xml, output);
    syntax_reading_finish(&reading);
    arena_free(reading.arena);
    xmlDictFree(reading.names);
    return good;
}

bool rng_convert(const char *path, const char *output_name, struct buffer *output,
                 struct report *report) {
    return convert_any(path, NULL, 0, output_name, output, report);
}

bool rng_convert_memory(const char *bytes, size_t length, const char *name, const char *output_name,
                        struct buffer *output, struct report *report) {
    return convert_any(name, bytes, length, output_name, output, report);
}
