/* What the files of the language server share: the open documents, what is known of the client,
   and the answers to its requests. */
#ifndef TEIKIT_LSP_INTERNAL_H
#define TEIKIT_LSP_INTERNAL_H

#include "base/buffer.h"
#include "lsp/lines.h"
#include "lsp/lsp.h"
#include "lsp/nodes.h"
#include "lsp/transport.h"
#include "report/report.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* ---- documents (documents.c) ---- */

/* A finding that is shown in a document. */
struct shown {
    struct span span;
    enum severity severity;
    char *code, *message, *hint; /* the hint may be NULL */
};

struct document {
    char *uri;  /* as the client names it */
    char *path; /* of its file, which need not be there */
    char *name; /* the path as a call in the working folder would have it */
    long long version;
    bool has_version;
    struct buffer text;
    struct lines lines;
    struct nodes nodes; /* scanned when it is asked for */
    bool scanned;
    bool unseen;         /* it was changed, and is to be validated */
    double due;          /* not before then, in seconds of the clock */
    double seconds;      /* that the last validation took */
    struct shown *shown; /* what the last validation found */
    size_t shown_count, shown_capacity;
    char *faults; /* of its schemas, for which it cannot be validated; or NULL */
};

/* Opens the document, or gives the text of one that is open anew. */
struct document *document_open(struct document *document, const char *uri, const char *text,
                               size_t length);
void document_free(struct document *document);

/* Puts other text in the place of a piece. */
void document_replace(struct document *document, struct span span, const char *text, size_t length);

/* Its nodes as they are now. */
const struct nodes *document_nodes(struct document *document);

/* Forgets what was shown. */
void document_forget_shown(struct document *document);

/* Another file as a document; NULL where it is no regular file, too large, or cannot be read. */
struct document *document_read(const char *path);

/* ---- the server (server.c) ---- */

/* Errors of JSON-RPC and of the protocol. */
enum {
    PARSE_ERROR = -32700,
    INVALID_REQUEST = -32600,
    METHOD_NOT_FOUND = -32601,
    INVALID_PARAMS = -32602,
    SERVER_NOT_INITIALIZED = -32002,
    REQUEST_FAILED = -32803,
    REQUEST_CANCELLED = -32800
};

/* What the client can do that not all can. */
struct client {
    enum position_encoding encoding;
    bool snippets, markdown_completion, markdown_hover, symbol_trees, watches_files;
    pid_t process; /* 0: not known */
};

struct server {
    const struct lsp_wishes *wishes;
    struct transport transport;
    struct client client;
    bool initialized, shut_down, exiting;
    struct document **documents;
    size_t document_count, document_capacity;
    struct corpus **corpora; /* diagnostics.c */
    size_t corpus_count, corpus_capacity;
    struct queued *queue; /* messages that were received; the first `queue_taken` were answered */
    size_t queue_taken, queue_count, queue_capacity, queue_bytes;
    int error; /* of the request at hand: its code; 0: none */
    struct buffer error_message;
    long long requests; /* that the server has made */
};

/* Seconds on a clock that nobody sets. */
double clock_now(void);

/* ---- what is sent (messages.c) ---- */

/* Lets the request at hand fail; NULL. */
json_t *refuse(struct server *server, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sends a notification; takes over `params`. */
void notify(struct server *server, const char *method, json_t *params);

/* Sends a request whose answer does not matter; takes over `params`. */
void request(struct server *server, const char *method, json_t *params);

/* Answers the request with a result, or with the error that was noted, or with this one.  Takes
   over the id (NULL: it is not known) and the result. */
void respond(struct server *server, json_t *id, json_t *result);
void respond_error(struct server *server, json_t *id, int code, const char *message);

/* ---- what requests are about (places.c) ---- */

/* The open document of that URI; NULL where there is none. */
struct document *document_named(const struct server *server, const char *uri);

/* The document that params->textDocument names; NULL, with an error, where it is not open. */
struct document *document_of(struct server *server, const json_t *params);

/* The document and the offset that a request is about. */
struct place {
    struct document *document;
    size_t offset;
};
bool place_asked(struct server *server, const json_t *params, struct place *place);

/* The offset of a "Position". */
size_t offset_of(const struct server *server, struct document *document, const json_t *position);

/* "Position", "Range", "Location" and "TextEdit" of a document. */
json_t *position_json(const struct server *server, struct document *document, size_t offset);
json_t *range_json(const struct server *server, struct document *document, struct span span);
json_t *location_json(const struct server *server, struct document *document, struct span span);
json_t *edit_json(const struct server *server, struct document *document, struct span span,
                  const char *text);

/* A string of `length` bytes, cut at what is no UTF-8. */
json_t *text_json(const char *text, size_t length);

/* Frees the buffer that the string is made of. */
json_t *buffer_json(struct buffer *buffer);

/* ---- validation (diagnostics.c) ---- */

/* Validates the document and tells the client. */
void diagnose(struct server *server, struct document *document);

/* Lets all documents be validated again. */
void diagnose_all(struct server *server);

/* Looks whether schemas or settings have changed on disk. */
void look_at_schemas(struct server *server);

/* The grammar of the document; NULL where it has none that can be used. */
struct rng_schema *grammar_of(struct server *server, const struct document *document);

void corpora_free(struct server *server);

/* The piece of a text that a finding at that offset is about (extents.c). */
struct span finding_extent(struct document *document, size_t offset, const char *code);

/* ---- pointers (pointers.c) ---- */

/* A token of an attribute's value that points somewhere, or an xml:id. */
struct pointer {
    struct span span;
    bool is_id;
};

/* The one at that place; false where there is none. */
bool pointer_at(struct document *document, size_t offset, struct pointer *pointer);

/* The element of that id; NODE_NONE where there is none. */
size_t element_of_id(const struct nodes *nodes, const char *id, size_t length);

/* Where a pointer leads: an element of a document, which is `owned` unless it is open, or to the
   file as a whole (NODE_NONE). */
struct target {
    struct document *document, *owned;
    size_t element;
};

/* False where it leads to nothing that can be had; else target_free() is to follow. */
bool target_of(struct server *server, struct document *document, struct span pointer,
               struct target *target);
void target_free(struct target *target);

/* ---- answers: the result, or NULL with refuse() ---- */

typedef json_t *answer(struct server *server, const json_t *params);
answer answer_initialize, answer_completion, answer_hover, answer_definition, answer_references,
    answer_rename, answer_prepare_rename, answer_document_symbol, answer_folding_range,
    answer_selection_range, answer_linked_editing_range, answer_code_action;

/* ---- what the client says (client.c, changes.c) ---- */

typedef void taker(struct server *server, const json_t *params);
taker take_initialized, take_open, take_change, take_save, take_close;

#endif
