"""The front of a report out of its lines: masthead, title, then the parts that stand before the
text, in whatever order they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reportparse.findings import Doubt
from reportparse.front.abbreviations import read_abbreviations
from reportparse.front.contents import read_contents
from reportparse.front.foot import with_furniture
from reportparse.front.masthead import read_masthead
from reportparse.front.masthead_fields import Head, items_of
from reportparse.front.model import Abbreviations, Contents, Field, Front, Masthead, Summary
from reportparse.front.print import ends_marked, make_field
from reportparse.front.roles import day_of, session_dates, session_number
from reportparse.front.summary import find_summary
from reportparse.front.title import TitleBlock, names_author, read_title
from reportparse.front.title_dump import read_title_in_dump
from reportparse.layout.measures import body_size
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
class _Document:
    """The lines of the whole document and what they have in common.

    `body` is the type size of the text; `marked` tells that a dump ends its paragraphs with a
    blank; `starts` are the numbers of lines that can begin the numbered text.
    """

    lines: Sequence[Line]
    sheets: dict[int, Sheet]
    body: float
    marked: bool = False
    starts: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.marked = ends_marked(self.lines)
        self.starts = _text_starts(self.lines)

    def begins_text(self, line: Line) -> bool:
        return line.number in self.starts


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
    `rest`, in order. A document without marks of a report has no masthead; parts that a heading
    names (summary, contents, abbreviations) are read all the same.
    """
    lines = [line for sheet in sheets for line in sheet.lines if line.stripped]
    if not lines:
        return _numbered(Front(Masthead()), furniture)
    page = _Document(lines, {sheet.number: sheet for sheet in sheets}, body_size(lines))
    head_lines, feet = _head_lines(page)
    head = read_masthead(page.sheets[lines[0].sheet], head_lines, feet, page.marked)
    head.masthead, unsure = with_furniture(head.masthead, furniture)
    closed = len(head_lines) < min(MAX_HEAD_LINES, len(lines))
    if any(sheet.drawn for sheet in sheets):
        block = read_title(head.left, page.body)
    else:
        block = read_title_in_dump(head.left, page.marked, closed)
    head.evidence.extend(_weak_evidence(head, block))
    if _is_head(head) or _is_bare_title(head, block, page, len(head_lines)):
        masthead = _with_title(head.masthead, block)
        spare = [piece for piece in block.left if _is_whole(piece)]
        unplaced = [piece for piece in (*block.left, *head.unplaced) if piece not in spare]
        taken = {line.number for line in (*head_lines, *feet)} - {p.line.number for p in spare}
    else:
        head, masthead, unplaced, taken = Head(Masthead()), Masthead(), [], set()
        block = TitleBlock(unclear=block.unclear)
    parts = _read_parts(page, taken)
    masthead, cover = _cover_pages(masthead, lines, taken | parts.used)
    front = Front(
        masthead,
        summary=parts.summary,
        contents=parts.contents,
        abbreviations=parts.abbreviations,
        unplaced=tuple(unplaced),
        rest=tuple(line for line in lines if line.number not in taken | parts.used | cover),
        doubts=(
            *parts.doubts,
            *_doubts(unplaced, unsure),
            *_title_doubts(page, masthead, head.unclear, block),
        ),
        evidence=tuple(head.evidence),
    )
    return _numbered(front, furniture)


def _weak_evidence(head: Head, block: TitleBlock) -> list[str]:
    """Marks that say little alone: dates with a place, an author line that names an organ."""
    dated = head.masthead.session_dates is not None
    known = front_words()
    kind = tidy(block.author.text) if block.author else ""
    signed = bool(kind) and (kind in known.organs or known.document_kinds.match(kind) == kind)
    return [mark for mark, found in (("session_dates", dated), ("author", signed)) if found]


def _is_head(head: Head) -> bool:
    """Tell whether enough of a masthead was found to take a title from behind it."""
    strong = {"symbol", "session", "agenda"}
    return len(head.evidence) > 1 or any(mark in strong for mark in head.evidence)


def _is_bare_title(head: Head, block: TitleBlock, page: _Document, count: int) -> bool:
    """Tell whether a document without masthead begins with the title of a report.

    Some dumps lack the masthead. The title is believed when a summary, a contents list or a list
    of abbreviations follows, or a line says whose report it is. Before numbered text, something
    else must say whose document it is: a symbol in the running heads, or in the title an organ
    and a kind of document. Before a heading that is numbered as chapters of a report are (`一.`),
    lines of a dump that are no sentences are taken for the title, too; a doubt says so.
    """
    if block.title is None or block.left or count >= len(page.lines):
        return False
    following = page.lines[count]
    if _is_section_head(following):
        return True
    signed = block.author is not None and names_author(block.author.text)
    if not following.xs and signed:
        return True
    if not page.begins_text(following):
        return False
    known = head.masthead.symbol is not None or head.masthead.job_number is not None
    if known or (block.kind is not None and block.title.text in front_words().organs):
        return True
    label = read_label(following.text)
    if following.xs or label is None or label.kind not in ("chinese", "roman", "chapter"):
        return False
    block.unclear = block.unclear or list(head.left)
    return True


def _is_whole(piece: Piece) -> bool:
    trimmed = piece.line.whole().trimmed()
    return trimmed.start == piece.trimmed().start and trimmed.end == piece.trimmed().end


def _head_lines(page: _Document) -> tuple[list[Line], list[Line]]:
    """The lines of the first sheet up to the first part or text; and the job lines at its foot."""
    lines = page.lines
    sheet = lines[0].sheet
    head: list[Line] = []
    found: dict[int, frozenset[str]] = {}

    def roles_of(line: Line) -> frozenset[str]:
        if line.number not in found:
            found[line.number] = frozenset(item.role for item in items_of(line))
        return found[line.number]

    for line in lines[:MAX_HEAD_LINES]:
        foot = head and roles_of(line) <= FOOT_ROLES
        if line.sheet != sheet or _is_section_head(line) or page.begins_text(line) or foot:
            break
        head.append(line)
    roles = {role for line in head for role in roles_of(line)}
    wanted = FOOT_ROLES if "symbol" in roles else FOOT_ROLES | {"symbol"}
    feet = [
        line
        for line in lines[len(head) :]
        if line.sheet == sheet
        and (line.xs or line.row - lines[0].row < FRONT_LINES)
        and roles_of(line) <= wanted
    ]
    return head, feet


def _is_section_head(line: Line) -> bool:
    words, text = front_words(), tidy(line.text)
    heads = (words.summary, words.contents, words.abbreviations)
    return any(head.match(text) for head in heads)


def _text_starts(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that begin the text: a first numbered heading or paragraph.

    Some dumps put the label on a line of its own. Labels one below the other are a column that
    such a dump tore off its list.
    """
    starts: set[int] = set()
    for at, line in enumerate(lines):
        label = read_label(line.text)
        if label is None or not (label.value == 1 or label.kind == "compound"):
            continue
        if label.kind not in HEADING_KINDS | PARAGRAPH_KINDS:
            continue
        if not line.text[label.length :].strip():
            after = read_label(lines[at + 1].text) if at + 1 < len(lines) else None
            if at + 1 == len(lines) or (after and after.kind == label.kind):
                continue
        starts.add(line.number)
    return frozenset(starts)


def _read_parts(page: _Document, taken: set[int]) -> _Parts:
    """Summary, contents and abbreviations, in any order, before the numbered text begins."""
    parts = _Parts()
    first, idle = page.lines[0], 0
    free = [line for line in page.lines if line.number not in taken]
    for at, line in enumerate(free):
        if line.number in parts.used:
            continue
        if line.sheet - first.sheet >= FRONT_SHEETS or idle > FRONT_LINES:
            break
        if _is_section_head(line):
            _read_part(page, free, at, parts)
        elif page.begins_text(line):
            break
        else:
            idle += 1
    return parts


def _read_part(page: _Document, lines: Sequence[Line], at: int, parts: _Parts) -> None:
    words, text = front_words(), tidy(lines[at].text)
    used: Sequence[Line] = ()
    if parts.summary is None and words.summary.match(text):
        found = find_summary(lines, at, page.sheets, page.body, page.begins_text, page.marked)
        if found is not None:
            parts.summary, used = found
    elif parts.contents is None and words.contents.match(text):
        listed = read_contents(lines[at:], 0)
        if listed is not None:
            parts.contents, used = listed
    elif parts.abbreviations is None and words.abbreviations.match(text):
        pairs = read_abbreviations(lines[at:], 0, page.begins_text)
        if pairs is not None:
            parts.abbreviations, used = pairs.abbreviations, pairs.used
            parts.doubts.extend(pairs.doubts)
    parts.used.update(line.number for line in used)
    announced = words.contents.match(text) or words.abbreviations.match(text)
    if announced == text and not used and not lines[at].xs:
        message = "A list is announced whose entries cannot be told apart; they are in the text."
        parts.doubts.append(Doubt("list-unclear", message, (lines[at].whole().trimmed(),)))


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


def _doubts(unplaced: Sequence[Piece], symbols: Sequence[str]) -> list[Doubt]:
    made = [
        Doubt("text-unplaced", "This stands in the masthead, and its role is not clear.", (piece,))
        for piece in unplaced
    ]
    if symbols:
        said = " / ".join(symbols)
        made.append(Doubt("metadata-missing", "Running heads show several symbols.", found=said))
    return made


def _title_doubts(
    page: _Document, masthead: Masthead, subject: Sequence[Piece], block: TitleBlock
) -> list[Doubt]:
    """What a dump does not tell about the title block; `subject` are the lines in which the
    subject of the item ends unmarked."""
    if page.lines[0].xs:
        return []
    if masthead.title is None:
        where = block.unclear or [page.lines[0].whole().trimmed()]
        message = "No title was found; it may be among the first lines of the text."
    elif subject:
        where = list(subject)
        message = "Nothing marks where the subject of the item ends and the title begins."
    elif block.unclear:
        where = block.unclear
        message = "Nothing marks which of these lines are subject, title, subtitle or heading."
    elif masthead.agenda is None and not page.marked and len(masthead.title.pieces) > 1:
        where = list(masthead.title.pieces)
        message = "These lines were read as one title; they may be a subject and a title."
    else:
        return []
    return [Doubt("title-unclear", message, tuple(where))]


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
