"""The tables of people, meetings and entities: made up, the same for the same year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random

from tests.typeset.manuscript import Cell, Row, RowKind, Table
from tests.years.lanes import Letters, Strip, laid, words
from tests.years.tables import Author, Fact, Stated, day

GROUPS = (
    "小岛屿发展中国家",
    "非附件一缔约方",
    "附件一缔约方",
    "东欧国家",
    "拉丁美洲和加勒比国家",
    "非洲国家",
    "亚洲和太平洋国家",
    "西欧和其他国家",
)
GIVEN = ("Amina", "Bruno", "Chen", "Dalia", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jonas")
FAMILY = ("Okoye", "Lindqvist", "Haddad", "Moreau", "Tanaka", "Petrov", "Silva", "Ncube", "Weber")
PLACES = ("波恩", "德班", "利马", "马拉喀什", "新加坡", "开罗")
OTHERS = ("CMP {session}", "附属机构第{chinese}届会议")
ENTITIES = (
    ("Northern Assurance Services Ltd.", "NAS"),
    ("Green Valley Certification Co., Ltd.", "GVC"),
    ("Atlas Technical Inspection S.A.", "ATI"),
    ("Blue Ridge Verification GmbH", "BRV"),
    ("Harbour Quality Registrar Inc.", "HQR"),
    ("Sunrise Environmental Services Pvt. Ltd.", "SES"),
)
SCOPES = (
    ("1–16", [[1, 16]]),
    ("1–3, 14", [[1, 3], [14, 14]]),
    ("15", [[15, 15]]),
    ("1, 3, 13", [[1, 1], [3, 3], [13, 13]]),
    ("1–5, 7–10, 13–16", [[1, 5], [7, 10], [13, 16]]),
)
NUMERALS = "一二三四五六七八九"
BODY_CODES = ("executive_board", "accreditation_panel", "methodologies_panel")
LAST_NUMBERS = (122, 98, 94)
"""The last meeting of each body in the report of 2024; three were held in every year."""


def chinese(number: int) -> str:
    """Return a number below 200 in Chinese.

    >>> [chinese(n) for n in (7, 10, 75, 101, 110, 122)]
    ['七', '十', '七十五', '一百零一', '一百一十', '一百二十二']
    """
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    out = "一百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else NUMERALS[tens - 1]) + "十"
    elif hundreds and units:
        out += "零"
    return out + (NUMERALS[units - 1] if units else "")


def board_table(author: Author) -> Stated:
    """Return the table of members and alternates, with notes on terms, leaves and nominations."""
    own, random = author.words, Random(f"board {author.year}")
    people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    random.shuffle(people)
    letters = Letters()
    cells: dict[str, list[Cell]] = {"member": [], "alternate": []}
    facts: list[Fact] = []
    leaver = random.randrange(len(GROUPS))
    for at, group in enumerate(GROUPS):
        ends = author.year + 1 + at % 2
        fact: Fact = {"group": group}
        for role in ("member", "alternate"):
            marks = [letters.of(own.term.format(year=ends))]
            fact[f"{role}_term_end"] = ends
            if random.random() < 0.2:
                marks.append(letters.of(own.awaits.format(session=author.year - 2006)))
                fact[f"{role}_awaits"] = f"CMP {author.year - 2006}"
            if role == "alternate" and at == leaver:
                left = f"{author.year}-{random.randint(1, 6):02d}-{random.randint(1, 28):02d}"
                name = people.pop()
                marks.append(letters.of(own.resigned.format(name=name, date=day(left))))
                fact |= {"alternate_vacant": own.vacant, "alternate_resigned": name}
                fact["alternate_resigned_on"] = left
                cells[role].append(Cell(own.vacant, tuple(marks)))
            else:
                fact[role] = people.pop()
                cells[role].append(Cell(fact[role], tuple(marks)))
        facts.append(fact)
    strips = [
        Strip(("", own.member), tuple(cells["member"]), numeric=False),
        Strip(("", own.alternate), tuple(cells["alternate"]), numeric=False),
        Strip(("", own.group), words(GROUPS), numeric=False),
    ]
    kinds: list[RowKind] = ["data"] * len(GROUPS)
    title = own.board_title.format(year=author.year)
    table = laid(author.caption(), (title,), author.ordered("board", strips), kinds, None, letters)
    return Stated(_lettered(table), {"board_seat": facts})


def _lettered(table: Table) -> Table:
    """Return the table with its letters in the order in which rows print them, left to right."""
    order: list[str] = []
    for row in table.rows:
        for cell in (row.stub, *row.cells):
            order += [letter for letter in cell.markers if letter not in order]
    new = {old: "abcdefghijk"[at] for at, old in enumerate(order)}

    def again(cell: Cell) -> Cell:
        return Cell(cell.text, tuple(sorted(new[letter] for letter in cell.markers)))

    rows = tuple(
        Row(row.kind, again(row.stub), tuple(map(again, row.cells)), row.indent)
        for row in table.rows
    )
    notes = sorted((new[letter], text) for letter, text in table.notes)
    return Table(table.number, table.title, table.columns, rows, table.headnote, notes=tuple(notes))


def meeting_tables(author: Author) -> Iterator[Stated]:
    """Yield a table of meetings for each body, with a note on the next one."""
    own = author.words
    for body, code, last in zip(own.bodies, BODY_CODES, LAST_NUMBERS, strict=True):
        random = Random(f"meetings {code} {author.year}")
        first = last - 2 - 3 * (2024 - author.year)
        facts: list[Fact] = []
        rows: list[tuple[str, str, str]] = []
        start = datetime.date(author.year - 1, 9, 20)
        for number in range(first, first + 3):
            start += datetime.timedelta(days=random.randint(50, 100))
            shown, iso = _days(start, random)
            place = random.choice(PLACES)
            fact: Fact = {"body": body, "body_code": code, "number": number, "dates": iso}
            where = _where(author, random, place, fact)
            facts.append(fact)
            name = own.meeting.format(number=number, chinese=chinese(number))
            rows.append((name, shown, where))
        letters = Letters()
        shown, iso = _days(datetime.date(author.year, 9, 25), random)
        note = f"{body}第{first + 3}次会议将于{shown}在{PLACES[0]}举行。"
        marker = letters.of(note)
        coming = {"body": body, "body_code": code, "number": first + 3, "dates": iso}
        facts.append({**coming, "place": PLACES[0], "status_code": "planned"})
        names, dates, places = zip(*rows, strict=True)
        strips = [
            Strip(("", "会议"), words(names), (marker,), numeric=False),
            Strip(("", own.dates), words(dates), numeric=False, share=2.0),
            Strip(("", own.place), words(places), numeric=False, share=2.0),
        ]
        if author.options.moved:
            strips = [*strips[1:], strips[0]]
        kinds: list[RowKind] = ["data"] * len(rows)
        title = own.meeting_title.format(body=body)
        yield Stated(
            laid(author.caption(), (title,), strips, kinds, None, letters), {"meeting": facts}
        )


def _days(start: datetime.date, random: Random) -> tuple[str, str]:
    end = start + datetime.timedelta(days=random.randint(1, 4))
    iso = f"{start.isoformat()}/{end.isoformat()}"
    tail = f"{end.day}日" if end.month == start.month else f"{end.month}月{end.day}日"
    if end.year != start.year:
        tail = f"{end.year}年{tail}"
    return f"{start.year}年{start.month}月{start.day}日至{tail}", iso


def _where(author: Author, random: Random, place: str, fact: Fact) -> str:
    """Return the words for the place of a meeting, and put what they say into `fact`."""
    draw = random.random()
    if draw < 0.15:
        fact["mode_code"] = "virtual"
        return "虚拟会议"
    fact["place"] = place
    if draw < 0.6:
        return place
    sessions = {"session": author.year - 2006, "chinese": chinese(author.year - 1964)}
    other = random.choice(OTHERS).format(**sessions)
    fact["held_with"] = other
    return author.words.with_.format(place=place, other=other)


def accreditation_table(author: Author) -> Stated:
    """Return the annex's table of entities: one column of scopes, or one for each function."""
    own, random = author.words, Random(f"entities {author.year}")
    letters = Letters()
    entities: list[Cell] = []
    facts: list[Fact] = []
    columns: list[list[str]] = [[] for _ in own.scopes]
    names = ["scopes"] if len(own.scopes) == 1 else ["scopes_validation", "scopes_verification"]
    for name, short in random.sample(ENTITIES, 5):
        code = random.choice(("granted", "granted", "extended", "withdrawn"))
        action = {"granted": own.granted, "extended": own.extended, "withdrawn": own.withdrawn}
        entities.append(Cell(f"{name} ({short})", (letters.of(action[code]),)))
        fact: Fact = {"entity": name, "short_name": short}
        for column, field in zip(columns, names, strict=True):
            text, value = random.choice(SCOPES)
            column.append(text)
            fact[field] = value
        facts.append({**fact, "action": action[code], "action_code": code})
    strips = [Strip(("", "Name of entity"), tuple(entities), numeric=False)]
    for head, column in zip(own.scopes, columns, strict=True):
        strips.append(Strip(("", head), words(column), numeric=False))
    kinds: list[RowKind] = ["data"] * len(facts)
    table = laid(None, (), strips, kinds, None, letters)
    return Stated(table, {"accreditation": facts})
