"""The run: every source once through identify and parse, each outcome into the manifest.

All writing of the manifest, and all loading, happens here, in one process. Workers write reports,
each whole or not at all, under names made of content and version; so a stop at any moment, of a
worker, of this process or of the machine, leaves nothing that a second run could take for a
result and that is none.
"""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Protocol

from reportparse.batch.executors import Executor
from reportparse.batch.folder import Folder
from reportparse.batch.manifest import Manifest, parsed_before
from reportparse.batch.model import (
    FAILED,
    Answer,
    Engine,
    Failed,
    Identified,
    Identify,
    Parse,
    Parsed,
    Record,
    Source,
    Status,
    Task,
    Unwritten,
)
from reportparse.batch.work import REPORT_NAMES
from reportparse.errors import OutputError
from reportparse.version import VERSION

# Sources on their way at once, for each slot: enough that no worker ever waits for its next task.
AHEAD = 3
# Seconds between two looks at the clock of the progress display.
TICK = 0.25

Loader = Callable[[Record, Path], None]
"""Takes each finished report into a store: its record, and the file that holds it. It is called
in the one parent process, also for reports of earlier runs, so it must know what it has already.
"""


class Watcher(Protocol):
    """Somebody who is told how the run goes."""

    def started(self, total: int) -> None: ...

    def settled(self, record: Record, *, resumed: bool) -> None: ...

    def tick(self) -> None: ...

    def ended(self) -> None: ...


@dataclass(slots=True)
class Totals:
    """How a run went: sources by status, and the records that a human should look at."""

    counts: Counter[Status] = field(default_factory=Counter)
    resumed: int = 0
    failed: list[Record] = field(default_factory=list)
    doubtful: list[Record] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, record: Record, *, resumed: bool) -> None:
        self.counts[record.status] += 1
        self.resumed += resumed
        if record.status in FAILED:
            self.failed.append(record)
        if record.status == "done" and record.findings.get("error"):
            self.doubtful.append(record)


def run_batch(
    sources: Sequence[Source],
    out: Path,
    executor: Executor,
    *,
    fresh: bool = False,
    engine: Engine = "auto",
    watcher: Watcher | None = None,
    loader: Loader | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Totals:
    """Parse every source into the folder `out`; what is there already is not parsed again.

    With `fresh` it is. `stopped` tells that the run shall end now, by `KeyboardInterrupt`.
    Raises `OutputError` when nothing more can be written and `WorkersFail`;
    the next run goes on where this one ended. `executor` is closed at the end.
    """
    started = time.monotonic()
    try:
        with Folder(out) as folder, Manifest(folder.manifest) as manifest:
            run = _Run(folder, manifest, executor, fresh, engine, watcher, loader, stopped)
            try:
                run.go(sources)
            finally:
                executor.close()
                if watcher is not None:
                    watcher.ended()
            manifest.compact()
    finally:
        executor.close()
    run.totals.seconds = time.monotonic() - started
    return run.totals


class _Run:
    """The state of one run."""

    def __init__(
        self,
        folder: Folder,
        manifest: Manifest,
        executor: Executor,
        fresh: bool,
        engine: Engine,
        watcher: Watcher | None,
        loader: Loader | None,
        stopped: Callable[[], bool],
    ) -> None:
        self.folder, self.manifest, self.executor = folder, manifest, executor
        self.fresh, self.engine, self.watcher, self.loader = fresh, engine, watcher, loader
        self.stopped = stopped
        self.totals = Totals()
        self.before = {} if fresh else parsed_before(manifest.records, VERSION)
        self.taken: dict[tuple[str, bool], str] = {}
        self.sizes: dict[int, int] = {}
        self.under_way = 0

    def go(self, sources: Sequence[Source]) -> None:
        if self.watcher is not None:
            self.watcher.started(len(sources))
        coming = iter(enumerate(sources))
        while True:
            while self.under_way < AHEAD * self.executor.slots:
                number, source = next(coming, (0, None))
                if source is None:
                    break
                self.under_way += 1
                keep = str(self.folder.keep(number))
                self.executor.submit(Identify(number, source, keep))
            if not self.under_way:
                return
            for task, answer in self.executor.collect(TICK):
                self._take(task, answer)
            if self.watcher is not None:
                self.watcher.tick()
            if self.stopped():
                raise KeyboardInterrupt

    def _take(self, task: Task, answer: Answer) -> None:
        """Bring one source one step further, or to its end."""
        if isinstance(answer, Unwritten):
            raise OutputError(answer.reason)
        if isinstance(answer, Identified):
            self._route(task, answer)
        elif isinstance(answer, Parsed) and isinstance(task, Parse):
            self._finish(
                task,
                self._record(
                    task,
                    "done",
                    report=self.folder.name_of(Path(task.target)),
                    pages=answer.pages,
                    findings=answer.findings,
                    seconds=answer.seconds,
                ),
            )
        elif isinstance(answer, Failed):
            self._finish(task, self._record(task, answer.status, reason=answer.reason))

    def _route(self, task: Task, found: Identified) -> None:
        """Decide by the digest: parsed before, the same as another source, or to be parsed."""
        source, digest = task.source, found.sha256
        self.sizes[task.number] = found.size
        # Whether bytes of another format are a fault depends on the name: see `work.perform`.
        passed_over = source.found and PurePath(source.name).suffix.lower() not in REPORT_NAMES
        known = self.taken.setdefault((digest, passed_over), source.name)
        target = self.folder.report(digest, VERSION)
        parse = Parse(
            task.number,
            source,
            digest,
            str(self.folder.keep(task.number)) if source.remote else source.location,
            str(target),
            self.fresh,
            self.engine,
        )
        before = self.before.get(digest)
        if known != source.name:
            self._finish(parse, self._record(parse, "duplicate", duplicate_of=known))
        elif before is not None and target.exists():
            self._finish(parse, replace(before, source=source.name), resumed=True)
        else:
            self.executor.submit(parse)

    def _finish(self, task: Task, record: Record, *, resumed: bool = False) -> None:
        """The one place where a source comes to its end."""
        last = self.manifest.records.get(record.source)
        if not (resumed and last == record) and not _same_duplicate(last, record):
            self.manifest.add(record)
        if task.source.remote:
            self.folder.keep(task.number).unlink(missing_ok=True)
        self.sizes.pop(task.number, None)
        self.under_way -= 1
        self.totals.add(record, resumed=resumed)
        if self.loader is not None and record.status == "done" and record.report is not None:
            self.loader(record, self.folder.path / record.report)
        if self.watcher is not None:
            self.watcher.settled(record, resumed=resumed)

    def _record(self, task: Task, status: Status, **known: object) -> Record:
        """Make the record of a source from what its task knows."""
        record = Record(
            task.source.name,
            status,
            VERSION,
            sha256=task.sha256 if isinstance(task, Parse) else None,
            bytes=self.sizes.get(task.number),
            at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        )
        return replace(record, **known)  # type: ignore[arg-type]


def _same_duplicate(last: Record | None, record: Record) -> bool:
    return (
        last is not None
        and last.status == record.status == "duplicate"
        and (last.sha256, last.parser) == (record.sha256, record.parser)
    )
