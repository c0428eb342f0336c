"""The option that says which library reads PDFs, as all commands offer it."""

from __future__ import annotations

from typing import Final, Literal

import click

Engine = Literal["auto", "pdfplumber", "pdfium"]
# As in `pages.open`, which takes too long to load for a command that only prints its help.
ENGINES: Final[tuple[Engine, ...]] = ("auto", "pdfplumber", "pdfium")

engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="Library that reads PDFs: auto is pdfium, and pdfplumber for pages it reads badly.",
)
