/* The client: what it can do, and what it is told that the server can. */
#include "lsp/internal.h"

#include <string.h>

static const json_t *capability(const json_t *params, const char *group, const char *feature,
                                const char *name) {
    const json_t *capabilities = json_object_get(params, "capabilities");
    return json_object_get(json_object_get(json_object_get(capabilities, group), feature), name);
}

static bool holds(const json_t *list, const char *string) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *item = json_string_value(json_array_get(list, i));
        if (item && !strcmp(item, string)) return true;
    }
    return false;
}

static const char *const encodings[] = {
    [POSITION_UTF_16] = "utf-16", [POSITION_UTF_8] = "utf-8", [POSITION_UTF_32] = "utf-32"};

/* The first of the client's that there is: its order is that of its preference. */
static enum position_encoding encoding_of(const json_t *params) {
    const json_t *capabilities = json_object_get(params, "capabilities");
    const json_t *list =
        json_object_get(json_object_get(capabilities, "general"), "positionEncodings");
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t j = 0; j < sizeof encodings / sizeof *encodings; j++) {
            const char *name = json_string_value(json_array_get(list, i));
            if (name && !strcmp(name, encodings[j])) return (enum position_encoding)j;
        }
    return POSITION_UTF_16;
}

static struct client client_of(const json_t *params) {
    const json_t *item = capability(params, "textDocument", "completion", "completionItem");
    const json_t *process = json_object_get(params, "processId");
    const json_t *watched =
        capability(params, "workspace", "didChangeWatchedFiles", "dynamicRegistration");
    return (struct client){
        .encoding = encoding_of(params),
        .snippets = json_is_true(json_object_get(item, "snippetSupport")),
        .markdown_completion = holds(json_object_get(item, "documentationFormat"), "markdown"),
        .markdown_hover =
            holds(capability(params, "textDocument", "hover", "contentFormat"), "markdown"),
        .symbol_trees = json_is_true(capability(params, "textDocument", "documentSymbol",
                                                "hierarchicalDocumentSymbolSupport")),
        .watches_files = json_is_true(watched),
        .process = (pid_t)(json_is_integer(process) ? json_integer_value(process) : 0)};
}

json_t *answer_initialize(struct server *server, const json_t *params) {
    if (server->initialized) return refuse(server, INVALID_REQUEST, "it is initialized already");
    server->initialized = true;
    server->client = client_of(params);
    return json_pack(
        "{s{ss s{sb si s{sb}} s{s[ssssssss]} sb sb sb s{sb} sb sb sb sb s{s[s]}} s{ss ss}}",
        "capabilities", "positionEncoding", encodings[server->client.encoding], "textDocumentSync",
        "openClose", 1, "change", 2, "save", "includeText", 0, "completionProvider",
        "triggerCharacters", "<", " ", "\"", "'", "#", "/", ">", "&", "hoverProvider", 1,
        "definitionProvider", 1, "referencesProvider", 1, "renameProvider", "prepareProvider", 1,
        "documentSymbolProvider", 1, "foldingRangeProvider", 1, "selectionRangeProvider", 1,
        "linkedEditingRangeProvider", 1, "codeActionProvider", "codeActionKinds", "quickfix",
        "serverInfo", "name", "teikit", "version", TEIKIT_VERSION);
}

void take_initialized(struct server *server, const json_t *params) {
    (void)params;
    if (!server->client.watches_files) return;
    request(server, "client/registerCapability",
            json_pack("{s[{ss ss s{s[{ss}]}}]}", "registrations", "id", "files", "method",
                      "workspace/didChangeWatchedFiles", "registerOptions", "watchers",
                      "globPattern", "**/*.{xml,rng,rnc,sch,yml}"));
}
