# Envies d'agir: every command a developer or an operator needs. `make help` lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Where the environment forbids it, each process would compile two thousand modules anew: ten seconds of processor.
export PYTHONDONTWRITEBYTECODE :=
export PYTHON HOST PORT

BIN := .venv/bin
SITE := .venv/.site
TOOLS := .venv/.tools

.DEFAULT_GOAL := help
.PHONY: help install run test check lint format serve lock migration demonstration audit words weigh weight rehearsal bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(SITE) ## the site with invented data, on http://127.0.0.1:8000 (PORT=, HOST=)
	@.ci/run-demo

test: ## the whole suite: SQLite, PostgreSQL, real Chromium (installs what is missing, when root on Debian)
	@tests/tools/install-system
	@$(MAKE) --no-print-directory $(TOOLS)
	@tests/tools/run-suite

check: ## format, lint, imports, types, templates, security lint, then `make test`
	@tests/tools/install-system
	@$(MAKE) --no-print-directory lint test

lint: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml ctg_site app.py gunicorn.conf.py migrations

format: $(TOOLS) ## put the Python files in their one format
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

install: $(SITE) ## what the site needs, in .venv: before `flask ctg …` on a server, and after each update

serve: $(SITE) ## production: refuses to start with unsafe or missing settings, says which
	@$(BIN)/gunicorn --bind $(HOST):$(PORT) app:app

lock: $(SITE) ## write the lock files again from requirements.in and requirements-dev.in
	$(BIN)/pip install --quiet --require-hashes -r .ci/uv.txt
	@for list in requirements requirements-dev; do \
	    echo "Resolving $$list.in…"; \
	    UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --generate-hashes --universal \
	        --python-version 3.11 --no-emit-index-url --no-emit-find-links $$list.in -o $$list.txt || exit 1; \
	done

migration: $(TOOLS) ## a new revision from the models: make migration m="what changes"
	@.ci/new-migration "$(m)"

demonstration: $(TOOLS) ## play the demonstration again and keep it as the recording that `make run` copies (four minutes)
	@$(BIN)/python -m tests.demo.record

audit: ## look at each page of the sample of the RGAA, write docs/audit.md and what the site declares (ten minutes)
	@tests/tools/install-system
	@$(MAKE) --no-print-directory $(TOOLS)
	@$(BIN)/python -m tests.audit

words: $(TOOLS) ## what the site recognises in labelled sentences, what it takes for danger, what a search finds
	@$(BIN)/python -m tests.words.table
	@$(BIN)/python -m tests.words.alike
	@$(BIN)/python -m tests.words.commitments

weigh: $(TOOLS) ## weigh again how much each word speaks of a danger, from the labelled sentences
	@$(BIN)/python -m tests.words.weigh

rehearsal: $(TOOLS) ## the town in production, on this machine alone: served, killed, backed up, restored, told as a story
	@tests/tools/with-postgresql $(BIN)/python -m tests.rehearsal.play

weight: $(TOOLS) ## what is installed for the site, how large and why: the table of docs/weight.md
	@$(BIN)/python -m tests.installed

bench: $(TOOLS) ## what each page costs, beside a constant Flask page of its size on the same server (three minutes)
	@$(BIN)/python -m tests.bench.table

clean: ## remove the virtual environment, caches and the demonstration
	rm -rf .venv var/demo.* var/static .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(SITE): requirements.txt
	@.ci/install requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt $(SITE)
	@.ci/install requirements-dev.txt
	@touch $@
