"""The title block of a dump: bare lines between the masthead and the first part or heading.

What a page says by type and place is gone. What is left: where the block ends (the heading of a
part, a first numbered heading, the end of the page), sentences, the words of a line that says
whose report it is, and sometimes blanks. Where these leave two readings, `unclear` says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.front.print import WIDER, edge, goes_on, make_field, usual_row_gap, width, wraps
from reportparse.front.title import TitleBlock, is_prose, names_author
from reportparse.layout.model import Piece
from reportparse.lexicon.front_words import front_words
from reportparse.notation.captions import read_caption_label
from reportparse.notation.spacing import tidy

MOST_GROUPS = 5
"""Subject, title, two subtitles and author: more lines than that are something else."""
LONGEST_GROUP = 6
"""Printed lines: the longest titles seen take five."""


def read_title_in_dump(
    pieces: Sequence[Piece], marked: bool = False, closed: bool = False
) -> TitleBlock:
    """Read the title block out of the bare lines behind the masthead of a dump.

    `marked` tells that the dump ends its paragraphs with a blank; `closed` that a part or the
    numbered text begins behind `pieces`, or another page: then all of them are the title block,
    unless one is a sentence or a caption. The last line that says whose report it is is the
    author, the first lines are the title, lines between them subtitles. What does not belong is
    given back in `left`, what could as well be another part of the block is in `unclear`.
    """
    groups = _groups(pieces, marked)
    end = _block_end(groups)
    block = TitleBlock()
    if end == 0:
        block.left = list(pieces)
        return block
    author = _author(groups[:end])
    if author is not None:
        last = author
    elif closed and end == len(groups):
        last = end
    else:
        last = 1
    block.title = make_field(groups[0])
    block.subtitles = [make_field(group) for group in groups[1:last]]
    taken = last
    if author is not None:
        block.author = make_field(groups[author])
        taken = author + 1
    block.left = [piece for group in groups[taken:] for piece in group]
    if last > 1 or end > taken or (block.author and not names_author(block.author.text)):
        block.unclear = [piece for group in groups[:end] for piece in group]
    block.kind = _kind(block)
    return block


def _block_end(groups: Sequence[Sequence[Piece]]) -> int:
    """How many of the groups can be lines of a title block."""
    for at, group in enumerate(groups[:MOST_GROUPS]):
        first = group[0].text
        if is_prose(group) or len(group) > LONGEST_GROUP or read_caption_label(first) is not None:
            return at
    return min(len(groups), MOST_GROUPS)


def _author(groups: Sequence[Sequence[Piece]]) -> int | None:
    """The group behind the title that says whose report it is.

    The words `秘书长的报告` say it wherever they stand; words that a title can have, too
    (`提交的年度报告`), only in the last place.
    """
    texts = [tidy("".join(piece.text for piece in group)) for group in groups]
    named = [at for at, text in enumerate(texts) if at and names_author(text)]
    if named:
        return named[-1]
    last = len(groups) - 1
    return last if last == 1 and front_words().document_kinds.match(texts[last]) else None


def _kind(block: TitleBlock) -> str | None:
    """The kind of document, as the author line names it, or else the title."""
    for part in (block.author, block.title):
        kind = front_words().document_kinds.match(part.text) if part is not None else None
        if kind:
            return kind
    return None


def _groups(pieces: Sequence[Piece], marked: bool) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _continues(groups[-1], piece, pieces, marked):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _continues(group: Sequence[Piece], piece: Piece, pieces: Sequence[Piece], marked: bool) -> bool:
    """A title's next line is not indented anew nor behind a gap, the line before it is full, and
    it does not begin as the line that names a kind of document does."""
    last = group[-1]
    if last.line == piece.line or (marked and goes_on(last.line)):
        return True
    usual = usual_row_gap([one.line for one in pieces])
    if piece.line.row - last.line.row > usual:
        return False
    centred = edge(group[0]) > 1 and edge(piece) > 1
    if edge(piece) > edge(last) and not centred:
        return False
    widest = max(width(one.text) for one in group)
    text = tidy(piece.text)
    if names_author(text) or (width(text) > WIDER * widest and not text[:1].islower()):
        return False
    return len(group) < 2 or wraps(last.text, piece.text, widest)
