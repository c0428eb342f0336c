"""Chinese-language UN reports to validated JSON, every figure with its place.

>>> import reportparse
>>> report = reportparse.parse("一. 导言\\n\\n1. 本报告介绍情况。\\n".encode())
>>> report.findings[0].code
'not-a-un-report'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportparse.errors import ReportparseError
from reportparse.version import VERSION

if TYPE_CHECKING:
    from reportparse.reading import parse
    from reportparse.report import Finding, Report

__version__ = VERSION

__all__ = ["Finding", "Report", "ReportparseError", "__version__", "parse"]

_HOMES = {
    "parse": "reportparse.reading",
    "Report": "reportparse.report",
    "Finding": "reportparse.report",
}


def __getattr__(name: str) -> object:
    """Load what is asked for only then: the libraries underneath take long to import."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'reportparse' has no attribute {name!r}")
