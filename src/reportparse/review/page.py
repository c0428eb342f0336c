"""The page itself: one report as HTML, with everything in it that it needs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from reportparse.audit.index import Index
from reportparse.corrections.doubts import Doubt, doubts_of
from reportparse.corrections.settle import cell_id, settle
from reportparse.errors import MissingExtra
from reportparse.frozen import frozen_record
from reportparse.report.base import LinePlace, Place
from reportparse.report.corrections import Correction
from reportparse.report.model import Report
from reportparse.report.records import Record
from reportparse.review.assets import PAGE, asset, script
from reportparse.review.boxes import KINDS, fields_of, spots_of
from reportparse.review.equations import equations_of
from reportparse.review.figures import told_of, value_words
from reportparse.review.grid import body_rows, head_rows
from reportparse.review.lines import drawn_lines
from reportparse.review.original import Original
from reportparse.review.series import Plot, plots_of
from reportparse.review.texts import Notes, stretches
from reportparse.review.words import plain, said, words


@frozen_record
class Review:
    """What a page is made of.

    `addresses` are those of the page pictures by page number, for a server; without one a picture
    stands in the page. `save_to` is where marks go, empty for a page that only downloads them;
    `token` is what the server wants to see beside a mark.
    """

    report: Report
    original: Original
    marks: Sequence[Correction] = ()
    addresses: dict[int, str] = field(default_factory=dict)
    save_to: str = ""
    token: str = ""
    back_to: str = ""


def write_page(review: Review) -> str:
    """Return the page as one HTML file that asks no network for anything.

    >>> from reportparse.review.original import read_original
    >>> page = write_page(Review(*read_original("一. 导言\\n\\n1. <b>本</b>报告。\\n".encode())))
    >>> "<b>本</b>" in page, "&lt;b&gt;本&lt;/b&gt;" in page
    (False, True)
    """
    report = review.report
    notes = Notes(report)
    doubts = doubts_of(report)
    pictures = [
        (view.number, base64.b64encode(view.picture).decode("ascii"))
        for view in review.original.pages
        if view.picture is not None and view.number not in review.addresses
    ]
    own, style = script(PAGE), asset("review.css")
    return (
        environment()
        .get_template("review.html")
        .render(
            report=report,
            notes=notes,
            doubts=[(own, _targets(own)) for own in doubts],
            kinds=KINDS,
            fields=list(fields_of(report)),
            tables={table.id: table for table in report.tables},
            figures={figure.id: figure for figure in report.figures},
            lines=drawn_lines(review.original.lines, spots_of(report)),
            records=_by_kind(report.records),
            plots=drawn_plots(plots_of(report.records)),
            pictures=pictures,
            back_to=review.back_to,
            policy=policy(own, style, served=bool(review.save_to)),
            script=Markup(own),
            style=Markup(style),
            data=embedded(_data(review, doubts)),
        )
    )


def policy(program: str, style: str, *, served: bool) -> str:
    """Return the content security policy: this script, this style, pictures, and nothing else."""
    allowed = {
        "default-src": "'none'",
        "script-src": _digest(program),
        "style-src": _digest(style),
        "img-src": "'self' data:" if served else "data:",
        "connect-src": "'self'" if served else "'none'",
        "base-uri": "'none'",
        "form-action": "'self'" if served else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _digest(text: str) -> str:
    made = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{made}'"


def embedded(data: object) -> Markup:
    """Return data as JSON that may stand in a script element, whatever its strings hold.

    >>> embedded({"a": "</script><!--"})
    Markup('{"a":"\\\\u003c/script\\\\u003e\\\\u003c!--"}')
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


@cache
def environment() -> jinja2.Environment:
    """Return where the templates are; everything that they print is escaped."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("reportparse.review"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "t": said,
        "plain": plain,
        "stretches": stretches,
        "head_rows": head_rows,
        "body_rows": body_rows,
        "value_words": value_words,
        "cell_id": cell_id,
        "first_place": first_place,
    }
    return made


def first_place(places: Sequence[Place]) -> str:
    """Return the first place as an attribute: `p4` or `l12`; nothing where there is none.

    >>> first_place(()), first_place((LinePlace(line=3, column=1, end_line=3, end_column=5),))
    ('', 'l3')
    """
    if not places:
        return ""
    place = places[0]
    return f"l{place.line}" if isinstance(place, LinePlace) else f"p{place.page}"


def _targets(doubt: Doubt) -> str:
    """The elements of a doubt, cells first, by their ids."""
    found = [cell_id(place) for place in doubt.cells]
    if doubt.element is not None:
        found.append(doubt.element)
    return " ".join(found)


def _by_kind(records: Iterable[Record]) -> dict[str, tuple[list[str], list[Record]]]:
    """Records by kind, with the fields that any of them has, in their order."""
    found: dict[str, tuple[list[str], list[Record]]] = {}
    for record in records:
        names, same = found.setdefault(record.kind, ([], []))
        names += [own.name for own in record.fields if own.name not in names]
        same.append(record)
    return found


def drawn_plots(plots: Sequence[Plot]) -> list[tuple[Plot, Markup, str]] | None:
    """Return plots with their drawings and the power of ten of their axes; None where matplotlib
    is not installed."""
    if not plots:
        return []
    try:
        from reportparse.review.drawing import draw, power_of
    except MissingExtra:
        return None
    return [(plot, Markup(draw(plot, f"d{at}-")), power_of(plot)) for at, plot in enumerate(plots)]


def _data(review: Review, doubts: Sequence[Doubt]) -> dict[str, Any]:
    """What the script works with."""
    report = review.report
    equations = equations_of(Index(report))
    return {
        "words": words(),
        "pages": [
            [view.number, view.width, view.height, review.addresses.get(view.number, "")]
            for view in review.original.pages
        ],
        "boxes": _boxes(report),
        "told": dict(told_of(report)),
        "equations": [[own.text, own.verdict, own.by, list(own.figures)] for own in equations],
        "doubts": {
            own.key: [own.message, [_where(place) for place in own.places]] for own in doubts
        },
        "marks": [
            {**settled.mark.model_dump(mode="json"), "state": settled.state}
            for settled in settle(report, review.marks)
        ],
        "sidecar": {
            "corrections_version": "1",
            "sha256": report.source.sha256,
            "name": report.source.name,
            "symbol": report.metadata.symbol.value if report.metadata.symbol else None,
            "parser_version": report.source.reader_version,
        },
        "save": review.save_to,
        "token": review.token,
    }


def _where(place: Place) -> list[Any]:
    if isinstance(place, LinePlace):
        return ["line", place.line, place.column, place.end_line, place.end_column]
    return ["page", place.page, *(place.box or ())]


def _boxes(report: Report) -> dict[int, list[list[Any]]]:
    """Boxes by page: number of the kind, element, left, top, right, bottom."""
    found: dict[int, list[list[Any]]] = {}
    for spot in spots_of(report):
        if isinstance(spot.place, LinePlace) or spot.place.box is None:
            continue
        row = [KINDS.index(spot.kind), spot.element, *spot.place.box]
        found.setdefault(spot.place.page, []).append(row)
    return found
