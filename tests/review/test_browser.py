"""The page in a real browser: both sides find each other, doubts come first, marks go out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from selenium.webdriver.common.keys import Keys
from sqlalchemy import text

from reportparse import storage
from reportparse.cli import main
from reportparse.report import Report
from reportparse.review.original import Original
from tests.review.chromium import Browser

Read = tuple[Report, Original]

# The subtotal of table 9 that misses its parts by one, on page 13.
CELL = "table-9.6.1"
# Is an element within what its scrolling parent shows?
VISIBLE = """
const own = arguments[0].getBoundingClientRect();
const view = arguments[1].getBoundingClientRect();
return own.height > 0 && own.top >= view.top && own.bottom <= view.bottom
  && own.left < view.right && own.right > view.left;
"""


def _cell(own: str) -> str:
    return f'#text [data-id="{own}"]'


def _box(report: Report, table: str, row: int, column: int) -> tuple[float, ...]:
    found = next(one for one in report.tables if one.id == table)
    place = next(cell for cell in found.rows[row].cells if cell.column == column).places[0]
    box: tuple[float, ...] = getattr(place, "box", ())
    return box


def _settled(browser: Browser, selector: str, holder: str) -> None:
    """Wait until an element stands still within what its holder shows."""
    browser.until(
        f"const one = document.querySelector(arguments[0]);"
        f"const holder = document.querySelector(arguments[1]);"
        f"return one && (function() {{ {VISIBLE} }})(one, holder)",
        selector,
        holder,
    )


def test_a_click_on_a_cell_shows_its_box(pdf_page: Browser, seed: Read) -> None:
    assert pdf_page.run("return document.querySelector('#pages').scrollTop") == 0
    pdf_page.click(_cell(CELL))
    _settled(pdf_page, "[data-page='13'] rect.lit.sel", "#pages")
    lit = pdf_page.one("[data-page='13'] rect.lit.sel")
    drawn = [float(lit.get_attribute(name) or 0) for name in ("x", "y", "width", "height")]
    x0, top, x1, bottom = _box(seed[0], "table-9", 6, 1)
    around = 1.5
    wanted = [x0 - around, top - around, x1 - x0 + 2 * around, bottom - top + 2 * around]
    assert [round(one, 2) for one in drawn] == [round(one, 2) for one in wanted]
    assert pdf_page.run("return document.querySelectorAll('rect.lit.sel').length") == 1


def test_the_box_lies_on_the_ink_of_the_cell(pdf_page: Browser) -> None:
    """Drawn boxes and the picture below them have one scale: there is ink inside, and the paper
    on either side of a figure that stands alone is white."""
    pdf_page.click(_cell(CELL))
    _settled(pdf_page, "[data-page='13'] rect.lit.sel", "#pages")
    inked: dict[str, int] = pdf_page.run("""
      const page = document.querySelector("[data-page='13']");
      const picture = page.querySelector("img");
      const scale = picture.naturalWidth / page.querySelector("svg").viewBox.baseVal.width;
      const canvas = Object.assign(document.createElement("canvas"),
        {width: picture.naturalWidth, height: picture.naturalHeight});
      const pen = canvas.getContext("2d", {willReadFrequently: true});
      pen.drawImage(picture, 0, 0);
      const box = page.querySelector("rect.k[data-id='table-9.6.1']").getBBox();
      const dark = (x, y, w, h) => {
        const data = pen.getImageData(x * scale, y * scale, w * scale, h * scale).data;
        let count = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] < 128) count += 1;
        return count;
      };
      return {inside: dark(box.x, box.y, box.width, box.height),
        left: dark(box.x - 20, box.y, 18, box.height),
        right: dark(box.x + box.width + 2, box.y, 18, box.height)};
    """)
    assert inked["inside"] > 100
    assert (inked["left"], inked["right"]) == (0, 0)


def test_a_click_on_a_box_shows_its_cell(pdf_page: Browser) -> None:
    pdf_page.run("document.querySelector(\"[data-page='4']\").scrollIntoView()")
    selector = "[data-page='4'] rect.k[data-id='table-1.3.4']"
    pdf_page.until("return document.querySelector(arguments[0]) !== null", selector)
    pdf_page.click(selector)
    _settled(pdf_page, f"{_cell('table-1.3.4')}.sel", "#report")


def test_every_cell_has_a_box_and_every_box_an_element(pdf_page: Browser) -> None:
    lost: dict[str, list[str]] = pdf_page.run("""
      const data = JSON.parse(document.getElementById("data").textContent);
      const drawn = new Set(Object.values(data.boxes).flat().map((box) => box[1]));
      const shown = new Set(Array.from(document.querySelectorAll("#report [data-id]"),
        (one) => one.dataset.id));
      const cells = Array.from(document.querySelectorAll("#text tbody [data-id]"));
      return {
        cells: cells.filter((one) => one.textContent && !drawn.has(one.dataset.id))
          .map((one) => one.dataset.id),
        boxes: [...drawn].filter((id) => !shown.has(id)),
      };
    """)
    assert lost["cells"] == []
    assert lost["boxes"] == []


def test_doubts_come_first_and_lead_to_their_places(pdf_page: Browser) -> None:
    order = ["error", "contradicts", "warning", "cannot_tell", "info", "explained"]
    names: list[str] = pdf_page.run(
        "return Array.from(document.querySelectorAll('.doubt'), (one) => one.className)"
    )
    ranks = [name.split("r-")[1] for name in names]
    assert ranks == sorted(ranks, key=order.index)
    assert len(ranks) >= 10
    first = pdf_page.run("return document.querySelector('#report > section').id")
    assert first == "doubts"
    pages = []
    for _ in ranks:
        pdf_page.press("n")
        _settled(pdf_page, "rect.lit.sel", "#pages")
        _settled(pdf_page, ".doubt.sel", "#report")
        pages.append(
            pdf_page.run(
                "return document.querySelector('rect.lit.sel').closest('.page').dataset.page"
            )
        )
    assert pages[-2:] == ["4", "13"]
    pdf_page.press("p")
    assert pdf_page.one(".doubt.sel .message").text.startswith("总计, 获得核证减排量的")


def test_a_failing_equation_is_drawn_on_the_table(pdf_page: Browser) -> None:
    pdf_page.click(".doubt:last-child .go")
    parts: list[str] = pdf_page.run(
        "return Array.from(document.querySelectorAll('#text td.part-of'), (one) => one.dataset.id)"
    )
    total: list[str] = pdf_page.run(
        "return Array.from(document.querySelectorAll('#text td.total-of'), (one) => one.dataset.id)"
    )
    assert total == [CELL]
    # 6 966 242 + 37 480 + 71 692; the share of proceeds has a nil in its second row.
    assert set(parts) >= {"table-9.3.1", "table-9.4.1", "table-9.5.1"}
    _settled(pdf_page, "[data-page='13'] rect.lit.total-of", "#pages")
    assert "7 075 413 ≠ 6 966 242 + 37 480 + 71 692" in pdf_page.one("#detail").text.replace(
        "\xa0", " "
    )


def test_an_echo_joins_prose_and_table(pdf_page: Browser) -> None:
    """The 32,717,425 of paragraph 8 is the figure of table 3, and a sum of two of table 1."""
    quantity = pdf_page.run("""
      return Array.from(document.querySelectorAll("#text [data-id='p8'] .quantity"))
        .find((one) => one.textContent === "32,717,425").dataset.id
    """)
    pdf_page.click(f"#text [data-id='p8'] [data-id='{quantity}']")
    pdf_page.click("#detail [data-equation]")
    _settled(pdf_page, f"#text [data-id='{quantity}'].total-of", "#report")
    assert "part-of" in (pdf_page.one(_cell("table-3.0.4")).get_attribute("class") or "")


def test_hovering_says_what_a_figure_is(pdf_page: Browser) -> None:
    pdf_page.hover(_cell(CELL), "return !document.getElementById('tip').hidden")
    pairs: list[list[str]] = pdf_page.run("""
      return Array.from(document.querySelectorAll("#tip dt"),
        (one) => [one.textContent, one.nextElementSibling.textContent.replaceAll("\\u00a0", " ")]);
    """)
    told = dict(pairs)
    assert told["Print"] == "7 075 413"
    assert told["Value"] == "7075413"
    assert told["Unit"] == "美元"
    assert told["Period"] == "2023-01-01 – 2023-08-31"
    assert "sum down the column" in told["Proof"]
    assert told["Equations"].split("\n") == [
        "7 075 413 ≠ 6 966 242 + 37 480 + 71 692 = 7 075 414",
        "44 206 438 = 37 131 025 + 7 075 413",
    ]
    assert told["Place"].startswith("Page 13 (338, 499")


def test_keys_lead_through_a_table(pdf_page: Browser) -> None:
    pdf_page.click(_cell("table-9.5.1"))
    pdf_page.run("document.querySelector(arguments[0]).focus()", _cell("table-9.5.1"))
    pdf_page.press(Keys.ARROW_DOWN)
    pdf_page.press(Keys.ARROW_RIGHT)
    assert pdf_page.run("return document.activeElement.dataset.id") == "table-9.6.2"
    assert "sel" in (pdf_page.one(_cell("table-9.6.2")).get_attribute("class") or "")
    pdf_page.press(Keys.ESCAPE)
    assert pdf_page.run("return document.querySelectorAll('.sel').length") == 0


def test_a_correction_goes_out_and_into_the_database(
    pdf_page: Browser, seed: Read, seed_pdf: Path, tmp_path: Path
) -> None:
    pdf_page.click(_cell(CELL))
    pdf_page.press("e")
    assert pdf_page.run("return document.activeElement.name") == "new"
    pdf_page.press("7 075 414")
    for name, words in (("comment", "四舍五入"), ("who", "审阅人甲")):
        field = pdf_page.one(f"#detail [name='{name}']")
        field.clear()
        field.send_keys(words)
    pdf_page.one("#detail .correction button").click()
    pdf_page.until("return document.querySelector(arguments[0] + ' > ins') !== null", _cell(CELL))
    pdf_page.press(Keys.ESCAPE)
    # Confirm the last doubt, too, under the same name.
    pdf_page.click(".doubt:last-child .confirm")
    pdf_page.until("return document.querySelector('.doubt.marked') !== null")
    pdf_page.click("#save")
    saved = pdf_page.downloads / f"{seed_pdf.name}.corrections.json"
    pdf_page.until("return true")
    _wait_for(pdf_page, saved)
    sidecar: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
    cell, finding = sorted(sidecar["marks"], key=lambda one: str(one["kind"]))
    assert (cell["old"].replace("\xa0", " "), cell["new"]) == ("7 075 413", "7 075 414")
    assert (cell["who"], cell["comment"], cell["status"]) == ("审阅人甲", "四舍五入", "corrected")
    assert (finding["kind"], finding["status"], finding["new"]) == ("finding", "confirmed", None)

    database = tmp_path / "reports.db"
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    command = ["load", result, "--db", str(database), "--corrections", str(saved)]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "2 marks of reviewers" in done.stderr) == (0, True), done.output
    engine = storage.connect(str(database))
    with engine.connect() as connection:
        query = "SELECT raw, number_int, parsed, who FROM reviewed_cell WHERE cell_id = :cell"
        found = connection.execute(text(query), {"cell": CELL}).one()
        states = connection.execute(text("SELECT state FROM correction")).scalars().all()
    engine.dispose()
    assert tuple(found) == ("7 075 414", 7075414, cell["old"], "审阅人甲")
    assert states == ["applies", "applies"]

    again = tmp_path / "again.html"
    command = ["review", str(seed_pdf), "-o", str(again), "--corrections", str(saved)]
    assert CliRunner().invoke(main, command).exit_code == 0
    pdf_page.run("localStorage.clear()")
    pdf_page.open(again.as_uri())
    assert pdf_page.one(f"{_cell(CELL)} > ins").text == "7 075 414"
    assert "confirmed" in pdf_page.one(".doubt.marked .mark-state").text


def _wait_for(browser: Browser, path: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser.driver, 20, 0.05).until(lambda _: path.exists() and path.stat().st_size)


def test_the_dump_shows_the_lines_of_a_cell(dump_page: Browser, dump: Read) -> None:
    dump_page.click(_cell("table-3.0.4"))
    _settled(dump_page, "#dump .sel", "#pages")
    line = dump_page.run(
        "return Number(document.querySelector('#dump .sel').closest('.line').dataset.line)"
    )
    lit = dump_page.run(
        "return Array.from(document.querySelectorAll('#dump .sel'), (o) => o.textContent).join('')"
    )
    assert lit == "32 717 425"
    assert "32 717 425" in dict(dump[1].lines)[line]
    dump_page.press(Keys.ESCAPE)
    dump_page.click(f"[data-line='{line}'] [data-in~='table-3.0.1']")
    _settled(dump_page, f"{_cell('table-3.0.1')}.sel", "#report")


def test_the_dump_is_shown_whole(dump_page: Browser, seed_dump: Path) -> None:
    shown: list[str] = dump_page.run(
        "return Array.from(document.querySelectorAll('.line .tx'), (one) => one.textContent)"
    )
    assert shown == seed_dump.read_text(encoding="utf-8").splitlines()
