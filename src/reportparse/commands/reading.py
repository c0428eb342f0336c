"""A report from a file that holds one: a result in JSON, or a PDF or dump to parse."""

from __future__ import annotations

import sys

from reportparse.commands.engine import Engine
from reportparse.errors import EmptyFile, NotAReport
from reportparse.pages.open import fetch
from reportparse.reading import parse
from reportparse.report import Report
from reportparse.sinks.jsonfile import read_json

STANDARD = "-"


def report_in(file: str, password: str | None = None, engine: Engine = "auto") -> Report:
    """Return the report in `file`, `-` for standard input; raises `ReportparseError`.

    JSON begins with a brace, which no PDF and no dump of a report does.
    """
    data, name = (_standard_input(), None) if file == STANDARD else fetch(file)
    if not data.lstrip().startswith(b"{"):
        return parse(data, password=password, name=name, engine=engine)
    try:
        return read_json(data)
    except ValueError as error:
        raise NotAReport("JSON, but no result of this version of reportparse") from error


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise EmptyFile
    return sys.stdin.buffer.read()
