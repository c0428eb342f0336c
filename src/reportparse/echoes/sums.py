"""Quantities of one paragraph that make another figure together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from reportparse.echoes.amounts import Amount
from reportparse.echoes.chance import CERTAIN, Universe, confidence_of
from reportparse.echoes.context import Setting
from reportparse.echoes.follow import Candidate, total
from reportparse.report.facts import Echo

MOST_ADDED: Final = 4
"""Quantities of a paragraph that are added up at most, where nothing but the sum shows it."""

MOST_IN_PARAGRAPH: Final = 16
"""Quantities of a paragraph above which no sums of them are tried."""

FEWEST_LISTED: Final = 2
"""Parts in parentheses that are a list."""


def sums_of_paragraph(
    amounts: Mapping[str, Amount], figures: Sequence[Universe], units: Mapping[str, object]
) -> Iterator[Echo]:
    """Yield what some quantities of a paragraph add up to, among other `figures`.

    Only what is measured alike is added: `units` are those of the quantities by id.
    """
    counts = [own for own in amounts.values() if not own.percent and own.value]
    if not 1 < len(counts) <= MOST_IN_PARAGRAPH:
        return
    groups = [
        group
        for size in range(2, min(MOST_ADDED, len(counts)) + 1)
        for group in combinations(counts, size)
    ]
    for group in groups:
        parts = [own.operand.quantity for own in group]
        if len(measures := {units[id_] for id_ in parts if id_ is not None}) > 1:
            continue
        made = total(group)
        for universe in figures:
            for own in universe.between(made.value, made.value):
                id_ = own.operands[0].quantity
                if id_ is not None and (id_ in parts or units[id_] not in measures):
                    continue
                figure = Amount(own.value, made.unit, made.unit, own.operands[0])
                chance = universe.accidents(figure, own) * len(groups)
                if chance < CERTAIN:
                    yield sum_echo(figure, made, chance)


def sum_echo(figure: Amount, made: Candidate, chance: float) -> Echo:
    """The echo of an exact sum."""
    return Echo(
        figure=figure.operand,
        relation="sum",
        operands=made.operands,
        computed=made.value,
        confidence=confidence_of(chance),
        chance=float(f"{chance:.1e}"),
    )


def listed_parts(settings: Sequence[Setting], amounts: Mapping[str, Amount]) -> Iterator[Echo]:
    """Yield each quantity that the list in parentheses behind it adds up to.

    `51 个询问(亚洲 4 个、加勒比 3 个 …)`: the parentheses say whose parts these are, so small
    numbers count too; accident has as much room as the numbers have units.
    """
    for setting, parts in listed(settings, amounts):
        whole = amounts[setting.quantity.id]
        made = total([amounts[part.quantity.id] for part in parts])
        if made.value == whole.value:
            yield sum_echo(whole, made, float(1 / (1 + abs(made.value)) / 10 ** (len(parts) - 1)))


def listed(
    settings: Sequence[Setting], amounts: Mapping[str, Amount]
) -> Iterator[tuple[Setting, list[Setting]]]:
    """Yield each quantity with those in the parentheses behind it, all counted alike."""
    for at, setting in enumerate(settings):
        if setting.opens is None:
            continue
        start, end = setting.opens
        parts = [
            own
            for own in settings[at + 1 :]
            if start <= own.quantity.start < end and own.opens is None
        ]
        alike = {(own.quantity.measure, own.quantity.unit) for own in (setting, *parts)}
        percent = any(amounts[own.quantity.id].percent for own in parts)
        if len(parts) >= FEWEST_LISTED and len(alike) == 1 and not percent:
            yield setting, parts
