"""The ground of all models: strict, frozen, and always with the place in the source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

_GIVEN: dict[frozenset[str], set[str]] = {}
"""One set for each choice of fields that some model was made with; there are few."""
_KEYS: dict[type[BaseModel], type] = {}
"""For each model a class whose instances share the keys of their fields."""

Coordinate = Annotated[float, Field(description="PDF points from the top left, two decimals")]


class Model(BaseModel):
    """Base of every model: unknown fields are an error, and nothing changes after validation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, context: Any, /) -> None:
        """Keep the fields in a third of the room: a report has hundreds of models a page.

        Python keeps the names of the fields once for all instances of a plain class, and pydantic
        keeps them in each model; so the values go to the dictionary of such an instance.
        """
        kind = type(self)
        values = (_KEYS.get(kind) or _KEYS.setdefault(kind, type("Values", (), {})))().__dict__
        for name, value in self.__dict__.items():
            values[name] = value
        object.__setattr__(self, "__dict__", values)
        self._share_given()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As in pydantic, which gives the copy a set of its own."""
        copied = super().model_copy(update=update, deep=deep)
        copied._share_given()
        return copied

    def _share_given(self) -> None:
        """Share the set of the fields that were given: a set is larger than most models."""
        given = self.__pydantic_fields_set__
        shared = _GIVEN.setdefault(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


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
