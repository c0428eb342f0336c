"""Symbols and numbers of documents: `A/75/836`, `FCCC/KP/CMP/2022/7`, `GE.24-17842 (E)`.

A symbol is printed whole, without blanks but for a bracketed part (`A/81/6 (Sect. 29B)/Part A`).
Fractions, units and words with a slash (`and/or`, `km/h`, `2022/23`) are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import words
from reportparse.notation.spacing import BLANK, half_width, stripped

SymbolKind = Literal["symbol", "document_number"]


@frozen_record
class Symbol:
    """A document symbol, or a number of another scheme (`document_number`).

    `parts` are the elements between slashes (of a document number: between hyphens). `number` is
    the print with single blanks and half-width signs, by which equal symbols compare equal.
    """

    kind: SymbolKind
    raw: str
    number: str
    parts: tuple[str, ...]


@frozen_record
class FoundSymbol:
    """A symbol in running text: `text[start:end]` is its `raw`."""

    start: int
    end: int
    symbol: Symbol


@frozen_record
class JobNumber:
    """The number of the printing job in a page's foot, with its office and language letter.

    `office` is empty for the bare New York form; `language` is empty without a letter.
    """

    raw: str
    number: str
    office: str
    language: str


_BODY: Final = r"[A-Z][A-Za-z]{0,3}(?:\.[A-Z]{1,4})?|[A-Z]{1,8}"
_ELEMENT: Final = (
    rf"(?:(?!Part{BLANK})[A-Z][A-Za-z]{{0,12}}(?:[.\-](?:\d+|[IVX]+|[A-Z]{{1,5}})(?:\-\d+)?)*\.?"
    rf"(?:\([0-9IVX]+\))?|\d{{1,4}}(?:\([IVX0-9]+\))?)"
)
_BRACKETED: Final = (
    rf"(?:{BLANK}?\((?:(?:Sect|Part|Vol|Prog|Chap)\.?{BLANK}?[0-9A-Z.\-]+|Introduction)\))"
)
_PART: Final = rf"(?:/Part{BLANK}[A-Z0-9]+)"
_SYMBOL: Final = compiled(
    rf"""
      (?<![\p{{Latin}}\p{{N}}/.@])
      (?P<body>{_BODY})
      (?:/(?:{_ELEMENT}))+
      (?:{_BRACKETED}(?:/{_ELEMENT})*)?
      {_PART}?
      (?:{BLANK}\((?:19|20)\d\d\)(?=\s|$|[,.;，。；、)]))?
      (?![\p{{Latin}}\p{{N}}/])
    """,
    regex.VERBOSE,
)
_DOCUMENT_NUMBER: Final = compiled(
    r"(?<![\p{Latin}\p{N}/.\-])[A-Z]{2,8}(?:-[A-Z0-9]{2,}){2,}(?![\p{Latin}\p{N}/\-])"
)
_JOB: Final = compiled(
    rf"(?<![\p{{Latin}}\p{{N}}/.\-])(?P<number>(?:(?P<office>[A-Z]{{1,4}})\.)?(?P<year>\d\d)[\-\u2010\u2011\u2013]\d{{5,6}})"
    rf"(?:{BLANK}*\((?P<language>[ACEFRS])\))?(?![\p{{Latin}}\p{{N}}/\-])"
)
_JOB_DIGITS: Final = re.compile(r"\d\d[\-\u2010\u2011\u2013]\d{5}")
"""What every job number has, and hardly a text without one; far sooner looked for."""


@lru_cache(maxsize=1)
def _series() -> frozenset[str]:
    return frozenset(words("en").symbol_series)


def _acceptable(raw: str, body: str) -> bool:
    """Require a number, and either a known first element or the length of a symbol."""
    elements = raw.split("/")
    if not any(char.isdigit() for char in raw.partition("/")[2]):
        return False
    known = body in _series() or body.split(".")[0] in _series()
    if len(elements) == 2:
        # S/2024 alone is a year, not a document; S/PV.9500 and T/1 are documents.
        return known and len(body) <= 4 and not compiled(r"(?:19|20)\d\d").fullmatch(elements[1])
    return known or (len(body) > 1 and len(elements) >= 3 and body.isupper())


def _symbol(raw: str) -> Symbol:
    number = compiled(rf"{BLANK}+").sub(" ", half_width(raw))
    return Symbol("symbol", raw, number, tuple(part.strip() for part in number.split("/")))


def find_symbols(text: str) -> tuple[FoundSymbol, ...]:
    """Return the document symbols and document numbers of a text, in order.

    >>> [f.symbol.number for f in find_symbols("A/81/6 (Sect. 2) 和 FCCC/KP/CMP/2022/7, 第 97 段")]
    ['A/81/6 (Sect. 2)', 'FCCC/KP/CMP/2022/7']
    >>> [f.symbol.kind for f in find_symbols("CDM-2023SC-INFO01 号文件，COVID-19，and/or")]
    ['document_number']
    """
    plain = half_width(text)
    found = [
        FoundSymbol(match.start(), match.end(), _symbol(text[slice(*match.span())]))
        for match in (_SYMBOL.finditer(plain) if "/" in plain else ())
        if _acceptable(match[0], match["body"])
    ]
    for match in _DOCUMENT_NUMBER.finditer(plain) if "-" in plain else ():
        if any(char.isdigit() for char in match[0]):
            raw = text[slice(*match.span())]
            symbol = Symbol("document_number", raw, match[0], tuple(match[0].split("-")))
            found.append(FoundSymbol(match.start(), match.end(), symbol))
    return tuple(sorted(found, key=lambda item: item.start))


def read_symbol(raw: str) -> Symbol | None:
    """Return the symbol or document number that the whole of `raw` is, or None.

    Asterisks behind it, which mark a reissue or a note on the title, belong to the caller.

    >>> read_symbol("ICCD/COP(8)/CST/8").parts
    ('ICCD', 'COP(8)', 'CST', '8')
    >>> [read_symbol(text) for text in ("and/or", "2022/23", "km/h", "4/22", "S/2024")]
    [None, None, None, None, None]
    """
    text = stripped(raw)
    found = find_symbols(text)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return found[0].symbol if whole else None


def find_job_numbers(text: str) -> tuple[JobNumber, ...]:
    """Return the job numbers of a line, in order.

    >>> find_job_numbers("4 GE.24-17842")
    (JobNumber(raw='GE.24-17842', number='GE.24-17842', office='GE', language=''),)
    """
    plain = half_width(text)
    if not _JOB_DIGITS.search(plain):
        return ()
    return tuple(
        JobNumber(
            text[slice(*match.span())],
            compiled(r"[\u2010\u2011\u2013]").sub("-", match["number"]),
            match["office"] or "",
            match["language"] or "",
        )
        for match in _JOB.finditer(plain)
    )


def read_job_number(raw: str) -> JobNumber | None:
    """Return the job number that the whole of `raw` is, or None.

    >>> read_job_number("21-04320 (C)").language
    'C'
    >>> read_job_number("2024-2025") is None
    True
    """
    text = stripped(raw)
    found = find_job_numbers(text)
    return found[0] if len(found) == 1 and found[0].raw == text else None
