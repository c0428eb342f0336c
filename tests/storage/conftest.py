"""Databases of both kinds, and the reports of the fixtures as models."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from reportparse import storage
from reportparse.report import Report
from tests.storage import server

Opened = Callable[[], Engine]

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[str]:
    """The socket of a server that lives as long as the tests."""
    reason = server.missing()
    if reason is not None:
        pytest.skip(reason)
    with server.running() as folder:
        yield folder


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """A new, empty database of a kind at each call."""
    count = itertools.count()

    def made(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'{next(count)}.db'}"
        folder: str = request.getfixturevalue("postgres_folder")
        return server.database(folder, f"t{uuid.uuid4().hex}")

    return made


@pytest.fixture
def new_engine(new_url: Callable[[str], str]) -> Iterator[Callable[[str], Engine]]:
    """An engine for a new database of a kind, closed after the test."""
    engines: list[Engine] = []

    def made(kind: str) -> Engine:
        engines.append(storage.connect(new_url(kind)))
        return engines[-1]

    yield made
    for engine in engines:
        engine.dispose()


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, new_engine: Callable[[str], Engine]) -> Engine:
    """A new, empty database of each kind."""
    return new_engine(request.param)


@pytest.fixture(scope="session")
def sample(seed_pdf: Path) -> Report:
    """The sample report as its fixture states it."""
    return _read(seed_pdf)


@pytest.fixture(scope="session")
def sample_dump(seed_dump: Path) -> Report:
    return _read(seed_dump)


def _read(path: Path) -> Report:
    return Report.model_validate_json(path.with_name(path.name + ".json").read_bytes())
