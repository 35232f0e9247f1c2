"""Files are written whole or not at all, and edits leave everything else as it was."""

from __future__ import annotations

import errno
import stat
import tempfile
from pathlib import Path

import pytest

from quizgen.diagnostics import Edit, Span
from quizgen.files import apply_edits, write_all, write_atomically


def test_a_file_is_replaced_with_its_permissions_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new/folder/file"
    write_atomically(file, b"one")
    file.chmod(0o600)
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError, match="b"):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    with pytest.raises(OSError, match="a"):
        write_all({tmp_path / "c": b"new", tmp_path / "a/d": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b"]


def test_where_a_folder_takes_no_file_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", ".quizgen-x")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(PermissionError, match=r"Permission denied: '.*sheet\.html'"):
        write_atomically(tmp_path / "sheet.html", b"new")


def insertion(line: int, column: int, text: str) -> Edit:
    return Edit("bank.yaml", Span(line, column, line, column), text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a: 1\n- b\n", b"a: 1\n- id: x\n  b\n"),
        (b"a: 1\r\n- b\r\n", b"a: 1\r\n- id: x\r\n  b\r\n"),
        (b"\xef\xbb\xbfa: 1\n- b", b"\xef\xbb\xbfa: 1\n- id: x\n  b"),
        ("é: \u2028ü\x85\n- b\n".encode(), "é: \u2028ü\x85\n- id: x\n  b\n".encode()),
        (b"a: 1\r- b\r", b"a: 1\r- id: x\n  b\r"),
    ],
    ids=["plain", "windows", "byte order mark", "line ends that are none", "old mac"],
)
def test_an_edit_leaves_all_else_as_it_was(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "bank.yaml"
    file.write_bytes(before)
    assert apply_edits(tmp_path, [insertion(2, 3, "id: x\n  ")]) == {file: after}
    assert file.read_bytes() == before, "nothing is written yet"


def test_of_edits_that_overlap_the_first_holds(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text("abcdef\n", encoding="utf-8")
    edits = [
        Edit("bank.yaml", Span(1, 3, 1, 5), "-"),
        Edit("bank.yaml", Span(1, 1, 1, 4), "+"),
        insertion(1, 7, "!"),
    ]
    assert apply_edits(tmp_path, edits) == {tmp_path / "bank.yaml": b"+def!\n"}


def test_an_edited_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("a\n", encoding="utf-8")
    (tmp_path / "bank.yaml").symlink_to("real.yaml")
    write_all(apply_edits(tmp_path, [insertion(1, 1, "b")]))
    assert (tmp_path / "bank.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text(encoding="utf-8") == "ba\n"
