r"""Formulas for paper: `<span class="math">\(…\)</span>` becomes a picture, drawn once, without a script.

The drawing needs the extra `quizgen[math]`. Without it, or where TeX cannot be drawn faithfully, the TeX
stays as readable text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

FORMULA = re.compile(r'<span class="math">(\\[(\[])(.*?)\\[)\]]</span>', re.DOTALL)
SIZE = 100
"""Pixels of an em in a drawing; the page scales it by its own em."""


def draw_formulas(html: str) -> str:
    """Replace every formula of a safe HTML text by inline SVG, where that can be done."""
    return FORMULA.sub(_picture, html)


def _picture(found: re.Match[str]) -> str:
    return _drawing(unescape(found[2]).strip(), inline=found[1] == r"\(") or found[0]


@lru_cache(maxsize=1024)
def _drawing(tex: str, *, inline: bool) -> str | None:
    """Draw TeX as an SVG element that grows with the text around it; None if it cannot be drawn."""
    try:
        from ziamath.config import config  # noqa: PLC0415  # an extra: it may be missing
        from ziamath.zmath import Latex  # noqa: PLC0415
    except ImportError:
        return None
    config.svg2 = False  # draws each glyph in place, so that no two formulas share an element's id
    try:
        formula = Latex(tex, size=SIZE, inline=inline, margin=0)
        svg = formula.svgxml()
    except Exception:  # noqa: BLE001  # the library fails in many ways at TeX it does not know
        return None
    if any(not formula.font.glyphindex(letter) for letter in tex if letter.isalnum()):
        return None  # the font would print an empty box for this letter
    width, height = (float(svg.attrib.pop(side)) / SIZE for side in ("width", "height"))
    depth = formula.getyofst() / SIZE
    svg.attrib.pop("xmlns:xlink", None)
    svg.attrib |= {
        "class": "formula" if inline else "formula display",
        "role": "img",
        "aria-label": tex,
        "style": f"width:{width:.3f}em;height:{height:.3f}em;vertical-align:{depth:.3f}em",
    }
    return ElementTree.tostring(svg, encoding="unicode", short_empty_elements=False)
