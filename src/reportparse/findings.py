"""Doubt as data: everything that a reader of the result must know before trusting it.

A parse raises only when no report can be made at all. Whatever else is doubtful becomes a
`Doubt`: a code of the register below, the severity that belongs to it, a sentence, the place,
and where they are known what was expected and what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from reportparse.frozen import frozen_record
from reportparse.layout.model import Piece

Severity = Literal["error", "warning", "info"]

REGISTER: dict[str, tuple[Severity, str]] = {
    "page-trouble": ("warning", "The reader met something on a page that it could not read."),
    "page-loss": ("error", "Print on a page could not be read: something is missing."),
    "page-without-text": ("error", "A page shows pictures but carries no text."),
    "pages-reread": ("info", "Pages that the fast reader read badly were read by the slow one."),
    "page-unmapped": ("error", "A page's characters have no meaning (unmapped codes)."),
    "not-a-un-report": ("warning", "Nothing marks this document as a UN report."),
    "encoding-guessed": ("warning", "The encoding of the text had to be guessed."),
    "paragraph-gap": ("warning", "Paragraph numbers do not run on."),
    "heading-gap": ("warning", "Heading numbers do not run on."),
    "title-unclear": ("warning", "Lines may be the title, or may be something else."),
    "heading-unclear": ("warning", "A line may be a heading or may be text."),
    "list-unclear": ("warning", "A list was announced, but its entries were not recovered."),
    "block-unclear": ("info", "A line may go on with a block or may begin a new one."),
    "note-unclear": ("warning", "Lines may go on with a note or may belong to the text."),
    "figure-unclear": ("warning", "Lines may be words of a figure or may be text."),
    "note-without-marker": ("warning", "A note is printed, but no marker points to it."),
    "marker-without-note": ("warning", "A marker is printed, but there is no such note."),
    "note-gap": ("warning", "Footnote numbers do not run on."),
    "marker-unclear": ("warning", "A sign may be a marker or may belong to the text."),
    "table-without-grid": ("error", "A caption announces a table whose cells were not recovered."),
    "table-ambiguous": ("error", "The cells of a row can be cut in more than one way."),
    "cells-unclear": ("warning", "Cells of a table may have been cut or placed wrongly."),
    "table-row-unread": ("error", "A row of a table could not be fitted to its columns."),
    "table-evidence-differs": ("warning", "Two ways of reading a table disagree."),
    "cell-unread": ("error", "A cell holds ink that could not be read."),
    "cell-ambiguous": ("warning", "A cell's value can be read in more than one way."),
    "cell-malformed": ("warning", "A cell among figures is printed as no figure can be."),
    "total-differs": ("warning", "A total differs from the sum of its parts."),
    "total-rounded": ("info", "A total differs from the sum of its parts as rounding allows."),
    "total-explained": ("info", "A total is no sum of its parts, and a note says why."),
    "total-missing": ("info", "A total is printed as nil although its parts are not."),
    "ratio-differs": ("warning", "A percentage differs from the figures that it is made of."),
    "average-differs": ("warning", "An average differs from the figures that it is made of."),
    "contents-differ": ("warning", "The contents list and the outline disagree."),
    "reference-unresolved": ("info", "A reference points to something that was not found."),
    "period-unclear": ("warning", "Several periods can be the reporting period."),
    "text-doubled": ("error", "Print was given to two elements."),
    "metadata-missing": ("info", "A field of the masthead was not found."),
    "figure-without-text": ("info", "A figure carries no readable text."),
    "text-unplaced": ("warning", "Text was found whose role is not clear; it is kept as it is."),
    "pages-selected": ("info", "Only some pages were read."),
}


@frozen_record
class Doubt:
    """One doubt. `pieces` say where; `about` names the element it concerns, if any."""

    code: str
    message: str
    pieces: Sequence[Piece] = field(default=())
    about: str | None = None
    expected: str | None = None
    found: str | None = None
    page: int | None = None

    def __post_init__(self) -> None:
        if self.code not in REGISTER:
            raise KeyError(f"unregistered finding code: {self.code}")

    @property
    def severity(self) -> Severity:
        return REGISTER[self.code][0]
