"""The ledger: every printed character of the source belongs to exactly one element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportparse.layout.model import Line, Piece


class Ledger:
    """Counts characters out to elements, and tells what nobody took or two took."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = {line.number: line for line in lines}
        self._claims: dict[int, list[tuple[int, int, str]]] = {}
        self.counts: dict[str, int] = {}
        self.twice: list[tuple[Piece, str, str]] = []

    def claim(self, owner: str, pieces: Iterable[Piece]) -> None:
        """Give the printed characters of `pieces` to the kind of element `owner`."""
        for piece in pieces:
            claims = self._claims.setdefault(piece.line.number, [])
            claimed = len("".join(piece.text.split()))
            if any(start < piece.end and piece.start < end for start, end, _ in claims):
                claimed -= self._taken_twice(owner, piece)
            claims.append((piece.start, piece.end, owner))
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
        for start, end, owner in reversed(self._claims.get(line.number, ())):
            owners[start:end] = [owner] * (end - start)
        return owners

    @property
    def printed(self) -> int:
        """All printed characters of the source."""
        return sum(len("".join(line.text.split())) for line in self._lines.values())

    def unclaimed(self) -> list[Piece]:
        """Stretches of print that no element took."""
        left: list[Piece] = []
        for number, line in self._lines.items():
            first, last = line.inked
            claims = self._claims.get(number, ())
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


def _outside(text: str, claims: Iterable[tuple[int, int, str]]) -> str:
    """What of `text` is in none of the `claims`, which are in the order of their starts."""
    left, reach = "", 0
    for start, end, _ in claims:
        left += text[reach:start]
        reach = max(reach, end)
    return left + text[reach:]
