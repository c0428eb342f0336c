"""How one report differs from another: wording, columns, numbers, what is there at all."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Wording = Literal["recent", "older", "spanned"]
WORDINGS: tuple[Wording, ...] = ("recent", "older", "spanned")
KINDS = (
    "activities",
    "requests",
    "transactions",
    "cancellations",
    "board_seat",
    "meeting",
    "income",
    "budget",
    "accreditation",
)
"""What may be left out of a report; `activities` stands for issuance too."""


@dataclass(frozen=True, slots=True)
class Options:
    """The defaults are the sample's own ways."""

    seed: int = 0
    wording: Wording = "recent"
    moved: bool = False
    """Columns in another order."""
    added: bool = False
    """Columns that the sample does not have."""
    first_number: int = 1
    """The number of the first table."""
    missing: frozenset[str] = frozenset()
    split: bool = False
    """Tables 1 and 3 are two tables each."""
    turned: bool = False
    """Years down the side and lines across, where the sample has it the other way round."""
    restated: bool = False
    """One figure of an earlier period is printed differently from the earlier report."""
    misprinted: bool = False
    """One figure of the report's own period is wrong; a corrigendum has to set it right."""


def drawn(seed: int) -> Options:
    """Draw the options of the report number `seed`."""
    random = Random(f"options {seed}")
    missing = random.sample(KINDS, random.choice((0, 1, 3, 5)))
    return Options(
        seed=seed,
        wording=random.choice(WORDINGS),
        moved=random.random() < 0.5,
        added=random.random() < 0.4,
        first_number=random.choice((1, 1, 2, 4)),
        missing=frozenset(missing),
        split=random.random() < 0.3,
        turned=random.random() < 0.3,
        restated=random.random() < 0.2,
    )
