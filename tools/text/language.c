/* Language tags; see language.h. */
#include "text/language.h"

#include "text/regex.h"

#include <string.h>

bool is_language_tag(const char *tag) {
    static const char pattern[] =
        "(?i)^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3})"
        ")"
        "?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
        "(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)$(?!\\n)";
    struct buffer message = {0};
    size_t offset;
    struct span whole;
    struct regex *regex = regex_new(pattern, &message, &offset);
    bool good = regex_find(regex, tag, (struct span){0, strlen(tag)}, &whole, 1);
    regex_free(regex);
    buffer_free(&message);
    return good;
}
