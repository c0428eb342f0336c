"""The guide: its example runs, and it tells every status and field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reportparse.batch.manifest import FIELDS
from reportparse.batch.model import STATUSES
from tests.batch.made import write_dumps
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dumps(tmp_path / "reports", 2)
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["totals"].counts == {"done": 2}


@pytest.mark.parametrize("word", [*FIELDS, *STATUSES])
def test_every_field_and_status_is_told(word: str) -> None:
    assert re.search(rf"^\|.*`{word}`", GUIDE, re.M)
