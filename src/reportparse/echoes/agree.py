"""Whether the words around a figure and those around a cell speak of the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from reportparse.echoes.context import Setting
from reportparse.echoes.follow import Candidate
from reportparse.echoes.wording import pieces
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.report.facts import Quantity
from reportparse.report.tables import Table

STRANGE_UNIT: Final = 20.0
"""A sum of money that is met in a table without that currency, or a count in one of money, is so
many times likelier an accident."""

STRANGE_WORDS: Final = 10.0
"""The same where no word of the sentence stands at the row, the column or the title."""

BEYOND_ACCIDENT: Final = 1e-4
"""Accidents below which the words may differ: one in a hundred reports of a hundred figures."""

COMMON: Final = 0.25
MOST_COMMON: Final = 4
"""A word in more than this part of the sentences that state figures, and in more than so many of
them, is what the report is about: that two places share it says nothing."""


class Agreement:
    """The words of all tables, by cell, and those that stand everywhere."""

    def __init__(self, tables: Iterable[Table], settings: Sequence[Setting]) -> None:
        sentences = list({own.sentence: own.words for own in settings}.values())
        quantities = [own.quantity for own in settings]
        counts = Counter(word for sentence in sentences for word in sentence)
        most = max(MOST_COMMON, COMMON * len(sentences))
        self._common = frozenset(word for word, count in counts.items() if count > most)
        self._tables: Mapping[str, Table] = {table.id: table for table in tables}
        self._texts = {id_: _text(table) for id_, table in self._tables.items()}
        self._currencies = {
            own.unit.lower() for own in quantities if own.unit and own.unit_kind == "currency"
        }
        self._known: dict[tuple[str, int, int], frozenset[str]] = {}

    def penalty(self, quantity: Quantity, sentence: frozenset[str], candidate: Candidate) -> float:
        """How many times likelier an accident is, by what the words say; 1 where they agree.

        What a duration or a physical unit measures cannot be in a table without that unit: the
        penalty is infinite.
        """
        if not candidate.tables:
            return 1.0
        factor = 1.0
        texts = [self._texts[table] for table in candidate.tables]
        unit = (quantity.unit or "").lower()
        named = all(unit in text for text in texts)
        if quantity.unit_kind in ("duration", "physical") and not named:
            return float("inf")
        if quantity.unit_kind == "currency" and not named and not all(map(_money, texts)):
            factor *= STRANGE_UNIT
        if quantity.unit_kind == "count" and self._is_money(candidate):
            factor *= STRANGE_UNIT
        if not sentence & self._words(candidate):
            factor *= STRANGE_WORDS
        return factor

    def agrees(
        self, quantity: Quantity, sentence: frozenset[str], candidate: Candidate, chance: float
    ) -> bool:
        """Tell whether unit and words speak for a link: the sentence names the row or the column
        of every cell by a word that does not stand everywhere. Where so many digits agree that
        accident is out of the question, only the unit has to."""
        factor = self.penalty(quantity, sentence, candidate)
        if chance < BEYOND_ACCIDENT:
            return factor < STRANGE_UNIT
        telling = sentence - self._common
        return factor <= 1 and all(
            telling & self._of_cell(own.cell.table, own.cell.row, own.cell.column)
            for own in candidate.operands
            if own.cell is not None
        )

    def alike(self, one: Setting, other: Setting, chance: float) -> bool:
        """Tell whether two quantities of the prose may be one, by the same rule."""
        if (one.quantity.unit, one.quantity.unit_kind) != (
            other.quantity.unit,
            other.quantity.unit_kind,
        ):
            return False
        return chance < BEYOND_ACCIDENT or bool((one.words - self._common) & other.words)

    def _is_money(self, candidate: Candidate) -> bool:
        """Tell whether the cells are sums of money: their table's headnote or their own row or
        column names a currency of the report."""
        for operand in candidate.operands:
            if operand.cell is None:
                continue
            table = self._tables[operand.cell.table]
            own = [note.text for note in table.headnotes]
            own += [*table.columns[operand.cell.column].path, table.rows[operand.cell.row].stub]
            if any(unit in text.lower() for unit in self._currencies for text in own):
                return True
        return False

    def _words(self, candidate: Candidate) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for operand in candidate.operands:
            if operand.cell is not None:
                cell = operand.cell
                found |= self._of_cell(cell.table, cell.row, cell.column)
        return found

    def _of_cell(self, id_: str, row: int, column: int) -> frozenset[str]:
        if (id_, row, column) not in self._known:
            table = self._tables[id_]
            title = table.title.text if table.title is not None else ""
            own = " ".join((title, table.rows[row].stub, *table.columns[column].path))
            self._known[id_, row, column] = pieces(own)
        return self._known[id_, row, column]


def _money(text: str) -> bool:
    """Tell whether a table names a currency: $ in a sentence is "dollars" over a table."""
    return any(text in words(language).currencies for language in LANGUAGES)


def _text(table: Table) -> str:
    own = [table.title.text if table.title is not None else ""]
    own += [note.text for note in table.headnotes]
    own += [" ".join(column.path) for column in table.columns]
    own += [row.stub for row in table.rows]
    return " ".join(own).lower()
