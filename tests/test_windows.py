"""What Windows does otherwise: line ends, names and paths of files, files that a program has open."""

from __future__ import annotations

import ast
import json
import ntpath
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from courses import COURSE, PRICE, STORM, TRAINS, bank, cli, edit, make_course, snapshot
from hypothesis import given
from hypothesis import strategies as st

import quizgen
from quizgen.edition import Artifact
from quizgen.extracting import extract
from quizgen.files import IN_USE
from quizgen.load import load
from quizgen.manifest import NAME, UnusablePathError, publish
from quizgen.media import Media, UnusableImageError
from quizgen.portable import LONGEST_PATH, folded, name_trouble, path_trouble, shown, typed

PACKAGE = Path(quizgen.__file__).parent
BOM = b"\xef\xbb\xbf"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 8


# --------------------------------------------------------------------------------------------------- line ends

PASSAGE = """\
title: The clock
source: clock
passages:
  fees:
    title: Fees
    text: |
      | Ship | Fee |
      | --- | --- |
      | Boat | 2 pounds |
"""
LONG = "id: why\nopen: >-\n  Why do\n  clocks stop?\nanswer: |\n  One reason.\n\n  Another.\nuncited: an opinion"
ABOUT = "id: fee\nabout: fees\nnumeric: What did a boat pay?\nanswer: 2\nunit: pounds\nuncited: read off the table"
DRAWN = "\nimage:\n  file: boat.svg\n  alt: A boat"
BOAT = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\n<path d="M0 0H9"/>\n</svg>\n"""


def windows_lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A course, and the same as Windows' editors and git write it; both are built."""
    folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    for folder in folders:
        make_course(folder, {"unit/harbour.yaml": bank(PRICE, STORM, TRAINS, LONG, ABOUT + DRAWN, head=PASSAGE)})
        (folder / "seeds/sources.yaml").write_text("clock:\n  file: clock.txt\n  title: Clock\n", encoding="utf-8")
        (folder / "decks/unit/boat.svg").write_text(BOAT, encoding="utf-8")
        (folder / "templates/anki").mkdir(parents=True)
        (folder / "templates/anki/style.css").write_text(".card {\n  color: navy;\n}\n", encoding="utf-8")
    for file in (path for path in folders[1].rglob("*") if path.is_file()):
        mark = BOM if file.suffix in {".yaml", ".txt", ".css"} else b""
        file.write_bytes(mark + windows_lines(file.read_bytes()))
    for folder in folders:
        built = cli(folder, "build")
        assert (built.exit_code, built.stderr) == (0, "")
    return folders


def test_line_ends_of_windows_change_no_byte_of_lock_and_outputs(twins: tuple[Path, Path]) -> None:
    plain, windows = twins
    assert snapshot(windows / "build") == snapshot(plain / "build")
    assert any(path.endswith(".apkg") for path in snapshot(plain / "build"))
    assert (windows / "quizgen.lock").read_bytes() == (plain / "quizgen.lock").read_bytes()
    assert b"\r" not in (windows / "build/worksheet/unit/harbour.html").read_bytes()


def test_a_lock_with_line_ends_of_windows_is_the_same_lock(twins: tuple[Path, Path]) -> None:
    _, windows = twins
    lock = windows / "quizgen.lock"
    lock.write_bytes(windows_lines(lock.read_bytes()))
    before = snapshot(windows)
    frozen = cli(windows, "build", "--frozen")
    assert (frozen.exit_code, frozen.stderr) == (0, "")
    assert snapshot(windows) == before


def test_check_prints_the_same_and_fix_keeps_line_ends_and_byte_order_mark(twins: tuple[Path, Path]) -> None:
    banks = [folder / "decks/unit/harbour.yaml" for folder in twins]
    for file in banks:
        edit(file, "- id: price", "-")
        edit(file, "title: Fees", "title: Fees: all")
    found, same = (json.loads(cli(folder, "check", "--format", "json").stdout) for folder in twins)
    assert same == found
    assert {diagnostic["code"] for diagnostic in found["diagnostics"]} == {"Q009", "Q025"}
    assert {diagnostic["file"] for diagnostic in found["diagnostics"]} == {"decks/unit/harbour.yaml"}
    for folder in twins:
        assert cli(folder, "check", "--fix").exit_code == 0
    mended, on_windows = (file.read_bytes() for file in banks)
    assert b'title: "Fees: all"' in mended
    assert on_windows == BOM + windows_lines(mended)


# ------------------------------------------------------------------------------------------------------- names

NAMES = st.one_of(
    st.text(st.sampled_from('abnulcomptx019$¹² .:?*"<>|\\/\0\n-é'), max_size=9),
    st.builds(
        str.__add__,
        st.sampled_from(["con", "PRN", "Aux", "nul", "COM1", "lpt9", "com²", "CONIN$", "con "]),
        st.sampled_from(["", ".txt", " .yaml", ".tar.gz", "x", " x", "-1"]),
    ),
)
BUILD = PureWindowsPath(r"C:\Users\Ida\course\build")


def is_reserved(name: str) -> bool:
    """What Python knows of Windows: from 3.13 on all its rules, before that the devices alone."""
    return ntpath.isreserved(name) if sys.version_info >= (3, 13) else PureWindowsPath(name).is_reserved()


@given(NAMES)
def test_a_name_that_passes_is_one_plain_name_on_windows(name: str) -> None:
    if not name_trouble(name):
        assert (BUILD / name).parent == BUILD
        assert (BUILD / name).name == name.rstrip(". ")
        assert not is_reserved(name)


@given(st.lists(NAMES, min_size=1, max_size=4).map("/".join))
def test_a_path_that_passes_stays_below_the_folder_on_every_system(path: str) -> None:
    if not path_trouble(path):
        for below in (BUILD / path, PurePosixPath("/build") / path):
            assert below.parts[-(path.count("/") + 1) :] == tuple(path.split("/"))
            assert len(below.parts) == len(type(below)(below.anchor, *below.parts[1:]).parts)
        assert (BUILD / path).is_relative_to(BUILD)
        assert ".." not in (BUILD / path).parts


@pytest.mark.parametrize(
    "name",
    [
        *("a?.yaml", "a:b", "C:x.txt", "clock.txt:stream", r"a\b", "a/b", 'say "a".md', "a|b", "a*", "<a>", "a\tb"),
        *("a.", "a ", "..", ".", "", "con", "NUL.txt", "aux.tar.gz", "Lpt1.yaml", "com¹.txt", "prn .txt"),
    ],
)
def test_names_that_windows_refuses(name: str) -> None:
    assert name_trouble(name)


@pytest.mark.parametrize("name", ["a.yaml", "Страница.txt", "console.yaml", "com.txt", "com10", ".hidden", "a..b", "é"])
def test_names_that_every_system_takes(name: str) -> None:
    assert not name_trouble(name)
    assert not is_reserved(name)


def test_a_path_has_room_for_the_folder_of_the_course() -> None:
    assert not path_trouble("decks/" + "x" * (LONGEST_PATH - 6))
    assert "151 letters" in path_trouble("decks/" + "x" * (LONGEST_PATH - 5))


@given(st.text("aAäÄßſ\u0308-1", max_size=8))
def test_capitals_and_composed_letters_make_no_second_file(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert folded("Ärger-" + name) == folded("A\u0308RGER-" + name)
    assert folded(name + "a") != folded(name + "b")


def test_paths_are_shown_and_typed_as_each_system_can_read_them() -> None:
    home = PureWindowsPath(r"C:\Users\Ida")
    assert shown(home / "course" / "build" / "key" / "a.html", home) == "course/build/key/a.html"
    assert shown(PureWindowsPath("D:/print/a.html"), home) == r"D:\print\a.html"
    assert shown(PurePosixPath("/print/a.html"), PurePosixPath("/home/ida")) == "/print/a.html"
    assert typed(PureWindowsPath(r"C:\courses\history-9")) == r"C:\courses\history-9"
    assert typed(PureWindowsPath("history 9")) == '"history 9"'
    assert typed(PurePosixPath("ida's course")) == """'ida'"'"'s course'"""


# ------------------------------------------------------------------------------------ what a course may point to

OUTSIDE = ["C:/x.png", "C:x.png", "//server/share/x.png", "/x.png", r"\\server\share\x.png", r"..\x.png", "x.png:y.png"]


@pytest.mark.parametrize("path", [*OUTSIDE, "aux.png", "images/con.x.png", "a?.png", "images /x.png"])
def test_a_picture_is_named_so_that_it_can_be_there_on_windows(tmp_path: Path, path: str) -> None:
    file = tmp_path / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PICTURE)
    with pytest.raises(UnusableImageError, match=r"must be a path|can't have this name"):
        Media(tmp_path).take(path, tmp_path)


def test_a_picture_in_a_folder_beside_the_banks_is_taken(tmp_path: Path) -> None:
    make_course(tmp_path, {})
    (tmp_path / "decks/x.png").write_bytes(PICTURE)
    assert Media(tmp_path).take("../decks/./x.png", tmp_path / "seeds").endswith(".png")


@pytest.mark.parametrize("name", ["C:clock.txt", "clock.txt:more", r"..\clock.txt", "../clock.txt"])
def test_a_source_is_a_file_of_seeds_on_windows_too(tmp_path: Path, name: str) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE)}, texts={})
    (tmp_path / "seeds/sources.yaml").write_text(f"clock:\n  file: {name}\n  title: Clock\n", encoding="utf-8")
    (tmp_path / "seeds" / name).write_text("It cost 340 pounds.", encoding="utf-8")
    course = load(tmp_path)
    assert [finding.code for finding in course.findings] == ["Q033"]
    assert course.sources["clock"].anchors is None


@pytest.mark.parametrize("path", ["key/a?.html", "key/con.html", "key/a /b.html", "C:key/a", "//server/a", "key/a:b"])
def test_no_output_is_written_that_windows_could_not_open(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnusablePathError, match="Windows"):
        publish(tmp_path / "out", "c", {"key": [Artifact(path, b"")]}, whole=True)
    assert not snapshot(tmp_path)


def test_sheets_that_are_one_file_on_macos_are_refused(tmp_path: Path) -> None:
    twice = [Artifact("key/é.html", b""), Artifact("key/e\u0301.html", b"")]
    with pytest.raises(UnusablePathError, match="Two sheets"):
        publish(tmp_path / "out", "c", {"key": twice}, whole=True)


def test_a_sheet_named_like_a_device_is_one_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    sheets = "sheets:\n  nul:\n    title: One\n    parts:\n      - pick:\n          - price\n"
    course = make_course(tmp_path, {"a.yaml": bank(PRICE)}, COURSE + sheets)
    before = snapshot(course)
    refused = cli(course, "build", "--to", "key")
    assert refused.exit_code == 2
    assert "An output can't be named “key/nul.html”: Windows keeps the name “nul” for a device." in refused.stderr
    assert snapshot(course) == before


def test_a_bank_renamed_by_a_capital_is_not_removed_where_both_names_are_one_file(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": [Artifact("key/Unit.html", b"old")]}, whole=True)
    os.link(tmp_path / "key/Unit.html", tmp_path / "key/unit.html")  # a file with two names, as on Windows
    assert publish(tmp_path, "c", {"key": [Artifact("key/unit.html", b"old")]}, whole=True) == []
    assert (tmp_path / "key/unit.html").read_bytes() == b"old"
    publish(tmp_path, "d", {"key": [Artifact("key/Other.html", b"old")]}, whole=True)
    assert publish(tmp_path, "d", {"key": [Artifact("key/other.html", b"new")]}, whole=True) == ["key/Other.html"]


# ------------------------------------------------------------------------------------------- files that are open


def hold(monkeypatch: pytest.MonkeyPatch, held: Path) -> None:
    """Refuse what Windows refuses while a program has a file open: to rename, replace or remove it."""

    def guard(name: str) -> None:
        done = getattr(Path, name)

        def guarded(self: Path, *arguments: Path, **options: bool) -> object:
            if held in {self, *arguments}:
                raise PermissionError(13, "Access is denied", str(self))
            return done(self, *arguments, **options)

        monkeypatch.setattr(Path, name, guarded)

    for name in ("rename", "replace", "unlink"):
        guard(name)


def test_a_file_that_a_program_has_open_is_one_sentence_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = make_course(tmp_path, {"a.yaml": bank(PRICE), "b.yaml": bank(STORM)})
    assert cli(course, "build", "--to", "key").exit_code == 0
    edit(course / "decks/a.yaml", "What did the clock cost?", "How much was the clock?")
    edit(course / "decks/b.yaml", "What bent the black hand?", "What bent the hand?")
    before = snapshot(course)
    with monkeypatch.context() as windows:
        hold(windows, course / "build/key/b.html")
        refused = cli(course, "build", "--to", "key")
        assert (refused.exit_code, refused.stderr) == (2, f"Error: {course / 'build/key/b.html'}: {IN_USE}.\n")
        (course / "decks/b.yaml").unlink()  # its key is to be removed
        refused = cli(course, "build", "--to", "key")
        assert (refused.exit_code, IN_USE in refused.stderr) == (2, True)
    del before[str(Path("decks/b.yaml"))]
    assert snapshot(course) == before
    assert cli(course, "build", "--to", "key").exit_code == 0
    assert set(snapshot(course / "build")) == {str(Path("key/a.html")), NAME}


# ------------------------------------------------------------------------------------------ what Windows has not

UNIX_ALONE = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
UNIX_CALLS = {*"fork forkpty getuid geteuid mkfifo chown killpg setsid alarm SIGALRM SIGKILL".split()}
TEXT = {"open", "read_text", "write_text", "fdopen"}
SUSPECT = re.compile("|".join(rf"\b{word}\b" for word in sorted(UNIX_ALONE | UNIX_CALLS | TEXT)))


def test_nothing_is_used_that_windows_lacks_and_no_file_is_read_in_its_old_encoding() -> None:
    odd = []
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if SUSPECT.search(text) else ():
            match node:
                case ast.Import(names=names) if UNIX_ALONE & {name.name for name in names}:
                    odd.append((file.name, "import"))
                case ast.Attribute(attr=attribute) if attribute in UNIX_CALLS:
                    odd.append((file.name, attribute))
                case ast.Call(func=ast.Attribute(attr=call), args=arguments, keywords=keywords) if call in TEXT:
                    modes = [value.value for value in arguments if isinstance(value, ast.Constant)]
                    binary = any("b" in str(mode) for mode in modes)
                    if not binary and "encoding" not in {keyword.arg for keyword in keywords}:
                        odd.append((file.name, call))
    assert odd == [
        ("package.py", "open"),  # an entry of a zip file
        ("_child.py", "import"),  # behind a question for the system
        ("apkg.py", "open"),  # an entry of a zip file
    ]


def test_a_file_is_read_where_there_is_no_limit_of_memory() -> None:
    code = (
        "import sys; sys.platform, sys.modules['resource'] = 'win32', None\n"
        "from quizgen.extracting._child import main; main()"
    )
    text = "Цена — 340 фунтов.\r\n".encode()
    command = [sys.executable, "-c", code, ".txt"]
    done = subprocess.run(command, input=text, capture_output=True, cwd=PACKAGE.parent, timeout=60, check=True)
    assert json.loads(done.stdout)["text"].strip() == extract("a.txt", text).text.strip() == "Цена — 340 фунтов."
