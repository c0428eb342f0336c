"""The tables of an annual report, each with the records that must come back from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from tests.typeset.manuscript import RowKind, Table
from tests.years import figures as known
from tests.years.lanes import Letters, Strip, figures, grouped, laid, shuffled, words
from tests.years.options import Options
from tests.years.wording import WORDS, Words

Fact = dict[str, Any]
MISPRINT: Final = 27
"""By how much the activities with issuance are wrong in a report that a corrigendum corrects."""
DATA: Final[tuple[RowKind, ...]] = ("data",)


@dataclass(frozen=True, slots=True)
class Stated:
    """A table and the records that it states, by kind."""

    table: Table
    facts: dict[str, list[Fact]]


@dataclass(slots=True)
class Author:
    """Writes the tables of one year's report."""

    year: int
    options: Options
    number: int = 0

    def __post_init__(self) -> None:
        self.number = self.options.first_number - 1

    @property
    def words(self) -> Words:
        return WORDS[self.options.wording]

    def random(self, name: str) -> Random:
        return Random(f"{name} {self.year} {self.options.seed}")

    def caption(self) -> str:
        self.number += 1
        return f"表{self.number}"

    def ordered(self, name: str, strips: list[Strip], spanned: bool = False) -> list[Strip]:
        """Return the columns as this report has them."""
        return shuffled(strips, self.random(name), spanned) if self.options.moved else strips

    def periods(self) -> list[int]:
        return list(range(2012, self.year + 1))


def printed(period: str) -> str:
    """Return a period as Chinese reports print it.

    >>> printed("../2012-08-31"), printed("2024-01-01/2024-08-31")
    ('自设立以来至2012年8月31日', '2024年1月1日至2024年8月31日')
    """
    first, last = period.split("/")
    return f"{'自设立以来' if first == '..' else day(first)}至{day(last)}"


def day(iso: str) -> str:
    """Return a day as Chinese reports print it."""
    year, month, date = map(int, iso.split("-"))
    return f"{year}年{month}月{date}日"


def activities(author: Author) -> list[tuple[int, int, int, int]]:
    """Return the figures of the periods, restated or misprinted where the options say so."""
    rows = [known.ACTIVITIES[year] for year in author.periods()]
    if author.options.restated and len(rows) > 2:
        registered, active, first, second = rows[-2]
        rows[-2] = (registered, active + 3, first, second + 1_250)
    if author.options.misprinted:
        registered, active, first, second = rows[-1]
        rows[-1] = (registered, active + MISPRINT, first, second)
    return rows


def activity_tables(author: Author) -> Iterator[Stated]:
    """Yield table 1: activities and issuance by period, together or in two tables."""
    own, rows, years = author.words, activities(author), author.periods()
    kinds: list[RowKind] = [*DATA * len(years), "total"]
    stubs = (*(printed(known.period(year)) for year in years), own.total)
    stub = Strip(("", own.period), words(stubs), numeric=False)

    def strip(head: tuple[str, str], at: int) -> Strip:
        values = [row[at] for row in rows]
        return Strip(head, figures([*values, sum(values)]))

    counted = [strip(own.registered, 0), strip(own.with_issuance, 1)]
    issued = [strip(own.first, 2), strip(own.second, 3)]
    if author.options.added:
        counted.append(_share(rows))
        whole = [first + second for _, _, first, second in rows]
        issued.append(Strip(("", f"发放的{own.units}合计"), figures([*whole, sum(whole)])))
    parts: list[tuple[str, list[Strip], tuple[str, ...]]] = [
        (own.activity_title, [*counted, *issued], ("activities", "issuance"))
    ]
    if author.options.split:
        parts = [
            (own.activity_title, counted, ("activities",)),
            (own.issuance_title, issued, ("issuance",)),
        ]
    facts: dict[str, list[Fact]] = {
        "activities": [
            {"period": known.period(y), "registered": row[0], "with_issuance": row[1]}
            for y, row in zip(years, rows, strict=True)
        ],
        "issuance": [
            {"period": known.period(y), "commitment_period": which, "issued": row[1 + which]}
            for y, row in zip(years, rows, strict=True)
            for which in (1, 2)
        ],
    }
    for title, strips, names in parts:
        laid_out = author.ordered("activities", [stub, *strips], spanned=True)
        table = laid(author.caption(), (title,), laid_out, kinds)
        yield Stated(table, {name: facts[name] for name in names})


def _share(rows: list[tuple[int, int, int, int]]) -> Strip:
    """An added column: a share that looks like a count of activities."""
    cells = [f"{row[1] * 1000 // (row[0] + row[1] or 1) // 10}.{row[1] % 10}" for row in rows]
    return Strip(("", "获得发放的活动所占百分比(%)"), words([*cells, ""]))


def request_table(author: Author) -> Stated:
    """Return the table of requests; the older wording has more types, the spanned one sections."""
    own, random = author.words, author.random("requests")
    change = ("登记后变更", None, "post_registration_change")
    rows: list[tuple[str, str | None, str]] = [
        ("项目活动：发放", "project", "issuance"),
        ("活动方案：发放", "programme", "issuance"),
        change,
    ]
    if author.options.wording == "older":
        rows[:0] = [("项目活动：登记", "project", "registration")]
    if author.options.wording == "spanned":
        rows[2:2] = [("活动方案：登记", "programme", "registration")]
    figures_ = [(random.randint(5, 900), random.randint(5, 900)) for _ in rows]
    sections = author.options.wording == "spanned"
    stubs, kinds, at = _request_rows([row[0] for row in rows], sections)
    cells = [
        tuple(figures([figures_[i][column]])[0] if i is not None else words([""])[0] for i in at)
        for column in (0, 1)
    ]
    strips = [
        Strip(("", own.request), words(stubs), numeric=False),
        Strip(("", own.submitted), cells[0]),
        Strip(("", own.finalised), cells[1]),
    ]
    period = known.period(author.year)
    title = own.request_title.format(period=printed(period))
    facts = [
        _stated(
            request=name,
            subject_code=subject,
            step_code=step,
            period=period,
            submitted=submitted,
            finalised=finalised,
        )
        for (name, subject, step), (submitted, finalised) in zip(rows, figures_, strict=True)
    ]
    indents = [int(i is not None and "：" in rows[i][0]) for i in at] if sections else None
    ordered = author.ordered("requests", strips)
    table = laid(author.caption(), (title,), ordered, kinds, indents=indents)
    return Stated(table, {"requests": facts})


def _request_rows(
    names: list[str], sections: bool
) -> tuple[list[str], list[RowKind], list[int | None]]:
    """Return stubs, kinds of row, and which request each row is (None for a section)."""
    if not sections:
        return names, ["data"] * len(names), list(range(len(names)))
    stubs: list[str] = []
    kinds: list[RowKind] = []
    at: list[int | None] = []
    section = ""
    for index, name in enumerate(names):
        subject, _, step = name.rpartition("：")
        if subject and subject != section:
            stubs.append(subject)
            kinds.append("section")
            at.append(None)
        section = subject
        stubs.append(step)
        kinds.append("data")
        at.append(index)
    return stubs, kinds, at


def transaction_tables(author: Author) -> Iterator[Stated]:
    """Yield the table of transactions: both scopes side by side, or a table each."""
    own, year = author.words, author.year
    now = [known.moved(kind, year) for kind in known.TYPES]
    ever = [known.moved_until(kind, year) for kind in known.TYPES]
    period = known.period(year)
    up_to, within = f"截至{day(period.split('/')[1])}", printed(period)
    stub = Strip(("", own.transaction), words(own.types), numeric=False)
    total = [
        Strip((up_to, own.counted), figures([one.transactions for one in ever])),
        Strip((up_to, own.moved), figures([one.units for one in ever])),
    ]
    recent = [
        Strip((within, own.counted), figures([one.transactions for one in now])),
        Strip((within, own.moved), figures([one.units for one in now])),
    ]
    both = [
        _stated(
            type=name,
            type_code=code,
            as_at=period.split("/")[1],
            total_transactions=before.transactions,
            total_units=before.units,
            period=period,
            transactions=after.transactions,
            units=after.units,
        )
        for name, code, before, after in zip(own.types, known.TYPES, ever, now, strict=True)
    ]
    kinds: list[RowKind] = ["data"] * len(known.TYPES)
    facts = {"transactions": both}
    if not author.options.split:
        strips = author.ordered("transactions", [stub, *total, *recent], spanned=True)
        yield Stated(laid(author.caption(), (own.transaction_title,), strips, kinds), facts)
        return
    for said, strips, stated in ((up_to, total, facts), (within, recent, {})):
        plain = [Strip(("", strip.head[1]), strip.cells) for strip in strips]
        title = f"{said}{own.transaction_title}"
        laid_out = author.ordered(f"transactions {said}", [stub, *plain])
        yield Stated(laid(author.caption(), (title,), laid_out, kinds), stated)


def platform_table(author: Author) -> Stated:
    """Return the table of cancellations on the platform, from 2016 on."""
    own = author.words
    years = [year for year in known.PLATFORM if year <= author.year]
    counted = [known.PLATFORM[year][0] for year in years]
    units = [known.PLATFORM[year][1] for year in years]
    stubs = [*(printed(known.platform_period(year)) for year in years), own.total]
    strips = [
        Strip(("", own.period), words(stubs), numeric=False),
        Strip(("", own.platform_counted), figures([*counted, sum(counted)])),
        Strip(("", own.platform_units), figures([*units, sum(units)])),
    ]
    if author.options.added:
        means = [f"{u // c}.{u % 10}" for c, u in zip(counted, units, strict=True)]
        strips.append(Strip(("", "平均每笔交易的单位数"), words([*means, ""])))
    kinds: list[RowKind] = [*DATA * len(years), "total"]
    facts = [
        {"period": known.platform_period(year), "transactions": c, "units": u}
        for year, c, u in zip(years, counted, units, strict=True)
    ]
    table = laid(author.caption(), (own.platform_title,), author.ordered("platform", strips), kinds)
    return Stated(table, {"cancellations": facts})


def income_table(author: Author) -> Stated:
    """Return the statement of income of two years; turned, the years stand in the stub."""
    own, years = author.words, (author.year - 1, author.year)
    lines = (*own.lines, own.subtotal, own.sum)
    codes = (
        *("carried_over", "registration_fees", "share_of_proceeds"),
        *("accreditation_fees", "accreditation_process_fees", None, None),
    )
    roles = ("line", "line", "line", "line", "line", "subtotal", "total")
    amounts: list[list[int | None]] = []
    for year in years:
        carried, *rest = known.income(year)
        amounts.append([carried, None, *rest])
    heads = [f"{year}年1月至8月" for year in years]
    facts = [
        _stated(
            period=f"{year}-01-01/{year}-08-31",
            category=line,
            line_code=code,
            role_code=role,
            amount="–" if amount is None else amount,
            unit="美元",
        )
        for year, column in zip(years, amounts, strict=True)
        for line, code, role, amount in zip(lines, codes, roles, column, strict=True)
    ]
    title = own.income_title.format(before=years[0], year=years[1])
    if author.options.turned:
        strips = [Strip(("", "期间"), words(heads), numeric=False)]
        for at, line in enumerate(lines):
            strips.append(Strip(("", line), figures([column[at] for column in amounts])))
        table = laid(author.caption(), (title,), strips, ["data", "data"], "(美元)")
        return Stated(table, {"income": facts})
    strips = [Strip(("", own.category), words(lines), numeric=False)]
    strips += [
        Strip(("", head), figures(column)) for head, column in zip(heads, amounts, strict=True)
    ]
    kinds: list[RowKind] = [*DATA * len(own.lines), "subtotal", "total"]
    table = laid(author.caption(), (title,), author.ordered("income", strips), kinds, "(美元)")
    return Stated(table, {"income": facts})


def budget_table(author: Author) -> Stated:
    """Return budget and expenditure of two years; turned, the years stand in the stub."""
    own, years = author.words, (author.year - 1, author.year)
    stated = [known.budget(year) for year in years]
    lines = (own.budget, own.expenditure, own.rate)
    cells = [[grouped(whole), grouped(spent), rate] for whole, spent, rate in stated]
    facts = [
        _stated(
            year=year,
            budget=whole,
            budget_months=12 if "12" in own.budget else None,
            expenditure=spent,
            expenditure_period=f"{year}-01-01/{year}-08-31",
            rate=rate,
            unit="美元",
        )
        for year, (whole, spent, rate) in zip(years, stated, strict=True)
    ]
    title = own.budget_title.format(before=years[0], year=years[1])
    names = [str(year) for year in years]
    if author.options.turned:
        names = [f"{year}年" for year in years]
        strips = [Strip(("", "年度"), words(names), numeric=False)]
        for at, line in enumerate(lines):
            strips.append(Strip(("", line), words([column[at] for column in cells])))
        table = laid(author.caption(), (title,), author.ordered("budget", strips), ["data", "data"])
        return Stated(table, {"budget": facts})
    strips = [Strip(("", "项目"), words(lines), numeric=False)]
    strips += [Strip(("", name), words(column)) for name, column in zip(names, cells, strict=True)]
    table = laid(
        author.caption(), (title,), author.ordered("budget", strips), ["data", "data", "data"]
    )
    return Stated(table, {"budget": facts})


def _stated(**fields: Any) -> Fact:
    """Return the fields that are stated: what is None is not."""
    return {name: value for name, value in fields.items() if value is not None}


__all__ = [
    "Author",
    "Letters",
    "Stated",
    "activity_tables",
    "budget_table",
    "income_table",
    "platform_table",
    "request_table",
    "transaction_tables",
]
