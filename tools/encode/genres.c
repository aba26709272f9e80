/* Genres: which kinds of document have which structure.  A profile tells the kind from the heading
   and calls it by one of these names; what it calls otherwise has no structure of its own. */
#include "encode/internal.h"

#include <string.h>

static const struct {
    const char *name;
    enum genre_structure structure;
} genres[] = {
    {GENRE_TRANSCRIPT, GENRE_OF_SPEECHES},
    {GENRE_MESSAGE, GENRE_OF_LETTERS},
    {"telegram", GENRE_OF_LETTERS},
    {GENRE_LETTER, GENRE_OF_LETTERS},
    {"memorandum", GENRE_OF_LETTERS},
    {"memorandum-of-conversation", GENRE_OF_SPEECHES_OR_REPORT},
    {"minutes", GENRE_OF_SPEECHES_OR_REPORT},
};

enum genre_structure genre_structure(const char *genre) {
    for (size_t i = 0; genre && i < sizeof genres / sizeof *genres; i++)
        if (!strcmp(genres[i].name, genre)) return genres[i].structure;
    return genre ? GENRE_WITHOUT_STRUCTURE : GENRE_UNKNOWN;
}
