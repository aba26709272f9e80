/* Completions for shells: verbs, options, and what an option can have as its argument. */
#include "verbs/manual.h"

#include "base/builtin.h"
#include "checks/checks.h"

#include <string.h>

const char completion_shells[] = "bash fish zsh";

/* ---- what can stand for an argument ---- */

/* Appends words that are listed with commas between them, `length` bytes. */
static void add_words(const char *list, size_t length, struct buffer *words) {
    for (size_t i = 0; i < length; i++)
        if (list[i] != ',') buffer_byte(words, list[i]);
}

/* Appends those that the help lists: "what it is: one, another (default: one)". */
static void add_words_of_help(const char *help, struct buffer *words) {
    const char *list = strstr(help, ": ") + 2;
    add_words(list, (size_t)(strstr(list, " (") - list), words);
}

/* Appends the names of what is built in beneath the folder, without their extensions. */
static void add_built_in(const char *folder, const char *extension, struct buffer *words) {
    size_t length = strlen(folder);
    for (const struct builtin *file = builtin_files; file->path; file++) {
        const char *name = file->path + length, *dot = strrchr(file->path, '.');
        if (strncmp(file->path, folder, length) || strchr(name, '/') || strcmp(dot, extension))
            continue;
        buffer_print(words, "%s%.*s", words->length ? " " : "", (int)(dot - name), name);
    }
}

/* Appends the words that the option's argument can be; none where it is free. */
static void words_for(const struct option *option, struct buffer *words) {
    const char *name = option->name;
    if (!option->argument) return;
    if (!strcmp(name, "to")) {
        add_built_in("stylesheets/", ".xsl", words);
    } else if (!strcmp(name, "schema")) {
        add_built_in("schemas/", ".rng", words);
    } else if (!strcmp(name, "profile")) {
        add_built_in("tools/encode/profiles/", ".yaml", words);
    } else if (!strcmp(name, "check") || !strcmp(name, "no-check")) {
        add_words(check_names(), strlen(check_names()), words);
    } else if (!strcmp(name, "format")) {
        add_words_of_help(option->help, words);
    }
}

static bool takes_file(const struct option *option) {
    return option->argument && strstr(option->argument, "FILE");
}

static bool takes_folder(const struct option *option) {
    return option->argument && strstr(option->argument, "FOLDER");
}

/* Calls `add` for each option of the verb. */
static void each_option(const struct verb *verb, struct buffer *script,
                        void (*add)(const struct verb *verb, const struct option *option,
                                    struct buffer *script)) {
    for (const struct option *option = verb->options; option->name; option++)
        add(verb, option, script);
    for (const struct option *option = verb->shared; option && option->name; option++)
        add(verb, option, script);
}

/* What `show` can show. */
static const char *const kinds[] = {"schema", "stylesheet", "profile", "man", "completion"};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void add_kinds(const char *between, struct buffer *script) {
    for (size_t i = 0; i < KINDS; i++)
        buffer_print(script, "%s%s", i ? between : "", kinds[i]);
}

/* ---- bash ---- */

static void add_bash_name(const struct verb *verb, const struct option *option,
                          struct buffer *script) {
    (void)verb;
    buffer_print(script, " --%s", option->name);
    if (option->letter) buffer_print(script, " -%c", option->letter);
}

/* A case of the words for the argument of the option before. */
static void add_bash_argument(const struct verb *verb, const struct option *option,
                              struct buffer *script) {
    struct buffer words = {0};
    words_for(option, &words);
    if (option->argument) {
        buffer_print(script, "    %s,--%s", verb->name, option->name);
        if (option->letter) buffer_print(script, "|%s,-%c", verb->name, option->letter);
        buffer_print(script, ") words=\"%s\"; files=%s; return ;;\n",
                     words.length ? words.bytes : "",
                     takes_file(option)     ? "-f"
                     : takes_folder(option) ? "-d"
                                            : "");
    }
    buffer_free(&words);
}

/* What is no option, and the end of the verb's case. */
static void add_bash_operands(const struct verb *verb, struct buffer *script) {
    if (verb == &verb_show) {
        buffer_byte(script, ' ');
        add_kinds(" ", script);
        buffer_text(script, "\"; files= ;;\n");
    } else if (verb == &verb_explain) {
        buffer_text(script, " $(teikit explain 2> /dev/null)\"; files= ;;\n");
    } else {
        buffer_text(script, "\" ;;\n");
    }
}

static void write_bash(struct buffer *script) {
    buffer_text(script, "# Completion of teikit for bash.\n"
                        "_teikit_words() { # VERB PREVIOUS: sets words and files\n"
                        "  case \"$1,$2\" in\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        each_option(*verb, script, add_bash_argument);
    buffer_text(script, "    show,");
    add_kinds("|show,", script);
    buffer_text(script, ") words=\"$(teikit show \"$2\" 2> /dev/null)\"; files=; return ;;\n");
    buffer_text(script, "  esac\n  files=-f\n  case \"$1\" in\n    '') words=\"");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        buffer_print(script, "%s ", (*verb)->name);
    buffer_text(script, "help --help --version\"; files= ;;\n");
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        buffer_print(script, "    %s) words=\"--help", (*verb)->name);
        each_option(*verb, script, add_bash_name);
        add_bash_operands(*verb, script);
    }
    buffer_text(script,
                "  esac\n}\n"
                "_teikit() {\n"
                "  local words= files= verb=\n"
                "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
                "  ((COMP_CWORD > 1)) && verb=${COMP_WORDS[1]}\n"
                "  case = in # of --option=argument bash makes three words\n"
                "    \"$current\") current= ;;\n"
                "    \"$previous\") previous=${COMP_WORDS[COMP_CWORD-2]} ;;\n"
                "  esac\n"
                "  _teikit_words \"$verb\" \"$previous\"\n"
                "  [[ $verb && $current != -* && $files == -f && $words == --* ]] && words=\n"
                "  [[ $files ]] && compopt -o filenames\n"
                "  COMPREPLY=($(compgen $files -W \"$words\" -- \"$current\"))\n"
                "}\n"
                "complete -F _teikit teikit\n");
}

/* ---- zsh and fish: in both a quotation mark within single ones is written '\'' ---- */

static void quote(const char *text, const char *escaped, struct buffer *script) {
    for (; *text; text++) {
        if (*text == '\'')
            buffer_text(script, "'\\'");
        else if (strchr(escaped, *text))
            buffer_byte(script, '\\');
        buffer_byte(script, *text);
    }
}

static void add_zsh(const struct verb *verb, const struct option *option, struct buffer *script) {
    (void)verb;
    struct buffer words = {0};
    words_for(option, &words);
    buffer_text(script, "        '");
    if (option->letter)
        buffer_print(script, option->argument ? "*'{-%c+,--%s=}'[" : "*'{-%c,--%s}'[",
                     option->letter, option->name);
    else
        buffer_print(script, "*--%s%s[", option->name, option->argument ? "=" : "");
    quote(option->help, "[]:", script);
    buffer_byte(script, ']');
    if (option->argument) {
        buffer_byte(script, ':');
        quote(option->argument, "[]:", script);
        buffer_byte(script, ':');
        if (words.length && takes_file(option))
            buffer_print(script, " _teikit_names %s", words.bytes);
        else if (words.length)
            buffer_print(script, "(%s)", words.bytes);
        else if (takes_file(option))
            buffer_text(script, "_files");
        else if (takes_folder(option))
            buffer_text(script, "_files -/");
        else
            buffer_byte(script, ' ');
    }
    buffer_text(script, "' \\\n");
    buffer_free(&words);
}

static void add_zsh_operands(const struct verb *verb, struct buffer *script) {
    if (verb == &verb_show) {
        buffer_text(script, "        '1:kind:(");
        add_kinds(" ", script);
        buffer_text(script, ")' \"2:name:($(teikit show $words[2] 2> /dev/null))\" ;;\n");
    } else if (verb == &verb_explain) {
        buffer_text(script, "        \"1:code:($(teikit explain 2> /dev/null))\" ;;\n");
    } else {
        buffer_text(script, "        '*:input:_files' ;;\n");
    }
}

static void write_zsh(struct buffer *script) {
    buffer_text(script, "#compdef teikit\n# Completion of teikit for zsh.\n"
                        "_teikit_names() { compadd -- \"$@\"; _files }\n"
                        "_teikit() {\n  if ((CURRENT == 2)); then\n    local -a verbs=(\n");
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        buffer_print(script, "      '%s:", (*verb)->name);
        quote((*verb)->summary, ":", script);
        buffer_text(script, "'\n");
    }
    buffer_text(script, "    )\n    _describe verb verbs\n    return\n  fi\n"
                        "  local verb=$words[2]\n  shift words; ((CURRENT--))\n  case $verb in\n");
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        buffer_print(script, "    %s)\n      _arguments -s \\\n", (*verb)->name);
        each_option(*verb, script, add_zsh);
        add_zsh_operands(*verb, script);
    }
    buffer_text(script, "  esac\n}\n_teikit \"$@\"\n");
}

static void add_fish(const struct verb *verb, const struct option *option, struct buffer *script) {
    struct buffer words = {0};
    words_for(option, &words);
    buffer_print(script, "complete -c teikit -n '__fish_seen_subcommand_from %s' -l %s", verb->name,
                 option->name);
    if (option->letter) buffer_print(script, " -s %c", option->letter);
    if (option->argument)
        buffer_text(script, takes_file(option) || takes_folder(option) ? " -rF" : " -x");
    if (words.length) buffer_print(script, " -a '%s'", words.bytes);
    buffer_text(script, " -d '");
    quote(option->help, "", script);
    buffer_text(script, "'\n");
    buffer_free(&words);
}

static void write_fish(struct buffer *script) {
    buffer_text(script, "# Completion of teikit for fish.\n");
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        buffer_print(script, "complete -c teikit -n __fish_use_subcommand -f -a %s -d '",
                     (*verb)->name);
        quote((*verb)->summary, "", script);
        buffer_text(script, "'\n");
        each_option(*verb, script, add_fish);
    }
    buffer_text(script, "complete -c teikit -n '__fish_seen_subcommand_from explain' -f "
                        "-a '(teikit explain 2> /dev/null)'\n"
                        "complete -c teikit -n '__fish_seen_subcommand_from show' -f\n"
                        "complete -c teikit -n '__fish_seen_subcommand_from show; "
                        "and not __fish_seen_subcommand_from ");
    add_kinds(" ", script);
    buffer_text(script, "' -a '");
    add_kinds(" ", script);
    buffer_text(script, "'\n");
    for (size_t i = 0; i < KINDS; i++)
        buffer_print(script,
                     "complete -c teikit -n '__fish_seen_subcommand_from show; "
                     "and __fish_seen_subcommand_from %s' -a '(teikit show %s 2> /dev/null)'\n",
                     kinds[i], kinds[i]);
}

bool completion_write(const char *shell, struct buffer *script) {
    static const struct {
        const char *shell;
        void (*write)(struct buffer *script);
    } known[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].shell, shell)) {
            known[i].write(script);
            return true;
        }
    return false;
}
