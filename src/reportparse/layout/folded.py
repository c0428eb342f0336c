"""Lines of a long report, of which few lie open at a time.

All lines are kept until the report is built, but where each of their characters stands and how it
looks is asked for page by page: by the finding of notes, of tables, of headings, of links. So these
fields of most pages lie folded, in a fourth of their room. A line that is asked for such a field
takes it from its page, and a page that was opened long ago is folded again; nobody who asks has to
know.
"""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from reportparse.layout.model import FOLDED, Line, Sheet

LONG: Final = 100
"""Pages from which a report is so long that it is worth a moment to spare memory."""

OPEN: Final = 24
"""Pages of it that lie open: a table and what is compared with it seldom reach over more."""

_SET: Final = object.__setattr__
_DELETE: Final = object.__delattr__
"""Nobody else may change a line."""


class OpenPages:
    """The pages of a report; of a long one those opened last lie open.

    >>> sheets = [Sheet(at, (Line(at, at, "字", range(1), xs=((1.0, 2.0),)),)) for at in range(200)]
    >>> with OpenPages() as pages:
    ...     kept = list(pages.kept(sheets))
    ...     [line.xs for sheet in kept[:2] for line in sheet.lines]
    [((1.0, 2.0),), ((1.0, 2.0),)]
    """

    def __init__(self) -> None:
        self._open: deque[Fields] = deque()
        self._most = LONG

    def __enter__(self) -> OpenPages:
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the lines, which know their fields."""
        for fields in self._open:
            fields.release()
        self._open.clear()

    def kept(self, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
        """Pass on sheets; the lines of most of them lie folded."""
        for sheet in sheets:
            of_name = {}
            for names in FOLDED if sheet.lines else ():
                fields = Fields(self, sheet.lines, names)
                of_name.update(dict.fromkeys(names, fields))
                self.opened(fields)
            for line in sheet.lines:
                _SET(line, "_folded", of_name)
            yield sheet

    def opened(self, fields: Fields) -> None:
        """Note that fields of a page are open, and fold those that have been so the longest."""
        self._open.append(fields)
        if len(self._open) > self._most * len(FOLDED):
            self._most = OPEN
        while len(self._open) > self._most * len(FOLDED):
            self._open.popleft().fold()


class Fields:
    """Some fields of the lines of one page; while they are folded, the lines are without them."""

    __slots__ = ("_first", "_lines", "_names", "_packed", "_pages", "_values")

    def __init__(self, pages: OpenPages, lines: Sequence[Line], names: Sequence[str]) -> None:
        self._pages = pages
        self._names = names
        self._first = lines[0].number
        self._lines = list(lines)
        self._packed = b""
        self._values: Sequence[Sequence[Any]] = ()

    def fold(self) -> None:
        """Take the fields from the lines that have them."""
        if not self._packed:
            values = [[getattr(line, name) for name in self._names] for line in self._lines]
            self._packed = zlib.compress(pickle.dumps(values, pickle.HIGHEST_PROTOCOL), 1)
        for line in self._lines:
            line.forget()
            for name in self._names:
                _DELETE(line, name)
        self.release()

    def restore(self, line: Line) -> None:
        """Give a line its fields back."""
        if not self._values:
            self._values = pickle.loads(zlib.decompress(self._packed))
            self._pages.opened(self)
        for name, value in zip(self._names, self._values[line.number - self._first], strict=True):
            _SET(line, name, value)
        self._lines.append(line)

    def release(self) -> None:
        """Know neither lines nor values any more."""
        self._lines, self._values = [], ()
