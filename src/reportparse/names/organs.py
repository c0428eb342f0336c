"""Organs: the well-known ones, those of the report's own list of short forms, and further names.

A further name is told by its ending, where its beginning is plain: behind a word with which such
names begin, as an item of a list, or repeated behind the same words. What is doubtful is left out.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.name_words import known_names, name_words
from reportparse.lexicon.patterns import compiled
from reportparse.names.corpus import Corpus, Interval, Mask
from reportparse.names.model import Found, is_one_of, longest_first
from reportparse.names.organs_en import english_organs

LONGEST: Final = 30
"""Characters of a name that is told by its ending alone, at most."""

LONGEST_ITEM: Final = 20
"""Characters of an item of a list that is taken whole."""

MIDDLE: Final = 2
"""Characters before a common ending at least: 专门小组 alone is none."""

STARTS: Final = 3
"""Characters of the form of a well-known organ at least that the name of another may begin with."""

SHORT: Final = 10
"""Characters of a short form in parentheses at most."""

_SOLID: Final = "\ue000"
_SOLID_START: Final = "\ue001"
_INSIDE: Final = b"\x01"
_FIRST: Final = b"\x02"
_SIGNS: Final = {ord(_INSIDE): _SOLID, ord(_FIRST): _SOLID_START}
_MARKS: Final = re.compile(rb"[\x01\x02]+")
_SHUT: Final = "，。；：、()（）？！,;:.\n"

_CLAUSE: Final = compiled(r"[\p{Han}\p{Latin}/《》·’'\- \ue000\ue001]+")


class Groups:
    """Forms of organs by the organ that they mean."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}
        self._last = 0

    def add(self, forms: Iterable[str], settled: bool = False) -> None:
        """Make the forms names of one organ, that of the first known one.

        `settled` leaves what other forms mean alone.
        """
        listed = list(forms)
        known = [self._of[form] for form in listed if form in self._of]
        if not known:
            self._last += 1
        key = known[0] if known else self._last
        for form in listed:
            if form not in self._of:
                self._of[form] = key
            elif not settled and self._of[form] != key:
                old = self._of[form]
                self._of = {f: key if k == old else k for f, k in self._of.items()}

    def __contains__(self, form: str) -> bool:
        return form in self._of

    def key(self, form: str) -> int:
        """What a known form means."""
        return self._of[form]

    def items(self) -> Iterator[tuple[str, int]]:
        """Every form with what it means."""
        yield from self._of.items()


@frozen_record
class _Candidate:
    span: Interval
    text: str
    starts: bool
    strong: bool
    item: bool


def find_organs(corpus: Corpus, taken: Iterable[Interval] = ()) -> list[Found]:
    """Return the organs that a report names, each with all its stretches outside `taken`."""
    groups = Groups()
    for known in known_names().organs:
        groups.add(known)
    fixed = {form for form, _ in groups.items()}
    meanings = _abbreviated(corpus, groups)
    for element in ("metadata.organ", "metadata.body"):
        piece = corpus.by_element.get(element)
        if piece is not None:
            groups.add([corpus.whole[piece.start : piece.end]])
    candidates = list(_candidates(corpus, meanings))
    accepted = _accepted(candidates)
    for text in accepted:
        groups.add([text])
    _introduced(corpus, candidates, groups)
    for names in english_organs(corpus):
        groups.add(names, settled=True)
    _suffixes(groups, accepted, fixed)
    return _all_stretches(corpus, groups, taken)


def _abbreviated(corpus: Corpus, groups: Groups) -> list[str]:
    """The meanings of the report's short forms; those of organs are organs."""
    listed = corpus.report.abbreviations
    meanings: list[str] = []
    for entry in listed.entries if listed else ():
        if entry.meaning is None:
            continue
        meaning = entry.meaning.text
        meanings.append(meaning)
        for language in ("zh", "en"):
            ending = name_words(language).organ_meanings
            if any(meaning.endswith(word) for word in ending.words):
                groups.add([meaning, entry.term.text])
                break
    return meanings


# -- candidates --------------------------------------------------------------------------------


# Words alone: `re` finds where one may begin three times as fast as `regex`.


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    own = name_words("zh")
    words = longest_first((*own.organ_endings.words, *own.organ_endings_weak.words))
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    words = longest_first(name_words("zh").before_organs.words)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _whole_words() -> re.Pattern[str]:
    words = longest_first(name_words("zh").before_organs.exceptions)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _starters() -> regex.Pattern[str]:
    own = name_words("zh").organ_starters
    return compiled(f"{own.pattern}|{_SOLID_START}")


@lru_cache(maxsize=1)
def _regions() -> re.Pattern[str]:
    one = "|".join(map(re.escape, longest_first(name_words("zh").regions.words)))
    return re.compile(rf"(?:{one})(?:(?:[和及与、]|以及)?(?:{one}))*")


def _solid(corpus: Corpus, meanings: Iterable[str]) -> str:
    """The whole with the stretches that no name begins or ends within made one sign."""
    text = corpus.whole
    known = known_names()
    forms = {*meanings, *(form for group in (*known.countries, *known.cities) for form in group)}
    forms |= {
        form for group in known.organs for form in group if len(form) >= STARTS and "《" not in form
    }
    by_size: dict[int, array[int]] = defaultdict(lambda: array("i"))
    for form in forms:
        if len(form) > 1:
            by_size[len(form)].extend(start for start, _ in corpus.find(form))
    for match in _regions().finditer(text):
        by_size[len(match[0])].append(match.start())
    marks = bytearray(len(text))
    for size in sorted(by_size, reverse=True):
        solid = _FIRST + _INSIDE * (size - 1)
        for start in sorted(by_size[size]):
            if not any(marks[start : start + size]):
                marks[start : start + size] = solid
    for match in _whole_words().finditer(text):
        start, end = match.span()
        if not any(marks[start:end]):
            marks[start:end] = _INSIDE * (end - start)
    return "".join(_marked(text, bytes(marks)))


def _marked(text: str, marks: bytes) -> Iterator[str]:
    """A text with its marked characters made the signs of their marks, in parts."""
    end = 0
    for run in _MARKS.finditer(marks):
        yield text[end : run.start()]
        yield run[0].decode("ascii").translate(_SIGNS)
        end = run.end()
    yield text[end:]


def _candidates(corpus: Corpus, meanings: Iterable[str]) -> Iterator[_Candidate]:
    """Every stretch that ends like an organ, from where its name may begin."""
    masked = _solid(corpus, meanings)
    own = name_words("zh")
    strong = own.organ_endings.words
    for clause in _CLAUSE.finditer(masked):
        begin = before = clause.start()
        for ending in _endings().finditer(corpus.whole, clause.start(), clause.end()):
            joined = ending.start() == begin and ending[0] in strong  # 小组委员会, not 关系组织
            start, end = before if joined else begin, ending.end()
            before, begin = start, end
            head = masked[start : ending.start()]
            cut, starts = _beginning(head)
            shut = _opens(masked, start, clause.start()) and masked[end : end + 1] in _SHUT
            item = shut and cut > 0 and _whole_item(head)
            if item:
                cut, starts = 0, _starters().match(head) is not None
            text = corpus.whole[start + cut : end]
            yield _Candidate(
                (start + cut, end),
                text,
                starts,
                ending[0] in strong,
                item or (shut and cut == 0),
            )


def _beginning(head: str) -> tuple[int, bool]:
    """Where the name begins in the words before its ending, and whether a starter is there."""
    cut = max((match.end() for match in _stops().finditer(head)), default=0)
    determiner = name_words("zh").determiners.match(head[cut:])
    cut += len(determiner) if determiner else 0
    starter = _starters().search(head, cut)
    return (starter.start(), True) if starter else (cut, False)


def _opens(masked: str, start: int, clause: int) -> bool:
    """Tell whether a stretch begins where its clause does, and that behind a sign of a list."""
    return start == clause and (start == 0 or masked[start - 1] in "：:；;、\n")


def _whole_item(head: str) -> bool:
    """Tell whether an item of a list is a name as it stands, small words in it or not."""
    if len(head) > LONGEST_ITEM or "的" in head or "了" in head:
        return False
    return all(len(match[0]) == 1 for match in _stops().finditer(head))


def _accepted(candidates: Iterable[_Candidate]) -> set[str]:
    """The candidates that are names beyond doubt."""
    own = name_words("zh")
    listed = [c for c in candidates if _possible(c.text) and not is_one_of(c.text, own.not_organs)]
    often = Counter(candidate.text for candidate in listed if candidate.strong)
    accepted = {
        candidate.text
        for candidate in listed
        if candidate.starts or (candidate.strong and (candidate.item or often[candidate.text] > 1))
    }
    ends = {c.text for c in listed if c.strong and sum(a.endswith(c.text) for a in accepted) == 1}
    return accepted | ends


def _possible(text: str) -> bool:
    ending = max((m for m in _endings().finditer(text)), key=lambda m: m.end())
    return ending.start() >= MIDDLE and len(text) <= LONGEST


# -- short forms -------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _in_parentheses() -> regex.Pattern[str]:
    says = "|".join(name_words(language).short_introduced.pattern for language in ("zh", "en"))
    return compiled(
        rf"\((?P<says>{says})?[“\"]?(?P<short>[\p{{Han}}\p{{Latin}} ]{{2,{SHORT}}})[”\"]?\)"
    )


def _introduced(corpus: Corpus, candidates: Iterable[_Candidate], groups: Groups) -> None:
    """`清洁发展机制执行理事会(以下简称理事会)`, `联合国环境规划署(环境署)`."""
    ends = {candidate.span[1]: candidate for candidate in candidates}
    for match in _in_parentheses().finditer(corpus.whole):
        candidate = ends.get(match.start())
        if candidate is None or not _possible(candidate.text):
            continue
        short = match["short"].strip()
        says = match["says"] is not None
        if not says and not (_organ_like(short) and candidate.text in groups):
            continue
        groups.add([candidate.text, short], settled=True)


def _organ_like(short: str) -> bool:
    own = name_words("zh")
    return short.isupper() or any(short.endswith(word) for word in own.organ_meanings.words)


def _suffixes(groups: Groups, accepted: Iterable[str], fixed: set[str]) -> None:
    """`执行理事会` is the one organ of the report whose name ends so."""
    for short in sorted(accepted, key=len):
        if short in fixed:
            continue
        longer = {
            groups.key(form)
            for form in accepted
            if form != short and form.endswith(short) and form not in fixed
        }
        if len(longer - {groups.key(short)}) == 1:
            form = next(f for f in accepted if f != short and f.endswith(short))
            groups.add([form, short])


# -- occurrences -------------------------------------------------------------------------------


def _all_stretches(corpus: Corpus, groups: Groups, taken: Iterable[Interval]) -> list[Found]:
    """Every stretch of every form, a longer one before the shorter in it."""
    mask = Mask(len(corpus.whole))
    for span in taken:
        mask.take(span)
    for word in known_names().not_organs:
        for span in corpus.find(word):
            mask.take(span)
    found: dict[int, Found] = {}
    by_form = dict(groups.items())
    after = name_words("zh").not_of_organ
    for form in longest_first(by_form):
        for span in corpus.find(form):
            follows = corpus.whole[span[1] : span[1] + 2]
            if mask.free(span) and not after.match(follows):
                mask.take(span)
                found.setdefault(by_form[form], Found("organ")).spans.append(span)
    return list(found.values())
