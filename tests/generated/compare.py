"""What must come back from a set report, door by door, and a readable list of what did not.

Through a PDF everything that was set comes back. A dump has lost some of it, and nothing else is
left out of the comparison:

- What the extractor does not print: the addresses of links (`dump_links`), the masthead
  (`dump_masthead`), the running heads (`dump_heads`). `wanted` looks for them in the dump.
- Which line of a title block is the subject, which the title, which the author: in a dump they
  are bare lines one below the other. Their words are compared in order, as one text.
- Where a paragraph of the summary ends: it is compared as one text.
- The indents of a table's rows.
- What the parse itself says it could not tell. `UNCLEAR` names for each such finding the parts of
  the report that it may make differ; a difference there is excused if the finding is present, and
  the test allows no more than a stated share of excused reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from reportparse.report import Report
from reportparse.report import body as parsed
from reportparse.report.model import Finding
from tests.generated.seen import seen
from tests.typeset import expected
from tests.typeset.manuscript import (
    Annex,
    Figure,
    Item,
    Link,
    Manuscript,
    Paragraph,
    Section,
    Table,
    Text,
)

Door = Literal["pdf", "tika", "pdftotext", "layout"]

MASTHEAD = ("organ", "date", "distribution", "language", "original")
"""Fields that stand nowhere but in the masthead."""
MASTHEAD_SIGN = "Distr.:"
TITLE_BLOCK = ("subject", "subtitle")
TEXT = frozenset({"paragraphs", "unnumbered", "items", "order", "footnotes"})
UNCLEAR: dict[str, frozenset[str]] = {
    "title-unclear": TEXT | {"title", "outline"},
    "list-unclear": TEXT | {"abbreviations", "outline"},
    "block-unclear": TEXT,
    "note-unclear": TEXT,
    "marker-unclear": TEXT | {"outline"},
    "figure-unclear": TEXT | {"figures", "outline"},
}
"""Findings of a dump, and the parts of the report that they say are uncertain."""


TABLE_UNCLEAR = frozenset(
    {
        "table-without-grid",
        "table-ambiguous",
        "table-row-unread",
        "table-evidence-differs",
        "cells-unclear",
        "cell-ambiguous",
        "cell-unread",
        "text-unplaced",
    }
)
"""Findings about one table: head, rows and cells of that table are uncertain, of no other."""
MARKER_UNCLEAR = "note-without-marker"
"""The finding that a letter may be a marker or the word's own: words of that table may differ."""
TABLE_ENDS = TABLE_UNCLEAR - {"cell-ambiguous", "cell-unread"}
"""Findings that leave open where the lines of a table begin and end, and those of the text."""


def wanted(manuscript: Manuscript, report: Report, door: Door, dump: str = "") -> dict[str, Any]:
    """Return what a parse through `door` has to give, as far as that door can know it."""
    data: dict[str, Any] = json.loads(json.dumps(expected(manuscript)))
    data["links"] = sorted({link.url for link in _links(manuscript)})
    if door == "pdf":
        if report.source.pages == 1:
            data["furniture"].pop("running_head")
        return data
    printed = "".join(dump.split())
    data["links"] = [url for url in data["links"] if f"\n{url}\n" in dump]
    for part in ("metadata", "furniture"):
        data[part] = {
            key: value if not value or _printed(value, printed) else None
            for key, value in data[part].items()
        }
    if MASTHEAD_SIGN not in dump:
        data["metadata"].update(dict.fromkeys(MASTHEAD))
    if not _has_running_heads(data, door, dump):
        data["furniture"]["running_head"] = None
    return _without_indents(_with_front_joined(data))


def _without_indents(data: dict[str, Any]) -> dict[str, Any]:
    """Leave the indents of rows out: a dump has blanks for them, or has not."""
    for part in (data, *data["annexes"]):
        for table in part["tables"]:
            for row in table["rows"]:
                row["indent"] = None
    return data


def _with_front_joined(data: dict[str, Any]) -> dict[str, Any]:
    """Join subject, title and author to one text, and the paragraphs of the summary to another."""
    metadata = data["metadata"]
    parts = [metadata["subject"], data["title"], metadata["subtitle"]]
    data["title"] = "".join(part or "" for part in parts)
    for _, _, anchors in data["footnotes"]:
        for anchor in anchors:
            if anchor[0] == "title":
                anchor[1] += len(metadata["subject"] or "")
    data["metadata"] = {k: v for k, v in metadata.items() if k not in TITLE_BLOCK}
    data["summary"] = "".join(data["summary"])
    return data


def excused(difference: str, report: Report, door: Door, dump: str) -> bool:
    """Tell whether a finding of the parse says that it could not tell this part of a dump."""
    if door == "pdf":
        return False
    codes = {finding.code for finding in report.findings}
    path = difference.splitlines()[0].split("/")
    keys = set(path)
    if any(keys & parts for code, parts in UNCLEAR.items() if code in codes):
        return True
    if "tables" not in path:
        return bool(keys & (TEXT | {"outline", "figures"}) and codes & TABLE_ENDS)
    at = path.index("tables") + 1
    if at == len(path):
        return "table-without-grid" in codes or "table-evidence-differs" in codes
    part = report.annexes[int(path[2])].sections if path[1] == "annexes" else report.sections
    table = _table_ids(part)[int(path[at])]
    about = {finding.code for finding in report.findings if _is_about(finding, table)}
    if MARKER_UNCLEAR in about and path[-1].isdigit():
        return True
    return bool(about & TABLE_UNCLEAR)


def _is_about(finding: Finding, table: str) -> bool:
    element = finding.element or ""
    return element == table or element.startswith(f"{table}.")


def _table_ids(sections: Sequence[parsed.Section]) -> list[str]:
    """The ids of the tables of a part, in reading order."""
    found: list[str] = []
    for section in sections:
        found += [b.ref for b in section.blocks if b.kind == "table" and b.ref is not None]
        found += _table_ids(section.sections)
    return found


def _has_running_heads(data: dict[str, Any], door: Door, dump: str) -> bool:
    """Tell whether the symbol stands over a page and not only in the masthead."""
    if door in ("pdftotext", "layout"):
        return dump.count("\f") > 1
    alone = sum(line.strip() == data["furniture"]["running_head"] for line in dump.splitlines())
    masthead = data["metadata"]["distribution"] is not None
    return bool(alone > masthead)


def found(report: Report, door: Door) -> dict[str, Any]:
    """Return what the parse gave, without what `wanted` leaves out."""
    data: dict[str, Any] = json.loads(json.dumps(seen(report)))
    if door != "pdf":
        return _without_indents(_with_front_joined(data))
    if report.source.pages == 1:
        data["furniture"].pop("running_head")
    return data


def _printed(value: str | list[str], dump: str) -> bool:
    values = [value] if isinstance(value, str) else value
    return all("".join(one.split()) in dump for one in values)


def differences(want: Any, got: Any, path: str = "") -> Iterator[str]:
    """Every place where two values differ, with both."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key in want.keys() | got.keys():
            yield from differences(want.get(key), got.get(key), f"{path}/{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for at, (one, other) in enumerate(zip(want, got, strict=True)):
            yield from differences(one, other, f"{path}/{at}")
    elif want != got:
        yield f"{path}\n  set:    {_shown(want)}\n  parsed: {_shown(got)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:1500]


def _links(manuscript: Manuscript) -> Iterator[Link]:
    for text in _texts(manuscript):
        yield from (run for run in text if isinstance(run, Link))


def _texts(manuscript: Manuscript) -> Iterator[Text]:
    yield from manuscript.summary
    yield from (text for _, text in manuscript.notes)
    if manuscript.title_note is not None:
        yield manuscript.title_note
    for section in manuscript.sections:
        yield from _section(section)
    for annex in manuscript.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[Text]:
    for block in annex.blocks:
        yield from _block(block)
    for section in annex.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Text]:
    yield section.title
    for block in section.blocks:
        yield from _block(block)
    for below in section.sections:
        yield from _section(below)


def _block(block: Paragraph | Table | Figure) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.text
        for item in block.items:
            yield from _item(item)
    else:
        yield block.title
        if isinstance(block, Table):
            yield from (text for _, text in block.notes)


def _item(item: Item) -> Iterator[Text]:
    yield item.text
    for below in item.items:
        yield from _item(below)
