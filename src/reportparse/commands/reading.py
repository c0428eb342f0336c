"""A report from a file that holds one: a result in JSON, or a PDF or dump to parse."""

from __future__ import annotations

from reportparse.commands.engine import Engine
from reportparse.commands.terminal import fetched
from reportparse.errors import NotAReport
from reportparse.reading import parse
from reportparse.report import Report
from reportparse.sinks.jsonfile import read_json


def report_in(file: str, password: str | None = None, engine: Engine = "auto") -> Report:
    """Return the report in `file`, `-` for standard input; raises `ReportparseError`.

    JSON begins with a brace, which no PDF and no dump of a report does.
    """
    data, name = fetched(file)
    if not data.lstrip().startswith(b"{"):
        return parse(data, password=password, name=name, engine=engine)
    try:
        return read_json(data)
    except ValueError as error:
        raise NotAReport("JSON, but no result of this version of reportparse") from error
