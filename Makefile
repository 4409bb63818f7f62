# Works with GNU make 3.81 and later, and from paths with spaces: every path is relative to this file.
PYTHON ?= python3
PORT ?= 8000
# Of the tests. More than most machines have cores: they wait for processes that they started. Eight
# use all of two cores, but a busy machine then lets searches of Elasticsearch run out of time.
PROCESSES ?= 6
ARGS ?=

VENV := .venv
# -P: a copy.py in this folder is not taken for the standard library's. What is not installed, as
# tests, is looked for here.
IN_VENV := $(VENV)/bin/python -P -m
FROM_HERE := $(VENV)/bin/python -m
# Whatever takes pip's options.
INSTALLER := $(IN_VENV) pip
# Compiled when first used: to compile every module of every package takes as long as the rest.
INSTALL := PIP_DISABLE_PIP_VERSION_CHECK=1 $(INSTALLER) install --quiet --no-compile
INSTALL_PROJECT := $(INSTALL) --quiet --no-deps --no-build-isolation -e .
# The suite starts hundreds of processes, which need not compile every module anew.
# Whole files, in their order: those with long tests come first (tests/fixtures/ordering.py).
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(FROM_HERE) pytest -n $(PROCESSES) --dist loadfile \
	--no-loadscope-reorder
# What needs neither minutes nor another program.
ALONE := not (slow or postgresql or browser or clients or nginx or elasticsearch)
QUICK := $(addprefix tests/,unit rows engine harvest relevance api)
# Extras stay: without them pip takes the newest of a package that only its extra asks for.
LOCK := $(IN_VENV) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-strip-extras

# What no test needs is not installed beside the rest.
TOOL := $(IN_VENV) uv run --quiet --no-project --isolated --with-requirements requirements/tools.txt

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run seed index test test-quick check lint format types imports licences coverage openapi \
	translations screenshots package docs trial rolling-restart sbom lock bench budget attack relevance relevance-train harvest-eval \
	harvest-confidence harvest-train clean

help: ## show this list
	@echo "Exempelbanken: make run serves it at http://127.0.0.1:$(PORT), make test tests it."
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@echo "Variables: PORT=$(PORT) PYTHON=$(PYTHON) PROCESSES=$(PROCESSES) (of the tests)" \
		"ARGS=\"...\" (for test, index, lock, bench, budget, attack, relevance, harvest-eval)"

setup: $(VENV)/.dev ## make .venv with everything that running, testing and checking need

# exec: without it a SIGTERM to make would end the shell between, and leave the server running.
run: seed ## set up, load the seed, and serve on PORT
	EXEMPELBANKEN_PUBLIC_URL="$${EXEMPELBANKEN_PUBLIC_URL:-http://127.0.0.1:$(PORT)}" \
		exec $(IN_VENV) cli.main serve --port $(PORT)

seed: $(VENV)/.runtime ## create or migrate the database, load the entries
	$(IN_VENV) cli.main seed

index: $(VENV)/.runtime ## look after the index: ARGS=status, rebuild, sync or verify
	$(IN_VENV) cli.main index $(or $(ARGS),status)

test: $(VENV)/.dev ## the whole suite, or the part named: ARGS="tests/unit -k swedish"
	$(PYTEST) $(ARGS)

test-quick: $(VENV)/.dev ## a few minutes of the suite, for each save: words, rows, harvest, ranking, API
	$(PYTEST) -m "$(ALONE)" $(or $(ARGS),$(QUICK))

check: lint types imports licences budget docs test ## everything a change must pass

lint: $(VENV)/.dev ## style and format
	$(IN_VENV) ruff check
	$(IN_VENV) ruff format --check

format: $(VENV)/.dev ## mend style and format
	$(IN_VENV) ruff check --fix
	$(IN_VENV) ruff format

types: $(VENV)/.dev ## mypy, strict
	$(IN_VENV) mypy

imports: $(VENV)/.dev ## that imports point downwards
	$(VENV)/bin/lint-imports --no-logo

licences: $(VENV)/.dev ## no dependency with a licence that pyproject.toml does not allow
	$(VENV)/bin/python tools/check_licences.py

coverage: $(VENV)/.dev ## the whole suite in twice the time, and fail below the floor of branch coverage
	$(PYTEST) --cov --cov-report=term $(ARGS)

openapi: $(VENV)/.dev ## write openapi.yaml and openapi-editing.yaml from the code
	$(IN_VENV) api.document

translations: $(VENV)/.dev ## find the words of pages, and compile their translations
	$(FROM_HERE) tools.translations

screenshots: seed $(VENV)/.dev ## take the pictures of the README anew; needs Chromium
	$(FROM_HERE) tools.screenshots

package: $(VENV)/.dev ## build the sdist and the wheel into dist/
	rm -rf dist build
	$(IN_VENV) uv build --quiet --no-build-isolation --python $(VENV)/bin/python --out-dir dist
	@ls -l dist/*

docs: $(VENV)/.dev ## build the documents as a site in build/site; a broken link fails
	NO_MKDOCS_2_WARNING=1 $(TOOL) mkdocs build

trial: $(VENV)/.dev ## build the image and live through an installation with it; Debian, root
	tools/trial/run

rolling-restart: $(VENV)/.dev ## restart a cluster of Elasticsearch node by node, and judge every search; ARGS="--nodes 2"
	$(FROM_HERE) tools.rolling_restart $(ARGS)

sbom: $(VENV)/.dev ## list what the product depends on in build/sbom.json (CycloneDX)
	mkdir -p build
	$(TOOL) cyclonedx-py requirements requirements/runtime.txt --pyproject pyproject.toml \
		--output-reproducible -o build/sbom.json

lock: $(VENV)/.dev ## pin requirements/*.in with hashes; ARGS=--upgrade for the newest
	$(LOCK) $(ARGS) requirements/runtime.in -o requirements/runtime.txt
	$(LOCK) $(ARGS) requirements/mcp.in -c requirements/runtime.txt -o requirements/mcp.txt
	$(LOCK) $(ARGS) requirements/dev.in -c requirements/runtime.txt -c requirements/mcp.txt \
		-o requirements/dev.txt
	$(LOCK) $(ARGS) requirements/tools.in -o requirements/tools.txt
	$(LOCK) $(ARGS) tests/clients/python.in -c requirements/dev.txt -o tests/clients/python.txt

bench: $(VENV)/.dev ## load, search and memory with 100,000 entries; ARGS="--entries 10000"
	$(FROM_HERE) bench.embedded $(ARGS)

budget: $(VENV)/.dev ## count the work of standard tasks; fail above bench/budget/budget.json; ARGS=--accept
	$(FROM_HERE) bench.budget $(ARGS)

attack: $(VENV)/.dev ## what the dearest requests of strangers cost; ARGS="--only suggestions", "--worst 20"
	$(FROM_HERE) bench.attack $(ARGS)

relevance: $(VENV)/.dev ## the judged queries, beside baselines; ARGS="--with-elasticsearch", "--explain d01"
	$(FROM_HERE) bench.relevance $(ARGS)

relevance-train: $(VENV)/.dev ## fit the weights of the search to the judged queries worked with: writes indexer/weights.json
	$(FROM_HERE) bench.relevance.training $(ARGS)

harvest-eval: $(VENV)/.dev ## what the harvest finds in made-up replies, and links; ARGS="--replies FOLDER", "--without-links"
	$(FROM_HERE) bench.harvest $(ARGS)

harvest-confidence: $(VENV)/.dev ## what the confidence of candidates has meant, for bulk acceptance at the desk
	$(FROM_HERE) bench.harvest.confidence

harvest-train: $(VENV)/.dev ## learn to split answers, sort examples and weigh readings from the corpus: writes harvest/*/*.crf
	$(FROM_HERE) bench.harvest.splitting
	$(FROM_HERE) bench.harvest.readings

clean: ## remove .venv and caches; the data folder stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis .schemathesis .coverage* htmlcov

# A stamp is made when its step has succeeded, so a broken download is simply done again.
$(VENV)/.made:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Exempelbanken needs Python 3.11 or newer; $(PYTHON) is" \
			"$$("$(PYTHON)" --version 2>/dev/null || echo missing)." \
			"Name another one: make run PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) lacks its venv module; install it (Debian, Ubuntu: apt-get install" \
			"python3-venv)."; exit 1; }
	@$(IN_VENV) pip --version >/dev/null 2>&1 || { \
		echo "Making $(VENV) with $$("$(PYTHON)" --version)"; "$(PYTHON)" -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt pyproject.toml
	@echo "Installing what Exempelbanken needs to run (once)"
	@$(INSTALL) --require-hashes -r requirements/runtime.txt
	@$(INSTALL_PROJECT)
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@echo "Installing what tests and checks need (once)"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@
