/* Answers what may stand at a place of a document that is being typed; what stands there already is
   described elsewhere (describe.c). */
#include "rng/proposals.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct rng_schema *rng_load_documented(const char *path, const char *bytes, size_t length,
                                       struct stamps *files, struct report *report) {
    return rng_schema_over(simple_schema_read_documented(path, bytes, length, files, report));
}

/* ---- names ---- */

static const char *copy_of(const struct answer *answer, size_t start, size_t end) {
    return arena_copy(answer->arena, answer->typing->bytes + start, end - start);
}

/* In the arena, since the document's names go with it. */
static const char *prefix_for(const struct answer *answer, const char *uri, bool is_attribute) {
    const char *prefix = typing_prefix(answer->typing, uri, is_attribute);
    return prefix ? arena_copy(answer->arena, prefix, strlen(prefix)) : NULL;
}

/* ---- the order of proposals ---- */

struct ranked {
    struct rng_proposal proposal;
    size_t uses, total; /* nearby, in the document */
};

static int compare_proposals(const void *a, const void *b) {
    const struct ranked *first = a, *second = b;
    const struct rng_proposal *one = &first->proposal, *other = &second->proposal;
    if (!one->local && !other->local) return !one->uri - !other->uri;
    if (!one->local || !other->local) return !one->local - !other->local;
    if (one->required != other->required) return one->required ? -1 : 1;
    if (first->uses != second->uses) return first->uses > second->uses ? -1 : 1;
    if (first->total != second->total) return first->total > second->total ? -1 : 1;
    int order = strcmp(one->local, other->local);
    return order ? order : strcmp(one->uri, other->uri);
}

static void give_proposals(struct answer *answer, struct ranked *ranked, size_t count) {
    if (count) qsort(ranked, count, sizeof *ranked, compare_proposals);
    struct rng_proposal *proposals = arena_allocate(answer->arena, count * sizeof *proposals);
    for (size_t i = 0; i < count; i++)
        proposals[i] = ranked[i].proposal;
    answer->result.proposals = proposals;
    answer->result.proposal_count = count;
}

/* ---- elements ---- */

static bool has_content(const struct definitions *definitions) {
    enum { CONTENT = CONTAINS_ELEMENT | CONTAINS_TEXT | CONTAINS_DATA | CONTAINS_LIST };
    for (size_t i = 0; i < definitions->count; i++)
        if (definitions->nodes[i]->members[0]->contains & CONTENT) return true;
    return !definitions->count;
}

static const char *const *required_attributes(const struct answer *answer,
                                              const struct definitions *definitions) {
    struct derivatives *derivatives = &answer->schema->automaton->derivatives;
    struct expected expected = {0};
    if (definitions->count)
        expected_collect_required(
            &expected, build_content(&derivatives->builder, definitions->nodes[0]->element),
            ATTRIBUTE);
    const char **names = arena_allocate(answer->arena, (expected.count + 1) * sizeof *names);
    for (size_t i = 0; i < expected.count; i++) {
        const char *prefix = typing_prefix(answer->typing, expected.names[i].uri, true);
        const char *colon = prefix && *prefix ? ":" : "";
        names[i] = arena_join(answer->arena, prefix ? prefix : "", colon, expected.names[i].local);
    }
    expected_free(&expected);
    return names;
}

static void describe_element(const struct answer *answer, const struct expected *expected,
                             struct rng_proposal *proposal) {
    struct definitions definitions = {0};
    definitions_of_element(&definitions, answer->schema, expected, proposal->uri, proposal->local);
    proposal->prefix = prefix_for(answer, proposal->uri, false);
    proposal->documentation =
        definitions_documentation(answer->schema, &definitions, answer->arena);
    proposal->is_empty = !has_content(&definitions);
    proposal->attributes = required_attributes(answer, &definitions);
    definitions_free(&definitions);
}

/* The name of the element that the place is in, by which uses are counted. */
static const char *parent_name(const struct typing *typing) {
    return typing->depth ? typing->open[typing->depth - 1].name.local
                         : typing->matcher.schema->no_uri;
}

static void propose_elements(struct answer *answer) {
    struct typing *typing = answer->typing;
    struct expected expected = {0};
    matcher_finish_text(&typing->matcher);
    expected_collect(&expected, typing->matcher.state->pattern, START_TAG);
    struct ranked *ranked = memory_allocate(expected.count + 1, sizeof *ranked);
    for (size_t i = 0; i < expected.count; i++) {
        const struct expected_name *name = &expected.names[i];
        ranked[i].proposal = (struct rng_proposal){
            .uri = name->uri, .local = name->local, .required = name->required};
        if (!name->local) continue;
        describe_element(answer, &expected, &ranked[i].proposal);
        ranked[i].uses = typing_uses(typing, parent_name(typing), name->local, false);
        ranked[i].total = matcher_count(&typing->matcher, name->uri, name->local);
    }
    give_proposals(answer, ranked, expected.count);
    answer->result.text = typing->depth && expected.text;
    answer->result.end_tag |= typing->depth && expected.end;
    free(ranked);
    expected_free(&expected);
}

/* ---- content ---- */

/* What the content may be as one string, by the choice of after(x, k) that the state is. */
static void propose_content_values(struct answer *answer) {
    struct typing *typing = answer->typing;
    struct matcher *matcher = &typing->matcher;
    const struct xml_name *name = &typing->open[typing->depth - 1].name;
    size_t count = 0;
    for (const struct pattern *at = matcher->state->pattern; at->kind == PATTERN_CHOICE;
         at = at->second)
        count++;
    const struct pattern **contents = memory_allocate(count + 1, sizeof *contents);
    const struct pattern *at = matcher->state->pattern;
    for (size_t i = 0; i < count; i++, at = at->second)
        contents[i] = at->first->first;
    contents[count] = at->first;
    struct definitions elements = {0};
    definitions_of_element(&elements, answer->schema, &(struct expected){0},
                           matcher_schema_uri(matcher, name->uri), name->local);
    propose_values(answer, contents, count + 1, typing->here.start, typing->here.end, &elements);
    definitions_free(&elements);
    free(contents);
    const struct pattern *returns = automaton_returns_of_string(
        answer->schema->automaton, matcher->state, matcher->text.length ? matcher->text.bytes : "",
        matcher->text.length, &matcher->context);
    answer->result.end_tag = returns->kind != PATTERN_NOT_ALLOWED;
}

/* Whether the place is in a reference that is being typed. */
static bool is_in_reference(const struct typing *typing) {
    size_t at = typing->offset;
    while (at > typing->here.start &&
           (markup_in_name(typing->bytes[at - 1]) || typing->bytes[at - 1] == '#'))
        at--;
    return at > typing->here.start && typing->bytes[at - 1] == '&';
}

static void answer_content(struct answer *answer) {
    if (is_in_reference(answer->typing)) return;
    answer->result.place = RNG_PLACE_CONTENT;
    if (answer->typing->matcher.collects) propose_content_values(answer);
    propose_elements(answer);
}

/* ---- start tags ---- */

void tag_place_enter(struct tag_place *place, struct typing *typing, size_t left_out) {
    struct matcher *matcher = &typing->matcher;
    struct expected expected = {0};
    const struct xml_tag tag = typing_read_tag(typing, &typing->here, left_out);
    *place = (struct tag_place){.element = tag.name};
    matcher_finish_text(matcher);
    expected_collect(&expected, matcher->state->pattern, START_TAG);
    definitions_of_element(&place->elements, matcher->schema, &expected,
                           matcher_schema_uri(matcher, tag.name.uri), tag.name.local);
    expected_free(&expected);
    definitions_attributes(&place->attributes, &place->elements);
    matcher_open(matcher, &tag);
}

void tag_place_leave(struct tag_place *place) {
    definitions_free(&place->elements);
    definitions_free(&place->attributes);
}

bool find_attribute(const struct typing *typing, struct markup_attribute *attribute) {
    for (size_t at = typing->here.name_end;
         markup_next_attribute(typing->bytes, &typing->here, &at, attribute);) {
        if (typing->offset < attribute->name_start) return false;
        bool is_open = attribute->has_equals && !attribute->is_closed;
        size_t end = attribute->end;
        if (typing->offset < end || typing->offset <= attribute->name_end ||
            (is_open && typing->offset == end))
            return true;
    }
    return false;
}

bool is_in_value(const struct typing *typing, const struct markup_attribute *attribute) {
    return attribute->has_equals && typing->offset >= attribute->value_start &&
           typing->offset <= attribute->value_end;
}

static bool is_given(const struct typing *typing, const struct expected_name *name) {
    for (size_t i = 0; i < typing->attribute_count; i++)
        if (typing->attributes[i].name.local == name->local &&
            typing->attributes[i].name.uri == name->uri)
            return true;
    return false;
}

static void propose_attributes(struct answer *answer, size_t left_out) {
    struct typing *typing = answer->typing;
    struct expected expected = {0};
    struct tag_place place;
    tag_place_enter(&place, typing, left_out);
    expected_collect(&expected, typing->matcher.state->pattern, ATTRIBUTE);
    struct ranked *ranked = memory_allocate(expected.count + 1, sizeof *ranked);
    size_t count = 0;
    for (size_t i = 0; i < expected.count; i++) {
        const struct expected_name *name = &expected.names[i];
        if (is_given(typing, name)) continue;
        struct ranked *next = &ranked[count++];
        next->proposal = (struct rng_proposal){
            .uri = name->uri, .local = name->local, .required = name->required};
        if (!name->local) continue;
        struct definitions named = {0};
        definitions_named(&named, &place.attributes, name->uri, name->local);
        next->proposal.prefix = prefix_for(answer, name->uri, true);
        next->proposal.documentation =
            definitions_documentation(answer->schema, &named, answer->arena);
        next->uses = typing_uses(typing, place.element.local, name->local, true);
        definitions_free(&named);
    }
    give_proposals(answer, ranked, count);
    free(ranked);
    expected_free(&expected);
    tag_place_leave(&place);
}

/* For a declaration of a namespace: those of the schema. */
static void propose_namespaces(struct answer *answer) {
    const struct schema_names *names = schema_names_of(answer->schema);
    struct rng_value *values = arena_allocate(answer->arena, names->element_count * sizeof *values);
    struct memo known = {0};
    for (size_t i = 0; i < names->element_count; i++) {
        const char *uri = names->elements[i].uri;
        if (!*uri || memo_find(&known, uri, NULL, NULL)) continue;
        memo_add(&known, uri, NULL, NULL, uri);
        values[answer->result.value_count++].text = uri;
    }
    memo_free(&known);
    answer->result.values = values;
}

static void propose_attribute_values(struct answer *answer,
                                     const struct markup_attribute *attribute) {
    struct typing *typing = answer->typing;
    struct tag_place place;
    struct definitions named = {0};
    tag_place_enter(&place, typing, attribute->name_start);
    const struct xml_name name =
        typing_attribute_name(typing, attribute->name_start, attribute->name_end);
    const struct attribute_step *step =
        automaton_attribute(answer->schema->automaton, typing->matcher.state, name.uri, name.local);
    const struct pattern **patterns = memory_allocate(step->count + 1, sizeof *patterns);
    for (size_t i = 0; i < step->count; i++)
        patterns[i] = step->branches[i].value;
    definitions_named(&named, &place.attributes, name.uri, name.local);
    propose_values(answer, patterns, step->count, attribute->value_start, attribute->value_end,
                   &named);
    free(patterns);
    definitions_free(&named);
    tag_place_leave(&place);
}

static void answer_value(struct answer *answer, const struct markup_attribute *attribute) {
    const char *name = copy_of(answer, attribute->name_start, attribute->name_end);
    answer->result.place = RNG_PLACE_ATTRIBUTE_VALUE;
    answer->result.is_quoted = attribute->is_quoted;
    answer->result.start = attribute->value_start;
    answer->result.end = attribute->value_end;
    answer->result.attribute = name;
    if (!strncmp(name, "xmlns", 5) && (!name[5] || name[5] == ':'))
        propose_namespaces(answer);
    else
        propose_attribute_values(answer, attribute);
}

/* Behind the name of a start tag. */
static void answer_attribute(struct answer *answer) {
    struct typing *typing = answer->typing;
    const struct markup *tag = &typing->here;
    struct markup_attribute attribute;
    answer->result.element = copy_of(answer, tag->name_start, tag->name_end);
    if (typing->offset > tag->inside_end) return; /* between `/` and `>` */
    if (!find_attribute(typing, &attribute)) {
        answer->result.place = RNG_PLACE_ATTRIBUTE_NAME;
        propose_attributes(answer, SIZE_MAX);
    } else if (typing->offset <= attribute.name_end) {
        answer->result.place = RNG_PLACE_ATTRIBUTE_NAME;
        answer->result.start = attribute.name_start;
        answer->result.end = attribute.name_end;
        propose_attributes(answer, attribute.name_start);
    } else if (is_in_value(typing, &attribute)) {
        answer_value(answer, &attribute);
    }
}

/* In `<`, perhaps with a name behind it. */
static void answer_start_tag(struct answer *answer) {
    const struct typing *typing = answer->typing;
    if (typing->offset > typing->here.name_end) {
        answer_attribute(answer);
        return;
    }
    answer->result.place = RNG_PLACE_ELEMENT_NAME;
    answer->result.start = typing->here.name_start;
    answer->result.end = typing->here.name_end;
    propose_elements(answer);
}

static void answer_opening(struct answer *answer) {
    if (answer->typing->here.end - answer->typing->here.start == 1) answer_start_tag(answer);
}

/* ---- end tags ---- */

static void answer_end_tag(struct answer *answer) {
    struct typing *typing = answer->typing;
    if (typing->offset < typing->here.name_start || typing->offset > typing->here.name_end) return;
    answer_content(answer);
    answer->result.place = RNG_PLACE_END_TAG;
    answer->result.start = typing->here.name_start;
    answer->result.end = typing->here.name_end;
    answer->result.proposals = NULL;
    answer->result.values = NULL;
    answer->result.datatypes = NULL;
    answer->result.proposal_count = answer->result.value_count = answer->result.datatype_count = 0;
}

/* ---- all places ---- */

struct rng_assistance *rng_assist(struct rng_schema *schema, const char *bytes, size_t length,
                                  size_t offset) {
    static void (*const answers[MARKUP_KINDS])(struct answer *) = {
        [MARKUP_TEXT] = answer_content,
        [MARKUP_START_TAG] = answer_start_tag,
        [MARKUP_END_TAG] = answer_end_tag,
        [MARKUP_OPENING] = answer_opening,
    };
    struct arena *arena = arena_new();
    struct answer *answer = arena_allocate(arena, sizeof *answer);
    struct typing typing;
    typing_start(&typing, schema, bytes, length, offset);
    *answer = (struct answer){.typing = &typing, .schema = schema, .arena = arena};
    answer->result.start = answer->result.end = typing.offset;
    if (typing.depth) {
        const struct open_tag *open = &typing.open[typing.depth - 1];
        answer->result.element = copy_of(answer, open->name_start, open->name_end);
    }
    if (answers[typing.here.kind]) answers[typing.here.kind](answer);
    typing_finish(&typing);
    answer->typing = NULL;
    return &answer->result;
}

void rng_assistance_free(struct rng_assistance *assistance) {
    if (assistance) arena_free(((struct answer *)assistance)->arena);
}
