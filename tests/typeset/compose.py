"""The whole road from a manuscript to set pages."""

from __future__ import annotations

from dataclasses import replace

from tests.typeset import front
from tests.typeset.flow import Desk, figure, footnote, heading, paragraph
from tests.typeset.manuscript import Block, Figure, Language, Manuscript, Paragraph, Section
from tests.typeset.pages import Press
from tests.typeset.placed_tables import placed_slabs
from tests.typeset.settings import Settings, measures
from tests.typeset.sheet import Sheet, Slab


def typeset(report: Manuscript, settings: Settings | None = None) -> list[Sheet]:
    """Return the pages of `report` as `settings` would have them printed."""
    settings = settings or Settings()
    desk = Desk(measures(report.office, settings.landscape), settings)
    notes = {marker: footnote(marker, text, desk) for marker, text in report.notes}
    if report.title_note is not None:
        notes["*"] = footnote("*", report.title_note, desk)
    front_sheets = _front(report, {}, notes, desk)
    body = Press(desk, notes, first=1 + len(front_sheets))
    lead: list[Slab] = []
    if not front_sheets:
        lead = [*_opening(report, desk)]
    body.fill([*lead, *_body(report, desk)])
    sheets = body.finish()
    if front_sheets:
        pages = {mark: sheet.number for sheet in sheets for mark in sheet.marks}
        sheets = [*_front(report, pages, notes, desk), *sheets]
    front.furnish(sheets, report, desk)
    return sheets


def _opening(report: Manuscript, desk: Desk) -> list[Slab]:
    return [
        front.masthead(report, desk),
        *front.title(report, desk),
        *front.summary(report, desk),
    ]


def _front(
    report: Manuscript, pages: dict[str, int], notes: dict[str, list[Slab]], desk: Desk
) -> list[Sheet]:
    """Return the pages before the body, none when the body begins on page 1."""
    if not (report.contents or report.abbreviations or desk.settings.body_on_new_page):
        return []
    press = Press(desk, notes, front=True)
    press.fill(_opening(report, desk))
    if report.contents:
        press.fill(front.contents(report, pages, desk))
    elif report.abbreviations:
        press.turn()
    press.fill(front.abbreviations(report, desk))
    return press.finish()


def _body(report: Manuscript, desk: Desk) -> list[Slab]:
    tables = [0]
    slabs = _sections(report.sections, "zh", tables, desk)
    if not report.annexes:
        slabs.extend(front.end_mark(desk))
    for index, annex in enumerate(report.annexes):
        opening = front.annex_head(annex.label, annex.title, annex.limited, annex.language, desk)
        slabs.append(replace(opening[0], mark=f"annex {index}"))
        slabs.extend(opening[1:])
        for block in annex.blocks:
            slabs.extend(_block(block, annex.language, tables, desk))
        slabs.extend(_sections(annex.sections, annex.language, tables, desk))
    return slabs


def _sections(
    sections: tuple[Section, ...], language: Language, tables: list[int], desk: Desk
) -> list[Slab]:
    slabs: list[Slab] = []
    for section in sections:
        lines = heading(section, language, desk)
        slabs.append(replace(lines[0], mark=front.heading_mark(section)))
        slabs.extend(lines[1:])
        for block in section.blocks:
            slabs.extend(_block(block, language, tables, desk))
        slabs.extend(_sections(section.sections, language, tables, desk))
    return slabs


def _block(block: Block, language: Language, tables: list[int], desk: Desk) -> list[Slab]:
    if isinstance(block, Paragraph):
        return paragraph(block, language, desk)
    if isinstance(block, Figure):
        return figure(block, language, desk)
    tables[0] += 1 if block.beside is None else 2
    return placed_slabs(block, tables[0], language, desk)
