"""What a build may remove: what the manifest lists and nobody touched, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from courses import snapshot

from quizgen.edition import Artifact
from quizgen.manifest import NAME, UnusablePathError, publish


def files(*paths: str) -> list[Artifact]:
    return [Artifact(path, path.encode()) for path in paths]


def test_a_whole_build_removes_what_it_no_longer_makes(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": files("key/a", "key/b")}, whole=True)
    (tmp_path / "key/mine").write_bytes(b"a teacher's own file")
    assert publish(tmp_path, "c", {"key": files("key/a")}, whole=True) == ["key/b"]
    assert set(snapshot(tmp_path)) == {"key/a", "key/mine", NAME}


def test_a_file_that_somebody_changed_stays(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": files("key/a")}, whole=True)
    (tmp_path / "key/a").write_bytes(b"with notes in the margin")
    assert publish(tmp_path, "c", {"key": []}, whole=True) == []
    assert publish(tmp_path, "c", {"key": []}, whole=True) == []
    assert (tmp_path / "key/a").read_bytes() == b"with notes in the margin"


def test_other_outputs_and_other_courses_are_left_alone(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": files("key/a"), "anki": files("anki/a")}, whole=True)
    publish(tmp_path, "d", {"key": files("key/d", "key/a")}, whole=True)
    assert publish(tmp_path, "c", {"key": []}, whole=True) == [], "the other course makes key/a too"
    assert publish(tmp_path, "d", {"key": []}, whole=True) == ["key/a", "key/d"]
    assert set(snapshot(tmp_path)) == {"anki/a", NAME}


def test_a_partial_build_removes_nothing_and_forgets_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": files("key/a", "key/b")}, whole=True)
    assert publish(tmp_path, "c", {"key": files("key/a")}, whole=False) == []
    assert publish(tmp_path, "c", {"key": files("key/a")}, whole=True) == ["key/b"]


def test_the_same_build_gives_the_same_manifest(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": files("key/b", "key/a"), "anki": []}, whole=True)
    first = (tmp_path / NAME).read_bytes()
    publish(tmp_path, "c", {"anki": [], "key": files("key/a", "key/b")}, whole=True)
    assert (tmp_path / NAME).read_bytes() == first


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a\\x", "C:x", "a\0x", ""])
def test_nothing_is_written_where_a_path_leads_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnusablePathError):
        publish(tmp_path / "out", "c", {"key": files("key/a", path)}, whole=True)
    assert not snapshot(tmp_path)


def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious"
    publish(tmp_path, "c", {"key": files("precious")}, whole=True)
    listed = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["courses"]["c"]["key"]
    out.mkdir()
    (out / "link").symlink_to(tmp_path)
    forged = {"../precious": listed["precious"], str(precious): listed["precious"], "link/precious": listed["precious"]}
    (out / NAME).write_text(json.dumps({"version": 1, "courses": {"c": {"key": forged}}}), encoding="utf-8")
    assert publish(out, "c", {"key": []}, whole=True) == []
    assert precious.exists()


@pytest.mark.parametrize("damaged", ["", "[]", '{"courses": 3}', '{"courses": {"c": {"key": [1]}}}', "\x00"])
def test_a_damaged_manifest_removes_nothing(tmp_path: Path, damaged: str) -> None:
    publish(tmp_path, "c", {"key": files("key/a")}, whole=True)
    (tmp_path / NAME).write_text(damaged, encoding="utf-8")
    assert publish(tmp_path, "c", {"key": []}, whole=True) == []
    assert (tmp_path / "key/a").exists()


def test_a_failure_leaves_the_old_outputs(tmp_path: Path) -> None:
    publish(tmp_path, "c", {"key": files("key/a")}, whole=True)
    before = snapshot(tmp_path)
    with pytest.raises(OSError, match="key"):
        publish(tmp_path, "c", {"key": [Artifact("key/a", b"new"), Artifact("key", b"no file")]}, whole=True)
    assert snapshot(tmp_path) == before


def test_two_files_that_differ_in_capitals_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusablePathError, match="Two sheets would both be written to “key/Unit”; rename one of them"):
        publish(tmp_path / "out", "c", {"key": files("key/unit", "key/Unit")}, whole=True)
    assert not snapshot(tmp_path)
    publish(tmp_path / "out", "c", {"key": files("key/unit"), "worksheet": files("worksheet/Unit")}, whole=True)
