"""Addresses of the web in running text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from reportparse.lexicon.patterns import compiled

URL: Final = compiled(
    r"(?:https?://|ftp://|www\.)[^\s<>，。；、（）《》“”]*[^\s<>，。；、（）《》“”.,;:)\]]"
)
"""An address; the sign that ends the sentence around it is no part of it."""


def find_urls(text: str) -> Iterable[regex.Match[str]]:
    """The addresses in a text, in order; most texts have none.

    >>> [match[0] for match in find_urls("见https://unfccc.int/kyoto。")]
    ['https://unfccc.int/kyoto']
    """
    return URL.finditer(text) if "://" in text or "www." in text else ()
