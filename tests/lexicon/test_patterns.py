"""Patterns that wait for their words, or come from a store, find what they would find at once."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import regex
from tests.counted import COUNTED

from reportparse import parse
from reportparse.lexicon import patterns
from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import LANGUAGES, WORD_LISTS, WordList, alternation, words

TEXTS = ("表 1", "见 表\u30002 和表 3", "TABLE 4", "Tablet 5", "ta ble 6", "图 7", "", " \u3000")


@pytest.mark.parametrize("text", TEXTS)
def test_waiting_changes_no_match(text: str) -> None:
    own = ("表", "Table")
    source = rf"\s*{alternation(own)}\s*(\d+)"
    plain, deferred = regex.compile(source, regex.I), Deferred(source, regex.I, own)
    assert [m.span() for m in deferred.finditer(text)] == [m.span() for m in plain.finditer(text)]
    for method in ("match", "search", "fullmatch"):
        found, expected = getattr(deferred, method)(text), getattr(plain, method)(text)
        assert (found and found.span()) == (expected and expected.span())


def test_a_text_without_the_words_makes_no_pattern() -> None:
    pattern = Deferred("(", words=("表",))  # could not be compiled
    assert pattern.search("图 1") is None
    assert not pattern.made
    with pytest.raises(regex.error):
        pattern.search("表 1")


def test_without_words_every_text_is_tried() -> None:
    assert Deferred(r"\d").search("1") is not None


@pytest.mark.parametrize("place", ["whole", "start", "inside"])
def test_a_list_finds_its_words_however_they_are_spaced(place: str) -> None:
    own = WordList(("资料来源", "Source"), place)  # type: ignore[arg-type]
    assert own.match("  资 料\u3000来源") == "资 料\u3000来源"
    assert own.match("SOURCE") == "SOURCE"
    assert own.match("Sources") is None
    assert own.match("资料") is None


@pytest.mark.parametrize("text", ["Sept. 4", "Sept 4", "September 4", "Septem 4", "sept.x"])
def test_words_that_end_with_a_stop_keep_their_order(text: str) -> None:
    own = ("September", "Sept.", "Sept", "Sep.")
    latin = r"(?<![\p{{Latin}}\p{{N}}]){}"
    plain = "|".join(
        (latin.format(regex.escape(word)) + ("" if word.endswith(".") else r"(?!\p{Latin})"))
        for word in sorted(own, key=lambda word: -len(word))
    )
    found, expected = regex.match(alternation(own), text), regex.match(plain, text)
    assert (found and found[0]) == (expected and expected[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_list_is_found_by_the_alternation(language: str) -> None:
    own = words(language)
    for name in WORD_LISTS:
        listed: WordList = getattr(own, name)
        for word in listed.words:
            found = regex.match(alternation(listed.words), word, regex.I)
            assert found is not None, (name, word)
            assert found[0] == word, (name, word)


def test_a_pattern_is_compiled_once_for_each_choice_of_flags() -> None:
    assert compiled("a b") is compiled("a b")
    assert compiled("a b", regex.I).fullmatch("A B")
    assert compiled("a b").fullmatch("A B") is None


def test_stored_patterns_match_as_those_they_were_made_of(seed_dump: Path) -> None:
    parse(seed_dump)
    lines = seed_dump.read_text(encoding="utf-8").splitlines()[::7]
    own = dict(patterns._COMPILED)
    stored = pickle.loads(pickle.dumps(own, protocol=5))
    assert len(own) > 100
    for key, pattern in own.items():
        again = stored[key]
        assert (again.pattern, again.flags) == (pattern.pattern, pattern.flags)
        for line in lines:
            spans = [[one.regs for one in each.finditer(line)] for each in (pattern, again)]
            assert spans[0] == spans[1], key


ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "fixtures" / "FCCC_KP_CMP_2024_3.pdf"
PROGRAM = f"""{COUNTED}
sys.argv = ["reportparse", sys.argv[1], "-q", "-o", sys.argv[2]]
try:
    run()
except SystemExit as stop:
    assert not stop.code, stop.code
print(len(compiled))
"""


def _run(shelf: Path, out: Path) -> tuple[int, bytes]:
    """How many patterns the command compiles that keeps them on this shelf, and its result."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(SAMPLE), str(out)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "REPORTPARSE_CACHE": str(shelf)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout), out.read_bytes()


def test_the_second_run_finds_what_the_first_one_compiled(tmp_path: Path) -> None:
    shelf, out = tmp_path / "shelf", tmp_path / "report.json"
    first, report = _run(shelf, out)
    (path,) = shelf.glob("patterns-*")
    stored = path.read_bytes()
    again, same = _run(shelf, out)
    assert first > 200
    assert again <= 2  # one in bytes, and the empty one that tells what makes a pattern
    assert same == report
    assert path.read_bytes() == stored

    path.write_bytes(stored[:-1])
    mended, same = _run(shelf, out)
    assert mended == first
    assert same == report
    assert _run(shelf, out) == (again, report)


class _Harm:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_a_store_makes_nothing_but_patterns(tmp_path: Path) -> None:
    shelf, out = tmp_path / "shelf", tmp_path / "report.json"
    first, report = _run(shelf, out)
    (path,) = shelf.glob("patterns-*")
    data = pickle.dumps({("x", 0): _Harm(tmp_path / "harm")}, protocol=5)
    path.write_bytes(sha256(data).digest() + data)
    path.chmod(0o600)
    again, same = _run(shelf, out)
    assert not (tmp_path / "harm").exists()
    assert again == first
    assert same == report
