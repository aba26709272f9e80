/* The blocks of a context; see heap.h.  They are ordinary blocks of the system's, and the heap
   notes in a table which they are: what libraries took and the work frees, or the other way round,
   needs no telling apart.  What libraries make by themselves is held beside them. */
#include "library/heap.h"

#include "base/memory.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct note {
    void *block; /* NULL: the slot is free */
    size_t size;
};

struct heap {
    struct note *notes;     /* a hash table with linear probing, at most half full */
    size_t capacity, count; /* the first a power of two, or 0 */
    size_t size, most;      /* bytes of all blocks; how many there may be */
    struct held {
        void *thing;
        void (*let_go)(void *thing);
    } * held; /* in the order in which they were made */
    size_t held_count, held_capacity;
    jmp_buf exit;
};

/* The heap of the work that this thread is at. */
static _Thread_local struct heap *at_work;

/* ---- notes ---- */

static size_t hash(const void *block) {
    uint64_t bits = (uint64_t)(uintptr_t)block >> 4;
    return (size_t)(bits * UINT64_C(0x9E3779B97F4A7C15) >> 20);
}

/* The slot of the block, or the free one where it belongs. */
static size_t slot_of(const struct heap *heap, const void *block) {
    size_t slot = hash(block) & (heap->capacity - 1);
    while (heap->notes[slot].block && heap->notes[slot].block != block)
        slot = (slot + 1) & (heap->capacity - 1);
    return slot;
}

/* Makes room for one more note; false where there is no memory. */
static bool make_room(struct heap *heap) {
    struct heap larger = *heap;
    if (2 * (heap->count + 1) <= heap->capacity) return true;
    larger.capacity = heap->capacity ? 2 * heap->capacity : 1024;
    if (!(larger.notes = calloc(larger.capacity, sizeof *larger.notes))) return false;
    for (size_t i = 0; i < heap->capacity; i++)
        if (heap->notes[i].block)
            larger.notes[slot_of(&larger, heap->notes[i].block)] = heap->notes[i];
    free(heap->notes);
    heap->notes = larger.notes;
    heap->capacity = larger.capacity;
    return true;
}

static void add_note(struct heap *heap, void *block, size_t size) {
    heap->notes[slot_of(heap, block)] = (struct note){block, size};
    heap->count++;
    heap->size += size;
}

/* How large the block is; 0 where it is not of the heap. */
static size_t noted_size(const struct heap *heap, const void *block) {
    return block && heap->capacity ? heap->notes[slot_of(heap, block)].size : 0;
}

/* Takes the note out and moves those behind it that would not be found over the gap. */
static void drop_note(struct heap *heap, const void *block) {
    size_t mask = heap->capacity - 1, gap = heap->capacity ? slot_of(heap, block) : 0;
    if (!heap->capacity || !heap->notes[gap].block) return;
    heap->size -= heap->notes[gap].size;
    heap->count--;
    for (size_t slot = (gap + 1) & mask; heap->notes[slot].block; slot = (slot + 1) & mask) {
        size_t wanted = hash(heap->notes[slot].block) & mask;
        if (((slot - wanted) & mask) < ((slot - gap) & mask)) continue;
        heap->notes[gap] = heap->notes[slot];
        gap = slot;
    }
    heap->notes[gap] = (struct note){0};
}

/* ---- as malloc() and its kin ---- */

/* Whether the heap may hold so many bytes more, and one more note. */
static bool allows(struct heap *heap, size_t more) {
    return more <= heap->most && heap->size <= heap->most - more && make_room(heap);
}

/* A block of no bytes counts as one, lest its note be like a free slot's. */
static size_t counted(size_t size) {
    return size ? size : 1;
}

void *heap_take(size_t size) {
    struct heap *heap = at_work;
    if (heap && !allows(heap, size)) return NULL;
    void *block = malloc(size);
    if (heap && block) add_note(heap, block, counted(size));
    return block;
}

void *heap_take_zeroed(size_t count, size_t size) {
    struct heap *heap = at_work;
    if (size && count > SIZE_MAX / size) return NULL;
    if (heap && !allows(heap, count * size)) return NULL;
    void *block = calloc(count, size);
    if (heap && block) add_note(heap, block, counted(count * size));
    return block;
}

void *heap_resize(void *block, size_t size) {
    struct heap *heap = at_work;
    if (!heap) return realloc(block, size);
    size_t before = noted_size(heap, block);
    if (!allows(heap, size > before ? size - before : 0)) return NULL;
    if (before) drop_note(heap, block);
    void *resized = realloc(block, counted(size));
    if (resized)
        add_note(heap, resized, counted(size));
    else if (before)
        add_note(heap, block, before);
    return resized;
}

void heap_give_back(void *block) {
    if (block && at_work) drop_note(at_work, block);
    free(block);
}

/* ---- what libraries hold ---- */

void heap_hold(void *thing, void (*let_go)(void *thing)) {
    struct heap *heap = at_work;
    if (!heap || !thing) return;
    if (heap->held_count == heap->held_capacity) {
        size_t capacity = heap->held_capacity ? 2 * heap->held_capacity : 64;
        struct held *larger = realloc(heap->held, capacity * sizeof *larger);
        if (!larger) let_go(thing), memory_exhausted();
        heap->held = larger;
        heap->held_capacity = capacity;
    }
    heap->held[heap->held_count++] = (struct held){thing, let_go};
}

void heap_release(const void *thing) {
    struct heap *heap = at_work;
    size_t i = heap ? heap->held_count : 0;
    while (i && heap->held[i - 1].thing != thing)
        i--;
    if (!i) return;
    heap->held_count--;
    memmove(&heap->held[i - 1], &heap->held[i], (heap->held_count + 1 - i) * sizeof *heap->held);
}

/* ---- work ---- */

/* What is let go gives back blocks of the heap, or takes some: so the heap is still at work. */
static void give_all_back(struct heap *heap) {
    while (heap->held_count) {
        const struct held *last = &heap->held[--heap->held_count];
        last->let_go(last->thing);
    }
    for (size_t i = 0; i < heap->capacity; i++)
        free(heap->notes[i].block);
    free(heap->notes);
    heap->notes = NULL;
    heap->capacity = heap->count = heap->size = 0;
}

/* What memory_exhausted() does in the library, all of whose work is in a heap. */
static void leave_work(void) {
    if (at_work) longjmp(at_work->exit, 1);
}

static void prepare(void) {
    memory_on_exhaustion(leave_work);
}

struct heap *heap_new(void) {
    static pthread_once_t prepared = PTHREAD_ONCE_INIT;
    struct heap *heap = calloc(1, sizeof *heap);
    pthread_once(&prepared, prepare);
    if (heap) heap->most = SIZE_MAX;
    return heap;
}

void heap_free(struct heap *heap) {
    free(heap->notes);
    free(heap->held);
    free(heap);
}

void heap_limit(struct heap *heap, size_t most) {
    heap->most = most ? most : SIZE_MAX;
}

bool heap_work(struct heap *heap, void (*work)(void *context), void *context) {
    at_work = heap;
    if (setjmp(heap->exit)) {
        give_all_back(heap);
        at_work = NULL;
        return false;
    }
    work(context);
    at_work = NULL;
    return true;
}
