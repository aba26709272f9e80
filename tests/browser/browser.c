/* Starts Chromium and tells it what to do; see browser.h.  It is started once, before the tests,
   each of which Check runs in a process of its own: these share the pipe one after the other. */
#include "browser/browser.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const struct view views[] = {
    {390, 844, "light"}, {390, 844, "dark"}, {1280, 900, "light"}, {1280, 900, "dark"}};

enum {
    SECONDS = 120,
    SILENCE = 30 * 1000, /* milliseconds */
    TO_BROWSER = 3,
    FROM_BROWSER = 4
}; /* the numbers of the protocol's streams */

static pid_t browser;
static int stream = -1; /* a socket: what is read of it can be looked at first */
static char profile[PATH_MAX], look_file[PATH_MAX];
static char session[100]; /* of the test's page; "": none */
static bool loaded;       /* the page that was gone to is there */
static char *evaluated;

/* ---- starting and ending ---- */

static void become_browser(int end) {
    char folder[PATH_MAX + 32];
    const char *name = getenv("BROWSER");
    int nothing = open("/dev/null", O_RDWR);
    snprintf(folder, sizeof folder, "--user-data-dir=%s", profile);
    if (dup2(end, TO_BROWSER) < 0 || dup2(end, FROM_BROWSER) < 0 || dup2(nothing, 0) < 0 ||
        dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
        _exit(125);
    execlp(name, name, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
           "--disable-extensions", "--disable-background-networking", "--remote-debugging-pipe",
           folder, "about:blank", (char *)NULL);
    _exit(126);
}

static void start_browser(void) {
    int ends[2];
    const char *place = getenv("TMPDIR");
    ck_assert_ptr_nonnull(realpath("tests/browser/look.js", look_file));
    snprintf(profile, sizeof profile, "%.1000s/teikit-browser-XXXXXX", place ? place : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(profile));
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    stream = ends[0];
    browser = fork();
    ck_assert_int_ge(browser, 0);
    if (!browser) become_browser(ends[1]);
    close(ends[1]);
}

static void end_browser(void) {
    char command[PATH_MAX + 16];
    kill(browser, SIGKILL);
    close(stream);
    while (waitpid(browser, NULL, 0) < 0 && errno == EINTR)
        ;
    snprintf(command, sizeof command, "rm -rf '%s'", profile);
    ck_assert_int_eq(system(command), 0);
}

/* ---- the protocol: JSON, each message ended by a NUL ---- */

static void send_message(json_t *message) {
    char *text = json_dumps(message, JSON_COMPACT);
    size_t length = strlen(text) + 1;
    for (size_t sent = 0; sent < length;) {
        ssize_t step = send(stream, text + sent, length - sent, MSG_NOSIGNAL);
        ck_assert_msg(step > 0, "the browser does not listen: %s", strerror(errno));
        sent += (size_t)step;
    }
    free(text);
    json_decref(message);
}

/* Nothing is taken from the stream that belongs to the next message, which may be another
   process's. */
static json_t *receive_message(void) {
    char *text = NULL;
    size_t length = 0;
    for (bool ended = false; !ended;) {
        char bytes[4096];
        struct pollfd heard = {.fd = stream, .events = POLLIN};
        ck_assert_msg(poll(&heard, 1, SILENCE) > 0, "the browser says nothing any more");
        ssize_t there = recv(stream, bytes, sizeof bytes, MSG_PEEK);
        if (there < 0 && errno == EINTR) continue;
        ck_assert_msg(there > 0, "the browser is gone");
        const char *end = memchr(bytes, '\0', (size_t)there);
        size_t taken = end ? (size_t)(end - bytes) + 1 : (size_t)there;
        text = realloc(text, length + taken);
        ck_assert_ptr_nonnull(text);
        ck_assert_int_eq(recv(stream, text + length, taken, 0), (ssize_t)taken);
        length += taken;
        ended = end != NULL;
    }
    json_t *message = json_loads(text, 0, NULL);
    ck_assert_msg(message != NULL, "the browser says: %s", text);
    free(text);
    return message;
}

/* Reads messages up to the answer to a call, 0: up to the next; the caller frees it. */
static json_t *await_answer(json_int_t id) {
    for (;;) {
        json_t *message = receive_message();
        const char *event = json_string_value(json_object_get(message, "method"));
        const char *of = json_string_value(json_object_get(message, "sessionId"));
        if (event && of && !strcmp(event, "Page.loadEventFired") && !strcmp(of, session))
            loaded = true;
        if (!id || json_integer_value(json_object_get(message, "id")) == id) return message;
        json_decref(message);
    }
}

/* Calls a method and gives its result, which the caller frees.  Processes count on from numbers of
   their own, lest one takes the answer to another. */
static json_t *call(const char *method, json_t *parameters) {
    static json_int_t calls;
    json_int_t id = (json_int_t)getpid() * 10000 + ++calls;
    json_t *message = json_pack("{sI ss so}", "id", id, "method", method, "params", parameters);
    if (*session) json_object_set_new(message, "sessionId", json_string(session));
    send_message(message);
    json_t *answer = await_answer(id), *result = json_object_get(answer, "result");
    const char *error =
        json_string_value(json_object_get(json_object_get(answer, "error"), "message"));
    ck_assert_msg(result != NULL, "%s: %s", method, error ? error : "no result");
    json_incref(result);
    json_decref(answer);
    return result;
}

static void say_to_browser(const char *method, json_t *parameters) {
    json_decref(call(method, parameters));
}

/* ---- pages ---- */

static void open_session(void) {
    json_t *target = call("Target.createTarget", json_pack("{ss}", "url", "about:blank"));
    json_t *attached =
        call("Target.attachToTarget",
             json_pack("{sO sb}", "targetId", json_object_get(target, "targetId"), "flatten", 1));
    snprintf(session, sizeof session, "%s",
             json_string_value(json_object_get(attached, "sessionId")));
    json_decref(target);
    json_decref(attached);
    say_to_browser("Page.enable", json_object());
    say_to_browser("Emulation.setFocusEmulationEnabled", json_pack("{sb}", "enabled", 1));
}

void look_as(const struct view *view) {
    char arrived[40];
    say_to_browser("Emulation.setDeviceMetricsOverride",
                   json_pack("{si si si sb}", "width", view->width, "height", view->height,
                             "deviceScaleFactor", 1, "mobile", 0));
    say_to_browser("Emulation.setEmulatedMedia",
                   json_pack("{s[{ss ss}]}", "features", "name", "prefers-color-scheme", "value",
                             view->scheme));
    snprintf(arrived, sizeof arrived, "innerWidth === %d", view->width);
    await(arrived);
}

void open_page(const char *path, const struct view *view) {
    char folder[PATH_MAX], address[2 * PATH_MAX];
    if (!*session) open_session();
    look_as(view);
    snprintf(address, sizeof address, "file://%s/%s", getcwd(folder, sizeof folder), path);
    loaded = false;
    say_to_browser("Page.navigate", json_pack("{ss}", "url", address));
    while (!loaded)
        json_decref(await_answer(0));
    evaluate(content(look_file));
}

const char *evaluate(const char *expression) {
    free(evaluated);
    json_t *answer = call("Runtime.evaluate", json_pack("{ss sb sb}", "expression", expression,
                                                        "returnByValue", 1, "awaitPromise", 1));
    json_t *thrown = json_object_get(answer, "exceptionDetails");
    const char *value =
        json_string_value(json_object_get(json_object_get(answer, "result"), "value"));
    ck_assert_msg(!thrown && value, "%.200s: %s", expression,
                  thrown ? json_string_value(
                               json_object_get(json_object_get(thrown, "exception"), "description"))
                         : "gives no string");
    evaluated = strdup(value);
    json_decref(answer);
    return evaluated;
}

void press(const char *key) {
    bool enter = !strcmp(key, "Enter");
    json_t *down = json_pack("{ss ss ss si}", "type", "keyDown", "key", key, "code", key,
                             "windowsVirtualKeyCode", enter ? 13 : 9);
    if (enter) json_object_set_new(down, "text", json_string("\r"));
    say_to_browser("Input.dispatchKeyEvent", down);
    say_to_browser("Input.dispatchKeyEvent",
                   json_pack("{ss ss ss si}", "type", "keyUp", "key", key, "code", key,
                             "windowsVirtualKeyCode", enter ? 13 : 9));
}

void await(const char *expression) {
    enum { STEP = 20, STEPS = 10 * 1000 / STEP }; /* milliseconds */
    char *question = NULL;
    size_t size = 0;
    FILE *written = open_memstream(&question, &size);
    fprintf(written, "String(Boolean(%s))", expression);
    fclose(written);
    int step = 0;
    while (step < STEPS && strcmp(evaluate(question), "true")) {
        nanosleep(&(struct timespec){0, STEP * 1000000L}, NULL);
        step++;
    }
    free(question);
    ck_assert_msg(step < STEPS, "waited in vain for %s", expression);
}

/* ---- suites ---- */

Suite *browser_suite(const char *name, const TTest *const *tests, size_t count) {
    Suite *suite = suite_create(name);
    TCase *cases = command_line_case(name, tests, count);
    tcase_add_unchecked_fixture(cases, start_browser, end_browser);
    tcase_set_timeout(cases, SECONDS);
    suite_add_tcase(suite, cases);
    return suite;
}
