"""What the arithmetic of a table says: a table, what is said of it, and why."""

from __future__ import annotations

import pytest

from reportparse.checks.totals import check_table
from tests.checks.setting import table

CASES = [
    pytest.param(
        "类别|2023|2024",
        """
        甲|1 200|30
        乙|34|–
        =总计|1 234|30
        """,
        [],
        id="a nil counts as nothing",
    ),
    pytest.param(
        "类别|2023|2024",
        """
        甲|12|30
        乙|35|5
        =总计|46|35
        """,
        [("total-differs", "47", "46")],
        id="small counts that miss by one are wrong, not rounded",
    ),
    pytest.param(
        "类别|2023",
        """
        上年结转(A)|37 131 025
        #收费收入
        收益分成|6 966 242
        认证费|37 480
        认证程序相关费用|71 692
        -小计(B)|7 075 413
        =共计(A + B)|44 206 438
        """,
        [("total-rounded", "7 075 414", "7 075 413")],
        id="large sums of rounded figures may miss by one; a formula in the stub names its rows",
    ),
    pytest.param(
        "类别|2023|2024",
        """
        上年结转(A)|37 131 025|34 610 286
        收益分成|6 966 242|2 986 324
        认证费|37 480|97 480
        认证程序相关费用|71 692|52 798
        -小计(B)|7 075 413|3 136 602
        =共计(A + B)|44 206 438|37 746 888
        """,
        [("total-rounded", "7 075 414", "7 075 413")],
        id="a lettered row above is no part of a lettered subtotal, without a section row, too",
    ),
    pytest.param(
        "类别|2023",
        """
        收入(A)|500
        支出(B)|120
        =余额(A - B)|370
        """,
        [("total-differs", "380", "370")],
        id="a balance by formula",
    ),
    pytest.param(
        "Item|Approved|Spent",
        """
        #Staff
        International|10.0|8.0
        National|5.5|5.0
        -Subtotal, staff|15.5|13.0
        #Operations
        Travel|2.0|1.0
        Transport|3.0|2.5
        -Subtotal, operations|5.0|3.5
        =Total|20.5|17.5
        """,
        [("total-differs", "16.5", "17.5")],
        id="a total of subtotals; the column that fails is named, the other is not",
    ),
    pytest.param(
        "Fiscal year|Requests|Cost",
        """
        2022/23|30|4 000.50
        2023/24|41|5 000.25
        2024/25|50|9 100.75
        State authority|20|4 100.75
        Joint operations|30|5 000.00
        =Total|121|18 101.50
        """,
        [],
        id="a breakdown below a row is not added up twice",
    ),
    pytest.param(
        "Priority|All|High|Low",
        """
        =Total|203|170|33
        Due later|171|149|22
        Overdue|32|21|11
        """,
        [],
        id="a total above its parts",
    ),
    pytest.param(
        "Year|Share of staff (percentage)|Posts",
        """
        Geneva|50.2|120
        Vienna|61.4|80
        =Total|54.7|200
        """,
        [],
        id="percentages are not added up",
    ),
    pytest.param(
        "Region|Cases|Percentage of total",
        """
        Africa|31|33
        Asia|32|34
        Europe|32|34
        =Total|95|100
        """,
        [("total-rounded", "101", "100")],
        id="shares make a hundred within rounding",
    ),
    pytest.param(
        "Item|2023",
        """
        #Staff
        -Subtotal, staff|478
        #Operations
        Travel|12
        Transport|13
        -Subtotal, operations|25
        """,
        [("total-differs", "0", "478")],
        id="a subtotal whose rows are gone",
    ),
    pytest.param(
        "Item|2023",
        """
        #Staff
        -Subtotal, staff|478
        International|400
        National|78
        """,
        [],
        id="a subtotal above its rows",
    ),
    pytest.param(
        "Region|Cases|Percentage of total",
        """
        Africa|31|33
        Asia|32|37
        Europe|32|34
        =Total|95|100
        """,
        [("total-differs", "104", "100")],
        id="shares that miss a hundred by more",
    ),
    pytest.param(
        "Mission|Posts|Execution rate (percentage)",
        """
        Geneva|31|98
        Vienna|32|103
        Nairobi|32|99
        =Total|95|100
        """,
        [],
        id="rates around a hundred are no shares of it",
    ),
    pytest.param(
        "Item|(1)|(2)|Variance (3)=(2)-(1)",
        """
        Staff|10.0|12.5|2.5
        Travel|20.0|17.0|3.0
        Transport|7.0|7.0|–
        """,
        [("total-differs", "−3.0", "3.0")],
        id="a formula in a head is taken at its word",
    ),
    pytest.param(
        "Unit|Audit|Inquiry|Total",
        """
        Posts|12|13|25
        Filled|8|9|17
        Vacant|4|3|8
        Budget|4 995|4 797|9 792
        """,
        [("total-differs", "7", "8")],
        id="a total column is found by the rows that show it",
    ),
    pytest.param(
        "Year|Flights|Patients|Total cost",
        """
        2021|6|8|118 969.50
        2022|5|9|78 104.17
        2023|2|2|35 038.92
        """,
        [],
        id="a head that begins with total is not always one",
    ),
    pytest.param(
        "Item|Approved|Proposed|Change (percentage)",
        """
        A|543.0|500.0|(7.9)
        B|353.9|400.0|13.0
        C|340.0|312.0|(8.2)
        D|200.0|250.0|25.0
        E|120.0|150.0|25.0
        F|160.0|80.0|(50.0)
        G|812.5|800.0|(1.5)
        H|400.0|430.0|9.5
        """,
        [("ratio-differs", "7.5", "9.5")],
        id="growth in per cent, found by the rows that show it",
    ),
    pytest.param(
        "Item|2023|2024",
        """
        甲|1 200|..
        乙|–|..
        =总计|1 200|–
        """,
        [],
        id="a nil total of nothing",
    ),
    pytest.param(
        "Item|2023",
        """
        甲|1 200
        乙|2 to 3 or so
        =总计|1 900
        """,
        [],
        id="a part that could not be read leaves the sum open",
    ),
    pytest.param(
        "Mission|Posts|Vacancy rate",
        """
        Geneva|31|250
        Vienna|32|410
        Nairobi|32|333
        =Total|95|983
        """,
        [("total-differs", "993", "983")],
        id="a total far beyond its parts is no rate of the whole",
    ),
    pytest.param(
        "Mission|Posts|Vacancy rate",
        """
        Geneva|31|25.0
        Vienna|32|41.0
        Nairobi|32|33.3
        =Total|95|33.2
        """,
        [],
        id="a rate of the whole lies between its parts",
    ),
    pytest.param(
        "Mission|Posts^a|Vacancy rate",
        """
        Geneva|31|250
        Vienna|32|410
        Nairobi|32|333
        =Total|140|983
        """,
        [("total-differs", "95", "140")],
        id="where the amounts do not add up, more rows may be meant: rates are left alone",
    ),
    pytest.param(
        "Item|Approved|Proposed|Variance",
        """
        A|30|50|20
        B|50|40|(10)
        C|10|20|–
        D|5|7|2
        E|5|5|–
        """,
        [("total-missing", "10", "–")],
        id="a nil variance of two figures that differ",
    ),
    pytest.param(
        "Item|2022|2023",
        """
        A|–|173
        -Subtotal|0|173
        B|622|–
        -Subtotal|622|0
        =Total|622|173
        """,
        [],
        id="a total that repeats one subtotal in one column is the sum of both",
    ),
    pytest.param(
        "Item|2021|2022|2023|2024",
        """
        #Fees
        Registration|0.6|0|2|9
        Issuance|0.0|5|–|–
        -Subtotal|0.6|5|2|9
        """,
        [],
        id="a subtotal that repeats its first row in most columns is the sum of all",
    ),
    pytest.param(
        "Year|Requests|Troops|Cargo|Cost",
        """
        2022/23|3|105|5 185|337 605
        2023/24|2|103|2 227|77 351
        2024/25|10|708|24 419|619 636
        Extension of authority|4|537|8 286|208 235
        Joint operations|6|371|16 133|411 244
        =Total|15|916|31 831|1 034 592
        """,
        [("total-differs", "908", "708"), ("total-differs", "619 479", "619 636")],
        id="rows that the total passes over break down the row above them",
    ),
    pytest.param(
        "Item|2023",
        """
        =总计
        甲|1 200
        """,
        [],
        id="a total without a figure states nothing",
    ),
]


@pytest.mark.parametrize(("heads", "body", "said"), CASES)
def test_findings(heads: str, body: str, said: list[tuple[str, str, str]]) -> None:
    found = check_table(table(heads, body)).findings
    assert [(one.code, one.expected, one.found) for one in found] == said


COUNTED = """
2022|40|300
2023|50|400
=Total|70|700
"""


@pytest.mark.parametrize(
    ("heads", "notes", "code"),
    [
        ("Year|Parties^a|Projects", [("a", "A Party may be counted twice.")], "total-explained"),
        ("Year|Parties^a|Projects", [("a", "Includes observers.")], "total-differs"),
        ("Year|Parties|Projects^a", [("a", "A project may be counted twice.")], "total-differs"),
        ("年份|缔约方^a|项目", [("a", "同一缔约方可能重复计算。")], "total-explained"),
    ],
    ids=["explained", "a note of another thing", "a note of another column", "in Chinese"],
)
def test_a_note_explains_a_total(heads: str, notes: list[tuple[str, str]], code: str) -> None:
    found = check_table(table(heads, COUNTED, notes)).findings
    assert [(one.code, one.found) for one in found] == [(code, "70")]


def test_the_equation_is_shown() -> None:
    found = check_table(table("类别|金额", "甲|1 200\n乙|(34)\n=总计|1 266")).findings
    assert [one.message for one in found] == ["总计, 金额: 1 266 ≠ 1 200 + (34) = 1 166"]


def test_headnote_of_rates() -> None:
    body = "Geneva|50.2\nVienna|61.4\n=Total|54.7"
    assert check_table(table("Place|2023", body, headnote="(Percentage)")).findings == []


def test_proof_is_given_where_an_equation_holds() -> None:
    checked = check_table(table("Item|2023|2024", "A|1|2\nB|3|–\nC|x|5\n=Total|9|7"))
    assert checked.proof == {(0, 2): {"total"}, (2, 2): {"total"}, (3, 2): {"total"}}


def test_proof_tells_the_sum_of_a_row_from_that_of_a_column() -> None:
    checked = check_table(table("Item|Men|Women|Total", "A|1|2|3\nB|4|5|9\n=Total|5|7|12"))
    assert checked.proof[1, 1] == {"total", "row"}
    assert set().union(*checked.proof.values()) == {"total", "row"}
    checked = check_table(table("Item|Men|Women|Total", "A|1|2|3\nB|4|5|9"))
    assert set().union(*checked.proof.values()) == {"row"}


@pytest.mark.parametrize(
    ("nil", "codes"),
    [
        pytest.param("–", ["total-missing"], id="nil over numbers"),
        pytest.param("..", ["total-missing"], id="not available over numbers"),
        pytest.param("", [], id="a blank says nothing"),
        pytest.param("6", [], id="the sum"),
    ],
)
def test_a_total_that_is_nil_over_numbers(nil: str, codes: list[str]) -> None:
    found = check_table(table("Item|2023|2024", f"A|1|2\nB|3|4\n=Total|4|{nil}")).findings
    assert [one.code for one in found] == codes
    assert [one.expected for one in found] == ["6"] * len(codes)


def test_a_total_of_nils_alone_says_nothing() -> None:
    """No column of the row adds up: it may be no total of these rows at all."""
    assert check_table(table("Item|2023|2024", "A|1|2\nB|3|4\n=Total|–|–")).findings == []


def test_shares_called_alike_all_make_a_hundred() -> None:
    heads = "Region|2021 cases|2021 Percentage of total|2022 cases|2022 Percentage of total"
    body = "A|1|25|3|75\nB|3|75|1|100\n=Total|4|100|4|25"
    found = check_table(table(heads, body)).findings
    assert [(one.code, one.found) for one in found] == [("total-differs", "25")]
