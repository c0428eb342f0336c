"""Frozen records: what a frozen dataclass does, its methods made when they are asked for."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, replace

from reportparse.frozen import frozen_record


@frozen_record
class Spot:
    x: int
    note: str = field(default="", compare=False)
    seen: int = field(default=0, compare=False, repr=False)


@frozen_record
class Marked(Spot):
    sign: str = "*"


@dataclass(frozen=True, slots=True)
class Usual:
    x: int
    note: str = field(default="", compare=False)


def test_only_the_compared_fields_decide() -> None:
    assert Spot(1, "a") == Spot(1, "b")
    assert Spot(1) != Spot(2)
    assert len({Spot(1, "a"), Spot(1, "b"), Spot(2)}) == 2


def test_the_hash_is_that_of_a_dataclass() -> None:
    assert hash(Spot(7)) == hash(Usual(7)) == hash((7,))


def test_kinds_are_never_equal() -> None:
    assert Marked(1) != Spot(1)
    assert Spot(1) != Marked(1)
    assert Spot(1) != object()
    assert Marked(1) == Marked(1)
    assert Marked(1, sign="+") != Marked(1)


def test_the_first_comparison_puts_the_compiled_methods_in_place() -> None:
    @frozen_record
    class Fresh:
        x: int

    before = Fresh.__eq__
    assert Fresh(1) == Fresh(1)
    assert Fresh.__eq__ is not before
    assert hash(Fresh(1)) == hash((1,))


def test_methods_of_its_own_stay() -> None:
    @frozen_record
    class Own:
        x: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "own"

    assert Own(1) == Own(2)
    assert hash(Own(1)) == 5
    assert repr(Own(1)) == "own"


def test_it_is_written_as_a_dataclass_is() -> None:
    assert repr(Spot(1, "a", 4)) == "Spot(x=1, note='a')"


def test_copies_and_pickles() -> None:
    assert replace(Spot(1, "a"), x=2) == Spot(2)
    assert pickle.loads(pickle.dumps(Marked(3, "b", sign="+"))) == Marked(3, sign="+")
