"""Radicals that stand for ideographs: 大 coded as the radical ⼤ and 长 as ⻓.

A font draws both with one glyph. A program that makes a PDF from glyphs has to guess a character
for each of them, and many guess the first code of the font, which is the radical. The print shows
the ideograph, and no report prints a radical on its own account, so both doors read ideographs.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

from reportparse.lexicon.patterns import compiled

_GUESSED: Final = compiled(
    r"[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]", regex.VERSION1
)
"""CJK radicals, Kangxi radicals, and the two blocks of compatibility ideographs."""

_SUPPLEMENT: Final = dict(
    zip(
        "⺁⺄⺅⺇⺉⺋⺎⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺯⺰⺲⺶⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄"
        "⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻几刂㔾兀巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬犭王疋罒示礻糹纟罒羊耂肀聿月臼艹虎衤覀西"
        "见角角讠贝车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""Of the supplement, every radical that looks like an ideograph or is coded as one elsewhere;
Unicode gives a decomposition for two of them only."""

_SIMPLIFIED: Final = {"\u2f3e": "户"}
"""Radicals whose decomposition is a traditional form, although the fonts of simplified Chinese,
in which reports are set, draw them with the glyph of the simplified one."""


@lru_cache(maxsize=2048)
def ideograph(sign: str) -> str:
    """The ideograph that looks like `sign`, or `sign` itself.

    >>> ideograph("\\u2f24"), ideograph("\\u2ed3"), ideograph("\\uf9fe"), ideograph("大")
    ('大', '长', '茶', '大')
    >>> ideograph("\\u2f3e")
    '户'
    """
    found = _SUPPLEMENT.get(sign) or _SIMPLIFIED.get(sign)
    if found is not None:
        return found
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


def with_ideographs(text: str) -> str:
    """Return `text` with ideographs in the place of radicals; nothing else is touched.

    >>> with_ideographs("\\u2f00. 秘书\\u2ed3的报告 10³")
    '一. 秘书长的报告 10³'
    """
    changed: str = _GUESSED.sub(lambda found: ideograph(found[0]), text)
    return changed
