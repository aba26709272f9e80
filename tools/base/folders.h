/* Folders that files have to be beneath, asked for by real paths, so that no symbolic link leads
   out of what is allowed. */
#ifndef TEIKIT_BASE_FOLDERS_H
#define TEIKIT_BASE_FOLDERS_H

#include <stdbool.h>

/* Whether the file, which need not be there yet, is beneath the folder, or is it. */
bool folder_holds(const char *folder, const char *path);

/* Whether it is beneath one of the folders, a list that ends with NULL; NULL: there are none. */
bool folders_hold(const char *const *folders, const char *path);

/* The real path of the folder that a file is in; to be freed. */
char *folder_of(const char *path);

#endif
