"""The words of the page in both languages, from words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final

from markupsafe import Markup

from reportparse.findings import REGISTER
from reportparse.review.assets import asset

LANGUAGES: Final = ("en", "zh")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words of each language by their keys.

    >>> words()["en"]["doubts"], words()["zh"]["doubts"]
    ('Doubts', '疑点')
    """
    read = tomllib.loads(asset("words.toml"))
    own: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for key, both in _flat(read, ""):
        for language, text in zip(LANGUAGES, both, strict=True):
            own[language][key] = text
    for code, (_, sentence) in REGISTER.items():
        own["en"].setdefault(f"code.{code}", sentence)
    return own


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        elif isinstance(value, str):  # English is the sentence of the register of findings
            found.append((prefix + key, [REGISTER[key][1], value]))
        elif isinstance(value, list):
            found.append((prefix + key, value))
    return found


def said(key: str, fallback: str = "") -> Markup:
    """Return a word of the page as HTML that the page's script puts into the reader's language.

    Without a word for `key` the fallback stands there as it is.

    >>> said("doubts")
    Markup('<span data-t="doubts">Doubts</span>')
    >>> said("record.nothing", "<nothing>")
    Markup('&lt;nothing&gt;')
    """
    word = words()["en"].get(key)
    if word is None:
        return Markup(Markup.escape(fallback or key))
    return Markup('<span data-t="{}">{}</span>').format(key, word)


def plain(key: str) -> str:
    """Return the English word, for attributes, which the script puts into another language."""
    return words()["en"][key]
