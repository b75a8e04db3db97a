# make demo    the whole flow on the sample fonds, served on 127.0.0.1:8001 until stopped (PORT=…)
# make test    all tests; installs what they need, Chromium included
# make lint    ruff: faults and form
# make types   mypy, strict
# make clean   removes .venv and all that was built; archives are left alone

PORT ?= 8001
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=

# The first Python of at least 3.11 that runs; say PYTHON=… for another.
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$each && break; done)

# What an installation depends on: changed, it is done again.
SOURCES := pyproject.toml $(wildcard frontend/package-lock.json frontend/build_hook.py)

.PHONY: help demo test lint types clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(VENV)/.installed
	@.ci/tesseract
	@echo "The sample fonds will be ingested into data/, published and served; Ctrl-C stops it."
	@$(BIN)/archivekit demo --ocr --port $(PORT)

test: $(VENV)/.installed-tests
	@.ci/system-packages $(BIN)/python
	@echo "Running all tests on two processes."
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-tests
	$(BIN)/mypy

clean:
	rm -rf $(VENV) build dist frontend/node_modules archivekit/site/static/viewer \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "archivekit needs Python 3.11 or later: install it, or say where: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Making the virtual environment $(VENV) with $(PYTHON)."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing (Debian: apt install python3-venv)."; exit 2; }

$(VENV)/.installed: $(SOURCES) | $(BIN)/python
	@echo "Installing archivekit and its libraries into $(VENV) (a minute or two the first time)."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-tests: $(SOURCES) | $(BIN)/python
	@echo "Installing archivekit and what its tests need into $(VENV) (a few minutes the first time)."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ $(VENV)/.installed
