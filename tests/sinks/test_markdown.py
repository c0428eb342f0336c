"""Markdown: marks in their places, Markdown's own signs disarmed."""

from __future__ import annotations

import pytest

from reportparse.reading import parse
from reportparse.report import Report
from reportparse.report.base import Mark, Text
from reportparse.sinks.markdown import _Writer, write_markdown


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
