"""Sources with an address, on stores that need no network."""

from __future__ import annotations

import builtins
import http.server
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reportparse.batch.remote import expand, fetch_remote
from reportparse.batch.sources import gather
from reportparse.errors import MissingExtra, MissingFile, UnreadableFile
from tests.batch.made import dump, run_on

fsspec = pytest.importorskip("fsspec", reason="the optional part remote is not installed")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "years.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, number in (("2019/b.txt", 2), ("2019/a.txt", 1), ("2020/c.txt", 1)):
            file.writestr(name, dump(number))
    return path


def test_members_of_an_archive(archive: Path) -> None:
    assert list(expand(f"zip://2019/*.txt::{archive}")) == [
        f"zip://2019/a.txt::{archive}",
        f"zip://2019/b.txt::{archive}",
    ]
    assert len(list(expand(f"zip://::{archive}"))) == 3
    assert fetch_remote(f"zip://2019/a.txt::{archive}") == dump(1)


def test_folders_and_patterns_of_a_store() -> None:
    store = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        store.pipe(f"/bucket/{name}", dump(1))
    names = ["memory://bucket/a.txt", "memory://bucket/b.txt", "memory://bucket/sub/c.txt"]
    assert list(expand("memory://bucket")) == names
    assert list(expand("memory://bucket/*.txt")) == names[:2]
    assert list(expand("memory://bucket/b.txt")) == names[1:2]
    assert list(expand("memory://bucket/none.txt")) == ["memory://bucket/none.txt"]


def test_a_batch_of_members_keeps_nothing_behind(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    totals = run_on([f"zip://**::{archive}", f"zip://none::{archive}"], out)
    assert totals.counts == {"done": 2, "duplicate": 1, "refused": 1}
    reasons = [record.reason for record in totals.failed]
    assert reasons == ["there is no such file"]
    assert not (out / ".fetched").exists()


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("memory://none/none.txt", MissingFile),
        ("nonsense://a.txt", UnreadableFile),
        ("zip://a.txt::/none/none.zip", MissingFile),
    ],
)
def test_what_cannot_be_had_says_why(address: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        fetch_remote(address)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name.split(".")[0] == "fsspec":
            raise ImportError(name)
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'reportparse\[remote\]'"):
        gather(["s3://bucket/a.pdf"], tmp_path)


def test_a_missing_part_of_the_library_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def lacking(protocol: str) -> None:
        raise ImportError('HTTPFileSystem requires "aiohttp" to be installed')

    monkeypatch.setattr(fsspec, "get_filesystem_class", lacking)
    with pytest.raises(MissingExtra, match=r"requires .aiohttp. to be installed; install"):
        gather(["https://example.org/a.pdf"], tmp_path)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    pytest.importorskip("aiohttp", reason="fsspec needs aiohttp for addresses of the web")
    (tmp_path / "a.txt").write_bytes(dump(1))
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_of_the_web_is_one_document(web: str) -> None:
    assert list(expand(f"{web}/a.txt?x=[1]*")) == [f"{web}/a.txt?x=[1]*"]
    assert fetch_remote(f"{web}/a.txt") == dump(1)
    with pytest.raises(MissingFile):
        fetch_remote(f"{web}/b.txt")
    with pytest.raises(UnreadableFile, match="Cannot connect"):
        fetch_remote("http://127.0.0.1:1/a.txt")
