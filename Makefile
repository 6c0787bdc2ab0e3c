# Bare `make` lists the tasks. Each task sets up what it needs, once, in .venv, from the exact versions of constraints.txt.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-develop
RELEASE_READY := .venv/.ready-to-release
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check check-types check-tests torture format bench bench-quick picture pictures docs site zipapp dist clean

help: ## list the tasks
	@echo "paidan 派单: make TASK [PYTHON=python3.12] [ARGS=...]"
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | while IFS="$$(printf '\t')" read -r task says; do printf '  %-11s %s\n' "$$task" "$$says"; done

demo: $(RUN_READY) ## a living city with a desk in front of it; ARGS="--lang zh --scenario rainstorm"
	@exec $(BIN)/python -m tui demo $(ARGS)

test: $(DEV_READY) ## run the tests; ARGS="-k outbox"
	@$(BIN)/python -m pytest -n 4 --dist loadgroup $(ARGS)

check: $(DEV_READY) ## what CI runs: format, lint, types, imports, tests
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(MAKE) --no-print-directory --jobs=2 check-types check-tests

check-types: $(DEV_READY)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check-tests: $(DEV_READY)
	@$(BIN)/python -m pytest -n 4 --dist loadgroup --quiet

torture: $(DEV_READY) ## break the promises of docs/promises.md on purpose for a quarter of an hour; ARGS="--seed 17"
	@$(BIN)/python -m tests.torture $(ARGS)

format: $(DEV_READY) ## put the code into its usual form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

bench: $(DEV_READY) ## what desk and hotline cost here, beside floors and other programs: a quarter of an hour; ARGS="--docs" writes docs/benchmarks.md
	@$(BIN)/python -m benchmarks $(ARGS)

bench-quick: $(DEV_READY) ## the same in two minutes: shorter queues, nobody else's programs
	@$(BIN)/python -m benchmarks --quick $(ARGS)

picture: $(DEV_READY) ## draw docs/pictures anew from the pictures that the tests keep
	@$(BIN)/python -m docs.make picture

pictures: $(DEV_READY) ## look at every screen, or keep it as it is now; ARGS="look queue --lang zh --size 80x24", ARGS="accept queue"
	@$(BIN)/python -m tests.pictures $(or $(ARGS),look)

docs: $(DEV_READY) ## write the pages made from the code anew: keys, rules, mechanisms, man pages
	@$(BIN)/python -m docs.make pages

site: $(DEV_READY) ## build/site: all pages as plain files, searched without a server; a warning is an error
	@$(BIN)/python -m docs.site $(ARGS)

zipapp: $(RELEASE_READY) ## dist/paidan.pyz: desk and hotline in one file, for machines that have this Python and nothing else
	@rm -rf dist && $(BIN)/python -m build --outdir dist >/dev/null && rm -rf *.egg-info
	@$(BIN)/pex dist/*.whl --constraints constraints.txt --script paidan --venv prepend --compile --sh-boot \
		--runtime-pex-root '~/.cache/pex' --python-shebang '/usr/bin/env python3' --output-file dist/paidan.pyz
	@ls -lh dist

dist: zipapp ## what is published, and all of it tried on its own: source archive, wheel and zipapp
	@PAIDAN_PACKAGING=long $(BIN)/python -m pytest -q tests/packaging

clean: ## remove .venv and everything that was made
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "paidan needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "This Python has no venv (on Debian and Ubuntu: apt install python3-venv)." >&2; rm -rf .venv; exit 1; }

$(RUN_READY): constraints.txt pyproject.toml | .venv/bin/python
	@echo "Setting up .venv (once; about a minute) ..." >&2
	@$(PIP) install -c constraints.txt setuptools
	@$(PIP) install -c constraints.txt --no-build-isolation -e .
	@touch $@

$(DEV_READY): constraints.txt pyproject.toml $(RUN_READY)
	@echo "Adding what the tests need (once) ..." >&2
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

$(RELEASE_READY): constraints.txt pyproject.toml $(DEV_READY)
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[release]'
	@touch $@
