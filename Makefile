# Two commands on a fresh machine: `make run` and `make test`. Needs python3 (3.11 to 3.13, with
# venv), make and a package index; everything else is put into .venv by the first call.

PYTHON ?= python3
BIN := .venv/bin
# The environment is made again when what it is made from has changed, and at no other time.
STAMP := .venv/.made-from-$(shell cat requirements.lock pyproject.toml 2>/dev/null | cksum | tr ' ' '-')
.DEFAULT_GOAL := help
.PHONY: help run test corpus faults model bench fuzz layouts forms pythons rules audit lint types format lock ci clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STAMP) ## Run the main job on the bundled sample: nine invented reviews into data/sample/
	@$(BIN)/reviews run

# They start hundreds of processes, each of which would compile all that it imports. Three
# workers keep two cores busy, because some tests wait for servers and browsers.
WORKERS ?= 3
test: export PYTHONDONTWRITEBYTECODE :=
test: $(STAMP) ## Run the tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not corpus and not faults"

corpus: $(STAMP) ## Check families, answers and repeats on ../shared/corpus: one run over all of it
	@$(BIN)/python -m pytest -m corpus

faults: $(STAMP) ## Kill runs, fill disks, live through a publisher's thirty bad days (five minutes)
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m faults

SHARED ?= ../shared
model: $(STAMP) ## Learn the shipped models anew, to the byte, from the repository and ../shared
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m measurement.privacy
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m measurement.teaching
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/reviews train \
		--gold $(SHARED)/gold --gold $(SHARED)/fiction --gold tests/reviews \
		--gold $(SHARED)/fiction2 --gold tests/reviews2 --gold tests/reviews3 --gold tests/reviews4 --gold tests/reviews5 --gold tests/reviews7 --gold tests/reviews8 --gold tests/reviews9 --gold tests/reviews10 --gold tests/reviews11 --gold tests/reviews12 --gold tests/reviews13 --gold tests/reviews14 --gold tests/reviews15 --gold tests/reviews16 --gold tests/reviews17 --gold tests/reviews18 \
		--gold $(SHARED)/samples.jsonl \
		--sentences $(SHARED)/themes --documents $(SHARED)/corpus --data build/model-data

bench: $(STAMP) ## Measure speed and memory; fails where the README claims more
	@$(BIN)/python -m measurement.bench

fuzz: $(STAMP) ## Read 2,000 mutated files, for at most half an hour; finds go to fuzz-finds/ (nightly)
	@$(BIN)/python -m measurement.fuzz

layouts: $(STAMP) ## Set annotated texts in random layouts and count the paragraphs that are lost (nightly)
	@$(BIN)/python -m measurement.layouts

forms: $(STAMP) ## Print annotated statements in random forms and count what is lost (nightly)
	@$(BIN)/python -m measurement.forms

pythons: ## Make an environment for each Python that is here, from wheels, and try it (nightly)
	@.ci/pythons

rules: $(STAMP) ## Delete each rule and each part of one: an example must notice (nightly)
	@$(BIN)/python -m measurement.rules tests pipelines/sample

audit: $(STAMP) ## Check licences of all packages, and known weaknesses where the network allows
	@$(BIN)/python -m measurement.audit

lint: $(STAMP) ## Check format, rules and the directions of imports
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports

types: $(STAMP) ## Check types, strictly
	@$(BIN)/mypy

format: $(STAMP) ## Format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: $(STAMP) ## Choose exact versions anew and write requirements.lock
	@$(BIN)/pip-compile --quiet --upgrade --extra dev --all-build-deps --generate-hashes \
		--allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--output-file requirements.lock pyproject.toml
	@{ echo '# Exact versions with their hashes: what `make` installs. Written by `make lock`.'; \
		cat requirements.lock; } > requirements.new && mv requirements.new requirements.lock

ci: ## Do what the continuous integration does
	@.ci/run

clean: ## Remove the environment and all caches; data/ stays
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP):
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) on this machine: install Python 3.11, 3.12 or 3.13."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$($(PYTHON) -V 2>&1) is too old: install Python 3.11 or newer, or name one with \`make PYTHON=python3.12\`."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info >= (3, 14))' || { \
		echo "$$($(PYTHON) -V 2>&1) has not been tried yet: name one up to 3.13 with \`make PYTHON=python3.13\`."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make environments: install its venv module (Debian, Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Making the environment in .venv (once; some minutes) ..."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@# The lock is whole: without --no-deps pip looks for `sqlalchemy[asyncio]` beyond the pinned version.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@said=$$($(BIN)/python -m pip --disable-pip-version-check check) || { echo "$$said"; exit 1; }
	@touch $@
