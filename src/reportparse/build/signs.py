"""What a head says of whole numbers in parentheses: a minus, a count, or nothing.

`(58)` under `Variance` is 58 less; under `Financial implication (United States dollars)` it is an
amount, and amounts are printed in parentheses only where they are negative. A row of changes says
the same of its own cells. Shares are left open: `(58)` beside a number may be its share.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language, words

_LESS = compiled(r"=\s*\(?[\p{L}\p{N}]{1,2}\)?\s*[-−–]\s*\(?[\p{L}\p{N}]{1,2}\)?")
"""A formula that takes one column from another: `(6)=(5)-(3)`."""


def says_change(texts: Sequence[str], language: Language) -> bool:
    """Tell whether heads or a stub name what can be more or less than nothing.

    >>> says_change(["Approved", "Variance"], "en"), says_change(["增加/(减少)"], "zh")
    (True, True)
    >>> says_change(["(6)=(5)-(3)"], "zh"), says_change(["Change (percentage)"], "en")
    (True, False)
    """
    own = words(language)
    if any(text in own.rates for text in texts):
        return False
    return any(text in own.difference or _LESS.search(text) is not None for text in texts)


def says_money(texts: Sequence[str], language: Language) -> bool:
    """Tell whether heads name a currency and no share.

    >>> says_money(["Financial implication (United States dollars)"], "en")
    True
    >>> says_money(["数额(千美元)"], "zh"), says_money(["Dollars, percentage of total"], "en")
    (True, False)
    """
    own = words(language)
    if any(text in own.rates for text in texts):
        return False
    return any(text in own.currencies or _signed(text, own.currency_signs) for text in texts)


def _signed(text: str, signs: Sequence[str]) -> bool:
    return any(sign in text for sign in signs if not sign.isalpha())
