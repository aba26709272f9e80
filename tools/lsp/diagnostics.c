/* What validation finds in the open documents, as the client shows it.  Documents of one corpus,
   under the same teikit.yml, share what is loaded for them. */
#include "lsp/internal.h"

#include "base/folders.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct corpus {
    char *settings; /* the path of its teikit.yml; NULL: none */
    struct validation validation;
    struct report *report;
    struct buffer unwritten; /* what a report would write */
    bool begun;
    struct document *document; /* that is being validated; NULL: none */
    struct walk {              /* along it, from finding to finding */
        size_t line, column, offset;
    } walk;
    struct buffer faults; /* a line for each finding elsewhere, in schemas and settings */
    char *fault_code;     /* of the first of them */
    bool fault_heard;     /* since the work at hand began */
};

/* ---- findings ---- */

/* The offset of a finding's place: lines end with LF alone, columns are characters. */
static size_t walk_to(struct walk *walk, const struct buffer *text, size_t line, size_t column) {
    if (line < walk->line || (line == walk->line && column < walk->column))
        *walk = (struct walk){1, 1, 0};
    while (walk->line < line) {
        const char *from = text->bytes + walk->offset;
        const char *end = memchr(from, '\n', text->length - walk->offset);
        if (!end) return walk->offset = text->length;
        *walk = (struct walk){walk->line + 1, 1, (size_t)(end + 1 - text->bytes)};
    }
    for (; walk->column < column && walk->offset < text->length; walk->column++) {
        if (text->bytes[walk->offset] == '\n') break;
        do
            walk->offset++;
        while ((text->bytes[walk->offset] & 0xC0) == 0x80);
    }
    return walk->offset;
}

static char *copy_or_null(const char *string) {
    return string ? memory_copy(string, strlen(string)) : NULL;
}

static void show(struct document *document, struct span span, const struct finding *finding) {
    document->shown = memory_grow(document->shown, &document->shown_capacity,
                                  document->shown_count + 1, sizeof *document->shown);
    document->shown[document->shown_count++] =
        (struct shown){span, finding->severity, copy_or_null(finding->code),
                       copy_or_null(finding->message), copy_or_null(finding->hint)};
}

/* Those of `watch`, that something was loaded anew, are shown by what is found with it. */
static void hear_of_others(struct corpus *corpus, const struct finding *finding) {
    if (!strncmp(finding->code, "watch/", 6)) return;
    if (!corpus->fault_heard) {
        corpus->faults.length = 0;
        free(corpus->fault_code);
        corpus->fault_code = copy_or_null(finding->code);
    }
    corpus->fault_heard = true;
    if (corpus->faults.length) buffer_byte(&corpus->faults, '\n');
    if (finding->file) buffer_print(&corpus->faults, "%s:", finding->file);
    if (finding->line) buffer_print(&corpus->faults, "%zu:", finding->line);
    buffer_print(&corpus->faults, "%s%s", corpus->faults.length ? " " : "", finding->message);
}

static void hear(void *context, const struct finding *finding) {
    struct corpus *corpus = context;
    struct document *document = corpus->document;
    if (!document || !finding->file || strcmp(finding->file, document->name) != 0) {
        hear_of_others(corpus, finding);
        return;
    }
    size_t offset = walk_to(&corpus->walk, &document->text, finding->line ? finding->line : 1,
                            finding->column ? finding->column : 1);
    show(document, finding_extent(document, offset, finding->code), finding);
}

static bool shows(const struct document *document, const char *code) {
    for (size_t i = 0; i < document->shown_count; i++)
        if (!strcmp(document->shown[i].code, code)) return true;
    return false;
}

/* Why the document cannot be validated: a schema's faults are heard when it is loaded, and hold on.
 */
static void show_faults(struct corpus *corpus, struct document *document) {
    if (corpus->fault_heard || !document->faults) {
        const char *faults = corpus->faults.length ? corpus->faults.bytes : "it cannot be used";
        free(document->faults);
        document->faults = copy_or_null(faults);
    }
    size_t end = strcspn(document->text.bytes, "\r\n");
    const char *code = corpus->fault_code ? corpus->fault_code : "rng/schema-unreadable";
    if (!shows(document, "rng/schema-not-fetched")) /* else that is why */
        show(document, (struct span){0, end},
             &(struct finding){
                 .severity = SEVERITY_ERROR, .code = code, .message = document->faults});
}

/* ---- corpora ---- */

/* Loads what the corpus needs but for schemas; what is wrong may be mended until the next time. */
static void begin(const struct server *server, struct corpus *corpus) {
    const struct validation *wished = server->wishes->validation;
    if (corpus->report) report_free(corpus->report);
    corpus->report = report_new(stderr, report_format_named("jsonl"), false);
    report_divert(corpus->report, &corpus->unwritten);
    report_listen(corpus->report, hear, corpus);
    validation_free(&corpus->validation);
    corpus->validation =
        (struct validation){.report = corpus->report,
                            .documented = true,
                            .phase = wished->phase,
                            .no_rules = wished->no_rules,
                            .explain = wished->explain,
                            .xinclude = wished->xinclude,
                            .more_checks = wished->more_checks,
                            .no_checks = wished->no_checks,
                            .baseline_path = wished->baseline_path,
                            .cache_path = "none",
                            .settings_path = corpus->settings ? corpus->settings : "none"};
    for (size_t i = 0; i < wished->name_count; i++)
        validation_add_schema(&corpus->validation, wished->names[i]);
    corpus->begun = validation_begin(&corpus->validation, ".");
    if (corpus->begun) validation_report_to(&corpus->validation, corpus->report);
}

/* The path of the settings that hold for the document, to be freed; NULL: none. */
static char *settings_of(const struct server *server, const struct document *document) {
    const char *wished = server->wishes->validation->settings_path;
    if (wished) return strcmp(wished, "none") ? memory_copy(wished, strlen(wished)) : NULL;
    char *folder = folder_of(document->path);
    char *settings = folder ? corpus_settings_find(folder) : NULL;
    free(folder);
    return settings;
}

static struct corpus *add_corpus(struct server *server, const char *settings) {
    struct corpus *corpus = memory_allocate(1, sizeof *corpus);
    corpus->settings = copy_or_null(settings);
    server->corpora = memory_grow(server->corpora, &server->corpus_capacity,
                                  server->corpus_count + 1, sizeof *server->corpora);
    return server->corpora[server->corpus_count++] = corpus;
}

static struct corpus *corpus_of(struct server *server, const struct document *document) {
    struct corpus *corpus = NULL;
    char *settings = settings_of(server, document);
    for (size_t i = 0; i < server->corpus_count && !corpus; i++) {
        const char *known = server->corpora[i]->settings;
        if (known && settings ? !strcmp(known, settings) : !known && !settings)
            corpus = server->corpora[i];
    }
    if (!corpus) corpus = add_corpus(server, settings);
    free(settings);
    if (!corpus->begun) begin(server, corpus);
    return corpus;
}

void corpora_free(struct server *server) {
    for (size_t i = 0; i < server->corpus_count; i++) {
        struct corpus *corpus = server->corpora[i];
        validation_free(&corpus->validation);
        if (corpus->report) report_free(corpus->report);
        buffer_free(&corpus->unwritten);
        buffer_free(&corpus->faults);
        free(corpus->fault_code);
        free(corpus->settings);
        free(corpus);
    }
    free(server->corpora);
}

static struct xml_source source_of(const struct document *document) {
    return (struct xml_source){.path = document->path,
                               .name = document->name,
                               .bytes = document->text.bytes,
                               .length = document->text.length,
                               .is_utf8 = true,
                               .bytes_stay = true};
}

struct rng_schema *grammar_of(struct server *server, const struct document *document) {
    struct corpus *corpus = corpus_of(server, document);
    const struct xml_source source = source_of(document);
    return corpus->begun ? validation_grammar(&corpus->validation, &source) : NULL;
}

/* ---- validation ---- */

/* More are not shown at once: who has so many mends them by other means than one by one. */
enum { MOST_SHOWN = 2000 };

/* A "Diagnostic". */
static json_t *diagnostic(const struct server *server, struct document *document,
                          const struct shown *shown) {
    static const int severities[] = {
        [SEVERITY_ERROR] = 1, [SEVERITY_WARNING] = 2, [SEVERITY_NOTE] = 3};
    struct buffer message = {0};
    buffer_print(&message, "%s%s%s", shown->message, shown->hint ? "\n" : "",
                 shown->hint ? shown->hint : "");
    return json_pack("{so si ss ss so}", "range", range_json(server, document, shown->span),
                     "severity", severities[shown->severity], "code", shown->code, "source",
                     "teikit", "message", buffer_json(&message));
}

static void publish(struct server *server, struct document *document) {
    json_t *list = json_array();
    for (size_t i = 0; i < document->shown_count && i < MOST_SHOWN; i++)
        json_array_append_new(list, diagnostic(server, document, &document->shown[i]));
    json_t *params = json_pack("{ss so}", "uri", document->uri, "diagnostics", list);
    if (document->has_version)
        json_object_set_new(params, "version", json_integer(document->version));
    notify(server, "textDocument/publishDiagnostics", params);
}

void diagnose(struct server *server, struct document *document) {
    double begun = clock_now();
    const struct xml_source source = source_of(document);
    document_forget_shown(document);
    struct corpus *corpus = corpus_of(server, document);
    corpus->document = document;
    corpus->walk = (struct walk){1, 1, 0};
    bool possible =
        corpus->begun && validation_of(&corpus->validation, &source) != VALIDATION_IMPOSSIBLE;
    corpus->document = NULL;
    corpus->unwritten.length = 0;
    if (!possible) show_faults(corpus, document);
    corpus->fault_heard = false;
    document->unseen = false;
    publish(server, document);
    document->seconds = clock_now() - begun;
}

void diagnose_all(struct server *server) {
    for (size_t i = 0; i < server->corpus_count; i++)
        if (server->corpora[i]->begun) validation_begin_round(&server->corpora[i]->validation);
    for (size_t i = 0; i < server->document_count; i++)
        server->documents[i]->unseen = true;
    look_at_schemas(server);
}

/* What was loaded before goes on counting. */
static void tell_kept(struct server *server, struct corpus *corpus) {
    static const int warning = 2; /* "MessageType" */
    struct buffer message = {0};
    buffer_print(&message, "cannot be used as it is now: %s", corpus->faults.bytes);
    notify(server, "window/showMessage",
           json_pack("{si so}", "type", warning, "message", buffer_json(&message)));
    corpus->fault_heard = false;
}

void look_at_schemas(struct server *server) {
    bool renewed = false;
    for (size_t i = 0; i < server->corpus_count; i++) {
        struct corpus *corpus = server->corpora[i];
        if (!corpus->begun) continue;
        renewed |= validation_renew(&corpus->validation, ".");
        if (corpus->fault_heard) tell_kept(server, corpus);
        corpus->unwritten.length = 0;
    }
    for (size_t i = 0; renewed && i < server->document_count; i++)
        server->documents[i]->unseen = true;
}
