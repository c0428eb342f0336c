"""Places, meetings, decisions and documents in running text."""

from __future__ import annotations

import pytest

from tests.names.names_of import forms_of, names_of, report_of

PLACES = [
    ("会议于 8 月 31 日本报告定稿前在波恩举行。", ["波恩"]),
    ("来自巴拿马的巴拿马城和印度尼西亚雅加达。", ["巴拿马", "巴拿马城", "印度尼西亚", "雅加达"]),
    ("《巴黎协定》、巴黎协定和京都议定书都未提及发展中国家的西班牙文译本。", []),
    ("几内亚比绍和赤道几内亚出席。", ["几内亚比绍", "赤道几内亚"]),
    ("The delegations of Niger and Nigeria met in New York under the Paris Agreement.",
     ["Niger", "Nigeria", "New York"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PLACES, ids=lambda part: str(part)[:14])
def test_places(text: str, wanted: list[str]) -> None:
    assert [name.text for name in names_of("place", text)] == wanted


def test_one_country_with_all_its_names() -> None:
    found = forms_of("place", "大不列颠及北爱尔兰联合王国提名。联合王国同意。")
    assert found == [("大不列颠及北爱尔兰联合王国", "联合王国")]


def test_meetings_of_an_organ_and_its_short_form_are_one() -> None:
    text = "国际湖泊委员会(以下简称委员会)第 12 次会议已举行。委员会第 12 次会议通过了报告。"
    (meeting,) = names_of("meeting", text)
    assert (meeting.text, meeting.short) == ("委员会第12次会议", ("第12次会议",))
    assert len(meeting.occurrences) == 2


def test_first_meetings_of_different_years_are_different() -> None:
    text = "任期到 2025 年审计委员会第一次会议为止，或到 2026 年审计委员会第一次会议为止。"
    assert forms_of("meeting", text) == [
        ("2025年审计委员会第一次会议",),
        ("2026年审计委员会第一次会议",),
    ]


def test_meetings_of_different_organs_with_one_number_are_different() -> None:
    report = report_of("审计委员会第 5 次会议和国际法委员会第 5 次会议。", "另见第 5 次会议。")
    meetings = [name for name in report.facts.names if name.kind == "meeting"]
    assert [name.text for name in meetings] == [
        "审计委员会第5次会议", "国际法委员会第5次会议", "第5次会议"
    ]  # fmt: skip


def test_a_decision_is_one_name_whatever_paragraph_is_cited() -> None:
    text = "根据第 2/CMP.17 号决定第 8 段和第 2/CMP.17 号决定，附件，第 3 段。"
    (name,) = names_of("decision", text)
    assert (name.text, name.number) == ("第2/CMP.17号决定", "2/CMP.17")
    assert [(place.start, place.end) for place in name.occurrences] == [(2, 14), (18, 30)]
