"""What the documents show is true: links, commands, codes, fields, the first bank, the contributors' examples."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import click
import pytest
import test_rules
from courses import COURSE, edit, make_course, read
from markdown_it import MarkdownIt
from transcripts import Terminal, blocks

from quizgen import registry
from quizgen.check import rules
from quizgen.cli import main
from quizgen.course import BankFields, CourseFields, SourceFields
from quizgen.questions._base import Common, Question
from quizgen.yaml_tree import parse

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TASKS = DOCS / "tasks"
"""Pages that are played from end to end (`test_tasks.py`), in a course of their own."""
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
EXAMPLES = sorted((DOCS / "contributing").glob("*.md"))
EXAMPLE_CODES = {"Q399"}
"""Codes of rules that documents make up."""
LEFT_OUT = {"Q028", "Q102", "Q406"}
"""What examples may leave out: questions that a sheet picks, sources, and to cite each source."""
WRONG_ON_PURPOSE = DOCS / "rules.md"
"""Its examples show what the rules find."""
CODE = re.compile(r"\bQ\d{3}\b")
named = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


ROOT_CONTEXT = click.Context(main, **main.context_settings)
"""Commands remember the help option of the first context they see, so it has to be the real one."""


def inlines(page: Path, kind: str) -> Iterator[str]:
    """The targets of links and pictures, or the texts of inline code, of a page."""
    for token in MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            if child.type == kind:
                yield child.content or str(child.attrs.get("href") or child.attrs.get("src") or "")


@cache
def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    titles = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# ------------------------------------------------------------------------------------------- links and names


@named
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    targets = [*inlines(page, "link_open"), *(str(src) for src in _pictures(page))]
    for target in targets:
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        file, _, anchor = unquote(target).partition("#")
        aim = (page.parent / file).resolve() if file else page
        assert aim.exists(), target
        if anchor:
            assert anchor in headings(aim), target


def _pictures(page: Path) -> Iterator[str]:
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            if child.type == "image":
                assert child.content.strip(), "a picture needs words for those who can't see it"
                yield str(child.attrs["src"])


def test_pictures_are_small() -> None:
    pictures = list((DOCS / "images").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size < 200_000, picture.name


def test_every_page_is_in_the_index() -> None:
    index = DOCS / "README.md"
    assert set(DOCS.rglob("*.md")) == {index} | {
        aim for target in inlines(index, "link_open") if (aim := (DOCS / target).resolve()).is_relative_to(DOCS)
    }


@named
def test_paths_of_the_code_exist(page: Path) -> None:
    written = {block.name for example in EXAMPLES for block in blocks(example)}
    for text in inlines(page, "code_inline"):
        about_other_courses = page.name in _ABOUT_OTHER_COURSES or page.parent == TASKS
        if re.fullmatch(r"(quizgen|tests|docs|seeds|\.ci)/[\w/.-]+", text) and not about_other_courses:
            assert (ROOT / text).exists() or text in written or text == "tests/golden/", text


_ABOUT_OTHER_COURSES = {"README.md", "adding.md", "format.md", "sources.md", "CHANGELOG.md"}
"""Pages whose `seeds/…` is the reader's own course."""


@named
def test_codes_exist(page: Path) -> None:
    codes = set(CODE.findall(page.read_text(encoding="utf-8")))
    assert codes <= set(rules()) | EXAMPLE_CODES


def test_the_format_names_every_type_and_field() -> None:
    page = DOCS / "format.md"
    code = set(inlines(page, "code_inline"))
    models = [module.QUESTION for module in registry.register("quizgen.questions", "TYPE").values()]
    fields = {name for model in (Common, Question, BankFields, CourseFields, *models) for name in model.model_fields}
    assert not {name for name in fields if not any(re.search(rf"\b{name}\b", text) for text in code)}


def test_the_page_on_sources_names_every_field() -> None:
    assert set(SourceFields.model_fields) <= set(inlines(DOCS / "sources.md", "code_inline"))


# -------------------------------------------------------------------------------------------------- commands


def commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every `quizgen …` that a page shows."""
    lines = [line for block in blocks(page) if block.kind in {"sh", "console"} for line in block.text.splitlines()]
    for text in [*lines, *inlines(page, "code_inline")]:
        if found := re.match(r"(?:\$ )?quizgen (.+)", text):
            yield shlex.split(found[1].partition(" > ")[0])


@named
def test_commands_have_the_options_shown(page: Path) -> None:
    for arguments in commands(page):
        name, *rest = arguments
        if name.startswith("-"):
            assert any(name in parameter.opts for parameter in main.get_params(ROOT_CONTEXT)), arguments
            continue
        command = main.commands[name]
        given, left, _ = command.make_parser(click.Context(command, parent=ROOT_CONTEXT)).parse_args(args=rest)
        assert set(given.get("outputs") or ()) <= set(registry.register("quizgen.exporters", "NAME")) | {"stems"}
        assert (given.get("form") or "text") in registry.register("quizgen.reporters", "NAME")
        assert not left or any(isinstance(parameter, click.Argument) for parameter in command.params), arguments


def test_the_commands_for_make_exist() -> None:
    goals = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {line for page in PAGES for block in blocks(page) if block.kind == "sh" for line in block.text.splitlines()}
    used = {line.split()[1] for line in shown if line.startswith("make ")}
    assert used
    assert used <= goals


# ------------------------------------------------------------------------------------- the first bank, and YAML


def test_the_first_bank_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(tmp_path, monkeypatch)
    shown = blocks(ROOT / "README.md")
    init, check, slip, build = [block.text for block in shown if block.kind == "console"]
    assert terminal.type(init) == (init, [0, 0])
    for block in shown:
        if block.name:
            Path(block.name).write_text(block.text, encoding="utf-8")
    assert terminal.type(check) == (check, [0])
    bank = Path("decks/harbour.yaml")
    edit(bank, "answer: 1863", "answer: 1864")
    assert terminal.type(slip) == (slip, [1])
    edit(bank, "answer: 1864", "answer: 1863")
    assert terminal.type(build) == (build, [0])


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page != WRONG_ON_PURPOSE and page.parent != TASKS], ids=lambda page: page.stem
)
def test_yaml_has_no_surprises(page: Path, tmp_path: Path) -> None:
    for number, block in enumerate(block for block in blocks(page) if block.kind == "yaml"):
        tree = parse(block.text.encode(), page.name)
        if block.text.startswith("#"):  # a comment alone
            continue
        assert not tree.findings
        fields = set(tree.root) if isinstance(tree.root, dict) else set()
        folder = tmp_path / str(number)
        if "questions" in fields:
            make_course(folder, {"bank.yaml": block.text})
        elif fields & {"id", "sheets", "disputes"}:
            make_course(folder, {}, block.text if "id" in fields else COURSE + block.text)
        else:
            continue
        _, report = read(folder)
        assert {diagnostic.code for diagnostic in report.diagnostics} <= LEFT_OUT


# --------------------------------------------------------------------------------- the examples for contributors


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], ModuleType]]:
    """Make a file part of quizgen, as an entry point would."""

    def plug(file: Path) -> ModuleType:
        package, name = ".".join(file.parts[-3:-1]), file.stem
        parent = importlib.import_module(package)
        module = _run(f"{package}.{name}", file)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(parent, name, module, raising=False)
        point = EntryPoint(name, module.__name__, package)
        monkeypatch.setattr(registry, "entry_points", lambda group: (point,) if group == package else ())
        _forget()
        return module

    yield plug
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    registry.modules.cache_clear()
    registry.register.cache_clear()


def _run(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.stem)
def test_the_example_passes_its_own_test(
    page: Path, tmp_path: Path, plug_in: Callable[[Path], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / block.name for block in blocks(page) if block.name]
    for file, block in zip(files, (block for block in blocks(page) if block.name), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    module, test = files[:2]
    plug_in(module)
    if test.suffix == ".md":
        monkeypatch.setattr(test_rules, "FOLDER", test.parent)
        ran = [test_rules.test_rule(case, tmp_path / str(number)) for number, case in enumerate(test_rules.cases())]
    else:
        functions = [f for name, f in vars(_run(test.stem, test)).items() if name.startswith("test_")]
        ran = [
            f(**({"tmp_path": tmp_path / str(number)} if "tmp_path" in inspect.signature(f).parameters else {}))
            for number, f in enumerate(functions)
        ]
    assert ran, "the example has no test"


def test_there_is_a_page_for_each_kind_of_part() -> None:
    copied = {
        Path(text).parent.name for page in EXAMPLES for text in inlines(page, "code_inline") if text.endswith(".py")
    }
    assert {"questions", "rules", "exporters", "sources", "reporters"} <= copied
