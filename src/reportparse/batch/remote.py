"""Sources that are no local files: addresses that fsspec understands.

fsspec is an optional part (`pip install 'reportparse[remote]'`); it is loaded only when a source
has an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportparse.errors import MissingExtra, MissingFile, UnreadableFile

CHAIN = "::"
MARK = "://"
PATTERN_SIGNS = frozenset("*?[")
GONE = 404
# An address of the web is one document: its question marks are no pattern, and it has no folders.
WEB = ("http://", "https://")


def is_remote(name: str) -> bool:
    """Tell whether a source is an address.

    >>> is_remote("s3://bucket/a.pdf"), is_remote("zip://a.pdf::b.zip"), is_remote("a.pdf")
    (True, True, False)
    """
    return MARK in name


def fetch_remote(address: str) -> bytes:
    """Return the bytes at an address; raises `MissingFile`, `UnreadableFile`, `MissingExtra`."""
    fsspec = _library()
    try:
        with fsspec.open(address, "rb") as file:
            data: bytes = file.read()
            return data
    except FileNotFoundError as error:
        # For stores of the web any failure is "not found"; its cause tells which one it was.
        cause = error.__cause__
        if isinstance(cause, Exception) and getattr(cause, "status", GONE) != GONE:
            raise UnreadableFile(_short(cause)) from error
        if isinstance(cause, OSError) and not isinstance(cause, FileNotFoundError):
            raise UnreadableFile(_short(cause)) from error
        raise MissingFile from error
    except MemoryError:
        raise
    except ImportError as error:
        raise MissingExtra("remote", _short(error)) from error
    except Exception as error:  # each store has errors of its own
        raise UnreadableFile(_short(error)) from error


def expand(address: str) -> Iterator[str]:
    """Yield the addresses that a folder or a pattern stands for, in order; else the address.

    Raises `MissingExtra`. A store that does not answer gives the address itself: fetching it then
    tells the reason.
    """
    fsspec = _library()
    if address.startswith(WEB):
        try:
            fsspec.get_filesystem_class("https")
        except ImportError as error:
            raise MissingExtra("remote", _short(error)) from error
        yield address
        return
    head, chain, rest = address.partition(CHAIN)
    try:
        store, path = fsspec.core.url_to_fs(address)
        if PATTERN_SIGNS & set(head):
            names = [name for name in store.glob(path) if store.isfile(name)]
        elif head.endswith(MARK) or store.isdir(path):
            names = store.find(path)
        else:
            names = []
    except ImportError as error:
        raise MissingExtra("remote", _short(error)) from error
    except Exception:
        names = []
    protocol = head.partition(MARK)[0]
    members = [f"{protocol}{MARK}{name.lstrip('/')}{chain}{rest}" for name in sorted(names)]
    yield from members or [address]


def _library() -> Any:
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra("remote", "fsspec is not installed") from error
    return fsspec


def _short(error: Exception) -> str:
    words = str(error).strip().splitlines()
    return words[0].rstrip(".") if words else type(error).__name__
