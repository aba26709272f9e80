/* The function conversion rules (XPath 2.0 3.1.5), and what types are called in messages. */
#include "xpath/evaluation.h"
#include "xpath/item_types.h"

/* ---- in words ---- */

const char *item_type_text(struct arena *arena, const struct item_type *type) {
    static const char *const kinds[] = {"document-node()", "element()", "attribute()",
                                        "text()",          "comment()", "processing-instruction()"};
    switch (type->kind) {
    case TYPE_ITEM: return "item()";
    case TYPE_ATOMIC: return arena_print(arena, "xs:%s", xpath_type_name(type->atomic));
    case TYPE_NUMERIC: return "a number";
    case TYPE_NODE:
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (type->test.kinds == 1u << i) return kinds[i];
        return "node()";
    default: return "a function";
    }
}

static const char *item_text(struct arena *arena, const struct xpath_value *item) {
    struct item_type type = {.kind = TYPE_FUNCTION};
    if (item->type < XPATH_TYPES)
        type = (struct item_type){.kind = TYPE_ATOMIC, .atomic = item->type};
    if (item->type == XPATH_NODE) {
        type.kind = TYPE_NODE;
        type.test.kinds = (uint8_t)(1 << item->as.node.tree->nodes[item->as.node.index].kind);
    }
    return item_type_text(arena, &type);
}

/* ---- conversion (3.1.5) ---- */

/* Promotion (B.1) to what is expected; false where there is none. */
static bool is_promoted(enum xpath_type from, enum xpath_type to) {
    if (to == XPATH_DOUBLE) return xpath_type_is_numeric(from);
    if (to == XPATH_FLOAT) return from != XPATH_DOUBLE && xpath_type_is_numeric(from);
    return to == XPATH_STRING && from == XPATH_ANY_URI;
}

static bool wrong_type(const struct frame *frame, const struct item_type *type, const char *what,
                       const struct xpath_value *item) {
    struct xpath_values *values = &frame->evaluation->values;
    return xpath_fail(values, "XPTY0004", "%s has to be %s, and is %s", what,
                      item_type_text(values->arena, type), item_text(values->arena, item));
}

/* A function of so many parameters will do, whatever their types: what it is called with later is
   converted (XPath 3.1 3.1.5.3). */
static bool is_acceptable(const struct item_type *type, const struct xpath_value *item) {
    const struct sequence_type *types;
    if (type->kind != TYPE_FUNCTION_OF || item->type != XPATH_FUNCTION)
        return item_matches(type, item);
    return function_types(item->as.function, &types) == type->count;
}

bool convert_item(const struct frame *frame, const struct item_type *type, const char *what,
                  struct xpath_value *item) {
    struct xpath_values *values = &frame->evaluation->values;
    struct xpath_value converted;
    if (type->kind == TYPE_ATOMIC && item->type == type->atomic) return true;
    if (type->kind != TYPE_ATOMIC && type->kind != TYPE_NUMERIC)
        return is_acceptable(type, item) || wrong_type(frame, type, what, item);
    if (item->type >= XPATH_TYPES) {
        if (!xpath_atomize(frame->evaluation, item, &converted)) return false;
        *item = converted;
    }
    enum xpath_type wanted = type->kind == TYPE_NUMERIC ? XPATH_DOUBLE : type->atomic;
    if (wanted == XPATH_ANY_ATOMIC_TYPE || item_matches(type, item)) return true;
    if (item->type == XPATH_UNTYPED_ATOMIC && (wanted == XPATH_QNAME || wanted == XPATH_NOTATION))
        return xpath_fail(values, "XPTY0117", "%s is no QName", what);
    if (item->type != XPATH_UNTYPED_ATOMIC && !is_promoted(item->type, wanted))
        return wrong_type(frame, type, what, item);
    if (!xpath_cast(values, item, wanted, &converted)) return false;
    *item = converted;
    return true;
}

bool convert(const struct frame *frame, const struct sequence_type *type, const char *what,
             struct xpath_sequence *value) {
    struct xpath_values *values = &frame->evaluation->values;
    if (!occurrence_allows(type->occurrence, value->count))
        return xpath_fail(values, "XPTY0004", "%s has to be %s, and is %s", what,
                          type->occurrence == '0'   ? "empty"
                          : type->occurrence == '+' ? "one item or more"
                          : value->count            ? "one item"
                                                    : "an item",
                          value->count ? "several" : "empty");
    bool may_change = type->item.kind == TYPE_ATOMIC || type->item.kind == TYPE_NUMERIC;
    for (size_t i = 0; i < value->count && !may_change; i++)
        if (!is_acceptable(&type->item, &value->items[i]))
            return wrong_type(frame, &type->item, what, &value->items[i]);
    if (!may_change || !value->count) return true;
    struct xpath_value *items = arena_allocate(values->arena, value->count * sizeof *items);
    for (size_t i = 0; i < value->count; i++) {
        items[i] = value->items[i];
        if (!convert_item(frame, &type->item, what, &items[i])) return false;
    }
    value->items = items;
    return true;
}
