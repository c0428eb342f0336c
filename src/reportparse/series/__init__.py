"""What the years say: figures by indicator, period and report, and what became of them.

    engine = storage.connect("sqlite:///reports.db")
    years = series.series(engine, "issuance")     one `Series` for each indicator
    years.series[0].statements, .findings         every print of it, and what comparing them shows

An indicator is a figure of a kind of record, told apart by what the records of that kind are named
by (a code of the vocabulary, a commitment period): nothing here knows a word of one report.
"""

from reportparse.series.model import Document, Finding, Indicator, Series, Statement, When
from reportparse.series.run import Years, matching, series

__all__ = [
    "Document",
    "Finding",
    "Indicator",
    "Series",
    "Statement",
    "When",
    "Years",
    "matching",
    "series",
]
