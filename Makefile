# make build: sets up and builds the shipped course. make test: sets up and runs every test.
# make test-oldest-anki: runs the tests of the Anki decks once more, in the oldest Anki that students may have.
# make words: brings every word of the outputs into each language's file, and compiles what is translated.
PYTHON ?= python3
WHEEL ?=
BUILD_VENV := .venv
WORDS := $(BUILD_VENV)/quizgen.pot
TEST_VENV := .venv-test
OLDEST_ANKI := 24.11
OLDEST_ANKI_VENV := .venv-test-oldest-anki

.PHONY: build test test-oldest-anki words clean

build: $(BUILD_VENV)/.ready
	$(BUILD_VENV)/bin/quizgen build --frozen

# WHEEL=dist/….whl tests a built wheel; without it the checkout itself is tested.
test: $(TEST_VENV)/.ready
	$(TEST_VENV)/bin/python -m pip install --quiet --force-reinstall --no-deps $(or $(WHEEL),--editable .)
	$(TEST_VENV)/bin/pytest -n auto

test-oldest-anki: $(OLDEST_ANKI_VENV)/.ready
	$(OLDEST_ANKI_VENV)/bin/python -m pip install --quiet --force-reinstall --no-deps $(or $(WHEEL),--editable .)
	$(OLDEST_ANKI_VENV)/bin/pytest -n auto tests/exporters/test_anki*.py

words: $(BUILD_VENV)/.ready
	$(BUILD_VENV)/bin/pybabel --quiet extract --mapping-file pyproject.toml --add-location file --project quizgen \
	  --output-file $(WORDS) .
	$(BUILD_VENV)/bin/pybabel update --domain quizgen --input-file $(WORDS) --output-dir quizgen/locale --width 120 \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BUILD_VENV)/bin/pybabel compile --domain quizgen --directory quizgen/locale --statistics

$(BUILD_VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(BUILD_VENV)
	$(BUILD_VENV)/bin/python -m pip install --quiet --editable .
	touch $@

$(TEST_VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(TEST_VENV)
	$(TEST_VENV)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(TEST_VENV)/bin/python -m pip install --quiet --editable . --group test
	touch $@

$(OLDEST_ANKI_VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(OLDEST_ANKI_VENV)
	$(OLDEST_ANKI_VENV)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(OLDEST_ANKI_VENV)/bin/python -m pip install --quiet --editable . --group test anki==$(OLDEST_ANKI)
	touch $@

clean:
	rm -rf $(BUILD_VENV) $(TEST_VENV) $(OLDEST_ANKI_VENV) build dist
