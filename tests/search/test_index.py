"""The index follows from the rest of the database, whatever happened to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, func, select, update

from reportparse import storage
from reportparse.errors import DatabaseError
from reportparse.report import Report
from reportparse.search.folding import fold
from reportparse.search.tokens import LONGEST_TEXT, VERSION, tokens
from reportparse.storage.index import fill, state
from reportparse.storage.index.find import search
from reportparse.storage.schema.search import SEARCH_REPORT, SEARCH_TEXT
from reportparse.storage.transactions import writing
from reportparse.storage.upgrade import config_of
from reportparse.storage.version import version_of
from tests.conftest import ROOT
from tests.search.index_of import index_of
from tests.storage.test_interruption import _loader, copies

Made = Callable[[str], Engine]

# Where an element's text says again what the element says elsewhere, or is no text of the print.
UNINDEXED = ("facts", "records", "accounting", "findings", "source")


def _texts(value: Any) -> set[str]:
    """The text of everything in a report that has a text and its print."""
    found: set[str] = set()
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and "raw" in value:
            found.add(value["text"])
        for name, part in value.items():
            if name not in UNINDEXED:
                found |= _texts(part)
    elif isinstance(value, list):
        for part in value:
            found |= _texts(part)
    return found


@pytest.mark.parametrize("door", ["sample", "sample_dump"])
def test_every_text_of_the_report_is_indexed(
    door: str, loaded: Engine, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(door)
    wanted = {fold(one) for one in _texts(report.model_dump(mode="json"))} - {""}
    with loaded.connect() as connection:
        held = set(connection.scalars(select(SEARCH_TEXT.c.folded)))
    assert len(wanted) > 300
    assert wanted - held == set()


def test_both_databases_hold_the_same_index(
    new_engine: Made, sample: Report, sample_dump: Report
) -> None:
    lite, post = new_engine("sqlite"), new_engine("postgresql")
    for report in (sample, sample_dump):
        storage.load(lite, report)
    for report in (sample_dump, sample):
        storage.load(post, report)
    assert index_of(lite) == index_of(post)


def test_the_tokens_are_those_of_the_texts(loaded: Engine) -> None:
    _, _, _, postings = index_of(loaded)
    with loaded.connect() as connection:
        rows = connection.execute(select(SEARCH_TEXT.c.folded, SEARCH_TEXT.c.words)).all()
    assert sum(map(len, postings.values())) == sum(
        len(tokens(row.folded, row.words.split())) for row in rows
    )
    assert "核证" in postings and "\ue081核证减排量" in postings


def test_an_index_made_anew_is_the_same(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample)
    before = index_of(engine)
    assert list(fill.fill(engine)) == []
    assert len(list(fill.fill(engine, anew=True))) == 1
    assert index_of(engine) == before


def test_a_replaced_report_leaves_nothing_in_the_index(
    engine: Engine, new_engine: Made, sample: Report, sample_dump: Report
) -> None:
    source = sample.source.model_copy(update={"reader_version": "99"})
    other = sample.model_copy(update={"source": source, "tables": sample.tables[:2]})
    for report in (sample, sample_dump, other):
        storage.load(engine, report)
    fresh = new_engine(engine.dialect.name)
    for report in (other, sample_dump):
        storage.load(fresh, report)
    assert index_of(engine) == index_of(fresh)


def test_a_fault_in_the_middle_leaves_nothing(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample)
    before = index_of(engine)
    source = sample.source.model_copy(update={"reader_version": "99"})
    table = sample.tables[0]
    twice = table.model_copy(update={"rows": (*table.rows, table.rows[0])})
    broken = sample.model_copy(update={"source": source, "tables": (twice,)})
    with pytest.raises(DatabaseError):
        storage.load(engine, broken)
    assert index_of(engine) == before


def test_a_killed_loader_leaves_a_whole_index(
    new_url: Callable[[str], str], new_engine: Made, sample: Report, seed_result: Path
) -> None:
    url = new_url("sqlite")
    with _loader(url, seed_result) as loader:
        assert loader.stdout is not None
        for _ in range(2):
            assert loader.stdout.readline() == "loaded\n"
        loader.kill()
    engine = storage.connect(url)
    assert state.lacking(engine) == 0
    with engine.connect() as connection:
        there = set(connection.scalars(select(SEARCH_REPORT.c.report_id)))
    whole = new_engine("sqlite")
    for report in copies(sample):
        if report.source.sha256[:16] in there:
            storage.load(whole, report)
    assert index_of(engine) == index_of(whole)
    engine.dispose()


def test_tokens_of_another_version_are_made_again(
    engine: Engine, sample: Report, sample_dump: Report
) -> None:
    for report in (sample, sample_dump):
        storage.load(engine, report)
    before = index_of(engine)
    with writing(engine, 1) as connection:
        connection.execute(update(SEARCH_REPORT).values(tokens="0"))
    assert state.lacking(engine) == 2
    # Loading one report must not mix tokens of two versions.
    source = sample.source.model_copy(update={"reader_version": "99"})
    storage.load(engine, sample.model_copy(update={"source": source}))
    assert state.lacking(engine) == 1
    storage.load(engine, sample)
    assert len(list(fill.fill(engine))) == 1
    assert index_of(engine) == before
    assert before[0][0][1] == VERSION


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_older_database_is_migrated_and_indexed(
    kind: str, new_url: Callable[[str], str], sample: Report
) -> None:
    url = new_url(kind)
    engine = storage.connect(url)
    storage.load(engine, sample)
    wanted, lines = index_of(engine), list(storage.canonical(engine))
    config = config_of()
    with writing(engine, 1) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        assert version_of(connection) == "0003"
    engine.dispose()
    again = storage.connect(url)
    assert state.lacking(again) == 1
    assert len(list(fill.fill(again))) == 1
    assert index_of(again) == wanted
    assert list(storage.canonical(again)) == lines
    again.dispose()


def test_a_text_too_long_for_tokens_is_found(engine: Engine, sample: Report) -> None:
    long = "".join(chr(0x4E00 + number % 20_000) for number in range(LONGEST_TEXT + 1))
    note = sample.footnotes[0]
    stated = note.text.model_copy(update={"text": long, "raw": long, "marks": ()})
    notes = (note.model_copy(update={"text": stated}), *sample.footnotes[1:])
    storage.load(engine, sample.model_copy(update={"footnotes": notes}))
    found = search(engine, f'"{long[30_000:30_010]}"')
    assert [hit.element for hit in found.hits] == [note.id]
    assert search(engine, f'"{long[30_000]}核证减排量"').total == 0


def test_figures_need_no_dictionary() -> None:
    code = (
        "import sys\n"
        "from reportparse import parse, storage\n"
        "engine = storage.connect('sqlite://')\n"
        "storage.load(engine, parse('1 234\\n5 678\\n'.encode()))\n"
        "assert 'jieba' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_index_counts_what_it_has(loaded: Engine) -> None:
    with loaded.connect() as connection:
        counted = connection.execute(
            select(func.sum(SEARCH_REPORT.c.texts), func.sum(SEARCH_REPORT.c.characters))
        ).one()
        there = connection.execute(
            select(func.count(), func.sum(func.length(SEARCH_TEXT.c.folded)))
        ).one()
    assert tuple(counted) == tuple(there)
