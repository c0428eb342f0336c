"""The queries of docs/database.md give the answers that stand below them, in both databases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import Engine, text

from reportparse import storage
from reportparse.report import Report
from reportparse.storage.schema import METADATA
from tests.conftest import ROOT, Golden

DOCS = ROOT / "docs" / "database.md"
# A query, and the table of its answer where there is one.
QUERY = re.compile(r"```sql\n(?P<sql>.*?)\n```\n(?:\n\|.*?\n(?=\n|\Z))?", re.DOTALL)


def markdown(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    shown = (" | ".join("" if cell is None else str(cell) for cell in line) for line in lines)
    return "".join(f"| {line} |\n" for line in shown)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_answers_in_the_documentation(
    kind: str, new_engine: Callable[[str], Engine], sample: Report, golden: Golden
) -> None:
    engine = new_engine(kind)
    storage.load(engine, sample)
    asked = []
    with engine.connect() as connection:

        def answered(match: re.Match[str]) -> str:
            found = connection.execute(text(match["sql"]))
            rows = found.all()
            asked.append(len(rows))
            table = markdown(list(found.keys()), [tuple(row) for row in rows])
            return f"```sql\n{match['sql']}\n```\n\n{table}"

        written = QUERY.sub(answered, DOCS.read_text(encoding="utf-8"))
    assert len(asked) == 5
    assert all(asked)
    golden(DOCS, written)


def test_every_table_is_documented() -> None:
    words = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    assert set(METADATA.tables) <= words
