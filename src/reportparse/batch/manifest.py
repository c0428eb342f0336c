"""The manifest: one line of JSON for each source, safe against a stop at any moment.

During a run records are only added, each reaching the disk before the next; a later record of a
source replaces an earlier one. At the end of a run the file is written anew in one step, sorted,
one line a source. A line that was cut off by a stop is left out on reading, and its source is
looked at again.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from reportparse.batch.model import FAILED, Record
from reportparse.errors import OutputError
from reportparse.pages.open import fetch
from reportparse.sinks.files import write_whole

FIELDS = tuple(field.name for field in dataclasses.fields(Record))
PLAIN_MODE = 0o666


def line_of(record: Record) -> bytes:
    """Return a record as a line of JSON.

    A file name that is no valid text is kept by escapes.

    >>> line_of(Record("a.pdf", "refused", "0.1", reason="empty"))[:53]
    b'{"source": "a.pdf", "status": "refused", "parser": "0'
    """
    values = {name: getattr(record, name) for name in FIELDS}
    values["findings"] = dict(record.findings)
    try:
        return json.dumps(values, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(values).encode() + b"\n"


def record_of(line: bytes) -> Record | None:
    """Return the record of a line; None if the line is not whole."""
    try:
        values = json.loads(line)
        return Record(**{name: values[name] for name in FIELDS})
    except (ValueError, KeyError, TypeError):
        return None


def read_manifest(path: Path) -> dict[str, Record]:
    """Return the last record of each source; nothing if there is no manifest."""
    data = fetch(path)[0] if path.exists() else b""
    found = (record_of(line) for line in data.split(b"\n") if line)
    return {record.source: record for record in found if record is not None}


def settled(records: Iterable[Record]) -> list[Record]:
    """Sort records, and settle which of several sources with the same bytes has the result.

    It is the first by name, whichever was parsed in fact, so that the order in which workers
    finish makes no difference.
    """
    ordered = sorted(records, key=lambda record: record.source)
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in ordered:
        if record.sha256 is not None:
            groups.setdefault((record.sha256, record.parser), []).append(record)
    return [
        record if record.sha256 is None else _settle(record, groups[(record.sha256, record.parser)])
        for record in ordered
    ]


def _settle(record: Record, group: list[Record]) -> Record:
    results = [one for one in group if one.status != "duplicate"]
    if not results:
        return record
    result = min(results, key=lambda one: (_rank(one), one.source))
    first = group[0]
    if record is first:
        return replace(result, source=record.source)
    return Record(
        source=record.source,
        status="duplicate",
        parser=record.parser,
        sha256=record.sha256,
        bytes=record.bytes,
        duplicate_of=first.source,
        at=record.at,
    )


def _rank(record: Record) -> int:
    """A result beats a failure under other limits, and that beats a file passed over."""
    return 0 if record.status == "done" else 1 if record.status in FAILED else 2


def canonical(records: Iterable[Record]) -> bytes:
    """Return what two runs over the same sources must agree in, byte for byte.

    `seconds` and `at` say how a run went, not what is in the sources: they are left out.
    """
    bare = (replace(one, seconds=None, at=None) for one in settled(records))
    return b"".join(map(line_of, bare))


class Manifest:
    """The manifest of an open run; `records` holds the last record of each source."""

    def __init__(self, path: Path) -> None:
        """Open the manifest at `path` or begin one; raises `OutputError`."""
        self.path = path
        self.records: dict[str, Record] = read_manifest(path)
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PLAIN_MODE)
            self._cut_torn_line()
        except OSError as error:
            raise self._unwritten(error) from error

    def add(self, record: Record) -> None:
        """Add a record; it is on the disk on return. Raises `OutputError`, and then added none."""
        line = line_of(record)
        before = os.fstat(self._file).st_size
        try:
            written = os.write(self._file, line)
            if written != len(line):
                written += os.write(self._file, line[written:])
            os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, before)
            raise self._unwritten(error) from error
        self.records[record.source] = record

    def compact(self) -> None:
        """Write the file anew, settled and sorted, in one step."""
        records = settled(self.records.values())
        write_whole(self.path, b"".join(map(line_of, records)))
        self.records = {record.source: record for record in records}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._file)

    def _cut_torn_line(self) -> None:
        """Take off what stands behind the last line end: a new line must not join it."""
        data = fetch(self.path)[0]
        if data and not data.endswith(b"\n"):
            os.ftruncate(self._file, data.rfind(b"\n") + 1)

    def _unwritten(self, error: OSError) -> OutputError:
        return OutputError(f"cannot write {self.path}: {str(error.strerror or error).lower()}")


def parsed_before(records: Mapping[str, Record], parser: str) -> dict[str, Record]:
    """Return the records of reports that this version of the parser made, by digest."""
    return {
        record.sha256: record
        for record in records.values()
        if record.status == "done" and record.parser == parser and record.sha256 is not None
    }
