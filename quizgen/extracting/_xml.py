"""Reads XML from files of others: no entities, no declarations of types, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.sources import UnreadableError

if TYPE_CHECKING:
    from lxml import etree


def parsed(data: bytes) -> etree._Element:
    """The root of a document. Raises UnreadableError if it declares entities, XMLSyntaxError if it is broken."""
    from lxml import etree  # noqa: PLC0415  # an extra

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableError("it declares abbreviations of its own (XML entities), which no such document needs")
    return root


def first(root: etree._Element, name: str) -> str:
    """The words of the first element of a local name, in whatever namespace; empty without one."""
    found = next(root.iter("{*}" + name), None)
    return "" if found is None else "".join(str(words) for words in found.itertext())
