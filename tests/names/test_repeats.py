"""Repeated stretches of ideographs: none too many, none too few, and in little room."""

from __future__ import annotations

import random
import tracemalloc
from math import log

import pytest

from reportparse.names.repeats import FEWEST, LONGEST, Repeats

ROOM = 80
"""Bytes for each ideograph at most. It is about 66, and was 134 with a string for each stretch."""


def text_of(seed: int, size: int = 600) -> str:
    """Few different characters, so that much is repeated, and signs between them."""
    drawn = random.Random(seed)
    return "".join(drawn.choice("甲乙丙丁丁丁，a\n") for _ in range(size))


def counted(text: str) -> dict[str, list[int]]:
    """All stretches of ideographs with every place, by looking at each."""
    found: dict[str, list[int]] = {}
    for at in range(len(text)):
        for size in range(1, LONGEST + 1):
            words = text[at : at + size]
            if len(words) < size or not set(words) <= set("甲乙丙丁"):
                break
            found.setdefault(words, []).append(at)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_every_repeated_stretch_is_found_with_all_its_places(seed: int) -> None:
    text = text_of(seed)
    wanted = {
        words: places
        for words, places in counted(text).items()
        if len(words) > 1 and len(places) >= FEWEST
    }
    repeats = Repeats(text)
    found = {
        repeats.words(size, places[0]): list(repeats.starts(places)) for size, places in repeats
    }
    assert found == wanted
    assert max(map(len, found)) > 3


@pytest.mark.parametrize("seed", range(5))
def test_the_weakest_cut_says_how_words_cling(seed: int) -> None:
    text = text_of(seed)
    counts = {words: len(places) for words, places in counted(text).items()}
    repeats = Repeats(text)
    for size, places in repeats:
        words = repeats.words(size, places[0])
        wanted = min(
            log(counts[words] * len(text) / (counts[words[:cut]] * counts[words[cut:]]))
            for cut in range(1, size)
        )
        assert repeats.cohesion(size, places[0]) == pytest.approx(wanted)


def test_a_text_without_ideographs_repeats_nothing() -> None:
    assert list(Repeats("")) == list(Repeats("one, one, one")) == []


def test_repeats_of_a_long_text_take_little_room() -> None:
    drawn = random.Random(7)
    words = ["".join(chr(0x4E00 + drawn.randrange(900)) for _ in range(9)) for _ in range(2250)]
    phrases = words * 4
    drawn.shuffle(phrases)
    text = "。".join(phrases)
    tracemalloc.start()
    try:
        stretches = sum(1 for _ in Repeats(text))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert stretches > 30_000
    assert most < ROOM * 9 * len(phrases)
