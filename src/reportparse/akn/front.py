"""What stands before the body: masthead, title, summary, contents list, list of short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from reportparse.akn.setting import Setting
from reportparse.akn.xml import element
from reportparse.report.base import LinePlace, PagePlace, Place, Text
from reportparse.report.body import Contents, ContentsEntry, Summary
from reportparse.report.metadata import Printed

LEADER: Final = re.compile(r"^[.…·．。⋯\s]+")
"""The dots between a title and its page; they are drawn, not written."""


def write_cover(setting: Setting, parent: Element) -> None:
    """Write the masthead, the session and the agenda line; the page's own line is no part of it."""
    own = setting.report.metadata
    held = element("container", name="masthead")
    _field(setting, held, "unitedNations", own.un_name)
    _field(setting, held, "organ", own.organ, "docAuthority", "metadata.organ")
    if own.symbol is not None and not _furniture(setting, own.symbol.places):
        _field(setting, held, "symbol", own.symbol, "docNumber")
    _field(setting, held, "distribution", own.distribution)
    if own.date is not None:
        line = element("p", held, class_="date")
        iso = own.date.iso
        inner = line if iso is None else element("docDate", line, date=iso.isoformat())
        setting.words(inner, _line(own.date.raw))
    _field(setting, held, "language", own.language)
    _field(setting, held, "originalLanguage", own.original_language)
    lines = (own.job_number, own.job_language, *own.job_dates, own.barcode)
    for printed in lines:
        if printed is not None and not _furniture(setting, printed.places):
            _field(setting, held, "job", printed)
    if len(held):
        element("coverPage", parent).append(held)


def write_preface(setting: Setting, parent: Element) -> None:
    """Write what leads to the title, the title, and the lists and the summary behind it."""
    own, report = setting.report.metadata, setting.report
    held = element("preface")
    _field(setting, held, "body", own.body, "docCommittee", "metadata.body")
    session = own.session.text if own.session else None
    _field(setting, held, "session", session, "session", "metadata.session")
    if own.session_dates is not None:
        setting.words(element("p", held, class_="sessionDates"), _line(own.session_dates.raw))
    _field(setting, held, "place", own.place, None, "metadata.place")
    _field(setting, held, "agenda", own.agenda.text if own.agenda else None)
    for printed in own.subjects:
        _field(setting, held, "subject", printed)
    if own.title is not None:
        around = element("p", held, class_="title")
        setting.text(element("docTitle", around), own.title, "metadata.title")
    for printed in own.subtitles:
        _field(setting, held, "subtitle", printed)
    _field(setting, held, "author", own.author, None, "metadata.author")
    for printed in own.other:
        _field(setting, held, "other", printed)
    if report.summary is not None:
        _summary(setting, held, report.summary)
    if report.contents is not None:
        _contents(setting, held, report.contents)
    _abbreviations(setting, held)
    if len(held):
        parent.append(held)


def _summary(setting: Setting, parent: Element, summary: Summary) -> None:
    held = element("container", parent, name="summary", eId="summary")
    if summary.heading is not None:
        setting.block(held, summary.heading, "heading")
    for block in summary.paragraphs:
        line = element("p", held, eId=setting.ids.of(block.id), rp_id=block.id)
        if block.label:
            element("inline", line, name="num").text = block.label
        if block.text is not None:
            setting.text(line, block.text, block.id)
    if not len(held):
        element("p", held)


def _field(
    setting: Setting,
    parent: Element,
    class_: str,
    printed: Printed | None,
    tag: str | None = None,
    name: str | None = None,
) -> None:
    """Write a field as it is printed, and the markers of its notes behind it."""
    if printed is None:
        return
    line = element("p", parent, class_=class_)
    inner = element(tag, line) if tag else line
    raw = printed.raw
    markers = [(note, setting.marker_of(note)) for note in printed.notes]
    for _, marker in markers:
        head, found, tail = raw.rpartition(marker)
        raw = head + tail if found else raw
    whole = _bare(raw) == _bare(printed.value)
    words = printed.value if whole else _line(raw)
    told = [(marker, note) for note, marker in markers]
    setting.words(inner, words, name if whole else None, told)


def _line(raw: str) -> str:
    return " ".join(raw.split())


def _bare(words: str) -> str:
    return "".join(words.split())


def _furniture(setting: Setting, places: Iterable[Place]) -> bool:
    """Tell whether a field stands in the page's own line, or was read off a running head only."""
    first = next(iter(places), None)
    if first is None:
        return True
    return any(_inside(first, place) for f in setting.report.furniture for place in f.places)


def _inside(own: Place, other: Place) -> bool:
    if isinstance(own, LinePlace) and isinstance(other, LinePlace):
        return own.line == other.line
    if isinstance(own, PagePlace) and isinstance(other, PagePlace):
        if own.page != other.page or own.box is None or other.box is None:
            return False
        (x0, top, x1, bottom), (left, upper, right, lower) = own.box, other.box
        return left <= x0 and x1 <= right and upper <= top and bottom <= lower
    return False


# -- contents list


def _contents(setting: Setting, parent: Element, contents: Contents) -> None:
    held = element("container", parent, name="contents", eId="contents")
    if contents.heading is not None:
        setting.block(held, contents.heading, "heading")
    for words in contents.columns:
        setting.block(held, words, "column")
    if contents.entries:
        toc = element("toc", held, eId="contents__toc")
        for entry in contents.entries:
            link = setting.ids.link(entry.target) if entry.target else None
            line = element("tocItem", toc, level=str(entry.level), href=link or "#contents__toc")
            _entry(setting, line, entry)
    if not len(held):
        element("p", held)


def _entry(setting: Setting, line: Element, entry: ContentsEntry) -> None:
    """Write an entry without its leader: number, title, and what is printed behind the dots."""
    rest = _behind(entry)
    if rest is None or entry.title is None:
        setting.words(line, _line(entry.raw))
        return
    if entry.label:
        element("inline", line, name="tocNum").text = entry.label
    setting.text(element("inline", line, name="tocHeading"), entry.title)
    if rest:
        element("inline", line, name="tocLocator").text = rest


def _behind(entry: ContentsEntry) -> str | None:
    """Return what an entry prints behind its title, None where its print begins otherwise."""
    known = _bare((entry.label or "") + (_with_markers(entry.title) if entry.title else ""))
    left = iter(enumerate(entry.raw))
    for wanted in known:
        found = next((own for own in left if not own[1].isspace()), None)
        if found is None or found[1] != wanted:
            return None
    at = next(left, (len(entry.raw), ""))[0]
    return _line(LEADER.sub("", entry.raw[at:]))


def _with_markers(words: Text) -> str:
    """Return a text with its markers in place, as it is printed but for the blanks."""
    out, at = "", 0
    for mark in sorted(words.marks, key=lambda own: own.start):
        if mark.kind == "marker":
            out += words.text[at : mark.start] + mark.raw
            at = mark.start
    return out + words.text[at:]


# -- short forms


def _abbreviations(setting: Setting, parent: Element) -> None:
    short = setting.report.abbreviations
    if short is None:
        return
    held = element("container", parent, name="abbreviations", eId="abbreviations")
    if short.heading is not None:
        setting.block(held, short.heading, "heading")
    for pair in short.entries:
        line = element("p", held, class_="abbreviation", rp_id=pair.id)
        setting.text(element("abbr", line), pair.term)
        if pair.meaning is not None:
            pair_meaning = element("def", line)
            setting.text(pair_meaning, pair.meaning, pair.id)
    if not len(held):
        element("p", held)


def repeated(setting: Setting) -> Iterator[str]:
    """Yield the print that only says again, on a later page, what a list or table is called."""
    report = setting.report
    parts = (report.contents, report.abbreviations, *report.tables)
    for part in parts:
        if part is not None:
            yield from (words.raw for words in part.repeated)
