"""The vocabulary files of the package, each read once, and by the command taken apart once."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from reportparse.shelf import kept


@lru_cache(maxsize=16)
def vocabulary(name: str) -> dict[str, Any]:
    """Return what the file `name`.toml beside this module holds, for reading only.

    >>> vocabulary("zh")["months"]["words"]["5月"]
    5
    """
    path = resources.files("reportparse.lexicon").joinpath(f"{name}.toml")
    return from_toml(name, path.read_text(encoding="utf-8"))


def from_toml(name: str, text: str) -> dict[str, Any]:
    """Return what a text in TOML holds: words, numbers and lists, no dates.

    TOML is made for people and slow to read, so the command keeps what it read, as JSON under
    `name`; it counts as long as the text is the same. Raises `tomllib.TOMLDecodeError`.

    >>> from_toml("months", '[words]\\nMay = 5')
    {'words': {'May': 5}}
    """
    shelf = kept()
    if shelf is None:
        return tomllib.loads(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = f"vocabulary-{name}"
    stored = shelf.take(name)
    if stored is not None:
        read: list[Any] = json.loads(stored)
        if read[0] == digest:
            data: dict[str, Any] = read[1]
            return data
    data = tomllib.loads(text)
    shelf.put(name, json.dumps([digest, data], ensure_ascii=False).encode())
    return data
