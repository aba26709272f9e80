/* The restrictions on schemas (RNG 7), checked on the expanded simple form.  What a pattern
   contains is known from expansion, so that every pattern is looked at once however often it is
   shared. */
#include "rng/simple_form.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- naming things in messages ---- */

static const char *const kind_names[] = {
    [SIMPLE_EMPTY] = "empty",
    [SIMPLE_NOT_ALLOWED] = "notAllowed",
    [SIMPLE_TEXT] = "text",
    [SIMPLE_CHOICE] = "choice",
    [SIMPLE_INTERLEAVE] = "interleave",
    [SIMPLE_GROUP] = "group",
    [SIMPLE_ONE_OR_MORE] = "oneOrMore",
    [SIMPLE_LIST] = "list",
    [SIMPLE_DATA] = "data",
    [SIMPLE_VALUE] = "value",
    [SIMPLE_ATTRIBUTE] = "attribute",
    [SIMPLE_ELEMENT] = "element",
    [SIMPLE_REFERENCE] = "ref",
};

/* A pattern of one of these kinds (a set of CONTAINS_...) that `node` contains. */
static const struct simple_node *find_inside(const struct simple_node *node, unsigned wanted) {
    static const struct {
        uint8_t kind;
        uint16_t contains;
    } kinds[] = {
        {SIMPLE_ATTRIBUTE, CONTAINS_ATTRIBUTE},
        {SIMPLE_ELEMENT, CONTAINS_ELEMENT},
        {SIMPLE_LIST, CONTAINS_LIST},
        {SIMPLE_TEXT, CONTAINS_TEXT},
        {SIMPLE_DATA, CONTAINS_DATA},
        {SIMPLE_VALUE, CONTAINS_DATA},
        {SIMPLE_EMPTY, CONTAINS_EMPTY},
        {SIMPLE_GROUP, CONTAINS_GROUP},
        {SIMPLE_INTERLEAVE, CONTAINS_INTERLEAVE},
        {SIMPLE_ONE_OR_MORE, CONTAINS_ONE_OR_MORE},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == node->kind && kinds[i].contains & wanted) return node;
    if (node->kind == SIMPLE_ATTRIBUTE || node->kind == SIMPLE_ELEMENT ||
        node->kind == SIMPLE_LIST || node->kind == SIMPLE_DATA)
        return NULL;
    for (size_t i = 0; i < node->count; i++)
        if (node->members[i]->contains & wanted) return find_inside(node->members[i], wanted);
    return NULL;
}

/* Where a finding about `node` points: to where it was written, or what holds it. */
static const struct syntax_node *place_of(const struct simple_node *node,
                                          const struct simple_node *holder) {
    return node && node->syntax ? node->syntax : holder->syntax;
}

/* ---- RNG 7.1: what may not stand in what ---- */

struct path_rule {
    uint8_t kind;
    uint16_t forbidden;
    const char *name, *section;
};

static const struct path_rule path_rules[] = {
    {SIMPLE_ATTRIBUTE, CONTAINS_ELEMENT | CONTAINS_ATTRIBUTE, "an attribute", "7.1.1"},
    {SIMPLE_LIST,
     CONTAINS_LIST | CONTAINS_ELEMENT | CONTAINS_ATTRIBUTE | CONTAINS_TEXT | CONTAINS_INTERLEAVE,
     "a list", "7.1.3"},
    {SIMPLE_DATA,
     CONTAINS_ATTRIBUTE | CONTAINS_ELEMENT | CONTAINS_LIST | CONTAINS_TEXT | CONTAINS_EMPTY |
         CONTAINS_ONE_OR_MORE | CONTAINS_GROUP | CONTAINS_INTERLEAVE,
     "the except of a datatype", "7.1.4"},
};

static void check_path(struct simplification *simplification, const struct simple_node *node,
                       const struct path_rule *rule, const struct simple_node *content) {
    if (!(content->contains & rule->forbidden)) return;
    const struct simple_node *culprit = find_inside(content, rule->forbidden);
    syntax_error(simplification->reading, place_of(culprit, node), "rng/schema-path",
                 "%s cannot stand in %s (RELAX NG %s)",
                 culprit ? kind_names[culprit->kind] : "this", rule->name, rule->section);
}

/* RNG 7.1.2: no attribute in a group or interleave in a oneOrMore. */
static void check_one_or_more(struct simplification *simplification,
                              const struct simple_node *node) {
    if (!(node->members[0]->contains & CONTAINS_GROUPED_ATTRIBUTE)) return;
    const struct simple_node *culprit = find_inside(node->members[0], CONTAINS_ATTRIBUTE);
    syntax_error(simplification->reading, place_of(culprit, node), "rng/schema-path",
                 "attribute cannot stand in a group or interleave that is repeated (RELAX NG "
                 "7.1.2)");
}

/* RNG 7.1.5. */
static void check_start(struct simplification *simplification, const struct syntax_node *root) {
    const unsigned forbidden = CONTAINS_ATTRIBUTE | CONTAINS_DATA | CONTAINS_LIST | CONTAINS_TEXT |
                               CONTAINS_EMPTY | CONTAINS_GROUP | CONTAINS_INTERLEAVE |
                               CONTAINS_ONE_OR_MORE;
    const struct simple_node *start = simplification->start;
    if (!(start->contains & forbidden)) return;
    const struct simple_node *culprit = find_inside(start, forbidden);
    syntax_error(simplification->reading,
                 culprit && culprit->syntax ? culprit->syntax
                 : start->syntax            ? start->syntax
                                            : root,
                 "rng/schema-path",
                 "start leads to elements only; %s cannot stand in it "
                 "(RELAX NG 7.1.5)",
                 culprit ? kind_names[culprit->kind] : "this");
}

/* ---- RNG 7.2: content types ---- */

/* The smallest part of `node` that has no content type. */
static const struct simple_node *find_without_type(const struct simple_node *node) {
    for (size_t i = 0; i < node->count; i++)
        if (node->kind != SIMPLE_DATA && node->members[i]->content_type == CONTENT_TYPE_NONE)
            return find_without_type(node->members[i]);
    return node;
}

static void check_content_type(struct simplification *simplification,
                               const struct simple_node *node) {
    const struct simple_node *content = node->members[0];
    if (content->content_type != CONTENT_TYPE_NONE) return;
    syntax_error(simplification->reading, place_of(find_without_type(content), node),
                 "rng/schema-content-type",
                 "data, value or list cannot stand beside other content or be repeated outside a "
                 "list (RELAX NG 7.2)");
}

/* ---- RNG 7.3: attributes of one name ----
   A walk through the content of an element keeps a trail of the names met.  Those that another
   attribute may not have are active; the alternatives of a choice do not see each other's. */

struct trail_entry {
    const struct name_class *name_class;
    const struct simple_node *attribute;
    bool active;
};

struct attribute_walk {
    struct simplification *simplification;
    struct trail_entry *trail;
    size_t count, capacity;
    size_t open_count;        /* of the trail's entries that are no plain names */
    size_t choice_start;      /* where the trail was at the start of the innermost choice */
    size_t alternative_start; /* and of its present alternative */
    size_t *revived;          /* entries of alternatives before that the present one has too */
    size_t revived_count, revived_capacity;
    uint32_t mark;                     /* of this walk */
    bool conflicts;                    /* one was found, which is enough for one element */
    const struct simple_node *element; /* whose attributes they are */
    struct id_uses *id_uses;
};

/* owner: the walk that the name is active in; mark and position: the walk that has it in its trail,
   and where. */
static struct marked_name *marked(const struct name_class *name_class) {
    return (struct marked_name *)(size_t)name_class;
}

static const char *name_of(struct simplification *simplification,
                           const struct name_class *name_class) {
    if (name_class->kind != NAME_CLASS_NAME) return "of these names";
    return arena_print(simplification->reading->arena, "\"%s\"", name_class->local);
}

static void report_conflict(struct attribute_walk *walk, const struct name_class *name_class,
                            const struct simple_node *attribute) {
    walk->conflicts = true;
    syntax_error(walk->simplification->reading, attribute->syntax, "rng/schema-attribute-twice",
                 "attribute %s may occur twice in one element (RELAX NG 7.3)",
                 name_of(walk->simplification, name_class));
}

static bool is_active(const struct attribute_walk *walk, size_t position) {
    const struct trail_entry *entry = &walk->trail[position];
    return entry->name_class->kind == NAME_CLASS_NAME
               ? marked(entry->name_class)->owner == walk->mark
               : entry->active;
}

/* Whether something active in the trail overlaps with the name class. */
static bool overlaps_active(const struct attribute_walk *walk,
                            const struct name_class *name_class) {
    if (name_class->kind == NAME_CLASS_NAME) {
        if (marked(name_class)->owner == walk->mark) return true;
        if (!walk->open_count) return false;
    }
    for (size_t i = 0; i < walk->count; i++) {
        if (name_class->kind == NAME_CLASS_NAME &&
            walk->trail[i].name_class->kind == NAME_CLASS_NAME)
            continue;
        if (is_active(walk, i) && name_classes_overlap(walk->trail[i].name_class, name_class))
            return true;
    }
    return false;
}

static void append(struct attribute_walk *walk, const struct name_class *name_class,
                   const struct simple_node *attribute) {
    walk->trail = memory_grow(walk->trail, &walk->capacity, walk->count + 1, sizeof *walk->trail);
    walk->trail[walk->count++] = (struct trail_entry){name_class, attribute, true};
}

/* Whether the trail has the open name class already since the choice began; makes it active. */
static bool revive_open(struct attribute_walk *walk, const struct name_class *name_class) {
    for (size_t i = walk->choice_start; i < walk->count; i++)
        if (walk->trail[i].name_class == name_class) return walk->trail[i].active = true;
    return false;
}

static void note_revived(struct attribute_walk *walk, size_t position) {
    if (position >= walk->alternative_start) return;
    walk->revived = memory_grow(walk->revived, &walk->revived_capacity, walk->revived_count + 1,
                                sizeof *walk->revived);
    walk->revived[walk->revived_count++] = position;
}

static void enter(struct attribute_walk *walk, const struct name_class *name_class,
                  const struct simple_node *attribute) {
    if (overlaps_active(walk, name_class)) {
        report_conflict(walk, name_class, attribute);
        return;
    }
    if (name_class->kind != NAME_CLASS_NAME) {
        if (revive_open(walk, name_class)) return;
        append(walk, name_class, attribute);
        walk->open_count++;
        return;
    }
    struct marked_name *name = marked(name_class);
    name->owner = walk->mark;
    if (name->mark == walk->mark && name->position >= walk->choice_start) {
        note_revived(walk, name->position);
        if (walk->trail[name->position].attribute != attribute)
            id_uses_note(walk->id_uses, walk->element, attribute, name_class);
        return;
    }
    name->mark = walk->mark;
    name->position = (uint32_t)walk->count;
    append(walk, name_class, attribute);
}

static void set_active(struct attribute_walk *walk, size_t position, bool active) {
    struct trail_entry *entry = &walk->trail[position];
    if (entry->name_class->kind == NAME_CLASS_NAME)
        marked(entry->name_class)->owner = active ? walk->mark : 0;
    else
        entry->active = active;
}

/* What a choice has to put back when it ends. */
struct choice_frame {
    size_t choice_start, alternative_start, revived_count;
};

static struct choice_frame begin_choice(struct attribute_walk *walk) {
    struct choice_frame frame = {walk->choice_start, walk->alternative_start, walk->revived_count};
    walk->choice_start = walk->alternative_start = walk->count;
    return frame;
}

/* What the alternative has met is not seen by the next one. */
static void end_alternative(struct attribute_walk *walk, const struct choice_frame *frame) {
    for (size_t i = walk->alternative_start; i < walk->count; i++)
        set_active(walk, i, false);
    while (walk->revived_count > frame->revived_count)
        set_active(walk, walk->revived[--walk->revived_count], false);
    walk->alternative_start = walk->count;
}

/* What all alternatives have met is seen by what comes after the choice. */
static void end_choice(struct attribute_walk *walk, const struct choice_frame *frame) {
    for (size_t i = walk->choice_start; i < walk->count; i++)
        set_active(walk, i, true);
    walk->choice_start = frame->choice_start;
    walk->alternative_start = frame->alternative_start;
}

static void walk_attributes(struct attribute_walk *walk, struct simple_node *node);

/* A choice that was walked through before is not walked through again: its part of the trail tells
   its names. */
static void walk_choice(struct attribute_walk *walk, struct simple_node *node) {
    if (node->mark == walk->mark) {
        size_t end = node->trail_end;
        for (size_t i = node->trail_start; i < end && !walk->conflicts; i++)
            enter(walk, walk->trail[i].name_class, walk->trail[i].attribute);
        return;
    }
    size_t start = walk->count;
    struct choice_frame frame = begin_choice(walk);
    for (size_t i = 0; i < node->count && !walk->conflicts; i++) {
        if (!(node->members[i]->contains & CONTAINS_ATTRIBUTE)) continue;
        walk_attributes(walk, node->members[i]);
        end_alternative(walk, &frame);
    }
    end_choice(walk, &frame);
    node->mark = walk->mark;
    node->trail_start = (uint32_t)start;
    node->trail_end = (uint32_t)walk->count;
}

/* The names of one attribute do not exclude each other. */
static void walk_attribute(struct attribute_walk *walk, const struct simple_node *node) {
    const struct name_class *name_class = node->name_class;
    if (name_class->kind != NAME_CLASS_CHOICE) {
        enter(walk, name_class, node);
        return;
    }
    struct choice_frame frame = begin_choice(walk);
    for (; name_class && !walk->conflicts; end_alternative(walk, &frame)) {
        bool is_choice = name_class->kind == NAME_CLASS_CHOICE;
        enter(walk, is_choice ? name_class->first : name_class, node);
        name_class = is_choice ? name_class->second : NULL;
    }
    end_choice(walk, &frame);
}

static void walk_attributes(struct attribute_walk *walk, struct simple_node *node) {
    if (node->kind == SIMPLE_ATTRIBUTE) {
        walk_attribute(walk, node);
    } else if (node->kind == SIMPLE_CHOICE) {
        walk_choice(walk, node);
    } else {
        for (size_t i = 0; i < node->count && !walk->conflicts; i++)
            if (node->members[i]->contains & CONTAINS_ATTRIBUTE)
                walk_attributes(walk, node->members[i]);
    }
}

/* An attribute of any name that is not in a oneOrMore. */
static const struct simple_node *find_open_attribute(const struct simple_node *node) {
    if (node->kind == SIMPLE_ATTRIBUTE) return node;
    for (size_t i = 0; i < node->count; i++)
        if (node->members[i]->contains & CONTAINS_OPEN_ATTRIBUTE)
            return find_open_attribute(node->members[i]);
    return node;
}

static void check_attributes(struct attribute_walk *walk, const struct simple_node *element) {
    struct simple_node *content = element->members[0];
    if (content->contains & CONTAINS_OPEN_ATTRIBUTE)
        syntax_error(walk->simplification->reading, place_of(find_open_attribute(content), element),
                     "rng/schema-open-attribute",
                     "an attribute with anyName or nsName needs a oneOrMore around it "
                     "(RELAX NG 7.3)");
    walk->mark++;
    walk->count = walk->open_count = walk->revived_count = 0;
    walk->choice_start = walk->alternative_start = 0;
    walk->conflicts = false;
    walk->element = element;
    if (content->contains & CONTAINS_ATTRIBUTE) walk_attributes(walk, content);
    for (size_t i = 0; i < walk->count; i++)
        id_uses_note(walk->id_uses, element, walk->trail[i].attribute, walk->trail[i].name_class);
}

/* ---- RNG 7.4: interleave ---- */

struct interleave_walk {
    struct simplification *simplification;
    const struct simple_node *interleave;
    const struct name_class **open; /* name classes met that are no plain names, and the members */
    uint32_t *open_members;         /* that they were met in */
    size_t open_count, open_capacity, open_member_capacity;
    const struct name_class **names; /* plain names met, all members' */
    size_t name_count, name_capacity;
    uint32_t first_mark, mark; /* of the interleave, of the member */
    bool conflicts;
};

static void report_overlap(struct interleave_walk *walk, const struct name_class *name_class) {
    if (!walk->conflicts)
        syntax_error(walk->simplification->reading, walk->interleave->syntax,
                     "rng/schema-interleave",
                     "element %s occurs in more than one pattern of an interleave (RELAX NG 7.4)",
                     name_of(walk->simplification, name_class));
    walk->conflicts = true;
}

static void meet_name(struct interleave_walk *walk, const struct name_class *name_class) {
    struct marked_name *name = marked(name_class);
    if (name->mark >= walk->first_mark) {
        if (name->mark != walk->mark) report_overlap(walk, name_class);
        return;
    }
    name->mark = walk->mark;
    walk->names = memory_grow(walk->names, &walk->name_capacity, walk->name_count + 1,
                              sizeof(const struct name_class *));
    walk->names[walk->name_count++] = name_class;
    for (size_t i = 0; i < walk->open_count; i++)
        if (walk->open_members[i] != walk->mark && name_classes_overlap(walk->open[i], name_class))
            report_overlap(walk, name_class);
}

static void meet_open(struct interleave_walk *walk, const struct name_class *name_class) {
    for (size_t i = 0; i < walk->open_count; i++)
        if (walk->open_members[i] != walk->mark && name_classes_overlap(walk->open[i], name_class))
            report_overlap(walk, name_class);
    for (size_t i = 0; i < walk->name_count; i++)
        if (marked(walk->names[i])->mark != walk->mark &&
            name_classes_overlap(walk->names[i], name_class))
            report_overlap(walk, walk->names[i]);
    size_t needed = walk->open_count + 1;
    walk->open =
        memory_grow(walk->open, &walk->open_capacity, needed, sizeof(const struct name_class *));
    walk->open_members = memory_grow(walk->open_members, &walk->open_member_capacity, needed,
                                     sizeof *walk->open_members);
    walk->open[walk->open_count] = name_class;
    walk->open_members[walk->open_count++] = walk->mark;
}

static void walk_elements(struct interleave_walk *walk, struct simple_node *node) {
    if (!(node->contains & CONTAINS_ELEMENT) || node->mark == walk->mark || walk->conflicts) return;
    node->mark = walk->mark;
    if (node->kind != SIMPLE_ELEMENT) {
        for (size_t i = 0; i < node->count; i++)
            walk_elements(walk, node->members[i]);
        return;
    }
    const struct name_class *name_class = node->name_class;
    for (;; name_class = name_class->second) {
        bool is_choice = name_class->kind == NAME_CLASS_CHOICE;
        const struct name_class *one = is_choice ? name_class->first : name_class;
        if (one->kind == NAME_CLASS_NAME)
            meet_name(walk, one);
        else
            meet_open(walk, one);
        if (!is_choice) return;
    }
}

static void check_interleave(struct simplification *simplification, struct simple_node *node,
                             uint32_t *mark) {
    size_t with_text = 0, with_elements = 0;
    for (size_t i = 0; i < node->count; i++) {
        with_text += (node->members[i]->contains & CONTAINS_TEXT) != 0;
        with_elements += (node->members[i]->contains & CONTAINS_ELEMENT) != 0;
    }
    if (with_text > 1)
        syntax_error(simplification->reading, node->syntax, "rng/schema-interleave",
                     "text occurs in more than one pattern of an interleave (RELAX NG 7.4)");
    if (with_elements < 2) return;
    struct interleave_walk walk = {.simplification = simplification, .interleave = node};
    walk.first_mark = *mark + 1;
    for (size_t i = 0; i < node->count; i++) {
        walk.mark = ++*mark;
        walk_elements(&walk, node->members[i]);
    }
    free(walk.open);
    free(walk.open_members);
    free(walk.names);
}

/* ---- all patterns ---- */

static void add_leaf(struct simple_schema *schema, struct simple_node *node) {
    if (schema->leaf_count == schema->leaf_capacity)
        schema->leaves = memory_grow(schema->leaves, &schema->leaf_capacity, schema->leaf_count + 1,
                                     sizeof(struct simple_node *));
    schema->leaves[schema->leaf_count++] = node;
}

static void check(struct simplification *simplification, struct simple_node *node, uint32_t *mark) {
    if (node->checked) return;
    node->checked = true;
    for (size_t i = 0; i < sizeof path_rules / sizeof *path_rules; i++)
        if (node->kind == path_rules[i].kind && node->count)
            check_path(simplification, node, &path_rules[i], node->members[0]);
    if (node->kind == SIMPLE_ONE_OR_MORE) check_one_or_more(simplification, node);
    if (node->kind == SIMPLE_ATTRIBUTE) check_content_type(simplification, node);
    if (node->kind == SIMPLE_INTERLEAVE) check_interleave(simplification, node, mark);
    if (node->kind != SIMPLE_ELEMENT) {
        check_id_parent(simplification, node);
        for (size_t i = 0; i < node->count; i++)
            check(simplification, node->members[i], mark);
    }
    if (node->kind == SIMPLE_ELEMENT || node->kind == SIMPLE_DATA || node->kind == SIMPLE_VALUE)
        add_leaf(simplification->schema, node);
}

void check_restrictions(struct simplification *simplification, const struct syntax_node *root) {
    uint32_t mark = 0;
    check_start(simplification, root);
    check(simplification, simplification->start, &mark);
    for (size_t i = 0; i < simplification->element_count; i++)
        check(simplification, simplification->elements[i]->members[0], &mark);
    struct attribute_walk walk = {
        .simplification = simplification, .mark = mark, .id_uses = id_uses_new(simplification)};
    for (size_t i = 0; i < simplification->element_count; i++) {
        check_content_type(simplification, simplification->elements[i]);
        check_id_parent(simplification, simplification->elements[i]);
        check_attributes(&walk, simplification->elements[i]);
    }
    free(walk.trail);
    free(walk.revived);
    id_uses_check(walk.id_uses);
}
