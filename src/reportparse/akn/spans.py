"""What the report knows of its running texts, as stretches per element: dates, names, references.

A stretch is marked only where the words that stand there are those that were found, so that an
offset that means something else can never mark the wrong words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from reportparse.akn.ids import Ids
from reportparse.akn.uris import cited, thing
from reportparse.akn.weave import Stretch
from reportparse.akn.xml import address, element
from reportparse.report import Report
from reportparse.report.base import Text
from reportparse.report.facts import DateMention, Name, Quantity

# From the outermost to the innermost where two have the same extent.
RANKS: Final = {"a": 0, "ref": 1, "name": 2, "inline": 3, "date": 3, "quantity": 4, "type": 5}
NAMES: Final = {
    "organ": ("organization", "TLCOrganization", "organization"),
    "person": ("person", "TLCPerson", "person"),
    "place": ("location", "TLCLocation", "place"),
    "meeting": ("event", "TLCEvent", "event"),
    "decision": ("concept", "TLCConcept", "concept"),
    "document": ("concept", "TLCConcept", "concept"),
}
"""By kind of name: the element in the text, the one in the references, the class of the thing."""
TYPES: Final = {"bold": "b", "italic": "i"}


@dataclass(slots=True)
class Known:
    """Stretches by the report's id of the element, and the things that they refer to."""

    stretches: dict[str, list[tuple[Stretch, tuple[str, ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    things: list[Element] = field(default_factory=list)

    def of(self, name: str | None, words: str) -> Iterator[Stretch]:
        """Yield the stretches of the element `name` whose words stand in `words` where they say."""
        for stretch, forms in self.stretches.get(name or "", ()):
            if _bare(words[stretch.start : stretch.end]) in forms:
                yield stretch


def known(report: Report, ids: Ids) -> Known:
    """Collect what is known of all texts of a report."""
    found = Known()
    _references(report, ids, found)
    for name in report.facts.names:
        _name(name, found)
    for date in report.facts.dates:
        _date(date, found)
    _quantities(report.facts.quantities, found)
    return found


def marked(words: Text) -> Iterator[Stretch]:
    """Yield what the print itself marks in a text: links, bold, italic."""
    for mark in words.marks:
        if mark.kind == "link" and mark.target:
            href = {"href": address(mark.target)}
            yield Stretch(mark.start, mark.end, RANKS["a"], "a", href)
        elif mark.kind in TYPES:
            yield Stretch(mark.start, mark.end, RANKS["type"], TYPES[mark.kind])


def _references(report: Report, ids: Ids, found: Known) -> None:
    for own in report.references:
        inside = ids.link(own.target) if own.target else None
        attributes = {"class": own.kind, "href": inside or cited(own)}
        stretch = Stretch(own.start, own.end, RANKS["ref"], "ref", attributes)
        found.stretches[own.element].append((stretch, (_bare(own.raw),)))


def _name(name: Name, found: Known) -> None:
    tag, reference, kind = NAMES[name.kind]
    forms = tuple({_bare(form) for form in (name.text, *name.short)})
    said = element(reference, eId=name.id, href=thing(kind, name.text), showAs=name.text)
    if name.short:
        said.set("shortForm", name.short[0])
    found.things.append(said)
    for place in name.occurrences:
        attributes = {"refersTo": f"#{name.id}"}
        stretch = Stretch(place.start, place.end, RANKS["name"], tag, attributes)
        found.stretches[place.element].append((stretch, forms))


def _date(date: DateMention, found: Known) -> None:
    if date.kind == "day" and date.first is not None:
        attributes = {"date": date.first.isoformat()}
        stretch = Stretch(date.start, date.end, RANKS["date"], "date", attributes)
    elif date.first is not None and date.last is not None:
        attributes = {
            "name": "period",
            "rp:first": date.first.isoformat(),
            "rp:last": date.last.isoformat(),
        }
        stretch = Stretch(date.start, date.end, RANKS["inline"], "inline", attributes)
    else:
        return
    found.stretches[date.element].append((stretch, (_bare(date.raw),)))


def _quantities(quantities: Iterable[Quantity], found: Known) -> None:
    """Mark quantities; each refers to what it measures or counts, listed once."""
    kinds: dict[str, str] = {}
    for own in quantities:
        if own.article:
            continue
        what = own.unit or own.counted or own.measure or own.unit_kind
        if what not in kinds:
            kinds[what] = f"counted-{len(kinds) + 1}"
            href = thing("concept", what)
            found.things.append(element("TLCConcept", eId=kinds[what], href=href, showAs=what))
        attributes = {"refersTo": f"#{kinds[what]}"}
        if own.value is not None:
            attributes["normalized"] = f"{own.value:f}"
        elif own.low is not None and own.high is not None:
            attributes["normalized"] = f"{own.low:f}/{own.high:f}"
        stretch = Stretch(own.start, own.end, RANKS["quantity"], "quantity", attributes)
        found.stretches[own.element].append((stretch, (_bare(own.raw),)))


def _bare(words: str) -> str:
    return "".join(words.split())
