"""Vocabularies that are kept are those of the files as they are now."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reportparse.lexicon import files
from reportparse.lexicon.files import from_toml
from reportparse.shelf import Shelf

OLD = '[words]\n"5月" = 5\nlist = ["a", "b"]\nyes = true\n'
NEW = OLD.replace("5\n", "6\n")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    own = Shelf(tmp_path)
    monkeypatch.setattr(files, "kept", lambda: own)
    return own


def test_what_is_kept_is_what_was_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_toml("words", OLD) == tomllib.loads(OLD)
    monkeypatch.setattr(tomllib, "loads", lambda text: pytest.fail(f"read again: {text}"))
    assert from_toml("words", OLD) == {"words": {"5月": 5, "list": ["a", "b"], "yes": True}}


def test_a_changed_text_is_read_anew(shelf: Shelf) -> None:
    from_toml("words", OLD)
    assert from_toml("words", NEW)["words"]["5月"] == 6
    assert from_toml("words", OLD)["words"]["5月"] == 5
    assert [path.name for path in shelf.folder.iterdir()] == ["vocabulary-words"]


def test_names_are_apart(shelf: Shelf) -> None:
    from_toml("old", OLD)
    assert from_toml("new", NEW)["words"]["5月"] == 6
    assert from_toml("old", OLD)["words"]["5月"] == 5


def test_a_damaged_file_is_read_anew(shelf: Shelf) -> None:
    from_toml("words", OLD)
    (shelf.folder / "vocabulary-words").write_bytes(b"[]")
    assert from_toml("words", OLD) == tomllib.loads(OLD)


def test_the_real_vocabularies_come_back_as_they_are(shelf: Shelf) -> None:
    package = Path(str(files.__file__)).parent.parent
    paths = [*package.glob("lexicon/*.toml"), *package.glob("records/kinds/*.toml")]
    assert len(paths) > 10
    for path in paths:
        text = path.read_text(encoding="utf-8")
        from_toml(path.stem, text)
        assert from_toml(path.stem, text) == tomllib.loads(text)
