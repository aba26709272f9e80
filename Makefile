# teikit: `make help` lists what can be made.
#
# One file, no recursion into folders.  What is needed from the system is listed once, below, and
# looked for on every run; `make demo`, `make check` and `make bench` install what is missing.

VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD := build$(if $(SANITIZE),/sanitize)
JOBS := $(shell nproc 2>/dev/null || echo 2)
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(JOBS)
endif
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

# ---- set-up: pkg-config's module = Debian's package -------------------------------------------

NEEDED := libxml-2.0=libxml2-dev libxslt=libxslt1-dev libexslt=libxslt1-dev libpcre2-8=libpcre2-dev \
	libcyaml=libcyaml-dev jansson=libjansson-dev libutf8proc=libutf8proc-dev \
	uchardet=libuchardet-dev nettle=nettle-dev
NEEDED_FOR_CHECK := check=check
PROGRAMS := pkg-config=pkg-config cc=gcc
PROGRAMS_FOR_BENCH := hyperfine=hyperfine pandoc=pandoc jing=jing xmllint=libxml2-utils \
	xsltproc=xsltproc

GOALS := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out clean format lint help setup dist,$(GOALS)),)
MODULES := $(NEEDED) $(if $(filter check,$(GOALS)),$(NEEDED_FOR_CHECK))
WANTED_PROGRAMS := $(PROGRAMS) $(if $(filter bench,$(GOALS)),$(PROGRAMS_FOR_BENCH))
package = $(lastword $(subst =, ,$(1)))
module = $(firstword $(subst =, ,$(1)))
find_missing = $(sort $(shell \
	$(foreach p,$(WANTED_PROGRAMS),command -v $(call module,$p) >/dev/null || echo $(call package,$p);) \
	$(foreach m,$(MODULES),pkg-config --exists $(call module,$m) 2>/dev/null || echo $(call package,$m);)))
MISSING := $(find_missing)
ifneq ($(MISSING),)
ifneq ($(filter demo check bench,$(GOALS)),)
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
ifneq ($(shell command -v apt-get),)
ifneq ($(SUDO)$(filter 0,$(shell id -u)),)
$(info Installing what is missing: $(MISSING))
$(shell { $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get update -q && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $(MISSING); } >&2)
MISSING := $(find_missing)
endif
endif
endif
endif
ifneq ($(MISSING),)
$(error These packages are missing (Debian's names): $(MISSING). Install them, as root, with: apt-get install $(MISSING))
endif
endif

# ---- how to compile ---------------------------------------------------------------------------

CC ?= cc
OPTIMISE ?= $(if $(SANITIZE),-O1,-O2)
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
ifdef SANITIZE
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif
PKG_CFLAGS := $(if $(MODULES),$(shell pkg-config --cflags $(foreach m,$(MODULES),$(call module,$m))))
LIBS := $(if $(MODULES),$(shell pkg-config --libs $(foreach m,$(NEEDED),$(call module,$m))) -lm)
CHECK_LIBS = $(shell pkg-config --libs check)
COMPILE = $(CC) -std=c17 -D_XOPEN_SOURCE=700 -DTEIKIT_VERSION='"$(VERSION)"' -Itools \
	$(OPTIMISE) -g $(WARNINGS) $(SANITIZERS) $(patsubst -I%,-isystem %,$(PKG_CFLAGS)) $(CFLAGS)
LINK = $(CC) $(SANITIZERS) $(CFLAGS) $(LDFLAGS)

SOURCES := $(wildcard tools/*/*.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/builtin.o
TEST_SOURCES := $(wildcard tests/*/*.c)
TEST_PROGRAMS := $(BUILD)/tests/unit $(BUILD)/tests/command-line
BUILTIN := $(sort $(wildcard schemas/*.rn[cg] schemas/*.sch stylesheets/*.xsl \
	stylesheets/common/*.xsl tools/encode/profiles/*.yaml))

.PHONY: all
all: $(BUILD)/teikit

$(BUILD)/teikit: $(BUILD)/tools/teikit.o $(OBJECTS)
	$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# The files that are built in become a table in C; the assembler takes in their bytes.
$(BUILD)/builtin.c: $(BUILTIN) Makefile
	@mkdir -p $(@D)
	@{ echo '/* Made by the Makefile. */'; echo '#include "base/builtin.h"'; \
	for file in $(BUILTIN); do name=builtin_$$(echo $$file | tr -c 'a-zA-Z0-9\n' _); \
	printf '__asm__(".section .rodata\\n%s: .incbin \\"%s\\"\\n%s_end: .byte 0\\n.text");\n' $$name $$file $$name; \
	printf 'extern const char %s[], %s_end[];\n' $$name $$name; done; \
	echo 'const struct builtin builtin_files[] = {'; \
	for file in $(BUILTIN); do name=builtin_$$(echo $$file | tr -c 'a-zA-Z0-9\n' _); \
	printf '    {"%s", %s, %s_end},\n' $$file $$name $$name; done; \
	echo '    {0, 0, 0},'; echo '};'; } > $@
$(BUILD)/builtin.o: $(BUILD)/builtin.c $(BUILTIN)
	$(COMPILE) -c -o $@ $<

# ---- tests ------------------------------------------------------------------------------------

$(BUILD)/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -Itests -DTEIKIT_PROGRAM='"$(BUILD)/teikit"' -MMD -MP -c -o $@ $<

# Unit tests stand in folders named like those of tools/; tests/command-line runs the program.
UNIT_TESTS := $(filter-out tests/command-line/% tests/fuzz/% tests/bench/%,$(TEST_SOURCES))
$(BUILD)/tests/unit: $(UNIT_TESTS:%.c=$(BUILD)/%.o) $(BUILD)/tests/run.o $(OBJECTS)
	$(LINK) -o $@ $^ $(LIBS) $(CHECK_LIBS)
$(BUILD)/tests/command-line: $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/command-line/*.c)) $(BUILD)/tests/run.o
	$(LINK) -o $@ $^ $(CHECK_LIBS)

clean:
	rm -rf build

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)
