# make build: environment, install, build and validate kg/.   make test: the test suite (under five minutes).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXTRAS := test,fast,pdf,docx,store,serve,mcp

.PHONY: build serve test slow lint corpus clean
.DEFAULT_GOAL := build

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	touch $@

build: $(VENV)/.installed
	$(BIN)/stancegraph build source --output kg
	$(BIN)/stancegraph check kg

serve: $(VENV)/.installed
	$(BIN)/stancegraph serve --graph kg

test: $(VENV)/.installed
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

slow: $(VENV)/.installed
	$(BIN)/python -m pytest -q -m slow

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

corpus: $(VENV)/.installed
	$(BIN)/stancegraph build ../shared/corpora --output build/corpus/kg --dumps build/corpus \
	  || test $$? -eq 1  # texts that are there twice, and files that are none, are told

clean:
	rm -rf build dist $(VENV)
