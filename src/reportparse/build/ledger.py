"""The ledger: every printed character of the source belongs to exactly one element."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from reportparse.layout.model import Line, Piece

_NONE: Final = -1


class Ledger:
    """Counts characters out to elements, and tells what nobody took or two took."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._claims = _Claims(lines)
        self.counts: dict[str, int] = {}
        self.twice: list[tuple[Piece, str, str]] = []

    def claim(self, owner: str, pieces: Iterable[Piece]) -> None:
        """Give the printed characters of `pieces` to the kind of element `owner`."""
        for piece in pieces:
            claims = self._claims.of(piece.line)
            claimed = len("".join(piece.text.split()))
            if any(start < piece.end and piece.start < end for start, end, _ in claims):
                claimed -= self._taken_twice(owner, piece)
            self._claims.add(piece, owner)
            if claimed:
                self.counts[owner] = self.counts.get(owner, 0) + claimed

    def _taken_twice(self, owner: str, piece: Piece) -> int:
        """Note the characters of a piece that somebody has, and count them."""
        owners, noted = self._owners(piece.line), len(self.twice)
        for index in range(piece.start, piece.end):
            before = owners[index]
            if before is not None and not piece.line.text[index].isspace():
                self.twice.append((Piece(piece.line, index, index + 1), before, owner))
        return len(self.twice) - noted

    def _owners(self, line: Line) -> list[str | None]:
        """Who has each character of a line: of two, the first."""
        owners: list[str | None] = [None] * len(line.text)
        for start, end, owner in reversed(self._claims.of(line)):
            owners[start:end] = [owner] * (end - start)
        return owners

    @property
    def printed(self) -> int:
        """All printed characters of the source."""
        return sum(len("".join(line.text.split())) for line in self._lines)

    def unclaimed(self) -> list[Piece]:
        """Stretches of print that no element took."""
        left: list[Piece] = []
        for line in self._lines:
            first, last = line.inked
            claims = self._claims.of(line)
            if any(begin <= first and last < end for begin, end, _ in claims):
                continue  # as nearly all lines: one element has all of it
            if not _outside(line.text, sorted(claims)).strip():
                continue  # as the lines of tables: their cells have all of it
            start: int | None = None
            for index, (char, owner) in enumerate(zip(line.text, self._owners(line), strict=True)):
                if char.isspace():
                    continue
                if owner is None:
                    start = index if start is None else start
                elif start is not None:
                    left.append(Piece(line, start, index).trimmed())
                    start = None
            if start is not None:
                left.append(Piece(line, start, len(line.text)).trimmed())
        return left


class _Claims:
    """Who has which characters of which line, in numbers: a long report has tens of thousands."""

    def __init__(self, lines: Sequence[Line]) -> None:
        numbers = [line.number for line in lines] or [0]
        self._first = min(numbers)
        self._last = array("i", [_NONE]) * (max(numbers) - self._first + 1)
        self._claims = array("i")  # of each its start, its end, its owner, the one before it
        self._owners: list[str] = []

    def add(self, piece: Piece, owner: str) -> None:
        """Note that somebody has a piece."""
        if owner not in self._owners:
            self._owners.append(owner)
        line = piece.line.number - self._first
        row = piece.start, piece.end, self._owners.index(owner), self._last[line]
        self._last[line] = len(self._claims)
        self._claims.extend(row)

    def of(self, line: Line) -> list[tuple[int, int, str]]:
        """The claims to a line, in the order in which they were made: start, end and owner."""
        found: list[tuple[int, int, str]] = []
        at = self._last[line.number - self._first]
        while at != _NONE:
            start, end, owner, at = self._claims[at : at + 4]
            found.append((start, end, self._owners[owner]))
        found.reverse()
        return found


def _outside(text: str, claims: Iterable[tuple[int, int, str]]) -> str:
    """What of `text` is in none of the `claims`, which are in the order of their starts."""
    left, reach = "", 0
    for start, end, _ in claims:
        left += text[reach:start]
        reach = max(reach, end)
    return left + text[reach:]
