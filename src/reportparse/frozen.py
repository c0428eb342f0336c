"""Frozen records that are cheap to make: a page has thousands of them.

A frozen dataclass stores each field through `object.__setattr__`, which makes its construction
four times as slow as that of a plain one. Where that is felt, a record is frozen for the type
checker, which sees every assignment of this package, and plain at run time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True)
def frozen_record(cls: type[_Record]) -> type[_Record]:
    """Make a slotted dataclass with equality and hash that nobody may assign to.

    >>> @frozen_record
    ... class Spot:
    ...     x: float
    ...     y: float = 0.0
    >>> Spot(1.0), Spot(1.0) == Spot(1.0, 0.0), len({Spot(1.0), Spot(1.0)})
    (Spot(x=1.0, y=0.0), True, 1)
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
