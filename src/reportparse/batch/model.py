"""The words of a batch: sources, tasks for a worker, its answers, records of the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from reportparse.frozen import frozen_record

Status = Literal["done", "duplicate", "skipped", "refused", "crashed", "timeout", "memory"]

STATUSES: Mapping[Status, str] = {
    "done": "a report was made",
    "duplicate": "the same bytes as another source, whose record holds the result",
    "skipped": "a file of a folder that is neither PDF nor text, and not named as one",
    "refused": "no report can be made of it; the reason says why",
    "crashed": "the program or its process failed on it",
    "timeout": "it took longer than allowed",
    "memory": "it needed more memory than allowed",
}
FAILED: frozenset[Status] = frozenset({"refused", "crashed", "timeout", "memory"})


Engine = Literal["auto", "pdfplumber", "pdfium"]
"""Which library reads PDFs. Both give the same report, so the name of a result does not tell."""


@frozen_record
class Source:
    """One input. `name` is what the user wrote or the folder gave, and its key in the manifest.

    `location` is where a worker finds it: an absolute path, or an address. `found` tells that a
    folder or pattern gave it, nobody named it by hand.
    """

    name: str
    location: str
    found: bool = False
    remote: bool = False


@frozen_record
class Identify:
    """Task: fetch a source and tell its digest; the bytes of a remote one are kept at `keep`."""

    number: int
    source: Source
    keep: str


@frozen_record
class Parse:
    """Task: parse the bytes at `data`, whose digest is known, and write the report to `target`."""

    number: int
    source: Source
    sha256: str
    data: str
    target: str
    fresh: bool = False
    engine: Engine = "auto"


Task = Identify | Parse


@frozen_record
class Identified:
    """Answer to `Identify`."""

    sha256: str
    size: int


@frozen_record
class Parsed:
    """Answer to `Parse`: the report is at its target. `seconds` are None if it was there before."""

    pages: int | None
    findings: Mapping[str, int]
    seconds: float | None


@frozen_record
class Failed:
    """Answer to any task: what became of the source, and why, in one sentence."""

    status: Status
    reason: str


@frozen_record
class Unwritten:
    """Answer to any task: the result could not be written. This is no fault of the source."""

    reason: str


Answer = Identified | Parsed | Failed | Unwritten


@frozen_record
class Record:
    """What the manifest knows of one source. `seconds` and `at` differ from run to run."""

    source: str
    status: Status
    parser: str
    sha256: str | None = None
    bytes: int | None = None
    report: str | None = None
    duplicate_of: str | None = None
    pages: int | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    reason: str | None = None
    seconds: float | None = None
    at: str | None = None


@frozen_record
class Limits:
    """What one document may take, and when a worker makes way for a new one."""

    seconds: float = 300.0
    megabytes: int = 2048
    # Long-lived processes grow with the caches of the libraries that read PDFs. Forking a fresh
    # one costs some 20 ms, which is nothing when spread over so many documents.
    documents: int = 200
