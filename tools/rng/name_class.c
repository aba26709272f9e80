/* Whether a name is in a name class.  Names are interned, so that this is a comparison of
   pointers. */
#include "rng/pattern.h"

static bool is_excepted(const struct name_class *name_class, const char *uri, const char *local) {
    return name_class->except && name_class_contains(name_class->except, uri, local);
}

bool name_class_contains(const struct name_class *name_class, const char *uri, const char *local) {
    while (name_class->kind == NAME_CLASS_CHOICE) {
        if (name_class_contains(name_class->first, uri, local)) return true;
        name_class = name_class->second;
    }
    switch (name_class->kind) {
    case NAME_CLASS_ANY: return !is_excepted(name_class, uri, local);
    case NAME_CLASS_NS: return name_class->uri == uri && !is_excepted(name_class, uri, local);
    default: return name_class->uri == uri && name_class->local == local;
    }
}

int name_class_exactness(const struct name_class *name_class, const char *uri, const char *local) {
    static const int exactness[] = {
        [NAME_CLASS_ANY] = 1, [NAME_CLASS_NS] = 2, [NAME_CLASS_NAME] = 3};
    int best = 0;
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second) {
        int first = name_class_exactness(name_class->first, uri, local);
        if (first > best) best = first;
    }
    if (!name_class_contains(name_class, uri, local)) return best;
    return exactness[name_class->kind] > best ? exactness[name_class->kind] : best;
}

bool name_class_names_namespace(const struct name_class *name_class, const char *uri) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        if (name_class_names_namespace(name_class->first, uri)) return true;
    return name_class->kind != NAME_CLASS_ANY && name_class->uri == uri;
}
