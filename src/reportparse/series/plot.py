"""Series as a drawing: one panel an indicator, the latest figures as a line.

What was printed and later changed is an open mark, with its report; over a missing period there is
no line.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

from reportparse.errors import MissingExtra, OutputError

try:
    import matplotlib as mpl
    from matplotlib import dates as mdates
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontPath, FontProperties
    from matplotlib.ticker import FuncFormatter, MaxNLocator
except ImportError as missing:
    raise MissingExtra("plot", f"{missing.name} is not installed") from missing

from reportparse.series.columns import cut
from reportparse.series.fonts import find_face
from reportparse.series.model import Series, Statement, When

Form = Literal["png", "svg"]

MOST_PANELS: Final = 12
"""Panels that can still be read on one sheet."""
PANEL: Final = (9.0, 3.4)
"""Width and height of a panel, in inches."""
SIZES: Final = {"title": 12.0, "label": 9.0, "note": 8.0}
"""Sizes of print, in points."""
DOTS: Final = 150
"""Dots an inch, of a PNG."""
TITLE_WIDTH: Final = 84
"""Half-width characters that a title may take."""
LINE, CHANGED, GAP = "#1f4e79", "#c0392b", "#f1e4c8"
LATEST: Final = "最新报告所载"
BEFORE: Final = "后经更改的数字"
DOUBT: Final = "读取存疑"
MISSING: Final = "缺报告期"
DIGITS: Final = "0123456789 .,-−–%()/年月…lp"
"""What the drawing itself prints; by the height of `l` and `p` the library sets its lines apart."""
LIFTS: Final = (12, 42, 72)
"""How far above its mark a note stands, in points: neighbours at different heights."""
THIN: Final = "\u2009"


def draw(series: Sequence[Series], form: Form, font: Path | None = None) -> bytes:
    """Return the drawing of some series as a PNG or an SVG.

    Text is drawn in a font that has all its characters (`fonts.find_face`); an SVG holds the
    shapes of the letters, so that it looks the same everywhere. Raises `OutputError` where there is
    nothing to draw, too much of it, or no font.
    """
    drawn = [one for one in series if any(_points(one))]
    if not drawn:
        raise OutputError("none of these series has a figure to draw")
    if len(drawn) > MOST_PANELS:
        raise OutputError(
            f"{len(drawn)} series are too many for one drawing, at most {MOST_PANELS}; name fewer"
        )
    face = find_face(_characters(drawn), font)
    properties = FontProperties(fname=FontPath(face.path, face.index))
    # A fixed salt and no date: the same series give the same file.
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "series"}):
        figure = Figure(figsize=(PANEL[0], PANEL[1] * len(drawn)), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots(len(drawn), 1, squeeze=False)
        for one, own in zip(drawn, axes[:, 0], strict=True):
            _panel(own, one, properties)
        out = io.BytesIO()
        about: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=DOTS, metadata=about)
    return out.getvalue()


def _characters(series: Sequence[Series]) -> str:
    words = [_title(one) + (one.indicator.unit or "") + one.indicator.name for one in series]
    prints = [statement.text for one in series for statement in one.statements]
    names = [statement.document.name for one in series for statement in one.statements]
    return "".join((*words, *prints, *names, LATEST, BEFORE, DOUBT, MISSING, DIGITS))


def _title(series: Series) -> str:
    own = series.indicator
    return cut(own.label or own.name, TITLE_WIDTH)


def _points(series: Series) -> Iterator[tuple[When, Statement]]:
    for when in series.periods:
        latest = series.effective(when)
        if latest is not None:
            yield when, latest


# -- one panel


def _panel(axes: Axes, series: Series, font: FontProperties) -> None:
    points = list(_points(series))
    gaps = [finding.when for finding in series.findings if finding.code == "gap" and finding.when]
    for stretch in _stretches(points, gaps):
        days = [when.end for when, _ in stretch]
        values = [float(one.number or 0) for _, one in stretch]
        axes.plot(
            _dates(days), values, color=LINE, marker="o", markersize=5, label=LATEST, zorder=3
        )
    for at, gap in enumerate(gaps):
        first, last = gap.start or gap.end, gap.end
        if gap.is_day or gap.start is None:
            first, last = gap.end - HALF_YEAR, gap.end + HALF_YEAR
        axes.axvspan(
            *_dates([first, last]), color=GAP, label=MISSING if at == 0 else None, zorder=0
        )
    _changed(axes, series, font)
    _doubtful(axes, points)
    _dress(axes, series, font)


HALF_YEAR: Final = datetime.timedelta(days=120)
"""How far the mark of a missing day reaches to either side, so that it can be seen."""


def _dates(days: Sequence[datetime.date]) -> list[float]:
    return [float(mdates.date2num(day)) for day in days]  # type: ignore[no-untyped-call]


def _stretches(
    points: Sequence[tuple[When, Statement]], gaps: Sequence[When]
) -> Iterator[list[tuple[When, Statement]]]:
    """The points between gaps: over a missing period no line is drawn."""
    stretch: list[tuple[When, Statement]] = []
    for point in points:
        if stretch and any(stretch[-1][0].end < gap.end < point[0].end for gap in gaps):
            yield stretch
            stretch = []
        stretch.append(point)
    yield stretch


def _changed(axes: Axes, series: Series, font: FontProperties) -> None:
    """Mark the prints that a later one has changed, and say what they were and where."""
    seen: set[tuple[When, Decimal]] = set()
    for one in series.statements:
        latest = series.effective(one.when)
        if latest is None or one.number is None or one.number == latest.number:
            continue
        if one.doubt is not None or (one.when, one.number) in seen:
            continue
        seen.add((one.when, one.number))
        day, value = _dates([one.when.end])[0], float(one.number)
        axes.plot(
            [day],
            [value],
            marker="o",
            markersize=9,
            markerfacecolor="none",
            markeredgecolor=CHANGED,
            linestyle="none",
            label=BEFORE,
            zorder=4,
        )
        axes.annotate(
            f"{one.text}\n{one.document.name}",
            (day, value),
            xytext=(0, LIFTS[(len(seen) - 1) % len(LIFTS)]),
            textcoords="offset points",
            ha="center",
            color=CHANGED,
            fontproperties=font,
            fontsize=SIZES["note"],
            bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "alpha": 0.8, "linewidth": 0},
            zorder=5,
        )


def _doubtful(axes: Axes, points: Sequence[tuple[When, Statement]]) -> None:
    days = [when.end for when, one in points if one.doubt is not None]
    values = [float(one.number or 0) for _, one in points if one.doubt is not None]
    if days:
        axes.plot(
            _dates(days), values, marker="x", color=CHANGED, linestyle="none", label=DOUBT, zorder=4
        )


def _dress(axes: Axes, series: Series, font: FontProperties) -> None:
    unit = series.indicator.unit
    title = _title(series) + (f" ({unit})" if unit and unit not in _title(series) else "")
    axes.set_title(title, fontproperties=font, fontsize=SIZES["title"], loc="left")
    name = series.indicator.name
    axes.set_title(name, fontproperties=font, fontsize=SIZES["note"], loc="right", color="#777777")
    axes.yaxis.set_major_formatter(FuncFormatter(_grouped))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6))
    years = mdates.YearLocator()  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(years)
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    axes.margins(x=0.04, y=0.3)
    lowest, highest = axes.dataLim.intervaly
    if lowest >= 0:
        axes.set_ylim(bottom=-0.05 * (highest or 1))
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font)
        label.set_fontsize(SIZES["label"])
    handles, labels = axes.get_legend_handles_labels()
    once = dict(zip(labels, handles, strict=True))
    small = font.copy()
    small.set_size(SIZES["note"])
    axes.legend(once.values(), once.keys(), prop=small, frameon=False, loc="best")


def _grouped(value: float, _: int | None) -> str:
    """A number of the scale, in groups of three digits."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace(",", THIN)
