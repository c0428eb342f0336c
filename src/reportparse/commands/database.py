"""The option that says which database is meant, as the commands that need one offer it."""

from __future__ import annotations

from typing import Final

import click

DATABASE: Final = "sqlite:///reports.db"

database_option = click.option(
    "--db",
    "url",
    metavar="URL",
    default=DATABASE,
    show_default=True,
    help="Database: sqlite:///PATH, postgresql://..., or the path of an SQLite file.",
)
