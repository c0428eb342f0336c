"""A/75/836 in both databases. Skipped where the folder of real reports is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, text

import reportparse
from reportparse import storage


def test_a_real_report_is_the_same_in_both_databases(
    corpus: Path, new_engine: Callable[[str], Engine]
) -> None:
    report = reportparse.parse(corpus / "zh" / "A_75_836_zh.pdf")
    engines = [new_engine(kind) for kind in ("sqlite", "postgresql")]
    lines = []
    for engine in engines:
        storage.load(engine, report)
        lines.append(list(storage.canonical(engine)))
        with engine.connect() as connection:
            counts = connection.execute(
                text(
                    "SELECT (SELECT COUNT(*) FROM footnote), (SELECT COUNT(*) FROM printed_table),"
                    " (SELECT COUNT(*) FROM quantity)"
                )
            ).one()
        assert tuple(counts) == (
            len(report.footnotes),
            len(report.tables),
            len(report.facts.quantities),
        )
    assert lines[0] == lines[1]
    assert len(lines[0]) > 400
