# What can be done here: `make run`, `make test`, `make check`, `make lock`.
# Needs python3 (3.11 or later, with venv) and make; everything else comes from the lock files.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check chromium lock
.DELETE_ON_ERROR:

run: .venv/run
	$(BIN)/skolkval run $(ARGS)

test: check chromium
	$(BIN)/python -m pytest -n 2 -m "not browser"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser

check: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

# The stamps say which lock file .venv was last filled from.
.venv/run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

.venv/test: .venv/run requirements-test.lock
	$(PIP) install --require-hashes -r requirements-test.lock
	touch $@

chromium:
	@sh tests/browser/install_chromium.sh

# Renews the pinned versions: the newest that pyproject.toml allows. No registry is written down.
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

lock: .venv/run
	$(PIP) install uv
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra test -c requirements.lock -o requirements-test.lock
