"""The pieces of a masthead with the roles that their words give them, and the fields they fill.

The words of the right column (symbol, distribution, date, languages) name themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import regex

from reportparse.front.foot import barcode_field, day_fields, job_fields
from reportparse.front.model import Field, Masthead
from reportparse.front.print import cells, make_field
from reportparse.front.roles import SYMBOL, Role, agenda_items, is_agenda, role_of
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.front_words import front_words
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import tidy

_BEFORE_STAR: Final = compiled(r"\s(?=\*)")
_BLANKS: Final = compiled(r"\s+")

RIGHT_ROLES: frozenset[Role] = frozenset(
    {"symbol", "distribution", "distribution_kind", "date", "language", "original"}
)


@dataclass(slots=True)
class Head:
    """What was read of the masthead, and the lines that it left over for the title."""

    masthead: Masthead
    left: list[Piece] = field(default_factory=list)
    unplaced: list[Piece] = field(default_factory=list)
    unclear: list[Piece] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """A piece of the head with its role, `""` where the words do not say."""

    piece: Piece
    role: str = ""


def items_of(line: Line) -> list[Item]:
    """Cut a line into pieces with roles; neighbours without a role stay together."""
    made: list[Item] = []
    whole = role_of(line.text)
    if whole is not None:
        return [Item(line.whole().trimmed(), whole)]
    for cell in cells(line):
        for piece in _split_roles(cell):
            role = role_of(piece.text) or ""
            if not role and made and not made[-1].role:
                made[-1].piece = Piece(line, made[-1].piece.start, piece.end)
            else:
                made.append(Item(piece, role))
    return made


def _split_roles(cell: Piece) -> list[Piece]:
    """Cut a cell where, after a blank, a self-naming piece of the right column begins.

    Dumps put both columns on one line with a single blank: `联合国 A/75/836`.
    """
    text = cell.text
    if role_of(text):
        return [cell]
    code = _BEFORE_STAR.search(text)
    if code and role_of(text[code.end() :]) == "barcode":
        left, right = cell.cut(cell.start + code.end())
        return [left.trimmed(), right]
    for found in _BLANKS.finditer(text):
        tail = text[found.end() :]
        if _naming().match(tail) and role_of(tail) in RIGHT_ROLES:
            if is_agenda(text):
                break
            left, right = cell.cut(cell.start + found.end())
            return [left.trimmed(), right]
    return [cell]


@lru_cache(maxsize=1)
def _naming() -> regex.Pattern[str]:
    """What a self-naming piece of the right column begins with."""
    words = front_words()
    naming = rf"(?:{words.distribution.pattern}|{words.original.pattern}|{SYMBOL}[*†]*\s*$)"
    return compiled(naming, regex.IGNORECASE)


def with_right_column(items: list[Item]) -> list[Item]:
    """Give `General` below `Distr.` its role, and take it away from it elsewhere."""
    pending = False
    for item in items:
        if item.role == "distribution":
            word = front_words().distribution.match(tidy(item.piece.text)) or ""
            pending = not tidy(item.piece.text)[len(word) :].strip(":： ")
        elif item.role == "distribution_kind":
            item.role = item.role if pending else ""
            pending = False
    return items


class Fields:
    """Fields of the masthead as they come in."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Piece]] = {}
        self.labels: dict[str, list[Piece]] = {}
        self.subjects: list[list[Piece]] = []
        self.cover: list[list[Piece]] = []
        self.unplaced: list[Piece] = []
        self.unclear: list[Piece] = []
        self.job: Piece | None = None
        self.job_dates: list[Piece] = []

    def take(self, item: Item) -> None:
        role, piece = item.role, item.piece
        if role == "job":
            self._take_job(piece)
        elif role in ("distribution", "original"):
            words = front_words().distribution if role == "distribution" else front_words().original
            self._labelled(role, piece, words.match(piece.text) or "")
        elif role == "distribution_kind":
            self.parts.setdefault("distribution", []).append(piece)
        elif role == "job_dates":
            self.job_dates.append(piece)
        elif role == "recycle":
            self.cover.append([piece])
        elif role == "un_name" or role not in self.parts:
            self.parts.setdefault(role, []).append(piece)
        elif tidy(self.parts[role][0].text) == tidy(piece.text):
            self.cover.append([piece])  # title pages repeat the symbol
        else:
            self.unplaced.append(piece)

    def _take_job(self, piece: Piece) -> None:
        if self.job is None:
            self.job = piece
        elif tidy(self.job.text) == tidy(piece.text):
            self.cover.append([piece])
        else:
            self.unplaced.append(piece)

    def _labelled(self, role: str, piece: Piece, word: str) -> None:
        text = piece.text
        end = text.casefold().find(word.casefold()) + len(word)
        while end < len(text) and text[end] in ":： ":
            end += 1
        label, value = piece.cut(piece.start + end)
        self.labels.setdefault(role, []).append(label.trimmed())
        if value.text.strip():
            self.parts.setdefault(role, []).append(value.trimmed())
        else:
            self.parts.setdefault(role, [])

    def field(self, name: str) -> Field | None:
        if name not in self.parts:
            return None
        return make_field(self.parts[name], self.labels.get(name, ()))

    def head(self, flow: Sequence[Item]) -> Head:
        number, language, dates = job_fields(self.job)
        dates += tuple(day_fields(self.job_dates))
        agenda = self.field("agenda")
        masthead = Masthead(
            un_name=self.field("un_name"),
            organ=self.field("organ"),
            symbol=self.field("symbol"),
            distribution=self.field("distribution"),
            date=self.field("date"),
            language=self.field("language"),
            original=self.field("original"),
            job_number=number,
            job_language=language,
            job_dates=dates,
            barcode=barcode_field(self.parts.get("barcode", [])),
            body=self.field("body"),
            session=self.field("session"),
            session_dates=self.field("session_dates"),
            place=self.field("place"),
            agenda=agenda,
            items=agenda_items(agenda.text) if agenda else (),
            subjects=tuple(make_field(pieces) for pieces in self.subjects),
            cover=tuple(make_field(pieces) for pieces in self.cover),
        )
        marks = ("symbol", "un_name", "distribution", "original", "job", "session", "agenda")
        evidence = [m for m in marks if m in self.parts or (m == "job" and self.job)]
        left = [item.piece for item in flow if item.role == "title"]
        return Head(masthead, left, self.unplaced, self.unclear, evidence)
