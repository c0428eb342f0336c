"""What makes two figures of two reports the same indicator.

The kind of record, the figure, and the words or codes that records of that kind are named by:
`income.amount/line/share_of_proceeds`. Neither the table nor the column nor the print's wording
counts, where the vocabulary has a code for it. Words without a code are compared without blanks,
case and the letters of formulas, and sums without their word for sum: 总计 and 共计 are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.spacing import half_width
from reportparse.records.definition import RecordModel
from reportparse.records.indicators import names_of

Fields = Mapping[str, Mapping[Any, Any]]
"""The fields of a record by name, each a row of `record_field`."""

_FORMULA: Final = re.compile(r"[(\[][a-z](?:[-+=,/]?[a-z])*[)\]]")
"""Letters by which a table's rows and columns are added up: `(A + B)`, `(C = A - B)`."""
_BLANKS: Final = re.compile(r"\s+")


def names(model: type[RecordModel], fields: Fields, *, fully: bool = False) -> tuple[str, ...]:
    """Return the words or codes that name a record, one for each group of `names_of`.

    An empty one: the record states none of the group, or a sum's words say nothing more.
    `fully` keeps the letters of formulas.
    """
    return tuple(next(_parts(group, fields, fully), "") for group in names_of(model))


def _parts(group: Iterable[str], fields: Fields, fully: bool) -> Iterator[str]:
    for name in group:
        row = fields.get(name)
        if row is None:
            continue
        if row["number"] is not None:
            yield format(row["number"], "f")
        elif name.endswith("_code"):
            yield row["text"]
        else:
            yield plain_words(row["text"], fully=fully)


def plain_words(text: str, *, fully: bool = False) -> str:
    """Return words as they are compared.

    >>> plain_words("总计(A + B)"), plain_words("小计(B)", fully=True), plain_words("其他 收入")
    ('', '(b)', '其他收入')
    """
    plain = _BLANKS.sub("", half_width(text)).casefold()
    for language in LANGUAGES:
        for listed in (words(language).subtotal, words(language).total):
            found = listed.match(text)
            if found:
                plain = plain.removeprefix(_BLANKS.sub("", half_width(found)).casefold())
    return plain if fully else _FORMULA.sub("", plain)


def name_of(kind: str, figure: str, parts: Iterable[str]) -> str:
    """Return the name of an indicator.

    >>> name_of("income", "amount", ("total", ""))
    'income.amount/total'
    """
    return "/".join((f"{kind}.{figure}", *(part.replace("/", "∕") for part in parts if part)))
