"""What a kind of record says about series: its figures, when each holds, and what tells two apart.

A model says so in `named_by`, `dated_by` and `measured_by`, or leaves it to its own annotations.
"""

from __future__ import annotations

import types
from functools import lru_cache
from typing import Any, Final, get_args

from reportparse.records.definition import RecordModel
from reportparse.report.tables import Date, Integer, NilSign, Period

UNIT: Final = "unit"
"""Words of the print that say in what a figure is measured: never a name."""
CODE: Final = "_code"
"""How the names of fields end that hold a code of the vocabulary."""


@lru_cache(maxsize=64)
def figures_of(model: type[RecordModel]) -> tuple[str, ...]:
    """Return the fields that hold figures, those that may be nil or unread as well.

    >>> from reportparse.records.kinds.issuance import Issuance
    >>> figures_of(Issuance)
    ('issued',)
    """
    return tuple(name for name in model.model_fields if {Integer, NilSign} <= _kinds(model, name))


def dates_of(model: type[RecordModel], figure: str) -> tuple[str, ...]:
    """Return the fields that say for when a figure holds, the first stated one counts.

    >>> from reportparse.records.kinds.issuance import Issuance
    >>> dates_of(Issuance, "issued")
    ('period',)
    """
    declared = model.dated_by.get(figure)
    return declared if declared is not None else _dates(model)


def names_of(model: type[RecordModel]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of fields that name a series; of each group the first stated one counts.

    Where the model does not say: each code and each field that is a whole number and nothing
    else; where there is none of them, the words.

    >>> from reportparse.records.kinds.issuance import Issuance
    >>> from reportparse.records.kinds.activities import Activities
    >>> names_of(Issuance), names_of(Activities)
    ((('commitment_period',),), ())
    """
    return model.named_by if model.named_by is not None else _names(model)


@lru_cache(maxsize=64)
def _dates(model: type[RecordModel]) -> tuple[str, ...]:
    return tuple(
        name
        for name in model.model_fields
        if (kinds := _kinds(model, name)) and kinds <= {Period, Date}
    )


@lru_cache(maxsize=64)
def _names(model: type[RecordModel]) -> tuple[tuple[str, ...], ...]:
    words = [name for name in model.model_fields if model.holds_words(name) and name != UNIT]
    numbers = [name for name in model.model_fields if _kinds(model, name) == {Integer}]
    codes = [name for name in words if name.endswith(CODE)]
    return tuple((name,) for name in (codes + numbers or words))


def _kinds(model: type[RecordModel], name: str) -> set[Any]:
    """The types that a field may have, none of nothing."""
    annotation = model.model_fields[name].annotation
    return set(get_args(annotation) or (annotation,)) - {types.NoneType}
