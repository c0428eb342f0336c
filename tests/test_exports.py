"""The face of the library: what `import reportparse` gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reportparse

SOURCE = Path(__file__).resolve().parent.parent / "src"


def test_every_exported_name_is_there() -> None:
    for name in reportparse.__all__:
        assert getattr(reportparse, name) is not None


@pytest.mark.parametrize(
    "before", ["", "import reportparse.reading", "from reportparse.reading import parse as other"]
)
def test_parse_is_a_function_however_it_was_imported(before: str) -> None:
    """A module and a function share the name; twice, because the first call loads the module."""
    code = (
        "import reportparse\n"
        f"{before}\n"
        "for _ in range(2):\n"
        "    reportparse.parse('1. 本报告介绍情况。'.encode())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()
