"""What a number counts: the noun phrase behind its measure word, or before the number.

There is no grammar here, only a vocabulary of words at which a noun phrase ends, and of words that
contain such a word without ending one (会议 beside 会). The rule, in order:

- Behind the number the phrase runs to the first boundary. Where a relative clause begins at once
  (28 项关于…的申请, 80 个获得…的项目) it is what follows the clause's last 的.
- A second noun joined by 和 belongs to it where it runs to the end of the clause; a number or a
  verb behind it makes it the next statement's own.
- A verb ends it, but not at its beginning; one that is a noun as well only before its object.
- A verb before 了 or 过 is not part of it (6 个实体申请了认证).
- Without a phrase behind, and where 为, 达到, a colon, or a bare unit joins number and noun, the
  phrase before the number is taken: 数量为 32, 支出率 66.7%. Heads that say no more than that
  something is counted (数量, 总数) are left away.

Limits: a verb that the vocabulary does not know stays in the phrase (10 个国家觊觎该岛), a noun
phrase with 的 inside loses what follows it, and nothing is found across clauses.
"""

from __future__ import annotations

from typing import Final

from reportparse.facts.matching import words_at
from reportparse.frozen import frozen_record
from reportparse.lexicon.fact_words import FactWords, fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language

LONGEST: Final = 40
"""Characters of what is counted at most; a longer stretch is no noun phrase."""

ENGLISH_WORDS: Final = 6
"""Words of an English noun phrase at most."""

NOUN_WITH_HEAD: Final = 3
"""Characters of a noun before 的总数 at least; shorter ones there are mostly verbs (收回的总额)."""

_STOP: Final = compiled(
    r"[，。；：、！？（）()《》“”\"\[\]…—,;:!?\n]|\.(?!\d)|(?<![\p{Latin}\-])\d"
)
_PERIOD_SIGNS: Final = "，。；：！？,;:!?"
_ANOTHER: Final = compiled(r"[一二两三四五六七八九十]")
_JOINING: Final = ("和", "与", "及", "以及", "或")
_OF: Final = "的"
_DISTRIBUTING: Final = ("每", "各")


@frozen_record
class _Phrase:
    """A noun phrase `text[start:end]` and the word at which it ends, empty at a sign."""

    start: int
    end: int
    boundary: str


def counted_after(text: str, start: int, language: Language) -> str | None:
    """What is counted behind a number that ends, measure word included, at `start`.

    >>> counted_after("28项关于自愿注销活动登记的申请。", 3, "zh")
    '申请'
    >>> counted_after("224个项目和活动方案。", 4, "zh"), counted_after("6个实体申请了认证", 2, "zh")
    ('项目和活动方案', '实体')
    >>> counted_after("15 members of the Board", 2, "en")
    'members'
    """
    if language == "en":
        return _english_after(text, start)
    own = fact_words(language)
    phrase = _phrase(text, start, own)
    if phrase.end == phrase.start:
        return _behind_clause(text, start, own)
    return _worth(text[phrase.start : _with_second(text, phrase, own)])


def counted_of(text: str, start: int, language: Language) -> str | None:
    """What a share or an amount is of, after 的 or `of` at `start`: 81%的感染者.

    >>> counted_of("81%的感染者知道", 3, "zh"), counted_of("5 per cent of the staff", 10, "en")
    ('感染者', 'staff')
    """
    if language == "en":
        match = compiled(r" of (?:the |all |its |their )?").match(text[start:])
        return _english_after(text, start + match.end() - 1) if match else None
    if not text.startswith(_OF, start):
        return None
    own = fact_words(language)
    phrase = _phrase(text, start + 1, own)
    if words_at(own.measured_heads).before(text, phrase.end):
        return None
    return _worth(text[phrase.start : phrase.end])


def counted_before(text: str, begin: int, end: int, language: Language) -> str | None:
    """What is counted before a number at `end`; `begin` is where the clause or a date ends.

    >>> counted_before("发放的核证排减量数量", 0, 10, "zh"), counted_before("的支出率", 0, 4, "zh")
    ('核证排减量', '支出率')
    """
    if language == "en":
        return None
    own = fact_words(language)
    starts = _after_boundaries(text, begin, end, own)
    phrase = text[starts[-1] : end]
    head = words_at(own.amount_heads).before(phrase, len(phrase))
    if head is not None:
        phrase = phrase.removesuffix(head)
        if not phrase and len(starts) > 1 and text[starts[-1] - 1] == _OF:
            phrase = text[starts[-2] : starts[-1] - 1]
            return _worth(phrase) if len(phrase) >= NOUN_WITH_HEAD else None
    if text[starts[-1] - 1 : starts[-1]] in _DISTRIBUTING:
        return None
    return _worth(phrase)


def _phrase(text: str, start: int, own: FactWords) -> _Phrase:
    """The stretch from `start` to the first boundary."""
    at = start
    ends, inside, nouns = words_at(own.phrase_ends), words_at(own.inside_words), own.may_be_nouns
    stop = _STOP.search(text, start)
    limit = min(stop.start() if stop else len(text), start + LONGEST)
    while at < limit:
        kept = inside.at(text, at)
        boundary = ends.at(text, at)
        predicate = words_at(own.predicates).at(text, at) if at > start else None
        if predicate is not None and len(predicate) >= len(kept or boundary or ""):
            return _Phrase(start, at, predicate)
        if kept is not None and len(kept) > len(boundary or ""):
            at += len(kept)
            continue
        if boundary is not None:
            return _Phrase(start, _before_verb(text, start, at, boundary, own), boundary)
        verb = words_at(nouns).at(text, at)
        if verb and at > start and words_at(own.acted_on).at(text, at + len(verb)):
            return _Phrase(start, at, verb)
        at += 1
    return _Phrase(start, min(at, limit), "")


def _before_verb(text: str, start: int, at: int, boundary: str, own: FactWords) -> int:
    """Where a phrase ends whose boundary is 了 or 着: before the verb."""
    if boundary not in ("了", "着"):
        return at
    short = words_at(own.short_verbs).before(text, at)
    return max(start, at - (len(short) if short else 2))


def _behind_clause(text: str, start: int, own: FactWords) -> str | None:
    """The head behind a relative clause that begins at `start`: what follows its last 的.

    Only where the clause begins with a word that can begin one, not with 的 or 中 or a sign.
    """
    boundary = words_at(own.phrase_ends).at(text, start)
    if boundary is None or (len(boundary) < 2 and boundary not in "在由经未为与"):
        return None
    stop = _STOP.search(text, start)
    limit = stop.start() if stop else len(text)
    of = text.rfind(_OF, start, limit)
    if of < 0 or any(text.find(sign, start, of) >= 0 for sign in ("已", "均", "将")):
        return None
    phrase = _phrase(text, of + 1, own)
    if phrase.boundary not in ("", *_JOINING):
        return None
    return _worth(text[phrase.start : phrase.end])


def _with_second(text: str, phrase: _Phrase, own: FactWords) -> int:
    """The end of a phrase with the noun that 和 joins to it, if that runs to the clause's end."""
    if phrase.boundary not in _JOINING:
        return phrase.end
    begin = phrase.end + len(phrase.boundary)
    if _ANOTHER.match(text, begin) and words_at(own.measures).at(text, begin + 1):
        return phrase.end
    second = _phrase(text, begin, own)
    ends = second.boundary in own.predicates.words
    close = second.end + (len(second.boundary) if ends else 0)
    after = text[close : close + 1]
    if (
        (second.boundary and not ends)
        or second.end - second.start < 2
        or after not in ("", *_PERIOD_SIGNS, ")")
    ):
        return phrase.end
    return second.end


def _after_boundaries(text: str, begin: int, end: int, own: FactWords) -> list[int]:
    """Where noun phrases may begin between `begin` and `end`: behind each boundary, in order."""
    starts = [begin]
    at = begin
    ends, inside = words_at(own.phrase_ends), words_at(own.inside_words)
    while at < end:
        kept = inside.at(text, at)
        boundary = ends.at(text, at)
        if kept is not None and len(kept) > len(boundary or "") and at + len(kept) <= end:
            at += len(kept)
        elif boundary is not None and at + len(boundary) <= end:
            at += len(boundary)
            starts.append(at)
        else:
            at += 1
            if _STOP.match(text[at - 1]):
                starts.append(at)
    return starts


def _english_after(text: str, start: int) -> str | None:
    own = fact_words("en")
    ends = words_at(own.phrase_ends)
    at, last, count = start, start, 0
    while match := compiled(r" (?P<word>[\p{L}][\p{L}'’\-/]*)").match(text, at):
        if ends.at(text, match.start("word")) or count == ENGLISH_WORDS:
            break
        at = last = match.end()
        count += 1
        if compiled(r"[,.;:()]").match(text[at:]):
            break
    return text[start:last].strip() or None


def _worth(phrase: str) -> str | None:
    """The phrase, if it has the length and the letters of one."""
    phrase = phrase.strip()
    long_enough = len(phrase) >= 2 and compiled(r"\p{L}").search(phrase)
    return phrase if long_enough and len(phrase) < LONGEST else None
