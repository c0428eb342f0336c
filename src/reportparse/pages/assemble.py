"""What both readers of PDFs do with what they found: glyphs named, tags numbered, losses told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from reportparse.errors import NoTextLayer
from reportparse.frozen import frozen_record
from reportparse.pages.frame import Frame
from reportparse.pages.glyphs import Glyphs
from reportparse.pages.ideographs import with_ideographs
from reportparse.pages.model import Glyph, Link, Page, Picture, Rule, Tag
from reportparse.pages.progress import told
from reportparse.pages.tags import TagTree

REPLACEMENT = "\ufffd"
# Ems. A second strike of the same character nearer than this imitates bold; the narrowest
# characters that may follow themselves, full stops and the letter l, advance by 0.2 em and more.
DOUBLE_STRIKE = 0.1
# Slope of the letters' height from which a face is slanted: synthetic italics use 0.2 to 0.35.
SLANT = 0.1
# Share of a document's glyphs without a meaning from which nothing can be made of the rest.
UNMAPPED_DOCUMENT = 0.5
# The same for one page: it is read, and reported as a loss.
UNMAPPED_PAGE = 0.1
# Ems. An ideograph is one em wide; of Latin letters only ligatures and the widest capitals come
# near it, in the fonts of ideographs the accented letters of Chinese spelling do.
WIDE_GLYPH = 0.95
WIDE_LETTERS = frozenset("ÆŒæœāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ")
# Share of a page under pictures from which a page without text is a picture of text.
SCANNED_AREA = 0.5
BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!light)|[-,]bd\b", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
# Faces whose characters stand in the private area by custom: bullets, ticks, arrows.
SYMBOL_NAME = re.compile(r"symbol|wingdings|webdings|dingbats", re.IGNORECASE)
# Control characters that stand for a blank, and the no-break blank: files often map one glyph to it
# and to the plain blank as well, and which of the two a library takes is chance.
BLANKS = frozenset("\t\n\r\xa0")
# One character for several letters; other files say the letters themselves for the same glyph.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
UNMAPPED_CODE = re.compile(r"\(cid:\d+\)")


def page_losses(
    frame: Frame,
    glyphs: Glyphs,
    pictures: Sequence[Picture],
    unmapped: int,
) -> list[str]:
    """Return what is missing of a page as its glyphs and its pictures show."""
    inked = glyphs.inked
    if not inked:
        images = [p.box for p in pictures if p.kind == "image"]
        area = sum(box.width * box.height for box in images)
        if area > SCANNED_AREA * frame.width * frame.height:
            return ["the page is a picture without text; OCRmyPDF can make a text layer for it"]
    elif unmapped > UNMAPPED_PAGE * inked:
        return [
            f"{unmapped} of {inked} glyphs of the page stand for no known character;"
            " OCRmyPDF can make a new text layer"
        ]
    accented = set(filter(_is_accented, glyphs.signs))
    misnamed = {glyph.text for glyph in glyphs.among(accented) if _is_misnamed(glyph)}
    if misnamed:
        listed = "".join(sorted(misnamed))
        return [
            f"glyphs as wide as ideographs are called Latin letters ({listed}): the file has lost"
            " which characters it shows, and others of the page may be wrong as well"
        ]
    return []


def pages_with_text(pages: Iterable[Page], count: int) -> Iterator[Page]:
    """Pass pages on and tell the watcher; raise `NoTextLayer` behind the last when none had text.

    `count` is how many pages there will be.
    """
    glyphs = unmapped = pictured = 0
    for done, page in enumerate(pages, 1):
        told(done, count)
        glyphs += Glyphs.of(page.glyphs).inked
        unmapped += page.unmapped
        pictured += bool(page.pictures)
        yield page
    if not glyphs:
        raise NoTextLayer(
            "the PDF has no text layer, its pages are pictures"
            if pictured
            else "the PDF has no text on any page"
        )
    if unmapped > UNMAPPED_DOCUMENT * glyphs:
        raise NoTextLayer(
            f"the PDF does not say which characters {unmapped} of its {glyphs} glyphs stand for"
        )


@frozen_record
class Found:
    """What a reader found on a page, on its way to become a `Page`.

    `hidden` counts glyphs outside of the visible page, `invisible` those that print no ink, and
    `drawn` all glyphs of the page, hidden ones too; blanks are not counted, for the readers differ
    in how many of them they see.
    """

    number: int
    frame: Frame
    glyphs: Glyphs
    hidden: int
    invisible: int
    drawn: int
    rules: tuple[Rule, ...]
    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    tags: tuple[Tag, ...]


def page_of(found: Found, troubles: Sequence[str], losses: Sequence[str]) -> Page:
    """Return the page; `troubles` and `losses` are those that the reader itself met."""
    doubtful = set(filter(_is_doubtful, found.glyphs.signs))
    unmapped = sum(map(means_nothing, found.glyphs.among(doubtful)))
    noted = list(troubles)
    if found.hidden:
        noted.append(f"{found.hidden} glyphs stand outside of the visible page and are left out")
    if found.invisible * 2 > found.drawn:
        noted.append("the text of the page is an invisible layer, as text recognition makes it")
    lost = page_losses(found.frame, found.glyphs, found.pictures, unmapped)
    return Page(
        number=found.number,
        width=round(found.frame.width, 3),
        height=round(found.frame.height, 3),
        glyphs=found.glyphs,
        rules=found.rules,
        pictures=found.pictures,
        links=found.links,
        tags=found.tags,
        turned=found.frame.turned,
        unmapped=unmapped,
        troubles=tuple(noted),
        losses=(*losses, *lost),
    )


class PageTags:
    """The structure tags of one page, numbered as they come up."""

    def __init__(self, tree: TagTree | None, page: object) -> None:
        self.marks = tree.marks.get(page, {}) if tree else {}
        self.forms_apart = tree is not None and page in tree.in_forms
        self.used: list[Tag] = []
        self.numbers: dict[int, int] = {}
        self._known: dict[int, int | None] = {}

    def index(self, mcid: int | None, in_form: bool) -> int | None:
        """Return the place in `Page.tags` of the tag that holds a marked content."""
        if mcid is None or (in_form and self.forms_apart):
            return None
        if mcid in self._known:
            return self._known[mcid]
        tag = self.marks.get(mcid)
        found = None if tag is None else self._number(tag)
        self._known[mcid] = found
        return found

    def _number(self, tag: Tag) -> int:
        if tag.element not in self.numbers:
            self.numbers[tag.element] = len(self.used)
            self.used.append(tag)
        return self.numbers[tag.element]


# -- glyphs


def mark_doubles(glyphs: Glyphs, suspects: Iterable[tuple[int, Glyph]]) -> None:
    """Mark the second strikes among some glyphs, given with their places, and make both bold."""
    seen: list[Glyph] = []
    places: list[int] = []
    struck: dict[tuple[str, int, int], list[int]] = {}
    for at, glyph in suspects:
        first = struck_before(glyph, seen, struck)
        if first is not None:
            glyphs.strike(places[first], double=False)
            glyphs.strike(at, double=True)
        seen.append(glyph)
        places.append(at)


@frozen_record
class Face:
    """What the name of a font tells."""

    bold: bool
    italic: bool

    @classmethod
    def of(cls, name: str) -> Face:
        return cls(bool(BOLD_NAME.search(name)), bool(ITALIC_NAME.search(name)))


def known_text(text: str) -> str:
    """Return the characters of a glyph: blanks plain, unknown ones as U+FFFD.

    >>> known_text("(cid:12)"), known_text("\\x03"), known_text("\\t"), known_text("ﬀi")
    ('\ufffd', '\ufffd', ' ', 'ffi')
    """
    if len(text) == 1 and text.isprintable():
        return LIGATURES.get(text) or with_ideographs(text)
    if text in BLANKS:
        return " "
    if not text or UNMAPPED_CODE.fullmatch(text):
        return REPLACEMENT
    signs = (
        REPLACEMENT
        if unicodedata.category(sign) in ("Cc", "Cn", "Cs")
        else LIGATURES.get(sign, sign)
        for sign in text
    )
    return with_ideographs("".join(signs)).replace("\xa0", " ")


@lru_cache(maxsize=8192)
def _is_doubtful(text: str) -> bool:
    """Tell whether a glyph of this text may be one without a meaning."""
    return REPLACEMENT in text or any(unicodedata.category(sign) == "Co" for sign in text)


def means_nothing(glyph: Glyph) -> bool:
    """Tell whether nobody can know which character a glyph is."""
    if REPLACEMENT in glyph.text:
        return True
    private = any(unicodedata.category(sign) == "Co" for sign in glyph.text)
    return private and not SYMBOL_NAME.search(glyph.font)


def _is_misnamed(glyph: Glyph) -> bool:
    """Tell whether a glyph as wide as an ideograph is called an accented Latin letter.

    Programs that print a PDF anew may lose which characters its glyphs stand for and give their
    codes instead: the page shows 培训 where its text says `ÿ¯`.
    """
    wide = glyph.box.width >= WIDE_GLYPH * glyph.size
    return _is_accented(glyph.text) and wide and glyph.upright


@lru_cache(maxsize=8192)
def _is_accented(text: str) -> bool:
    """Tell whether a text is one accented Latin letter that is not as wide as an ideograph."""
    letter = len(text) == 1 and "\xc0" <= text < "\u0250" and text.isalpha()
    return letter and text not in WIDE_LETTERS


def struck_before(
    glyph: Glyph, glyphs: Sequence[Glyph], struck: dict[tuple[str, int, int], list[int]]
) -> int | None:
    """Return the index of the first strike of a character that is struck a second time.

    Every glyph is filed under the cell of a grid; its neighbours lie in the cells around.
    """
    reach = DOUBLE_STRIKE * glyph.size
    if glyph.text.isspace() or reach <= 0:
        return None
    column, row = int(glyph.x // 2), int(glyph.baseline // 2)
    for over in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            for index in struck.get((glyph.text, over, down), ()):
                other = glyphs[index]
                if (
                    abs(other.x - glyph.x) < reach
                    and abs(other.baseline - glyph.baseline) < reach
                    and abs(other.size - glyph.size) < reach
                ):
                    return index
    struck.setdefault((glyph.text, column, row), []).append(len(glyphs))
    return None


def address_of(raw: bytes) -> str:
    for encoding in ("utf-16",) if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
