"""Meetings, decisions and documents: what the references name, each once with all its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.name_words import name_words
from reportparse.lexicon.patterns import compiled
from reportparse.names.corpus import Corpus, Interval, Piece
from reportparse.names.model import Found, NameKind
from reportparse.notation.references import find_references

MEETINGS: Final = ("meeting", "session")
DECISIONS: Final = ("decision", "resolution")
DOCUMENTS: Final = ("symbol", "document_number", "standard")

_DECISION: Final = compiled(
    r"(?P<name>[^\n]*?(?:决定|决议))"
    r"|.*?(?P<name>(?:(?:\p{Lu}\p{L}+ )+)?(?:[Dd]ecision|[Rr]esolution)s? "
    r"[^\s,;]+(?: [A-Z]\b)?(?: \(\d{4}\))?)",
    regex.S,
)
_DOCUMENT: Final = compiled(r"(?P<name>.*?号(?:文件|报告))", regex.S)
_TITLE: Final = compiled(r"《[^《》\n]{2,80}》")
_YEAR: Final = compiled(r"\d{4}年$")

YEARLY: Final = 9
"""A meeting with a lower number may be counted anew each year; the year before it tells which."""


@frozen_record
class Cited:
    """A reference at its stretch of the corpus."""

    kind: str
    number: str
    body: str
    span: Interval
    piece: Piece


def find_cited(corpus: Corpus, organs: Iterable[Found]) -> list[Found]:
    """Return the meetings, decisions and documents that a report names."""
    cited = list(_cited(corpus))
    return [
        *_meetings(corpus, [one for one in cited if one.kind in MEETINGS], organs),
        *_numbered(corpus, cited),
        *_titles(corpus),
    ]


def _cited(corpus: Corpus) -> Iterator[Cited]:
    """The references of the running texts, and those in fields and cells."""
    for reference in corpus.report.references:
        piece = corpus.by_element.get(reference.element)
        if piece is None:
            continue
        piece = next(
            (
                own
                for own in corpus.of_element(reference.element)
                if reference.end <= own.end - own.start
                and corpus.same(own, reference.start, reference.end, reference.raw)
            ),
            piece,
        )
        span = piece.start + reference.start, piece.start + reference.end
        yield Cited(reference.kind, reference.number, reference.body, span, piece)
    for piece in corpus.pieces:
        if piece.kind in ("cell", "field", "head"):
            text = corpus.printed[piece.start : piece.end]
            for found in find_references(text, piece.language) if _may_cite(text) else ():
                span = piece.start + found.start, piece.start + found.end
                yield Cited(found.kind, found.number, found.body, span, piece)


def _may_cite(text: str) -> bool:
    """Tell whether a cell is worth reading: a reference has a number."""
    return "第" in text or any(char.isdigit() for char in text)


# -- meetings ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Meeting:
    cited: Cited
    span: Interval
    organ: Found | None
    year: str


def _meetings(corpus: Corpus, cited: list[Cited], organs: Iterable[Found]) -> list[Found]:
    """Meetings by who meets and their number; without who, the only one with that number."""
    by_end = {span[1]: (organ, span) for organ in organs for span in organ.spans}
    by_start = {span[0]: (organ, span) for organ in organs for span in organ.spans}
    listed = [_meeting(corpus, one, by_end, by_start, organs) for one in cited]
    found: dict[tuple[int, str, str, str], Found] = {}
    for one in sorted(listed, key=lambda meeting: meeting.organ is None):
        kind, number = one.cited.kind, one.cited.number
        key = (id(one.organ) if one.organ else 0, kind, number, one.year)
        if one.organ is None and not one.year:
            same = [known for known in found if known[1:3] == (kind, number) and not known[3]]
            key = same[0] if len(same) == 1 else key
        made = found.setdefault(key, Found("meeting", number=number, organ=one.organ))
        made.spans.append(one.span)
    return list(found.values())


def _meeting(
    corpus: Corpus,
    cited: Cited,
    by_end: dict[int, tuple[Found, Interval]],
    by_start: dict[int, tuple[Found, Interval]],
    organs: Iterable[Found],
) -> _Meeting:
    start, end = cited.span
    before = by_end.get(start)
    organ: Found | None = None
    if before is not None:
        organ, start = before[0], before[1][0]
    elif cited.body and cited.span[0] in by_start:
        organ = by_start[cited.span[0]][0]
    elif (generic := _generic_before(corpus, cited)) is not None:
        start -= len(generic)
    elif cited.piece.kind == "cell" and start == cited.piece.start:
        organ = _of_title(corpus, cited.piece, organs)
    elif cited.piece.element == "metadata.session":
        organ = _of_field(corpus, organs)
    year = ""
    if cited.number.isdigit() and int(cited.number) <= YEARLY and cited.kind == "meeting":
        dated = _YEAR.search(corpus.whole, cited.piece.start, start)
        if dated is not None:
            year, start = dated[0], dated.start()
    return _Meeting(cited, (start, end), organ, year)


def _generic_before(corpus: Corpus, cited: Cited) -> str | None:
    """`附属机构第六十届会议`: who meets, where the words name a kind and not one organ."""
    before = corpus.whole[cited.piece.start : cited.span[0]]
    kinds = [word for word in name_words("zh").not_organs.words if before.endswith(word)]
    return max(kinds, key=len, default=None)


def _of_title(corpus: Corpus, piece: Piece, organs: Iterable[Found]) -> Found | None:
    """The one organ in the title of a table: whose meetings its rows are."""
    own = corpus.by_element.get(piece.element.split(".")[0])
    if own is None:
        return None
    inside = [o for o in organs if any(own.start <= s[0] and s[1] <= own.end for s in o.spans)]
    return inside[0] if len(inside) == 1 else None


def _of_field(corpus: Corpus, organs: Iterable[Found]) -> Found | None:
    """Who holds the session on the first page."""
    for element in ("metadata.body", "metadata.organ"):
        piece = corpus.by_element.get(element)
        for organ in organs if piece is not None else ():
            if piece is not None and (piece.start, piece.end) in organ.spans:
                return organ
    return None


# -- decisions and documents -------------------------------------------------------------------


def _numbered(corpus: Corpus, cited: Iterable[Cited]) -> list[Found]:
    found: dict[tuple[str, str], Found] = {}
    for one in cited:
        kind: NameKind = "decision" if one.kind in DECISIONS else "document"
        if one.kind not in (*DECISIONS, *DOCUMENTS):
            continue
        key = one.kind, one.number or one.body
        made = found.setdefault(key, Found(kind, number=one.number or None))
        made.spans.append(_named(corpus, one))
    return list(found.values())


def _named(corpus: Corpus, cited: Cited) -> Interval:
    """The stretch without the paragraphs that are cited of it."""
    start, end = cited.span
    words = corpus.whole[start:end]
    ends = _DECISION if cited.kind in DECISIONS else _DOCUMENT
    match = ends.match(words) if cited.kind != "standard" else None
    if match is not None:
        return start + match.start("name"), start + match.end("name")
    if cited.kind == "symbol" and cited.number and cited.number in words:
        at = words.index(cited.number)
        return start + at, start + at + len(cited.number)
    return start, end


def _titles(corpus: Corpus) -> list[Found]:
    """Treaties, plans and publications by their titles in 《》."""
    found: dict[str, Found] = {}
    for match in _TITLE.finditer(corpus.whole):
        found.setdefault(match[0], Found("document")).spans.append(match.span())
    return list(found.values())
