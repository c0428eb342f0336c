"""Numbers that have to run on: paragraphs, headings, tables, figures, footnotes, table notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportparse.audit.index import Index, table_name
from reportparse.lexicon.patterns import compiled
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.report.audit import AuditLine
from reportparse.report.base import Place
from reportparse.report.body import Section

Numbered = tuple[int, str, tuple[Place, ...]]
"""A number, the element that bears it, and where it is printed."""


def numbering(index: Index) -> Iterator[AuditLine]:
    """Test that each kind of number runs on from its first: one line a kind, or one a break."""
    report = index.report
    paragraphs = [
        (block.number, block.id, block.label_places or index.places(block.id))
        for block in index.blocks()
        if block.kind == "paragraph" and block.number is not None
    ]
    if not report.source.pages_read:
        yield from _running("paragraph numbers", _first_run(paragraphs))
        yield from _running("footnote numbers", _footnotes(index))
        yield from _running("table numbers", _tables(index))
        yield from _running("figure numbers", _figures(index))
        yield from _headings(index)
        yield from _table_notes(index)


def _running(kind: str, numbers: Sequence[Numbered]) -> Iterator[AuditLine]:
    """Compare numbers with the count from the first of them."""
    if not numbers:
        return
    broken = False
    for (before, _, _), (number, element, places) in pairwise(numbers):
        if number != before + 1:
            broken = True
            yield AuditLine(
                check="numbering",
                verdict="contradicts",
                statement=f"{kind}: {number} follows {before}",
                expected=str(before + 1),
                found=str(number),
                element=element,
                places=places,
            )
    if not broken:
        first, last = numbers[0][0], numbers[-1][0]
        yield AuditLine(
            check="numbering", verdict="holds", statement=f"{kind}: {first} to {last}, no gap"
        )


def _first_run(numbers: Sequence[Numbered]) -> list[Numbered]:
    """The body's paragraphs: an annex that begins again at 1 is a run of its own, not tested."""
    found: list[Numbered] = []
    for own in numbers:
        if found and own[0] == 1:
            break
        found.append(own)
    return found


def _footnotes(index: Index) -> list[Numbered]:
    notes = [note for note in index.report.footnotes if note.marker.strip().isdecimal()]
    return [(int(note.marker), note.id, note.places) for note in notes]


def _tables(index: Index) -> list[Numbered]:
    """Tables with plain numbers. Under one number several parts may be captioned."""
    found: list[Numbered] = []
    for table in index.report.tables:
        value = _plain(table.number)
        if value is not None and not (found and found[-1][0] == value):
            found.append((value, table.id, table.places[:1]))
    return _first_run(found)


def _figures(index: Index) -> list[Numbered]:
    found: list[Numbered] = []
    for figure in index.report.figures:
        value = _plain(figure.number)
        if value is not None and not (found and found[-1][0] == value):
            found.append((value, figure.id, figure.places[:1]))
    return _first_run(found)


def _plain(number: str | None) -> int | None:
    """A number without parts: `7` and `七`, but not `2.1` or `A.3`.

    >>> _plain("7"), _plain("七"), _plain("2.1")
    (7, 7, None)
    """
    text = (number or "").strip().rstrip(".")
    if text.isdecimal():
        return int(text)
    return chinese_numeral(text) if text else None


def _headings(index: Index) -> Iterator[AuditLine]:
    seen: set[int] = set()
    broken = False
    tested = 0
    for sisters, _ in index.sections():
        if id(sisters) in seen:
            continue
        seen.add(id(sisters))
        by_style: dict[str, list[Section]] = {}
        for section in sisters:
            if section.heading is not None and section.heading.value is not None:
                by_style.setdefault(section.heading.style, []).append(section)
        for own in by_style.values():
            numbers = [
                (s.heading.value, s.id, s.heading.label_places or s.heading.text.places[:1])
                for s in own
                if s.heading is not None and s.heading.value is not None
            ]
            tested += len(numbers)
            for line in _running("heading numbers", numbers):
                if line.verdict == "contradicts":
                    broken = True
                    yield line
    if tested and not broken:
        yield AuditLine(
            check="numbering",
            verdict="holds",
            statement=f"heading numbers: {tested} numbered, no gap",
        )


def _table_notes(index: Index) -> Iterator[AuditLine]:
    """Letters of table notes begin at a and run on."""
    for table in index.report.tables:
        letters = [(n.marker.strip(), n) for n in table.notes]
        if not letters or not all(compiled("[a-z]").fullmatch(letter) for letter, _ in letters):
            continue
        numbers = [(ord(letter) - ord("a") + 1, n.id, n.places) for letter, n in letters]
        for line in _running(f"{table_name(table)}: note letters", [(0, table.id, ()), *numbers]):
            if line.verdict == "contradicts":
                found = line.found or ""
                letter = chr(ord("a") + int(found) - 1) if found.isdecimal() else found
                yield line.model_copy(
                    update={
                        "statement": f"{table_name(table)}: a note letter is missing before "
                        f"{letter}",
                        "expected": chr(ord("a") + int(line.expected or 1) - 1),
                        "found": letter,
                    }
                )
