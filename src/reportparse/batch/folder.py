"""The folder that a batch fills: where its files lie, and that only one run fills it at a time.

OUT/manifest.jsonl                              one line a source
OUT/reports/<2 signs>/<sha256>-<version>.json   one report for each content
OUT/.fetched/                                   bytes of remote sources, while a run needs them
OUT/.lock                                       held by the run that is under way
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from reportparse.errors import OutputError

PREFIX = 2
PLAIN_MODE = 0o666
PARTS = "*/.*.part"


class Folder:
    """An output folder, locked for one run."""

    def __init__(self, path: Path) -> None:
        """Make and lock the folder; raises `OutputError` if that cannot be done."""
        self.path = path.absolute()
        self.manifest = self.path / "manifest.jsonl"
        self.reports = self.path / "reports"
        self.fetched = self.path / ".fetched"
        try:
            self.reports.mkdir(parents=True, exist_ok=True)
            self.fetched.mkdir(exist_ok=True)
            self._lock = os.open(self.path / ".lock", os.O_RDWR | os.O_CREAT, PLAIN_MODE)
        except OSError as error:
            raise OutputError(f"cannot use {path}: {_reason(error)}") from error
        try:
            _take(self._lock)
        except OSError as error:
            os.close(self._lock)
            raise OutputError(f"another batch is writing to {path}; wait for its end") from error
        self.sweep()

    def report(self, sha256: str, parser: str) -> Path:
        """Return where the report of a content lies; whoever writes it makes its folder."""
        return self.reports / sha256[:PREFIX] / f"{sha256}-{parser}.json"

    def keep(self, number: int) -> Path:
        """Return where the bytes of the remote source `number` wait to be parsed."""
        return self.fetched / str(number)

    def name_of(self, path: Path) -> str:
        """Return a path as the manifest writes it: from this folder, with slashes."""
        return path.relative_to(self.path).as_posix()

    def sweep(self) -> None:
        """Remove what killed processes left behind: parts of files under passing names."""
        left = [*self.reports.glob(PARTS), *self.path.glob(".*.part"), *self.fetched.iterdir()]
        for path in left:
            with contextlib.suppress(OSError):
                path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.sweep()
        with contextlib.suppress(OSError):
            self.fetched.rmdir()
        os.close(self._lock)


def _take(handle: int) -> None:
    """Lock an open file; the lock ends with the process, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs at once are the user's own care there
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _reason(error: OSError) -> str:
    return str(error.strerror or error).lower()
