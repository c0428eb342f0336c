"""The contents list is checked against the outline."""

from __future__ import annotations

from reportparse.build.contents import match_contents
from reportparse.report.base import Text
from reportparse.report.body import Annex, Block, Contents, ContentsEntry, Heading, Section


def _text(words: str) -> Text:
    return Text(text=words, raw=words)


def _section(id_: str, label: str | None, title: str, *numbers: int) -> Section:
    heading = Heading(
        label=label,
        value=1 if label else None,
        style="chinese" if label else "unnumbered",
        text=_text(title),
    )
    blocks = tuple(Block(id=f"p{n}", kind="paragraph", number=n, text=_text("。")) for n in numbers)
    return Section(id=id_, level=1, heading=heading, blocks=blocks)


def _entry(
    label: str | None, title: str, paragraphs: tuple[int, int] | None, page: int | None
) -> ContentsEntry:
    return ContentsEntry(
        label=label,
        title=_text(title),
        level=1,
        paragraphs=paragraphs,
        page=page,
        target=None,
        raw=title,
    )


SECTIONS = (_section("s1", "一.", "导言", 1, 2, 3), _section("s2", "二.", "财务状况", 4, 5))
PAGES = {"s1": 3, "s2": 5}


def _match(*entries: ContentsEntry) -> tuple[list[str | None], list[str]]:
    contents, doubts = match_contents(Contents(heading=None, entries=entries), SECTIONS, (), PAGES)
    assert contents is not None
    return [entry.target for entry in contents.entries], [doubt.message for doubt in doubts]


def test_agreement_is_silent() -> None:
    entries = (_entry("一.", "导言", (1, 3), 3), _entry("二.", "财务状况", (4, 5), 5))
    assert _match(*entries) == (["s1", "s2"], [])


def test_blanks_and_points_make_no_difference() -> None:
    assert _match(_entry("一、", "导 言", (1, 3), 3))[0] == ["s1"]


def test_other_page_and_other_paragraphs_are_told() -> None:
    targets, messages = _match(_entry("一.", "导言", (1, 4), 4))
    assert targets == ["s1"]
    assert len(messages) == 2
    assert "another page" in messages[0]
    assert "other paragraphs" in messages[1]


def test_an_entry_without_section_is_told() -> None:
    targets, messages = _match(_entry("三.", "结论", (6, 9), 7))
    assert targets == [None]
    assert len(messages) == 1


def test_another_number_is_told_but_matched() -> None:
    targets, messages = _match(_entry("五.", "财务状况", (4, 5), 5))
    assert targets == ["s2"]
    assert "numbers" in messages[0]


def test_an_entry_over_two_headings_is_found() -> None:
    sections = (_section("s1", None, "Subprogramme 1"), _section("s2", None, "Support operations"))
    entry = _entry(None, "Subprogramme 1. Support operations", None, 3)
    contents, doubts = match_contents(
        Contents(heading=None, entries=(entry,)), sections, (), {"s1": 3}
    )
    assert contents is not None
    assert [own.target for own in contents.entries] == ["s1"]
    assert not doubts


def test_an_annex_is_found_by_its_label_and_title() -> None:
    annex = Annex(
        id="annex", label=_text("附件"), number=None, title=_text("财务状况"), language="zh"
    )
    contents, doubts = match_contents(
        Contents(heading=None, entries=(_entry(None, "附件财务状况", None, 7),)),
        SECTIONS,
        (annex,),
        {"annex": 7},
    )
    assert contents is not None
    assert [own.target for own in contents.entries] == ["annex"]
    assert not doubts
