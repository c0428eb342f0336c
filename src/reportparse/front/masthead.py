"""The masthead: from the name of the organization to the subject of the agenda item.

The words of the right column (symbol, distribution, date, languages) name themselves. What they
leave is placed by order: the organ stands above the line that closes the head, then the body in
session, the session, its dates and place, the agenda line, the subject; the title follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.front.masthead_fields import (
    RIGHT_ROLES,
    Fields,
    Head,
    Item,
    items_of,
    with_right_column,
)
from reportparse.front.print import (
    edge,
    make_field,
)
from reportparse.front.roles import (
    is_agenda,
    is_session,
    session_dates,
)
from reportparse.front.subject import far_apart, subject_end
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.lexicon.front_words import front_words
from reportparse.notation.spacing import tidy

HEAD_RULE_SHARE = 0.6
"""Share of the page width that the rule closing the head spans at least."""
HEAD_RULE_ZONE = 0.45
"""Share of the page height above which that rule stands."""
SAME_EDGE = 4.0
"""Points: pieces of one column begin at the same place."""
SAME_COLUMN = 1
"""Columns of a dump, for the same purpose."""
SAME_TYPE = 0.6
"""Points: sizes within this are one size."""
NEW_SUBJECT = 1.65
"""In ems: from this line distance on, another subject begins; wrapped lines stay at 1.2 to 1.5."""
RIGHT_COLUMN_REACH = 6
"""Lines of an organ's name that may stand between two pieces of the right column."""


def read_masthead(
    sheet: Sheet, lines: Sequence[Line], feet: Sequence[Line] = (), marked: bool = False
) -> Head:
    """Read the masthead out of the first lines of a report.

    `lines` reach to the first line of summary, contents or text (exclusive); `feet` are lines at
    the foot of the first page whose words say what they are; `marked` tells that the dump ends
    its paragraphs with a blank.
    """
    items = [item for line in lines for item in items_of(line)]
    items = with_right_column(items)
    fields = Fields()
    flow: list[Item] = []
    last_right = _last_of_right_column(items)
    for at, item in enumerate(items):
        if item.role:
            fields.take(item)
        else:
            item.role = "head" if at < last_right else ""
            flow.append(item)
    for item in (item for line in feet for item in items_of(line)):
        fields.take(item)
    _place(flow, sheet, fields, marked)
    return fields.head(flow)


def _last_of_right_column(items: Sequence[Item]) -> int:
    """The index of the last piece of the right column; -1 without one.

    A date or symbol far below it is one that the text mentions.
    """
    last = -1
    for at, item in enumerate(items):
        if is_session(item.piece.text) or is_agenda(item.piece.text):
            break
        if at - last > RIGHT_COLUMN_REACH and last >= 0:
            break
        if item.role in RIGHT_ROLES or item.role == "un_name":
            last = at
    return last


def _place(flow: list[Item], sheet: Sheet, fields: Fields, marked: bool) -> None:
    """Give every piece that does not name itself its part of the masthead, in order."""
    rule = _head_rule(sheet)
    _place_organ(flow, rule, _first_of_session(flow))
    first = _first_of_session(flow)
    at = 0
    while at < len(flow) and flow[at].role == "organ":
        at += 1
    _take_organ([item.piece for item in flow[:at]], fields)
    cover = _cover_start(flow)
    if cover is not None:
        _place_cover(flow, at, fields)
        return
    after = at
    if first is not None:
        if "organ" not in fields.parts:
            at = _organ_by_style(flow, at, first, fields)
        for item in flow[at:first]:
            item.role = "body"
            fields.parts.setdefault("body", []).append(item.piece)
        after = _place_session(flow, max(at, first), fields)
    after = _place_subjects(flow, after, fields, marked)
    for item in flow[after:]:
        item.role = "title"


def _head_rule(sheet: Sheet) -> float | None:
    """The height of the rule that closes the head: the lowest wide one in the upper page, but
    above no more than one such rule when the first is the one under the symbol."""
    if not sheet.drawn:
        return None
    wide = sorted(
        rule.box.top
        for rule in sheet.rules
        if rule.horizontal
        and rule.box.width > HEAD_RULE_SHARE * sheet.width
        and rule.box.top < HEAD_RULE_ZONE * sheet.height
    )
    return wide[1] if len(wide) > 1 else wide[0] if wide else None


def _first_of_session(flow: Sequence[Item]) -> int | None:
    for at, item in enumerate(flow):
        if is_session(item.piece.text) or is_agenda(item.piece.text):
            dated = at > 0 and session_dates(flow[at - 1].piece.text) is not None
            return at - 1 if dated else at
    for at, item in enumerate(flow):
        if item.role != "organ":
            return at if session_dates(item.piece.text) is not None else None
    return None


def _place_organ(flow: list[Item], rule: float | None, first: int | None) -> None:
    """Mark the pieces of the organ: above the closing rule, or before the right column's end."""
    organ_edge: float | None = None
    for at, item in enumerate(flow):
        line = item.piece.line
        if first is not None and at >= first:
            return
        if rule is not None:
            belongs = line.baseline < rule
        else:
            belongs = item.role == "head" or (
                organ_edge is not None
                and edge(item.piece) > 0
                and abs(edge(item.piece) - organ_edge) <= (SAME_EDGE if line.xs else SAME_COLUMN)
                and first is not None
                and abs(organ_edge - edge(flow[first].piece)) > SAME_EDGE
            )
        if not belongs:
            return
        item.role = "organ"
        organ_edge = edge(item.piece)


def _take_organ(pieces: Sequence[Piece], fields: Fields) -> None:
    """Organ lines; the name of the organization is split off where it takes two lines."""
    start = 0
    for end in range(2, len(pieces) + 1):
        if "un_name" not in fields.parts and make_field(pieces[:end]).text in front_words().un_name:
            fields.parts["un_name"] = list(pieces[:end])
            start = end
            break
    if pieces[start:]:
        fields.parts["organ"] = list(pieces[start:])


def _organ_by_style(flow: Sequence[Item], at: int, first: int, fields: Fields) -> int:
    """Without a rule between them, organ and body in session differ in type; returns the index
    behind the organ."""
    sizes = [item.piece.line.size for item in flow[at:first]]
    for index in range(1, len(sizes)):
        if sizes[0] and abs(sizes[index] - sizes[0]) > SAME_TYPE:
            for item in flow[at : at + index]:
                item.role = "organ"
            fields.parts["organ"] = [item.piece for item in flow[at : at + index]]
            return at + index
    return at


def _place_session(flow: list[Item], at: int, fields: Fields) -> int:
    """Session, dates, place and agenda lines; returns the index behind them."""
    while at < len(flow):
        piece = flow[at].piece
        if is_agenda(piece.text):
            fields.parts.setdefault("agenda", []).append(piece)
        elif "agenda" in fields.parts:
            break
        elif is_session(piece.text):
            fields.parts.setdefault("session", []).append(piece)
        elif "session_dates" not in fields.parts and _take_dates(piece, fields):
            pass
        else:
            break
        flow[at].role = "session"
        at += 1
    if "agenda" in fields.parts:
        return at
    # A line between session and agenda (a segment, a committee) belongs to the body in session.
    for ahead in range(at, min(at + 4, len(flow))):
        if is_agenda(flow[ahead].piece.text):
            for item in flow[at:ahead]:
                item.role = "body"
                fields.parts.setdefault("body", []).append(item.piece)
            return _place_session(flow, ahead, fields)
    return at


def _take_dates(piece: Piece, fields: Fields) -> bool:
    found = session_dates(piece.text)
    if found is None:
        return False
    before, rest = piece.cut(piece.start + found.start)
    dates, after = rest.cut(piece.start + found.end)
    place = before if any(char.isalpha() for char in before.text) else after
    if any(char.isalpha() for char in place.text):
        fields.parts["place"] = [_inner(place)]
    # The comma or parenthesis between dates and place goes with the dates as print, not as text.
    fields.labels["session_dates"] = [
        outer for part in (before, after) for outer in _outer(part, place)
    ]
    fields.parts["session_dates"] = [dates]
    return True


_EDGE_SIGNS = " \t,，、()（）"


def _inner(piece: Piece) -> Piece:
    start, end, text = piece.start, piece.end, piece.line.text
    while start < end and text[start] in _EDGE_SIGNS:
        start += 1
    while end > start and text[end - 1] in _EDGE_SIGNS:
        end -= 1
    return Piece(piece.line, start, end)


def _outer(piece: Piece, place: Piece) -> list[Piece]:
    """The signs of a piece that stand around its inner text, all of it where it is no place."""
    inner = _inner(piece)
    if piece != place or inner.start >= inner.end:
        return [piece] if piece.text.strip() else []
    parts = (Piece(piece.line, piece.start, inner.start), Piece(piece.line, inner.end, piece.end))
    return [part for part in parts if part.text.strip()]


def _place_subjects(flow: list[Item], at: int, fields: Fields, marked: bool) -> int:
    """The lines of the subject, up to the title."""
    above = flow[at - 1].piece if at and flow[at - 1].role == "session" else None
    pieces = [item.piece for item in flow[at:]]
    count, sure = subject_end(pieces, above, "agenda" in fields.parts, marked)
    if not sure:
        fields.unclear.extend(pieces)
    last: Piece | None = None
    for item in flow[at : at + count]:
        item.role = "subject"
        if last is None or far_apart(last, item.piece, NEW_SUBJECT):
            fields.subjects.append([])
        fields.subjects[-1].append(item.piece)
        last = item.piece
    return at + count


def _cover_start(flow: Sequence[Item]) -> int | None:
    """The index of the line that marks a cover of official records, None where there is none."""
    words = front_words()
    for at, item in enumerate(flow):
        text = tidy(item.piece.text)
        if words.cover.match(text) and len(text) <= 30:
            return at
    return None


def _place_cover(flow: list[Item], at: int, fields: Fields) -> None:
    """A cover of official records: organ, session and supplement stand together.

    A session elsewhere on the cover is that of the body that reports and goes with the title.
    """
    words = front_words()
    start = _cover_start(flow) or 0
    while start > at and words.organs.match(tidy(flow[start - 1].piece.text)) == tidy(
        flow[start - 1].piece.text
    ):
        start -= 1
        flow[start].role = "organ"
        fields.parts.setdefault("organ", []).insert(0, flow[start].piece)
    index = start
    while index < len(flow):
        item = flow[index]
        text = tidy(item.piece.text)
        if item.role == "organ":
            pass
        elif words.cover.match(text):
            item.role = "cover"
            fields.cover.append([item.piece])
        elif is_session(text) and "session" not in fields.parts:
            item.role = "session"
            fields.parts["session"] = [item.piece]
        else:
            break
        index += 1
    for item in flow:
        if not item.role or item.role == "head":
            item.role = "title"
