"""No stage is quadratic: three times as much print takes about three times as much work.

Work is counted in calls of functions, which is the same on every machine and every day; the times
are in `bench/growth.py`, which makes the pages for both.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

GROWTH = Path(__file__).resolve().parent.parent / "bench" / "growth.py"
THREE_TIMES = 3.12
"""Room for what grows by the logarithm, such as sorting. A step that looks at every pair makes it
so much when it is a fiftieth of the smaller run."""


def _subjects() -> dict[str, tuple[str, int, Callable[[int], None]]]:
    spec = importlib.util.spec_from_file_location("growth", GROWTH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["growth"] = module
    spec.loader.exec_module(module)
    found: dict[str, tuple[str, int, Callable[[int], None]]] = module.SUBJECTS
    return found


SUBJECTS = _subjects()


def _calls(run: Callable[[int], None], size: int) -> int:
    """How many functions are called, those of the interpreter too."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run(size)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    ("name", "size"),
    [("page", 3_000), ("table", 120), ("report", 20), ("list", 100), ("prose", 80)],
)
def test_three_times_the_print_is_three_times_the_work(name: str, size: int) -> None:
    run = SUBJECTS[name][2]
    run(size)  # patterns and vocabularies are made once
    one, three = _calls(run, size), _calls(run, 3 * size)
    assert three < THREE_TIMES * one, f"{three / one:.2f} times"


def test_a_pairwise_step_would_be_seen() -> None:
    def pairs(size: int) -> None:
        for _ in range(1_200 * size):
            abs(-1)
        for _ in range(size * size):
            abs(-1)

    assert _calls(pairs, 90) >= THREE_TIMES * _calls(pairs, 30)
