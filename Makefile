# teikit: `make help` lists what can be made.
#
# One file, no recursion into folders.  What is needed from the system is listed once, below, and
# looked for on every run; `make demo`, `make check` and `make bench` install what is missing.

VERSION := 0.1.0
# Of the library: changes when programs that were built with an earlier one would no longer run.
ABI := 0
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
BUILD := build$(if $(SANITIZE),/sanitize)
JOBS := $(shell nproc 2>/dev/null || echo 2)
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(JOBS)
endif
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

# ---- set-up: pkg-config's module = Debian's package -------------------------------------------

NEEDED := libxml-2.0=libxml2-dev libxslt=libxslt1-dev libexslt=libxslt1-dev libpcre2-8=libpcre2-dev \
	libcyaml=libcyaml-dev yaml-0.1=libyaml-dev jansson=libjansson-dev libutf8proc=libutf8proc-dev \
	uchardet=libuchardet-dev nettle=nettle-dev zlib=zlib1g-dev \
	gmp=libgmp-dev
NEEDED_FOR_CHECK := check=check
# uchardet's archive is C++, so its library is linked with: that comes with the compiler.
PROGRAMS := pkg-config=pkg-config cc=gcc c++=g++
PROGRAMS_FOR_check := unzip=unzip
PROGRAMS_FOR_deb := dpkg-shlibdeps=dpkg-dev
PROGRAMS_FOR_vscode := npm=npm zip=zip
PROGRAMS_FOR_valgrind := valgrind=valgrind
PROGRAMS_FOR_coverage := $(PROGRAMS_FOR_check) gcovr=gcovr
PROGRAMS_FOR_fuzz := clang=clang
PROGRAMS_FOR_bench := hyperfine=hyperfine pandoc=pandoc jing=jing xmllint=libxml2-utils \
	xsltproc=xsltproc

GOALS := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out clean format lint help dist,$(GOALS)),)
MODULES := $(NEEDED) $(if $(filter check coverage trust valgrind,$(GOALS)),$(NEEDED_FOR_CHECK))
WANTED_PROGRAMS := $(PROGRAMS) $(foreach goal,$(GOALS),$(PROGRAMS_FOR_$(goal)))
package = $(lastword $(subst =, ,$(1)))
module = $(firstword $(subst =, ,$(1)))
find_missing = $(sort $(shell \
	$(foreach p,$(WANTED_PROGRAMS),command -v $(call module,$p) >/dev/null || echo $(call package,$p);) \
	$(foreach m,$(MODULES),pkg-config --exists $(call module,$m) 2>/dev/null || echo $(call package,$m);)))
MISSING := $(find_missing)
ifneq ($(MISSING),)
ifneq ($(filter setup demo check coverage bench fuzz trust valgrind vscode,$(GOALS)),)
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
OBJCOPY ?= objcopy
OPTIMISE ?= $(if $(SANITIZE),-O1,-O2)
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
ifdef SANITIZE
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif
PKG_CFLAGS := $(if $(MODULES),$(shell pkg-config --cflags $(foreach m,$(MODULES),$(call module,$m))))
# Small libraries are taken from their archives where those are there: each shared one costs every
# start of the program a tenth of a millisecond.  `make STATIC=` takes none from an archive.
STATIC ?= -lpcre2-8 -lcyaml -lyaml -ljansson -lutf8proc -luchardet -lnettle -lgmp
archive = $(if $(filter $(1),$(STATIC)),$(filter /%,$(shell $(CC) -print-file-name=$(1:-l%=lib%.a))))
LIBS := $(if $(MODULES),$(foreach flag,$(shell pkg-config --libs $(foreach m,$(NEEDED),$(call module,$m))),\
	$(or $(call archive,$(flag)),$(flag))) -lm)
LIBS += -lstdc++
CHECK_LIBS = $(shell pkg-config --libs check)
COMPILE = $(CC) -std=c17 -pthread -D_XOPEN_SOURCE=700 -DTEIKIT_VERSION='"$(VERSION)"' -Itools \
	$(OPTIMISE) -g -fPIC -fvisibility=hidden $(WARNINGS) $(SANITIZERS) $(patsubst -I%,-isystem %,$(PKG_CFLAGS)) $(CFLAGS)
LINK = $(CC) -pthread $(SANITIZERS) $(CFLAGS) $(LDFLAGS)
# The same bytes, in whichever folder it is built.
COMPILE += -ffile-prefix-map=$(CURDIR)=.
# Commands are shown with V=1, else only what they make.
show = $(if $(V),,@echo "  $(1) $@";)

SOURCES := $(filter-out tools/library/%,$(sort $(wildcard tools/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/builtin.o
BUILTIN := $(sort $(wildcard schemas/*.rn[cg] schemas/*.sch stylesheets/*.xsl \
	stylesheets/common/*.xsl stylesheets/common/*.js tools/encode/profiles/*.yaml docs/findings.md docs/verbs.md))

.PHONY: all
all: $(BUILD)/teikit $(BUILD)/libteikit.so $(BUILD)/libteikit.a

# Which files there are: what is made of them is made anew where one was added or taken away.
FILES := $(sort $(SOURCES) $(BUILTIN))
ifneq ($(strip $(file < $(BUILD)/files)),$(FILES))
.PHONY: $(BUILD)/files
endif
$(BUILD)/files:
	@mkdir -p $(@D)
	@echo '$(FILES)' > $@

$(BUILD)/teikit: $(BUILD)/tools/teikit.o $(OBJECTS) $(BUILD)/files
	$(call show,link)$(LINK) -o $@ $(filter %.o,$^) $(LIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call show,compile)$(COMPILE) -MMD -MP -c -o $@ $<

# The files that are built in become a table in C; the assembler takes in their bytes.
$(BUILD)/builtin.c: $(BUILTIN) $(BUILD)/files Makefile
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
	$(call show,compile)$(COMPILE) -c -o $@ $<

# ---- the library ------------------------------------------------------------------------------

# The same objects, without the rooms that a program alone needs.  All of them become one, in which
# what is not the library's face is hidden, and which calls heap.c and held.c in place of what
# tools/library/calls lists.
LIBRARY_ROOMS := base text xml xsd xpath rng schematron checks corpus tei encode report validation library
LIBRARY_HEAP := tools/library/heap.c tools/library/held.c
LIBRARY_SOURCES := $(filter-out tools/xml/catalog.c tools/corpus/changed.c tools/base/libraries_process.c $(LIBRARY_HEAP),\
	$(sort $(foreach room,$(LIBRARY_ROOMS),$(wildcard tools/$(room)/*.c))))
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/builtin.o
LIBRARY_NEEDED := $(filter-out libxslt=% libexslt=% zlib=%,$(NEEDED))
LIBRARY_MODULES := $(foreach m,$(LIBRARY_NEEDED),$(firstword $(subst =, ,$m)))

$(BUILD)/library/teikit.o: $(LIBRARY_OBJECTS) $(LIBRARY_HEAP:%.c=$(BUILD)/%.o) tools/library/calls $(BUILD)/files Makefile
	@mkdir -p $(@D)
	$(call show,join)$(LD) -r -o $(@D)/rooms.o $(LIBRARY_OBJECTS) && \
	$(OBJCOPY) --redefine-syms=tools/library/calls $(@D)/rooms.o && \
	$(LD) -r -o $@ $(@D)/rooms.o $(LIBRARY_HEAP:%.c=$(BUILD)/%.o) && $(OBJCOPY) --localize-hidden $@

$(BUILD)/libteikit.a: $(BUILD)/library/teikit.o
	@rm -f $@
	$(call show,archive)$(AR) rcsD $@ $<

$(BUILD)/libteikit.so: $(BUILD)/libteikit.so.$(ABI)
	@ln -sf $(<F) $@
$(BUILD)/libteikit.so.$(ABI): $(BUILD)/library/teikit.o tools/library/symbols
	$(call show,link)$(LINK) -shared -Wl,-soname,$(@F) -Wl,--version-script=tools/library/symbols \
	-Wl,-z,defs -o $@ $< $$(pkg-config --libs $(LIBRARY_MODULES)) -lm -pthread

# ---- samples ----------------------------------------------------------------------------------

# Makes everything that is derived from samples/texts and samples/plays in the folder $(1).
SAMPLE_OUTPUTS := html text markdown csv jsonl notes stats latex
make_samples = $(BUILD)/teikit encode --verify -d $(1)/tei samples/texts && \
	$(BUILD)/teikit encode --verify --profile ezdrama --lang de -d $(1)/tei samples/plays && \
	$(BUILD)/teikit validate $(1)/tei$(foreach output,$(SAMPLE_OUTPUTS), && \
	$(BUILD)/teikit transform --to $(output) -d $(1)/$(output) $(1)/tei)

# The XML syntax of the schema is made from the compact one.
.PHONY: schemas
schemas: $(BUILD)/teikit
	$(BUILD)/teikit convert schemas/teikit.rnc -o schemas/teikit.rng

.PHONY: samples demo
samples: $(BUILD)/teikit
	$(call make_samples,samples)

demo: $(BUILD)/teikit
	@echo; echo "Encoding, validating and transforming samples/texts:"; \
	echo '  $(call make_samples,$(BUILD)/demo)' | sed 's/ *&& */\n  /g'; echo
	@$(call make_samples,$(BUILD)/demo)
	@echo; echo "Look at:"; echo "  samples/texts       the plain texts"; \
	echo "  $(BUILD)/demo/tei      their encodings"; \
	echo "  $(BUILD)/demo/html     pages to read (open one in a browser)"; \
	echo "  $(BUILD)/demo/text     reading texts, and beside it markdown, csv, jsonl, notes, stats and latex"; \
	echo "and try: $(BUILD)/teikit --help"

# ---- tests ------------------------------------------------------------------------------------

$(BUILD)/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call show,compile)$(COMPILE) -Itests -DTEIKIT_PROGRAM='"$(BUILD)/teikit"' -MMD -MP -c -o $@ $<

# Unit tests stand in folders named like those of tools/; tests/command-line runs the program, and
# tests/browser looks at what it makes in a browser, where there is one.
TEST_SOURCES := $(filter-out tests/fuzz/% tests/bench/% tests/coverage/%,$(wildcard tests/*/*.c))
CLI_TESTS := $(filter tests/command-line/%,$(TEST_SOURCES))
BROWSER_TESTS := $(filter tests/browser/%,$(TEST_SOURCES))
LIBRARY_TESTS := $(filter tests/library/%,$(TEST_SOURCES))
TRUST_TESTS := $(filter-out %/shim.c,$(filter tests/trust/%,$(TEST_SOURCES)))
TRUST_TRIALS := allocation allocation-on files interruptions
UNIT_TESTS := $(filter-out $(CLI_TESTS) $(BROWSER_TESTS) $(LIBRARY_TESTS) tests/trust/%,$(TEST_SOURCES))
BROWSER ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))
$(BUILD)/tests/run-unit: $(UNIT_TESTS:%.c=$(BUILD)/%.o) $(BUILD)/tests/run.o $(OBJECTS)
	$(call show,link)$(LINK) -o $@ $^ $(LIBS) $(CHECK_LIBS)
$(BUILD)/tests/run-command-line: $(CLI_TESTS:%.c=$(BUILD)/%.o) $(BUILD)/tests/run.o
	$(call show,link)$(LINK) -o $@ $^ $(CHECK_LIBS)

$(BUILD)/tests/run-browser: $(BROWSER_TESTS:%.c=$(BUILD)/%.o) \
	$(BUILD)/tests/command-line/program.o $(BUILD)/tests/run.o
	$(call show,link)$(LINK) -o $@ $^ $(LIBS) $(CHECK_LIBS)

# These see of the library what all programs do, and of its insides heap.c by itself.
$(BUILD)/tests/run-library: $(LIBRARY_TESTS:%.c=$(BUILD)/%.o) $(BUILD)/tests/run.o \
	$(patsubst %.c,$(BUILD)/%.o,tools/library/heap.c tools/base/memory.c tools/base/pages.c) $(BUILD)/libteikit.so
	$(call show,link)$(LINK) -Wl,-rpath,'$$ORIGIN/..' -o $@ $^ $(CHECK_LIBS)

# Trials of faults (tests/trust/trial.h): a few of each kind in `make check`, all in `make trust`; on
# GNU/Linux, and without sanitizers, which bring an allocator of their own.
CHECK_TRUST := $(if $(SANITIZE),,$(if $(shell getconf GNU_LIBC_VERSION 2>/dev/null),check-trust))
$(BUILD)/tests/run-trust: $(TRUST_TESTS:%.c=$(BUILD)/%.o) \
	$(BUILD)/tests/command-line/program.o $(BUILD)/tests/run.o $(BUILD)/tests/trust/shim.so
	$(call show,link)$(LINK) -o $@ $(filter %.o,$^) $(CHECK_LIBS)
$(TRUST_TESTS:%.c=$(BUILD)/%.o): CFLAGS += -DTEIKIT_SHIM='"$(BUILD)/tests/trust/shim.so"'
$(BUILD)/tests/trust/shim.so: tests/trust/shim.c tests/trust/fault.h Makefile
	@mkdir -p $(@D)
	$(call show,link)$(COMPILE) -Itests -fvisibility=default -shared -o $@ $<

# The tests of the command line with the program under valgrind, whose word alone counts: some of
# them are about time and memory, of which the program then needs more.  VALGRIND_SUITES: those alone.
# Passed over is what it says of code that is in no file, which is PCRE2's machine code: that reads
# whole vectors, to the end of one behind the text, and makes no use of what is there.
VALGRIND = valgrind -q --leak-check=full --show-leak-kinds=definite \
	--errors-for-leak-kinds=definite \
	--log-file=$(CURDIR)/$(BUILD)/valgrind/%p
.PHONY: valgrind
valgrind: $(BUILD)/tests/run-command-line $(BUILD)/teikit
	@rm -rf $(BUILD)/valgrind; mkdir -p $(BUILD)/valgrind
	-@TEIKIT_CHECKER='$(VALGRIND)' $< $(VALGRIND_SUITES) > $(BUILD)/tests/valgrind.log 2>&1
	@grep '^[0-9]*%: Checks' $(BUILD)/tests/valgrind.log
	@ls $(BUILD)/valgrind | wc -l | xargs printf '%s processes looked at\n'
	@! find $(BUILD)/valgrind -type f ! -empty -exec cat {} + | sed 's/^==[0-9]*== \?//' | \
	awk -v RS= '!/\n +at 0x[0-9A-F]+: \?\?\?\n/ {print $$0 "\n"}' | grep .

FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))

.PHONY: check check-unit check-command-line check-library check-installed check-browser check-trust check-samples
check-unit check-command-line check-library check-trust: check-%: $(BUILD)/tests/run-% $(BUILD)/teikit
	@$< > $(BUILD)/tests/$*.log 2>&1 || { cat $(BUILD)/tests/$*.log; exit 1; }

check-installed: all
	@+tests/library/installed $(BUILD) $(LINK)

# Every call that can fail fails once: ten minutes or so.
.PHONY: trust
trust: $(TRUST_TRIALS:%=trust-%)
trust-%: $(BUILD)/tests/run-trust $(BUILD)/teikit
	@TRUST=all CK_RUN_CASE=$* $< > $(BUILD)/tests/trust-$*.log 2>&1 || { cat $(BUILD)/tests/trust-$*.log; exit 1; }
	@grep '^[0-9]*%: Checks' $(BUILD)/tests/trust-$*.log

check-browser: $(BUILD)/tests/run-browser $(BUILD)/teikit
ifeq ($(BROWSER),)
	@echo "There is no Chromium, so the pages were not tried in a browser (Debian: chromium)."
	@: > $(BUILD)/tests/browser.log
else
	@BROWSER=$(BROWSER) $< > $(BUILD)/tests/browser.log 2>&1 || { cat $(BUILD)/tests/browser.log; \
	echo "Once more, since browsers may hang:"; BROWSER=$(BROWSER) $< > $(BUILD)/tests/browser.log 2>&1 || \
	{ cat $(BUILD)/tests/browser.log; exit 1; }; }
endif

check-samples: $(BUILD)/teikit
	@$(BUILD)/teikit convert schemas/teikit.rnc -o $(BUILD)/teikit.rng
	@cmp schemas/teikit.rng $(BUILD)/teikit.rng || { echo "Run: make schemas"; exit 1; }
	@rm -rf $(BUILD)/samples
	@{ $(call make_samples,$(BUILD)/samples); } > $(BUILD)/samples.log 2>&1 || { cat $(BUILD)/samples.log; exit 1; }
	@for made in tei $(SAMPLE_OUTPUTS); do diff -r samples/$$made $(BUILD)/samples/$$made || \
	{ echo "The samples differ: look at the change, then run: make samples"; exit 1; }; done

# The closing line adds up what the test programs say.  Fuzzers are compiled too, lest they fall
# behind what they call.
check: check-unit check-command-line check-library check-installed check-browser $(CHECK_TRUST) \
	check-samples $(FUZZERS:%=$(BUILD)/tests/fuzz/%.o)
	@cat $(BUILD)/tests/unit.log $(BUILD)/tests/command-line.log $(BUILD)/tests/library.log \
	$(BUILD)/tests/browser.log $(if $(CHECK_TRUST),$(BUILD)/tests/trust.log) | grep '^[0-9]*%: Checks' | \
	awk -F'[:,]' '{passed += $$3 - $$5 - $$7; failed += $$5 + $$7} \
	END {print passed " passed, " failed " failed"}'

# How much of the code the tests run, by room; build/coverage/index.html shows it line by line.
.PHONY: coverage
COVERAGE := $(BUILD)/coverage
coverage:
	@mkdir -p $(COVERAGE)/tests
	@find $(COVERAGE) -name '*.gcda' -delete
	$(CC) -c -o $(COVERAGE)/end.o tests/coverage/end.c
	GCOV_ERROR_FILE=$(CURDIR)/$(COVERAGE)/errors $(MAKE) -k BUILD=$(COVERAGE) OPTIMISE=-O1 CFLAGS='$(CFLAGS) --coverage -fprofile-update=atomic' \
		LDFLAGS='$(LDFLAGS) $(CURDIR)/$(COVERAGE)/end.o -Wl,--wrap=_exit' \
		check-unit check-command-line check-library check-samples || echo 'Tests failed: their counts are too low.'
	@tests/coverage/table $(COVERAGE)

.PHONY: bench
bench: $(BUILD)/teikit $(BUILD)/tests/bench/sax-floor $(BUILD)/tests/bench/tree-read $(BUILD)/tests/bench/typing
	tests/bench/run $^
$(BUILD)/tests/bench/sax-floor: $(BUILD)/tests/bench/sax-floor.o
$(BUILD)/tests/bench/tree-read: $(BUILD)/tests/bench/tree-read.o $(OBJECTS)
$(BUILD)/tests/bench/typing: $(BUILD)/tests/bench/typing.o $(OBJECTS)
$(BUILD)/tests/bench/sax-floor $(BUILD)/tests/bench/tree-read $(BUILD)/tests/bench/typing:
	$(call show,link)$(LINK) -o $@ $^ $(LIBS)

# Shares on schedulers, for real: where a scheduler is not installed, the script says so and ends
# with 77.
.PHONY: scale
scale: $(BUILD)/teikit
	@for script in tests/scale/parallel tests/scale/slurm; do \
	$$script $< || [ $$? = 77 ] || exit 1; done

# Fuzzers run one after the other, FUZZ_SECONDS each; what they find stays in build/fuzz/found.
FUZZ_SECONDS ?= 600
FUZZ_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=undefined
.PHONY: fuzz fuzz-programs
fuzz:
	$(MAKE) BUILD=build/fuzz CC=clang CFLAGS='-fsanitize=fuzzer-no-link $(FUZZ_FLAGS)' fuzz-programs
	@mkdir -p build/fuzz/found
	@for fuzzer in $(FUZZERS); do mkdir -p build/fuzz/seeds/$$fuzzer; \
	case $$fuzzer in \
	encode|charset) seeds='samples/texts/*.txt';; \
	stylesheet) seeds='stylesheets/*.xsl';; \
	transform|xinclude) seeds='samples/tei/*.xml';; \
	settings|known|catalog|lsp) seeds=;; \
	profile) seeds='tools/encode/profiles/*.yaml tests/fuzz/metadata.yaml';; \
	xpath|schematron) seeds='schemas/*.sch';; \
	lsp) seeds=tests/fuzz/lsp.jsonl;; \
	*) seeds='schemas/*.rn[cg] samples/tei/*.xml';; \
	esac; \
	cp $$seeds $$(find tests/fuzz/seeds/$$fuzzer -type f 2>/dev/null) build/fuzz/seeds/$$fuzzer; \
	echo "fuzz $$fuzzer for $(FUZZ_SECONDS) s"; \
	build/fuzz/tests/fuzz-$$fuzzer -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 -rss_limit_mb=4096 \
	-artifact_prefix=$(CURDIR)/build/fuzz/found/$$fuzzer- $(CURDIR)/build/fuzz/seeds/$$fuzzer \
	> build/fuzz/$$fuzzer.log 2>&1 || { tail -40 build/fuzz/$$fuzzer.log; exit 1; }; \
	grep 'number_of_executed_units' build/fuzz/$$fuzzer.log; done
fuzz-programs: $(FUZZERS:%=$(BUILD)/tests/fuzz-%)
$(BUILD)/tests/fuzz-%: $(BUILD)/tests/fuzz/%.o $(OBJECTS)
	$(call show,link)$(LINK) -fsanitize=fuzzer $(FUZZ_FLAGS) -o $@ $^ $(LIBS)

# ---- the rest ---------------------------------------------------------------------------------

.PHONY: format lint setup install clean help
FORMATTED := $(wildcard tools/*.[ch] tools/*/*.[ch] tests/*.[ch] tests/*/*.[ch])
format:
	clang-format -i $(FORMATTED)

lint:
	@clang-format --dry-run --Werror $(FORMATTED)
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppress=ctunullpointer --suppress=identicalInnerCondition \
		--suppress=nullPointerRedundantCheck --error-exitcode=1 -Itools $(SOURCES) tools/teikit.c

# What is missing has been installed above.
setup: ;

install: all
	install -D -m 755 $(BUILD)/teikit $(DESTDIR)$(PREFIX)/bin/teikit
	install -D -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/teikit/README.md
	install -D -m 755 tools/package/teikit.sbatch $(DESTDIR)$(PREFIX)/share/teikit/teikit.sbatch
	install -D -m 644 tools/library/teikit.h $(DESTDIR)$(PREFIX)/include/teikit.h
	install -D -m 644 $(BUILD)/libteikit.a $(DESTDIR)$(LIBDIR)/libteikit.a
	install -D -m 644 $(BUILD)/libteikit.so.$(ABI) $(DESTDIR)$(LIBDIR)/libteikit.so.$(ABI)
	ln -sf libteikit.so.$(ABI) $(DESTDIR)$(LIBDIR)/libteikit.so
	install -D -m 644 /dev/null $(DESTDIR)$(LIBDIR)/pkgconfig/teikit.pc
	@sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|; s|@MODULES@|$(LIBRARY_MODULES)|' \
	tools/library/teikit.pc > $(DESTDIR)$(LIBDIR)/pkgconfig/teikit.pc
	@$(BUILD)/teikit show man | while read -r page; do name=teikit$${page#teikit}; \
	[ $$page = teikit ] || name=teikit-$$page; \
	install -D -m 644 /dev/null $(DESTDIR)$(PREFIX)/share/man/man1/$$name.1; \
	$(BUILD)/teikit show man $$page > $(DESTDIR)$(PREFIX)/share/man/man1/$$name.1; done
	@for target in bash:bash-completion/completions/teikit zsh:zsh/site-functions/_teikit \
	fish:fish/vendor_completions.d/teikit.fish; do file=$(DESTDIR)$(PREFIX)/share/$${target#*:}; \
	install -D -m 644 /dev/null $$file; $(BUILD)/teikit show completion $${target%%:*} > $$file; done
	@[ "$(DESTDIR)" ] || [ "$$(id -u)" != 0 ] || ! command -v ldconfig > /dev/null || ldconfig

# A tarball of what is committed, which builds alone, and Debian packages; they are the same bytes
# each time.
.PHONY: dist deb
dist:
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=teikit-$(VERSION)/ HEAD | gzip -9n > $(BUILD)/teikit-$(VERSION).tar.gz

deb:
	@rm -rf $(BUILD)/deb
	$(MAKE) install BUILD=$(BUILD)/for-deb STATIC= DESTDIR=$(BUILD)/deb/teikit PREFIX=/usr \
		LIBDIR=/usr/lib/$$(dpkg-architecture -qDEB_HOST_MULTIARCH) \
		CFLAGS="$(CFLAGS) -fstack-protector-strong -D_FORTIFY_SOURCE=2" \
		LDFLAGS="$(LDFLAGS) -Wl,-z,relro,-z,now"
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} \
		tools/package/deb $(BUILD)/deb $(VERSION) $(ABI) $(BUILD)

# An extension for VS Code, with the language client from npm's registry: a zip of one folder.
.PHONY: vscode
VSCODE := $(BUILD)/vscode/extension
vscode:
	@rm -rf $(BUILD)/vscode $(BUILD)/teikit-$(VERSION).vsix; mkdir -p $(VSCODE)
	@cp tools/package/vscode/extension.js LICENSE $(VSCODE)
	@sed 's|@VERSION@|$(VERSION)|' tools/package/vscode/package.json > $(VSCODE)/package.json
	cd $(VSCODE) && npm install --silent --omit=dev --no-bin-links --no-package-lock --no-audit --no-fund
	cd $(BUILD)/vscode && zip -qrX ../teikit-$(VERSION).vsix extension

clean:
	rm -rf build

help:
	@echo "make                the program, build/teikit"; \
	echo "make setup          installs what is missing to build"; \
	echo "make demo           sets up, builds, and shows encode, validate and transform on the samples"; \
	echo "make check          sets up and runs every test; SANITIZE=1: under address, leak and UB sanitizers"; \
	echo "make trust          lets every call of the C library fail once, in every verb: no crash, no half"; \
	echo "make valgrind       runs the tests of the command line with the program under valgrind"; \
	echo "make coverage       says how much of the code the tests run, by room"; \
	echo "make samples        makes anew what is derived in samples/"; \
	echo "make schemas        makes schemas/teikit.rng anew from teikit.rnc"; \
	echo "make bench          sets up and measures beside other tools"; \
	echo "make scale          tries shares with GNU parallel and Slurm, where they are installed"; \
	echo "make fuzz           runs the fuzzers, FUZZ_SECONDS ($(FUZZ_SECONDS)) each; needs clang"; \
	echo "make format, lint   the project's form; a look for faults"; \
	echo "make dist, deb      a tarball, Debian packages, in $(BUILD)"; \
	echo "make vscode         an extension for VS Code, in $(BUILD); needs npm"; \
	echo "make install        to PREFIX ($(PREFIX)), below DESTDIR"; \
	echo "make clean"

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)
