"""Each check on a report of a few lines: what it calls wrong, and what it lets pass."""

from __future__ import annotations

import datetime

from reportparse.audit.dates import dates
from reportparse.audit.index import Index
from reportparse.audit.run import audit
from reportparse.reading import parse
from reportparse.report.audit import AuditLine
from reportparse.report.model import Report
from reportparse.report.tables import Blank, Cell, Column, Period, Row, Table

HEAD = "一. 导言\n\n"


def lines(text: str, check: str, verdict: str = "contradicts") -> list[AuditLine]:
    found = audit(parse(text.encode())).lines
    return [line for line in found if (line.check, line.verdict) == (check, verdict)]


def test_a_skipped_paragraph_number() -> None:
    (line,) = lines(
        HEAD + "1. 甲部已经完成。\n\n2. 乙部已经完成。\n\n4. 丙部已经完成。\n", "numbering"
    )
    assert (line.expected, line.found, line.element) == ("3", "4", "p4")


def test_a_skipped_heading_number() -> None:
    text = (
        HEAD
        + "1. 甲部已经完成。\n\n二. 进展\n\n2. 乙部已经完成。\n\n四. 结论\n\n3. 丙部已经完成。\n"
    )
    (line,) = lines(text, "numbering")
    assert (line.expected, line.found) == ("3", "4")


def test_numbers_that_run_on_are_said_once() -> None:
    text = HEAD + "1. 甲部已经完成。\n\n2. 乙部已经完成。\n"
    assert lines(text, "numbering") == []
    assert {line.statement for line in lines(text, "numbering", "holds")} == {
        "paragraph numbers: 1 to 2, no gap",
        "heading numbers: 1 numbered, no gap",
    }


def test_a_reference_to_nothing() -> None:
    (line,) = lines(
        HEAD + "1. 甲部已经完成，另见下文第 9 段。\n\n2. 乙部已经完成。\n", "references"
    )
    assert (line.found, line.element) == ("下文第9段", "p1")


def test_an_annex_may_be_in_another_file() -> None:
    text = HEAD + "1. 甲部已经完成，详见附件二。\n\n2. 乙部已经完成。\n"
    assert lines(text, "references") == []
    (line,) = lines(text, "references", "cannot_tell")
    assert line.explanation == "no annex is part of this file"


def test_two_measure_words_for_one_thing() -> None:
    (line,) = lines(HEAD + "1. 办事处制定了 40 个标准，其中 12 条已获批准。\n", "measure words")
    assert (line.expected, line.found) == ("个", "条")


def test_the_same_measure_word_is_no_fault() -> None:
    assert lines(HEAD + "1. 办事处制定了 40 个标准，其中 12 个已获批准。\n", "measure words") == []


TERMS = (
    "简称和缩略语\n\nWLP 湿地养护方案\n\nFMP 森林监测点\n\n"
    + HEAD
    + "".join(f"{n}. 湿地养护方案在第{'一二三四五六'[n - 1]}区执行。\n\n" for n in range(1, 7))
)


def test_a_defined_term_with_two_characters_exchanged() -> None:
    (line,) = lines(TERMS + "7. 湿地护养方案已经完成。\n", "terms")
    assert (line.element, line.found) == ("p7", "湿地护养方案")
    assert line.expected == "湿地养护方案"


def test_terms_that_are_never_misprinted_hold() -> None:
    assert lines(TERMS, "terms") == []
    assert len(lines(TERMS, "terms", "holds")) == 1


# -- dates ---------------------------------------------------------------------------------------


def period(start: str, end: str) -> Period:
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    return Period(start=first, end=last, precision="day")


def dated(*periods: Period) -> Report:
    rows = tuple(
        Row(
            index=at,
            kind="data",
            indent=0,
            stub=str(own.start),
            page=1,
            cells=(
                Cell(column=0, text=str(own.start), raw="", value=own),
                Cell(column=1, text="", raw="", value=Blank()),
            ),
        )
        for at, own in enumerate(periods)
    )
    table = Table(
        id="table-1",
        number="1",
        caption=None,
        title=None,
        header=(),
        columns=(Column(index=0, path=("时期",)), Column(index=1, path=("数量",))),
        rows=rows,
    )
    return parse("1. 甲部已经完成。\n".encode()).model_copy(update={"tables": (table,)})


YEARS = [period(f"{year}-09-01", f"{year + 1}-08-31") for year in range(2015, 2021)]


def verdicts(*periods: Period) -> list[tuple[str, str | None]]:
    return [(line.verdict, line.found) for line in dates(Index(dated(*periods)))]


def test_periods_that_join_hold() -> None:
    assert verdicts(*YEARS) == [("holds", None)]
    assert verdicts(*reversed(YEARS)) == [("holds", None)]


def test_a_period_that_goes_back_contradicts() -> None:
    wrong = [*YEARS[:4], period("2018-09-01", "2019-08-31"), YEARS[5]]
    assert ("contradicts", "2018-09-01") in verdicts(*wrong)


def test_a_missing_period_is_a_question() -> None:
    assert verdicts(*YEARS[:3], *YEARS[4:]) == [("cannot_tell", "2019-09-01")]


def test_rows_in_another_order_than_time_say_nothing() -> None:
    assert verdicts(YEARS[3], YEARS[0], YEARS[4], YEARS[1]) == []
