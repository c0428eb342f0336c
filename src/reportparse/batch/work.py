"""What a worker does with one source. It runs in a process of its own and never raises."""

from __future__ import annotations

import hashlib
import json
import stat
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePath

from reportparse.batch.model import (
    Answer,
    Failed,
    Identified,
    Identify,
    Parse,
    Parsed,
    Source,
    Task,
    Unwritten,
)
from reportparse.errors import NotAReport, OutputError, ReportparseError, UnreadableFile
from reportparse.pages.open import fetch
from reportparse.sinks.files import write_pieces, write_whole

# A file of a folder with one of these names is meant as a report, whatever its bytes are.
REPORT_NAMES = frozenset({".pdf", ".txt"})
SECOND_DIGITS = 3


def perform(task: Task) -> Answer:
    """Do one task; whatever goes wrong becomes an answer.

    Only the end of the process itself (a crash below Python, a kill) is not told by this answer;
    the executor sees that.
    """
    try:
        return _identify(task) if isinstance(task, Identify) else _parse(task)
    except MemoryError:
        return Failed("memory", "more memory was needed than is allowed")
    except OutputError as error:
        return Unwritten(str(error))
    except NotAReport as error:
        meant = PurePath(task.source.name).suffix.lower() in REPORT_NAMES
        return Failed("skipped" if task.source.found and not meant else "refused", str(error))
    except ReportparseError as error:
        return Failed("refused", str(error))
    except RecursionError:
        return Failed("crashed", "its parts are nested too deeply")
    except Exception as error:
        return Failed("crashed", f"a fault of the program ({type(error).__name__}: {error})")


def _identify(task: Identify) -> Answer:
    data = _bytes_of(task.source)
    if task.source.remote:
        write_whole(Path(task.keep), data)
    return Identified(hashlib.sha256(data).hexdigest(), len(data))


def _parse(task: Parse) -> Answer:
    target = Path(task.target)
    if not task.fresh:
        before = report_at(target)
        if before is not None:
            return before
    # Only now: the libraries that read PDFs take long to load.
    from reportparse.reading import parse
    from reportparse.sinks.jsonfile import json_pieces

    started = time.monotonic()
    data, _ = fetch(task.data)
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return Failed("refused", "the file changed while it was read; run the batch again")
    # The name stays out: the same bytes give the same report, whatever they were called.
    report = parse(data, engine=task.engine)
    _make_folder(target.parent)
    write_pieces(target, map(str.encode, json_pieces(report)))
    seconds = round(time.monotonic() - started, SECOND_DIGITS)
    severities = (finding.severity for finding in report.findings)
    return Parsed(report.source.pages, count_findings(severities), seconds)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {str(error.strerror).lower()}") from error


def report_at(path: Path) -> Parsed | None:
    """What the report at `path` says of itself; None if there is none, or none that is whole."""
    try:
        report = json.loads(fetch(path)[0])
        severities = [finding["severity"] for finding in report["findings"]]
        return Parsed(report["source"]["pages"], count_findings(severities), None)
    except (ReportparseError, ValueError, KeyError, TypeError):
        return None


def count_findings(severities: Iterable[str]) -> dict[str, int]:
    """Count findings by severity, all three named.

    >>> count_findings(["info", "error", "info"])
    {'error': 1, 'warning': 0, 'info': 2}
    """
    counted = Counter(severities)
    return {severity: counted[severity] for severity in ("error", "warning", "info")}


def _bytes_of(source: Source) -> bytes:
    if source.remote:
        from reportparse.batch.remote import fetch_remote

        return fetch_remote(source.location)
    path = Path(source.location)
    try:
        if path.exists() and not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile("it is a pipe or a device")
    except OSError as error:
        raise UnreadableFile(str(error.strerror or error).lower()) from error
    return fetch(path)[0]
