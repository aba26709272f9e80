/* The arguments of a call: options, long and short, and inputs. */
#include "verbs/verb.h"

#include "base/buffer.h"

#include <stdarg.h>
#include <string.h>

enum status usage_error(struct report *report, const char *code, const char *hint,
                        const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    report_add(report, &(struct finding){.severity = SEVERITY_ERROR,
                                         .code = code,
                                         .message = message.bytes,
                                         .hint = hint});
    buffer_free(&message);
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

/* The argument of the option at `index`: what stands behind it, or the next word. */
static int take_value(struct arguments *arguments, int index, const char *behind,
                      const char *option, size_t length) {
    if (!arguments->verb->options[index].argument) {
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
    const struct option *options = arguments->verb->options;
    size_t length = strcspn(option + 2, "=");
    const char *behind = option[2 + length] ? option + 2 + length + 1 : NULL;
    for (int i = 0; options[i].name; i++)
        if (strlen(options[i].name) == length && !strncmp(options[i].name, option + 2, length))
            return take_value(arguments, i, behind, option, length + 2);
    return wrong(arguments, "unknown option", option, length + 2);
}

static int short_option(struct arguments *arguments) {
    const struct option *options = arguments->verb->options;
    const char letter[] = {'-', *arguments->cluster++, '\0'};
    char *behind = *arguments->cluster ? arguments->cluster : NULL;
    for (int i = 0; options[i].name; i++) {
        if (options[i].letter != letter[1]) continue;
        bool takes_rest = options[i].argument && behind;
        arguments->cluster = takes_rest ? NULL : behind;
        return take_value(arguments, i, takes_rest ? behind : NULL, letter, 2);
    }
    arguments->cluster = NULL;
    return wrong(arguments, "unknown option", letter, 2);
}

int arguments_next(struct arguments *arguments) {
    if (arguments->cluster && *arguments->cluster) return short_option(arguments);
    char *argument = *arguments->next;
    if (!argument) return ARGUMENT_END;
    arguments->next++;
    if (arguments->only_inputs || argument[0] != '-' || !argument[1]) {
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
