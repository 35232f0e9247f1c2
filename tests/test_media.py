"""Pictures: only real ones, only from inside the course."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sample import PNG

from quizgen import media
from quizgen.media import Media, UnusableImageError

SVG = b'<?xml version="1.0"?><!-- a map --><svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
REAL = {
    "a.png": PNG,
    "a.PNG": PNG,
    "a.jpg": b"\xff\xd8\xff\xe0rest",
    "a.jpeg": b"\xff\xd8\xff\xe0rest",
    "a.gif": b"GIF89a rest",
    "a.webp": b"RIFF\x00\x00\x00\x00WEBPrest",
    "a.svg": SVG,
    "карта 1.svg": b"\xef\xbb\xbf" + SVG,
}
FALSE = {
    "a.png": SVG,
    "a.jpg": PNG,
    "a.webp": b"RIFF\x00\x00\x00\x00WAVErest",
    "a.svg": b"<html><body><svg xmlns='http://www.w3.org/2000/svg'/></body></html>",
    "b.svg": b"<svg/>",
    "c.svg": b"no markup",
    "d.svg": b"",
    "e.svg": b'<?xml version="1.0" encoding="klingon"?><svg/>',
    "f.png": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The `decks/` of a course, beside which there is something that is none of its business."""
    (tmp_path / "secret.png").write_bytes(PNG)
    decks = tmp_path / "course" / "decks"
    decks.mkdir(parents=True)
    (decks.parent / "above.png").write_bytes(PNG)
    return decks


def refusal(folder: Path, path: str) -> str:
    taken = Media(folder.parent)
    with pytest.raises(UnusableImageError) as caught:
        taken.take(path, folder)
    assert not taken.files
    return str(caught.value)


@pytest.mark.parametrize("name", REAL)
def test_a_picture_is_named_by_its_content(name: str, folder: Path) -> None:
    (folder / name).write_bytes(REAL[name])
    taken = Media(folder.parent)
    ending = name.rpartition(".")[2].lower()
    medium = f"quizgen-{hashlib.sha256(REAL[name]).hexdigest()[:16]}.{ending}"
    assert taken.take(name, folder) == taken.take(f"../decks/{name}", folder) == medium
    assert taken.files == {medium: REAL[name]}


def test_a_picture_above_the_bank_but_in_the_course(folder: Path) -> None:
    assert Media(folder.parent).take("../above.png", folder).endswith(".png")


@pytest.mark.parametrize("name", FALSE)
def test_content_and_ending_must_agree(name: str, folder: Path) -> None:
    (folder / name).write_bytes(FALSE[name])
    assert refusal(folder, name) == f"“{name}” is not what its ending says"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../../secret.png", "outside the course"),
        ("../../course/../secret.png", "outside the course"),
        ("/etc/passwd.png", "must be a path from this file"),
        ("C:/secret.png", "must be a path from this file"),
        ("..\\..\\secret.png", "must be a path from this file"),
        ("file:../above.png", "must be a path from this file"),
        ("https://example.org/a.png", "must be a path from this file"),
        ("data:image/png;base64,x.png", "must be a path from this file"),
        ("a\0.png", "must be a path from this file"),
        ("none.png", "there is no picture"),
        ("", "is no picture that can be used"),
        ("../quizgen.yaml", "is no picture that can be used"),
        ("notes", "is no picture that can be used"),
        (f"{'a' * 300}.png", "leads nowhere"),
    ],
)
def test_no_other_path(path: str, why: str, folder: Path) -> None:
    assert why in refusal(folder, path)


def test_no_link_that_leads_out_or_in_a_circle(folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent.parent / "secret.png")
    (folder / "round.png").symlink_to(folder / "round.png")
    assert "outside the course" in refusal(folder, "out.png")
    assert "leads nowhere" in refusal(folder, "round.png") or "there is no picture" in refusal(folder, "round.png")


def test_no_giant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MAX_BYTES", 1_000_000)
    (folder / "a.png").write_bytes(PNG + bytes(1_000_000))
    assert refusal(folder, "a.png") == "“a.png” is larger than 1 MB"


def test_no_folder(folder: Path) -> None:
    (folder / "a.png").mkdir()
    assert "there is no picture" in refusal(folder, "a.png")
