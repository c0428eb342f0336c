"""From what the user names to single documents: files, folders, patterns, lists, addresses."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportparse.batch.model import Source
from reportparse.batch.remote import expand, is_remote

STANDARD = "-"


def gather(names: Iterable[str], out: Path, listed: Iterable[str] = ()) -> list[Source]:
    """Return every source once, in the order given, folders by name.

    `listed` are the lines that `-` stands for. Folders are searched whole; names that begin with
    a dot, links to folders, and `out` itself are passed over. What does not exist stays a source,
    so that the run tells of it.
    """
    sources: dict[str, Source] = {}
    for name in names:
        own = (line.rstrip("\r\n") for line in listed) if name == STANDARD else (name,)
        for one in own:
            if one.strip():
                for source in _of(one, out):
                    sources.setdefault(source.name, source)
    return list(sources.values())


def _of(name: str, out: Path) -> Iterator[Source]:
    if is_remote(name):
        members = list(expand(name))
        for member in members:
            yield Source(member, member, found=members != [name], remote=True)
    elif Path(name).is_dir():
        yield from _folder(name, out)
    elif not os.path.lexists(name) and glob.has_magic(name):
        matched = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - absolute patterns, too
        for one in matched:
            if Path(one).is_dir():
                yield from _folder(one, out)
            else:
                yield _local(one, found=True)
        if not matched:
            yield _local(name, found=False)
    else:
        yield _local(name, found=False)


def _folder(name: str, out: Path) -> Iterator[Source]:
    avoided = os.path.realpath(out)
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(
            one
            for one in folders
            if not one.startswith(".") and os.path.realpath(Path(folder, one)) != avoided
        )
        if os.path.realpath(folder) == avoided:
            folders.clear()
            continue
        for file in sorted(files):
            path = Path(folder, file)
            if not file.startswith(".") and (path.is_file() or path.is_symlink()):
                yield _local(str(path), found=True)


def _local(name: str, *, found: bool) -> Source:
    return Source(name, str(Path(name).absolute()), found=found)
