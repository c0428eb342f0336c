"""The end of a run in a few lines: what came out, and what needs a human."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportparse.batch.model import STATUSES, Record
from reportparse.batch.progress import failure, printable
from reportparse.batch.run import Totals

# Lines of each kind that are told; the manifest has them all.
SHOWN = 20


def write_totals(totals: Totals, manifest: Path) -> str:
    """Return the summary of a run."""
    return "\n".join(_lines(totals, manifest)) + "\n"


def _lines(totals: Totals, manifest: Path) -> Iterator[str]:
    counted = [f"{totals.counts[one]} {one}" for one in STATUSES if totals.counts[one]]
    resumed = f" ({totals.resumed} of them by an earlier run)" if totals.resumed else ""
    total = f"{totals.counts.total()} sources in {totals.seconds:.1f} s"
    yield f"{total}: {', '.join(counted)}{resumed}"
    if not totals.failed and not totals.doubtful:
        yield "Nothing needs a human."
    if totals.failed:
        yield f"No report ({len(totals.failed)}):"
        yield from _some([failure(record) for record in totals.failed], manifest)
    if totals.doubtful:
        yield f"Report with findings of severity error ({len(totals.doubtful)}):"
        yield from _some([_doubtful(record) for record in totals.doubtful], manifest)
    yield f"Manifest: {manifest}"


def _doubtful(record: Record) -> str:
    return f"{printable(record.source)}: {record.findings['error']} errors in {record.report}"


def _some(lines: list[str], manifest: Path) -> Iterator[str]:
    yield from (f"  {line}" for line in sorted(lines)[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  and {len(lines) - SHOWN} more, see {manifest}"
