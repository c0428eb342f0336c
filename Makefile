# `make` sets everything up and parses the sample report; `make test` proves that it works.
# Nothing is needed but Python 3.11 with venv and pip, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Where real documents lie, if there are any, for the benchmark.
CORPUS ?= $(or $(REPORTPARSE_CORPUS),../shared/corpus)

SAMPLE := fixtures/FCCC_KP_CMP_2024_3.pdf
RESULT := out/FCCC_KP_CMP_2024_3.json

.DEFAULT_GOAL := sample
.PHONY: sample install test check lint types bench bench-corpus bench-faults bench-tables bench-batch bench-engines bench-growth bench-search check-engines years regen clean

sample: $(VENV)/.runtime
	@mkdir -p out
	$(BIN)/reportparse $(SAMPLE) -o $(RESULT)

install: $(VENV)/.test

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/build.txt requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements/build.txt
	$(PIP) --no-build-isolation -r requirements/runtime.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.test: requirements/test.txt requirements/db.txt requirements/dask.txt requirements/analysis.txt requirements/review.txt $(VENV)/.runtime
	$(PIP) --no-build-isolation -r requirements/test.txt
	$(PIP) --no-build-isolation -r requirements/db.txt
	$(PIP) --no-build-isolation -r requirements/dask.txt
	$(PIP) --no-build-isolation -r requirements/analysis.txt
	$(PIP) --no-build-isolation -r requirements/review.txt
	@touch $@

# A process for each core; `pytest` alone runs the same in one.
test: check
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: lint types

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.test
	$(BIN)/mypy

# Time and peak memory, beside other programs; shares their environment with bench-tables.
bench: $(VENV)/.runtime
	$(BIN)/python bench/run.py --corpus $(CORPUS)

# How the time of each stage grows with the size of what is parsed.
bench-growth: $(VENV)/.runtime
	$(BIN)/python bench/growth.py

# The readers of PDFs beside PDFium, pdfplumber and playa-pdf alone, on the files of the target.
bench-engines: $(VENV)/.runtime
	$(BIN)/python bench/engines.py $(SAMPLE) $(wildcard $(CORPUS)/zh/A_75_836_zh.pdf $(CORPUS)/en/A_81_6_SECT._2.pdf)

# Both readers on every real document, whole, and on more generated ones than `make test` takes.
check-engines: $(VENV)/.test
	REPORTPARSE_ENGINES=all $(BIN)/python -m pytest tests/test_engines.py

# Puts one fault into each of N tables before typesetting: which wrong figures come out unflagged?
N ?= 300
bench-faults: $(VENV)/.test
	PYTHONPATH=src:. $(BIN)/python bench/faults.py $(N)

# Tables against the typed truth, beside other programs; makes an environment for those under out/.
bench-tables: $(VENV)/.runtime
	$(BIN)/python bench/tables.py --corpus $(CORPUS)

# Rate and memory of a run over DUMPS small dumps that fills a database.
bench-batch: $(VENV)/.test
	PYTHONPATH=src:. $(BIN)/python bench/batch.py $(DUMPS)
DUMPS ?= 2000

# The folder of generated annual reports that the README asks questions to.
years: $(VENV)/.test
	PYTHONPATH=src:. $(BIN)/python -m tests.years out/years

# Time of searches over N reports, in SQLite and, if there is a server, in PostgreSQL.
bench-search: $(VENV)/.test
	PYTHONPATH=src:. $(BIN)/python bench/search.py $(REPORTS)
REPORTS ?= 1000

# What has to hold of every table of the real reports, and each exception.
bench-corpus: $(VENV)/.runtime
	$(BIN)/python bench/corpus.py $(SAMPLE) $(wildcard $(CORPUS)/*/*.pdf)

# Writes expected results anew. The tests that wrote one fail, so that somebody reads it.
regen: $(VENV)/.test
	-$(BIN)/python -m pytest --regen
	git --no-pager diff --stat -- fixtures src/reportparse/report

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
	find out -mindepth 1 ! -name .gitkeep -delete
