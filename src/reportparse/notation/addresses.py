"""Addresses of the web in running text."""

from __future__ import annotations

from typing import Final

import regex

URL: Final = regex.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>，。；、（）《》“”]*[^\s<>，。；、（）《》“”.,;:)\]]"
)
"""An address; the sign that ends the sentence around it is no part of it."""
