"""The folder of years, written and parsed once for all tests that load it into databases."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import reportparse
from reportparse.errors import ContentError
from reportparse.report import Report
from tests.years.corpus import Filed, write_years

Parsed = tuple[tuple[Filed, Report], ...]


@lru_cache(maxsize=4)
def parsed_years(seed: int) -> Parsed:
    """Return the files of a folder that can be read, each with its report."""
    found: list[tuple[Filed, Report]] = []
    with tempfile.TemporaryDirectory() as folder:
        for filed in write_years(Path(folder), seed):
            try:
                report = reportparse.parse(Path(folder) / filed.name)
            except ContentError:
                assert filed.role in ("image_only", "truncated")
                continue
            found.append((filed, report))
    return tuple(found)
