/* Name classes of elements and attributes (RNG 4.16), and whether two of them overlap (RNG 7.3). */
#include "rng/simple_form.h"

#include <string.h>

/* ---- making them ---- */

static const char xmlns_uri[] = "http://www.w3.org/2000/xmlns";

enum exception { IN_NO_EXCEPT, IN_ANY_NAME_EXCEPT, IN_NS_NAME_EXCEPT };

struct name_class_context {
    struct simplification *simplification;
    const char *ns; /* what the file inherits where it says nothing itself */
    bool of_attribute;
};

static const struct name_class *name_class_of(const struct name_class_context *context,
                                              const struct syntax_node *syntax,
                                              enum exception exception);

static const char *uri_of(const struct name_class_context *context,
                          const struct syntax_node *syntax) {
    const char *uri = syntax->uri ? syntax->uri : context->ns;
    if (!uri) uri = syntax_intern(context->simplification->reading, "");
    if (context->of_attribute && !strcmp(uri, xmlns_uri))
        syntax_error(context->simplification->reading, syntax, "rng/schema-name-class",
                     "an attribute cannot be in the namespace \"%s\" (RELAX NG 4.16)", uri);
    return uri;
}

static const struct name_class *name_of(const struct name_class_context *context,
                                        const struct syntax_node *syntax) {
    struct simplification *simplification = context->simplification;
    const char *uri = uri_of(context, syntax);
    const char *local = syntax->name ? syntax->name : "";
    if (context->of_attribute && !*uri && !strcmp(local, "xmlns"))
        syntax_error(simplification->reading, syntax, "rng/schema-name-class",
                     "an attribute cannot be called \"xmlns\" (RELAX NG 4.16)");
    void **entry = memo_place(&simplification->names, uri, local, NULL);
    if (!*entry) {
        struct marked_name *name = arena_allocate(simplification->schema->arena, sizeof *name);
        name->name_class.kind = NAME_CLASS_NAME;
        name->name_class.uri = uri;
        name->name_class.local = local;
        *entry = name;
    }
    return &((struct marked_name *)*entry)->name_class;
}

/* The choice of these name classes, nested to the right. */
static const struct name_class *choice_of(const struct name_class_context *context,
                                          struct syntax_node *first, enum exception exception) {
    const struct name_class *choice = NULL;
    struct name_class *last = NULL;
    for (first = syntax_skip_annotations(first); first;
         first = syntax_skip_annotations(first->next)) {
        const struct name_class *name_class = name_class_of(context, first, exception);
        if (!syntax_skip_annotations(first->next)) {
            *(last ? &last->second : &choice) = name_class;
            break;
        }
        struct name_class *pair =
            arena_allocate(context->simplification->schema->arena, sizeof *pair);
        pair->kind = NAME_CLASS_CHOICE;
        pair->first = name_class;
        *(last ? &last->second : &choice) = pair;
        last = pair;
    }
    return choice;
}

/* RNG 4.16: no anyName in an except of anyName, neither anyName nor nsName in one of nsName. */
static void check_exception(const struct name_class_context *context,
                            const struct syntax_node *syntax, enum exception exception) {
    if (exception == IN_NO_EXCEPT ||
        (exception == IN_ANY_NAME_EXCEPT && syntax->kind == SYNTAX_NS_NAME))
        return;
    syntax_error(context->simplification->reading, syntax, "rng/schema-name-class",
                 "%s is not allowed in the except of %s (RELAX NG 4.16)",
                 syntax_names[syntax->kind],
                 exception == IN_ANY_NAME_EXCEPT ? "anyName" : "nsName");
}

static const struct name_class *wildcard_of(const struct name_class_context *context,
                                            const struct syntax_node *syntax,
                                            enum exception exception) {
    bool any = syntax->kind == SYNTAX_ANY_NAME;
    check_exception(context, syntax, exception);
    struct name_class *name_class =
        arena_allocate(context->simplification->schema->arena, sizeof *name_class);
    name_class->kind = any ? NAME_CLASS_ANY : NAME_CLASS_NS;
    if (!any) name_class->uri = uri_of(context, syntax);
    struct syntax_node *except = syntax_skip_annotations(syntax->first_child);
    if (except)
        name_class->except =
            choice_of(context, except->first_child, any ? IN_ANY_NAME_EXCEPT : IN_NS_NAME_EXCEPT);
    return name_class;
}

static const struct name_class *name_class_of(const struct name_class_context *context,
                                              const struct syntax_node *syntax,
                                              enum exception exception) {
    switch (syntax->kind) {
    case SYNTAX_NAME: return name_of(context, syntax);
    case SYNTAX_CHOICE: return choice_of(context, syntax->first_child, exception);
    default: return wildcard_of(context, syntax, exception);
    }
}

const struct name_class *simplify_name_class(struct simplification *simplification,
                                             const struct syntax_node *node, const char *ns,
                                             bool of_attribute) {
    struct name_class_context context = {simplification, ns, of_attribute};
    const struct name_class *name_class = name_class_of(&context, node, IN_NO_EXCEPT);
    if (name_class) return name_class;
    /* an empty choice, which is a finding already */
    return arena_allocate(simplification->schema->arena, sizeof *name_class);
}

/* ---- overlap ---- */

/* Stand for any namespace and any name that no schema has. */
static const char no_such_uri[] = "", no_such_name[] = "";

/* Whether `second` has a name that stands for a part of `first`, and `whole` has it too.  If two
   name classes overlap, then in such a name: one that is written in one of them, or one that is
   written in neither. */
static bool meets(const struct name_class *first, const struct name_class *whole,
                  const struct name_class *second) {
    if (!first) return false;
    const char *uri = no_such_uri, *local = no_such_name;
    switch (first->kind) {
    case NAME_CLASS_CHOICE:
        for (; first->kind == NAME_CLASS_CHOICE; first = first->second)
            if (meets(first->first, whole, second)) return true;
        return meets(first, whole, second);
    case NAME_CLASS_NAME:
        uri = first->uri;
        local = first->local;
        break;
    case NAME_CLASS_NS: uri = first->uri; break;
    case NAME_CLASS_ANY: break;
    }
    if (name_class_contains(whole, uri, local) && name_class_contains(second, uri, local))
        return true;
    return (first->kind == NAME_CLASS_ANY || first->kind == NAME_CLASS_NS) &&
           meets(first->except, whole, second);
}

bool name_classes_overlap(const struct name_class *first, const struct name_class *second) {
    if (first->kind == NAME_CLASS_NAME && second->kind == NAME_CLASS_NAME)
        return first->uri == second->uri && first->local == second->local;
    return meets(first, first, second) || meets(second, second, first);
}
