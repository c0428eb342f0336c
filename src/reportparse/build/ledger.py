"""The ledger: every printed character of the source belongs to exactly one element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportparse.layout.model import Line, Piece, printed


class Ledger:
    """Counts characters out to elements, and tells what nobody took or two took."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = {line.number: line for line in lines}
        self._owners: dict[int, dict[int, str]] = {}
        self.counts: dict[str, int] = {}
        self.twice: list[tuple[Piece, str, str]] = []

    def claim(self, owner: str, pieces: Iterable[Piece]) -> None:
        """Give the printed characters of `pieces` to the kind of element `owner`."""
        for line, index in printed(pieces):
            owners = self._owners.setdefault(line.number, {})
            if index in owners:
                self.twice.append((Piece(line, index, index + 1), owners[index], owner))
                continue
            owners[index] = owner
            self.counts[owner] = self.counts.get(owner, 0) + 1

    @property
    def printed(self) -> int:
        """All printed characters of the source."""
        return sum(
            sum(1 for char in line.text if not char.isspace()) for line in self._lines.values()
        )

    def unclaimed(self) -> list[Piece]:
        """Stretches of print that no element took."""
        left: list[Piece] = []
        for number, line in self._lines.items():
            owners = self._owners.get(number, {})
            start: int | None = None
            for index in range(len(line.text) + 1):
                free = (
                    index < len(line.text)
                    and not line.text[index].isspace()
                    and index not in owners
                )
                if free:
                    start = index if start is None else start
                elif start is not None and (
                    index == len(line.text) or not line.text[index].isspace()
                ):
                    left.append(Piece(line, start, index).trimmed())
                    start = None
        return left
