"""The title block: title, what stands between, and the line that says whose report it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportparse.front.model import Field
from reportparse.front.print import make_field
from reportparse.layout.model import Piece
from reportparse.lexicon.front_words import front_words
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk

DISPLAY = 0.8
"""Points above the size of the text: type that is larger is set for display."""
BOLD_SHARE = 0.8
"""A line is bold when so much of it is; signs and figures are often set in another font."""
SAME_SIZE = 0.6
"""Points: lines of one title have one size, up to rounding and Latin letters among Chinese."""
GROUP_PITCH = 1.9
"""In ems: lines of one title stand 1.1 to 1.5 apart, other lines further."""


@dataclass(slots=True)
class TitleBlock:
    """The fields of the title block and the pieces behind it that belong to the text."""

    title: Field | None = None
    subtitles: list[Field] = field(default_factory=list)
    author: Field | None = None
    kind: str | None = None
    left: list[Piece] = field(default_factory=list)
    unclear: list[Piece] = field(default_factory=list)
    """Lines of a dump of which nothing marks what part of the block they are."""


def bold_share(piece: Piece) -> float:
    """The share of the printed characters of a piece that are bold."""
    inked = [i for i in range(piece.start, piece.end) if not piece.line.text[i].isspace()]
    if not inked:
        return 0.0
    return sum(piece.line.style_at(i).bold for i in inked) / len(inked)


def is_display(piece: Piece, body: float) -> bool:
    """Tell whether print is set larger than the text, or bold. Always False in a dump."""
    if not piece.line.xs:
        return False
    return piece.line.size > body + DISPLAY or bold_share(piece) >= BOLD_SHARE


def read_title(pieces: Sequence[Piece], body: float) -> TitleBlock:
    """Read the title block of a drawn page out of the pieces behind the masthead.

    The first group of lines is the title. A later group that names a kind of document (`秘书长的
    报告`, `Note by the secretariat`) says who speaks; other groups are subtitles. Lines set as
    text end the block and are given back in `left`.
    """
    groups = _groups(pieces)
    block = TitleBlock()
    for at, group in enumerate(groups):
        if at > 0 and not _belongs(group, body, block):
            break
        if at == 0 and is_prose(group):
            break
        made = make_field(group)
        kind = front_words().document_kinds.match(made.text)
        if at == 0:
            block.title = made
        elif kind and block.author is None:
            block.author = made
        else:
            block.subtitles.append(made)
        if kind and (block.kind is None or block.author == made):
            block.kind = kind
    taken = len(block.subtitles) + (block.title is not None) + (block.author is not None)
    block.left = [piece for group in groups[taken:] for piece in group]
    return block


def _belongs(group: Sequence[Piece], body: float, block: TitleBlock) -> bool:
    first = group[0]
    if block.author is not None:
        return first.line.size > body + DISPLAY
    return is_display(first, body)


def is_prose(group: Sequence[Piece]) -> bool:
    """Tell whether lines are sentences: a title ends without a full stop."""
    last = group[-1].text.rstrip(" *†")
    inside = "".join(piece.text for piece in group)
    if last.endswith(("。", ".", "；", ";", "：", ":")) and len(inside) > 40:
        return True
    return "。" in inside or (". " in inside and len(group) > 4)


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _continues(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _continues(last: Piece, piece: Piece) -> bool:
    if last.line == piece.line:
        return True
    size = last.line.size or 10.0
    if piece.line.sheet != last.line.sheet or abs(piece.line.size - size) > SAME_SIZE:
        return False
    close = piece.line.baseline - last.line.baseline <= GROUP_PITCH * size
    return close and (bold_share(piece) >= 0.5) == (bold_share(last) >= 0.5)


def names_author(text: str) -> bool:
    """Tell whether a line begins as one that says whose report it is.

    >>> names_author("秘书长的报告"), names_author("Note by the secretariat")
    (True, True)
    >>> names_author("执行理事会提交的年度报告"), names_author("reports of the Board")
    (False, False)
    """
    known = front_words()
    kind = known.document_kinds.match(text)
    if kind is None:
        return False
    if is_cjk(kind[0]):
        organ = compiled(rf"{known.organs.pattern}的?").match(text)
        return kind == text or (organ is not None and text[organ.end() :] == kind)
    return text.startswith(kind) and text[:1].isupper()
