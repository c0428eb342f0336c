"""Element identifiers (`eId`): made of what the print numbers, from the outermost part inwards.

The form is that of the Akoma Ntoso Naming Convention, `section_III__title_A__para_12`: parts are
joined by two underscores, a number follows its element's name behind one. A Chinese number of a
heading (一、三) is written in Roman numerals, as the other languages of the same document print it,
so that all language versions have the same identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from reportparse.report import Report
from reportparse.report.body import Annex, Block, Heading, Section

HIERARCHY: Final[Mapping[str, str]] = {
    "chapter": "part",
    "chinese": "section",
    "roman": "section",
    "capital": "title",
    "arabic": "chapter",
    "letter": "subchapter",
    "unnumbered": "division",
}
"""Which element a section is, by the style of its number."""
SHORT: Final[Mapping[str, str]] = {
    "chapter": "chp",
    "subchapter": "subchp",
    "division": "dvs",
    "paragraph": "para",
    "subparagraph": "subpara",
    "alinea": "al",
    "attachment": "att",
}
"""Names of elements inside identifiers, where they are not the element's own name."""
ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
UNFIT: Final = re.compile(r"[\s()（）.、,，。:：/\[\]]+")


class Ids:
    """The identifiers of one report: by the report's own id, each handed out once."""

    def __init__(self, report: Report) -> None:
        self._used: set[str] = set()
        self._counts: dict[tuple[str, str], int] = {}
        self._known: dict[str, str] = {}
        self._sections(report.sections, "")
        for annex in report.annexes:
            self._annex(annex)
        for table in report.tables:
            own = self._named(table.id, "", "table", table.number)
            for note in table.notes:
                self._named(note.id, own, "note", note.marker)
        for figure in report.figures:
            self._named(figure.id, "", "figure", figure.number)
        for footnote in report.footnotes:
            self._named(footnote.id, "", "fn", footnote.marker)
        if report.summary is not None:
            for block in report.summary.paragraphs:
                self._named(block.id, "summary", "p", None)

    def of(self, name: str) -> str | None:
        """Return the identifier of the element that the report calls `name`."""
        return self._known.get(name)

    def link(self, name: str) -> str | None:
        """Return the address of that element inside the document, None if there is none."""
        own = self._known.get(name)
        return None if own is None else f"#{own}"

    def counted(self, prefix: str, tag: str) -> str:
        """Return an identifier for something that the report has no id for."""
        return self._taken(prefix, tag, None)

    def _annex(self, annex: Annex) -> None:
        number = str(annex.number) if annex.number is not None else None
        own = self._named(annex.id, "", "attachment", number)
        self._sections(annex.sections, own)

    def _sections(self, sections: Iterable[Section], prefix: str) -> None:
        for section in sections:
            own = prefix
            if section.heading is not None:
                tag = HIERARCHY[section.heading.style]
                own = self._named(section.id, prefix, tag, number_of(section.heading))
            self._blocks(section.blocks, own)
            self._sections(section.sections, own)

    def _blocks(self, blocks: Iterable[Block], prefix: str) -> None:
        for block in blocks:
            parent = self._known.get(block.parent or "", prefix)
            number = str(block.number) if block.number is not None else block.label
            if block.kind == "item":
                number = block.label if block.value is None else _fit(block.label) or None
            self._named(block.id, parent, element_of(block), number)

    def _named(self, name: str, prefix: str, tag: str, number: str | None) -> str:
        own = self._taken(prefix, tag, number)
        self._known.setdefault(name, own)
        return own

    def _taken(self, prefix: str, tag: str, number: str | None) -> str:
        short = SHORT.get(tag, tag)
        stem = f"{prefix}__{short}" if prefix else short
        fit = _fit(number)
        name = f"{stem}_{fit}" if fit else self._next(prefix, stem)
        while name in self._used:
            name = self._next(prefix, name)
        self._used.add(name)
        return name

    def _next(self, prefix: str, stem: str) -> str:
        count = self._counts[prefix, stem] = self._counts.get((prefix, stem), 0) + 1
        return f"{stem}_{count}"


def element_of(block: Block) -> str:
    """Return which element a block of the body is."""
    if block.kind == "item":
        return "subparagraph" if block.depth <= 1 else "point"
    return "paragraph" if block.kind == "paragraph" and block.number is not None else "alinea"


def number_of(heading: Heading) -> str | None:
    """Return the number of a heading as identifiers have it, None if it has none."""
    if heading.style in ("chinese", "roman") and heading.value:
        return roman(heading.value)
    if heading.style == "chapter" and heading.value is not None:
        return str(heading.value)
    return heading.label


def roman(value: int) -> str:
    """Return a number in Roman numerals.

    >>> roman(3), roman(14), roman(49)
    ('III', 'XIV', 'XLIX')
    """
    out = ""
    for worth, letters in ROMAN:
        count, value = divmod(value, worth)
        out += letters * count
    return out


def _fit(number: str | None) -> str:
    """Return a printed number without what no identifier may hold.

    >>> _fit("(a)"), _fit("六、"), _fit(None)
    ('a', '六', '')
    """
    return UNFIT.sub("-", number).strip("-") if number else ""
