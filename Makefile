# The commands of the project. `make help` lists them.

PREFIX ?= /usr/local
DESTDIR ?=
OUT ?= out
SECONDS ?= 600

RELEASE := .build/release
PROGRAMS := trubuild-host trubuild-runner
PROCESSORS := tech_rfp_analysis tech_rfp_evaluation_extract tech_rfp_generate_eval tech_rfp_report tech_rfp_summary
INSTALLED := $(DESTDIR)$(PREFIX)
# Hundreds of tests at once would wait for each other rather than for what they test.
WIDTH := 8
# They keep every core busy, and the host's tests wait for clocks: one after the other.
DOMAIN_TESTS := ^(TenderKit|Analysis|EvaluationExtract|GenerateEval|Report|Summary)Tests\.

.PHONY: help demo build test chaos model fuzz sanitize bench lint install uninstall clean

help:
	@echo "make demo       install what is missing, build, and run all five processors on the sample package; no database"
	@echo "make test       install what is missing, and run every test against a private PostgreSQL of its own"
	@echo "make build      release build: programs in $(RELEASE), processors in Plugins/"
	@echo "make chaos      what can go wrong around hosts at work, at length (up to 20 minutes; CHAOS='kill swap' for some)"
	@echo "make model      a million random histories of the life cycle of runs (HISTORIES='1 SEED' replays one)"
	@echo "make fuzz       the fuzzers, SECONDS=600 each (FUZZ='payload manifest' for some; make fuzz SECONDS=keep keeps the corpus)"
	@echo "make sanitize   the unit tests under the thread and the address sanitizer (SANITIZE='WorkerTests' for some)"
	@echo "make bench      release build, and what it takes (BENCH='limit drain' for a part of it, BENCH=--help)"
	@echo "make install    copy programs, header, processors and manifest below PREFIX ($(PREFIX))"
	@echo "make uninstall  remove what make install copied"
	@echo "make lint       check the format of the sources"
	@echo "make clean      remove what was built"

demo: build
	@scripts/demo.sh "$(OUT)"

# A processor is copied under another name and renamed, so that a running host never sees half a file.
build:
	scripts/bootstrap.sh
	@for product in $(PROGRAMS) $(PROCESSORS); do swift build -c release --product $$product || exit 1; done
	@for name in $(PROCESSORS); do \
	    install -m 755 $(RELEASE)/lib$$name.so Plugins/.lib$$name.so.new && \
	    mv -f Plugins/.lib$$name.so.new Plugins/lib$$name.so || exit 1; \
	done

test:
	scripts/bootstrap.sh test
	swift build --build-tests
	swift test --skip-build --skip '$(DOMAIN_TESTS)' --experimental-maximum-parallelization-width $(WIDTH)
	swift test --skip-build --filter '$(DOMAIN_TESTS)'

chaos:
	scripts/bootstrap.sh test
	swift build --product trubuild-host
	swift build --product trubuild-runner
	swift run trubuild-chaos $(CHAOS)

# Optimised debug builds: both reach into the modules, as tests do.
model:
	scripts/bootstrap.sh
	swift run --package-path Fuzz --scratch-path Fuzz/.build/model -Xswiftc -O lifecycle-model $(HISTORIES)

fuzz:
	scripts/bootstrap.sh test
	scripts/fuzz.sh $(SECONDS) $(FUZZ)

sanitize:
	scripts/bootstrap.sh test
	scripts/sanitize.sh thread $(SANITIZE)
	scripts/sanitize.sh address $(SANITIZE)

bench: build
	scripts/bootstrap.sh test
	@mkdir -p "$(OUT)"
	swift run --package-path Benchmarks -c release trubuild-bench --root . --json "$(OUT)/bench.json" $(BENCH)

lint:
	swift format lint --strict --recursive --parallel Package.swift BuildTools Sources Plugins Tests Examples Benchmarks Fuzz/Package.swift Fuzz/Sources scripts

install:
	@for product in $(PROGRAMS) $(PROCESSORS:%=lib%.so); do \
	    test -e $(RELEASE)/$$product || { echo "$(RELEASE)/$$product is missing: run make build first." >&2; exit 1; }; \
	done
	install -d "$(INSTALLED)/bin" "$(INSTALLED)/libexec/trubuild" "$(INSTALLED)/lib/trubuild/Plugins" \
	    "$(INSTALLED)/include/trubuild"
	install -m 755 $(RELEASE)/trubuild-host "$(INSTALLED)/bin/"
	install -m 755 $(RELEASE)/trubuild-runner "$(INSTALLED)/libexec/trubuild/"
	install -m 755 $(PROCESSORS:%=$(RELEASE)/lib%.so) "$(INSTALLED)/lib/trubuild/Plugins/"
	install -m 644 Sources/CTrubuildProcessor/include/trubuild/processor.h "$(INSTALLED)/include/trubuild/"
	@# An edited manifest is the operator's: it stays.
	@test -e "$(INSTALLED)/lib/trubuild/processors.json" || \
	    install -m 644 processors.json "$(INSTALLED)/lib/trubuild/"

# The manifest, and processors that were dropped in, are the operator's: they stay.
uninstall:
	rm -f "$(INSTALLED)/bin/trubuild-host" "$(INSTALLED)/libexec/trubuild/trubuild-runner"
	rm -f "$(INSTALLED)/include/trubuild/processor.h"
	rm -f $(PROCESSORS:%="$(INSTALLED)/lib/trubuild/Plugins/lib%.so")
	@for folder in libexec/trubuild include/trubuild lib/trubuild/Plugins lib/trubuild; do \
	    rmdir --ignore-fail-on-non-empty "$(INSTALLED)/$$folder" 2>/dev/null || true; \
	done

clean:
	rm -rf .build Benchmarks/.build Fuzz/.build out Plugins/*.so
