"""Searches over many reports: how long an answer takes, how large the index is, what loading costs.

    python bench/search.py [COUNT] [FOLDER]

The reports are the sample, each copy with other digits and with some of its terms exchanged for
others, so that words are as frequent as they are in reports. They are loaded into SQLite and, if
there is a server, PostgreSQL; in FOLDER they stay and are not loaded again.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from tests.storage import server

from reportparse import storage
from reportparse.report import Report
from reportparse.storage.index.find import search
from reportparse.storage.index.values import find_value

COUNT = 1000
ROUNDS = 9
LIMIT_MS = 100.0
SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "FCCC_KP_CMP_2024_3.pdf.json"

QUERIES = (
    "核证减排量",
    "核证减排量 注销",
    "执行理事会 会议",
    "清洁发展机制",
    "项目活动 登记 发放",
    "指定国家主管部门 区域协作中心 支持 培训",
    "收益分成 适应基金",
    "自愿注销核证减排量在线平台",
    '"核证减排量的自愿注销"',
    "小计 OR 总计",
    "美元 -预算",
    "年",
    "2024年9月",
    "CMP",
    "从未出现过的词语",
)
EXCHANGED = (
    ("核证减排量", "减缓成果量"), ("自愿注销", "主动撤销"), ("适应基金", "气候基金"),
    ("区域协作中心", "区域合作办事处"), ("指定国家主管部门", "国家联络点"),
    ("收益分成", "费用份额"), ("执行理事会", "监督机构"), ("清洁发展机制", "联合履行机制"),
    ("登记", "注册"), ("发放", "签发"), ("美元", "欧元"), ("方法学", "计算办法"),
)  # fmt: skip
"""Terms, and what stands for each of them in a third of the reports."""


def reports(count: int) -> Iterator[Report]:
    """Yield so many reports, each a different one."""
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for number in range(count):
        rng = random.Random(number)
        digits = [*"123456789"]
        rng.shuffle(digits)
        exchanged = [pair for pair in EXCHANGED if rng.random() < 1 / 3]
        made = _dressed(sample, str.maketrans("123456789", "".join(digits)), exchanged)
        made["source"]["sha256"] = hashlib.sha256(str(number).encode()).hexdigest()
        made["source"]["name"] = f"report-{number}.pdf"
        yield Report.model_validate(made)


def _dressed(value: Any, digits: dict[int, int], exchanged: list[tuple[str, str]]) -> Any:
    """The same with other digits and words wherever a text or a figure is stated."""
    if isinstance(value, list):
        return [_dressed(one, digits, exchanged) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _dressed(one, digits, exchanged) for name, one in value.items()}
    for name in ("text", "raw", "stub"):
        if isinstance(made.get(name), str):
            made[name] = made[name].translate(digits)
            for old, new in exchanged:
                made[name] = made[name].replace(old, new)
    own = made.get("value")
    if isinstance(own, int) and made.get("kind") == "integer":
        made["value"] = int(str(own).translate(digits))
    elif isinstance(own, str) and own.isdecimal():
        made["value"] = own.translate(digits)
    return made


def load(engine: Engine, count: int) -> None:
    taken, rows, cells = 0.0, 0, 0
    for report in reports(count):
        started = time.process_time()
        result = storage.load(engine, report)
        taken += time.process_time() - started
        rows, cells = rows + result.rows, cells + result.cells
    print(f"{count} reports, {rows} rows, {cells} cells: {taken:.1f} s of this process")


def ask(engine: Engine) -> tuple[float, float]:
    """Print the time of each query, and return the longest, by the clock and the processor."""
    times = [_timed(engine, one, lambda one=one: search(engine, one).total) for one in QUERIES]
    with engine.connect() as connection:
        figure = Decimal(
            connection.scalar(text("SELECT number FROM quantity WHERE number_real > 1e7 LIMIT 1"))
        )
    low, high = Decimal(1_000_000), Decimal(2_000_000)
    _timed(engine, f"--value {figure}", lambda: find_value(engine, figure, figure).total)
    _timed(engine, "--value 1000000..2000000", lambda: find_value(engine, low, high).total)
    return max(time[0] for time in times), max(time[1] for time in times)


def _timed(engine: Engine, name: str, asked: Any) -> tuple[float, float]:
    found = asked()
    times, before = [], processor(engine)
    for _ in range(ROUNDS):
        started = time.perf_counter()
        asked()
        times.append((time.perf_counter() - started) * 1000)
    used = (processor(engine) - before) / ROUNDS
    median = statistics.median(times)
    print(f"  {median:7.1f} ms, processor {used:6.1f} ms  {found:7}  {name}")
    return median, used


def processor(engine: Engine) -> float:
    """The processor's time of this process and of the server's that answers it, in ms."""
    own = time.process_time() * 1000
    if engine.dialect.name != "postgresql":
        return own
    with engine.connect() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
    words = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    ticks = os.sysconf("SC_CLK_TCK")
    return own + (int(words[11]) + int(words[12])) * 1000 / ticks


def sizes(engine: Engine) -> None:
    """Print how large the database is, and its index."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            found = connection.execute(
                text(
                    "SELECT SUM(pgsize), SUM(CASE WHEN name LIKE 'search_text%' THEN pgsize END),"
                    " SUM(CASE WHEN name LIKE 'search_index%' THEN pgsize END) FROM dbstat"
                )
            ).one()
        else:
            found = connection.execute(
                text(
                    "SELECT pg_database_size(current_database()), pg_table_size('search_text'),"
                    " pg_relation_size('ix_search_text_tokens')"
                )
            ).one()
    whole, texts, index = (int(size or 0) / 2**20 for size in found)
    print(f"{whole:.0f} MiB, of that {texts:.0f} of texts, {index:.0f} of their index")


def whole_process(url: str) -> None:
    for query in ("核证减排量 注销", "自愿注销与核证减排量"):
        started = time.perf_counter()
        command = [sys.executable, "-m", "reportparse", "search", query, "--db", url, "--limit=1"]
        subprocess.run(command, check=True, capture_output=True)
        print(f"  {(time.perf_counter() - started) * 1000:7.0f} ms  the command, {query}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    longest, used = 0.0, 0.0
    with ExitStack() as stack:
        given = Path(sys.argv[2]) if len(sys.argv) > 2 else None
        folder = given or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = [f"sqlite:///{folder / 'search.db'}"]
        if server.missing() is None:
            urls.append(server.database(stack.enter_context(server.running()), "search"))
        for url in urls:
            engine = storage.connect(url)
            print(engine.dialect.name)
            with engine.connect() as connection:
                there = connection.scalar(text("SELECT COUNT(*) FROM report"))
            if there != count:
                load(engine, count)
            if engine.dialect.name == "postgresql":
                with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as link:
                    link.execute(text("VACUUM ANALYZE"))
            sizes(engine)
            clock, processor_time = ask(engine)
            longest, used = max(longest, clock), max(used, processor_time)
            whole_process(url)
            engine.dispose()
    verdict = "under" if longest < LIMIT_MS else "NOT under"
    print(
        f"longest answer {longest:.1f} ms ({used:.1f} of the processor), {verdict} {LIMIT_MS:.0f}"
    )


if __name__ == "__main__":
    main()
