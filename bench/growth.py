"""How the time of each stage grows with the size of what is parsed.

    python bench/growth.py [page] [table] [report] [list] [prose] [--most N]

Five things grow, each in steps of two: the glyphs of one page (to 20,000), the rows of one table
(to 2,000), the pages of a report with prose, notes and tables (to 1,000), the figures of one
sentence (to 2,000), and the paragraphs of a text dump (to 2,000). Pages are made here as the reader
would deliver them, so that only what comes behind the reader is measured. For each stage the
exponent is that of the power of the size which fits its CPU time best: 1 is linear, 2 quadratic.
Times below a few milliseconds fit nothing and show no exponent.
"""

from __future__ import annotations

import argparse
import gc
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reportparse.pages.model import Glyph, Page, PdfFile, Rule
from reportparse.provenance import Box
from reportparse.reading import _File, _parse_pdf, parse
from reportparse.timings import Clock, Stage, timed

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, PITCH, SIZE = 70.0, 70.0, 15.0, 10.0
LINE_CHARS = 44
"""Ideographs of a full line of the text column."""
WORDS = "本报告所述期间执行理事会审议了各项请求并就方法学和项目活动作出决定同时注意到秘书处的工作"
STEPS = 4
"""Sizes for a fit: the greatest and its halves."""
LEAST_SECONDS = 0.02
"""CPU time at the greatest size below which no exponent is shown."""


@dataclass(slots=True)
class Setter:
    """Sets print on a page, line by line, as a reader of files would deliver it."""

    number: int
    height: float = HEIGHT
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def put(self, text: str, x: float, baseline: float, size: float = SIZE) -> None:
        for char in text:
            width = size if ord(char) > 0x2E80 else size / 2
            box = Box(x, baseline - 0.8 * size, x + width, baseline + 0.2 * size)
            bold = size > SIZE
            self.glyphs.append(Glyph(char, box, x, baseline, size, "SimSun", bold, False, True))
            x += width

    def rule(self, x0: float, x1: float, y: float) -> None:
        self.rules.append(Rule(Box(x0, y, x1, y + 0.5), 0.5))

    def page(self) -> Page:
        return Page(self.number, WIDTH, self.height, tuple(self.glyphs), tuple(self.rules))


def words(count: int, at: int) -> str:
    """`count` ideographs that are not the same on every line."""
    start = 7 * at % len(WORDS)
    return ((WORDS[start:] + WORDS) * (count // len(WORDS) + 2))[:count]


def paragraph(setter: Setter, number: int, baseline: float, lines: int) -> float:
    """Set a numbered paragraph with a figure in it; return the baseline below it."""
    for at in range(lines):
        text = words(LINE_CHARS, number + at)
        if at == 0:
            text = f"{number}. " + text[: LINE_CHARS - 6] + "于2024年"
        if at == lines - 1:
            text = text[: LINE_CHARS // 2] + f"核准了{number * 37:,}个单位。"
        setter.put(text, LEFT, baseline)
        baseline += PITCH
    return baseline + PITCH / 2


def rows(setter: Setter, first: int, count: int, baseline: float) -> float:
    """Set the rows of a table of three columns of figures with thin rules at head and foot."""
    for at in range(first, first + count):
        setter.put(f"项目{words(4, at)}", LEFT, baseline)
        for column, x in enumerate((260.0, 360.0, 460.0)):
            figure = f"{(at * 7919 + column * 104729) % 90000 + 1000:,}".replace(",", " ")
            setter.put(figure, x - len(figure) * SIZE / 2 + 40, baseline)
        baseline += PITCH
    return baseline


def table_head(setter: Setter, number: int, baseline: float) -> float:
    setter.put(f"表{number}", LEFT, baseline, SIZE)
    setter.put(words(12, number), LEFT, baseline + PITCH, SIZE)
    setter.rule(LEFT, 525.0, baseline + PITCH + 5)
    for name, x in (("类别", LEFT), ("收入", 280.0), ("支出", 380.0), ("余额", 480.0)):
        setter.put(name, x, baseline + 2 * PITCH + 5)
    setter.rule(LEFT, 525.0, baseline + 2 * PITCH + 11)
    return baseline + 3 * PITCH + 9


def one_page(size: int) -> Iterator[Page]:
    """One page, as tall as it needs to be, with `size` glyphs of prose."""
    lines = size // LINE_CHARS
    setter = Setter(1, TOP + lines * 2 * PITCH)
    baseline = TOP
    for number in range(1, lines // 3 + 1):
        baseline = paragraph(setter, number, baseline, 3)
    yield setter.page()


def one_table(size: int) -> Iterator[Page]:
    """A table of `size` rows over as many pages as it needs, its head on each."""
    a_page, page = 40, 1
    for first in range(0, size, a_page):
        setter = Setter(page)
        baseline = table_head(setter, 1, TOP)
        end = rows(setter, first + 1, min(a_page, size - first), baseline)
        setter.rule(LEFT, 525.0, end)
        yield setter.page()
        page += 1


def one_report(size: int) -> Iterator[Page]:
    """A report of `size` pages: headings, numbered paragraphs, on every fourth page a table."""
    number = 1
    for page in range(1, size + 1):
        setter = Setter(page)
        setter.put("A/79/100", LEFT, 40.0, 8.0)
        setter.put(str(page), 500.0, HEIGHT - 30.0, 8.0)
        baseline = TOP
        if page % 3 == 1:
            setter.put(f"第{page // 3 + 1}节{words(8, page)}", LEFT, baseline, 14.0)
            baseline += 2 * PITCH
        if page % 4 == 0:
            end = rows(setter, page, 12, table_head(setter, page // 4, baseline))
            setter.rule(LEFT, 525.0, end - 8)
            baseline = end + 2 * PITCH
        while baseline < HEIGHT - 150:
            baseline = paragraph(setter, number, baseline, 3)
            number += 1
        yield setter.page()


def one_dump(size: int) -> str:
    """A text dump of `size` numbered paragraphs of three lines."""
    lines: list[str] = ["A/79/100", ""]
    for number in range(1, size + 1):
        lines += [f"{number}. {words(36, number)}", words(40, number + 1)]
        lines += [f"{words(20, number)}核准了{number * 37:,}个单位。", ""]
    return "\n".join(lines)


def one_list(size: int) -> str:
    """A text dump with one sentence of `size` figures, as a table is that nobody recognised."""
    figures = [f"{at * 7919 % 90000 + 1000}" for at in range(size)]
    rows = ["、".join(figures[at : at + 8]) + "、" for at in range(0, size, 8)]
    return "\n".join(["A/79/100", "", f"1. {words(20, 1)}有下列数字：", *rows, "等。", ""])


def parse_pages(pages: Iterator[Page]) -> None:
    _parse_pdf(PdfFile(pages, 1, "made here"), _File(None, "", 0), False, None)


SUBJECTS: dict[str, tuple[str, int, Callable[[int], None]]] = {
    "page": ("glyphs of one page", 20_000, lambda size: parse_pages(one_page(size))),
    "table": ("rows of one table", 2_000, lambda size: parse_pages(one_table(size))),
    "report": ("pages of a report", 1_000, lambda size: parse_pages(one_report(size))),
    "list": ("figures of a sentence", 2_000, lambda size: _parse_dump(one_list(size))),
    "prose": ("paragraphs of a dump", 2_000, lambda size: _parse_dump(one_dump(size))),
}


def _parse_dump(text: str) -> None:
    parse(text.encode())


def measured(run: Callable[[int], None], size: int) -> Clock:
    gc.collect()
    with timed() as clock:
        run(size)
    return clock


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The power of the size that fits the seconds best, by least squares of the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(s, 1e-6)) for s in seconds]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - mean_x) ** 2 for x in xs)


def shown(sizes: list[int], clocks: list[Clock]) -> Iterator[str]:
    yield f"{'stage':<11}" + "".join(f"{size:>10,}" for size in sizes) + f"{'exponent':>10}"
    stages: list[Stage] = list(clocks[-1].seconds)
    for name in stages:
        yield _row(name, sizes, [clock.seconds.get(name, 0.0) for clock in clocks])
    yield _row("all", sizes, [clock.total for clock in clocks])


def _row(name: str, sizes: list[int], seconds: list[float]) -> str:
    power = f"{exponent(sizes, seconds):>10.2f}" if seconds[-1] >= LEAST_SECONDS else ""
    return f"{name:<11}" + "".join(f"{second:>10.3f}" for second in seconds) + power


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], metavar="SUBJECT")
    parser.add_argument("--most", type=int, help="the greatest size, instead of the usual one")
    options = parser.parse_args()
    measured(SUBJECTS["report"][2], 8)  # patterns are compiled once
    for name in options.subjects or SUBJECTS:
        label, most, run = SUBJECTS[name]
        sizes = [(options.most or most) >> step for step in reversed(range(STEPS))]
        print(f"\n{label}; CPU seconds")
        for line in shown(sizes, [measured(run, size) for size in sizes]):
            print(line, flush=True)


if __name__ == "__main__":
    main()
