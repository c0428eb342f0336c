"""The ledger: every printed character of the source belongs to exactly one element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportparse.layout.model import Line, Piece


class Ledger:
    """Counts characters out to elements, and tells what nobody took or two took."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = {line.number: line for line in lines}
        self._owners: dict[int, list[str | None]] = {}
        self.counts: dict[str, int] = {}
        self.twice: list[tuple[Piece, str, str]] = []

    def claim(self, owner: str, pieces: Iterable[Piece]) -> None:
        """Give the printed characters of `pieces` to the kind of element `owner`."""
        for piece in pieces:
            line = piece.line
            owners = self._owners.setdefault(line.number, [None] * len(line.text))
            claimed = 0
            for index in range(piece.start, piece.end):
                if line.text[index].isspace():
                    continue
                before = owners[index]
                if before is None:
                    owners[index] = owner
                    claimed += 1
                else:
                    self.twice.append((Piece(line, index, index + 1), before, owner))
            if claimed:
                self.counts[owner] = self.counts.get(owner, 0) + claimed

    @property
    def printed(self) -> int:
        """All printed characters of the source."""
        return sum(len("".join(line.text.split())) for line in self._lines.values())

    def unclaimed(self) -> list[Piece]:
        """Stretches of print that no element took."""
        left: list[Piece] = []
        for number, line in self._lines.items():
            owners = self._owners.get(number, [None] * len(line.text))
            start: int | None = None
            for index, (char, owner) in enumerate(zip(line.text, owners, strict=True)):
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
