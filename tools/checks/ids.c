/* xml:id: which there are, and that each is there once. */
#include "checks/internal.h"

void ids_take(struct checks_run *run, const struct xml_attribute *attribute,
              const struct xml_locator *locator) {
    const struct word *id = words_find(&run->ids, attribute->value, attribute->length);
    if (!id)
        words_add(&run->ids, attribute->value, attribute->length,
                  locator->tag(locator->reader).line);
    else if (run->checks & CHECK_IDS)
        checks_say(
            run, "check/id-not-unique",
            locator->attribute(locator->reader, attribute->name.prefix, attribute->name.local),
            NULL, "the xml:id \"%s\" is that of another element as well, in line %zu", id->text,
            id->number);
}
