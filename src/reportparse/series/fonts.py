"""A font that has the characters to be drawn, found among those installed.

Coverage decides, not the name: the character map of each font is asked. Among fonts that have all
characters, an upright one of normal weight is taken, one without serifs before others, one made for
simplified Chinese before its sisters with other forms of the same characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from matplotlib import font_manager, ft2font

from reportparse.errors import OutputError
from reportparse.frozen import frozen_record

REGULAR: Final = 400
"""The weight of normal print."""
NO_CHARACTER: Final = 0xFFFE
"""A code that is no character. Only a font that draws placeholders for everything has it."""
SANS: Final = ("Sans", "Hei", "Gothic", "黑")
SIMPLIFIED: Final = ("SC", "CN", "GB", "Simplified", "YaHei", "SimHei", "PingFang")


@frozen_record
class Face:
    """One face of a font file."""

    path: str
    index: int
    name: str


def find_face(text: str, file: Path | None = None) -> Face:
    """Return a face with every character of `text`: that of `file`, or one of those installed.

    Raises `OutputError` where there is none, with some of the characters.
    """
    needed = {ord(sign) for sign in text if not sign.isspace()}
    faces = _faces_of(file) if file is not None else _installed()
    lacking = needed
    for face in faces:
        missing = _missing(face, needed)
        if not missing:
            return face
        lacking = min(lacking, missing, key=len)
    some = "".join(chr(code) for code in sorted(lacking)[:5])
    if file is not None:
        raise OutputError(f"the font {file} lacks characters of the labels, such as {some}")
    raise OutputError(
        f"no installed font has the characters of the labels, such as {some};"
        " install one for Chinese (Noto Sans CJK, for instance) or name its file with --font"
    )


def _installed() -> Iterable[Face]:
    entries = sorted(font_manager.fontManager.ttflist, key=_preference)
    return (Face(entry.fname, entry.index, entry.name) for entry in entries)


def _preference(entry: font_manager.FontEntry) -> tuple[bool, int, bool, bool, bool, str, int]:
    weight = entry.weight if isinstance(entry.weight, int) else REGULAR
    name = entry.name
    return (
        entry.style != "normal",
        abs(weight - REGULAR),
        "Mono" in name,
        not any(word in name for word in SANS),
        not any(word in name for word in SIMPLIFIED),
        name,
        entry.index,
    )


def _faces_of(file: Path) -> Iterable[Face]:
    try:
        count = ft2font.FT2Font(str(file)).num_faces
    except (OSError, RuntimeError) as error:
        raise OutputError(f"the font {file} cannot be read") from error
    return [Face(str(file), index, file.name) for index in range(count)]


def _missing(face: Face, needed: set[int]) -> set[int]:
    try:
        font = ft2font.FT2Font(face.path, face_index=face.index)
    except (OSError, RuntimeError):  # gone since it was listed, or damaged
        return needed
    if font.get_char_index(NO_CHARACTER):
        return needed
    return {code for code in needed if not font.get_char_index(code)}
