"""Formulas that a table prints itself: `共计(A + B)`, `(6)=(5)-(3)`, `C = A − B`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled

SIGNS: Final = str.maketrans("（）＋－＝／÷−–‐‑", "()+-=//----")
"""Full-width signs and the dashes that stand for a minus, each for one plain sign."""

_NAME = r"(?:\([A-Za-z0-9]{1,2}\)|(?<![\p{L}\p{N}])[A-Za-z](?![\p{L}\p{N}]))"
_LABEL = compiled(r"\(\s*([A-Za-z]|\d{1,2})\s*\)")
_FORMULA = compiled(rf"{_NAME}(?:[+\-/]{_NAME})+")
_TERM = compiled(r"([+\-/]?)\(?([A-Za-z0-9]{1,2})\)?")


@frozen_record
class Formula:
    """Signs and labels: `+`, `-` for sums and differences, `/` before a divisor."""

    terms: tuple[tuple[str, str], ...]

    @property
    def ratio(self) -> bool:
        return any(sign == "/" for sign, _ in self.terms)


def plain(text: str) -> str:
    """The text without blanks, its signs plain."""
    return "".join(text.translate(SIGNS).split())


def formula_in(text: str) -> Formula | None:
    """Return the formula printed in a stub or head, if there is one.

    >>> formula_in("共计(A + B)").terms
    (('+', 'A'), ('+', 'B'))
    >>> formula_in("(7)=(6)÷(3)").terms
    (('+', '6'), ('/', '3'))
    >>> formula_in("2008-2012年") is None and formula_in("Plan A-Team") is None
    True
    """
    found = _FORMULA.search(plain(text))
    if found is None:
        return None
    terms = tuple((sign or "+", name.upper()) for sign, name in _TERM.findall(found[0]))
    return Formula(terms)


def label_in(text: str) -> str | None:
    """Return the label that a stub or head gives itself: `小计(B)`, `(6)=(5)-(3)`, `(3)`.

    >>> label_in("小计（B）"), label_in("(6)=(5)-(3)"), label_in("共计(A + B)")
    ('B', '6', None)
    """
    words = text.translate(SIGNS)
    if formula_in(text) is not None:
        own = compiled(rf"({_NAME})=").search(plain(text))
        return own[1].strip("()").upper() if own else None
    labels = _LABEL.findall(words)
    return str(labels[-1]).upper() if labels else None


def labels_of(texts: Mapping[int, str] | Sequence[str]) -> dict[str, int]:
    """Where each label stands; one that stands twice is no label."""
    pairs = texts.items() if isinstance(texts, Mapping) else enumerate(texts)
    found: dict[str, list[int]] = {}
    for at, text in pairs:
        label = label_in(text)
        if label is not None:
            found.setdefault(label, []).append(at)
    return {label: places[0] for label, places in found.items() if len(places) == 1}
