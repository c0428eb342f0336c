"""The page as any reader meets it: hostile text, narrow screens, keys, print, languages."""

from __future__ import annotations

import base64
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from reportparse.errors import ReportparseError
from reportparse.report import Report
from reportparse.review.original import Original, read_original
from reportparse.review.page import Review, write_page
from reportparse.review.words import words
from tests.review import chromium
from tests.review.chromium import Browser

Read = tuple[Report, Original]

HOSTILE = """\
FCCC/KP/CMP/2024/3

一. <script>window.pwned = 'heading'</script>

1. 文字<script>window.pwned = 'text'</script>和"><img src=x onerror="window.pwned = 'image'">，\
见 javascript:window.pwned='link' 和</textarea></title></style><svg onload=window.pwned='svg'>。

2. {{ 7 * 7 }} {% raw %} &lt;b&gt; <!-- --> ]]> </script><script>window.pwned = 'json'</script>

表 1
<b>表</b>

项目    数量
<i onmouseover=alert(1)>甲</i>    1 234
'"><script>alert(1)</script>    5 678
总计    6 912
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    page = write_page(Review(*read_original(HOSTILE.encode(), name='"><script>1</script>.txt')))
    path.write_text(page, encoding="utf-8")
    return path


def test_what_a_report_prints_is_text(browser: Browser, hostile: Path) -> None:
    browser.open(hostile.as_uri())
    assert browser.run("return window.pwned") is None
    shown = browser.run("return document.getElementById('report').textContent")
    for words_ in (
        "<script>window.pwned = 'text'</script>",
        "<img src=x onerror=",
        "<svg onload=window.pwned='svg'>",
        "{{ 7 * 7 }} {% raw %} &lt;b&gt;",
        "</script><script>window.pwned = 'json'</script>",
    ):
        assert words_ in shown, words_
    made = browser.run("""
      const scripts = Array.from(document.scripts, (one) => one.type);
      return [scripts.filter((type) => !type).length, document.querySelectorAll("img").length,
        document.querySelectorAll("[onerror], [onload], [onmouseover], [href^='java']").length];
    """)
    assert made == [1, 0, 0]
    for selector in ("#text [data-id]", "#dump [data-in]"):
        for element in browser.driver.find_elements("css selector", selector)[:40]:
            browser.run("arguments[0].click()", element)
    assert browser.run("return window.pwned") is None


def test_the_policy_stops_what_would_get_through(browser: Browser, hostile: Path) -> None:
    """Even a script that stood in the page would not run, nor an image be fetched."""
    browser.open(hostile.as_uri())
    blocked = browser.run("""
      const seen = [];
      document.addEventListener("securitypolicyviolation",
        (event) => seen.push(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.pwned = true";
      document.body.append(script);
      const image = document.createElement("img");
      image.src = "http://127.0.0.1:9/x.png";
      document.body.append(image);
      const link = document.createElement("span");
      link.setAttribute("onclick", "window.pwned = true");
      document.body.append(link);
      link.click();
      const all = () => [window.pwned ?? null, seen.sort()];
      return new Promise((done) => setTimeout(() => done(all()), 300));
    """)
    assert blocked == [None, ["img-src", "script-src-attr", "script-src-elem"]]
    assert len(browser.complaints()) >= 3


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["pdf.html", "dump.html"])
def test_nothing_runs_over_the_edge(browser: Browser, pages: Path, width: int, name: str) -> None:
    browser.open((pages / name).as_uri(), width, 844)
    assert browser.run("return document.documentElement.scrollWidth") == width
    over = browser.run("""
      const wide = (one) => one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).overflowX === "visible";
      return ["#report", ".top", "#doubts", "#plots"]
        .filter((at) => wide(document.querySelector(at)));
    """)
    assert over == []


def test_a_narrow_screen_shows_one_side_at_a_time(browser: Browser, pages: Path) -> None:
    browser.open((pages / "pdf.html").as_uri(), 390, 844)

    def visible() -> list[str]:
        found: list[str] = browser.run(
            "return ['original', 'report'].filter((id) => document.getElementById(id).offsetParent)"
        )
        return found

    assert visible() == ["report"]
    browser.click("#text [data-id='table-9.6.1']")
    assert visible() == ["original"]
    browser.until("return document.querySelector('rect.lit.sel') !== null")
    inside = browser.until("""
      const box = document.querySelector("rect.lit.sel").getBoundingClientRect();
      return box.left >= 0 && box.right <= 390 && box.top > 0 && box.bottom < 844;
    """)
    assert inside
    browser.run(
        "document.querySelector(\"rect.k[data-id='table-9.7.1']\").dispatchEvent("
        "new MouseEvent('click', {bubbles: true}))"
    )
    assert visible() == ["report"]


NAMELESS = """
const name = (one) => (one.getAttribute("aria-label") || one.textContent || one.title
  || one.labels?.[0]?.textContent || "").trim();
return Array.from(document.querySelectorAll("a[href], button, input, select, summary, [role]"))
  .filter((one) => !name(one) && !["status", "tooltip"].includes(one.getAttribute("role")))
  .map((one) => one.outerHTML.slice(0, 120));
"""
# The contrast of every kind of text on what stands behind it, by the formula of WCAG 2.
CONTRAST = """
const linear = (x) => (x /= 255) <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return Array.from(canvas.getImageData(0, 0, 1, 1).data);
};
const behind = (one) => {
  for (let at = one; at; at = at.parentElement) {
    const found = rgba(getComputedStyle(at).backgroundColor);
    if (found[3] === 255) return found;
  }
  return [255, 255, 255, 255];
};
const seen = new Map();
for (const one of document.querySelectorAll("body *")) {
  const text = Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
  if (!text || one.closest("svg, script, style, .quiet, [hidden], .folio")) continue;
  const style = getComputedStyle(one);
  const [a, b] = [light(rgba(style.color)), light(behind(one))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const key = `${style.color} on ${behind(one).slice(0, 3)}`;
  if (ratio < 4.5) seen.set(key, `${one.tagName}.${one.className} ${ratio.toFixed(2)}`);
}
return Array.from(seen, ([key, value]) => `${key}: ${value}`);
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_and_contrast(browser: Browser, pages: Path, theme: str) -> None:
    browser.open((pages / "pdf.html").as_uri() + f"?theme={theme}")
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.click(".doubt:last-child .go")
    assert browser.run(NAMELESS) == []
    assert browser.run(CONTRAST) == []
    back = browser.run("return getComputedStyle(document.getElementById('report')).backgroundColor")
    assert back == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 26, 31)"}[theme]


def test_every_control_is_reached_by_keys(browser: Browser, pages: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open((pages / "pdf.html").as_uri())
    reached = []
    for _ in range(16):
        browser.press(Keys.TAB)
        reached.append(
            browser.run("return document.activeElement.id || document.activeElement.className")
        )
    assert reached[:2] == ["skip", "previous"]
    assert {"next", "save", "open", "language", "theme", "help", "pages"} <= set(reached)
    browser.press("?")
    assert browser.run("return document.getElementById('keys').open")
    browser.press(Keys.ESCAPE)
    assert not browser.run("return document.getElementById('keys').open")


def test_the_page_prints(browser: Browser, pages: Path) -> None:
    browser.open((pages / "pdf.html").as_uri())
    data = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"]
    printed = pypdfium2.PdfDocument(base64.b64decode(data))
    text = "".join(page.get_textpage().get_text_bounded() for page in printed)
    assert 10 < len(printed) < 60
    printed.close()
    bare = unicodedata.normalize("NFKC", "".join(text.split()))
    for wanted in (
        "7075413≠6966242+37480+71692",
        "表10",
        "更多信息可查阅清洁发展机制网页",
        "964119394",
    ):
        assert wanted in bare, wanted


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    reason = chromium.missing()
    if reason is not None:
        pytest.skip(reason)
    with chromium.started(tmp_path_factory.mktemp("chinese"), "zh-CN") as found:
        yield found


def test_the_language_is_that_of_the_browser(
    chinese: Browser, browser: Browser, pages: Path
) -> None:
    address = (pages / "pdf.html").as_uri()
    browser.open(address)
    assert browser.one("#doubts h2").text == "Doubts"
    chinese.open(address)
    assert chinese.one("#doubts h2").text == "疑点"
    assert chinese.run("return document.documentElement.lang") == "zh-Hans"
    left = chinese.run("""
      const english = new Set(Object.values(
        JSON.parse(document.getElementById("data").textContent).words.en));
      return Array.from(document.querySelectorAll("[data-t]"), (one) => one.textContent)
        .filter((text) => english.has(text));
    """)
    assert left == ["English"] or left == []
    chinese.one("#language").click()
    assert chinese.one("#doubts h2").text == "Doubts"
    assert chinese.complaints() == []


def test_every_word_is_there_in_both_languages() -> None:
    both = words()
    assert set(both["en"]) == set(both["zh"])
    assert all(text.strip() for one in both.values() for text in one.values())


def test_the_words_in_templates_and_script_are_known() -> None:
    import re

    from reportparse.review.assets import PAGE, script

    known = words()["en"]
    folder = Path(__file__).parents[2] / "src" / "reportparse" / "review" / "templates"
    asked: set[str] = set(re.findall(r'word\("([\w.]+)"\)', script(PAGE)))
    for template in folder.glob("*.html"):
        asked |= set(re.findall(r"""(?:\bt|plain)\(["']([\w.]+)["']\)""", template.read_text()))
    assert len(asked) > 60
    assert asked - set(known) == set()


def test_without_matplotlib_the_page_says_so(seed: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "reportparse.review.drawing", raising=False)
    body = write_page(Review(*seed)).partition('<script type="application/json"')[0]
    assert "Plots need matplotlib" in body
    assert "<svg" not in body


def test_a_file_that_is_no_report_gives_a_sentence() -> None:
    with pytest.raises(ReportparseError):
        read_original(b"\x89PNG\r\n\x1a\n" + bytes(100))
