"""Captions of tables: the label with its number, the title, the unit line.

House style prints the label on a line of its own, the title in bold below it and the unit line in
small type below that. Other offices print `Table 2. Title` on one line, centred.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import Words

REACH: Final = 9
"""Lines above a table in which its label is looked for: long titles run over four or five."""
STEP: Final = 2.6
"""In line heights: nothing of a caption stands further from the next line of it."""

TITLE_STEP: Final = 1.5
"""In ems: a title stands 1.2 to 1.4 above its unit line, a heading 1.9 and more."""
HEADNOTE_SIZE: Final = 1.2
"""A unit line is no bigger than running text, but where tables and their notes hold most of the
text of a document the size of running text is taken for theirs."""
RUNNING_SIZE: Final = 0.97
"""Of the size of running text: smaller type is that of tables and of their notes."""
UNIT_LENGTH: Final = 80
"""Characters: a longer line in parentheses is a sentence."""

_HEAVY_FACE: Final = compiled(r"hei(?!si)|gothic", regex.IGNORECASE)
"""Chinese print has no bold of its text face: SimHei, STHeiti and their like stand for it."""

_NUMBER: Final = (
    r"(?:[0-9]{1,3}[A-Za-z]?(?:[.\-–][0-9A-Za-z]{1,4})*"
    r"|[IVXLC]{1,6}(?:[.\-–][0-9A-Za-z]{1,4})*"
    r"|[A-Z](?:[.\-–][0-9]{1,3})*"
    r"|[一二三四五六七八九十百〇]{1,4}(?:[.\-–][0-9]{1,3})*)"
)


_NUMBER_SHAPE: Final = compiled(_NUMBER)
"""The same with letters in their printed case: a word of small letters is no number."""


@frozen_record
class Label:
    """A caption label: what it labels, its number, and where on the line a title begins."""

    kind: str
    number: str | None
    end: int
    title: int
    continued: bool


class Captions:
    """Reads caption labels in one or more languages."""

    def __init__(self, vocabularies: Sequence[Words]) -> None:
        table = "|".join(words.table.pattern for words in vocabularies)
        figure = "|".join(words.figure.pattern for words in vocabularies)
        box = "|".join(words.box.pattern for words in vocabularies)
        continued = "|".join(words.continued.pattern for words in vocabularies)
        kinds = [(words.table, words.figure, words.box) for words in vocabularies]
        self._label = Deferred(
            rf"""\s*(?:(?P<table>{table})|(?P<figure>{figure})|(?P<box>{box}))
                 \s*(?:[(（]?(?P<number>{_NUMBER})[)）]?(?![0-9A-Za-z]))?
                 \s*(?P<continued>[(（\[]?\s*(?:{continued})\s*[)）\]]?(?![\p{{L}}\p{{N}}]))?
                 (?P<tail>\s*[.:：。．—–]?\s*)""",
            regex.VERBOSE | regex.IGNORECASE,
            [word for lists in kinds for listed in lists for word in listed.words],
        )

    def read(self, line: Line) -> Label | None:
        """Return the label that begins a line, or None where the line is no caption.

        A label alone on its line is one; a label with words behind it only where a stop, a wide
        blank or a change of type sets them apart: `表 1 列出了` is a sentence.
        """
        found = self._label.match(line.text)
        if not found:
            return None
        kind = "table" if found["table"] else "figure" if found["figure"] else "box"
        number, rest = found["number"], line.text[found.end() :]
        end = found.start("tail")
        if number and not _NUMBER_SHAPE.fullmatch(number):
            return None
        if not rest.strip() and "。" in found["tail"]:
            return None
        if not rest.strip():
            alone = number is not None or bool(found["continued"]) or not found["tail"].strip()
            return (
                Label(kind, number, end, len(line.text), bool(found["continued"]))
                if alone
                else None
            )
        if number is None and not found["continued"]:
            return None
        stopped = found["tail"].strip() in (".", ":", "：", "．", "—", "–")
        if stopped or self._set_apart(line, end) or self._beside(rest):
            return Label(kind, number, end, found.end(), bool(found["continued"]))
        return None

    def _beside(self, rest: str) -> bool:
        """Tell whether a label follows: two tables stand beside each other."""
        found = self._label.fullmatch(rest)
        return found is not None and found["number"] is not None

    @staticmethod
    def _set_apart(line: Line, end: int) -> bool:
        """Tell whether what follows index `end` is set apart by its type or by a wide blank."""
        after = end
        while after < len(line.text) and line.text[after].isspace():
            after += 1
        blanks = line.text[end:after]
        if "\u3000" in blanks or len(blanks) >= 3:
            return True
        if not line.runs or after >= len(line.text):
            return False
        first, second = line.style_at(0), line.style_at(after)
        inked = next((i for i, c in enumerate(line.text) if not c.isspace()), 0)
        first = line.style_at(inked)
        return second.bold and not first.bold


@frozen_record
class Caption:
    """The lines of a caption. `lines` counts those taken, from the one nearest to the table."""

    label: Label | None
    caption: Piece | None
    title: tuple[Piece, ...]
    headnotes: tuple[tuple[Piece, ...], ...]
    lines: tuple[Line, ...]


_HEADNOTE: Final = compiled(r"\s*[(（\[].*[)）\]]\s*")
_NUMBERED: Final = compiled(r"\s*(?:[(（]|[\p{N}\p{Lu}\p{Lo}]{1,5}[.．、)）])")
_PARAGRAPH: Final = compiled(r"\s*\d{1,3}[.．、]\s*(?=[^\d\s])")
_HEADNOTE_OPEN: Final = compiled(r"\s*[(（\[]")


def caption_above(
    lines: Sequence[Line], top: float, captions: Captions, body: float
) -> Caption | None:
    """Return the caption that ends directly above the height `top`.

    `lines` are those of the page above the table, from top to bottom; `body` is the type size of
    running text. Without label a caption is at most its unit line.
    """
    taken: list[Line] = []
    below = top
    for line in reversed(lines[-REACH:]):
        if line.box is None:
            return None
        size = line.size or body
        if below - line.baseline > STEP * max(size, body):
            break
        if is_running(line, body):
            break
        label = captions.read(line)
        if label is not None:
            return _caption(label, line, tuple(reversed(taken)), body)
        taken.append(line)
        below = line.baseline - size
    return _unlabelled(taken, body)


def is_running(line: Line, body: float) -> bool:
    """Tell whether a line is of a paragraph, and so of no title: by its number or its full stop."""
    if line.size < RUNNING_SIZE * body or bold(line) or heavy_face(line):
        return False
    return bool(_PARAGRAPH.match(line.text)) or line.stripped.endswith("。")


def _unlabelled(taken: Sequence[Line], body: float) -> Caption | None:
    """The unit line of a table without label, and its title where the two stand close.

    A bold line further above, or one with a number of its own, may as well be a heading.
    """
    if not taken or not _HEADNOTE.fullmatch(taken[0].text) or taken[0].stripped.startswith("["):
        return None
    head = taken[0]
    if head.size > HEADNOTE_SIZE * body or len(head.stripped) >= UNIT_LENGTH:
        return None
    headnotes = ((head.whole().trimmed(),),)
    if len(taken) > 1 and _titles(taken[1], head):
        title = taken[1]
        return Caption(None, None, (title.whole().trimmed(),), headnotes, (title, head))
    return Caption(None, None, (), headnotes, (head,))


def _titles(line: Line, headnote: Line) -> bool:
    """Tell whether a line is the title over a unit line: bold, unnumbered, and close to it."""
    near = headnote.baseline - line.baseline <= TITLE_STEP * line.size
    heavier = bold(line) or (heavy_face(line) and not heavy_face(headnote))
    return near and heavier and not _NUMBERED.match(line.text)


def figure_above(lines: Sequence[Line], captions: Captions, body: float, width: float) -> bool:
    """Tell whether the nearest caption above is a figure's, with no running text in between."""
    for line in reversed(lines):
        label = captions.read(line)
        if label is not None:
            return label.kind == "figure"
        wide = line.box is not None and line.box.width > 0.5 * width
        if line.size >= 0.97 * body and wide and not bold(line):
            return False
    return False


def _caption(label: Label, line: Line, rest: tuple[Line, ...], body: float) -> Caption | None:
    headnotes: list[list[Line]] = []
    title = list(rest)
    while title and _HEADNOTE.fullmatch(title[-1].text) and not bold(title[-1]):
        headnotes.insert(0, [title.pop()])
    if title and title[-1].stripped.endswith((")", "）")) and not headnotes:
        at = next((i for i, row in enumerate(title) if i > 0 and _HEADNOTE_OPEN.match(row.text)), 0)
        if at and title[at].size < title[at - 1].size and not bold(title[at]):
            headnotes.append(title[at:])
            title = title[:at]
    first = Piece(line, label.title, len(line.text)).trimmed()
    pieces = [piece for piece in (first,) if piece.text]
    pieces += [row.whole().trimmed() for row in title]
    return Caption(
        label,
        Piece(line, 0, label.title if pieces and pieces[0].line is line else len(line.text)),
        tuple(pieces),
        tuple(tuple(row.whole().trimmed() for row in note) for note in headnotes),
        (line, *rest),
    )


def heavy_face(line: Line) -> bool:
    """Tell whether most of a line is set in a face that is heavy by design."""
    heavy = sum(run.end - run.start for run in line.runs if _HEAVY_FACE.search(run.style.font))
    return heavy > 0.5 * len(line.stripped)


def bold(line: Line) -> bool:
    """Tell whether a line begins in bold type."""
    inked = next((i for i, c in enumerate(line.text) if not c.isspace()), 0)
    return line.style_at(inked).bold
