"""Addresses of documents and of things, as the naming convention forms them.

A work is `/akn/un/doc/paper/{date}/{symbol}`: the symbol with dashes for its slashes. The actor
between type and date is optional and left out, since a report prints who it is from in words only.
What a report refers to is known by its number, not by its date; such an address ends with the
number directly behind the type, and nothing is made up for it.
"""

from __future__ import annotations

import datetime
import re
from typing import Final
from urllib.parse import quote

from reportparse.frozen import frozen_record
from reportparse.report import Report
from reportparse.report.body import Reference

LANGUAGES: Final = {"zh": "zho", "en": "eng"}
"""ISO 639-2, as the guidelines ask for."""
PAPERS: Final = frozenset({"symbol", "document_number"})
DELIBERATIONS: Final = frozenset({"decision", "resolution"})
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
UNKNOWN: Final = datetime.date(1, 1, 1)
"""Stands where the schema demands a date and the report prints none; its name says `unknown`."""


@frozen_record
class Identity:
    """What a document is called: work and language, and the date with what kind of date it is."""

    work: str
    language: str
    date: datetime.date
    date_name: str
    number: str | None

    @property
    def expression(self) -> str:
        """The address in its language."""
        return f"{self.work}/{self.language}@"


def identity(report: Report) -> Identity:
    """Return how a report is identified.

    The date is the masthead's; a dump that lacks one has the first day of the session, then the
    last day of the reporting period. The address of a document without any has the year of its
    symbol, or none.
    """
    own = report.metadata
    number = own.symbol.value if own.symbol else None
    date, name = _dated(report)
    said = date.isoformat() if name == "document" else _year(number, date, name)
    known = number or (own.job_number.value if own.job_number else report.source.sha256[:16])
    parts = ["/akn/un/doc/paper", *([said] if said else []), slug(known)]
    return Identity("/".join(parts), LANGUAGES[report.language], date, name, number)


def _dated(report: Report) -> tuple[datetime.date, str]:
    own = report.metadata
    if own.date is not None and own.date.iso is not None:
        return own.date.iso, "document"
    if own.session_dates is not None and own.session_dates.start is not None:
        return own.session_dates.start, "session"
    if own.reporting_period is not None and own.reporting_period.end is not None:
        return own.reporting_period.end, "reportingPeriodEnd"
    return UNKNOWN, "unknown"


def _year(number: str | None, date: datetime.date, name: str) -> str | None:
    found = YEAR.search(number or "")
    if found is not None:
        return found[0]
    return None if name == "unknown" else f"{date.year:04}"


def slug(words: str) -> str:
    """Return words as one part of an address.

    >>> slug("FCCC/KP/CMP/2024/3"), slug("A/75/836")
    ('FCCC-KP-CMP-2024-3', 'A-75-836')
    """
    return quote("-".join(re.split(r"[\s/]+", words.strip())), safe="", errors="replace")


def cited(reference: Reference) -> str:
    """Return the address of what a reference outside the report means.

    Papers and deliberations have the address of a document; what is no document (a session, a
    meeting, an article) has that of a thing in the ontology.
    """
    number = "-".join(part for part in (reference.number, reference.last) if part)
    if reference.kind in PAPERS and number:
        return f"/akn/un/doc/paper/{slug(number)}"
    if reference.kind in DELIBERATIONS and number:
        return f"/akn/un/statement/deliberation/{slug(number)}"
    parts = (reference.body, number, *reference.paragraphs, reference.item, reference.version)
    named = "/".join(slug(part) for part in parts if part.strip())
    return f"/akn/ontology/{slug(reference.kind)}/un/{named or slug(reference.raw)}"


def thing(kind: str, words: str) -> str:
    """Return the address of something named that is no document.

    >>> thing("organization", "CMP")
    '/akn/ontology/organization/un/CMP'
    """
    return f"/akn/ontology/{kind}/un/{slug(words) or '-'}"
