/* The sieve: finds the words of all patterns at once.  Of the pairs of bytes at every second offset
   few begin a word or stand one byte behind a beginning; of the three bytes there still fewer are
   those of a word; and only these places are compared with the words.  Where no digit stands, as in
   most of a text, there is little to look for. */
#include "text/sieve.h"

#include "base/memory.h"
#include "text/search.h"

#include <stdlib.h>
#include <string.h>

enum { PAIRS = 1 << 16, TRIPLES = 1 << 12 };

struct word {
    char bytes[LONGEST_LITERAL];
    size_t length;
    sieve_set sought; /* that need the word */
    size_t next;      /* another word whose first three bytes have that hash, from 1; or 0 */
};

/* Words, as they are looked for. */
struct net {
    sieve_set always; /* of what no words are known */
    struct word *words;
    size_t words_count, words_capacity;
    uint8_t pairs[PAIRS / 8];  /* a bit for each, by its value */
    uint16_t triples[TRIPLES]; /* by the hash: the first word, from 1; or 0 */
};

struct sieve {
    size_t count;             /* of what is sought */
    struct net all, no_digit; /* no_digit: of what needs none */
};

struct sieve *sieve_new(void) {
    return memory_allocate(1, sizeof(struct sieve));
}

void sieve_free(struct sieve *sieve) {
    if (!sieve) return;
    free(sieve->all.words);
    free(sieve->no_digit.words);
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

static void add_word(struct net *net, const char *bytes, size_t length, sieve_set sought) {
    if (net->words_count == UINT16_MAX || length < SHORTEST_LITERAL) {
        net->always |= sought;
        return;
    }
    struct word word = {.length = length < LONGEST_LITERAL ? length : LONGEST_LITERAL,
                        .sought = sought};
    memcpy(word.bytes, bytes, word.length);
    word.next = net->triples[triple_at(word.bytes)];
    net->words =
        memory_grow(net->words, &net->words_capacity, net->words_count + 1, sizeof *net->words);
    net->words[net->words_count++] = word;
    set_bit(net->pairs, pair_at(word.bytes));
    set_bit(net->pairs, pair_at(word.bytes + 1));
    net->triples[triple_at(word.bytes)] = (uint16_t)net->words_count;
}

static void add_literals(struct net *net, const struct regex_literals *literals, sieve_set sought) {
    for (size_t i = 0; i < literals->count; i++)
        add_word(net, literals->words[i], literals->lengths[i], sought);
    if (!literals->count) net->always |= sought;
}

void sieve_add_pattern(struct sieve *sieve, const struct regex *pattern, bool with_digit) {
    const struct regex_facts *facts = regex_facts(pattern);
    sieve_set sought = (sieve_set)1 << sieve->count++;
    add_literals(&sieve->all, &facts->literals, sought);
    if (!with_digit && !facts->needs_digit)
        add_literals(&sieve->no_digit, &facts->literals, sought);
}

void sieve_add_words(struct sieve *sieve, char *const *words, size_t count) {
    sieve_set sought = (sieve_set)1 << sieve->count++;
    for (size_t i = 0; i < count; i++) {
        add_word(&sieve->all, words[i], strlen(words[i]), sought);
        add_word(&sieve->no_digit, words[i], strlen(words[i]), sought);
    }
}

/* ---- sifting ---- */

/* What needs the words that stand at the offset. */
static sieve_set sought_at(const struct net *net, const char *bytes, size_t at, size_t end) {
    sieve_set sought = 0;
    for (size_t i = net->triples[triple_at(bytes + at)]; i; i = net->words[i - 1].next) {
        const struct word *word = &net->words[i - 1];
        if (end - at >= word->length && !memcmp(bytes + at, word->bytes, word->length))
            sought |= word->sought;
    }
    return sought;
}

static sieve_set find_words(const struct net *net, const char *bytes, struct span span,
                            size_t *last) {
    sieve_set found = net->always;
    *last = found ? span.end : span.start;
    for (size_t i = span.start; net->words_count && i + 1 < span.end; i += 2) {
        if (!has_bit(net->pairs, pair_at(bytes + i))) continue;
        for (size_t at = i > span.start ? i - 1 : i; at <= i && span.end - at >= SHORTEST_LITERAL;
             at++) {
            sieve_set here = sought_at(net, bytes, at, span.end);
            if (here && *last < at) *last = at;
            found |= here;
        }
    }
    return found;
}

sieve_set sieve_sift(const struct sieve *sieve, const char *bytes, struct span span, size_t *last) {
    *last = span.start;
    if (span.start >= span.end) return 0;
    bool digit = search_digit(bytes, span.start, span.end) < span.end;
    return find_words(digit ? &sieve->all : &sieve->no_digit, bytes, span, last);
}
