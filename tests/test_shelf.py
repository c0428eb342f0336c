"""What is kept between runs: taken back as it was put, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportparse import shelf
from reportparse.shelf import FOLDER, Shelf, users_shelf

PIECES = (b"", b"\x00", b"two words", bytes(range(256)) * 40)


@pytest.mark.parametrize("data", PIECES)
def test_a_piece_comes_back(tmp_path: Path, data: bytes) -> None:
    Shelf(tmp_path / "deep" / "folder").put("piece", data)
    assert Shelf(tmp_path / "deep" / "folder").take("piece") == data
    assert [path.name for path in (tmp_path / "deep" / "folder").iterdir()] == ["piece"]


def test_the_last_piece_of_a_name_counts(tmp_path: Path) -> None:
    own = Shelf(tmp_path)
    own.put("piece", b"first")
    own.put("piece", b"second")
    assert own.take("piece") == b"second"


@pytest.mark.parametrize("at", [0, 31, 32, 40, -1])
def test_an_altered_piece_counts_for_nothing(tmp_path: Path, at: int) -> None:
    own = Shelf(tmp_path)
    own.put("piece", b"some words that are kept")
    stored = bytearray((tmp_path / "piece").read_bytes())
    stored[at] ^= 1
    (tmp_path / "piece").write_bytes(stored)
    assert own.take("piece") is None


@pytest.mark.parametrize("length", [0, 1, 31, 33])
def test_a_torn_piece_counts_for_nothing(tmp_path: Path, length: int) -> None:
    own = Shelf(tmp_path)
    own.put("piece", b"some words that are kept")
    (tmp_path / "piece").write_bytes((tmp_path / "piece").read_bytes()[:length])
    assert own.take("piece") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
@pytest.mark.parametrize("open_to_others", ["folder", "piece"])
def test_what_others_can_write_is_not_taken(tmp_path: Path, open_to_others: str) -> None:
    own = Shelf(tmp_path / "folder")
    own.put("piece", b"words")
    path = own.folder if open_to_others == "folder" else own.folder / "piece"
    path.chmod(path.stat().st_mode | 0o020)
    assert own.take("piece") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    own = Shelf(tmp_path / "file" / "folder")
    own.put("piece", b"words")
    assert own.take("piece") is None
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_name_that_is_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    own = Shelf(tmp_path)
    (tmp_path / "piece" / "inside").mkdir(parents=True)
    own.put("piece", b"words")
    assert own.take("piece") is None
    assert [path.name for path in tmp_path.iterdir()] == ["piece"]


def test_the_variable_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    found = users_shelf()
    assert found is not None
    assert found.folder == tmp_path
    monkeypatch.setenv(FOLDER, "")
    assert users_shelf() is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the custom of Linux")
def test_without_the_variable_it_is_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FOLDER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = users_shelf()
    assert found is not None
    assert found.folder == tmp_path / "reportparse"


def test_a_library_keeps_nothing() -> None:
    assert shelf.kept() is None
