/* Validates files by libteikit, in as many threads as are asked for.
 *
 * cc -o check check.c $(pkg-config --cflags --libs teikit) -pthread
 * ./check THREADS SCHEMA FILE...
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <teikit.h>

/* The share of one thread: every `step`th of the files, from the one at `first` on. */
struct share {
    pthread_t thread;
    const char *schema;
    char **files;
    int first, step, count;
    enum teikit_status worst;
};

static void say_findings(teikit *context) {
    static const char *const severities[] = {"note", "warning", "error"};
    const struct teikit_finding *finding;
    while ((finding = teikit_next_finding(context)))
        printf("%s:%zu:%zu: %s: %s [%s]\n", finding->file ? finding->file : "check", finding->line,
               finding->column, severities[finding->severity], finding->message, finding->code);
}

static void note(struct share *share, teikit *context, enum teikit_status status) {
    say_findings(context);
    if (status > share->worst) share->worst = status;
}

/* Each thread has a context of its own. */
static void *validate_share(void *data) {
    struct share *share = data;
    teikit *context = teikit_new();
    if (!context) {
        share->worst = TEIKIT_NO_MEMORY;
        return NULL;
    }
    note(share, context, teikit_use_schema(context, share->schema));
    for (int i = share->first; i < share->count && share->worst < TEIKIT_WRONG_CALL;
         i += share->step)
        note(share, context, teikit_validate_file(context, share->files[i]));
    teikit_free(context);
    return NULL;
}

int main(int count, char **arguments) {
    int threads = count > 3 ? atoi(arguments[1]) : 0;
    if (threads < 1) {
        fputs("usage: check THREADS SCHEMA FILE...\n", stderr);
        return TEIKIT_WRONG_CALL;
    }
    struct share *shares = calloc((size_t)threads, sizeof *shares);
    enum teikit_status worst = TEIKIT_GOOD;
    if (!shares) return TEIKIT_NO_MEMORY;
    for (int i = 0; i < threads; i++) {
        shares[i] = (struct share){.schema = arguments[2],
                                   .files = arguments + 3,
                                   .first = i,
                                   .step = threads,
                                   .count = count - 3};
        if (pthread_create(&shares[i].thread, NULL, validate_share, &shares[i])) abort();
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(shares[i].thread, NULL);
        if (shares[i].worst > worst) worst = shares[i].worst;
    }
    free(shares);
    return worst;
}
