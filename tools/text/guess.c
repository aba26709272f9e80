/* Guesses the language of a text by its small words, which are a third of any: those of each
   language are counted in the text's beginning. */
#include "text/guess.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* What is looked at, in bytes; how many words have to speak for a language, of how many words of
   the text one at least, and how many times as many as for the one that it is said to be. */
enum { LOOKED_AT = 4 << 10, FEWEST = 5, ONE_OF = 10, TIMES = 3, PLAINLY_ONE_OF = 5 };
enum { LONGEST_WORD = 12 };

static const struct {
    struct language_guess language;
    const char *words; /* each between blanks */
} languages[] = {
    {{"en", "English"},
     " the of and to that was is for with had his from have which be by this not are it "},
    {{"de", "German"},
     " der die und ich nicht das den ist mit von dem ein eine auch auf sie zu des sich wir im "
     "war "},
    {{"fr", "French"},
     " le la les des et que est une dans du vous je pour qui pas nous avec ne au sur il en "},
    {{"es", "Spanish"}, " el los las que del una por con para es se su lo como y al de en muy "},
    {{"it", "Italian"}, " il che di della per una non con del sono è gli dei nel alla si da la e "},
    {{"nl", "Dutch"}, " het een van en niet dat ik te op voor zijn met aan de er ook hij is naar "},
    {{"pt", "Portuguese"}, " o os uma não que do da em para com as ao um por mais dos é no na "},
    {{"la", "Latin"}, " et est non ad ut cum quod sed ex quae esse hoc ab per atque enim si "},
    {{"ru", "Russian"}, " и в не на что я с он как это но по его к из у за от вы мы "},
    {{"pl", "Polish"}, " i w nie na się z że do jest to jak o co po dla od był przez "},
    {{"sv", "Swedish"}, " och att det som är av för inte på jag den ett med har var till en "},
    {{"da", "Danish"}, " og det at er af for ikke på der jeg den et med har var til en som "},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static bool is_letter(char byte) {
    return isalpha((unsigned char)byte) || (byte & 0x80);
}

static bool is_of(const char *tag, const char *language) {
    size_t length = strcspn(tag, "-");
    return strlen(language) == length && !strncasecmp(tag, language, length);
}

static void count_word(const char *word, size_t length, size_t first, size_t end, size_t *counts) {
    char between[LONGEST_WORD + 3] = " ";
    if (length > LONGEST_WORD) return;
    for (size_t i = 0; i < length; i++)
        between[i + 1] = (char)tolower((unsigned char)word[i]);
    strcpy(between + length + 1, " ");
    for (size_t i = first; i < end; i++)
        counts[i] += strstr(languages[i].words, between) != NULL;
}

/* Counts the words of the languages from the first up to, not including, the end; how many words
   there are in all. */
static size_t count_words(const char *bytes, size_t length, size_t first, size_t end,
                          size_t *counts) {
    size_t words = 0, looked_at = length < LOOKED_AT ? length : LOOKED_AT;
    for (size_t start = 0, behind; start < looked_at; start = behind + 1) {
        for (behind = start; behind < looked_at && is_letter(bytes[behind]);)
            behind++;
        if (behind == start) continue;
        count_word(bytes + start, behind - start, first, end, counts);
        words++;
    }
    return words;
}

/* Most texts are in the language that they are said to be in: one list, and their first words, are
   enough to see that. */
static bool is_plainly(const char *tag, const char *bytes, size_t length) {
    enum { A_GLANCE = 1 << 10 };
    if (length > A_GLANCE) length = A_GLANCE;
    for (size_t i = 0; i < LANGUAGES; i++) {
        size_t counts[LANGUAGES] = {0};
        if (is_of(tag, languages[i].language.tag))
            return count_words(bytes, length, i, i + 1, counts) < counts[i] * PLAINLY_ONE_OF;
    }
    return false;
}

const struct language_guess *language_other_than(const char *tag, const char *bytes,
                                                 size_t length) {
    size_t counts[LANGUAGES] = {0}, best = 0;
    if (is_plainly(tag, bytes, length)) return NULL;
    size_t words = count_words(bytes, length, 0, LANGUAGES, counts);
    for (size_t i = 0; i < LANGUAGES; i++)
        if (counts[i] > counts[best]) best = i;
    if (counts[best] < FEWEST || counts[best] * ONE_OF < words) return NULL;
    for (size_t i = 0; i < LANGUAGES; i++) {
        /* Between neighbours, such as Spanish and Portuguese, the better one will do. */
        size_t times = is_of(tag, languages[i].language.tag) ? TIMES : 1;
        if (i != best && counts[i] * times >= counts[best]) return NULL;
    }
    return is_of(tag, languages[best].language.tag) ? NULL : &languages[best].language;
}
