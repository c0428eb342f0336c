"""A real browser without a window, and what it says of itself: requests and its console."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
WAIT = 20
"""Seconds for something to happen on the page, on a machine that does other things as well."""
STILL = """
const [element, done] = arguments;
let before = null;
const look = () => {
  element.scrollIntoView({block: "center", behavior: "instant"});
  const {x, y} = element.getBoundingClientRect();
  if (before && before.x === x && before.y === y) return done();
  before = {x, y};
  requestAnimationFrame(() => requestAnimationFrame(look));
};
look();
"""
HERE = ("file:", "data:", "blob:", "about:", "chrome:", "http://127.0.0.1:")
"""Where requests may go: nowhere but to this machine."""


def missing() -> str | None:
    """Say why no browser can be started, None if one can."""
    for path in (CHROMIUM, DRIVER):
        if shutil.which(path) is None:
            return f"no browser here: {path} is missing (Debian's chromium and chromium-driver)"
    return None


class Browser:
    """A browser with one page open."""

    def __init__(self, driver: webdriver.Chrome, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads

    def open(self, address: str, width: int = 1280, height: int = 900) -> None:
        """Open an address at a size, and wait until the page's script has done its work."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get(address)
        self.until("return document.documentElement.dataset.ready === 'yes'")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def until(self, script: str, *arguments: Any) -> Any:
        """Wait until JavaScript returns something true, and return it."""
        return WebDriverWait(self.driver, WAIT, 0.05).until(lambda _: self.run(script, *arguments))

    def one(self, selector: str) -> WebElement:
        """Return the first element of a CSS selector."""
        return self.driver.find_element("css selector", selector)

    def press(self, keys: str) -> None:
        """Type keys at what has the focus."""
        webdriver.ActionChains(self.driver).send_keys(keys).perform()

    def click(self, selector: str) -> None:
        """Click in the middle of an element, which is brought into view before."""
        element = self.shown(selector)
        webdriver.ActionChains(self.driver).move_to_element(element).click().perform()

    def hover(self, selector: str, seen: str) -> None:
        """Rest the pointer on an element until JavaScript says that it was seen.

        A late scroll event takes away what was shown, and only a pointer that moves is noticed.
        """
        element = self.shown(selector)
        for shift in range(WAIT):
            pointer = webdriver.ActionChains(self.driver)
            pointer.move_to_element_with_offset(element, shift % 2, 0).pause(0.2).perform()
            if self.run(seen):
                return
            webdriver.ActionChains(self.driver).move_to_element(self.one("header")).perform()
        raise AssertionError(f"nothing came of the pointer on {selector}")

    def shown(self, selector: str) -> WebElement:
        """Bring an element into view, wait until it stands still, and return it."""
        element = self.one(selector)
        self.driver.execute_async_script(STILL, element)
        return element

    def _log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return found

    def complaints(self) -> list[str]:
        """Return what the console says, and which requests went elsewhere, since the last call."""
        said = [f"{one['level']}: {one['message']}" for one in self._log("browser")]
        for entry in self._log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                params = message["params"]
                address = params.get("request", params).get("url", "")
                if not address.startswith(HERE):
                    said.append(f"request to {address}")
        return said


@contextmanager
def started(folder: Path, language: str) -> Iterator[Browser]:
    """Start a browser with a profile of its own, which ends with the context."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    downloads = folder / "downloads"
    downloads.mkdir()
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}", f"--lang={language}"):
        options.add_argument(flag)
    options.add_experimental_option(
        "prefs",
        {
            "intl.accept_languages": language,
            "download.default_directory": str(downloads),
            "download.prompt_for_download": False,
        },
    )
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield Browser(driver, downloads)
    finally:
        driver.quit()
