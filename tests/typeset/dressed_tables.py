"""Tables in other rules than those of house style, and tables of words."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.typeset import vocabulary as v
from tests.typeset.manuscript import Cell, Column, Dress, Language, Row, Table
from tests.typeset.words import pick, sentence

DRESSES: tuple[Dress, ...] = ("light", "ruled", "boxed", "boxed", "bare")
WORD_DRESSES: tuple[Dress, ...] = ("house", "ruled", "boxed")
WORD_HEADS: dict[Language, tuple[str, ...]] = {
    "zh": ("建议", "答复", "状况", "负责部门", "说明"),
    "en": ("Recommendation", "Response", "Status", "Responsible office", "Remarks"),
}


def dressed(table: Table, draw: Random, language: Language) -> Table:
    """Return a table in another dress than that of house style.

    Without any rules only a caption announces a table, and nothing shows what a spanner covers
    or how deep the head is, but the first numbers: then it has a number and no spanners.
    """
    dress = draw.choice(DRESSES)
    if dress == "bare":
        number = table.number or ("表 9" if language == "zh" else "Table 9")
        table = replace(table, number=number, columns=table.leaves())
    return replace(table, dress=dress)


def draw_words(draw: Random, number: str | None, language: Language) -> Table:
    """Draw a table whose cells hold words, in several lines each."""
    count = draw.randint(1, 3)
    heads = tuple(
        Column(name, numeric=False) for name in draw.sample(WORD_HEADS[language], count + 1)
    )
    rows = tuple(
        Row(
            "data",
            Cell(pick(v.STUBS if language == "zh" else v.ENTITIES, draw.randint(0, 4095))),
            tuple(Cell(_words(draw, language)) for _ in range(count)),
        )
        for _ in range(draw.randint(2, 12))
    )
    titles = v.TABLE_TITLES if language == "zh" else v.ENGLISH_TITLES
    title = (pick(titles, draw.randint(0, 4095)),)
    own = number or ("表 9" if language == "zh" else "Table 9")
    return Table(own, title, heads, rows, dress=draw.choice(WORD_DRESSES))


def _words(draw: Random, language: Language) -> str:
    seed = draw.randint(0, 4095)
    if draw.random() < 0.2:
        return pick(v.SCOPES, seed) if language == "zh" else pick(v.ENTITIES, seed)
    return sentence(seed) if language == "zh" else pick(v.ENGLISH, seed)
