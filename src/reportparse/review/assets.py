"""Files of the package that the page is made of."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

PAGE: Final = ("base", "places", "choosing", "figures", "marks", "start")
"""The parts of the page's script, in the order in which they stand behind each other."""
LIST: Final = ("base", "list")


@cache
def script(parts: tuple[str, ...]) -> str:
    """Return parts of a script as one.

    >>> script(LIST).startswith('"use strict";')
    True
    """
    return "\n".join(asset(f"{part}.js") for part in parts)


@cache
def asset(name: str) -> str:
    """Return a file of `assets/` as text.

    >>> asset("review.css").startswith(":root")
    True
    """
    return (files("reportparse.review") / "assets" / name).read_text(encoding="utf-8")
