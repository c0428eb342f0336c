"""The schema has a version, a history that leads to it, and says so when it is too new."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, create_engine, inspect, text

from reportparse import storage
from reportparse.errors import NewerDatabase
from reportparse.report import Report
from reportparse.storage.index.engines import OWN_COLUMNS, OWN_INDEXES, OWN_TABLES
from reportparse.storage.schema import METADATA
from reportparse.storage.upgrade import config_of
from reportparse.storage.version import migrate, version_of


def test_the_history_leads_to_the_tables_of_the_program(engine: Engine) -> None:
    def common(thing: object, name: str | None, kind: str, reflected: bool, _: object) -> bool:
        if kind == "column":
            return f"{thing.table.name}.{name}" not in OWN_COLUMNS  # type: ignore[attr-defined]
        return name not in OWN_TABLES and name not in OWN_INDEXES

    with engine.connect() as connection:
        options = {"compare_type": True, "include_object": common}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_foreign_keys_of_the_history_are_those_of_the_program(engine: Engine) -> None:
    found = MetaData()
    found.reflect(engine)

    def keys(metadata: MetaData) -> set[tuple[str, ...]]:
        return {
            (
                table.name,
                *(element.parent.name for element in key.elements),
                key.referred_table.name,
            )
            for table in metadata.tables.values()
            for key in table.foreign_key_constraints
        }

    assert keys(found) == keys(METADATA)
    assert len(keys(found)) > 30


def test_migrating_again_changes_nothing(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample)
    before = list(storage.canonical(engine))
    version = migrate(engine)
    assert version == ScriptDirectory.from_config(config_of()).get_current_head()
    assert list(storage.canonical(engine)) == before


def test_there_is_one_line_of_versions() -> None:
    script = ScriptDirectory.from_config(config_of())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_a_newer_database_is_left_alone(new_url: Callable[[str], str]) -> None:
    url = new_url("sqlite")
    storage.connect(url).dispose()
    other = create_engine(url)
    with other.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match=r"has schema 9999, this program knows \d{4}; install"):
        storage.connect(url)
    with other.connect() as connection:
        assert version_of(connection) == "9999"
    other.dispose()


def test_a_migration_that_fails_leaves_nothing(
    new_url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(config: object, revision: str) -> None:
        upgrade(config, revision)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    from alembic import command

    upgrade = command.upgrade
    url = new_url("sqlite")
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", fails)
        with pytest.raises(KeyboardInterrupt):
            storage.connect(url)
    other = create_engine(url)
    assert inspect(other).get_table_names() == []
    other.dispose()
    storage.connect(url).dispose()
