"""Ids that stay the same from one parse to the next, and from one door to the other.

They are made of what the print numbers: `p12` is paragraph 12, `p12.a` its item (a), `s3.A.2`
the second subsection of section A of section 三, `table-9`, `n19`. What the print does not number
is counted inside what it stands in. A repeated name gets `-2`, `-3` behind it.
"""

from __future__ import annotations


class Names:
    """Hands out ids, each once."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """Return `name`, with a number behind it when it was handed out before.

        >>> names = Names()
        >>> names.unique("p1"), names.unique("p1"), names.unique("p2")
        ('p1', 'p1-2', 'p2')
        """
        count = self._used.get(name, 0) + 1
        self._used[name] = count
        return name if count == 1 else self.unique(f"{name}-{count}")
