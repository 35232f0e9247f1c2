"""In CI no client may be missing: there a skipped test is a failure."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from exporters.anki_client import Client

# The same examples in every run, and no test decided by time; `pytest --hypothesis-profile=default` looks further.
settings.register_profile("quizgen", derandomize=True, deadline=None)
settings.load_profile("quizgen")

TEXTS = "QUIZGEN_SOURCES"
"""A test that needs the articles' texts, which do not ship, names this in its reason; it may be skipped anywhere."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where QUIZGEN_REQUIRE_CLIENTS is set."""
    report = yield
    if report.skipped and os.environ.get("QUIZGEN_REQUIRE_CLIENTS"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if TEXTS not in reason:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} must not be skipped here: {reason}"
    return report


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Client]:
    """A student's Anki, in which nothing is yet."""
    from exporters.anki_client import Client  # takes its time, and most tests need none

    client = Client(tmp_path / "student")
    yield client
    client.close()


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The benchmark that breaks files."""
    spec = importlib.util.spec_from_file_location("hostile", Path(__file__).parents[1] / "benchmarks/hostile.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
