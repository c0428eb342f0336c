"""The text door: bytes of a plain-text dump to its numbered lines.

A dump has one encoding and it has to be the right one: text read wrongly still looks like text.
So every reading has to pass a test of soundness, and a dump that was already damaged before it
came here (mojibake, replacement characters) is refused instead of parsed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from reportparse.errors import BadEncoding, EmptyFile, NotAReport
from reportparse.pages.ideographs import with_ideographs
from reportparse.pages.model import Dump, DumpLine

REPLACEMENT = "\ufffd"
# Share of unreadable characters from which a text is refused; below, each one is reported.
DAMAGE_MOST = 0.005
# Share of control characters from which the bytes are no text at all.
CONTROL_MOST = 0.02
# Share of the ideographs of real Chinese text that stand in the first level of GB 2312, which
# holds the 3,755 most frequent ones. Real reports have 0.97 and more, wrong readings below 0.6.
FREQUENT_LEAST = 0.85
# Share of accented letters among all letters that European languages stay below.
ACCENTED_MOST = 0.2
# The most frequent ideographs of any modern Chinese text; they make up a sixth of it and more.
# Korean read as GB 18030 gives frequent ideographs by its order of codes, but never these.
COMMONEST = frozenset(
    "的一是在和有不了人中为以要国会年与对上个第出大用于发日方作下為國會與對個於發"
)
COMMONEST_LEAST = 0.05
# Share of question marks, standing in rows, that show a save in an encoding without ideographs.
QUESTIONED = re.compile(r"\?{3,}|？{3,}")
QUESTIONED_MOST = 0.05
# How many line numbers a sentence about damage names.
LINES_NAMED = 5
# Ideographs needed before a share of them says anything.
IDEOGRAPHS_ENOUGH = 20

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# U+FFFD in UTF-8, read as GBK: three characters that no report ever holds together.
TWICE_DAMAGED = "锟斤拷"
LINE_END = re.compile(r"\r\n|[\n\r\v\u0085\u2028\u2029]")
CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ACCENTED = re.compile(r"[\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]")


def read_dump(data: bytes) -> Dump:
    """Read the bytes of a text dump.

    Raises `EmptyFile`, `BadEncoding`, or `NotAReport` when the bytes are no text.

    >>> dump = read_dump("一. 导言\\r\\n\\f第二页\\n".encode("gb18030"))
    >>> dump.encoding, dump.lines[1]
    ('gb18030', DumpLine(number=2, text='第二页', sheet=2))
    """
    if not data.strip(b" \t\r\n\f\v\0"):
        raise EmptyFile
    text, encoding = _decode(data)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise EmptyFile
    _refuse_damage(text)
    losses = _replaced(text)
    text, troubles = _without_controls(with_ideographs(text))
    return Dump(tuple(_lines(text)), encoding, troubles, losses)


# -- characters


def _decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                return _with_damage(data[len(mark) :], encoding, error)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error
    wide = _wide_without_mark(data)
    if wide is not None:
        return data.decode(wide), wide
    if len(CONTROL_BYTE.findall(data)) > CONTROL_MOST * len(data):
        raise NotAReport("a binary file")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_sound(text):
            return text, encoding
    return _with_damage(data, "utf-8", fault)


def _wide_without_mark(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark: most NUL bytes are high bytes of ASCII."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for encoding, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if here > there:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _is_sound(text):
                return encoding
    return None


def _candidates(data: bytes) -> list[str]:
    """Return the encodings to try, in order; the statistics of the bytes break ties only."""
    # Only here: it takes long to load, and most dumps are UTF-8 or no dumps but PDFs.
    from charset_normalizer import from_bytes

    order = ["gb18030", "big5hkscs", "cp1252"]
    best = from_bytes(data[:50_000], cp_isolation=["gb18030", "big5hkscs", "cp1252"]).best()
    if best is not None and best.encoding in ("big5hkscs", "big5"):
        order = ["big5hkscs", "gb18030", "cp1252"]
    return order


def _with_damage(data: bytes, encoding: str, fault: UnicodeDecodeError) -> tuple[str, str]:
    """Read text with few damaged bytes, each as U+FFFD; refuse text with many."""
    text = data.decode(encoding, errors="replace")
    lost = text.count(REPLACEMENT)
    if lost > max(1, DAMAGE_MOST * len(text)):
        raise BadEncoding(f"byte {fault.start + 1} and others fit no encoding known here")
    return text, encoding


def _is_sound(text: str) -> bool:
    """Tell whether a reading by a guessed encoding gives characters that people write."""
    ideographs = IDEOGRAPH.findall(text)
    controls = sum(1 for sign in text if unicodedata.category(sign) in ("Cc", "Co", "Cn"))
    breaks = len(re.findall(r"[\t\n\r\f\v]", text))
    if controls - breaks > CONTROL_MOST * len(text):
        return False
    if not ideographs:
        letters = [sign for sign in text if sign.isalpha()]
        accented = sum(1 for sign in letters if not sign.isascii())
        return accented <= ACCENTED_MOST * len(letters)
    if len(ideographs) >= IDEOGRAPHS_ENOUGH:
        common = sum(1 for sign in ideographs if sign in COMMONEST)
        if common < COMMONEST_LEAST * len(ideographs):
            return False
    return _frequent_share(text, ideographs) >= FREQUENT_LEAST


def _frequent_share(text: str, ideographs: list[str]) -> float:
    """Return which part of the ideographs is frequent; ones inside Latin words count as rare.

    >>> _frequent_share("联合国", list("联合国"))
    1.0
    """
    stray = len(re.findall(r"(?<=[a-z])[\u3400-\u9fff](?=[a-z])", text))
    frequent = sum(1 for sign in ideographs if _is_frequent(sign))
    return max(0.0, (frequent - stray) / len(ideographs))


def _is_frequent(sign: str) -> bool:
    """Tell whether an ideograph stands in a first level: GB 2312's, or Big5's."""
    for encoding, low, high in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if low <= sign.encode(encoding)[0] <= high:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _refuse_damage(text: str) -> None:
    """Refuse text that was damaged before it was saved."""
    length = max(len(text), 1)
    if text.count(REPLACEMENT) > DAMAGE_MOST * length:
        raise BadEncoding(f"{text.count(REPLACEMENT)} characters are replacement characters")
    if text.count(TWICE_DAMAGED) > 2:
        raise BadEncoding("replacement characters were read as GBK")
    questioned = sum(len(row) for row in QUESTIONED.findall(text))
    if questioned > QUESTIONED_MOST * length:
        raise BadEncoding("question marks stand where its characters were")
    controls = sum(1 for sign in text if sign < " " and sign not in "\t\n\r\f\v")
    if controls > CONTROL_MOST * length:
        raise NotAReport("a binary file")
    wrong = _misread_as(text)
    if wrong is not None:
        raise BadEncoding(f"{wrong[0]} was read as {wrong[1]} before")


def _misread_as(text: str) -> tuple[str, str] | None:
    """Recognise mojibake: return the right and the wrong encoding, or None for sound text.

    Text is mojibake when the way back through a wrong encoding leads to frequent ideographs.

    >>> _misread_as(("联合国气候变化框架公约" * 3).encode().decode("latin-1"))
    ('UTF-8', 'Latin-1')
    >>> _misread_as("联合国气候变化框架公约" * 3) is None
    True
    """
    ideographs = IDEOGRAPH.findall(text)
    accented = len(ACCENTED.findall(text))
    inked = max(1, sum(1 for sign in text if not sign.isspace()))
    ways: tuple[tuple[str, str], ...]
    if accented > ACCENTED_MOST * inked:
        ways = (("UTF-8", "Latin-1"), ("UTF-8", "cp1252"), ("GB18030", "Latin-1"))
    elif len(ideographs) >= IDEOGRAPHS_ENOUGH:
        ways = (("UTF-8", "GB18030"),)
    else:
        return None
    for right, wrong in ways:
        back = text.encode(wrong, errors="ignore").decode(right, errors="ignore")
        found = IDEOGRAPH.findall(back)
        enough = len(found) >= max(IDEOGRAPHS_ENOUGH, inked // 8)
        if enough and _frequent_share(back, found) >= FREQUENT_LEAST:
            return right, wrong
    return None


def _without_controls(text: str) -> tuple[str, tuple[str, ...]]:
    """Put U+FFFD for control characters, which stand for something that was not dumped.

    >>> _without_controls("a\\x00b\\tc")
    ('a\ufffdb\\tc', ('1 control characters (U+0000) stand for text that cannot be known',))
    """
    kept = "\t\n\r\f\v\u0085"
    odd = sorted({s for s in text if unicodedata.category(s) == "Cc" and s not in kept})
    if not odd:
        return text, ()
    count = sum(text.count(sign) for sign in odd)
    names = ", ".join(f"U+{ord(sign):04X}" for sign in odd)
    clean = text.translate({ord(sign): REPLACEMENT for sign in odd})
    return clean, (f"{count} control characters ({names}) stand for text that cannot be known",)


def _replaced(text: str) -> tuple[str, ...]:
    """Tell of characters that are lost: damaged bytes, and U+FFFD that the dump already held."""
    count = text.count(REPLACEMENT)
    if not count:
        return ()
    lines = [str(line.number) for line in _lines(text) if REPLACEMENT in line.text]
    more = " and others" if len(lines) > LINES_NAMED else ""
    places = ", ".join(lines[:LINES_NAMED])
    return (f"{count} characters could not be read (U+FFFD), on line {places}{more}",)


# -- lines


def _lines(text: str) -> Iterator[DumpLine]:
    """Cut text into lines at any kind of line end; a form feed begins a new sheet.

    >>> [line.text for line in _lines("a\\n\\rb\\r\\n\\fc")]
    ['a', '', 'b', 'c']
    """
    number, sheet = 0, 1
    rows = LINE_END.split(text)
    if rows and not rows[-1]:
        rows.pop()
    for row in rows:
        parts = row.split("\f")
        for place, part in enumerate(parts):
            sheet += place > 0
            if not part and len(parts) > 1:
                continue
            number += 1
            yield DumpLine(number, part, sheet)
