"""A difference of two reports: changes, each with both sides and the words that differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from reportparse.frozen import frozen_record

Part = Literal[
    "metadata",
    "outline",
    "text",
    "abbreviation",
    "note",
    "table",
    "column",
    "row",
    "cell",
    "table note",
    "figure",
    "record",
]
Action = Literal["added", "removed", "changed", "renamed", "moved", "renumbered"]
MIRRORED: Final[dict[Action, Action]] = {"added": "removed", "removed": "added"}


@frozen_record
class Segment:
    """A stretch of the words of both sides: the same in both, or what one has for the other's."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.before == self.after


@frozen_record
class Side:
    """One side of a change: id of the element in that report, and what it says.

    `kind` is the kind of a cell's value, so that nil, blank, unread and zero stay apart.
    """

    id: str
    text: str
    kind: str | None = None


@frozen_record
class Change:
    """One change. `before` is None for what was added, `after` for what was removed.

    `where` says in words what it is about: the heading path, the table with row and column.
    `what` names the aspect: `words`, `number`, `value`, `markers`, `place`, a field. `words` has
    the stretches of both texts where words were changed. `untold` marks what one side cannot
    tell, since it was read from a text dump: no difference of the reports as far as one can know.
    """

    part: Part
    action: Action
    what: str
    where: str
    before: Side | None
    after: Side | None
    words: tuple[Segment, ...] = ()
    untold: bool = False

    def mirrored(self) -> Change:
        """Return the change as it looks from the other side."""
        return replace(
            self,
            action=MIRRORED.get(self.action, self.action),
            before=self.after,
            after=self.before,
            words=tuple(Segment(own.after, own.before) for own in self.words),
        )


@frozen_record
class Difference:
    """All changes from one report to another, in the order of the second."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes of the reports, without what a dump cannot tell."""
        return tuple(own for own in self.changes if not own.untold)
