"""Whatever stands literally in a text is found, and what is found stands there."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from reportparse import storage
from reportparse.report import Report
from reportparse.search.folding import fold
from reportparse.search.model import KINDS
from reportparse.storage.columns import TEXT_BITS
from reportparse.storage.index import find
from reportparse.storage.index.filters import Filters
from reportparse.storage.index.find import search
from reportparse.storage.schema.search import SEARCH_REPORT, SEARCH_TEXT
from tests.search.planted import planted

Made = Callable[[str], Engine]
Text = tuple[str, str, str, str]
"""The key of a report, an element, the kind of its text, the text."""

EVERYTHING = Filters(kinds=KINDS)
MOST = 100_000


def texts_in(engine: Engine) -> list[Text]:
    columns = SEARCH_TEXT.c
    with engine.connect() as connection:
        names = dict(
            connection.execute(select(SEARCH_REPORT.c.number, SEARCH_REPORT.c.report_id)).all()
        )
        rows = connection.execute(
            select(columns.text_id, columns.element_id, columns.kind, columns.text)
        ).all()
    return sorted((names[row[0] >> TEXT_BITS], *row[1:]) for row in rows)


def quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def found_in(engine: Engine, query: str, filters: Filters = EVERYTHING) -> set[tuple[str, ...]]:
    found = search(engine, query, filters=filters, limit=MOST, width=10)
    hits = [(hit.report_id, hit.element, hit.kind) for hit in found.hits]
    assert found.total == len(hits)
    return set(hits)


@pytest.fixture(scope="session")
def texts(loaded: Engine) -> list[Text]:
    return texts_in(loaded)


@settings(max_examples=100)
@given(st.data())
def test_any_stretch_of_any_text_is_found_as_a_phrase(
    loaded: Engine, texts: list[Text], data: st.DataObject
) -> None:
    report, element, kind, words = data.draw(st.sampled_from(texts))
    if len(words) < 2:
        return
    start = data.draw(st.integers(0, len(words) - 2))
    phrase = words[start : data.draw(st.integers(start + 2, min(len(words), start + 30)))]
    wanted = fold(phrase)
    if not wanted:
        return
    found = found_in(loaded, quoted(phrase))
    assert (report, element, kind) in found
    assert found == {one[:3] for one in texts if wanted in fold(one[3])}


@settings(max_examples=60)
@given(st.data())
def test_a_term_is_found_wherever_it_stands(
    loaded: Engine, texts: list[Text], data: st.DataObject
) -> None:
    """A plain term, whatever words the segmenter makes of it; by its words in other texts too."""
    report, element, kind, words = data.draw(st.sampled_from(texts))
    runs = [run for run in "".join(c if c.isalnum() else " " for c in words).split() if run[1:]]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    term = run[start : data.draw(st.integers(start + 2, len(run)))]
    if term in ("OR", "AND", "NOT"):
        return
    literal = {one[:3] for one in texts if fold(term) in fold(one[3])}
    found = found_in(loaded, term)
    assert (report, element, kind) in literal
    assert literal <= found


@settings(max_examples=60)
@given(st.data())
def test_queries_of_several_terms_find_what_reading_finds(
    loaded: Engine, texts: list[Text], data: st.DataObject
) -> None:
    """AND, OR and exclusion of phrases, against a search that reads every text."""
    groups, excluded, query = [], [], []
    for _ in range(data.draw(st.integers(1, 3))):
        group = [_stretch(data, texts) for _ in range(data.draw(st.integers(1, 2)))]
        groups.append([fold(one) for one in group])
        query.append(" OR ".join(map(quoted, group)))
    for _ in range(data.draw(st.integers(0, 2))):
        one = _stretch(data, texts)
        excluded.append(fold(one))
        query.append("-" + quoted(one))
    wanted = {
        one[:3]
        for one in texts
        if all(any(part in fold(one[3]) for part in group) for group in groups)
        and not any(part in fold(one[3]) for part in excluded)
    }
    assert found_in(loaded, " ".join(query)) == wanted


def _stretch(data: st.DataObject, texts: list[Text]) -> str:
    words = data.draw(st.sampled_from(texts))[3]
    start = data.draw(st.integers(0, len(words) - 1))
    stretch = words[start : start + data.draw(st.integers(1, 3))]
    return stretch if fold(stretch) else words


@pytest.mark.parametrize("char", ["年", "，", "。", "1", "c", "的", "“"])
def test_a_single_character_is_found_wherever_it_stands(
    loaded: Engine, texts: list[Text], char: str
) -> None:
    wanted = {one[:3] for one in texts if fold(char) in fold(one[3])}
    assert found_in(loaded, quoted(char)) == wanted
    assert wanted


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_planted_sentence_is_found(kind: str, new_engine: Made) -> None:
    engine, made = new_engine(kind), planted()
    order = list(made.reports)
    random.Random(kind).shuffle(order)
    for report in order:
        storage.load(engine, report)
    texts = texts_in(engine)
    for sentence, where in made.sentences:
        found = {one[:2] for one in found_in(engine, quoted(sentence))}
        assert where in found, sentence
        assert found == {one[:2] for one in texts if fold(sentence) in fold(one[3])}
        assert where in {one[:2] for one in found_in(engine, sentence.replace("、", " "))}
    assert len(made.sentences) >= 100


QUERIES = (
    "核证减排量 注销",
    "执行理事会",
    '"报告期内"',
    "小计 OR 总计",
    "登记 -注销",
    "年",
    "CMP",
    "自愿注销核证减排量",
)


def test_both_databases_give_the_same_hits_in_the_same_order(
    new_engine: Made, sample: Report
) -> None:
    lite, post = new_engine("sqlite"), new_engine("postgresql")
    reports = [sample, *planted().reports[:8]]
    for report in reports:
        storage.load(lite, report)
    for report in reversed(reports):
        storage.load(post, report)
    for query in QUERIES:
        answers = [search(engine, query, limit=MOST) for engine in (lite, post)]
        assert answers[0].total == answers[1].total > 0, query
        ranked = [
            [(hit.report_id, hit.element, hit.kind, hit.snippet) for hit in one.hits]
            for one in answers
        ]
        assert ranked[0] == ranked[1], query
        scores = [[hit.score for hit in one.hits] for one in answers]
        assert scores[0] == pytest.approx(scores[1]), query
        assert scores[0] == sorted(scores[0], key=lambda score: -(score or 0))


def test_pages_of_hits_are_all_hits(loaded: Engine) -> None:
    whole = search(loaded, "核证减排量", limit=MOST)
    pages = [
        search(loaded, "核证减排量", limit=7, offset=at) for at in range(0, whole.total + 7, 7)
    ]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total}


def test_kinds_sections_and_symbols_are_filters(loaded: Engine) -> None:
    whole = search(loaded, "核证减排量", limit=MOST).hits
    assert len({hit.kind for hit in whole}) > 4
    cells = search(loaded, "核证减排量", filters=Filters(kinds=("table-head",)), limit=MOST).hits
    wanted = {(hit.report_id, hit.element) for hit in whole if hit.kind == "table-head"}
    assert wanted and {(hit.report_id, hit.element) for hit in cells} == wanted
    assert {hit.kind for hit in cells} == {"table-head"}
    own = search(loaded, "核证减排量", filters=Filters(section="s3.B"), limit=MOST).hits
    wanted = {
        (hit.report_id, hit.element)
        for hit in whole
        if hit.section == "s3.B" or (hit.section or "").startswith("s3.B.")
    }
    assert wanted and {(hit.report_id, hit.element) for hit in own} == wanted
    for symbol, total in (
        ("fccc/kp/cmp/2024/3", len(whole)),
        ("FCCC/*", len(whole)),
        ("FCCC/KP/CMP/2024/", 0),
        ("FCCC_KP*", 0),
        ("%", 0),
    ):
        assert search(loaded, "核证减排量", filters=Filters(symbols=(symbol,))).total == total
    for years, total in (((2024, 2024), len(whole)), ((2025, 2030), 0), ((2020, 2024), len(whole))):
        assert search(loaded, "核证减排量", filters=Filters(years=years)).total == total


def test_what_says_again_is_found_when_asked_for(loaded: Engine) -> None:
    assert not {hit.kind for hit in search(loaded, "unfccc", limit=MOST).hits} & {"link"}
    assert search(loaded, "unfccc", filters=Filters(kinds=("link",))).total > 0
    assert search(loaded, "CMP", filters=Filters(kinds=("reference",))).total > 0


def test_whole_words_are_words_of_the_segmenter(new_engine: Made) -> None:
    from reportparse.reading import parse

    engine = new_engine("sqlite")
    dump = "一. 导言\n\n1. 2024年会议通过了预算。\n\n2. 年会已经举行。\n"
    storage.load(engine, parse(dump.encode()))
    ranked = search(engine, "年会")
    assert [hit.element for hit in ranked.hits] == ["p2", "p1"]  # as a word first
    assert [hit.element for hit in search(engine, "年会", whole_words=True).hits] == ["p2"]


def test_the_report_s_own_terms_cut_a_query(loaded: Engine) -> None:
    """A term of several words is found where they stand apart, and ranked where it stands."""
    found = search(loaded, "自愿注销核证减排量", limit=MOST).hits
    whole = [fold("自愿注销核证减排量") in fold(hit.snippet.text) for hit in found]
    assert whole[0] and not all(whole)


def test_no_filter_leaves_no_report(loaded: Engine) -> None:
    nothing = search(loaded, "年", filters=Filters(years=(1900, 1901)))
    assert (nothing.total, nothing.hits) == (0, ())


@pytest.mark.parametrize(
    "words", ["%", "_", "'", "\\", '"', "''", "a'b", ":v0", "\x01", "*", "(", "&|!"]
)
def test_signs_mean_nothing_to_the_database(loaded: Engine, texts: list[Text], words: str) -> None:
    wanted = {one[:3] for one in texts if fold(words) in fold(one[3])}
    assert found_in(loaded, quoted(words)) == wanted


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_too_many_hits_are_ranked_in_blocks_and_all_reached(
    kind: str, new_engine: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, reports = new_engine(kind), planted().reports[:9]
    for report in reports:
        storage.load(engine, report)
    whole = search(engine, "单位", limit=MOST)
    assert whole.exact and whole.total > 40
    monkeypatch.setattr(find, "RANKED_TOGETHER", 10)
    monkeypatch.setattr(find, "BLOCK", 2)
    starts = range(0, whole.total + 7, 7)
    pages = [search(engine, "单位", limit=7, offset=start) for start in starts]
    hits = [hit for page in pages for hit in page.hits]
    keys = [(hit.report_id, hit.element, hit.kind) for hit in hits]
    assert len(set(keys)) == len(keys) == whole.total
    assert set(keys) == {(hit.report_id, hit.element, hit.kind) for hit in whole.hits}
    assert not pages[0].exact and 10 <= pages[0].total < whole.total
    assert pages[-1].exact and pages[-1].total == whole.total
    # The reports of a block come before those of the next: without a date, in the order of keys.
    blocks = [
        sorted({one.source.sha256[:16] for one in reports}).index(key[0]) // 2 for key in keys
    ]
    assert blocks == sorted(blocks)
    everything = search(engine, "单位", limit=MOST)
    assert everything.exact and [hit.element for hit in everything.hits] == [key[1] for key in keys]
