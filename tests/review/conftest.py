"""Pages to look at, and a browser that looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportparse.report import Report
from reportparse.review.original import Original, read_original
from reportparse.review.page import Review, write_page
from tests.review import chromium
from tests.review.chromium import Browser

Read = tuple[Report, Original]


@pytest.fixture(scope="session")
def seed(seed_pdf: Path) -> Read:
    return read_original(seed_pdf.read_bytes(), name=seed_pdf.name)


@pytest.fixture(scope="session")
def dump(seed_dump: Path) -> Read:
    return read_original(seed_dump.read_bytes(), name=seed_dump.name)


@pytest.fixture(scope="session")
def pages(seed: Read, dump: Read, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of the PDF and that of the dump."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "pdf.html").write_text(write_page(Review(*seed)), encoding="utf-8")
    (folder / "dump.html").write_text(write_page(Review(*dump)), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    reason = chromium.missing()
    if reason is not None:
        pytest.skip(reason)
    with chromium.started(tmp_path_factory.mktemp("chromium"), "en-US") as found:
        yield found


@pytest.fixture
def browser(_browser: Browser) -> Iterator[Browser]:
    """The browser; whatever a test does, the console stays silent and no request leaves."""
    _browser.complaints()
    yield _browser
    assert _browser.complaints() == []
    _browser.run("try { localStorage.clear() } catch { /* none */ }")


@pytest.fixture
def pdf_page(browser: Browser, pages: Path) -> Browser:
    browser.open((pages / "pdf.html").as_uri())
    return browser


@pytest.fixture
def dump_page(browser: Browser, pages: Path) -> Browser:
    browser.open((pages / "dump.html").as_uri())
    return browser
