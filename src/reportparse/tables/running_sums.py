"""Equations over rows of which each can be read in several ways.

A total row gives one equation per column, and all columns share the cuts of the rows. The search
is exact: options that cannot meet the bounds go first, then all sums that can still be reached are
followed row by row. Columns that do not add up (distinct counts, rates) must not spoil the others,
so the largest set of columns with a solution counts; and a solution counts only where chance could
not have made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb, log10

from reportparse.frozen import frozen_record

Values = tuple[int, ...]
"""The values of one reading, one per column, all in the smallest printed unit."""

Options = Sequence[Sequence[Values]]
"""The readings of every row."""

MAX_STEPS = 120_000
"""Sums followed at most per equation: about half a second. Past it the rows stay open."""

TABLE_STEPS = 400_000
"""Sums followed at most per table, all numbers of columns that are tried together."""

MAX_SETS = 40
"""Sets of columns tried per equation."""

ROUNDED = 50
"""How many times its rounding a total must be: small counts that miss their sum are no sums."""

CHANCE = -2.0
"""Decimal logarithm: a solution that chance makes more often than once in a hundred is none."""


@frozen_record
class Equation:
    """The rows `parts` add up to the row `total`."""

    parts: tuple[int, ...]
    total: int

    @property
    def rows(self) -> tuple[int, ...]:
        return (*self.parts, self.total)


@frozen_record
class Solution:
    """What an equation leaves: the options of its rows that fit, and the columns that add up."""

    equation: Equation
    kept: tuple[tuple[int, ...], ...]
    columns: tuple[int, ...]


class _TooMuchWorkError(Exception):
    """More sums than the search may follow."""


class Budget:
    """The sums that may still be followed, for a table and for the equation at hand."""

    def __init__(self, steps: int = TABLE_STEPS) -> None:
        self.left = steps
        self.own = 0

    def begin(self) -> None:
        self.own = MAX_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        self.own -= steps
        if min(self.left, self.own) < 0:
            raise _TooMuchWorkError


def solve(options: Options, equation: Equation, budget: Budget | None = None) -> Solution | None:
    """Return the readings with which most columns add up, or None without any beyond chance.

    `kept` has, for each row of `equation.rows`, the indexes of its options that occur in a
    solution. Rounded figures may miss their total by half a unit each; exact sums are preferred.

    >>> found = solve([[(713, 105), (7, 13105)], [(2, 40)], [(715, 145)]], Equation((0, 1), 2))
    >>> found.kept, found.columns
    (((0,), (0,), (0,)), (0, 1))
    """
    rows = [list(options[row]) for row in equation.rows]
    if any(not row for row in rows):
        return None
    signs = [1] * len(equation.parts) + [-1]
    width = len(rows[0][0])
    budget = budget or Budget()
    budget.begin()
    try:
        exact = _largest(rows, signs, width, 0, budget)
        if exact is None:
            slack = max(1, (len(equation.parts) + 1) // 2)
            exact = _largest(rows, signs, width, slack, budget)
    except _TooMuchWorkError:
        return None
    if exact is None:
        return None
    kept, columns = exact
    return Solution(equation, kept, columns)


Kept = tuple[tuple[int, ...], ...]


def _largest(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    width: int,
    slack: int,
    budget: Budget,
) -> tuple[Kept, tuple[int, ...]] | None:
    """Return the solution of the largest set of columns, if chance does not make such ones too."""
    found = _of_size(rows, signs, width, slack, budget, 1)
    if not found:
        return None
    size = len(found[0][1])
    certain = all(len(row) == 1 for row in rows)
    if not certain:
        if 2 * size < width or size < min(2, width) or (slack and size < width):
            return None
        if not all(_beyond_chance(rows, columns, width, slack) for _, columns in found):
            return None
        if _decoyed(rows, signs, width, slack, budget, size):
            return None
    merged = tuple(
        tuple(sorted(set().union(*(kept[i] for kept, _ in found)))) for i in range(len(rows))
    )
    return merged, found[0][1] if len(found) == 1 else _common(found)


def _of_size(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    width: int,
    slack: int,
    budget: Budget,
    least: int,
) -> list[tuple[Kept, tuple[int, ...]]]:
    """Return the solutions of the largest sets of columns, of at least `least` columns."""
    budget.spend(width * sum(len(row) for row in rows))
    alone = [
        c
        for c in range(width)
        if _bounded(rows, signs, (c,), slack) is not None
        and all(abs(values[c]) >= ROUNDED * slack for values in rows[-1])
    ]
    tried = 0
    for size in range(len(alone), least - 1, -1):
        found: list[tuple[Kept, tuple[int, ...]]] = []
        for columns in combinations(alone, size):
            tried += 1
            if tried > MAX_SETS:
                return []
            kept = _search(rows, signs, columns, slack, budget)
            if kept is not None:
                found.append((kept, columns))
        if found:
            return found
    return []


DECOYS = (
    (37, 211, 149),
    (113, 17, 83),
    (-59, 331, 71),
    (401, -23, 191),
    (7, 89, -307),
    (-3, 5, 11),
)
"""Amounts, in the last printed digit, by which totals are changed to see whether the rows can be
cut to meet any total as well. Far enough from zero for rounding, near enough to keep the size."""


def _decoyed(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    width: int,
    slack: int,
    budget: Budget,
    size: int,
) -> bool:
    """Whether a false total is met in as many columns: then meeting the true one proves nothing."""
    for decoy in DECOYS:
        moved = [
            tuple(
                value + decoy[c % len(decoy)] * (1 + c // len(decoy)) for c, value in enumerate(v)
            )
            for v in rows[-1]
        ]
        if _of_size([*rows[:-1], moved], signs, width, slack, budget, size):
            return True
    return False


def _common(found: Sequence[tuple[Kept, tuple[int, ...]]]) -> tuple[int, ...]:
    shared = set(found[0][1]).intersection(*(columns for _, columns in found))
    return tuple(sorted(shared))


def _beyond_chance(
    rows: Sequence[Sequence[Values]], columns: Sequence[int], width: int, slack: int
) -> bool:
    """Tell whether a solution means something: readings tried against sums possible.

    Only the two columns with the widest sums count, since the cuts of neighbours hang together.
    """
    tries = sum(log10(len(row)) for row in rows) + log10(comb(width, len(columns)))
    if tries == 0:
        return True
    spreads = sorted(
        (
            log10(1 + sum(max(v[c] for v in row) - min(v[c] for v in row) for row in rows))
            - log10(2 * slack + 1)
            for c in columns
        ),
        reverse=True,
    )
    return tries - sum(spread for spread in spreads[:2] if spread > 0) <= CHANCE


def _bounded(
    rows: Sequence[Sequence[Values]], signs: Sequence[int], columns: Sequence[int], slack: int
) -> list[list[int]] | None:
    """Drop options that no choice for the other rows can balance; None if a row has none left."""
    left = [list(range(len(row))) for row in rows]
    changed = True
    while changed:
        changed = False
        for c in columns:
            lows, highs = _bounds(rows, signs, left, c)
            low, high = sum(lows), sum(highs)
            for i, row in enumerate(rows):
                keep = [
                    k
                    for k in left[i]
                    if low - lows[i] <= slack - signs[i] * row[k][c]
                    and high - highs[i] >= -slack - signs[i] * row[k][c]
                ]
                if not keep:
                    return None
                if len(keep) < len(left[i]):
                    left[i], changed = keep, True
                    now = [signs[i] * row[k][c] for k in keep]
                    low, high = low - lows[i] + min(now), high - highs[i] + max(now)
                    lows[i], highs[i] = min(now), max(now)
    return left


def _bounds(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    left: Sequence[Sequence[int]],
    column: int,
) -> tuple[list[int], list[int]]:
    lows, highs = [], []
    for row, sign, keep in zip(rows, signs, left, strict=True):
        now = [sign * row[k][column] for k in keep]
        lows.append(min(now))
        highs.append(max(now))
    return lows, highs


def _search(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    columns: Sequence[int],
    slack: int,
    budget: Budget,
) -> Kept | None:
    """Return every option that occurs in some solution of all `columns` at once."""
    left = _bounded(rows, signs, columns, slack)
    if left is None:
        return None
    order = sorted(range(len(rows)), key=lambda i: -_spread(rows[i], left[i], columns))
    layers = _reach(rows, signs, columns, slack, left, order, budget)
    if layers is None:
        return None
    return _trace(rows, signs, columns, left, order, layers)


def _spread(row: Sequence[Values], keep: Sequence[int], columns: Sequence[int]) -> int:
    return max(max(row[k][c] for k in keep) - min(row[k][c] for k in keep) for c in columns)


State = tuple[int, ...]


def _moves(
    row: Sequence[Values], sign: int, keep: Sequence[int], columns: Sequence[int]
) -> list[State]:
    return [tuple(sign * row[k][c] for c in columns) for k in keep]


def _reach(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    columns: Sequence[int],
    slack: int,
    left: Sequence[Sequence[int]],
    order: Sequence[int],
    budget: Budget,
) -> list[set[State]] | None:
    """Return, after each row of `order`, the sums that the rows to come can still balance."""
    rest = _rests(rows, signs, columns, left, order)
    layers: list[set[State]] = [{(0,) * len(columns)}]
    for place, i in enumerate(order):
        lows, highs = rest[place + 1]
        moves = _moves(rows[i], signs[i], left[i], columns)
        budget.spend(len(moves) * len(layers[-1]))
        after = {
            sums
            for state in layers[-1]
            for move in moves
            if _balanced(
                sums := tuple(a + b for a, b in zip(state, move, strict=True)), lows, highs, slack
            )
        }
        if not after:
            return None
        layers.append(after)
    return layers


def _balanced(sums: State, lows: State, highs: State, slack: int) -> bool:
    return all(
        value + low <= slack and value + high >= -slack
        for value, low, high in zip(sums, lows, highs, strict=True)
    )


def _rests(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    columns: Sequence[int],
    left: Sequence[Sequence[int]],
    order: Sequence[int],
) -> list[tuple[State, State]]:
    """Return the least and greatest sums of the rows from each place of `order` on."""
    zero = (0,) * len(columns)
    rests = [(zero, zero)]
    for i in reversed(order):
        moves = _moves(rows[i], signs[i], left[i], columns)
        lows, highs = rests[-1]
        rests.append(
            (
                tuple(a + min(m[c] for m in moves) for c, a in enumerate(lows)),
                tuple(a + max(m[c] for m in moves) for c, a in enumerate(highs)),
            )
        )
    return rests[::-1]


def _trace(
    rows: Sequence[Sequence[Values]],
    signs: Sequence[int],
    columns: Sequence[int],
    left: Sequence[Sequence[int]],
    order: Sequence[int],
    layers: Sequence[set[State]],
) -> Kept:
    """Walk back from the last sums and keep the options that lead to them."""
    kept: list[tuple[int, ...]] = [()] * len(rows)
    alive = layers[-1]
    for place in range(len(order) - 1, -1, -1):
        i = order[place]
        moves = _moves(rows[i], signs[i], left[i], columns)
        before: set[State] = set()
        used: set[int] = set()
        for state in alive:
            for k, move in zip(left[i], moves, strict=True):
                source = tuple(a - b for a, b in zip(state, move, strict=True))
                if source in layers[place]:
                    before.add(source)
                    used.add(k)
        kept[i] = tuple(sorted(used))
        alive = before
    return tuple(kept)
