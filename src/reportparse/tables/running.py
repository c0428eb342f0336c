"""Tables in a text dump, found and cut by reasoning: geometry is lost, grammar and sums are not.

A table is looked for behind every caption, and elsewhere where rows of figures stand above
lettered notes without one. Every printed character of its lines ends in one place of the table;
whatever can be read in two ways is left uncut and reported with its readings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportparse.findings import Doubt
from reportparse.layout.model import Line
from reportparse.lexicon.words import Words
from reportparse.notation.captions import CaptionLabel
from reportparse.notation.labels import read_label
from reportparse.tables.model import Ink, Recognised, Table
from reportparse.tables.running_bare import bare_tables
from reportparse.tables.running_body import Body, Setting, read_bodies
from reportparse.tables.running_extent import (
    Manner,
    Notes,
    extent,
    find_notes,
    manner_of,
    table_caption,
)
from reportparse.tables.running_marks import Marking, vocabulary_of
from reportparse.tables.running_repeats import split_repeats
from reportparse.tables.running_table import Caption, figure_table, text_table
from reportparse.tables.running_words import TextTable, read_text_table


def recognise_dump(lines: Sequence[Line], words: Words) -> tuple[Recognised, ...]:
    """Return every table among the lines of a whole dump, in reading order.

    `lines` are those of the body, without furniture and footnotes, their blanks at both ends
    kept. `words` is the vocabulary of the document's language; the words of other languages are
    known too, since annexes are often in English.
    """
    del words
    manner, vocabulary = manner_of(lines), vocabulary_of(lines)
    found: list[tuple[int, Recognised]] = []
    at = free = 0
    while at < len(lines):
        label = table_caption(lines, at, manner)
        if label is None or label.continued:
            at += 1
            continue
        found += bare_tables(lines, free, at, manner, vocabulary)
        recognised, end = _captioned(lines, at, label, manner, vocabulary)
        found.append((at, recognised))
        at = free = end
    found += bare_tables(lines, free, len(lines), manner, vocabulary)
    return tuple(recognised for _, recognised in sorted(found, key=lambda item: item[0]))


def _captioned(
    lines: Sequence[Line],
    at: int,
    label: CaptionLabel,
    manner: Manner,
    vocabulary: Mapping[str, int],
) -> tuple[Recognised, int]:
    """Read the table behind a caption; return it and the line behind it."""
    caption = Caption(lines[at], label)
    kept, repeats = split_repeats(lines[at + 1 : extent(lines, at)])
    notes = find_notes(kept, 1, len(kept), manner)
    marking = Marking(notes.letters if notes else frozenset(), vocabulary)
    setting = Setting(marking, manner, titled=True, inline=caption.inline)
    inner = kept[: notes.first] if notes else kept
    found = _table(kept, inner, notes, setting, caption)
    if found is None:
        return _empty(lines, at, caption), at + 1
    recognised, after = found
    last = kept[after - 1].number if after else lines[at].number
    own = tuple(piece for piece in repeats if piece.line.number < last)
    table = replace(recognised.table, repeats=own)
    return replace(recognised, table=table), _behind(lines, at, last)


def _behind(lines: Sequence[Line], at: int, last: int) -> int:
    """Return the index of the line behind the one with the number `last`."""
    return next((i for i in range(at, len(lines)) if lines[i].number > last), len(lines))


def _table(
    kept: Sequence[Line],
    inner: Sequence[Line],
    notes: Notes | None,
    setting: Setting,
    caption: Caption,
) -> tuple[Recognised, int] | None:
    """Read the lines behind a caption as figures or as words; return the table and its end."""
    body = read_bodies(inner, setting)
    if body is not None and _covers(body, inner):
        return figure_table(kept, 0, body, notes, setting, caption)
    found = read_text_table(inner, setting) if notes else _text_without_notes(inner, setting)
    if found is None:
        return None
    after = notes.last if notes else _lines_of(found, kept)
    return text_table(kept, 0, after, found, notes, setting, caption), after


COVERED = 0.5
"""Share of the lines behind the head that a body of figures must hold to be the table's."""


def _covers(body: Body, inner: Sequence[Line]) -> bool:
    end = next((i for i in range(body.last, len(inner)) if _is_prose(inner[i])), len(inner))
    return body.last - body.first >= COVERED * (end - body.first)


def _text_without_notes(inner: Sequence[Line], setting: Setting) -> TextTable | None:
    """Read a table of words whose end nothing marks: up to the first line of running text."""
    end = next((i for i, line in enumerate(inner) if i > 1 and _is_prose(line)), len(inner))
    return read_text_table(inner[:end], setting)


LONG = 30
"""Characters of a numbered line that is a paragraph and no cell."""


def _is_prose(line: Line) -> bool:
    label = read_label(line.text)
    numbered = label is not None and label.kind in ("arabic", "compound")
    sentence = len(line.stripped) > 2 * LONG and line.stripped.endswith((".", ";", ","))
    return "。" in line.text or sentence or (numbered and len(line.stripped) > LONG)


def _lines_of(found: TextTable, kept: Sequence[Line]) -> int:
    """Return how many of the lines a table of words takes up."""
    lines = {piece.line for h in found.head.heads for piece in h.ink.pieces}
    lines |= {piece.line for piece in (*found.head.title, *found.head.headnotes)}
    lines |= {chunk.piece.line for row in found.body.rows for chunk in row.chunks}
    return len(lines.intersection(kept))


def _empty(lines: Sequence[Line], at: int, caption: Caption) -> Recognised:
    """Return a table of which only the caption is known."""
    title = Ink((caption.inline,)) if caption.inline else None
    table = Table(caption.ink, caption.label.number_raw, title, (), (), 0, ())
    message = "no grid of cells was found behind this caption"
    return Recognised(table, (Doubt("table-without-grid", message, (lines[at].whole(),)),))
