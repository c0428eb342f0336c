"""Reading text dumps: encodings, damage, lines."""

from __future__ import annotations

import pytest

from reportparse.errors import BadEncoding, NotAReport
from reportparse.pages.plain import read_dump

CHINESE = (
    "作为《京都议定书》缔约方会议的缔约方会议\n"
    "执行理事会的年度报告，供各国在会议上审议。\n"
    "本报告介绍了执行理事会在这一年的工作，以及对今后工作的建议。\n"
) * 3
TRADITIONAL = "聯合國大會第七十五屆會議秘書長的報告，請各國政府在會議上提供資料。" * 3
FRENCH = "Le rapport du Secrétaire général sur la coopération – été « cité » à Genève"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_encodings_of_chinese_dumps(written: str, read_as: str) -> None:
    dump = read_dump(CHINESE.encode(written))
    assert dump.encoding == read_as
    assert "\n".join(line.text for line in dump.lines) + "\n" == CHINESE
    assert not dump.troubles
    assert not dump.losses


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5hkscs"),
        (FRENCH, "cp1252"),
        ("联合国秘书长的报告", "gb18030"),  # nine ideographs, no more
        ("Annex: résumé\n附件：缔约方会议的年度报告\n", "gb18030"),
    ],
)
def test_other_encodings_by_what_they_give(text: str, encoding: str) -> None:
    dump = read_dump(text.encode(encoding))
    assert dump.encoding == encoding
    assert [line.text for line in dump.lines] == text.splitlines()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(CHINESE.encode().decode("latin-1").encode(), id="utf-8 read as latin-1"),
        pytest.param(
            CHINESE.encode("gb18030").decode("latin-1").encode(), id="gb18030 read as latin-1"
        ),
        pytest.param(
            CHINESE.encode().decode("gb18030", "ignore").encode(), id="utf-8 read as gb18030"
        ),
        pytest.param(
            CHINESE.encode("gb18030").decode("utf-8", "replace").encode(), id="gb18030 as utf-8"
        ),
        pytest.param(CHINESE.encode("ascii", "replace"), id="saved as ascii"),
        pytest.param(("锟斤拷" * 5 + CHINESE).encode(), id="replacement read as gbk"),
        pytest.param(
            "国連総会の報告書である。日本語の文章です。".encode("shift_jis") * 5, id="sjis"
        ),
        pytest.param(
            "유엔 사무총장의 보고서입니다. 한국어 문장이다.".encode("euc-kr") * 5, id="korean"
        ),
        pytest.param("Доклад Генерального секретаря о ходе работы".encode("koi8-r"), id="koi8-r"),
        pytest.param(CHINESE.encode("utf-16") + b"\x00\xdc" * 40, id="broken utf-16"),
    ],
)
def test_text_with_the_wrong_characters_is_refused(data: bytes) -> None:
    with pytest.raises(BadEncoding, match="save it again as UTF-8"):
        read_dump(data)


def test_valid_traditional_text_is_no_mojibake() -> None:
    assert read_dump(TRADITIONAL.encode()).encoding == "utf-8"


def test_a_text_cut_inside_a_character_keeps_the_rest_and_tells() -> None:
    dump = read_dump(CHINESE.encode()[:-2])
    assert dump.encoding == "utf-8"
    assert dump.lines[-1].text.endswith("建议\ufffd")
    assert dump.losses == ("1 characters could not be read (U+FFFD), on line 9",)


def test_one_damaged_byte_is_told_with_its_line() -> None:
    data = CHINESE.encode()
    place = len(CHINESE.splitlines()[0].encode()) + 1
    dump = read_dump(data[:place] + b"\xff" + data[place:])
    assert dump.lines[1].text.startswith("\ufffd执行")
    assert "line 2" in dump.losses[0]


def test_control_characters_are_told_and_keep_their_columns() -> None:
    dump = read_dump("表\x001\x1b第二\n".encode() + CHINESE.encode())
    assert dump.lines[0].text == "表\ufffd1\ufffd第二"
    assert "U+0000, U+001B" in dump.troubles[0]


def test_many_control_characters_are_no_text() -> None:
    with pytest.raises(NotAReport):
        read_dump(b"\x01\x02\x03abc" * 50)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", [(1, "a", 1), (2, "b", 1)]),
        ("a\r\nb\r\n", [(1, "a", 1), (2, "b", 1)]),
        ("a\rb\r", [(1, "a", 1), (2, "b", 1)]),
        ("a\n\n\nb\n", [(1, "a", 1), (2, "", 1), (3, "", 1), (4, "b", 1)]),
        ("a\n\fb\n\f", [(1, "a", 1), (2, "b", 2)]),
        ("a\n\f\fb", [(1, "a", 1), (2, "b", 3)]),
        ("a\fb\n", [(1, "a", 1), (2, "b", 2)]),
        ("a\n\f\nb", [(1, "a", 1), (2, "b", 2)]),
        ("  a \t b ", [(1, "  a \t b ", 1)]),
        ("\ufeffa\u2028b", [(1, "a", 1), (2, "b", 1)]),
    ],
)
def test_lines_and_sheets(text: str, lines: list[tuple[int, str, int]]) -> None:
    dump = read_dump(text.encode())
    assert [(line.number, line.text, line.sheet) for line in dump.lines] == lines
