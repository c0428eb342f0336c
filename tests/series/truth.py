"""What the folder of years states, by indicator: from what was set, not from a parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.years.corpus import Filed
from tests.years.figures import ACTIVITIES


@dataclass(frozen=True, slots=True, order=True)
class Print:
    """A figure as one report prints it: `value` in digits, a nil sign, or words."""

    indicator: str
    period: str
    symbol: str
    value: str


def prints(filed: Filed) -> Iterator[Print]:
    """Yield every figure of the records that a file was set to state."""
    assert filed.report is not None
    symbol = filed.report.manuscript.symbol
    for kind, facts in filed.report.records.items():
        for fact in facts:
            for name, period, value in _figures(kind, fact):
                yield Print(name, _days(period), symbol, str(value))


def _figures(kind: str, fact: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    if kind == "activities":
        yield "activities.registered", fact["period"], fact["registered"]
        yield "activities.with_issuance", fact["period"], fact["with_issuance"]
    elif kind == "issuance":
        name = f"issuance.issued/{fact['commitment_period']}"
        yield name, fact["period"], fact["issued"]
    elif kind == "cancellations":
        for figure in ("transactions", "units"):
            yield f"cancellations.{figure}", fact["period"], fact[figure]
    elif kind == "requests":
        what = "/".join(filter(None, (fact.get("subject_code"), fact["step_code"])))
        for figure in ("submitted", "finalised"):
            yield f"requests.{figure}/{what}", fact["period"], fact[figure]
    elif kind == "transactions":
        for figure in ("transactions", "units"):
            what = fact["type_code"]
            yield f"transactions.{figure}/{what}", fact["period"], fact[figure]
            yield f"transactions.total_{figure}/{what}", fact["as_at"], fact[f"total_{figure}"]
    elif kind == "income":
        line = "/".join(filter(None, (fact["role_code"], fact.get("line_code"))))
        yield f"income.amount/{line}", fact["period"], fact["amount"]
    elif kind == "budget":
        yield "budget.budget", str(fact["year"]), fact["budget"]
        yield "budget.expenditure", fact["expenditure_period"], fact["expenditure"]
        yield "budget.rate", fact["expenditure_period"], fact["rate"]


def _days(period: str) -> str:
    """A period with two dots between its days, as series have it."""
    return period.replace("../", "..") if period.startswith("..") else period.replace("/", "..")


def corrected(one: Print, filed: Filed) -> Print:
    """The print as the corrigendum has it, where it is the one that was misprinted."""
    year = filed.year
    own = one.indicator == "activities.with_issuance" and one.period.endswith(f"{year}-08-31")
    if not (own and filed.report is not None and filed.report.options.misprinted):
        return one
    return Print(one.indicator, one.period, f"{one.symbol}/Corr.1", str(ACTIVITIES[year][1]))
