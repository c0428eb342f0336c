"""Words compared: how alike two texts are, and which of their words differ.

A figure is one word, however it is grouped, and so is a Latin word; Chinese is cut character by
character, and changes that touch are joined over the gap of a single common character, so that a
reader sees whole expressions. A dictionary of words is not used here: where it cuts depends on the
words around, and a change would then show at words that did not change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

import regex

from reportparse.diff.model import Segment
from reportparse.lexicon.patterns import compiled

TOKEN: Final = compiled(
    r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_\p{Han}]+|\s+|.",
    regex.DOTALL,
)
FIGURE: Final = compiled(r"\d+(?:[ \u00a0\u202f,.]\d+)*")
ISLAND: Final = 1
"""Common characters between two changes that are shown as part of one; no figures, no signs."""


def tokens(words: str) -> list[str]:
    """Cut a text into figures, Latin words, blanks and single characters.

    >>> tokens("共12 638笔CER交易")
    ['共', '12 638', '笔', 'CER', '交', '易']
    """
    return [str(own) for own in TOKEN.findall(words)]


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """Return both texts as stretches that are the same and stretches that differ.

    >>> [(s.before, s.after) for s in segments("共12 638笔交易", "共12 763笔交易")]
    [('共', '共'), ('12 638', '12 763'), ('笔交易', '笔交易')]
    >>> [(s.before, s.after) for s in segments("第一次会议", "会议")]
    [('第一次', ''), ('会议', '会议')]
    """
    first, second = tokens(before), tokens(after)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    cut = [
        Segment("".join(first[a0:a1]), "".join(second[b0:b1]))
        for _, a0, a1, b0, b1 in matcher.get_opcodes()
    ]
    return tuple(_joined(cut))


def _joined(cut: Sequence[Segment]) -> Iterator[Segment]:
    """Join two changes over a single letter that they have in common."""
    held: Segment | None = None
    for at, own in enumerate(cut):
        inner = 0 < at < len(cut) - 1
        island = own.same and inner and len(own.before) <= ISLAND and own.before.isalpha()
        if held is not None and (not own.same or island):
            held = Segment(held.before + own.before, held.after + own.after)
        elif not own.same:
            held = own
        else:
            if held is not None:
                yield held
                held = None
            yield own
    if held is not None:
        yield held


def shape(words: str) -> str:
    """Return a text with every figure made alike, in one case, without blanks.

    >>> shape("截至2024年8月31日，共 12 638 笔") == shape("截至2023年8月31日，共32笔")
    True
    """
    return "".join(FIGURE.sub("0", words).casefold().split())


def grams(words: str) -> Counter[str]:
    """Return the pairs of neighbouring characters of a text's shape, its ends marked."""
    own = f"^{shape(words)}$"
    return Counter(own[at : at + 2] for at in range(len(own) - 1))


def alike(first: Counter[str], second: Counter[str]) -> float:
    """Return how many pairs two texts have in common, as a share of the pairs of both (Dice).

    >>> alike(grams("登记费"), grams("登记费")), alike(grams("登记费"), grams("认证"))
    (1.0, 0.0)
    """
    both = first.total() + second.total()
    small, large = sorted((first, second), key=len)
    common = sum(min(count, large[own]) for own, count in small.items())
    return 2 * common / both if both else 1.0


def figures(words: str) -> frozenset[str]:
    """Return the figures of a text, without the blanks and commas that group them."""
    return frozenset("".join(own.split()).replace(",", "") for own in FIGURE.findall(words))
