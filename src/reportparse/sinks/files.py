"""Writing the result: all of it or nothing."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from reportparse.errors import OutputError

PLAIN_MODE = 0o666


def check_target(path: Path) -> None:
    """Raise `OutputError` if `path` cannot be written, before any work is done."""
    if path.is_dir():
        raise OutputError(f"cannot write {path}: this is a directory")
    if not path.parent.is_dir():
        raise OutputError(f"cannot write {path}: there is no folder {path.parent}")


def make_folder(path: Path) -> None:
    """Make the folder `path` in one that exists, unless it is there. Raises `OutputError`."""
    if path.exists() and not path.is_dir():
        raise OutputError(f"cannot write into {path}: this is a file")
    try:
        path.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise OutputError(f"cannot write {path}: there is no folder {path.parent}") from error
    except OSError as error:
        raise OutputError(f"cannot write {path}: {_reason(error)}") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that nobody ever sees a part of it.

    The bytes go to a new file in the same folder, reach the disk, and take the name of `path` in
    one step. What stood there before stays until then, and its permissions are kept. A device or
    a pipe is written directly. Raises `OutputError`; no new file is left behind after that.
    """
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write `pieces` one after another to `path`, with the promise of `write_whole`."""
    target = Path(os.path.realpath(path))
    try:
        plain = not target.exists() or target.is_file()
        with _replacing(target) if plain else target.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {_reason(error)}") from error


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Write a file piece by piece, with the promise of `write_whole`.

    Yields the new file; it takes the name of `path` when the block ends without an error. Raises
    `OutputError` for what the operating system refuses.
    """
    try:
        with _replacing(Path(os.path.realpath(path))) as file:
            yield file
    except OSError as error:
        raise OutputError(f"cannot write {path}: {_reason(error)}") from error


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fchmod(file.fileno(), _mode(target))
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or what the umask allows a new one."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return PLAIN_MODE & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last; some file systems cannot, and the data is safe without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
