"""For code scanning and viewers: one document of the Static Analysis Results Interchange Format, version 2.1.0."""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from collections.abc import Mapping
from types import ModuleType
from typing import Any
from urllib.parse import quote

from quizgen import __version__
from quizgen.check import Report, rules
from quizgen.diagnostics import Diagnostic, Edit, Fix, Place, Span
from quizgen.manual import title
from quizgen.reporters import View

NAME = "sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
ESCAPES = str.maketrans({"{": "{{", "}": "}}"})


def render(report: Report, view: View) -> str:
    """All rules, and all findings in the order of the files, accepted ones too; in ASCII, which every pipe takes."""
    known = rules()
    index = {code: number for number, code in enumerate(known)}
    found = [(diagnostic, False) for diagnostic in report.diagnostics]
    found += [(diagnostic, True) for diagnostic in report.accepted]
    found.sort(key=lambda pair: pair[0].sort_key)
    reasons = {bank.document.file: bank.fields.allow for bank in report.banks}
    reasons |= {entry.id: entry.question.allow for entry in report.entries}
    results = []
    for diagnostic, is_accepted in found:
        result = _result(diagnostic, index[diagnostic.code], view.folder)
        if is_accepted:
            result["suppressions"] = [_suppression(diagnostic, reasons)]
        results.append(result)
    driver = {"name": "quizgen", "version": __version__, "rules": [_rule(rule) for rule in known.values()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: ModuleType) -> dict[str, Any]:
    return {
        "id": rule.CODE,
        "name": rule.NAME,
        "shortDescription": {"text": title(rule) or rule.NAME},
        "help": {"text": inspect.getdoc(rule) or rule.NAME},
        "defaultConfiguration": {"level": LEVELS[rule.SEVERITY]},
    }


def _result(diagnostic: Diagnostic, index: int, folder: str) -> dict[str, Any]:
    finding = diagnostic.finding
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": _message(f"{finding.message}\n{finding.hint}".strip()),
    }
    if finding.place.file is not None:
        result["locations"] = [_location(finding.place, folder)]
    related = [
        {"id": number, "message": _message(one.message), **_location(one.place, folder)}
        for number, one in enumerate(finding.related, start=1)
    ]
    if related:
        result["relatedLocations"] = related
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, folder)]
    return result


def _message(text: str) -> dict[str, str]:
    """A text in which the format's signs for insertions and for links mean nothing."""
    return {"text": text.translate(ESCAPES).replace("](", "] (")}


def _location(place: Place, folder: str) -> dict[str, Any]:
    if place.file is None:
        return {}
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file, folder)}
    if place.span:
        physical["region"] = _region(place.span)
    return {"physicalLocation": physical}


def _artifact(file: str, folder: str) -> dict[str, str]:
    return {"uri": quote(f"{folder}{file}".encode("utf-8", "surrogateescape"))}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(fix: Fix, folder: str) -> dict[str, Any]:
    by_file: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in fix.edits:
        by_file[edit.file].append(edit)
    changes = [
        {
            "artifactLocation": _artifact(file, folder),
            "replacements": [
                {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in edits
            ],
        }
        for file, edits in by_file.items()
    ]
    return {"description": _message(fix.message), "artifactChanges": changes}


def _suppression(diagnostic: Diagnostic, reasons: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Why a finding is accepted, in the words of the `allow` of its question, or else of its bank."""
    finding = diagnostic.finding
    allow = reasons.get(finding.question or finding.place.file or "", {})
    reason = allow.get(diagnostic.code) or allow.get(diagnostic.name)
    return {"kind": "inSource", "status": "accepted", **({"justification": reason} if reason else {})}
