"""Terms of a report, and words cut by them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportparse
from reportparse.names.corpus import Corpus
from reportparse.names.segment import Segmenter, segmenter
from reportparse.report.model import Report
from tests.names.names_of import report_of

STRICT = (sys.executable, "-W", "error", "-c")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


@pytest.fixture(scope="module")
def seed(seed_dump: Path) -> Report:
    return reportparse.parse(seed_dump)


def test_quoted_words_and_titles_are_terms() -> None:
    report = report_of("理事会通过了“湖泊认证程序”和《水议程》，但未说“好。那么再见。”")
    quoted = [term.text for term in report.facts.terms if term.origin == "quoted"]
    assert quoted == ["湖泊认证程序", "水议程"]


def test_repeated_words_are_terms_and_their_parts_are_not() -> None:
    texts = (
        "湖泊净化券由银行发放。", "购买湖泊净化券者免税。", "每张湖泊净化券有编号。",
        "本年湖泊净化券售罄。", "税务局核对湖泊净化券后入账。",
    )  # fmt: skip
    report = report_of(*texts)
    repeated = [term.text for term in report.facts.terms if term.origin == "repeated"]
    assert repeated == ["湖泊净化券"]
    assert [len(t.occurrences) for t in report.facts.terms if t.text == "湖泊净化券"] == [5]


def test_a_heading_that_comes_again_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long reports repeat their headings; a search for each would grow with the square."""
    heading, said = "湖泊净化券", "1. 售出湖泊净化券一张。"
    text = "\n\n".join(f"{label}. {heading}\n\n{said}" for label in "一二三四五")
    asked: list[str] = []
    find = Corpus.find

    def counted(corpus: Corpus, form: str) -> Iterator[tuple[int, int]]:
        asked.append(form)
        return find(corpus, form)

    monkeypatch.setattr(Corpus, "find", counted)
    report = reportparse.parse(text.encode())
    terms = [term for term in report.facts.terms if term.origin == "heading"]
    assert [(term.text, len(term.occurrences)) for term in terms] == [(heading, 10)]
    assert asked.count(heading) == 1


def test_no_report_is_too_short() -> None:
    assert report_of("好。").facts.terms == ()


def test_a_term_is_never_cut(seed: Report) -> None:
    """Alone, every form is one word; in its sentence no boundary falls inside a longest form."""
    cut = segmenter(seed)
    for term in seed.facts.terms:
        for form in (term.text, term.meaning):
            if form is not None and len(form) > 1 and form.isalnum():
                assert cut.words(form) == [form]


def test_words_of_a_sentence_of_the_seed(seed: Report) -> None:
    cut = segmenter(seed)
    text = "理事会通过秘书处继续向指定国家主管部门提供支持"
    assert cut.words(text) == [
        "理事会", "通过", "秘书处", "继续", "向", "指定国家主管部门", "提供", "支持"
    ]  # fmt: skip


def test_a_query_finds_what_stands_inside_a_longer_term(seed: Report) -> None:
    cut = segmenter(seed)
    indexed = cut.search_words("自愿注销核证减排量在线平台由清洁发展机制执行理事会启动")
    for query in ("核证减排量", "理事会", "执行理事会", "清洁发展机制", "在线平台", "自愿注销"):
        assert set(cut.words(query)) <= set(indexed), query


def test_words_keep_numbers_codes_and_latin_names_whole() -> None:
    cut = Segmenter(["CMP 18"])
    text = "CMP 18 通过了第2/CMP.17号决定，共32,717,425个，占66.7%，见 Frank Wolke。"
    assert cut.words(text) == [
        "CMP 18", "通过", "了", "第", "2/CMP.17", "号", "决定", "共", "32,717,425", "个",
        "占", "66.7%", "见", "Frank", "Wolke",
    ]  # fmt: skip


def test_a_latin_form_is_no_part_of_a_longer_word() -> None:
    assert Segmenter(["CER"]).words("tCER和CERs，CER") == ["tCER", "和", "CERs", "CER"]


def test_two_reports_do_not_share_their_words(seed: Report) -> None:
    """A form of one report leaves the words of another alone: jieba's state is never touched."""
    before = Segmenter([]).words("核证减排量单位")
    segmenter(seed).words("核证减排量单位")
    assert Segmenter([]).words("核证减排量单位") == before


@pytest.mark.parametrize(
    "code",
    [
        "from reportparse.cli import main; main(['--help'], standalone_mode=False)",
        "import reportparse; reportparse.parse('一. 导言\\n\\n1. 本报告。\\n'.encode())",
    ],
    ids=["help", "parse"],
)
def test_jieba_is_loaded_for_words_only(code: str) -> None:
    check = f"{code}\nimport sys\nassert 'jieba' not in sys.modules"
    subprocess.run([*STRICT, check], check=True, capture_output=True, env=ENVIRONMENT)


def test_jieba_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    code = "from reportparse.names.segment import Segmenter; print(Segmenter([]).words('数据'))"
    subprocess.run([*STRICT, code], check=True, env=ENVIRONMENT)
    out, err = capfd.readouterr()
    assert (out, err) == ("['数据']\n", "")
