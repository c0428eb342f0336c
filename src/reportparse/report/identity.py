"""By what a report is known outside of itself: in a database, in the names of files."""

from __future__ import annotations

from typing import Final

ID_SIGNS: Final = 16
"""Hex digits of the SHA-256 that name a report: 64 bits, short enough to read and to join on.

The whole digest stands beside it and is unique; two files that share the digits are an error.
"""


def report_id_of(sha256: str) -> str:
    """The key of the report made of the file with this digest.

    >>> report_id_of("bac55625bac10a7fe76aba530700f2b6a7be4415c0bdcf7c9a6b3fcaaaca8e97")
    'bac55625bac10a7f'
    """
    return sha256[:ID_SIGNS]
