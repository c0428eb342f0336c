"""The run: what is parsed, what is left out, and what the manifest says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportparse.batch.executors import Work
from reportparse.batch.manifest import read_manifest
from reportparse.batch.model import Answer, Record, Task, Unwritten
from reportparse.batch.run import run_batch
from reportparse.batch.sources import gather
from reportparse.batch.work import perform
from reportparse.errors import OutputError
from reportparse.sinks.jsonfile import write_json
from reportparse.version import VERSION
from tests.batch.made import batch, contents, dump, records, write_dumps


class Here:
    """An executor without processes: does a task when asked for its answer, last in first out."""

    def __init__(self, work: Work = perform) -> None:
        self.work = work
        self.tasks: list[Task] = []
        self.parsed: list[str] = []

    @property
    def slots(self) -> int:
        return 2

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def collect(self, seconds: float) -> list[tuple[Task, Answer]]:
        task = self.tasks.pop()
        if type(task).__name__ == "Parse":
            self.parsed.append(Path(task.source.name).name)
        return [(task, self.work(task))]

    def close(self) -> None:
        self.tasks.clear()


def here(source: Path, out: Path, *, fresh: bool = False) -> Here:
    executor = Here()
    run_batch(gather([str(source)], out), out, executor, fresh=fresh)
    return executor


def test_every_source_has_a_record_and_every_report_its_place(tmp_path: Path) -> None:
    paths = write_dumps(tmp_path / "in", 4)
    totals = batch(tmp_path / "in", tmp_path / "out")
    assert totals.counts == {"done": 4}
    from reportparse.reading import parse

    for path in paths:
        record = records(tmp_path / "out")[path.name]
        assert record.report == f"reports/{str(record.sha256)[:2]}/{record.sha256}-{VERSION}.json"
        text = (tmp_path / "out" / record.report).read_text(encoding="utf-8")
        assert text == write_json(parse(path.read_bytes()))
        severities = [one["severity"] for one in json.loads(text)["findings"]]
        assert record.findings == {kind: severities.count(kind) for kind in record.findings}
        assert record.bytes == path.stat().st_size
        assert record.seconds is not None
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes().count(b"\n") == 4


def test_the_same_bytes_are_parsed_once_and_the_first_name_has_the_result(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(dump(1))
    executor = here(tmp_path / "in", tmp_path / "out")
    assert len(executor.parsed) == 1
    found = records(tmp_path / "out")
    assert [found[name].status for name in ("a.txt", "b.txt", "c.txt")] == [
        "done",
        "duplicate",
        "duplicate",
    ]
    assert {found[name].duplicate_of for name in ("b.txt", "c.txt")} == {
        str(tmp_path / "in" / "a.txt")
    }


def test_a_second_run_parses_nothing_and_changes_nothing(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    (tmp_path / "in" / "copy.txt").write_bytes(dump(1))
    assert len(here(tmp_path / "in", tmp_path / "out").parsed) == 3
    before = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    assert here(tmp_path / "in", tmp_path / "out").parsed == []
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == before
    assert len(here(tmp_path / "in", tmp_path / "out", fresh=True).parsed) == 3


def test_only_what_changed_is_parsed_and_a_moved_file_keeps_its_report(tmp_path: Path) -> None:
    first, second = write_dumps(tmp_path / "in", 2)
    here(tmp_path / "in", tmp_path / "out")
    second.rename(tmp_path / "in" / "moved.txt")
    second.write_bytes(dump(9))
    assert here(tmp_path / "in", tmp_path / "out").parsed == [second.name]
    found = records(tmp_path / "out")
    assert {record.status for record in found.values()} == {"done"}
    assert found["moved.txt"].report != found[second.name].report
    assert first.name in found


def test_a_report_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 2)
    here(tmp_path / "in", tmp_path / "out")
    whole = contents(tmp_path / "out")
    next((tmp_path / "out" / "reports").rglob("*.json")).unlink()
    assert len(here(tmp_path / "in", tmp_path / "out").parsed) == 1
    assert contents(tmp_path / "out") == whole


def test_a_lost_manifest_is_made_again_from_the_reports(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    here(tmp_path / "in", tmp_path / "out")
    whole = contents(tmp_path / "out")
    (tmp_path / "out" / "manifest.jsonl").unlink()
    here(tmp_path / "in", tmp_path / "out")
    assert contents(tmp_path / "out") == whole
    assert {record.seconds for record in records(tmp_path / "out").values()} == {None}


def test_reports_of_another_version_do_not_count(tmp_path: Path) -> None:
    (path,) = write_dumps(tmp_path / "in", 1)
    here(tmp_path / "in", tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes().replace(VERSION.encode(), b"0.0.1"))
    (report,) = (tmp_path / "out" / "reports").rglob("*.json")
    report.rename(str(report).replace(VERSION, "0.0.1"))
    assert here(tmp_path / "in", tmp_path / "out").parsed == [path.name]
    assert records(tmp_path / "out")[path.name].parser == VERSION


def test_files_of_other_formats_are_passed_over_or_refused_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    for name in ("a.png", "b.pdf"):
        (tmp_path / "in" / name).write_bytes(png)
    (tmp_path / "in" / "named.bin").write_bytes(dump(1))
    (tmp_path / "in" / "empty.dat").write_bytes(b"")
    here(tmp_path / "in", tmp_path / "out")
    statuses = {name: record.status for name, record in records(tmp_path / "out").items()}
    assert statuses == {
        "a.png": "refused",
        "b.pdf": "duplicate",
        "named.bin": "done",
        "empty.dat": "refused",
    }
    run_batch(gather([str(tmp_path / "in" / "a.png")], tmp_path / "two"), tmp_path / "two", Here())
    assert records(tmp_path / "two")["a.png"].status == "refused"
    (tmp_path / "in" / "b.pdf").unlink()
    here(tmp_path / "in", tmp_path / "three")
    assert records(tmp_path / "three")["a.png"].status == "skipped"


def test_finished_reports_go_to_the_loader_each_once(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    (tmp_path / "in" / "copy.txt").write_bytes(dump(1))
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    for _ in range(2):
        loaded: list[Record] = []

        def load(record: Record, path: Path, into: list[Record] = loaded) -> None:
            assert json.loads(path.read_bytes())["source"]["sha256"] == record.sha256
            into.append(record)

        sources = gather([str(tmp_path / "in")], tmp_path / "out")
        run_batch(sources, tmp_path / "out", Here(), loader=load)
        assert len(loaded) == len({record.sha256 for record in loaded}) == 3


def test_a_report_that_cannot_be_written_stops_the_run_and_blames_no_source(
    tmp_path: Path,
) -> None:
    write_dumps(tmp_path / "in", 3)

    def full(task: Task) -> Answer:
        answer = perform(task)
        return Unwritten("no space left") if type(task).__name__ == "Parse" else answer

    with pytest.raises(OutputError, match="no space left"):
        run_batch(gather([str(tmp_path / "in")], tmp_path), tmp_path / "out", Here(full))
    assert read_manifest(tmp_path / "out" / "manifest.jsonl") == {}


def test_a_stop_that_nothing_raised_ends_the_run_all_the_same(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 9)
    asked = iter((False, False, True))
    sources = gather([str(tmp_path / "in")], tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run_batch(sources, tmp_path / "out", Here(), stopped=lambda: next(asked))
    assert next(asked, "all asked") == "all asked"
    assert len(read_manifest(tmp_path / "out" / "manifest.jsonl")) < 9
    here(tmp_path / "in", tmp_path / "out")
    assert len(records(tmp_path / "out")) == 9


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    from reportparse.batch.folder import Folder

    write_dumps(tmp_path / "in", 1)
    with Folder(tmp_path / "out"), pytest.raises(OutputError, match="another batch"):
        here(tmp_path / "in", tmp_path / "out")
    assert len(here(tmp_path / "in", tmp_path / "out").parsed) == 1


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    (path,) = write_dumps(tmp_path / "in", 1)

    def changing(task: Task) -> Answer:
        if type(task).__name__ == "Parse":
            path.write_bytes(dump(7))
        return perform(task)

    run_batch(gather([str(path)], tmp_path), tmp_path / "out", Here(changing))
    assert "changed while it was read" in str(records(tmp_path / "out")[path.name].reason)


def test_records_of_other_sources_stay(tmp_path: Path) -> None:
    one, two = write_dumps(tmp_path / "in", 2)
    here(one, tmp_path / "out")
    here(two, tmp_path / "out")
    assert set(records(tmp_path / "out")) == {one.name, two.name}


def test_a_failure_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 1)
    (tmp_path / "in" / "exit.txt").write_bytes(dump(5))
    clean = tmp_path / "clean"
    batch(tmp_path / "in", clean)
    first = batch(tmp_path / "in", tmp_path / "out", hurt=True)
    assert [Path(one.source).name for one in first.failed] == ["exit.txt"]
    second = batch(tmp_path / "in", tmp_path / "out")
    assert (second.failed, second.resumed) == ([], 1)
    assert contents(tmp_path / "out") == contents(clean)
