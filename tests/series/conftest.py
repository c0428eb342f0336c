"""Databases of both kinds, and the folder of years in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from reportparse import storage
from tests.storage.conftest import new_engine, new_url, postgres_folder
from tests.years.parsed import parsed_years

__all__ = ["new_engine", "new_url", "postgres_folder"]

Years = Callable[[int], Engine]


@pytest.fixture(scope="session")
def years() -> Iterator[Years]:
    """A database in memory with the folder of years of a seed."""
    engines: dict[int, Engine] = {}

    def made(seed: int) -> Engine:
        if seed not in engines:
            engines[seed] = storage.connect("sqlite://")
            for _, report in parsed_years(seed):
                storage.load(engines[seed], report)
        return engines[seed]

    yield made
    for engine in engines.values():
        engine.dispose()
