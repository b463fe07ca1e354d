# Maillage. Everything starts here: make run, build, test, lint, bench, tables, reference, lock, clean.
PORT ?= 8000
PYTHON ?= python3
BUILD ?= build
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run build install install-test test lint bench lock tables reference clean

run: install
	@$(BIN)/maillage serve --build --output $(BUILD) --port $(PORT)

build: install
	@$(BIN)/maillage build --output $(BUILD)

install:
	@$(PYTHON) install.py run

install-test:
	@$(PYTHON) install.py test

test: install-test
	@$(BIN)/python tests/run.py

lint: install-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: install-test
	@$(BIN)/python -m benchmarks

# Read the study again and rewrite the tables that are parsed from it: make tables SOURCES=folder
tables: install
	@$(BIN)/python -m loaders.study "$(SOURCES)" loaders/tables

# Rewrite the reference pages of docs/ and the picture of the README from the code and the tables.
reference: install-test
	@$(BIN)/python docs/generate.py --picture

# Needs uv; rewrites the locked dependencies.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q
lock:
	@$(LOCK) --extra build -o requirements/run.txt
	@$(LOCK) --extra build --extra pdf --extra test -c requirements/run.txt -o requirements/test.txt

clean:
	@rm -rf $(VENV) $(BUILD) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
