"""Frozen records that are cheap to define and to make: there are hundreds of kinds of them, and a
page has thousands.

A frozen dataclass stores each field through `object.__setattr__`, which makes its construction
four times as slow as that of a plain one, and compiles six methods when it is defined, which takes
half of the time of loading the program. A record here is frozen for the type checker, which sees
every assignment of this package, and plain at run time; of its methods only `__init__` is compiled
at once, those that compare when the first two records are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_record(cls: type[_Record]) -> type[_Record]:
    """Make a slotted dataclass with equality and hash that nobody may assign to.

    >>> @frozen_record
    ... class Spot:
    ...     x: float
    ...     y: float = 0.0
    >>> Spot(1.0), Spot(1.0) == Spot(1.0, 0.0), len({Spot(1.0), Spot(1.0)})
    (Spot(x=1.0, y=0.0), True, 1)
    """
    own = vars(cls)
    record = dataclass(slots=True, eq=False, repr=False)(cls)
    if "__repr__" not in own:
        setattr(record, "__repr__", _written)  # noqa: B010 - typed as a slot of the class
    if "__eq__" not in own:
        _compare_when_asked(record)
    return record


def _written(record: Any) -> str:
    shown = (f"{one.name}={getattr(record, one.name)!r}" for one in fields(record) if one.repr)
    return f"{type(record).__qualname__}({', '.join(shown)})"


def _compare_when_asked(record: Any) -> None:
    """Give a class methods that put the compiled ones in their own place."""

    def equal(one: object, other: object) -> Any:
        _compile_comparison(record)
        return record.__eq__(one, other)

    def hashed(one: object) -> Any:
        _compile_comparison(record)
        return record.__hash__(one)

    record.__eq__, record.__hash__ = equal, hashed


def _compile_comparison(record: Any) -> None:
    """Let `dataclass` write the methods, for a class that has only the fields to compare."""
    names = {one.name: object for one in fields(record) if one.compare}
    plain: Any = type(record.__name__, (), {"__annotations__": names, "__doc__": record.__doc__})
    dataclass(init=False, repr=False, unsafe_hash=True, match_args=False)(plain)
    record.__eq__, record.__hash__ = plain.__eq__, plain.__hash__
