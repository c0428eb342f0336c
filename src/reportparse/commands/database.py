"""Which database is meant, as the commands that need one offer it, and its index made whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from reportparse.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATABASE: Final = "sqlite:///reports.db"

database_option = click.option(
    "--db",
    "url",
    metavar="URL",
    default=DATABASE,
    show_default=True,
    help="Database: sqlite:///PATH, postgresql://..., or the path of an SQLite file.",
)


def index(engine: Engine, *, anew: bool = False) -> int:
    """Add to the search index what it lacks, or all of it `anew`; return how many reports."""
    from reportparse.storage.index.fill import fill

    return sum(1 for _ in fill(engine, anew=anew))


def complete(engine: Engine) -> None:
    """Index what is not, so that nothing is missed; say so where that cannot be."""
    from reportparse.storage.index.state import lacking

    count = lacking(engine)
    if not count:
        return
    click.echo(f"reportparse: {count} reports are not indexed yet; this is done now", err=True)
    try:
        index(engine)
    except DatabaseError as error:
        raise DatabaseError(
            f"{count} reports are not indexed, and cannot be from here ({error});"
            " run reportparse index"
        ) from error
