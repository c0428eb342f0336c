"""The whole result of each fixture, byte for byte.

The expected files were read against the print before they were committed. `--regen` writes them
anew and fails, so that somebody reads the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import reportparse
from reportparse.sinks.jsonfile import write_json
from tests.conftest import Golden


@pytest.mark.parametrize("name", ["seed_pdf", "seed_dump"])
def test_result_of_a_fixture(name: str, request: pytest.FixtureRequest, golden: Golden) -> None:
    path: Path = request.getfixturevalue(name)
    golden(path.with_name(path.name + ".json"), write_json(reportparse.parse(path)))


def test_same_input_same_bytes(seed_dump: Path) -> None:
    data = seed_dump.read_bytes()
    first, second = (write_json(reportparse.parse(data, name="a.txt")) for _ in range(2))
    assert first == second
