"""The vocabulary files of the package, each read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=16)
def vocabulary(name: str) -> dict[str, Any]:
    """Return what the file `name`.toml beside this module holds, for reading only.

    >>> vocabulary("zh")["months"]["words"]["5月"]
    5
    """
    path = resources.files("reportparse.lexicon").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
