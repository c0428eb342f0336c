"""Names and terms of the seed against lists typed from its print, and the two doors against each
other. Conventions of the list stand in fixtures/truth/README.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import reportparse
from reportparse.names.corpus import Corpus
from reportparse.report.facts import Name, Occurrence, Term
from reportparse.report.model import Report

WANTED = 0.95

TRUTH: Mapping[str, Any] = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "truth" / "seed_names.json").read_text("utf-8")
)
KINDS = ("organ", "person", "place", "meeting", "decision", "document")


@pytest.fixture(scope="module", params=["seed_pdf", "seed_dump"])
def report(request: pytest.FixtureRequest) -> Report:
    path: Path = request.getfixturevalue(request.param)
    return reportparse.parse(path)


def printed(corpus: Corpus, forms: set[str], place: Occurrence) -> str:
    """The words at a place; of an element with several texts those that are one of the forms."""
    read = [
        corpus.whole[piece.start + place.start : piece.start + place.end]
        for piece in corpus.of_element(place.element)
        if piece.start + place.end <= piece.end
    ]
    return next((words for words in read if words in forms), read[0])


def mentions(report: Report, kind: str) -> Counter[tuple[str, str]]:
    """Every form with the element where it stands; the first page's fields differ by door."""
    corpus = Corpus(report)
    found: Counter[tuple[str, str]] = Counter()
    for name in report.facts.names:
        if name.kind == kind:
            forms = {name.text, *name.short}
            for place in name.occurrences:
                if not place.element.startswith("metadata"):
                    found[printed(corpus, forms, place), place.element] += 1
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_mention(report: Report, kind: str) -> None:
    wanted = Counter((form, at) for form, places in TRUTH[kind].items() for at in places)
    found = Counter(
        {key: n for key, n in mentions(report, kind).items() if key[0] not in TRUTH["everywhere"]}
    )
    right = (wanted & found).total()
    recall, precision = right / wanted.total(), right / found.total()
    print(f"\n{kind}: precision {precision:.3f} recall {recall:.3f} of {wanted.total()}")
    print("missing", wanted - found, "not in the list", found - wanted, sep="\n  ")
    assert recall >= WANTED
    assert precision >= WANTED


def named(report: Report, form: str) -> Name:
    """The one name with this form."""
    (found,) = [name for name in report.facts.names if form in (name.text, *name.short)]
    return found


@pytest.mark.parametrize("forms", TRUTH["same"], ids=lambda forms: forms[-1])
def test_one_name_for_what_is_one(report: Report, forms: list[str]) -> None:
    assert {named(report, form).id for form in forms} == {named(report, forms[0]).id}


def test_frequent_organs_are_found_wherever_they_stand(report: Report) -> None:
    """Each stretch that reads 理事会, CMP or 清洁发展机制 lies in an organ's occurrence."""
    corpus = Corpus(report)
    spans: dict[str, list[tuple[int, int]]] = {}
    for name in report.facts.names:
        if name.kind == "organ":
            for place in name.occurrences:
                spans.setdefault(place.element, []).append((place.start, place.end))
    for form in ("理事会", "清洁发展机制", "CMP"):
        left = [
            (piece.element, start - piece.start)
            for start, end in corpus.find(form)
            if (piece := corpus.piece(start)).kind == "text"
            and not any(
                first <= start - piece.start and end - piece.start <= last
                for first, last in spans.get(piece.element, [])
            )
        ]
        assert left == [], form


def test_capacities(report: Report) -> None:
    found = {
        (name.text, own.element, own.role, own.group, own.change)
        for name in report.facts.names
        for own in name.capacities
    }
    assert found == {tuple(entry) for entry in TRUTH["capacities"]}


def test_a_vacant_seat_is_nobody(report: Report) -> None:
    assert not any("Vacant" in (name.text, *name.short) for name in report.facts.names)


@pytest.mark.parametrize(("meeting", "organ"), TRUTH["organs_of_meetings"].items())
def test_who_meets(report: Report, meeting: str, organ: str | None) -> None:
    expected = named(report, organ).id if organ is not None else None
    assert named(report, meeting).organ == expected


def test_abbreviations_with_their_meanings(report: Report) -> None:
    found = {term.text: term.meaning for term in report.facts.terms if term.meaning is not None}
    assert found == TRUTH["terms"]["abbreviation"]


def test_terms(report: Report) -> None:
    found = {term.text for term in report.facts.terms}
    assert set(TRUTH["terms"]["wanted"]) - found == set()
    assert set(TRUTH["terms"]["unwanted"]) & found == set()


def test_occurrences_read_as_the_name_or_the_term(report: Report) -> None:
    corpus = Corpus(report)
    named: list[tuple[Name | Term, set[str]]] = [
        (name, {name.text, *name.short}) for name in report.facts.names
    ]
    named += [(term, {term.text, *_meaning(term)}) for term in report.facts.terms]
    for one, forms in named:
        assert one.occurrences
        for place in one.occurrences:
            assert printed(corpus, forms, place) in forms


def _meaning(term: Term) -> Iterator[str]:
    if term.meaning is not None:
        yield term.meaning


def test_both_doors(seed_pdf: Path, seed_dump: Path) -> None:
    """The same names and terms at the same places. The page has a masthead more than the dump, and
    the numbers of its drawing are labels too, so that those are counted differently."""
    first, second = (_comparable(reportparse.parse(path)) for path in (seed_pdf, seed_dump))
    assert first == second


def _comparable(report: Report) -> tuple[object, object]:
    ids = {name.id: name.text for name in report.facts.names}

    def places(one: Name | Term) -> tuple[Occurrence, ...]:
        drawn = ("metadata.", "figure-u1.label.")
        return tuple(p for p in one.occurrences if not p.element.startswith(drawn))

    names = {
        (name.kind, name.text, name.short, name.number, ids.get(name.organ or ""), name.capacities,
         places(name))
        for name in report.facts.names
        if places(name)
    }  # fmt: skip
    return names, {(t.text, t.origin, t.meaning, places(t)) for t in report.facts.terms}
