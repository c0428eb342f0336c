"""What the tables are called in reports of different years: captions, heads, stubs, notes.

`{year}` and the like are filled in when a table is made. The recent wording is the sample's; the
older one uses the terms of the first commitment period; in the spanned one heads share spanners.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.years.options import Wording


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one way of putting it. A head is `(spanner, leaf)`, without spanner ''."""

    units: str
    activity_title: str
    issuance_title: str
    period: str
    registered: tuple[str, str]
    with_issuance: tuple[str, str]
    first: tuple[str, str]
    second: tuple[str, str]
    total: str
    request_title: str
    request: str
    submitted: str
    finalised: str
    transaction_title: str
    transaction: str
    counted: str
    moved: str
    types: tuple[str, ...]
    platform_title: str
    platform_counted: str
    platform_units: str
    board_title: str
    member: str
    alternate: str
    group: str
    term: str
    resigned: str
    awaits: str
    vacant: str
    meeting_title: str
    bodies: tuple[str, str, str]
    meeting: str
    dates: str
    place: str
    with_: str
    income_title: str
    category: str
    lines: tuple[str, str, str, str, str]
    subtotal: str
    sum: str
    budget_title: str
    budget: str
    expenditure: str
    rate: str
    granted: str
    extended: str
    withdrawn: str
    scopes: tuple[str, ...]


RECENT = Words(
    units="核证减排量",
    activity_title="清洁发展机制活动和核证减排量的发放情况",
    issuance_title="各报告期发放的核证减排量",
    period="报告期",
    registered=("", "登记的清洁发展机制活动数量"),
    with_issuance=("", "获得核证减排量的清洁发展机制活动数量"),
    first=("", "第一承诺期(2008-2012年)发放的核证减排量"),
    second=("", "第二承诺期(2013-2020年)发放的核证减排量"),
    total="总计",
    request_title="{period}期间在清洁发展机制下提交的申请数量",
    request="申请",
    submitted="提交的申请数",
    finalised="已完成的申请数",
    transaction_title="清洁发展机制登记册中完成的交易",
    transaction="交易类型",
    counted="交易总数",
    moved="单位总数",
    types=(
        "发放",
        "转入适应基金账户的收益分成",
        "内部和外部转入",
        "从适应基金账户转入附件一缔约方登记册的交易",
        "自愿注销",
        "管理部门注销",
        "强制注销",
    ),
    platform_title="在线平台上各报告期内注销的核证减排量",
    platform_counted="交易总数",
    platform_units="注销的核证减排量总数",
    board_title="{year}年清洁发展机制执行理事会成员和候补成员",
    member="成员",
    alternate="候补成员",
    group="提名国",
    term="任期两年，于{year}年理事会第一次会议之前结束。",
    resigned="{name}已辞职，辞职自{date}起生效。",
    awaits="有待CMP {session}提名。在适用情况下，现任成员将继续任职。",
    vacant="Vacant",
    meeting_title="本报告所述期间{body}举行的会议",
    bodies=(
        "清洁发展机制执行理事会",
        "清洁发展机制认证专门小组",
        "清洁发展机制方法问题专门小组",
    ),
    meeting="第{number}次会议",
    dates="日期",
    place="地点",
    with_="{place}，与{other}同时举行",
    income_title="清洁发展机制{before}年和{year}年1月至8月收入状况比较",
    category="类别",
    lines=("上年结转(A)", "登记费", "收益分成", "认证费", "认证程序相关费用"),
    subtotal="小计(B)",
    sum="共计(A + B)",
    budget_title="清洁发展机制{before}年和{year}年的预算和支出情况比较",
    budget="预算(12个月)(美元)",
    expenditure="支出(1月至8月)(美元)",
    rate="支出占预算的百分比(%)",
    granted="Accreditation granted for five years.",
    extended="Extension of sectoral scope.",
    withdrawn="Voluntary withdrawal of accreditation in its entirety.",
    scopes=("Sectoral scopes (validation and verification)",),
)

OLDER = Words(
    units="核证的排减量",
    activity_title="登记的项目活动和核证的排减量的发放",
    issuance_title="核证的排减量的发放情况",
    period="时期",
    registered=("", "登记的活动数"),
    with_issuance=("", "有发放的活动数"),
    first=("", "为第一个承诺期发放的核证的排减量"),
    second=("", "为第二个承诺期发放的核证的排减量"),
    total="合计",
    request_title="{period}提交和处理完毕的请求",
    request="请求类别",
    submitted="已提交",
    finalised="处理完毕",
    transaction_title="清洁发展机制登记册的交易",
    transaction="交易类别",
    counted="交易数量",
    moved="核证的排减量",
    types=(
        "核证的排减量的发放",
        "收益分成",
        "转发",
        "从适应基金账户转出",
        "自愿取消",
        "行政注销",
        "强制性注销",
    ),
    platform_title="通过自愿注销平台取消的核证的排减量",
    platform_counted="订单数",
    platform_units="取消的单位数",
    board_title="执行理事会成员和候补成员",
    member="正式成员",
    alternate="候补成员",
    group="提名方",
    term="任期：至{year}年第一次会议为止。",
    resigned="{name}辞职，{date}生效。",
    awaits="待CMP {session}选举。",
    vacant="空缺",
    meeting_title="{body}的会议",
    bodies=("执行理事会", "认证小组", "方法学小组"),
    meeting="第{chinese}次",
    dates="会期",
    place="会议地点",
    with_="{place}(与{other}一并举行)",
    income_title="{before}年和{year}年1月至8月清洁发展机制的收入",
    category="收入类别",
    lines=("从上年结转(A)", "登记费", "收益分成", "认证申请费", "认证过程相关费用"),
    subtotal="小计(B)",
    sum="总计(A + B)",
    budget_title="{before}年和{year}年预算执行情况",
    budget="核定预算(美元)",
    expenditure="开支(1月至8月)(美元)",
    rate="执行率(%)",
    granted="Entity was accredited for a period of five years.",
    extended="Extension of scope of accreditation.",
    withdrawn="Withdrawal of accreditation.",
    scopes=("Sectoral scopes for validation", "Sectoral scopes for verification"),
)

SPANNED = Words(
    units="核证减排量",
    activity_title="活动登记和核证减排量发放",
    issuance_title="核证减排量发放",
    period="报告期",
    registered=("清洁发展机制活动数量", "登记的活动"),
    with_issuance=("清洁发展机制活动数量", "获得核证减排量的活动"),
    first=("发放的核证减排量", "第一承诺期"),
    second=("发放的核证减排量", "第二承诺期"),
    total="共计",
    request_title="{period}收到的申请",
    request="申请类型",
    submitted="收到",
    finalised="办结",
    transaction_title="登记册交易",
    transaction="交易类型",
    counted="交易次数",
    moved="单位数",
    types=(
        "签发",
        "转入适应基金账户",
        "内部和外部转让",
        "从适应基金账户转让",
        "自愿注销",
        "行政性注销",
        "强制注销",
    ),
    platform_title="平台注销量",
    platform_counted="交易数",
    platform_units="注销数量",
    board_title="{year}年理事会的组成",
    member="成员",
    alternate="候补",
    group="提名组",
    term="任期至{year}年理事会首次会议届满。",
    resigned="{name}提出辞职，自{date}起生效。",
    awaits="等待CMP {session}提名。",
    vacant="出缺",
    meeting_title="报告期内{body}会议",
    bodies=("理事会", "认证专门小组", "方法专门小组"),
    meeting="第{number}次会议",
    dates="举行日期",
    place="举行地点",
    with_="{place}，同{other}衔接举行",
    income_title="{before}年和{year}年1月至8月收入",
    category="来源",
    lines=("上年度结转(A)", "登记费用", "收益分成", "认证费用", "认证程序费用"),
    subtotal="小计(B)",
    sum="总额(A + B)",
    budget_title="预算与支出",
    budget="批准的预算(美元)",
    expenditure="支出(1月至8月)(美元)",
    rate="支出率(%)",
    granted="Initial accreditation.",
    extended="Extension of sectoral scopes.",
    withdrawn="Voluntary withdrawal of the accreditation.",
    scopes=("Sectoral scopes",),
)

WORDS: dict[Wording, Words] = {"recent": RECENT, "older": OLDER, "spanned": SPANNED}
