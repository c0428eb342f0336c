"""Structure trees, sound and broken."""

from __future__ import annotations

import random
import re

import pytest

from reportparse.pages import tags
from reportparse.pages.model import Page
from reportparse.pages.opening import open_document
from reportparse.pages.plumber import read_pdf
from reportparse.pages.tags import read_tags
from tests.pages.rawpdf import Leaf, raw_pdf
from tests.pages.readers import READERS

MARKED = (
    b"BT /F1 12 Tf 72 700 Td /P <</MCID 0>> BDC (one) Tj /Span <</Lang (en)>> BDC (two) Tj EMC"
    b" (three) Tj EMC /Artifact BMC (five) Tj EMC /TD /Named BDC (four) Tj EMC ET"
)


@pytest.fixture(autouse=True, params=list(READERS.values()), ids=list(READERS))
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds for each reader of PDFs."""
    monkeypatch.setitem(globals(), "read_pdf", request.param)


def _pages(tree: list[bytes], leaves: int = 1, content: bytes = MARKED) -> list[Page]:
    """Read a PDF whose structure tree is object 6, its elements 7 and following.

    In `tree`, %p stands for the number of the first page.
    """
    first = 6 + len(tree)
    objects = [item.replace(b"%p", b"%d 0 R" % first) for item in tree]
    entries = (
        b"/MediaBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >>"
        b" /Properties << /Named << /MCID 1 >> >> >>"
    )
    data = raw_pdf(
        [Leaf(content, entries)] * leaves,
        objects=objects,
        catalog=b"/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>",
    )
    return list(read_pdf(data).pages)


def _tagged(page: Page) -> dict[str, tuple[str, ...] | None]:
    """Return the path of the tag of each printed word, by its first letter."""
    found: dict[str, tuple[str, ...] | None] = {}
    for glyph in page.glyphs:
        found.setdefault(glyph.text, None if glyph.tag is None else page.tags[glyph.tag].path)
    return found


SOUND = [
    b"<< /Type /StructTreeRoot /K 7 0 R /RoleMap << /Absatz /Body /Body /P >> >>",
    b"<< /S /Document /K [8 0 R 9 0 R] >>",
    b"<< /S /Absatz /Pg %p /K 0 >>",
    b"<< /S /Table /K [ << /S /TR /K << /S /TD /K << /Type /MCR /Pg %p /MCID 1 >> >> >> ] >>",
]


def test_every_form_of_marked_content_finds_its_element() -> None:
    (page,) = _pages(SOUND)
    tagged = _tagged(page)
    assert tagged["o"] == ("Document", "P")  # through two steps of the role map
    assert tagged["w"] == ("Document", "P")  # an inner mark without a number of its own
    assert tagged["h"] == ("Document", "P")  # behind the inner mark
    assert tagged["i"] is None  # an artifact
    assert tagged["u"] == ("Document", "Table", "TR", "TD")  # property list by name
    cell = page.tags[[tag.path[-1] for tag in page.tags].index("TD")]
    assert len(cell.ancestors) == 3
    assert cell.element not in cell.ancestors


def test_rows_that_continue_on_the_next_page_keep_their_table() -> None:
    tree = [
        b"<< /Type /StructTreeRoot /K 7 0 R >>",
        b"<< /S /Table /Pg %p /K [ << /S /TR /K 0 >>"
        b" << /S /TR /K << /Type /MCR /Pg 10 0 R /MCID 0 >> >> ] >>",
    ]
    one, two = _pages(tree, leaves=2)
    assert one.tags[0].ancestors == two.tags[0].ancestors  # one table
    assert one.tags[0].element != two.tags[0].element  # two rows


def test_a_broken_branch_costs_its_own_tags_only() -> None:
    tree = [*SOUND]
    tree[1] = b"<< /S /Document /K [8 0 R << /S /P /K << /MCID [1] >> >> (what) 9 0 R] >>"
    data_pages = _pages(tree)
    tagged = _tagged(data_pages[0])
    assert tagged["o"] == ("Document", "P")
    assert tagged["u"] == ("Document", "Table", "TR", "TD")


def test_what_cannot_be_read_of_a_tree_is_a_trouble() -> None:
    tree = [*SOUND]
    tree[1] = b"<< /S /Document /Pg %p /K [8 0 R << /MCID [1] >>] >>"
    first = 6 + len(tree)
    data = raw_pdf(
        [Leaf(MARKED)],
        objects=[item.replace(b"%p", b"%d 0 R" % first) for item in tree],
        catalog=b"/StructTreeRoot 6 0 R",
    )
    opened = read_pdf(data)
    assert opened.troubles == (
        "1 elements of the structure tree could not be read; their text is read without tags",
    )


def test_a_tree_that_contains_itself_ends() -> None:
    tree = [
        b"<< /Type /StructTreeRoot /K 7 0 R /RoleMap << /A /B /B /A >> >>",
        b"<< /S /A /Pg %p /K [0 7 0 R 8 0 R] >>",
        b"<< /S /Sect /Pg %p /K [7 0 R] >>",
    ]
    (page,) = _pages(tree)
    assert len(page.tags) == 1


def test_a_tree_that_is_none_costs_nothing() -> None:
    for root in (b"null", b"(text)", b"[]", b"<< >>", b"<< /K 99 0 R >>"):
        (page,) = _pages([root])
        assert page.tags == ()
        assert "one" in "".join(glyph.text for glyph in page.glyphs)


PLAIN = [
    b"<</Type/StructTreeRoot/K[7 0 R 15 0 R]/RoleMap<</Absatz/P>>>>",
    b"<</S/Document/P 6 0 R/K[8 0 R 10 0 R 9 0 R]>>",
    b"<</P 7 0 R/S/Absatz/Type/StructElem/ActualText(\\(one\\)) /K[ 0] /Pg %p>>",
    b"<</S/Table/K 13 0 R/P 7 0 R>>",
    b"<</P 7 0 R/S/P/Lang<656E>/Pg %p/K[2 11 0 R 3 12 0 R]>>",
    b"<</P 10 0 R/S/Span/Pg %p/K 4>>",
    b"<</P 10 0 R/S/Span/K 5/K[6 7]/Pg %p>>",
    b"[14 0 R]",
    b"<</S/TD/P 9 0 R/Pg %p/A<</RowSpan 3>>/K 1>>",
    b"<</S/P/P 6 0 R/K 8/Pg 77 0 R>>",
]
ALTERED = b"0 9R/K<>[]()\x00%-.+a"


def _marks(tree: list[bytes]) -> tuple[object, object]:
    opened = open_document(
        raw_pdf([Leaf(MARKED)], objects=tree, catalog=b"/StructTreeRoot 6 0 R"), None
    )
    found = read_tags(opened.document.doc.catalog, opened.objects)
    assert found is not None
    return found.marks, found.troubles


def test_an_element_is_the_same_by_its_pattern_and_object_by_object(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where a byte of it is another one: what is not quite plain is left to the objects."""
    tree = [item.replace(b"%p", b"16 0 R") for item in PLAIN]
    chance = random.Random(7)
    altered = [list(tree) for _ in range(300)]
    for one in altered[1:]:
        at = chance.randrange(1, len(tree))
        place = chance.randrange(len(one[at]))
        one[at] = (
            one[at][:place]
            + bytes([chance.choice(ALTERED)])
            + one[at][place + chance.randrange(2) :]
        )
    quick = [_marks(one) for one in altered]
    marks, _ = quick[0]
    assert isinstance(marks, dict)
    named = {number: tag.path[-1] for number, tag in marks[16].items()}
    assert named == {0: "P", 1: "TD", 2: "P", 3: "P", 4: "Span", 6: "Span", 7: "Span"}
    assert (marks[16][1].rows, marks[77][8].ancestors) == (3, ())
    monkeypatch.setattr(tags, "ELEMENT", re.compile(rb"(?!)"))
    assert [_marks(one) for one in altered] == quick
