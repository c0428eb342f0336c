"""How likely a match is to be an accident, measured on the candidates themselves.

A figure that repeats another one exactly, with eight digits, does so on purpose; a 3 that meets a 3
says nothing. Between the two the number of candidates near the figure decides: with `n` of them
spread over a stretch of the number line, one is met within a window of width `w` by accident about
`n × w / stretch` times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal

from reportparse.echoes.amounts import Amount
from reportparse.echoes.follow import Candidate, Relation

NEAR: Final = Decimal("3.2")
"""Candidates within this factor of a figure are its neighbours: half a decade to either side."""

WHOLE: Final = 100.0
"""Percentages are spread over this many points."""

TRIED: Final[dict[Relation, float]] = {
    "equal": 1.0,
    "sum": 2.0,
    "difference": 3.0,
    "quotient": 2.0,
    "change": 2.0,
}
"""A figure is most often repeated as it is; what has to be worked out is the rarer, and a match
counts the less."""

CERTAIN: Final = 0.005
LIKELY: Final = 0.05
UNCERTAIN: Final = 0.1
"""Accidents for one figure below which a link is certain, likely, or worth showing as uncertain."""


def confidence_of(
    chance: float, others: int = 0, agrees: bool = True
) -> Literal["certain", "likely", "uncertain"]:
    """How sure a link is, by its chance, the explanations that are as good, and the words.

    >>> confidence_of(0.0001), confidence_of(0.02), confidence_of(0.0001, others=1)
    ('certain', 'likely', 'uncertain')
    """
    if others or not agrees or chance >= LIKELY:
        return "uncertain"
    return "certain" if chance < CERTAIN else "likely"


class Universe:
    """Candidates among which a figure is looked for, sorted by worth."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = sorted(candidates, key=lambda own: own.value)
        self._values = [own.value for own in self.candidates]
        self._printed: dict[Decimal, int] = {}
        self.coarsest = max((own.unit for own in self.candidates), default=Decimal(0))

    def between(self, low: Decimal, high: Decimal) -> Sequence[Candidate]:
        """The candidates from `low` to `high`, both included."""
        return self.candidates[bisect_left(self._values, low) : bisect_right(self._values, high)]

    def accidents(self, amount: Amount, candidate: Candidate) -> float:
        """How many candidates as close as this one accident would give in this universe."""
        if amount.percent:
            return max(1, self._shares(amount)) * float(amount.unit) / WHOLE
        missed = abs(amount.value - candidate.value)
        window = max(2 * missed, amount.unit, candidate.unit)
        around = abs(amount.value)
        if not around:
            return float(len(self.candidates))
        near = bisect_right(self._values, around * NEAR) - bisect_left(self._values, around / NEAR)
        return max(1, near) * float(window / (around * (NEAR - 1 / NEAR)))

    def _shares(self, amount: Amount) -> int:
        """How many different percentages the candidates print at a figure's precision."""
        if amount.unit not in self._printed:
            inside = (own for own in self._values if 0 <= own <= WHOLE)
            self._printed[amount.unit] = len({int(own / amount.unit) for own in inside})
        return self._printed[amount.unit]

    def close(self, amount: Amount) -> Iterator[Candidate]:
        """The candidates that a figure may be a print of."""
        reach = amount.coarsest / 2 + self.coarsest / 2
        for candidate in self.between(amount.value - reach, amount.value + reach):
            missed = abs(candidate.value - amount.value)
            if missed <= max(amount.coarsest, candidate.unit) / 2 and _fits(amount, candidate):
                yield candidate


def _fits(amount: Amount, candidate: Candidate) -> bool:
    """Tell whether a candidate lies on the side that the words say: 不到 220 万 is not 221 万."""
    if candidate.least is not None and candidate.least < amount.coarsest:
        return False
    if amount.approximation in ("nearly", "under"):
        return candidate.value <= amount.value
    if amount.approximation == "over":
        return candidate.value >= amount.value
    return True
