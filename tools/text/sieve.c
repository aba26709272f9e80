/* The sieve: finds the words of all patterns at once.  Of the pairs of bytes at every second offset
   few begin a word or stand one byte behind a beginning; of the three bytes there still fewer are
   those of a word; and only these places are compared with the words. */
#include "text/sieve.h"

#include "base/memory.h"
#include "text/search.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 32, PAIRS = 1 << 16, TRIPLES = 1 << 12 };

struct word {
    char bytes[LONGEST_LITERAL];
    size_t length;
    sieve_set sought; /* that need the word */
    size_t next;      /* another word whose first three bytes have that hash, from 1; or 0 */
};

struct sieve {
    size_t count;            /* of what is sought */
    sieve_set always;        /* of what no words are known */
    sieve_set without_digit; /* of what needs no digit */
    struct word *words;
    size_t words_count, words_capacity;
    uint8_t pairs[PAIRS / 8];  /* a bit for each, by its value */
    uint16_t triples[TRIPLES]; /* by the hash: the first word, from 1; or 0 */
};

struct sifted {
    size_t start; /* of the span */
    sieve_set always, without_digit;
    sieve_set pages[]; /* what may stand in each page of the span; DIGIT where there is one */
};

static const sieve_set DIGIT = (sieve_set)1 << MOST_SOUGHT;

struct sieve *sieve_new(void) {
    return memory_allocate(1, sizeof(struct sieve));
}

void sieve_free(struct sieve *sieve) {
    if (!sieve) return;
    free(sieve->words);
    free(sieve);
}

static size_t pair_at(const char *bytes) {
    return (size_t)(unsigned char)bytes[0] | (size_t)(unsigned char)bytes[1] << 8;
}

static size_t triple_at(const char *bytes) {
    size_t value = pair_at(bytes) | (size_t)(unsigned char)bytes[2] << 16;
    return value * UINT32_C(2654435761) >> 12 & (TRIPLES - 1);
}

static bool has_bit(const uint8_t *bits, size_t index) {
    return bits[index >> 3] >> (index & 7) & 1;
}

static void set_bit(uint8_t *bits, size_t index) {
    bits[index >> 3] |= (uint8_t)(1 << (index & 7));
}

/* ---- what is sought ---- */

static void add_word(struct sieve *sieve, const char *bytes, size_t length, sieve_set sought) {
    if (sieve->words_count == UINT16_MAX) {
        sieve->always |= sought;
        return;
    }
    struct word word = {.length = length < LONGEST_LITERAL ? length : LONGEST_LITERAL,
                        .sought = sought};
    memcpy(word.bytes, bytes, word.length);
    sieve->words = memory_grow(sieve->words, &sieve->words_capacity, sieve->words_count + 1,
                               sizeof *sieve->words);
    sieve->words[sieve->words_count++] = word;
    set_bit(sieve->pairs, pair_at(word.bytes));
    set_bit(sieve->pairs, pair_at(word.bytes + 1));
    sieve->words[sieve->words_count - 1].next = sieve->triples[triple_at(word.bytes)];
    sieve->triples[triple_at(word.bytes)] = (uint16_t)sieve->words_count;
}

void sieve_add_pattern(struct sieve *sieve, const struct regex *pattern) {
    const struct regex_facts *facts = regex_facts(pattern);
    sieve_set bit = (sieve_set)1 << sieve->count++;
    for (size_t i = 0; i < facts->literals.count; i++)
        add_word(sieve, facts->literals.words[i], facts->literals.lengths[i], bit);
    if (!facts->literals.count) sieve->always |= bit;
    if (!facts->needs_digit) sieve->without_digit |= bit;
}

void sieve_add_words(struct sieve *sieve, char *const *words, size_t count) {
    sieve_set bit = (sieve_set)1 << sieve->count++;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(words[i]);
        if (length < SHORTEST_LITERAL)
            sieve->always |= bit;
        else
            add_word(sieve, words[i], length, bit);
    }
    sieve->without_digit |= bit;
}

/* ---- sifting ---- */

/* What needs the words that stand at the offset. */
static sieve_set sought_at(const struct sieve *sieve, const char *bytes, size_t at, size_t end) {
    sieve_set sought = 0;
    for (size_t i = sieve->triples[triple_at(bytes + at)]; i; i = sieve->words[i - 1].next) {
        const struct word *word = &sieve->words[i - 1];
        if (end - at >= word->length && !memcmp(bytes + at, word->bytes, word->length))
            sought |= word->sought;
    }
    return sought;
}

static void find_words(const struct sieve *sieve, const char *bytes, struct span span,
                       sieve_set *pages) {
    for (size_t i = span.start; i + 1 < span.end; i += 2) {
        if (!has_bit(sieve->pairs, pair_at(bytes + i))) continue;
        for (size_t at = i > span.start ? i - 1 : i; at <= i && span.end - at >= SHORTEST_LITERAL;
             at++)
            if (sieve->triples[triple_at(bytes + at)])
                pages[(at - span.start) / PAGE] |= sought_at(sieve, bytes, at, span.end);
    }
}

static void find_digits(const char *bytes, struct span span, sieve_set *pages) {
    for (size_t i = span.start; (i = search_digit(bytes, i, span.end)) < span.end;) {
        size_t page = (i - span.start) / PAGE;
        pages[page] |= DIGIT;
        i = span.start + (page + 1) * PAGE;
        if (i > span.end) break;
    }
}

struct sifted *sieve_sift(const struct sieve *sieve, const char *bytes, struct span span) {
    size_t pages = (span.end - span.start) / PAGE + 1;
    struct sifted *sifted = memory_allocate(1, sizeof *sifted + pages * sizeof *sifted->pages);
    sifted->start = span.start;
    sifted->always = sieve->always;
    sifted->without_digit = sieve->without_digit;
    find_digits(bytes, span, sifted->pages);
    if (sieve->words_count) find_words(sieve, bytes, span, sifted->pages);
    return sifted;
}

void sifted_free(struct sifted *sifted) {
    free(sifted);
}

sieve_set sifted_in(const struct sifted *sifted, struct span span) {
    sieve_set found = sifted->always;
    if (span.start >= span.end) return 0;
    size_t first = (span.start - sifted->start) / PAGE,
           last = (span.end - 1 - sifted->start) / PAGE;
    for (size_t i = first; i <= last; i++)
        found |= sifted->pages[i];
    return found & DIGIT ? found & ~DIGIT : found & sifted->without_digit;
}
