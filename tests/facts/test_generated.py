"""Sentences with planted quantities and dates give them back, and text without numbers gives none.

The sentences are put together here from parts of their own; no part of the reader is used to write
them, but for the numeral in Chinese, whose own tests go round.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportparse.facts.find import find_facts
from reportparse.facts.model import FoundMention, FoundName, FoundQuantity, StatedPeriod
from reportparse.notation.chinese_numerals import to_chinese

NOUNS = (
    "账户",
    "申请实体",
    "项目活动",
    "核证减排量单位",
    "会员国",
    "员额",
    "讲习班",
    "案件",
    "决议草案",
    "技术人员",
)
MEASURES = ("个", "名", "项", "份", "次", "笔", "例", "起", "家")
UNITS = ("美元", "欧元", "公里", "吨", "公顷", "%", "天", "小时", "吨二氧化碳当量")
SCALES = {"": 1, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}
HEDGES = {
    "": None,
    "约": "about",
    "近": "nearly",
    "超过": "over",
    "不到": "under",
    "至少": "at_least",
    "不超过": "at_most",
}
BETWEEN = ("，其中", "，包括", "，处理了", "，并收到")
PLAIN = (
    "委员会",
    "进一步加强",
    "保持一致",
    "统一方法",
    "三方合作",
    "十分重要",
    "唯一",
    "第一",
    "百分比",
    "二氧化碳",
    "一般事务",
    "万隆会议",
    "四川",
    "双方",
    "一些国家",
    "一方面",
    "数十名代表",
    "几百人",
    "逐一",
    "一体化",
    "星期三",
    "千方百计",
)


@dataclass(frozen=True)
class Planted:
    """A number with its words, as it is written and as it has to come back."""

    printed: str
    value: Decimal
    step: Decimal
    scale: int
    hedge: str
    measure: str
    unit: str
    noun: str

    @property
    def written(self) -> str:
        return f"{self.hedge}{self.printed}{self.measure}{self.unit}{self.noun}"


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, Decimal, Decimal, int]:
    """A printed number in one of the ways of print, its worth, its step and its scale."""
    if draw(st.booleans()) and draw(st.booleans()):
        whole = draw(st.integers(2, 9_999))
        return to_chinese(whole), Decimal(whole), Decimal(1), 1
    mark = draw(st.sampled_from((",", " ", "")))
    whole = draw(st.integers(1, 10**9 if mark else 999))
    decimals = draw(st.integers(0, 2))
    printed = f"{whole:,}".replace(",", mark) if mark else str(whole)
    value, step = Decimal(whole), Decimal(1)
    if decimals:
        part = draw(st.integers(0, 10**decimals - 1))
        printed += f".{part:0{decimals}d}"
        step = Decimal((0, (1,), -decimals))
        value += part * step
    name = draw(st.sampled_from(sorted(SCALES)))
    scale = SCALES[name]
    return printed + name, value * scale, step * scale, scale


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    printed, value, step, scale = draw(numbers())
    hedge = draw(st.sampled_from(sorted(HEDGES)))
    if draw(st.booleans()):
        measure, noun = draw(st.sampled_from(MEASURES)), draw(st.sampled_from(NOUNS))
        return Planted(printed, value, step, scale, hedge, measure, "", noun)
    return Planted(printed, value, step, scale, hedge, "", draw(st.sampled_from(UNITS)), "")


@given(st.lists(planted(), min_size=1, max_size=4), st.data())
def test_planted_quantities_come_back(many: list[Planted], data: st.DataObject) -> None:
    joints = [data.draw(st.sampled_from(BETWEEN)) for _ in many]
    text = "理事会收到" + "".join(
        (joint if at else "") + one.written
        for at, (one, joint) in enumerate(zip(many, joints, strict=True))
    )
    found = find_facts(text + "。", "zh").quantities
    assert [text[one.start : one.end] for one in found] == [one.printed for one in many]
    for one, wanted in zip(found, many, strict=True):
        assert one.value == wanted.value
        assert (one.step, one.scale) == (wanted.step, wanted.scale)
        assert one.approximation == HEDGES[wanted.hedge]
        assert (one.measure or "") == wanted.measure
        assert (one.unit or "") == wanted.unit
        assert (one.counted or "") == wanted.noun


@given(planted(), st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31)))
def test_the_day_of_a_state_governs(one: Planted, day: datetime.date) -> None:
    text = f"截至{day.year}年{day.month}月{day.day}日，理事会收到{one.written}。"
    (found,) = find_facts(text, "zh").quantities
    assert found.holds is not None
    assert (found.holds.start, found.holds.end) == (None, day)


@given(planted(), st.integers(2000, 2060), st.integers(1, 11), st.data())
def test_the_same_period_of_another_year(
    one: Planted, year: int, first: int, data: st.DataObject
) -> None:
    """2024 年 m 月至 n 月 …；2023 年同期 … has the same months a year before."""
    last = data.draw(st.integers(first + 1, 12))
    text = f"{year}年{first}月至{last}月收到{one.written}；{year - 1}年同期收到{one.written}。"
    now, before = find_facts(text, "zh").quantities
    assert now.holds is not None and now.holds.start is not None
    assert before.holds is not None and before.holds.end is not None
    assert before.holds.start == now.holds.start.replace(year=year - 1)
    assert (before.holds.end + datetime.timedelta(1)).day == 1
    assert before.holds.end.month == last


@given(planted(), st.dates(), st.integers(1, 700))
def test_the_reporting_period_is_the_stated_one(
    one: Planted, first: datetime.date, days: int
) -> None:
    last = first + datetime.timedelta(min(days, (datetime.date.max - first).days))
    text = f"在本报告所述期间，理事会收到{one.written}。"
    (found,) = find_facts(text, "zh", StatedPeriod(first, last)).quantities
    assert found.holds is not None
    assert (found.holds.start, found.holds.end) == (first, last)


@given(st.lists(st.sampled_from(PLAIN), max_size=12), st.sampled_from(("，", "、", "的", "。")))
def test_words_with_numerals_in_them_count_nothing(words: list[str], between: str) -> None:
    assert find_facts(between.join(words), "zh").quantities == ()


@given(
    st.text(
        alphabet="一二三十百千万亿0123456789年月日第个名美元%至到和约共，。；（）()的 .-/",
        max_size=40,
    )
)
def test_any_text_is_read_in_place(text: str) -> None:
    """Whatever the text, what is found is in order, in the text, and does not overlap."""
    found = find_facts(text, "zh")
    kinds: list[Sequence[FoundQuantity | FoundMention | FoundName]]
    kinds = [found.quantities, found.dates, found.names]
    for many in kinds:
        ends = [0, *(one.end for one in many)]
        for one, before in zip(many, ends, strict=False):
            assert before <= one.start < one.end <= len(text)
    for quantity in found.quantities:
        assert quantity.value is not None or quantity.ratio or quantity.low is not None
