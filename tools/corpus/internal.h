/* What the files of corpus share: the ages of a cache's entries. */
#ifndef TEIKIT_CORPUS_INTERNAL_H
#define TEIKIT_CORPUS_INTERNAL_H

/* Removes from a cache's folder what was not used for a month, once a day. */
void cache_remove_old(const char *folder);

/* Lets the entry at this path, which was used, count as new. */
void cache_renew(const char *path);

#endif
