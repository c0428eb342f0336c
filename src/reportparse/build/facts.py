"""Quantities and dates of every running text of the report, with their print and places.

Read are the title, all texts in which references are looked for, the headnotes of tables, and those
labels of figures that say in words what their number is; numbers alone on an axis or a slice are
data of the drawing. Contents and masthead repeat what is said elsewhere or typed already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from reportparse.build.references import Read, read_text
from reportparse.build.texts import Texts
from reportparse.facts.find import find_facts
from reportparse.facts.model import (
    FoundFacts,
    FoundMention,
    FoundQuantity,
    FoundSpan,
    StatedPeriod,
)
from reportparse.lexicon.words import Language
from reportparse.report import body as face
from reportparse.report.facts import DateMention, Facts, Quantity, Span
from reportparse.report.metadata import Metadata
from reportparse.report.tables import Table

REPORTING_PERIOD = "metadata.reporting_period"

_WORDS = regex.compile(r"\p{Han}{2}|\p{L}{3}")


def further_texts(
    metadata: Metadata,
    tables: Sequence[Table],
    figures: Sequence[face.Figure],
    language: Language,
) -> Iterator[Read]:
    """The texts in which facts are looked for and references are not."""
    if metadata.title is not None:
        yield read_text("metadata.title", metadata.title, language)
    for table in tables:
        yield from (read_text(table.id, text, language) for text in table.headnotes)
    for figure in figures:
        for at, label in enumerate(figure.labels, 1):
            if _WORDS.search(label.text):
                yield read_text(f"{figure.id}.label.{at}", label, language, figure.id)


def find_all_facts(texts: Iterable[Read], metadata: Metadata, made: Texts) -> Facts:
    """Return the quantities and dates of all `texts`, numbered in their order.

    `made` is where the texts were made: it knows their print.
    """
    period = metadata.reporting_period
    stated = StatedPeriod(period.start, period.end) if period is not None else None
    quantities: list[Quantity] = []
    dates: list[DateMention] = []
    for read in texts:
        found = find_facts(read.text.text, read.language, stated, read.references)
        ids = [f"d{len(dates) + at}" for at in range(1, len(found.dates) + 1)]
        dates += _dates(found, ids, read, made)
        quantities += _quantities(found, ids, len(quantities), read, made)
    return Facts(quantities=tuple(quantities), dates=tuple(dates))


def _dates(found: FoundFacts, ids: Sequence[str], read: Read, made: Texts) -> Iterator[DateMention]:
    for id_, date in zip(ids, found.dates, strict=True):
        raw, places = made.print_of(read.made_for, read.text, date.start, date.end)
        yield DateMention(
            id=id_,
            element=read.element,
            start=date.start,
            end=date.end,
            raw=raw,
            places=places,
            kind=date.kind,
            first=date.first,
            last=date.last,
            precision=date.precision,
            relation=date.relation,
            resolved_by=_source(date, ids),
        )


def _source(date: FoundMention, ids: Sequence[str]) -> str | None:
    if isinstance(date.source, int):
        return ids[date.source]
    return REPORTING_PERIOD if date.source is not None else None


def _quantities(
    found: FoundFacts, ids: Sequence[str], before: int, read: Read, made: Texts
) -> Iterator[Quantity]:
    for at, quantity in enumerate(found.quantities, before + 1):
        raw, places = made.print_of(read.made_for, read.text, quantity.start, quantity.end)
        yield Quantity(
            id=f"q{at}",
            element=read.element,
            start=quantity.start,
            end=quantity.end,
            raw=raw,
            places=places,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            ratio=quantity.ratio,
            step=quantity.step,
            scale=quantity.scale,
            approximation=quantity.approximation,
            qualifier=quantity.qualifier,
            measure=quantity.measure,
            unit=quantity.unit,
            unit_kind=quantity.unit_kind,
            counted=quantity.counted,
            counted_from=quantity.counted_from,
            holds=_span(quantity, ids),
            article=quantity.article,
        )


def _span(quantity: FoundQuantity, ids: Sequence[str]) -> Span | None:
    holds: FoundSpan | None = quantity.holds
    if holds is None:
        return None
    return Span(start=holds.start, end=holds.end, mention=ids[holds.date])
