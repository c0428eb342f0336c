"""The databases and reports of the storage tests, and both fixtures loaded into both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from reportparse import storage
from reportparse.report import Report
from tests.storage import server
from tests.storage.conftest import (  # noqa: F401
    engine,
    new_engine,
    new_url,
    postgres_folder,
    sample,
    sample_dump,
)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def loaded(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    sample: Report,  # noqa: F811
    sample_dump: Report,  # noqa: F811
) -> Iterator[Engine]:
    """A database with the sample report through both doors, which tests only ask."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'loaded.db'}"
    else:
        folder: str = request.getfixturevalue("postgres_folder")
        url = server.database(folder, "loaded")
    made = storage.connect(url)
    for report in (sample, sample_dump):
        storage.load(made, report)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def seed_result(seed_pdf: Path) -> Path:
    """The file with the result of the sample report."""
    return seed_pdf.with_name(seed_pdf.name + ".json")
