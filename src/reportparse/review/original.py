"""The original as the page shows it: pictures of a PDF's pages, or the numbered lines of a dump."""

from __future__ import annotations

from reportparse.frozen import frozen_record
from reportparse.pages.model import Dump, Page
from reportparse.pages.open import open_source
from reportparse.pages.picture import small_pictures
from reportparse.reading import parse
from reportparse.report.base import PagePlace
from reportparse.report.model import Report
from reportparse.review.boxes import Spot, spots_of

A4 = (595.28, 841.89)
"""The size of a page, in points, that is taken where only the report is known."""


@frozen_record
class PageView:
    """One page as displayed, in points; `turned` as in `pages.model.Page`. `picture` is WebP."""

    number: int
    width: float
    height: float
    turned: int = 0
    picture: bytes | None = None


@frozen_record
class Original:
    """What stands on the left: pages of a PDF, or lines of a dump with their numbers."""

    pages: tuple[PageView, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()


def read_original(
    data: bytes, *, name: str | None = None, password: str | None = None, pictures: bool = True
) -> tuple[Report, Original]:
    """Parse a PDF or dump and return the report with what the page shows of its source.

    Without `pictures`, pages come as sizes only. Raises the errors of `parse`.

    >>> report, original = read_original("一. 导言\\n\\n1. 本报告。\\n".encode())
    >>> original.lines[0]
    (1, '一. 导言')
    """
    seen: list[tuple[int, float, float, int]] = []

    def note(page: Page) -> None:
        seen.append((page.number, page.width, page.height, page.turned))

    report = parse(data, password=password, name=name, seen=note)
    if report.source.media_type != "application/pdf":
        opened = open_source(data)
        assert isinstance(opened, Dump)
        return report, Original(lines=tuple((line.number, line.text) for line in opened.lines))
    wanted = {number: turned for number, _, _, turned in seen}
    drawn = dict(small_pictures(data, wanted, password)) if pictures else {}
    views = (PageView(*sizes, drawn.get(sizes[0])) for sizes in seen)
    return report, Original(pages=tuple(views))


def only_places(report: Report) -> Original:
    """Return the pages of a report whose source is not at hand: empty, as large as is known.

    >>> from reportparse.reading import parse
    >>> only_places(parse("一. 导言\\n\\n1. 本报告。\\n".encode()))
    Original(pages=(), lines=())
    """
    if report.source.media_type != "application/pdf":
        return Original()
    sizes: dict[int, tuple[float, float]] = {}
    for number in report.source.pages_read or range(1, (report.source.pages or 0) + 1):
        sizes[number] = A4
    for spot in spots_of(report):
        _stretch(sizes, spot)
    views = (PageView(number, *size) for number, size in sorted(sizes.items()))
    return Original(pages=tuple(views))


def _stretch(sizes: dict[int, tuple[float, float]], spot: Spot) -> None:
    if isinstance(spot.place, PagePlace) and spot.place.box is not None:
        width, height = sizes.get(spot.place.page, A4)
        _, _, right, bottom = spot.place.box
        sizes[spot.place.page] = (max(width, right), max(height, bottom))
