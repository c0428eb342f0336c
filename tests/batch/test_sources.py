"""From names to sources: each once, in an order that does not depend on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportparse.batch.sources import gather
from tests.batch.made import write_dumps


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.pdf", "sub/deep/c.pdf", ".hidden", ".git/x.pdf", "out/old.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _names(*names: str, listed: tuple[str, ...] = ()) -> list[str]:
    return [source.name for source in gather(names, Path("out"), listed)]


def test_a_folder_is_searched_whole_without_the_output_and_hidden_names(tree: Path) -> None:
    assert _names(".") == ["a.pdf", "b.txt", "sub/deep/c.pdf"]
    assert _names("sub") == ["sub/deep/c.pdf"]
    assert _names(str(tree / "sub")) == [str(tree / "sub/deep/c.pdf")]


def test_the_order_given_is_kept_and_nothing_comes_twice(tree: Path) -> None:
    assert _names("b.txt", "a.pdf", "b.txt", ".") == ["b.txt", "a.pdf", "sub/deep/c.pdf"]


def test_patterns(tree: Path) -> None:
    assert _names("*.pdf") == ["a.pdf"]
    assert _names("**/*.pdf") == ["a.pdf", "sub/deep/c.pdf"]
    assert _names("su?") == ["sub/deep/c.pdf"]
    assert _names("*.none") == ["*.none"]


def test_a_name_with_the_signs_of_a_pattern_is_a_file_first(tree: Path) -> None:
    Path("a[1].pdf").write_bytes(b"x")
    assert _names("a[1].pdf") == ["a[1].pdf"]


def test_a_list(tree: Path) -> None:
    assert _names("-", listed=("b.txt\n", "\n", "sub\r\n")) == ["b.txt", "sub/deep/c.pdf"]


def test_what_does_not_exist_stays_to_be_told(tree: Path) -> None:
    (source,) = gather(["none.pdf"], Path("out"))
    assert (source.name, source.location) == ("none.pdf", str(tree / "none.pdf"))
    assert not source.found


def test_links_to_folders_and_pipes_are_passed_over(tree: Path) -> None:
    Path("loop").symlink_to(tree)
    os.mkfifo("pipe")
    Path("link.pdf").symlink_to("a.pdf")
    Path("dead.pdf").symlink_to("gone")
    assert _names(".") == ["a.pdf", "b.txt", "dead.pdf", "link.pdf", "sub/deep/c.pdf"]


def test_an_empty_folder_has_none(tmp_path: Path) -> None:
    assert gather([str(tmp_path)], tmp_path / "out") == []


def test_many(tmp_path: Path) -> None:
    paths = write_dumps(tmp_path / "in", 30)
    assert [one.location for one in gather([str(tmp_path / "in")], tmp_path)] == [
        str(path) for path in paths
    ]
