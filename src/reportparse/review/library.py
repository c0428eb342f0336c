"""Where the files of a database's reports lie: found by their contents, whatever their names."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportparse.errors import ReportparseError
from reportparse.pages.open import fetch
from reportparse.pages.picture import small_pictures
from reportparse.report.model import Report
from reportparse.review.original import Original, only_places, read_original
from reportparse.sinks.jsonfile import read_json

OPEN_AT_ONCE: Final = 4
"""Reports that are kept parsed: a reader goes back and forth between a few."""


@dataclass(slots=True)
class Opened:
    """A report with its original, and the bytes to draw its pages from; None without source."""

    report: Report
    original: Original
    data: bytes | None


class Library:
    """The folders in which the files of reports are looked for.

    Several threads may ask; PDFium is not made for that, so they take turns.
    """

    def __init__(self, folders: Iterable[Path], password: str | None = None) -> None:
        self._folders = tuple(folders)
        self._password = password
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._turn = threading.RLock()
        self._by_size: dict[int, list[Path]] | None = None

    def opened(self, sha256: str, size: int) -> Opened | None:
        """Return the report of a file with that digest and size; None where it is not at hand.

        Without the file itself, its result in JSON as `batch` leaves it will do.
        """
        with self._turn:
            if sha256 in self._open:
                self._open.move_to_end(sha256)
                return self._open[sha256]
            found = self._source(sha256, size) or self._result(sha256)
            if found is not None:
                self._open[sha256] = found
                if len(self._open) > OPEN_AT_ONCE:
                    self._open.popitem(last=False)
            return found

    def picture(self, opened: Opened, page: int) -> bytes | None:
        """Return the picture of a page as WebP, None where there is none."""
        view = next((own for own in opened.original.pages if own.number == page), None)
        if view is None or opened.data is None:
            return None
        with self._turn:
            wanted = {page: view.turned}
            return dict(small_pictures(opened.data, wanted, self._password))[page]

    def _source(self, sha256: str, size: int) -> Opened | None:
        for path in self._files().get(size, ()):
            try:
                data, name = fetch(path)
            except ReportparseError:
                continue
            if hashlib.sha256(data).hexdigest() == sha256:
                report, original = read_original(
                    data, name=name, password=self._password, pictures=False
                )
                drawn = data if report.source.media_type == "application/pdf" else None
                return Opened(report, original, drawn)
        return None

    def _result(self, sha256: str) -> Opened | None:
        for paths in self._files().values():
            for path in paths:
                if path.suffix != ".json" or not path.name.startswith(sha256):
                    continue
                try:
                    report = read_json(fetch(path)[0])
                except (ReportparseError, ValueError):
                    continue
                return Opened(report, only_places(report), None)
        return None

    def _files(self) -> dict[int, list[Path]]:
        """Every file of the folders, by its size; looked at once, when first asked."""
        if self._by_size is None:
            self._by_size = {}
            for folder in self._folders:
                for at, _, names in os.walk(folder):
                    for name in sorted(names):
                        self._note(Path(at) / name)
        return self._by_size

    def _note(self, path: Path) -> None:
        try:
            size = path.stat().st_size
        except OSError:
            return
        if self._by_size is not None and path.is_file():
            self._by_size.setdefault(size, []).append(path)
