"""Where a quantity stands: its sentence, its paragraph, and the tables that are named near it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportparse.build.references import texts_of_report
from reportparse.echoes.wording import pieces
from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.report.body import Section
from reportparse.report.facts import Quantity
from reportparse.report.model import Report

_SENTENCE_END: Final = compiled(r"[。；;！？]|[.!?](?=\s+\p{Lu})")


_PARENTHESES: Final = compiled(r"[^，。；;,.、：:()（）]{0,40}[(（]([^()（）]+)[)）]")
"""Parentheses behind a number, with at most a noun phrase between."""


@frozen_record
class Setting:
    """The surroundings of one quantity.

    `sentence` numbers the sentence within its element. `tables` are those that its paragraph
    refers to, `nearby` those that its section prints or refers to. `compares` says that the
    sentence speaks of more or less than something else. `opens` is the stretch of the
    parentheses that open behind it in its own clause, `words` and `text`
    are those of its sentence.
    """

    quantity: Quantity
    sentence: tuple[str, int]
    tables: frozenset[str]
    nearby: frozenset[str]
    opens: tuple[int, int] | None = None
    words: frozenset[str] = frozenset()
    compares: bool = False
    text: str = ""


def settings_of(report: Report) -> list[Setting]:
    """The surroundings of every quantity, in the order of the report's quantities."""
    texts = _texts(report)
    sections = _section_of(report)
    referred: dict[str, set[str]] = {}
    ids = {table.id for table in report.tables}
    for reference in report.references:
        if reference.target in ids:
            referred.setdefault(reference.element, set()).add(str(reference.target))
    nearby: dict[int, set[str]] = {}
    for element, section in sections.items():
        nearby.setdefault(section, set()).update(referred.get(element, ()))
        if element in ids:
            nearby[section].add(element)
    found: list[Setting] = []
    # The figures of one sentence share its words, and whether they compare.
    known: dict[str, tuple[frozenset[str], bool]] = {}
    tables: dict[str, tuple[frozenset[str], frozenset[str]]] = {}  # those of one text its tables
    for quantity in report.facts.quantities:
        element = quantity.element
        if element not in tables:
            own = frozenset({*referred.get(element, ()), *({element} & ids)})
            tables[element] = own, own | nearby.get(sections.get(element, -1), set())
        at, text = _text_of(texts.get(element, ()), quantity)
        number = 1000 * at + len(_SENTENCE_END.findall(text, 0, quantity.start))
        own_sentence = _sentence(text, quantity)
        if own_sentence not in known:
            compares = any(own_sentence in words(each).comparison for each in LANGUAGES)
            known[own_sentence] = pieces(own_sentence), compares
        opens = _PARENTHESES.match(text, quantity.end)
        found.append(
            Setting(
                quantity,
                (element, number),
                *tables[element],
                opens.span(1) if opens else None,
                *known[own_sentence],
                own_sentence,
            )
        )
    return found


def _texts(report: Report) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element, text in texts_of_report(report):
        found.setdefault(element, []).append(text.text)
    return found


def _text_of(texts: Sequence[str], quantity: Quantity) -> tuple[int, str]:
    """The text in which a quantity stands, with its number; an element may have several."""
    digits = "".join(quantity.raw.split())
    for at, text in enumerate(texts):
        if "".join(text[quantity.start : quantity.end].split()) == digits:
            return at, text
    return 0, ""


def _sentence(text: str, quantity: Quantity) -> str:
    """The sentence around a quantity."""
    starts = [found.end() for found in _SENTENCE_END.finditer(text, 0, quantity.start)]
    end = _SENTENCE_END.search(text, quantity.end)
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]


def _section_of(report: Report) -> Mapping[str, int]:
    """The innermost section of every block and of every table printed in it, by number."""
    found: dict[str, int] = {}
    whole = [*report.sections, *(own for annex in report.annexes for own in annex.sections)]
    for number, section in enumerate(_walk(whole)):
        for block in section.blocks:
            found[block.id] = number
            if block.ref is not None:
                found[block.ref] = number
    return found


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)
