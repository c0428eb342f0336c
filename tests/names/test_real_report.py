"""Names of A/75/836 on two pages (paragraphs 15 to 18, 23 and 79 to 82), read by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportparse
from reportparse.report.model import Report

# paragraph, kind, names
READ = [
    ("p15", "place", {"斯威士兰", "瑞士"}),
    ("p16", "place", set()),
    ("p18", "place", {"澳大利亚"}),
    ("p23", "place", {"美国"}),
    ("p23", "person", set()),
    ("p79", "organ", {"艾滋病署秘书处", "联合国艾滋病毒/艾滋病联合规划署"}),
    ("p80", "organ", {"联合国艾滋病毒/艾滋病联合规划署"}),
    (
        "p81",
        "organ",
        {
            "联合国艾滋病毒/艾滋病联合规划署",
            "联合国教育、科学及文化组织",
            "联合国人口基金",
            "联合国儿童基金会",
            "联合国促进性别平等和增强妇女权能署",
        },
    ),
    ("p82", "organ", {"艾滋病署方案协调委员会"}),
]


@pytest.fixture(scope="module")
def report(corpus: Path) -> Report:
    return reportparse.parse(corpus / "zh" / "A_75_836_zh.pdf")


@pytest.mark.parametrize(("element", "kind", "wanted"), READ)
def test_names_of_a_paragraph(report: Report, element: str, kind: str, wanted: set[str]) -> None:
    found = {
        name.text
        for name in report.facts.names
        if name.kind == kind and any(place.element == element for place in name.occurrences)
    }
    assert found == wanted
