"""A typesetter for tests: from the model of a report to a UN-layout PDF and a text dump.

It shares no code with the parser, so that what it says must come back (`expected`) is an honest
measure of it.
"""

from tests.typeset.dump import typeset_dump
from tests.typeset.expected import expected
from tests.typeset.pdf import typeset_pdf
from tests.typeset.settings import Settings
from tests.typeset.strategies import manuscripts, reports, settings

__all__ = [
    "Settings",
    "expected",
    "manuscripts",
    "reports",
    "settings",
    "typeset_dump",
    "typeset_pdf",
]
