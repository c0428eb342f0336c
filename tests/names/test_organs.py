"""Organs in running text: where a name begins, what is one, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.names.names_of import forms_of

FOUND = [
    # well known, in full and in short, are one
    ("大会通过了决议。联合国大会又请秘书处提出报告。", [("联合国大会", "大会"), ("秘书处",)]),
    # introduced in parentheses
    (
        "国际养护森林委员会(以下简称委员会)举行了会议。委员会感谢东道国。",
        [("国际养护森林委员会", "委员会")],
    ),
    ("联合国促进和平研究所(和平所)设在日内瓦。", [("联合国促进和平研究所",)]),
    # a verb or a preposition before it is no part of it
    ("理事机构请求由国际可持续湖泊中心协助。", [("国际可持续湖泊中心",)]),
    # 经 in 经济 ends nothing
    ("合作伙伴：世界绿色经济组织；东非铁路银行。", [("世界绿色经济组织",), ("东非铁路银行",)]),
    # 和 between regions joins, elsewhere it divides
    (
        "联合国东部和南部非洲水委员会和国际湖泊委员会派员出席。",
        [("联合国东部和南部非洲水委员会",), ("国际湖泊委员会",)],
    ),
    # another organ's name may begin it
    ("环境署湖泊中心发表了数据。", [("环境署湖泊中心",)]),
    # repeated behind other words each time
    ("审评小组委员会开会。秘书处支持审评小组委员会。", [("审评小组委员会",), ("秘书处",)]),
]

NOT_FOUND = [
    "非政府组织和民间社会组织参加了会议。",
    "各国部署了力量，签署了协定。",
    "两个工作组没有开会，专门小组也没有。",
    "全国代表大会通过了法律。",
    "该委员会提出了意见，有关委员会同意。",
    "应鼓励民间社会和国际组织以及多边开发银行参与。",
]


@pytest.mark.parametrize(("text", "wanted"), FOUND, ids=lambda case: str(case)[:16])
def test_found(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert forms_of("organ", text) == wanted


@pytest.mark.parametrize("text", NOT_FOUND, ids=lambda text: text[:12])
def test_not_found(text: str) -> None:
    assert forms_of("organ", text) == []


def test_english() -> None:
    text = (
        "The Committee met the Advisory Board on Lakes and the Office of River Planning, Finance "
        "and Budget. Member States thanked the World Lake Organization (WLO)."
    )
    assert forms_of("organ", text) == [
        ("Advisory Board on Lakes",),
        ("Office of River Planning, Finance and Budget",),
        ("World Lake Organization", "WLO"),
    ]
