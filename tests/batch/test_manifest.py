"""The manifest: what a stop at any byte leaves of it, and one form for the same contents."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.batch.manifest import (
    Manifest,
    canonical,
    line_of,
    read_manifest,
    record_of,
    settled,
)
from reportparse.batch.model import Record
from reportparse.errors import OutputError

DONE = Record("b.pdf", "done", "1", "ff", 10, "reports/ff/ff-1.json", findings={"error": 1})
TWICE = Record("a.pdf", "duplicate", "1", "ff", 10, duplicate_of="b.pdf")
BAD = Record("c.pdf", "crashed", "1", reason="killed by SIGSEGV")


@pytest.mark.parametrize("name", ["报告.pdf", "a\udcff.pdf", "two\nlines.txt", 'quo"te'])
def test_any_file_name_survives(name: str) -> None:
    line = line_of(replace(DONE, source=name))
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert record_of(line) == replace(DONE, source=name)


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"3", b'{"source": "a"}', b"\0\0\0", b"\xff"])
def test_what_is_no_record_is_none(line: bytes) -> None:
    assert record_of(line) is None


@given(data=st.data())
def test_a_cut_at_any_byte_loses_only_the_record_that_was_being_written(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("cut") / "manifest.jsonl"
    lines = [line_of(replace(BAD, source=f"{number}.pdf")) for number in range(4)]
    whole = b"".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    kept = whole[:cut].count(b"\n")
    with Manifest(path) as manifest:
        manifest.add(DONE)
    names = list(read_manifest(path))
    assert names in (
        [*(f"{number}.pdf" for number in range(kept)), "b.pdf"],
        [*(f"{number}.pdf" for number in range(kept + 1)), "b.pdf"],
    )
    assert path.read_bytes().endswith(line_of(DONE))


def test_the_last_record_of_a_source_counts(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        manifest.add(BAD)
        manifest.add(replace(DONE, source=BAD.source))
        assert path.read_bytes().count(b"\n") == 2
        manifest.compact()
    assert path.read_bytes() == line_of(replace(DONE, source=BAD.source))


def test_the_first_name_has_the_result_whichever_was_parsed() -> None:
    other = replace(DONE, source="a.pdf")
    back = replace(TWICE, source="b.pdf", duplicate_of="a.pdf")
    assert canonical([DONE, TWICE, BAD]) == canonical([BAD, other, back])
    assert [one.status for one in settled([DONE, TWICE])] == ["done", "duplicate"]


def test_two_results_of_the_same_bytes_become_one() -> None:
    first, second = settled([DONE, replace(DONE, source="a.pdf")])
    assert (first.source, first.status) == ("a.pdf", "done")
    assert (second.source, second.status, second.duplicate_of) == ("b.pdf", "duplicate", "a.pdf")


def test_a_result_beats_a_failure_of_the_same_bytes() -> None:
    failed = replace(BAD, source="a.pdf", sha256="ff")
    assert [one.status for one in settled([failed, DONE])] == ["done", "duplicate"]


def test_the_canonical_form_leaves_out_time() -> None:
    assert canonical([replace(DONE, seconds=3.0, at="2026")]) == canonical([DONE])
    assert canonical([replace(DONE, pages=3)]) != canonical([DONE])


def test_a_record_that_cannot_be_written_leaves_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        manifest.add(DONE)
        real = os.write

        def short(handle: int, data: bytes) -> int:
            if len(data) < len(line_of(BAD)):
                raise OSError(28, "No space left on device")
            return real(handle, data[:10])

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", short)
            with pytest.raises(OutputError, match="no space left on device"):
                manifest.add(BAD)
        assert path.read_bytes() == line_of(DONE)
        assert BAD.source not in manifest.records
