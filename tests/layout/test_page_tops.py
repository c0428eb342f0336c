"""What stands at the top or the foot of a page without being furniture, and the reverse."""

from __future__ import annotations

from reportparse.layout.furniture import strip_pages
from reportparse.layout.furniture_dump import strip_dump
from reportparse.layout.model import Line
from tests.layout.made import LEFT, RIGHT, bar, dump_sheets, filled, page, printed_line


def text_of(sheet: int) -> list[Line]:
    words = str(filled("{35}"))
    return [printed_line(1000 * sheet + at, words, 300 + 16 * at, sheet=sheet) for at in range(5)]


def test_captions_at_the_top_of_pages_are_no_running_heads() -> None:
    """Without running heads, two tables that begin a page differ by their numbers only."""
    sheets = []
    for number in (2, 3):
        top = [printed_line(10 * number, f"表 {number}", 87, sheet=number)]
        sheets.append(page([*top, *text_of(number)], number=number))
    assert strip_pages(sheets).furniture == ()


def test_the_head_of_a_long_table_is_no_running_head() -> None:
    sheets = []
    for number in (2, 3, 4, 5):
        top = [printed_line(10 * number, "国家 2021年", 88, size=9, sheet=number)]
        rule = bar(LEFT, 75, RIGHT)
        sheets.append(page([*top, *text_of(number)], number=number, rules=[rule]))
    assert strip_pages(sheets).furniture == ()


def test_a_caption_above_the_rule_of_a_table_on_one_page() -> None:
    sheets = [page(text_of(number), number=number) for number in (1, 2)]
    top = [printed_line(30, "各国缴款", 80, sheet=3), *text_of(3)]
    sheets.append(page(top, number=3, rules=[bar(LEFT - 20, 90, RIGHT)]))
    assert strip_pages(sheets).furniture == ()


def test_rows_of_numbers_at_the_foot_are_no_folios() -> None:
    sheets = [
        page([*text_of(n), printed_line(n, f"{n} 105 200", 800, sheet=n)], number=n)
        for n in (2, 3, 4)
    ]
    assert strip_pages(sheets).furniture == ()


def test_job_number_and_symbol_above_the_foot_of_a_first_page() -> None:
    foot = [
        printed_line(90, "FCCC/SBSTA/2011/MISC.14", 731, size=10),
        printed_line(91, "GE.11-64419", 754, size=10),
    ]
    found = strip_pages([page([*text_of(1), *foot]), page(text_of(2), number=2)])
    assert [item.kind for item in found.furniture] == ["folio", "job"]


def test_second_line_of_the_running_heads_of_a_dump() -> None:
    rows = ["1. 文。"]
    for number in (2, 3, 4, 5):
        rows += ["\fICCD/COP(8)/CST/8", f"Page {number}", "", f"{number}. 文。"]
    found = strip_dump(dump_sheets(rows))
    heads = [i.pieces[0].text.strip() for i in found.furniture if i.kind == "running_head"]
    assert heads.count("Page 3") == 1
    assert sum(head.startswith("Page") for head in heads) == 4
