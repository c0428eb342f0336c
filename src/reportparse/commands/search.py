"""`reportparse search` and `reportparse index`: sentences and figures in a database."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import click

from reportparse.commands.database import complete, database_option, index
from reportparse.commands.terminal import write_output
from reportparse.errors import BadQuery, ReportparseError
from reportparse.search.model import KINDS, VALUE_KINDS

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from reportparse.search.model import Found
    from reportparse.storage.index.filters import Filters

Form = Literal["text", "json", "csv"]
FORMS: tuple[Form, ...] = ("text", "json", "csv")
RANGE_SIGN = ".."
LEAST, MOST = Decimal("-1e300"), Decimal("1e300")
"""The ends of a range that has none: beyond every figure, and still floating-point numbers."""


@click.command("search")
@click.argument("query", metavar="[QUERY]...", nargs=-1)
@database_option
@click.option("--value", metavar="N", help="Every print of a figure, or of a range: 10..20.")
@click.option("--year", metavar="Y", help="Only reports of a year, or of years: 2020-2024.")
@click.option("--symbol", "symbols", metavar="S", multiple=True, help="Only these; may end with *.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(tuple(dict.fromkeys((*KINDS, *VALUE_KINDS)))),
    help="Only texts of this kind; several can be given.",
)
@click.option("--section", metavar="ID", help="Only this section and those below it, such as s1.A.")
@click.option("--words", is_flag=True, help="Only where the terms stand as whole words.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True)
def search_command(
    query: tuple[str, ...],
    url: str,
    value: str | None,
    year: str | None,
    symbols: tuple[str, ...],
    kinds: tuple[Any, ...],
    section: str | None,
    words: bool,
    limit: int,
    offset: int,
    form: Form,
) -> None:
    """Find texts by words, or prints of a figure by its value, in the reports of a database.

    A QUERY is terms, all of which must stand in a text; "phrases" in quotes, which are found
    exactly as they stand; OR between two of them; and -TERM for what must not be there (after --
    where it is the first). The width of signs, capitals, blanks in Chinese and the kind of
    quotes make no difference.
    """
    try:
        from reportparse.storage.index.filters import Filters

        asked = " ".join(query)
        if (value is None) != bool(asked.strip()):
            raise BadQuery("give either a QUERY or a --value")
        span = None if value is None else _span(value)
        filters = Filters(_years(year), symbols, kinds, section)
        found = _found(url, asked, span, filters, limit, offset, words)
    except ReportparseError as error:
        click.echo(f"reportparse: {error}", err=True)
        sys.exit(error.exit_code)
    _print(found, asked or str(value), form, offset)


@click.command("index")
@database_option
@click.option("--anew", is_flag=True, help="Make the whole index again.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def index_command(url: str, anew: bool, quiet: bool) -> None:
    """Add to the search index of a database what it lacks.

    Reports are indexed as they are loaded; this is for those that were loaded by a version of the
    program without an index, or with another one.
    """
    try:
        engine = _opened(url)
        try:
            count = index(engine, anew=anew)
        finally:
            engine.dispose()
    except ReportparseError as error:
        click.echo(f"reportparse: {url}: {error}", err=True)
        sys.exit(error.exit_code)
    if not quiet:
        click.echo(f"{count} reports indexed", err=True)


def _opened(url: str) -> Engine:
    from reportparse.storage import connect

    return connect(url, create=False)


def _found(
    url: str,
    query: str,
    span: tuple[Decimal, Decimal] | None,
    filters: Filters,
    limit: int,
    offset: int,
    words: bool,
) -> Found:
    engine = _opened(url)
    try:
        complete(engine)
        if span is not None:
            from reportparse.storage.index.values import find_value

            return find_value(engine, *span, filters=filters, limit=limit, offset=offset)
        from reportparse.storage.index.find import search

        return search(engine, query, filters=filters, limit=limit, offset=offset, whole_words=words)
    finally:
        engine.dispose()


def _years(given: str | None) -> tuple[int, int] | None:
    if given is None:
        return None
    first, sign, last = given.partition("-")
    if not (first.isascii() and first.isdigit() and len(first) == 4):
        raise BadQuery(f"{given} is no year and no range of years such as 2020-2024")
    if not sign:
        return int(first), int(first)
    if not (last.isascii() and last.isdigit() and len(last) == 4 and first <= last):
        raise BadQuery(f"{given} is no year and no range of years such as 2020-2024")
    return int(first), int(last)


def _span(given: str) -> tuple[Decimal, Decimal]:
    """A figure in any print, or two with two full stops between them; either may be missing."""
    low, sign, high = given.partition(RANGE_SIGN)
    if not sign:
        figure = _figure(given, given)
        return figure, figure
    if not low.strip() and not high.strip():
        raise BadQuery(f"{given} has neither a first nor a last figure")
    ends = (
        _figure(low, given) if low.strip() else LEAST,
        _figure(high, given) if high.strip() else MOST,
    )
    if ends[0] > ends[1]:
        raise BadQuery(f"{given} ends before it begins")
    return ends


def _figure(print_: str, given: str) -> Decimal:
    from reportparse.search.query import figure_of

    figure = figure_of(print_)
    if figure is None:
        raise BadQuery(f"{given} cannot be read as a figure")
    return figure


def _print(found: Found, query: str, form: Form, offset: int) -> None:
    from reportparse.sinks.hits import bracketed, hits_csv, hits_json, write_hits

    if form == "json":
        shown = hits_json(found, query)
    elif form == "csv":
        shown = hits_csv(found)
    else:
        mark = _styled if sys.stdout.isatty() else bracketed
        shown = write_hits(found, mark, first=offset + 1)
    write_output([shown.encode()])


def _styled(words: str) -> str:
    return click.style(words, bold=True, fg="red")
