"""Bad input: one clear sentence, its exit code, never a traceback, never a report that looks fine.

Each case runs the whole command, as a user does.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportparse.cli import main
from tests.pages.rawpdf import (
    Leaf,
    chinese_pdf,
    locked_pdf,
    picture_pdf,
    raw_pdf,
    unmapped_pdf,
    words,
)

TEXT = "一. 导言\n\n1. 本报告介绍执行理事会在报告期内的工作。\n\n2. 各国可在会议上审议本报告。\n"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def _docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def _seed_cut(seed: bytes) -> bytes:
    return seed[: len(seed) // 2]


FAILURES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("empty file", lambda seed: b"", "the input is empty"),
    ("blank file", lambda seed: b" \n\n", "the input is empty"),
    ("docx", lambda seed: _docx(), r"a Word document \(.docx\), neither a PDF nor"),
    ("png", lambda seed: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a PNG image"),
    ("html", lambda seed: b"<!DOCTYPE html><html>Not found</html>", "an HTML page"),
    ("binary", lambda seed: bytes(range(256)) * 9, "a binary file"),
    ("truncated PDF", _seed_cut, "its end is missing; the file was cut off"),
    ("PDF without objects", lambda seed: b"%PDF-1.7\n%%EOF\n", "the PDF is damaged"),
    ("encrypted", lambda seed: locked_pdf("x", "geheim"), "is encrypted; .* --password"),
    ("image only", lambda seed: picture_pdf(), "no text layer.* OCRmyPDF"),
    ("unmapped codes", lambda seed: unmapped_pdf(), "which characters .* OCRmyPDF"),
    ("blank PDF", lambda seed: raw_pdf([Leaf(b"")]), "no text on any page"),
    ("mojibake", lambda seed: TEXT.encode().decode("latin-1").encode() * 2, "save it again as"),
    ("replaced", lambda seed: TEXT.encode("gb18030").decode("utf-8", "replace").encode(), "UTF-8"),
]


@pytest.mark.parametrize(("name", "make", "reason"), FAILURES, ids=[case[0] for case in FAILURES])
def test_input_that_holds_no_report(
    name: str, make: Callable[[bytes], bytes], reason: str, tmp_path: Path, seed_pdf: Path
) -> None:
    source = tmp_path / "input.bin"
    source.write_bytes(make(seed_pdf.read_bytes()))
    out = tmp_path / "out.json"
    result = run(source, "-o", out)
    assert result.exit_code == 1, result.stderr
    assert result.stdout == ""
    assert not out.exists()
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"reportparse: {source}: ")
    assert re.search(reason, result.stderr)


def test_a_missing_file(tmp_path: Path) -> None:
    result = run(tmp_path / "none.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"reportparse: {tmp_path}/none.pdf: there is no such file\n"


def test_a_directory(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "this is a directory" in result.stderr


def _report(*arguments: object, stdin: bytes | None = None) -> dict[str, Any]:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def _codes(report: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in report["findings"]}


def test_the_right_password_opens(tmp_path: Path) -> None:
    source = tmp_path / "locked.pdf"
    source.write_bytes(locked_pdf("1. A report behind a password.", "geheim"))
    assert "behind a password" in json.dumps(_report(source, "--password", "geheim"))
    wrong = run(source, "--password", "falsch")
    assert wrong.exit_code == 1
    assert "does not open it" in wrong.stderr


def test_a_broken_table_of_objects_is_recovered_with_a_finding(seed_pdf: Path) -> None:
    """The seed with the place of its table of objects made wrong reads as if nothing had been."""
    sound = seed_pdf.read_bytes()
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n7", sound)
    assert broken != sound
    one, two = _report("-", stdin=sound), _report("-", stdin=broken)
    assert one["sections"] == two["sections"]
    assert one["tables"] == two["tables"]
    assert _codes(two) - _codes(one) == {"page-trouble"}


def test_fewer_pages_than_announced_fail_under_strict() -> None:
    data = raw_pdf([Leaf(words("1. Two pages are here."))] * 2, count=5)
    report = _report("-", stdin=data)
    told = [f for f in report["findings"] if "announces 5 pages" in f["message"]]
    assert [finding["severity"] for finding in told] == ["error"]
    assert run("-", "--strict", stdin=data).exit_code == 3


def test_a_pdf_that_is_no_un_report_is_read_as_generic_text() -> None:
    data = raw_pdf(
        [Leaf(words("Minutes of the gardening club") + words("All went well.", 72, 600))]
    )
    report = _report("-", stdin=data)
    assert "not-a-un-report" in _codes(report)
    assert "All went well." in json.dumps(report["sections"])


def test_a_text_that_is_no_un_report_is_read_as_generic_text() -> None:
    report = _report("-", stdin="买菜的单子：白菜、豆腐、酱油。\n".encode())
    assert "not-a-un-report" in _codes(report)
    assert "白菜" in json.dumps(report, ensure_ascii=False)


def test_a_page_turned_by_90_degrees_reads_upright() -> None:
    upright = raw_pdf([Leaf(words("1. A wide page is read like any other."))])
    turned = raw_pdf(
        [
            Leaf(
                b"BT /F1 12 Tf 0 1 -1 0 100 72 Tm (1. A wide page is read like any other.) Tj ET",
                b"/MediaBox [0 0 800 600] /Rotate 90",
            )
        ]
    )
    sideways = turned.replace(b" /Rotate 90", b"")
    texts = [
        [block["text"]["text"] for section in report["sections"] for block in section["blocks"]]
        for report in (_report("-", stdin=data) for data in (upright, turned, sideways))
    ]
    assert texts == [["A wide page is read like any other."]] * 3


def test_dumps_in_other_encodings_give_the_same_report() -> None:
    def body(data: bytes) -> dict[str, Any]:
        report = _report("-", stdin=data)
        return {key: report[key] for key in report if key not in ("source", "findings")}

    plain = body(TEXT.encode())
    assert plain["sections"][0]["heading"]["text"]["text"] == "导言"
    assert body(TEXT.encode("utf-8-sig")) == plain
    assert body(TEXT.encode("gb18030")) == plain
    assert body(TEXT.encode("utf-16")) == plain
    assert body(TEXT.replace("\n", "\r\n").encode()) == plain


def test_a_chinese_pdf_without_embedded_fonts() -> None:
    report = _report("-", stdin=chinese_pdf([["一. 导言", "1. 本报告介绍情况。"]]))
    assert "本报告介绍情况" in json.dumps(report, ensure_ascii=False)
