"""The family of reports that most records belong to, and the words its tables share.

A recogniser asks first whether a report is of its family: a table of meetings or of income in a
report of another kind is no record, and its absence there no gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.records.claims import Claim, assemble, with_gaps
from reportparse.records.crossings import Lane
from reportparse.records.definition import RecordModel
from reportparse.report.base import Text
from reportparse.report.body import Section
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap
from reportparse.report.tables import Table

LEAST_MENTIONS: Final = 3
"""Headings, captions and short forms that name the board, in a report whose title is missing."""


def family_words() -> RecordWords:
    """Return the words that the tables of the family share."""
    return record_words("family", "reportparse.records")


def is_board_report(report: Report) -> bool:
    """Tell whether a report is an annual report of the Executive Board of the CDM.

    The title decides. Where a file has lost it (some pages of a report, a truncated file),
    headings, captions and short forms together do.
    """
    own = family_words()
    title = report.metadata.title
    if title is not None:
        return title.text in own["board"] and title.text not in own["other_reports"]
    mentions = sum(text in own["mechanism"] for text in _headings_and_captions(report))
    return mentions >= LEAST_MENTIONS


def _is_supplement(report: Report) -> bool:
    """Tell whether a document corrects or adds to a report: it need not state everything."""
    symbol = report.metadata.symbol
    return symbol is not None and symbol.value in family_words()["supplements"]


def _headings_and_captions(report: Report) -> Iterator[str]:
    for section in _all_sections(report):
        if section.heading is not None:
            yield section.heading.text.text
    for table in report.tables:
        yield from (text.text for text in (table.title, *table.headnotes) if text is not None)
    if report.abbreviations is not None:
        yield from (one.meaning.text for one in report.abbreviations.entries if one.meaning)


def _all_sections(report: Report) -> Iterator[Section]:
    waiting = [
        *report.sections,
        *(section for annex in report.annexes for section in annex.sections),
    ]
    while waiting:
        section = waiting.pop(0)
        yield section
        waiting[:0] = section.sections


@frozen_record
class Frame:
    """What is printed around a table: its own title and headnotes; without a title its heading."""

    texts: tuple[Text, ...]

    @property
    def words(self) -> str:
        """All of it, a line for each text."""
        return "\n".join(text.text for text in self.texts)


def frames(report: Report) -> dict[str, Frame]:
    """Return the frame of every table, by the table's id."""
    headings = _headings(report)
    found: dict[str, Frame] = {}
    for table in report.tables:
        own = [text for text in (table.title, *table.headnotes) if text is not None]
        if table.title is None and table.id in headings:
            own.append(headings[table.id])
        found[table.id] = Frame(tuple(own))
    return found


def _headings(report: Report) -> dict[str, Text]:
    """The heading over each table: of its section, or the title of its annex."""
    found: dict[str, Text] = {}

    def visit(sections: Sequence[Section], above: Text | None) -> None:
        for section in sections:
            heading = section.heading.text if section.heading is not None else above
            for block in section.blocks:
                if block.kind == "table" and block.ref is not None and heading is not None:
                    found[block.ref] = heading
            visit(section.sections, heading)

    visit(report.sections, None)
    for annex in report.annexes:
        visit(annex.sections, annex.title)
    return found


@lru_cache(maxsize=4096)
def is_part(text: str) -> bool:
    """Tell whether a head names a part, a running sum or a rate of what stands beside it.

    >>> is_part("其中：活动方案"), is_part("占总数的百分比"), is_part("登记的活动数量")
    (True, True, False)
    """
    own = family_words()
    rates = any(text in words(language).rates for language in LANGUAGES)
    return rates or text in own["part"] or text in own["cumulative"]


def sole_code(own: RecordWords, group: str, text: str) -> str | None:
    """Return the code of `group` that `text` names, if it names one only."""
    codes = {found.code for found in own.codes(group, text)}
    return codes.pop() if len(codes) == 1 else None


def role_columns(
    own: RecordWords, lanes: dict[int, Lane], group: str = "column"
) -> dict[str, list[int]]:
    """Return the columns whose heads name one role each, by role.

    The innermost head that names one counts. Several columns of one role all stand here: what they
    say is compared, cell by cell, where the claims meet.
    """
    roles: dict[str, list[int]] = {}
    for index, lane in lanes.items():
        named = (sole_code(own, group, part) for part in reversed(lane.parts))
        role = next((code for code in named if code is not None), None)
        if role is not None and not is_part(lane.words):
            roles.setdefault(role, []).append(index)
    return roles


def unit_of(texts: Iterable[tuple[str, Text | None]]) -> tuple[str, Text | None] | None:
    """Return the first unit of money that the words name, with the text that it stands in."""
    own = family_words()
    for words_, source in texts:
        span = own["money"].find(words_)
        if span is not None:
            return words_[slice(*span)], source
    return None


def records_of_board(
    report: Report,
    model: type[RecordModel],
    nothing: str,
    read: Callable[[Table, Frame], Iterable[Claim]],
    settle: Callable[[Sequence[Claim]], Sequence[Claim]] = tuple,
) -> Iterator[Record | RecordGap]:
    """Yield what the tables of an annual report of the board state, table by table, then the gaps.

    `read` gives the claims of one table; `nothing` says what is missing where no table has any.
    `settle` looks at the claims of all tables together and returns those that count.
    """
    if not is_board_report(report):
        return
    around = frames(report)
    claims = [claim for table in report.tables for claim in read(table, around[table.id])]
    records = list(assemble(model, settle(claims)))
    yield from records if _is_supplement(report) else with_gaps(model, records, nothing)
