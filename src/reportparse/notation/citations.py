"""What a reference in running text is, and the parts that every language writes alike.

Numbers are normalised without regard to the print's blanks, so that `第2/CMP.17号` and
`第 2/CMP.17 号` are the same decision.
"""

from __future__ import annotations

from typing import Final, Literal

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.notation.captions import number_value
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.numerals import DASHES
from reportparse.notation.spacing import BLANK, half_width, is_cjk

ReferenceKind = Literal[
    "symbol",
    "document_number",
    "decision",
    "resolution",
    "article",
    "session",
    "meeting",
    "paragraph",
    "standard",
    "internal_table",
    "internal_figure",
    "internal_annex",
    "internal_paragraph",
    "internal_chapter",
]


@frozen_record
class Found:
    """A reference in running text: `text[start:end]` is its `raw`.

    `number` is the normal form of what is referred to, empty for `下图` or a single annex; a range
    of paragraphs or tables has its other end in `last`. `value` is the number as a whole number
    where it is one. `body` is the organ or treaty as printed, `part` the annex or table within the
    cited document, `paragraphs` the cited paragraphs in normal form (`8`, `5(c)`, `12-15`) and
    `item` the item of an article. `place` is `above` or `below` where the print says so.

    A `standard` is cited by title: `body` is the title, `version` its version as printed, `number`
    its code if it has one.

    The kind `paragraph` is a paragraph of which the sentence does not say in what document.
    """

    kind: ReferenceKind
    start: int
    end: int
    raw: str
    number: str = ""
    last: str = ""
    value: int | None = None
    body: str = ""
    part: str = ""
    paragraphs: tuple[str, ...] = ()
    item: str = ""
    place: Literal["", "above", "below"] = ""
    version: str = ""


Candidate = tuple[Found, ...]
"""References of one phrase, which stand or fall together when phrases overlap."""

B: Final = f"{BLANK}*"
CHINESE: Final = r"[〇零一二三四五六七八九十百]+"

RESOLUTION_NUMBER: Final = (
    rf"(?:\d{{1,4}}/[A-Z]{{2,6}}\.?\d{{0,3}}"
    rf"|\d{{1,4}}{B}\({B}(?:(?:19|20)\d\d|(?:ES-|S-)?[IVXL]+){B}\)"
    rf"(?:{B}[A-Z](?![\p{{Latin}}\d/]))?"
    rf"|(?:ES-|S-)?\d{{1,4}}/\d{{1,4}}(?!\d)(?:{B}[A-Z](?:{B}[{DASHES}]{B}[A-Z])?(?![\p{{Latin}}\d]))?)"
)
"""`2/CMP.17`, `1325 (2000)`, `70/266`, `55/5 B`, `2022/22`; their blanks do not count."""

PARAGRAPH_NUMBER: Final = (
    rf"\d{{1,4}}[A-Z]?(?:\.\d{{1,3}})?(?:{B}\({B}(?:[a-z]{{1,4}}|{CHINESE}|\d{{1,2}}){B}\))*"
    rf"(?:{B}[{DASHES}]{B}\({B}[a-z]{{1,4}}{B}\))?"
)

_BLANKS: Final = compiled(BLANK)


def normal_number(printed: str) -> str:
    """Return the normal form of a printed number: half-width, without blanks, one kind of dash.

    The blank before the letter of a resolution stays, because all write it.

    >>> normal_number("1325 （2000）"), normal_number("55/5B"), normal_number("43/222 A–E")
    ('1325(2000)', '55/5 B', '43/222 A-E')
    """
    plain = compiled(f"[{DASHES}]").sub("-", _BLANKS.sub("", half_width(printed)))
    return str(compiled(r"(?<=/\d{1,4}|\))([A-Z])").sub(r" \1", plain))


def normal_count(printed: str) -> str:
    """Return a printed ordinal in digits: `六` and `6` are `6`; a Roman numeral stays as it is.

    >>> normal_count("六"), normal_count("12 "), normal_count("II")
    ('6', '12', 'II')
    """
    plain = _BLANKS.sub("", half_width(printed))
    value = chinese_numeral(plain) if plain and is_cjk(plain[0]) else None
    return str(value) if value is not None else plain


def whole(number: str) -> int | None:
    """Return the value of a normalised table, annex or paragraph number, or None.

    >>> whole("II"), whole("29B.7"), whole("")
    (2, 7, None)
    """
    return number_value(number) if number else None


def paragraph_list(printed: str) -> tuple[str, ...]:
    """Return the paragraphs of a printed list in normal form, ranges as `first-last`.

    >>> paragraph_list("5(c)"), paragraph_list("12 至 15"), paragraph_list("69–73 and 90 (a)")
    (('5(c)',), ('12-15',), ('69-73', '90(a)'))
    """
    item = rf"(?P<first>{PARAGRAPH_NUMBER}|{CHINESE})"
    span = rf"{item}(?:{B}(?:[{DASHES}]|至|到|to){B}第?{B}(?P<last>{PARAGRAPH_NUMBER}))?"
    found: list[str] = []
    for match in compiled(span).finditer(half_width(printed)):
        first = normal_count(match["first"])
        last = normal_count(match["last"]) if match["last"] else ""
        found.append(f"{first}-{last}" if last else first)
    return tuple(found)
