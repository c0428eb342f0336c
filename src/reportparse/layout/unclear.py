"""What the layout could not tell, until it is told as a finding."""

from __future__ import annotations

from reportparse.frozen import frozen_record
from reportparse.layout.model import Piece


@frozen_record
class Unclear:
    """Something that can be read in two ways: the code of the finding, and where it stands.

    One of the readings was taken, always the same one for the same print; `message` says which.
    """

    code: str
    message: str
    pieces: tuple[Piece, ...]
