"""A report in a few lines for the person at the terminal: what was found, what is doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reportparse.report import Finding, Report
from reportparse.report.base import PagePlace, Place
from reportparse.report.body import Block, Section

LABEL_WIDTH = 12


def write_summary(report: Report) -> str:
    """Return a short summary, one fact per line."""
    facts = [*_masthead(report), *_body(report), *_elements(report)]
    lines = [f"{label + ':':<{LABEL_WIDTH}} {value}" for label, value in facts]
    return "\n".join(lines) + "\n"


def write_findings(findings: Iterable[Finding]) -> str:
    """Return one line per finding: severity, code, place, sentence."""
    return "".join(f"{_finding(finding)}\n" for finding in findings)


def _masthead(report: Report) -> Iterator[tuple[str, str]]:
    metadata = report.metadata
    if metadata.symbol is not None:
        yield "Symbol", metadata.symbol.value
    if metadata.title is not None:
        yield "Title", metadata.title.text
    if metadata.date is not None:
        yield "Date", str(metadata.date.iso or metadata.date.raw)
    pages = "" if report.source.pages is None else f", {report.source.pages} pages"
    yield "Source", f"{report.source.media_type}{pages}, language {report.language}"


def _body(report: Report) -> Iterator[tuple[str, str]]:
    sections = list(walk(report.sections))
    headings = sum(section.heading is not None for section in sections)
    blocks = [block for section in sections for block in section.blocks]
    yield "Headings", str(headings)
    yield "Paragraphs", _numbered(blocks)
    for annex in report.annexes:
        inside = [block for section in walk(annex.sections) for block in section.blocks]
        title = f" {annex.title.text}" if annex.title is not None else ""
        yield "Annex", f"{annex.label.text}{title} ({_count(len(inside), 'block')})"


def _numbered(blocks: list[Block]) -> str:
    numbers = [b.number for b in blocks if b.kind == "paragraph" and b.number is not None]
    plain = sum(b.kind == "paragraph" and b.number is None for b in blocks)
    items = sum(b.kind == "item" for b in blocks)
    span = f" ({numbers[0]} to {numbers[-1]})" if numbers else ""
    return f"{len(numbers)} numbered{span}, {plain} others, {_count(items, 'sub-item')}"


def _elements(report: Report) -> Iterator[tuple[str, str]]:
    anchored = sum(bool(note.anchors) for note in report.footnotes)
    yield "Footnotes", f"{len(report.footnotes)}, {anchored} of them anchored"
    cells = sum(len(row.cells) for table in report.tables for row in table.rows)
    yield "Tables", f"{len(report.tables)} with {_count(cells, 'cell')}"
    yield "Figures", str(len(report.figures))
    if report.abbreviations is not None:
        yield "Short forms", str(len(report.abbreviations.entries))
    yield "References", f"{len(report.references)}, and {_count(len(report.links), 'link')}"
    facts = report.facts
    told = (
        _counted(len(facts.quantities), "quantity", "quantities"),
        _count(len(facts.dates), "date"),
        _counted(len(facts.echoes), "echo", "echoes"),
    )
    yield "Facts", ", ".join(told)
    if report.records:
        sorts = len({record.kind for record in report.records})
        yield "Records", f"{len(report.records)} of {_count(sorts, 'kind')}"
    kinds = Counter(finding.severity for finding in report.findings)
    counts = [_count(kinds[s], s) if s != "info" else f"{kinds[s]} info" for s in kinds]
    yield "Findings", ", ".join(sorted(counts)) or "none"
    lost = f", {_count(len(report.unplaced), 'piece')} without a place" if report.unplaced else ""
    yield "Characters", f"{report.accounting.printed} printed, each in one element{lost}"


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Walk sections depth first, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def _count(number: int, word: str) -> str:
    """Return a count with its word.

    >>> _count(1, "link"), _count(3, "link")
    ('1 link', '3 links')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _finding(finding: Finding) -> str:
    place = _where(finding.places[0]) if finding.places else ""
    about = f" {finding.element}" if finding.element else ""
    return f"{finding.severity} {finding.code}{about}{place}: {finding.message}"


def _where(place: Place) -> str:
    if isinstance(place, PagePlace):
        return f" (page {place.page})"
    return f" (line {place.line})"
