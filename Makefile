# make run: the demo on http://localhost:8000 · make test: everything CI runs · make setup: .venv/bin/tanto
.PHONY: setup run develop test check tools pictures bench conformance wording clean
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
export UV_PYTHON_DOWNLOADS := never
SPEAK ?= en

$(UV):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tanto needs Python 3.11 or later.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

setup: $(UV)
	$(UV) sync --quiet --frozen --no-dev --inexact --compile-bytecode

run: setup
	@TANTO_DATA_DIR=$(CURDIR)/var/demo $(BIN)/tanto demo --language $(SPEAK)

develop: $(UV)
	$(UV) sync --quiet --frozen --extra postgresql --inexact

tools:
	bash tests/install_tools.sh

check: develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check tools
	$(BIN)/pytest -n 2 -m "not journey"
	@if [ "$$TANTO_SKIP_POSTGRESQL" = 1 ]; then echo "PostgreSQL skipped by TANTO_SKIP_POSTGRESQL"; else \
	  $(BIN)/python tests/with_postgresql.py $(BIN)/pytest -n 2 -m "not journey" --ignore=tests/wording; fi
	@if [ "$$TANTO_SKIP_BROWSER" = 1 ]; then echo "Browser journeys skipped by TANTO_SKIP_BROWSER"; else \
	  $(BIN)/pytest -n 2 -m journey; fi

# CASES=100000 by default; each bench makes a house of its own and prints figures, it judges nothing
CASES ?= 100000
bench: develop tools
	for each in receive mail_reading mail demo "pages $(CASES)" "sweep $(CASES)" "figures $(CASES)" "export $(CASES)" serve; do set -- $$each; \
	  echo "== $$1"; $(BIN)/python bench/$$1.py $$2 || exit 1; done
	for each in "pages $(CASES)" "sweep $(CASES)" "api 0" "api $(CASES)"; do set -- $$each; \
	  echo "== $$1, PostgreSQL"; $(BIN)/python tests/with_postgresql.py $(BIN)/python bench/$$1.py $$2 || exit 1; done

# real mails read and compared with what is known of them; needs ../shared/data, see docs/conformance.md
conformance: develop
	$(BIN)/python tests/conformance/mail.py

# the reply checker measured on our own sentences and, where ../shared/data is there, on real texts; see docs/wording.md
wording: develop
	$(BIN)/python tests/conformance/wording.py

pictures: develop
	PYTHONPATH=. $(BIN)/python tests/pictures.py

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .hypothesis
