"""Reports that a batch has finished, on their way into a database."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from reportparse.errors import NotAReport, RowsRefused

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from reportparse.batch.model import Record
    from reportparse.report import Report


class Loading:
    """Takes each finished report into the database of an engine, in the order in which they come.

    A report that is there already, read by the same version of the parser, is not read again: so
    a resumed run loads what an earlier one had parsed but not loaded, and nothing else. With
    `fresh` every report is replaced.
    """

    def __init__(self, engine: Engine, *, fresh: bool = False) -> None:
        from reportparse.storage import Run

        self.engine, self.fresh = engine, fresh
        self.run = Run(uuid.uuid4().hex, datetime.datetime.now(datetime.UTC), "batch")
        self.counts: Counter[str] = Counter()
        self.cells = 0
        self.refused: list[str] = []

    def take(self, record: Record, path: Path) -> None:
        """Load the report in the file `path`; raises `DatabaseError` where none can be loaded."""
        from reportparse.storage import is_loaded, load

        digest = record.sha256
        if digest and not self.fresh and is_loaded(self.engine, digest, record.parser):
            self.counts["unchanged"] += 1
            return
        try:
            report = read_named(path, record.source)
            result = load(self.engine, report, run=self.run, replace=self.fresh)
        except (NotAReport, RowsRefused) as error:  # this report's own fault, not the database's
            self.refused.append(f"{record.source}: {error}")
            return
        self.counts[result.status] += 1
        self.cells += result.cells

    def settle(self, records: Iterable[Record]) -> None:
        """Name each report as the settled manifest does.

        Of several files with the same bytes it is the first by name, whichever was loaded in fact.
        """
        from reportparse.storage import rename

        names = {
            record.sha256: PurePath(record.source).name
            for record in records
            if record.status == "done" and record.sha256 is not None
        }
        rename(self.engine, names)

    def told(self) -> str:
        """Return what the database got, and where it is."""
        words = {"loaded": "loaded", "replaced": "replaced", "unchanged": "there already"}
        said = [f"{self.counts[one]} {word}" for one, word in words.items() if self.counts[one]]
        cells = f" ({self.cells:,} cells)" if self.cells else ""
        url = self.engine.url
        place = url.database if url.get_backend_name() == "sqlite" else None
        shown = place or url.set(drivername=url.get_backend_name()).render_as_string()
        return f"{shown}: {', '.join(said) or 'no report'}{cells}"


def read_named(path: Path, source: str) -> Report:
    """Return the report in a file of results, with the file name of its source."""
    from reportparse.pages.open import fetch
    from reportparse.sinks.jsonfile import read_json

    try:
        report = read_json(fetch(path)[0])
    except ValueError as error:
        reason = "no result of this version of reportparse; parse it anew with --fresh"
        raise NotAReport(f"{path.name} is {reason}") from error
    own = report.source.model_copy(update={"name": PurePath(source).name})
    return report.model_copy(update={"source": own})
