# Millwright: build, run, test. `make` alone says what there is.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
REPLICATIONS ?=
READINGS ?= 50000
RUNS ?= 5000
KILLS ?= 300
DATABASES ?= 10000
SEED ?= 1

case := netherlands
program := .build/release/millwright
fuzzer := .build/release/fuzz
# Inlining across modules is worth 3 % of a run.
release := -c release -Xswiftc -cross-module-optimization

.PHONY: help setup build vega parquet run test test-report test-notebook test-schema test-install test-cluster dist fuzz fuzz-databases examples bench summaries lint format docs books manual picture notebook headline variants derived install clean

help: ## say what there is (this page)
	@echo 'make TARGET, where TARGET is one of'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 18

setup: ## install the system libraries that are missing, if any
	@tools/setup

build: setup ## build the program, optimised: .build/release/millwright
	@swift build $(release) --product millwright

vega: ## fetch what draws the charts of reports, once: .build/vega
	@tools/fetch-vega .build/vega

parquet: ## fetch what writes tables as Parquet, once: .build/parquet
	@tools/fetch-parquet .build/parquet

run: build vega ## run the Dutch comparison and its variants; results and report in results/ (REPLICATIONS=50 for a quick look)
	@tools/run-case $(case) $(REPLICATIONS)

# The laws and the command line are tested on the program that users run: the optimised build.
test: build vega parquet examples ## run every test
	@swift build $(release) --product fuzz
	@swift build --build-tests
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" MILLWRIGHT_FUZZER="$$PWD/$(fuzzer)" \
	  swift test --skip-build --disable-xctest

examples: setup ## build and run the programs in Examples/, which use the kernel as a library
	@tools/run-examples

test-report: build vega ## open reports in a headless browser, and check what it shows
	@tools/setup chromium
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" python3 -m unittest discover -s Tests/ReportInBrowser -v

# The caches are its own: those of another installation may name files that are gone.
test-notebook: build ## read the exported tables by pandas, R, DuckDB, frictionless and pyam, and run the notebook
	@tools/setup Rscript:r-base-core
	@tools/fetch-python .build/python Tests/TablesInPython/requirements.txt
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" PYTHONPATH="$$PWD/.build/python" PYTHONDONTWRITEBYTECODE=1 \
	  XDG_CACHE_HOME="$$PWD/.build/cache" \
	  python3 -m unittest discover -s Tests/TablesInPython -v

# The broken scenarios are those of the tests of the command line, which write them.
test-schema: build ## hold the JSON Schema of scenario files against what the program says of them
	@tools/fetch-python .build/python-schema Tests/SchemaInPython/requirements.txt
	@swift build --build-tests
	@rm -rf .build/broken-scenarios
	@MILLWRIGHT_BROKEN_SCENARIOS="$$PWD/.build/broken-scenarios" \
	  swift test --skip-build --disable-xctest --filter BrokenScenarioFiles
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" MILLWRIGHT_BROKEN_SCENARIOS="$$PWD/.build/broken-scenarios" \
	  PYTHONPATH="$$PWD/.build/python-schema" PYTHONDONTWRITEBYTECODE=1 \
	  python3 -m unittest discover -s Tests/SchemaInPython -v

# Linked with all that it needs, the C library too, so that it runs on any Linux; in a folder of its own, as all
# is compiled anew for that. By LLVM's linker, as others warn of what the libraries could do and are not asked to.
dist: setup vega manual ## pack the program for machines without Swift: a Debian package, a tarball and a wheel in .build/dist/
	@tools/setup xz:xz-utils icuinfo:icu-devtools
	@swift build $(release) --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -use-ld=lld \
	  --scratch-path .build/dist/build --product millwright
	@tools/make-dist .build/dist/build/release/millwright .build/dist

test-install: build dist ## install the packages on a bare Debian without Swift, and use them there (needs root)
	@tools/setup debootstrap
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" tools/test-install .build/dist

test-cluster: build ## run a job array on a Slurm cluster of three nodes on this host, one of which fails (as root)
	@tools/setup slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client munged:munge
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" PYTHONDONTWRITEBYTECODE=1 timeout --kill-after=20 600 \
	  python3 -m unittest discover -s Tests/OnCluster -v

fuzz: build vega ## read, run and kill scenarios made at random (READINGS, RUNS, KILLS and SEED, each =NUMBER)
	@swift build $(release) --product fuzz
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" $(fuzzer) \
	  --readings $(READINGS) --runs $(RUNS) --kills $(KILLS) --databases 0 --seed $(SEED)

fuzz-databases: build vega ## damage results databases and read them (DATABASES and SEED, each =NUMBER)
	@swift build $(release) --product fuzz
	@MILLWRIGHT_PROGRAM="$$PWD/$(program)" $(fuzzer) \
	  --readings 0 --runs 0 --kills 0 --databases $(DATABASES) --seed $(SEED)

picture: run ## take the picture of the report in the README again: docs/report.png
	@tools/setup chromium
	@tools/take-picture results/$(case).html docs/report.png
	@tools/derived record picture

# Each workload in a process of its own, as its peak memory is part of the line.
bench: setup ## measure the kernel and the model: one line of JSON per workload
	@# Else the package manager may miss what has been added to the package that is measured.
	@touch Benchmarks/Package.swift
	@swift build $(release) --package-path Benchmarks 1>&2
	@sed '/^#/d' Benchmarks/workloads.txt | while read -r workload; do $$workload; done

summaries: variants ## store anew what the shipped scenarios and variants give: scenarios/summaries/, scenarios/README.md
	@swift build --build-tests
	@mkdir -p scenarios/summaries
	@MILLWRIGHT_RENEW_SUMMARIES=1 MILLWRIGHT_PROGRAM="$$PWD/$(program)" \
	  swift test --skip-build --disable-xctest --filter ShippedSummaryTests
	@tools/derived record summaries

lint: ## check format and documentation comments
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Examples

format: ## format the sources in place
	@swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks Examples

docs: build ## write the reference of scenario files again: docs/reference/scenario.md
	@mkdir -p docs/reference
	@$(program) schema --reference > docs/reference/scenario.md

books: setup ## build the books of the kernel and the model, to read in a browser: .build/books/
	@mkdir -p .build/books
	@for book in EventKernel FactoryModel; do \
	  swift package --allow-writing-to-directory .build/books generate-documentation \
	    --target $$book --warnings-as-errors --transform-for-static-hosting \
	    --hosting-base-path $$book --output-path .build/books/$$book || exit 1; \
	done
	@echo 'To read them: python3 -m http.server -d .build/books, and then in a browser'
	@echo 'http://localhost:8000/EventKernel/documentation/eventkernel/ or'
	@echo 'http://localhost:8000/FactoryModel/documentation/factorymodel/'

notebook: build ## make the tables and the scenario in notebooks-data/ again
	@tools/make-tables $(case) notebooks-data
	@tools/derived record notebook

headline: run ## write the table in README.md again, from the results of `make run`
	@{ echo '```text'; echo "$$(cat results/$(case).txt)"; echo '```'; } | tools/fill-in README.md headline
	@tools/derived record headline

variants: run ## write the table of variants in scenarios/README.md again, from the results of `make run`
	@{ echo '```text'; echo "$$(cat results/$(case)-variants.txt)"; echo '```'; } | tools/fill-in scenarios/README.md variants
	@tools/derived record variants

# What is kept is of as many futures as the scenario says.
headline variants summaries picture derived: override REPLICATIONS :=

derived: summaries docs notebook headline picture ## make everything again that the program makes and that is kept here

# From the build without optimisation, which leaves the program as it is. Of the day of the release: the same
# sources give the same pages.
manual: setup ## write man pages, one for each command: .build/manual/
	@swift package generate-manual --configuration debug --multi-page \
	  --date "$$(sed -n 's/^date-released: //p' CITATION.cff)"
	@rm -rf .build/manual
	@tools/finish-manual .build/debug/millwright .build/plugins/GenerateManual/outputs/millwright .build/manual/man1

install: build vega parquet manual ## install the program into PREFIX/bin, what it uses into PREFIX/share (/usr/local)
	@tools/install-files $(program) "$(DESTDIR)$(PREFIX)" parquet

clean: ## remove what was built; results stay
	@rm -rf .build Benchmarks/.build Examples/.build
