"""What a kind of record is: its model, its name, and the function that finds it in a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any, ClassVar, Self

from reportparse.frozen import frozen_record
from reportparse.report.base import Model
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap
from reportparse.report.tables import (
    Blank,
    Date,
    DecimalNumber,
    Integer,
    NilSign,
    NumberSet,
    Percent,
    Period,
    Unread,
    Words,
)

Figure = Integer | DecimalNumber | Percent | NilSign | Blank | Unread | Words
"""What may stand where a figure is expected: a number, nil, blank, unread, or words in doubt."""

When = Period | Date
"""A stretch of days, or one day."""

Scopes = NumberSet | NilSign | Blank | Unread | Words
"""What may stand where a list of whole numbers is expected."""

_WORDS = re.compile(r"\bstr\b")


@frozen_record
class Member:
    """One figure of some records of a kind: of those whose fields have the words of `where`."""

    figure: str
    where: Mapping[str, str] = field(default_factory=dict)


@frozen_record
class Balance:
    """A closing figure that the next period continues.

    With `opening`, the next period opens with it; else the movement of the next period added to it
    is the next closing figure.
    """

    closing: Member
    opening: Member | None = None
    movement: Member | None = None


class RecordModel(Model):
    """Base of the models of records: the typed view of a generic `Record`.

    A field of type `str` holds words (or a code of the vocabulary, in fields named `…_code`), any
    other field a value. A field that the report does not state is None. Provenance stays with the
    generic record: `Record.fields` has the same names.
    """

    kind: ClassVar[str]
    expected: ClassVar[tuple[str, ...]] = ()
    """Fields that a report of the family states: their absence from all records is a gap."""
    named_by: ClassVar[tuple[tuple[str, ...], ...] | None] = None
    """What tells one series of figures from another: of each group the first field that a record
    states. None leaves it to `records.indicators.names_of`."""
    dated_by: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The fields that say for when a figure holds, the first that is stated; for figures that are
    not listed, the period or date that the model has."""
    measured_by: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Fields that have to agree before two prints of a figure can be compared: its unit."""
    balances: ClassVar[tuple[Balance, ...]] = ()
    """How figures of one period continue those of the period before."""

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return the typed view of a record of this kind.

        Raises ValueError when the record is of another kind or has other fields or values.
        """
        if record.kind != cls.kind:
            raise ValueError(f"a record of {record.kind} is none of {cls.kind}")
        values: dict[str, Any] = {}
        for one in record.fields:
            values[one.name] = one.text if cls.holds_words(one.name) else one.value
        return cls.model_validate(values)

    @classmethod
    def holds_words(cls, name: str) -> bool:
        """Tell whether a field is words; False for a name that the model does not have."""
        own = cls.model_fields.get(name)
        return own is not None and _WORDS.search(str(own.annotation)) is not None


Finder = Callable[[Report], Iterable[Record | RecordGap]]
"""A recogniser: everything of its kind that a report states, and what it does not."""


@frozen_record
class Kind:
    """A kind of record as the registry knows it."""

    model: type[RecordModel]
    find: Finder

    @property
    def name(self) -> str:
        """The name that its records bear in `Record.kind`."""
        return self.model.kind
