"""What editors make of the schemas, asked of the language server that Visual Studio Code's YAML extension runs.

Needs `yaml-language-server` (`npm install --global yaml-language-server`); without it nothing here runs.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from test_schema import SNIPPETS, EditorLoader

SERVER = shutil.which("yaml-language-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="needs yaml-language-server, from npm")

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "quizgen.schema.json").read_text(encoding="utf-8"))
HEAD = "# yaml-language-server: $schema=quizgen.schema.json\ntitle: T\nquestions:\n"
TYPES = [snippet["label"].split()[0] for snippet in SNIPPETS]
CURSOR = "‸"


class Server:
    """A language server, spoken to as an editor does; files are only pretended to be in the course."""

    def __init__(self, program: str) -> None:
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.numbers = count(1)
        self.marks: dict[str, list[str]] = {}
        markdown = {"documentationFormat": ["markdown"], "snippetSupport": True}
        abilities = {
            "textDocument": {"completion": {"completionItem": markdown}, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": abilities})
        self.tell("initialized", {})

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def open(self, text: str, name: str = "") -> str:
        uri = (ROOT / (name or f"pretended-{next(self.numbers)}.yaml")).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def at_cursor(self, action: str, text: str) -> Any:
        before, _, after = text.partition(CURSOR)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        uri = self.open(before + after)
        return self.ask(f"textDocument/{action}", {"textDocument": {"uri": uri}, "position": position})

    def proposals(self, text: str) -> dict[str, str]:
        """What may be typed at the cursor: the label, and what is then inserted."""
        items = self.at_cursor("completion", text)["items"]
        assert len({item["label"] for item in items}) == len(items), "something is proposed twice"
        return {item["label"]: item["textEdit"]["newText"] for item in items}

    def hover(self, text: str) -> str:
        return str(self.at_cursor("hover", text)["contents"]["value"])

    def problems(self, text: str, name: str = "") -> list[str]:
        uri = self.open(text, name)
        while uri not in self.marks:
            self._receive()
        return self.marks[uri]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout
        size = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name == b"Content-Length" else size
        assert size, "the language server went away"
        message: dict[str, Any] = json.loads(self.process.stdout.read(size))
        if message.get("method") == "workspace/configuration":
            settings = {"yaml": {"schemaStore": {"enable": False}}}
            wanted = [settings.get(item["section"], {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif message.get("method") == "textDocument/publishDiagnostics":
            found = [diagnostic["message"] for diagnostic in message["params"]["diagnostics"]]
            self.marks[message["params"]["uri"]] = found
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server(str(SERVER))
    yield started
    started.process.kill()


def inserted(text: str, proposal: str) -> str:
    """The text after a proposal was taken: an editor indents its lines as that of the cursor."""
    before, _, after = text.partition(CURSOR)
    line = before.rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip(" "))]
    words = re.sub(r"\$\{[0-9]+:((?:[^}\\]|\\.)*)\}", lambda stop: re.sub(r"\\(.)", r"\1", stop[1]), proposal)
    return before + words.replace("\n", "\n" + indent) + after


@pytest.mark.parametrize("start", [f"  - {CURSOR}\n", f"  - id: a\n    {CURSOR}\n", f"- {CURSOR}\n"])
@pytest.mark.parametrize("name", TYPES)
def test_a_whole_question_is_proposed(server: Server, name: str, start: str) -> None:
    text = f"{HEAD}{start}"
    taken = inserted(text, server.proposals(text)[f"{name} question"])
    bank = yaml.load(taken, EditorLoader)
    assert list(Draft202012Validator(SCHEMA).iter_errors(bank)) == []
    assert name in bank["questions"][0]
    assert server.problems(taken) == []


def test_before_the_type_all_types_and_common_fields_are_proposed(server: Server) -> None:
    offered = server.proposals(f"{HEAD}  - id: a\n    {CURSOR}\n").keys()
    assert {*TYPES, "cite", "level", "status", "explain"} <= offered
    assert not {"answer", "distractors", "pairs", "id"} & offered


def test_after_the_type_its_fields_alone_are_proposed(server: Server) -> None:
    offered = server.proposals(f"{HEAD}  - id: a\n    true_false: b\n    {CURSOR}\n").keys()
    assert {"answer", "correction", "cite", "level"} <= offered
    assert not {*TYPES, "distractors", "id", "card question"} & offered


def test_fields_below_a_field_and_values_are_proposed(server: Server) -> None:
    assert {"quote", "source"} <= server.proposals(f"{HEAD}  - card: a\n    cite:\n      {CURSOR}\n").keys()
    assert {"text", "why"} <= server.proposals(f"{HEAD}  - choice: a\n    distractors:\n      - {CURSOR}\n").keys()
    assert server.proposals(f"{HEAD}  - card: a\n    difficulty: {CURSOR}\n").keys() == {"easy", "medium", "hard"}


def test_fields_and_values_are_explained(server: Server) -> None:
    assert "Bloom 4: " in server.hover(f"{HEAD}  - card: a\n    le{CURSOR}vel: analyze\n")
    assert "verbatim" in server.hover(f"{HEAD}  - card: a\n    cite:\n      quo{CURSOR}te: b\n")
    assert "clock" in server.hover(f"{HEAD}  - ca{CURSOR}rd: a\n")


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("id: a", "A question has one of: card, choice, "),
        ("just words", "A question begins with “- id: …”"),
        ("choice: a\n    answer: b", 'Missing property "distractors"'),
        ("card: a\n    answr: b", "Property answr is not allowed"),
        ("card: a\n    answer: b\n    cite:\n      quot: c", "Property quot is not allowed"),
        ("card: a\n    answer: b\n    short: c", "Property short is not allowed"),
        ("card: a\n    answer: b\n    level: high", "Value is not accepted"),
    ],
)
def test_what_is_wrong_is_named(server: Server, question: str, problem: str) -> None:
    assert any(problem in found for found in server.problems(f"{HEAD}  - {question}\n"))


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("decks/*.yaml")), ROOT / "quizgen.yaml", ROOT / "seeds/sources.yaml"]
)
def test_nothing_is_marked_in_the_files_of_this_course(server: Server, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    assert server.problems(text, name) == []
    assert server.problems(f"{text}\nnonsense: 1\n", f"{name}.yaml"), "the schema is not found"
