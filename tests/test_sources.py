"""Readers of source texts."""

from __future__ import annotations

import pytest

from quizgen.sources import UnreadableError, md, read_source, suffixes, txt

TEXT = "Часы — «слоу».\nIt cost 340 £.\n"


def test_the_endings_that_can_be_read() -> None:
    assert suffixes() == (".markdown", ".md", ".txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_in_any_encoding_that_says_what_it_is(encoding: str, end: str) -> None:
    assert read_source("a.TXT", TEXT.replace("\n", end).encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"One\nTwo \xa3340\n", "line 2 is not in UTF-8; save the text as UTF-8"),
        ("a.md", b"\xff", "line 1 is not in UTF-8"),
        ("a.txt", b"PK\x03\x04\x00\x00", "it is no text"),
        ("a.txt", b"\xff\xfeabc", "is not in UTF-8"),
        ("a.docx", b"", "files ending in .docx can't be read; .markdown and .md and .txt can"),
        ("notes", b"", "a file without an ending can't be read"),
    ],
)
def test_the_message_says_why_a_file_cannot_be_read(name: str, data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_source(name, data)
    assert why in str(caught.value)


def test_markdown_gives_a_line_a_block_and_no_marks() -> None:
    text = """\
# The *clock*

It cost 340 pounds, [said](https://example.org "t") the
**Board**. &amp; so on<br>.

- one
- two `2`

| a | b |
|---|---|
| 1 | 2 |

> quoted

![A picture of *it*](a.png)

<div>hidden</div>

    some code
"""
    assert md.read(text.encode()).split("\n\n") == [
        *("The clock", "It cost 340 pounds, said the Board. & so on.", "one", "two 2", "a", "b", "1", "2", "quoted"),
        *("A picture of it", "some code\n"),
    ]


def test_an_empty_text() -> None:
    assert (txt.read(b""), md.read(b"")) == ("", "\n")
