"""The output folder: locked for one run, and free of what killed processes left."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportparse.batch.folder import Folder
from reportparse.errors import OutputError


def test_parts_of_files_are_swept_and_whole_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    left = [
        out / "reports" / "ab" / ".abc-1.json.x1y2.part",
        out / ".manifest.jsonl.x1y2.part",
        out / ".fetched" / "7",
    ]
    stay = [out / "reports" / "ab" / "abc-1.json", out / "manifest.jsonl", out / "own.txt"]
    for path in (*left, *stay):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with Folder(out):
        assert not any(path.exists() for path in left)
    assert all(path.exists() for path in stay)
    assert not (out / ".fetched").exists()


def test_names_are_those_of_content_and_version(tmp_path: Path) -> None:
    with Folder(tmp_path / "a" / "out") as folder:
        path = folder.report("abcdef", "1.2")
        assert folder.name_of(path) == "reports/ab/abcdef-1.2.json"


def test_the_lock_ends_with_the_run(tmp_path: Path) -> None:
    with Folder(tmp_path), pytest.raises(OutputError, match="another batch is writing"):
        Folder(tmp_path)
    with Folder(tmp_path):
        pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="not a directory"):
        Folder(tmp_path / "file" / "out")
