"""Both readers of PDFs lead to the same report: fixtures, real documents, generated ones.

REPORTPARSE_ENGINES=all reads the real documents whole and more generated ones (`make
check-engines`); without it, some pages of each.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

import reportparse
from reportparse.commands import engine as commands
from reportparse.pages.open import ENGINES, Engine
from tests.engines import REREAD, differences, told, unlike
from tests.pages.rawpdf import Leaf, locked_pdf, picture_pdf, raw_pdf, unmapped_pdf, words
from tests.typeset import Settings, reports, typeset_pdf
from tests.typeset.manuscript import Manuscript

WHOLE = os.environ.get("REPORTPARSE_ENGINES") == "all"
EXAMPLES = 60 if WHOLE else 8
# Of each real document: its first page, text, and tables. All that a usual run has the time for.
PAGES = {
    "zh/A_75_836_zh.pdf": "1-5",
    "en/A_80_11_en.pdf": "1,20",
    "en/A_80_604_Add.13.pdf": "1-2,12",
    "en/A_80_604_Add.5.pdf": "4",
    "en/A_81_6_SECT._2.pdf": "2,9",
    "en/A_81_6_SECT._29B.pdf": "7",
    "en/DP_FPA_2025_6_en.pdf": "1,9",
    "en/FCCC_SBSTA_2011_Misc.14_en.pdf": "1-2",
    "en/ICCD_COP8_CST_8_en.pdf": "1-2",
    "en/S_2025_346_en.pdf": "1,4",
}
FAST: tuple[Engine, ...] = ("pdfium", "auto")


def test_the_seed(seed_pdf: Path) -> None:
    assert not unlike(seed_pdf.read_bytes(), "pdfium")


@pytest.mark.parametrize("name", PAGES)
def test_a_real_document(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    assert not unlike(data, "pdfium", None if WHOLE else PAGES[name])


def test_every_real_document_is_looked_at(corpus: Path) -> None:
    assert {str(path.relative_to(corpus)) for path in corpus.rglob("*.pdf")} <= PAGES.keys()


@pytest.mark.parametrize("size", [2, 4])
def test_generated_reports(size: int) -> None:
    seen: list[int] = []

    @seed(size)
    @settings(max_examples=EXAMPLES, phases=[Phase.generate])
    @given(reports(size=size), st.booleans())
    def check(pair: tuple[Manuscript, Settings], turned: bool) -> None:
        manuscript, chosen = pair
        data = typeset_pdf(manuscript, replace(chosen, turned=turned))
        seen.append(1)
        assert not unlike(data, "pdfium")

    check()
    assert len(seen) >= EXAMPLES


@pytest.mark.parametrize("engine", FAST)
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(picture_pdf(), id="pictures"),
        pytest.param(unmapped_pdf(), id="unmapped"),
        pytest.param(locked_pdf("text", "word"), id="locked"),
        pytest.param(raw_pdf([Leaf(b"")]), id="empty"),
        pytest.param(raw_pdf([Leaf(words("1. Text."))], count=3), id="pages missing"),
        pytest.param(raw_pdf([Leaf(words("1. Text."))])[:-300], id="cut off"),
        pytest.param(raw_pdf([Leaf(words("1. Text."))]).replace(b"endobj", b""), id="no objects"),
        pytest.param(b"%PDF-1.7\nnothing\n%%EOF\n", id="nothing"),
    ],
)
def test_files_that_are_refused_or_damaged(data: bytes, engine: Engine) -> None:
    """The same error in the same words, or the same report with the same findings."""
    assert not list(differences(told(data, "pdfplumber"), told(data, engine)))


def test_pages_that_were_read_again_are_told() -> None:
    spoken = b"/Span <</ActualText (two)>> BDC " + words("2. Text.") + b" EMC"
    leaves = [Leaf(words("1. Text.")), Leaf(spoken)]
    report = reportparse.parse(raw_pdf(leaves))
    (told_,) = (finding for finding in report.findings if finding.code == REREAD)
    assert told_.severity == "info"
    assert told_.message.startswith("read through pdfplumber, not PDFium: 2 (")
    assert report.source.reader.startswith("pdfium ")


def test_commands_offer_the_engines_that_there_are() -> None:
    assert commands.ENGINES == ENGINES
