# Triptych: set up, publish, test. `make help` lists the targets.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n 2 --dist worksteal
# Tests and benchmarks start many programs; with this set, each of them would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: publish test unit coverage mutants lint bench bench-desk bench-large canary sweep pictures messages clean distclean help constraints setup setup-dev
.PHONY: bench-issues bench-unchanged gallery page-list papers preview-pictures reader rooms sites typography

publish: setup ## Set up everything, then publish content/ into out/ (the default).
	@$(BIN)/triptych build

test: setup-dev ## Set up everything the tests need, then run all but the sweeps.
	@$(BIN)/python -m pytest tests -m "not sweep" $(PYTEST_ARGS)

unit: setup-dev ## Run the unit tests alone: no browser, no judge, half a minute.
	@$(BIN)/python -m pytest tests/unit

coverage: setup-dev ## Run the unit tests, and list the lines of the program that they do not reach.
	@$(BIN)/python -m pytest tests/unit --cov --cov-report=term-missing:skip-covered $(COVERAGE_ARGS)

mutants: setup-dev ## Change MODULE (body/links) in many small ways, and list those that its unit tests miss.
	@$(BIN)/python build/tools/mutants.py $(MODULE)

lint: setup-dev ## Check style, format, types and import ranks.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup-dev ## Time whole runs side by side with other tools; POSTS is a folder of posts to time as well.
	@$(BIN)/python build/tools/bench.py $(if $(POSTS),--posts $(POSTS)) $(BENCH_ARGS)

bench-large: setup-dev ## Build ten thousand articles, and watch pace and memory (half an hour or more).
	@$(BIN)/python build/tools/bench_large.py $(BENCH_ARGS)

bench-unchanged: setup-dev ## Time builds with nothing and with one article to make, by the number of articles.
	@$(BIN)/python build/tools/bench_unchanged.py $(BENCH_ARGS)

bench-desk: setup-dev ## Time the preview in a browser: from a save to each panel, and its memory.
	@$(BIN)/python build/tools/bench_desk.py $(BENCH_ARGS)

bench-issues: setup-dev ## Time large books, as one document and bound of parts, and one edit.
	@$(BIN)/python build/tools/bench_issues.py $(BENCH_ARGS)

canary: setup-dev ## Try the PDF with the newest typesetter, and list the guards that no longer fit.
	@$(BIN)/python build/tools/canary.py

sweep: setup-dev ## Run the slower sweeps over many generated documents.
	@TRIPTYCH_SWEEP=1 $(BIN)/python -m pytest tests -m "sweep or widened" $(PYTEST_ARGS)

pictures: setup-dev ## Take the handbook's pictures again where an example has changed.
	@$(BIN)/python build/tools/handbook_pictures.py

preview-pictures: setup-dev ## Take the pictures of the preview again.
	@$(BIN)/python build/tools/preview_pictures.py

gallery: setup-dev ## Take the pictures of the bundled themes again.
	@$(BIN)/python build/tools/theme_gallery.py

sites: setup-dev ## Build the sites of other tools in SITES as they are, and print how well each is read.
	@$(BIN)/python build/tools/sites.py $(SITES) $(SITES_ARGS)

typography: setup-dev ## Measure how paragraphs and pages are set, and how other programs set them.
	@$(BIN)/python build/tools/typography.py $(TYPOGRAPHY_ARGS)
	@PATH="$(BIN):$$PATH" $(BIN)/python build/tools/typography_peers.py $(TYPOGRAPHY_ARGS)

page-list: publish ## Measure whether the marks of pages in out/ are where the PDFs' pages begin.
	@$(BIN)/python build/tools/page_list.py out

messages: setup-dev ## Print every message, hint and help text of the program.
	@$(BIN)/python tests/support/messages.py

papers: setup-dev ## Write the tables of dependencies and of patches from their lists.
	@$(BIN)/python build/tools/dependencies.py
	@$(BIN)/python build/tools/patches.py

rooms: setup-dev ## Print the rooms of the program, their ranks and the imports between them.
	@$(BIN)/python build/tools/rooms.py

reader: setup ## Install the e-reader of the preview again, where it could not be installed before.
	@bash build/setup.sh reader

clean: ## Remove outputs and caches; sources, content and the virtual environment stay.
	@rm -rf out dist .coverage .mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

distclean: clean ## Remove the virtual environment as well.
	@rm -rf $(VENV)

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

constraints: ## Write build/constraints.txt again from the newest versions that fit.
	@bash build/setup.sh constraints

# The set-up script does nothing when everything is installed, so it runs each time.
setup:
	@bash build/setup.sh run

setup-dev:
	@bash build/setup.sh dev
