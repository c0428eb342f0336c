"""Two reports in, their difference out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, get_args

from reportparse.diff.facts import (
    compare_abbreviations,
    compare_figures,
    compare_metadata,
    compare_records,
)
from reportparse.diff.flat import flatten
from reportparse.diff.model import Change, Difference, Part
from reportparse.diff.notes import compare_notes, pair_notes
from reportparse.diff.tables import cells_of, compare_tables, pair_tables
from reportparse.diff.text import compare_text, pair_nodes, pair_passages
from reportparse.report import Report

ORDER: Final[tuple[Part, ...]] = get_args(Part)
"""Changes come in the order in which `Part` names what they are changes of."""
DUMP: Final = "text/plain"
TITLE: Final = "metadata.title"


def compare(before: Report, after: Report) -> Difference:
    """Return everything that differs from one report to another, in a fixed order.

    Two parses of the same report have no difference, whatever file they were read from, except
    what one of them cannot tell; such changes say so (`untold`). `compare(a, b)` and
    `compare(b, a)` are each other's mirror images: the work is always done in one direction, and
    the result is turned where the other one was asked for.
    """
    turned = _key(after) < _key(before)
    first, second = (after, before) if turned else (before, after)
    changes: Iterable[Change] = list(_changes(first, second))
    if turned:
        changes = [change.mirrored() for change in changes]
    dumps = tuple(report.source.media_type == DUMP for report in (before, after))
    told = (replace(c, untold=_untold(c, dumps, (before, after))) for c in changes)
    ranks = {part: rank for rank, part in enumerate(ORDER)}
    ordered = sorted(told, key=lambda change: ranks[change.part])
    return Difference(_name(before), _name(after), tuple(ordered))


def _key(report: Report) -> str:
    return report.model_dump_json(exclude={"source", "findings", "accounting", "furniture"})


def _name(report: Report) -> str:
    symbol = report.metadata.symbol.value if report.metadata.symbol else None
    return " ".join(part for part in (symbol, f"({report.source.name})") if part)


def _changes(before: Report, after: Report) -> Iterator[Change]:
    yield from compare_metadata(before, after)
    first, second = flatten(before), flatten(after)
    passages = pair_passages(first, second)
    nodes = pair_nodes(first, second, passages)
    yield from compare_text(first, second, passages, nodes)
    yield from compare_abbreviations(before, after)
    notes = pair_notes(before, after)
    same = {before.footnotes[i].id: after.footnotes[j].id for i, j in notes}
    tables = pair_tables(before.tables, after.tables, same)
    elements = {first.passages[i].id: second.passages[j].id for i, j in passages}
    elements |= {first.nodes[i].id: second.nodes[j].id for i, j in nodes}
    elements |= dict(cells_of(tables))
    rewritten = [
        first.passages[i].id
        for i, j in passages
        if first.passages[i].words != second.passages[j].words
    ]
    rewritten += [
        first.nodes[i].id for i, j in nodes if first.nodes[i].words != second.nodes[j].words
    ]
    rewritten += [pair.before.id for pair in tables if pair.before.title != pair.after.title]
    titles = [own.metadata.title.text if own.metadata.title else "" for own in (before, after)]
    if titles[0] != titles[1]:
        rewritten.append(TITLE)
    yield from compare_notes(before, after, notes, elements, frozenset(rewritten))
    yield from compare_tables(before.tables, after.tables, tables)
    yield from compare_figures(before, after)
    yield from compare_records(before, after)


def _untold(change: Change, dumps: tuple[bool, ...], reports: tuple[Report, Report]) -> bool:
    """Tell whether a change is only that a dump leaves out what a page shows.

    That is so for fields of the masthead, for words inside a drawing, and for notes that hang from
    nothing but the masthead or the title, where the side that lacks them is a dump and the other
    one is not.
    """
    if dumps[0] == dumps[1]:
        return False
    lacking = change.before if dumps[0] else change.after
    if lacking is not None:
        return False
    if change.part == "metadata" or (change.part == "figure" and change.what == "labels"):
        return True
    if change.part == "note":
        there = reports[1] if dumps[0] else reports[0]
        side = change.after if dumps[0] else change.before
        anchors = [a for n in there.footnotes if side and n.id == side.id for a in n.anchors]
        return all(anchor.element.startswith("metadata") for anchor in anchors)
    return False
