/* What libraries make for the rooms that is no block of memory of theirs: parsers, patterns, tables
   of names, open files.  The Makefile lets the rooms call these functions in place of those whose
   names they bear behind `held_`, so that the heap can let go what is held where memory runs out.
 */
#include "library/heap.h"

#include <dirent.h>
#include <fcntl.h>
#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* How things of a kind are let go: `thing` is one. */
#define LET_GO(kind, statement)                                                                    \
    static void let_go_##kind(void *thing) {                                                       \
        statement;                                                                                 \
    }

/* A function that makes one. */
#define MAKES(kind, type, name, parameters, arguments)                                             \
    type held_##name parameters;                                                                   \
    type held_##name parameters {                                                                  \
        type thing = name arguments;                                                               \
        heap_hold(thing, let_go_##kind);                                                           \
        return thing;                                                                              \
    }

/* One that frees it. */
#define FREES(name, parameters, arguments)                                                         \
    void held_##name parameters;                                                                   \
    void held_##name parameters {                                                                  \
        heap_release(thing);                                                                       \
        name arguments;                                                                            \
    }

/* One that closes it and says whether that failed. */
#define CLOSES(name, type)                                                                         \
    int held_##name(type *thing);                                                                  \
    int held_##name(type *thing) {                                                                 \
        heap_release(thing);                                                                       \
        return name(thing);                                                                        \
    }

/* ---- libxml2 ---- */

LET_GO(names, xmlDictFree(thing))
MAKES(names, xmlDict *, xmlDictCreate, (void), ())
MAKES(names, xmlDict *, xmlDictCreateSub, (xmlDict * base), (base))
FREES(xmlDictFree, (xmlDict * thing), (thing))

LET_GO(table, xmlHashFree(thing, NULL)) /* what its entries hold is in the heap, or held itself */
MAKES(table, xmlHashTable *, xmlHashCreate, (int size), (size))
FREES(xmlHashFree, (xmlHashTable * thing, xmlHashDeallocator dealloc), (thing, dealloc))

LET_GO(document, xmlFreeDoc(thing))
MAKES(document, xmlDoc *, xmlCtxtReadMemory,
      (xmlParserCtxt * parser, const char *bytes, int length, const char *uri, const char *encoding,
       int options),
      (parser, bytes, length, uri, encoding, options))
FREES(xmlFreeDoc, (xmlDoc * thing), (thing))

LET_GO(parser, xmlFreeDoc(((xmlParserCtxt *)thing)->myDoc); xmlFreeParserCtxt(thing))
MAKES(parser, xmlParserCtxt *, xmlNewParserCtxt, (void), ())
MAKES(parser, xmlParserCtxt *, xmlCreateFileParserCtxt, (const char *path), (path))
MAKES(parser, xmlParserCtxt *, xmlCreatePushParserCtxt,
      (xmlSAXHandler * sax, void *context, const char *chunk, int size, const char *name),
      (sax, context, chunk, size, name))
MAKES(parser, xmlParserCtxt *, xmlCreateIOParserCtxt,
      (xmlSAXHandler * sax, void *context, xmlInputReadCallback take, xmlInputCloseCallback end,
       void *input, xmlCharEncoding encoding),
      (sax, context, take, end, input, encoding))
FREES(xmlFreeParserCtxt, (xmlParserCtxt * thing), (thing))

/* ---- PCRE2 ---- */

LET_GO(pattern, pcre2_code_free_8(thing))
MAKES(pattern, pcre2_code_8 *, pcre2_compile_8,
      (PCRE2_SPTR8 pattern, PCRE2_SIZE length, uint32_t options, int *error, PCRE2_SIZE *offset,
       pcre2_compile_context_8 *context),
      (pattern, length, options, error, offset, context))
FREES(pcre2_code_free_8, (pcre2_code_8 * thing), (thing))

LET_GO(match, pcre2_match_data_free_8(thing))
MAKES(match, pcre2_match_data_8 *, pcre2_match_data_create_8,
      (uint32_t pairs, pcre2_general_context_8 *context), (pairs, context))
MAKES(match, pcre2_match_data_8 *, pcre2_match_data_create_from_pattern_8,
      (const pcre2_code_8 *pattern, pcre2_general_context_8 *context), (pattern, context))
FREES(pcre2_match_data_free_8, (pcre2_match_data_8 * thing), (thing))

LET_GO(limits, pcre2_match_context_free_8(thing))
MAKES(limits, pcre2_match_context_8 *, pcre2_match_context_create_8,
      (pcre2_general_context_8 * context), (context))
FREES(pcre2_match_context_free_8, (pcre2_match_context_8 * thing), (thing))

LET_GO(wishes, pcre2_compile_context_free_8(thing))
MAKES(wishes, pcre2_compile_context_8 *, pcre2_compile_context_create_8,
      (pcre2_general_context_8 * context), (context))
FREES(pcre2_compile_context_free_8, (pcre2_compile_context_8 * thing), (thing))

/* ---- the system ---- */

LET_GO(stream, fclose(thing))
MAKES(stream, FILE *, fopen, (const char *path, const char *mode), (path, mode))
MAKES(stream, FILE *, open_memstream, (char **bytes, size_t *length), (bytes, length))
CLOSES(fclose, FILE)

LET_GO(folder, closedir(thing))
MAKES(folder, DIR *, opendir, (const char *path), (path))
CLOSES(closedir, DIR)

/* A file has a number; what stands for it is that and one, as 0 is one. */
static void *of_file(int file) {
    return (void *)((intptr_t)file + 1);
}

LET_GO(file, close((int)((intptr_t)thing - 1)))

/* The rooms of the library make no files, for which there would be a mode. */
int held_open(const char *path, int flags);
int held_open(const char *path, int flags) {
    int file = open(path, flags);
    if (file >= 0) heap_hold(of_file(file), let_go_file);
    return file;
}

int held_close(int file);
int held_close(int file) {
    heap_release(of_file(file));
    return close(file);
}
