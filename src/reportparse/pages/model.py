"""What every reader of files delivers: typed pages of a PDF, or the lines of a text dump.

Nothing behind this module knows which library read the file. All coordinates are points from the
top left corner of the page as it is displayed; a page turned by 90 degrees arrives here upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportparse.frozen import frozen_record
from reportparse.provenance import Box


@frozen_record
class Glyph:
    """One printed character.

    `x`, `baseline` is the origin of the glyph: the only ordinate that glyphs of one line share
    when several fonts meet on it. `size` is the displayed size in points. `tag` is the index of
    the structure tag in `Page.tags` that holds the glyph, or None. A blank is a glyph too.
    A glyph without a known character has the text U+FFFD. `double` marks the second strike of a
    character printed twice on the same spot (imitated bold): ink, but no text of its own.
    """

    text: str
    box: Box
    x: float
    baseline: float
    size: float
    font: str
    bold: bool
    italic: bool
    upright: bool
    tag: int | None = None
    double: bool = False


@frozen_record
class Rule:
    """A straight printed rule, either axis, whole: touching pieces of one thickness are joined.

    `joints` are the ordinates (x of a horizontal rule, y of a vertical one) at which the print
    cuts it into pieces, both ends excluded. Word processors cut at every column edge, so these
    are exact column edges. `picture` is the index in `Page.pictures` of the drawing that the rule
    is part of (the axis of a chart), or None.
    """

    box: Box
    thickness: float
    joints: tuple[float, ...] = ()
    picture: int | None = None

    @property
    def horizontal(self) -> bool:
        return self.box.width >= self.box.height


@frozen_record
class Picture:
    """Something drawn: an `image`, a `drawing` (vector paths that are no rules), or a `fill`
    (a coloured area behind text). `tag` is the structure tag in `Page.tags`, or None.

    `inked` are the heights of a drawing, from the top down, between which its strokes and bars
    stand; there may be paper between two of them. Empty where it is not known.
    """

    box: Box
    kind: str
    tag: int | None = None
    inked: tuple[tuple[float, float], ...] = ()


@frozen_record
class Link:
    """A link annotation: its address and the area that one clicks."""

    url: str
    box: Box


@frozen_record
class Tag:
    """One element of the structure tree as far as it touches this page.

    `path` are the roles from the root down, such as ("Document", "Table", "TR", "TD", "P");
    `element` numbers the innermost element in the whole tree, `ancestors` the elements above it,
    outermost first, parallel to `path[:-1]`: two glyphs stand in the same table cell exactly when
    they share the number at the TD of their path. `rows` is how many table rows that cell covers,
    as its attributes say.
    """

    path: tuple[str, ...]
    element: int
    ancestors: tuple[int, ...] = ()
    rows: int = 1


@frozen_record
class Page:
    """One page of a PDF as displayed. `number` counts from 1; glyphs are in stream order.

    `turned` is by how many degrees clockwise the page was turned beyond what its file asks for,
    because most of its text stood sideways. `unmapped` counts glyphs without a meaning.
    `losses` are sentences about ink of this page that could not be read: something of the print
    is missing here. `troubles` are sentences about evidence that is missing while the print is
    whole (a structure tree that cannot be read). `reread` says why the page was read a second
    time, by another library; empty where the first reading stands.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    turned: int = 0
    unmapped: int = 0
    troubles: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()


@frozen_record
class DumpLine:
    """One line of a text dump: its number from 1 and its characters without the line end.

    `sheet` counts the form feeds before it, from 1.
    """

    number: int
    text: str
    sheet: int = 1


@frozen_record
class Dump:
    """A text dump: every line, blank ones too, and how its bytes were read."""

    lines: tuple[DumpLine, ...]
    encoding: str
    troubles: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


@frozen_record
class PdfFile:
    """A PDF that has been opened: what is known of it before its pages are read.

    `pages` can be walked once and reads one page at a time. `page_count` counts all pages of the
    file, also those not asked for. `reader` names the library and its version. `info` is the
    document information dictionary, as far as it is text. `troubles` and `losses` as for a page.
    """

    pages: Iterator[Page]
    page_count: int
    reader: str
    tagged: bool = False
    info: tuple[tuple[str, str], ...] = ()
    troubles: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
