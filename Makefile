# Every command of the project. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
VENV_PYTHON = .venv/bin/python
FOR_TESTS = DJANGO_SETTINGS_MODULE=tests.settings DATABASE_URL=sqlite://:memory:
WORKERS ?= auto
EXAMPLES ?= 100

.PHONY: help run fresh test messages audit test-unit test-postgres test-browser format screenshots lighthouse scan check-api bench drills lock \
	lint lint-code lint-types lint-templates lint-imports lint-migrations packages pdf-packages development-packages

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: packages ## try it: http://127.0.0.1:8000 with a demo organization (PORT=8123 for another port)
	@exec $(VENV_PYTHON) -m tools.run --port $(PORT)

fresh: packages ## the same, starting over with an empty database
	@exec $(VENV_PYTHON) -m tools.run --port $(PORT) --fresh

test: lint test-unit test-postgres test-browser ## everything that must hold before a change is kept

lint: lint-code lint-types lint-templates lint-imports lint-migrations ## all of these five

lint-code: development-packages
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m ruff check .

lint-types: development-packages
	$(VENV_PYTHON) -m mypy .

lint-templates: development-packages
	$(VENV_PYTHON) -m djlint templates --check
	$(VENV_PYTHON) -m djlint templates --lint --quiet

lint-imports: development-packages
	.venv/bin/lint-imports

lint-migrations: development-packages
	$(FOR_TESTS) $(VENV_PYTHON) manage.py compile_translations --verbosity 0
	$(FOR_TESTS) $(VENV_PYTHON) manage.py makemigrations --check --dry-run

messages: development-packages ## bring the catalogs in locale/ up to date with the texts
	$(FOR_TESTS) $(VENV_PYTHON) -m tools.messages

format: development-packages ## put code and templates into the project's format
	$(VENV_PYTHON) -m ruff check --fix --quiet . || true
	$(VENV_PYTHON) -m ruff format .
	$(VENV_PYTHON) -m djlint templates --reformat --quiet

test-unit: development-packages ## tests on SQLite
	$(VENV_PYTHON) -m pytest -n $(WORKERS) -m "not browser"

audit: development-packages ## look for disclosures in 10,000 random organizations, minutes long
	OPENBLAS_NUM_THREADS=1 $(VENV_PYTHON) -m tests.audit.run $(ARGS)

test-postgres: development-packages ## the same tests on a PostgreSQL server started for them
	$(VENV_PYTHON) -m tools.postgres -- $(VENV_PYTHON) -m pytest -n $(WORKERS) -m "not browser"

test-browser: development-packages ## journeys in Chromium, those that store answers on both databases
	DJANGO_ALLOW_ASYNC_UNSAFE=1 $(VENV_PYTHON) -m pytest -m browser
	DJANGO_ALLOW_ASYNC_UNSAFE=1 $(VENV_PYTHON) -m tools.postgres -- \
		$(VENV_PYTHON) -m pytest -m browser tests/journeys/test_quarter.py tests/journeys/test_answering.py

screenshots: development-packages ## every page as every role into var/screenshots (ARGS="--only results")
	@exec $(VENV_PYTHON) -m tools.screenshots $(ARGS)

lighthouse: development-packages ## Lighthouse on sign-in, dashboard and respondents' pages (ARGS="--only dashboard")
	@exec $(VENV_PYTHON) -m tools.lighthouse $(ARGS)

scan: development-packages ## wapiti and sqlmap against a demo, signed in and out, an hour long (ARGS="--minutes 1.5")
	@exec $(VENV_PYTHON) -m tools.scan $(ARGS)

check-api: development-packages ## ask the interface for programs what it allows and what it does not (EXAMPLES=500 for longer)
	@EXAMPLES=$(EXAMPLES) LOG_LEVEL=ERROR $(VENV_PYTHON) -m pytest -q -s tests/leadership/test_api_contract.py

bench: development-packages ## every measurement in benchmarks/
	@set -e; for file in $(wildcard benchmarks/bench_*.py); do \
		echo "== $$file"; PYTHONPATH=. $(VENV_PYTHON) "$$file"; done

drills: development-packages ## kill real parts and count what is left, minutes long (ARGS="--only smtp-faults")
	@exec $(VENV_PYTHON) -m drills $(ARGS)

lock: development-packages ## write the lock files anew from requirements*.in
	.venv/bin/uv pip compile --no-config --generate-hashes --universal \
		--python-version 3.11 --quiet requirements.in -o requirements.txt
	.venv/bin/uv pip compile --no-config --generate-hashes --universal \
		--python-version 3.11 --quiet -c requirements.txt requirements-pdf.in -o requirements-pdf.txt
	.venv/bin/uv pip compile --no-config --generate-hashes --universal \
		--python-version 3.11 --quiet -c requirements.txt -c requirements-pdf.txt \
		requirements-dev.in -o requirements-dev.txt

packages:
	@$(PYTHON) tools/install.py requirements.txt

pdf-packages: ## what makes the board pack a PDF, on top of the rest
	@$(PYTHON) tools/install.py requirements-pdf.txt

development-packages:
	@$(PYTHON) tools/install.py requirements-dev.txt
