"""Every planted contradiction is found, and nothing else is called one.

REPORTPARSE_EXAMPLES sets how many reports are drawn; each is read clean and with every kind of
fault, so the usual hundred gives five hundred planted contradictions.
"""

from __future__ import annotations

import os

import pytest

from reportparse.audit.run import audit
from reportparse.reading import parse
from reportparse.report.audit import AuditLine
from tests.audit.planted import FAULTS, Fault, Planted, clean, plant
from tests.typeset import typeset_pdf

EXAMPLES = int(os.environ.get("REPORTPARSE_EXAMPLES", "0")) or 100

CHECKS: dict[Fault, str] = {
    "total": "totals",
    "echo": "echoes",
    "note": "notes",
    "paragraph": "numbering",
    "reference": "references",
}

ALSO: dict[Fault, tuple[str, ...]] = {
    # The prose repeats the right total; the letters of the notes no longer run on; a reference may
    # be to the paragraph whose number is gone.
    "total": ("echoes",),
    "note": ("numbering",),
    "paragraph": ("references",),
}


def contradictions(planted: Planted) -> list[AuditLine]:
    report = parse(typeset_pdf(planted.manuscript, planted.settings))
    return [line for line in audit(report).lines if line.verdict == "contradicts"]


@pytest.mark.parametrize("number", range(EXAMPLES))
def test_a_clean_report_raises_no_alarm(number: int) -> None:
    assert contradictions(clean(number)) == []


@pytest.mark.parametrize("number", range(EXAMPLES))
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_contradiction_is_found(number: int, fault: Fault) -> None:
    planted = plant(number, fault)
    found = contradictions(planted)
    own = [line for line in found if line.check == CHECKS[fault]]
    assert own, f"{planted.where} was passed over"
    digits = planted.where.replace(" ", "").replace(",", "")
    said = "".join(f"{line.statement} {line.found} {line.expected}" for line in own)
    assert digits in said.replace(" ", "").replace(",", "")
    others = {line.check for line in found} - {CHECKS[fault], *ALSO.get(fault, ())}
    assert not others
