/* The shim: calls of the C library that fail when the test says so; see fault.h.  For GNU/Linux,
   whose names for its own functions (`__libc_malloc`) it needs. */
#define _GNU_SOURCE
#include "trust/fault.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fault *fault; /* NULL: nothing is counted */

static void trace(void) {
    void *frames[40];
    fault->traced = false;
    backtrace_symbols_fd(frames, backtrace(frames, 40), STDERR_FILENO);
}

/* Whether this call is one that fails; errno is set. */
static bool fails(enum fault_kind kind) {
    if (!fault || fault->kind != kind) return false;
    unsigned long call = atomic_fetch_add(&fault->calls, 1) + 1;
    bool is_it = fault->at && (fault->from_there ? call >= fault->at : call == fault->at);
    if (!is_it) return false;
    atomic_fetch_add(&fault->failed, 1);
    if (fault->traced) trace();
    errno = fault->error;
    return true;
}

/* Regular files are never interrupted. */
static bool fails_at(enum fault_kind kind, int file) {
    struct stat status;
    if (fault && fault->error == EINTR && !fstat(file, &status) && S_ISREG(status.st_mode))
        return false;
    bool failed = fails(kind);
    if (failed) fault->file = file;
    return failed;
}

/* Makes `function` point to the C library's function of that name. */
static void find(const char *name, void *function) {
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(function, &found, sizeof found);
}
#define REAL(name)                                                                                 \
    static __typeof__(&name) real;                                                                 \
    if (!real) find(#name, &real)

/* Defines a function that fails when it is to, and is else that of the C library. */
#define FAILING(kind, type, name, parameters, failed, arguments)                                   \
    type name parameters {                                                                         \
        REAL(name);                                                                                \
        return fails(kind) ? failed : real arguments;                                              \
    }

/* ---- memory ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
    return fails(FAULT_MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails(FAULT_MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    return fails(FAULT_MEMORY) ? NULL : __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return fails(FAULT_MEMORY) ? NULL : __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
    return fails(FAULT_MEMORY) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = fails(FAULT_MEMORY) ? NULL : __libc_memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}

FAILING(FAULT_MEMORY, void *, mmap,
        (void *address, size_t length, int protection, int flags, int file, off_t offset),
        MAP_FAILED, (address, length, protection, flags, file, offset))

/* ---- files ---- */

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails(FAULT_OPEN) ? -1 : openat(AT_FDCWD, path, flags, mode);
}

FAILING(FAULT_OPEN, FILE *, fopen, (const char *path, const char *mode), NULL, (path, mode))
FAILING(FAULT_OPEN, DIR *, opendir, (const char *path), NULL, (path))
FAILING(FAULT_OPEN, FILE *, tmpfile, (void), NULL, ())
FAILING(FAULT_OPEN, int, mkstemp, (char *path), -1, (path))
FAILING(FAULT_PLACE, int, rename, (const char *old, const char *new), -1, (old, new))
FAILING(FAULT_PLACE, int, mkdir, (const char *path, mode_t mode), -1, (path, mode))
FAILING(FAULT_PLACE, int, fchmod, (int file, mode_t mode), -1, (file, mode))
FAILING(FAULT_PROCESS, int, pipe, (int ends[2]), -1, (ends))
FAILING(FAULT_PROCESS, pid_t, fork, (void), -1, ())

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *),
                   void *context) {
    REAL(pthread_create);
    return fails(FAULT_PROCESS) ? fault->error : real(thread, attributes, work, context);
}

/* As POSIX has it, the file is closed all the same. */
int close(int file) {
    REAL(close);
    bool failed = fails_at(FAULT_CLOSE, file);
    int error = errno, closed = real(file);
    if (failed) errno = error;
    return failed ? -1 : closed;
}

/* How many bytes a call takes that is to take few.  What a pipe takes at once it takes whole
   (POSIX, write(): PIPE_BUF). */
static size_t shortened(int file, size_t length) {
    struct stat status;
    bool at_once = length <= PIPE_BUF && !fstat(file, &status) && S_ISFIFO(status.st_mode);
    return at_once || !length ? length : 1;
}

ssize_t read(int file, void *bytes, size_t length) {
    REAL(read);
    if (!fails_at(FAULT_READ, file)) return real(file, bytes, length);
    return fault->error == FAULT_SHORT ? real(file, bytes, shortened(file, length)) : -1;
}

ssize_t write(int file, const void *bytes, size_t length) {
    REAL(write);
    if (!fails_at(FAULT_WRITE, file)) return real(file, bytes, length);
    return fault->error == FAULT_SHORT ? real(file, bytes, shortened(file, length)) : -1;
}

/* ---- the start ---- */

/* The C library's own streams do not call write(): they are replaced by ones that do. */
static ssize_t write_stream(void *file, const char *bytes, size_t length) {
    size_t done = 0;
    while (done < length) { /* as a stream does */
        ssize_t written = write(*(int *)file, bytes + done, length - done);
        if (written < 0 && errno == EINTR) continue; /* by SA_RESTART it does not happen there */
        if (written < 0) break;
        done += (size_t)written;
    }
    return (ssize_t)done;
}

static FILE *stream_to(int *file) {
    return fopencookie(file, "w", (cookie_io_functions_t){.write = write_stream});
}

__attribute__((constructor)) static void prepare(void) {
    static int output = STDOUT_FILENO, errors = STDERR_FILENO;
    const char *path = getenv(FAULT_VARIABLE);
    void *frames[1];
    backtrace(frames, 1); /* what it needs is loaded now */
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    stdout = stream_to(&output);
    stderr = stream_to(&errors);
    setvbuf(stderr, NULL, _IONBF, 0);
    void *memory = file < 0
                       ? MAP_FAILED
                       : mmap(NULL, sizeof *fault, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0) close(file);
    if (memory != MAP_FAILED) fault = memory;
}
