"""Persons in prose and in tables: who, in what capacity, and who is none."""

from __future__ import annotations

import pytest

from tests.names.names_of import forms_of, names_of, report_of

# text, name, role, group, change
STATED = [
    ("来自东欧国家的 Jana Novak 当选委员会主席。", "Jana Novak", "主席", "东欧国家", "elected"),
    ("委员会感谢离任的副主席 Ana de la Cruz。", "Ana de la Cruz", "副主席", None, "outgoing"),
    ("Jean-Paul Müller 已辞职。", "Jean-Paul Müller", None, None, "resigned"),
    ("副主席穆罕默德·哈迪主持会议。", "穆罕默德·哈迪", "副主席", None, None),
    ("会议由周小明先生(中国)主持。", None, None, None, None),
    ("出席者包括：周小明先生(中国)。", "周小明", None, "中国", None),
    ("Li Na 女士被任命为执行主任。", "Li Na", "执行主任", None, "appointed"),
]

NOBODY = [
    "项目由 Carbon Check 公司核查。",
    "成员和候补成员由缔约方提名。",
    "主席和副主席的任期为一年。",
    "方法见 Clean Development Mechanism 网页。",
]


@pytest.mark.parametrize(
    ("text", "name", "role", "group", "change"), STATED, ids=lambda part: str(part)[:14]
)
def test_stated(
    text: str, name: str | None, role: str | None, group: str | None, change: str | None
) -> None:
    found = names_of("person", text)
    if name is None:
        assert found == []
        return
    (one,) = found
    (own,) = one.capacities
    assert (one.text, own.role, own.group, own.change) == (name, role, group, change)


@pytest.mark.parametrize("text", NOBODY, ids=lambda text: text[:12])
def test_nobody(text: str) -> None:
    assert forms_of("person", text) == []


def test_known_persons_are_found_without_a_title() -> None:
    """Who was once named with a title is the same person where the name stands alone."""
    report = report_of("主席 Jana Novak 宣布开会。", "代表们感谢 Jana Novak 的工作。")
    (name,) = [name for name in report.facts.names if name.kind == "person"]
    assert [place.element for place in name.occurrences] == ["p1", "p2"]


def test_english() -> None:
    text = "The meeting was opened by Ms. Ana Silva, Executive Secretary. Mr. Bo Li (China) spoke."
    found = [
        (name.text, own.role, own.group)
        for name in names_of("person", text)
        for own in name.capacities
    ]
    assert found == [("Ana Silva", "Executive Secretary", None), ("Bo Li", None, "China")]
