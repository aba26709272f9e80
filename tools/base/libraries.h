/* Memory for libraries: they take theirs from memory.h too, so that where it runs out the one
   handler ends what cannot go on.  By themselves some of them go on with a part of what they read,
   as if it were all. */
#ifndef TEIKIT_BASE_LIBRARIES_H
#define TEIKIT_BASE_LIBRARIES_H

#include <stddef.h>

/* Lets libxml2 (and with it libxslt), jansson, GMP and uchardet take their memory so, in all of the
   process.  To be called before any of them is used.  What they have taken may still be given to
   free(). */
void libraries_prepare(void);

/* The same for PCRE2, for pcre2_general_context_create(). */
void *libraries_take(size_t size, void *context);
void libraries_give_back(void *block, void *context);

#endif
