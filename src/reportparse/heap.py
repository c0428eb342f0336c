"""Memory that the reading of a long report has freed, given back to the operating system.

The libraries that read PDFs take room in the heap of the C library piece by piece; what they free
lies between other things, and the heap keeps it unless it is asked.
"""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Ask the C library to give back whole pages of its heap that hold nothing.

    Only that of GNU can be asked; with another nothing happens.

    >>> give_back()
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library, another operating system
        return
    trim(0)
