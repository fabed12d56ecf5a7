# Two commands: `make run` paints, `make test` checks. Both set up what they need.

SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test setup setup-test lint types imports check translations clean

help:
	@echo "make run    set everything up and open paintapp (headless where there is no display)"
	@echo "make test   set everything up and run all checks and tests"

setup:
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash packaging/setup.sh run

setup-test:
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash packaging/setup.sh test

run: setup
	@$(BIN)/paintapp $(ARGUMENTS)

test: setup-test lint types imports check

lint:
	@echo "== ruff: lint and format"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types:
	@echo "== mypy: types"
	@$(BIN)/mypy

imports:
	@echo "== import-linter: levels"
	@$(BIN)/lint-imports

check:
	@echo "== pytest: unit, laws, golden, worker, window"
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n logical --maxprocesses 4 --dist worksteal $(ARGUMENTS)

translations: setup-test
	@VENV=$(VENV) bash packaging/translations.sh

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
