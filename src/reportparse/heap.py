"""Memory that a long report needs no more, given back to the operating system.

The libraries that read PDFs take room in the heap of the C library piece by piece; what they free
lies between other things, and the heap keeps it unless it is asked. Long strings and arrays are
taken from the operating system one by one and go back at once, but only as long as the C library
has not seen one of their size freed: then it puts them into the heap, too.

Only the C library of GNU can be asked; with another nothing happens.
"""

from __future__ import annotations

import ctypes
from typing import Final

LARGE: Final = 1 << 17
"""Bytes from which a string or an array stays outside of the heap; the C library begins so."""
_MMAP_THRESHOLD: Final = -3
"""The number of this setting in `malloc.h`."""


def keep_large_apart() -> None:
    """Have whatever is large go back to the operating system as soon as it is freed.

    >>> keep_large_apart()
    """
    _asked("mallopt", _MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Ask the C library to give back whole pages of its heap that hold nothing.

    >>> give_back()
    """
    _asked("malloc_trim", 0)


def _asked(name: str, *numbers: int) -> None:
    """Call a function of the C library, if it has one by this name."""
    try:
        function = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):  # another C library, another operating system
        return
    function(*numbers)
