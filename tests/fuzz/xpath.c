/* Fuzz target: expressions of XPath, in both versions.  Whatever the bytes, parsing must end with a
   tree or with a fault that lies in the expression. */
#include "xpath/syntax.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *namespace_of(void *data, const char *prefix, size_t length) {
    (void)data;
    return length == 1 && *prefix == 'p' ? "urn:p" : NULL;
}

/* Whether the tree is as high as it says, and not higher than is allowed. */
static bool is_sound(const struct xpath_syntax *node) {
    size_t count = 0, height = 0;
    for (const struct xpath_syntax *child = node->first; child; child = child->next, count++) {
        if (!is_sound(child)) return false;
        if (child->height > height) height = child->height;
    }
    return count == node->count && node->height == height + 1 &&
           node->height <= XPATH_HEIGHT_LIMIT && node->offset;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    for (int is_31 = 0; is_31 < 2; is_31++) {
        struct xpath_static_names names = {is_31, namespace_of, NULL, "", "urn:f"};
        struct arena *arena = arena_new();
        struct xpath_fault fault;
        const struct xpath_syntax *tree =
            xpath_parse(arena, (const char *)data, size, &names, &fault);
        if (tree ? !is_sound(tree) : !fault.offset || fault.offset > size + 1 || !fault.message)
            abort();
        arena_free(arena);
    }
    return 0;
}
