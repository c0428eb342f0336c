"""The server: to this machine only, marks only from its own pages, everything from the database."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import Engine

from reportparse import storage
from reportparse.reading import parse
from reportparse.report import Report
from reportparse.review.library import Library
from reportparse.review.original import Original
from reportparse.review.server import ReviewServer
from tests.review.chromium import Browser

Read = tuple[Report, Original]
CELL = "table-9.6.1"
OTHER = "一. 导言\n\n1. 发放了1 234个单位。<script>window.pwned = 1</script>\n"


@pytest.fixture(scope="module")
def engine(seed: Read, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("database")
    engine = storage.connect(str(folder / "reports.db"))
    storage.load(engine, seed[0])
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    storage.load(engine, parse(folder / "other.txt"))
    storage.load(engine, parse(OTHER.replace("1 234", "5").encode()))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def server(engine: Engine, seed_pdf: Path) -> Iterator[ReviewServer]:
    folders = [Path(str(engine.url.database)).parent, seed_pdf.parent]
    made = ReviewServer(engine, Library(folders))
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def _ask(
    server: ReviewServer,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    **headers: str,
) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return answer.status, text, dict(answer.getheaders())
    finally:
        connection.close()


def _mark(**changed: Any) -> bytes:
    values = {
        "kind": "cell",
        "status": "corrected",
        "old": "7\xa0075\xa0413",
        "new": "7 075 414",
        "who": "甲",
        "when": "2026-11-22T12:00:00Z",
    }
    return json.dumps(values | changed).encode()


def test_it_listens_to_this_machine_only(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert _ask(server, "/", Host=f"localhost:{server.server_port}")[0] == 200
    assert _ask(server, "/", Host="reports.example.org")[0] == 403
    assert _ask(server, "/", Origin="https://example.org")[0] == 403


def test_marks_come_from_its_own_pages_only(
    server: ReviewServer, engine: Engine, seed: Read
) -> None:
    report_id = seed[0].source.sha256[:16]
    path = f"/report/{report_id}/marks/{CELL}"
    assert _ask(server, path, "PUT", _mark())[0] == 403
    assert _ask(server, path, "PUT", _mark(), X_Review_Token="guess")[0] == 403
    assert storage.marks_of(engine, report_id) == ()
    assert _ask(server, path, "PUT", _mark(), X_Review_Token=server.token)[0] == 200
    assert [mark.new for mark in storage.marks_of(engine, report_id)] == ["7 075 414"]
    sidecar = json.loads(_ask(server, f"/report/{report_id}/corrections.json")[1])
    assert [mark["target"] for mark in sidecar["marks"]] == [CELL]
    assert _ask(server, path, "DELETE", X_Review_Token=server.token)[0] == 200
    assert _ask(server, path, "DELETE", X_Review_Token=server.token)[0] == 404
    assert storage.marks_of(engine, report_id) == ()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[]", 400),
        (b"{", 400),
        (_mark(who=""), 400),
        (_mark(when="yesterday"), 400),
        (_mark(status="invented"), 400),
        (_mark(more=1), 400),
        (b'{"a": "' + b"x" * 70_000 + b'"}', 413),
        (None, 411),
    ],
)
def test_what_is_no_mark_is_refused(
    server: ReviewServer, seed: Read, body: bytes | None, status: int
) -> None:
    path = f"/report/{seed[0].source.sha256[:16]}/marks/{CELL}"
    headers = {} if body is not None else {"Content_Length": "much"}
    answer = _ask(server, path, "PUT", body, X_Review_Token=server.token, **headers)
    assert answer[0] == status
    assert "Traceback" not in answer[1]


@pytest.mark.parametrize(
    "path",
    [
        "/report/0000000000000000",
        "/report/../../etc/passwd",
        "/nothing",
        "/report/{id}/page/99.webp",
        "/report/{id}/page/0.webp",
    ],
)
def test_what_is_not_there_is_not_found(server: ReviewServer, seed: Read, path: str) -> None:
    status, text, _ = _ask(server, path.format(id=seed[0].source.sha256[:16]))
    assert (status, "Traceback" in text) == (404, False)


def test_pages_are_drawn_when_asked_for(server: ReviewServer, seed: Read) -> None:
    own = seed[0].source.sha256[:16]
    status, page, headers = _ask(server, f"/report/{own}")
    assert status == 200
    assert "data:image" not in page.partition("<script>")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    status, picture, headers = _ask(server, f"/report/{own}/page/4.webp")
    assert (status, headers["Content-Type"], "WEBP" in picture[:16]) == (200, "image/webp", True)


def test_a_report_without_its_file_says_so(server: ReviewServer) -> None:
    lost = parse(OTHER.replace("1 234", "5").encode()).source.sha256[:16]
    status, text, _ = _ask(server, f"/report/{lost}")
    assert status == 404
    assert "--files FOLDER" in text


def test_the_list_marks_what_was_searched_for(server: ReviewServer) -> None:
    page = _ask(server, "/?find=" + quote("32717425"))[1]
    assert "<mark>32,717,425</mark>" in page
    assert "<mark>32 717 425</mark>" in page
    assert "表3" in page.partition('id="reports"')[0]
    assert "&lt;script&gt;" in _ask(server, "/?find=" + quote("<script>"))[1]
    assert "the quote at character 1 is not closed" in _ask(server, "/?find=" + quote('"登记'))[1]


def test_list_search_and_a_mark_in_the_browser(
    browser: Browser, server: ReviewServer, engine: Engine, seed: Read
) -> None:
    browser.open(server.address + "?find=" + quote("32 717 425"))
    assert browser.run("return window.pwned") is None
    assert len(browser.driver.find_elements("css selector", ".reports tbody tr")) == 3
    browser.one(".hits a[href*='table-3.0.4']").click()
    browser.until("return document.documentElement.dataset.ready === 'yes'")
    browser.until("return document.querySelector('[data-id=\"table-3.0.4\"].sel') !== null")
    browser.until("return document.querySelector(\"[data-page='6'] img\")?.naturalWidth > 0")
    browser.run("localStorage.setItem('reportparse.who', '乙')")
    browser.press("c")
    browser.until("return document.querySelector('td.confirmed') !== null")
    report_id = seed[0].source.sha256[:16]
    browser.until("return document.getElementById('say').textContent.includes('乙')")
    (mark,) = storage.marks_of(engine, report_id)
    assert (mark.target, mark.status, mark.who) == ("table-3.0.4", "confirmed", "乙")
    browser.click("#detail .withdraw")
    browser.until("return document.querySelector('td.confirmed') === null")
    browser.until("return document.getElementById('say').textContent.length > 0")
    gone = "return fetch(arguments[0]).then((a) => a.json()).then((a) => a.marks.length === 0)"
    browser.until(gone, f"/report/{report_id}/corrections.json")
    browser.open(server.address + "series")
    assert len(browser.driver.find_elements("css selector", ".plot svg")) == 5
    assert urlsplit(browser.driver.current_url).path == "/series"
