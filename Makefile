# Two commands are enough: `make demo` to see it, `make test` to trust it.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(if $(shell $(name) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes),$(name))))
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PORT ?= 8000
WORKERS ?= 2
SHARE ?= 1

.PHONY: demo test test-database test-spark test-deep bench lint assets translations lock clean help

help:  ## what can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: .venv/runtime assets translations  ## set up, load the demonstration authority and start it
	@$(BIN)/meerwaarde demo --port $(PORT)

test: .venv/dev assets translations  ## everything: lint, types, contracts, unit, property, page, permission and browser tests
	@tools/chromium.sh
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -q

test-database: .venv/dev assets translations  ## the tests that touch the database, on the one that DATABASE_URL names
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -q -m "database and not journey"

test-spark: .venv/spark  ## the figures of spend on a cluster of their own, equal to the cent (needs Java 17)
	$(BIN)/python -m pytest -q -m spark

bench: .venv/dev assets translations  ## the table of speeds against named peers; SHARE=0.02 only shows that it runs
	$(BIN)/python -m tests.benchmarks --share $(SHARE)

lint: .venv/dev  ## style, types, contracts of the house, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/meerwaarde
	$(BIN)/python manage.py makemigrations --check --dry-run

assets: .venv/runtime  ## style sheets, fonts, icons and codes, built from locked packages
	@$(BIN)/python tools/assets.py

translations: .venv/runtime
	@$(BIN)/python tools/translations.py build

lock: .venv/dev  ## renew the locks from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 --upgrade --extra analysis pyproject.toml -o requirements/base.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 --upgrade --extra analysis --extra dev pyproject.toml -o requirements/dev.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 --upgrade --extra analysis --extra dev --extra spark pyproject.toml -o requirements/spark.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 --upgrade requirements/build.in -o requirements/build.lock

clean:  ## away with what was built; your data in var/ stays
	rm -rf .venv node_modules src/meerwaarde/static/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed. On Debian or Ubuntu: apt-get install python3 python3-venv"; exit 1; }
	@echo "Setting up the environment in .venv (once, under a minute) ..."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: .venv/made requirements/build.lock requirements/base.lock pyproject.toml
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/build.lock -r requirements/base.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/runtime requirements/dev.lock
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.lock
	@touch $@

.venv/spark: .venv/dev requirements/spark.lock
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/spark.lock
	@touch $@
