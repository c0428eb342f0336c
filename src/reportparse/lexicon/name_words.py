"""The vocabulary of names: how organs, persons and places are told, and the well-known ones."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any, Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.files import vocabulary
from reportparse.lexicon.words import LANGUAGES, Language, WordList, word_list

Group = tuple[str, ...]


@frozen_record
class NameWords:
    """One attribute per idea; what each list is for stands in names.toml."""

    language: Language
    organ_endings: WordList
    organ_endings_weak: WordList
    organ_meanings: WordList
    not_organs: WordList
    organ_starters: WordList
    regions: WordList
    before_organs: WordList
    determiners: WordList
    short_introduced: WordList
    not_of_organ: WordList
    person_before: WordList
    person_after: WordList
    person_followed: WordList
    elected: WordList
    appointed: WordList
    resigned: WordList
    outgoing: WordList
    person_heads: WordList
    names_only: WordList
    role_heads: WordList
    group_heads: WordList
    entity_heads: WordList
    vacant: WordList
    surnames: WordList
    place_heads: WordList
    not_places: WordList
    virtual: WordList
    held: WordList
    not_first: WordList
    not_last: WordList
    not_inside: WordList


@frozen_record
class KnownNames:
    """Well-known names, each group one thing with all its names, the fullest first.

    The exceptions are longer words that hold such a name and mean something else.
    """

    organs: tuple[Group, ...]
    not_organs: tuple[str, ...]
    countries: tuple[Group, ...]
    cities: tuple[Group, ...]
    not_places: tuple[str, ...]


NAME_LISTS: Final[tuple[str, ...]] = tuple(
    field.name for field in fields(NameWords) if field.type == "WordList"
)
"""Names of the lists with examples."""


@lru_cache(maxsize=len(LANGUAGES))
def name_words(language: Language) -> NameWords:
    """Return the vocabulary of a language, read from the package once.

    Raises ValueError where names.toml lacks a list or has one that nothing uses.

    >>> name_words("zh").person_heads.match("候补成员")
    '候补成员'
    """
    own = vocabulary("names")[language]
    wrong = set(own) ^ set(NAME_LISTS)
    if wrong:
        raise ValueError(f"name vocabulary {language}: missing or unknown {sorted(wrong)}")
    lists: dict[str, Any] = {name: word_list(own[name]) for name in NAME_LISTS}
    return NameWords(language=language, **lists)


@lru_cache(maxsize=1)
def known_names() -> KnownNames:
    """Return the well-known names, read from the package once.

    >>> next(group[:3] for group in known_names().organs if "环境署" in group)
    ('联合国环境规划署', '环境规划署', '环境署')
    """
    file = vocabulary("names")
    return KnownNames(
        organs=tuple(map(tuple, file["organs"]["groups"])),
        not_organs=tuple(file["organs"]["except"]),
        countries=tuple(map(tuple, file["places"]["countries"])),
        cities=tuple(map(tuple, file["places"]["cities"])),
        not_places=tuple(file["places"]["except"]),
    )
