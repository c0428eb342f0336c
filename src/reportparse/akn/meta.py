"""The `meta` part: identification, references, and what only this program knows.

Furniture (running heads, folios, the page's own line) is no text of the document: it stands here,
in attributes, so that nothing is lost and the text between the tags is the document's.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from reportparse.akn.front import repeated
from reportparse.akn.setting import Setting
from reportparse.akn.uris import LANGUAGES, Identity, thing
from reportparse.akn.xml import element, written
from reportparse.report.body import Annex
from reportparse.version import VERSION

SOURCE = "reportparse"
AUTHOR = "author"


def write_meta(setting: Setting, parent: Element, own: Identity) -> Element:
    """Write the metadata of the whole document; return the proprietary part, to be added to."""
    meta = element("meta", parent)
    _identification(meta, own, "!main")
    references = element("references", meta, source=f"#{SOURCE}")
    element(
        "TLCOrganization",
        references,
        eId=SOURCE,
        href=thing("organization", SOURCE),
        showAs=f"reportparse {VERSION}",
    )
    author = _author(setting)
    href = thing("organization", author)
    element("TLCOrganization", references, eId=AUTHOR, href=href, showAs=author)
    references.extend(setting.known.things)
    return _proprietary(setting, meta)


def write_annex_meta(parent: Element, whole: Identity, annex: Annex, number: int) -> None:
    """Write the metadata of an annex: a component of the work, in its own language."""
    language = LANGUAGES[annex.language]
    own = Identity(whole.work, language, whole.date, whole.date_name, whole.number)
    _identification(element("meta", parent), own, f"!annex_{number}")


def _author(setting: Setting) -> str:
    own = setting.report.metadata
    said = own.author or own.organ or own.un_name
    return said.value if said is not None else "United Nations"


def _identification(meta: Element, own: Identity, component: str) -> None:
    held = element("identification", meta, source=f"#{SOURCE}")
    levels = (
        ("FRBRWork", own.work, own.work, component),
        ("FRBRExpression", own.expression, own.expression, component),
        ("FRBRManifestation", own.expression, f"{own.expression}.xml", f"{component}.xml"),
    )
    for level, stem, uri, part in levels:
        inner = element(level, held)
        element("FRBRthis", inner, value=f"{stem}/{part}")
        element("FRBRuri", inner, value=uri)
        if level == "FRBRWork" and own.number is not None:
            element("FRBRalias", inner, name="symbol", value=own.number)
        element("FRBRdate", inner, date=own.date.isoformat(), name=own.date_name)
        responsible = SOURCE if level == "FRBRManifestation" else AUTHOR
        element("FRBRauthor", inner, href=f"#{responsible}")
        if level == "FRBRWork":
            element("FRBRcountry", inner, value="un")
            element("FRBRsubtype", inner, value="paper")
            if own.number is not None:
                element("FRBRnumber", inner, value=own.number)
        elif level == "FRBRExpression":
            element("FRBRlanguage", inner, language=own.language)
        else:
            element("FRBRformat", inner, value="application/akn+xml")


def _proprietary(setting: Setting, meta: Element) -> Element:
    report = setting.report
    held = element("proprietary", meta, source=f"#{SOURCE}")
    source = report.source
    element(
        "rp:source",
        held,
        sha256=source.sha256,
        mediaType=source.media_type,
        name=source.name,
        pages=None if source.pages is None else str(source.pages),
    )
    period = report.metadata.reporting_period
    if period is not None:
        days = (period.start, period.end)
        start, end = (None if day is None else day.isoformat() for day in days)
        element("rp:reportingPeriod", held, start=start, end=end)
    for finding in report.findings:
        element(
            "rp:finding",
            held,
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            element=finding.element,
            expected=finding.expected,
            found=finding.found,
        )
    for own in report.furniture:
        element("rp:furniture", held, kind=own.kind, raw=own.raw)
    for raw in repeated(setting):
        element("rp:furniture", held, kind="repeated", raw=raw)
    return held


def add_characters(held: Element, seen: Counter[str]) -> None:
    """Say which characters XML cannot hold were printed, what stands for them, and how often."""
    for own, count in sorted(seen.items()):
        code, instead = (f"U+{ord(char):04X}" for char in (own, written(own)))
        element("rp:character", held, code=code, written=instead, count=str(count))
