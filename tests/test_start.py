"""What a process does before and while it parses its first file, told without a clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.counted import COUNTED

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "fixtures" / "FCCC_KP_CMP_2024_3.pdf"

# Every pattern of the package takes a part of a millisecond to compile, long ones several. A first
# parse of the sample compiles 295; about 350 when all were made that stood in its way.
PATTERNS = 310

NEVER_LOADED = {
    "PIL": "drawings",
    "jieba": "words for search",
    "sqlalchemy": "databases",
    "pdfplumber.display": "drawings",
    "reportparse.akn": "another format",
    "reportparse.sinks.jsonl": "another format",
    "reportparse.sinks.markdown": "another format",
    "reportparse.report.audit": "check",
    "reportparse.layout.furniture_dump": "dumps",
    "reportparse.layout.figures_running": "dumps",
    "reportparse.tables.running": "dumps",
    "reportparse.names.segment": "words for search",
    "reportparse.storage": "databases",
    "reportparse.diff": "diff",
    "reportparse.batch": "batch",
    "reportparse.review": "review",
}

PROGRAM = f"""{COUNTED}
def parsed(out):
    sys.argv = ["reportparse", sys.argv[1], "-q", "-o", out]
    try:
        run()
    except SystemExit as stop:
        assert not stop.code, stop.code
out = sys.argv[2]
parsed(out)
first = set(compiled)
parsed(out)
new = list(set(compiled) - first)
print(json.dumps(dict(first=len(first), new=new, modules=sorted(sys.modules))))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process that parsed the sample twice says of itself."""
    out = tmp_path_factory.mktemp("start") / "report.json"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(SAMPLE), str(out)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_first_parse_compiles_few_patterns(told: dict[str, Any]) -> None:
    assert 0 < told["first"] <= PATTERNS


def test_a_second_parse_compiles_no_other(told: dict[str, Any]) -> None:
    assert told["new"] == []


@pytest.mark.parametrize("name", NEVER_LOADED)
def test_what_a_parse_does_not_need_is_not_loaded(told: dict[str, Any], name: str) -> None:
    assert "reportparse.reading" in told["modules"]
    assert name not in told["modules"], f"{name} is for {NEVER_LOADED[name]}"


def test_help_loads_nothing_that_parses() -> None:
    program = (
        "import sys\n"
        "from reportparse.__main__ import run\n"
        "sys.argv = ['reportparse', '--help']\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    heavy = {"regex", "pydantic", "pdfminer", "pypdfium2", "tomllib", "reportparse.report"}
    assert "click" in loaded
    assert not loaded & heavy
