# `make html` builds the site, `make test` runs every check; `make help` lists the rest.

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PINS := pyproject.toml requirements.txt requirements-dev.txt
# Exactly what was tested: each file that is fetched has a hash in the list, and building the project fetches nothing.
INSTALL := $(PIP) install --quiet --require-hashes --requirement
INSTALL_SELF := $(PIP) install --quiet --no-deps --no-build-isolation --editable .
LOCK := $(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --quiet \
	--custom-compile-command 'make lock' --no-annotate
OUTPUT ?= output

.DEFAULT_GOAL := help
.PHONY: help html serve publish test format bench lock clean $(VENV)

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1	/p' $(MAKEFILE_LIST) | sort | awk -F '\t' '{printf "  make %-9s %s\n", $$1, $$2}'

html: $(VENV)/run.stamp ## read content/, update timeline/, build the site in output/
	$(BIN)/dateline build --output $(OUTPUT)

serve: $(VENV)/run.stamp ## build the site, show it at http://127.0.0.1:8000 and rebuild on every change
	$(BIN)/dateline serve --output $(OUTPUT)

publish: $(VENV)/run.stamp ## build the site for the public address: SITEURL=https://user.github.io/repo make publish
	$(BIN)/dateline build --settings publishconf.py --output $(OUTPUT)

test: $(VENV)/dev.stamp $(VENV)/chromium.stamp ## run every check: style, types, layers, tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

format: $(VENV)/dev.stamp ## put the source in its standard form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/dev.stamp ## measure accuracy and speed, and write benchmarks/report.md, editing.md, events.md, timelines.md and site.md
	$(BIN)/python -m benchmarks --report benchmarks/report.md
	$(BIN)/python -m benchmarks.editing --report benchmarks/editing.md
	$(BIN)/python -m benchmarks.events --report benchmarks/events.md
	$(BIN)/python -m benchmarks.timelines --report benchmarks/timelines.md
	$(BIN)/python -m benchmarks.site --report benchmarks/site.md

lock: $(VENV)/dev.stamp ## renew requirements.txt and requirements-dev.txt from pyproject.toml
	$(PIP) install --quiet uv
	$(LOCK) --extra dev --upgrade --output-file requirements-dev.txt
	sed 's/ *--hash=.*//; s/ *\\$$//' requirements-dev.txt > $(VENV)/versions.txt
	$(LOCK) --upgrade --constraint $(VENV)/versions.txt --output-file requirements.txt

clean: ## remove output/ and caches; content/, timeline/ and the environment stay
	rm -rf output cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests theme benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV): $(VENV)/dev.stamp

# Each stamp says that its step was done with these very pins, so a second run skips it.
$(VENV)/bin/python:
	@test -n '$(PYTHON)' || { echo 'Dateline needs Python 3.11 or newer: install it, or name one with make PYTHON=...' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'No virtual environment could be made (on Debian and Ubuntu: apt install python3-venv).' >&2; exit 2; }

$(VENV)/run.stamp: $(VENV)/bin/python $(PINS)
	@echo 'Installing Dateline into $(VENV) ...'
	@$(INSTALL) requirements.txt
	@$(INSTALL_SELF)
	@touch $@

$(VENV)/dev.stamp: $(VENV)/bin/python $(PINS)
	@echo 'Installing Dateline and its checks into $(VENV) ...'
	@$(INSTALL) requirements-dev.txt
	@$(INSTALL_SELF)
	@touch $@ $(VENV)/run.stamp

# The browser the page tests use: one that is there, else Debian's when root, else Playwright's own.
$(VENV)/chromium.stamp: $(VENV)/dev.stamp
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
		|| { test "$$(id -u)" = 0 && command -v apt-get && apt-get update && apt-get install -y --no-install-recommends chromium; } \
		|| $(BIN)/playwright install chromium
	@touch $@
