"""Tables harder than most reports have: each comes back from its print as it was written.

REPORTPARSE_EXAMPLES sets how many are looked at, REPORTPARSE_SEED which ones; the same numbers give
the same tables. A failure names the number of its example.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from tests.tables.written import found, read, wanted, written
from tests.typeset import expected
from tests.typeset.wide_tables import wide_report

EXAMPLES = int(os.environ.get("REPORTPARSE_EXAMPLES", "0")) or 100
SEED = int(os.environ.get("REPORTPARSE_SEED", "0"))
MOST_EXAMPLES = 100_000
"""Of one seed; those of the next begin behind them."""


@pytest.mark.parametrize("example", range(EXAMPLES))
def test_wide_tables_come_back(example: int) -> None:
    report, setting = wide_report(Random(SEED * MOST_EXAMPLES + example))
    tables = [own.table for own in read(report, setting)]
    assert [found(table) for table in tables] == [
        wanted(table) for table in written(expected(report))
    ]
