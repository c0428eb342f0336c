"""Doubts and marks: keys that stay, files that are checked, marks that apply or are stale."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from reportparse.corrections.doubts import RANKS, doubts_of
from reportparse.corrections.settle import settle
from reportparse.corrections.sidecar import read_corrections, read_for, write_corrections
from reportparse.errors import NotCorrections
from reportparse.report import Report
from reportparse.report.corrections import Correction, Corrections
from reportparse.report.model import Finding

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def sample() -> Report:
    path = Path(__file__).parents[2] / "fixtures" / "FCCC_KP_CMP_2024_3.pdf.json"
    return Report.model_validate_json(path.read_bytes())


def _mark(**changed: object) -> Correction:
    values = {
        "target": "table-3.0.4",
        "kind": "cell",
        "status": "corrected",
        "old": "32 717 425",
        "new": "32 717 426",
        "who": "甲",
        "when": NOON,
    }
    return Correction.model_validate(values | changed)


def test_doubts_are_findings_and_what_the_audit_adds(sample: Report) -> None:
    found = doubts_of(sample)
    assert [RANKS.index(own.rank) for own in found] == sorted(RANKS.index(o.rank) for o in found)
    codes = [own.code for own in found]
    assert codes.count("total-explained") == 1  # once, though finding and audit both say it
    assert codes.count("terms") == 6
    assert len({own.key for own in found}) == len(found)
    assert [own.key for own in doubts_of(sample)] == [own.key for own in found]


def test_doubts_alike_have_keys_of_their_own(sample: Report) -> None:
    twice = sample.model_copy(update={"findings": (sample.findings[0], sample.findings[0])})
    keys = [own.key for own in doubts_of(twice) if own.code == sample.findings[0].code]
    assert keys[1] == f"{keys[0]}.2"


def test_a_new_finding_changes_no_other_key(sample: Report) -> None:
    before = {own.key for own in doubts_of(sample)}
    more = Finding(code="note-gap", severity="warning", message="new")
    after = {
        own.key
        for own in doubts_of(sample.model_copy(update={"findings": (more, *sample.findings)}))
    }
    assert before < after


def test_a_mark_applies_where_the_parse_says_the_same(sample: Report) -> None:
    settled = settle(
        sample,
        [
            _mark(),
            _mark(old="32 717 42"),
            _mark(target="table-3.99.4"),
            _mark(status="confirmed", new=None),
        ],
    )
    assert [one.state for one in settled] == ["applies", "stale", "stale", "applies"]
    assert getattr(settled[0].value, "value", None) == 32_717_426
    assert [one.value for one in settled[1:]] == [None, None, None]


def test_a_mark_at_a_doubt(sample: Report) -> None:
    doubt = doubts_of(sample)[0]
    marks = [
        _mark(target=doubt.key, kind="finding", old=doubt.message, new=None, status="confirmed")
    ]
    marks += [_mark(target="audit.terms:000000000000", kind="finding", old="x")]
    assert [one.state for one in settle(sample, marks)] == ["applies", "stale"]


def test_a_sidecar_comes_back_as_it_was_written(sample: Report) -> None:
    whole = Corrections(sha256=sample.source.sha256, parser_version="0.1.0", marks=(_mark(),))
    assert read_for(write_corrections(whole).encode(), sample) == whole


def test_the_latest_mark_of_a_target_counts(sample: Report) -> None:
    later = _mark(when=NOON + datetime.timedelta(seconds=1), new="1")
    whole = Corrections(sha256="0" * 64, parser_version="0.1.0", marks=(later, _mark()))
    assert read_corrections(write_corrections(whole).encode()).marks == (later,)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sha256": "no"}, "sha256"),
        ({"corrections_version": "2"}, "corrections_version"),
        ({"more": 1}, "more"),
        ({"marks": [{"target": "x"}]}, "marks.0.kind"),
        ({"marks": [_mark().model_dump(mode="json") | {"when": "2026-11-22T12:00:00"}]}, "when"),
        ({"marks": [_mark().model_dump(mode="json") | {"who": " "}]}, "who"),
    ],
)
def test_what_is_no_sidecar_is_refused(changed: dict[str, object], said: str) -> None:
    whole = {"sha256": "0" * 64, "parser_version": "0.1.0", "marks": []}
    with pytest.raises(NotCorrections, match="this is no file of corrections") as refused:
        read_corrections(json.dumps(whole | changed).encode())
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b"%PDF-1.7", b"null"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotCorrections):
        read_corrections(data)


def test_marks_of_another_report_are_refused(sample: Report) -> None:
    other = Corrections(sha256="0" * 64, name="other.pdf", parser_version="0.1.0")
    with pytest.raises(NotCorrections, match=r"made for another file, other\.pdf"):
        read_for(write_corrections(other).encode(), sample)
