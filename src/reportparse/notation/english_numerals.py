"""English ordinals, in words or digits, as sessions and meetings are numbered."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import words
from reportparse.notation.spacing import BLANK

_HYPHEN: Final = compiled(rf"{BLANK}*[-\u2010\u2011]{BLANK}*")
_FIGURES: Final = compiled(r"([1-9]\d*)(st|nd|rd|th)")
_SUFFIXES: Final = {1: "st", 2: "nd", 3: "rd"}


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    own = words("en")
    small = {word: value for word, value in own.ordinals.items() if value < 10}
    compounds = {
        f"{tens}-{one}": ten + value
        for tens, ten in own.ordinal_tens.items()
        for one, value in small.items()
    }
    return dict(own.ordinals) | compounds


def english_ordinal(text: str) -> int | None:
    """Return the number of an English ordinal, or None; in words up to the hundredth.

    >>> english_ordinal("Seventy-fifth"), english_ordinal("22nd"), english_ordinal("3th")
    (75, 22, None)
    """
    plain: str = _HYPHEN.sub("-", text.strip().lower())
    found = _FIGURES.fullmatch(plain)
    if not found:
        return _ordinals().get(plain)
    value = int(found[1])
    expected = "th" if value % 100 in (11, 12, 13) else _SUFFIXES.get(value % 10, "th")
    return value if found[2] == expected else None


def ordinal_word(number: int) -> str:
    """Write an ordinal from 1 to 100 in English words; raises ValueError for others.

    >>> ordinal_word(75)
    'seventy-fifth'
    """
    written = next((word for word, value in _ordinals().items() if value == number), None)
    if written is None:
        raise ValueError(f"no English ordinal word for {number}")
    return written
