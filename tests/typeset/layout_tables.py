"""Tables beside each other, in frames, with captions below, with stubs over several rows."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Literal

from tests.typeset import vocabulary as v
from tests.typeset.flow import NOTE_SIZE, Desk
from tests.typeset.manuscript import Cell, Column, Language, Row, Table
from tests.typeset.placed_tables import PADDING, halves
from tests.typeset.settings import Settings, measures
from tests.typeset.sorts import Style
from tests.typeset.tables import edges_of, lay_lanes
from tests.typeset.words import pick

Shape = Literal["pair", "below", "framed", "spans", "bare pair", "chart"]
SHAPES: tuple[Shape, ...] = ("pair", "below", "framed", "spans", "bare pair", "chart")
LONG_STUBS: dict[Language, tuple[str, ...]] = {
    "zh": ("拉丁美洲和加勒比经济委员会次区域总部及其驻巴西利亚和波哥大的各办事处",),
    "en": (
        "Office for the Coordination of Humanitarian Affairs and its regional offices in Asia",
        "Economic Commission for Latin America and the Caribbean, with its subregional offices",
    ),
}
STUBS: dict[Language, tuple[str, ...]] = {
    "zh": ("摊款", "利息", "差旅", "咨询", "内罗毕", "曼谷", "一般事务", "专业人员"),
    "en": ("Nairobi", "Bangkok", "Travel", "Interest", "Posts", "Training"),
}
HEADS: dict[Language, tuple[str, ...]] = {
    "zh": ("2022", "2023", "核定", "在职", "支出", "余额"),
    "en": ("2022", "2023", "Planned", "Actual", "Vacant"),
}
TALL = 4
"""Rows that a stub covers, at most."""


def draw_layout(draw: Random, number: str | None, language: Language) -> Table:
    """Draw a table, or two beside each other, of one of the shapes."""
    shape = draw.choice(SHAPES)
    columns = draw.randint(1, 2) if "pair" in shape or shape == "chart" else draw.randint(1, 4)
    own = number or ("表 9" if language == "zh" else "Table 9")
    if shape == "spans":
        return _spans(draw, own, language, columns)
    table = _table(draw, own, language, columns)
    if shape == "chart":
        names = draw.sample(STUBS[language], draw.randint(2, 4))
        return replace(table, chart=tuple(names))
    if "pair" in shape:
        following = (
            f"表 {draw.randint(10, 20)}" if language == "zh" else f"Table {draw.randint(10, 20)}"
        )
        other = _table(draw, following, language, draw.randint(1, 2))
        if shape == "bare pair":
            return replace(table, beside=replace(other, dress="bare"), dress="bare")
        return replace(table, beside=other)
    if shape == "below":
        return replace(table, place="below", headnote=None)
    return replace(table, place="framed")


def _table(draw: Random, number: str | None, language: Language, count: int) -> Table:
    titles = v.TABLE_TITLES if language == "zh" else v.ENGLISH_TITLES
    rows = tuple(
        Row("data", Cell(draw.choice(STUBS[language])), _values(draw, count))
        for _ in range(draw.randint(2, 7))
    )
    if draw.random() < 0.4:
        name = "共计" if language == "zh" else "Total"
        rows = (*rows, Row("total", Cell(name), _values(draw, count)))
    source = None
    if draw.random() < 0.3:
        source = "资料来源：秘书处。" if language == "zh" else "Source: Secretariat."
    head = Column("类别" if language == "zh" else "Item", numeric=False, share=2.0)
    heads = tuple(Column(draw.choice(HEADS[language])) for _ in range(count))
    title = (pick(titles, draw.randint(0, 4095)),)
    return Table(number, title, (head, *heads), rows, source=source)


def _values(draw: Random, count: int) -> tuple[Cell, ...]:
    return tuple(Cell(str(draw.randint(1, 999))) for _ in range(count))


def _spans(draw: Random, number: str | None, language: Language, count: int) -> Table:
    """Draw a table with stubs over several rows; without rules only what the places show."""
    table = _table(draw, number, language, max(2, count))
    tied = draw.random() < 0.5
    stand: Literal["top", "middle", "bottom"] = "middle"
    if tied:
        stand = draw.choice(("top", "middle", "bottom"))
    rows: list[Row] = []
    sizes = [draw.choice((1, 2, 3, TALL) if tied else (1, 2, 2, TALL)) for _ in range(4)]
    if tied:
        sizes = [1, 2, *sizes]
    for size in sizes:
        stub = Cell(draw.choice(STUBS[language]))
        if tied and size > 2 and draw.random() < 0.5:
            # On two rows its lines would reach into the cells above and below.
            stub = Cell(draw.choice(LONG_STUBS[language]))
        for at in range(size):
            values = _values(draw, max(2, count))
            own = Row("data", stub if at == 0 else Cell(""), values, tall=size if at == 0 else 1)
            rows.append(own)
    total = tuple(row for row in table.rows if row.kind == "total")
    return replace(table, rows=(*rows, *total), stand=stand, tied=tied)


def layout_fits(table: Table, language: Language, setting: Settings) -> bool:
    """Tell whether a table finds room on the page that `setting` describes."""
    desk = Desk(measures("geneva", setting.landscape), setting)
    style = Style(NOTE_SIZE, language=language)
    left, right = edges_of(table, desk)
    places = [(table, (left, right))]
    if table.chart:
        places = [(table, halves(desk)[0])]
    elif table.beside is not None:
        places = list(zip((table, table.beside), halves(desk), strict=True))
    elif table.place == "framed":
        places = [(table, (left + PADDING, right - PADDING))]
    try:
        for own, edges in places:
            lay_lanes(own, style, *edges, desk)
    except ValueError:
        return False
    return True
