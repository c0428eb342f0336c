"""The registry of kinds: every module of `reportparse.records.kinds`, found by looking there."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from reportparse.records import kinds
from reportparse.records.definition import Kind


@lru_cache(maxsize=1)
def registered() -> tuple[Kind, ...]:
    """Return the kinds of record that the package knows, in the order of their module names.

    >>> [kind.name for kind in registered()][:3]
    ['accreditation', 'activities', 'board_seat']
    """
    found: list[Kind] = []
    for module in sorted(pkgutil.iter_modules(kinds.__path__), key=lambda one: one.name):
        kind = importlib.import_module(f"{kinds.__name__}.{module.name}").KIND
        if not isinstance(kind, Kind):
            raise TypeError(f"KIND of {module.name} is no kind of record")
        found.append(kind)
    return tuple(found)
