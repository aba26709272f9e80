/* xml:id: which there are, and that each is there once. */
#include "checks/internal.h"

void ids_take(struct checks_run *run, const struct xml_attribute *attribute,
              struct xml_reader *reader) {
    const struct word *id = words_find(&run->ids, attribute->value, attribute->length);
    if (!id)
        words_add(&run->ids, attribute->value, attribute->length, xml_tag_place(reader).line);
    else if (run->checks & CHECK_IDS)
        checks_say(run, "check/id-not-unique", xml_attribute_place(reader, &attribute->name), NULL,
                   "the xml:id \"%s\" is that of another element as well, in line %zu", id->text,
                   id->number);
}
