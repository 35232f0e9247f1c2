"""In CI nothing may be skipped: there a missing client is a failure."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where QUIZGEN_REQUIRE_CLIENTS is set."""
    report = yield
    if report.skipped and os.environ.get("QUIZGEN_REQUIRE_CLIENTS"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{item.nodeid} must not be skipped here: {reason}"
    return report
