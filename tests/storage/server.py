"""A PostgreSQL server of the tests' own: a temporary folder, one socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROLE = "reportparse"
START = 30.0
"""Seconds that a server may take to accept connections."""

UNPRIVILEGED = ("postgres", "nobody")
"""Accounts that may run the server where the tests run as root, which it refuses."""

INITIAL = ("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off")


def binary(name: str) -> Path | None:
    """A program of PostgreSQL, from the path or from where Debian keeps it."""
    found = shutil.which(name)
    if found:
        return Path(found)
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return kept[-1] if kept else None


def missing() -> str | None:
    """Why no server can be started here; None where one can."""
    for name in ("initdb", "postgres"):
        if binary(name) is None:
            return f"no PostgreSQL server here: there is no program {name}"
    if os.getuid() == 0 and _account() is None:
        return "no PostgreSQL server here: it refuses root, and no other account was found"
    return None


def _account() -> pwd.struct_passwd | None:
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next((known[name] for name in UNPRIVILEGED if name in known), None)


@contextmanager
def running() -> Iterator[str]:
    """Start a server and yield the folder of its socket; stop it and remove everything."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has a limit
    account = _account() if os.getuid() == 0 else None
    try:
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        server = _started(folder, account)
        try:
            _await(folder, server)
            yield str(folder)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(START)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, account: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    data = folder / "data"
    user = account.pw_uid if account else None
    group = account.pw_gid if account else None
    made = subprocess.run(
        [str(binary("initdb")), "-D", str(data), "-U", ROLE, *INITIAL],
        user=user,
        group=group,
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    return subprocess.Popen(
        [str(binary("postgres")), "-D", str(data), "-k", str(folder), *options],
        user=user,
        group=group,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _await(folder: Path, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START
    while True:
        try:
            psycopg.connect(host=str(folder), user=ROLE, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            assert server.poll() is None, "the server ended before it accepted connections"
            assert time.monotonic() < end, "the server accepts no connections"
            time.sleep(0.1)


def database(folder: str, name: str) -> str:
    """Make an empty database and return its address."""
    with psycopg.connect(host=folder, user=ROLE, dbname="postgres", autocommit=True) as link:
        link.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    return f"postgresql://{ROLE}@/{name}?host={folder}"
