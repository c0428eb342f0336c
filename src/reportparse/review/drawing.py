"""Plots drawn by matplotlib, as SVG that needs no style of its own and may stand in the page.

matplotlib writes `style` attributes, which the page's content security policy forbids; they become
presentation attributes here, and colours become classes, so that light and dark pages share one
drawing. Words stand in the page beside the drawing: inside are digits only, whatever fonts there
are where it is made.
"""

from __future__ import annotations

import io
import re
import threading
import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any, Final

from reportparse.errors import MissingExtra
from reportparse.review.series import Plot

try:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
except ImportError as missing:
    raise MissingExtra("review", f"{missing.name} is not installed") from missing

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
WIDTH, HEIGHT = 6.4, 2.9
"""In inches, as matplotlib has it; the page scales the drawing to its column."""
BAR: Final = 0.8
"""Part of the room of a period that its bars take."""
SCALES: Final = ((Decimal(10) ** 9, "9"), (Decimal(10) ** 6, "6"), (Decimal(10) ** 3, "3"))
"""Powers of ten in which an axis is written, the largest first."""
SETTINGS: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "reportparse",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.linewidth": 0.4,
}
_LOCK: Final = threading.Lock()
"""matplotlib's settings belong to the process; a server draws for several readers."""
_ID: Final = re.compile(r"bar:(\d+):(\d+)")


def power_of(plot: Plot) -> str:
    """Return the power of ten in which the axis of a plot is written, empty for ones.

    >>> power_of(Plot("plot", ()))
    ''
    """
    most = max((abs(bar.value) for line in plot.lines for bar in line.bars), default=Decimal(0))
    return next((sign for scale, sign in SCALES if most >= scale), "")


def draw(plot: Plot, prefix: str) -> str:
    """Return a plot as an SVG element, for a page in which `prefix` is no other drawing's.

    Bars have the class `bar s0`, `bar s1` by their line, `data-id` with the id of their cell, and
    a title that says period and print.
    """
    with _LOCK, mpl.rc_context(SETTINGS):
        return _converted(_drawn(plot), plot, prefix)


def _drawn(plot: Plot) -> bytes:
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    periods = plot.periods
    at = {period: place for place, period in enumerate(periods)}
    scale = next((scale for scale, sign in SCALES if sign == power_of(plot)), Decimal(1))
    floor = [Decimal(0)] * len(periods)
    width = BAR if plot.stacked else BAR / max(1, len(plot.lines))
    for number, line in enumerate(plot.lines):
        shift = 0.0 if plot.stacked else (number - (len(plot.lines) - 1) / 2) * width
        for index, bar in enumerate(line.bars):
            place = at[bar.period]
            patches = axes.bar(
                place + shift,
                float(bar.value / scale),
                width,
                bottom=float(floor[place] / scale) if plot.stacked else 0,
            )
            patches[0].set_gid(f"bar:{number}:{index}")
            floor[place] += bar.value
    turned = len(periods) > 4
    axes.set_xticks(
        range(len(periods)),
        [period.replace(" – ", "\n–") if not turned else period for period in periods],
        rotation=40 if turned else 0,
        ha="right" if turned else "center",
        rotation_mode="anchor" if turned else "default",
    )
    axes.set_xlim(-0.6, len(periods) - 0.4)
    axes.tick_params(length=2)
    out = io.BytesIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _converted(data: bytes, plot: Plot, prefix: str) -> str:
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(data)
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
    for element in root.iter():
        _plain(element, prefix)
    for element in root.iter(f"{{{SVG}}}g"):
        found = _ID.fullmatch(element.get("id", "").removeprefix(prefix))
        if found:
            _bar(element, plot, int(found[1]), int(found[2]))
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return ET.tostring(root, encoding="unicode")


def _plain(element: ET.Element, prefix: str) -> None:
    """Turn the style of an element into attributes, and make its ids the page's own."""
    style = element.attrib.pop("style", "")
    for part in style.split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip(), value.strip()
        if name == "font":
            size = re.search(r"([\d.]+)px", value)
            element.set("font-size", size[1] if size else "9")
        elif name in ("fill", "stroke"):
            element.set(name, "none" if value == "none" else "currentColor")
        elif name:
            element.set(name, value)
    for name, value in list(element.attrib.items()):
        if name == "id":
            element.set(name, prefix + value)
        elif name == f"{{{XLINK}}}href" and value.startswith("#"):
            element.set(name, f"#{prefix}{value[1:]}")
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{prefix}"))


def _bar(group: ET.Element, plot: Plot, number: int, index: int) -> None:
    bar = plot.lines[number].bars[index]
    del group.attrib["id"]
    group.set("class", f"bar s{number % 6}{' restated' if bar.restated else ''}")
    group.set("data-id", bar.element)
    title = ET.Element(f"{{{SVG}}}title")
    title.text = f"{bar.period}: {bar.raw}"
    group.insert(0, title)
    for path in group.iter(f"{{{SVG}}}path"):
        path.attrib.pop("fill", None)
        path.attrib.pop("stroke", None)
