/* The arguments of a call: options, long and short, and inputs. */
#include "verbs/verb.h"

#include "base/buffer.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

enum status usage_error(struct report *report, const char *code, const char *hint,
                        const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    report_wrong_call(report, code, hint, format, arguments);
    va_end(arguments);
    return STATUS_CALL;
}

static int wrong(struct arguments *arguments, const char *what, const char *option, size_t length) {
    struct buffer hint = {0};
    buffer_print(&hint, "`teikit %s --help` lists the options", arguments->verb->name);
    usage_error(arguments->report, "call/option", hint.bytes, "%s: %.*s", what, (int)length,
                option);
    buffer_free(&hint);
    return ARGUMENT_WRONG;
}

/* The options of a verb are in two tables: its own, and those that it shares with others. */
static const struct option *option_at(const struct verb *verb, int index) {
    return index < SHARED_OPTIONS ? &verb->options[index] : &verb->shared[index - SHARED_OPTIONS];
}

/* The index of the option of that name or, where `name` is NULL, of that letter; -1: there is none.
 */
static int find_option(const struct verb *verb, const char *name, size_t length, char letter) {
    for (int first = 0; first <= SHARED_OPTIONS; first += SHARED_OPTIONS) {
        if (first && !verb->shared) break;
        for (int i = first; option_at(verb, i)->name; i++) {
            const struct option *option = option_at(verb, i);
            if (name ? strlen(option->name) == length && !strncmp(option->name, name, length)
                     : option->letter == letter)
                return i;
        }
    }
    return -1;
}

/* The argument of the option at `index`: what stands behind it, or the next word. */
static int take_value(struct arguments *arguments, int index, const char *behind,
                      const char *option, size_t length) {
    if (!option_at(arguments->verb, index)->argument) {
        if (behind) return wrong(arguments, "the option takes no argument", option, length);
        return index;
    }
    arguments->value = behind ? behind : *arguments->next;
    if (!arguments->value || !*arguments->value)
        return wrong(arguments, "the option needs an argument", option, length);
    if (!behind) arguments->next++;
    return index;
}

static int long_option(struct arguments *arguments, const char *option) {
    size_t length = strcspn(option + 2, "=");
    const char *behind = option[2 + length] ? option + 2 + length + 1 : NULL;
    int index = find_option(arguments->verb, option + 2, length, 0);
    return index < 0 ? wrong(arguments, "unknown option", option, length + 2)
                     : take_value(arguments, index, behind, option, length + 2);
}

static int short_option(struct arguments *arguments) {
    const char letter[] = {'-', *arguments->cluster++, '\0'};
    char *behind = *arguments->cluster ? arguments->cluster : NULL;
    int index = find_option(arguments->verb, NULL, 0, letter[1]);
    bool takes_rest = index >= 0 && option_at(arguments->verb, index)->argument && behind;
    arguments->cluster = index < 0 || takes_rest ? NULL : behind;
    return index < 0 ? wrong(arguments, "unknown option", letter, 2)
                     : take_value(arguments, index, takes_rest ? behind : NULL, letter, 2);
}

/* A "-" alone is an input, and so is what begins with signs but not with a letter behind them: an
   expression such as -(1 + 2). */
static bool is_option(const char *argument) {
    if (argument[0] != '-' || !argument[1]) return false;
    const char *behind = argument + strspn(argument, "-+");
    return !*behind || isalpha((unsigned char)*behind);
}

int arguments_next(struct arguments *arguments) {
    if (arguments->cluster && *arguments->cluster) return short_option(arguments);
    char *argument = *arguments->next;
    if (!argument) return ARGUMENT_END;
    arguments->next++;
    if (arguments->only_inputs || !is_option(argument)) {
        arguments->value = argument;
        return ARGUMENT_INPUT;
    }
    if (!strcmp(argument, "--")) {
        arguments->only_inputs = true;
        return arguments_next(arguments);
    }
    if (argument[1] == '-') return long_option(arguments, argument);
    arguments->cluster = argument + 1;
    return short_option(arguments);
}
