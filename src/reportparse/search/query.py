"""The language of queries: terms, "phrases", OR, and - for what must not be there.

核证减排量 注销          both
"自愿注销 平台"          exactly this, whatever the words are
登记 OR 注销 2023        one of the two, and 2023
收益分成 -预算           the first without the second
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NoReturn

from reportparse.errors import BadQuery
from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.search.folding import fold

Cut = Callable[[str], Sequence[str]]
"""Cuts a folded term into words."""


@frozen_record
class Term:
    """Something to look for, folded.

    A text has it when, for one of the `ways`, every piece stands literally in the text. Hits are
    ranked and marked by the `pieces`, the term itself the first of them.
    """

    pieces: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]


@frozen_record
class Query:
    """What must be there, of each group one, and what must not."""

    wanted: tuple[tuple[Term, ...], ...]
    excluded: tuple[str, ...]

    def terms(self) -> tuple[Term, ...]:
        """All wanted terms in their order."""
        return tuple(term for group in self.wanted for term in group)


MOST_TERMS: Final = 64
"""Terms of a query at most: far more than anyone types, and few enough for every database."""

_QUOTES: Final = {'"': '"', "＂": "＂", "“": "”", "「": "」", "『": "』"}
_TOKEN: Final = compiled(
    r"\s*(?:(?P<minus>[-－−](?=\S))?(?:(?P<open>[\"＂“「『])|(?P<bare>[^\s\"＂“「『]+))|$)"
)
_FIGURE: Final = compiled(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{4,}(?:\.\d+)?")
_HAN: Final = compiled(r"\p{Han}")
_DIGIT: Final = compiled(r"\d")
_LETTERS: Final = compiled(r"[\p{L}\p{N}]")


@dataclass(slots=True)
class _Token:
    text: str
    quoted: bool
    minus: bool


def parse_query(text: str, cut: Cut | None = None) -> Query:
    """Return what a query asks for; `cut` says where the words of a term are.

    OR joins the two terms beside it and binds closer than the blank. Raises `BadQuery`.

    >>> query = parse_query('核证减排量 注销 OR "收益 分成" -预算')
    >>> [[term.pieces[0] for term in group] for group in query.wanted], query.excluded
    ([['核证减排量'], ['注销', '收益分成']], ('预算',))
    >>> parse_query("32717425").wanted[0][0].ways
    (('32717425',), ('32,717,425',))
    """
    wanted: list[list[Term]] = []
    excluded: list[str] = []
    joins = negates = False
    tokens = _tokens(text)
    for token in tokens:
        word = "" if token.quoted or token.minus else token.text
        if word in ("OR", "|"):
            if joins or negates or not wanted:
                _refuse("OR stands between two terms")
            joins = True
        elif word == "NOT":
            negates = True
        elif word != "AND":
            if token.minus or negates:
                if joins:
                    _refuse("OR joins what is wanted, not what is excluded")
                excluded.append(_folded(token))
            elif joins:
                wanted[-1].append(_term(token, cut))
            else:
                wanted.append([_term(token, cut)])
            joins = negates = False
    if joins or negates:
        _refuse(f"{'OR' if joins else 'NOT'} stands before a term")
    if not wanted:
        _refuse("there is nothing to look for")
    if sum(map(len, wanted)) + len(excluded) > MOST_TERMS:
        _refuse(f"there are more than {MOST_TERMS} terms")
    return Query(tuple(map(tuple, wanted)), tuple(excluded))


def words_worth_cutting(text: str) -> list[str]:
    """The folded terms of a query that a segmenter could cut: plain ones with Chinese."""
    return [
        fold(token.text)
        for token in _tokens(text)
        if not token.quoted and not token.minus and _worth_cutting(fold(token.text))
    ]


def _worth_cutting(folded: str) -> bool:
    """Tell whether a term can be several words; what has digits says something only as a whole."""
    return _HAN.search(folded) is not None and _DIGIT.search(folded) is None


def figure_prints(value: Decimal) -> tuple[str, ...]:
    """The folded prints of a figure: bare (or with blanks, which folding drops), with commas.

    >>> figure_prints(Decimal("32717425")), figure_prints(Decimal("66.70"))
    (('32717425', '32,717,425'), ('66.70',))
    """
    return tuple(dict.fromkeys((format(value, "f"), format(value, ",f"))))


def figure_of(text: str) -> Decimal | None:
    """Return the figure that a text is, in any print; None for words and for ordinals.

    >>> figure_of("32 717 425"), figure_of("3271.7425万"), figure_of("第3")
    (Decimal('32717425'), Decimal('32717425'), None)
    """
    from reportparse.notation.numerals import read_number  # takes long to load; few queries need it

    number = read_number(text, "zh")
    return None if number is None or number.ordinal else Decimal(number.value)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        if match["bare"] is not None:
            found.append(_Token(match["bare"], quoted=False, minus=match["minus"] is not None))
        elif match["open"] is not None:
            phrase, at = _quoted(text, at, _QUOTES[match["open"]])
            found.append(_Token(phrase, quoted=True, minus=match["minus"] is not None))
        else:
            break
    return found


def _quoted(text: str, start: int, close: str) -> tuple[str, int]:
    """The phrase that begins here, and where it ends; a closing quote in it stands twice."""
    at = start
    while (end := text.find(close, at)) >= 0:
        if text[end + 1 : end + 2] != close:
            return text[start:end].replace(close * 2, close), end + 1
        at = end + 2
    return _refuse(f"the quote at character {start} is not closed")


def _folded(token: _Token) -> str:
    folded = fold(token.text)
    return folded if folded else _refuse("a phrase of blanks finds nothing")


def _term(token: _Token, cut: Cut | None) -> Term:
    folded = _folded(token)
    if token.quoted:
        return Term((folded,), ((folded,),))
    if _FIGURE.fullmatch(folded):
        prints = figure_prints(Decimal(folded.replace(",", "")))
        return Term(prints, tuple((one,) for one in prints))
    pieces = _pieces(folded, cut) if cut and _worth_cutting(folded) else ()
    if not pieces:
        return Term((folded,), ((folded,),))
    # Where the term stands, so do its words: they are pieces of it.
    return Term((folded, *pieces), (pieces,))


def _pieces(folded: str, cut: Cut) -> tuple[str, ...]:
    """The words of a term, if they are several; those of one character only if all are."""
    words: Iterable[str] = dict.fromkeys(
        word for word in cut(folded) if _LETTERS.search(word) and word in folded
    )
    words = tuple(words)
    long = tuple(word for word in words if len(word) > 1 or not _HAN.match(word))
    pieces = long or words
    return pieces if pieces != (folded,) else ()


def _refuse(reason: str) -> NoReturn:
    raise BadQuery(f"the query is not understood: {reason}")
