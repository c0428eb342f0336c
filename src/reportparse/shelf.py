"""What a program worked out once and finds ready at its next start, in the user's cache folder.

Only the command keeps anything; a library leaves no files behind. Nothing depends on what is kept:
a file that is absent, damaged or not the user's own counts for nothing, and one that cannot be
written is not written.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

FOLDER = "REPORTPARSE_CACHE"
"""The variable that names another folder; where it is empty, nothing is kept."""
_DIGEST = hashlib.sha256
_DIGEST_LENGTH = _DIGEST().digest_size
_OTHERS_MAY_WRITE = 0o022
_wanted = False


class Shelf:
    """Named pieces of data in one folder, each behind its digest.

    >>> import tempfile
    >>> shelf = Shelf(Path(tempfile.mkdtemp()) / "made when needed")
    >>> shelf.take("words")
    >>> shelf.put("words", b"one two")
    >>> shelf.take("words")
    b'one two'
    >>> _ = (shelf.folder / "words").write_bytes(b"something else altogether")
    >>> shelf.take("words")
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, name: str) -> bytes | None:
        """What was put there under this name; None where nothing is, or not what was put there."""
        path = self.folder / name
        try:
            if not (_is_own(self.folder) and _is_own(path)):
                return None
            stored = path.read_bytes()
        except OSError:
            return None
        digest, data = stored[:_DIGEST_LENGTH], stored[_DIGEST_LENGTH:]
        return data if _DIGEST(data).digest() == digest else None

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under this name, if the folder can be written; whole, or not at all."""
        from tempfile import mkstemp  # takes long to load, and is seldom needed

        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(self.folder):
                return
            handle, name_made = mkstemp(dir=self.folder)
            os.close(handle)
            made = Path(name_made)
            try:
                made.write_bytes(_DIGEST(data).digest() + data)
                made.replace(self.folder / name)
            except OSError:
                made.unlink()


def _is_own(path: Path) -> bool:
    """Whether nobody but the user can have written there. Raises `OSError` where nothing is."""
    status = path.stat()
    if sys.platform == "win32":  # no such bits: the user's folders are his own
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


def keep() -> None:
    """Say that this process is the command, which may keep things for its next start."""
    global _wanted
    _wanted = True


@cache
def kept() -> Shelf | None:
    """The shelf of this process: none but for the command.

    >>> kept()
    """
    return users_shelf() if _wanted else None


def users_shelf() -> Shelf | None:
    """The shelf of the user who runs the program; None if none is wanted, or there is no place."""
    named = os.environ.get(FOLDER)
    if named is not None:
        return Shelf(Path(named)) if named else None
    from platformdirs import user_cache_path  # only where a program is about to look

    try:
        return Shelf(user_cache_path("reportparse", appauthor=False))
    except RuntimeError:  # no home
        return None
