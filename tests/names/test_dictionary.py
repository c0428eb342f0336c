"""Words by the lines of the dictionary are those of the whole dictionary."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

import pytest
import regex

from reportparse.names.dictionary import LONGEST_BY_LINES, RUNS_BY_LINES, Dictionary, dictionary
from tests.conftest import ROOT

SAMPLE = ROOT / "fixtures" / "FCCC_KP_CMP_2024_3.pdf.json"
ODD = (
    "龘龘",
    "的的的的",
    "核",
    "鿿鿿",
    "𠀀𠀁与",
    "张三丰说的话",
    "南京市长江大桥",
    "乒乓球拍卖完了",
)
"""Unknown and rare characters, those that a model of names decides, and famous ambiguities."""


def _runs(count: int) -> list[str]:
    """Stretches of the sample's texts as people type them, cut anywhere."""
    text = json.dumps(json.loads(SAMPLE.read_text(encoding="utf-8")), ensure_ascii=False)
    runs = sorted(set(regex.findall(r"\p{Han}{4,}", text)))
    rng = random.Random(7)
    found = []
    for run in rng.sample(runs, count):
        start = rng.randrange(len(run) - 1)
        found.append(run[start : start + rng.randint(2, 10)])
    return found


def test_the_words_are_the_same() -> None:
    own = dictionary()
    assert own.by_lines().total == own.whole().total
    runs = (*ODD, *_runs(40))
    by_lines = {run: own.by_lines().lcut(run) for run in runs}
    assert by_lines == {run: own.whole().lcut(run) for run in runs}
    assert any(len(words) > 2 for words in by_lines.values())


@pytest.mark.parametrize(("runs", "length"), [(RUNS_BY_LINES + 1, 3), (1, LONGEST_BY_LINES + 1)])
def test_much_is_cut_by_the_whole_dictionary(
    runs: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Dictionary()
    asked = []

    def whole() -> Any:
        asked.append(1)
        return dictionary().whole()

    monkeypatch.setattr(own, "whole", whole)
    monkeypatch.setattr(own, "by_lines", dictionary().whole)
    for _ in range(runs):
        own.cut("核" * length)
    assert asked == [1]


def test_it_is_read_in_silence_and_without_what_takes_long() -> None:
    code = (
        "import sys\n"
        "from reportparse.names.dictionary import dictionary\n"
        "words = dictionary().cut('自愿注销和登记')\n"
        "assert words == ['自愿', '注销', '和', '登记'], words\n"
        "assert 'pkg_resources' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "src",
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
