"""What differs between two reports; docs/diff.md says how they are compared."""

from reportparse.diff.compare import compare
from reportparse.diff.model import Change, Difference, Side

__all__ = ["Change", "Difference", "Side", "compare"]
