# recoupe: the commands of a newcomer. Each works on a fresh clone with Python >= 3.11 and make.
#
#   make demo    read the example affair, show its dossier in the terminal, then in the browser
#   make test    run the tests (what cannot run here is skipped, and says why)
#   make check   lint, format, types, tests: what a change must pass
#   make gate    score the reader against the gold and compare with quality/floors.toml
#   make docs    build the documentation into site/
#   make man     write release/recoupe.1 anew from the commands
#   make wheel   build the wheel, install it into an empty environment, read the example with it
#   make audit   look up what is installed among the known vulnerabilities (needs the network)
#   make screenshots   take the pictures of the READMEs anew (needs a Chromium)
#   make clean   remove everything these commands made
#
# Another interpreter: make test PYTHON=/path/to/python3.12

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# The first interpreter of 3.11 to 3.14 that can make a virtual environment.
SUPPORTED := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c '$(SUPPORTED)' 2>/dev/null && echo $$p && break; done)

.PHONY: help demo test lint types check gate docs man wheel audit screenshots clean
.DEFAULT_GOAL := help

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

# Stamp files: an environment is installed again only when pyproject.toml has changed.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "no Python 3.11 to 3.14 with venv found: install python3 and python3-venv, or name one with PYTHON=" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.demo: $(VENV)/.made pyproject.toml
	@echo "installing recoupe and its models (a few minutes the first time)"
	$(PIP) -e '.[en,encoder]'
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml
	@echo "installing recoupe, its models and the developer's tools (a few minutes the first time)"
	$(PIP) -e '.[en,dev]'
	@touch $@ $(VENV)/.demo

$(VENV)/.docs: $(VENV)/.made pyproject.toml
	@echo "installing the documentation tools"
	$(PIP) -e '.[docs]'
	@touch $@

demo: $(VENV)/.demo
	@mkdir -p demo
	$(BIN)/recoupe build examples/sarroval -o demo/sarroval.duckdb
	$(BIN)/recoupe show demo/sarroval.duckdb
	@echo "Where the accounts differ (recoupe show demo/sarroval.duckdb --discrepancies):"
	@echo
	$(BIN)/recoupe show demo/sarroval.duckdb --discrepancies
	@echo "More: $(BIN)/recoupe show demo/sarroval.duckdb --utterances (or --timeline --coverage"
	@echo "      --threads --actors --reprints --stories)"
	@echo "In the browser: $(BIN)/recoupe serve demo/sarroval.duckdb"
	@echo "      then open http://127.0.0.1:8000/"
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/recoupe serve demo/sarroval.duckdb --port 0; fi

test: $(VENV)/.dev
	$(BIN)/python -m pytest -W error -n 2 -rs

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy --strict

check: lint types test

gate: $(VENV)/.dev
	$(BIN)/python quality/gate.py

# The theme's advertisement for its successor is no news about this build.
docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "documentation built: site/index.html"

man: $(VENV)/.dev
	$(BIN)/python release/man.py

# Recoupe itself is left out: a version that is not released is unknown to the advisories.
audit: $(VENV)/.made
	$(PIP) '.[en,encoder,mcp,frames,exports,spark]' 'pip-audit>=2.10'
	$(BIN)/python -m pip freeze --exclude recoupe > $(VENV)/audited.txt
	$(BIN)/pip-audit --strict --no-deps --disable-pip -r $(VENV)/audited.txt

wheel: $(VENV)/.dev
	$(BIN)/python release/check.py

screenshots: $(VENV)/.dev
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) demo out site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests quality benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
