"""Chinese numerals: 一百二十, 二〇二四, 第十七; both ways, so that a test can go round.

Only complete, regular numerals are read. `三四` is "three or four" and not 34, and anything that
would not be written that way again is refused.
"""

from __future__ import annotations

from typing import Final

from reportparse.lexicon.patterns import compiled

_DIGITS: Final = "零一二三四五六七八九"
_VALUES: Final = {char: value for value, char in enumerate(_DIGITS)}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = (("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12))

_VARIANTS: Final = str.maketrans(
    "〇○◯两壹贰叁肆伍陆柒捌玖拾佰仟萬億贰參",
    "零零零二一二三四五六七八九十百千万亿二三",
)
_NUMERAL: Final = compiled(r"[零一二三四五六七八九十百千万亿]+")
_SECTION: Final = compiled(
    r"(?:(?P<千>[一二三四五六七八九])千)?(?:零?(?P<百>[一二三四五六七八九])百)?"
    r"(?:零?(?P<十>[一二三四五六七八九])?(?P<ten>十))?(?:零?(?P<one>[一二三四五六七八九]))?"
)

LONGEST: Final = 40
"""Characters of a numeral at most; four sections of four digits with all their marks need 35."""

MAXIMUM: Final = 10**16 - 1
"""The largest number written here: four sections of four digits."""


def to_chinese(number: int) -> str:
    """Write a whole number from 0 to `MAXIMUM` in Chinese; raises ValueError beyond.

    >>> to_chinese(120), to_chinese(10005), to_chinese(17)
    ('一百二十', '一万零五', '十七')
    """
    if not 0 <= number <= MAXIMUM:
        raise ValueError(f"cannot write {number} in Chinese")
    if number == 0:
        return "零"
    written = ""
    gap = False
    for mark, size in reversed(_MYRIADS):
        section = number // size % 10**4
        if section == 0:
            gap = gap or bool(written)
            continue
        if written and (gap or section < 1000):
            written += "零"
        written += _section(section) + mark
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written


def _section(number: int) -> str:
    written, gap = "", False
    for mark, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit == 0:
            gap = gap or bool(written)
            continue
        written += ("零" if gap else "") + _DIGITS[digit] + mark
        gap = False
    return written


def chinese_numeral(text: str) -> int | None:
    """Return the number that the whole of `text` writes in Chinese, or None.

    Digit by digit (`二〇二四`) it needs three digits or a zero, because two digits side by side
    are an estimate.

    >>> chinese_numeral("一百二十"), chinese_numeral("二〇二四"), chinese_numeral("两千")
    (120, 2024, 2000)
    >>> [chinese_numeral(text) for text in ("三四", "万", "十百")]
    [None, None, None]
    """
    plain = text.translate(_VARIANTS)
    if len(plain) > LONGEST or not _NUMERAL.fullmatch(plain):
        return None
    if not any(mark in plain for mark in "十百千万亿"):
        if len(plain) == 1:
            return _VALUES[plain]
        if (len(plain) == 2 and "零" not in plain) or plain.startswith("零"):
            return None
        return int("".join(str(_VALUES[char]) for char in plain))
    value = _evaluated(plain)
    return (
        value if value is not None and _canonical(plain) == _canonical(to_chinese(value)) else None
    )


def _canonical(numeral: str) -> str:
    """Spell out the 一 that speech leaves away before 十, so that both spellings compare equal."""
    return str(compiled(r"(?<![一二三四五六七八九])十").sub("一十", numeral))


def _evaluated(plain: str) -> int | None:
    total = 0
    rest = plain
    for mark, size in reversed(_MYRIADS[1:]):
        head, found, tail = rest.partition(mark)
        if not found or (mark == "亿" and tail.startswith("万")):
            continue
        section = _section_value(head)
        if section is None or section == 0:
            return None
        total += section * size
        rest = tail
    if not rest:
        return total
    section = _section_value(rest)
    return None if section is None else total + section


def _section_value(text: str) -> int | None:
    found = _SECTION.fullmatch(text)
    if not found or not text:
        return None
    value = sum(_VALUES[found[mark] or "零"] * size for mark, size in _PLACES.items())
    if found["ten"] and not found["十"]:
        value += 10
    return value + _VALUES[found["one"] or "零"]
