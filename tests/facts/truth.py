"""Comparing facts with lists that were typed from the print: matches, misses, and attributes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

TRUTH = Path(__file__).parents[2] / "fixtures" / "truth"

Entry = dict[str, Any]


class Mentioned(Protocol):
    """What has a place in a running text."""

    @property
    def element(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Mentioned)


def typed(name: str) -> list[Entry]:
    """The entries of a list in fixtures/truth."""
    lines = (TRUTH / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def overlap(entry: Entry, found: Mentioned) -> int:
    """Characters that an entry and something found share."""
    if entry["element"] != found.element:
        return 0
    shared: int = min(entry["end"], found.end) - max(entry["start"], found.start)
    return max(0, shared)


@dataclass
class Score:
    """How many were wanted, found and right, and a line for each that was not."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def precision(self) -> float:
        return self.right / self.found

    def __str__(self) -> str:
        return f"precision {self.precision:.3f} recall {self.recall:.3f}"


def matched(
    entries: Sequence[Entry], found: Sequence[Found], ignored: Callable[[Entry], bool]
) -> tuple[list[tuple[Entry, Found]], list[Entry], list[Found]]:
    """Pairs of entry and find, entries without a find, and finds without an entry.

    Ignored entries take their find with them and count neither way.
    """
    left = list(found)
    pairs: list[tuple[Entry, Found]] = []
    missing: list[Entry] = []
    for entry in entries:
        best = max(left, key=lambda one: overlap(entry, one), default=None)
        if best is None or not overlap(entry, best):
            if not ignored(entry):
                missing.append(entry)
            continue
        left.remove(best)
        if not ignored(entry):
            pairs.append((entry, best))
    return pairs, missing, left


def scored(
    pairs: Sequence[tuple[Entry, Found]],
    missing: Sequence[Entry],
    extra: Sequence[Found],
    right: Callable[[Entry, Found], bool],
) -> Score:
    """The score of one attribute: a pair counts where `right` says so."""
    score = Score(len(pairs) + len(missing), len(pairs) + len(extra))
    for entry, found in pairs:
        if right(entry, found):
            score.right += 1
        else:
            score.misses.append(f"{entry['element']} {entry['context']}: {found}")
    score.misses += [f"missing: {one['element']} {one['context']}" for one in missing]
    score.misses += [f"not in the list: {one}" for one in extra]
    return score
