"""What the foot of the first page and the running heads say: job number, days, barcode, symbol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportparse.front.model import Field, Masthead
from reportparse.front.print import make_field
from reportparse.front.roles import job_of, role_of, symbol_of
from reportparse.layout.model import Piece
from reportparse.lexicon.patterns import compiled


def barcode_field(pieces: Sequence[Piece]) -> Field | None:
    """A field whose asterisks belong to it: the barcode's text."""
    if not pieces:
        return None
    text = "".join(pieces[0].text.split())
    return Field(text, pieces[0].text.strip(), tuple(pieces))


def job_fields(piece: Piece | None) -> tuple[Field | None, Field | None, tuple[Field, ...]]:
    if piece is None:
        return None, None, ()
    found = job_of(piece.text)
    if found is None:
        return None, None, ()
    line, start = piece.line, piece.start
    number = make_field([Piece(line, start + found.start("number"), start + found.end("number"))])
    language = None
    if found["language"]:
        # The parentheses are part of the print of the field, not of its text.
        whole = Piece(line, start + found.start("language") - 1, start + found.end("language") + 1)
        language = Field(found["language"], whole.text, (whole,))
    begin = start + found.start("dates")
    dates = tuple(day_fields([Piece(line, begin, start + found.end("dates"))]))
    return number, language, dates


def day_fields(pieces: Sequence[Piece]) -> Iterator[Field]:
    """The days of translation, `151024 211024`, one field each."""
    for piece in pieces:
        for one in compiled(r"\d{6}").finditer(piece.text):
            start = piece.start + one.start()
            yield make_field([Piece(piece.line, start, start + len(one[0]))])


def with_furniture(masthead: Masthead, furniture: Sequence[str]) -> tuple[Masthead, list[str]]:
    """Fill symbol and job number from running heads and folios where the head lacks them.

    Returns the masthead and the symbols met when they are more than one: then none is taken.
    Fields filled in this way have no pieces: their print belongs to the furniture.
    """
    symbols: list[str] = []
    jobs: list[str] = []
    made, unsure = masthead, []
    for raw in furniture:
        symbols.extend(_symbols_in([raw.strip(), *compiled(r"\s{2,}|\t").split(raw.strip())]))
        jobs.extend(_JOB_INSIDE.findall(raw))
        made = _with_job_line(made, raw.strip())
    if masthead.symbol is None and len(set(symbols)) == 1:
        made = replace(made, symbol=Field(symbols[0], symbols[0]))
    elif masthead.symbol is None and symbols:
        unsure = sorted(set(symbols))
    if masthead.job_number is None and len(set(jobs)) == 1:
        made = replace(made, job_number=Field(jobs[0], jobs[0]))
    return made, unsure


def _with_job_line(masthead: Masthead, raw: str) -> Masthead:
    """Fill language letter, days and barcode from a job line that was taken for furniture."""
    made = masthead
    code = compiled(r"(?:^|\s)(?=\*)").search(raw)
    if code and role_of(raw[code.end() :]) == "barcode":
        if made.barcode is None:
            printed = raw[code.end() :]
            made = replace(made, barcode=Field("".join(printed.split()), printed))
        raw = raw[: code.start()]
    found = job_of(raw)
    if found is None:
        return made
    if found["language"] and made.job_language is None:
        made = replace(made, job_language=Field(found["language"], f"({found['language']})"))
    if found["dates"].split() and not made.job_dates:
        days = tuple(Field(day, day) for day in found["dates"].split())
        made = replace(made, job_dates=days)
    return made


_JOB_INSIDE = compiled(r"(?<![\w./\-])(?:[A-Z]{2,4}\.\s?)?\d{2}-\d{5}(?![\w/\-])")


def _symbols_in(texts: Sequence[str]) -> list[str]:
    """The symbol of a running head: the whole of it, a part between gaps, or a word of it."""
    tokens = [token for text in texts[:1] for token in text.split()]
    for text in (*texts, *tokens):
        found = symbol_of(text)
        if found is not None:
            return [found]
    return []
