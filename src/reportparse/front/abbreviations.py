"""Lists of abbreviations: a term, a gap, a meaning.

In a PDF the meanings begin at one place. In a dump the boundary is reasoned from how blanks are
printed: a blank between two Chinese characters is never part of Chinese text, so it is a boundary;
one between Latin and Chinese characters is printed everywhere and bounds only where no other can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from reportparse.findings import Doubt
from reportparse.front.model import Abbreviations, Field, Pair
from reportparse.front.print import FULL, Row, ends_marked, goes_on, make_field, rows, width
from reportparse.frozen import frozen_record
from reportparse.layout.model import Line
from reportparse.lexicon.front_words import front_words
from reportparse.lexicon.patterns import compiled
from reportparse.notation.labels import read_label
from reportparse.notation.spacing import has_cjk, is_cjk, tidy

SAME_PLACE = 3.0
"""Points: meanings begin at one place up to this."""
MIN_PAIRS = 2
"""A heading with fewer pairs below it is no list."""


@frozen_record
class FoundList:
    """A list, the lines that it takes, and the doubts met in it."""

    abbreviations: Abbreviations
    used: tuple[Line, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Draft:
    term: list[tuple[Row, int, int]] = field(default_factory=list)
    meaning: list[tuple[Row, int, int]] = field(default_factory=list)
    unsure: bool = False


def find_abbreviations(
    lines: Sequence[Line], ends: Callable[[Line], bool] = lambda line: False
) -> FoundList | None:
    """Find the first list of abbreviations in a stretch of lines.

    `ends` may tell of a line that it begins something else. Returns None where no heading is
    followed by at least two pairs.
    """
    for at, line in enumerate(lines):
        if front_words().abbreviations.match(tidy(line.text)) is None:
            continue
        found = read_abbreviations(lines, at, ends)
        if found is not None:
            return found
    return None


def read_abbreviations(
    lines: Sequence[Line], start: int, ends: Callable[[Line], bool] = lambda line: False
) -> FoundList | None:
    """Read the list whose heading is `lines[start]`."""
    table = rows(lines[start + 1 :])
    if lines[start].xs:
        drafts, used = _by_place(table, ends)
    else:
        drafts, used = _by_blanks(table, lines, ends)
        if not any(draft.meaning for draft in drafts):
            drafts, used = _torn(table, ends)
    pairs = [draft for draft in drafts if draft.meaning]
    if len(pairs) < MIN_PAIRS:
        return None
    made = tuple(Pair(_field(d.term), _field(d.meaning) if d.meaning else None) for d in drafts)
    doubts = tuple(
        Doubt(
            "text-unplaced",
            "An abbreviation can be cut from its meaning in more than one way.",
            pair.term.pieces,
        )
        for pair, draft in zip(made, drafts, strict=True)
        if draft.unsure
    )
    heading = make_field([lines[start].whole()])
    return FoundList(Abbreviations((heading,), made), (lines[start], *used), doubts)


def _field(parts: Sequence[tuple[Row, int, int]]) -> Field:
    return make_field([piece for row, start, end in parts for piece in row.pieces(start, end)])


def _ends_list(row: Row, ends: Callable[[Line], bool]) -> bool:
    words, text = front_words(), tidy(row.text)
    heads = (words.summary, words.contents, words.abbreviations)
    if any(head.match(text) for head in heads) or ends(row.lines[0]):
        return True
    return read_label(row.text) is not None


# -- PDF: by place


def _starts(row: Row) -> list[int]:
    """Indices of characters that begin a word."""
    text = row.text
    return [i for i, c in enumerate(text) if not c.isspace() and (i == 0 or text[i - 1].isspace())]


def _meaning_place(table: Sequence[Row], ends: Callable[[Line], bool]) -> float | None:
    """Where most meanings begin: the place right of the first word that most rows share."""
    places: Counter[int] = Counter()
    for row in table:
        if _ends_list(row, ends):
            break
        places.update({round(row.x(i)) for i in _starts(row)[1:]})
    if not places:
        return None
    near: Counter[int] = Counter()
    for place, count in places.items():
        near[place] = count + places[place - 1] + places[place + 1]
    best = max(near, key=lambda place: (near[place], places[place], -place))
    return float(best) if near[best] >= MIN_PAIRS else None


def _by_place(
    table: Sequence[Row], ends: Callable[[Line], bool]
) -> tuple[list[_Draft], list[Line]]:
    drafts: list[_Draft] = []
    used: list[Line] = []
    place = _meaning_place(table, ends)
    if place is None or not table:
        return drafts, used
    left = table[0].x(table[0].first)
    sheet, shift = table[0].sheet, 0.0
    pending: _Draft | None = None
    for at, row in enumerate(table):
        if _ends_list(row, ends):
            break
        first = row.x(row.first)
        if row.sheet != sheet:
            sheet, shift = row.sheet, 0.0 if abs(first - left) <= SAME_PLACE else first - left
        cut = _cut_at(row, place + shift)
        if cut is not None and cut == row.first and drafts:
            drafts[-1].meaning.append((row, 0, len(row.text)))
        elif abs(first - left - shift) > SAME_PLACE:
            break
        elif cut is not None:
            pending = pending or _Draft()
            pending.term.append((row, 0, cut))
            pending.meaning.append((row, cut, len(row.text)))
            drafts.append(pending)
            pending = None
        elif _fits_term(row, place + shift) and _goes_on(table, at, place + shift):
            pending = pending or _Draft()
            pending.term.append((row, 0, len(row.text)))
        else:
            break
        used.extend(row.lines)
    return drafts, used


def _cut_at(row: Row, place: float) -> int | None:
    """The index of the character that stands at a place."""
    for index, char in enumerate(row.text):
        if not char.isspace() and abs(row.x(index) - place) <= SAME_PLACE:
            return index
    return None


def _fits_term(row: Row, place: float) -> bool:
    return row.x_end(len(row.text.rstrip()) - 1) < place


def _goes_on(table: Sequence[Row], at: int, place: float) -> bool:
    """Tell whether the next row of the page has a meaning, so that this one is half a term."""
    following = table[at + 1] if at + 1 < len(table) else None
    return (
        following is not None
        and following.sheet == table[at].sheet
        and (_cut_at(following, place) is not None)
    )


# -- dump: by blanks


def boundary(text: str) -> tuple[int | None, bool]:
    """Return where the meaning begins in a line of a dump, and whether that is certain.

    None where the line has no boundary at all: it goes on from the line before.

    >>> boundary("第六条第四款机制 根据《巴黎协定》第六条第四款建立的机制")
    (9, True)
    >>> boundary("DNA 论坛 指定国家主管部门论坛"), boundary("CDM 清洁发展机制")
    ((7, True), (4, True))
    >>> boundary("UNEP United Nations Environment Programme")
    (5, True)
    >>> boundary("经认证的独立实体")
    (None, True)
    """
    wide = [one.end() for one in compiled(r"(?<=\S)(?:[^\S\n]{2,}|\t)(?=\S)").finditer(text)]
    if wide:
        return wide[0], len(wide) == 1
    blanks = [one.span() for one in compiled(r"(?<=\S)\s(?=\S)").finditer(text)]
    pure = [end for start, end in blanks if is_cjk(text[start - 1]) and is_cjk(text[end])]
    if pure:
        return pure[0], len(pure) == 1
    mixed = [end for start, end in blanks if is_cjk(text[end]) and not is_cjk(text[start - 1])]
    starts_latin = bool(text.strip()) and not is_cjk(text.strip()[0])
    if mixed and starts_latin:
        acronyms = [word for word in text[: mixed[0]].split() if _is_acronym(word)]
        return mixed[0], len(acronyms) < 2
    if has_cjk(text):
        return None, True
    return _latin_boundary(text, [end for _, end in blanks])


def _latin_boundary(text: str, ends: Sequence[int]) -> tuple[int | None, bool]:
    """In Latin text the term is the run of words that are no plain words: with capitals inside,
    or spelt by the initials of what follows."""
    fitting = [end for end in ends if _initials_fit(text[:end], text[end:])]
    if len(fitting) == 1:
        return fitting[0], True
    if fitting:
        return fitting[0], False
    if not ends or not _is_acronym(text[: ends[0]].strip()):
        return None, True
    return ends[0], not any(_is_acronym(word) for word in text[ends[0] :].split()[:1])


def _is_acronym(word: str) -> bool:
    return sum(char.isupper() for char in word) >= 2


def _initials_fit(term: str, meaning: str) -> bool:
    """Tell whether the capitals of a term are initials of the meaning's words, in order."""
    if not all(_is_acronym(word) for word in term.split()):
        return False
    wanted = [char.lower() for char in term if char.isupper()]
    initials = [word[0].lower() for word in compiled(r"[\p{L}]+").findall(meaning)]
    at = 0
    for initial in initials:
        if at < len(wanted) and initial == wanted[at]:
            at += 1
    return bool(wanted) and at == len(wanted) and initials[:1] == wanted[:1]


def _by_blanks(
    table: Sequence[Row], lines: Sequence[Line], ends: Callable[[Line], bool]
) -> tuple[list[_Draft], list[Line]]:
    drafts: list[_Draft] = []
    used: list[Line] = []
    marked = ends_marked(lines)
    widest = max(width(line.text) for line in lines)
    above = 0
    for row in table:
        if _ends_list(row, ends):
            break
        start = row.first
        cut, sure = boundary(row.text[start:])
        full = above >= FULL * widest
        if used and marked and goes_on(used[-1]) and drafts[-1].meaning:
            drafts[-1].meaning.append((row, 0, len(row.text)))
        elif cut is None:
            if not drafts or not (full or _indented(row, drafts[-1])):
                break
            drafts[-1].meaning.append((row, 0, len(row.text)))
        elif sure:
            drafts.append(_Draft([(row, 0, start + cut)], [(row, start + cut, len(row.text))]))
        else:
            drafts.append(_Draft([(row, 0, len(row.text))], unsure=True))
        used.extend(row.lines)
        above = width(row.text)
    return drafts, used


def _indented(row: Row, draft: _Draft) -> bool:
    """Tell whether a row of a dump that keeps places begins where the meaning above it does."""
    if not draft.meaning:
        return False
    above, start, _ = draft.meaning[-1]
    return (
        row.first > 1
        and abs(row.first - (start + len(above.text[start:]) - len(above.text[start:].lstrip())))
        <= SAME_PLACE
    )


def _torn(table: Sequence[Row], ends: Callable[[Line], bool]) -> tuple[list[_Draft], list[Line]]:
    """Pairs of a dump that puts every cell on a line of its own.

    Terms and meanings alternate, or all terms come before all meanings. That is believed only
    where one of the two orders makes most terms short for their meanings, and no meaning an
    acronym.
    """
    cells = list(takewhile(lambda row: not _ends_list(row, ends), table))
    half = len(cells) // 2
    if half < MIN_PAIRS or len(cells) % 2:
        return [], []
    orders = [(cells[0::2], cells[1::2]), (cells[:half], cells[half:])]
    fitting = [order for order in orders if _are_terms(*order)]
    if len(fitting) != 1:
        return [], []
    pairs = zip(*fitting[0], strict=True)
    drafts = [_Draft([(t, 0, len(t.text))], [(m, 0, len(m.text))]) for t, m in pairs]
    return drafts, [line for row in cells for line in row.lines]


def _are_terms(terms: Sequence[Row], meanings: Sequence[Row]) -> bool:
    """Tell whether cells are terms and meanings: most terms are acronyms, or characters of what
    they stand for, in order, and no meaning is an acronym."""
    if any(_begins_as_acronym(row) for row in meanings):
        return False
    pairs = zip(terms, meanings, strict=True)
    short = sum(_begins_as_acronym(term) or _is_short_for(term, full) for term, full in pairs)
    return 2 * short > len(terms) and any(_begins_as_acronym(row) for row in terms)


def _is_short_for(term: Row, meaning: Row) -> bool:
    """Tell whether a Chinese term leaves out characters of its meaning: `环境署`."""
    left = iter(tidy(meaning.text))
    return all(char in left for char in tidy(term.text)) and is_cjk(tidy(term.text)[:1] or " ")


def _begins_as_acronym(row: Row) -> bool:
    words = row.text.split()
    return bool(words) and not is_cjk(words[0][0]) and _is_acronym(words[0])
