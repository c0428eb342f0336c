"""Links between the figures of the prose and those of the tables.

Every quantity is looked for among the cells and among what follows from them; what is found is
ranked by how likely an accident is (`chance.py`), first among the tables that the paragraph or its
section names, then among all. What a sentence says of its own figures (a difference, a change in
per cent) is worked out from the exact figures that they repeat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from reportparse.echoes.agree import Agreement
from reportparse.echoes.amounts import Amount, amount_of_quantity, by_table
from reportparse.echoes.chance import CERTAIN, TRIED, UNCERTAIN, Universe, confidence_of
from reportparse.echoes.context import Setting, settings_of
from reportparse.echoes.follow import (
    AMOUNTS,
    SHARES,
    Candidate,
    Relation,
    itself,
    of_table,
    of_two,
)
from reportparse.echoes.sums import listed_parts, sums_of_paragraph
from reportparse.echoes.tables import shares_of_rows, tables_repeat
from reportparse.frozen import frozen_record
from reportparse.report.facts import Echo
from reportparse.report.model import Report

ORDER: Final[tuple[Relation, ...]] = ("equal", "sum", "difference", "quotient", "change")

RIVAL: Final = 3.0
"""An explanation with a chance within this factor of the best is as good."""

NEARBY: Final = 2
"""Paragraphs and items before and behind one in which the sum of its figures is looked for."""

AROUND: Final = 10
"""Figures before and behind one in its sentence of which two may make it. What has more is a list,
where every other figure is met by chance, and trying all pairs would take for ever."""

TELLING: Final = 1000
"""From here on a figure that stands twice in the prose is the same one, said again."""


@frozen_record
class Match:
    """A candidate that a figure may repeat, and how many such accidents there would be.

    `near` says that the figure's paragraph or section names the tables of the candidate, `agrees`
    that unit and words of both places speak of the same thing.
    """

    amount: Amount
    candidate: Candidate
    chance: float
    near: bool = True
    others: int = 0
    agrees: bool = True


def with_echoes(report: Report) -> Report:
    """Return the report with the links between its figures."""
    search = _Search(report)
    found = [*search.of_prose(), *tables_repeat(search.rows), *shares_of_rows(report.tables)]
    if not found:
        return report
    echoes = _each_once(own if isinstance(own, Echo) else _echo(own) for own in found)
    return report.model_copy(update={"facts": report.facts.model_copy(update={"echoes": echoes})})


def _each_once(echoes: Iterable[Echo]) -> tuple[Echo, ...]:
    """Leave out what says the same again: a = b + c is b = a − c as well, and the sum stays."""
    kept: dict[tuple[object, ...], Echo] = {}
    for echo in echoes:
        added = echo.relation in ("sum", "difference")
        figures = (echo.figure, *echo.operands)
        key = (added, frozenset(figures)) if added else (echo.relation, *figures)
        if key not in kept or (echo.relation == "sum" and kept[key].relation == "difference"):
            kept[key] = echo
    return tuple(kept.values())


class _Search:
    def __init__(self, report: Report) -> None:
        self._settings = settings_of(report)
        self._amounts = {
            setting.quantity.id: amount
            for setting in self._settings
            if (amount := amount_of_quantity(setting.quantity)) is not None
        }
        self._by_value: dict[Decimal, list[Setting]] = {}
        for setting in self._settings:
            if setting.quantity.id in self._amounts:
                value = self._amounts[setting.quantity.id].value
                self._by_value.setdefault(value, []).append(setting)
        self.rows = by_table(report.tables)
        self._of_table: dict[tuple[str, bool], list[Candidate]] = {}
        self._universes: dict[tuple[frozenset[str], bool], Universe] = {}
        self._everywhere = frozenset(self.rows)
        self._linked: dict[str, Amount] = {}
        self._agreement = Agreement(report.tables, self._settings)

    def of_prose(self) -> Iterator[Match | Echo]:
        """Yield the echoes of the quantities, in their order."""
        first = self._first()
        for id_, matches in first.items():
            self._link(id_, matches)
        by_sentence: dict[tuple[str, int], list[Setting]] = {}
        places: dict[str, int] = {}
        by_element: dict[str, list[Setting]] = {}
        for setting in self._settings:
            if setting.quantity.id in self._amounts:
                sentence = by_sentence.setdefault(setting.sentence, [])
                places[setting.quantity.id] = len(sentence)
                sentence.append(setting)
                by_element.setdefault(setting.quantity.element, []).append(setting)
        cells = self._universe(self._everywhere, "equal", False)
        elements = list(by_element)
        for at, settings in enumerate(by_element.values()):
            near = elements[max(0, at - NEARBY) : at + NEARBY + 1]
            counts = [self._amounts[own.quantity.id] for id_ in near for own in by_element[id_]]
            figures = (Universe(itself(own) for own in counts if not own.percent), cells)
            for setting in settings:
                id_ = setting.quantity.id
                within = self._in_sentence(setting, by_sentence[setting.sentence], places[id_])
                for match in self._best([*first[id_], *within]):
                    agrees = self._agreement.agrees(
                        setting.quantity, setting.words, match.candidate, match.chance
                    )
                    yield replace(match, agrees=agrees)
                yield from self._said_before(setting)
            amounts = {own.quantity.id: self._amounts[own.quantity.id] for own in settings}
            listed = list(listed_parts(settings, amounts))
            yield from listed
            done = {echo.figure.quantity for echo in listed}
            units = {
                own.quantity.id: (own.quantity.unit, own.quantity.unit_kind)
                for id_ in near
                for own in by_element[id_]
            }
            for echo in sums_of_paragraph(amounts, figures, units):
                if echo.figure.quantity not in done:
                    yield echo

    # -- candidates ----------------------------------------------------------------------------

    def _first(self) -> Mapping[str, Sequence[Match]]:
        """What each figure of the prose may repeat in the tables, by quantity.

        One relation after the other is tried: what follows from all tables of a long report in one
        of them takes more room than the figures themselves.
        """
        found: dict[str, list[Match]] = {id_: [] for id_ in self._amounts}
        for relation in ORDER:
            for setting in self._settings:
                amount = self._amounts.get(setting.quantity.id)
                if amount is not None and relation in (SHARES if amount.percent else AMOUNTS):
                    found[setting.quantity.id] += self._matches(amount, setting, relation)
            self._of_table.clear()
            self._universes.clear()
        return found

    def _universe(self, tables: frozenset[str], relation: Relation, percent: bool) -> Universe:
        """What follows from some tables in the relation that is being tried."""
        key = (tables, percent)
        if key not in self._universes:
            self._universes[key] = Universe(
                own for table in sorted(tables) for own in self._followed(table, relation, percent)
            )
        return self._universes[key]

    def _followed(self, table: str, relation: Relation, percent: bool) -> Sequence[Candidate]:
        """What follows from a table; of most reports nobody asks for percentages."""
        key = (table, percent)
        if key not in self._of_table:
            self._of_table[key] = list(of_table(self.rows.get(table, ()), percent, (relation,)))
        return self._of_table[key]

    def _matches(self, amount: Amount, setting: Setting, relation: Relation) -> Iterable[Match]:
        """What a figure may repeat in the tables in one relation, each with its best chance."""
        best: dict[tuple[object, ...], Match] = {}
        for scope in dict.fromkeys((setting.tables, setting.nearby, self._everywhere)):
            if not scope:
                continue
            universe = self._universe(scope, relation, amount.percent)
            if universe.accidents(amount, itself(amount)) * TRIED[relation] >= UNCERTAIN:
                continue  # so small a figure says nothing, however close it is met
            for candidate in universe.close(amount):
                if not _sayable(amount, candidate, setting):
                    continue
                chance = universe.accidents(amount, candidate) * TRIED[relation]
                chance *= self._agreement.penalty(setting.quantity, setting.words, candidate)
                near = candidate.tables <= setting.nearby
                known = best.get(candidate.operands)
                if known is None or chance < known.chance:
                    best[candidate.operands] = Match(amount, candidate, chance, near)
        return best.values()

    def _link(self, quantity: str, matches: Sequence[Match]) -> None:
        """Keep the cell that a quantity repeats: shares are worked out from the exact figures."""
        best = min(
            (m for m in self._best(matches) if m.candidate.relation == "equal"),
            key=lambda match: match.chance,
            default=None,
        )
        if best is not None:
            own = best.candidate
            self._linked[quantity] = Amount(own.value, own.unit, own.unit, own.operands[0])

    def _in_sentence(
        self, setting: Setting, sentence: Sequence[Setting], at: int
    ) -> Iterator[Match]:
        """What the other figures of a sentence, or what they repeat, make of the one at `at`."""
        amount = self._amounts[setting.quantity.id]
        others = [
            self._linked.get(other.quantity.id, self._amounts[other.quantity.id])
            for other in sentence[max(0, at - AROUND) : at + AROUND + 1]
            if other.quantity.id != setting.quantity.id
            and not self._amounts[other.quantity.id].percent
        ]
        made = [
            candidate
            for one, other in combinations(others, 2)
            for candidate in of_two(one, other, amount.percent, ORDER)
        ]
        universe = Universe(made)
        for candidate in universe.close(amount):
            chance = universe.accidents(amount, candidate)
            if not amount.percent:
                chance *= TRIED[candidate.relation]
            yield Match(amount, candidate, chance)

    def _said_before(self, setting: Setting) -> Iterator[Match]:
        """The same figure, exactly, earlier in the prose."""
        amount = self._amounts[setting.quantity.id]
        if abs(amount.value) < TELLING or amount.percent or amount.coarsest != amount.unit:
            return
        for other in self._by_value[amount.value]:
            if other.quantity.id == setting.quantity.id:
                return
            if other.quantity.element != setting.quantity.element:
                chance = len(self._amounts) / float(amount.value)
                alike = self._agreement.alike(setting, other, chance)
                own = self._amounts[other.quantity.id]
                yield Match(amount, itself(own), chance, agrees=alike)
                return

    # -- choice --------------------------------------------------------------------------------

    def _best(self, matches: Iterable[Match]) -> list[Match]:
        """The explanations worth showing: everything printed that is the same to the last digit,
        an exact sum, and only where there is neither, a figure that takes more working out."""
        likely = sorted(
            (m for m in matches if m.chance < CERTAIN or (m.near and m.chance < UNCERTAIN)),
            key=lambda match: match.chance,
        )
        chosen: list[Match] = []
        for relation in ORDER:
            own = [match for match in likely if match.candidate.relation == relation]
            if chosen:
                own = [m for m in own if relation == "sum" and m.amount.value == m.candidate.value]
            if not own:
                continue
            same = [m for m in own if m.amount.value == m.candidate.value and m.chance < CERTAIN]
            rivals = [m for m in own if m.chance <= RIVAL * own[0].chance]
            if same and relation == "equal":
                chosen += same
            else:
                chosen.append(replace(own[0], others=len(rivals) - 1))
        return chosen


def _sayable(amount: Amount, candidate: Candidate, setting: Setting) -> bool:
    """Tell whether a sentence can state what has to be worked out: a difference or a change needs
    a word of comparison, a sum of cells is printed in full."""
    if candidate.relation in ("difference", "change"):
        return setting.compares
    return candidate.relation != "sum" or candidate.value == amount.value


def _echo(match: Match) -> Echo:
    candidate = match.candidate
    return Echo(
        figure=match.amount.operand,
        relation=candidate.relation,
        operands=candidate.operands,
        computed=candidate.value,
        rounded=candidate.value != match.amount.value,
        confidence=confidence_of(match.chance, match.others, match.agrees),
        chance=float(f"{match.chance:.1e}"),
        others=match.others,
    )
