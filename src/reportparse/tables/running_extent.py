"""Where a table of a text dump begins and ends: caption, notes, and what stops it.

A dump has no rules and no type sizes. A caption is a label alone on its line (or closed by a sign);
the table goes no further than the next caption, heading or numbered paragraph; its lettered notes
show where the body ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.captions import CaptionLabel, read_annex_label, read_caption_label
from reportparse.notation.labels import read_label
from reportparse.notation.spacing import is_cjk
from reportparse.tables.model import Ink, Note
from reportparse.tables.running_tokens import row_of, width

MAX_LINES = 2500
"""Lines between a caption and the next one that are looked at: some 50 pages of one table."""

LONG_LABELLED = 40
"""Characters of a line with a label such as `29B.14` that is a paragraph's and no stub's."""

_SENTENCE_END = compiled(r"[。！？!?.；;][”’\"')）]*$")
_INITIAL = compiled(r"(?<!\p{L})\p{Lu}\.$")
_NOTE = compiled(r"\s*(?P<mark>\p{Ll}|\*{1,3})(?:[\s\u3000]+(?=\S)|\s*$|(?=[\p{Han}《“]))")
_CLAUSE = compiled(r"[，。；、]")


@frozen_record
class Manner:
    """How this dump writes lines.

    `ends` says that a line which ends a paragraph or cell keeps its closing blank, while a line
    broken inside Chinese text has none (as dumps of word processor files have it). `full` is the
    width of a full line of running text, in half characters.
    """

    ends: bool
    full: int


@frozen_record
class Notes:
    """What stands below a body: lettered notes, other remarks, sources; lines `first` to `last`."""

    first: int
    last: int
    notes: tuple[Note, ...] = ()
    remarks: tuple[Ink, ...] = ()
    sources: tuple[Ink, ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(note.marker.text for note in self.notes if note.marker is not None)


def manner_of(lines: Sequence[Line]) -> Manner:
    """Learn from all lines of the dump how it ends them.

    >>> texts = ("7. 表 1 列出了清洁发展机制的活动数", "量、获得核证减排量的活动。 ", "表 1 ")
    >>> manner_of([Line(i, 1, t, tuple(range(len(t)))) for i, t in enumerate(texts)]).ends
    True
    """
    chinese = [line for line in lines if line.stripped and is_cjk(line.stripped[-1])]
    closed = [line for line in chinese if line.text[-1:].isspace()]
    broken = [line for line in chinese if not line.text[-1:].isspace()]
    sound = sum(1 for line in closed if _SENTENCE_END.search(line.stripped))
    ends = bool(sound and broken) or bool(len(closed) > 2 and len(broken) > 2)
    lengths = sorted(width(line.stripped) for line in lines if line.stripped)
    full = lengths[int(len(lengths) * 0.97)] if lengths else 0
    return Manner(ends, full)


def table_caption(lines: Sequence[Line], at: int, manner: Manner) -> CaptionLabel | None:
    """Return the label if the line is a table's caption and not a sentence about a table.

    A title on the caption's own line is believed behind a sign or a wide gap, or where no clause
    and no full line follow.
    """
    label = read_caption_label(lines[at].text)
    if label is None or label.kind != "table":
        return None
    return label if _announces(lines, at, label, manner) else None


def _announces(lines: Sequence[Line], at: int, label: CaptionLabel, manner: Manner) -> bool:
    text = lines[at].text
    rest = text[label.length :].strip()
    if _breaks_off(lines, at, manner):
        return False
    if not rest:
        return True
    if _CLAUSE.search(rest) and not label.terminator:
        return False
    gap = text[: label.length]
    wide = len(gap) - len(gap.rstrip()) >= 2 or "\u3000" in gap.strip("\u3000 ")
    if label.terminator or wide:
        return True
    return width(rest) < 0.6 * manner.full and not _SENTENCE_END.search(rest) and _titled(rest)


def _titled(rest: str) -> bool:
    """A title begins with a capital or in Chinese; `Table 2 shows …` is a sentence."""
    if rest[0].isupper():
        return True
    return is_cjk(rest[0]) and not compiled(r"[列显示载概述比说提介总、和及与中的所至给]").match(
        rest
    )


def _breaks_off(lines: Sequence[Line], at: int, manner: Manner) -> bool:
    """Whether the line before is a broken one, so that this one continues a sentence."""
    if at == 0:
        return False
    before = lines[at - 1]
    text = before.stripped
    if not text or _SENTENCE_END.search(text) or not manner.ends:
        return False
    return is_cjk(text[-1]) and not before.text[-1].isspace() and _CLAUSE.search(text) is not None


def stops(lines: Sequence[Line], at: int, expected: int | None) -> bool:
    """Tell whether a line begins something that no table holds.

    `expected` is the number of the next paragraph, where one is known.
    """
    text = lines[at].text
    label = read_caption_label(text)
    if label is not None and (not text[label.length :].strip() or label.terminator):
        return not label.continued
    found = read_label(text)
    if found is None:
        annex = read_annex_label(text)
        return annex is not None and not text[annex.length :].strip()
    if found.kind in {"chinese", "chapter", "roman"} and text[found.length :].strip():
        return found.kind != "roman" or not text[found.length :].strip()[-1].isdigit()
    if found.kind == "compound" and found.prefix and len(text.strip()) > LONG_LABELLED:
        return not row_of(lines[at]).units
    if found.kind != "arabic" or expected is None or found.value != expected:
        return False
    return not row_of(lines[at]).units or _CLAUSE.search(text) is not None


def paragraph_before(lines: Sequence[Line], at: int) -> int | None:
    """Return the number of the last numbered paragraph above a line, None if none is near.

    >>> texts = ("7. 表 1 列出了机制的活动。", "表 1")
    >>> paragraph_before([Line(i, 1, t, tuple(range(len(t)))) for i, t in enumerate(texts)], 1)
    7
    """
    for line in reversed(lines[max(0, at - MAX_LINES) : at]):
        label = read_label(line.text)
        if label is not None and label.kind == "arabic":
            rest = line.text[label.length :].strip()
            if _CLAUSE.search(rest) or (len(rest) > 30 and not rest[-1].isdigit()):
                return label.value
    return None


def extent(lines: Sequence[Line], at: int) -> int:
    """Return the index of the first line behind the caption `at` that cannot be the table's."""
    before = paragraph_before(lines, at)
    expected = before + 1 if before is not None else None
    end = at + 1
    while end < min(len(lines), at + MAX_LINES) and not stops(lines, end, expected):
        end += 1
    return end


def find_notes(lines: Sequence[Line], first: int, last: int, manner: Manner) -> Notes | None:
    """Find the notes below a body, in the lines `first` to `last` (not included).

    A note begins with its letter; letters run on from a. What no letter begins but a word for a
    note or a source (`注：`) is a remark or a source.
    """
    for at in range(first, last):
        if _opens(lines, at, last) or _kind_of(lines[at]):
            found = _read_notes(lines, at, last, manner)
            if found.notes or found.remarks or found.sources:
                return found
    return None


def _opens(lines: Sequence[Line], at: int, last: int) -> bool:
    """Whether a line opens note a (or a starred one): its text follows, here or on the next."""
    found = _NOTE.match(lines[at].text)
    if not found or found["mark"] not in {"a", "*"}:
        return False
    rest = lines[at].text[found.end() :].strip()
    if not rest:
        return at + 1 < last and len(lines[at + 1].stripped) > 3
    return is_cjk(rest[0]) or rest[0].isupper() or rest[0].isdigit() or rest[0] in '《“"('


def _kind_of(line: Line) -> str | None:
    remark, source = _openings()
    if remark.match(line.text):
        return "remark"
    return "source" if source.match(line.text) else None


@lru_cache(maxsize=1)
def _openings() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return what opens remarks and sources, in any language."""
    own = [words(language) for language in LANGUAGES]
    remarks = "|".join(f"{w.note.pattern}|{w.key.pattern}" for w in own)
    sources = "|".join(w.source.pattern for w in own)
    return compiled(rf"\s*(?:{remarks})", regex.I), compiled(rf"\s*(?:{sources})", regex.I)


def _follows(text: str, mark: str | None, awaited: str) -> regex.Match[str] | None:
    """Match a note's opening if its mark is the one that comes next."""
    found = _NOTE.match(text)
    if found is None or found["mark"] == mark:
        return None
    rest = text[found.end() :].strip()
    capital = not rest or is_cjk(rest[0]) or not rest[0].islower()
    return found if found["mark"] == awaited and capital else None


def _read_notes(lines: Sequence[Line], at: int, last: int, manner: Manner) -> Notes:
    first = at
    entries: list[tuple[str, Piece | None, list[Piece]]] = []
    mark: str | None = None
    while at < last:
        line = lines[at]
        kind = _kind_of(line)
        awaited = "a" if mark is None else _next_mark(mark)
        opening = _follows(line.text, mark, awaited) or (
            _NOTE.match(line.text) if mark is None and _opens(lines, at, last) else None
        )
        if opening:
            mark = opening["mark"]
            start, end = opening.span("mark")
            pieces = [Piece(line, end, len(line.text)).trimmed()]
            entries.append(("note", Piece(line, start, end), pieces))
        elif kind:
            entries.append((kind, None, [line.whole().trimmed()]))
        elif entries and _runs_on(lines, at, entries[-1], last, manner, mark):
            entries[-1][2].append(line.whole().trimmed())
        else:
            break
        at += 1
    inks = [
        (kind, marker, Ink(tuple(p for p in pieces if p.text.strip())))
        for kind, marker, pieces in entries
    ]
    return Notes(
        first,
        at,
        tuple(Note(marker, ink) for kind, marker, ink in inks if kind == "note"),
        tuple(ink for kind, _, ink in inks if kind == "remark"),
        tuple(ink for kind, _, ink in inks if kind == "source"),
    )


def _next_mark(mark: str) -> str:
    return mark + "*" if mark.startswith("*") else chr(ord(mark) + 1)


def _runs_on(
    lines: Sequence[Line],
    at: int,
    entry: tuple[str, Piece | None, list[Piece]],
    last: int,
    manner: Manner,
    mark: str | None,
) -> bool:
    """Whether a line goes on with the note before it."""
    before = lines[at - 1]
    text = before.stripped
    if not any(piece.text.strip() for piece in entry[2]):
        return True
    if not _SENTENCE_END.search(text) or _INITIAL.search(text):
        return True
    if is_cjk(text[-1]) and manner.ends and not before.text[-1].isspace():
        return True
    return entry[0] == "note" and mark is not None and _comes(lines, at, last, _next_mark(mark))


LONGEST_NOTE = 12
"""Lines that a note may still have before the next letter: the longest seen has 7."""


def _comes(lines: Sequence[Line], at: int, last: int, mark: str) -> bool:
    ahead = range(at, min(last, at + LONGEST_NOTE))
    return any(_follows(lines[i].text, None, mark) for i in ahead)
