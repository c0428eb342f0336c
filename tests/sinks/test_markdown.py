"""Markdown: marks in their places, Markdown's own signs disarmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from reportparse.reading import parse
from reportparse.report import Report
from reportparse.report.base import Mark, Model, Text
from reportparse.report.tables import Cell, Head
from reportparse.sinks.markdown import _Writer, write_markdown
from tests.conftest import FIXTURES


@pytest.fixture
def report() -> Report:
    return parse("一. 导言\n\n1. 2*3|4 是 #_标记_。\n".encode())


@pytest.mark.parametrize(
    ("words", "marks", "written"),
    [
        ("报告", [Mark(kind="marker", start=1, end=1, raw="3")], "报<sup>3</sup>告"),
        ("报告", [Mark(kind="marker", start=2, end=2, raw="*")], r"报告<sup>\*</sup>"),
        ("some words", [Mark(kind="bold", start=0, end=4)], "**some** words"),
        (
            "见网页。",
            [Mark(kind="link", start=1, end=3, target="https://un.org/a (b)")],
            "见[网页](https://un.org/a%20(b%29)。",
        ),
        (
            "ab",
            [Mark(kind="bold", start=0, end=1), Mark(kind="italic", start=1, end=2)],
            "**a***b*",
        ),
    ],
)
def test_marks(report: Report, words: str, marks: list[Mark], written: str) -> None:
    text = Text(text=words, raw=words, marks=tuple(marks))
    assert _Writer(report).text(text) == written


def test_signs_of_markdown_are_disarmed(report: Report) -> None:
    assert "1\\. 2\\*3\\|4是\\#\\_标记\\_。" in write_markdown(report).splitlines()


SIGNS = re.compile(r"\[\^[^\]]*\]|</?sup>|\]\([^)]*\)|[\s\\*_\[\]]")
"""Marks of footnotes, raised markers, links, weight, and blanks."""


def letters(words: str) -> str:
    """What is printed, without blanks and without Markdown's signs."""
    return SIGNS.sub("", words)


def said(value: object) -> Iterator[str]:
    """The words of every text, head and cell in a model."""
    if isinstance(value, Text | Cell | Head):
        yield value.text
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from said(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from said(item)


@pytest.mark.parametrize("name", ["FCCC_KP_CMP_2024_3.pdf", "FCCC_KP_CMP_2024_3.zh.txt"])
def test_no_words_of_the_report_are_left_out(name: str) -> None:
    """Places and print stay in the JSON, words do not: titles, heads, cells, notes, labels."""
    report = parse(FIXTURES / name)
    written = letters(write_markdown(report))
    parts = (
        *(report.summary, report.abbreviations, report.sections, report.annexes),
        *(report.footnotes, report.tables, report.figures),
    )
    texts = [letters(words) for part in parts for words in said(part)]
    assert len(texts) > 300
    assert [words for words in texts if words not in written] == []


def test_markers_of_titles_and_heads() -> None:
    markdown = write_markdown(parse(FIXTURES / "FCCC_KP_CMP_2024_3.pdf"))
    assert "| 会议<sup>a</sup> | 日期 | 地点 |" in markdown
    assert "清洁发展机制活动和核证减排量的发放情况" in markdown
