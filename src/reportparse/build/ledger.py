"""The ledger: every printed character of the source belongs to exactly one element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportparse.layout.model import Line, Piece


class Ledger:
    """Counts characters out to elements, and tells what nobody took or two took."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = {line.number: line for line in lines}
        # For each character the number of its owner, 0 for none: a byte, not the owner's name.
        self._owners: dict[int, bytearray] = {}
        self._names: list[str] = [""]
        self.counts: dict[str, int] = {}
        self.twice: list[tuple[Piece, str, str]] = []

    def claim(self, owner: str, pieces: Iterable[Piece]) -> None:
        """Give the printed characters of `pieces` to the kind of element `owner`."""
        number = self._number(owner)
        for piece in pieces:
            line = piece.line
            owners = self._owners.get(line.number)
            if owners is None:
                owners = self._owners[line.number] = bytearray(len(line.text))
            claimed = 0
            for index in range(piece.start, piece.end):
                if line.text[index].isspace():
                    continue
                before = owners[index]
                if not before:
                    owners[index] = number
                    claimed += 1
                else:
                    held = self._names[before]
                    self.twice.append((Piece(line, index, index + 1), held, owner))
            if claimed:
                self.counts[owner] = self.counts.get(owner, 0) + claimed

    def _number(self, owner: str) -> int:
        if owner not in self._names:
            self._names.append(owner)
        return self._names.index(owner)

    @property
    def printed(self) -> int:
        """All printed characters of the source."""
        return sum(len("".join(line.text.split())) for line in self._lines.values())

    def unclaimed(self) -> list[Piece]:
        """Stretches of print that no element took."""
        left: list[Piece] = []
        for number, line in self._lines.items():
            owners = self._owners.get(number) or bytearray(len(line.text))
            start: int | None = None
            for index, (char, owner) in enumerate(zip(line.text, owners, strict=True)):
                if char.isspace():
                    continue
                if not owner:
                    start = index if start is None else start
                elif start is not None:
                    left.append(Piece(line, start, index).trimmed())
                    start = None
            if start is not None:
                left.append(Piece(line, start, len(line.text)).trimmed())
        return left
