# Everything a newcomer needs; `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup run test deploy-test image update lint access crash faults bench pictures device-pictures messages lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A stamp holds what the environment was made from: the lock file, the folder and the interpreter.
# Contents are compared, not times, so a fresh checkout does not install again.
setup: ## make .venv from the lock file (only when the lock file changed)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "The kiosk needs Python 3.11 or newer. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@{ echo "$(CURDIR)"; cat requirements.lock; } | cmp -s - .venv/made-from || { \
		echo "Setting up .venv (once; a few minutes on a Raspberry Pi) ..." && \
		$(PYTHON) -m venv --clear .venv && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps --editable . && \
		{ echo "$(CURDIR)"; cat requirements.lock; } > .venv/made-from; }

run: setup ## open the terminal on a made-up neighbourhood (Ctrl+C ends it)
	@$(BIN)/kiosk run --attended

test: setup lint ## lint, types, import contracts and all tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

PEERS := $(or $(PEER_CACHE),$(HOME)/.cache/quartierskiosk-peers)

deploy-test: setup ## try the way onto a Raspberry Pi without one: trees, image, virtual machine (Debian, as root; an hour)
	@mkdir -p $(PEERS)
	tests/stack/trixie.sh install $(PEERS)/trixie
	tests/deploy/arm64.sh make $(PEERS)/arm64
	tests/deploy/services.sh make $(PEERS)/services
	$(BIN)/python -m pytest -m long tests/deploy

image: setup ## build the image of the card for a Raspberry Pi in build/ (Debian, as root; half an hour the first time)
	rm -rf build/wheels
	$(BIN)/python deploy/raspberrypi/fetch_wheels.py build/wheels
	deploy/raspberrypi/image/build build/wheels build/kiosk.img

update: setup ## build a signed bundle for updates in build/: make update KEY=release.key NEWS=news.txt (docs/update.md)
	$(BIN)/python deploy/raspberrypi/make_bundle.py "$(KEY)" build "$(NEWS)"

lint: setup ## lint, format, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

access: setup ## try every rule of accessibility on every screen, and print the table (10 minutes)
	$(BIN)/python -m tests.access

crash: setup ## break the terminal 2,000 times and in every other way, and count what was lost (needs strace)
	$(BIN)/python -m tests.crash

faults: setup ## print the fault table of the printers: every fault at every byte of a receipt (needs emupos)
	$(BIN)/python -m tests.faults

bench: setup ## print the table of measured figures
	$(BIN)/python -m tests.bench

pictures: setup ## draw the pictures of the README, and every screen at three grids in all themes
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.newspaper_pictures

device-pictures: setup ## draw the pictures of the device's own window (Debian, as root; needs the tree of tests/stack/trixie.sh)
	for panel in "7in 800x480" "10in 1280x800"; do bash tests/stack/trixie.sh run "$${PEER_CACHE:-$$HOME/.cache/quartierskiosk-peers}/trixie" \
		docs/pictures/device python -m tests.deploy.device_shots "$$panel" || exit 1; done

messages: setup ## collect the sentences for translators and compile the catalogues
	$(BIN)/pybabel -q extract --no-location --omit-header --sort-output -k say -k count:1,2 -k n_:1,2 -o kiosk/locale/kiosk.pot kiosk
	$(BIN)/pybabel -q update --no-fuzzy-matching --omit-header --ignore-obsolete -D kiosk -i kiosk/locale/kiosk.pot -d kiosk/locale
	$(BIN)/pybabel -q compile -f -D kiosk -d kiosk/locale

lock: ## choose newer versions of the dependencies (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--only-binary :all: --group dev pyproject.toml -o requirements.lock

clean: ## remove .venv and caches
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis
