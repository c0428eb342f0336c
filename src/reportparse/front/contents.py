"""The contents list: heading, column heads, entries with leaders, pages at the right edge.

A row is an entry when it ends in a page behind a leader or a gap; rows without one are the first
lines of the entry that follows, or a group line (`附件`) that the entries after it stand under.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import regex

from reportparse.front.levels import set_levels
from reportparse.front.model import Contents, Entry, Field
from reportparse.front.print import Row, make_field, rows
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.front_words import front_words
from reportparse.lexicon.patterns import compiled
from reportparse.notation.labels import read_label
from reportparse.notation.roman import roman_numeral
from reportparse.notation.spacing import tidy

MAX_WRAP = 5
"""Rows that one entry takes at most."""
RIGHT_SLACK = 14.0
"""Points: page numbers are flush right; a paragraph range ends at least this much before them."""
MAX_PAGE = 1500
"""A larger number at the end of a row without leader is no page."""
SMALLER = 1.2
"""Points by which the type of an entry may differ from the first one's."""

_LEADER = r"(?:(?:[.．·․‧][ \u00a0\t]*){3,}|(?:[…‥][ \u00a0\t.]*)+)"
_RANGE = (
    r"\d+(?:\.\d+)*(?:\s?[-–—−‑~～至]\s?\d+(?:\.\d+)*)?(?:\s?[,，、]\s?\d+(?:\s?[-–—−‑]\s?\d+)?)*"
)
_TAIL = compiled(
    rf"(?P<gap>(?P<leader>{_LEADER})\s*|\s+)"
    rf"(?:(?P<range>{_RANGE}|[-–—])(?P<mid>\s+))?(?P<page>\d{{1,4}}|[ivxlc]{{1,7}})\s*$"
)
_LEADER_TAIL = compiled(rf"{_LEADER}\s*(?:{_RANGE}\s+)?\d{{1,4}}\s*$")
_LEADER_ONLY = compiled(rf"(?P<leader>{_LEADER})\s*$")


@dataclass(slots=True)
class _Draft:
    """An entry in the making: the rows of its title and the marks at its end."""

    rows: list[tuple[Row, int, int]]
    kind: str = "entry"
    leader: tuple[Piece, ...] = ()
    range: tuple[Row, int, int] | None = None
    page: tuple[Row, int, int] | None = None


@dataclass(slots=True)
class _State:
    """What the list has shown so far."""

    two_columns: bool = False
    last_page: int = 0
    any_leader: bool = False
    leaders: bool = False  # of the first rows, one has a leader
    paged: bool = False  # pages are known, by geometry or form feeds
    right: float = 0.0
    size: float = 0.0
    group_sheet: int | None = None
    headings: list[Field] = field(default_factory=list)
    columns: list[Field] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    used: list[Line] = field(default_factory=list)


def find_contents(lines: Sequence[Line]) -> tuple[Contents, list[Line]] | None:
    """Find the first contents list in a stretch of lines; return it and the lines it takes.

    Returns None where no heading `目录` / `Contents` is followed by at least one entry.
    """
    words = front_words()
    for at, line in enumerate(lines):
        if words.contents.match(_without_continued(line.text)) is None:
            continue
        found = read_contents(lines, at)
        if found is not None:
            return found
    return None


_BEHIND: Final = compiled(r"(.+?)\s?[(（]([^()（）]+)[)）]")


def _without_continued(text: str) -> str:
    """A heading without `(续)` behind it."""
    plain = tidy(text)
    found = _BEHIND.fullmatch(plain) if plain[-1:] in (")", "）") else None
    return found[1] if found and front_words().continued.match(found[2]) else plain


def read_contents(lines: Sequence[Line], start: int) -> tuple[Contents, list[Line]] | None:
    """Read the contents list whose heading is `lines[start]`."""
    table = rows(lines[start:])
    state = _State()
    state.right = _right_edge(table[: 3 * MAX_WRAP])
    state.leaders = any(_LEADER_TAIL.search(row.text) for row in table[: 2 * MAX_WRAP])
    state.paged = lines[-1].sheet != lines[0].sheet
    at = 0
    while at < len(table):
        step = _step(table, at, state)
        if step == 0:
            break
        for row in table[at : at + step]:
            state.used.extend(row.lines)
        at += step
    if not any(draft.page for draft in state.drafts):
        return None
    entries = _entries(state.drafts)
    return Contents(tuple(state.headings), tuple(state.columns), entries), state.used


def _right_edge(table: Sequence[Row]) -> float:
    """The right edge of the page numbers, judged by rows that end in a number behind a leader."""
    edges = [
        row.x_end(len(row.text.rstrip()) - 1)
        for row in table
        if row.lines[0].xs and _TAIL.search(row.text)
    ]
    return max(edges, default=0.0)


def _step(table: Sequence[Row], at: int, state: _State) -> int:
    """Read one heading, column head or entry at `at`; return the rows it takes, 0 at the end."""
    row, words = table[at], front_words()
    if words.contents.match(_without_continued(row.text)):
        if (
            state.headings
            and not compiled(r"[(（]").search(row.text)
            and state.drafts
            and (row.sheet == state.drafts[-1].rows[0][0].sheet)
        ):
            return 0
        state.headings.append(_field(row, 0, len(row.text)))
        return 1
    if _are_column_heads(row):
        state.columns.extend(_column_heads(row))
        state.two_columns = state.two_columns or _count_heads(row) > 1
        return 1
    if words.summary.match(row.text) or words.abbreviations.match(tidy(row.text)):
        if _tail(row, state) is None:
            return 0
    elif words.groups.match(row.text) and state.drafts:
        state.drafts.append(_Draft([(row, 0, len(row.text))], "group"))
        state.group_sheet = row.sheet
        return 1
    return _entry(table, at, state)


def _are_column_heads(row: Row) -> bool:
    return _count_heads(row) > 0 and _heads_pattern().fullmatch(row.text) is not None


def _count_heads(row: Row) -> int:
    return len(_head_pattern().findall(row.text))


@lru_cache(maxsize=1)
def _head_pattern() -> regex.Pattern[str]:
    return compiled(front_words().columns.pattern, regex.IGNORECASE)


@lru_cache(maxsize=1)
def _heads_pattern() -> regex.Pattern[str]:
    return compiled(rf"\s*(?:{front_words().columns.pattern}\s*)+", regex.IGNORECASE)


def _column_heads(row: Row) -> list[Field]:
    return [_field(row, *one.span()) for one in _head_pattern().finditer(row.text)]


def _field(row: Row, start: int, end: int) -> Field:
    return make_field(row.pieces(start, end))


def _entry(table: Sequence[Row], at: int, state: _State) -> int:
    """Read an entry of one or more rows; 0 where the list is over."""
    first = table[at]
    taken: list[tuple[Row, int, int]] = []
    for offset in range(MAX_WRAP):
        if at + offset >= len(table):
            break
        row = table[at + offset]
        if offset and not _may_continue(row):
            break
        tail = _tail(row, state)
        if tail is not None:
            return _close(taken, row, tail, state) if _same_type(first, state) else 0
        taken.append((row, 0, len(row.text)))
    return _without_page(first, state)


def _same_type(row: Row, state: _State) -> bool:
    """Tell whether a row is set in the type of the entries before it."""
    if state.size == 0.0:
        state.size = row.size
    return abs(row.size - state.size) <= SMALLER


def _may_continue(row: Row) -> bool:
    words = front_words()
    heads = (words.contents, words.abbreviations, words.summary, words.groups)
    if any(head.match(tidy(row.text)) for head in heads) or _are_column_heads(row):
        return False
    return read_label(row.text) is None


def _close(
    taken: list[tuple[Row, int, int]], row: Row, tail: regex.Match[str], state: _State
) -> int:
    draft = _Draft([*taken, (row, 0, tail.start())])
    if tail["leader"]:
        draft.leader = row.pieces(*tail.span("leader"))
        state.any_leader = True
    if tail["range"]:
        draft.range = (row, *tail.span("range"))
    page = (row, *tail.span("page"))
    if not tail["range"] and state.two_columns and _is_range_column(row, tail, state):
        draft.range = page
    else:
        draft.page = page
        state.last_page = _page_number(tail["page"]) or state.last_page
    state.drafts.append(draft)
    return len(taken) + 1


def _is_range_column(row: Row, tail: regex.Match[str], state: _State) -> bool:
    """Tell whether a lone number stands left of the pages, in the column of paragraphs."""
    if not row.lines[0].xs or state.right == 0.0:
        return False
    return row.x_end(tail.end("page") - 1) < state.right - RIGHT_SLACK


def _tail(row: Row, state: _State) -> regex.Match[str] | None:
    """The end of a row where it is that of an entry: leader or gap, range, page."""
    found = _TAIL.search(row.text)
    if found is None:
        return None
    if found["leader"]:
        return found
    if not row.text[: found.start()].strip():
        return None
    page = _page_number(found["page"])
    if page is None or page > MAX_PAGE or page < state.last_page:
        return None
    if not row.wide(found.start("gap"), found.end("gap")):
        # A dump with single blanks: the list shows columns or leaders, and the pages go on.
        plain = not row.lines[0].xs and (bool(state.columns) or state.leaders)
        ranged = found["range"] is not None or state.any_leader or state.group_sheet is not None
        if not plain or (state.two_columns and not ranged):
            return None
    return found


def _page_number(raw: str) -> int | None:
    return int(raw) if raw.isdigit() else roman_numeral(raw)


def _without_page(row: Row, state: _State) -> int:
    """A row without page: an entry under a group line on its page, or a remark in parentheses."""
    if state.group_sheet != row.sheet or not state.drafts:
        return 0
    text = tidy(row.text)
    if compiled(r"[(（].*[)）]").fullmatch(text):
        state.drafts.append(_Draft([(row, 0, len(row.text))], "note"))
        return 1
    placed = bool(row.lines[0].xs) or state.paged
    if placed and read_label(row.text) and _same_type(row, state):
        leader = _LEADER_ONLY.search(row.text)
        end = leader.start() if leader else len(row.text)
        draft = _Draft([(row, 0, end)])
        draft.leader = row.pieces(*leader.span("leader")) if leader else ()
        state.drafts.append(draft)
        return 1
    return 0


def _entries(drafts: Sequence[_Draft]) -> tuple[Entry, ...]:
    made: list[Entry] = []
    levels = set_levels([(draft.rows[0][0], draft.kind == "group") for draft in drafts])
    for draft, level in zip(drafts, levels, strict=True):
        row, _, end = draft.rows[0]
        label = read_label(row.text[:end])
        label_end = label.length if label else row.first
        has_label = label is not None and label.length < end
        parts = row.pieces(label_end if has_label else 0, end)
        for more, start, stop in draft.rows[1:]:
            parts += more.pieces(start, stop)
        paragraph_range = _field(*draft.range) if draft.range else None
        page = _field(*draft.page) if draft.page else None
        made.append(
            Entry(
                kind=draft.kind,
                label=_field(row, 0, label_end) if has_label else None,
                title=make_field(parts) if parts else None,
                level=level,
                leader=draft.leader,
                paragraph_range=paragraph_range,
                paragraphs=_first_last(paragraph_range.text) if paragraph_range else None,
                page_field=page,
                page=_page_number(page.text) if page else None,
            )
        )
    return tuple(made)


def _first_last(text: str) -> tuple[int, int] | None:
    """First and last paragraph of a printed range; None where it is not of plain numbers.

    >>> _first_last("7-9"), _first_last("50"), _first_last("2.1–2.5")
    ((7, 9), (50, 50), None)
    """
    found = compiled(r"(\d+)(?:\s?[-–—−‑~～至]\s?(\d+))?").fullmatch(text)
    if found is None:
        return None
    first = int(found[1])
    return first, int(found[2]) if found[2] else first
