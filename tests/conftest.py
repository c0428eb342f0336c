"""What all tests share: the fixtures, the folder of real documents, and golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
CORPUS_VARIABLE = "REPORTPARSE_CORPUS"

Golden = Callable[[Path, str], None]

# No command that a test starts may keep anything in the folder of who runs the tests.
os.environ["REPORTPARSE_CACHE"] = ""

# Every run draws the same examples: a red test is then red for a change, never for a draw.
# `--hypothesis-profile=other` draws other ones each time. Hypothesis also mixes in constants that
# it reads from those of the project's own modules that happen to be loaded; without them an
# example depends neither on the words of the source nor on which tests run beside it.
settings.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("other", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")
providers._get_local_constants = lambda: providers._local_constants


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen",
        action="store_true",
        help="write expected results anew; each test that wrote one fails, to be read and rerun",
    )


@pytest.fixture(scope="session")
def seed_pdf() -> Path:
    return FIXTURES / "FCCC_KP_CMP_2024_3.pdf"


@pytest.fixture(scope="session")
def seed_dump() -> Path:
    return FIXTURES / "FCCC_KP_CMP_2024_3.zh.txt"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents, which is no part of the repository."""
    folder = Path(os.environ.get(CORPUS_VARIABLE, ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no real documents here: set {CORPUS_VARIABLE} to their folder")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a result with the file that holds the expected one.

    A missing file is written and the test fails; with --regen a differing one too.
    """
    regen = bool(request.config.getoption("--regen"))

    def compare(path: Path, text: str) -> None:
        before = path.read_text(encoding="utf-8") if path.exists() else None
        if before == text:
            return
        if before is None or regen:
            path.write_text(text, encoding="utf-8")
            pytest.fail(f"{path.name} was written: read it against the source, then run again")
        assert text == before

    return compare
