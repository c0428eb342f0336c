"""Persons: in tables whose heads say so, and in prose beside a title or an act of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.lexicon.name_words import NameWords, name_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, Language
from reportparse.names.corpus import Corpus, Interval, Mask, Piece
from reportparse.names.model import Found, is_one_of, longest_first, regex_of
from reportparse.report.facts import Capacity
from reportparse.report.tables import Cell, Row, Table

Change = Literal["elected", "appointed", "outgoing", "resigned"]

MOST_OTHERS: Final = 0.5
"""Part of the cells of a column of names at most that look like none (vacant seats aside)."""

_PARTICLE: Final = r"(?:de|da|do|dos|del|della|van|von|der|den|bin|bint|ibn|el|al|la|le|ter|di)"
_CAPITAL: Final = r"[\p{Lu}&&\p{Latin}]"
_LATIN_WORD: Final = (
    rf"(?:{_CAPITAL}[\p{{Latin}}’'\-]*\p{{Latin}}|{_CAPITAL}\.|[Aa]l-{_CAPITAL}\p{{Latin}}+)"
)
_LATIN: Final = rf"{_LATIN_WORD}(?: (?:{_PARTICLE} )*{_LATIN_WORD}){{1,5}}"
_DOTTED: Final = r"\p{Han}{1,6}(?:[·•\-]\p{Han}{1,6})*[·•]\p{Han}{1,6}"
_LATIN_CELL: Final = compiled(_LATIN, regex.V1)
_DOTTED_CELL: Final = compiled(_DOTTED)
_HONORIFIC: Final = compiled(r"(?:Mr|Ms|Mrs|Dr|Prof|Sir|H\.E)\.? ")
_GROUP: Final = compiled(r"来自(?P<group>[\p{Han}\-－—]{2,20}?)的$")
_IN_BRACKETS: Final = compiled(r" ?\((?P<group>[\p{Han}\p{Latin} ]{2,40})\)")


class Persons:
    """The persons of a report as they are found."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._found: dict[str, Found] = {}

    def add(self, span: Interval, capacity: Capacity | None) -> None:
        """Note a stretch that names somebody, and in what capacity."""
        found = self._found.setdefault(self._corpus.text(span), Found("person"))
        if span not in found.spans:
            found.spans.append(span)
        if capacity is not None and capacity not in found.capacities:
            found.capacities.append(capacity)

    def names(self) -> Mapping[str, Found]:
        """The persons by their printed names."""
        return self._found


def find_persons(corpus: Corpus) -> list[Found]:
    """Return the persons that a report names, each with capacities and all stretches."""
    persons = Persons(corpus)
    for table in corpus.report.tables:
        _of_table(corpus, table, persons)
    _of_prose(corpus, persons)
    mask = Mask(len(corpus.whole))
    names = dict(persons.names())
    for found in names.values():
        for span in found.spans:
            mask.take(span)
    for name in longest_first(names):
        for span in corpus.find(name):
            if mask.free(span):
                mask.take(span)
                names[name].spans.append(span)
    return list(names.values())


# -- tables ------------------------------------------------------------------------------------


def _of_table(corpus: Corpus, table: Table, persons: Persons) -> None:
    """The names in the columns of a table that are headed so."""
    leaves = {column.index: column.path[-1] for column in table.columns if column.path}
    roles = _headed(leaves, "role_heads")
    groups = _headed(leaves, "group_heads")
    nameless = _headed(leaves, "names_only")
    cells = list(corpus.cells(table))
    for column in _headed(leaves, "person_heads"):
        own = [one for one in cells if one[1].column == column]
        filled = [one for one in own if not _vacant(one[1].text)]
        named = [one for one in filled if _is_name(one[1].text)]
        if len(named) <= MOST_OTHERS * len(filled):
            continue
        role = None if column in nameless else leaves[column]
        for row, cell, piece in named:
            group = _beside(row, groups) or _section(table, row, roles | groups)
            persons.add(
                _without_honorific(corpus, piece, cell),
                Capacity(
                    element=piece.element,
                    role=role or _beside(row, roles),
                    group=group,
                ),
            )


def _headed(leaves: Mapping[int, str], name: str) -> set[int]:
    lists = [getattr(name_words(language), name) for language in LANGUAGES]
    return {at for at, leaf in leaves.items() if any(is_one_of(leaf, own) for own in lists)}


def _vacant(text: str) -> bool:
    return any(name_words(language).vacant.match(text) for language in LANGUAGES)


def _is_name(text: str) -> bool:
    """Tell whether a cell holds the name of a person and nothing else.

    >>> _is_name("José Domingos Miguez"), _is_name("安东尼奥·古特雷斯"), _is_name("王小明")
    (True, True, True)
    >>> _is_name("Vacant"), _is_name("小岛屿发展中国家"), _is_name("4")
    (False, False, False)
    """
    plain = _HONORIFIC.sub("", text.strip(), count=1)
    if _LATIN_CELL.fullmatch(plain) or _DOTTED_CELL.fullmatch(plain):
        return True
    surname = name_words("zh").surnames.match(plain)
    return surname is not None and len(surname) < len(plain) <= len(surname) + 2


def _without_honorific(corpus: Corpus, piece: Piece, cell: Cell) -> Interval:
    honorific = _HONORIFIC.match(corpus.whole, piece.start)
    return (honorific.end() if honorific else piece.start), piece.end


def _beside(row: Row, columns: set[int]) -> str | None:
    """The words of the row in the first of the columns."""
    return next((c.text for c in row.cells if c.column in columns and c.text.strip()), None)


def _section(table: Table, row: Row, other: set[int]) -> str | None:
    """The section of the body that a row stands in, where no column says more."""
    above = [own for own in table.rows[: row.index] if own.kind == "section"]
    return above[-1].stub if above and not other else None


# -- prose -------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _prose() -> regex.Pattern[str]:
    own = name_words("zh")
    before = regex_of(own.person_before)
    act = "|".join(map(regex_of, (own.elected, own.appointed, own.resigned)))
    surname = regex_of(own.surnames)
    ends = rf"[^\p{{Han}}·•]|$|{regex_of(own.person_after)}|{act}|{regex_of(own.person_followed)}"
    dotted = rf"{_DOTTED}?(?={ends})"
    chinese = rf"{surname}\p{{Han}}{{1,2}}(?={regex_of(own.person_after)})"
    alone = rf"(?<!\p{{Latin}}){_LATIN}|(?<![\p{{Han}}·•\-])(?:{dotted}|{chinese})"
    return compiled(
        rf"(?:(?P<role>{before}) ?(?P<name>{_LATIN}|{dotted}|{chinese})|(?P<name>{alone}))"
        rf" ?(?P<after>{regex_of(own.person_after)})? ?(?P<country>\([\p{{Han}}]{{2,12}}\))?"
        rf"[，、]?(?P<act>{act})?",
        regex.V1,
    )


@lru_cache(maxsize=4)
def _telling(language: Language) -> re.Pattern[str]:
    """Any of the words without one of which a text of prose names nobody."""
    own = name_words(language)
    lists = [own.person_after, own.elected, own.appointed, own.resigned]
    if language == "zh":
        lists.append(own.person_before)
    every = sorted({word for listed in lists for word in listed.words})
    return re.compile("|".join(map(re.escape, every)))


def _of_prose(corpus: Corpus, persons: Persons) -> None:
    """Names beside a title, an address, or an act that only persons do."""
    for piece in corpus.pieces:
        if piece.kind not in ("text", "label", "field"):
            continue
        if not _telling(piece.language).search(corpus.whole, piece.start, piece.end):
            continue  # as most texts, and far sooner than the patterns say so
        if piece.language == "en":
            _of_english(corpus, piece, persons)
        else:
            _of_chinese(corpus, piece, persons)


def _of_chinese(corpus: Corpus, piece: Piece, persons: Persons) -> None:
    own = name_words("zh")
    for match in _prose().finditer(corpus.whole, piece.start, piece.end):
        if not (match["role"] or match["after"] or match["act"]):
            continue
        start, end = match.span("name")
        before = corpus.whole[max(piece.start, match.start() - 30) : match.start()]
        change = _change(own, match["act"], before)
        group = _GROUP.search(before)
        stated = match["country"][1:-1] if match["country"] else None
        persons.add(
            (start, end),
            Capacity(
                element=piece.element,
                role=match["role"] or _role_behind(corpus, match, change),
                group=corpus.printed[_at(match, before, group)] if group else stated,
                change=change,
            ),
        )


def _at(match: regex.Match[str], before: str, group: regex.Match[str]) -> slice:
    """The stretch of the corpus that the group's words are."""
    offset = match.start() - len(before)
    return slice(offset + group.start("group"), offset + group.end("group"))


def _change(own: NameWords, act: str | None, before: str) -> Change | None:
    if act is not None:
        if own.elected.match(act):
            return "elected"
        return "resigned" if own.resigned.match(act) else "appointed"
    clause = compiled(r"[，。；：、]").split(before)[-1]
    return "outgoing" if own.outgoing.match(clause) else None


def _role_behind(corpus: Corpus, match: regex.Match[str], change: Change | None) -> str | None:
    """`当选理事会主席`: the office that an act leads to, to its last word."""
    if change not in ("elected", "appointed"):
        return None
    behind = compiled(r"(?:\p{Han}|[《》/])*").match(corpus.whole, pos=match.end())
    clause = behind[0] if behind else ""
    found = compiled(rf"{regex_of(name_words('zh').person_before)}(?!会)").search(clause)
    return found[0] if found else None


@lru_cache(maxsize=1)
def _english() -> regex.Pattern[str]:
    own = name_words("en")
    title = regex_of(own.person_after)
    before = regex_of(own.person_before)
    act = "|".join(map(regex_of, (own.elected, own.appointed, own.resigned)))
    return compiled(
        rf"(?:(?<!\p{{L}})(?P<title>{title}) (?P<name>{_LATIN})"
        rf"|(?P<name>{_LATIN})(?=,? (?:{act})))"
        rf"(?P<country> \([\p{{L}} ]{{3,40}}\))?"
        rf"(?:, (?:the )?(?P<role>(?:{_CAPITAL}[\p{{L}}\-]* ){{0,3}}{before})\b)?"
        rf"(?:,? (?P<act>{act})(?: (?:as )?(?P<role>{before}))?)?",
        regex.V1,
    )


def _of_english(corpus: Corpus, piece: Piece, persons: Persons) -> None:
    own = name_words("en")
    for match in _english().finditer(corpus.whole, piece.start, piece.end):
        change = _change(own, match["act"], "") if match["act"] else None
        persons.add(
            match.span("name"),
            Capacity(
                element=piece.element,
                role=match["role"],
                group=match["country"].strip(" ()") if match["country"] else None,
                change=change,
            ),
        )


def entity_columns(corpus: Corpus) -> Iterator[tuple[Row, Cell, Piece]]:
    """The cells of columns that are headed as the names of bodies and firms."""
    for table in corpus.report.tables:
        leaves = {column.index: column.path[-1] for column in table.columns if column.path}
        columns = _headed(leaves, "entity_heads")
        for row, cell, piece in corpus.cells(table) if columns else ():
            if cell.column in columns and row.kind == "data":
                yield row, cell, piece
