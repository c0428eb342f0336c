"""Names and terms of a report: the one door to this stage."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.names.cited import find_cited
from reportparse.names.corpus import Corpus
from reportparse.names.entities import find_entities
from reportparse.names.model import Found
from reportparse.names.organs import find_organs
from reportparse.names.persons import find_persons
from reportparse.names.places import find_places
from reportparse.names.terms import find_terms
from reportparse.report.facts import Name
from reportparse.report.model import Report


def with_names(report: Report) -> Report:
    """Return the report with its names and terms, each with all its occurrences."""
    corpus = Corpus(report)
    entities = find_entities(corpus)
    persons = find_persons(corpus)
    taken = [span for found in (*entities, *persons) for span in found.spans]
    organs = [*find_organs(corpus, taken), *entities]
    cited = find_cited(corpus, organs)
    taken += [span for organ in organs for span in organ.spans]
    places = find_places(corpus, taken)
    listed = [*organs, *persons, *places, *cited]
    names = _names(corpus, listed)
    terms = find_terms(corpus, [span for found in listed for span in found.spans])
    facts = report.facts.model_copy(update={"names": names, "terms": terms})
    return report.model_copy(update={"facts": facts})


def _names(corpus: Corpus, listed: Sequence[Found]) -> tuple[Name, ...]:
    """The names by where each stands first, numbered so."""
    for found in listed:
        found.spans.sort()
    ordered = sorted(listed, key=lambda found: (found.spans[0], -found.spans[0][1], found.kind))
    ids = {id(found): f"name-{at}" for at, found in enumerate(ordered, 1)}
    return tuple(_name(corpus, found, ids) for found in ordered)


def _name(corpus: Corpus, found: Found, ids: dict[int, str]) -> Name:
    text, *short = found.forms(corpus)
    return Name(
        id=ids[id(found)],
        kind=found.kind,
        text=text,
        short=tuple(short),
        number=found.number,
        organ=ids[id(found.organ)] if found.organ is not None else None,
        capacities=tuple(found.capacities),
        occurrences=tuple(map(corpus.occurrence, found.spans)),
    )
