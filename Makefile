# The few commands of the project. Each works on a fresh machine with python3 and make; none asks anything.
SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT

.PHONY: help demo test bench format lock clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' Makefile

demo:  ## Run the site with a demo year on http://127.0.0.1:8000 (PORT=, EMPLOYEES=, STAGE=)
	@exec .ci/demo

test:  ## Run the whole gate, as CI does (PARTS="lint rules" runs some of it)
	@.ci/prepare --strict
	@exec $(PYTHON) .ci/gate.py $(PARTS)

bench:  ## Measure pages, logins and PDFs; print a table, write bench.json (SIZES=300,20000)
	@.ci/prepare --strict
	@$(PYTHON) -m tests.benchmarks.bench $(if $(SIZES),--sizes $(SIZES))
	@$(PYTHON) -m tests.benchmarks.award_bench
	@OPENBLAS_NUM_THREADS=1 $(PYTHON) -m tests.benchmarks.fairness_bench
	@exec $(PYTHON) -m tests.benchmarks.copies_bench --size 300 --sample 60 --reports skp evaluasi

format:  ## Format the code and mend what the linter can
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

lock:  ## Write requirements.txt anew from pyproject.toml, with hashes and no address in it
	@command -v uv >/dev/null || test -x .venv/bin/uv || $(PYTHON) -m pip install --quiet uv
	@PATH="$(CURDIR)/.venv/bin:$$PATH" uv pip compile --quiet --upgrade --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --extra dev --python-version 3.11 pyproject.toml -o requirements.txt

clean:  ## Remove the demo, the collected files and the caches (not .venv)
	@rm -rf .demo staticfiles bench.json .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis htmlcov .coverage*
