/* The cache: for each input a small file, found by a digest of all that its findings depend on.
   What is damaged, cut short or of another version is as good as not there. */
#include "corpus/corpus.h"

#include "base/file.h"
#include "base/memory.h"
#include "corpus/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/hash.h>
#include <libxml/xmlversion.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An entry begins with this; then come the bytes of the dependencies, those of the findings, and a
   digest of the key and all before. */
static const char magic[8] = "teikit1";
struct head {
    char magic[sizeof magic];
    size_t dependencies, findings; /* lengths in bytes */
};

/* What another file was like: absent, there, or there with content of that digest. */
enum { ABSENT, THERE, CONTENT };
struct state {
    unsigned char kind, digest[SHA256_DIGEST_SIZE];
};

struct corpus_cache {
    char *folder;
    struct sha256_ctx conditions;
    struct buffer dependencies; /* of the input at hand: state, and path with a NUL */
    xmlHashTable *states;       /* of other files by their paths, their content's digest included */
};

/* ---- digests ---- */

/* With its length, so that what stands side by side is told apart. */
static void add(struct sha256_ctx *context, const void *bytes, size_t length) {
    sha256_update(context, sizeof length, (const uint8_t *)&length);
    sha256_update(context, length, bytes);
}

static bool add_file(struct sha256_ctx *context, const char *path) {
    enum { CHUNK = 1 << 16 };
    uint8_t chunk[CHUNK];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = -1;
    while (file >= 0 && (got = read(file, chunk, CHUNK))) {
        if (got > 0) sha256_update(context, (size_t)got, chunk);
        if (got < 0 && errno != EINTR) break;
    }
    if (file >= 0) close(file);
    return !got;
}

struct corpus_digest corpus_digest_of(const char *bytes, size_t length,
                                      const struct stamps *files) {
    struct corpus_digest digest = {.known = true};
    struct sha256_ctx context;
    sha256_init(&context);
    add(&context, bytes, length);
    for (size_t i = 0; i < files->count; i++) /* a pipe has been read, and cannot be once more */
        digest.known &= files->list[i].stamp.regular && add_file(&context, files->list[i].path);
    digest.known &= !stamps_changed(files);
    sha256_digest(&context, sizeof digest.bytes, digest.bytes);
    return digest;
}

/* ---- the cache ---- */

struct corpus_cache *corpus_cache_open(const char *folder, struct report *report) {
    struct buffer inner = {0};
    buffer_print(&inner, "%s/", folder);
    bool good = file_make_folders(inner.bytes) && !access(inner.bytes, W_OK | X_OK);
    int reason = errno;
    buffer_free(&inner);
    if (!good) {
        report_say(report, SEVERITY_ERROR, "cache/folder", folder, 0, 0,
                   "cannot be used as the folder of the cache: %s", strerror(reason));
        return NULL;
    }
    cache_remove_old(folder);
    struct corpus_cache *cache = memory_allocate(1, sizeof *cache);
    static const char version[] = TEIKIT_VERSION " " LIBXML_DOTTED_VERSION;
    size_t layout = report_record_layout();
    cache->folder = memory_copy(folder, strlen(folder));
    cache->states = xmlHashCreate(0);
    if (!cache->states) memory_exhausted();
    sha256_init(&cache->conditions);
    corpus_cache_condition(cache, version, sizeof version);
    corpus_cache_condition(cache, &layout, sizeof layout);
    return cache;
}

static void free_state(void *state, const xmlChar *path) {
    (void)path;
    free(state);
}

void corpus_cache_free(struct corpus_cache *cache) {
    if (!cache) return;
    xmlHashFree(cache->states, free_state);
    buffer_free(&cache->dependencies);
    free(cache->folder);
    free(cache);
}

void corpus_cache_condition(struct corpus_cache *cache, const void *bytes, size_t length) {
    add(&cache->conditions, bytes, length);
}

/* ---- other files ---- */

/* What the file is like now; it is read once however many inputs point to it. */
static struct state state_of(struct corpus_cache *cache, const char *path, bool content) {
    if (access(path, R_OK)) return (struct state){.kind = ABSENT};
    if (!content) return (struct state){.kind = THERE};
    struct state *known = xmlHashLookup(cache->states, (const xmlChar *)path);
    if (!known) {
        struct sha256_ctx context;
        known = memory_allocate(1, sizeof *known);
        sha256_init(&context);
        known->kind = add_file(&context, path) ? CONTENT : ABSENT;
        sha256_digest(&context, sizeof known->digest, known->digest);
        if (xmlHashAddEntry(cache->states, (const xmlChar *)path, known)) memory_exhausted();
    }
    return *known;
}

void corpus_cache_depend(void *context, const char *path, bool content) {
    struct corpus_cache *cache = context;
    struct state state = state_of(cache, path, content);
    buffer_append(&cache->dependencies, (const char *)&state, sizeof state);
    buffer_append(&cache->dependencies, path, strlen(path) + 1);
}

static bool dependencies_hold(struct corpus_cache *cache, const char *bytes, size_t length) {
    for (const char *end = bytes + length; bytes < end;) {
        struct state then;
        memcpy(&then, bytes, sizeof then);
        const char *path = bytes + sizeof then;
        struct state now = state_of(cache, path, then.kind == CONTENT);
        /* What was absent may have been looked for by its content. */
        if (memcmp(&then, &now, sizeof then)) return false;
        bytes = path + strlen(path) + 1;
    }
    return true;
}

/* ---- entries ---- */

bool corpus_cache_begin(struct corpus_cache *cache, const char *path, const char *name,
                        const struct corpus_digest *const *schemas, size_t schema_count,
                        struct corpus_cache_key *key) {
    struct sha256_ctx context = cache->conditions;
    cache->dependencies.length = 0;
    key->stamp = stamp_of(path);
    if (!key->stamp.regular) return false;
    add(&context, name, strlen(name));
    for (size_t i = 0; i < schema_count; i++) {
        if (!schemas[i]->known) return false;
        add(&context, schemas[i]->bytes, sizeof schemas[i]->bytes);
    }
    if (!add_file(&context, path)) return false;
    sha256_digest(&context, sizeof key->digest, key->digest);
    return true;
}

/* FOLDER/xx/x…, so that no folder gets too many names. */
static void append_path(const struct corpus_cache *cache, const struct corpus_cache_key *key,
                        struct buffer *path) {
    buffer_print(path, "%s/", cache->folder);
    for (size_t i = 0; i < sizeof key->digest; i++)
        buffer_print(path, i == 1 ? "/%02x" : "%02x", key->digest[i]);
}

/* The digest at the end of an entry; of the key too, so that an entry is good under its own name
   only. */
static void seal(const struct corpus_cache_key *key, const char *bytes, size_t length,
                 uint8_t digest[SHA256_DIGEST_SIZE]) {
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, sizeof key->digest, key->digest);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

/* The head of the entry, if it is whole. */
static bool is_whole(const struct corpus_cache_key *key, const struct buffer *entry,
                     struct head *head) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    if (entry->length < sizeof *head + sizeof digest) return false;
    size_t length = entry->length - sizeof digest;
    memcpy(head, entry->bytes, sizeof *head);
    seal(key, entry->bytes, length, digest);
    return !memcmp(head->magic, magic, sizeof magic) &&
           !memcmp(entry->bytes + length, digest, sizeof digest);
}

static void append_dependencies(struct buffer *paths, const char *bytes, size_t length) {
    for (const char *end = bytes + length; bytes < end;) {
        const char *path = bytes + sizeof(struct state);
        bytes = path + strlen(path) + 1;
        buffer_append(paths, path, (size_t)(bytes - path));
    }
}

bool corpus_cache_find(struct corpus_cache *cache, const struct corpus_cache_key *key,
                       struct buffer *findings, struct buffer *others) {
    struct buffer path = {0}, entry = {0};
    struct head head;
    append_path(cache, key, &path);
    bool found = file_read(path.bytes, &entry) && is_whole(key, &entry, &head) &&
                 dependencies_hold(cache, entry.bytes + sizeof head, head.dependencies);
    if (found) {
        cache_renew(path.bytes);
        buffer_append(findings, entry.bytes + sizeof head + head.dependencies, head.findings);
        if (others) append_dependencies(others, entry.bytes + sizeof head, head.dependencies);
    }
    buffer_free(&entry);
    buffer_free(&path);
    return found;
}

void corpus_cache_keep(struct corpus_cache *cache, const struct corpus_cache_key *key,
                       const char *path, const struct buffer *findings) {
    struct stamp now = stamp_of(path);
    if (!stamp_equal(&now, &key->stamp)) return;
    struct buffer place = {0}, entry = {0};
    struct head head = {.dependencies = cache->dependencies.length, .findings = findings->length};
    uint8_t digest[SHA256_DIGEST_SIZE];
    memcpy(head.magic, magic, sizeof magic);
    buffer_append(&entry, (const char *)&head, sizeof head);
    buffer_append(&entry, cache->dependencies.bytes, cache->dependencies.length);
    buffer_append(&entry, findings->bytes, findings->length);
    seal(key, entry.bytes, entry.length, digest);
    buffer_append(&entry, (const char *)digest, sizeof digest);
    append_path(cache, key, &place);
    if (file_make_folders(place.bytes)) file_write(place.bytes, entry.bytes, entry.length);
    buffer_free(&entry);
    buffer_free(&place);
}
