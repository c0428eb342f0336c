"""The figures of every year: typed from the sample report where it has them, else made up.

What is made up depends on the year alone, so that two reports that state the same year agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FIRST, LAST = 2013, 2024

# Table 1 of the sample: registered, with issuance, first and second commitment period, by the
# year in which the reporting period ends.
ACTIVITIES: dict[int, tuple[int, int, int, int]] = {
    2012: (4576, 1717, 994936460, 0),
    2013: (2856, 1801, 372001523, 10787697),
    2014: (388, 596, 63441117, 41159734),
    2015: (134, 497, 33506110, 102841311),
    2016: (78, 421, 9279053, 90288018),
    2017: (62, 473, 4365708, 141997832),
    2018: (32, 334, 2058843, 100492438),
    2019: (18, 218, 764618, 44562898),
    2020: (38, 243, 223383, 66615946),
    2021: (37, 295, 38664, 77675949),
    2022: (0, 422, 937935, 136027782),
    2023: (0, 367, 3635967, 119257882),
    2024: (0, 95, 305518, 32411907),
}

# Table 4: transactions and units cancelled on the platform.
PLATFORM: dict[int, tuple[int, int]] = {
    2016: (814, 40049),
    2017: (713, 105376),
    2018: (1025, 194968),
    2019: (4680, 622176),
    2020: (3972, 1077254),
    2021: (3101, 1659998),
    2022: (2893, 3525245),
    2023: (3374, 3846345),
    2024: (3205, 2210289),
}

# Table 9: carried over, share of proceeds, accreditation fees, process fees, subtotal, total.
# The subtotal of 2023 differs by 1 from its parts in print, and its total from the parts' sum.
INCOME: dict[int, tuple[int, int, int, int, int, int]] = {
    2023: (37131025, 6966242, 37480, 71692, 7075413, 44206438),
    2024: (34610286, 2986324, 97480, 52798, 3136602, 37746888),
}

# Table 10: budget and expenditure.
BUDGET: dict[int, tuple[int, int]] = {2023: (14008154, 8629076), 2024: (11491937, 5600321)}

TYPES = (
    "issuance",
    "share_of_proceeds",
    "transfers",
    "from_adaptation_fund",
    "voluntary_cancellation",
    "administrative_cancellation",
    "mandatory_cancellation",
)


@dataclass(frozen=True, slots=True)
class Moved:
    """Transactions of one type and the units that they moved."""

    transactions: int
    units: int


def period(year: int) -> str:
    """Return the reporting period that ends in `year`, first and last day; `..` since inception."""
    if year == 2012:
        return "../2012-08-31"
    return f"{year - 1}-09-01/{year}-08-31"


def platform_period(year: int) -> str:
    """Return the same for the platform, which began in the middle of one."""
    return "2015-09-15/2016-08-31" if year == 2016 else period(year)


def income(year: int) -> tuple[int, int, int, int, int, int]:
    """Return the income of January to August of `year`."""
    if year in INCOME:
        return INCOME[year]
    random = Random(f"income {year}")
    carried = random.randint(20_000_000, 160_000_000)
    parts = (
        random.randint(2_000_000, 30_000_000),
        random.randint(15_000, 300_000),
        random.randint(20_000, 400_000),
    )
    return (carried, *parts, sum(parts), carried + sum(parts))


def budget(year: int) -> tuple[int, int, str]:
    """Return budget, expenditure and the printed share of `year`, rounded half up."""
    random = Random(f"budget {year}")
    whole = random.randint(12_000_000, 36_000_000)
    spent = whole * random.randint(400, 700) // 1000 + random.randint(0, 999)
    whole, spent = BUDGET.get(year, (whole, spent))
    tenths = (2000 * spent + whole) // (2 * whole)
    return whole, spent, f"{tenths // 10}.{tenths % 10}"


def moved(kind: str, year: int) -> Moved:
    """Return what was moved in the period that ends in `year`."""
    random = Random(f"{kind} {year}")
    if kind == "issuance":
        _, active, first, second = ACTIVITIES[year]
        return Moved(active + random.randint(0, 40), first + second)
    if kind in ("administrative_cancellation", "mandatory_cancellation"):
        many = random.choice((0, 0, 0, 1, 2))
        return Moved(many, many * random.randint(10_000, 600_000))
    return Moved(random.randint(40, 5_000), random.randint(100_000, 150_000_000))


def moved_until(kind: str, year: int) -> Moved:
    """Return what was moved until the end of the period that ends in `year`."""
    all_years = [moved(kind, one) for one in range(2012, year + 1)]
    return Moved(sum(one.transactions for one in all_years), sum(one.units for one in all_years))
