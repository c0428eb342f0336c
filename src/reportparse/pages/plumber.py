"""The PDF door: bytes to typed pages, through pdfplumber, one page in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from reportparse.pages.assemble import (
    SLANT,
    Face,
    Found,
    PageTags,
    address_of,
    known_text,
    mark_doubles,
    page_of,
    pages_with_text,
)
from reportparse.pages.device import Char, InkDevice
from reportparse.pages.frame import Frame, direction, rotated_corners, turn_needed, visible_area
from reportparse.pages.glyphs import Glyphs
from reportparse.pages.ink import read_ink
from reportparse.pages.interpreter import InkInterpreter
from reportparse.pages.model import Glyph, Link, Page, PdfFile
from reportparse.pages.opening import Opened, contents_of, forget, open_document
from reportparse.pages.tags import TagTree, read_tags
from reportparse.pages.typefaces import Typefaces
from reportparse.provenance import Box

# Documents put together from many files bring their own fonts for every part.
FONTS_KEPT = 256


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
    doc = opened.document.doc
    tree = read_tags(doc.catalog, opened.objects)
    forget(doc)
    count = len(opened.pages)
    wanted = choose(count) if choose else range(1, count + 1)
    return PdfFile(
        pages=pages_with_text(_read_pages(opened, wanted, tree), len(wanted)),
        page_count=count,
        reader=plumber_name(),
        tagged=tree is not None and bool(tree.marks),
        info=info_of(opened.document.metadata),
        troubles=(*opened.troubles, *(tree.troubles if tree else ())),
        losses=opened.losses,
    )


def plumber_name() -> str:
    """Return the name and the version of the library."""
    return f"pdfplumber {version('pdfplumber')}"


def info_of(metadata: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what of the document information is text."""
    return tuple(sorted((str(k), v) for k, v in metadata.items() if isinstance(v, str) and v))


# -- pages


def _read_pages(opened: Opened, wanted: Sequence[int], tree: TagTree | None) -> Iterator[Page]:
    try:
        for number in wanted:
            yield read_page(opened, number, tree)
    finally:
        opened.close()


def read_page(opened: Opened, number: int, tree: TagTree | None) -> Page:
    """Read page `number` (from 1); what cannot be read of it is told in its losses."""
    document, source = opened.document, opened.pages[number - 1]
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
    tags = PageTags(tree, source.pageid)
    glyphs, hidden = _glyphs(device.chars, frame, tags)
    rules, pictures = read_ink(device.paths, device.images, frame, tags.index)
    links, troubles = links_of(source, frame)
    found = Found(
        number=number,
        frame=frame,
        glyphs=glyphs,
        hidden=hidden,
        invisible=sum(char.invisible and not char.text.isspace() for char in device.chars),
        drawn=glyphs.inked + hidden,
        rules=rules,
        pictures=pictures,
        links=links,
        tags=tuple(tags.used),
    )
    forget(document.doc)
    if len(document.rsrcmgr._cached_fonts) > FONTS_KEPT:
        document.rsrcmgr = Typefaces()
    return page_of(found, troubles, losses)


# -- glyphs


def _glyphs(chars: Sequence[Char], frame: Frame, tags: PageTags) -> tuple[Glyphs, int]:
    """Return the glyphs of a page; how many more, that are no blanks, no viewer shows."""
    faces: dict[str, Face] = {}
    made: list[Glyph] = []
    hidden = 0
    for char in chars:
        box = frame.box(char.corners)
        if not frame.shows(box):
            hidden += not char.text.isspace()
            continue
        face = faces.get(char.font) or faces.setdefault(char.font, Face.of(char.font))
        made.append(_glyph(char, box, face, frame, tags))
    glyphs = Glyphs.of(made)
    mark_doubles(glyphs, enumerate(made))
    return glyphs, hidden


def _glyph(char: Char, box: Box, face: Face, frame: Frame, tags: PageTags) -> Glyph:
    x, baseline = frame.point(*char.origin)
    way = direction(char.across)
    along_x, along_y = char.across
    up_x, up_y = char.up
    lean = (up_x * along_x + up_y * along_y) / (abs(up_y * along_x - up_x * along_y) or 1.0)
    return Glyph(
        text=known_text(char.text),
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


# -- links


def links_of(source: PDFPage, frame: Frame) -> tuple[tuple[Link, ...], list[str]]:
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
    return Link(address_of(address), frame.box(corners))
