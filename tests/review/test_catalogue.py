"""What the server asks of the database, in both kinds of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from reportparse import storage
from reportparse.reading import parse
from reportparse.report import Report
from reportparse.review.across import across
from reportparse.review.catalogue import (
    Wanted,
    listed,
    report_of,
    years,
)
from reportparse.review.found import Answer, searched
from reportparse.review.original import Original
from reportparse.review.series import plots_of
from reportparse.series import series
from reportparse.storage.index.fill import empty, fill
from tests.storage import server

Read = tuple[Report, Original]
OTHER = "一. 导言\n\n1. 发放了{}个单位。\n"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, seed: Read, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    if request.param == "sqlite":
        yield from _filled(str(tmp_path_factory.mktemp("database") / "reports.db"), seed[0])
        return
    reason = server.missing()
    if reason is not None:
        pytest.skip(reason)
    with server.running() as folder:
        yield from _filled(server.database(folder, "review"), seed[0])


def _filled(url: str, report: Report) -> Iterator[Engine]:
    engine = storage.connect(url)
    storage.load(engine, report)
    for number in ("1 234", "5"):
        storage.load(engine, parse(OTHER.format(number).encode()))
    yield engine
    engine.dispose()


def test_filters_of_the_list(engine: Engine, seed: Read) -> None:
    def symbols(**wanted: str) -> list[str]:
        return [own.symbol for own in listed(engine, Wanted(**wanted))]

    assert len(symbols()) == 3
    assert symbols(words="kp/cmp 清洁发展") == ["FCCC/KP/CMP/2024/3"]
    assert symbols(words="KP%CMP") == []
    assert symbols(year="2024") == ["FCCC/KP/CMP/2024/3"]
    assert symbols(severity="error") == []
    assert len(symbols(severity="warning")) == 2
    assert symbols(state="with") == []
    assert len(symbols(state="without")) == 3
    assert len(symbols(year="0000")) <= 3


def test_search_finds_words_and_values(engine: Engine) -> None:
    found = searched(engine, "32 717 425")
    assert {hit.element for hit in found.hits} >= {"p8", "p12", "table-3.0.4"}
    asked = searched(engine, "清洁发展机制 自愿注销")
    assert {hit.element for hit in asked.hits} == {"p18", "p21"}
    assert searched(engine, "没有这样的话") == Answer()
    assert searched(engine, "100%_") == Answer()


@pytest.mark.parametrize("words", ["32717425", "32,717,425", "3271.7425万"])
def test_search_finds_a_figure_in_any_print_once(engine: Engine, words: str) -> None:
    hits = searched(engine, words).hits
    assert {hit.element for hit in hits} == {"p8", "p12", "table-3.0.4"}
    assert len(hits) == 3
    assert {hit.symbol for hit in hits} == {"FCCC/KP/CMP/2024/3"}


def test_search_says_what_it_cannot_do(engine: Engine) -> None:
    assert searched(engine, "登记 OR").refused
    assert searched(engine, "").refused
    assert searched(engine, "1 OR 2 OR 3 OR 4 OR 5 OR 6 OR 7 OR 8 OR 9").more
    assert not searched(engine, "自愿注销").more


def test_search_says_what_is_not_indexed(engine: Engine) -> None:
    with engine.begin() as connection:
        empty(connection)
    assert searched(engine, "自愿注销") == Answer(lacking=3)
    assert len(list(fill(engine))) == 3
    found = searched(engine, "自愿注销")
    assert found.hits
    assert found.lacking == 0


def test_records_come_back_as_they_were(engine: Engine, seed: Read) -> None:
    """The series of one report are its plots, figure by figure."""
    plots = plots_of(seed[0].records)
    assert tuple(plot.plot for plot in across(series(engine))) == plots
    assert len(plots) == 5


def test_what_is_known_of_a_report(engine: Engine, seed: Read, seed_pdf: Path) -> None:
    own = seed[0].source.sha256
    assert report_of(engine, own[:16]) == (own, seed_pdf.stat().st_size)
    assert report_of(engine, "0" * 16) is None
    assert years(engine) == [2024]
