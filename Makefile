# make build: sets up and builds the shipped course. make test: sets up and runs every test.
PYTHON ?= python3
WHEEL ?=
BUILD_VENV := .venv
TEST_VENV := .venv-test

.PHONY: build test clean

build: $(BUILD_VENV)/.ready
	$(BUILD_VENV)/bin/quizgen build --frozen

# WHEEL=dist/….whl tests a built wheel; without it the checkout itself is tested.
test: $(TEST_VENV)/.ready
	$(TEST_VENV)/bin/python -m pip install --quiet --force-reinstall --no-deps $(or $(WHEEL),--editable .)
	$(TEST_VENV)/bin/pytest -n auto

$(BUILD_VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(BUILD_VENV)
	$(BUILD_VENV)/bin/python -m pip install --quiet --editable .
	touch $@

$(TEST_VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(TEST_VENV)
	$(TEST_VENV)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(TEST_VENV)/bin/python -m pip install --quiet --editable . --group test
	touch $@

clean:
	rm -rf $(BUILD_VENV) $(TEST_VENV) build dist
