# `make` alone explains what there is. Python is called by its path in .venv, never through the scripts beside it, so that
# the checkout may be moved and may have spaces in its path.

PORT ?= 8000
ARGS ?=
PYTHON := .venv/bin/python

export PIP_DISABLE_PIP_VERSION_CHECK := 1

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run doctor test lint format types imports letters messages styles manual pictures bench clean run-environment \
	test-environment python-tools

help: ## this list
	@echo "make TARGET, where TARGET is one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: run-environment ## set everything up and open the application on http://127.0.0.1:8000 (PORT=8080 for another port)
	@$(PYTHON) -m flask --app wsgi setup --demo
	@echo "Open http://127.0.0.1:$(PORT) in a browser; Ctrl-C stops."
	@DSAR_SCHEDULER=web exec $(PYTHON) -m gunicorn --no-control-socket --workers 1 --threads 8 --keep-alive 30 --bind 127.0.0.1:$(PORT) wsgi:app

doctor: run-environment ## look whether everything is set up well, and say what is wrong (in Dutch)
	@$(PYTHON) -m flask --app wsgi doctor

test: test-environment lint types imports ## everything: lint, types, import contracts and all tests (ARGS="-k letter" for some)
	@$(PYTHON) -m pytest -n auto --maxprocesses 8 --dist worksteal $(ARGS)

lint: python-tools ## rules and layout of the Python source
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

format: python-tools ## put the source in its layout and repair what can be repaired safely
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

types: python-tools ## mypy, strict for the application
	@$(PYTHON) -m mypy

imports: python-tools ## which package may import which (contracts in pyproject.toml)
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

letters: test-environment ## make every sample letter, with pictures to look at, in build/letters (ARGS="refusal nl" for some)
	@PYTHONPATH=. $(PYTHON) -m tests.letters.make_letters $(ARGS)

messages: test-environment ## bring the translations of the screens up to date (dsar/translations), and name what has none
	@PYTHONPATH=. $(PYTHON) -m tests.translations.make_messages

styles: test-environment ## make static/css/govuk.css anew, after a template began to use another block of govuk-frontend
	@PYTHONPATH=. $(PYTHON) -m tests.styles.make_css

manual: test-environment ## make the manual's pictures anew, after a pictured screen changed
	@PYTHONPATH=. $(PYTHON) -m tests.manual.make_manual

pictures: test-environment ## take every screen of every role, wide and narrow, in build/pictures (ARGS="fg auditor" for some)
	@PYTHONPATH=. $(PYTHON) -m tests.pictures.make_pictures $(ARGS)

bench: test-environment ## print the measurements of tests/bench
	@set -e; for file in tests/bench/bench_*.py; do echo "$$file"; PYTHONPATH=. $(PYTHON) "$$file"; done

clean: ## remove .venv and all caches; the data in instance/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-environment:
	@.ci/system-packages run
	@.ci/python-packages run

test-environment:
	@.ci/system-packages test
	@.ci/python-packages test

python-tools:
	@.ci/python-packages test
