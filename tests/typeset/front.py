"""The front of a report: masthead, title, summary, contents, abbreviations; and page furniture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.typeset.flow import BODY_SIZE, Desk, Frame, body_style, kept, printed, set_text
from tests.typeset.linebreak import Broken, place
from tests.typeset.manuscript import Language, Manuscript, NoteRef, Section, Text, plain, walk
from tests.typeset.settings import Settings, across
from tests.typeset.sheet import Bar, Line, Piece, Role, Shape, Sheet, Slab
from tests.typeset.sorts import Sort, Style, cast, em_width, width_of

TITLE = Style(14.0, "hei", "times-bold")
RANGE_RIGHT = 40.0
"""The paragraph range of a contents line ends this far before the page number."""
ENTRY_LEADING = 17.0
TERM_WIDTH = 96.0


def single(
    text: str, x: float, y: float, style: Style, desk: Desk, role: Role, align: str = "left"
) -> Line:
    """Return `text` as one line: `x` is its left end, its right end or its centre."""
    sorts = tuple(cast((text,), style, desk.settings))
    return Line(y, place(Broken(sorts, last=True), x, 0.0, justify=False, align=align), role)


def masthead(report: Manuscript, desk: Desk) -> Slab:
    """Return the head of page 1 with organ, symbol, distribution and session lines."""
    page = desk.page
    head, _, rest = report.symbol.partition("/")
    small, large = Style(10.0), Style(20.0)
    rest_width = width_of(cast((f"/{rest}",), small, desk.settings))
    head_width = width_of(cast((head,), large, desk.settings))
    x = page.right - rest_width - head_width
    big = single(head, x, 56.5, large, desk, "masthead")
    tail = single(f"/{rest}", x + head_width, 56.5, small, desk, "masthead")
    lines = [
        single(
            _driven("联合国", 1, desk), page.text_left, 56.9, Style(14.0, "kai"), desk, "masthead"
        ),
        Line(56.5, (*big.sorts, *tail.sorts), "masthead"),
        single(
            _driven(report.organ, 2, desk),
            page.text_left,
            90.0,
            Style(17.0, "hei"),
            desk,
            "masthead",
        ),
    ]
    job = f"{report.job_number} (C)"
    if desk.settings.barcode:
        job += "    220421    270421"
        digits = f"*{report.job_number[-8:].replace('-', '').replace('.', '')}*"
        y = page.folio_y - 7
        lines.append(single(digits, page.right, y, Style(8.0), desk, "folio", "right"))
        extra = [Piece(digits, role="folio")]
    else:
        extra = []
    pieces = [
        Piece(job, role="folio"),
        *extra,
        *(Piece(line.text, role="masthead") for line in lines if line.role == "masthead"),
    ]
    for index, text in enumerate(("Distr.: General", report.date, "Chinese", "Original: English")):
        line = single(text, 397.0, 87.0 + 13.0 * index, Style(10.0), desk, "masthead")
        lines.append(line)
        pieces.append(Piece(text, role="masthead", tight=index < 3))
    bars = [
        Bar(page.left, page.right, 64.8, 0.5),
        Bar(page.left, page.right, 208.9, 1.5),
    ]
    y = 231.0
    for text, chinese in _session_lines(report):
        size = 12.0 if text == report.organ else 10.5
        latin = "times-bold" if chinese == "hei" else "times"
        line = single(text, page.left, y, Style(size, chinese, latin), desk, "masthead")
        lines.append(line)
        pieces.append(Piece(printed(line.sorts, desk.settings)))
        y += 15.0
    lines.append(single(job, page.left, page.folio_y - 8, Style(10.0), desk, "folio"))
    return Slab(y, tuple(lines), tuple(bars), pieces=tuple(pieces))


def _driven(name: str, blanks: int, desk: Desk) -> str:
    """Return a short name with blanks between its characters if the producer drives it out."""
    if desk.settings.spaced_names and len(name) <= 3:
        return (" " * blanks).join(name)
    return name


def _session_lines(report: Manuscript) -> list[tuple[str, str]]:
    lines = [(text, "hei") for text in report.session]
    if report.session_place:
        lines.append((report.session_place, "song"))
    if report.agenda_item:
        lines.append((report.agenda_item, "song"))
    if report.subject:
        lines.append((report.subject, "hei"))
    return lines


def title(report: Manuscript, desk: Desk) -> list[Slab]:
    """Return the slabs of the title, with its `*` when it has a note, and of the subtitle."""
    x, right = desk.page.heading_x, desk.page.text_right
    text: Text = (report.title,)
    if report.title_note is not None:
        text = (report.title, NoteRef("*"))
    frame = Frame(x, x, right, leading=17.0, before=16.0, lead=2)
    slabs = set_text(text, TITLE, frame, desk, "body")
    if report.subtitle is not None:
        frame = replace(frame, before=10.0, lead=1)
        slabs.extend(set_text((report.subtitle,), TITLE.sized(12.0), frame, desk))
    return slabs


def summary(report: Manuscript, desk: Desk) -> list[Slab]:
    """Return the summary: its title and paragraphs, in one slab when they stand in a box."""
    if not report.summary:
        return []
    page = desk.page
    name = "概要" if report.office == "geneva" else "摘要"
    kai = Style(12.0, "kai", "times-italic")
    frame = Frame(
        page.text_left, page.text_left, page.text_right, leading=18.0, before=14.0, lead=1
    )
    slabs = kept(set_text((name,), kai, frame, desk))
    first = page.text_left + page.item_indent
    for text in report.summary:
        frame = Frame(first, page.text_left, page.text_right, before=5.0, lead=1)
        frame = replace(frame, leading=desk.settings.body_leading)
        slabs.extend(set_text(text, body_style("zh"), frame, desk))
    if desk.settings.summary_box:
        return [boxed(slabs, page.left, page.right)]
    return slabs


def boxed(slabs: list[Slab], left: float, right: float) -> Slab:
    """Return `slabs` as one, inside a frame of thin rules."""
    lines: list[Line] = []
    pieces: list[Piece] = []
    notes: list[str] = []
    y = 4.0
    for index, slab in enumerate(slabs):
        y += slab.before if index else 0.0
        lines.extend(line.moved(y) for line in slab.lines)
        pieces.extend(slab.pieces)
        notes.extend(slab.notes)
        y += slab.height
    shape = Shape("frame", left, 0.0, right, y + 6.0)
    return Slab(y + 7.0, tuple(lines), (), (shape,), tuple(pieces), before=18.0, notes=tuple(notes))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: label, title, level, first and last paragraph, name of its page."""

    label: str
    title: str
    level: int
    paragraphs: tuple[int, int] | None
    mark: str

    @property
    def range(self) -> str:
        """The paragraph range as printed."""
        if self.paragraphs is None:
            return ""
        first, last = self.paragraphs
        return str(first) if first == last else f"{first}-{last}"


def entries(report: Manuscript) -> list[Entry]:
    """Return the contents lines of `report`: its numbered headings of two levels, its annexes."""
    found: list[Entry] = []

    def visit(sections: tuple[Section, ...]) -> None:
        for section in sections:
            if section.label is not None and section.level <= 2:
                numbers = [
                    b.number
                    for b in walk((section,))
                    if hasattr(b, "number") and isinstance(b.number, int)
                ]
                span = (numbers[0], numbers[-1]) if numbers else None
                name = heading_mark(section)
                found.append(Entry(section.label, plain(section.title), section.level, span, name))
            visit(section.sections)

    visit(report.sections)
    for index, annex in enumerate(report.annexes):
        found.append(Entry(annex.label, annex.title, 0, None, f"annex {index}"))
    return found


def heading_mark(section: Section) -> str:
    """Return the name under which the page of a heading is remembered."""
    return f"{section.level} {section.label} {plain(section.title)}"


def contents(report: Manuscript, pages: dict[str, int], desk: Desk) -> list[Slab]:
    """Return the slabs of the contents; `pages` gives the page of every mark."""
    page = desk.page
    role: Role = "body"
    name = single("目录", page.left, 12.0, TITLE, desk, role)
    heads = [
        single(text, x, 31.0, Style(9.0, "kai"), desk, role, "right")
        for text, x in (("段次", page.right - RANGE_RIGHT), ("页次", page.right))
    ]
    slabs = [
        Slab(
            36.0,
            (name, *heads),
            pieces=(Piece("目录"), Piece("段次 页次")),
            new_page=True,
        )
    ]
    slabs.extend(_entry(entry, pages.get(entry.mark, 0), desk) for entry in entries(report))
    return slabs


def _entry(entry: Entry, number: int, desk: Desk) -> Slab:
    page, style = desk.page, body_style("zh")
    level = max(entry.level, 1)
    label_x = page.left + 29.5 * level
    text_x = label_x + (26.0 if entry.level else 40.0)
    stop = page.right - RANGE_RIGHT - 26.0
    frame = Frame(text_x, text_x, stop - 20.0, entry.label, label_x, ENTRY_LEADING, 0.0)
    slabs = set_text((entry.title,), style, frame, desk)
    final = slabs[-1].lines[0]
    end = final.sorts[-1][0] + final.sorts[-1][1].width
    unit = "." if desk.settings.leaders == "dots" else ". "
    width = width_of(cast((unit,), style, desk.settings))
    count = int((stop - 3.0 - end) / width)
    dots = single(unit * count, stop - count * width, final.y, style, desk, "body")
    tail = [
        single(text, x, final.y, style, desk, "body", "right")
        for text, x in ((entry.range, page.right - RANGE_RIGHT), (str(number), page.right))
        if text
    ]
    placed = (*final.sorts, *dots.sorts, *(s for line in tail for s in line.sorts))
    y = 0.0
    lines: list[Line] = []
    pieces: list[Piece] = []
    for slab in slabs:
        lines.extend(line.moved(y) for line in slab.lines)
        pieces.extend(slab.pieces)
        y += slab.height
    lines[-1] = replace(lines[-1], sorts=placed)
    closing = [(unit * count).strip(), *(t for t in (entry.range, str(number)) if t)]
    words = " ".join((pieces[-1].text, *closing))
    pieces[-1] = replace(pieces[-1], text=words, parts=())
    return Slab(y, tuple(lines), pieces=tuple(pieces))


def abbreviations(report: Manuscript, desk: Desk) -> list[Slab]:
    """Return the list of abbreviations in two columns."""
    if not report.abbreviations:
        return []
    page, style = desk.page, body_style("zh")
    frame = Frame(
        page.text_left, page.text_left, page.text_right, leading=20.0, before=16.0, lead=1
    )
    slabs = kept(set_text(("简称和缩略语",), TITLE, frame, desk))
    for term, meaning in report.abbreviations:
        x = page.text_left + TERM_WIDTH
        frame = Frame(x, x, page.text_right, term, page.text_left, 14.5, before=0.0)
        slabs.extend(set_text((meaning,), style, frame, desk))
    return slabs


def end_mark(desk: Desk) -> list[Slab]:
    """Return the short rule or the underscores that close a report."""
    page = desk.page
    centre = (page.text_left + page.text_right) / 2
    if desk.settings.end_mark == "none":
        return []
    if desk.settings.end_mark == "bar":
        bar = Bar(centre - 36.0, centre + 36.0, 4.0, 0.4)
        return [Slab(8.0, bars=(bar,), pieces=(Piece(" "),), before=14.0)]
    text = "_" * 17
    style = Style(10.0, latin="times-bold")
    line = single(text, centre - 42.0, 8.0, style, desk, "separator")
    return [Slab(12.0, (line,), pieces=(Piece(text, role="separator"),), before=14.0)]


def annex_head(
    label: str, text: str, limited: str | None, language: Language, desk: Desk
) -> list[Slab]:
    """Return the slabs that open an annex: label, title and the limitation of languages."""
    page = desk.page
    style = replace(TITLE, language=language)
    frame = Frame(page.left, page.left, page.text_right, leading=24.0, before=0.0)
    slabs = set_text((label,), style, frame, desk)
    frame = Frame(page.heading_x, page.heading_x, page.text_right, leading=17.0, before=4.0)
    slabs.extend(set_text((text,), style, frame, desk))
    if limited is not None:
        small = Style(BODY_SIZE[language], "kai", "times", language)
        frame = replace(frame, leading=14.0, before=8.0, align="right")
        slabs.extend(set_text((limited,), small, frame, desk))
    slabs = kept(slabs)
    return [replace(slabs[0], new_page=True), *slabs[1:]]


def furnish(sheets: list[Sheet], report: Manuscript, desk: Desk) -> None:
    """Put running heads and folios on `sheets`, on the outer side by parity."""
    for sheet in sheets:
        if sheet.number == 1:
            continue
        own = replace(desk, page=across(desk.page)) if sheet.across else desk
        for line in _head_and_folio(sheet.number, len(sheets), report, own):
            sheet.lines.append(line)
        y = own.page.head_y + 6.2
        sheet.bars.append(Bar(own.page.left, own.page.right, y, 0.5))
        text = folio_text(sheet.number, len(sheets), report)
        head = Piece(report.symbol, role="head")
        sheet.pieces[:0] = [head, Piece(text, role="folio")]


def folio_text(number: int, count: int, report: Manuscript) -> str:
    """Return folio and job number of page `number` from left to right."""
    folio = str(number) if report.office == "geneva" else f"{number}/{count}"
    parts = (folio, report.job_number)
    return " ".join(parts if number % 2 == 0 else parts[::-1])


def _head_and_folio(number: int, count: int, report: Manuscript, desk: Desk) -> list[Line]:
    page, even = desk.page, number % 2 == 0
    bold, small = Style(9.0, latin="times-bold"), Style(7.5)
    folio = str(number) if report.office == "geneva" else f"{number}/{count}"
    sides = ("left", "right") if even else ("right", "left")
    places = {"left": page.left, "right": page.right}
    drop = 0.0 if report.office == "geneva" else -2.0
    lines = [
        single(report.symbol, places[sides[0]], page.head_y, bold, desk, "head", sides[0]),
        single(folio, places[sides[0]], page.folio_y, bold, desk, "folio", sides[0]),
        single(
            report.job_number, places[sides[1]], page.folio_y + drop, small, desk, "folio", sides[1]
        ),
    ]
    if desk.settings.double_blanks:
        lines.extend(_blanks(line, desk.settings) for line in tuple(lines))
    return lines


def _blanks(line: Line, settings: Settings) -> Line:
    """Return the stray blanks that some producers leave twice beside a running line."""
    x, last = line.sorts[-1]
    blank = Sort(" ", "times", last.size, em_width(" ", "times") * last.size, added=True)
    start = x + last.width
    return Line(line.y, ((start, blank), (start, blank)), line.role)
