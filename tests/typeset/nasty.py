"""What can go badly on a page, found on set pages: for strategies that look for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tests.typeset.compose import typeset
from tests.typeset.manuscript import Manuscript, NoteRef, Table, Text, walk
from tests.typeset.settings import Settings
from tests.typeset.sheet import Sheet

NASTY = (
    "footnote in a caption",
    "paragraph cut before footnotes",
    "heading at the end of a page",
    "table cut",
    "table on the last lines",
    "items over a page break",
    "footnote run on",
    "digit first",
    "label first",
)
ITEMS = ("(b)", "(c)", "(d)", "(二)", "(三)")
TRIES = 9
STEP = 36.0
"""Points by which a page is shortened from try to try."""
SEARCHED = ("paragraph cut before footnotes", "footnote run on")
"""What depends on how full a page is; the rest needs a page break at the right slab."""


def possible(report: Manuscript, settings: Settings) -> dict[str, list[int]]:
    """Return the nasty things that could happen to `report`, each with the slabs to break at."""
    slabs = [s for sheet in typeset(report, settings) if not sheet.front for s in sheet.slabs]
    found: dict[str, list[int]] = {name: [] for name in SEARCHED if report.notes}
    for index, (slab, below) in enumerate(pairwise(slabs), start=1):
        if below.new_page:
            continue
        if slab.mark is not None:
            found.setdefault("heading at the end of a page", []).append(index)
        if slab.table is not None:
            name = "table cut" if below.table == slab.table else "table on the last lines"
            found.setdefault(name, []).append(index)
        if below.pieces and below.pieces[0].text.startswith(ITEMS):
            found.setdefault("items over a page break", []).append(index)
    return found


def wished(report: Manuscript, settings: Settings, wish: str, place: int | None) -> Settings:
    """Return `settings` with pages that end so that `wish` happens, if a few tries find it.

    `place` is the slab to break at; without it shorter and shorter pages are tried.
    """
    if place is not None:
        return replace(settings, breaks=(place,))
    for index in range(TRIES):
        cut = (settings.short_page + index * STEP) % (TRIES * STEP)
        tried = replace(settings, short_page=cut)
        if wish in nasty(report, typeset(report, tried)):
            return tried
    return settings


def nasty(report: Manuscript, sheets: list[Sheet]) -> Iterator[str]:
    """Yield the name of every nasty thing that happens on `sheets`."""
    if any(isinstance(b, Table) and has_mark(b.title) for b in walk(report.sections)):
        yield "footnote in a caption"
    for sheet, after in pairwise(sheets):
        slabs = [slab for slab in sheet.slabs if slab.lines]
        if not slabs or not after.slabs:
            continue
        last = slabs[-1]
        notes = any(piece.role == "note" for piece in sheet.pieces)
        if notes and last.pieces and not last.pieces[-1].end:
            yield "paragraph cut before footnotes"
        if last.mark is not None and not after.slabs[0].new_page:
            yield "heading at the end of a page"
        if last.table is not None:
            same = last.table == after.slabs[0].table
            yield "table cut" if same else "table on the last lines"
        if after.slabs[0].pieces and after.slabs[0].pieces[0].text.startswith(ITEMS):
            yield "items over a page break"
        carried = [piece for piece in after.pieces if piece.role == "note"]
        if carried and not carried[0].lead:
            yield "footnote run on"
    for sheet in sheets:
        for slab, below in pairwise(sheet.slabs):
            if slab.pieces and below.pieces and not slab.pieces[-1].end:
                text = below.pieces[0].text
                yield from (["digit first"] if text[0].isdigit() else [])
                yield from (["label first"] if text.startswith(("(a)", "(b)", "(一)")) else [])


def has_mark(text: Text) -> bool:
    """Tell whether a footnote is anchored in `text`."""
    return any(isinstance(run, NoteRef) for run in text)
