"""A page's layout in the words of OMRChecker's `template.json`, as its guide describes it (version 1).

https://github.com/Udayraj123/OMRChecker/wiki/[v1]-About-Templates
"""

from __future__ import annotations

import json

from quizgen.exporters.answer_sheet.geometry import BUBBLE, HEIGHT, MARK, WIDTH, Field, Page

RIM = 15
"""The white around a mark in its picture: a picture that is all black has nothing to be found by."""
MARK_FILE = "mark.pbm"
PAPER_WIDTH = 2100


def template(page: Page) -> bytes:
    """Write the layout: lengths in tenths of a millimetre, in the box between the centres of the marks."""
    student = [field.name for field in page.student]
    layout = {
        "pageDimensions": [WIDTH, HEIGHT],
        "bubbleDimensions": [BUBBLE, BUBBLE],
        "preProcessors": [
            {
                "name": "CropOnMarkers",
                "options": {
                    "relativePath": MARK_FILE,
                    "sheetToMarkerWidthRatio": round(PAPER_WIDTH / (MARK + 2 * RIM)),
                },
            }
        ],
        "customLabels": {"student": student},
        "fieldBlocks": {field.name: _block(field) for field in page.fields},
        "outputColumns": [
            *(field.name for field in page.printed),
            "student",
            *(row.field.name for row in page.rows),
        ],
        "emptyValue": "",
    }
    return (json.dumps(layout, indent=1) + "\n").encode()


def _block(field: Field) -> dict[str, object]:
    """Describe a field; its bubbles are counted from the left or from above, also on a page from right to left."""
    bubbles = sorted(field.bubbles, key=lambda one: (one.left, one.top))
    first, second = bubbles[0], bubbles[min(1, len(bubbles) - 1)]
    return {
        "direction": "vertical" if second.top > first.top else "horizontal",
        "bubbleValues": [one.value for one in bubbles],
        "origin": [first.left, first.top],
        "bubblesGap": second.left - first.left + second.top - first.top,
        "labelsGap": 0,
        "fieldLabels": [field.name],
    }


def mark() -> bytes:
    """Draw a registration mark with its white rim, as a portable bitmap: a pixel is half a millimetre."""
    rim, side = RIM // 5, MARK // 5
    white = "0" * (2 * rim + side)
    dark = "0" * rim + "1" * side + "0" * rim
    rows = [white] * rim + [dark] * side + [white] * rim
    return "\n".join(["P1", f"{len(white)} {len(rows)}", *rows, ""]).encode()
