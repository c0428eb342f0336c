"""The contents list against the outline: each entry finds its section, or a finding says not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportparse.findings import Doubt
from reportparse.lexicon.patterns import compiled
from reportparse.notation.captions import read_annex_label
from reportparse.notation.spacing import tidy
from reportparse.report.body import Annex, Contents, ContentsEntry, Section

_LOOSE = compiled(r"[\s.．、*,，:：]+")


def _key(text: str) -> str:
    """A title as it is compared: without blanks, points and case."""
    loose: str = _LOOSE.sub("", tidy(text))
    return loose.lower()


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _paragraphs(section: Section) -> tuple[int, int] | None:
    """First and last numbered paragraph of a section, subsections included."""
    numbers = [
        block.number
        for part in _walk([section])
        for block in part.blocks
        if block.kind == "paragraph" and block.number is not None
    ]
    return (min(numbers), max(numbers)) if numbers else None


def match_contents(
    contents: Contents | None,
    sections: Sequence[Section],
    annexes: Sequence[Annex],
    pages: Mapping[str, int],
) -> tuple[Contents | None, list[Doubt]]:
    """Give each entry the id of its section, and say where the list and the outline disagree.

    Entries and sections are matched in order by label and title; title alone is enough where
    one section has it. `pages` are the pages on which sections begin, where they are known, as
    their folios print them: that is what a contents list names.
    """
    if contents is None:
        return None, []
    doubts: list[Doubt] = []
    outline = [section for section in _walk(sections) if section.heading is not None]
    entries: list[ContentsEntry] = []
    start = 0
    for entry in contents.entries:
        at = _find(entry, outline, start)
        if at is not None:
            section = outline[at]
            start = at + 1
            entries.append(entry.model_copy(update={"target": section.id}))
            doubts += _differences(entry, section, pages)
            continue
        annex = _find_annex(entry, annexes)
        if annex is not None:
            entries.append(entry.model_copy(update={"target": annex.id}))
            doubts += _page_difference(entry, annex.id, pages)
            continue
        entries.append(entry)
        if entry.title is not None and (entry.page is not None or entry.paragraphs is not None):
            doubts.append(
                Doubt(
                    "contents-differ",
                    f"the contents list has {_shown(entry)}, the outline has not",
                    expected=_shown(entry),
                )
            )
    return contents.model_copy(update={"entries": tuple(entries)}), doubts


def _shown(entry: ContentsEntry) -> str:
    title = entry.title.text if entry.title else ""
    return f"{entry.label or ''} {title}".strip()


def _find(entry: ContentsEntry, outline: Sequence[Section], start: int) -> int | None:
    title = _key(entry.title.text) if entry.title else ""
    if not title:
        return None
    named: list[int] = []
    order: list[int] = [*range(start, len(outline)), *range(start)]
    for at in order:
        heading = outline[at].heading
        if heading is None or _key(heading.text.text) != title:
            continue
        if entry.label is None or _key(entry.label) == _key(heading.label or ""):
            return at
        named.append(at)
    if not named:
        named = [at for at in order if _over_two(outline, at) == title]
    return named[0] if len(named) == 1 else None


def _over_two(outline: Sequence[Section], at: int) -> str | None:
    """A heading and the one right below it as one title: "Subprogramme 1" over its name."""
    if at + 1 == len(outline) or outline[at].blocks:
        return None
    one, other = outline[at].heading, outline[at + 1].heading
    if one is None or other is None or one.label is not None or other.label is not None:
        return None
    return _key(one.text.text) + _key(other.text.text)


def _find_annex(entry: ContentsEntry, annexes: Sequence[Annex]) -> Annex | None:
    title = _key(entry.title.text) if entry.title else ""
    named = read_annex_label(entry.title.text) if entry.title else None
    if named is not None and entry.title and named.length >= len(entry.title.text):
        numbered = [annex for annex in annexes if annex.number == named.number_value]
        return numbered[0] if len(numbered) == 1 else None
    for annex in annexes:
        if annex.title is not None and title and _key(annex.title.text) == title:
            return annex
    for annex in annexes:
        whole = annex.label.text + (annex.title.text if annex.title is not None else "")
        if title and _key((entry.label or "") + title) == _key(whole):
            return annex
    return None


def _differences(entry: ContentsEntry, section: Section, pages: Mapping[str, int]) -> list[Doubt]:
    doubts = _page_difference(entry, section.id, pages)
    label = section.heading.label if section.heading else None
    if entry.label is not None and _key(entry.label) != _key(label or ""):
        doubts.append(
            Doubt(
                "contents-differ",
                f"the contents list numbers {_shown(entry)} otherwise than its heading",
                about=section.id,
                expected=entry.label,
                found=label or "",
            )
        )
    real = _paragraphs(section)
    if entry.paragraphs is not None and real is not None and entry.paragraphs != real:
        doubts.append(
            Doubt(
                "contents-differ",
                f"the contents list gives {_shown(entry)} other paragraphs than it has",
                about=section.id,
                expected=_span(entry.paragraphs),
                found=_span(real),
            )
        )
    return doubts


def _page_difference(entry: ContentsEntry, element: str, pages: Mapping[str, int]) -> list[Doubt]:
    page = pages.get(element)
    if entry.page is None or page is None or entry.page == page:
        return []
    return [
        Doubt(
            "contents-differ",
            f"the contents list gives {_shown(entry)} another page than it begins on",
            about=element,
            expected=str(entry.page),
            found=str(page),
        )
    ]


def _span(numbers: tuple[int, int]) -> str:
    return str(numbers[0]) if numbers[0] == numbers[1] else f"{numbers[0]}-{numbers[1]}"
