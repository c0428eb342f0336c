"""What a worker does with one source: every outcome is an answer."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from reportparse.batch.model import (
    Answer,
    Engine,
    Failed,
    Identified,
    Identify,
    Parse,
    Parsed,
    Source,
    Unwritten,
)
from reportparse.batch.work import perform, report_at
from reportparse.errors import OutputError
from tests.batch.made import dump
from tests.pages.rawpdf import Leaf, raw_pdf, words


def _identify(path: Path, *, found: bool = False) -> Answer:
    return perform(Identify(0, Source(str(path), str(path), found), ""))


def _parse(path: Path, *, fresh: bool = False, engine: Engine = "auto") -> Answer:
    known = _identify(path)
    assert isinstance(known, Identified)
    target = path.parent / "aa" / "report.json"
    source = Source(str(path), str(path))
    return perform(Parse(0, source, known.sha256, str(path), str(target), fresh, engine))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(dump(1))
    return path


def test_identify_tells_digest_and_size(path: Path) -> None:
    answer = _identify(path)
    assert isinstance(answer, Identified)
    assert (len(answer.sha256), answer.size) == (64, len(dump(1)))


def test_a_report_that_is_there_is_taken_as_it_is(path: Path) -> None:
    first = _parse(path)
    assert isinstance(first, Parsed)
    assert first.seconds is not None
    second = _parse(path)
    assert second == Parsed(first.pages, first.findings, None)
    third = _parse(path, fresh=True)
    assert isinstance(third, Parsed)
    assert third.seconds is not None


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"findings": []}', b"\xff\xfe"])
def test_a_file_that_is_no_report_is_not_taken_for_one(left: bytes, path: Path) -> None:
    target = path.parent / "aa" / "report.json"
    target.parent.mkdir()
    target.write_bytes(left)
    assert report_at(target) is None
    answer = _parse(path)
    assert isinstance(answer, Parsed)
    assert answer.seconds is not None
    assert json.loads(target.read_bytes())["source"]["name"] is None


ERRORS: list[tuple[BaseException, Answer]] = [
    (MemoryError(), Failed("memory", "more memory was needed than is allowed")),
    (OutputError("cannot write x: no space left"), Unwritten("cannot write x: no space left")),
    (RecursionError(), Failed("crashed", "its parts are nested too deeply")),
    (
        ZeroDivisionError("by 0"),
        Failed("crashed", "a fault of the program (ZeroDivisionError: by 0)"),
    ),
]


@pytest.mark.parametrize(("error", "answer"), ERRORS, ids=[type(one[0]).__name__ for one in ERRORS])
def test_whatever_goes_wrong_is_an_answer(
    error: BaseException, answer: Answer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*arguments: Any, **options: Any) -> None:
        raise error

    monkeypatch.setattr("reportparse.reading.parse", failing)
    assert _parse(path) == answer
    assert not (path.parent / "aa").exists()


def test_memory_that_is_short_on_a_page_is_no_loss_of_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader goes on after most errors of a page; this one says nothing about the file."""

    def failing(*arguments: Any, **options: Any) -> None:
        raise MemoryError

    path = tmp_path / "a.pdf"
    path.write_bytes(raw_pdf([Leaf(words("1. Text."))]))
    assert isinstance(_parse(path), Parsed)
    monkeypatch.setattr("reportparse.pages.plumber.InkInterpreter.process_page", failing)
    again = _parse(path, fresh=True, engine="pdfplumber")
    assert again == Failed("memory", "more memory was needed than is allowed")


def test_a_source_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (
        ("none", "there is no such file"),
        ("pipe", "it is a pipe or a device"),
        (".", "this is a directory"),
    ):
        answer = _identify(tmp_path / name)
        assert isinstance(answer, Failed)
        assert answer.status == "refused"
        assert reason in answer.reason
