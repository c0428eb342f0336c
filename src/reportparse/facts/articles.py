"""一个 and its like: where the word rather introduces a noun than counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportparse.facts.matching import words_at
from reportparse.facts.model import FoundQuantity
from reportparse.lexicon.fact_words import fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language

_ONE: Final = ("一", "one")


def marked_articles(
    text: str, quantities: Sequence[FoundQuantity], language: Language
) -> list[FoundQuantity]:
    """Mark 一个 and its like where they rather introduce a noun than count.

    They count in a list (一名成员和两名候补成员), after a word that makes them exact (仅一个), and
    with a unit of measure (一年).
    """
    own = fact_words(language)
    made: list[FoundQuantity] = []
    for index, quantity in enumerate(quantities):
        near = [quantities[at] for at in (index - 1, index + 1) if 0 <= at < len(quantities)]
        article = _is_one(text, quantity) and not any(
            _listed_with(text, quantity, other) for other in near
        )
        exact = words_at(own.exactly).before(text, quantity.start)
        if exact or quantity.approximation is not None:
            article = False
        if _is_one(text, quantity) and words_at(own.determiners).before(text, quantity.start):
            article = True
        made.append(replace(quantity, article=True) if article else quantity)
    return made


def _is_one(text: str, quantity: FoundQuantity) -> bool:
    printed = text[quantity.start : quantity.end].lower()
    if printed == "one" and quantity.counted is not None:
        return False
    return printed in _ONE and quantity.unit_kind in ("count", "none")


def _listed_with(text: str, one: FoundQuantity, other: FoundQuantity) -> bool:
    """Tell whether two quantities of one measure stand in one list, a noun between them."""
    first, last = sorted((one, other), key=lambda quantity: quantity.start)
    between = text[first.end : last.start]
    if first.measure != last.measure or len(between) > 20:
        return False
    return bool(
        compiled(r"[^，。；：,;:]*(?:和|与|及|以及|、|或| and | or |, )").fullmatch(between)
    )
