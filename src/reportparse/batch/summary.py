"""The end of a run in a few lines: what came out, and what needs a human."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportparse.batch.model import STATUSES, Record
from reportparse.batch.progress import failure, printable, span
from reportparse.batch.run import Totals

# Lines of each kind that are told; the manifest has them all.
SHOWN = 20


def write_totals(
    totals: Totals, manifest: Path, database: str | None = None, unloaded: Sequence[str] = ()
) -> str:
    """Return the summary of a run; `unloaded` are reports that the database did not take."""
    return "".join(f"{line}\n" for line in _lines(totals, manifest, database, unloaded))


def _lines(
    totals: Totals, manifest: Path, database: str | None, unloaded: Sequence[str]
) -> Iterator[str]:
    yield _counted(totals)
    if not totals.failed and not totals.doubtful and not unloaded:
        yield "Nothing needs a human."
    if totals.failed:
        yield f"No report ({len(totals.failed)}):"
        yield from _some([failure(record) for record in totals.failed], manifest)
    if totals.doubtful:
        yield f"Report with findings of severity error ({len(totals.doubtful)}):"
        yield from _some([_doubtful(one, manifest.parent) for one in totals.doubtful], manifest)
    if unloaded:
        yield f"Report not in the database ({len(unloaded)}):"
        yield from (f"  {printable(line)}" for line in sorted(unloaded))
    yield f"Manifest: {printable(str(manifest))}"
    if database is not None:
        yield f"Database: {printable(database)}"


def _counted(totals: Totals) -> str:
    total = totals.counts.total()
    counted = ", ".join(f"{totals.counts[one]} {one}" for one in STATUSES if totals.counts[one])
    resumed = f" ({totals.resumed} of them by an earlier run)" if totals.resumed else ""
    source = "source" if total == 1 else "sources"
    return f"{total} {source} in {span(totals.seconds)}: {counted}{resumed}"


def _doubtful(record: Record, out: Path) -> str:
    many = record.findings["error"]
    errors = "error" if many == 1 else "errors"
    return f"{printable(record.source)}: {many} {errors} in {printable(str(out))}/{record.report}"


def _some(lines: list[str], manifest: Path) -> Iterator[str]:
    yield from (f"  {line}" for line in sorted(lines)[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  and {len(lines) - SHOWN} more, see {printable(str(manifest))}"
