"""The work grows with the reports, not with their square."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from reportparse.diff import align
from reportparse.diff.words import alike

SIGNS = [chr(0x4E00 + at) for at in range(1500)]


def texts(count: int, random: Random) -> list[str]:
    """Paragraphs with a common beginning and end, as reports have them."""
    return [
        f"报告期内，{''.join(random.choices(SIGNS, k=60))}，供缔约方审议。" for _ in range(count)
    ]


def compared(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often two texts are held against each other: half of them edited, a tenth replaced."""
    random = Random(count)
    before = texts(count, random)
    after = [words[:30] + "改" + words[32:] if at % 2 else words for at, words in enumerate(before)]
    after[::10] = texts(len(after[::10]), random)
    random.shuffle(after)
    calls = []

    def counted(first: Counter[str], second: Counter[str]) -> float:
        calls.append(1)
        return alike(first, second)

    with monkeypatch.context() as patch:
        patch.setattr("reportparse.diff.align.alike", counted)
        pairs = align.paired(before, after, 0.5)
    assert len(pairs) == count - len(after[::10])
    return len(calls)


def test_four_times_the_text_is_about_four_times_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = (compared(count, monkeypatch) for count in (250, 1000))
    assert large < 8 * small
    assert large < 1000 * 1000 / 20
