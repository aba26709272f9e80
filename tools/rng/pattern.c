/* Interned patterns: one object for all equal ones, made by constructors that simplify.  What a
   document needs of the schema's patterns comes here, and validation adds derivatives. */
#include "rng/pattern.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct pattern_table {
    struct arena *arena;
    const struct pattern **slots; /* open addressing; a power of two of them */
    size_t slot_count, count;
    const struct pattern *empty, *not_allowed, *text;
    const struct pattern **members; /* scratch of choices: the members of the one being made */
    size_t member_capacity;
};

enum { FIRST_SLOTS = 1024 };

/* ---- the table ---- */

static uint32_t mix(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t h = (a * 0x9E3779B97F4A7C15u) ^ (b + 0x7F4A7C15u) * 0xC2B2AE3D27D4EB4Fu;
    h = (h ^ (h >> 29)) + c * 0x165667B19E3779F9u;
    h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(h ^ (h >> 32));
}

static uint64_t address(const void *pointer) {
    return (uint64_t)(uintptr_t)pointer;
}

/* The parts of a pattern that make it what it is, as two words; unused ones are 0. */
static void identity(const struct pattern *pattern, uint64_t words[2]) {
    words[0] = words[1] = 0;
    switch (pattern->kind) {
    case PATTERN_EMPTY:
    case PATTERN_NOT_ALLOWED:
    case PATTERN_TEXT: break;
    case PATTERN_CHOICE:
    case PATTERN_INTERLEAVE:
    case PATTERN_GROUP:
    case PATTERN_AFTER:
        words[0] = address(pattern->first);
        words[1] = address(pattern->second);
        break;
    case PATTERN_ONE_OR_MORE:
    case PATTERN_LIST: words[0] = address(pattern->inner); break;
    case PATTERN_DATA:
        words[0] = address(pattern->type);
        words[1] = address(pattern->except);
        break;
    case PATTERN_VALUE:
        words[0] = address(pattern->value_type);
        words[1] = address(pattern->value);
        break;
    case PATTERN_ATTRIBUTE:
        words[0] = address(pattern->name_class);
        words[1] = address(pattern->attribute_content);
        break;
    case PATTERN_ELEMENT: words[0] = address(pattern->element); break;
    case PATTERN_RETURN: words[0] = pattern->place; break;
    }
}

/* The slot that holds a pattern equal to this one, or the empty slot where it belongs. */
static size_t slot_of(const struct pattern_table *table, const struct pattern *wanted) {
    uint64_t words[2], others[2];
    identity(wanted, words);
    for (size_t i = wanted->hash;; i++) {
        i &= table->slot_count - 1;
        const struct pattern *found = table->slots[i];
        if (!found) return i;
        if (found->hash != wanted->hash || found->kind != wanted->kind) continue;
        identity(found, others);
        if (words[0] == others[0] && words[1] == others[1]) return i;
    }
}

static void grow(struct pattern_table *table) {
    const struct pattern **old = table->slots;
    size_t old_count = table->slot_count, mask = 2 * old_count - 1;
    table->slot_count = 2 * old_count;
    table->slots = memory_allocate(table->slot_count, sizeof *table->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (!old[i]) continue;
        size_t slot = old[i]->hash & mask;
        while (table->slots[slot])
            slot = (slot + 1) & mask;
        table->slots[slot] = old[i];
    }
    free(old);
}

/* The pattern of the table that equals `wanted`, made where there is none. */
static const struct pattern *intern(struct pattern_table *table, struct pattern *wanted) {
    uint64_t words[2];
    identity(wanted, words);
    wanted->hash = mix(wanted->kind, words[0], words[1]);
    size_t slot = slot_of(table, wanted);
    if (table->slots[slot]) return table->slots[slot];
    struct pattern *pattern = arena_allocate(table->arena, sizeof *pattern);
    wanted->id = (uint32_t)table->count;
    *pattern = *wanted;
    table->slots[slot] = pattern;
    if (4 * ++table->count > 3 * table->slot_count) grow(table);
    return pattern;
}

struct pattern_table *pattern_table_new(struct arena *arena) {
    struct pattern_table *table = memory_allocate(1, sizeof *table);
    table->arena = arena;
    table->slot_count = FIRST_SLOTS;
    table->slots = memory_allocate(table->slot_count, sizeof *table->slots);
    /* Empty comes first: its id is the lowest, so that it is the last member of its choices. */
    table->empty = intern(table, &(struct pattern){.kind = PATTERN_EMPTY, .nullable = true});
    table->not_allowed = intern(table, &(struct pattern){.kind = PATTERN_NOT_ALLOWED});
    table->text = intern(table, &(struct pattern){.kind = PATTERN_TEXT, .nullable = true});
    return table;
}

void pattern_table_free(struct pattern_table *table) {
    if (!table) return;
    free(table->slots);
    free(table->members);
    free(table);
}

size_t pattern_table_size(const struct pattern_table *table) {
    return table->count * sizeof(struct pattern) + table->slot_count * sizeof *table->slots;
}

/* ---- leaves ---- */

const struct pattern *pattern_empty(struct pattern_table *table) {
    return table->empty;
}

const struct pattern *pattern_not_allowed(struct pattern_table *table) {
    return table->not_allowed;
}

const struct pattern *pattern_text(struct pattern_table *table) {
    return table->text;
}

const struct pattern *pattern_data(struct pattern_table *table, const struct datatype *type,
                                   const struct pattern *except) {
    if (except == table->not_allowed) except = NULL; /* RNG 4.20 */
    return intern(table, &(struct pattern){.kind = PATTERN_DATA,
                                           .has_data = true,
                                           .type = type,
                                           .except = except,
                                           .depth = except ? except->depth + 1 : 0});
}

const struct pattern *pattern_value(struct pattern_table *table, const struct datatype *type,
                                    const struct datatype_value *value, const char *value_text) {
    return intern(table, &(struct pattern){.kind = PATTERN_VALUE,
                                           .has_data = true,
                                           .value_type = type,
                                           .value = value,
                                           .value_text = value_text});
}

const struct pattern *pattern_element(struct pattern_table *table,
                                      struct element_pattern *element) {
    return intern(table, &(struct pattern){.kind = PATTERN_ELEMENT, .element = element});
}

const struct pattern *pattern_return(struct pattern_table *table, size_t place) {
    return intern(table, &(struct pattern){.kind = PATTERN_RETURN, .place = place});
}

/* ---- patterns around one other ---- */

const struct pattern *pattern_attribute(struct pattern_table *table,
                                        const struct name_class *name_class,
                                        const struct pattern *content) {
    if (content == table->not_allowed) return content; /* RNG 4.20 */
    return intern(table, &(struct pattern){.kind = PATTERN_ATTRIBUTE,
                                           .has_attributes = true,
                                           .name_class = name_class,
                                           .attribute_content = content,
                                           .depth = content->depth + 1});
}

const struct pattern *pattern_list(struct pattern_table *table, const struct pattern *inner) {
    if (inner == table->not_allowed) return inner; /* RNG 4.20 */
    return intern(table, &(struct pattern){.kind = PATTERN_LIST,
                                           .has_data = true,
                                           .inner = inner,
                                           .depth = inner->depth + 1});
}

const struct pattern *pattern_one_or_more(struct pattern_table *table,
                                          const struct pattern *inner) {
    switch (inner->kind) {
    case PATTERN_NOT_ALLOWED: /* RNG 4.20 */
    case PATTERN_EMPTY:       /* RNG 4.21 */
    case PATTERN_TEXT:
    case PATTERN_ONE_OR_MORE: return inner;
    default: break;
    }
    return intern(table, &(struct pattern){.kind = PATTERN_ONE_OR_MORE,
                                           .nullable = inner->nullable,
                                           .has_attributes = inner->has_attributes,
                                           .has_data = inner->has_data,
                                           .inner = inner,
                                           .depth = inner->depth + 1});
}

/* ---- patterns of two ---- */

static const struct pattern *pair(struct pattern_table *table, enum pattern_kind kind,
                                  const struct pattern *first, const struct pattern *second) {
    uint32_t depth = first->depth + 1;
    uint32_t second_depth = kind == PATTERN_CHOICE && second->kind == PATTERN_CHOICE
                                ? second->depth
                                : second->depth + 1;
    bool both = first->nullable && second->nullable;
    return intern(
        table,
        &(struct pattern){.kind = kind,
                          .nullable = kind == PATTERN_CHOICE ? first->nullable || second->nullable
                                                             : kind != PATTERN_AFTER && both,
                          .has_attributes = first->has_attributes || second->has_attributes,
                          .has_data = first->has_data || second->has_data,
                          .first = first,
                          .second = second,
                          .depth = depth > second_depth ? depth : second_depth});
}

/* RNG 4.20, 4.21 for group and interleave: what one of them is, where it is simpler; or NULL. */
static const struct pattern *simpler(const struct pattern_table *table, const struct pattern *first,
                                     const struct pattern *second) {
    if (first == table->not_allowed || second == table->empty) return first;
    if (second == table->not_allowed || first == table->empty) return second;
    return NULL;
}

const struct pattern *pattern_group(struct pattern_table *table, const struct pattern *first,
                                    const struct pattern *second) {
    const struct pattern *same = simpler(table, first, second);
    return same ? same : pair(table, PATTERN_GROUP, first, second);
}

const struct pattern *pattern_interleave(struct pattern_table *table, const struct pattern *first,
                                         const struct pattern *second) {
    const struct pattern *same = simpler(table, first, second);
    return same ? same : pair(table, PATTERN_INTERLEAVE, first, second);
}

const struct pattern *pattern_after(struct pattern_table *table, const struct pattern *first,
                                    const struct pattern *second) {
    if (first == table->not_allowed || second == table->not_allowed) return table->not_allowed;
    return pair(table, PATTERN_AFTER, first, second);
}

const struct pattern *pattern_sequence_of(struct pattern_table *table, enum pattern_kind kind,
                                          const struct pattern *const *patterns, size_t count) {
    if (count == 0) return table->empty;
    if (count == 1) return patterns[0];
    const struct pattern *first = pattern_sequence_of(table, kind, patterns, count / 2);
    const struct pattern *second =
        pattern_sequence_of(table, kind, patterns + count / 2, count - count / 2);
    return kind == PATTERN_GROUP ? pattern_group(table, first, second)
                                 : pattern_interleave(table, first, second);
}

/* ---- choices ----
   A choice is a list of its members, along `second`, in descending order of rank.  Members that
   are `after` rank by what is before the end tag, and two with the same are merged:
   after(x, a) | after(x, b) = after(x, a | b). */

static uint32_t rank(const struct pattern *member) {
    return member->kind == PATTERN_AFTER ? member->first->id : member->id;
}

static int compare_ranks(const void *a, const void *b) {
    const struct pattern *const *first = a, *const *second = b;
    uint32_t x = rank(*first), y = rank(*second);
    return x < y ? 1 : x > y ? -1 : 0;
}

static void reserve_members(struct pattern_table *table, size_t count) {
    table->members =
        memory_grow(table->members, &table->member_capacity, count, sizeof *table->members);
}

/* Adds the members of a pattern, which may be a choice, behind the `count` there are. */
static size_t add_members(struct pattern_table *table, size_t count,
                          const struct pattern *pattern) {
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second) {
        reserve_members(table, count + 1);
        table->members[count++] = pattern->first;
    }
    if (pattern->kind == PATTERN_NOT_ALLOWED) return count; /* RNG 4.20 */
    reserve_members(table, count + 1);
    table->members[count++] = pattern;
    return count;
}

/* Builds the choice of the members, which are in order, from the end.  Equal ones become one;
   empty is left out where another member is nullable (it is the last if it is there). */
static const struct pattern *join_members(struct pattern_table *table, size_t count) {
    if (count == 0) return table->not_allowed;
    bool nullable = false;
    for (size_t i = 0; i + 1 < count; i++)
        if (table->members[i] != table->empty) nullable |= table->members[i]->nullable;
    while (nullable && table->members[count - 1] == table->empty)
        count--;
    const struct pattern *choice = table->members[count - 1];
    for (size_t i = count - 1; i-- > 0;) {
        const struct pattern *member = table->members[i];
        const struct pattern *head = choice->kind == PATTERN_CHOICE ? choice->first : choice;
        if (member != head) choice = pair(table, PATTERN_CHOICE, member, choice);
    }
    return choice;
}

/* Merges neighbours that are `after` with the same first part.  The second parts are choices of
   their own, made with another part of the scratch array, so they are made from copies. */
static size_t merge_afters(struct pattern_table *table, size_t count) {
    size_t kept = 0;
    const struct pattern **members = memory_allocate(count, sizeof *members);
    memcpy(members, table->members, count * sizeof *members);
    for (size_t i = 0; i < count; i++) {
        const struct pattern *last = kept ? members[kept - 1] : NULL;
        if (!last || last->kind != PATTERN_AFTER || members[i]->kind != PATTERN_AFTER ||
            last->first != members[i]->first)
            members[kept++] = members[i];
        else if (last != members[i])
            members[kept - 1] = pattern_after(
                table, last->first, pattern_choice(table, last->second, members[i]->second));
    }
    reserve_members(table, kept);
    memcpy(table->members, members, kept * sizeof *members);
    free(members);
    return kept;
}

static bool has_afters(const struct pattern_table *table, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (table->members[i]->kind == PATTERN_AFTER) return true;
    return false;
}

const struct pattern *pattern_choice_of(struct pattern_table *table,
                                        const struct pattern *const *patterns, size_t count) {
    size_t members = 0;
    for (size_t i = 0; i < count; i++)
        members = add_members(table, members, patterns[i]);
    if (members) qsort(table->members, members, sizeof *table->members, compare_ranks);
    if (has_afters(table, members)) members = merge_afters(table, members);
    return join_members(table, members);
}

const struct pattern *pattern_choice(struct pattern_table *table, const struct pattern *first,
                                     const struct pattern *second) {
    if (first == second || second == table->not_allowed) return first;
    if (first == table->not_allowed) return second;
    if (first == table->empty && second->nullable) return second;
    if (second == table->empty && first->nullable) return first;
    const struct pattern *head = second->kind == PATTERN_CHOICE ? second->first : second;
    bool goes_before = first->kind != PATTERN_CHOICE && rank(first) > rank(head);
    if (goes_before && !(first->nullable && second->nullable))
        return pair(table, PATTERN_CHOICE, first, second);
    return pattern_choice_of(table, (const struct pattern *const[]){first, second}, 2);
}
