"""The PDF door: bytes to typed pages, through pdfplumber, one page in memory at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from reportparse.errors import NoTextLayer
from reportparse.pages.device import Char, InkDevice
from reportparse.pages.frame import Frame, direction, rotated_corners, turn_needed, visible_area
from reportparse.pages.ideographs import with_ideographs
from reportparse.pages.ink import read_ink
from reportparse.pages.interpreter import InkInterpreter
from reportparse.pages.model import Glyph, Link, Page, PdfFile, Picture, Tag
from reportparse.pages.opening import contents_of, forget, open_document
from reportparse.pages.progress import told
from reportparse.pages.tags import TagTree, read_tags
from reportparse.provenance import Box

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
# Documents put together from many files bring their own fonts for every part.
FONTS_KEPT = 256

BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!light)|[-,]bd\b", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
# Faces whose characters stand in the private area by custom: bullets, ticks, arrows.
SYMBOL_NAME = re.compile(r"symbol|wingdings|webdings|dingbats", re.IGNORECASE)
UNMAPPED_CODE = re.compile(r"\(cid:\d+\)")


def read_pdf(
    data: bytes,
    *,
    password: str | None = None,
    choose: Callable[[int], Sequence[int]] | None = None,
) -> PdfFile:
    """Open a PDF; its pages are read as they are asked for.

    `choose` is given the number of pages and returns the numbers (from 1) of those wanted, in
    order. Raises `EncryptedPdf`, `BrokenPdf` and `TruncatedPdf`; the iterator of pages raises
    `NoTextLayer` behind the last page when no page had text that can be read.
    """
    opened = open_document(data, password)
    document, pages = opened.document, opened.pages
    doc = document.doc
    tree = read_tags(doc.catalog)
    forget(doc)
    wanted = choose(len(pages)) if choose else range(1, len(pages) + 1)
    return PdfFile(
        pages=_read_pages(document, pages, wanted, tree),
        page_count=len(pages),
        reader=f"pdfplumber {version('pdfplumber')}",
        tagged=tree is not None and bool(tree.marks),
        info=_info(document.metadata),
        troubles=(*opened.troubles, *(tree.troubles if tree else ())),
        losses=opened.losses,
    )


def _info(metadata: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(k), v) for k, v in metadata.items() if isinstance(v, str) and v))


# -- pages


def _read_pages(
    document: Any, pages: list[PDFPage], wanted: Sequence[int], tree: TagTree | None
) -> Iterator[Page]:
    glyphs = unmapped = pictured = 0
    try:
        for done, number in enumerate(wanted, 1):
            page = _read_page(document, pages[number - 1], number, tree)
            told(done, len(wanted))
            inked = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
            glyphs += len(inked)
            unmapped += page.unmapped
            pictured += bool(page.pictures)
            yield page
            forget(document.doc)
            if len(document.rsrcmgr._cached_fonts) > FONTS_KEPT:
                document.rsrcmgr = PDFResourceManager()
    finally:
        document.stream.close()
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


def _read_page(document: Any, source: PDFPage, number: int, tree: TagTree | None) -> Page:
    """Read one page; what cannot be read of it is told in its losses."""
    losses: list[str] = []
    device = InkDevice(document.rsrcmgr, pageno=number)
    try:
        source.contents = contents_of(source)
        InkInterpreter(document.rsrcmgr, device).process_page(source)
    except MemoryError:  # tells of this process, not of the file
        raise
    except Exception as error:
        losses.append(
            f"the content of the page could be read only in part ({type(error).__name__}: {error})"
        )
    source.contents = []
    losses += device.losses
    frame = visible_area(source.mediabox, source.cropbox, source.rotate)
    ways = [direction(char.across) for char in device.chars if not char.text.isspace()]
    frame = replace(frame, turned=turn_needed(ways))
    tags = _PageTags(tree, source.pageid)
    glyphs, hidden = _glyphs(device.chars, frame, tags)
    rules, pictures = read_ink(device.paths, device.images, frame, tags.index)
    links, troubles = _links(source, frame)
    unmapped = sum(1 for glyph in glyphs if _means_nothing(glyph))
    if hidden:
        troubles.append(f"{hidden} glyphs stand outside of the visible page and are left out")
    if sum(char.invisible for char in device.chars) * 2 > len(device.chars):
        troubles.append("the text of the page is an invisible layer, as text recognition makes it")
    losses += _page_losses(frame, glyphs, pictures, unmapped)
    return Page(
        number=number,
        width=round(frame.width, 3),
        height=round(frame.height, 3),
        glyphs=glyphs,
        rules=rules,
        pictures=pictures,
        links=links,
        tags=tuple(tags.used),
        turned=frame.turned,
        unmapped=unmapped,
        troubles=tuple(troubles),
        losses=tuple(losses),
    )


def _page_losses(
    frame: Frame, glyphs: Sequence[Glyph], pictures: Sequence[Picture], unmapped: int
) -> list[str]:
    inked = sum(1 for glyph in glyphs if not glyph.text.isspace())
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
    misnamed = {glyph.text for glyph in glyphs if _is_misnamed(glyph)}
    if misnamed:
        signs = "".join(sorted(misnamed))
        return [
            f"glyphs as wide as ideographs are called Latin letters ({signs}): the file has lost"
            " which characters it shows, and others of the page may be wrong as well"
        ]
    return []


class _PageTags:
    """The structure tags of one page, numbered as they come up."""

    def __init__(self, tree: TagTree | None, page: object) -> None:
        self.marks = tree.marks.get(page, {}) if tree else {}
        self.forms_apart = tree is not None and page in tree.in_forms
        self.used: list[Tag] = []
        self.numbers: dict[int, int] = {}

    def index(self, mcid: int | None, in_form: bool) -> int | None:
        """Return the place in `Page.tags` of the tag that holds a marked content."""
        if mcid is None or (in_form and self.forms_apart):
            return None
        tag = self.marks.get(mcid)
        if tag is None:
            return None
        if tag.element not in self.numbers:
            self.numbers[tag.element] = len(self.used)
            self.used.append(tag)
        return self.numbers[tag.element]


# -- glyphs


@dataclass(frozen=True, slots=True)
class _Face:
    """What the name of a font tells."""

    bold: bool
    italic: bool

    @classmethod
    def of(cls, name: str) -> _Face:
        return cls(bool(BOLD_NAME.search(name)), bool(ITALIC_NAME.search(name)))


def _glyphs(chars: Sequence[Char], frame: Frame, tags: _PageTags) -> tuple[tuple[Glyph, ...], int]:
    """Return the glyphs of a page and how many more stand where no viewer shows them."""
    faces: dict[str, _Face] = {}
    glyphs: list[Glyph] = []
    struck: dict[tuple[str, int, int], list[int]] = {}
    hidden = 0
    for char in chars:
        box = frame.box(char.corners)
        if not frame.shows(box):
            hidden += 1
            continue
        face = faces.get(char.font) or faces.setdefault(char.font, _Face.of(char.font))
        glyph = _glyph(char, box, face, frame, tags)
        first = _struck_before(glyph, glyphs, struck)
        if first is not None:
            glyphs[first] = replace(glyphs[first], bold=True)
            glyph = replace(glyph, bold=True, double=True)
        glyphs.append(glyph)
    return tuple(glyphs), hidden


def _glyph(char: Char, box: Box, face: _Face, frame: Frame, tags: _PageTags) -> Glyph:
    x, baseline = frame.point(*char.origin)
    way = direction(char.across)
    along_x, along_y = char.across
    up_x, up_y = char.up
    lean = (up_x * along_x + up_y * along_y) / (abs(up_y * along_x - up_x * along_y) or 1.0)
    return Glyph(
        text=_known_text(char.text),
        box=box,
        x=x,
        baseline=baseline,
        size=round(char.size, 3),
        font=char.font,
        bold=face.bold or char.stroked,
        italic=face.italic or lean > SLANT,
        upright=way is not None and (way - frame.turned) % 360 == 0,
        tag=tags.index(char.mcid, char.in_form),
    )


def _known_text(text: str) -> str:
    """Return the characters of a glyph: blanks plain, unknown ones as U+FFFD.

    >>> _known_text("(cid:12)"), _known_text("\\x03"), _known_text("\\t"), _known_text("ffi")
    ('\ufffd', '\ufffd', ' ', 'ffi')
    """
    if len(text) == 1 and text.isprintable():
        return with_ideographs(text)
    if text in ("\t", "\n", "\r"):
        return " "
    if not text or UNMAPPED_CODE.fullmatch(text):
        return REPLACEMENT
    signs = (
        REPLACEMENT if unicodedata.category(sign) in ("Cc", "Cn", "Cs") else sign for sign in text
    )
    return with_ideographs("".join(signs))


def _means_nothing(glyph: Glyph) -> bool:
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
    letter = len(glyph.text) == 1 and "\xc0" <= glyph.text < "\u0250" and glyph.text.isalpha()
    wide = glyph.box.width >= WIDE_GLYPH * glyph.size
    return letter and wide and glyph.upright and glyph.text not in WIDE_LETTERS


def _struck_before(
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


# -- links


def _links(source: PDFPage, frame: Frame) -> tuple[tuple[Link, ...], list[str]]:
    """Return the links of a page; an annotation that cannot be read is a trouble, no more."""
    links: list[Link] = []
    failed = 0
    try:
        annotations = resolve1(source.annots) or []
    except Exception:
        annotations, failed = [], 1
    for annotation in annotations if isinstance(annotations, list) else []:
        try:
            link = _link(resolve1(annotation), source, frame)
        except Exception:
            failed += 1
            continue
        if link is not None:
            links.append(link)
    troubles = [f"{failed} annotations of the page could not be read"] if failed else []
    return tuple(links), troubles


def _link(annotation: Any, source: PDFPage, frame: Frame) -> Link | None:
    action = resolve1(annotation.get("A")) if isinstance(annotation, dict) else None
    address = resolve1(action.get("URI")) if isinstance(action, dict) else None
    if not isinstance(address, bytes):
        return None
    x0, y0, x1, y1 = (float(resolve1(side)) for side in resolve1(annotation["Rect"]))
    corners = rotated_corners((x0, y0, x1, y1), source.mediabox, source.rotate)
    return Link(_address(address), frame.box(corners))


def _address(raw: bytes) -> str:
    for encoding in ("utf-16",) if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
