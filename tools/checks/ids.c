/* xml:id: which there are, and that each is there once. */
#include "checks/internal.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

void ids_take(struct checks_run *run, const struct xml_attribute *attribute,
              const struct xml_locator *locator) {
    char *id = memory_copy(attribute->value, attribute->length);
    uintptr_t line = (uintptr_t)xmlHashLookup(run->ids, (const xmlChar *)id);
    if (!line) {
        line = locator->tag(locator->reader).line;
        xmlHashAddEntry(run->ids, (const xmlChar *)id, (void *)(line ? line : 1));
    } else if (run->checks & CHECK_IDS) {
        checks_say(
            run, "check/id-not-unique",
            locator->attribute(locator->reader, attribute->name.prefix, attribute->name.local),
            NULL, "the xml:id \"%s\" is that of another element as well, in line %zu", id,
            (size_t)line);
    }
    free(id);
}
