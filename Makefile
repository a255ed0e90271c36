# Set-up and checks. PYTHON= chooses the interpreter, PIP_ARGS= goes to every install.
PYTHON ?= python3
PIP_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
EVENT := seeds/1-kim-putin-2023

.PHONY: brief test check gate bench image clean

brief: $(VENV)/.models
	@$(BIN)/summarizer brief $(EVENT)/articles -o - -o brief.html

test: $(VENV)/.models $(VENV)/.dev
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

# The quick half of the checks: no weights are loaded.
check: $(VENV)/.dev
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check --quick

gate: $(VENV)/.models $(VENV)/.dev
	$(BIN)/python scripts/gate.py

bench: $(VENV)/.models $(VENV)/.dev
	$(BIN)/python scripts/bench.py

# By hand, or once a week. No Docker engine is needed; what is, scripts/check_image says.
image:
	$(PYTHON) scripts/check_image

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache brief.html

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PIP_ARGS) --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install $(PIP_ARGS) --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Fetching what is there already takes no time but a hash; the cache may have been emptied since.
.PHONY: FORCE
$(VENV)/.models: $(VENV)/.installed FORCE
	@$(BIN)/summarizer models fetch --missing
	@touch $@
