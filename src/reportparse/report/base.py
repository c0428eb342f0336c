"""The ground of all models: strict, frozen, and always with the place in the source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

_GIVEN: dict[frozenset[str], set[str]] = {}
"""One set for each choice of fields that some model was made with; there are few."""
ROOM = 32
"""Instances after which Python has given up all room for further fields that it keeps in those of a
new class: 30 fields, one less with each instance."""
_SET = object.__setattr__
"""Sets what pydantic would not let anybody change."""

Coordinate = Annotated[float, Field(description="PDF points from the top left, two decimals")]


class Model(BaseModel):
    """Base of every model: unknown fields are an error, and nothing changes after validation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, context: Any, /) -> None:
        """Keep the fields in a third of the room: a report has hundreds of models a page.

        Python keeps the names of the fields once for all instances of a plain class, and pydantic
        keeps them in each model; so the values go to the dictionary of such an instance. Each
        model has a function of its own for it, made with its first instance.
        """
        kind = type(self)
        kind.model_post_init = _keeper(kind)  # type: ignore[method-assign]
        kind.model_post_init(self, context)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As in pydantic, which gives the copy a set of its own."""
        copied = super().model_copy(update=update, deep=deep)
        copied._share_given()
        return copied

    def _share_given(self) -> None:
        """Share the set of the fields that were given: a set is larger than most models."""
        given = self.__pydantic_fields_set__
        _SET(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


def _keeper(kind: type[Model]) -> Callable[[Model, Any], None]:
    """What moves the fields of a new instance of `kind` to a dictionary that shares its keys.

    The copy of a dictionary that shares its keys shares them, too, and takes the values in one go.
    """
    values_of = type("Values", (), {})
    _named(values_of(), kind)
    for _ in range(ROOM):
        values_of()
    plain = _named(values_of(), kind)
    blank = plain.__dict__
    names = frozenset(blank)
    every = _GIVEN.setdefault(names, set(names))
    copy, count, given_before = blank.copy, len(names), _GIVEN.setdefault

    def keep(self: Model, context: Any, /) -> None:
        values = copy()
        values.update(self.__dict__)
        _SET(self, "__dict__", values)
        given = self.__pydantic_fields_set__
        shared = every if len(given) == count else given_before(frozenset(given), given)
        _SET(self, "__pydantic_fields_set__", shared)

    return keep


def _named(plain: object, kind: type[Model]) -> object:
    """`plain` with the fields of `kind`, in their order."""
    for name in kind.model_fields:
        setattr(plain, name, None)
    return plain


class PagePlace(Model):
    """A place in a PDF: the page, from 1, and the box (left, top, right, bottom) on it."""

    page: int
    box: tuple[Coordinate, Coordinate, Coordinate, Coordinate] | None = None


class LinePlace(Model):
    """A place in a text dump: line and column of the first and of the last character, from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


Place = PagePlace | LinePlace
"""Where something is printed."""


class Mark(Model):
    """Something at a stretch of a text: offsets count characters of the running `text`.

    A `marker` has no width in the running text (`start` equals `end`): it stands between two
    characters; `raw` is what is printed there and `target` the id of the note, if there is one.
    A `link` has its address as target; `bold` and `italic` have none.
    """

    kind: Literal["marker", "link", "bold", "italic"]
    start: int
    end: int
    raw: str = ""
    target: str | None = None


class Text(Model):
    """Printed words: as running text and as they stand in print.

    `text` follows one rule, so that every producer and both doors give the same: printed lines
    are joined, a blank is dropped when the character on either side of it is Chinese, any other
    run of blanks is one blank, and markers are lifted off into `marks`. `raw` is the print:
    its own blanks, its markers in place, one `\\n` between printed lines.
    """

    text: str
    raw: str
    marks: tuple[Mark, ...] = ()
    places: tuple[Place, ...] = ()
