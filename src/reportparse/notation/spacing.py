"""Blanks: which ones the text keeps, and what stands between two printed lines.

One rule gives every producer of a report the same text. Between Chinese and Latin characters some
programs print a blank, some a mere shift, some nothing; so a blank beside a Chinese character is
no part of the text. Other runs of blanks become one. What was printed stays in `raw`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import regex

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words

BLANKS: Final = " \t\n\r\x0b\x0c\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Characters that print nothing but width, written for use inside a character class."""

BLANK: Final = r"\s"
"""Source of a regular expression for one blank, quick to compile and to match. It differs from the
class of `BLANKS` only in control characters, and no text has one: both doors take U+0085 of a dump
for a line's end and every other one for a character that nobody knows."""

INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff")
"""Characters without width. The text rule drops them: they print nothing."""

_BLANK_CHARS: Final = frozenset(
    chain(
        " \t\n\r\x0b\x0c\u00a0\u1680\u2028\u2029\u202f\u205f\u3000",
        map(chr, range(0x2000, 0x200B)),
    )
)

_BLANK: Final = re.compile(BLANK)
_GAP: Final = re.compile(f"[{BLANKS}{''.join(sorted(INVISIBLE))}]+")

_CJK: Final = compiled(
    r"""
      \p{Han}
    | [\u2e80-\u2fff]                   # radicals, which some PDFs have in place of ideographs
    | [\u3001-\u303f\ufe30-\ufe4f]      # CJK punctuation; U+3000 is a blank and left out
    | [\u3040-\u30ff\u3100-\u31bf]      # kana, bopomofo
    | [\uff01-\uff60\uffe0-\uffe6]      # full-width forms
    """,
    regex.VERBOSE,
)

_NEUTRAL: Final = "“”‘’—…·"
"""Signs that Chinese and Latin text share."""

_DASHES: Final = "-\u2010\u2011\u00ad/–—−"
_DASH_END: Final = compiled(rf"[\p{{L}}\p{{N}})\]%]([{_DASHES}])$")
_URL_TAIL: Final = compiled(r"(?i)(?:https?://|www\.)[^\s<>\"，。；）]*$")
_URL_PIECE: Final = compiled(r"(?i)[^\s]*(?:[/_=%]|\.(?:html?|aspx?|php|pdf|org|int|com)\b)")
_FIRST_TOKEN: Final = compiled(r"\S+")
_FIRST_WORD: Final = compiled(r"\p{L}+")


def is_blank(char: str) -> bool:
    """Tell whether one character is a blank of any width.

    >>> is_blank("\\u202f"), is_blank("\\u3000"), is_blank("x")
    (True, True, False)
    """
    return char in _BLANK_CHARS


@lru_cache(maxsize=8192)
def is_cjk(char: str) -> bool:
    """Tell whether one character is an ideograph, CJK punctuation or a full-width form.

    Curly quotes, the dash and the middle dot belong to Latin text as well and do not count.

    >>> is_cjk("表"), is_cjk("，"), is_cjk("（"), is_cjk("A"), is_cjk("“"), is_cjk("\\u3000")
    (True, True, True, False, False, False)
    """
    return _CJK.fullmatch(char) is not None


def has_cjk(text: str) -> bool:
    """Tell whether a text has at least one such character.

    >>> has_cjk("CMP 18，"), has_cjk("“CMP”")
    (True, False)
    """
    return not text.isascii() and _CJK.search(text) is not None


def count_cjk(text: str) -> int:
    """Count such characters.

    >>> count_cjk("第 121 次")
    2
    """
    return 0 if text.isascii() else sum(map(is_cjk, text))


def stripped(text: str) -> str:
    """Return `text` without blanks and invisible characters at its ends.

    >>> stripped("\\u3000 表 1 \\ufeff")
    '表 1'
    """
    return text.strip(_ENDS)


_ENDS: Final = "".join(sorted(_BLANK_CHARS | INVISIBLE))


def tidy_with_offsets(raw: str) -> tuple[str, Sequence[int]]:
    """Return the text of `raw` and, for each of its characters, the index in `raw`.

    The blank that stands for a run has the index of the run's first blank. Blanks at both ends
    are dropped.

    >>> tidy_with_offsets("第 121次  CMP  18 ")
    ('第121次CMP 18', [0, 2, 3, 4, 5, 8, 9, 10, 11, 13, 14])
    """
    if raw.isascii() and " ".join(raw.split()) == raw:
        return raw, range(len(raw))
    text: list[str] = []
    offsets: list[int] = []
    end = 0
    for gap in _GAP.finditer(raw):
        start, after = gap.span()
        text.append(raw[end:start])
        offsets.extend(range(end, start))
        end = after
        blank = _BLANK.search(raw, start, after)
        inside = start > 0 and after < len(raw)
        if blank and inside and not is_cjk(raw[start - 1]) and not is_cjk(raw[after]):
            text.append(" ")
            offsets.append(blank.start())
    if not end:
        return raw, range(len(raw))
    text.append(raw[end:])
    offsets.extend(range(end, len(raw)))
    return "".join(text), offsets


def tidy(raw: str) -> str:
    """Return the text of `raw`: no blank beside a CJK character, one blank for any other run.

    >>> tidy("2023 年 9 月 1 日，CMP  18")
    '2023年9月1日，CMP 18'
    """
    return tidy_with_offsets(raw)[0]


def half_width(text: str) -> str:
    """Replace full-width letters, digits and signs by the ASCII ones, one for one.

    The full-width comma stays: in Chinese it ends a clause and never groups digits. For reading
    values only; the text of a report keeps what was printed.

    >>> half_width("（１２．５％），")
    '(12.5%)，'
    """
    return text if text.isascii() else _FULL_WIDTH.sub(_halved, text)


_FULL_WIDTH: Final = re.compile("[\uff01-\uff0b\uff0d-\uff5e]")
"""Few characters of a text are such, and `str.translate` would look every one of them up."""


def _halved(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - 0xFEE0)


@lru_cache(maxsize=1)
def _joining_words() -> frozenset[str]:
    """Words after which a hyphen at a line's end is a suspended one: `short-` / `and long-term`."""
    lists = chain.from_iterable(
        words(language).list_between.words + words(language).range_between.words
        for language in LANGUAGES
    )
    return frozenset(word for word in lists if word.isalpha() and word.isascii())


def join_gap(left: str, right: str) -> str:
    """Return what stands between two printed lines of one running text: a blank or nothing.

    `left` is the end of the first line (better the whole line: an address is recognised by its
    beginning), `right` the start of the next; blanks at the cut are ignored.

    >>> join_gap("截至 2024 年 8 月 31", "日"), join_gap("José Domingos", "Miguez")
    ('', ' ')
    >>> join_gap("the long-", "term view"), join_gap("short-", "and long-term")
    ('', ' ')
    >>> join_gap("全球战略——", "“终结不平等"), join_gap("the “", "A” list")
    ('', ' ')
    >>> join_gap("see https://unfccc.int/about-us/", "regional-centres")
    ''
    """
    left, right = stripped(left), stripped(right)
    if not left or not right or _is_chinese_cut(left, right):
        return ""
    if left[-1] in "([" or right[0] in ")],;":
        return ""
    if _inside_url(left, right):
        return ""
    dash = _DASH_END.search(left, max(len(left) - 2, 0)) if left[-1] in _DASHES else None
    if dash is None:
        return "" if right[0] in "/‑‐" else " "
    if dash[1] == "/":
        return ""
    word = _FIRST_WORD.match(right)
    return " " if word and word[0].lower() in _joining_words() else ""


def _is_chinese_cut(left: str, right: str) -> bool:
    """Tell whether Chinese stands at the cut; quotes and dashes belong to what is beyond them."""
    if is_cjk(left[-1]) or is_cjk(right[0]):
        return True
    before, after = left.rstrip(_NEUTRAL), right.lstrip(_NEUTRAL)
    if before == left and after == right:
        return False
    return is_cjk(before[-1:] or "x") or is_cjk(after[:1] or "x")


def _inside_url(left: str, right: str) -> bool:
    if "://" not in left and "www." not in left.lower():
        return False
    if not _URL_TAIL.search(left):
        return False
    if left[-1] in "/-_=&?#%+~:":
        return True
    piece = _FIRST_TOKEN.match(right)
    if piece is None or piece[0].lower().startswith(("http", "www.")):
        return False
    return bool(_URL_PIECE.match(piece[0])) or (left[-1] == "." and right[0].islower())
