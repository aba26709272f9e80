/* Drafts: the documents of a volume, made side by side.  Whatever of one depends on those before it
   is promised to it, and given when these are taken into the file, which is done in order. */
#include "base/team.h"
#include "encode/make.h"

#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>

/* A document that is not taken yet. */
struct draft {
    struct document document;
    bool begun, found; /* there is a document; it holds something */
    struct arena *arena;
    struct promises *promises;
    struct report *report;
    struct buffer findings, division;
    size_t depth; /* at which the division is written */
};

struct desk {
    struct making *making;
    struct draft *drafts; /* one a place */
    struct arena *arena;  /* for what is made anew */
    size_t chapters;      /* index of the first part that begins with the heading of a chapter */
    atomic_bool stopped;
};

/* ---- in several threads ---- */

static void start_draft(struct draft *draft) {
    if (draft->arena) return;
    draft->arena = arena_new();
    draft->promises = promises_new();
    draft->report = report_apart(&draft->findings);
}

/* Memory is given back by the thread that took it, which is quicker: when it makes the next one. */
static void end_draft(struct draft *draft) {
    if (draft->begun) document_end(&draft->document);
    promises_clear(draft->promises);
    draft->findings.length = draft->division.length = 0;
    draft->begun = draft->found = false;
}

static void make_draft(void *context, size_t worker, size_t place, size_t index) {
    struct desk *desk = context;
    const struct encoding *encoding = desk->making->encoding;
    struct draft *draft = &desk->drafts[place];
    if (desk->stopped) return;
    start_draft(draft);
    end_draft(draft);
    draft->begun = true;
    document_start(&draft->document, desk->making, &desk->making->order->hands[worker],
                   &encoding->parts[index], draft->arena, draft->report, draft->promises);
    draft->found = document_build(&draft->document);
    if (!draft->found) return;
    draft->depth = index < desk->chapters ? DEPTH_DIVISION : DEPTH_DIVISION + 1;
    tei_write_element(draft->document.division, draft->depth, &draft->division);
}

/* ---- one after the other ---- */

static void use_draft(struct making *making, const struct hand *hand, struct draft *draft) {
    struct document *document = &draft->document;
    report_replay(making->order->report, draft->findings.bytes, draft->findings.length);
    if (!draft->found) return;
    /* What is still asked of text and patterns is asked in this thread. */
    document->text = hand->text;
    document->profile = hand->profile;
    document->brackets = hand->brackets;
    document->report = making->order->report;
    promises_keep(document);
    document_take(making, document, &draft->division, draft->depth);
}

static bool take_draft(void *context, size_t worker, size_t place, size_t index) {
    struct desk *desk = context;
    struct draft *draft = &desk->drafts[place];
    const struct order *order = desk->making->order;
    const struct hand *hand = &order->hands[worker];
    bool usable = !profile_is_given_up(order->profile);
    if (!usable)
        desk->stopped = true;
    else if (draft->found && !promises_are_sound(&draft->document))
        document_make(desk->making, hand, index, desk->arena);
    else
        use_draft(desk->making, hand, draft);
    return usable;
}

static void free_draft(struct draft *draft) {
    if (!draft->arena) return;
    end_draft(draft);
    arena_free(draft->arena);
    promises_free(draft->promises);
    report_free(draft->report);
    buffer_free(&draft->findings);
    buffer_free(&draft->division);
}

/* ---- both ---- */

static size_t first_chapter(const struct encoding *encoding) {
    size_t index = 0;
    while (index < encoding->parts_count &&
           encoding->parts[index].division == encoding->parts[index].span.start)
        index++;
    return index;
}

/* The lists of notes that serve several documents name the notes of all, and are made last. */
static size_t count_drafts(const struct encoding *encoding) {
    size_t count = encoding->parts_count;
    return count - (encoding->parts[count - 1].kind == PART_NOTES);
}

size_t drafts_make(struct making *making, size_t workers) {
    struct desk *desk = memory_allocate(1, sizeof *desk);
    desk->making = making;
    desk->chapters = first_chapter(making->encoding);
    desk->arena = arena_new();
    desk->drafts = memory_allocate(TEAM_PLACES * workers, sizeof *desk->drafts);
    size_t taken = team_run(&(struct team){.workers = workers,
                                           .count = count_drafts(making->encoding),
                                           .make = make_draft,
                                           .take = take_draft,
                                           .context = desk});
    for (size_t i = 0; i < TEAM_PLACES * workers; i++)
        free_draft(&desk->drafts[i]);
    /* They are tried again on what is left, as if that were made without drafts. */
    if (desk->stopped) profile_try_again(making->order->profile);
    arena_free(desk->arena);
    free(desk->drafts);
    free(desk);
    return taken;
}
