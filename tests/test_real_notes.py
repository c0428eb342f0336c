"""Footnotes of real reports: every note of three files has its marker, and every marker its note.

The reports are no part of the project; without their folder nothing is tested.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import reportparse
from reportparse.report import Report

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("REPORTPARSE_CORPUS", ROOT.parent / "shared" / "corpus")) / "en"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real reports in {CORPUS}")

ABOUT_NOTES = {"marker-without-note", "note-without-marker", "note-gap"}


def parsed(name: str, pages: str | None = None) -> Report:
    report = reportparse.parse(CORPUS / name, pages=pages)
    assert not [finding for finding in report.findings if finding.code in ABOUT_NOTES]
    return report


def test_a_marker_in_the_contents_list() -> None:
    """`programme performance in 2025***`; the note stands on the cover page."""
    report = parsed("A_81_6_SECT._29B.pdf", "1-3")
    note = next(note for note in report.footnotes if note.marker == "***")
    assert [anchor.element for anchor in note.anchors] == ["contents"]
    assert note.text.text.startswith("In keeping with paragraph 10 of General Assembly resolution")


def test_numbers_with_a_full_stop() -> None:
    """Notes 18 and 19 are printed `18.` and `19.` in the size of their text, others raised."""
    report = parsed("DP_FPA_2025_6_en.pdf")
    assert [note.marker for note in report.footnotes] == [str(n) for n in range(1, 21)]
    assert [len(note.anchors) for note in report.footnotes] == [1] * 20
    texts = [note.text.text for note in report.footnotes]
    assert texts[6].startswith("See audit ratings and definitions at")
    assert texts[17].endswith("on the jurisdictional limitations of OAIS.")
    assert texts[18].endswith("and 2024 applies.")


def test_a_formula_has_no_markers() -> None:
    """Its indexes carry indexes, and stand nearer to the line of the bar than to their own."""
    parsed("A_80_11_en.pdf", "38")
