"""Files of the package that the page is made of."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """Return a file of `assets/` as text.

    >>> asset("review.js").startswith('"use strict";')
    True
    """
    return (files("reportparse.review") / "assets" / name).read_text(encoding="utf-8")
