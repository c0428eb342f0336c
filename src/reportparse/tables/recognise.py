"""The lines, rules and tags of all pages to tables: the whole road of this stage.

Nothing inside the area of a table is lost: print that finds no cell is kept as loose, with a
doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reportparse.findings import Doubt
from reportparse.layout.measures import body_size
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.lexicon.words import Words
from reportparse.tables.assemble import assembled, lines_of
from reportparse.tables.boxes import SAME_EDGE, is_prose_box
from reportparse.tables.captions import Caption, Captions, Label, caption_above, figure_above
from reportparse.tables.chunks import TagNumbers
from reportparse.tables.cut import cut_region
from reportparse.tables.find import Finder
from reportparse.tables.gaps import gappy
from reportparse.tables.grid import Grid
from reportparse.tables.inks import ink_of
from reportparse.tables.join import Part, goes_on, head_print, head_words
from reportparse.tables.lanes import below_labels, in_order, lane_of
from reportparse.tables.model import Recognised, Table
from reportparse.tables.region import Region
from reportparse.tables.ruled import full_grid
from reportparse.tables.tablenotes import NoteBlock, NoteReader
from reportparse.tables.under import Under, Unders, with_headnotes
from reportparse.tables.unruled import printed_again, stands_free, unruled_region
from reportparse.tables.vocabulary import TableWords


def recognise(sheets: Sequence[Sheet], *vocabularies: Words) -> tuple[Recognised, ...]:
    """Return all tables of the pages `sheets`, in reading order.

    The sheets hold body lines only: running heads, folios and footnotes are gone. With several
    vocabularies captions, totals and notes are read in any of the languages. A boxed grid below
    a figure caption is returned as a table without number whose caption is the figure's.
    """
    reader = _Reader(sheets, vocabularies)
    parts: list[Part] = []
    for sheet in sheets:
        if sheet.drawn:
            if parts:
                parts[-1], sheet = reader.notes_over(parts[-1], sheet)
            parts.extend(reader.parts(sheet))
    found = [assembled(group, reader.words) for group in _grouped(parts)]
    found += reader.stranded({line.number for own in found for line in lines_of(own.table)})
    return tuple(sorted(found, key=_place))


def _place(found: Recognised) -> int:
    return min(line.number for line in lines_of(found.table))


def grids_of(sheet: Sheet, sheets: Sequence[Sheet], *vocabularies: Words) -> tuple[Grid, ...]:
    """Return the grids of one page with their evidence, to be drawn."""
    return tuple(part.grid for part in _Reader(sheets, vocabularies).parts(sheet))


def _grouped(parts: Sequence[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    for part in parts:
        if group and goes_on(group[-1], part):
            group.append(part)
            continue
        if group:
            yield group
        group = [part]
    if group:
        yield group


class _Reader:
    """What is known of the whole document while its pages are read one by one."""

    def __init__(self, sheets: Sequence[Sheet], vocabularies: Sequence[Words]) -> None:
        self.words = TableWords(vocabularies)
        running = [line for sheet in sheets for line in sheet.lines if not gappy(line)]
        self.body = body_size(running or [line for sheet in sheets for line in sheet.lines])
        self.captions = Captions(vocabularies)
        self.finder = Finder(sheets, self.captions, self.body)
        self.unders = Unders(self.captions, self.body)
        self.notes = NoteReader(self.words, self.captions, self.body)
        self._open: Part | None = None
        self._opened: Part | None = None
        self._tail: Sequence[Line] = ()
        self._labels: list[tuple[Line, Label]] = []

    def parts(self, sheet: Sheet) -> Iterator[Part]:
        """The parts of tables on one page, from top to bottom."""
        tags = TagNumbers(sheet)
        self._opened, self._open = self._open, None
        opened = self._opened.grid.region if self._opened is not None else None
        ruled = self.finder.regions(sheet, opened)
        every = self._unders(sheet, ruled)
        unders = [under for under in every if not under.given_below]
        regions = self._with_unruled(sheet, ruled, unders)
        floors: list[tuple[Region, float]] = []
        for region in regions:
            ceiling = min(
                (o.top for o in regions if o.top > region.top and _in_one_lane(o, region)),
                default=sheet.height,
            )
            floor = max((y for o, y in floors if _in_one_lane(o, region)), default=0.0)
            under = next((own for own in unders if own.region is region), None)
            others = {n for own in unders if own is not under for n in own.numbers}
            seen = lane_of(region, sheet, regions, self.captions)
            seen = replace(seen, lines=tuple(x for x in seen.lines if x.number not in others))
            part = self._part(seen, region, tags, floor, ceiling, under)
            if part is None:
                continue
            floor = max([region.bottom, *(line.baseline for line in part.notes.lines)])
            floor = max(floor, under.bottom if under else 0.0)
            floors.append((region, floor))
            part = _with_doubt(part, every)
            self._open = part if part.last else None
            yield part
        floor = max((y for _, y in floors), default=0.0)
        self._tail = [line for line in sheet.lines if line.baseline > floor]

    def _unders(self, sheet: Sheet, regions: Sequence[Region]) -> tuple[Under, ...]:
        """The captions below tables of a page."""
        lines = [line for line in sheet.lines if line.upright and line.box is not None]
        inside = {line.number for region in regions for line in region.lines}

        def label_of(region: Region) -> int | None:
            seen = lane_of(region, sheet, regions, self.captions).lines
            above = [x for x in seen if x.upright and x.box and x.number not in inside]
            above = [x for x in above if x.baseline < region.top]
            caption = caption_above(above, region.top, self.captions, self.body)
            if caption is not None and caption.label is not None:
                return caption.lines[0].number
            return (
                -1 if figure_above(above, self.captions, self.body, region.x1 - region.x0) else None
            )

        def rows_follow(label: Line) -> bool:
            below = [x for x in lines if x.baseline > label.baseline and x.number not in inside]
            return unruled_region(sheet, below, self.captions, self.body) is not None

        tables = [region for region in regions if self._is_table(region, None)]
        return self.unders.of(sheet, tables, label_of, rows_follow)

    def _with_unruled(
        self, sheet: Sheet, regions: Sequence[Region], unders: Sequence[Under]
    ) -> Sequence[Region]:
        """Add the regions of tables without rules: below captions that no region answers to."""
        lines = [line for line in sheet.lines if line.upright and line.box is not None]
        inside = {line.number for region in regions for line in region.lines}
        taken = {
            line.number
            for region in regions
            for line in self._caption_lines(
                region,
                [
                    x
                    for x in lane_of(region, sheet, regions, self.captions).lines
                    if x.number not in inside and x.upright and x.box is not None
                ],
            )
        }
        taken |= {number for under in unders for number in under.numbers}
        found = list(regions)
        before = self._caption_before()
        alone = before is not None and before.label is not None and not self._opened
        opened = self._opened.grid.region if self._opened is not None else None
        again = opened is not None and not opened.bars and printed_again(opened, lines)
        if alone or again:
            region = unruled_region(sheet, lines, self.captions, self.body)
            if region is not None and not {line.number for line in region.lines} & inside:
                found.append(region)
                inside |= {x.number for x in region.lines}
        for at, line in enumerate(lines):
            if line.number in inside or line.number in taken:
                continue
            label = self.captions.read(line)
            if label is None or label.kind != "table" or not stands_free(lines, at):
                continue
            below = [x for x in lines[at + 1 :] if x.number not in inside]
            lanes = below_labels(line, below, self.captions)
            both = [
                region
                for lane in lanes or ()
                if (region := unruled_region(sheet, lane, self.captions, self.body)) is not None
            ]
            if len(both) > 1:
                found.extend(both)
                inside |= {x.number for own in both for x in own.lines}
                continue
            region = unruled_region(sheet, below, self.captions, self.body)
            if region is None:
                self._labels.append((line, label))
            else:
                found.append(region)
                inside |= {x.number for x in region.lines}
        return in_order(found)

    def stranded(self, held: Collection[int]) -> list[Recognised]:
        """Captions for which no table was found: kept, without rows, and flagged.

        `held` are the numbers of the lines that the tables found take print from.
        """
        found: list[Recognised] = []
        for line, label in self._labels:
            if line.number in held:
                continue
            own = Piece(line, 0, label.title)
            title = Piece(line, label.title, len(line.text)).trimmed()
            table = Table(
                caption=ink_of([own]),
                number=label.number,
                title=ink_of([title]) if title.text else None,
                headnotes=(),
                heads=(),
                columns=0,
                rows=(),
            )
            message = "A caption announces a table whose cells were not found."
            doubt = Doubt("table-without-grid", message, (own,), label.number, page=line.sheet)
            found.append(Recognised(table, (doubt,)))
        return found

    def _caption_lines(self, region: Region, lines: Sequence[Line]) -> Sequence[Line]:
        above = [line for line in lines if line.baseline < region.top]
        caption = caption_above(above, region.top, self.captions, self.body)
        return caption.lines if caption else ()

    def notes_over(self, part: Part, sheet: Sheet) -> tuple[Part, Sheet]:
        """Take the notes of `part` that go on at the top of the next page off that page."""
        ends = part.last or (
            part.notes.lines and part.notes.lines[-1] is part.grid.region.sheet.lines[-1]
        )
        open_ = part.grid.region.open_bottom and bool(part.grid.region.bars)
        if part.sheet + 1 != sheet.number or not ends or open_:
            return part, sheet
        lines = [line for line in sheet.lines if line.upright]
        more = self.notes.further(lines, part.notes, _raised_marks(part.grid.region))
        if not more.lines:
            return part, sheet
        taken = {line.number for line in more.lines}
        rest = tuple(line for line in sheet.lines if line.number not in taken)
        return replace(part, notes=part.notes.with_more(more)), replace(sheet, lines=rest)

    def _caption_before(self) -> Caption | None:
        """The caption that stands alone at the foot of the page before."""
        lines = [line for line in self._tail if line.upright]
        if not lines:
            return None
        below = lines[-1].baseline + lines[-1].size
        caption = caption_above(lines, below, self.captions, self.body)
        label = caption.label if caption else None
        return caption if label is None or label.kind == "table" else None

    def _part(
        self,
        sheet: Sheet,
        region: Region,
        tags: TagNumbers,
        floor: float,
        ceiling: float,
        under: Under | None,
    ) -> Part | None:
        above = [line for line in sheet.lines if floor < line.baseline < region.top]
        caption = None
        if not region.open_top:
            caption = caption_above(above, region.top, self.captions, self.body)
        if caption is None and not above and self._opened is None:
            caption = self._caption_before()
        if under is not None:
            caption = with_headnotes(under.caption, caption)
        if not self._is_table(region, caption):
            return None
        unlabelled = caption is None or caption.label is None
        if unlabelled and figure_above(above, self.captions, self.body, region.x1 - region.x0):
            return None
        label = caption.label if caption else None
        inside = {line.number for line in region.lines}
        region, boxed_notes = self._without_notes(region)
        grid = self._cut(region, tags, label is None and not above)
        if not grid.rows and not (region.open_bottom and grid.heads):
            return None
        goes_on = region.open_top or (region.open_bottom and any(map(gappy, region.lines)))
        if len(grid.columns) < 2 and label is None and not goes_on:
            return None
        below = [
            line
            for line in sheet.lines
            if line.number not in inside and region.bottom - 2 < line.baseline < ceiling
        ]
        bottom = region.bottom
        if under is not None:
            bottom = under.bottom
            below = [line for line in below if line.baseline > bottom]
        notes = boxed_notes
        if not region.open_bottom:
            more = self.notes.below(below, bottom, _raised_marks(region))
            notes = notes.with_more(more)
        taken = {line.number for line in (*notes.lines, *(caption.lines if caption else ()))}
        rest = [
            line
            for line in sheet.lines
            if line.number not in inside | taken and line.upright and _beside(line, region)
        ]
        return Part(
            grid,
            caption,
            notes,
            first=not any(line.baseline < region.top for line in rest),
            last=not any(line.baseline > region.bottom for line in rest) and not notes.lines,
            element=tags.table_of(region.lines),
            under=under is not None,
        )

    def _without_notes(self, region: Region) -> tuple[Region, NoteBlock]:
        """Part the notes at the foot of a box from its rows."""
        if not region.boxed or region.open_bottom:
            return region, NoteBlock()
        used = _raised_marks(region)
        for at in range(1, len(region.lines)):
            line = region.lines[at]
            if gappy(line):
                continue
            block = self.notes.below(region.lines[at:], line.baseline - line.size, used)
            if block.lines and len(block.lines) == len(region.lines) - at:
                return replace(region, lines=region.lines[:at]), block
        return region, NoteBlock()

    def _cut(self, region: Region, tags: TagNumbers, first: bool) -> Grid:
        """Cut a region; a boxed one at the top of a page may go on without a head."""
        opened = self._opened
        if opened is not None and region.open_top:
            return cut_region(region, tags, opened.grid)
        grid = cut_region(region, tags)
        if opened is None or not first:
            return grid
        if not region.boxed:
            alone = len(region.bars) == 2 and opened.grid.region.open_bottom
            repeated = head_print(opened.grid.heads) == head_print(grid.heads)
            return cut_region(region, tags, opened.grid) if alone and not repeated else grid
        before, after = opened.grid, grid
        same = len(before.columns) == len(after.columns) and all(
            abs(a.x0 - b.x0) < SAME_EDGE
            for a, b in zip(before.columns[1:], after.columns[1:], strict=True)
        )
        if same and head_words(before.heads) != head_words(after.heads):
            return cut_region(region, tags, opened.grid)
        return grid

    def _is_table(self, region: Region, caption: Caption | None) -> bool:
        """Tell whether a ruled region may be a table at all."""
        label = caption.label if caption else None
        if label is not None:
            return label.kind == "table" or (label.kind == "figure" and full_grid(region))
        if not region.open_top and is_prose_box(region, self.body):
            return False
        return not any(
            self.words.is_masthead(line.text) or self.captions.read(line) is not None
            for line in region.lines
        )


def _with_doubt(part: Part, unders: Sequence[Under]) -> Part:
    """Return a part with what is doubtful about its caption."""
    held = {line.number for line in part.caption.lines} if part.caption else set()
    doubts = [doubt for u in unders if u.numbers & held and (doubt := u.doubt()) is not None]
    grid = replace(part.grid, doubts=(*part.grid.doubts, *doubts))
    return replace(part, grid=grid) if doubts else part


def _in_one_lane(one: Region, other: Region) -> bool:
    """Tell whether two regions stand above each other, at least in part."""
    return one.x0 < other.x1 and one.x1 > other.x0


def _beside(line: Line, region: Region) -> bool:
    """Tell whether a line stands above or below a region, not to its left or right."""
    return line.box is not None and line.box.x0 < region.x1 and line.box.x1 > region.x0


def _raised_marks(region: Region) -> frozenset[str]:
    """What is printed raised in a region: the markers its notes have to explain."""
    return frozenset(
        mark.strip()
        for line in region.lines
        for run in line.runs
        if run.style.raised
        for mark in line.text[run.start : run.end].split(",")
    ) | frozenset(
        sign for line in region.lines for sign in ("*", "**", "***", "†", "‡") if sign in line.text
    )
