"""Pictures in a Word file: raster images as they are, SVG drawn as PNG, all from the page's own bytes."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import resvg_py
from docx.image.image import Image
from docx.shared import Inches, Length
from docx.text.run import Run
from lxml import etree

DATA = re.compile(r"data:([^;,]*);base64,(.*)", re.DOTALL)
SVG = "image/svg+xml"
PIXELS_PER_INCH = 96
"""As browsers reckon."""
TALLEST = Inches(3.5)
"""Leaves room for the question around a picture."""
DRAWN_WIDTH = 1600
"""Pixels across a drawn SVG: some 240 to the inch on a whole line."""
SLIMMEST = 10
"""How many times as high as wide, or as wide as high, a drawing may be; a sliver would fill the memory."""
NUMBER = re.compile(r"\s*([\d.]+)")


class Pictures:
    """Puts pictures into runs; `lost` are the words for those that Word cannot show. `widest` is the line's length."""

    def __init__(self, widest: Length) -> None:
        self.widest = widest
        self.lost: list[str] = []

    def insert(self, run: Run, address: str, alt: str) -> bool:
        """Put a picture into a run, no wider than a line; False, and `lost` grows, where that can't be done."""
        try:
            data, pixels = _raster(address)
            ratio = data.px_height / data.px_width
            width = min(Inches(pixels / PIXELS_PER_INCH), self.widest, TALLEST / ratio)
            drawing = run.add_picture(BytesIO(data.blob), width=Length(int(width)))
        except Exception:  # noqa: BLE001  # broken pictures fail in many ways, in three libraries
            self.lost.append(alt)
            return False
        drawing._inline.docPr.set("descr", alt)  # python-docx has no name for it
        return True


def _raster(address: str) -> tuple[Image, float]:
    """Read a `data:` address as an image that Word knows, and its width on a screen; raises on any other."""
    found = DATA.fullmatch(address)
    if not found:
        raise ValueError(address)
    data = b64decode(found[2])
    if found[1] != SVG:
        image = Image.from_blob(data)
        return image, image.px_width
    drawing = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = _size(drawing)
    if not 1 / SLIMMEST <= height / width <= SLIMMEST:
        raise ValueError(height / width)
    _keep_to_itself(drawing)
    return Image.from_blob(resvg_py.svg_to_bytes(etree.tostring(drawing, encoding="unicode"), width=DRAWN_WIDTH)), width


def _size(drawing: etree._Element) -> tuple[float, float]:
    """Read the size of an SVG in its own units, from `viewBox` as this gives its shape, else from its sides."""
    sides = (drawing.get("viewBox") or "").replace(",", " ").split()[2:]
    numbers = [NUMBER.match(side) for side in sides or (drawing.get("width", ""), drawing.get("height", ""))]
    width, height = (float(number[1]) for number in numbers if number)
    return width, height


def _keep_to_itself(drawing: etree._Element) -> None:
    """Cut every reference to another file, which would be read from this computer."""
    for element in drawing.iter():
        for name, value in element.attrib.items():
            if str(name).endswith("href") and not str(value).strip().startswith(("#", "data:")):
                del element.attrib[name]
