"""Tables without a caption in a dump: rows of figures between a head and lettered notes.

Nothing announces them, so the evidence has to be strong: three rows that end in as many figures,
a head that divides into their columns, and notes below, or a total that adds up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportparse.findings import Doubt
from reportparse.layout.model import Line
from reportparse.notation.labels import read_label
from reportparse.tables.model import Recognised
from reportparse.tables.running_body import (
    Body,
    Setting,
    read_bodies,
)
from reportparse.tables.running_build import fragments_of_text
from reportparse.tables.running_extent import Manner, Notes, find_notes
from reportparse.tables.running_gutters import fragments_of
from reportparse.tables.running_head import runs_on
from reportparse.tables.running_marks import Marking
from reportparse.tables.running_table import figure_table
from reportparse.tables.running_tokens import row_of

LEAST_ROWS = 3
"""Rows that a table without caption needs."""

MAX_HEAD = 6
"""Lines above the first row in which its head is looked for."""


def bare_tables(
    lines: Sequence[Line], first: int, last: int, manner: Manner, vocabulary: Mapping[str, int]
) -> list[tuple[int, Recognised]]:
    """Return the tables without caption among the lines `first` to `last`, with their places."""
    found: list[tuple[int, Recognised]] = []
    at = first
    while at < last:
        run = _run(lines, at, last)
        if run == at:
            at += 1
            continue
        table = _table(lines, max(first, at - MAX_HEAD), at, last, manner, vocabulary)
        if table is None:
            at = run
            continue
        found.append(table[:2])
        at = first = table[2]
    return found


def _run(lines: Sequence[Line], at: int, last: int) -> int:
    """Return the line behind a run of rows that begins at `at`; `at` itself where none does."""
    rows, end, texts = 0, at, 0
    for i in range(at, last):
        row = row_of(lines[i], "abcdefghijklmnop")
        numbered = read_label(lines[i].text)
        if row.units and row.has_text and not (numbered and numbered.kind == "arabic"):
            rows, end, texts = rows + 1, i + 1, 0
        elif not row.units and texts == 0 and rows:
            texts = 1
        else:
            break
    return end if rows >= LEAST_ROWS else at


def _table(
    lines: Sequence[Line],
    above: int,
    at: int,
    last: int,
    manner: Manner,
    vocabulary: Mapping[str, int],
) -> tuple[int, Recognised, int] | None:
    notes = find_notes(lines, at + LEAST_ROWS, last, manner)
    end = notes.first if notes else last
    letters = notes.letters if notes else frozenset()
    setting = Setting(Marking(letters, vocabulary), manner, titled=False)
    for start in range(_head_start(lines, at, above), above - 1, -1):
        if start > 0 and runs_on(lines[start - 1], lines[start], manner):
            continue
        body = read_bodies(lines[start:end], setting)
        if body is not None and _believed(body, notes, end - start):
            if notes is not None and start + body.last != notes.first:
                notes = None
            recognised, after = figure_table(lines, start, body, notes, setting, None)
            return start, _doubted(recognised, lines, start), after
    return None


_CLOSED = (".", "。", ")", "）", "]", "：", ":")
"""How a line ends that no head goes on from."""


def _doubted(recognised: Recognised, lines: Sequence[Line], start: int) -> Recognised:
    """Say that the head may begin further up, where the line above shows no end."""
    if start == 0 or lines[start - 1].stripped.endswith(_CLOSED):
        return recognised
    message = "this table has no caption: its head may begin above the lines taken for it"
    pieces = tuple(p for h in recognised.table.heads for p in h.ink.pieces)
    doubt = Doubt("table-evidence-differs", message, pieces)
    return replace(recognised, doubts=(doubt, *recognised.doubts))


def _head_start(lines: Sequence[Line], at: int, above: int) -> int:
    """Return the line from which on a head must begin: above all lines that wide gaps divide."""
    start = at
    while start > above and len(fragments_of(lines[start - 1])) > 1:
        start -= 1
    return start


def _believed(body: Body, notes: Notes | None, length: int) -> bool:
    """Whether head and rows are sound, and notes or sums stand behind them."""
    rows = [entry for entry in body.entries if entry.record.units]
    sound = all(len(e.record.readings) == 1 for e in rows) and len(rows) >= LEAST_ROWS
    texts = [row for entry in body.entries for row in entry.record.rows]
    sound = sound and all(len(fragments_of_text(row)) < 2 for row in texts)
    first = body.head.heads[0].ink.pieces
    sound = sound and not (first and read_label(first[0].line.text))
    marked = notes is not None and notes.letters and body.last == length
    summed = any(len(s.columns) == body.columns for s in body.solutions)
    return bool(sound and body.head.clear and body.head.price < 1.0 and (marked or summed))
