# Two commands: `make serve` and `make test`; `make sample` brings more to look at. All else is for those who work on resograph.
PYTHON ?= python3
PORT ?= 8000
# FRONTEND=no: without the scripts of others (frontend.lock); pages work in a plainer form.
FRONTEND ?= yes
# A port has a base of its own, and so a release of its own.
RELEASE := build/release$(if $(filter-out 8000,$(PORT)),-$(PORT))
VENV := .venv
BIN := $(VENV)/bin

.PHONY: serve sample test check install frontend clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "resograph needs Python 3.11 or later; set PYTHON=…" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing; install it: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

frontend: install
	test "$(FRONTEND)" = no || $(BIN)/python -m resograph.frontend tests/browser/vendor

serve: frontend
	$(BIN)/resograph add data/documents --store $(RELEASE) --base http://localhost:$(PORT)/
	$(BIN)/resograph serve --store $(RELEASE) --port $(PORT) --base http://localhost:$(PORT)/

# A session of the UN's own files: FROM is a folder of them, a clone or an address that git can clone; UNDER one of its folders.
# They are read where they lie (a folder) or from a clone of our own, in which no hook or setting of theirs takes effect.
export FROM UNDER
sample: install
	test -n "$$FROM" || { echo "Say where the files are: make sample FROM=DIR|URL [UNDER=76session]" >&2; exit 2; }
	if test -d "$$FROM" && ! test -e "$$FROM/.git"; then \
	  $(BIN)/resograph add --store $(RELEASE) --base http://localhost:$(PORT)/ -- "$$FROM$${UNDER:+/$$UNDER}"; \
	else \
	  $(BIN)/resograph harvest unxml --store $(RELEASE) --base http://localhost:$(PORT)/ --under "$$UNDER" -- "$$FROM"; \
	fi
	@echo "Now: make serve"

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check frontend
	$(BIN)/python tests/system_packages.py
	$(BIN)/pytest -n auto --dist loadfile

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
