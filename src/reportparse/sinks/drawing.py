"""Drawings of what a stage saw, on the picture of the page: SVG and PNG."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import Final

from PIL import Image, ImageDraw

from reportparse.inspection import Drawing

COLOURS: Final = (
    "#1f77b4",
    "#d62728",
    "#2ca02c",
    "#9467bd",
    "#ff7f0e",
    "#17a2b8",
    "#8c564b",
    "#e377c2",
    "#6b8e23",
    "#7f7f7f",
)
"""Told apart by most colour-blind readers in this order; the legend names each."""
TINT: Final = 0.12
"""How much of its colour fills a box: the print below has to stay readable."""
LEGEND: Final = 14.0
"""In points: the height of the line below the page that names the colours."""


def colours_of(drawing: Drawing) -> dict[str, str]:
    """Return a colour for each kind of shape, in the order in which the kinds come up."""
    kinds = dict.fromkeys(shape.kind for shape in drawing.shapes)
    return {kind: COLOURS[at % len(COLOURS)] for at, kind in enumerate(kinds)}


def write_svg(drawing: Drawing, picture: bytes) -> str:
    """Return the page with the shapes on it as SVG, one user unit a point.

    `picture` is the page as PNG. The label of a shape shows when the pointer rests on it.
    """
    colours = colours_of(drawing)
    width, height = drawing.width, drawing.height
    image = base64.b64encode(picture).decode("ascii")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height + LEGEND:g}" '
        f'viewBox="0 0 {width:g} {height + LEGEND:g}" font-family="sans-serif" font-size="7">',
        f"<title>page {drawing.page}: {drawing.stage}</title>",
        f'<rect width="{width:g}" height="{height + LEGEND:g}" fill="#fff"/>',
        f'<image width="{width:g}" height="{height:g}" href="data:image/png;base64,{image}"/>',
    ]
    for shape in drawing.shapes:
        box, colour = shape.box, colours[shape.kind]
        parts.append(
            f'<rect x="{box.x0:.2f}" y="{box.top:.2f}" width="{box.width:.2f}" '
            f'height="{box.height:.2f}" fill="{colour}" fill-opacity="{TINT}" stroke="{colour}" '
            f'stroke-width="0.6"><title>{escape(shape.kind)}: {_one_line(shape.label)}</title>'
            "</rect>"
        )
    left = 4.0
    for kind, colour in colours.items():
        parts.append(
            f'<rect x="{left:g}" y="{height + 4:g}" width="6" height="6" fill="{colour}"/>'
            f'<text x="{left + 8:g}" y="{height + 10:g}">{escape(kind)}</text>'
        )
        left += 16 + 4.2 * len(kind)
    return "\n".join([*parts, "</svg>", ""])


def _one_line(label: str) -> str:
    """Labels may hold control characters of broken fonts, which XML forbids."""
    return escape("".join(c if c.isprintable() else " " for c in label))


def write_png(drawing: Drawing, picture: bytes) -> bytes:
    """Return the page with the shapes on it as PNG, in the size of `picture`."""
    colours = colours_of(drawing)
    page = Image.open(io.BytesIO(picture)).convert("RGBA")
    scale = page.width / drawing.width
    canvas = Image.new("RGBA", (page.width, page.height + round(LEGEND * scale)), "white")
    canvas.paste(page, (0, 0))
    layer = Image.new("RGBA", canvas.size)
    pen = ImageDraw.Draw(layer)
    for shape in drawing.shapes:
        red, green, blue = _rgb(colours[shape.kind])
        box = shape.box
        pen.rectangle(
            [box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale],
            fill=(red, green, blue, round(255 * TINT)),
            outline=(red, green, blue, 255),
        )
    left, top = 4 * scale, (drawing.height + 3) * scale
    for kind, colour in colours.items():
        pen.rectangle([left, top, left + 6 * scale, top + 6 * scale], fill=(*_rgb(colour), 255))
        pen.text((left + 8 * scale, top - scale), kind, fill="black", font_size=7 * scale)
        left += (12 + 4.2 * len(kind)) * scale
    out = io.BytesIO()
    Image.alpha_composite(canvas, layer).convert("RGB").save(out, "PNG")
    return out.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
