"""The form of a text in which its variants are one: what search compares.

Each character is folded by itself, whatever stands beside it. So the folded form of a part of a
text is a part of the folded form of the text, and a phrase can be looked for as it stands.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from reportparse.notation.spacing import INVISIBLE, is_blank

_SAME: Final = {
    "“”„‟«»「」『』〝〞〟": '"',
    "‘’‚‛‹›": "'",
    "‐‑‒–—―−─": "-",
    "〜∼～": "~",
    "・‧•∙⋅": "·",
    "〔【〖": "[",
    "〕】〗": "]",
    "〈": "《",
    "〉": "》",
    "⁄∕": "/",
    "⋯": "...",
}
"""Signs of which prints use one or the other for the same: traditional quotes, dashes of several
lengths, brackets."""

_SIGNS: Final = {sign: one for signs, one in _SAME.items() for sign in signs}
_DROPPED: Final = frozenset(("Mn", "Cf"))
"""Accents, and characters that only steer the print."""


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        while (further := _once(folded)) != folded:
            folded = further
        self[code] = folded
        return folded


def _once(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(
        _SIGNS.get(char, char)
        for char in plain
        if unicodedata.category(char) not in _DROPPED
        and not (is_blank(char) or char.isspace() or char in INVISIBLE)
    )


_TABLE: Final = _Folding()


def fold(text: str) -> str:
    """Return the form of a text that search compares.

    Full width is half width, capitals are small, accents are gone, signs of which prints use one
    or the other are one sign, and there are no blanks: those inside Chinese are no part of the
    text, and `32 717 425` is what `32717425` finds.

    >>> fold("（ＣＥＲ）「核证 减排量」，José"), fold("32 717 425 – CO₂")
    ('(cer)"核证减排量",jose', '32717425-co2')
    """
    return text.translate(_TABLE)


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the folded text and, for each of its characters, the index in `text`.

    >>> fold_with_offsets("㎡ 年")
    ('m2年', (0, 0, 2))
    """
    folded: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        one = _TABLE[ord(char)]
        folded.append(one)
        offsets += [index] * len(one)
    return "".join(folded), tuple(offsets)
