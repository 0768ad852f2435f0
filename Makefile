# One environment in .venv, made once; every target below sets it up by itself.
# `make demo` builds and asks the graph, `make test` checks everything.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CTKG := $(BIN)/ctkg
STORE ?= ctkg.store
# Each process begins with a stretch of the tests, so that what tests beside each other share is mostly made once, and
# takes from others when it is done, so that none waits at the end.
SPREAD := -n auto --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help demo test lint types format tests bench bench-scale long score score-blind release wheel clean distclean setup

help:  ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 12

setup: $(READY)  ## make the environment

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv and pip is needed (on Debian: python3-venv);" \
		"if it is installed under another name: make PYTHON=/path/to/python" >&2; exit 2; }
	@test -x $(BIN)/python || { echo "making $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY)  ## build the graph of data/documents, infer, validate, answer three questions
	$(CTKG) build data/documents --store $(STORE)
	@for question in CQ07 CQ35 CQ46; do echo; $(CTKG) query $$question --store $(STORE) || exit $$?; done

test: lint types $(READY)  ## linters, types, all tests
	@$(BIN)/python -m pytest $(SPREAD)

tests: $(READY)  ## the tests alone
	@$(BIN)/python -m pytest $(SPREAD)

lint: $(READY)  ## ruff: rules and layout
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(READY)  ## mypy, strict
	@$(BIN)/mypy

format: $(READY)  ## lay the code out anew
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: $(READY)  ## measure speed and memory, side by side with the reference engines
	$(BIN)/python benchmarks/speed/run.py

bench-scale: $(READY)  ## measure how the graph grows, side by side with the reference engines
	$(BIN)/python benchmarks/scale/run.py --plot docs/scale.svg

long: $(READY)  ## everything that takes long: all tests with ten times the examples, 200 kills of writers and 100 of servers, fifty clients at a million quads, 5,000 decisions, growth up to 10 million quads
	$(BIN)/python benchmarks/safety/kills.py --kills 200
	$(BIN)/python benchmarks/safety/server_kills.py --kills 100
	$(BIN)/python benchmarks/entries/large.py build/large.store 1000000
	$(BIN)/python benchmarks/serve/load.py build/large.store --output benchmarks/serve/figures.json
	CTKG_TEST_EFFORT=10 $(BIN)/python -m pytest -m "long or not long" $(SPREAD)
	CTKG_TEST_ACTS=5000 $(BIN)/python -m pytest tests/review/test_rebuild.py
	$(BIN)/python benchmarks/scale/run.py --again
	$(BIN)/python benchmarks/scale/run.py --again build

score: $(READY)  ## score extraction on the corpus that rules are written on, and on the one that checks them
	@echo "write, the corpus that rules are written on:"
	@$(CTKG) evaluate benchmarks/extraction/write benchmarks/extraction/write/documents
	@echo; echo "check, the corpus that is kept apart:"
	@$(CTKG) evaluate benchmarks/extraction/check benchmarks/extraction/check/documents

score-blind: $(READY)  ## score the blind corpus, figures only, and note them in the ledger: at the end of a piece of work
	@$(BIN)/python benchmarks/extraction/record.py blind

release: $(READY)  ## ontology, shapes and reference data as one file for use without ctkg
	$(BIN)/python tools/make_release.py

wheel: $(READY)  ## the installable package, in dist/
	@$(BIN)/python -m hatchling build -t wheel --clean

clean:  ## remove what was built
	rm -rf build dist $(STORE) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -exec rm -rf {} +

distclean: clean  ## remove the environment, too
	rm -rf $(VENV)
