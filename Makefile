# Each line here is one a person could type. Nothing is needed but Python 3.11, make and a package index.
PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: help run test check slow fuzz bench docs browser

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 8

run: .venv/run.stamp  ## the dashboard; with nothing loaded, a demonstration borough
	.venv/bin/python app.py

test: .venv/dev.stamp browser  ## every test but the slow ones and the fault runs
	.venv/bin/pytest -n 2 --dist worksteal -m "not slow and not faults"

check: .venv/dev.stamp  ## style, format, types, layers
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

slow: .venv/dev.stamp browser  ## the slow ones and the fault runs: kills, full disks, crowds, clocks, damage
	LION_SLOW=1 .venv/bin/pytest -n 2 --dist worksteal -m "slow or faults"

fuzz: .venv/dev.stamp  ## ten minutes of files that were good once
	.venv/bin/python -m tests.faults.fuzz --minutes 10

bench: .venv/dev.stamp browser  ## measurements against their budgets
	.venv/bin/python -m bench

docs: .venv/run.stamp  ## docs/reference, written again from the program
	.venv/bin/python -m data_access.reference

browser: .venv/dev.stamp
	tests/browser/install.sh

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Lion needs Python 3.11: install python3.11 and its venv module (Debian: python3-venv)."; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Lion needs Python 3.11 or later, and this is {sys.version.split()[0]}: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: tests/requirements.txt .venv/run.stamp
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@
