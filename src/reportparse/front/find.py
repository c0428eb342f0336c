"""The front of a report out of its lines: masthead, title, then the parts that stand before the
text, in whatever order they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reportparse.findings import Doubt
from reportparse.front.abbreviations import read_abbreviations
from reportparse.front.contents import read_contents
from reportparse.front.masthead import Head, items_of, read_masthead, with_furniture
from reportparse.front.model import Abbreviations, Contents, Field, Front, Masthead, Summary
from reportparse.front.print import make_field
from reportparse.front.roles import day_of, session_dates, session_number
from reportparse.front.summary import find_summary
from reportparse.front.title import TitleBlock, body_size, read_title
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.lexicon.front_words import front_words
from reportparse.notation.dates import Date
from reportparse.notation.labels import read_label
from reportparse.notation.spacing import tidy

MAX_HEAD_LINES = 60
"""Lines that masthead and title take at most; the longest seen take 30."""
FRONT_SHEETS = 12
"""Pages on which parts of the front may begin: covers and long contents lists come before."""
FRONT_LINES = 250
"""Lines of a dump for the same purpose: text without headings is not searched to its end."""
FOOT_ROLES: frozenset[str] = frozenset({"job", "job_dates", "barcode", "recycle"})
"""What stands at the foot of the first page; a few offices print the symbol there, too."""
HEADING_KINDS = frozenset({"chinese", "roman", "capital", "chapter"})
PARAGRAPH_KINDS = frozenset({"arabic", "compound"})


@dataclass(slots=True)
class _Parts:
    """The parts of the front as they are found, with the lines and pieces that they take."""

    summary: Summary | None = None
    contents: Contents | None = None
    abbreviations: Abbreviations | None = None
    used: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)


def find_front(sheets: Sequence[Sheet], furniture: Sequence[str] = ()) -> Front:
    """Read the front of a report.

    `sheets` are the pages with body lines in reading order, furniture and footnotes taken off or
    not; `furniture` are the texts of running heads and folios, from which symbol and job number
    are filled in where the head has none. Lines that belong to no part of the front are in
    `rest`, in order. A document that is no report gives an empty front and all its lines.
    """
    lines = [line for sheet in sheets for line in sheet.lines if line.stripped]
    if not lines:
        return _numbered(Front(Masthead()), furniture)
    body = body_size(sheets)
    first_sheet = next(sheet for sheet in sheets if sheet.number == lines[0].sheet)
    head_lines, feet = _head_lines(lines)
    head = read_masthead(first_sheet, head_lines, feet)
    head.masthead, unsure = with_furniture(head.masthead, furniture)
    if not _is_head(head):
        return _numbered(Front(Masthead(), rest=tuple(lines)), furniture)
    block = read_title(head.left, body)
    masthead = _with_title(head.masthead, block)
    taken = {line.number for line in (*head_lines, *feet)}
    spare = [piece for piece in block.left if _is_whole(piece)]
    unplaced = [piece for piece in (*block.left, *head.unplaced) if piece not in spare]
    for piece in spare:
        taken.discard(piece.line.number)
    parts = _read_parts(lines, taken, {sheet.number: sheet for sheet in sheets}, body)
    masthead, cover = _cover_pages(masthead, lines, taken | parts.used)
    rest = tuple(line for line in lines if line.number not in taken | parts.used | cover)
    doubts = [*parts.doubts, *_doubts(unplaced, head.unclear, unsure)]
    front = Front(
        masthead,
        summary=parts.summary,
        contents=parts.contents,
        abbreviations=parts.abbreviations,
        unplaced=tuple(unplaced),
        rest=rest,
        doubts=tuple(doubts),
        evidence=tuple(head.evidence),
    )
    return _numbered(front, furniture)


def _is_head(head: Head) -> bool:
    """Tell whether enough of a masthead was found to take a title from behind it."""
    return bool(head.evidence) and (
        len(head.evidence) > 1 or head.evidence[0] in ("symbol", "session", "agenda")
    )


def _is_whole(piece: Piece) -> bool:
    trimmed = piece.line.whole().trimmed()
    return trimmed.start == piece.trimmed().start and trimmed.end == piece.trimmed().end


def _head_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the first sheet up to the first part or text; and the job lines at its foot."""
    sheet = lines[0].sheet
    head: list[Line] = []
    for line in lines[:MAX_HEAD_LINES]:
        foot = head and all(item.role in FOOT_ROLES for item in items_of(line))
        if line.sheet != sheet or _is_section_head(line) or _begins_text(line) or foot:
            break
        head.append(line)
    roles = {item.role for line in head for item in items_of(line)}
    wanted = FOOT_ROLES if "symbol" in roles else FOOT_ROLES | {"symbol"}
    feet = [
        line
        for line in lines[len(head) :]
        if line.sheet == sheet
        and (line.xs or line.row - lines[0].row < FRONT_LINES)
        and all(item.role in wanted for item in items_of(line))
    ]
    return head, feet


def _is_section_head(line: Line) -> bool:
    words, text = front_words(), tidy(line.text)
    heads = (words.summary, words.contents, words.abbreviations)
    return any(head.match(text) for head in heads)


def _begins_text(line: Line) -> bool:
    """Tell whether a line begins the text: a numbered heading, or a numbered paragraph.

    A label in the masthead is none (`I. GENERAL` is not printed there), but `1.` alone is no text.
    """
    label = read_label(line.text)
    if label is None or not line.text[label.length :].strip():
        return False
    if label.kind in PARAGRAPH_KINDS:
        return label.value == 1 or label.kind == "compound"
    return label.kind in HEADING_KINDS and label.value == 1


def _read_parts(
    lines: Sequence[Line], taken: set[int], sheets: dict[int, Sheet], body: float
) -> _Parts:
    """Summary, contents and abbreviations, in any order, before the numbered text begins."""
    parts = _Parts()
    at, idle = 0, 0
    first = lines[0]
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.number in taken or line.number in parts.used:
            continue
        if line.sheet - first.sheet >= FRONT_SHEETS or idle > FRONT_LINES:
            break
        if _is_section_head(line):
            _read_part(lines, at - 1, parts, sheets, body)
        elif _begins_text(line):
            break
        else:
            idle += 1
    return parts


def _read_part(
    lines: Sequence[Line], at: int, parts: _Parts, sheets: dict[int, Sheet], body: float
) -> None:
    words, text = front_words(), tidy(lines[at].text)

    if parts.summary is None and words.summary.match(text):
        found = find_summary(lines, at, sheets, body, _begins_text)
        if found is not None:
            parts.summary, used = found
            parts.used.update(line.number for line in used)
    elif parts.contents is None and words.contents.match(text):
        listed = read_contents(lines[at:], 0)
        if listed is not None:
            parts.contents, used = listed
            parts.used.update(line.number for line in used)
    elif parts.abbreviations is None and words.abbreviations.match(text):
        pairs = read_abbreviations(lines[at:], 0, _begins_text)
        if pairs is not None:
            parts.abbreviations = pairs.abbreviations
            parts.used.update(line.number for line in pairs.used)
            parts.doubts.extend(pairs.doubts)


def _with_title(masthead: Masthead, block: TitleBlock) -> Masthead:
    return replace(
        masthead,
        title=block.title,
        subtitles=tuple(block.subtitles),
        author=block.author,
        kind=block.kind,
    )


def _cover_pages(
    masthead: Masthead, lines: Sequence[Line], taken: set[int]
) -> tuple[Masthead, set[int]]:
    """Pages between a cover of official records and the first part: title page and imprint."""
    words = front_words()
    if not any(words.cover.match(one.text) for one in masthead.cover):
        return masthead, set()
    first_sheet = lines[0].sheet
    ends = [line.sheet for line in lines if line.number in taken and line.sheet > first_sheet]
    if not ends:
        return masthead, set()
    inside = [line for line in lines if line.sheet < min(ends) and line.number not in taken]
    made = tuple(make_field([line.whole()]) for line in inside)
    return replace(masthead, cover=(*masthead.cover, *made)), {line.number for line in inside}


def _doubts(
    unplaced: Sequence[Piece], unclear: Sequence[Piece], symbols: Sequence[str]
) -> list[Doubt]:
    made = [
        Doubt("text-unplaced", "This stands in the masthead, and its role is not clear.", (piece,))
        for piece in unplaced
    ]
    if unclear:
        message = "Nothing marks where the subject of the item ends and the title begins."
        made.append(Doubt("heading-unclear", message, tuple(unclear)))
    if symbols:
        said = " / ".join(symbols)
        made.append(Doubt("metadata-missing", "Running heads show several symbols.", found=said))
    return made


def _numbered(front: Front, furniture: Sequence[str]) -> Front:
    """Add what is read out of the fields: dates, numbers, evidence of the running heads."""
    head = front.masthead
    evidence = list(front.evidence)
    if not front.evidence:
        with_heads, _ = with_furniture(head, furniture)
        if with_heads.symbol is not None:
            head = replace(head, symbol=with_heads.symbol)
        if with_heads.job_number is not None:
            head = replace(head, job_number=with_heads.job_number)
    if head.symbol is not None and "symbol" not in evidence:
        evidence.append("symbol")
    if head.job_number is not None and "job" not in evidence:
        evidence.append("job")
    start, end = _session_days(head.session_dates)
    return replace(
        front,
        masthead=head,
        date=day_of(head.date.text) if head.date else None,
        session_number=session_number(head.session.text) if head.session else None,
        session_start=start,
        session_end=end,
        evidence=tuple(evidence),
    )


def _session_days(dates: Field | None) -> tuple[date | None, date | None]:
    found = session_dates(dates.text) if dates else None
    if found is None:
        return None, None
    value = found.value
    if isinstance(value, Date):
        return value.first, value.last
    return (value.start.first if value.start else None), value.end.last
