"""Words and phrases of reports, from which the strategies make sentences.

Written for these tests in the manner of reports. Running text has no blank between Chinese and
Latin characters. `{n}`, `{year}`, `{date}`, `{count}`, `{name}`, `{symbol}`, `{term}` are slots.
"""

from __future__ import annotations

ORGANS = ("气候变化框架公约", "大会", "经济及社会理事会", "人权理事会")
SUBJECTS = (
    "执行理事会",
    "秘书处",
    "会员国",
    "咨询委员会",
    "专家组",
    "联合国系统各实体",
    "CMP",
    "外地特派团",
    "COVID-19应对小组",
)
VERBS = (
    "审议了",
    "通过了",
    "注意到",
    "欢迎",
    "核准了",
    "公布了",
    "更新了",
    "请秘书长提交",
    "继续执行",
    "与各方讨论了",
)
OBJECTS = (
    "关于方法学的程序草案",
    "第{n}次会议的报告",
    "{year}年工作计划(包括预算)",
    "《{year}-{later}年业务计划》",
    "“业绩监测”程序({n}.0版)",
    "第{n}/CMP.{n}号决定所述的指导意见",
    "{count}个活动方案的登记申请",
    "区域合作中心(RCC)提交的资料",
    "{symbol}号文件所载的建议",
    "{name}提出的提案",
    "2019冠状病毒病疫情期间的临时措施",
    "与{term}有关的问题、要求和建议",
    "A/{n}/{n}号决议第{n}段的规定",
    "上文第{n}段(a)分段所列的事项",
    "关于数据管理（第{n}版）的准则",
    "{d}.{d}%的剩余款项",
    "《{year}-{later}年全球战略——“终结不平等，终结贫困”》",
)
CLAUSES = (
    "以便{verb}{object}",
    "并{verb}{object}",
    "其中{count}个已经完成",
    "占总数的{n}.{d}%",
    "总额为{count}美元",
    "有效期至{date}",
    "包括{name}和{name}的意见",
    "涉及{term}、{term}和{term}",
    "并考虑到{symbol}",
    "(见附件)",
    "同时铭记CMP {n}的要求",
)
OPENINGS = (
    "",
    "",
    "",
    "在本报告所述期间，",
    "截至{date}，",
    "{year}年，",
    "{date}至{date}，",
    "{count}个实体提出了申请；",
    "1个实体的任期届满；",
    "此外，",
    "为此，",
    "CMP {n}之后，",
    "(b)项所述工作已经开始，",
    "《巴黎协定》第六条生效后，",
    "“快速防治”行动启动以来，",
)
TERMS = (
    "核证减排量",
    "可持续发展",
    "性别平等",
    "能力建设",
    "资金筹措",
    "数据管理",
    "内部监督",
    "采购",
    "UNEP",
    "PoA",
    "亚洲－太平洋国家",
)
NAMES = (
    "José Domingos Miguez",
    "Anna Romanovskaya",
    "Hyun Jung Park",
    "Lambert Schneider",
    "Ephraim Mwepya Shitima",
    "Frank Wolke",
    "Piotr Dombrowicki",
    "O. Alcock",
    "Kiyoshi Komatsu",
    "Zoë Müller-Okafor",
)
SYMBOLS = (
    "FCCC/KP/CMP/2022/7",
    "A/78/189",
    "S/2025/346",
    "CDM-2023SC-INFO01",
    "DP/FPA/2025/6",
)
HEADINGS = (
    "导言",
    "任务",
    "本报告的范围",
    "裁决",
    "认证",
    "方法标准",
    "监管事项",
    "治理和管理事项",
    "利益相关方事项",
    "与CMP 19有关的行动",
    "COVID-19的影响",
    "财务状况和资金筹措",
    "项目活动和活动方案的登记以及核证减排量的发放情况和相关的临时措施及后续行动",
    "选举主席和副主席",
    "2023年工作概览",
    "结论和建议",
    "支持指定国家主管部门(DNA)",
)
ITEM_TAILS = ("；", "；", "；", "。")
TITLES = (
    "执行理事会提交的年度报告",
    "应对不平等现象，重新走上到2030年实现目标的轨道",
    "清洁发展机制执行理事会向作为《京都议定书》缔约方会议的《公约》缔约方会议提交的年度报告",
    "外地特派团的预算执行情况和{year}年的拟议资源",
)
TABLE_TITLES = (
    "登记和发放情况",
    "{year}年和{later}年收入状况比较",
    "{date}至{date}期间提交的申请数量",
    "按区域分列的资源(不包括支助费用)以及与上一报告期相比的变动情况",
    "在线平台上各报告期内注销的核证减排量",
)
HEADNOTES = ("(美元)", "(千美元)", "(单位：千美元)")
STUB_HEADS = ("类别", "报告期", "申请", "区域", "时期", "交易类型", "")
HEADS = (
    "交易总数",
    "单位总数",
    "提交的申请数",
    "已完成的申请数",
    "{year}年支出",
    "{later}年批款",
    "变动",
    "{later}年1月至8月",
    "登记的活动数量",
    "员额",
    "第一承诺期(2008-2012年)发放的核证减排量",
    "{year}",
)
SPANNERS = ("截至{date}", "{year}年", "{later}年估计数", "资源变动", "第一承诺期")
STUBS = (
    "发放",
    "登记费",
    "收益分成",
    "认证费",
    "认证程序相关费用",
    "内部和外部转入",
    "自愿注销",
    "管理部门注销",
    "从适应基金账户转入附件一缔约方登记册的交易以及在其他登记册之间完成的所有后续交易",
    "{year}年9月1日至{later}年8月31日",
    "咨询人",
    "公务差旅",
    "设施和基础设施",
)
SECTION_STUBS = ("收费收入", "文职人员", "业务费用", "A.第一承诺期", "其他")
TEXT_HEADS = ("会议", "日期", "地点", "成员", "候补成员", "提名国")
PLACES = (
    "波恩",
    "日内瓦",
    "阿拉伯联合酋长国，与CMP 18同时举行",
    "波恩，与附属机构第六十届会议同时举行",
    "以虚拟方式举行",
)
FIGURE_LABELS = (
    "非洲：{n}.{d}%",
    "亚洲和太平洋：{n}.{d}%",
    "拉丁美洲和加勒比",
    "欧洲和中亚",
    "登记的项目总数：{count}",
)
FIGURE_TITLES = (
    "截至{date}已登记活动在各区域的百分比分布情况",
    "全球新增人数与{year}年目标相比的趋势",
    "按人口分列的分布情况",
)
ABBREVIATIONS = (
    ("AIE", "经认证的独立实体"),
    ("第六条第四款机制", "根据《巴黎协定》第六条第四款建立的机制"),
    ("CDM", "清洁发展机制"),
    ("CMP", "作为《京都议定书》缔约方会议的《公约》缔约方会议"),
    ("DNA", "指定国家主管部门"),
    ("DNA论坛", "指定国家主管部门论坛"),
    ("lCER", "长期核证减排量"),
    ("PoA", "活动方案"),
    ("UNEP", "联合国环境规划署"),
)
ENGLISH = (
    "The Executive Board took note of the report and decided to continue its consideration.",
    "Accreditation granted for five years.",
    "Extension of sectoral scope for the entities listed in table 1 and in document A/78/189.",
    "In 2023, some 1,781 activities had been registered, of which 259 had moved forward.",
    "The secretariat, in cooperation with UNEP, will report on progress at the next session.",
)
ENGLISH_TITLES = (
    "Entities accredited and provisionally designated by the Executive Board",
    "Status of implementation",
)
ENTITIES = (
    "4K Earth Science Private Limited (4KES)",
    "Beijing Carbon Brilliant Technology Ltd. (CBT)",
    "LGAI Technological Center, S.A.",
    "TÜV NORD CERT GmbH (TÜV NORD)",
    "Re Carbon Gözetim Denetim ve Belgelendirme Limited Sirketi (Re Carbon)",
)
SCOPES = ("1–16", "1–3, 14", "1, 3, 13", "15", "1–5, 7–10, 13–16")
PADDING = ("农业", "能源", "运输", "工业", "林业", "渔业", "卫生", "教育", "水务", "住房")
PADDING_ENDS = ("", "和", "以及", "矿业和", "制造业和", "制造业以及")
"""The end of a list of sectors by its length."""
URLS = (
    "http://cdm.example.int/EB/index.html",
    "https://docs.example.org/626566",
    "https://www.example.int/SD-Tool.aspx",
)
