"""Small reports with planted sentences and figures, and a search that only reads texts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reportparse.reading import parse
from reportparse.report import Report
from tests.typeset.vocabulary import SUBJECTS, TERMS, VERBS

Where = tuple[str, str]
"""A report by its key, and an element of it."""

STRAY = "鼯鼱麈黟觚鬯魃鱻龠犇"
"""Ideographs that no dictionary joins to words: a planted sentence has them at odd places."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Reports, and what was planted in which element."""

    reports: tuple[Report, ...]
    sentences: tuple[tuple[str, Where], ...]
    figures: tuple[tuple[Decimal, str, Where], ...]


@cache
def planted(count: int = 24) -> Planted:
    """Make so many dumps of reports and parse them."""
    rng = random.Random(0)
    reports, sentences, figures = [], [], []
    for number in range(count):
        lines, own = ["一. 导言", ""], []
        for paragraph in range(1, 6):
            words = _sentence(rng)
            figure, print_ = _figure(rng)
            if paragraph == 3:
                at = rng.randrange(2, len(words) - 2)
                words = words[:at] + rng.choice(STRAY) + words[at:]
            lines += [f"{paragraph}. {words}，共计{print_}个单位。", ""]
            own.append((words, figure, print_, f"p{paragraph}"))
        lines += [f"本报告的编号是{number}号。", ""]
        report = parse("\n".join(lines).encode())
        key = report.source.sha256[:16]
        stated = {one.id for section in report.sections for one in section.blocks}
        assert stated >= {one[3] for one in own}
        reports.append(report)
        sentences += [(one[0], (key, one[3])) for one in own]
        figures += [(one[1], one[2], (key, one[3])) for one in own]
    return Planted(tuple(reports), tuple(sentences), tuple(figures))


def _sentence(rng: random.Random) -> str:
    parts = [rng.choice(SUBJECTS), rng.choice(VERBS)]
    for _ in range(rng.randint(1, 3)):
        parts += [rng.choice(TERMS), rng.choice(("和", "以及", "的", "、"))]
    return "".join((*parts, rng.choice(TERMS)))


def _figure(rng: random.Random) -> tuple[Decimal, str]:
    """A figure and one of its prints."""
    value = rng.randrange(10_000, 10 ** rng.randint(5, 10))
    style = rng.randrange(4)
    if style == 0:
        return Decimal(value), f"{value:,}".replace(",", " ")
    if style == 1:
        return Decimal(value), f"{value:,}"
    if style == 2:
        return Decimal(value), str(value)
    return Decimal(value), f"{Decimal(value).scaleb(-4).normalize():f}万"
