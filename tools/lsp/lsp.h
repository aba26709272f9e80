/* The language server: what an editor asks about the documents that are open in it, over the
   Language Server Protocol 3.17 (JSON-RPC 2.0, UTF-8, each message with its Content-Length). */
#ifndef TEIKIT_LSP_LSP_H
#define TEIKIT_LSP_LSP_H

#include "validation/validation.h"

#include <stdbool.h>

/* What the server stands on. */
struct lsp_wishes {
    const struct validation *validation; /* what the call asks for; nothing is loaded for it yet */
    int input, output;                   /* open files: messages come and go there */
};

/* Serves until the client says "exit" or is gone: no more input, nobody to read the output, or its
   process is not there any more.  True where it had said "shutdown" before, as it ought to.  That
   the input cannot be read is a finding in the validation's report. */
bool lsp_serve(const struct lsp_wishes *wishes);

#endif
