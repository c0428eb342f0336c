"""Lines of a layout dump that go on with a cell in the middle of a row."""

from __future__ import annotations

from reportparse.layout.model import Line
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_text import read_text_body

MANNER = Manner(True, 40)

ROWS = """\
2014 年 11 月 9 日至 13 日       马拉喀什，与附属机构第五十一             第 65 次会议
                            届会议同时举行
2015 年 2 月 1 日至 3 日         德班，与附属机构第五十一届会             第 66 次会议
                            议同时举行
2015 年 4 月 29 日至 5 月 3 日    德班                         第 67 次会议"""


def lines(text: str) -> list[Line]:
    return [Line(i, 1, t, tuple(range(len(t)))) for i, t in enumerate(text.splitlines())]


def shown(text: str) -> list[str]:
    body = read_text_body(lines(text), 3, (), MANNER)
    assert body is not None
    assert all(len(row.divisions) == 1 for row in body.rows)
    return [row.show(row.divisions[0]) for row in body.rows]


def test_a_hanging_line_goes_on_with_the_cell_above_it() -> None:
    assert shown(ROWS) == [
        "2014 年 11 月 9 日至 13 日 | 马拉喀什，与附属机构第五十一 届会议同时举行 | 第 65 次会议",
        "2015 年 2 月 1 日至 3 日 | 德班，与附属机构第五十一届会 议同时举行 | 第 66 次会议",
        "2015 年 4 月 29 日至 5 月 3 日 | 德班 | 第 67 次会议",
    ]


def test_a_line_below_no_cell_for_certain_stays_behind_the_row() -> None:
    moved = ROWS.replace(
        "                            届会议", "                                            届会议"
    )
    body = read_text_body(lines(moved), 3, (), MANNER)
    assert body is not None
    assert "第 65 次会议 届会议同时举行" in body.rows[0].show(body.rows[0].divisions[0])
