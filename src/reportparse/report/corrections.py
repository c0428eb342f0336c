"""Models of a reviewer's marks: what somebody who looked at the page says of the parse.

They are kept beside the report, never in it: the parse stays what the parser made of the print.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, StringConstraints

from reportparse.report.base import Model

CORRECTIONS_VERSION: Final = "1"

Words = Annotated[str, StringConstraints(max_length=4000)]
"""What a person types; longer ones are no remark any more."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Correction(Model):
    """One mark at one cell or one finding.

    `target` is the id of a cell (`table-5.3.0` is row 3, column 0) or the key of a finding
    (`corrections.doubts`). `old` is what the parse says there: the print of the cell, the message
    of the finding. `confirmed`: the reviewer saw the same on the page; `new` is None.
    `corrected`: `new` is what the page prints, or for a finding what there is to say of it.
    """

    target: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    kind: Literal["cell", "finding"]
    status: Literal["confirmed", "corrected"]
    what: Words = ""
    old: str
    new: Words | None = None
    who: Name
    when: AwareDatetime
    comment: Words | None = None


class Corrections(Model):
    """All marks of one report: the sidecar file. At most one counts for a target: the latest."""

    corrections_version: Literal["1"] = CORRECTIONS_VERSION
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    name: str | None = None
    symbol: str | None = None
    parser_version: str
    marks: tuple[Correction, ...] = ()
