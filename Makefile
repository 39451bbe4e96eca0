# make demo: set up and run the main job.  make test: set up and run every test.  See README.md.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
BIN := .venv/bin
ARGS ?=

.PHONY: demo test lint lock nightly bench clean chromium

demo: .venv/.runtime
	@$(BIN)/repatria demo $(ARGS)

# On PostgreSQL: the record, and the pages that ask most of the database; `make nightly` runs all pages there.
ON_POSTGRES := $(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n auto -m "not browser" \
  --deselect tests/registry/test_kill_during_import.py tests/registry
PAGES := tests/web/test_lists_of_the_past.py tests/web/test_access.py tests/web/test_roll_page.py \
  tests/web/test_search_pages.py tests/web/test_entering_talks.py

test: .venv/.dev chromium
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)
	@$(ON_POSTGRES) $(PAGES)

lint: .venv/.dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports > .venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }

nightly: .venv/.dev chromium
	@REPATRIA_NIGHTLY=1 $(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)
	@$(ON_POSTGRES) tests/web

bench: .venv/.dev
	@for program in benchmarks/bench_*.py; do \
	  echo "== $$program"; PYTHONPATH=benchmarks $(BIN)/python -m benchmarks.$$(basename $$program .py); done

# The lock files carry versions and hashes only: no registry addresses.
lock: $(UV)
	@$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --quiet --group build pyproject.toml -o requirements.lock
	@$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --quiet --group build --group dev --constraint requirements.lock pyproject.toml \
	  -o requirements-dev.lock

chromium: .venv/.dev
	@$(BIN)/python -m tests.chromium

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Repatria needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .tools || { echo "Python's venv module is missing: install the package python3-venv"; exit 1; }
	@.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/bin/python: | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit("Repatria needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@$(UV) venv --quiet --python $(PYTHON) .venv

# The development lock contains the runtime lock, so either set-up satisfies `make demo`.
.venv/.runtime: requirements.lock pyproject.toml | .venv/bin/python
	@$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@rm -f .venv/.dev && touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	@$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch .venv/.runtime $@

clean:
	@rm -rf .venv .tools var
