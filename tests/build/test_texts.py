"""Texts: markers lifted, links and weight marked."""

from __future__ import annotations

from reportparse.build.texts import Texts
from reportparse.layout.model import Line, Piece, Run, Sheet, Style
from reportparse.notes import Marker
from reportparse.pages.model import Link
from reportparse.provenance import Box


def _dump(text: str) -> Line:
    return Line(0, 1, text, tuple(range(len(text))), row=1)


def _drawn(text: str, runs: tuple[Run, ...] = ()) -> Line:
    xs = tuple((10.0 * i, 10.0 * i + 10) for i in range(len(text)))
    box = Box(0.0, 90.0, 10.0 * len(text), 100.0)
    whole = runs or (Run(0, len(text), Style(size=10.0)),)
    return Line(0, 1, text, tuple(range(len(text))), whole, xs, box, 98.0)


def test_a_marker_leaves_the_text_and_becomes_an_anchor() -> None:
    line = _dump("更多信息可查阅网页，3 该网页是资料库。")
    texts = Texts([Marker(Piece(line, 10, 11), "3", 0)], ["n3"], [])
    text = texts.make([line.whole()], "p4")
    assert text.text == "更多信息可查阅网页，该网页是资料库。"
    assert text.raw == "更多信息可查阅网页，3 该网页是资料库。"
    mark = text.marks[0]
    assert (mark.kind, mark.start, mark.end, mark.raw, mark.target) == ("marker", 10, 10, "3", "n3")
    assert [(a.element, a.offset) for a in texts.anchors[0]] == [("p4", 10)]


def test_a_link_marks_the_words_it_lies_on() -> None:
    line = _drawn("见第2/CMP.16号决定。")
    link = Link("https://example.org/1", Box(10.0, 89.0, 130.0, 101.0))
    texts = Texts([], [], [Sheet(1, (line,), 500, 700, links=(link,))])
    text = texts.make([line.whole()], "p1")
    assert [text.text[m.start : m.end] for m in text.marks] == ["第2/CMP.16号决定"]
    assert texts.links[0].element == "p1"
    assert texts.unmet_links() == []


def test_a_link_without_words_is_not_lost() -> None:
    link = Link("https://example.org/1", Box(10.0, 89.0, 120.0, 101.0))
    texts = Texts([], [], [Sheet(1, (), 500, 700, links=(link,))])
    assert [one.url for one in texts.unmet_links()] == ["https://example.org/1"]


def test_a_printed_address_ends_before_the_full_stop() -> None:
    texts = Texts([], [], [])
    text = texts.make([_dump("见 https://cdm.unfccc.int/Panels/index.html. ").whole()], "n19")
    assert text.marks[0].target == "https://cdm.unfccc.int/Panels/index.html"


def test_weight_is_marked_only_where_it_distinguishes() -> None:
    bold, plain = Style(size=10.0, bold=True), Style(size=10.0)
    mixed = _drawn("决定如下", (Run(0, 2, bold), Run(2, 4, plain)))
    whole = _drawn("决定如下", (Run(0, 4, bold),))
    texts = Texts([], [], [])
    assert [(m.kind, m.start, m.end) for m in texts.make([mixed.whole()], "p1").marks] == [
        ("bold", 0, 2)
    ]
    assert texts.make([whole.whole()], "p1").marks == ()
